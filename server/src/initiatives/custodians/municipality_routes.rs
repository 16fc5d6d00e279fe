//! The pages of municipalities at the desk.

use std::sync::Arc;

use app::accounts::roles::Permission;
use app::desk::done::{DONE, Done};
use app::desk::parts::Part;
use app::initiatives::custodians::municipality::{self as page, MayChangeDomains, NoDomainsYet};
use app::initiatives::needs::Landkaart as _;
use app::initiatives::places::{Municipality, Places};
use app::texts::{text, text_with};
use app::ui::fields::FieldError;
use app::ui::form::{Posted, value};
use axum::Router;
use axum::extract::{Path, Request, State};
use axum::http::StatusCode;
use axum::http::request::Parts;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use leptos::prelude::provide_context;

use super::decide::{DecideError, Verdict, decide};
use super::domain::{MailDomain, NoDomain};
use super::domains::{self, DomainError};
use super::list::Municipalities;
use super::municipality::{LookError, look};
use super::sql;
use crate::desk::{self, Staff, list};
use crate::http::{forbidden, forms, query, see_other};
use crate::platform::Platform;
use crate::store::read;

/// The routes.
pub(super) fn routes() -> Router<Arc<Platform>> {
    Router::new()
        .route("/beheer/gemeenten", get(show_list))
        .route("/beheer/gemeenten.csv", get(list::as_csv::<Municipalities>))
        .route("/beheer/gemeenten.xlsx", get(list::as_xlsx::<Municipalities>))
        .route("/beheer/gemeenten/domeinen", get(show_paste).post(take_paste))
        .route("/beheer/gemeenten/{code}", get(show_one).post(act))
}

/// `GET /beheer/gemeenten`
async fn show_list(State(platform): State<Arc<Platform>>, staff: Staff, request: Parts) -> Response {
    let pairs = match query::pairs(request.uri.query()) {
        Ok(pairs) => pairs,
        Err(too_long) => return too_long.into_response(),
    };
    let domains: Vec<(String, String)> =
        match read!(&platform.store, |db| sqlx::query_as(sql::DOMAINS).fetch_all(db).await) {
            Ok(domains) => domains,
            Err(error) => return failed(&error),
        };
    let may_change = MayChangeDomains(staff.actor.may(Permission::ManageAccounts));
    let none = NoDomainsYet(domains.is_empty());
    let done = value(&pairs, "erbij").parse::<i64>().ok();
    let done = done.map(|count| text_with("domains-done-paste", [("count", count.into())]));
    list::show_with::<Municipalities>(&platform, &staff, &pairs, move || {
        provide_context(may_change);
        provide_context(none);
        if let Some(words) = done.clone() {
            provide_context(Done { words, undo: None });
        }
    })
    .await
}

/// `GET /beheer/gemeenten/domeinen`
async fn show_paste(State(platform): State<Arc<Platform>>, staff: Staff) -> Response {
    if staff.actor.need(Permission::ManageAccounts).is_err() {
        return forbidden();
    }
    desk::page(&platform, &staff, page::PASTE, || {}).await
}

/// `POST /beheer/gemeenten/domeinen`
async fn take_paste(State(platform): State<Arc<Platform>>, staff: Staff, request: Request) -> Response {
    let pairs = match forms::long_pairs(request).await {
        Ok(pairs) => pairs,
        Err(status) => return status.into_response(),
    };
    if staff.actor.need(Permission::ManageAccounts).is_err() {
        return forbidden();
    }
    let lines = match pasted(value(&pairs, page::LINES), &platform.landkaart.reference().places) {
        Ok(lines) => lines,
        Err(words) => {
            let error = FieldError { field: page::LINES.into(), label: text("domains-lines"), text: words };
            let posted = Posted { pairs, errors: vec![error] };
            let page = desk::page(&platform, &staff, page::PASTE, move || provide_context(posted.clone())).await;
            return (StatusCode::UNPROCESSABLE_ENTITY, page).into_response();
        }
    };
    match domains::add(&platform.store, &staff.actor, &lines, platform.clock.now()).await {
        Ok(added) => see_other(&format!("{}?erbij={added}", Part::Municipalities.path())),
        Err(DomainError::Forbidden(_)) => forbidden(),
        Err(error) => failed(&error),
    }
}

/// Lines of a municipality and a domain, or what is wrong with the first that is none.
fn pasted(text_of_all: &str, places: &Places) -> Result<Vec<(String, MailDomain)>, String> {
    let mut found = Vec::new();
    let lines = text_of_all.lines().zip(1_i64..).filter(|(line, _)| !line.trim().is_empty());
    for (line, number) in lines {
        let said = |key: &str| {
            let shown: String = app::initiatives::words::shown(line);
            text_with(key, [("number", number.into()), ("line", shown.into())])
        };
        let parsed = line.split_once([';', '\t', ',']).and_then(|(municipality, domain)| {
            let place = places.municipality(municipality.trim())?;
            Some((places.municipalities()[place].code.clone(), MailDomain::parse(domain)))
        });
        match parsed {
            Some((code, Ok(domain))) => found.push((code, domain)),
            Some((_, Err(NoDomain::ForEverybody))) => return Err(said("domains-line-for-everybody")),
            Some((_, Err(NoDomain::Unreadable))) | None => return Err(said("domains-line-wrong")),
        }
    }
    if found.is_empty() { Err(text("domains-lines-missing")) } else { Ok(found) }
}

/// Why a domain is refused.
fn words(why: NoDomain) -> &'static str {
    match why {
        NoDomain::Unreadable => "domains-wrong",
        NoDomain::ForEverybody => "domains-for-everybody",
    }
}

/// The municipality of an address, by its present code and nothing else.
fn place(platform: &Platform, code: &str) -> Option<Municipality> {
    let reference = platform.landkaart.reference();
    reference.places.municipalities().iter().find(|place| place.code == code).cloned()
}

/// `GET /beheer/gemeenten/{code}`
async fn show_one(
    State(platform): State<Arc<Platform>>,
    staff: Staff,
    Path(code): Path<String>,
    request: Parts,
) -> Response {
    let pairs = query::pairs(request.uri.query()).unwrap_or_default();
    let done = match value(&pairs, DONE) {
        page::ADD => Some(text("domains-done-add")),
        page::REMOVE => Some(text("domains-done-remove")),
        page::ACCEPT => Some(text("claims-done-accept")),
        page::REFUSE => Some(text("claims-done-refuse")),
        _ => None,
    };
    one(&platform, &staff, &code, done, Posted::default(), StatusCode::OK).await
}

/// The page of a municipality.
async fn one(
    platform: &Arc<Platform>,
    staff: &Staff,
    code: &str,
    done: Option<String>,
    posted: Posted,
    status: StatusCode,
) -> Response {
    if staff.actor.need(Part::Municipalities.needs()).is_err() {
        return forbidden();
    }
    let Some(place) = place(platform, code) else { return StatusCode::NOT_FOUND.into_response() };
    let mut shown = match look(&platform.store, &staff.actor, &place).await {
        Ok(shown) => shown,
        Err(LookError::Forbidden(_)) => return forbidden(),
        Err(error) => return failed(&error),
    };
    shown.conflict = status == StatusCode::CONFLICT;
    let answer = desk::page(platform, staff, &page::path(code), move || {
        provide_context(shown.clone());
        provide_context(posted.clone());
        if let Some(words) = done.clone() {
            provide_context(Done { words, undo: None });
        }
    })
    .await;
    if status == StatusCode::OK { answer } else { (status, answer).into_response() }
}

/// `POST /beheer/gemeenten/{code}`, with `doe`.
async fn act(
    State(platform): State<Arc<Platform>>,
    staff: Staff,
    Path(code): Path<String>,
    request: Request,
) -> Response {
    let pairs = match forms::long_pairs(request).await {
        Ok(pairs) => pairs,
        Err(status) => return status.into_response(),
    };
    if staff.actor.need(Part::Municipalities.needs()).is_err() {
        return forbidden();
    }
    let Some(place) = place(&platform, &code) else { return StatusCode::NOT_FOUND.into_response() };
    match value(&pairs, page::DO) {
        what @ (page::ADD | page::REMOVE) => domain(&platform, &staff, &code, what, pairs.clone()).await,
        what @ (page::ACCEPT | page::REFUSE) => claim(&platform, &staff, &place, what, &pairs).await,
        _ => StatusCode::BAD_REQUEST.into_response(),
    }
}

fn done(code: &str, what: &str) -> Response {
    see_other(&format!("{}?{DONE}={what}", page::path(code)))
}

async fn domain(
    platform: &Arc<Platform>,
    staff: &Staff,
    code: &str,
    what: &str,
    pairs: Vec<(String, String)>,
) -> Response {
    if staff.actor.need(Permission::ManageAccounts).is_err() {
        return forbidden();
    }
    let domain = match MailDomain::parse(value(&pairs, page::DOMAIN)) {
        Ok(domain) => domain,
        Err(why) => {
            let error =
                FieldError { field: page::DOMAIN.into(), label: text("domains-domain"), text: text(words(why)) };
            let posted = Posted { pairs, errors: vec![error] };
            return one(platform, staff, code, None, posted, StatusCode::UNPROCESSABLE_ENTITY).await;
        }
    };
    let (store, actor, now) = (&platform.store, &staff.actor, platform.clock.now());
    let changed = if what == page::ADD {
        domains::add(store, actor, &[(code.to_owned(), domain)], now).await.map(|_| ())
    } else {
        domains::remove(store, actor, code, &domain, now).await
    };
    match changed {
        Ok(()) => done(code, what),
        Err(DomainError::Forbidden(_)) => forbidden(),
        Err(error) => failed(&error),
    }
}

async fn claim(
    platform: &Arc<Platform>,
    staff: &Staff,
    place: &Municipality,
    what: &str,
    pairs: &[(String, String)],
) -> Response {
    let wrong = |key: &str| Posted {
        errors: vec![FieldError { field: "aanvragen".into(), label: text("claims-title"), text: text(key) }],
        pairs: Vec::new(),
    };
    let words = value(pairs, page::WORDS).trim();
    let accepts = what == page::ACCEPT;
    if !accepts && words.is_empty() {
        let posted = wrong("claims-words-missing");
        return one(platform, staff, &place.code, None, posted, StatusCode::UNPROCESSABLE_ENTITY).await;
    }
    let verdict =
        Verdict { claim: value(pairs, page::CLAIM), code: &place.code, municipality: &place.name, accepts, words };
    let base_url = &platform.site.base_url;
    match decide(&platform.store, &staff.actor, &verdict, base_url, platform.clock.now()).await {
        Ok(()) => {
            platform.postman.ring();
            done(&place.code, what)
        }
        Err(DecideError::Forbidden(_)) => forbidden(),
        Err(DecideError::NotFound) => StatusCode::NOT_FOUND.into_response(),
        Err(DecideError::Conflict) => {
            one(platform, staff, &place.code, None, Posted::default(), StatusCode::CONFLICT).await
        }
        Err(DecideError::Closed) => {
            let posted = wrong("claims-closed");
            one(platform, staff, &place.code, None, posted, StatusCode::UNPROCESSABLE_ENTITY).await
        }
        Err(error) => failed(&error),
    }
}

fn failed(error: &impl std::error::Error) -> Response {
    tracing::error!(%error, "municipalities cannot be read or changed");
    StatusCode::INTERNAL_SERVER_ERROR.into_response()
}
