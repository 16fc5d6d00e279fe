//! The connections of visitors: how many there may be at once, and how long one may stay open.
//!
//! A place that somebody slow holds, on purpose or not, is a place that nobody else can have. So a connection that does not
//! ask anything in time is closed, whatever it sends meanwhile: nothing, half a head, or an endless stream of pings. One clock
//! per connection is enough for that. The one of hyper for heads starts only after the first bytes have told HTTP/1 from
//! HTTP/2, and would close waiting connections sooner than reverse proxies expect.

use std::convert::Infallible;
use std::net::SocketAddr;
use std::pin::pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::extract::ConnectInfo;
use axum::http::header::HOST;
use axum::http::{Request, StatusCode, Version};
use axum::response::IntoResponse;
use hyper::body::Incoming;
use hyper::service::service_fn;
use hyper_util::rt::{TokioExecutor, TokioIo, TokioTimer};
use hyper_util::server::conn::auto::Builder;
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinSet;
use tokio::time::{Instant, sleep, timeout};
use tokio_util::sync::CancellationToken;
use tower::Service as _;

use super::errors::sentence;
use super::unreadable::WithWords;

/// Requests that one HTTP/2 connection may have under way.
const STREAMS: u32 = 100;

/// How often a silent HTTP/2 connection is asked whether it is still there, and how long it may take to say so.
const PING: Duration = Duration::from_secs(20);

/// How long nothing is accepted after the system had no room for another connection.
const OUT_OF_ROOM: Duration = Duration::from_secs(1);

/// What connections have to keep to.
#[derive(Clone, Copy, Debug)]
pub(super) struct Bounds {
    /// Connections at once; the next ones wait in the queue of the system.
    at_once: usize,
    /// How long it may take to ask something for the first time.
    first_request: Duration,
    /// How long after a request the next may come. Longer than reverse proxies keep their own connections open, so that they
    /// never ask just when this side closes.
    next_request: Duration,
    /// How long an answer may be on its way after that: a download over a thin line.
    last_answer: Duration,
    /// The same when the process stops.
    farewell: Duration,
}

impl Default for Bounds {
    fn default() -> Self {
        Self {
            at_once: 8_192,
            first_request: Duration::from_secs(10),
            next_request: Duration::from_secs(75),
            last_answer: Duration::from_secs(15 * 60),
            farewell: Duration::from_secs(10),
        }
    }
}

/// Serves until `closing` is cancelled, and then until everything that was under way is done or its time is up.
pub(super) async fn serve(listener: TcpListener, app: Router, bounds: Bounds, closing: CancellationToken) {
    let mut builder = Builder::new(TokioExecutor::new());
    builder
        .http2()
        .timer(TokioTimer::new())
        .keep_alive_interval(PING)
        .keep_alive_timeout(PING)
        .max_concurrent_streams(STREAMS);
    let builder = Arc::new(builder);
    let mut connections = JoinSet::new();
    loop {
        tokio::select! {
            () = closing.cancelled() => break,
            accepted = listener.accept(), if connections.len() < bounds.at_once => match accepted {
                Ok((stream, peer)) => {
                    let connection =
                        Connection { stream, peer, app: app.clone(), bounds, closing: closing.clone() };
                    connections.spawn(connection.serve(builder.clone()));
                }
                Err(error) => wait_for_room(&error).await,
            },
            Some(_) = connections.join_next(), if !connections.is_empty() => {}
        }
    }
    drop(listener);
    let all = async { while connections.join_next().await.is_some() {} };
    if timeout(bounds.farewell, all).await.is_err() {
        tracing::warn!(open = connections.len(), "some connections were still open and have been closed");
        connections.shutdown().await;
    }
}

/// One that went away again is no reason to wait; a system without room for another connection is.
async fn wait_for_room(error: &std::io::Error) {
    use std::io::ErrorKind::{ConnectionAborted, ConnectionRefused, ConnectionReset};
    if !matches!(error.kind(), ConnectionAborted | ConnectionRefused | ConnectionReset) {
        tracing::error!(%error, "no connection can be accepted");
        sleep(OUT_OF_ROOM).await;
    }
}

struct Connection {
    stream: TcpStream,
    peer: SocketAddr,
    app: Router,
    bounds: Bounds,
    closing: CancellationToken,
}

impl Connection {
    async fn serve(self, builder: Arc<Builder<TokioExecutor>>) {
        let Self { stream, peer, app, bounds, closing } = self;
        // Answers are written whole, so there is nothing to wait for.
        let _ = stream.set_nodelay(true);
        let asked = Arc::new(LastAsked::new());
        let noted = asked.clone();
        let service = service_fn(move |mut request: Request<Incoming>| {
            noted.now();
            request.extensions_mut().insert(ConnectInfo(peer));
            let answer = names_its_host(&request).then(|| app.clone().call(request.map(Body::new)));
            async move {
                Ok::<_, Infallible>(match answer {
                    Some(answer) => answer.await.unwrap_or_else(|never| match never {}),
                    None => (StatusCode::BAD_REQUEST, sentence(StatusCode::BAD_REQUEST)).into_response(),
                })
            }
        });
        let mut connection = pin!(builder.serve_connection(TokioIo::new(WithWords::new(stream)), service));
        let mut deadline = pin!(sleep(bounds.first_request));
        let mut closed = pin!(closing.cancelled());
        let mut leaving = false;
        loop {
            tokio::select! {
                biased;
                ended = connection.as_mut() => {
                    if let Err(error) = ended {
                        tracing::trace!(%error, "a connection ended");
                    }
                    return;
                }
                () = deadline.as_mut() => {
                    let Some(last) = asked.at().filter(|_| !leaving) else { return };
                    let next = last + bounds.next_request;
                    if next > Instant::now() {
                        deadline.as_mut().reset(next);
                        continue;
                    }
                }
                () = closed.as_mut(), if !leaving => {}
            }
            // No more requests; an answer that is on its way goes out.
            leaving = true;
            connection.as_mut().graceful_shutdown();
            deadline.as_mut().reset(Instant::now() + bounds.last_answer);
        }
    }
}

/// Whether a request says once to which host it goes, as HTTP/1.1 demands (RFC 9112, 3.2): of two, a proxy before us might have
/// believed the other one.
fn names_its_host<B>(request: &Request<B>) -> bool {
    request.version() != Version::HTTP_11 || request.headers().get_all(HOST).iter().count() == 1
}

/// When a connection asked something last.
struct LastAsked {
    opened: Instant,
    /// Milliseconds after it was opened, plus one; 0 for never.
    after: AtomicU64,
}

impl LastAsked {
    fn new() -> Self {
        Self { opened: Instant::now(), after: AtomicU64::new(0) }
    }

    fn now(&self) {
        let after = u64::try_from(self.opened.elapsed().as_millis()).unwrap_or(u64::MAX);
        self.after.store(after.saturating_add(1), Ordering::Relaxed);
    }

    fn at(&self) -> Option<Instant> {
        let after = self.after.load(Ordering::Relaxed);
        (after > 0).then(|| self.opened + Duration::from_millis(after - 1))
    }
}

#[cfg(test)]
mod tests {
    use axum::routing::get;
    use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
    use tokio::sync::Notify;

    use super::*;

    const WHOLE: &[u8] = b"GET / HTTP/1.1\r\nhost: example.org\r\n\r\n";

    /// A server for the test, its address, and what ends it. The clock stands still but when everybody waits.
    async fn started(bounds: Bounds, app: Router) -> (SocketAddr, CancellationToken, tokio::task::JoinHandle<()>) {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let address = listener.local_addr().expect("an address");
        let closing = CancellationToken::new();
        let serving = tokio::spawn(serve(listener, app, bounds, closing.clone()));
        (address, closing, serving)
    }

    fn hello() -> Router {
        Router::new().route("/", get(|ConnectInfo(peer): ConnectInfo<SocketAddr>| async move { peer.to_string() }))
    }

    async fn connect(address: SocketAddr, said: &[u8]) -> TcpStream {
        let mut stream = TcpStream::connect(address).await.expect("a connection");
        stream.write_all(said).await.expect("room");
        stream
    }

    /// Reads until the other side closes; seconds that took.
    async fn until_closed(mut stream: TcpStream) -> (String, u64) {
        let started = Instant::now();
        let mut read = Vec::new();
        // A connection that is dropped with something unread is reset.
        let _ = stream.read_to_end(&mut read).await;
        (String::from_utf8_lossy(&read).into_owned(), started.elapsed().as_secs())
    }

    #[tokio::test]
    async fn a_request_that_names_no_host_or_two_is_refused() {
        let (address, closing, _) = started(Bounds::default(), hello()).await;
        for (hosts, expected) in [
            ("", "HTTP/1.1 400 "),
            ("host: a.example\r\nhost: b.example\r\n", "HTTP/1.1 400 "),
            ("host: a.example\r\n", "HTTP/1.1 200 "),
        ] {
            let said = format!("GET / HTTP/1.1\r\n{hosts}connection: close\r\n\r\n");
            let (answer, _) = until_closed(connect(address, said.as_bytes()).await).await;
            assert!(answer.starts_with(expected), "{hosts}: {answer}");
        }
        closing.cancel();
    }

    #[tokio::test(start_paused = true)]
    async fn a_connection_that_asks_nothing_whole_is_closed_after_ten_seconds() {
        let (address, ..) = started(Bounds::default(), hello()).await;
        let preface = b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\x04\0\0\0\0\0";
        for said in [&b""[..], b"P", b"GET / HTTP/1.1\r\nhost: exam", &preface[..20], preface] {
            let (_, seconds) = until_closed(connect(address, said).await).await;
            assert_eq!(seconds, 10, "{}", String::from_utf8_lossy(said));
        }
    }

    #[tokio::test(start_paused = true)]
    async fn a_connection_that_has_asked_may_wait_longer_than_reverse_proxies_do() {
        let (address, ..) = started(Bounds::default(), hello()).await;
        for then in [&b""[..], b"GET / HTT"] {
            let mut stream = connect(address, WHOLE).await;
            let mut answer = [0; 15];
            stream.read_exact(&mut answer).await.expect("an answer");
            assert_eq!(&answer, b"HTTP/1.1 200 OK");
            stream.write_all(then).await.expect("room");
            let (rest, seconds) = until_closed(stream).await;
            assert!(rest.contains("127.0.0.1:") && (60..80).contains(&seconds), "{seconds} {rest}");
        }
    }

    #[tokio::test(start_paused = true)]
    async fn slow_visitors_do_not_keep_the_others_out() {
        let (address, ..) = started(Bounds { at_once: 2, ..Bounds::default() }, hello()).await;
        let _slow = [connect(address, b"GET").await, connect(address, b"").await];
        let mut stream = connect(address, WHOLE).await;
        let mut answer = [0; 15];
        stream.read_exact(&mut answer).await.expect("an answer");
        assert_eq!(&answer, b"HTTP/1.1 200 OK");
    }

    #[tokio::test(start_paused = true)]
    async fn a_process_that_stops_finishes_what_is_under_way_for_ten_seconds() {
        let (asked, go) = (Arc::new(Notify::new()), Arc::new(Notify::new()));
        let answer = |until: Arc<Notify>| {
            let asked = asked.clone();
            get(move || async move {
                asked.notify_one();
                until.notified().await;
                "done"
            })
        };
        let app = Router::new().route("/", answer(go.clone())).route("/for-ever", answer(Arc::default()));
        let (address, closing, serving) = started(Bounds::default(), app).await;
        let waiting = connect(address, WHOLE).await;
        asked.notified().await;
        let hanging = connect(address, b"GET /for-ever HTTP/1.1\r\nhost: example.org\r\n\r\n").await;
        asked.notified().await;
        closing.cancel();
        go.notify_one();
        let (answer, seconds) = until_closed(waiting).await;
        assert!(answer.ends_with("done") && seconds == 0, "{answer}");
        let started = Instant::now();
        serving.await.expect("an end");
        assert_eq!(started.elapsed().as_secs(), 10);
        assert_eq!(until_closed(hanging).await.0, "");
        assert!(TcpStream::connect(address).await.is_err(), "nobody listens");
    }
}
