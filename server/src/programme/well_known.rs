//! `robots.txt` and `security.txt`.

use std::sync::Arc;

use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;

use crate::platform::Platform;

/// How long a security.txt is valid from the moment it is asked for (RFC 9116, 2.5.5, recommends less than a year).
const VALID: time::Duration = time::Duration::days(180);

pub(crate) fn routes() -> Router<Arc<Platform>> {
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
             Disallow: /landkaart/suggesties.json\nAllow: /\n\nSitemap: {base}/sitemap.xml\n"
        ),
    )
}

/// Where to report a weakness (RFC 9116). Nothing when the operator names nobody: to name somebody else would promise what they
/// never did.
async fn security(State(platform): State<Arc<Platform>>) -> Response {
    let Some(contact) = &platform.security_contact else { return StatusCode::NOT_FOUND.into_response() };
    let base = &platform.site.base_url;
    let expires = (OffsetDateTime::now_utc() + VALID).replace_nanosecond(0).unwrap_or(OffsetDateTime::UNIX_EPOCH);
    let expires = expires.format(&Rfc3339).unwrap_or_default();
    (
        [(CONTENT_TYPE, "text/plain; charset=utf-8"), (CACHE_CONTROL, "public, max-age=3600")],
        format!(
            "Contact: {contact}\nExpires: {expires}\nPreferred-Languages: nl, en\nCanonical: {base}/.well-known/security.txt\n"
        ),
    )
        .into_response()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::http::testing::Visitor;
    use crate::store::testing::TestStore;

    const ADDRESS: &str = "/.well-known/security.txt";

    #[tokio::test]
    async fn whoever_finds_a_weakness_is_led_to_the_operator_and_to_nobody_else() {
        let test = TestStore::sqlite().await;
        let unset = Visitor::of_forty(test.store.clone()).await.get(ADDRESS).await;
        assert_eq!(unset.status, StatusCode::NOT_FOUND);
        assert!(unset.text().contains("Deze pagina bestaat niet") && !unset.text().contains("ncsc"));

        let with_contact =
            |platform| Platform { security_contact: Some("mailto:veilig@example.org".into()), ..platform };
        let set = Visitor::of(test.store.clone(), with_contact).await.get(ADDRESS).await;
        assert_eq!((set.status, set.header("content-type")), (StatusCode::OK, "text/plain; charset=utf-8"));
        assert!(set.text().starts_with("Contact: mailto:veilig@example.org\nExpires: 20"), "{}", set.text());
    }
}
