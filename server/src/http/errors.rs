//! Errors in words. Whatever layer or handler refuses a request answers with a bare status; here that becomes a page in the
//! frame of the site for people, and a problem document (RFC 9457) for programs.

use std::sync::Arc;

use app::ui::errors::{ErrorTexts, ShowError};
use axum::body::Bytes;
use axum::extract::{Request, State};
use axum::http::header::{ALLOW, CACHE_CONTROL, CONTENT_TYPE, RETRY_AFTER};
use axum::http::{HeaderValue, Method, StatusCode, Uri};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use percent_encoding::percent_decode_str;
use tokio::sync::OnceCell;

use super::onward::Because;
use super::pages;
use super::problem::Problem;
use crate::initiatives;
use crate::platform::Platform;

/// The kinds of errors that have a page.
const KINDS: [&str; 17] = [
    "bad-request",
    "body",
    "cross-site",
    "forbidden",
    "gone",
    "head-too-large",
    "internal",
    "logged-out",
    "long-list",
    "media-type",
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

/// The texts that explain a status, when nothing more is known.
pub(super) fn kind(status: StatusCode) -> &'static str {
    match status.as_u16() {
        403 => "cross-site",
        404 => "not-found",
        405 => "method",
        410 => "gone",
        413 => "too-large",
        414 => "too-long",
        415 => "media-type",
        429 => "too-many",
        431 => "head-too-large",
        503 => "timed-out",
        400..500 => "bad-request",
        _ => "internal",
    }
}

/// The Dutch sentence that explains a status.
pub(crate) fn sentence(status: StatusCode) -> String {
    ErrorTexts::of(kind(status)).text
}

/// Who reads an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Reader {
    /// Somebody with a browser.
    Person,
    /// A script of our own pages.
    Script,
    /// A program of somebody else.
    Program,
    /// A machine that looks at the status only: one that watches over the process, or a map that asks many tiles at once.
    Watcher,
}

impl Reader {
    fn of(path: &str) -> Self {
        let below = |root: &str| path.strip_prefix(root).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
        if below("/api") || below("/ogc") {
            Self::Program
        } else if below("/health") || below("/tegels") {
            Self::Watcher
        } else if path.strip_suffix(".json").is_some() {
            Self::Script
        } else {
            Self::Person
        }
    }
}

/// What has to be known of a request to explain why it was refused.
struct Asked {
    method: Method,
    reader: Reader,
    /// Whether the address stands for text.
    is_text: bool,
}

impl Asked {
    fn of(method: &Method, address: &Uri) -> Self {
        let is_text = |part: &str| percent_decode_str(part).decode_utf8().is_ok();
        Self {
            method: method.clone(),
            reader: Reader::of(address.path()),
            is_text: is_text(address.path()) && address.query().is_none_or(is_text),
        }
    }

    /// The texts that explain a refusal of this request.
    fn kind(&self, status: StatusCode) -> &'static str {
        let is_unreadable = matches!(status, StatusCode::BAD_REQUEST | StatusCode::UNPROCESSABLE_ENTITY);
        match (is_unreadable, self.is_text) {
            (true, false) => "not-utf8",
            (true, true) if matches!(self.method, Method::POST | Method::PUT | Method::PATCH) => "body",
            _ => kind(status),
        }
    }
}

/// Gives a bare refusal its words.
pub(super) async fn explain(State(platform): State<Arc<Platform>>, request: Request, next: Next) -> Response {
    let asked = Asked::of(request.method(), request.uri());
    let mut refused = next.run(request).await;
    let status = refused.status();
    if asked.method == Method::OPTIONS && status == StatusCode::METHOD_NOT_ALLOWED {
        // The router adds what may be done here.
        return StatusCode::NO_CONTENT.into_response();
    }
    if !(status.is_client_error() || status.is_server_error()) || has_words(&refused) {
        return refused;
    }
    if asked.reader == Reader::Watcher {
        refused.headers_mut().entry(CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
        return refused;
    }
    let kind = refused.extensions().get().map_or_else(|| asked.kind(status), |&Because(kind)| kind);
    let mut response = in_words(&platform, &asked, status, kind).await;
    let headers = response.headers_mut();
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    for name in [ALLOW, RETRY_AFTER] {
        if let Some(value) = refused.headers().get(&name) {
            headers.insert(name, value.clone());
        }
    }
    response
}

/// A refusal as its reader understands it.
async fn in_words(platform: &Arc<Platform>, asked: &Asked, status: StatusCode, kind: &'static str) -> Response {
    let words = || ErrorTexts::of(kind).text;
    match asked.reader {
        Reader::Script | Reader::Watcher => Problem::new(status, words()).into_response(),
        Reader::Program => {
            let mut response = Problem::new(status, words()).into_response();
            initiatives::dress_for_programs(response.headers_mut());
            response
        }
        Reader::Person => match platform.error_pages.of(kind, platform).await {
            Some(html) => {
                (status, [(CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"))], html).into_response()
            }
            // Nothing can be rendered: at least say it in plain text.
            None => (status, words()).into_response(),
        },
    }
}

/// Whether somebody who knew more has already said what happened.
fn has_words(response: &Response) -> bool {
    response.headers().get(CONTENT_TYPE).is_some_and(|kind| !kind.as_bytes().starts_with(b"text/plain"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_has_a_page_and_words_and_every_status_a_kind() {
        let all = (400..600).filter_map(|code| StatusCode::from_u16(code).ok());
        assert!(all.map(kind).all(|kind| KINDS.contains(&kind)));
        for kind in KINDS {
            for part in ["title", "text"] {
                assert!(app::texts::has_text(&format!("error-{kind}-{part}")), "{kind}");
            }
        }
    }

    #[test]
    fn every_kind_of_fault_has_a_sentence_of_its_own() {
        for (method, address, status, expected) in [
            ("GET", "/landkaart/%ff", 400, "not-utf8"),
            ("GET", "/landkaart?q=%ff", 422, "not-utf8"),
            ("GET", "/landkaart/beeld.json?mpp=x", 400, "bad-request"),
            ("POST", "/dag/aanmelden", 400, "body"),
            ("POST", "/dag/aanmelden", 422, "body"),
            ("PUT", "/dag/aanmelden", 415, "media-type"),
            ("POST", "/dag/aanmelden", 413, "too-large"),
            ("GET", "/", 406, "bad-request"),
            ("GET", "/", 502, "internal"),
        ] {
            let asked = Asked::of(&method.parse().expect("a method"), &address.parse().expect("an address"));
            let found = asked.kind(StatusCode::from_u16(status).expect("a status"));
            assert_eq!(found, expected, "{method} {address} {status}");
            assert!(KINDS.contains(&found));
        }
        let sentences: std::collections::BTreeSet<_> = KINDS.iter().map(|kind| ErrorTexts::of(kind).text).collect();
        assert_eq!(sentences.len(), KINDS.len());
    }

    #[test]
    fn people_scripts_programs_and_watchers_are_told_apart_by_the_address() {
        for (path, expected) in [
            ("/landkaart", Reader::Person),
            ("/apiarium", Reader::Person),
            ("/landkaart/beeld.json", Reader::Script),
            ("/api", Reader::Program),
            ("/api/v1/openapi.json", Reader::Program),
            ("/ogc/v1", Reader::Program),
            ("/health/live", Reader::Watcher),
            ("/tegels/8/131/84.png", Reader::Watcher),
        ] {
            assert_eq!(Reader::of(path), expected, "{path}");
        }
    }
}
