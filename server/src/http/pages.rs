//! Pages: rendered once per version of their data, then served from memory.
//!
//! A public page is the same for everyone, so the first visitor after a change pays for making it and everyone else gets
//! the same bytes, with an `ETag`: packed quickly when they are made, and as small as it gets once several have asked for
//! them. The key holds the data version: a write that changes pages makes every old entry unreachable at once, and the cache
//! lets the old ones go by size. It holds what the page understands of the address and nothing else, so that a link with the
//! mark of a newsletter leads to the page that is there already.

use std::future::ready;
use std::pin::Pin;
use std::sync::Arc;

use app::day::needs::Days;
use app::day::pages::programme::asked as asked_of_programme;
use app::initiatives::needs::Landkaart;
use app::initiatives::pages::landkaart::LandkaartFragment;
use app::initiatives::pages::understood;
use app::programme::needs::Programme;
use app::site::{Asking, Document};
use app::ui::errors::{SetStatus, ShowError};
use axum::body::{Body, Bytes};
use axum::extract::{Request, State};
use axum::http::header::{ALLOW, CACHE_CONTROL, LOCATION};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, Uri};
use axum::response::{IntoResponse, Response};
use form_urlencoded::Serializer;
use futures_util::{Stream, StreamExt as _, stream};
use http_body_util::BodyExt as _;
use leptos::prelude::{IntoView, provide_context, use_context};
use leptos_axum::ResponseOptions;

use super::kept::{Key, Made, Page};
use super::{assets, limits, query};
use crate::blocking::blocking;
use crate::platform::Platform;

/// A page with a longer address is made each time; nobody links to it.
const LONGEST_KEPT_ADDRESS: usize = 1_024;

/// Answers for everything that has no handler of its own: files of the site and pages.
pub(crate) async fn page(State(platform): State<Arc<Platform>>, request: Parts) -> Response {
    const METHODS: [(HeaderName, HeaderValue); 1] = [(ALLOW, HeaderValue::from_static("GET, HEAD"))];
    let answer = look(&platform, &request).await;
    // What is not here takes nothing, whatever the method.
    let is_here =
        matches!(answer.status(), StatusCode::OK | StatusCode::NOT_MODIFIED | StatusCode::UNPROCESSABLE_ENTITY);
    match request.method {
        Method::OPTIONS if is_here => (StatusCode::NO_CONTENT, METHODS).into_response(),
        Method::GET | Method::HEAD | Method::OPTIONS => answer,
        _ if is_here => (StatusCode::METHOD_NOT_ALLOWED, METHODS).into_response(),
        _ => answer,
    }
}

/// The answer to `GET`.
async fn look(platform: &Arc<Platform>, request: &Parts) -> Response {
    let path = request.uri.path();
    if path.is_empty() {
        // `CONNECT` names a host and no path: it takes us for a proxy.
        return StatusCode::BAD_REQUEST.into_response();
    }
    if let Some(file) = path.strip_prefix('/').filter(|name| !name.is_empty())
        && let Some(response) = assets::respond(file, &request.headers)
    {
        return response;
    }
    if let Some(address) = without_slash(&request.uri) {
        return (StatusCode::PERMANENT_REDIRECT, [(LOCATION, address)]).into_response();
    }
    kept(platform, request, Markup::Page).await
}

/// The address of the same page without a slash at the end, for one that has it. Slashes at the start go too: two of them
/// would lead to another site.
fn without_slash(address: &Uri) -> Option<HeaderValue> {
    let path = address.path().strip_suffix('/')?.trim_matches(['/', '\\']);
    if path.is_empty() && address.path() == "/" {
        return None;
    }
    let query = address.query().map(|query| format!("?{query}")).unwrap_or_default();
    HeaderValue::try_from(format!("/{path}{query}")).ok()
}

/// `GET /landkaart/resultaten?{filter}`: what changes on the Landkaart when its filter changes, for the browser.
pub(crate) async fn fragment(State(platform): State<Arc<Platform>>, request: Parts) -> Response {
    kept(&platform, &request, Markup::Fragment).await
}

/// The answer for an address from memory, or made now and kept.
async fn kept(platform: &Arc<Platform>, request: &Parts, markup: Markup) -> Response {
    let asking = match asked(platform, &request.uri) {
        Ok(asking) => asking,
        Err(too_long) => return too_long.into_response(),
    };
    let key = Key { version: platform.version(), address: address(&asking) };
    if let Some(page) = platform.pages.pages.get(&key) {
        metrics::counter!("dia_pages_total", "from" => "memory").increment(1);
        return page.respond(&request.headers);
    }
    if let Err(exceeded) = limits::check(platform, request) {
        return exceeded.into_response();
    }
    metrics::counter!("dia_pages_total", "from" => "rendering").increment(1);
    let made = if key.address.len() <= LONGEST_KEPT_ADDRESS {
        platform.pages.pages.get_or_make(key, make(platform, asking, markup, Packing::ForEveryone)).await
    } else {
        make(platform, asking, markup, Packing::None).await
    };
    made.respond(&request.headers)
}

/// What is asked: the path, and of the query what the page there understands.
fn asked(platform: &Platform, address: &Uri) -> Result<Asking, query::TooLong> {
    let mut pairs = query::pairs(address.query())?;
    if !pairs.is_empty() {
        pairs = match asked_of_programme(address.path(), &pairs, platform.days.as_ref()) {
            Some(asked) => asked,
            None => understood(address.path(), pairs, &platform.landkaart.reference().taxonomy),
        };
    }
    Ok(Asking { path: address.path().to_owned(), pairs })
}

/// The one address of what is asked.
fn address(asking: &Asking) -> String {
    let mut address = asking.path.clone();
    if !asking.pairs.is_empty() {
        address.push('?');
        let start = address.len();
        address = Serializer::for_suffix(address, start).extend_pairs(&asking.pairs).finish();
    }
    address
}

/// What is rendered for an address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Markup {
    /// A whole document.
    Page,
    /// Only what changes with the filter of the Landkaart.
    Fragment,
}

/// Whether it is worth packing a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Packing {
    /// Yes, it is kept.
    ForEveryone,
    /// No, it is for one reader.
    None,
}

async fn make(platform: &Arc<Platform>, asking: Asking, markup: Markup, packing: Packing) -> Made {
    if percent_encoding::percent_decode_str(&asking.path).decode_utf8().is_err() {
        return Made::Refused(StatusCode::BAD_REQUEST);
    }
    let _turn = match platform.limits.turn().await {
        Ok(turn) => turn,
        Err(exceeded) => return Made::Busy(exceeded),
    };
    let Some((status, headers, plain)) = render(platform, asking, || {}, markup).await else {
        return Made::Refused(StatusCode::INTERNAL_SERVER_ERROR);
    };
    if status != StatusCode::OK || packing == Packing::None {
        return Made::Page(Arc::new(Page::plain(status, &headers, plain)));
    }
    match blocking("packing a page", move || Page::packed(&headers, plain)).await {
        Ok(page) => Made::Page(Arc::new(page)),
        Err(_) => Made::Refused(StatusCode::INTERNAL_SERVER_ERROR),
    }
}

/// The page for an error, as HTML; nothing when even that cannot be made.
pub(super) async fn error(platform: &Arc<Platform>, show: ShowError) -> Option<Bytes> {
    render(platform, Asking { path: "/".into(), pairs: Vec::new() }, move || provide_context(show), Markup::Page)
        .await
        .map(|(_, _, html)| html)
}

/// The page at a path for one reader: made now and kept nowhere, here or on the way. `provide` gives it what only this reader
/// sees, as context.
pub(crate) async fn for_one(
    platform: &Arc<Platform>,
    path: &str,
    provide: impl Fn() + Clone + Send + 'static,
) -> Response {
    let _turn = match platform.limits.turn().await {
        Ok(turn) => turn,
        Err(exceeded) => return exceeded.into_response(),
    };
    let asking = Asking { path: path.to_owned(), pairs: Vec::new() };
    match render(platform, asking, provide, Markup::Page).await {
        Some((status, mut headers, html)) => {
            headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
            (status, headers, html).into_response()
        }
        None => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}

/// Renders with Leptos: status, headers and bytes.
async fn render(
    platform: &Arc<Platform>,
    asking: Asking,
    provide_more: impl Fn() + Clone + Send + 'static,
    markup: Markup,
) -> Option<(StatusCode, HeaderMap, Bytes)> {
    let mut bare = Request::new(Body::empty());
    // The router inside needs the path only; the query was read already.
    *bare.uri_mut() = asking.path.parse().ok()?;
    let site = platform.site.clone();
    let landkaart: Arc<dyn Landkaart> = platform.landkaart.clone();
    let programme: Arc<dyn Programme> = platform.programme.clone();
    let days: Arc<dyn Days> = platform.days.clone();
    let provide = move || {
        provide_context(site.clone());
        provide_context(asking.clone());
        provide_context(landkaart.clone());
        provide_context(programme.clone());
        provide_context(days.clone());
        provide_context(SetStatus(Arc::new(set_status())));
        provide_more();
    };
    let answer = match markup {
        Markup::Page => leptos_axum::handle_response_inner(provide, Document, bare, in_one_piece).await,
        Markup::Fragment => leptos_axum::handle_response_inner(provide, LandkaartFragment, bare, in_one_piece).await,
    };
    let (parts, body) = answer.into_parts();
    match body.collect().await {
        Ok(html) => Some((parts.status, parts.headers, html.to_bytes())),
        Err(error) => {
            tracing::error!(%error, "a page could not be rendered");
            None
        }
    }
}

/// Pieces of HTML, as Leptos hands them over.
type Pieces = Pin<Box<dyn Stream<Item = String> + Send>>;

/// A whole page, when everything in it has its answer.
///
/// Leptos would let scripts follow that hand resources over to the browser. No page has resources, so they would be empty; they
/// carry a nonce, with which no page could be kept for everyone, and the content security policy would refuse them.
fn in_one_piece<V: IntoView + 'static>(
    page: V,
    _scripts: Box<dyn FnOnce() -> Pieces + Send>,
    _out_of_order: bool,
) -> Pin<Box<dyn Future<Output = Pieces> + Send>> {
    Box::pin(async move {
        let html: String = page.to_html_stream_in_order().collect().await;
        Box::pin(stream::once(ready(with_whole_comments(&html)))) as Pieces
    })
}

/// The marks that Leptos leaves between texts, `<!>`, as the comments that browsers make of them anyway: as they are, they are an
/// error in HTML. Nothing else is touched: in texts, attributes and data every `<` is escaped.
fn with_whole_comments(html: &str) -> String {
    html.replace("<!>", "<!---->")
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
    use app::initiatives::land;
    use app::ui::data_block::DataBlock;
    use leptos::prelude::*;
    use proptest::prelude::*;
    use serde_json::json;

    use super::*;

    fn html(view: impl FnOnce() -> AnyView) -> String {
        Owner::new().with(|| view().to_html())
    }

    /// Text that looks like what is changed in HTML, and like what surrounds it.
    const ALMOST_MARKUP: &str = r#"(\PC|<!>|<!---->|<script nonce="x">|</script>|&lt;!&gt;|[<>!"'&-]){1,12}"#;

    proptest! {
        #[test]
        fn what_stands_in_a_text_an_attribute_or_data_is_never_touched(text in ALMOST_MARKUP) {
            let escaped = land::escape(&text).into_owned();
            let written = html(|| view! {
                <p title=text.clone()>{text.clone()}</p>
                <svg inner_html=escaped></svg>
                <DataBlock data=json!({"name": text, "of": [text]}) />
            }.into_any());
            prop_assert_eq!(with_whole_comments(&written), written);
        }

        #[test]
        fn a_mark_between_two_texts_is_a_whole_comment_and_the_texts_stay(one in ALMOST_MARKUP, other in ALMOST_MARKUP) {
            let alone = |text: &str| html(|| view! { <b>{text.to_owned()}</b> }.into_any());
            let [first, second] = [&one, &other].map(|text| alone(text).replace("<b>", "").replace("</b>", ""));
            let written = html(|| view! { <b>{one}{other}</b> }.into_any());
            prop_assert_eq!(&written, &format!("<b>{first}<!>{second}</b>"));
            prop_assert_eq!(with_whole_comments(&written), format!("<b>{first}<!---->{second}</b>"));
        }
    }

    #[test]
    fn an_address_with_a_slash_at_the_end_leads_to_the_page_and_never_to_another_site() {
        for (address, expected) in [
            ("/privacy/", Some("/privacy")),
            ("/landkaart/?q=raad", Some("/landkaart?q=raad")),
            ("//elders.example/", Some("/elders.example")),
            ("/\\elders.example/", Some("/elders.example")),
            ("//", Some("/")),
            ("/privacy//", Some("/privacy")),
            ("/", None),
            ("/?q=raad", None),
            ("/privacy", None),
        ] {
            let uri = Uri::builder().path_and_query(address).build();
            let Ok(uri) = uri else { continue };
            assert_eq!(without_slash(&uri).as_ref().map(|value| value.to_str().expect("text")), expected, "{address}");
        }
    }
}
