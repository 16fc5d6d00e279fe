//! Errors for programs: problem documents (RFC 9457).

use app::texts::text;
use axum::Json;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Serialize;

/// A problem as a program gets it. `detail` is a Dutch sentence that can be shown to a person.
#[derive(Debug, Serialize)]
pub(crate) struct Problem {
    #[serde(rename = "type")]
    kind: &'static str,
    title: &'static str,
    status: u16,
    detail: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    errors: Vec<FieldError>,
}

/// What is wrong with one parameter.
#[derive(Debug, Serialize)]
pub(crate) struct FieldError {
    /// Name of the parameter.
    pub(crate) parameter: String,
    /// A Dutch sentence.
    pub(crate) detail: String,
}

impl Problem {
    /// A problem with the usual title of its status.
    pub(crate) fn new(status: StatusCode, detail: impl Into<String>) -> Self {
        Self {
            kind: "about:blank",
            title: status.canonical_reason().unwrap_or("Error"),
            status: status.as_u16(),
            detail: detail.into(),
            errors: Vec::new(),
        }
    }

    /// Parameters that are wrong, each with what is wrong with it.
    pub(crate) fn of_parameters(status: StatusCode, errors: Vec<FieldError>) -> Self {
        Self { errors, ..Self::new(status, text("export-problem-query")) }
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let status = StatusCode::from_u16(self.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let mut response = (status, Json(self)).into_response();
        response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
        response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
        response
    }
}
