//! Editions as visitors see them, on both databases.

use app::day::needs::Days as _;
use axum::http::StatusCode;
use time::{Duration, OffsetDateTime};

use super::load_example::load_example;
use super::{DayService, sql};
use crate::http::testing::Visitor;
use crate::store::testing::store_tests;
use crate::store::{Store, within};

/// 1 October 2026.
const NOW: i64 = 1_790_812_800;

fn at(seconds: i64) -> OffsetDateTime {
    OffsetDateTime::from_unix_timestamp(seconds).expect("a moment")
}

/// Somebody who looks at the site with the editions inside the binary.
async fn visitor(store: Store) -> Visitor {
    load_example(&store, at(NOW)).await.expect("loaded");
    let visitor = Visitor::of_forty(store).await;
    visitor.platform.days.refresh(at(NOW)).await.expect("read");
    visitor
}

/// The titles of the sessions on a page of the programme.
fn titles(html: &str) -> Vec<String> {
    let cards = html.split("session-card__title\">").skip(1);
    let title =
        |card: &str| card.split('>').nth(1).and_then(|rest| rest.split('<').next()).unwrap_or_default().to_owned();
    cards.map(title).collect()
}

store_tests! {
    async fn the_editions_inside_the_binary_are_loaded_once_and_the_coming_one_comes_first(store: Store) {
        assert_eq!(load_example(&store, at(NOW)).await.expect("loaded"), 2);
        assert_eq!(load_example(&store, at(NOW)).await.expect("loaded"), 0);
        let days = DayService::new(store);
        assert!(days.current().is_none());
        days.refresh(at(NOW)).await.expect("read");
        let first = days.version();
        let current = days.current().expect("an edition");
        assert_eq!((current.edition.code.as_str(), current.edition.is_example), ("2027", true));
        assert_eq!(current.programme.sessions.len(), 33);
        assert_eq!(days.earlier().iter().map(|view| view.edition.code.clone()).collect::<Vec<_>>(), ["2018"]);
        days.refresh(at(NOW)).await.expect("read");
        assert_eq!(days.version(), first, "nothing changed");
        days.refresh(at(NOW) + Duration::days(420)).await.expect("read");
        assert!(days.version() > first, "registration is over");
        assert_eq!(days.current().expect("an edition").edition.code, "2027", "the last one stays when none is to come");
    }

    async fn everybody_reads_the_day_its_programme_and_who_speaks(store: Store) {
        let visitor = visitor(store).await;
        for (address, words) in [
            ("/dag", "12 november 2027"),
            ("/dag", "/dag/edities/2018"),
            ("/dag", "application/ld+json"),
            ("/dag/edities/2018", "Ruim 700 raadsleden"),
            ("/dag/programma", "Een burgerberaad organiseren"),
            ("/dag/programma", "Dit is een voorbeeld"),
            ("/dag/programma/wandeling-de-wijk-in", "10:30–12:45"),
            ("/dag/programma/wijzigingen", "is er niets gewijzigd"),
            ("/dag/sprekers", "Vereniging van Griffiers"),
            ("/dag/sprekers/vng", "Welkom op de Dag"),
            ("/sitemap.xml", "/dag/programma/wandeling-de-wijk-in"),
        ] {
            let page = visitor.get(address).await;
            assert_eq!(page.status, StatusCode::OK, "{address}");
            assert!(page.text().contains(words), "{address}: {words}");
        }
        for nowhere in ["/dag/programma/onbekend", "/dag/sprekers/onbekend", "/dag/edities/1999"] {
            assert_eq!(visitor.get(nowhere).await.status, StatusCode::NOT_FOUND, "{nowhere}");
        }
    }

    async fn before_there_is_an_edition_the_page_leads_on(store: Store) {
        let visitor = Visitor::of_forty(store).await;
        let page = visitor.get("/dag").await;
        assert!(page.text().contains("nog geen nieuwe Dag") && page.text().contains("href=\"/nieuws\""));
        assert_eq!(visitor.get("/dag/programma").await.status, StatusCode::NOT_FOUND);
    }

    async fn a_part_of_the_programme_has_an_address_and_a_choice_stands_in_it(store: Store) {
        let visitor = visitor(store).await;
        let found = async |query: &str| titles(visitor.get(&format!("/dag/programma?{query}")).await.text());
        assert_eq!(found("").await.len(), 33);
        assert_eq!(found("thema=griffie").await.len(), 4);
        assert_eq!(found("q=burgerbraad").await, ["Een burgerberaad organiseren"], "a letter is missing");
        assert_eq!(found("q=movisie+loten").await, ["Loten of uitnodigen?"], "words of several fields");
        assert!(found("q=kwantumfysica").await.is_empty());
        let chosen = visitor.get("/dag/programma?keuze=motie&keuze=een-burgerberaad-organiseren").await;
        let ticked = chosen.text().split("<input type=\"checkbox\"").filter(|input| input.split('>').next().is_some_and(|tag| tag.contains(" checked")));
        assert_eq!(ticked.count(), 1, "what is not in the programme is left out");
        assert!(chosen.text().contains("Uw keuze staat in het adres"));
        let elsewhere = visitor.get("/dag/programma?thema=wijk&keuze=een-burgerberaad-organiseren").await;
        let kept = "type=\"hidden\" name=\"keuze\" value=\"een-burgerberaad-organiseren\"";
        assert!(elsewhere.text().contains(kept), "looking for something else loses no choice: {}", elsewhere.text());
        let tag = |answer: &crate::http::testing::Answer| answer.header("etag").to_owned();
        let with_mark = visitor.get("/dag/programma?utm_source=mail&keuze=een-burgerberaad-organiseren").await;
        assert_eq!(tag(&with_mark), tag(&chosen), "one page for one choice");
    }

    async fn what_changes_is_told_with_its_moment(store: Store) {
        let visitor = visitor(store).await;
        let current = visitor.platform.days.current().expect("an edition");
        let mut programme = current.programme.clone();
        let place = programme.sessions.iter().position(|session| session.code == "sturen-op-hoofdlijnen").expect("a session");
        programme.sessions[place].room = Some("zaal-3".into());
        programme.sessions[place + 1].cancelled = Some("De spreker is ziek.".into());
        let cancelled = programme.sessions[place + 1].code.clone();
        let mut tx = visitor.store.begin().await.expect("a transaction");
        within!(&mut tx, |db| sqlx::query(sql::PUBLISH)
            .bind(&current.edition.id)
            .bind(NOW + 60)
            .bind(None::<String>)
            .bind(serde_json::to_string(&programme).expect("a document"))
            .execute(db)
            .await
            .map(|_| ()))
        .expect("published");
        within!(&mut tx, |db| sqlx::query(sql::RAISE).execute(db).await.map(|_| ())).expect("raised");
        tx.commit().await.expect("a commit");
        visitor.platform.days.refresh(at(NOW + 60)).await.expect("read");
        let told = visitor.get("/dag/programma/wijzigingen").await;
        let text = told.text().replace("<!---->", "");
        assert!(text.contains("zaal: Zaal 1 → Zaal 3") && text.contains("gaat niet door. De spreker is ziek."), "{text}");
        assert!(visitor.get("/dag/programma").await.text().contains("/dag/programma/wijzigingen"));
        let session = visitor.get(&format!("/dag/programma/{cancelled}")).await;
        assert!(session.text().contains("Deze sessie gaat niet door") && session.text().contains("EventCancelled"));
    }
}
