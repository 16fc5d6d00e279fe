//! Listening, and stopping without dropping anyone.

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Duration;

use tokio::net::TcpListener;
use tokio::task::JoinHandle;
use tokio_util::sync::CancellationToken;

use super::connections::{self, Bounds};
use super::{metrics, router};
use crate::jobs;
use crate::platform::Platform;

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

/// How long a process that stops waits for a mail server.
const LAST_MAIL: Duration = Duration::from_secs(5);

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

/// Starts to serve. Cancelling `stop` ends it gracefully: `ready` says no at once, `drain` long everything is still answered
/// so that a load balancer can notice, and then nothing new is accepted.
pub async fn serve(
    platform: Arc<Platform>,
    listener: TcpListener,
    metrics_listen: Option<SocketAddr>,
    drain: Duration,
    stop: CancellationToken,
) -> Result<Serving, ServeError> {
    let closing = CancellationToken::new();
    if let Some(listen) = metrics_listen {
        metrics::serve(listen, closing.clone()).await?;
    }
    let postman = jobs::start(&platform, &closing);

    let serving = connections::serve(listener, router(platform.clone()), Bounds::default(), closing.clone());
    let task = tokio::spawn(async move {
        let leaving = async {
            stop.cancelled().await;
            platform.draining.store(true, Ordering::Relaxed);
            tokio::time::sleep(drain).await;
            closing.cancel();
        };
        tokio::join!(serving, leaving);
        // A mail that a server took and that is not noted would go once more.
        if tokio::time::timeout(LAST_MAIL, postman).await.is_err() {
            tracing::info!("a mail server is slow; what is in hand goes again later");
        }
        platform.store.close().await;
    });
    Ok(Serving { task })
}

#[cfg(test)]
mod tests {
    use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
    use tokio::net::TcpStream;

    use super::*;
    use crate::http::testing::Visitor;
    use crate::store::testing::TestStore;

    /// The first line of an answer; nothing when nobody listens.
    async fn ask(address: SocketAddr, path: &str) -> Option<String> {
        let mut stream = TcpStream::connect(address).await.ok()?;
        let request = format!("GET {path} HTTP/1.1\r\nhost: example.org\r\nconnection: close\r\n\r\n");
        stream.write_all(request.as_bytes()).await.ok()?;
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).await.ok()?;
        String::from_utf8_lossy(&answer).lines().next().map(str::to_owned)
    }

    #[tokio::test]
    async fn a_process_that_drains_says_so_and_goes_on_serving() {
        let test = TestStore::sqlite().await;
        let visitor = Visitor::of_forty(test.store.clone()).await;
        let (listener, address) = listen(SocketAddr::from(([127, 0, 0, 1], 0))).await.expect("a free port");
        let stop = CancellationToken::new();
        let hour = Duration::from_secs(3_600);
        let _serving = serve(visitor.platform.clone(), listener, None, hour, stop.clone()).await.expect("a server");
        assert_eq!(ask(address, "/health/ready").await.as_deref(), Some("HTTP/1.1 200 OK"));
        stop.cancel();
        while !visitor.platform.draining.load(Ordering::Relaxed) {
            tokio::task::yield_now().await;
        }
        assert_eq!(ask(address, "/health/ready").await.as_deref(), Some("HTTP/1.1 503 Service Unavailable"));
        assert_eq!(ask(address, "/landkaart").await.as_deref(), Some("HTTP/1.1 200 OK"));
    }

    #[tokio::test]
    async fn a_process_without_a_pause_stops_at_once() {
        let test = TestStore::sqlite().await;
        let visitor = Visitor::of_forty(test.store.clone()).await;
        let (listener, address) = listen(SocketAddr::from(([127, 0, 0, 1], 0))).await.expect("a free port");
        let stop = CancellationToken::new();
        let serving =
            serve(visitor.platform.clone(), listener, None, Duration::ZERO, stop.clone()).await.expect("a server");
        stop.cancel();
        serving.ended().await;
        assert_eq!(ask(address, "/health/ready").await, None);
    }
}
