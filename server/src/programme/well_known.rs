//! `robots.txt`, `sitemap.xml` and `security.txt`.

use std::fmt::Write as _;
use std::sync::Arc;

use app::initiatives::model::slug;
use app::initiatives::needs::Landkaart as _;
use axum::Router;
use axum::extract::State;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::response::IntoResponse;
use axum::routing::get;
use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;

use crate::platform::Platform;

/// A sitemap may hold so many addresses (sitemaps.org, protocol 0.9).
const MOST_ADDRESSES: usize = 50_000;

/// How long a security.txt is valid from the moment it is asked for (RFC 9116, 2.5.5, recommends less than a year).
const VALID: time::Duration = time::Duration::days(180);

pub(crate) fn routes() -> Router<Arc<Platform>> {
    Router::new()
        .route("/robots.txt", get(robots))
        .route("/sitemap.xml", get(sitemap))
        .route("/.well-known/security.txt", get(security))
}

/// Everything may be found but what is computed for one visitor.
async fn robots(State(platform): State<Arc<Platform>>) -> impl IntoResponse {
    let base = &platform.site.base_url;
    (
        [(CONTENT_TYPE, "text/plain; charset=utf-8"), (CACHE_CONTROL, "public, max-age=3600")],
        format!(
            "User-agent: *\nDisallow: /beheer\nDisallow: /landkaart/resultaten\nDisallow: /landkaart/beeld.json\n\
             Disallow: /landkaart/suggesties.json\nAllow: /\n\nSitemap: {base}/sitemap.xml\n"
        ),
    )
}

/// Every page that is worth finding.
async fn sitemap(State(platform): State<Arc<Platform>>) -> impl IntoResponse {
    let base = &platform.site.base_url;
    let reference = platform.landkaart.reference();
    let mut xml = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n",
    );
    // Paths are made of slugs and digits, so there is nothing to escape.
    let mut add = |path: &str, changed: Option<i64>| {
        let _ = write!(xml, "<url><loc>{base}{path}</loc>");
        if let Some(day) = changed.and_then(|at| OffsetDateTime::from_unix_timestamp(at).ok()) {
            let _ = write!(xml, "<lastmod>{}</lastmod>", day.date());
        }
        xml.push_str("</url>\n");
    };
    let fixed = ["/", "/landkaart", "/landkaart/insluiten", "/open-data", "/toegankelijkheid", "/privacy"];
    for path in fixed {
        add(path, None);
    }
    let municipalities = reference.places.municipalities();
    for municipality in municipalities {
        add(&format!("/landkaart/gemeente/{}", municipality.slug), None);
    }
    let room = MOST_ADDRESSES - fixed.len() - municipalities.len();
    for (id, title, updated) in platform.landkaart.all_titles().into_iter().take(room) {
        add(&format!("/landkaart/initiatief/{id}-{}", slug(&title)), Some(updated));
    }
    xml.push_str("</urlset>\n");
    ([(CONTENT_TYPE, "application/xml; charset=utf-8"), (CACHE_CONTROL, "public, max-age=3600")], xml)
}

/// Where to report a weakness (RFC 9116).
async fn security(State(platform): State<Arc<Platform>>) -> impl IntoResponse {
    let base = &platform.site.base_url;
    let expires = (OffsetDateTime::now_utc() + VALID).replace_nanosecond(0).unwrap_or(OffsetDateTime::UNIX_EPOCH);
    let expires = expires.format(&Rfc3339).unwrap_or_default();
    (
        [(CONTENT_TYPE, "text/plain; charset=utf-8"), (CACHE_CONTROL, "public, max-age=3600")],
        format!(
            "Contact: {contact}\nExpires: {expires}\nPreferred-Languages: nl, en\nCanonical: {base}/.well-known/security.txt\n",
            contact =
                platform.security_contact.as_deref().unwrap_or("https://www.ncsc.nl/contact/kwetsbaarheid-melden"),
        ),
    )
}
