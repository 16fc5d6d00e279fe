//! Errors in words. Whatever layer or handler refuses a request answers with a bare status; here that becomes a page in the
//! frame of the site for people, and a problem document (RFC 9457) for programs.

use std::sync::Arc;

use app::ui::errors::{ErrorTexts, ShowError};
use axum::extract::{Request, State};
use axum::http::header::{ALLOW, CACHE_CONTROL, CONTENT_TYPE, RETRY_AFTER};
use axum::http::{HeaderValue, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use super::pages;
use super::problem::Problem;
use crate::platform::Platform;

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

/// Gives a bare refusal its words.
pub(super) async fn explain(State(platform): State<Arc<Platform>>, request: Request, next: Next) -> Response {
    let path = request.uri().path().to_owned();
    let refused = next.run(request).await;
    let status = refused.status();
    if !(status.is_client_error() || status.is_server_error()) || has_words(&refused) {
        return refused;
    }
    let mut response = if is_for_programs(&path) {
        Problem::new(status, sentence(status)).into_response()
    } else {
        match pages::error(&platform, ShowError(kind(status))).await {
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
    fn every_refusal_has_words() {
        for status in (400..600).filter_map(|code| StatusCode::from_u16(code).ok()) {
            for part in ["title", "text"] {
                assert!(app::texts::has_text(&format!("error-{}-{part}", kind(status))), "{status}");
            }
        }
    }
}
