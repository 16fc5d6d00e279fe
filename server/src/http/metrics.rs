//! Prometheus text on a listener of its own, which is never open to the public.

use std::net::SocketAddr;

use axum::Router;
use axum::routing::get;
use metrics_exporter_prometheus::{Matcher, PrometheusBuilder, PrometheusHandle};
use tokio::net::TcpListener;
use tokio_util::sync::CancellationToken;

use super::serve::ServeError;

/// Limits of the classes of answer times, in seconds.
const SECONDS: &[f64] = &[0.000_5, 0.001, 0.002_5, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 10.0];

/// Starts counting and serves the counts until the token is cancelled.
pub(super) async fn serve(listen: SocketAddr, stop: CancellationToken) -> Result<(), ServeError> {
    let handle = PrometheusBuilder::new()
        .set_buckets_for_metric(Matcher::Full("dia_http_answer_seconds".into()), SECONDS)
        .and_then(PrometheusBuilder::install_recorder)
        .map_err(|error| ServeError::Metrics(error.to_string()))?;
    let listener = TcpListener::bind(listen).await.map_err(|source| ServeError::Listen { listen, source })?;
    tokio::spawn(async move {
        let app = Router::new().route("/metrics", get(move || std::future::ready(text(&handle))));
        if let Err(error) = axum::serve(listener, app).with_graceful_shutdown(stop.cancelled_owned()).await {
            tracing::error!(%error, "the metrics listener stopped");
        }
    });
    Ok(())
}

fn text(handle: &PrometheusHandle) -> String {
    handle.run_upkeep();
    handle.render()
}
