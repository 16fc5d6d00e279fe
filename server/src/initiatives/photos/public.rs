//! `/landkaart/foto/{id}/{size}`: a photo of an initiative on the Landkaart. What nobody decided on yet is not here.

use std::sync::Arc;

use app::initiatives::photos::Size;
use axum::Router;
use axum::extract::{Path, State};
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE, ETAG};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::get;

use super::stored::{print, public_print};
use crate::http::negotiation::{Encoding, etag, not_modified};
use crate::platform::Platform;
use crate::store::StoreError;

/// A photo never changes under its number, but it can be taken off the Landkaart: then copies of it are gone within an hour.
const KEPT_BY_BROWSERS: HeaderValue = HeaderValue::from_static("public, max-age=3600");

/// What only one person may see.
const KEPT_BY_ONE: HeaderValue = HeaderValue::from_static("private, no-store");

/// The routes.
pub(crate) fn routes() -> Router<Arc<Platform>> {
    Router::new().route("/landkaart/foto/{id}/{size}", get(show))
}

/// `GET /landkaart/foto/{id}/{size}`
async fn show(
    State(platform): State<Arc<Platform>>,
    Path((id, size)): Path<(String, String)>,
    headers: HeaderMap,
) -> Response {
    let Some(size) = Size::from_file(&size) else { return StatusCode::NOT_FOUND.into_response() };
    let content = match public_print(&platform.store, &id, size).await {
        Ok(Some(content)) => content,
        Ok(None) => return StatusCode::NOT_FOUND.into_response(),
        Err(error) => return broken(&error),
    };
    let tag = etag(&format!("{id}-{}", size.code()), Encoding::Identity);
    let known = not_modified(&headers, &tag);
    let headers = [(CACHE_CONTROL, KEPT_BY_BROWSERS), (ETAG, tag)];
    if known {
        (StatusCode::NOT_MODIFIED, headers).into_response()
    } else {
        (headers, as_jpeg(content)).into_response()
    }
}

/// A photo for who may see it before everybody does.
pub(crate) async fn picture(platform: &Platform, id: Option<&String>, size: &str) -> Response {
    let (Some(id), Some(size)) = (id, Size::from_file(size)) else { return StatusCode::NOT_FOUND.into_response() };
    match print(&platform.store, id, size).await {
        Ok(Some(content)) => ([(CACHE_CONTROL, KEPT_BY_ONE)], as_jpeg(content)).into_response(),
        Ok(None) => StatusCode::NOT_FOUND.into_response(),
        Err(error) => broken(&error),
    }
}

fn as_jpeg(content: Vec<u8>) -> Response {
    ([(CONTENT_TYPE, HeaderValue::from_static("image/jpeg"))], content).into_response()
}

fn broken(error: &StoreError) -> Response {
    tracing::error!(%error, "a photo could not be read");
    StatusCode::INTERNAL_SERVER_ERROR.into_response()
}
