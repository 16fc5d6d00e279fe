//! News and partners from the desk to visitors, on both databases.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use app::accounts::roles::{GivenRole, Role};
use axum::http::header::COOKIE;
use axum::http::{Method, StatusCode};
use time::OffsetDateTime;

use crate::accounts::testing::cookie_of_new;
use crate::clock::Clock;
use crate::http::testing::{Answer, Visitor};
use crate::platform::Platform;
use crate::store::read;
use crate::store::testing::store_tests;

const NEWS: &str = "titel=De+start&inleiding=Wij+beginnen.&verhaal=%23%23+Waarom%0A%0A**Samen**+%3Cscript%3Ealert(1)%3C/script%3E\
    &website=https%3A%2F%2Fvoorbeeld.nl%2Fmeer";

async fn editor(visitor: &Visitor) -> String {
    cookie_of_new(visitor, &[GivenRole::new(Role::Organiser, None).expect("a role")]).await
}

async fn look(visitor: &Visitor, address: &str, cookie: &str) -> Answer {
    visitor.ask(Method::GET, address, &[(COOKIE, cookie)]).await
}

/// Writes a draft; gives the address of its page at the desk.
async fn write(visitor: &Visitor, part: &str, form: &str, cookie: &str) -> String {
    let written = visitor.post(&format!("/beheer/{part}/nieuw"), form, cookie).await;
    assert_eq!(written.status, StatusCode::SEE_OTHER, "{}", written.text());
    written.header("location").split('?').next().expect("a path").to_owned()
}

store_tests! {
    async fn news_is_seen_from_the_moment_it_is_published_until_it_is_withdrawn(store: Store) {
        let visitor = Visitor::of_forty(store).await;
        assert!(visitor.get("/nieuws").await.text().contains("Er is nog geen nieuws"));
        let cookie = editor(&visitor).await;
        let page = write(&visitor, "nieuws", NEWS, &cookie).await;
        let draft = look(&visitor, &page, &cookie).await;
        assert!(draft.text().contains("Concept") && draft.text().contains("<h2>Waarom</h2>"), "{}", draft.text());
        assert!(!draft.text().contains("<script>alert"));
        assert_eq!(visitor.get("/nieuws/de-start").await.status, StatusCode::NOT_FOUND);
        let published = visitor.post(&page, "doen=publiceer&versie=1", &cookie).await;
        assert_eq!(published.status, StatusCode::SEE_OTHER, "{}", published.text());
        let story = visitor.get("/nieuws/de-start").await;
        assert_eq!(story.status, StatusCode::OK);
        for words in ["<strong>Samen</strong>", "&lt;script&gt;", "https://voorbeeld.nl/meer", "<h2>Waarom</h2>"] {
            assert!(story.text().contains(words), "{words}: {}", story.text());
        }
        for address in ["/", "/nieuws", "/nieuws/feed.atom", "/sitemap.xml"] {
            assert!(visitor.get(address).await.text().contains("/nieuws/de-start"), "{address}");
        }
        assert!(!story.header("etag").is_empty(), "kept for everyone");
        visitor.post(&page, "doen=verberg&versie=2", &cookie).await;
        assert_eq!(visitor.get("/nieuws/de-start").await.status, StatusCode::NOT_FOUND);
        visitor.post(&page, "doen=publiceer&versie=3", &cookie).await;
        visitor.post(&page, "doen=trek-in&versie=4", &cookie).await;
        let gone = visitor.get("/nieuws/de-start").await;
        assert_eq!(gone.status, StatusCode::GONE);
        assert!(gone.text().contains("Dit bericht is ingetrokken"));
        assert!(!visitor.get("/").await.text().contains("/nieuws/de-start"));
        let actions: Vec<String> = read!(&visitor.store, |db| {
            sqlx::query_scalar("SELECT action FROM audit_entry WHERE subject LIKE 'piece:%' ORDER BY number").fetch_all(db).await
        })
        .expect("entries");
        let expected = ["added", "published", "hidden", "published", "withdrawn"].map(|deed| format!("piece-{deed}"));
        assert_eq!(actions, expected);
    }

    async fn a_second_editor_sees_what_the_first_saved_and_nothing_is_overwritten(store: Store) {
        let visitor = Visitor::of_forty(store).await;
        let (one, other) = (editor(&visitor).await, editor(&visitor).await);
        let page = write(&visitor, "nieuws", NEWS, &one).await;
        let words = |title: &str, version: i64| format!("doen=bewaar&versie={version}&titel={title}&inleiding=Kort.&verhaal=&website=");
        assert_eq!(visitor.post(&page, &words("Van+de+een", 1), &one).await.status, StatusCode::SEE_OTHER);
        let late = visitor.post(&page, &words("Van+de+ander", 1), &other).await;
        assert_eq!(late.status, StatusCode::UNPROCESSABLE_ENTITY);
        for shown in ["Iemand anders", "Van de een", "value=\"Van de ander\"", "name=\"versie\" value=\"2\""] {
            assert!(late.text().contains(shown), "{shown}: {}", late.text());
        }
        assert!(look(&visitor, &page, &one).await.text().contains("value=\"Van de een\""), "nothing was overwritten");
        // Whoever has seen it decides.
        assert_eq!(visitor.post(&page, &words("Van+de+ander", 2), &other).await.status, StatusCode::SEE_OTHER);
        // A button on an old page does nothing either.
        let pressed = visitor.post(&page, "doen=publiceer&versie=1", &one).await;
        assert_eq!(pressed.status, StatusCode::UNPROCESSABLE_ENTITY);
    }

    async fn what_is_planned_comes_out_by_itself(store: Store) {
        let now = Arc::new(AtomicI64::new(1_795_500_000));
        let shown = now.clone();
        let clock = Clock::showing(move || {
            OffsetDateTime::from_unix_timestamp(shown.load(Ordering::Relaxed)).expect("a moment")
        });
        let visitor = Visitor::of(store, |platform| Platform { clock, ..platform }).await;
        let cookie = editor(&visitor).await;
        let page = write(&visitor, "nieuws", NEWS, &cookie).await;
        let wrong = visitor.post(&page, "doen=publiceer&versie=1&vanaf=morgen", &cookie).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        visitor.post(&page, "doen=publiceer&versie=1&vanaf=2026-11-26", &cookie).await;
        assert!(look(&visitor, &page, &cookie).await.text().contains("Gepland"));
        assert_eq!(visitor.get("/nieuws/de-start").await.status, StatusCode::NOT_FOUND);
        assert!(!visitor.get("/nieuws").await.text().contains("De start"), "and the page is kept");
        now.fetch_add(3 * 24 * 60 * 60, Ordering::Relaxed);
        visitor.platform.programme.refresh(visitor.platform.clock.now()).await.expect("a refresh");
        assert!(visitor.get("/nieuws").await.text().contains("De start"));
        assert_eq!(visitor.get("/nieuws/de-start").await.status, StatusCode::OK);
    }

    async fn two_with_one_title_have_two_addresses_and_partners_stand_on_their_page(store: Store) {
        let visitor = Visitor::of_forty(store).await;
        assert!(visitor.get("/partners").await.text().contains("staan hier nog niet"));
        let cookie = editor(&visitor).await;
        for _ in 0..2 {
            let page = write(&visitor, "nieuws", NEWS, &cookie).await;
            visitor.post(&page, "doen=publiceer&versie=1", &cookie).await;
        }
        assert_eq!(visitor.get("/nieuws/de-start-2").await.status, StatusCode::OK);
        let form = "titel=Voorbeeldpartner&inleiding=Doet+mee.&verhaal=&website=https%3A%2F%2Fvoorbeeld.nl";
        let page = write(&visitor, "partners", form, &cookie).await;
        visitor.post(&page, "doen=publiceer&versie=1", &cookie).await;
        let partners = visitor.get("/partners").await;
        assert!(partners.text().contains("Voorbeeldpartner") && !partners.text().contains("staan hier nog niet"));
        let list = look(&visitor, "/beheer/partners", &cookie).await;
        assert!(list.text().contains("Voorbeeldpartner") && list.text().contains("Zichtbaar"));
        assert!(!look(&visitor, "/beheer/nieuws", &cookie).await.text().contains("Voorbeeldpartner"));
    }

    async fn what_is_wrong_comes_back_with_what_was_written(store: Store) {
        let visitor = Visitor::of_forty(store).await;
        let cookie = editor(&visitor).await;
        let form = "titel=&inleiding=Kort.&verhaal=Lang&website=javascript%3Aalert(1)";
        let wrong = visitor.post("/beheer/nieuws/nieuw", form, &cookie).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        for words in ["Dit is geen webadres", "Vul dit in", "Kort.", "Lang"] {
            assert!(wrong.text().contains(words), "{words}");
        }
    }
}
