//! Listening, and stopping without dropping anyone.

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Duration;

use tokio::net::TcpListener;
use tokio::task::JoinHandle;
use tokio_util::sync::CancellationToken;

use super::{metrics, router};
use crate::jobs;
use crate::platform::Platform;

/// How long requests that are under way may take when the process stops.
const FAREWELL: Duration = Duration::from_secs(10);

/// Why the platform cannot serve.
#[derive(Debug, thiserror::Error)]
pub enum ServeError {
    /// The address is taken or not ours.
    #[error("cannot listen on {listen}: {source}; is something else running there?")]
    Listen {
        /// The address that was asked for.
        listen: SocketAddr,
        /// What the operating system says.
        source: std::io::Error,
    },
    /// Metrics cannot be counted.
    #[error("metrics cannot be counted: {0}")]
    Metrics(String),
}

/// A platform that listens.
pub struct Serving {
    task: JoinHandle<()>,
}

impl Serving {
    /// Waits until everything that was under way is done.
    pub async fn ended(self) {
        let _ = self.task.await;
    }
}

/// Takes the address; with port 0 a free one is chosen.
pub async fn listen(listen: SocketAddr) -> Result<(TcpListener, SocketAddr), ServeError> {
    let failed = |source| ServeError::Listen { listen, source };
    let listener = TcpListener::bind(listen).await.map_err(failed)?;
    let address = listener.local_addr().map_err(failed)?;
    Ok((listener, address))
}

/// Starts to serve; cancelling `stop` ends it gracefully.
pub async fn serve(
    platform: Arc<Platform>,
    listener: TcpListener,
    metrics_listen: Option<SocketAddr>,
    stop: CancellationToken,
) -> Result<Serving, ServeError> {
    if let Some(listen) = metrics_listen {
        metrics::serve(listen, stop.clone()).await?;
    }
    jobs::start(&platform, &stop);

    let app = router(platform.clone()).into_make_service_with_connect_info::<SocketAddr>();
    let task = tokio::spawn(async move {
        let draining = platform.clone();
        let signal = stop.clone();
        let server = axum::serve(listener, app).with_graceful_shutdown(async move {
            signal.cancelled().await;
            draining.draining.store(true, Ordering::Relaxed);
        });
        let patience = async {
            stop.cancelled().await;
            tokio::time::sleep(FAREWELL).await;
        };
        tokio::select! {
            result = async { server.await } => if let Err(error) = result {
                tracing::error!(%error, "serving ended");
            },
            () = patience => tracing::warn!("some connections were still open and have been closed"),
        }
        platform.store.close().await;
    });
    Ok(Serving { task })
}
