//! The page behind the link of a proposal on which its photo is added: `/landkaart/melding/{token}/foto`.

use std::sync::Arc;

use app::initiatives::photos::{PhotoAt, REMOVE, TEXT};
use app::ui::form::{Posted, value};
use axum::Router;
use axum::extract::{DefaultBodyLimit, Path, Request, State};
use axum::http::StatusCode;
use axum::http::header::RETRY_AFTER;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use leptos::prelude::provide_context;

use super::super::import::PHOTO_CELL;
use super::super::photos::{self, asked_for, shown_photo, wrong_with};
use super::filling_in::failed;
use super::link_routes::{behind, too_late};
use super::photo::{change_photo, may_send};
use super::propose::ProposeError;
use super::stored::Stored;
use crate::http::{self, see_other};
use crate::platform::Platform;

/// The routes.
pub(super) fn routes() -> Router<Arc<Platform>> {
    Router::new()
        .route("/landkaart/melding/{token}/foto", get(show).post(take).layer(DefaultBodyLimit::disable()))
        .route("/landkaart/melding/{token}/foto/{size}", get(show_picture))
}

/// The proposal behind a link, when nobody decided on it yet.
async fn open(platform: &Arc<Platform>, token: &str) -> Result<Stored, Response> {
    let known = behind(platform, token).await?;
    if known.state.is_open() { Ok(known) } else { Err(see_other(&format!("/landkaart/melding/{token}"))) }
}

async fn page(platform: &Arc<Platform>, token: &str, known: &Stored, posted: Posted, status: StatusCode) -> Response {
    let back = format!("/landkaart/melding/{token}");
    let photo = match shown_photo(&platform.store, &known.cells).await {
        Ok(photo) => photo,
        Err(error) => return failed(&error),
    };
    let address = format!("{back}/foto");
    let title = known.cells.get("titel").cloned().unwrap_or_default();
    let at = PhotoAt { address: address.clone(), back, title, id: 0, photo, seen: known.version };
    let mut posted = posted;
    if posted.errors.is_empty() {
        posted.pairs.extend(at.photo.iter().map(|photo| (TEXT.to_owned(), photo.text.clone())));
    }
    let page = http::for_one(platform, &address, move || {
        provide_context(at.clone());
        provide_context(posted.clone());
    })
    .await;
    if status == StatusCode::OK { page } else { (status, page).into_response() }
}

/// `GET /landkaart/melding/{token}/foto`
async fn show(State(platform): State<Arc<Platform>>, Path(token): Path<String>) -> Response {
    match open(&platform, &token).await {
        Ok(known) => page(&platform, &token, &known, Posted::default(), StatusCode::OK).await,
        Err(response) => response,
    }
}

/// `GET /landkaart/melding/{token}/foto/{size}`: before everybody sees it.
async fn show_picture(State(platform): State<Arc<Platform>>, Path((token, size)): Path<(String, String)>) -> Response {
    match open(&platform, &token).await {
        Ok(known) => photos::picture(&platform, known.cells.get(PHOTO_CELL), &size).await,
        Err(response) => response,
    }
}

/// `POST /landkaart/melding/{token}/foto`
async fn take(State(platform): State<Arc<Platform>>, Path(token): Path<String>, request: Request) -> Response {
    // Before a byte of it is read.
    let known = match open(&platform, &token).await {
        Ok(known) => known,
        Err(response) => return response,
    };
    let has_one = known.cells.contains_key(PHOTO_CELL);
    let asked = match asked_for(request, has_one).await {
        Ok(asked) => asked,
        Err(photos::NotAsked::Wrong(posted, status)) => return page(&platform, &token, &known, posted, status).await,
        Err(photos::NotAsked::NoForm(status)) => return status.into_response(),
    };
    let now = platform.clock.now();
    let again = |error: &'static str, pairs| Posted { pairs, errors: vec![wrong_with(error)] };
    if asked.has_file()
        && let Err(error) = may_send(&platform.store, &known.id, now).await
    {
        let ProposeError::TooOften(spent) = error else { return failed(&error) };
        let posted = again("photo-too-often", asked.pairs);
        let page = page(&platform, &token, &known, posted, StatusCode::TOO_MANY_REQUESTS).await;
        return ([(RETRY_AFTER, spent.seconds().to_string())], page).into_response();
    }
    let (change, seen, pairs) = match asked.change().await {
        Ok(change) => change,
        Err(photos::NotAsked::Wrong(posted, status)) => return page(&platform, &token, &known, posted, status).await,
        Err(photos::NotAsked::NoForm(status)) => return status.into_response(),
    };
    let is_gone = value(&pairs, app::initiatives::photos::DO) == REMOVE;
    match change_photo(&platform.store, (&known.id, seen), &change, now).await {
        Ok(()) if is_gone => see_other(&format!("/landkaart/melding/{token}/foto")),
        Ok(()) => see_other(&format!("/landkaart/melding/{token}")),
        Err(ProposeError::TooLate) => too_late(&platform, &token, "").await,
        Err(ProposeError::Moved) => {
            page(&platform, &token, &known, again("photo-moved", pairs), StatusCode::CONFLICT).await
        }
        Err(error) => failed(&error),
    }
}
