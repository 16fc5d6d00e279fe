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
#[cfg(test)]
mod which_data;
#[cfg(test)]
mod whole_interface;

use std::sync::Arc;

use app::texts::text;
use axum::extract::Request;
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header};
use axum::middleware::{Next, from_fn};
use axum::response::Response;
use axum::routing::{any, get};
use axum::{Extension, Router};
use tower_http::cors::{Any, CorsLayer};

pub(super) use self::record::moment;
use self::refusal::Refusal;
use self::shapes::Kept;
use crate::platform::Platform;

/// The full version of both interfaces. Its first number stands in their addresses; it counts what programs rely on, not
/// what the platform can do.
const VERSION: &str = "1.0.0";

/// Where the full version stands in every answer (REST API Design Rules, `/core/version-header`).
const API_VERSION: HeaderName = HeaderName::from_static("api-version");

/// The headers that scripts of other sites may read.
const EXPOSED: [HeaderName; 6] =
    [header::ETAG, header::LINK, header::CONTENT_DISPOSITION, header::RETRY_AFTER, API_VERSION, ogc::CONTENT_CRS];

/// How long a browser may remember that it may ask, in seconds.
const PREFLIGHT: std::time::Duration = std::time::Duration::from_secs(86_400);

/// The routes of open data.
pub(crate) fn routes() -> Router<Arc<Platform>> {
    let programs = Router::new()
        .route("/api/v1", get(rest::index))
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
    let cors = CorsLayer::new()
        .allow_origin(Any)
        .allow_methods([Method::GET, Method::HEAD, Method::OPTIONS])
        .allow_headers(Any)
        .expose_headers(EXPOSED)
        .max_age(PREFLIGHT);
    Router::new()
        .route("/landkaart/feed.atom", get(feed::atom))
        .route("/landkaart/kaart.svg", get(print_map::svg))
        .layer(cors.clone())
        // The version stands in what the layer for other sites answers too.
        .merge(programs.layer(cors).layer(from_fn(with_version)))
        .layer(Extension(Arc::<Kept>::default()))
}

/// Gives an error that was made outside these routes, after a panic for example, what every answer to a program carries.
pub(crate) fn dress_for_programs(headers: &mut HeaderMap) {
    headers.insert(API_VERSION, HeaderValue::from_static(VERSION));
    headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
    let exposed = EXPOSED.map(|name| name.to_string()).join(",");
    if let Ok(exposed) = HeaderValue::try_from(exposed) {
        headers.insert(header::ACCESS_CONTROL_EXPOSE_HEADERS, exposed);
    }
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
