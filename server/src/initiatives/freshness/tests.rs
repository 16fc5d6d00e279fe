//! What becomes of an initiative that nobody looks at, on both databases.

use app::accounts::roles::{GivenRole, Role};
use axum::http::header::COOKIE;
use axum::http::{Method, StatusCode};
use time::macros::datetime;
use time::{Duration, OffsetDateTime};

use super::ask::ask;
use super::contact::{add_contact, forget};
use super::mark::mark;
use crate::accounts::testing::{actor_of, cookie_of_new};
use crate::http::testing::{Visitor, import};
use crate::initiatives::content;
use crate::initiatives::import_initiatives::{Mode, import_initiatives};
use crate::store::testing::store_tests;
use crate::store::{Store, read, within};

/// Says when an initiative was last checked.
async fn checked(store: &Store, id: i64, day: &str) {
    let mut tx = store.begin().await.expect("a transaction");
    within!(&mut tx, |db| {
        sqlx::query("UPDATE initiative SET last_checked = $2 WHERE id = $1")
            .bind(id)
            .bind(day)
            .execute(db)
            .await
            .map(|_| ())
    })
    .expect("a change");
    tx.commit().await.expect("a commit");
}

/// Somebody who keeps municipalities, logged in.
async fn custodian(visitor: &Visitor, codes: &[&str]) -> String {
    let given = |code: &&str| GivenRole::new(Role::Custodian, Some((*code).to_owned())).expect("a role");
    cookie_of_new(visitor, &codes.iter().map(given).collect::<Vec<_>>()).await
}

/// Somebody who agreed to be asked.
async fn contact(store: &Store, id: i64, email: &str) {
    let mut tx = store.begin().await.expect("a transaction");
    let email = email.parse().expect("an address");
    add_contact(&mut tx, id, &email, datetime!(2024-01-01 12:00 UTC)).await.expect("a contact");
    tx.commit().await.expect("a commit");
}

async fn asks(store: &Store, now: OffsetDateTime) -> usize {
    ask(store, "https://example.org", now).await.expect("done")
}

/// The mails that ask, oldest first.
async fn mails(store: &Store) -> Vec<String> {
    let plain = "SELECT plain FROM outbox WHERE letter = 'check' ORDER BY id";
    read!(store, |db| sqlx::query_scalar(plain).fetch_all(db).await).expect("mails")
}

/// Asks now; gives the path of the link in the newest mail.
async fn link(visitor: &Visitor) -> String {
    assert_eq!(asks(&visitor.store, visitor.platform.clock.now()).await, 1);
    let mail = mails(&visitor.store).await.pop().expect("a mail");
    let found = mail.lines().find_map(|line| line.strip_prefix("https://example.org/landkaart/controle/"));
    format!("/landkaart/controle/{}", found.expect("a link"))
}

/// The versions of number 1: where each comes from, and why.
async fn versions(store: &Store) -> Vec<(String, Option<String>)> {
    let versions = "SELECT origin, reason FROM initiative_version WHERE initiative_id = 1 ORDER BY number";
    read!(store, |db| sqlx::query_as(versions).fetch_all(db).await).expect("versions")
}

async fn count(store: &Store, statement: &'static str) -> i64 {
    read!(store, |db| sqlx::query_scalar(statement).fetch_one(db).await).expect("a count")
}

async fn unconfirmed(store: &Store) -> Vec<i64> {
    let ids = "SELECT id FROM initiative WHERE unconfirmed_since IS NOT NULL ORDER BY id";
    read!(store, |db| sqlx::query_scalar(ids).fetch_all(db).await).expect("numbers")
}

/// Visitor of a Landkaart on which number 1 was checked on a leap day and everything else today.
async fn with_one_old(store: Store) -> Visitor {
    let visitor = Visitor::of_forty(store).await;
    checked(&visitor.store, 1, "2024-02-29").await;
    visitor
}

store_tests! {
    async fn after_fifteen_months_it_is_unconfirmed_and_not_a_day_before(store: Store) {
        let visitor = with_one_old(store).await;
        assert_eq!(mark(&visitor.store, datetime!(2025-05-28 23:59 UTC)).await.expect("done"), 0);
        assert_eq!(mark(&visitor.store, datetime!(2025-05-29 00:00 UTC)).await.expect("done"), 1);
        assert_eq!(mark(&visitor.store, datetime!(2025-05-29 00:00 UTC)).await.expect("done"), 0, "once");
        assert_eq!(unconfirmed(&visitor.store).await, [1]);
        // What was never checked counts from the day on which it came.
        let now = OffsetDateTime::now_utc();
        assert_eq!(mark(&visitor.store, now + Duration::days(450)).await.expect("done"), 0);
        assert_eq!(mark(&visitor.store, now + Duration::days(461)).await.expect("done"), 39);
    }

    async fn everybody_sees_that_it_is_unconfirmed_and_can_ask_for_it(store: Store) {
        let visitor = with_one_old(store).await;
        let page = "/landkaart/initiatief/1-g1000-amersfoort";
        assert!(!visitor.get(page).await.text().contains(">Onbevestigd<"));
        assert_eq!(mark(&visitor.store, datetime!(2025-06-01 12:00 UTC)).await.expect("done"), 1);
        visitor.platform.landkaart.refresh().await.expect("a snapshot");
        assert!(visitor.get(page).await.text().contains(">Onbevestigd<"), "kept pages follow");
        for (address, contains) in [
            ("/landkaart?gecontroleerd=onbevestigd", "1 initiatief in 1 gemeente"),
            ("/landkaart?gecontroleerd=bevestigd", "39 initiatieven"),
            ("/landkaart/gemeente/amersfoort", ">Onbevestigd<"),
            ("/landkaart/feed.atom?gecontroleerd=onbevestigd", "term=\"onbevestigd\""),
            ("/api/v1/initiatieven.csv?gecontroleerd=onbevestigd", "G1000 Amersfoort"),
        ] {
            let answer = visitor.get(address).await;
            assert_eq!(answer.status, StatusCode::OK, "{address}");
            assert!(answer.text().contains(contains), "{address}: {}", answer.text());
        }
        let one = visitor.get("/api/v1/initiatieven/1").await.json();
        let other = visitor.get("/api/v1/initiatieven/2").await.json();
        assert_eq!((&one["onbevestigd"], &other["onbevestigd"]), (&true.into(), &false.into()));
        for (address, count) in [("/api/v1/initiatieven", "_embedded"), ("/ogc/v1/collections/initiatieven/items", "features")] {
            let answer = visitor.get(&format!("{address}?gecontroleerd=onbevestigd")).await;
            assert_eq!(answer.text().matches("\"onbevestigd\":true").count(), 1, "{address} {count}: {}", answer.text());
            assert!(!answer.text().contains("\"onbevestigd\":false"), "{address}");
        }
        assert_eq!(visitor.get("/api/v1/initiatieven?gecontroleerd=ooit").await.status, StatusCode::BAD_REQUEST);
        assert_eq!(visitor.get("/landkaart?gecontroleerd=ooit").await.status, StatusCode::UNPROCESSABLE_ENTITY);
        let none = visitor.get("/landkaart?gemeente=borne&gecontroleerd=onbevestigd").await;
        assert!(none.text().contains("wat wel of niet is gecontroleerd"), "the way out of an empty list");
    }

    async fn two_instances_at_once_mark_each_initiative_once_and_raise_the_version_once(store: Store) {
        let visitor = with_one_old(store).await;
        let another = visitor.store.another().await;
        let version = async |store: &Store| -> i64 {
            let version = "SELECT version FROM data_version WHERE room = 'initiatives'";
            read!(store, |db| sqlx::query_scalar(version).fetch_one(db).await).expect("a version")
        };
        let before = version(&visitor.store).await;
        let now = datetime!(2025-06-01 12:00 UTC);
        let (one, two) = tokio::join!(mark(&visitor.store, now), mark(&another, now));
        assert_eq!(one.expect("done") + two.expect("done"), 1);
        assert_eq!(version(&visitor.store).await, before + 1);
        another.close().await;
    }

    async fn an_import_neither_takes_back_a_check_nor_ends_that_nobody_confirmed_it(store: Store) {
        let visitor = with_one_old(store).await;
        mark(&visitor.store, datetime!(2025-06-01 12:00 UTC)).await.expect("done");
        let renamed = content::INITIATIVES.replacen("G1000 Amersfoort", "Stadsgesprek Amersfoort", 1);
        import(&visitor.store, &renamed, Mode::Write).await;
        assert_eq!(unconfirmed(&visitor.store).await, [1], "a file without a day says nothing about it");
        let day: Option<String> = read!(&visitor.store, |db| {
            sqlx::query_scalar("SELECT last_checked FROM initiative WHERE id = 1").fetch_one(db).await
        })
        .expect("a day");
        assert_eq!(day.as_deref(), Some("2024-02-29"));
        assert_eq!(import(&visitor.store, &renamed, Mode::Write).await.unchanged, 40, "the same file changes nothing");
        let with_day = renamed.replacen("\"laatst_gecontroleerd\": null", "\"laatst_gecontroleerd\": \"2025-07-01\"", 1);
        let now = datetime!(2025-08-01 12:00 UTC);
        import_initiatives(&visitor.store, with_day.as_bytes(), None, Mode::Write, now).await.expect("an import");
        assert!(unconfirmed(&visitor.store).await.is_empty(), "a later day ends it");
    }

    async fn a_day_after_a_year_whoever_keeps_the_municipality_is_asked_once(store: Store) {
        let visitor = with_one_old(store).await;
        custodian(&visitor, &["GM0307"]).await;
        contact(&visitor.store, 1, "inwoner@voorbeeld.nl").await;
        assert_eq!(asks(&visitor.store, datetime!(2025-02-28 23:59 UTC)).await, 0);
        assert_eq!(asks(&visitor.store, datetime!(2025-03-01 00:00 UTC)).await, 1);
        let all = mails(&visitor.store).await;
        assert!(all.len() == 1 && all[0].contains("G1000 Amersfoort"), "the contact is not needed: {all:?}");
        for day in [datetime!(2025-03-01 01:00 UTC), datetime!(2025-03-20 00:00 UTC), datetime!(2026-02-28 00:00 UTC)] {
            assert_eq!(asks(&visitor.store, day).await, 0, "once a year");
        }
        assert_eq!(asks(&visitor.store, datetime!(2026-03-02 00:00 UTC)).await, 1);
    }

    async fn one_person_gets_one_mail_for_all_that_is_due_and_one_a_week(store: Store) {
        let visitor = with_one_old(store).await;
        checked(&visitor.store, 2, "2024-02-01").await;
        custodian(&visitor, &["GM0307", "GM1991"]).await;
        let now = datetime!(2025-04-01 12:00 UTC);
        assert_eq!(asks(&visitor.store, now).await, 1);
        let mail = mails(&visitor.store).await.remove(0);
        assert!(mail.contains("G1000 Amersfoort") && mail.contains("G1000 Uden"), "{mail}");
        let subject: String = read!(&visitor.store, |db| {
            sqlx::query_scalar("SELECT subject FROM outbox WHERE letter = 'check'").fetch_one(db).await
        })
        .expect("a subject");
        assert_eq!(subject, "Kloppen deze 2 initiatieven nog?");
        // Another one becomes due the day after.
        let also = "UPDATE initiative SET last_checked = '2024-04-01', municipality_code = 'GM0307' WHERE id = 3";
        let mut tx = visitor.store.begin().await.expect("a transaction");
        within!(&mut tx, |db| sqlx::query(also).execute(db).await.map(|_| ())).expect("a change");
        tx.commit().await.expect("a commit");
        assert_eq!(asks(&visitor.store, now + Duration::days(2)).await, 0);
        assert_eq!(asks(&visitor.store, now + Duration::days(7) - Duration::seconds(1)).await, 0);
        assert_eq!(asks(&visitor.store, now + Duration::days(7)).await, 1);
    }

    async fn two_instances_at_once_send_nobody_two_mails(store: Store) {
        let visitor = with_one_old(store).await;
        custodian(&visitor, &["GM0307"]).await;
        contact(&visitor.store, 2, "inwoner@voorbeeld.nl").await;
        checked(&visitor.store, 2, "2024-02-01").await;
        let another = visitor.store.another().await;
        let now = datetime!(2025-04-01 12:00 UTC);
        let (one, two) = tokio::join!(asks(&visitor.store, now), asks(&another, now));
        assert_eq!(one + two, 2, "one for each of the two people");
        assert_eq!(mails(&visitor.store).await.len(), 2);
        another.close().await;
    }

    async fn whoever_says_that_it_is_still_so_has_checked_it_today_and_twice_is_as_once(store: Store) {
        let visitor = with_one_old(store).await;
        mark(&visitor.store, datetime!(2025-06-01 12:00 UTC)).await.expect("done");
        custodian(&visitor, &["GM0307"]).await;
        let link = link(&visitor).await;
        let page = visitor.get(&link).await;
        assert!(page.text().contains("Ja, het klopt nog") && page.text().contains("G1000 Amersfoort"));
        assert!(versions(&visitor.store).await.is_empty(), "opening a link is not answering");
        for _ in 0..2 {
            let pressed = visitor.post(&link, "initiatief=1&doe=klopt", "").await;
            assert_eq!((pressed.status, pressed.header("location")), (StatusCode::SEE_OTHER, link.as_str()));
        }
        let expected = Some("Gecontroleerd: dit klopt nog.".to_owned());
        assert_eq!(versions(&visitor.store).await[1..], [("municipality".to_owned(), expected)]);
        assert!(unconfirmed(&visitor.store).await.is_empty());
        let today = visitor.platform.clock.now().date().to_string();
        let shown = visitor.get("/api/v1/initiatieven/1").await.json();
        assert_eq!((&shown["laatst_gecontroleerd"], &shown["onbevestigd"]), (&today.into(), &false.into()));
        assert!(visitor.get(&link).await.text().contains("Gecontroleerd op"));
        let late = visitor.post(&link, "initiatief=1&doe=weg", "").await;
        assert_eq!(late.header("location"), link, "another tab");
        assert_eq!(visitor.get("/api/v1/initiatieven/1").await.json()["status"], "afgerond");
        assert_eq!(versions(&visitor.store).await.len(), 2);
        assert_eq!(visitor.post(&link, "initiatief=2&doe=klopt", "").await.status, StatusCode::NOT_FOUND);
    }

    async fn what_is_no_longer_there_ends_at_once_for_a_custodian_and_waits_for_a_moderator_otherwise(store: Store) {
        let visitor = with_one_old(store).await;
        let running = "UPDATE initiative_facet SET value_code = 'loopt' WHERE facet_code = 'status'";
        let mut tx = visitor.store.begin().await.expect("a transaction");
        within!(&mut tx, |db| sqlx::query(running).execute(db).await.map(|_| ())).expect("a change");
        tx.commit().await.expect("a commit");
        contact(&visitor.store, 1, "inwoner@voorbeeld.nl").await;
        let link = link(&visitor).await;
        for _ in 0..2 {
            assert_eq!(visitor.post(&link, "initiatief=1&doe=weg", "").await.header("location"), link);
        }
        assert_eq!(visitor.get("/api/v1/initiatieven/1").await.json()["status"], "loopt");
        let pending = "SELECT COUNT(*) FROM submission WHERE state = 'pending' AND kind = 'change'";
        assert_eq!(count(&visitor.store, pending).await, 1);
        assert!(visitor.get(&link).await.text().contains("U gaf door dat dit niet meer bestaat"));

        checked(&visitor.store, 2, "2024-02-29").await;
        custodian(&visitor, &["GM1991"]).await;
        let own = self::link(&visitor).await;
        visitor.post(&own, "initiatief=2&doe=weg", "").await;
        assert_eq!(visitor.get("/api/v1/initiatieven/2").await.json()["status"], "afgerond");
        assert_eq!(count(&visitor.store, pending).await, 1);
    }

    async fn a_change_behind_the_link_needs_no_second_proof_of_the_address(store: Store) {
        let visitor = with_one_old(store).await;
        contact(&visitor.store, 1, "inwoner@voorbeeld.nl").await;
        let link = link(&visitor).await;
        let form = format!("{link}/1/wijzigen");
        assert_eq!(visitor.post(&link, "initiatief=1&doe=veranderd", "").await.header("location"), form);
        let shown = visitor.get(&form).await;
        assert!(shown.text().contains("value=\"G1000 Amersfoort\"") && !shown.text().contains("name=\"email\""));
        let version = shown.text().split("name=\"versie\" value=\"").nth(1).and_then(|rest| rest.split('"').next());
        let mut filled = form_urlencoded::Serializer::new(String::new());
        filled.extend_pairs([
            ("begonnen", "1"), ("titel", "G1000 Amersfoort"), ("samenvatting", "Inwoners spraken een dag met elkaar."),
            ("gemeente", "Amersfoort"), ("soort", "burgerberaad"), ("status", "afgerond"), ("licentie", "ja"),
            ("bron", "https://voorbeeld.nl/g1000"), ("doe", "verstuur"), ("versie", version.expect("a version")),
        ]);
        let sent = visitor.post(&form, &filled.finish(), "").await;
        assert!(sent.header("location").starts_with("/landkaart/melding/"), "{} {}", sent.status, sent.text());
        assert!(visitor.get(sent.header("location")).await.text().contains("Een moderator kijkt"));
        assert_eq!(count(&visitor.store, "SELECT COUNT(*) FROM submission WHERE state = 'pending'").await, 1);
        assert_eq!(count(&visitor.store, "SELECT COUNT(*) FROM outbox WHERE letter = 'submission-confirm'").await, 0);
        assert_eq!(visitor.get(&form).await.header("location"), link, "once");
        assert!(visitor.get(&link).await.text().contains("Uw wijziging is doorgegeven"));
    }

    async fn a_custodian_who_is_none_any_more_answers_for_nothing(store: Store) {
        let visitor = with_one_old(store).await;
        let cookie = custodian(&visitor, &["GM0307"]).await;
        let link = link(&visitor).await;
        let to_desk = visitor.post(&link, "initiatief=1&doe=veranderd", "").await;
        assert_eq!(to_desk.header("location"), "/beheer/initiatieven/1");
        let account = actor_of(&visitor, &cookie).await.account.0;
        let owner = cookie_of_new(&visitor, &[GivenRole::new(Role::Owner, None).expect("a role")]).await;
        visitor.post(&format!("/beheer/accounts/{account}"), "doen=neem&rol=custodian:GM0307", &owner).await;
        assert_eq!(visitor.post(&link, "initiatief=1&doe=klopt", "").await.header("location"), link);
        assert!(versions(&visitor.store).await.is_empty());
        assert!(visitor.get(&link).await.text().contains("Iemand anders houdt dit nu bij"));
    }

    async fn a_link_that_is_too_old_or_never_was_says_so(store: Store) {
        let visitor = with_one_old(store).await;
        custodian(&visitor, &["GM0307"]).await;
        let link = link(&visitor).await;
        let mut tx = visitor.store.begin().await.expect("a transaction");
        let old = "UPDATE check_letter SET sent_at = sent_at - 121 * 86400";
        within!(&mut tx, |db| sqlx::query(old).execute(db).await.map(|_| ())).expect("a change");
        tx.commit().await.expect("a commit");
        for answer in [visitor.get(&link).await, visitor.post(&link, "initiatief=1&doe=klopt", "").await] {
            assert_eq!(answer.status, StatusCode::GONE);
            assert!(answer.text().contains("Deze link is te oud"));
        }
        assert!(versions(&visitor.store).await.is_empty());
        assert_eq!(visitor.get("/landkaart/controle/onzin").await.status, StatusCode::NOT_FOUND);
    }

    async fn whoever_says_that_it_is_enough_is_forgotten_and_so_is_whoever_never_answers(store: Store) {
        let visitor = with_one_old(store).await;
        contact(&visitor.store, 1, "inwoner@voorbeeld.nl").await;
        let link = link(&visitor).await;
        let header: Option<String> = read!(&visitor.store, |db| {
            sqlx::query_scalar("SELECT unsubscribe FROM outbox WHERE letter = 'check'").fetch_one(db).await
        })
        .expect("a header");
        assert_eq!(header, Some(format!("https://example.org{link}/stop")));
        let stopped = visitor.post(&format!("{link}/stop"), "List-Unsubscribe=One-Click", "").await;
        assert_eq!(stopped.status, StatusCode::SEE_OTHER);
        assert!(visitor.get(stopped.header("location")).await.text().contains("Wij vragen u niets meer"));
        for table in ["SELECT COUNT(*) FROM check_contact", "SELECT COUNT(*) FROM check_question",
            "SELECT COUNT(*) FROM check_turn", "SELECT COUNT(*) FROM check_letter WHERE person <> ''"] {
            assert_eq!(count(&visitor.store, table).await, 0, "{table}");
        }
        contact(&visitor.store, 1, "ander@voorbeeld.nl").await;
        assert_eq!(asks(&visitor.store, datetime!(2025-04-01 12:00 UTC)).await, 1);
        assert_eq!(asks(&visitor.store, datetime!(2026-04-03 12:00 UTC)).await, 0, "who did not answer is not asked again");
        assert_eq!(forget(&visitor.store, datetime!(2026-07-01 12:00 UTC)).await.expect("done"), 0);
        assert_eq!(forget(&visitor.store, datetime!(2026-07-02 12:00 UTC)).await.expect("done"), 1);
        assert_eq!(count(&visitor.store, "SELECT COUNT(*) FROM check_question").await, 0);
    }

    async fn a_contact_is_asked_again_a_year_after_somebody_else_checked_it_and_not_forgotten(store: Store) {
        let visitor = with_one_old(store).await;
        contact(&visitor.store, 1, "inwoner@voorbeeld.nl").await;
        assert_eq!(asks(&visitor.store, datetime!(2025-04-01 12:00 UTC)).await, 1);
        checked(&visitor.store, 1, "2025-05-01").await;
        assert_eq!(asks(&visitor.store, datetime!(2026-05-01 23:59 UTC)).await, 0, "not within a year of that");
        assert_eq!(asks(&visitor.store, datetime!(2026-05-02 00:00 UTC)).await, 1, "there was nothing left to answer");
        assert_eq!(asks(&visitor.store, datetime!(2027-06-01 00:00 UTC)).await, 0, "who did not answer is not asked again");
    }

    async fn a_question_that_somebody_elses_check_settled_costs_a_contact_nothing(store: Store) {
        let visitor = with_one_old(store).await;
        contact(&visitor.store, 1, "inwoner@voorbeeld.nl").await;
        assert_eq!(asks(&visitor.store, datetime!(2025-04-01 12:00 UTC)).await, 1);
        checked(&visitor.store, 1, "2025-05-01").await;
        assert_eq!(forget(&visitor.store, datetime!(2026-07-02 12:00 UTC)).await.expect("done"), 0);
        assert_eq!(count(&visitor.store, "SELECT COUNT(*) FROM check_contact").await, 1);
    }

    async fn an_answer_of_who_has_a_role_is_in_the_log_and_its_version_says_whose_it_is(store: Store) {
        let visitor = with_one_old(store).await;
        let logged = "SELECT COUNT(*) FROM audit_entry WHERE subject = 'initiative:1' AND actor IS NOT NULL
            AND action = 'initiative-changed'";
        contact(&visitor.store, 1, "inwoner@voorbeeld.nl").await;
        visitor.post(&link(&visitor).await, "initiatief=1&doe=klopt", "").await;
        assert_eq!(versions(&visitor.store).await.pop().expect("a version").0, "proposal");
        assert_eq!(count(&visitor.store, logged).await, 0, "a visitor is nobody in the log");

        checked(&visitor.store, 1, "2024-02-29").await;
        custodian(&visitor, &["GM0307"]).await;
        visitor.post(&link(&visitor).await, "initiatief=1&doe=klopt", "").await;
        assert_eq!(versions(&visitor.store).await.pop().expect("a version").0, "municipality");
        assert_eq!(count(&visitor.store, logged).await, 1);

        let moderator = cookie_of_new(&visitor, &[GivenRole::new(Role::Moderator, None).expect("a role")]).await;
        let email = actor_of(&visitor, &moderator).await.email;
        checked(&visitor.store, 2, "2024-02-29").await;
        contact(&visitor.store, 2, &email).await;
        let own = link(&visitor).await;
        assert_eq!(visitor.post(&own, "initiatief=2&doe=weg", "").await.header("location"), own);
        assert_eq!(visitor.get("/api/v1/initiatieven/2").await.json()["status"], "afgerond", "at once");
        let of_two = "SELECT COUNT(*) FROM initiative_version v JOIN audit_entry a ON a.subject = 'initiative:2'
            WHERE v.initiative_id = 2 AND v.origin = 'moderator' AND a.actor IS NOT NULL";
        assert_eq!(count(&visitor.store, of_two).await, 1);
    }

    async fn the_dashboard_shows_what_nobody_confirmed_first(store: Store) {
        let visitor = with_one_old(store).await;
        mark(&visitor.store, datetime!(2025-06-01 12:00 UTC)).await.expect("done");
        let cookie = custodian(&visitor, &["GM0307"]).await;
        let own = visitor.ask(Method::GET, "/beheer/mijn-gemeente", &[(COOKIE, &cookie)]).await;
        let first = own.text().split("/beheer/initiatieven/").nth(2).expect("an initiative");
        assert!(first.starts_with("1\"") && own.text().to_lowercase().contains("onbevestigd"), "{}", own.text());
    }
}
