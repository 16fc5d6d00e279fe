//! The addresses behind the link of the yearly question.

use std::sync::Arc;

use app::initiatives::freshness::{self as page, Notice, Question, Questions, TooLate};
use app::initiatives::model::{STATUS_FACET, slug};
use app::ui::form::value;
use axum::Router;
use axum::extract::{Path, Request, State};
use axum::http::StatusCode;
use axum::http::request::Parts;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use leptos::prelude::provide_context;

use super::super::contribution::rule_book;
use super::answer::{AnswerError, Letter, Standing, behind, gone, look, open, right, stop};
use crate::accounts::Token;
use crate::http::{self, forms, query, see_other};
use crate::platform::Platform;

/// The routes.
pub(crate) fn routes() -> Router<Arc<Platform>> {
    Router::new()
        .route("/landkaart/controle/{token}", get(show).post(act))
        .route("/landkaart/controle/{token}/stop", get(show).post(end))
}

/// The mail behind the token of an address, in time to answer.
pub(in super::super) async fn letter(platform: &Arc<Platform>, token: &str) -> Result<Letter, Response> {
    let found = match Token::parse(token) {
        Ok(token) => behind(&platform.store, &token).await.map_err(|error| failed(&error))?,
        Err(_) => None,
    };
    match found {
        Some(letter) if !letter.is_over(platform.clock.now()) => Ok(letter),
        Some(_) => {
            let page = http::for_one(platform, "/landkaart/controle/onbekend", || provide_context(TooLate));
            Err((StatusCode::GONE, page.await).into_response())
        }
        None => {
            let page = http::for_one(platform, "/landkaart/controle/onbekend", || {}).await;
            Err((StatusCode::NOT_FOUND, page).into_response())
        }
    }
}

async fn questions(
    platform: &Arc<Platform>,
    token: &str,
    letter: &Letter,
    stopped: bool,
    status: StatusCode,
) -> Response {
    let reference = platform.landkaart.snapshot().reference.clone();
    let (asked, may_stop) = match look(&platform.store, letter, &reference).await {
        Ok(found) => found,
        Err(error) => return failed(&error),
    };
    let address = format!("/landkaart/controle/{token}");
    let all = asked.into_iter().map(|(asked, progress)| Question {
        id: asked.initiative_id,
        address: format!("/landkaart/initiatief/{}-{}", asked.initiative_id, slug(&asked.title)),
        ended: asked.has_ended(),
        status: reference.taxonomy.label(STATUS_FACET, asked.status.as_deref().unwrap_or_default()).to_owned(),
        title: asked.title,
        summary: asked.summary,
        progress,
    });
    let shown = Questions {
        address: address.clone(),
        all: all.collect(),
        may_stop,
        notice: match status {
            StatusCode::OK => Some(Notice::Stopped).filter(|_| stopped && !may_stop),
            _ => Some(Notice::NotInOrder),
        },
    };
    let page = http::for_one(platform, &address, move || provide_context(shown.clone())).await;
    if status == StatusCode::OK { page } else { (status, page).into_response() }
}

/// `GET /landkaart/controle/{token}`: only buttons.
async fn show(State(platform): State<Arc<Platform>>, Path(token): Path<String>, request: Parts) -> Response {
    let pairs = query::pairs(request.uri.query()).unwrap_or_default();
    let stopped = !value(&pairs, page::STOP).is_empty();
    match letter(&platform, &token).await {
        Ok(letter) => questions(&platform, &token, &letter, stopped, StatusCode::OK).await,
        Err(response) => response,
    }
}

/// `POST /landkaart/controle/{token}/stop`: a mail program ends it with one press (RFC 8058).
async fn end(State(platform): State<Arc<Platform>>, Path(token): Path<String>) -> Response {
    let letter = match letter(&platform, &token).await {
        Ok(letter) => letter,
        Err(response) => return response,
    };
    match stop(&platform.store, &letter).await {
        Ok(()) => see_other(&format!("/landkaart/controle/{token}?{}=ja", page::STOP)),
        Err(error) => failed(&error),
    }
}

/// `POST /landkaart/controle/{token}`, with `doe`.
async fn act(State(platform): State<Arc<Platform>>, Path(token): Path<String>, request: Request) -> Response {
    let pairs = match forms::pairs(request).await {
        Ok(pairs) => pairs,
        Err(status) => return status.into_response(),
    };
    let what = value(&pairs, page::DO);
    if what == page::STOP {
        return end(State(platform), Path(token)).await;
    }
    let letter = match letter(&platform, &token).await {
        Ok(letter) => letter,
        Err(response) => return response,
    };
    let Ok(id) = value(&pairs, page::INITIATIVE).parse::<i64>() else {
        return StatusCode::BAD_REQUEST.into_response();
    };
    let snapshot = platform.landkaart.snapshot();
    let book = match rule_book(&platform, &snapshot).await {
        Ok(book) => book,
        Err(error) => return failed(&error),
    };
    let now = platform.clock.now();
    let rules = book.on(now.date());
    let address = format!("/landkaart/controle/{token}");
    let done = match what {
        page::RIGHT => right(&platform.store, &letter, id, &rules, now).await,
        page::GONE => gone(&platform.store, &letter, id, &rules, now).await,
        page::CHANGED => return where_to_change(&platform, &letter, id, &address).await,
        _ => return StatusCode::BAD_REQUEST.into_response(),
    };
    match done {
        Ok(()) => {
            if let Err(error) = platform.landkaart.refresh().await {
                // The job tries again within a second.
                tracing::error!(%error, "the Landkaart could not be read after an answer");
            }
            see_other(&address)
        }
        // The page says why.
        Err(AnswerError::NotYours) => see_other(&address),
        Err(AnswerError::NotFound) => StatusCode::NOT_FOUND.into_response(),
        Err(AnswerError::NotInOrder) => {
            questions(&platform, &token, &letter, false, StatusCode::UNPROCESSABLE_ENTITY).await
        }
        Err(error) => failed(&error),
    }
}

/// Leads to where a change is written: a custodian to the desk, anybody else to the form behind the same link.
async fn where_to_change(platform: &Platform, letter: &Letter, id: i64, address: &str) -> Response {
    let reference = platform.landkaart.snapshot().reference.clone();
    let standing = async {
        let mut tx = platform.store.begin().await?;
        let standing = open(&mut tx, letter, id, &reference).await?.map(|open| open.standing);
        Ok::<_, AnswerError>(standing)
    };
    match standing.await {
        Ok(Some(Standing::Keeps(..))) => see_other(&format!("/beheer/initiatieven/{id}")),
        Ok(Some(_)) => see_other(&format!("{address}/{id}/wijzigen")),
        Ok(None) | Err(AnswerError::NotYours) => see_other(address),
        Err(AnswerError::NotFound) => StatusCode::NOT_FOUND.into_response(),
        Err(error) => failed(&error),
    }
}

fn failed(error: &impl std::error::Error) -> Response {
    tracing::error!(%error, "a yearly question could not be handled");
    StatusCode::INTERNAL_SERVER_ERROR.into_response()
}
