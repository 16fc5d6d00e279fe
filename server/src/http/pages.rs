//! Pages: rendered once per version of their data, then served from memory.
//!
//! A public page is the same for everyone, so the first visitor after a change pays for making it and everyone else gets
//! the same bytes, packed once, with an `ETag`. The key holds the data version: a write that changes pages makes every
//! old entry unreachable at once, and the cache lets the old ones go by size.

use std::sync::{Arc, OnceLock};

use app::initiatives::needs::Landkaart;
use app::initiatives::pages::landkaart::LandkaartFragment;
use app::site::{Asking, Document};
use app::ui::errors::{SetStatus, ShowError};
use axum::body::{Body, Bytes};
use axum::extract::{Request, State};
use axum::http::header::{ALLOW, CACHE_CONTROL, CONTENT_ENCODING, CONTENT_TYPE, ETAG, LOCATION, VARY};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode};
use axum::response::{IntoResponse, Response};
use http_body_util::BodyExt as _;
use leptos::prelude::{provide_context, use_context};
use leptos_axum::ResponseOptions;
use quick_cache::Weighter;
use quick_cache::sync::Cache;

use super::negotiation::{self, Encoding};
use super::{assets, limits, query};
use crate::platform::Platform;

/// How many bytes of pages are kept, packed and unpacked together.
const CAPACITY: u64 = 48 * 1024 * 1024;

/// About how many pages fit in that.
const ESTIMATED_PAGES: usize = 1_000;

/// A page with a longer address is made each time; nobody links to it.
const LONGEST_KEPT_ADDRESS: usize = 1_024;

/// A page, ready to be sent.
#[derive(Debug)]
pub(crate) struct Page {
    status: StatusCode,
    content_type: HeaderValue,
    location: Option<HeaderValue>,
    hash: String,
    plain: Bytes,
    brotli: Bytes,
    gzip: OnceLock<Bytes>,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
struct Key {
    version: u64,
    address: String,
}

#[derive(Clone)]
struct ByWeight;

impl Weighter<Key, Arc<Page>> for ByWeight {
    fn weight(&self, key: &Key, page: &Arc<Page>) -> u64 {
        // Gzip is asked for so rarely that its bytes are not counted.
        (key.address.len() + page.plain.len() + page.brotli.len() + 256) as u64
    }
}

/// The pages that were made already.
pub struct PageCache(Cache<Key, Arc<Page>, ByWeight>);

impl Default for PageCache {
    fn default() -> Self {
        Self(Cache::with_weighter(ESTIMATED_PAGES, CAPACITY, ByWeight))
    }
}

impl Page {
    /// Packs an answer. Costs milliseconds for a large page, so it is called where blocking is allowed.
    fn pack(status: StatusCode, headers: &HeaderMap, plain: Bytes) -> Self {
        Self {
            status,
            content_type: headers
                .get(CONTENT_TYPE)
                .cloned()
                .unwrap_or_else(|| HeaderValue::from_static("text/html; charset=utf-8")),
            location: headers.get(LOCATION).cloned(),
            hash: negotiation::content_hash(&plain),
            brotli: negotiation::brotli(&plain),
            plain,
            gzip: OnceLock::new(),
        }
    }

    fn respond(&self, request: &HeaderMap) -> Response {
        let encoding = negotiation::best(request);
        let etag = negotiation::etag(&self.hash, encoding);
        let unchanged = self.status == StatusCode::OK && negotiation::not_modified(request, &etag);
        let mut response = if unchanged {
            StatusCode::NOT_MODIFIED.into_response()
        } else {
            let bytes = match encoding {
                Encoding::Brotli => self.brotli.clone(),
                Encoding::Gzip => self.gzip.get_or_init(|| negotiation::gzip(&self.plain)).clone(),
                Encoding::Identity => self.plain.clone(),
            };
            (self.status, Body::from(bytes)).into_response()
        };
        let headers = response.headers_mut();
        headers.insert(CONTENT_TYPE, self.content_type.clone());
        headers.insert(VARY, HeaderValue::from_static("accept-encoding"));
        if !unchanged && let Some(name) = encoding.header() {
            headers.insert(CONTENT_ENCODING, name);
        }
        if let Some(location) = &self.location {
            headers.insert(LOCATION, location.clone());
        }
        if self.status == StatusCode::OK {
            headers.insert(ETAG, etag);
            headers.insert(CACHE_CONTROL, HeaderValue::from_static("public, max-age=0, must-revalidate"));
        } else {
            headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
        }
        response
    }
}

/// Answers `GET` and `HEAD` for everything that has no handler of its own: files of the site and pages.
pub(super) async fn page(State(platform): State<Arc<Platform>>, request: Parts) -> Response {
    const METHODS: [(HeaderName, HeaderValue); 1] = [(ALLOW, HeaderValue::from_static("GET, HEAD, OPTIONS"))];
    match request.method {
        Method::GET | Method::HEAD => {}
        Method::OPTIONS => return (StatusCode::NO_CONTENT, METHODS).into_response(),
        _ => return (StatusCode::METHOD_NOT_ALLOWED, METHODS).into_response(),
    }
    let path = request.uri.path();
    if let Some(file) = path.strip_prefix('/').filter(|name| !name.is_empty())
        && let Some(response) = assets::respond(file, &request.headers)
    {
        return response;
    }
    kept(&platform, &request, Markup::Page).await
}

/// `GET /landkaart/resultaten?{filter}`: what changes on the Landkaart when its filter changes, for the browser.
pub(crate) async fn fragment(State(platform): State<Arc<Platform>>, request: Parts) -> Response {
    kept(&platform, &request, Markup::Fragment).await
}

/// The answer for an address from memory, or made now and kept.
async fn kept(platform: &Arc<Platform>, request: &Parts, markup: Markup) -> Response {
    let address = request.uri.path_and_query().map_or("/", |address| address.as_str());
    let key = Key { version: platform.landkaart.version(), address: address.to_owned() };
    if let Some(page) = platform.pages.0.get(&key) {
        metrics::counter!("dia_pages_total", "from" => "memory").increment(1);
        return page.respond(&request.headers);
    }
    if let Err(exceeded) = limits::check(platform, request) {
        return exceeded.into_response();
    }
    metrics::counter!("dia_pages_total", "from" => "rendering").increment(1);
    let made = if key.address.len() <= LONGEST_KEPT_ADDRESS {
        // Whoever asks for the same page meanwhile waits for this one rendering.
        platform.pages.0.get_or_insert_async(&key, make(platform, request, markup)).await
    } else {
        make(platform, request, markup).await
    };
    match made {
        Ok(page) => page.respond(&request.headers),
        Err(NotKept::Page(page)) => page.respond(&request.headers),
        Err(NotKept::Refused(status)) => status.into_response(),
    }
}

/// What is rendered for an address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Markup {
    /// A whole document.
    Page,
    /// Only what changes with the filter of the Landkaart.
    Fragment,
}

/// Why a page does not go into the cache: it is an answer for this request only, or it could not be made.
enum NotKept {
    Page(Box<Page>),
    Refused(StatusCode),
}

async fn make(platform: &Arc<Platform>, request: &Parts, markup: Markup) -> Result<Arc<Page>, NotKept> {
    let pairs = query::pairs(request.uri.query()).map_err(|error| NotKept::Refused(error.status()))?;
    let path = request.uri.path();
    if percent_encoding::percent_decode_str(path).decode_utf8().is_err() {
        return Err(NotKept::Refused(StatusCode::UNPROCESSABLE_ENTITY));
    }
    let asking = Asking { path: path.to_owned(), pairs };
    let (status, headers, plain) =
        render(platform, asking, None, markup).await.ok_or(NotKept::Refused(StatusCode::INTERNAL_SERVER_ERROR))?;
    let page = tokio::task::spawn_blocking(move || Page::pack(status, &headers, plain))
        .await
        .map_err(|_| NotKept::Refused(StatusCode::INTERNAL_SERVER_ERROR))?;
    if page.status == StatusCode::OK { Ok(Arc::new(page)) } else { Err(NotKept::Page(Box::new(page))) }
}

/// The page for an error, as HTML; nothing when even that cannot be made.
pub(super) async fn error(platform: &Arc<Platform>, show: ShowError) -> Option<Bytes> {
    render(platform, Asking { path: "/".into(), pairs: Vec::new() }, Some(show), Markup::Page)
        .await
        .map(|(_, _, html)| html)
}

/// Renders with Leptos: status, headers and bytes.
async fn render(
    platform: &Arc<Platform>,
    asking: Asking,
    show: Option<ShowError>,
    markup: Markup,
) -> Option<(StatusCode, HeaderMap, Bytes)> {
    let mut bare = Request::new(Body::empty());
    // The router inside needs the path only; the query was read already.
    *bare.uri_mut() = asking.path.parse().ok()?;
    let site = platform.site.clone();
    let landkaart: Arc<dyn Landkaart> = platform.landkaart.clone();
    let provide = move || {
        provide_context(site.clone());
        provide_context(asking.clone());
        provide_context(landkaart.clone());
        provide_context(SetStatus(Arc::new(set_status())));
        if let Some(show) = show {
            provide_context(show);
        }
    };
    let answer = match markup {
        Markup::Page => leptos_axum::render_app_async_with_context(provide, Document)(bare).await,
        Markup::Fragment => leptos_axum::render_app_async_with_context(provide, LandkaartFragment)(bare).await,
    };
    let (parts, body) = answer.into_parts();
    match body.collect().await {
        Ok(html) => Some((parts.status, parts.headers, tidied(&html.to_bytes()))),
        Err(error) => {
            tracing::error!(%error, "a page could not be rendered");
            None
        }
    }
}

/// What Leptos renders, as valid HTML that can be kept for everyone.
///
/// Its scripts that hand resources over to the browser go: no page has resources, so they are empty; they carry a nonce, and the
/// content security policy would refuse them. Its markers between texts, `<!>`, become the comments that browsers make of
/// them anyway: as they are, they are an error in HTML.
fn tidied(html: &[u8]) -> Bytes {
    const START: &str = "<script nonce=";
    const END: &str = "</script>";
    let html = String::from_utf8_lossy(html);
    let mut kept = String::with_capacity(html.len());
    let mut rest = html.as_ref();
    while let Some((before, script)) = rest.split_once(START) {
        kept.push_str(before);
        rest = script.split_once(END).map_or("", |(_, after)| after);
    }
    kept.push_str(rest);
    kept.replace("<!>", "<!---->").into()
}

/// Lets a page choose its status without knowing HTTP.
fn set_status() -> impl Fn(u16) + Send + Sync {
    let options = use_context::<ResponseOptions>();
    move |code| {
        if let (Some(options), Ok(status)) = (&options, StatusCode::from_u16(code)) {
            options.set_status(status);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_kept_page_holds_no_nonce_and_no_broken_comment() {
        let html = b"<main>a<!>b</main><script nonce=\"x\">__RESOLVED_RESOURCES=[];</script><p>b</p><script type=\"module\">c</script>";
        assert_eq!(&tidied(html)[..], b"<main>a<!---->b</main><p>b</p><script type=\"module\">c</script>");
    }
}
