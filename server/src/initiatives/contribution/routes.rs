//! The addresses at which somebody proposes an initiative or a change to one, and reads what it was before.

use std::sync::Arc;

use app::initiatives::contribution::form::{self as form_page, Purpose, names};
use app::ui::form::{Posted, value};
use axum::Router;
use axum::extract::{Path, Request, State};
use axum::http::StatusCode;
use axum::http::request::Parts;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use leptos::prelude::provide_context;

use super::super::export::{cells_of as cells_of_row, full_row};
use super::super::routes::elsewhere;
use super::filling_in::{Around, Filled, failed};
use super::form::{Cells, pairs_of};
use super::history::{HistoryError, history};
use super::propose::{self, Submitter};
use super::{deciding_routes, desk_routes, left_map, link_routes, photo_routes, proven_change};
use crate::http::{self, forms, limits, query, see_other};
use crate::mail::EmailAddress;
use crate::platform::Platform;

/// The routes.
pub(crate) fn routes() -> Router<Arc<Platform>> {
    Router::new()
        .route(form_page::PATH, get(show_form).post(take_form))
        .route(form_page::SENT, get(http::page))
        .route("/landkaart/initiatief/{key}/wijzigen", get(show_change).post(take_change))
        .route("/landkaart/initiatief/{key}/geschiedenis", get(show_history))
        .merge(link_routes::routes())
        .merge(photo_routes::routes())
        .merge(proven_change::routes())
        .merge(desk_routes::routes())
        .merge(deciding_routes::routes())
}

/// `GET /landkaart/toevoegen?gemeente={slug}`
async fn show_form(around: Around, request: Parts) -> Response {
    let pairs = query::pairs(request.uri.query()).unwrap_or_default();
    let places = &around.snapshot.reference.places;
    let place = places.municipality(value(&pairs, "gemeente")).map(|at| places.municipalities()[at].name.clone());
    let posted =
        Posted { pairs: place.map(|name| ("gemeente".to_owned(), name)).into_iter().collect(), errors: vec![] };
    let purpose = match around.purpose(form_page::PATH, None, true).await {
        Ok(purpose) => purpose,
        Err(response) => return response,
    };
    around.form(form_page::PATH, purpose, posted, StatusCode::OK).await
}

/// `POST /landkaart/toevoegen`
async fn take_form(around: Around, request: Request) -> Response {
    propose_new(around, form_page::PATH, None, request).await
}

/// Takes a form that begins a proposal.
async fn propose_new(around: Around, path: &str, changes: Option<Present>, request: Request) -> Response {
    let platform = &around.platform;
    let network = limits::visitor(platform, request.extensions(), request.headers());
    let pairs = match forms::long_pairs(request).await {
        Ok(pairs) => pairs,
        Err(status) => return status.into_response(),
    };
    if !value(&pairs, names::TRAP).is_empty() {
        // A program hears what a person would.
        metrics::counter!("dia_trapped_forms_total").increment(1);
        return see_other(form_page::SENT);
    }
    let name = changes.as_ref().map(|present| present.title.clone());
    let version = changes.as_ref().map(|present| present.version);
    let changes = changes.map(|present| (present.id, present.cells));
    let before = changes.as_ref().map(|(_, base)| base.clone()).unwrap_or_default();
    let form =
        Filled { path, pairs: &pairs, changes, before, name, asks_email: true, network, can_keep: true, version };
    let (proposal, wish, proof) = match around.filled_in(&form).await {
        Ok(filled_in) => filled_in,
        Err(response) => return response,
    };
    let Ok(email) = value(&pairs, names::EMAIL).trim().parse::<EmailAddress>() else {
        return StatusCode::UNPROCESSABLE_ENTITY.into_response();
    };
    let base_url = &platform.site.base_url;
    let submitter = Submitter { email, network, proof };
    match propose::propose(&platform.store, &proposal, &submitter, wish, base_url, around.now).await {
        Ok(()) => {
            platform.postman.ring();
            see_other(form_page::SENT)
        }
        Err(error) => around.not_taken(&form, error).await,
    }
}

/// An initiative as it is now.
struct Present {
    id: i64,
    cells: Cells,
    title: String,
    /// The version of the data in which it was last written.
    version: i64,
}

/// The number in an address.
fn number(key: &str) -> Option<i64> {
    key.split('-').next().and_then(|number| number.parse().ok())
}

/// The initiative of an address.
async fn present(around: &Around, key: &str) -> Result<Present, Response> {
    let id = number(key).ok_or_else(|| StatusCode::NOT_FOUND.into_response())?;
    let mut tx = around.platform.store.begin_to_look().await.map_err(|error| failed(&error))?;
    let row = match full_row(&mut tx, id).await {
        Ok(row) if row.withdrawn_at.is_none() => row,
        Ok(_) => return Err(StatusCode::GONE.into_response()),
        Err(sqlx::Error::RowNotFound) => return Err(StatusCode::NOT_FOUND.into_response()),
        Err(error) => return Err(failed(&error)),
    };
    let cells = cells_of_row(&row, &around.snapshot.reference);
    let title = cells.get("titel").cloned().unwrap_or_default();
    Ok(Present { id, cells, title, version: row.revision })
}

/// `GET /landkaart/initiatief/{key}/wijzigen`
async fn show_change(State(platform): State<Arc<Platform>>, Path(key): Path<String>, request: Parts) -> Response {
    if let Some(response) = elsewhere(&platform, &key, "/wijzigen") {
        return response;
    }
    let around = match Around::of(platform).await {
        Ok(around) => around,
        Err(response) => return response,
    };
    let present = match present(&around, &key).await {
        Ok(present) => present,
        Err(response) => return response,
    };
    let posted = Posted { pairs: pairs_of(&present.cells, &around.snapshot.reference.taxonomy), errors: vec![] };
    let path = request.uri.path();
    let purpose = match around.purpose(path, Some(present.title), true).await {
        Ok(purpose) => Purpose { version: Some(present.version), ..purpose },
        Err(response) => return response,
    };
    around.form(path, purpose, posted, StatusCode::OK).await
}

/// `POST /landkaart/initiatief/{key}/wijzigen`
async fn take_change(around: Around, Path(key): Path<String>, request: Request) -> Response {
    let path = request.uri().path().to_owned();
    let missing = match present(&around, &key).await {
        Ok(present) => return propose_new(around, &path, Some(present), request).await,
        Err(response) => response,
    };
    let Some(id) = number(&key) else { return missing };
    match forms::long_pairs(request).await {
        Ok(pairs) => left_map::form_again(&around, id, &path, pairs).await.unwrap_or(missing),
        Err(status) => status.into_response(),
    }
}

/// `GET /landkaart/initiatief/{key}/geschiedenis`
async fn show_history(State(platform): State<Arc<Platform>>, Path(key): Path<String>, request: Parts) -> Response {
    if let Some(response) = elsewhere(&platform, &key, "/geschiedenis") {
        return response;
    }
    let Some(id) = number(&key) else { return StatusCode::NOT_FOUND.into_response() };
    match history(&platform.store, id, &platform.landkaart.snapshot().reference).await {
        Ok(shown) => http::for_one(&platform, request.uri.path(), move || provide_context(shown.clone())).await,
        Err(HistoryError::NotFound) => StatusCode::NOT_FOUND.into_response(),
        Err(HistoryError::Gone) => StatusCode::GONE.into_response(),
        Err(error) => failed(&error),
    }
}
