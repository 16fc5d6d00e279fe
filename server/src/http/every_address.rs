//! Every address of the site, and what `HEAD`, `OPTIONS` and `POST` do there: the same things everywhere.

use std::path::Path;

use axum::http::{Method, StatusCode, header};

use super::testing::Visitor;
use crate::store::testing::TestStore;

/// What is at an address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum There {
    /// Something to look at.
    Something,
    /// Something to look at with a form that is sent to the same address.
    Form,
    /// A place for such forms, without this one.
    NoForm,
    /// Nothing to look at: only a form of another page is sent there.
    Sent,
    /// Something for who is logged in; others are led to where they log in.
    Inside,
    /// The same with a form that is sent to the same address.
    InsideForm,
    /// A place for such things, without this one.
    NotThisOne,
    /// Nothing at all.
    Nothing,
}

use There::{Form, Inside, InsideForm, NoForm, NotThisOne, Nothing, Sent, Something};

impl There {
    /// What can be done.
    fn methods(self) -> &'static [&'static str] {
        match self {
            Something | NotThisOne | Inside => &["GET", "HEAD", "OPTIONS"],
            Form | NoForm | InsideForm => &["GET", "HEAD", "POST", "OPTIONS"],
            Sent => &["POST", "OPTIONS"],
            Nothing => &[],
        }
    }
}

pub(super) const ADDRESSES: &[(&str, There)] = &[
    // Pages.
    ("/", Something),
    ("/landkaart", Something),
    ("/landkaart?q=raad&pagina=99", Nothing),
    ("/landkaart?vanaf=vroeger", Something),
    ("/landkaart/insluiten", Something),
    ("/landkaart/gemeente/amersfoort", Something),
    ("/landkaart/gemeente/atlantis", Nothing),
    ("/landkaart/gemeente/amersfoort/beheren", Form),
    ("/landkaart/gemeente/atlantis/beheren", NoForm),
    ("/landkaart/beheren/verstuurd", Something),
    ("/landkaart/beheren/onbekend", NoForm),
    ("/landkaart/initiatief/1-g1000-amersfoort", Something),
    ("/landkaart/initiatief/999-weg", Nothing),
    ("/landkaart/toevoegen", Form),
    ("/landkaart/toevoegen/verstuurd", Something),
    ("/landkaart/initiatief/1-g1000-amersfoort/wijzigen", Form),
    ("/landkaart/initiatief/999-weg/wijzigen", NoForm),
    ("/landkaart/initiatief/1-g1000-amersfoort/geschiedenis", Something),
    ("/landkaart/initiatief/999-weg/geschiedenis", NotThisOne),
    ("/landkaart/melding/onbekend", NoForm),
    ("/landkaart/melding/onbekend/bewerken", NoForm),
    ("/landkaart/melding/onbekend/foto", NoForm),
    ("/landkaart/melding/onbekend/foto/groot.jpg", NotThisOne),
    ("/landkaart/foto/onbekend/groot.jpg", NotThisOne),
    ("/landkaart/foto/onbekend/anders.gif", NotThisOne),
    ("/landkaart/cijfers", Something),
    ("/landkaart/cijfers?provincie=atlantis", Something),
    ("/landkaart/volgen", Form),
    ("/landkaart/volgen?gemeente=atlantis", Form),
    ("/landkaart/volgen/verstuurd", Something),
    ("/landkaart/volgen/gestopt", Something),
    ("/landkaart/volgen/bevestigen/onbekend", NoForm),
    ("/landkaart/volgen/mijn/onbekend", NoForm),
    ("/landkaart/volgen/stop/onbekend", NoForm),
    ("/landkaart/controle/onbekend", NoForm),
    ("/landkaart/controle/onbekend/stop", NoForm),
    ("/landkaart/controle/onbekend/1/wijzigen", NoForm),
    ("/inloggen", Form),
    ("/inloggen/verstuurd", Something),
    ("/inloggen/onbekend", Form),
    ("/inloggen/passkey", Sent),
    ("/inloggen/passkey.json", Sent),
    ("/inloggen/organisatie", NotThisOne),
    ("/inloggen/organisatie/terug", NotThisOne),
    ("/uitloggen", Sent),
    ("/beheer", Inside),
    ("/beheer/inloggen", Inside),
    ("/beheer/inzendingen", Inside),
    ("/beheer/inzendingen.csv", Inside),
    ("/beheer/inzendingen.xlsx", Inside),
    ("/beheer/inzendingen/onbekend", InsideForm),
    ("/beheer/inzendingen/onbekend/foto/groot.jpg", Inside),
    ("/beheer/initiatieven", InsideForm),
    ("/beheer/initiatieven.csv", Inside),
    ("/beheer/initiatieven.xlsx", Inside),
    ("/beheer/initiatieven/nieuw", InsideForm),
    ("/beheer/initiatieven/1", InsideForm),
    ("/beheer/initiatieven/1/samenvoegen", InsideForm),
    ("/beheer/initiatieven/1/foto", InsideForm),
    ("/beheer/initiatieven/1/foto/groot.jpg", Inside),
    ("/beheer/imports", InsideForm),
    ("/beheer/imports.csv", Inside),
    ("/beheer/imports.xlsx", Inside),
    ("/beheer/imports/onbekend", Inside),
    ("/beheer/imports/proef/onbekend", InsideForm),
    ("/beheer/beslissen", InsideForm),
    ("/beheer/beslissen/antwoord", InsideForm),
    ("/beheer/beslissen/antwoord/onbekend", InsideForm),
    ("/beheer/mijn-gemeente", InsideForm),
    ("/beheer/gemeenten", Inside),
    ("/beheer/gemeenten.csv", Inside),
    ("/beheer/gemeenten.xlsx", Inside),
    ("/beheer/gemeenten/domeinen", InsideForm),
    ("/beheer/gemeenten/GM0307", InsideForm),
    ("/beheer/zoeken?q=raad", Inside),
    ("/beheer/post", InsideForm),
    ("/beheer/post.csv", Inside),
    ("/beheer/post.xlsx", Inside),
    ("/beheer/post/onbekend", Inside),
    ("/beheer/accounts", Inside),
    ("/beheer/accounts.csv", Inside),
    ("/beheer/accounts.xlsx", Inside),
    ("/beheer/accounts/nieuw", InsideForm),
    ("/beheer/accounts/onbekend", InsideForm),
    ("/beheer/logboek", Inside),
    ("/beheer/logboek.csv", Inside),
    ("/beheer/logboek.xlsx", Inside),
    ("/beheer/logboek/keten", Inside),
    ("/beheer/instellingen", Inside),
    ("/beheer/inloggen/passkey", Sent),
    ("/beheer/inloggen/passkey.json", Sent),
    ("/beheer/inloggen/passkey/weg", Sent),
    ("/nieuws", Something),
    ("/nieuws/onbekend", Nothing),
    ("/nieuws/feed.atom", Something),
    ("/partners", Something),
    ("/beheer/nieuws", Inside),
    ("/beheer/nieuws.csv", Inside),
    ("/beheer/nieuws.xlsx", Inside),
    ("/beheer/nieuws/nieuw", InsideForm),
    ("/beheer/nieuws/onbekend", InsideForm),
    ("/beheer/partners", Inside),
    ("/beheer/partners.csv", Inside),
    ("/beheer/partners.xlsx", Inside),
    ("/beheer/partners/nieuw", InsideForm),
    ("/beheer/partners/onbekend", InsideForm),
    ("/dag", Something),
    ("/dag/edities/onbekend", Nothing),
    ("/dag/programma", Nothing),
    ("/dag/programma/wijzigingen", Nothing),
    ("/dag/programma/onbekend", Nothing),
    ("/dag/sprekers", Nothing),
    ("/dag/sprekers/onbekend", Nothing),
    ("/open-data", Something),
    ("/toegankelijkheid", Something),
    ("/privacy", Something),
    ("/privacy/gegevens", Form),
    ("/privacy/gegevens/verstuurd", Something),
    ("/privacy/gegevens/gewist", Something),
    ("/privacy/gegevens/onbekend", NoForm),
    ("/privacy/gegevens/onbekend/kopie.json", NotThisOne),
    ("/bestaat-niet", Nothing),
    ("/bestaat-niet.json", Nothing),
    // What pages ask.
    ("/landkaart/beeld.json?mpp=100", Something),
    ("/landkaart/suggesties.json?q=raad", Something),
    ("/landkaart/resultaten?q=raad", Something),
    ("/landkaart/grenzen/onbekend.json", NotThisOne),
    ("/tegels/8/131/84.png", NotThisOne),
    ("/pkg/onbekend.css", Nothing),
    // What machines look for.
    ("/health/live", Something),
    ("/health/ready", Something),
    ("/health/onbekend", Nothing),
    ("/robots.txt", Something),
    ("/sitemap.xml", Something),
    ("/sitemap.xml?deel=9", NotThisOne),
    ("/.well-known/security.txt", Something),
    ("/.well-known/onbekend.txt", Nothing),
    // Files.
    ("/landkaart/feed.atom", Something),
    ("/landkaart/kaart.svg", Something),
    ("/landkaart/cijfers.csv", Something),
    // REST.
    ("/api", Nothing),
    ("/api/", Nothing),
    ("/api/v1", Something),
    ("/api/v1/", Something),
    ("/api/v1/onbekend", Nothing),
    ("/api/v1/openapi.json", Something),
    ("/api/v1/initiatieven", Something),
    ("/api/v1/initiatieven/", Nothing),
    ("/api/v1/initiatieven.geojson", Something),
    ("/api/v1/initiatieven.csv", Something),
    ("/api/v1/initiatieven/1", Something),
    ("/api/v1/initiatieven/999", NotThisOne),
    ("/api/v1/gemeenten", Something),
    ("/api/v1/gemeenten.geojson", Something),
    ("/api/v1/gemeenten.csv", Something),
    ("/api/v1/gemeenten/amersfoort", Something),
    ("/api/v1/soorten", Something),
    ("/api/v1/dataset.jsonld", Something),
    // OGC API Features.
    ("/ogc", Nothing),
    ("/ogc/", Nothing),
    ("/ogc/v1", Something),
    ("/ogc/v1/", Something),
    ("/ogc/v1/api", Something),
    ("/ogc/v1/openapi.json", Something),
    ("/ogc/v1/conformance", Something),
    ("/ogc/v1/collections", Something),
    ("/ogc/v1/collections/initiatieven", Something),
    ("/ogc/v1/collections/gemeenten/items", Something),
    ("/ogc/v1/collections/gemeenten/items/GM0307", Something),
];

/// What stands between quotes after a word in all source files below a folder, tests left out.
fn quoted_after(word: &str, folder: &Path, found: &mut Vec<String>) {
    for entry in std::fs::read_dir(folder).expect("a readable folder").flatten() {
        let path = entry.path();
        if path.is_dir() {
            quoted_after(word, &path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") && !path.ends_with("every_address.rs") {
            let source = std::fs::read_to_string(&path).expect("a readable file");
            let code = source.split("#[cfg(test)]\nmod tests").next().unwrap_or_default();
            found.extend(code.split(word).skip(1).filter_map(|rest| rest.split('"').next()).map(str::to_owned));
        }
    }
}

/// Whether an address is one of those that a pattern of the router stands for.
fn matches(pattern: &str, address: &str) -> bool {
    let path = address.split('?').next().unwrap_or_default();
    let (pattern, path): (Vec<&str>, Vec<&str>) = (pattern.split('/').collect(), path.split('/').collect());
    let any = |part: &str| part.starts_with('{') || part.starts_with(':');
    let rest = pattern.last().is_some_and(|last| last.starts_with("{*"));
    (pattern.len() == path.len() || rest && path.len() >= pattern.len())
        && pattern.iter().zip(&path).all(|(part, given)| any(part) || part == given)
}

#[test]
fn no_route_is_left_out() {
    let server = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut patterns = Vec::new();
    quoted_after(".route(\"", &server.join("src"), &mut patterns);
    quoted_after("path!(\"", &server.join("../app/src"), &mut patterns);
    patterns.retain(|pattern| pattern != "/metrics");
    assert!(patterns.len() > 40, "{patterns:?}");
    for pattern in patterns {
        assert!(ADDRESSES.iter().any(|(address, _)| matches(&pattern, address)), "{pattern} is not in the table");
    }
}

#[tokio::test]
async fn head_says_what_get_would_without_the_content() {
    let test = TestStore::sqlite().await;
    let visitor = Visitor::of_forty(test.store.clone()).await;
    for (address, there) in ADDRESSES {
        let get = visitor.get(address).await;
        let head = visitor.ask(Method::HEAD, address, &[]).await;
        assert_eq!(head.status, get.status, "{address}");
        let is_missing = matches!(there, NotThisOne | NoForm | Nothing);
        assert_eq!(head.status == StatusCode::NOT_FOUND, is_missing, "{address}: {}", head.status);
        assert!(head.bytes.is_empty(), "{address}");
        for name in ["content-type", "etag", "cache-control", "vary", "content-security-policy", "api-version"] {
            assert_eq!(head.header(name), get.header(name), "{address}: {name}");
        }
        let length = head.header("content-length");
        assert!(length.is_empty() || length == get.bytes.len().to_string(), "{address}: {length} bytes");
    }
}

#[tokio::test]
async fn options_says_what_may_be_done_and_only_where_a_form_is_sent_a_post_is_taken() {
    let test = TestStore::sqlite().await;
    let visitor = Visitor::of_forty(test.store.clone()).await;
    for (address, there) in ADDRESSES {
        let options = visitor.ask(Method::OPTIONS, address, &[]).await;
        let post = visitor.ask(Method::POST, address, &[]).await;
        if *there == Nothing {
            assert_eq!((options.status, post.status), (StatusCode::NOT_FOUND, StatusCode::NOT_FOUND), "{address}");
            assert!(options.header("allow").is_empty() && post.header("allow").is_empty(), "{address}");
            continue;
        }
        assert_eq!(options.status, StatusCode::NO_CONTENT, "{address}");
        assert!(options.bytes.is_empty(), "{address}");
        let takes = there.methods().contains(&"POST");
        assert_eq!(post.status != StatusCode::METHOD_NOT_ALLOWED, takes, "{address}: {}", post.status);
        for answer in [Some(&options), Some(&post).filter(|_| !takes)].into_iter().flatten() {
            assert_eq!(answer.header("allow"), there.methods().join(", "), "{address}");
        }
    }
}

#[tokio::test]
async fn a_script_of_another_site_may_read_data_and_nothing_else() {
    let test = TestStore::sqlite().await;
    let visitor = Visitor::of_forty(test.store.clone()).await;
    let asks_first = [(header::ORIGIN, "https://elders.example"), (header::ACCESS_CONTROL_REQUEST_METHOD, "GET")];
    let is_open = |address: &str| {
        ["/api", "/ogc", "/landkaart/feed.atom", "/landkaart/kaart.svg", "/landkaart/cijfers.csv"]
            .iter()
            .any(|root| address.starts_with(root))
    };
    for (address, _) in ADDRESSES {
        let told = visitor.ask(Method::OPTIONS, address, &asks_first).await;
        let read = visitor.ask(Method::GET, address, &asks_first[..1]).await;
        for answer in [&told, &read] {
            let expected = if is_open(address) { "*" } else { "" };
            assert_eq!(answer.header("access-control-allow-origin"), expected, "{address}");
        }
        assert_eq!(told.header("access-control-allow-methods").is_empty(), !is_open(address), "{address}");
    }
}
