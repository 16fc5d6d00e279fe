//! What is kept in memory of what was made once, so that everyone else gets the same bytes.

use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, OnceLock};

use axum::body::{Body, Bytes};
use axum::http::header::{CACHE_CONTROL, CONTENT_ENCODING, CONTENT_TYPE, ETAG, LOCATION, VARY};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use quick_cache::sync::{Cache, DefaultLifecycle};
use quick_cache::{DefaultHashBuilder, OptionsBuilder, Weighter};
use tokio::sync::Semaphore;

use super::limits::Exceeded;
use super::negotiation::{self, Encoding};

/// How many bytes of pages are kept, packed and unpacked together.
const PAGES: u64 = 48 * 1024 * 1024;

/// About how many pages fit in that.
const ESTIMATED_PAGES: usize = 1_000;

/// The same for files that are much larger than a page, such as a sitemap of everything.
const FILES: u64 = 32 * 1024 * 1024;
const ESTIMATED_FILES: usize = 4;

/// The bytes of an answer in one packing, with the tag that names exactly them.
#[derive(Debug)]
struct Packed {
    encoding: Encoding,
    etag: HeaderValue,
    bytes: Bytes,
}

impl Packed {
    fn new(hash: &str, encoding: Encoding, bytes: Bytes) -> Self {
        Self { encoding, etag: negotiation::etag(hash, encoding), bytes }
    }
}

/// A page or file, ready to be sent.
#[derive(Debug)]
pub(crate) struct Page {
    status: StatusCode,
    content_type: HeaderValue,
    location: Option<HeaderValue>,
    /// Of the content, whatever it is packed in.
    hash: String,
    plain: Packed,
    /// None for what is sent as it is, because it is not kept and packing would be for one reader.
    brotli: Option<Packed>,
    /// The same at its best, when there was reason and time to make it.
    best_brotli: OnceLock<Packed>,
    gzip: OnceLock<Packed>,
    /// How often it was asked for, packed with brotli.
    asked: AtomicU32,
}

/// What is asked for this often is packed at its best, behind everyone's back.
const POPULAR: u32 = 3;

/// One at a time: it may keep one core busy, not all.
static PACKING: Semaphore = Semaphore::const_new(1);

impl Page {
    /// An answer that will be kept. Packing costs milliseconds for a large one, so it is done where blocking is allowed.
    pub(crate) fn packed(headers: &HeaderMap, plain: Bytes) -> Self {
        let page = Self::plain(StatusCode::OK, headers, plain);
        let brotli = Packed::new(&page.hash, Encoding::Brotli, negotiation::brotli(&page.plain.bytes));
        Self { brotli: Some(brotli), ..page }
    }

    /// An answer that is sent as it is.
    pub(crate) fn plain(status: StatusCode, headers: &HeaderMap, plain: Bytes) -> Self {
        let hash = negotiation::content_hash(&plain);
        Self {
            status,
            content_type: headers
                .get(CONTENT_TYPE)
                .cloned()
                .unwrap_or_else(|| HeaderValue::from_static("text/html; charset=utf-8")),
            location: headers.get(LOCATION).cloned(),
            plain: Packed::new(&hash, Encoding::Identity, plain),
            hash,
            brotli: None,
            best_brotli: OnceLock::new(),
            gzip: OnceLock::new(),
            asked: AtomicU32::new(0),
        }
    }

    fn respond(self: &Arc<Self>, request: &HeaderMap) -> Response {
        let sent = self.packed_for(request);
        let mut response = if let Some(known) = self.known_to(request, sent) {
            // The tag is the one that the client has, which says what it may go on using (RFC 9111, 4.3.4).
            (StatusCode::NOT_MODIFIED, [(ETAG, known.etag.clone())]).into_response()
        } else {
            let mut response = (self.status, Body::from(sent.bytes.clone())).into_response();
            if let Some(name) = sent.encoding.header() {
                response.headers_mut().insert(CONTENT_ENCODING, name);
            }
            if self.status == StatusCode::OK {
                response.headers_mut().insert(ETAG, sent.etag.clone());
            }
            response
        };
        let headers = response.headers_mut();
        headers.insert(CONTENT_TYPE, self.content_type.clone());
        headers.insert(VARY, HeaderValue::from_static("accept-encoding"));
        if let Some(location) = &self.location {
            headers.insert(LOCATION, location.clone());
        }
        let caching = match self.status {
            StatusCode::OK => "public, max-age=0, must-revalidate",
            _ => "no-store",
        };
        headers.insert(CACHE_CONTROL, HeaderValue::from_static(caching));
        response
    }

    /// The packing that suits the client.
    fn packed_for(self: &Arc<Self>, request: &HeaderMap) -> &Packed {
        match (negotiation::best(request), &self.brotli) {
            (Encoding::Brotli, Some(quick)) => {
                self.pack_at_best();
                self.best_brotli.get().unwrap_or(quick)
            }
            (Encoding::Gzip, Some(_)) => {
                self.gzip.get_or_init(|| Packed::new(&self.hash, Encoding::Gzip, negotiation::gzip(&self.plain.bytes)))
            }
            _ => &self.plain,
        }
    }

    /// What the client has already, if that is as good. Whoever has the content packed quickly does not need it packed better.
    fn known_to<'a>(&'a self, request: &HeaderMap, sent: &'a Packed) -> Option<&'a Packed> {
        let earlier = self.brotli.iter().filter(|quick| quick.encoding == sent.encoding);
        let mut good = std::iter::once(sent).chain(earlier).filter(|_| self.status == StatusCode::OK);
        good.find(|packed| negotiation::not_modified(request, &packed.etag))
    }

    /// Packs what many ask for as small as it gets.
    fn pack_at_best(self: &Arc<Self>) {
        if self.asked.fetch_add(1, Ordering::Relaxed) < POPULAR || self.best_brotli.get().is_some() {
            return;
        }
        let Ok(turn) = PACKING.try_acquire() else { return };
        let page = Arc::clone(self);
        tokio::task::spawn_blocking(move || {
            let bytes = negotiation::best_brotli(&page.plain.bytes);
            let _ = page.best_brotli.set(Packed::new(&format!("{}-best", page.hash), Encoding::Brotli, bytes));
            drop(turn);
        });
    }
}

/// What came of making an answer.
#[derive(Clone, Debug)]
pub(crate) enum Made {
    /// An answer; kept when it is what was asked for.
    Page(Arc<Page>),
    /// It could not be made.
    Refused(StatusCode),
    /// There was no room to make it.
    Busy(Exceeded),
}

impl Made {
    fn is_kept(&self) -> bool {
        matches!(self, Self::Page(page) if page.status == StatusCode::OK)
    }

    pub(crate) fn respond(&self, request: &HeaderMap) -> Response {
        match self {
            Self::Page(page) => page.respond(request),
            Self::Refused(status) => status.into_response(),
            Self::Busy(exceeded) => exceeded.into_response(),
        }
    }
}

/// Under what an answer is kept: the number of the snapshot it was made from, and its address.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Key {
    pub(crate) version: u64,
    pub(crate) address: String,
}

#[derive(Clone)]
struct ByWeight;

impl Weighter<Key, Made> for ByWeight {
    fn weight(&self, key: &Key, made: &Made) -> u64 {
        let bytes = match made {
            // Packed twice at most; gzip is asked for so rarely that its bytes are not counted.
            Made::Page(page) => {
                page.plain.bytes.len() + 2 * page.brotli.as_ref().map_or(0, |packed| packed.bytes.len())
            }
            Made::Refused(_) | Made::Busy(_) => 0,
        };
        (key.address.len() + bytes + 256) as u64
    }
}

/// Answers that were made already. The old ones go by size.
pub(crate) struct Kept(Cache<Key, Made, ByWeight>);

impl Kept {
    /// What was made already, or nothing.
    pub(crate) fn get(&self, key: &Key) -> Option<Made> {
        self.0.get(key)
    }

    /// What was made already, or is made now. Whoever asks meanwhile waits for it and gets the same, also when it is a refusal;
    /// a refusal is forgotten after that.
    pub(crate) async fn get_or_make(&self, key: Key, make: impl Future<Output = Made>) -> Made {
        let place = match self.0.get_value_or_guard_async(&key).await {
            Ok(known) => return known,
            Err(place) => place,
        };
        let answer = make.await;
        // It is no matter when the place is gone already.
        let _ = place.insert(answer.clone());
        if !answer.is_kept() {
            self.0.remove(&key);
        }
        answer
    }
}

/// Everything that is kept between visitors.
pub struct PageCache {
    pub(crate) pages: Kept,
    pub(crate) files: Kept,
}

impl Default for PageCache {
    fn default() -> Self {
        // A cache in parts takes nothing that is larger than a part.
        let whole = OptionsBuilder::new()
            .estimated_items_capacity(ESTIMATED_FILES)
            .weight_capacity(FILES)
            .shards(1)
            .build()
            .unwrap_or_else(|error| unreachable!("every option is set: {error}"));
        Self {
            pages: Kept(Cache::with_weighter(ESTIMATED_PAGES, PAGES, ByWeight)),
            files: Kept(Cache::with_options(
                whole,
                ByWeight,
                DefaultHashBuilder::default(),
                DefaultLifecycle::default(),
            )),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::AtomicUsize;

    use axum::http::header::{ACCEPT_ENCODING, IF_NONE_MATCH};

    use tokio::task::JoinSet;

    use super::*;

    #[tokio::test]
    async fn what_many_ask_for_is_packed_smaller_and_whoever_has_it_is_not_sent_it_again() {
        let items: Vec<String> = (0..4_000_u32).map(|n| n.wrapping_mul(2_654_435_761).to_string()).collect();
        let html = items.join("<li>");
        let page = Arc::new(Page::packed(&HeaderMap::new(), html.into()));
        let mut asking = HeaderMap::from_iter([(ACCEPT_ENCODING, HeaderValue::from_static("br"))]);
        let first = page.respond(&asking);
        for _ in 0..=POPULAR {
            page.respond(&asking);
        }
        while page.best_brotli.get().is_none() {
            tokio::task::yield_now().await;
        }
        let length = |packed: Option<&Packed>| packed.expect("packed").bytes.len();
        assert!(length(page.best_brotli.get()) < length(page.brotli.as_ref()));
        let later = page.respond(&asking);
        assert_ne!(later.headers()[ETAG], first.headers()[ETAG], "other bytes");
        for tag in [first.headers()[ETAG].clone(), later.headers()[ETAG].clone()] {
            asking.insert(IF_NONE_MATCH, tag.clone());
            let unchanged = page.respond(&asking);
            assert_eq!((unchanged.status(), &unchanged.headers()[ETAG]), (StatusCode::NOT_MODIFIED, &tag));
        }
    }

    fn key() -> Key {
        Key { version: 1, address: "/bestaat-niet".into() }
    }

    async fn make(times: &AtomicUsize, made: Made) -> Made {
        times.fetch_add(1, Ordering::Relaxed);
        tokio::task::yield_now().await;
        made
    }

    /// How often something is made for two hundred who ask at the same time, and once more for one who comes after them.
    async fn times_made(made: Made) -> (usize, usize) {
        let (cache, times) = (Arc::new(PageCache::default()), Arc::new(AtomicUsize::new(0)));
        let mut visitors = JoinSet::new();
        for _ in 0..200 {
            let (cache, times, made) = (cache.clone(), times.clone(), made.clone());
            visitors.spawn(async move { cache.pages.get_or_make(key(), make(&times, made)).await });
        }
        visitors.join_all().await;
        let together = times.load(Ordering::Relaxed);
        cache.pages.get_or_make(key(), make(&times, made)).await;
        (together, times.load(Ordering::Relaxed) - together)
    }

    #[tokio::test]
    async fn a_refusal_is_made_once_for_all_who_wait_and_then_forgotten() {
        let missing = Page::plain(StatusCode::NOT_FOUND, &HeaderMap::new(), Bytes::from_static(b"weg"));
        assert_eq!(times_made(Made::Page(Arc::new(missing))).await, (1, 1));
        assert_eq!(times_made(Made::Refused(StatusCode::INTERNAL_SERVER_ERROR)).await, (1, 1));
    }

    #[tokio::test]
    async fn a_page_is_made_once_for_everyone() {
        let page = Page::packed(&HeaderMap::new(), Bytes::from_static(b"pagina"));
        assert_eq!(times_made(Made::Page(Arc::new(page))).await, (1, 0));
    }

    #[tokio::test]
    async fn a_file_of_many_megabytes_is_kept() {
        let cache = PageCache::default();
        let file = Page::packed(&HeaderMap::new(), vec![b'x'; 12 * 1024 * 1024].into());
        cache.files.get_or_make(key(), async { Made::Page(Arc::new(file)) }).await;
        assert!(cache.files.get(&key()).is_some());
    }
}
