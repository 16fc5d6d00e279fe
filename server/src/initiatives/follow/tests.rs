//! Following from the form to the last mail, on both databases.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use app::initiatives::follow::Pace;
use axum::body::Body;
use axum::http::header::{CONTENT_TYPE, HOST, ORIGIN};
use axum::http::{HeaderName, Method, StatusCode};
use time::OffsetDateTime;

use super::digest::{Sent, send_due};
use super::{forget, sql};
use crate::accounts::Token;
use crate::clock::Clock;
use crate::http::testing::{Visitor, import};
use crate::initiatives::LandkaartService;
use crate::initiatives::content;
use crate::initiatives::import_initiatives::{Mode, import_initiatives};
use crate::platform::Platform;
use crate::store::testing::store_tests;
use crate::store::{Store, read, within};

const DAY: i64 = 24 * 60 * 60;

/// A visitor whose clock can be moved. It begins as the clock of the machine, by which the forty came in.
async fn visitor(store: Store) -> (Visitor, Arc<AtomicI64>) {
    let now = Arc::new(AtomicI64::new(OffsetDateTime::now_utc().unix_timestamp() + 60));
    let shown = now.clone();
    let clock =
        Clock::showing(move || OffsetDateTime::from_unix_timestamp(shown.load(Ordering::Relaxed)).expect("a moment"));
    let visitor = Visitor::of(store, |platform| Platform { clock, ..platform }).await;
    (visitor, now)
}

/// Another instance over the same database.
async fn another(visitor: &Visitor) -> Platform {
    let store = visitor.store.another().await;
    let landkaart = LandkaartService::start(store.clone(), None).await.expect("a Landkaart");
    let clock = visitor.platform.clock.clone();
    Platform { clock, ..Platform::new(store, visitor.platform.site.clone(), landkaart) }
}

async fn texts(store: &Store, statement: &'static str) -> Vec<String> {
    read!(store, |db| sqlx::query_scalar(statement).fetch_all(db).await).expect("texts")
}

/// The digests that were written, oldest first.
async fn digests(store: &Store) -> Vec<String> {
    texts(store, "SELECT plain FROM outbox WHERE letter = 'follow-digest' ORDER BY id").await
}

async fn run(store: &Store, statement: &'static str) {
    let mut tx = store.begin().await.expect("a transaction");
    within!(&mut tx, |db| sqlx::raw_sql(statement).execute(db).await.map(|_| ())).expect("a change");
    tx.commit().await.expect("a commit");
}

/// The path behind the first link in a mail that goes on so.
fn link(mail: &str, path: &str) -> String {
    let at = mail.find(&format!("https://example.org{path}")).unwrap_or_else(|| panic!("{path} in {mail}"));
    mail[at + "https://example.org".len()..].split_whitespace().next().expect("a link").to_owned()
}

/// Asks to follow, and gives the link in the mail.
async fn ask(visitor: &Visitor, filter: &str, email: &str, pace: &str) -> String {
    let form = format!("email={email}&tempo={pace}");
    let sent = visitor.post(&format!("/landkaart/volgen?{filter}"), &form, "").await;
    assert_eq!((sent.status, sent.header("location")), (StatusCode::SEE_OTHER, "/landkaart/volgen/verstuurd"));
    let mails = texts(&visitor.store, "SELECT plain FROM outbox WHERE letter = 'follow-confirm' ORDER BY id").await;
    link(mails.last().expect("a mail"), "/landkaart/volgen/bevestigen/")
}

/// Follows something; gives the page with all that this address follows.
async fn follow(visitor: &Visitor, filter: &str, email: &str, pace: &str) -> String {
    let link = ask(visitor, filter, email, pace).await;
    let pressed = visitor.post(&link, "", "").await;
    assert_eq!(pressed.status, StatusCode::SEE_OTHER);
    pressed.header("location").split('?').next().expect("a path").to_owned()
}

async fn send(visitor: &Visitor) -> Sent {
    visitor.platform.landkaart.refresh().await.expect("a refresh");
    send_due(&visitor.platform).await.expect("a run")
}

/// Takes the forty in with some words replaced.
async fn rewrite(visitor: &Visitor, changes: &[(&str, &str)]) {
    let text = changes.iter().fold(content::INITIATIVES.to_owned(), |text, (from, to)| {
        assert!(text.contains(from), "{from}");
        text.replacen(from, to, 1)
    });
    import(&visitor.store, &text, Mode::Write).await;
}

store_tests! {
    async fn that_somebody_checked_it_and_it_is_still_so_is_no_news(store: Store) {
        let (visitor, now) = visitor(store).await;
        follow(&visitor, "", "naam%40voorbeeld.nl", "dag").await;
        let moments = |feed: &str| -> Vec<String> {
            feed.split("<updated>").skip(1).filter_map(|rest| rest.split('<').next()).map(str::to_owned).collect()
        };
        let before = moments(visitor.get("/landkaart/feed.atom").await.text());
        let checked = ("\"laatst_gecontroleerd\": null", "\"laatst_gecontroleerd\": \"2025-07-01\"");
        now.fetch_add(DAY, Ordering::Relaxed);
        let text = content::INITIATIVES.replacen(checked.0, checked.1, 1);
        let moment = visitor.platform.clock.now();
        import_initiatives(&visitor.store, text.as_bytes(), None, Mode::Write, moment).await.expect("an import");
        now.fetch_add(DAY, Ordering::Relaxed);
        assert_eq!(send(&visitor).await.mails, 0, "{:?}", digests(&visitor.store).await);
        assert_eq!(moments(visitor.get("/landkaart/feed.atom").await.text()), before);
        let changed = text.replacen("G1000 Amersfoort", "Stadsgesprek Amersfoort", 1);
        let moment = visitor.platform.clock.now();
        import_initiatives(&visitor.store, changed.as_bytes(), None, Mode::Write, moment).await.expect("an import");
        now.fetch_add(DAY, Ordering::Relaxed);
        assert_eq!(send(&visitor).await.mails, 1, "a change is");
        assert_ne!(moments(visitor.get("/landkaart/feed.atom").await.text()), before);
    }

    async fn somebody_follows_changes_how_often_and_stops_without_an_account(store: Store) {
        let (visitor, _) = visitor(store).await;
        let page = visitor.get("/landkaart/volgen?gemeente=amersfoort&pagina=2").await;
        assert_eq!(page.status, StatusCode::OK);
        for words in ["gemeente Amersfoort", "/landkaart/feed.atom?gemeente=amersfoort", "tot u stopt met volgen"] {
            assert!(page.text().contains(words), "{words}");
        }
        let link = ask(&visitor, "gemeente=amersfoort", "naam%40voorbeeld.nl", "dag").await;
        assert!(texts(&visitor.store, "SELECT email FROM follower").await.is_empty(), "nothing before the button");
        let opened = visitor.get(&link).await;
        assert!(opened.text().contains("gemeente Amersfoort") && opened.text().contains("Ja, stuur mij mail"));
        assert!(texts(&visitor.store, "SELECT email FROM follower").await.is_empty(), "opening a link is not pressing");
        let pressed = visitor.post(&link, "", "").await;
        let again = visitor.post(&link, "", "").await;
        assert_eq!(pressed.header("location"), again.header("location"), "pressed twice");
        let own = pressed.header("location").split('?').next().expect("a path");
        follow(&visitor, "soort=referendum", "Naam%40voorbeeld.nl", "week").await;
        let shown = visitor.get(own).await;
        for words in ["gemeente Amersfoort", "Referendum", "naam@voorbeeld.nl"] {
            assert!(shown.text().contains(words), "{words}");
        }
        let ids = texts(&visitor.store, "SELECT id FROM follow ORDER BY created_at, id").await;
        assert_eq!(ids.len(), 2);
        let changed = visitor.post(own, &format!("doe=wijzig&welke={}&tempo=week", ids[0]), "").await;
        assert_eq!(changed.status, StatusCode::SEE_OTHER);
        assert_eq!(texts(&visitor.store, "SELECT pace FROM follow").await, ["weekly", "weekly"]);
        let asked_meanwhile = ask(&visitor, "gemeente=zeist", "elders%40voorbeeld.nl", "dag").await;
        let elsewhere = follow(&visitor, "soort=referendum", "elders%40voorbeeld.nl", "dag").await;
        let only = texts(&visitor.store, "SELECT f.id FROM follow f JOIN follower w ON w.id = f.follower_id WHERE w.email LIKE 'elders%'").await;
        visitor.post(&elsewhere, &format!("doe=stop&welke={}", only[0]), "").await;
        let confirmed = visitor.post(&asked_meanwhile, "", "").await;
        assert_eq!(confirmed.status, StatusCode::SEE_OTHER, "what was asked for and not confirmed yet is another wish");
        visitor.post(confirmed.header("location"), "doe=stop-alles", "").await;
        visitor.post(own, &format!("doe=stop&welke={}", ids[0]), "").await;
        assert!(!visitor.get(own).await.text().contains("Amersfoort"));
        let stopped = visitor.post(own, "doe=stop-alles", "").await;
        assert_eq!(stopped.header("location"), "/landkaart/volgen/gestopt");
        assert!(texts(&visitor.store, "SELECT email FROM follower").await.is_empty(), "forgotten at once");
        assert!(texts(&visitor.store, "SELECT email FROM follow_request").await.is_empty(), "with what they asked for");
        assert_eq!(visitor.get(own).await.status, StatusCode::NOT_FOUND);
        assert_eq!(visitor.post(&link, "", "").await.status, StatusCode::NOT_FOUND, "and an old link brings nobody back");
    }

    async fn what_is_wrong_with_a_form_is_said_beside_it_and_a_program_hears_what_a_person_would(store: Store) {
        let (visitor, _) = visitor(store).await;
        let wrong = visitor.post("/landkaart/volgen?soort=referendum", "email=naam&tempo=", "").await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        for words in ["value=\"naam\"", "Kies hoe vaak u een mail wilt", "/landkaart/volgen?soort=referendum"] {
            assert!(wrong.text().contains(words), "{words}");
        }
        let unknown = visitor.get("/landkaart/volgen?gemeente=atlantis").await;
        assert_eq!(unknown.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(unknown.text().contains("Dit kunt u niet volgen") && !unknown.text().contains("<form class=\"form\""));
        let trapped = visitor.post("/landkaart/volgen", "email=a%40b.nl&tempo=dag&website=x", "").await;
        assert_eq!(trapped.header("location"), "/landkaart/volgen/verstuurd");
        assert!(texts(&visitor.store, "SELECT id FROM outbox").await.is_empty());
    }

    async fn one_address_gets_only_so_many_mails_that_ask(store: Store) {
        let (visitor, _) = visitor(store).await;
        let form = "email=naam%40voorbeeld.nl&tempo=dag";
        for _ in 0..10 {
            assert_eq!(visitor.post("/landkaart/volgen", form, "").await.status, StatusCode::SEE_OTHER);
        }
        let refused = visitor.post("/landkaart/volgen", form, "").await;
        assert_eq!(refused.status, StatusCode::TOO_MANY_REQUESTS);
        assert!(!refused.header("retry-after").is_empty());
    }

    async fn a_mail_program_ends_it_with_one_post_from_wherever_it_comes(store: Store) {
        let (visitor, _) = visitor(store).await;
        let own = follow(&visitor, "", "naam%40voorbeeld.nl", "dag").await;
        let stop = own.replace("/mijn/", "/stop/");
        let looked = visitor.get(&stop).await;
        assert!(looked.text().contains("U volgt nu één onderwerp"));
        let fetch_site = HeaderName::from_static("sec-fetch-site");
        let from_elsewhere = [
            (HOST, "example.org"),
            (ORIGIN, "https://mail.example"),
            (fetch_site, "cross-site"),
            (CONTENT_TYPE, "multipart/form-data; boundary=x"),
        ];
        let body = || Body::from("--x\r\n\r\nList-Unsubscribe=One-Click\r\n--x--\r\n");
        let elsewhere = visitor.send(Method::POST, &own, &from_elsewhere, body()).await;
        assert_eq!(elsewhere.status, StatusCode::FORBIDDEN, "only this address takes it");
        for _ in 0..2 {
            let ended = visitor.send(Method::POST, &stop, &from_elsewhere, body()).await;
            assert_eq!(ended.status, StatusCode::OK);
            assert!(ended.text().contains("U krijgt geen mail meer"));
        }
        assert!(texts(&visitor.store, "SELECT email FROM follower").await.is_empty());
    }

    async fn a_digest_tells_what_is_new_changed_ended_or_gone_in_one_mail_and_once(store: Store) {
        let (visitor, now) = visitor(store).await;
        let own = follow(&visitor, "soort=burgerberaad", "naam%40voorbeeld.nl", "dag").await;
        follow(&visitor, "gemeente=rotterdam", "naam%40voorbeeld.nl", "dag").await;
        follow(&visitor, "soort=referendum", "ander%40voorbeeld.nl", "dag").await;
        assert_eq!(send(&visitor).await, Sent::default(), "nothing is due before the morning");
        now.fetch_add(DAY, Ordering::Relaxed);
        let quiet = send(&visitor).await;
        assert_eq!((quiet.people, quiet.mails), (2, 0), "nothing to tell is no mail");

        // Rotterdam ends, Borne is renamed, Houten becomes something else, and Heerlen is withdrawn.
        rewrite(&visitor, &[
            (r#""soorten": ["burgerberaad"], "status": "te-controleren""#, r#""soorten": ["burgerberaad"], "status": "gestopt""#),
            (r#""titel": "G1000 Borne""#, r#""titel": "Burgertop Borne""#),
            (r#""gemeentenaam": "Houten", "ook_in": [], "precisie": "gemeente", "soorten": ["burgerberaad"]"#,
             r#""gemeentenaam": "Houten", "ook_in": [], "precisie": "gemeente", "soorten": ["co-creatie"]"#),
        ]).await;
        run(
            &visitor.store,
            "UPDATE data_version SET version = version + 1 WHERE room = 'initiatives';
            UPDATE initiative SET withdrawn_at = 1, revision =
                (SELECT version FROM data_version WHERE room = 'initiatives') WHERE title = 'Burgerberaad Heerlen';
            UPDATE initiative_version SET reason = 'De naam was anders.'
                WHERE number = 2 AND cells LIKE '%Burgertop Borne%';
            INSERT INTO initiative_version (initiative_id, number, at, origin, reason, cells)
                SELECT initiative_id, 3, at, origin, 'Gecontroleerd: dit klopt nog.',
                    replace(cells, '{\"', '{\"laatst_gecontroleerd\":\"2026-01-01\",\"')
                FROM initiative_version WHERE number = 2 AND cells LIKE '%Burgertop Borne%'",
        )
        .await;
        now.fetch_add(DAY, Ordering::Relaxed);
        let other = another(&visitor).await;
        visitor.platform.landkaart.refresh().await.expect("a refresh");
        let (one, two) = tokio::join!(send_due(&visitor.platform), send_due(&other));
        let (one, two) = (one.expect("a run"), two.expect("a run"));
        assert_eq!(one.mails + two.mails, 1, "two instances tell it once: {one:?} {two:?}");
        let mails = digests(&visitor.store).await;
        let mail = mails.first().expect("a mail");
        assert_eq!(mails.len(), 1, "{mails:?}");
        for words in [
            "BURGERBERAAD EN G1000",
            "GEMEENTE ROTTERDAM",
            "Afgerond of gestopt: Burgerberaad Klimaat (Rotterdam)",
            "Gewijzigd: Burgertop Borne (Borne). Reden: De naam was anders.",
            "Hoort hier niet meer bij: Burgerberaad Energie 2040 (Houten)",
            "Niet meer op de landkaart: Burgerberaad Heerlen (Heerlen)",
            "https://example.org/landkaart?soort=burgerberaad",
            &format!("https://example.org{own}"),
        ] {
            assert!(mail.contains(words), "{words}: {mail}");
        }
        let unsubscribe = texts(&visitor.store, "SELECT unsubscribe FROM outbox WHERE letter = 'follow-digest'").await;
        assert_eq!(unsubscribe, [format!("https://example.org{}", own.replace("/mijn/", "/stop/"))]);
        now.fetch_add(DAY, Ordering::Relaxed);
        assert_eq!(send(&visitor).await.mails, 0, "told once");
    }

    async fn whoever_follows_by_the_week_hears_of_all_of_it_on_monday(store: Store) {
        let (visitor, now) = visitor(store).await;
        follow(&visitor, "", "naam%40voorbeeld.nl", "week").await;
        rewrite(&visitor, &[(r#""titel": "G1000 Borne""#, r#""titel": "Burgertop Borne""#)]).await;
        let due = texts(&visitor.store, "SELECT CAST(due_at AS TEXT) FROM follow").await;
        let due: i64 = due[0].parse().expect("a moment");
        let monday = app::texts::moments::here(due).expect("a moment");
        assert_eq!((monday.weekday(), monday.hour()), (time::Weekday::Monday, 7));
        now.store(due - 1, Ordering::Relaxed);
        assert_eq!(send(&visitor).await.people, 0);
        now.store(due, Ordering::Relaxed);
        assert_eq!(send(&visitor).await.mails, 1);
        assert!(digests(&visitor.store).await[0].contains("ALLE INITIATIEVEN OP DE LANDKAART"));
    }

    async fn hundreds_who_follow_the_same_cost_one_search(store: Store) {
        let (visitor, now) = visitor(store).await;
        let told = visitor.platform.landkaart.snapshot().versions.initiatives;
        let mut tx = visitor.store.begin().await.expect("a transaction");
        for number in 0..250 {
            let (id, filter) = (format!("f{number:03}"), ["soort=burgerberaad", "provincie=utrecht"][number % 2]);
            within!(&mut tx, |db| sqlx::query(sql::ADD_FOLLOWER)
                .bind(&id).bind(format!("{id}@voorbeeld.nl")).bind(format!("{id}@voorbeeld.nl"))
                .bind(Token::random().expect("randomness").expose()).bind(0i64)
                .execute(db).await.map(|_| ())).expect("a follower");
            within!(&mut tx, |db| sqlx::query(sql::ADD)
                .bind(&id).bind(&id).bind(filter).bind(filter).bind(Pace::Daily.code()).bind(0i64)
                // Half of them missed a version.
                .bind(told.number - i64::from(number >= 125)).bind(told.written_at).bind(1i64)
                .execute(db).await.map(|_| ())).expect("a follow");
        }
        tx.commit().await.expect("a commit");
        rewrite(&visitor, &[(r#""titel": "G1000 Amersfoort""#, r#""titel": "Stadsgesprek Amersfoort""#)]).await;
        let sent = send(&visitor).await;
        assert_eq!((sent.people, sent.mails, sent.searches), (250, 250, 6), "two filters now, and before two versions");
        now.fetch_add(60, Ordering::Relaxed);
        assert_eq!(send(&visitor).await.people, 0);
    }

    async fn what_nobody_confirmed_is_no_news_for_who_follows_and_old_news_does_not_come_back(store: Store) {
        let (visitor, now) = visitor(store).await;
        follow(&visitor, "", "naam%40voorbeeld.nl", "dag").await;
        rewrite(&visitor, &[(r#""titel": "G1000 Amersfoort""#, r#""titel": "Stadsgesprek Amersfoort""#)]).await;
        now.fetch_add(DAY, Ordering::Relaxed);
        assert_eq!(send(&visitor).await.mails, 1);
        // Long ago, and then the job marks it.
        run(
            &visitor.store,
            "UPDATE initiative SET updated_at = updated_at - 50000000, created_at = created_at - 60000000;
            UPDATE initiative_version SET at = at - 60000000 WHERE number = 1;
            UPDATE initiative_version SET at = at - 50000000 WHERE number = 2;
            UPDATE data_version SET version = version + 1 WHERE room = 'initiatives';
            UPDATE initiative SET unconfirmed_since = 1,
                revision = (SELECT version FROM data_version WHERE room = 'initiatives')",
        )
        .await;
        now.fetch_add(DAY, Ordering::Relaxed);
        assert_eq!(send(&visitor).await.mails, 0, "{:?}", digests(&visitor.store).await.last());
        // Also for who follows only what it is since then.
        run(&visitor.store, "UPDATE follow SET filter = 'q=stadsgesprek', name = 'stadsgesprek'").await;
        run(
            &visitor.store,
            "UPDATE data_version SET version = version + 1 WHERE room = 'initiatives';
            UPDATE initiative SET revision = (SELECT version FROM data_version WHERE room = 'initiatives')",
        )
        .await;
        now.fetch_add(DAY, Ordering::Relaxed);
        assert_eq!(send(&visitor).await.mails, 0, "it did not become that today: {:?}", digests(&visitor.store).await.last());
    }

    async fn a_long_list_is_cut_and_says_how_much_more_there_is(store: Store) {
        let (visitor, now) = visitor(store).await;
        follow(&visitor, "", "naam%40voorbeeld.nl", "dag").await;
        run(
            &visitor.store,
            "UPDATE data_version SET version = version + 1 WHERE room = 'initiatives';
            UPDATE initiative SET revision = (SELECT version FROM data_version WHERE room = 'initiatives');
            UPDATE initiative SET changed_revision = revision",
        )
        .await;
        now.fetch_add(DAY, Ordering::Relaxed);
        send(&visitor).await;
        let mail = digests(&visitor.store).await.remove(0);
        assert_eq!(mail.matches("Gewijzigd: ").count(), 25);
        assert!(mail.contains("En nog 15 veranderingen"), "{mail}");
    }

    async fn a_filter_that_is_no_longer_there_is_told_once_and_stays_to_be_seen(store: Store) {
        let (visitor, now) = visitor(store).await;
        let own = follow(&visitor, "gemeente=amersfoort", "naam%40voorbeeld.nl", "dag").await;
        run(&visitor.store, "UPDATE follow SET filter = 'gemeente=atlantis', name = 'gemeente Atlantis'").await;
        now.fetch_add(DAY, Ordering::Relaxed);
        assert_eq!(send(&visitor).await.mails, 1);
        let mail = digests(&visitor.store).await.remove(0);
        assert!(mail.contains("GEMEENTE ATLANTIS") && mail.contains("bestaat niet meer"), "{mail}");
        now.fetch_add(DAY, Ordering::Relaxed);
        assert_eq!(send(&visitor).await.people, 0);
        let shown = visitor.get(&own).await;
        assert!(shown.text().contains("gemeente Atlantis") && shown.text().contains("bestaat niet meer"));
    }

    async fn whoever_follows_a_municipality_that_merged_hears_its_new_name_and_follows_it_once(store: Store) {
        let (visitor, now) = visitor(store).await;
        follow(&visitor, "gemeente=amersfoort", "naam%40voorbeeld.nl", "dag").await;
        run(&visitor.store, "UPDATE follow SET filter = 'gemeente=uden', name = 'gemeente Uden'").await;
        follow(&visitor, "gemeente=maashorst", "naam%40voorbeeld.nl", "week").await;
        now.fetch_add(DAY, Ordering::Relaxed);
        assert_eq!(send(&visitor).await.mails, 1);
        let mail = digests(&visitor.store).await.remove(0);
        assert!(mail.contains("GEMEENTE MAASHORST") && mail.contains("Dit volgde u als: gemeente Uden"), "{mail}");
        assert_eq!(texts(&visitor.store, "SELECT filter FROM follow").await, ["gemeente=maashorst"]);
    }

    async fn whoever_does_not_confirm_is_forgotten(store: Store) {
        let (visitor, now) = visitor(store).await;
        let link = ask(&visitor, "", "naam%40voorbeeld.nl", "dag").await;
        now.fetch_add(8 * DAY, Ordering::Relaxed);
        assert_eq!(forget(&visitor.store, visitor.platform.clock.now()).await.expect("forgotten"), 1);
        assert_eq!(visitor.get(&link).await.status, StatusCode::NOT_FOUND);
    }
}
