//! Errors in words. Whatever layer or handler refuses a request answers with a bare status; here that becomes a page in the
//! frame of the site for people, and a problem document (RFC 9457) for programs.

use std::sync::Arc;

use app::ui::errors::{ErrorTexts, ShowError};
use axum::body::Bytes;
use axum::extract::{Request, State};
use axum::http::header::{ALLOW, CACHE_CONTROL, CONTENT_TYPE, RETRY_AFTER};
use axum::http::{HeaderValue, Method, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use tokio::sync::OnceCell;

use super::pages;
use super::problem::Problem;
use crate::initiatives;
use crate::platform::Platform;

/// The kinds of errors that have a page.
const KINDS: [&str; 10] = [
    "cross-site",
    "gone",
    "internal",
    "method",
    "not-found",
    "not-utf8",
    "timed-out",
    "too-large",
    "too-long",
    "too-many",
];

/// The pages that explain errors, each made when it is needed first and then kept: many who are refused at once cost nothing.
#[derive(Default)]
pub struct ErrorPages([OnceCell<Bytes>; KINDS.len()]);

impl ErrorPages {
    /// A page as HTML; nothing when it cannot be made.
    async fn of(&self, kind: &'static str, platform: &Arc<Platform>) -> Option<Bytes> {
        let place = KINDS.iter().position(|&known| known == kind)?;
        let platform = platform.clone();
        // In a task of its own, because what goes wrong while an error is explained must not cut the connection.
        let made = self.0[place]
            .get_or_try_init(|| async {
                let made = tokio::spawn(async move { pages::error(&platform, ShowError(kind)).await });
                made.await.ok().flatten().ok_or(())
            })
            .await;
        made.ok().cloned()
    }
}

/// The texts that explain a status.
fn kind(status: StatusCode) -> &'static str {
    match status.as_u16() {
        403 => "cross-site",
        404 => "not-found",
        405 => "method",
        410 => "gone",
        413 => "too-large",
        414 => "too-long",
        415 | 400 | 422 => "not-utf8",
        429 => "too-many",
        503 | 408 => "timed-out",
        _ => "internal",
    }
}

/// The Dutch sentence that explains a status.
pub(crate) fn sentence(status: StatusCode) -> String {
    ErrorTexts::of(kind(status)).text
}

/// Whether an address is for programs.
fn is_for_programs(path: &str) -> bool {
    ["/api", "/ogc"]
        .iter()
        .any(|root| path.strip_prefix(root).is_some_and(|rest| rest.is_empty() || rest.starts_with('/')))
}

/// Whether an address is read by machines that look at the status only: those that watch over the process, and the map, which
/// asks many tiles at once.
fn is_bare(path: &str) -> bool {
    ["/health/", "/tegels/"].iter().any(|root| path.starts_with(root))
}

/// Gives a bare refusal its words.
pub(super) async fn explain(State(platform): State<Arc<Platform>>, request: Request, next: Next) -> Response {
    let path = request.uri().path().to_owned();
    let asks_methods = request.method() == Method::OPTIONS;
    let mut refused = next.run(request).await;
    let status = refused.status();
    if !(status.is_client_error() || status.is_server_error()) || has_words(&refused) {
        return refused;
    }
    if asks_methods && status == StatusCode::METHOD_NOT_ALLOWED {
        // The router adds what may be done here.
        return StatusCode::NO_CONTENT.into_response();
    }
    if is_bare(&path) {
        refused.headers_mut().entry(CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
        return refused;
    }
    let mut response = if is_for_programs(&path) {
        let mut response = Problem::new(status, sentence(status)).into_response();
        initiatives::dress_for_programs(response.headers_mut());
        response
    } else {
        match platform.error_pages.of(kind(status), &platform).await {
            Some(html) => {
                (status, [(CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"))], html).into_response()
            }
            // Nothing can be rendered: at least say it in plain text.
            None => (status, sentence(status)).into_response(),
        }
    };
    let headers = response.headers_mut();
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    for name in [ALLOW, RETRY_AFTER] {
        if let Some(value) = refused.headers().get(&name) {
            headers.insert(name, value.clone());
        }
    }
    response
}

/// Whether somebody who knew more has already said what happened.
fn has_words(response: &Response) -> bool {
    response.headers().get(CONTENT_TYPE).is_some_and(|kind| !kind.as_bytes().starts_with(b"text/plain"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_status_has_a_kind_with_a_page_and_words() {
        for status in (400..600).filter_map(|code| StatusCode::from_u16(code).ok()) {
            assert!(KINDS.contains(&kind(status)), "{status}");
            for part in ["title", "text"] {
                assert!(app::texts::has_text(&format!("error-{}-{part}", kind(status))), "{status}");
            }
        }
    }
}
