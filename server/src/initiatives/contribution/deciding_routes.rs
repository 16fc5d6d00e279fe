//! The pages of the desk on how moderators decide.

use std::collections::BTreeSet;
use std::sync::Arc;

use app::accounts::roles::Permission;
use app::desk::done::{DONE, Done};
use app::desk::parts::Part;
use app::initiatives::contribution::deciding::{AnswerForm, Deciding, NEW, decisions, names, path};
use app::initiatives::model::TYPE_FACET;
use app::initiatives::needs::Landkaart as _;
use app::texts::text;
use app::ui::fields::FieldError;
use app::ui::form::{Posted, value, values};
use axum::Router;
use axum::extract::{Path, Request, State};
use axum::http::StatusCode;
use axum::http::request::Parts;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use leptos::prelude::provide_context;

use super::decide::DecideError;
use super::filling_in::failed;
use super::ready::{self, ReadyError};
use super::two;
use crate::desk::{self, Staff};
use crate::http::{forbidden, forms, query, see_other};
use crate::initiatives::import::Remark;
use crate::platform::Platform;

/// The longest name and text of an answer, in characters.
const LONGEST_TITLE: usize = 80;
const LONGEST_WORDS: usize = 1_000;

/// The routes.
pub(super) fn routes() -> Router<Arc<Platform>> {
    Router::new()
        .route("/beheer/beslissen", get(show).post(set))
        .route("/beheer/beslissen/antwoord", get(show_new).post(take_new))
        .route("/beheer/beslissen/antwoord/{id}", get(show_one).post(take_one))
}

/// `GET /beheer/beslissen`
async fn show(State(platform): State<Arc<Platform>>, staff: Staff, request: Parts) -> Response {
    if staff.actor.need(Part::Deciding.needs()).is_err() {
        return forbidden();
    }
    let (two, answers) = match (two::types(&platform.store).await, ready::answers(&platform.store).await) {
        (Ok(two), Ok(answers)) => (two, answers),
        (Err(error), _) | (_, Err(error)) => return failed(&error),
    };
    let reference = platform.landkaart.reference();
    let types = reference.taxonomy.facet(TYPE_FACET).map(|facet| facet.values.iter()).into_iter().flatten();
    let types = types.map(|kind| (kind.code.clone(), kind.label.clone(), two.contains(&kind.code))).collect();
    let deciding = Deciding { types, answers };
    let pairs = query::pairs(request.uri.query()).unwrap_or_default();
    let done = match value(&pairs, DONE) {
        "opgeslagen" => Some(text("deciding-saved")),
        "verwijderd" => Some(text("deciding-removed")),
        _ => None,
    };
    desk::page(&platform, &staff, Part::Deciding.path(), move || {
        provide_context(deciding.clone());
        if let Some(words) = done.clone() {
            provide_context(Done { words, undo: None });
        }
    })
    .await
}

/// `POST /beheer/beslissen`, with the types on which two moderators decide.
async fn set(State(platform): State<Arc<Platform>>, staff: Staff, request: Request) -> Response {
    let pairs = match forms::pairs(request).await {
        Ok(pairs) => pairs,
        Err(status) => return status.into_response(),
    };
    let reference = platform.landkaart.reference();
    let known = reference.taxonomy.facet(TYPE_FACET);
    let types: BTreeSet<String> = values(&pairs, names::TYPE)
        .filter(|code| known.is_some_and(|facet| facet.value(code).is_some()))
        .map(str::to_owned)
        .collect();
    match two::set_types(&platform.store, &staff.actor, &types, platform.clock.now()).await {
        Ok(()) => see_other(&format!("{}?{DONE}=opgeslagen", Part::Deciding.path())),
        Err(DecideError::Forbidden(_)) => forbidden(),
        Err(error) => failed(&error),
    }
}

async fn answer_page(
    platform: &Arc<Platform>,
    staff: &Staff,
    id: Option<&str>,
    posted: Posted,
    status: StatusCode,
) -> Response {
    let form = AnswerForm { id: id.map(str::to_owned) };
    let address = id.map_or_else(|| NEW.to_owned(), path);
    let page = desk::page(platform, staff, &address, move || {
        provide_context(form.clone());
        provide_context(posted.clone());
    })
    .await;
    if status == StatusCode::OK { page } else { (status, page).into_response() }
}

/// `GET /beheer/beslissen/antwoord`
async fn show_new(State(platform): State<Arc<Platform>>, staff: Staff) -> Response {
    if staff.actor.need(Permission::Moderate).is_err() {
        return forbidden();
    }
    answer_page(&platform, &staff, None, Posted::default(), StatusCode::OK).await
}

/// `GET /beheer/beslissen/antwoord/{id}`
async fn show_one(State(platform): State<Arc<Platform>>, staff: Staff, Path(id): Path<String>) -> Response {
    if staff.actor.need(Permission::Moderate).is_err() {
        return forbidden();
    }
    let answers = match ready::answers(&platform.store).await {
        Ok(answers) => answers,
        Err(error) => return failed(&error),
    };
    let Some(answer) = answers.into_iter().find(|answer| answer.id == id) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let pair = |name: &str, text: String| (name.to_owned(), text);
    let pairs = vec![
        pair(names::TITLE, answer.title),
        pair(names::WORDS, answer.words),
        pair(names::DECISION, answer.decision.unwrap_or_default()),
    ];
    answer_page(&platform, &staff, Some(&id), Posted { pairs, errors: vec![] }, StatusCode::OK).await
}

/// `POST /beheer/beslissen/antwoord`
async fn take_new(State(platform): State<Arc<Platform>>, staff: Staff, request: Request) -> Response {
    take(platform, staff, None, request).await
}

/// `POST /beheer/beslissen/antwoord/{id}`
async fn take_one(
    State(platform): State<Arc<Platform>>,
    staff: Staff,
    Path(id): Path<String>,
    request: Request,
) -> Response {
    take(platform, staff, Some(id), request).await
}

async fn take(platform: Arc<Platform>, staff: Staff, id: Option<String>, request: Request) -> Response {
    let pairs = match forms::pairs(request).await {
        Ok(pairs) => pairs,
        Err(status) => return status.into_response(),
    };
    if staff.actor.need(Permission::Moderate).is_err() {
        return forbidden();
    }
    let (store, actor, now) = (&platform.store, &staff.actor, platform.clock.now());
    let (done, code) = if let (Some(id), names::REMOVE) = (&id, value(&pairs, names::DO)) {
        (ready::remove(store, actor, id, now).await, "verwijderd")
    } else {
        let (title, words) = (value(&pairs, names::TITLE).trim(), value(&pairs, names::WORDS).trim());
        let fits = |text: &str, longest: usize| {
            !text.is_empty() && text.chars().count() <= longest && Remark::parse(text).is_ok()
        };
        let wrong = |field: &str, label: &str, key: &str| FieldError {
            field: field.to_owned(),
            label: text(label),
            text: text(key),
        };
        let mut errors = Vec::new();
        if !fits(title, LONGEST_TITLE) {
            errors.push(wrong(names::TITLE, "deciding-title", "deciding-title-missing"));
        }
        if !fits(words, LONGEST_WORDS) {
            errors.push(wrong(names::WORDS, "deciding-words", "deciding-words-missing"));
        }
        if !errors.is_empty() {
            let posted = Posted { errors, pairs };
            return answer_page(&platform, &staff, id.as_deref(), posted, StatusCode::UNPROCESSABLE_ENTITY).await;
        }
        let chosen = value(&pairs, names::DECISION);
        let decision = decisions().into_iter().map(|(code, _)| code).find(|code| *code == chosen);
        (ready::put(store, actor, id.as_deref(), (title, words, decision), now).await, "opgeslagen")
    };
    match done {
        Ok(()) => see_other(&format!("{}?{DONE}={code}", Part::Deciding.path())),
        Err(ReadyError::Forbidden(_)) => forbidden(),
        Err(ReadyError::NotFound) => StatusCode::NOT_FOUND.into_response(),
        Err(error) => failed(&error),
    }
}
