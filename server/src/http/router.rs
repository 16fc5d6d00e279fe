//! The one router. It is built from its dependencies, so that tests drive exactly what is served.

use std::sync::Arc;
use std::time::Duration;

use app::site::{IslandScript, Site};
use axum::Router;
use axum::extract::{DefaultBodyLimit, Request};
use axum::http::StatusCode;
use axum::middleware::{Next, from_fn, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use leptos::prelude::{Owner, RenderHtml as _, provide_context};
use tower::ServiceBuilder;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::csrf::CsrfLayer;

use super::headers::{self, SecurityHeaders};
use super::{errors, health, logging, pages};
use crate::platform::Platform;
use crate::{initiatives, programme, tiles};

/// The largest body that is read, in bytes. Forms are small; larger uploads get a limit of their own.
const LARGEST_BODY: usize = 64 * 1024;

/// How long an answer may take.
const LONGEST_ANSWER: Duration = Duration::from_secs(20);

/// The whole public surface.
pub fn router(platform: Arc<Platform>) -> Router {
    // Leptos renders on tokio. A second router in the same process (in tests) finds it set already.
    let _ = any_spawner::Executor::init_tokio();
    let security = SecurityHeaders::new(
        &[island_script(&platform.site)],
        &platform.embed_ancestors,
        platform.site.base_url.starts_with("https://"),
    );
    Router::new()
        .route("/health/live", get(health::live))
        .route("/health/ready", get(health::ready))
        .merge(initiatives::routes())
        .merge(programme::routes())
        .merge(tiles::routes())
        .fallback(pages::page)
        .layer(
            ServiceBuilder::new()
                .layer(from_fn(logging::observe))
                .layer(from_fn_with_state(security, headers::secure))
                .layer(from_fn_with_state(platform.clone(), errors::explain))
                .layer(CatchPanicLayer::custom(panicked))
                .layer(from_fn(in_time))
                .layer(CsrfLayer::new())
                .layer(DefaultBodyLimit::max(LARGEST_BODY)),
        )
        .with_state(platform)
}

/// Ends an answer that takes too long.
async fn in_time(request: Request, next: Next) -> Response {
    tokio::time::timeout(LONGEST_ANSWER, next.run(request)).await.unwrap_or_else(|_| {
        tracing::error!("an answer took longer than {LONGEST_ANSWER:?}");
        StatusCode::SERVICE_UNAVAILABLE.into_response()
    })
}

/// A panic is a bug: the backtrace goes to the log, the visitor gets a page.
fn panicked(panic: Box<dyn std::any::Any + Send>) -> Response {
    let message = panic.downcast_ref::<String>().map(String::as_str).or_else(|| panic.downcast_ref::<&str>().copied());
    tracing::error!(message, "a request panicked");
    StatusCode::INTERNAL_SERVER_ERROR.into_response()
}

/// The text of the one inline script that pages with an island hold, for the content security policy.
fn island_script(site: &Site) -> String {
    let html = Owner::new().with(|| {
        provide_context(site.clone());
        IslandScript().to_html()
    });
    let start = html.find("<script").and_then(|at| html[at..].find('>').map(|end| at + end + 1));
    let end = html.find("</script>");
    match (start, end) {
        (Some(start), Some(end)) if start <= end => html[start..end].to_owned(),
        _ => String::new(),
    }
}
