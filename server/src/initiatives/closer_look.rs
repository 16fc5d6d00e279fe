//! `GET /landkaart/grenzen/{name}.json`: the municipalities with more points, for the map in the browser.

use std::sync::Arc;

use app::initiatives::needs::{Boundaries, Landkaart as _};
use axum::extract::{Path, State};
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::{IntoResponse as _, Response};
use serde_json::json;

use crate::blocking::blocking;
use crate::http::kept::{Key, Made, Page};
use crate::http::limits;
use crate::platform::Platform;

/// The paths in the order of the places, those without a shape left out. Under this name they are always the same; another set of
/// boundaries has another name.
pub(super) async fn closer_look(
    State(platform): State<Arc<Platform>>,
    Path(file): Path<String>,
    request: Parts,
) -> Response {
    let reference = platform.landkaart.reference();
    if file.strip_suffix(".json") != Some(&reference.boundaries.close_name) {
        return StatusCode::NOT_FOUND.into_response();
    }
    let key = Key { version: platform.landkaart.version(), address: request.uri.path().to_owned() };
    let made = if let Some(known) = platform.pages.files.get(&key) {
        known
    } else {
        if let Err(exceeded) = limits::check(&platform, &request) {
            return exceeded.into_response();
        }
        let packing = blocking("packing the boundaries", move || packed(&reference.boundaries));
        let page = async { packing.await.map_or(Made::Refused(StatusCode::INTERNAL_SERVER_ERROR), Made::Page) };
        platform.pages.files.get_or_make(key, page).await
    };
    let mut response = made.respond(&request.headers);
    if response.status().is_success() {
        let forever = HeaderValue::from_static("public, max-age=31536000, immutable");
        response.headers_mut().insert(CACHE_CONTROL, forever);
    }
    response
}

fn packed(boundaries: &Boundaries) -> Arc<Page> {
    let drawing = &boundaries.close;
    let municipalities: Vec<&str> =
        (0..drawing.municipalities.len()).filter_map(|index| drawing.municipality(index)).collect();
    let body = json!({
        "municipalities": municipalities,
        "provinces": drawing.provinces,
    });
    let headers = HeaderMap::from_iter([(CONTENT_TYPE, HeaderValue::from_static("application/json"))]);
    Arc::new(Page::packed(&headers, body.to_string().into()))
}
