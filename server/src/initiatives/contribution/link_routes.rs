//! The addresses behind the link in a mail: how far a proposal is, and what its maker can do.

use std::sync::Arc;

use app::initiatives::contribution::form::{Purpose, names};
use app::initiatives::contribution::state::State as Progress;
use app::initiatives::contribution::status::{self as status_page, NoProposal, OwnProposal, TooLate};
use app::initiatives::model::slug;
use app::texts::text;
use app::ui::fields::FieldError;
use app::ui::form::{Posted, value};
use axum::Router;
use axum::extract::{Path, Request, State};
use axum::http::StatusCode;
use axum::http::request::Parts;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use leptos::prelude::provide_context;

use super::super::photos::shown_photo;
use super::filling_in::{Around, Filled, failed};
use super::form::pairs_of;
use super::moderation::days;
use super::propose::{self, ProposeError};
use super::stored::{self, Stored};
use crate::accounts::Token;
use crate::http::{self, forms, limits, see_other};
use crate::platform::Platform;

/// The routes.
pub(super) fn routes() -> Router<Arc<Platform>> {
    Router::new()
        .route("/landkaart/melding/{token}", get(show_status).post(act))
        .route("/landkaart/melding/{token}/bewerken", get(show_edit).post(take_edit))
}

/// The proposal behind the token of an address.
pub(super) async fn behind(platform: &Arc<Platform>, token: &str) -> Result<Stored, Response> {
    let known = match Token::parse(token) {
        Ok(token) => stored::by_link(&platform.store, &token).await.map_err(|error| failed(&error))?,
        Err(_) => None,
    };
    if let Some(known) = known {
        return Ok(known);
    }
    let page = http::for_one(platform, "/landkaart/melding/onbekend", || provide_context(NoProposal)).await;
    Err((StatusCode::NOT_FOUND, page).into_response())
}

/// The page of a proposal for whoever made it.
async fn status(
    platform: &Arc<Platform>,
    token: &str,
    known: &Stored,
    posted: Posted,
    late: Option<TooLate>,
) -> Response {
    let said = match stored::said(&platform.store, &known.id).await {
        Ok(said) => said,
        Err(error) => return failed(&error),
    };
    let photo = match shown_photo(&platform.store, &known.cells).await {
        Ok(photo) => photo,
        Err(error) => return failed(&error),
    };
    let address = format!("/landkaart/melding/{token}");
    let title = known.cells.get("titel").cloned().unwrap_or_default();
    let since = known.waiting_since.unwrap_or(known.created_at);
    let own = OwnProposal {
        initiative: known.initiative.map(|id| format!("/landkaart/initiatief/{id}-{}", slug(&title))),
        address: address.clone(),
        state: known.state,
        days: days(since, platform.clock.now()),
        said: said.into_iter().rev().find(|said| said.by.is_some()).and_then(|said| said.words),
        title,
        photo,
    };
    let status = if posted.errors.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let page = http::for_one(platform, &address, move || {
        provide_context(own.clone());
        if let Some(late) = late.clone() {
            provide_context(late);
        }
        provide_context(posted.clone());
    })
    .await;
    if status == StatusCode::OK { page } else { (status, page).into_response() }
}

/// `GET /landkaart/melding/{token}`
async fn show_status(State(platform): State<Arc<Platform>>, Path(token): Path<String>) -> Response {
    match behind(&platform, &token).await {
        Ok(known) => status(&platform, &token, &known, Posted::default(), None).await,
        Err(response) => response,
    }
}

/// The longest answer to a question of a moderator, in characters.
const LONGEST_ANSWER: usize = 2_000;

/// `POST /landkaart/melding/{token}`
async fn act(State(platform): State<Arc<Platform>>, Path(token): Path<String>, request: Request) -> Response {
    let path = request.uri().path().to_owned();
    let pairs = match forms::long_pairs(request).await {
        Ok(pairs) => pairs,
        Err(status) => return status.into_response(),
    };
    let known = match behind(&platform, &token).await {
        Ok(known) => known,
        Err(response) => return response,
    };
    let (store, now) = (&platform.store, platform.clock.now());
    let words = value(&pairs, status_page::WORDS).trim();
    let done = match value(&pairs, status_page::DO) {
        status_page::CONFIRM => propose::confirm(store, &known.id, now).await,
        status_page::WITHDRAW => propose::withdraw(store, &known.id, now).await,
        status_page::ANSWER if words.is_empty() || words.chars().count() > LONGEST_ANSWER => {
            let error = FieldError {
                field: status_page::WORDS.into(),
                label: text("status-answer"),
                text: text(if words.is_empty() { "status-answer-missing" } else { "status-answer-long" }),
            };
            return status(&platform, &token, &known, Posted { pairs, errors: vec![error] }, None).await;
        }
        status_page::ANSWER => propose::answer(store, &known.id, words, now).await,
        _ => return StatusCode::BAD_REQUEST.into_response(),
    };
    match done {
        Ok(()) => see_other(&path),
        Err(ProposeError::TooLate) => too_late(&platform, &token, words).await,
        Err(error) => failed(&error),
    }
}

/// Says that it was decided on meanwhile, and how; with the answer that came too late, if it was one.
pub(super) async fn too_late(platform: &Arc<Platform>, token: &str, answer: &str) -> Response {
    match behind(platform, token).await {
        Ok(known) => {
            let late = Some(TooLate { answer: answer.to_owned() });
            (StatusCode::CONFLICT, status(platform, token, &known, Posted::default(), late).await).into_response()
        }
        Err(response) => response,
    }
}

/// The name of the initiative that a proposal changes.
fn changed(known: &Stored) -> Option<String> {
    known.base.as_ref().and_then(|base| base.get("titel").cloned())
}

/// `GET /landkaart/melding/{token}/bewerken`
async fn show_edit(State(platform): State<Arc<Platform>>, Path(token): Path<String>, request: Parts) -> Response {
    let path = request.uri.path();
    let known = match behind(&platform, &token).await {
        Ok(known) if known.state.is_open() => known,
        Ok(_) => return see_other(&format!("/landkaart/melding/{token}")),
        Err(response) => return response,
    };
    let around = match Around::of(platform).await {
        Ok(around) => around,
        Err(response) => return response,
    };
    let mut pairs = pairs_of(&known.cells, &around.snapshot.reference.taxonomy);
    pairs.extend(known.reason.clone().map(|reason| (names::REASON.to_owned(), reason)));
    let can_keep = known.state == Progress::Draft;
    let version = Some(known.version);
    let purpose = match around.purpose(path, changed(&known), false).await {
        Ok(purpose) => Purpose { can_keep, version, ..purpose },
        Err(response) => return response,
    };
    around.form(path, purpose, Posted { pairs, errors: vec![] }, StatusCode::OK).await
}

/// `POST /landkaart/melding/{token}/bewerken`
async fn take_edit(State(platform): State<Arc<Platform>>, Path(token): Path<String>, request: Request) -> Response {
    let path = request.uri().path().to_owned();
    let network = limits::visitor(&platform, request.extensions(), request.headers());
    let pairs = match forms::long_pairs(request).await {
        Ok(pairs) => pairs,
        Err(status) => return status.into_response(),
    };
    let known = match behind(&platform, &token).await {
        Ok(known) => known,
        Err(response) => return response,
    };
    let around = match Around::of(platform).await {
        Ok(around) => around,
        Err(response) => return response,
    };
    let name = changed(&known);
    let changes = known.initiative.zip(known.base.clone());
    let can_keep = known.state == Progress::Draft;
    let version = Some(known.version);
    let before = known.cells.clone();
    let form =
        Filled { path: &path, pairs: &pairs, changes, before, name, asks_email: false, network, can_keep, version };
    if !known.state.is_open() {
        return around.decided(&form).await;
    }
    let (proposal, wish, _) = match around.filled_in(&form).await {
        Ok(filled_in) => filled_in,
        Err(response) => return response,
    };
    match propose::edit(&around.platform.store, &known, &proposal, wish, around.now).await {
        Ok(()) => see_other(&format!("/landkaart/melding/{token}")),
        Err(ProposeError::TooLate) => around.decided(&form).await,
        Err(error) => around.not_taken(&form, error).await,
    }
}
