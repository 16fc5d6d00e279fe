//! What is refused before it is a request: a first line that is none, an address of 64 KB, a head without end.
//!
//! Such bytes never reach the router. hyper refuses them itself, with a status and an empty body, and has no place to say more.
//! It always writes the same few lines, which no answer of ours can be taken for: ours carry far more. So the stream under it
//! recognises them on their way out, and puts a sentence behind them. Nothing that comes in is read here.

use std::io::{self, IoSlice};
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use app::ui::errors::ErrorTexts;
use axum::http::StatusCode;
use bytes::{Buf as _, Bytes};
use memchr::memmem;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};

use super::errors::kind;

/// The longest refusal of hyper is 120 bytes; the shortest answer of ours is some hundreds.
const LONGEST_BARE: usize = 160;

/// A stream on which a bare refusal gets its words.
pub(super) struct WithWords<S> {
    stream: S,
    /// A refusal with its words that is not written yet.
    owed: Bytes,
}

impl<S> WithWords<S> {
    pub(super) fn new(stream: S) -> Self {
        Self { stream, owed: Bytes::new() }
    }
}

impl<S: AsyncWrite + Unpin> WithWords<S> {
    fn poll_owed(&mut self, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        while !self.owed.is_empty() {
            match ready!(Pin::new(&mut self.stream).poll_write(context, &self.owed))? {
                0 => return Poll::Ready(Err(io::ErrorKind::WriteZero.into())),
                written => self.owed.advance(written),
            }
        }
        Poll::Ready(Ok(()))
    }
}

impl<S: AsyncRead + Unpin> AsyncRead for WithWords<S> {
    fn poll_read(mut self: Pin<&mut Self>, cx: &mut Context<'_>, into: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_read(cx, into)
    }
}

impl<S: AsyncWrite + Unpin> AsyncWrite for WithWords<S> {
    fn poll_write(mut self: Pin<&mut Self>, cx: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        ready!(self.poll_owed(cx))?;
        match in_words(bytes) {
            Some(refusal) => {
                self.owed = refusal;
                Poll::Ready(Ok(bytes.len()))
            }
            None => Pin::new(&mut self.stream).poll_write(cx, bytes),
        }
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        parts: &[IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        if let [only] = parts {
            return self.poll_write(cx, only);
        }
        ready!(self.poll_owed(cx))?;
        Pin::new(&mut self.stream).poll_write_vectored(cx, parts)
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        ready!(self.poll_owed(cx))?;
        Pin::new(&mut self.stream).poll_flush(cx)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        ready!(self.poll_owed(cx))?;
        Pin::new(&mut self.stream).poll_shutdown(cx)
    }
}

/// A bare refusal of hyper with its words; nothing for anything else.
fn in_words(bytes: &[u8]) -> Option<Bytes> {
    const EMPTY: &[u8] = b"content-length: 0\r\n";
    let is_short = bytes.len() <= LONGEST_BARE && bytes.starts_with(b"HTTP/1.") && bytes.ends_with(b"\r\n\r\n");
    let closes = || memmem::find(bytes, b"connection: close\r\n").is_some();
    let empty = memmem::find(bytes, EMPTY).filter(|_| is_short && closes())?;
    let status = StatusCode::from_bytes(bytes.get(9..12)?).ok().filter(StatusCode::is_client_error)?;
    let ErrorTexts { title, text } = ErrorTexts::of(kind(status));
    let words = format!("{title}. {text}\n");
    let about = format!(
        "content-type: text/plain; charset=utf-8\r\ncontent-length: {}\r\ncache-control: no-store\r\n\
         x-content-type-options: nosniff\r\n",
        words.len()
    );
    let (before, after) = (&bytes[..empty], &bytes[empty + EMPTY.len()..]);
    Some([before, about.as_bytes(), after, words.as_bytes()].concat().into())
}

#[cfg(test)]
mod tests {
    use std::net::SocketAddr;

    use axum::Router;
    use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
    use tokio::net::{TcpListener, TcpStream};
    use tokio_util::sync::CancellationToken;

    use super::super::connections::{self, Bounds};
    use super::super::testing::Visitor;
    use super::*;
    use crate::store::testing::TestStore;

    const BARE: &[u8] = b"HTTP/1.1 414 URI Too Long\r\nconnection: close\r\ncontent-length: 0\r\n\
        date: Tue, 24 Nov 2026 08:48:05 GMT\r\n\r\n";

    async fn served(router: Router) -> SocketAddr {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let address = listener.local_addr().expect("an address");
        tokio::spawn(connections::serve(listener, router, Bounds::default(), CancellationToken::new()));
        address
    }

    async fn said(address: SocketAddr, bytes: &[u8]) -> String {
        let mut stream = TcpStream::connect(address).await.expect("a connection");
        stream.write_all(bytes).await.expect("room");
        let mut read = Vec::new();
        // What was not read of a head without end resets the connection, after the answer.
        let _ = stream.read_to_end(&mut read).await;
        String::from_utf8(read).expect("UTF-8")
    }

    #[tokio::test]
    async fn what_is_no_request_is_refused_in_words_too() {
        let test = TestStore::sqlite().await;
        let visitor = Visitor::of_forty(test.store.clone()).await;
        let address = served(super::super::router(visitor.platform.clone())).await;
        let long = |length: usize| format!("GET /{} HTTP/1.1\r\nhost: x\r\n\r\n", "a".repeat(length));
        let head = |length: usize| format!("GET / HTTP/1.1\r\nhost: x\r\nx: {}\r\n\r\n", "a".repeat(length));
        let second = format!("GET /health/live HTTP/1.1\r\nhost: x\r\n\r\n{}", "GET /a<b HTTP/1.1\r\nhost: x\r\n\r\n");
        for (bytes, status, words) in [
            (long(100_000), "414 URI Too Long", "Dit adres is te lang."),
            (head(2_000_000), "431 Request Header Fields Too Large", "Uw browser stuurt te veel mee."),
            ("GET /a<b HTTP/1.1\r\nhost: x\r\n\r\n".to_owned(), "400 Bad Request", "Wij begrijpen deze vraag niet."),
            ("hallo\r\n\r\n".to_owned(), "400 Bad Request", "Wij begrijpen deze vraag niet."),
            (second, "400 Bad Request", "Wij begrijpen deze vraag niet."),
        ] {
            let answer = said(address, bytes.as_bytes()).await;
            let refusal = &answer[answer.find(&format!("HTTP/1.1 {status}")).expect(&answer)..];
            let (head, body) = refusal.split_once("\r\n\r\n").expect("a head");
            assert!(head.contains(&format!("content-length: {}\r\n", body.len())), "{refusal}");
            assert_eq!(head.matches("content-length").count(), 1, "{refusal}");
            assert!(head.contains("connection: close") && head.contains("content-type: text/plain; charset=utf-8"));
            assert!(body.starts_with(words) && body.ends_with(".\n"), "{refusal}");
        }
    }

    #[tokio::test]
    async fn a_refusal_gets_out_whole_through_the_smallest_opening() {
        let (ours, mut theirs) = tokio::io::duplex(3);
        let reading = tokio::spawn(async move {
            let mut read = Vec::new();
            theirs.read_to_end(&mut read).await.expect("everything");
            read
        });
        let mut stream = WithWords::new(ours);
        stream.write_all(b"before").await.expect("written");
        stream.write_all(BARE).await.expect("written");
        stream.write_all(b"after").await.expect("written");
        stream.shutdown().await.expect("closed");
        drop(stream);
        let expected = [b"before", &in_words(BARE).expect("words")[..], b"after"].concat();
        assert_eq!(reading.await.expect("read"), expected);
    }

    #[test]
    fn nothing_else_is_touched() {
        let long = [BARE, b"HTTP/1.1 400"].concat();
        let text = String::from_utf8_lossy(BARE);
        let others = [
            text.replace("date:", &format!("{}date:", "x-request-id: 1\r\n".repeat(6))),
            text.replace("414 URI Too Long", "200 OK"),
            text.replace("connection: close\r\n", ""),
            text.replace("content-length: 0", "content-length: 5"),
            text.replace("HTTP/1.1", "HTTX/1.1"),
            text.trim_end().to_owned(),
        ];
        let others = others.iter().map(String::as_bytes).chain([&long[..], b"", b"GET", &BARE[..20]]);
        for bytes in others {
            assert_eq!(in_words(bytes), None, "{}", String::from_utf8_lossy(bytes));
        }
    }

    #[tokio::test]
    async fn no_answer_of_ours_is_as_short_as_a_refusal() {
        let longest = String::from_utf8_lossy(BARE).replace("414 URI Too Long", "431 Request Header Fields Too Large");
        assert!(longest.len() <= LONGEST_BARE && in_words(longest.as_bytes()).is_some());
        let test = TestStore::sqlite().await;
        let visitor = Visitor::of_forty(test.store.clone()).await;
        let address = served(super::super::router(visitor.platform.clone())).await;
        for line in ["GET /health/live", "HEAD /health/onbekend", "POST /robots.txt", "HEAD /tegels/1/1/1.png"] {
            let answer =
                said(address, format!("{line} HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n").as_bytes()).await;
            let (head, _) = answer.split_once("\r\n\r\n").expect("a head");
            assert!(head.len() > 2 * LONGEST_BARE && head.contains("x-request-id"), "{head}");
        }
    }
}
