//! How data are sent: packed, with a strong `ETag`, and a long list in pieces, so that a hundred thousand initiatives never
//! lie in memory at once and no thread that serves does the writing.

use std::io::{self, Write as _};
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use axum::body::Body;
use axum::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_ENCODING, CONTENT_TYPE, ETAG, VARY};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode};
use axum::response::{IntoResponse, Response};
use bytes::{Buf as _, Bytes};
use flate2::write::GzEncoder;
use tokio::io::{AsyncRead, ReadBuf};
use tokio::sync::mpsc;
use tokio_util::io::ReaderStream;

use super::asking::Asking;
use super::refusal::Refusal;
use super::rows::{self, FullRow};
use crate::blocking::blocking;
use crate::http::negotiation::{self, Encoding};
use crate::initiatives::snapshot::Snapshot;
use crate::store::Store;

/// How many initiatives are written at a time.
const PIECE: usize = 500;

/// Below this many bytes packing costs more than it gives.
const WORTH_PACKING: usize = 1_024;

/// A client that reads nothing for so long gets no more.
const LONGEST_WAIT: Duration = Duration::from_secs(60);

/// What the log calls the work on an answer.
pub(super) const WRITING: &str = "writing open data";

/// How often an answer is begun again because the data were written meanwhile.
const ATTEMPTS: usize = 4;

/// What an answer is, apart from its content.
#[derive(Clone, Debug, Default)]
pub(super) struct Kind {
    content_type: &'static str,
    extra: Vec<(HeaderName, HeaderValue)>,
}

impl Kind {
    pub(super) const JSON: &'static str = "application/json";
    pub(super) const GEO_JSON: &'static str = "application/geo+json";
    pub(super) const CSV: &'static str = "text/csv; charset=utf-8; header=present";

    pub(super) fn new(content_type: &'static str) -> Self {
        Self { content_type, extra: Vec::new() }
    }

    /// The same as a file to keep, with a name of ASCII letters.
    pub(super) fn file(self, name: &str) -> Self {
        self.with(CONTENT_DISPOSITION, &format!("attachment; filename=\"{name}\""))
    }

    /// The same with one header more; a value that no header can hold is left out.
    pub(super) fn with(mut self, name: HeaderName, value: &str) -> Self {
        if let Ok(value) = HeaderValue::try_from(value) {
            self.extra.push((name, value));
        }
        self
    }

    /// The same with links to other addresses (RFC 8288).
    pub(super) fn links(self, links: &[(&str, String)]) -> Self {
        let links: Vec<String> =
            links.iter().map(|(relation, address)| format!("<{address}>; rel=\"{relation}\"")).collect();
        if links.is_empty() { self } else { self.with(axum::http::header::LINK, &links.join(", ")) }
    }

    fn dress(&self, response: &mut Response, etag: HeaderValue) {
        let headers = response.headers_mut();
        headers.insert(CONTENT_TYPE, HeaderValue::from_static(self.content_type));
        headers.insert(ETAG, etag);
        headers.insert(CACHE_CONTROL, HeaderValue::from_static("public, max-age=0, must-revalidate"));
        headers.insert(VARY, HeaderValue::from_static("accept-encoding"));
        headers.extend(self.extra.iter().cloned());
    }
}

/// An answer that lies ready.
pub(super) async fn whole(asking: &Asking, kind: Kind, content: impl Into<Vec<u8>>) -> Result<Response, Refusal> {
    let content: Vec<u8> = content.into();
    let encoding = encoding_for(&asking.headers, content.len());
    let tag = negotiation::etag(&negotiation::content_hash(&content), encoding);
    if negotiation::not_modified(&asking.headers, &tag) {
        return Ok(unchanged(&kind, tag));
    }
    let body = blocking(WRITING, move || match encoding {
        Encoding::Brotli => negotiation::brotli(&content),
        Encoding::Gzip => negotiation::gzip(&content),
        Encoding::Identity => content.into(),
    })
    .await?;
    Ok(packed(&kind, tag, encoding, Body::from(body)))
}

/// A list of initiatives in the order of the index, between two texts.
pub(super) struct Listing {
    pub(super) kind: Kind,
    pub(super) snapshot: Arc<Snapshot>,
    pub(super) before: Vec<u8>,
    pub(super) between: &'static str,
    pub(super) after: Vec<u8>,
    pub(super) ids: Vec<i64>,
    /// Writes one of them.
    pub(super) write: Write,
}

/// Writes one member of a list.
type Write = Box<dyn Fn(&FullRow, &mut Vec<u8>) + Send + Sync>;

impl Listing {
    /// The answer. The first piece is read before anything is sent, so that what goes wrong still gets its status.
    pub(super) async fn respond(self, asking: &Asking) -> Result<Response, Refusal> {
        // A list without members is small whatever stands around it.
        let encoding = encoding_for(&asking.headers, if self.ids.is_empty() { 0 } else { WORTH_PACKING });
        let tag = negotiation::etag(&self.hash(asking), encoding);
        if negotiation::not_modified(&asking.headers, &tag) {
            return Ok(unchanged(&self.kind, tag));
        }
        let kind = self.kind.clone();
        let store = asking.platform.store.clone();
        let first = &self.ids[..self.ids.len().min(PIECE)];
        let rows = rows::of_snapshot(&store, &self.snapshot, first).await?;
        let mut sending = Sending { packer: Packer::new(encoding), next: 0, listing: self };
        let whole = sending.listing.ids.len() <= PIECE;
        let (mut sending, first) = blocking(WRITING, move || {
            let bytes = sending.write(&rows);
            (sending, bytes)
        })
        .await?;
        if whole {
            return Ok(packed(&kind, tag, encoding, Body::from(first)));
        }
        if asking.method == Method::HEAD {
            // Nobody has counted the bytes that `GET` gives, and an empty body would say that there are none.
            return Ok(packed(&kind, tag, encoding, Body::from_stream(ReaderStream::new(tokio::io::empty()))));
        }
        let (sender, receiver) = mpsc::channel(2);
        tokio::spawn(async move {
            let mut piece = Ok(first);
            loop {
                let failed = piece.is_err();
                let sent = tokio::time::timeout(LONGEST_WAIT, sender.send(piece)).await;
                if failed || !matches!(sent, Ok(Ok(()))) || sending.is_done() {
                    return;
                }
                piece = match sending.piece(&store).await {
                    Ok((further, bytes)) => {
                        sending = further;
                        Ok(bytes)
                    }
                    // The connection is cut, so that nobody takes half a file for a whole one.
                    Err(refusal) => {
                        tracing::warn!(?refusal, "a download was cut off");
                        sender.send(Err(io::Error::other("the data changed while they were sent"))).await.ok();
                        return;
                    }
                };
            }
        });
        let stream = ReaderStream::with_capacity(Pieces { receiver, rest: Bytes::new() }, 64 * 1024);
        Ok(packed(&kind, tag, encoding, Body::from_stream(stream)))
    }

    /// Data, address and build decide the bytes; so they decide the tag, before a single row is read. Every instance gives
    /// the same, before and after a restart.
    fn hash(&self, asking: &Asking) -> String {
        let versions = self.snapshot.versions;
        let identity = format!(
            "{}\n{}\n{}\n{}\n{}",
            asking.platform.site.version,
            versions.initiatives.stamp,
            versions.reference.stamp,
            asking.own_address(),
            self.kind.content_type
        );
        negotiation::content_hash(identity.as_bytes())
    }
}

/// A list on its way.
struct Sending {
    listing: Listing,
    packer: Packer,
    /// How many initiatives have been written.
    next: usize,
}

impl Sending {
    fn is_done(&self) -> bool {
        self.next >= self.listing.ids.len()
    }

    async fn piece(mut self, store: &Store) -> Result<(Self, Bytes), Refusal> {
        let end = self.listing.ids.len().min(self.next + PIECE);
        let rows = rows::of_snapshot(store, &self.listing.snapshot, &self.listing.ids[self.next..end]).await?;
        let piece = blocking(WRITING, move || {
            let bytes = self.write(&rows);
            (self, bytes)
        });
        Ok(piece.await?)
    }

    /// The next rows, with what stands before the first and after the last.
    fn write(&mut self, rows: &[FullRow]) -> Bytes {
        let mut text = Vec::with_capacity(rows.len() * 1_024 + self.listing.before.len() + self.listing.after.len());
        if self.next == 0 {
            text.extend_from_slice(&self.listing.before);
        }
        for row in rows {
            if self.next > 0 {
                text.extend_from_slice(self.listing.between.as_bytes());
            }
            (self.listing.write)(row, &mut text);
            self.next += 1;
        }
        if !self.is_done() {
            return self.packer.add(&text);
        }
        text.extend_from_slice(&self.listing.after);
        let mut last = self.packer.add(&text).to_vec();
        last.extend_from_slice(&std::mem::replace(&mut self.packer, Packer::Identity).finish());
        last.into()
    }
}

/// Packs a text piece by piece. Writing into memory cannot fail.
enum Packer {
    Brotli(Box<brotli::CompressorWriter<Vec<u8>>>),
    Gzip(Box<GzEncoder<Vec<u8>>>),
    Identity,
}

impl Packer {
    fn new(encoding: Encoding) -> Self {
        const QUALITY: u32 = 5;
        const WINDOW: u32 = 22;
        match encoding {
            Encoding::Brotli => {
                Self::Brotli(Box::new(brotli::CompressorWriter::new(Vec::new(), 4096, QUALITY, WINDOW)))
            }
            Encoding::Gzip => Self::Gzip(Box::new(GzEncoder::new(Vec::new(), flate2::Compression::default()))),
            Encoding::Identity => Self::Identity,
        }
    }

    fn add(&mut self, text: &[u8]) -> Bytes {
        match self {
            Self::Brotli(writer) => {
                let _ = writer.write_all(text);
                std::mem::take(writer.get_mut()).into()
            }
            Self::Gzip(writer) => {
                let _ = writer.write_all(text);
                std::mem::take(writer.get_mut()).into()
            }
            Self::Identity => Bytes::copy_from_slice(text),
        }
    }

    fn finish(self) -> Vec<u8> {
        match self {
            Self::Brotli(writer) => writer.into_inner(),
            Self::Gzip(writer) => writer.finish().unwrap_or_default(),
            Self::Identity => Vec::new(),
        }
    }
}

/// The pieces as something that can be read.
struct Pieces {
    receiver: mpsc::Receiver<io::Result<Bytes>>,
    rest: Bytes,
}

impl AsyncRead for Pieces {
    fn poll_read(mut self: Pin<&mut Self>, context: &mut Context<'_>, into: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        // A packer may keep a piece to itself until the next.
        while self.rest.is_empty() {
            match ready!(self.receiver.poll_recv(context)) {
                Some(Ok(piece)) => self.rest = piece,
                Some(Err(error)) => return Poll::Ready(Err(error)),
                None => return Poll::Ready(Ok(())),
            }
        }
        let length = self.rest.len().min(into.remaining());
        into.put_slice(&self.rest[..length]);
        self.rest.advance(length);
        Poll::Ready(Ok(()))
    }
}

fn encoding_for(request: &HeaderMap, length: usize) -> Encoding {
    if length < WORTH_PACKING { Encoding::Identity } else { negotiation::best(request) }
}

fn unchanged(kind: &Kind, tag: HeaderValue) -> Response {
    let mut response = StatusCode::NOT_MODIFIED.into_response();
    kind.dress(&mut response, tag);
    response.headers_mut().remove(CONTENT_TYPE);
    response
}

fn packed(kind: &Kind, tag: HeaderValue, encoding: Encoding, body: Body) -> Response {
    let mut response = body.into_response();
    kind.dress(&mut response, tag);
    if let Some(name) = encoding.header() {
        response.headers_mut().insert(CONTENT_ENCODING, name);
    }
    response
}

/// Makes an answer, and makes it again from a new snapshot when the data were written meanwhile.
pub(super) async fn settled(
    asking: &Asking,
    attempt: impl AsyncFn(&Asking) -> Result<Response, Refusal>,
) -> Result<Response, Refusal> {
    for _ in 1..ATTEMPTS {
        match attempt(asking).await {
            Err(Refusal::Moved) => asking.platform.landkaart.refresh().await.map_err(|error| {
                tracing::error!(%error, "the Landkaart could not be refreshed");
                Refusal::internal()
            })?,
            other => return other,
        }
    }
    attempt(asking).await
}

#[cfg(test)]
mod tests {
    use std::io::Read as _;

    use tokio::io::AsyncReadExt as _;

    use super::*;

    #[test]
    fn what_is_packed_in_pieces_unpacks_to_the_whole() {
        let pieces: Vec<String> = (0..40).map(|number| format!("initiatief {number} ").repeat(300)).collect();
        for encoding in [Encoding::Brotli, Encoding::Gzip, Encoding::Identity] {
            let mut packer = Packer::new(encoding);
            let mut bytes: Vec<u8> = pieces.iter().flat_map(|piece| packer.add(piece.as_bytes())).collect();
            bytes.extend(packer.finish());
            let mut text = String::new();
            let mut unpacked: Box<dyn std::io::Read> = match encoding {
                Encoding::Brotli => Box::new(brotli::Decompressor::new(&bytes[..], 4096)),
                Encoding::Gzip => Box::new(flate2::read::GzDecoder::new(&bytes[..])),
                Encoding::Identity => Box::new(&bytes[..]),
            };
            unpacked.read_to_string(&mut text).expect("readable");
            assert!(text == pieces.concat(), "{encoding:?}");
        }
    }

    #[tokio::test]
    async fn a_download_that_is_cut_off_ends_with_an_error() {
        let (sender, receiver) = mpsc::channel(4);
        sender.send(Ok(Bytes::from_static(b"half"))).await.expect("room");
        sender.send(Err(io::Error::other("cut off"))).await.expect("room");
        drop(sender);
        let mut read = Vec::new();
        let result = Pieces { receiver, rest: Bytes::new() }.read_to_end(&mut read).await;
        assert!(result.is_err() && read == b"half");
    }
}
