//! One line in the log and one count in the metrics per answer, without anything that points at a person: no address of
//! the visitor, no query, no path of a personal page.

use std::time::Instant;

use axum::extract::{MatchedPath, Request};
use axum::http::{HeaderName, HeaderValue};
use axum::middleware::Next;
use axum::response::Response;
use uuid::Uuid;

const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// Gives the request an id (or keeps the one that a proxy gave), times it, logs and counts it.
pub(super) async fn observe(request: Request, next: Next) -> Response {
    let started = Instant::now();
    let id = request
        .headers()
        .get(&REQUEST_ID)
        .filter(|id| id.len() <= 64 && id.as_bytes().iter().all(|b| b.is_ascii_alphanumeric() || b"-_.".contains(b)))
        .cloned()
        .unwrap_or_else(new_id);
    let method = request.method().clone();
    // The pattern of the route, not the path: a path may hold a personal token.
    let route = request.extensions().get::<MatchedPath>().cloned();
    let mut response = next.run(request).await;
    response.headers_mut().insert(REQUEST_ID, id.clone());

    let status = response.status();
    let took = started.elapsed();
    let class = match status.as_u16() / 100 {
        2 => "2xx",
        3 => "3xx",
        4 => "4xx",
        _ => "5xx",
    };
    metrics::counter!("dia_http_answers_total", "status" => class).increment(1);
    metrics::histogram!("dia_http_answer_seconds").record(took.as_secs_f64());
    let route = route.as_ref().map_or("pagina", MatchedPath::as_str);
    let id = id.to_str().unwrap_or_default();
    let milliseconds = u64::try_from(took.as_millis()).unwrap_or(u64::MAX);
    if status.is_server_error() {
        tracing::error!(%method, route, status = status.as_u16(), milliseconds, request = id, "answered");
    } else {
        tracing::debug!(%method, route, status = status.as_u16(), milliseconds, request = id, "answered");
    }
    response
}

fn new_id() -> HeaderValue {
    let mut buffer = Uuid::encode_buffer();
    let id = Uuid::now_v7();
    HeaderValue::from_str(id.simple().encode_lower(&mut buffer)).unwrap_or_else(|_| HeaderValue::from_static("-"))
}
