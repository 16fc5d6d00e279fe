//! The life of a passkey, with a device in software.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use app::accounts::roles::{GivenRole, Role};
use axum::http::header::{COOKIE, USER_AGENT};
use axum::http::{Method, StatusCode};
use form_urlencoded::Serializer;
use serde_json::Value;
use time::{Duration, OffsetDateTime};

use super::soft_device::SoftDevice;
use super::*;
use crate::accounts::testing::cookie_of_new;
use crate::clock::Clock;
use crate::http::testing::{Answer, Visitor};
use crate::platform::Platform;
use crate::store::testing::{TestStore, store_tests};

/// The site, and a clock that goes when the test says so.
struct Site {
    visitor: Visitor,
    minutes: Arc<AtomicI64>,
}

/// What a browser got when it began: the question and its cookie.
struct Begun {
    asked: Value,
    cookie: String,
}

impl Site {
    async fn of(store: Store) -> Self {
        let minutes = Arc::new(AtomicI64::new(0));
        let hands = minutes.clone();
        let start = OffsetDateTime::now_utc();
        let clock = Clock::showing(move || start + Duration::minutes(hands.load(Ordering::Relaxed)));
        Self { visitor: Visitor::of(store, |platform| Platform { clock, ..platform }).await, minutes }
    }

    async fn somebody(&self) -> String {
        cookie_of_new(&self.visitor, &[GivenRole::new(Role::Owner, None).expect("a role")]).await
    }

    async fn begins(&self, address: &str, cookie: &str) -> Begun {
        let answer = self.visitor.ask(Method::POST, address, &[(COOKIE, cookie)]).await;
        assert_eq!(answer.status, StatusCode::OK, "{}", answer.text());
        let set = answer.header("set-cookie").split(';').next().expect("a cookie").to_owned();
        Begun { asked: answer.json(), cookie: if cookie.is_empty() { set } else { format!("{cookie}; {set}") } }
    }

    async fn sends(&self, address: &str, begun: &Begun, made: &str, more: &[(&str, &str)]) -> Answer {
        let token = begun.asked["token"].as_str().expect("a token");
        let form = Serializer::new(String::new())
            .extend_pairs([("bewijs", token), ("passkey", made)])
            .extend_pairs(more)
            .finish();
        self.visitor.post(address, &form, &begun.cookie).await
    }

    /// Adds a passkey to the account behind a cookie.
    async fn adds(&self, login: &str, device: &mut SoftDevice) -> Answer {
        let begun = self.begins("/beheer/inloggen/passkey.json", login).await;
        let made = device.makes(&begun.asked);
        self.sends("/beheer/inloggen/passkey", &begun, &made, &[("naam", "Werklaptop")]).await
    }

    async fn begins_signing_in(&self) -> Begun {
        self.begins("/inloggen/passkey.json", "").await
    }

    async fn signs_in(&self, begun: &Begun, made: &str) -> Answer {
        self.sends("/inloggen/passkey", begun, made, &[]).await
    }

    /// The site with somebody who has a passkey.
    async fn with_passkey() -> (Self, SoftDevice, TestStore) {
        let test = TestStore::sqlite().await;
        let site = Self::of(test.store.clone()).await;
        let mut device = SoftDevice::new();
        let added = site.adds(&site.somebody().await, &mut device).await;
        assert_eq!(added.status, StatusCode::SEE_OTHER, "{}", added.text());
        (site, device, test)
    }
}

fn refused(answer: &Answer, words: &str) {
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(answer.text().contains(words), "{}", answer.text());
    assert!(!answer.header("set-cookie").contains("login="));
}

const DOUBTFUL: &str = "Wij konden uw passkey niet controleren";

store_tests! {
    async fn somebody_adds_a_passkey_signs_in_with_it_and_takes_it_away(store: Store) {
        let site = Site::of(store).await;
        let (login, mut device) = (site.somebody().await, SoftDevice::new());
        let added = site.adds(&login, &mut device).await;
        assert_eq!((added.status, added.header("location")), (StatusCode::SEE_OTHER, "/beheer/inloggen"));
        let mine = site.visitor.ask(Method::GET, "/beheer/inloggen", &[(COOKIE, &login)]).await;
        assert!(mine.text().contains("Werklaptop") && mine.text().contains("nog niet gebruikt"));
        let (subject, plain): (String, String) = read!(&site.visitor.store, |db| {
            sqlx::query_as("SELECT subject, plain FROM outbox").fetch_one(db).await
        })
        .expect("a mail");
        assert_eq!(subject, "Er is een passkey voor uw account gemaakt");
        assert!(plain.contains("Werklaptop") && plain.contains("https://example.org/beheer/inloggen"));

        let begun = site.begins_signing_in().await;
        assert!(begun.cookie.starts_with("__Host-browser="));
        let made = device.uses(&begun.asked);
        let onward = [("naar", "/beheer/inloggen")];
        let signed_in = site.sends("/inloggen/passkey", &begun, &made, &onward).await;
        assert_eq!((signed_in.status, signed_in.header("location")), (StatusCode::SEE_OTHER, "/beheer/inloggen"));
        let other = signed_in.header("set-cookie").split(';').next().expect("a cookie").to_owned();
        let mine = site.visitor.ask(Method::GET, "/beheer/inloggen", &[(COOKIE, &other)]).await;
        assert!(mine.text().contains("laatst gebruikt op") && !mine.text().contains("nog niet gebruikt"));

        let id = mine.text().split(r#"action="/beheer/inloggen/passkey/weg""#).nth(1).expect("a form");
        let id = id.split("value=\"").nth(1).and_then(|rest| rest.split('"').next()).expect("a number").to_owned();
        let stranger = site.somebody().await;
        site.visitor.post("/beheer/inloggen/passkey/weg", &format!("welke={id}"), &stranger).await;
        let again = site.begins_signing_in().await;
        let made = device.uses(&again.asked);
        assert_eq!(site.signs_in(&again, &made).await.status, StatusCode::SEE_OTHER, "it is not theirs to take away");
        let gone = site.visitor.post("/beheer/inloggen/passkey/weg", &format!("welke={id}"), &other).await;
        assert_eq!(gone.status, StatusCode::SEE_OTHER);
        let begun = site.begins_signing_in().await;
        let made = device.uses(&begun.asked);
        refused(&site.signs_in(&begun, &made).await, "Deze passkey kennen wij niet");
        let actions: Vec<String> = read!(&site.visitor.store, |db| {
            sqlx::query_scalar("SELECT action FROM audit_entry WHERE action LIKE 'passkey-%' ORDER BY number").fetch_all(db).await
        })
        .expect("a log");
        assert_eq!(actions, ["passkey-added", "passkey-removed"]);
    }
}

#[tokio::test]
async fn a_passkey_that_its_owner_gave_no_name_is_called_after_the_browser() {
    let test = TestStore::sqlite().await;
    let site = Site::of(test.store.clone()).await;
    let (login, mut device) = (site.somebody().await, SoftDevice::new());
    let begun = site.begins("/beheer/inloggen/passkey.json", &login).await;
    let made = device.makes(&begun.asked);
    let token = begun.asked["token"].as_str().expect("a token");
    let form = Serializer::new(String::new()).extend_pairs([("bewijs", token), ("passkey", &made)]).finish();
    let headers = [
        (COOKIE, begun.cookie.as_str()),
        (USER_AGENT, "Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0"),
        (axum::http::header::CONTENT_TYPE, "application/x-www-form-urlencoded"),
    ];
    let added = site.visitor.send(Method::POST, "/beheer/inloggen/passkey", &headers, form.into()).await;
    assert_eq!(added.status, StatusCode::SEE_OTHER);
    let mine = site.visitor.ask(Method::GET, "/beheer/inloggen", &[(COOKIE, &login)]).await;
    assert!(mine.text().contains("<strong>Firefox, Linux</strong>"));
}

type Change = fn(&mut SoftDevice);

#[tokio::test]
async fn a_device_that_does_not_check_its_owner_or_was_at_another_site_lets_nobody_in() {
    let (site, mut device, _test) = Site::with_passkey().await;
    let changes: [(&str, Change, Change); 3] = [
        ("no check of the owner", |device| device.verifies = false, |device| device.verifies = true),
        (
            "at another site",
            |device| device.origin = "https://example.org.elders.example".into(),
            |device| device.origin = "https://example.org".into(),
        ),
        (
            "for another site",
            |device| device.site = "elders.example".into(),
            |device| device.site = "example.org".into(),
        ),
    ];
    for (what, change, back) in changes {
        change(&mut device);
        let begun = site.begins_signing_in().await;
        let made = device.uses(&begun.asked);
        let answer = site.signs_in(&begun, &made).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{what}");
        refused(&answer, DOUBTFUL);
        let (login, mut new) = (site.somebody().await, SoftDevice::new());
        change(&mut new);
        assert_eq!(site.adds(&login, &mut new).await.status, StatusCode::UNPROCESSABLE_ENTITY, "adding: {what}");
        back(&mut device);
    }
    let begun = site.begins_signing_in().await;
    let made = device.uses(&begun.asked);
    assert_eq!(site.signs_in(&begun, &made).await.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn an_answer_lets_in_once_in_time_in_the_browser_that_asked() {
    let (site, mut device, _test) = Site::with_passkey().await;
    let (begun, other) = (site.begins_signing_in().await, site.begins_signing_in().await);
    let made = device.uses(&begun.asked);
    let elsewhere = Begun { asked: begun.asked.clone(), cookie: other.cookie.clone() };
    refused(&site.signs_in(&elsewhere, &made).await, "Deze poging is voorbij");
    let bare = Begun { asked: begun.asked.clone(), cookie: String::new() };
    refused(&site.signs_in(&bare, &made).await, "Deze poging is voorbij");
    refused(&site.signs_in(&other, &made).await, DOUBTFUL);
    assert_eq!(site.signs_in(&begun, &made).await.status, StatusCode::SEE_OTHER);
    refused(&site.signs_in(&begun, &made).await, "Deze poging is voorbij");
    let late = site.begins_signing_in().await;
    let made = device.uses(&late.asked);
    site.minutes.store(5, Ordering::Relaxed);
    refused(&site.signs_in(&late, &made).await, "Deze poging is voorbij");
}

#[tokio::test]
async fn a_copied_or_made_up_passkey_lets_nobody_in() {
    let (site, mut device, _test) = Site::with_passkey().await;
    let begun = site.begins_signing_in().await;
    let made = device.pretender().uses(&begun.asked);
    refused(&site.signs_in(&begun, &made).await, DOUBTFUL);
    for made in ["", "{}", "geen json"] {
        let begun = site.begins_signing_in().await;
        refused(&site.signs_in(&begun, made).await, DOUBTFUL);
    }
    device.count = 10;
    let begun = site.begins_signing_in().await;
    let made = device.uses(&begun.asked);
    assert_eq!(site.signs_in(&begun, &made).await.status, StatusCode::SEE_OTHER);
    // A copy counts on from where it was made.
    device.count = 5;
    let begun = site.begins_signing_in().await;
    let made = device.uses(&begun.asked);
    refused(&site.signs_in(&begun, &made).await, DOUBTFUL);
}

#[tokio::test]
async fn a_passkey_is_added_only_to_the_account_and_in_the_login_that_asked_and_once() {
    let (site, mut device, _test) = Site::with_passkey().await;
    let (mine, yours) = (site.somebody().await, site.somebody().await);
    let begun = site.begins("/beheer/inloggen/passkey.json", &mine).await;
    let made = SoftDevice::new().makes(&begun.asked);
    let browser = begun.cookie.rsplit("; ").next().expect("a cookie");
    let slipped = Begun { asked: begun.asked.clone(), cookie: format!("{yours}; {browser}") };
    refused(&site.sends("/beheer/inloggen/passkey", &slipped, &made, &[]).await, "Deze poging is voorbij");
    refused(&site.adds(&yours, &mut device).await, "Deze poging is voorbij");
}

#[tokio::test]
async fn the_passkey_of_an_account_that_was_closed_lets_nobody_in() {
    let (site, mut device, test) = Site::with_passkey().await;
    let mut tx = test.store.begin().await.expect("a transaction");
    within!(&mut tx, |db| sqlx::query("UPDATE account SET closed_at = 1").execute(db).await.map(|_| ()))
        .expect("closed");
    tx.commit().await.expect("a commit");
    let begun = site.begins_signing_in().await;
    let made = device.uses(&begun.asked);
    refused(&site.signs_in(&begun, &made).await, "Deze passkey kennen wij niet");
}

#[tokio::test]
async fn the_forms_are_hidden_until_a_script_of_our_own_shows_them() {
    let test = TestStore::sqlite().await;
    let site = Site::of(test.store.clone()).await;
    let form = site.visitor.get("/inloggen").await;
    assert!(form.text().contains("<div hidden") && form.text().contains(r#"<script type="module" src="/passkey.js">"#));
    assert!(form.header("set-cookie").is_empty());
}

#[test]
fn there_are_no_passkeys_where_browsers_have_none() {
    for base_url in ["https://www.example.org", "http://localhost:3000"] {
        assert!(Passkeys::of_site(base_url).is_some(), "{base_url}");
    }
    for base_url in ["http://127.0.0.1:3000", "http://www.example.org", "https://192.0.2.1"] {
        assert!(Passkeys::of_site(base_url).is_none(), "{base_url}");
    }
}
