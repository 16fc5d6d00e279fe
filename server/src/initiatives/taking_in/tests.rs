//! Files at the desk, through the router, on both databases.

use app::accounts::roles::{GivenRole, Role};
use axum::body::Body;
use axum::http::header::{CONTENT_TYPE, COOKIE};
use axum::http::{Method, StatusCode};
use time::Duration;

use super::forget;
use crate::accounts::testing::{actor_of, cookie_of_new};
use crate::http::testing::{Answer, Visitor};
use crate::initiatives::content;
use crate::store::testing::store_tests;
use crate::store::{read, within};

async fn moderator(visitor: &Visitor) -> String {
    cookie_of_new(visitor, &[GivenRole::new(Role::Moderator, None).expect("a role")]).await
}

/// Sends a file, as a browser does.
async fn send(visitor: &Visitor, name: &str, content: &[u8], cookie: &str) -> Answer {
    let head = format!(
        "--grens\r\nContent-Disposition: form-data; name=\"bestand\"; filename=\"{name}\"\r\n\
         Content-Type: application/octet-stream\r\n\r\n"
    );
    let body = [head.as_bytes(), content, b"\r\n--grens--\r\n"].concat();
    let headers = [(COOKIE, cookie), (CONTENT_TYPE, "multipart/form-data; boundary=grens")];
    visitor.send(Method::POST, "/beheer/imports", &headers, Body::from(body)).await
}

async fn look(visitor: &Visitor, address: &str, cookie: &str) -> Answer {
    visitor.ask(Method::GET, address, &[(COOKIE, cookie)]).await
}

async fn runs(visitor: &Visitor) -> Vec<(String, Option<String>, i64, i64, i64)> {
    read!(&visitor.store, |db| {
        sqlx::query_as("SELECT name, account_id, added, changed, unchanged FROM import_run ORDER BY id")
            .fetch_all(db)
            .await
    })
    .expect("runs")
}

/// The forty with the name of the first changed.
fn renamed() -> String {
    content::INITIATIVES.replacen("G1000 Amersfoort", "Stadsgesprek Amersfoort", 1)
}

store_tests! {
    async fn a_file_is_looked_at_first_and_taken_in_once_by_whoever_sent_it(store: Store) {
        let visitor = Visitor::of_forty(store).await;
        let (cookie, other) = (moderator(&visitor).await, moderator(&visitor).await);
        let sent = send(&visitor, "map/lijst.geojson", renamed().as_bytes(), &cookie).await;
        assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text());
        let trial = sent.header("location").to_owned();
        let page = look(&visitor, &trial, &cookie).await;
        assert!(page.text().contains("Proef met lijst.geojson") && page.text().contains("Lees het bestand in"));
        assert_eq!(visitor.get("/api/v1/initiatieven/1").await.json()["titel"], "G1000 Amersfoort", "nothing changed yet");
        assert!(runs(&visitor).await.is_empty());
        assert_eq!(look(&visitor, &trial, &other).await.status, StatusCode::NOT_FOUND, "it waits for whoever sent it");
        assert_eq!(visitor.post(&trial, "", &other).await.status, StatusCode::NOT_FOUND);

        let (one, two) = tokio::join!(visitor.post(&trial, "", &cookie), visitor.post(&trial, "", &cookie));
        let mut both = [one.status, two.status];
        both.sort_unstable();
        assert_eq!(both, [StatusCode::SEE_OTHER, StatusCode::NOT_FOUND], "pressed twice is taken in once");
        let run = [&one, &two].into_iter().find(|answer| answer.status == StatusCode::SEE_OTHER).expect("one").header("location").to_owned();
        let page = look(&visitor, &run, &cookie).await;
        assert!(page.text().contains("Het bestand is ingelezen") && page.text().contains("lijst.geojson"));
        assert_eq!(visitor.get("/api/v1/initiatieven/1").await.json()["titel"], "Stadsgesprek Amersfoort");
        let actor = actor_of(&visitor, &cookie).await.account.0;
        assert_eq!(runs(&visitor).await, [("lijst.geojson".to_owned(), Some(actor), 0, 1, 39)]);

        let again = send(&visitor, "lijst.geojson", renamed().as_bytes(), &cookie).await;
        let page = look(&visitor, again.header("location"), &cookie).await;
        assert!(page.text().contains("Er valt niets in te lezen"), "the same file again changes nothing");
        let list = look(&visitor, "/beheer/imports", &cookie).await;
        assert!(list.text().contains("lijst.geojson"));
        let log: i64 = read!(&visitor.store, |db| {
            sqlx::query_scalar("SELECT COUNT(*) FROM audit_entry WHERE action = 'file-imported'").fetch_one(db).await
        }).expect("a log");
        assert_eq!(log, 1);
    }

    async fn what_is_wrong_with_rows_is_said_before_and_kept_afterwards(store: Store) {
        let visitor = Visitor::of_forty(store).await;
        let cookie = moderator(&visitor).await;
        let file = "external_id;titel;samenvatting;gemeente;soorten;status\r\n\
            nieuw-1;Dorpsraad Ons Dorp;Bewoners beslissen samen over hun dorp.;Zeist;dorpsraad;loopt\r\n\
            nieuw-2;<b>Fout</b>;Kort;Atlantis;onzin;loopt\r\n";
        let sent = send(&visitor, "lijst.csv", file.as_bytes(), &cookie).await;
        assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text());
        let trial = sent.header("location").to_owned();
        let done = visitor.post(&trial, "", &cookie).await;
        for address in [trial.as_str(), done.header("location")] {
            let page = look(&visitor, address, &cookie).await;
            if page.status == StatusCode::OK {
                assert!(page.text().contains("Deze gemeente kennen we niet") && page.text().contains("nieuw-2"), "{address}");
                assert!(!page.text().contains("<b>Fout"), "what stood in the file stays text");
            }
        }
        assert_eq!(runs(&visitor).await[0].2, 1, "the row in order went in");
    }

    async fn what_no_import_reads_is_refused_with_a_sentence(store: Store) {
        let visitor = Visitor::of_forty(store).await;
        let cookie = moderator(&visitor).await;
        let large = vec![b'a'; 10 * 1024 * 1024 + 1];
        for (content, words) in [
            (b"PK\x03\x04\x14\x00\x00\x00".as_slice(), "rekenblad"),
            (b"", "leeg"),
            (b"%PDF-1.7", "geen tekstbestand"),
            (b"<html></html>", "webpagina"),
            (&large, "groter dan 10 MB"),
        ] {
            let refused = send(&visitor, "lijst", content, &cookie).await;
            assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{words}");
            assert!(refused.text().contains(words), "{words}");
        }
        let none = send(&visitor, "", b"", &cookie).await;
        assert!(none.text().contains("Kies een bestand"));
        let plain = visitor.post("/beheer/imports", "bestand=x", &cookie).await;
        assert_eq!(plain.status, StatusCode::BAD_REQUEST);
        let latin = "external_id;titel;samenvatting;gemeente;soorten\r\nx-1;Caf\u{e9}raad Zeist;Bewoners praten samen over hun buurt.;Zeist;dorpsraad\r\n";
        let latin: Vec<u8> = latin.chars().map(|c| c as u8).collect();
        assert_eq!(send(&visitor, "lijst.csv", &latin, &cookie).await.status, StatusCode::SEE_OTHER, "what Excel writes is read");
    }

    async fn what_became_of_a_file_can_be_read_for_a_year(store: Store) {
        let visitor = Visitor::of_forty(store).await;
        let cookie = moderator(&visitor).await;
        let sent = send(&visitor, "lijst.geojson", renamed().as_bytes(), &cookie).await;
        let done = visitor.post(sent.header("location"), "", &cookie).await;
        let report = done.header("location").to_owned();
        let now = visitor.platform.clock.now();
        forget(&visitor.store, now + Duration::days(364)).await.expect("done");
        assert_eq!(look(&visitor, &report, &cookie).await.status, StatusCode::OK);
        forget(&visitor.store, now + Duration::days(366)).await.expect("done");
        assert_eq!(look(&visitor, &report, &cookie).await.status, StatusCode::NOT_FOUND);
        let logged = "SELECT COUNT(*) FROM audit_entry WHERE action = 'file-imported'";
        let logged: i64 = read!(&visitor.store, |db| sqlx::query_scalar(logged).fetch_one(db).await).expect("a count");
        assert_eq!(logged, 1, "that it came in stays in the log");
    }

    async fn a_file_waits_an_hour_and_only_for_who_may_still_take_it_in(store: Store) {
        let visitor = Visitor::of_forty(store).await;
        let cookie = moderator(&visitor).await;
        let sent = send(&visitor, "lijst.geojson", renamed().as_bytes(), &cookie).await;
        let trial = sent.header("location").to_owned();
        let now = visitor.platform.clock.now();
        forget(&visitor.store, now + Duration::minutes(59)).await.expect("done");
        assert_eq!(look(&visitor, &trial, &cookie).await.status, StatusCode::OK);
        let account = actor_of(&visitor, &cookie).await.account.0;
        let take = "DELETE FROM account_role WHERE account_id = $1";
        let mut tx = visitor.store.begin().await.expect("a transaction");
        within!(&mut tx, |db| sqlx::query(take).bind(&account).execute(db).await.map(|_| ())).expect("taken");
        tx.commit().await.expect("a commit");
        assert_eq!(visitor.post(&trial, "", &cookie).await.status, StatusCode::FORBIDDEN);
        forget(&visitor.store, now + Duration::minutes(61)).await.expect("done");
        let left: i64 = read!(&visitor.store, |db| sqlx::query_scalar("SELECT COUNT(*) FROM import_file").fetch_one(db).await).expect("a count");
        assert_eq!(left, 0);
        assert!(runs(&visitor).await.is_empty());
    }
}
