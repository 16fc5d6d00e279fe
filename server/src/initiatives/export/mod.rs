//! Open data: what the Landkaart shows, for programs. A REST interface with files, OGC API Features, a feed, a map to print
//! and a description for catalogues.
//!
//! Everything here honours the filter of `/landkaart`, keeps the order of its list, and is of one moment: one snapshot of the
//! index and rows that are not newer. `GET`, `HEAD` and `OPTIONS` only, from every site, without a key.

mod answer;
mod asking;
mod dataset;
mod feed;
mod files;
mod municipalities;
mod ogc;
mod openapi;
mod print_map;
mod record;
mod rectangle;
mod refusal;
mod rest;
mod rows;
mod shapes;
mod statistics;
#[cfg(test)]
mod which_data;
#[cfg(test)]
mod whole_interface;

use std::sync::Arc;

use app::texts::text;
use axum::extract::Request;
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header};
use axum::middleware::{Next, from_fn};
use axum::response::{IntoResponse as _, Response};
use axum::routing::{any, get};
use axum::{Extension, Router};

pub(super) use self::feed::lasting_id;
pub(super) use self::files::cells_of;
pub(super) use self::record::moment;
use self::refusal::Refusal;
pub(super) use self::rows::{FullRow, full_row};
use self::shapes::Kept;
use crate::platform::Platform;

/// The full version of both interfaces. Its first number stands in their addresses; it counts what programs rely on, not
/// what the platform can do.
const VERSION: &str = "1.0.0";

/// Where the full version stands in every answer (REST API Design Rules, `/core/version-header`).
const API_VERSION: HeaderName = HeaderName::from_static("api-version");

/// The headers that scripts of other sites may read.
const EXPOSED: HeaderValue =
    HeaderValue::from_static("etag,link,content-disposition,retry-after,api-version,content-crs");

/// What a browser is told that asks first whether a script of another site may ask; it may remember that for a day.
const MAY_ASK: [(HeaderName, HeaderValue); 3] = [
    (header::ACCESS_CONTROL_ALLOW_METHODS, HeaderValue::from_static("GET,HEAD,OPTIONS")),
    (header::ACCESS_CONTROL_ALLOW_HEADERS, HeaderValue::from_static("*")),
    (header::ACCESS_CONTROL_MAX_AGE, HeaderValue::from_static("86400")),
];

/// The routes of open data.
pub(crate) fn routes() -> Router<Arc<Platform>> {
    let programs = Router::new()
        // The root of a service is the one place where a slash at the end is nothing else (REST API Design Rules,
        // `/core/no-trailing-slash`), and what programs that put paths behind it ask first.
        .route("/api/v1", get(rest::index))
        .route("/api/v1/", get(rest::index))
        .route("/api/v1/openapi.json", get(openapi::document))
        .route("/api/v1/initiatieven", get(rest::initiatives))
        .route("/api/v1/initiatieven.geojson", get(files::geojson))
        .route("/api/v1/initiatieven.csv", get(files::table))
        .route("/api/v1/initiatieven/{id}", get(rest::initiative))
        .route("/api/v1/gemeenten", get(municipalities::list))
        .route("/api/v1/gemeenten.geojson", get(municipalities::geojson))
        .route("/api/v1/gemeenten.csv", get(municipalities::table))
        .route("/api/v1/gemeenten/{name}", get(municipalities::one))
        .route("/api/v1/soorten", get(rest::codebook))
        .route("/api/v1/dataset.jsonld", get(dataset::describe))
        .merge(ogc::routes())
        .method_not_allowed_fallback(not_allowed)
        // Everything else under these roots is nothing, with or without a slash at the end, and says so to a program.
        .route("/api", any(nothing))
        .route("/api/", any(nothing))
        .route("/api/{*rest}", any(nothing))
        .route("/ogc", any(nothing))
        .route("/ogc/", any(nothing))
        .route("/ogc/{*rest}", any(nothing));
    Router::new()
        .route("/landkaart/feed.atom", get(feed::atom))
        .route("/landkaart/kaart.svg", get(print_map::svg))
        .route("/landkaart/cijfers.csv", get(statistics::table))
        .layer(from_fn(for_every_site))
        // The version stands in what is said to those who ask first, too.
        .merge(programs.layer(from_fn(for_every_site)).layer(from_fn(with_version)))
        .layer(Extension(Arc::<Kept>::default()))
}

/// Gives an error that was made outside these routes, after a panic for example, what every answer to a program carries.
pub(crate) fn dress_for_programs(headers: &mut HeaderMap) {
    headers.insert(API_VERSION, HeaderValue::from_static(VERSION));
    open_to_every_site(headers);
}

fn open_to_every_site(headers: &mut HeaderMap) {
    headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
    headers.insert(header::ACCESS_CONTROL_EXPOSE_HEADERS, EXPOSED);
}

/// Lets scripts of every site read (Fetch, 3.2). The data are the same whoever asks, so nothing depends on the site that does. A
/// plain `OPTIONS`, which is no question of a browser, goes on to what is at the address.
async fn for_every_site(request: Request, next: Next) -> Response {
    let asks_first =
        request.method() == Method::OPTIONS && request.headers().contains_key(header::ACCESS_CONTROL_REQUEST_METHOD);
    let mut response =
        if asks_first { (StatusCode::NO_CONTENT, MAY_ASK).into_response() } else { next.run(request).await };
    open_to_every_site(response.headers_mut());
    response
}

async fn with_version(request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    response.headers_mut().insert(API_VERSION, HeaderValue::from_static(VERSION));
    response
}

async fn nothing() -> Refusal {
    Refusal::of(StatusCode::NOT_FOUND, text("export-problem-not-found"))
}

async fn not_allowed() -> Refusal {
    Refusal::of(StatusCode::METHOD_NOT_ALLOWED, text("export-problem-method"))
}
