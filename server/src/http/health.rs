//! Whether the process lives and whether it can serve.

use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Duration;

use axum::extract::State;
use axum::http::StatusCode;
use tokio::sync::Mutex;
use tokio::time::Instant;

use crate::platform::Platform;

/// How long an answer of the database holds. Whoever asks more often, from however many places, costs it nothing; a limit per
/// visitor would say no to a load balancer because of somebody else behind it.
const HOLDS: Duration = Duration::from_secs(1);

/// Whether the database answered, and when.
#[derive(Default)]
pub struct Readiness(Mutex<Option<(Instant, bool)>>);

impl Readiness {
    async fn of(&self, platform: &Platform) -> bool {
        let mut last = self.0.lock().await;
        if let Some((at, answers)) = *last
            && at.elapsed() < HOLDS
        {
            return answers;
        }
        let answers = match platform.store.ready().await {
            Ok(()) => true,
            Err(error) => {
                tracing::error!(%error, "not ready");
                false
            }
        };
        *last = Some((Instant::now(), answers));
        answers
    }
}

/// `GET /health/live`: the process answers.
pub(super) async fn live() -> &'static str {
    "ok"
}

/// `GET /health/ready`: the database answers, its tables are up to date, and the process is not stopping.
pub(super) async fn ready(State(platform): State<Arc<Platform>>) -> (StatusCode, &'static str) {
    if platform.draining.load(Ordering::Relaxed) {
        return (StatusCode::SERVICE_UNAVAILABLE, "stopping");
    }
    if platform.readiness.of(&platform).await {
        (StatusCode::OK, "ok")
    } else {
        (StatusCode::SERVICE_UNAVAILABLE, "no database")
    }
}
