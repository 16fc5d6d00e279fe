//! Answers that lead on, or say that somebody may not come in.

use axum::http::header::{CACHE_CONTROL, LOCATION};
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};

/// Stands in the extensions of a refusal of which the status alone does not say why: the kind of its words.
#[derive(Clone, Copy, Debug)]
pub(super) struct Because(pub(super) &'static str);

/// Leads on after a form, so that a reload does not send it again.
pub(crate) fn see_other(address: &str) -> Response {
    let Ok(address) = HeaderValue::try_from(address) else { return StatusCode::BAD_REQUEST.into_response() };
    let headers = [(LOCATION, address), (CACHE_CONTROL, HeaderValue::from_static("no-store"))];
    (StatusCode::SEE_OTHER, headers).into_response()
}

/// Says to somebody who sends a form that they are not logged in any more, and how to send it all the same.
pub(crate) fn logged_out() -> Response {
    let mut response = StatusCode::FORBIDDEN.into_response();
    response.extensions_mut().insert(Because("logged-out"));
    response
}

/// Says that what was here is part of something else now. Browsers would keep a bare 301 for good, and it can be taken apart again,
/// so they ask every time.
pub(crate) fn moved(address: &str) -> Response {
    let Ok(address) = HeaderValue::try_from(address) else { return StatusCode::NOT_FOUND.into_response() };
    let headers = [(LOCATION, address), (CACHE_CONTROL, HeaderValue::from_static("no-cache"))];
    (StatusCode::MOVED_PERMANENTLY, headers).into_response()
}

/// Says that a list has more rows than a file can hold.
pub(crate) fn long_list() -> Response {
    let mut response = StatusCode::UNPROCESSABLE_ENTITY.into_response();
    response.extensions_mut().insert(Because("long-list"));
    response
}

/// Says to somebody who is logged in that this is not for them.
pub(crate) fn forbidden() -> Response {
    let mut response = StatusCode::FORBIDDEN.into_response();
    response.extensions_mut().insert(Because("forbidden"));
    response
}
