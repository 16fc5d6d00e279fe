//! The site's own files, from memory: style, fonts, wasm, icons.
//!
//! They are inside the binary in three encodings, made once at build time. A name that carries the hash of its content is
//! kept by browsers for ever; the few files with a fixed name are asked again each time with their `ETag`.

use std::collections::HashMap;
use std::sync::LazyLock;

use axum::body::Body;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};

use super::negotiation::{self, Encoding};

include!(concat!(env!("OUT_DIR"), "/embedded.rs"));

/// A file of the site as the build left it.
pub(super) struct Embedded {
    /// Its name in the code.
    name: &'static str,
    /// Its address, without the slash in front.
    public: &'static str,
    hash: &'static str,
    bytes: &'static [u8],
    br: Option<&'static [u8]>,
    gzip: Option<&'static [u8]>,
}

impl Embedded {
    /// Files with an address that others know by heart; everything else is addressed by its content.
    fn has_fixed_name(&self) -> bool {
        self.name == self.public
    }

    fn content_type(&self) -> &'static str {
        match self.name.rsplit('.').next().unwrap_or_default() {
            "css" => "text/css; charset=utf-8",
            "js" => "text/javascript; charset=utf-8",
            "wasm" => "application/wasm",
            "woff2" => "font/woff2",
            "svg" => "image/svg+xml",
            "png" => "image/png",
            "ico" => "image/x-icon",
            "txt" => "text/plain; charset=utf-8",
            "webmanifest" => "application/manifest+json",
            _ => "application/octet-stream",
        }
    }
}

static BY_PUBLIC_NAME: LazyLock<HashMap<&'static str, &'static Embedded>> =
    LazyLock::new(|| EMBEDDED.iter().map(|file| (file.public, file)).collect());

/// The public address of a file of the site, such as `/pkg/app.0123456789abcdef.css` for `pkg/app.css`.
#[must_use]
pub fn address(name: &str) -> String {
    let public = EMBEDDED.iter().find(|file| file.name == name).map_or(name, |file| file.public);
    format!("/{public}")
}

/// The fonts that every first view needs, to be fetched beside the style and not after it: the letters of Dutch.
#[must_use]
pub fn first_view_fonts() -> Vec<String> {
    vec![address("fonts/dia-sans.woff2")]
}

/// Whether the binary holds what a browser needs.
#[must_use]
pub fn are_complete() -> bool {
    ["pkg/app.css", "pkg/app.js", "pkg/app.wasm"].iter().all(|name| EMBEDDED.iter().any(|file| file.name == *name))
}

/// The file at an address (without the slash in front), or nothing when there is none.
pub(super) fn respond(name: &str, request: &HeaderMap) -> Option<Response> {
    let file = BY_PUBLIC_NAME.get(name)?;
    let (encoding, bytes) = match negotiation::best(request) {
        Encoding::Brotli if file.br.is_some() => (Encoding::Brotli, file.br),
        Encoding::Identity => (Encoding::Identity, None),
        _ if file.gzip.is_some() => (Encoding::Gzip, file.gzip),
        _ => (Encoding::Identity, None),
    };
    let etag = negotiation::etag(file.hash, encoding);
    let mut response = if negotiation::not_modified(request, &etag) {
        StatusCode::NOT_MODIFIED.into_response()
    } else {
        Body::from(bytes.unwrap_or(file.bytes)).into_response()
    };
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(file.content_type()));
    headers.insert(header::ETAG, etag);
    headers.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
    if let Some(name) = encoding.header() {
        headers.insert(header::CONTENT_ENCODING, name);
    }
    headers.insert(
        header::CACHE_CONTROL,
        HeaderValue::from_static(if file.has_fixed_name() {
            "public, max-age=0, must-revalidate"
        } else {
            "public, max-age=31536000, immutable"
        }),
    );
    Some(response)
}
