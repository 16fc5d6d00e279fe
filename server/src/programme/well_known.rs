//! `robots.txt` and `security.txt`.

use std::sync::Arc;

use axum::Router;
use axum::extract::State;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::response::IntoResponse;
use axum::routing::get;
use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;

use crate::platform::Platform;

/// How long a security.txt is valid from the moment it is asked for (RFC 9116, 2.5.5, recommends less than a year).
const VALID: time::Duration = time::Duration::days(180);

pub(super) fn routes() -> Router<Arc<Platform>> {
    Router::new()
        .route("/robots.txt", get(robots))
        .route("/sitemap.xml", get(super::sitemap::sitemap))
        .route("/.well-known/security.txt", get(security))
}

/// Everything may be found but what is computed for one visitor.
async fn robots(State(platform): State<Arc<Platform>>) -> impl IntoResponse {
    let base = &platform.site.base_url;
    (
        [(CONTENT_TYPE, "text/plain; charset=utf-8"), (CACHE_CONTROL, "public, max-age=3600")],
        format!(
            "User-agent: *\nDisallow: /beheer\nDisallow: /landkaart/resultaten\nDisallow: /landkaart/beeld.json\n\
             Disallow: /landkaart/suggesties.json\nDisallow: /landkaart/volgen\nAllow: /\n\nSitemap: {base}/sitemap.xml\n"
        ),
    )
}

/// Where to report a weakness (RFC 9116): to whom the operator named for it, otherwise where visitors write to, otherwise the page
/// that says how to reach the operator. Never to somebody else, who did not promise to answer.
async fn security(State(platform): State<Arc<Platform>>) -> impl IntoResponse {
    let base = &platform.site.base_url;
    let visitors = || platform.site.contact.as_ref().map(|contact| contact.href.clone());
    let contact = platform.security_contact.clone().or_else(visitors).unwrap_or_else(|| format!("{base}/privacy"));
    let expires = (OffsetDateTime::now_utc() + VALID).replace_nanosecond(0).unwrap_or(OffsetDateTime::UNIX_EPOCH);
    let expires = expires.format(&Rfc3339).unwrap_or_default();
    (
        [(CONTENT_TYPE, "text/plain; charset=utf-8"), (CACHE_CONTROL, "public, max-age=3600")],
        format!(
            "Contact: {contact}\nExpires: {expires}\nPreferred-Languages: nl, en\nCanonical: {base}/.well-known/security.txt\n"
        ),
    )
}

#[cfg(test)]
mod tests {
    use app::site::{Contact, Site};
    use axum::http::StatusCode;

    use super::*;
    use crate::http::testing::Visitor;
    use crate::store::testing::TestStore;

    const ADDRESS: &str = "/.well-known/security.txt";

    #[tokio::test]
    async fn whoever_finds_a_weakness_is_led_to_the_operator_and_to_nobody_else() {
        let test = TestStore::sqlite().await;
        let named = async |security: Option<&str>, visitors: Option<&str>| {
            let contact = visitors.map(|href| Contact { href: href.into(), words: String::new() });
            let settings = |platform: Platform| Platform {
                security_contact: security.map(str::to_owned),
                site: Site { contact, ..platform.site.clone() },
                ..platform
            };
            let answer = Visitor::of(test.store.clone(), settings).await.get(ADDRESS).await;
            assert_eq!((answer.status, answer.header("content-type")), (StatusCode::OK, "text/plain; charset=utf-8"));
            assert!(answer.text().contains("\nExpires: 20"), "{}", answer.text());
            answer.text().lines().next().expect("a line").to_owned()
        };
        let (security, visitors) = (Some("mailto:veilig@example.org"), Some("mailto:post@example.org"));
        assert_eq!(named(security, visitors).await, "Contact: mailto:veilig@example.org");
        assert_eq!(named(None, visitors).await, "Contact: mailto:post@example.org");
        assert_eq!(named(None, None).await, "Contact: https://example.org/privacy");
    }
}
