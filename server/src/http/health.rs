//! Whether the process lives and whether it can serve.

use std::sync::Arc;
use std::sync::atomic::Ordering;

use axum::extract::State;
use axum::http::StatusCode;

use crate::platform::Platform;

/// `GET /health/live`: the process answers.
pub(super) async fn live() -> &'static str {
    "ok"
}

/// `GET /health/ready`: the database answers, its tables are up to date, and the process is not stopping.
pub(super) async fn ready(State(platform): State<Arc<Platform>>) -> (StatusCode, &'static str) {
    if platform.draining.load(Ordering::Relaxed) {
        return (StatusCode::SERVICE_UNAVAILABLE, "stopping");
    }
    match platform.store.ready().await {
        Ok(()) => (StatusCode::OK, "ok"),
        Err(error) => {
            tracing::error!(%error, "not ready");
            (StatusCode::SERVICE_UNAVAILABLE, "no database")
        }
    }
}
