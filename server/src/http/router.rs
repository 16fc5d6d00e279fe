//! The one router. It is built from its dependencies, so that tests drive exactly what is served.

use std::sync::Arc;
use std::time::Duration;

use app::site::{IslandScript, Site};
use axum::Router;
use axum::extract::{DefaultBodyLimit, Request};
use axum::http::header::{ALLOW, CONTENT_TYPE};
use axum::http::{HeaderValue, Method, StatusCode};
use axum::middleware::{Next, from_fn, from_fn_with_state, map_response};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use leptos::prelude::{Owner, RenderHtml as _, provide_context};
use tower::ServiceBuilder;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::csrf::CsrfLayer;

use super::headers::{self, SecurityHeaders};
use super::{errors, health, limits, logging, pages};
use crate::initiatives::{contribution, custodians, follow, freshness, keeping, taking_in};
use crate::platform::Platform;
use crate::{accounts, desk, initiatives, own_data, programme, tiles};

/// The largest body that is read, in bytes. Forms are small; larger uploads get a limit of their own.
const LARGEST_BODY: usize = 64 * 1024;

/// How long an answer may take.
const LONGEST_ANSWER: Duration = Duration::from_secs(20);

/// The same for a form with a file: 12 MB take a minute and a half on a slow line.
const LONGEST_UPLOAD: Duration = Duration::from_secs(120);

/// The whole public surface.
pub fn router(platform: Arc<Platform>) -> Router {
    // Leptos renders on tokio. A second router in the same process (in tests) finds it set already.
    let _ = any_spawner::Executor::init_tokio();
    let routes = Router::new()
        .route("/health/live", get(health::live))
        .route("/health/ready", get(health::ready))
        .merge(for_one_reader(&platform))
        .merge(initiatives::routes())
        .merge(programme::routes())
        .merge(tiles::routes())
        .fallback(pages::page);
    dressed(routes, platform)
}

/// What is made anew for whoever asks. Nothing of it is kept, so each counts for its visitor before anything is done.
fn for_one_reader(platform: &Arc<Platform>) -> Router<Arc<Platform>> {
    Router::new()
        .merge(accounts::routes())
        .merge(contribution::routes())
        .merge(custodians::routes())
        .merge(desk::routes())
        .merge(follow::routes())
        .merge(freshness::routes())
        .merge(keeping::routes())
        .merge(taking_in::routes())
        .merge(own_data::routes())
        .route_layer(from_fn_with_state(platform.clone(), limits::count))
}

/// Routes with what holds for every answer around them.
fn dressed(routes: Router<Arc<Platform>>, platform: Arc<Platform>) -> Router {
    let security = SecurityHeaders::new(
        &[island_script(&platform.site)],
        &platform.embed_ancestors,
        platform.site.base_url.starts_with("https://"),
    );
    let dressed = routes
        .layer(
            ServiceBuilder::new()
                .layer(from_fn(logging::observe))
                .layer(from_fn_with_state(security, headers::secure))
                .layer(from_fn_with_state(platform.clone(), errors::explain))
                .layer(CatchPanicLayer::custom(panicked))
                .layer(from_fn(in_time))
                .layer(CsrfLayer::new().with_insecure_bypass(initiatives::follow::is_one_click))
                .layer(from_fn(no_null))
                .layer(DefaultBodyLimit::max(LARGEST_BODY)),
        )
        .with_state(platform);
    // Around the whole, because a router names the methods of a route outside the layers of that route.
    Router::new().fallback_service(dressed).layer(map_response(with_options))
}

/// Adds `OPTIONS` to the methods that may be used where a request was refused or asked for them: it is answered everywhere.
async fn with_options(mut response: Response) -> Response {
    if let Some(methods) = response.headers().get(ALLOW).and_then(|methods| methods.to_str().ok()) {
        let named = methods.split(',').map(str::trim).filter(|&method| method != Method::OPTIONS.as_str());
        let all: Vec<&str> = named.chain([Method::OPTIONS.as_str()]).collect();
        if let Ok(all) = HeaderValue::try_from(all.join(", ")) {
            response.headers_mut().insert(ALLOW, all);
        }
    }
    response
}

/// Refuses numbers of things at the desk that hold a null: no database can look for one.
async fn no_null(request: Request, next: Next) -> Response {
    if request.uri().path().starts_with("/beheer") && request.uri().path().contains("%00") {
        return StatusCode::NOT_FOUND.into_response();
    }
    next.run(request).await
}

/// Ends an answer that takes too long.
async fn in_time(request: Request, next: Next) -> Response {
    let kind = request.headers().get(CONTENT_TYPE).map_or(&b""[..], HeaderValue::as_bytes);
    let longest = if kind.starts_with(b"multipart/form-data") { LONGEST_UPLOAD } else { LONGEST_ANSWER };
    tokio::time::timeout(longest, next.run(request)).await.unwrap_or_else(|_| {
        tracing::error!("an answer took longer than {longest:?}");
        StatusCode::SERVICE_UNAVAILABLE.into_response()
    })
}

/// A panic is a bug: its message goes to the log (where it happened, Rust says on standard error), the visitor gets a page.
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

#[cfg(test)]
mod tests {
    use axum::body::Body;
    use axum::routing::post;
    use tower::ServiceExt as _;

    use super::super::testing::{Answer, Visitor};
    use super::*;
    use crate::store::testing::TestStore;

    /// What a visitor gets of routes that behave badly.
    async fn ask(path: &str, request: axum::http::request::Builder, body: Body) -> Answer {
        async fn panics() -> StatusCode {
            panic!("a bug in a test")
        }
        let test = TestStore::sqlite().await;
        let visitor = Visitor::of_forty(test.store.clone()).await;
        let misbehaving = Router::new()
            .route("/panics", get(panics))
            .route("/api/panics", get(panics))
            .route("/waits", get(std::future::pending::<StatusCode>))
            .route("/ogc/waits", get(std::future::pending::<StatusCode>))
            .route("/takes", post(async |body: axum::body::Bytes| body.len().to_string()));
        let router = dressed(misbehaving, visitor.platform.clone());
        // From here on nothing asks the database, and whoever waits waits for the clock.
        tokio::time::pause();
        let request = request.uri(path).body(body).expect("a request");
        let answer = Answer::read(router.oneshot(request).await.expect("an answer")).await;
        tokio::time::resume();
        answer
    }

    #[tokio::test]
    async fn a_panic_is_a_page_with_500_and_a_problem_for_programs() {
        let page = ask("/panics", Request::builder(), Body::empty()).await;
        assert_eq!(page.status, StatusCode::INTERNAL_SERVER_ERROR);
        assert!(page.text().contains("Er ging iets mis bij ons") && page.text().contains("<h1"));
        assert!(!page.header("content-security-policy").is_empty());
        let problem = ask("/api/panics", Request::builder(), Body::empty()).await;
        assert_eq!(problem.status, StatusCode::INTERNAL_SERVER_ERROR);
        assert_eq!(problem.header("content-type"), "application/problem+json");
        assert_eq!((problem.header("api-version"), problem.header("access-control-allow-origin")), ("1.0.0", "*"));
        assert!(problem.header("access-control-expose-headers").contains("api-version"));
    }

    #[tokio::test]
    async fn an_answer_that_takes_too_long_is_503_for_people_and_programs() {
        let page = ask("/waits", Request::builder(), Body::empty()).await;
        assert_eq!(page.status, StatusCode::SERVICE_UNAVAILABLE);
        assert!(page.text().contains("Dit duurt te lang"));
        let problem = ask("/ogc/waits", Request::builder(), Body::empty()).await;
        assert_eq!(problem.status, StatusCode::SERVICE_UNAVAILABLE);
        assert_eq!((problem.header("api-version"), problem.header("access-control-allow-origin")), ("1.0.0", "*"));
    }

    #[tokio::test]
    async fn a_body_that_is_too_large_is_413_in_words() {
        let take = async |length: usize| {
            ask("/takes", Request::builder().method("POST"), Body::from(vec![b'a'; length])).await
        };
        let small = take(LARGEST_BODY).await;
        assert_eq!((small.status, small.text()), (StatusCode::OK, "65536"));
        let large = take(LARGEST_BODY + 1).await;
        assert_eq!(large.status, StatusCode::PAYLOAD_TOO_LARGE);
        assert!(large.text().contains("Dit bestand is te groot"));
    }

    #[tokio::test]
    async fn whoever_asks_what_can_be_done_at_an_address_is_told() {
        let answer = ask("/takes", Request::builder().method("OPTIONS"), Body::empty()).await;
        assert_eq!((answer.status, answer.header("allow")), (StatusCode::NO_CONTENT, "POST, OPTIONS"));
    }
}
