//! The pages of the desk on which moderators decide.

use std::sync::Arc;

use app::desk::parts::Part;
use app::initiatives::contribution::desk::{self as desk_page, SamePerson, SomebodyElse, WAITING};
use app::initiatives::contribution::ready::ready_answer;
use app::texts::text;
use app::ui::fields::FieldError;
use app::ui::form::{Posted, value};
use axum::Router;
use axum::extract::{Path, Request};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use leptos::prelude::provide_context;

use super::super::photos;
use super::decide::{DecideError, Decision, Verdict, decide};
use super::filling_in::{Around, failed};
use super::list::Submissions;
use super::moderation::{self, LookError};
use super::ready;
use crate::desk::{self, Staff, list};
use crate::http::{forbidden, forms, see_other};
use crate::platform::Platform;

/// The routes.
pub(super) fn routes() -> Router<Arc<Platform>> {
    Router::new()
        .route("/beheer/inzendingen", get(list::show::<Submissions>))
        .route("/beheer/inzendingen.csv", get(list::as_csv::<Submissions>))
        .route("/beheer/inzendingen.xlsx", get(list::as_xlsx::<Submissions>))
        .route("/beheer/inzendingen/{id}", get(show_one).post(take_decision))
        .route("/beheer/inzendingen/{id}/foto/{size}", get(show_picture))
}

/// Why a decision did not hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Late {
    /// It did.
    No,
    /// Somebody else was first.
    SomebodyElse,
    /// Whoever decides was the first of two.
    SamePerson,
}

/// The page of one proposal.
async fn one(around: &Around, staff: &Staff, id: &str, posted: Posted, late: Late, status: StatusCode) -> Response {
    let rules = around.book.on(around.now.date());
    let looked = moderation::look(&around.platform.store, &staff.actor, id, &around.snapshot, &rules, around.now).await;
    let shown = match looked {
        Ok(shown) => shown,
        Err(error) => return unseen(&error),
    };
    let path = format!("{}/{id}", Part::Submissions.path());
    let page = desk::page(&around.platform, staff, &path, move || {
        provide_context(shown.clone());
        provide_context(posted.clone());
        match late {
            Late::No => {}
            Late::SomebodyElse => provide_context(SomebodyElse),
            Late::SamePerson => provide_context(SamePerson),
        }
    })
    .await;
    if status == StatusCode::OK { page } else { (status, page).into_response() }
}

/// `GET /beheer/inzendingen/{id}`
async fn show_one(staff: Staff, around: Around, Path(id): Path<String>) -> Response {
    one(&around, &staff, &id, Posted::default(), Late::No, StatusCode::OK).await
}

/// `GET /beheer/inzendingen/{id}/foto/{size}`: for whoever decides, before everybody sees it.
async fn show_picture(staff: Staff, around: Around, Path((id, size)): Path<(String, String)>) -> Response {
    let rules = around.book.on(around.now.date());
    match moderation::photo_of(&around.platform.store, &staff.actor, &id, &rules).await {
        Ok(photo) => photos::picture(&around.platform, photo.as_ref(), &size).await,
        Err(error) => unseen(&error),
    }
}

/// `POST /beheer/inzendingen/{id}`
async fn take_decision(staff: Staff, around: Around, Path(id): Path<String>, request: Request) -> Response {
    let pairs = match forms::long_pairs(request).await {
        Ok(pairs) => pairs,
        Err(status) => return status.into_response(),
    };
    let chosen = value(&pairs, desk_page::names::READY);
    let ready = match ready_answer(chosen) {
        Some(words) => words,
        None => match ready::answers(&around.platform.store).await {
            Ok(own) => {
                own.into_iter().find(|answer| answer.key() == chosen).map(|answer| answer.words).unwrap_or_default()
            }
            Err(error) => return failed(&error),
        },
    };
    let own = value(&pairs, desk_page::names::WORDS).trim();
    let words = [ready.as_str(), own].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("\n\n");
    let missing = |field: &'static str, label: &str, key: &str| Posted {
        errors: vec![FieldError { field: field.into(), label: text(label), text: text(key) }],
        pairs: pairs.clone(),
    };
    let other = value(&pairs, desk_page::names::OTHER).trim().parse::<i64>();
    let decision = match value(&pairs, desk_page::names::DO) {
        desk_page::names::ACCEPT => Decision::Accept,
        desk_page::names::REFUSE => Decision::Refuse,
        desk_page::names::MERGE => {
            let Ok(other) = other else {
                let posted = missing(desk_page::names::OTHER, "desk-merge-number", "desk-merge-missing");
                return one(&around, &staff, &id, posted, Late::No, StatusCode::UNPROCESSABLE_ENTITY).await;
            };
            Decision::Merge(other)
        }
        desk_page::names::ASK => Decision::Ask,
        // Who may not decide hears that, whatever they sent.
        _ if staff.actor.need(Part::Submissions.needs()).is_err() => return forbidden(),
        _ => return StatusCode::BAD_REQUEST.into_response(),
    };
    // Whoever is refused or asked something has a right to know what and why. Who may not decide hears that first.
    if matches!(decision, Decision::Ask | Decision::Refuse)
        && words.is_empty()
        && staff.actor.need(Part::Submissions.needs()).is_ok()
    {
        let posted = missing(desk_page::names::WORDS, "desk-words", "desk-words-missing");
        return one(&around, &staff, &id, posted, Late::No, StatusCode::UNPROCESSABLE_ENTITY).await;
    }
    let verdict = Verdict {
        submission: &id,
        seen: value(&pairs, desk_page::names::SEEN).parse().unwrap_or(-1),
        seen_initiative: value(&pairs, desk_page::names::SEEN_INITIATIVE).parse().ok(),
        decision,
        words: &words,
    };
    let rules = around.book.on(around.now.date());
    let base_url = &around.platform.site.base_url;
    match decide(&around.platform.store, &staff.actor, &verdict, &rules, base_url, around.now).await {
        Ok(_) => {
            around.platform.postman.ring();
            if let Err(error) = around.platform.landkaart.refresh().await {
                // The job tries again within a second.
                tracing::error!(%error, "the Landkaart could not be read after a decision");
            }
            see_other(WAITING)
        }
        Err(DecideError::Forbidden(_)) => forbidden(),
        Err(DecideError::NotFound) => StatusCode::NOT_FOUND.into_response(),
        Err(DecideError::Conflict) => {
            let posted = Posted { pairs, errors: vec![] };
            one(&around, &staff, &id, posted, Late::SomebodyElse, StatusCode::CONFLICT).await
        }
        Err(DecideError::NoSuchInitiative) => {
            let posted = missing(desk_page::names::OTHER, "desk-merge-number", "desk-merge-unknown");
            one(&around, &staff, &id, posted, Late::No, StatusCode::UNPROCESSABLE_ENTITY).await
        }
        Err(DecideError::SamePerson) => {
            let posted = Posted { pairs, errors: vec![] };
            one(&around, &staff, &id, posted, Late::SamePerson, StatusCode::CONFLICT).await
        }
        Err(DecideError::Wrong(_)) => {
            let posted = Posted { pairs, errors: vec![] };
            one(&around, &staff, &id, posted, Late::No, StatusCode::UNPROCESSABLE_ENTITY).await
        }
        Err(error) => failed(&error),
    }
}

fn unseen(error: &LookError) -> Response {
    match error {
        LookError::Forbidden(_) => forbidden(),
        LookError::NotFound => StatusCode::NOT_FOUND.into_response(),
        LookError::Store(_) => failed(error),
    }
}
