//! The addresses at which a civil servant asks to keep a municipality, and proves the address with which that is asked.

use std::sync::Arc;

use app::desk::parts::Part;
use app::initiatives::custodians::claim::{self as page, Claimed, OwnClaim, Progress};
use app::initiatives::needs::Landkaart as _;
use app::initiatives::places::Municipality;
use app::texts::text;
use app::ui::fields::FieldError;
use app::ui::form::{Posted, value};
use axum::Router;
use axum::extract::{Path, Request, State};
use axum::http::StatusCode;
use axum::http::header::{SET_COOKIE, USER_AGENT};
use axum::http::request::Parts;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use leptos::prelude::provide_context;

use super::claim::{Asked, Browser, ClaimError, Proven, ask, prove};
use super::stored::{self, Claim, State as Stored};
use super::{municipality_routes, own_routes};
use crate::accounts::{Token, device};
use crate::desk::Staff;
use crate::http::cookies::LoginCookie;
use crate::http::{self, forms, limits, see_other};
use crate::mail::EmailAddress;
use crate::platform::Platform;

/// The longest name or function, in characters.
const LONGEST: usize = 200;

/// The routes.
pub(crate) fn routes() -> Router<Arc<Platform>> {
    Router::new()
        .route("/landkaart/gemeente/{slug}/beheren", get(show_form).post(take_form))
        .route(page::SENT, get(http::page))
        .route("/landkaart/beheren/{token}", get(show_link).post(press))
        .merge(municipality_routes::routes())
        .merge(own_routes::routes())
}

/// The municipality of an address.
fn place(platform: &Platform, slug: &str) -> Option<Municipality> {
    let reference = platform.landkaart.reference();
    reference.places.municipality(slug).map(|at| reference.places.municipalities()[at].clone())
}

fn claimed(place: &Municipality) -> Claimed {
    Claimed { name: place.name.clone(), slug: place.slug.clone() }
}

async fn form(platform: &Arc<Platform>, place: &Municipality, posted: Posted, status: StatusCode) -> Response {
    let claimed = claimed(place);
    let answer = http::for_one(platform, &page::path(&place.slug), move || {
        provide_context(claimed.clone());
        provide_context(posted.clone());
    })
    .await;
    if status == StatusCode::OK { answer } else { (status, answer).into_response() }
}

/// `GET /landkaart/gemeente/{slug}/beheren`
async fn show_form(State(platform): State<Arc<Platform>>, Path(slug): Path<String>) -> Response {
    match place(&platform, &slug) {
        Some(place) => form(&platform, &place, Posted::default(), StatusCode::OK).await,
        None => StatusCode::NOT_FOUND.into_response(),
    }
}

/// `POST /landkaart/gemeente/{slug}/beheren`
async fn take_form(State(platform): State<Arc<Platform>>, Path(slug): Path<String>, request: Request) -> Response {
    let Some(place) = place(&platform, &slug) else { return StatusCode::NOT_FOUND.into_response() };
    let network = limits::visitor(&platform, request.extensions(), request.headers());
    let pairs = match forms::pairs(request).await {
        Ok(pairs) => pairs,
        Err(status) => return status.into_response(),
    };
    if !value(&pairs, page::TRAP).is_empty() {
        // A program hears what a person would.
        metrics::counter!("dia_trapped_forms_total").increment(1);
        return see_other(page::SENT);
    }
    let typed = |name: &str| {
        let plain: String = value(&pairs, name).chars().filter(|c| !c.is_control()).collect();
        plain.trim().to_owned()
    };
    let (name, job) = (typed(page::NAME), typed(page::JOB));
    let mut errors = Vec::new();
    let mut wrong = |field: &str, label: &str, words: &str| {
        errors.push(FieldError { field: field.to_owned(), label: text(label), text: text(words) });
    };
    if name.is_empty() {
        wrong(page::NAME, "claim-name", "claim-name-missing");
    } else if name.chars().count() > LONGEST {
        wrong(page::NAME, "claim-name", "claim-name-long");
    }
    let address = value(&pairs, page::EMAIL).trim();
    let email = address.parse::<EmailAddress>();
    if email.is_err() {
        let words = if address.is_empty() { "sign-in-email-missing" } else { "sign-in-email-wrong" };
        wrong(page::EMAIL, "claim-email", words);
    }
    if job.chars().count() > LONGEST {
        wrong(page::JOB, "claim-job", "claim-name-long");
    }
    let (Ok(email), true) = (email, errors.is_empty()) else {
        return form(&platform, &place, Posted { pairs, errors }, StatusCode::UNPROCESSABLE_ENTITY).await;
    };
    let asked = Asked { code: &place.code, municipality: &place.name, name: &name, email: &email, job: &job };
    match ask(&platform.store, &asked, network, &platform.site.base_url, platform.clock.now()).await {
        Ok(()) => {
            platform.postman.ring();
            see_other(page::SENT)
        }
        Err(ClaimError::TooOften(spent)) => spent.into_response(),
        Err(error) => failed(&error),
    }
}

/// What was asked behind the token of an address.
async fn behind(platform: &Arc<Platform>, token: &str) -> Result<(Claim, Municipality), Response> {
    let found = match Token::parse(token) {
        Ok(token) => stored::by_link(&platform.store, &token).await.map_err(|error| failed(&error))?,
        Err(_) => None,
    };
    let found = found.and_then(|claim| Some((place(platform, &claim.municipality)?, claim)));
    if let Some((place, claim)) = found {
        return Ok((claim, place));
    }
    let page = http::for_one(platform, "/landkaart/beheren/onbekend", || {}).await;
    Err((StatusCode::NOT_FOUND, page).into_response())
}

/// The page behind a link.
async fn link_page(platform: &Arc<Platform>, token: &str, claim: &Claim, place: &Municipality) -> Response {
    let progress = match claim.state {
        Stored::Unconfirmed if claim.expires_at <= platform.clock.now().unix_timestamp() => Progress::TooLate,
        Stored::Unconfirmed => Progress::ToConfirm,
        Stored::Waiting => Progress::Waiting,
        Stored::Accepted => Progress::Accepted,
        Stored::Refused => Progress::Refused,
    };
    let address = format!("/landkaart/beheren/{token}");
    let own = OwnClaim { claimed: claimed(place), progress, address: address.clone() };
    let answer = http::for_one(platform, &address, move || provide_context(own.clone())).await;
    if progress == Progress::TooLate { (StatusCode::GONE, answer).into_response() } else { answer }
}

/// `GET /landkaart/beheren/{token}`: only a button.
async fn show_link(State(platform): State<Arc<Platform>>, Path(token): Path<String>) -> Response {
    match behind(&platform, &token).await {
        Ok((claim, place)) => link_page(&platform, &token, &claim, &place).await,
        Err(response) => response,
    }
}

/// `POST /landkaart/beheren/{token}`
async fn press(
    State(platform): State<Arc<Platform>>,
    Path(token): Path<String>,
    staff: Result<Staff, Response>,
    request: Parts,
) -> Response {
    let claim = match behind(&platform, &token).await {
        Ok((claim, _)) => claim,
        Err(response) => return response,
    };
    let cookie = LoginCookie::of_site(&platform.site.base_url);
    let before = cookie.read(&request.headers);
    let device = device::in_words(request.headers.get(USER_AGENT).and_then(|value| value.to_str().ok()));
    let browser = Browser { before: before.as_ref(), device: &device };
    let path = request.uri.path();
    match prove(&platform.store, &claim.id, &browser, platform.clock.now()).await {
        Ok(Proven::Keeps(Some(login))) => {
            let mut response = see_other(Part::OwnMunicipalities.path());
            if let Some(cookie) = cookie.set(&login) {
                response.headers_mut().append(SET_COOKIE, cookie);
            }
            response
        }
        Ok(Proven::Keeps(None) | Proven::Waits) => see_other(path),
        Err(ClaimError::Over) => {
            // Somebody who pressed the button twice, or in two tabs, is in already.
            let keeps = |staff: &Staff| crate::accounts::custodians::keeps(&staff.actor, &claim.municipality);
            if claim.state != Stored::Unconfirmed && staff.as_ref().is_ok_and(keeps) {
                return see_other(Part::OwnMunicipalities.path());
            }
            match behind(&platform, &token).await {
                Ok((claim, place)) => link_page(&platform, &token, &claim, &place).await,
                Err(response) => response,
            }
        }
        Err(error) => failed(&error),
    }
}

fn failed(error: &impl std::error::Error) -> Response {
    tracing::error!(%error, "a claim of a municipality could not be handled");
    StatusCode::INTERNAL_SERVER_ERROR.into_response()
}
