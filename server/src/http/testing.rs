//! A visitor for tests: asks the real router, over a database of its own with the built-in initiatives.

use std::sync::Arc;

use app::geo::TileGrid;
use app::initiatives::needs::StreetMap;
use app::site::Site;
use axum::Router;
use axum::body::Body;
use axum::http::header::{CONTENT_TYPE, COOKIE};
use axum::http::{HeaderMap, HeaderName, Method, Request, StatusCode};
use axum::response::Response;
use http_body_util::BodyExt as _;
use leptos::prelude::LeptosOptions;
use serde_json::Value;
use time::OffsetDateTime;
use tower::ServiceExt as _;

use crate::initiatives::import_initiatives::{Imported, Mode, import_initiatives};
use crate::initiatives::{LandkaartService, content, load_taxonomy};
use crate::platform::Platform;
use crate::seals::{Seals, seal_of_key};
use crate::store::Store;

/// Somebody who asks, and what they ask of.
pub(crate) struct Visitor {
    router: Router,
    pub(crate) store: Store,
    pub(crate) platform: Arc<Platform>,
}

/// The key of seals in tests, so that a form can be filled in without opening it first.
const SEAL_KEY: &[u8] = b"a key that everybody knows";

/// The seal of a form that was opened some seconds ago.
pub(crate) fn opened(purpose: &str, seconds_ago: i64) -> String {
    seal_of_key(SEAL_KEY, purpose, OffsetDateTime::now_utc() - time::Duration::seconds(seconds_ago))
}

/// What came back.
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) bytes: Vec<u8>,
}

impl Answer {
    pub(crate) async fn read(response: Response) -> Self {
        let (parts, body) = response.into_parts();
        let bytes = body.collect().await.expect("a whole body").to_bytes().to_vec();
        Self { status: parts.status, headers: parts.headers, bytes }
    }

    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
    }

    pub(crate) fn text(&self) -> &str {
        std::str::from_utf8(&self.bytes).expect("UTF-8")
    }

    pub(crate) fn json(&self) -> Value {
        serde_json::from_slice(&self.bytes).unwrap_or_else(|error| panic!("{error}: {}", self.text()))
    }
}

impl Visitor {
    /// A platform with the forty initiatives.
    pub(crate) async fn of_forty(store: Store) -> Self {
        Self::of(store, |platform| platform).await
    }

    /// The same with other settings.
    pub(crate) async fn of(store: Store, settings: impl FnOnce(Platform) -> Platform) -> Self {
        Self::with_map(store, None, settings).await
    }

    /// The same with a street map under the Landkaart.
    pub(crate) async fn with_streets(store: Store) -> Self {
        let streets = StreetMap { grid: TileGrid::Rd, attribution: "Straatkaart".into() };
        Self::with_map(store, Some(streets), |platform| platform).await
    }

    async fn with_map(
        store: Store,
        street_map: Option<StreetMap>,
        settings: impl FnOnce(Platform) -> Platform,
    ) -> Self {
        load_taxonomy(&store).await.expect("a taxonomy");
        import(&store, content::INITIATIVES, Mode::Write).await;
        let landkaart = LandkaartService::start(store.clone(), street_map).await.expect("a landkaart");
        let site = Site {
            base_url: "https://example.org".into(),
            version: "0.0.0",
            style: String::new(),
            work_style: String::new(),
            fonts: Vec::new(),
            contact: None,
            leptos: LeptosOptions::builder().output_name("app").build(),
        };
        let platform = Platform { seals: Seals::of_key(SEAL_KEY), ..Platform::new(store.clone(), site, landkaart) };
        let platform = Arc::new(settings(platform));
        Self { router: super::router(platform.clone()), store, platform }
    }

    pub(crate) async fn ask(&self, method: Method, address: &str, headers: &[(HeaderName, &str)]) -> Answer {
        self.send(method, address, headers, Body::empty()).await
    }

    /// Asks with a body.
    pub(crate) async fn send(
        &self,
        method: Method,
        address: &str,
        headers: &[(HeaderName, &str)],
        body: Body,
    ) -> Answer {
        let mut request = Request::builder().method(method).uri(address);
        for (name, value) in headers {
            request = request.header(name, *value);
        }
        let request = request.body(body).expect("a request");
        Answer::read(self.router.clone().oneshot(request).await.expect("an answer")).await
    }

    /// Sends a form, as a browser does, with the cookie it has; an empty one is none.
    pub(crate) async fn post(&self, address: &str, form: &str, cookie: &str) -> Answer {
        let mut headers = vec![(CONTENT_TYPE, "application/x-www-form-urlencoded")];
        if !cookie.is_empty() {
            headers.push((COOKIE, cookie));
        }
        self.send(Method::POST, address, &headers, Body::from(form.to_owned())).await
    }

    pub(crate) async fn get(&self, address: &str) -> Answer {
        self.ask(Method::GET, address, &[]).await
    }
}

/// Takes in a text in the interchange format.
pub(crate) async fn import(store: &Store, text: &str, mode: Mode) -> Imported {
    import_initiatives(store, text.as_bytes(), None, mode, OffsetDateTime::now_utc()).await.expect("an import")
}
