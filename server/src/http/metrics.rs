//! Prometheus text on a listener of its own, which is never open to the public.

use std::net::SocketAddr;
use std::time::Duration;

use axum::Router;
use axum::routing::get;
use metrics_exporter_prometheus::{BuildError, Matcher, PrometheusBuilder, PrometheusHandle};
use tokio::net::TcpListener;
use tokio_util::sync::CancellationToken;

use super::serve::ServeError;
use crate::jobs;

/// Limits of the classes of answer times, in seconds.
const SECONDS: &[f64] = &[0.000_5, 0.001, 0.002_5, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 10.0];

/// How often what was measured since is taken in; between two times it takes memory.
const UPKEEP: Duration = Duration::from_secs(5);

/// Starts counting and serves the counts until the token is cancelled.
pub(super) async fn serve(listen: SocketAddr, stop: CancellationToken) -> Result<(), ServeError> {
    let failed = |error: BuildError| ServeError::Metrics(error.to_string());
    let handle = builder().and_then(PrometheusBuilder::install_recorder).map_err(failed)?;
    show(listen, handle, stop).await.map(drop)
}

fn builder() -> Result<PrometheusBuilder, BuildError> {
    PrometheusBuilder::new().set_buckets_for_metric(Matcher::Full("dia_http_answer_seconds".into()), SECONDS)
}

/// Shows the counts at an address, which is chosen when its port is 0.
async fn show(listen: SocketAddr, handle: PrometheusHandle, stop: CancellationToken) -> Result<SocketAddr, ServeError> {
    let failed = |source| ServeError::Listen { listen, source };
    let listener = TcpListener::bind(listen).await.map_err(failed)?;
    let address = listener.local_addr().map_err(failed)?;
    let kept_up = handle.clone();
    jobs::every(UPKEEP, &stop, move || {
        kept_up.run_upkeep();
        std::future::ready(())
    });
    tokio::spawn(async move {
        let app = Router::new().route("/metrics", get(move || std::future::ready(handle.render())));
        if let Err(error) = axum::serve(listener, app).with_graceful_shutdown(stop.cancelled_owned()).await {
            tracing::error!(%error, "the metrics listener stopped");
        }
    });
    Ok(address)
}

#[cfg(test)]
mod tests {
    use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
    use tokio::net::TcpStream;

    use super::*;

    #[tokio::test]
    async fn what_was_counted_can_be_read_on_a_listener_of_its_own() {
        let recorder = builder().expect("buckets").build_recorder();
        metrics::with_local_recorder(&recorder, || {
            metrics::counter!("dia_http_answers_total", "status" => "2xx").increment(3);
            metrics::histogram!("dia_http_answer_seconds").record(0.004);
        });
        let anywhere = SocketAddr::from(([127, 0, 0, 1], 0));
        let address = show(anywhere, recorder.handle(), CancellationToken::new()).await.expect("a listener");
        let mut stream = TcpStream::connect(address).await.expect("a connection");
        stream
            .write_all(b"GET /metrics HTTP/1.1\r\nhost: inside\r\nconnection: close\r\n\r\n")
            .await
            .expect("a request");
        let mut answer = String::new();
        stream.read_to_string(&mut answer).await.expect("an answer");
        assert!(answer.contains("dia_http_answers_total{status=\"2xx\"} 3"), "{answer}");
        assert!(answer.contains("dia_http_answer_seconds_bucket{le=\"0.005\"} 1"), "{answer}");
    }
}
