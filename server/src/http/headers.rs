//! The headers that every answer carries to keep visitors safe.

use axum::extract::{Request, State};
use axum::http::header::{
    CONTENT_SECURITY_POLICY, CONTENT_TYPE, REFERRER_POLICY, STRICT_TRANSPORT_SECURITY, X_CONTENT_TYPE_OPTIONS,
    X_FRAME_OPTIONS,
};
use axum::http::{HeaderMap, HeaderName, HeaderValue};
use axum::middleware::Next;
use axum::response::Response;
use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use sha2::{Digest, Sha256};

/// The address under which other sites may show the map in a frame.
pub(super) const EMBED_PATH: &str = "/landkaart/insluiten";

/// The headers, made once at the start.
#[derive(Clone, Debug)]
pub(super) struct SecurityHeaders {
    page: HeaderValue,
    embed: HeaderValue,
    bare: HeaderValue,
    https: bool,
}

impl SecurityHeaders {
    /// `inline_scripts` are the exact texts of the scripts that pages may hold; `ancestors` are the sites that may embed the map.
    pub(super) fn new(inline_scripts: &[String], ancestors: &[String], https: bool) -> Self {
        let hashes = inline_scripts.iter().fold(String::new(), |hashes, script| {
            hashes + " 'sha256-" + &BASE64_STANDARD.encode(Sha256::digest(script.as_bytes())) + "'"
        });
        let policy = |ancestors: &str| {
            // Styles: only files; the map sets positions through the CSS object model, which a policy does not restrict.
            format!(
                "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'{hashes}; style-src 'self'; img-src 'self' data:; \
                 font-src 'self'; connect-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; \
                 frame-ancestors {ancestors}"
            )
        };
        let value = |text: String| {
            HeaderValue::try_from(text).unwrap_or_else(|_| HeaderValue::from_static("default-src 'none'"))
        };
        Self {
            page: value(policy("'none'")),
            embed: value(policy(&ancestors.join(" "))),
            bare: HeaderValue::from_static(
                "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'none'",
            ),
            https,
        }
    }

    fn add(&self, path: &str, headers: &mut HeaderMap) {
        let is_page = headers.get(CONTENT_TYPE).is_some_and(|kind| kind.as_bytes().starts_with(b"text/html"));
        let embeds = path == EMBED_PATH;
        let policy = match (is_page, embeds) {
            (true, true) => &self.embed,
            (true, false) => &self.page,
            (false, _) => &self.bare,
        };
        headers.insert(CONTENT_SECURITY_POLICY, policy.clone());
        if !embeds {
            headers.insert(X_FRAME_OPTIONS, HeaderValue::from_static("DENY"));
        }
        headers.insert(X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
        headers.insert(REFERRER_POLICY, HeaderValue::from_static("same-origin"));
        headers.insert(
            HeaderName::from_static("permissions-policy"),
            HeaderValue::from_static("camera=(), geolocation=(), microphone=(), payment=(), usb=()"),
        );
        if self.https {
            headers.insert(STRICT_TRANSPORT_SECURITY, HeaderValue::from_static("max-age=31536000; includeSubDomains"));
        }
    }
}

/// Adds the headers to every answer.
pub(super) async fn secure(State(headers): State<SecurityHeaders>, request: Request, next: Next) -> Response {
    let embeds = request.uri().path() == EMBED_PATH;
    let mut response = next.run(request).await;
    headers.add(if embeds { EMBED_PATH } else { "" }, response.headers_mut());
    response
}
