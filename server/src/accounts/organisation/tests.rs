//! Signing in at a real provider, with a browser that does what the test wants.

use std::collections::BTreeMap;
use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use app::accounts::roles::{GivenRole, Role};
use axum::http::header::COOKIE;
use axum::http::{Method, StatusCode};
use serde_json::json;
use tempfile::TempDir;
use time::{Duration, OffsetDateTime};
use url::Url;

use super::*;
use crate::accounts::add_account::add_account;
use crate::clock::Clock;
use crate::http::testing::{Answer, Visitor};
use crate::platform::Platform;
use crate::store::testing::{TestStore, store_tests};
use crate::store::{Store, within};

const BASE: &str = "https://example.org";
const BACK: &str = "https://example.org/inloggen/organisatie/terug";

/// A provider. `make test` brings it; without it these tests are passed by.
struct SignInServer {
    process: Child,
    folder: TempDir,
    issuer: String,
}

impl SignInServer {
    fn start() -> Option<Self> {
        Self::start_at("0")
    }

    /// With a port, such as that of one that went before.
    fn start_at(port: &str) -> Option<Self> {
        let end2end = Path::new(env!("CARGO_MANIFEST_DIR")).join("../end2end");
        if !end2end.join("node_modules/oidc-provider").is_dir() {
            assert!(
                std::env::var_os("DIA_REQUIRE_SIGN_IN_PROVIDER").is_none(),
                "the npm packages of end2end are not there"
            );
            return None;
        }
        let folder = tempfile::tempdir().expect("a folder");
        let mut process = Command::new("node")
            .arg(end2end.join("sign_in_provider.mjs"))
            .arg(folder.path())
            .arg(BACK)
            .arg(port)
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("node runs");
        let mut issuer = String::new();
        let lines = BufReader::new(process.stdout.take().expect("its output"));
        for line in lines.lines().map_while(Result::ok).filter(|line| line.starts_with("http://")).take(1) {
            issuer = line;
        }
        let server = Self { process, folder, issuer };
        server.says(&json!({ "email": "naam@voorbeeld.nl", "verified": true }));
        Some(server)
    }

    /// What it says of whoever signs in.
    fn says(&self, who: &serde_json::Value) {
        std::fs::write(self.folder.path().join("who"), who.to_string()).expect("a writable folder");
    }

    fn provider(&self) -> Provider {
        let settings = OrganisationSettings {
            oidc_issuer: self.issuer.parse().ok(),
            oidc_client_id: Some("dia".into()),
            oidc_client_secret: "geheim".parse().ok(),
            oidc_name: Some("Gemeente Voorbeeld".into()),
        };
        settings.provider(&BASE.parse().expect("an address")).expect("all settings").expect("a provider")
    }
}

impl Drop for SignInServer {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// Somebody with a browser, who has an account.
struct Somebody {
    site: Visitor,
    /// Cookies of our site and of the provider.
    ours: BTreeMap<String, String>,
    theirs: BTreeMap<String, String>,
    later: Arc<AtomicI64>,
}

fn keep(cookies: &mut BTreeMap<String, String>, set: &str) {
    if let Some((name, value)) = set.split(';').next().and_then(|pair| pair.split_once('=')) {
        cookies.insert(name.to_owned(), value.to_owned());
    }
}

fn sent(cookies: &BTreeMap<String, String>) -> String {
    cookies.iter().map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>().join("; ")
}

impl Somebody {
    async fn of(store: Store, server: &SignInServer) -> Self {
        let provider = server.provider();
        let later = Arc::new(AtomicI64::new(0));
        let hands = later.clone();
        let clock =
            Clock::showing(move || OffsetDateTime::now_utc() + Duration::minutes(hands.load(Ordering::Relaxed)));
        let site = Visitor::of(store, |platform| Platform { organisation: Some(provider), clock, ..platform }).await;
        let email = "naam@voorbeeld.nl".parse().expect("an address");
        let role = GivenRole::new(Role::Owner, None).expect("a role");
        add_account(&site.store, &email, "Naam", &role, OffsetDateTime::now_utc()).await.expect("an account");
        Self { site, ours: BTreeMap::new(), theirs: BTreeMap::new(), later }
    }

    async fn ask(&mut self, address: &str) -> Answer {
        let cookies = sent(&self.ours);
        let answer = self.site.ask(Method::GET, address, &[(COOKIE, &cookies)]).await;
        for set in answer.headers.get_all("set-cookie") {
            keep(&mut self.ours, set.to_str().expect("text"));
        }
        answer
    }

    /// Presses the button; gives the address at the provider.
    async fn goes(&mut self, onward: &str) -> Url {
        let answer = self.ask(&format!("/inloggen/organisatie{onward}")).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
        answer.header("location").parse().expect("an address")
    }

    /// Signs in there; gives the address to which they are led back, as our site knows it.
    async fn signs_in(&mut self, mut address: Url) -> String {
        let _ = rustls::crypto::ring::default_provider().install_default();
        let http = reqwest::Client::builder().redirect(reqwest::redirect::Policy::none()).build().expect("a browser");
        for _ in 0..5 {
            let answer =
                http.get(address.clone()).header("cookie", sent(&self.theirs)).send().await.expect("an answer");
            for set in answer.headers().get_all("set-cookie") {
                keep(&mut self.theirs, set.to_str().expect("text"));
            }
            let location = answer.headers().get("location").and_then(|value| value.to_str().ok());
            address = address.join(location.expect("they are led on")).expect("an address");
            if address.as_str().starts_with(BASE) {
                return address.as_str().trim_start_matches(BASE).to_owned();
            }
        }
        panic!("they are never led back: {address}");
    }

    /// All of it, as it should go.
    async fn comes_back(&mut self) -> Answer {
        let address = self.goes("").await;
        let back = self.signs_in(address).await;
        self.ask(&back).await
    }

    async fn is_in(&mut self) -> bool {
        self.ask("/beheer/inloggen").await.status == StatusCode::OK
    }
}

/// A provider and somebody who may sign in there.
async fn both() -> Option<(SignInServer, Somebody, TestStore)> {
    let server = SignInServer::start()?;
    let test = TestStore::sqlite().await;
    let somebody = Somebody::of(test.store.clone(), &server).await;
    Some((server, somebody, test))
}

/// The address with another value for one of its names.
fn with(address: &str, name: &str, value: &str) -> String {
    let mut url = Url::parse(BASE).and_then(|base| base.join(address)).expect("an address");
    let pairs: Vec<(String, String)> = url.query_pairs().into_owned().filter(|(known, _)| known != name).collect();
    url.query_pairs_mut().clear().extend_pairs(pairs).append_pair(name, value);
    url.as_str().trim_start_matches(BASE).to_owned()
}

store_tests! {
    async fn somebody_of_an_organisation_signs_in_there_and_comes_where_they_wanted_to_be(store: Store) {
        let Some(server) = SignInServer::start() else { return };
        let mut somebody = Somebody::of(store, &server).await;
        let form = somebody.ask("/inloggen?naar=%2Fbeheer%2Finloggen").await;
        assert!(form.text().contains("Log in met Gemeente Voorbeeld"));
        assert!(form.text().contains(r#"href="/inloggen/organisatie?naar=%2Fbeheer%2Finloggen""#));
        assert!(form.header("set-cookie").is_empty(), "looking at the form is not signing in");
        let address = somebody.goes("?naar=%2Fbeheer%2Finloggen").await;
        assert_eq!(somebody.ours.keys().collect::<Vec<_>>(), ["__Host-browser"]);
        let back = somebody.signs_in(address).await;
        let answer = somebody.ask(&back).await;
        assert_eq!((answer.status, answer.header("location")), (StatusCode::SEE_OTHER, "/beheer/inloggen"));
        assert!(answer.header("set-cookie").starts_with("__Host-login="));
        let mine = somebody.ask("/beheer/inloggen").await;
        assert!(mine.text().contains("naam@voorbeeld.nl"));
    }

    async fn an_account_that_was_closed_stays_closed(store: Store) {
        let Some(server) = SignInServer::start() else { return };
        let mut somebody = Somebody::of(store.clone(), &server).await;
        let mut tx = store.begin().await.expect("a transaction");
        within!(&mut tx, |db| sqlx::query("UPDATE account SET closed_at = 1").execute(db).await.map(|_| ())).expect("closed");
        tx.commit().await.expect("a commit");
        assert_eq!(somebody.comes_back().await.status, StatusCode::FORBIDDEN);
        assert!(!somebody.is_in().await);
    }
}

#[tokio::test]
async fn signing_in_again_ends_what_the_browser_had() {
    let Some((_server, mut somebody, _test)) = both().await else { return };
    somebody.comes_back().await;
    let before = somebody.ours.clone();
    somebody.comes_back().await;
    assert!(somebody.is_in().await);
    somebody.ours = before;
    assert!(!somebody.is_in().await);
}

#[tokio::test]
async fn whoever_presses_reload_is_in_already() {
    let Some((_server, mut somebody, _test)) = both().await else { return };
    let address = somebody.goes("").await;
    let back = somebody.signs_in(address).await;
    somebody.ask(&back).await;
    let again = somebody.ask(&back).await;
    assert_eq!((again.status, again.header("location")), (StatusCode::SEE_OTHER, "/beheer"));
}

#[tokio::test]
async fn an_answer_with_another_state_or_in_another_browser_lets_nobody_in() {
    let Some((_server, mut somebody, _test)) = both().await else { return };
    let address = somebody.goes("").await;
    let back = somebody.signs_in(address).await;
    let random = || crate::accounts::Token::random().expect("a token").expose();
    let other = with(&back, "state", &random());
    let mine = somebody.ours.clone();
    let another = BTreeMap::from([("__Host-browser".to_owned(), random())]);
    for (address, cookies) in [(&other, mine.clone()), (&back, another), (&back, BTreeMap::new())] {
        somebody.ours = cookies;
        let answer = somebody.ask(address).await;
        assert_eq!(answer.status, StatusCode::BAD_REQUEST);
        assert!(answer.text().contains("Deze poging is voorbij") && answer.header("set-cookie").is_empty());
    }
    somebody.ours = mine;
    assert_eq!(somebody.ask(&back).await.status, StatusCode::SEE_OTHER, "the right one still does");
}

#[tokio::test]
async fn an_answer_for_another_nonce_lets_nobody_in() {
    let Some((_server, mut somebody, _test)) = both().await else { return };
    let address = somebody.goes("").await;
    // As when somebody else's answer is slipped in.
    let mut other = address.clone();
    let pairs: Vec<(String, String)> = address.query_pairs().into_owned().filter(|(name, _)| name != "nonce").collect();
    other.query_pairs_mut().clear().extend_pairs(pairs).append_pair("nonce", "another");
    let back = somebody.signs_in(other).await;
    let answer = somebody.ask(&back).await;
    assert_eq!(answer.status, StatusCode::BAD_GATEWAY);
    assert!(answer.text().contains("niet controleren") && !somebody.is_in().await);
}

#[tokio::test]
async fn a_code_that_was_used_or_is_of_another_attempt_lets_nobody_in() {
    let Some((_server, mut somebody, _test)) = both().await else { return };
    let code = |back: &str| {
        let url = Url::parse(BASE).and_then(|base| base.join(back)).expect("an address");
        url.query_pairs().find(|(name, _)| name == "code").map(|(_, code)| code.into_owned()).expect("a code")
    };
    let (first, second) = (somebody.goes("").await, somebody.goes("").await);
    let (first, second) = (somebody.signs_in(first).await, somebody.signs_in(second).await);
    let crossed = with(&second, "code", &code(&first));
    let answer = somebody.ask(&crossed).await;
    assert_eq!(answer.status, StatusCode::BAD_REQUEST, "the proof is of another attempt");
    assert!(answer.text().contains("Deze poging is voorbij"));
    let third = somebody.goes("").await;
    let third = somebody.signs_in(third).await;
    let browser = somebody.ours.clone();
    assert_eq!(somebody.ask(&third).await.status, StatusCode::SEE_OTHER);
    somebody.ours = browser;
    assert_eq!(somebody.ask(&third).await.status, StatusCode::BAD_REQUEST, "it was used");
}

#[tokio::test]
async fn an_answer_that_is_too_old_lets_nobody_in() {
    let Some((_server, mut somebody, _test)) = both().await else { return };
    let address = somebody.goes("").await;
    let back = somebody.signs_in(address).await;
    // What the provider signs holds for five minutes, the attempt for ten.
    somebody.later.store(6, Ordering::Relaxed);
    assert_eq!(somebody.ask(&back).await.status, StatusCode::BAD_GATEWAY);
    somebody.later.store(0, Ordering::Relaxed);
    let address = somebody.goes("").await;
    let back = somebody.signs_in(address).await;
    somebody.later.store(10, Ordering::Relaxed);
    assert_eq!(somebody.ask(&back).await.status, StatusCode::BAD_REQUEST);
    assert!(!somebody.is_in().await);
}

#[tokio::test]
async fn an_answer_that_names_another_provider_lets_nobody_in() {
    let Some((_server, mut somebody, _test)) = both().await else { return };
    let address = somebody.goes("").await;
    let back = somebody.signs_in(address).await;
    let other = with(&back, "iss", "https://elders.example");
    assert_eq!(somebody.ask(&other).await.status, StatusCode::BAD_GATEWAY);
}

#[tokio::test]
async fn an_address_that_is_not_verified_or_has_no_account_lets_nobody_in_and_is_told_what_to_do() {
    let Some((server, mut somebody, _test)) = both().await else { return };
    for (who, said) in [
        (json!({ "email": "naam@voorbeeld.nl", "verified": false }), "bevestigt niet dat uw mailadres van u is"),
        (json!({ "email": "naam@voorbeeld.nl" }), "bevestigt niet dat uw mailadres van u is"),
        (json!({ "email": "ander@voorbeeld.nl", "verified": true }), "bekend als ander@voorbeeld.nl"),
    ] {
        server.says(&who);
        somebody.theirs.clear();
        let answer = somebody.comes_back().await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN, "{who}");
        assert!(answer.text().contains(said) && answer.text().contains("een link in uw mail"), "{who}");
        assert!(!somebody.is_in().await);
    }
}

#[tokio::test]
async fn whoever_stops_at_the_provider_is_told_how_to_go_on() {
    let Some((server, mut somebody, _test)) = both().await else { return };
    server.says(&json!({ "email": "naam@voorbeeld.nl", "verified": true, "refuses": true }));
    let answer = somebody.comes_back().await;
    assert_eq!(answer.status, StatusCode::BAD_REQUEST);
    assert!(answer.text().contains("Probeer opnieuw in te loggen met Gemeente Voorbeeld"));
}

#[tokio::test]
async fn a_provider_that_is_down_stops_nobody_but_those_who_need_it() {
    let test = TestStore::sqlite().await;
    let provider = OrganisationSettings {
        oidc_issuer: "http://127.0.0.1:1".parse().ok(),
        oidc_client_id: Some("dia".into()),
        oidc_client_secret: "geheim".parse().ok(),
        oidc_name: Some("Gemeente Voorbeeld".into()),
    };
    let provider = provider.provider(&BASE.parse().expect("an address")).expect("all settings");
    let visitor = Visitor::of(test.store.clone(), |platform| Platform { organisation: provider, ..platform }).await;
    assert_eq!(visitor.get("/inloggen").await.status, StatusCode::OK);
    let answer = visitor.get("/inloggen/organisatie").await;
    assert_eq!(answer.status, StatusCode::SERVICE_UNAVAILABLE);
    assert!(answer.text().contains("Inloggen met Gemeente Voorbeeld lukt nu niet"));
}

#[tokio::test]
async fn a_provider_that_does_not_answer_is_left_alone_for_a_while() {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let issuer = format!("http://{}", listener.local_addr().expect("an address"));
    let asked = Arc::new(AtomicI64::new(0));
    let count = asked.clone();
    // Hangs up on whoever comes.
    let down = tokio::spawn(async move {
        while listener.accept().await.is_ok() {
            count.fetch_add(1, Ordering::Relaxed);
        }
    });
    let settings = OrganisationSettings {
        oidc_issuer: issuer.parse().ok(),
        oidc_client_id: Some("dia".into()),
        oidc_client_secret: "geheim".parse().ok(),
        oidc_name: None,
    };
    let provider = settings.provider(&BASE.parse().expect("an address")).expect("settings").expect("a provider");
    assert!(provider.reachable().await.is_err());
    let first = asked.load(Ordering::Relaxed);
    assert!(first > 0 && provider.reachable().await.is_err());
    assert_eq!(asked.load(Ordering::Relaxed), first);
    down.abort();
}

#[tokio::test]
async fn a_provider_with_new_keys_is_believed_again_when_it_was_asked_for_them() {
    let Some((server, mut somebody, _test)) = both().await else { return };
    assert_eq!(somebody.comes_back().await.status, StatusCode::SEE_OTHER);
    let port = server.issuer.rsplit(':').next().expect("a port").to_owned();
    drop(server);
    let _renewed = SignInServer::start_at(&port).expect("it ran before");
    somebody.theirs.clear();
    assert_eq!(somebody.comes_back().await.status, StatusCode::BAD_GATEWAY, "it is not asked more than once a minute");
    let provider = somebody.site.platform.organisation.as_ref().expect("a provider");
    provider.ages(std::time::Duration::from_secs(60)).await;
    assert_eq!(somebody.comes_back().await.status, StatusCode::SEE_OTHER);
}
