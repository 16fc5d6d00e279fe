//! What staff do with initiatives, through the router, on both databases: two who write at once, merging and splitting, and whoever
//! tries what is not theirs.

use app::accounts::roles::{GivenRole, Role};
use axum::http::header::COOKIE;
use axum::http::{Method, StatusCode};
use form_urlencoded::Serializer;

use crate::accounts::testing::{actor_of, cookie_of_new};
use crate::http::testing::{Answer, Visitor};
use crate::store::testing::store_tests;
use crate::store::{read, within};

const FIRST: &str = "/beheer/initiatieven/1";

async fn cookie(visitor: &Visitor, role: Role, municipality: Option<&str>) -> String {
    let given = GivenRole::new(role, municipality.map(str::to_owned)).expect("a role");
    cookie_of_new(visitor, &[given]).await
}

async fn moderator(visitor: &Visitor) -> String {
    cookie(visitor, Role::Moderator, None).await
}

async fn look(visitor: &Visitor, address: &str, cookie: &str) -> Answer {
    visitor.ask(Method::GET, address, &[(COOKIE, cookie)]).await
}

/// The value of a hidden field.
fn hidden(page: &Answer, name: &str) -> String {
    let at = format!("name=\"{name}\" value=\"");
    page.text().split(at.as_str()).nth(1).and_then(|rest| rest.split('"').next()).unwrap_or_default().to_owned()
}

/// A form that says which version was seen, with these fields.
fn form(page: &Answer, fields: &[(&str, &str)]) -> String {
    let mut form = Serializer::new(String::new());
    form.append_pair("versie", &hidden(page, "versie")).append_pair("gezien", &hidden(page, "gezien"));
    form.extend_pairs(fields).finish()
}

/// The fields of an initiative in Amersfoort that is in order, with some filled in otherwise.
fn fields<'a>(other: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let mut all = vec![
        ("titel", "G1000 Amersfoort"),
        ("samenvatting", "Een burgertop waarin inwoners met elkaar spreken."),
        ("gemeente", "Amersfoort"),
        ("soort", "burgerberaad"),
        ("status", "gestopt"),
        ("bron", "https://voorbeeld.nl/g1000"),
        ("reden", "Preciezer"),
        ("doe", "opslaan"),
    ];
    all.retain(|(name, _)| !other.iter().any(|(changed, _)| changed == name));
    all.extend_from_slice(other);
    all
}

/// Looks at an initiative and does one thing with it.
async fn deed(
    visitor: &Visitor,
    id: i64,
    cookie: &str,
    what: &str,
    reason: (&str, &str),
    more: &[(&str, &str)],
) -> Answer {
    let address = format!("/beheer/initiatieven/{id}");
    let page = look(visitor, &address, cookie).await;
    let mut all = vec![("doe", what), reason];
    all.extend_from_slice(more);
    visitor.post(&address, &form(&page, &all), cookie).await
}

/// Merges one initiative into another one; `take` is what is taken along.
async fn merge(visitor: &Visitor, from: i64, into: i64, cookie: &str, take: &[&str]) -> Answer {
    let address = format!("/beheer/initiatieven/{from}/samenvoegen");
    let page = look(visitor, &format!("{address}?met={into}"), cookie).await;
    let mut form = Serializer::new(String::new());
    form.append_pair("versie", &hidden(&page, "versie")).append_pair("versie_ander", &hidden(&page, "versie_ander"));
    form.append_pair("met", &into.to_string()).append_pair("reden", "Het is hetzelfde");
    form.extend_pairs(take.iter().map(|column| ("neem", *column)));
    visitor.post(&address, &form.finish(), cookie).await
}

async fn run(visitor: &Visitor, statement: &'static str) {
    let mut tx = visitor.store.begin().await.expect("a transaction");
    within!(&mut tx, |db| sqlx::raw_sql(statement).execute(db).await.map(|_| ())).expect("a statement");
    tx.commit().await.expect("a commit");
}

async fn actions(visitor: &Visitor) -> Vec<String> {
    read!(&visitor.store, |db| {
        sqlx::query_scalar("SELECT action FROM audit_entry WHERE subject LIKE 'initiative:%' ORDER BY number")
            .fetch_all(db)
            .await
    })
    .expect("a log")
}

store_tests! {
    async fn a_moderator_publishes_an_initiative_and_changes_it_and_everybody_reads_why(store: Store) {
        let visitor = Visitor::of_forty(store).await;
        let cookie = moderator(&visitor).await;
        let shown = look(&visitor, "/beheer/initiatieven/nieuw?gemeente=GM0355", &cookie).await;
        assert!(shown.text().contains("value=\"Zeist\""));
        let new = [("titel", "Wijkraad De Ploeg"), ("gemeente", "Zeist"), ("reden", "")];
        let new = Serializer::new(String::new()).extend_pairs(fields(&new)).finish();
        let made = visitor.post("/beheer/initiatieven/nieuw", &new, &cookie).await;
        assert_eq!((made.status, made.header("location")), (StatusCode::SEE_OTHER, "/beheer/initiatieven/41?gedaan=nieuw"));
        assert!(visitor.get("/landkaart/initiatief/41").await.text().contains("Wijkraad De Ploeg"));
        let again = visitor.post("/beheer/initiatieven/nieuw", &new, &cookie).await;
        assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(again.text().contains("Staat dit al op de landkaart?"), "a double click makes no second one");

        let page = look(&visitor, FIRST, &cookie).await;
        let silent = visitor.post(FIRST, &form(&page, &fields(&[("reden", "")])), &cookie).await;
        assert_eq!(silent.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(silent.text().contains("href=\"#reden\"") && silent.text().contains("spreken."), "nothing is lost");
        let saved = visitor.post(FIRST, &form(&page, &fields(&[])), &cookie).await;
        assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text());
        let history = visitor.get("/landkaart/initiatief/1-g1000-amersfoort/geschiedenis").await;
        assert!(history.text().contains("Aangepast door een moderator") && history.text().contains("Preciezer"));
        assert_eq!(actions(&visitor).await, ["initiative-published", "initiative-changed"]);
    }

    async fn a_second_editor_sees_what_the_first_changed_and_overwrites_nothing(store: Store) {
        let visitor = Visitor::of_forty(store).await;
        let (one, two) = (moderator(&visitor).await, moderator(&visitor).await);
        let page = look(&visitor, FIRST, &one).await;
        let first = [("titel", "Stadsgesprek Amersfoort"), ("samenvatting", "De eerste schreef deze samenvatting.")];
        assert_eq!(visitor.post(FIRST, &form(&page, &fields(&first)), &one).await.status, StatusCode::SEE_OTHER);
        let second = [("samenvatting", "De tweede schreef een andere samenvatting.")];
        let late = visitor.post(FIRST, &form(&page, &fields(&second)), &two).await;
        assert_eq!(late.status, StatusCode::CONFLICT);
        for part in ["Iemand anders was u voor", "De eerste schreef", "De tweede schreef", "U veranderde allebei:", "In het kort. In het formulier staat wat u typte"] {
            let said = late.text().split("role=\"alert\"").nth(1).unwrap_or_default();
            assert!(late.text().contains(part), "{part}: {}", said.chars().take(900).collect::<String>());
        }
        let now = visitor.get("/api/v1/initiatieven/1").await.json();
        assert_eq!(now["samenvatting"], "De eerste schreef deze samenvatting.");
        assert!(late.text().contains("value=\"Stadsgesprek Amersfoort\""), "what only the first changed stands in the form");
        assert_ne!(hidden(&late, "versie"), hidden(&page, "versie"), "now it can be saved");
        let again = [("titel", "Stadsgesprek Amersfoort"), second[0]];
        assert_eq!(visitor.post(FIRST, &form(&late, &fields(&again)), &two).await.status, StatusCode::SEE_OTHER);
        // Two at once: one of them is first.
        let page = look(&visitor, FIRST, &one).await;
        let forms = ["Zo zegt de ene het voortaan.", "Zo zegt de andere het voortaan."].map(|words| form(&page, &fields(&[("samenvatting", words)])));
        let (a, b) = tokio::join!(visitor.post(FIRST, &forms[0], &one), visitor.post(FIRST, &forms[1], &two));
        let mut both = [a.status.as_u16(), b.status.as_u16()];
        both.sort_unstable();
        assert_eq!(both, [303, 409]);
    }

    async fn an_import_while_somebody_edits_is_seen_by_them(store: Store) {
        let visitor = Visitor::of_forty(store).await;
        let cookie = moderator(&visitor).await;
        let page = look(&visitor, FIRST, &cookie).await;
        let renamed = crate::initiatives::content::INITIATIVES.replacen("G1000 Amersfoort", "Stadsgesprek Amersfoort", 1);
        crate::http::testing::import(&visitor.store, &renamed, crate::initiatives::import_initiatives::Mode::Write).await;
        let late = visitor.post(FIRST, &form(&page, &fields(&[])), &cookie).await;
        assert_eq!(late.status, StatusCode::CONFLICT);
        assert!(late.text().contains("Stadsgesprek Amersfoort"));
    }

    async fn a_custodian_keeps_what_is_theirs_and_nothing_else(store: Store) {
        let visitor = Visitor::of_forty(store).await;
        let cookie = cookie(&visitor, Role::Custodian, Some("GM0307")).await;
        let page = look(&visitor, FIRST, &cookie).await;
        assert_eq!(page.status, StatusCode::OK);
        assert!(!page.text().contains("reden_intrekken") && !page.text().contains("href=\"/beheer/initiatieven\""));
        assert_eq!(visitor.post(FIRST, &form(&page, &fields(&[])), &cookie).await.status, StatusCode::SEE_OTHER);
        let history = visitor.get("/landkaart/initiatief/1/geschiedenis").await;
        assert!(history.text().contains("Aangepast of overgenomen door de gemeente"));
        // By the number of an initiative elsewhere.
        let elsewhere: i64 = read!(&visitor.store, |db| {
            sqlx::query_scalar("SELECT MIN(id) FROM initiative WHERE municipality_code <> 'GM0307'").fetch_one(db).await
        })
        .expect("a number");
        let address = format!("/beheer/initiatieven/{elsewhere}");
        assert_eq!(look(&visitor, &address, &cookie).await.status, StatusCode::FORBIDDEN);
        assert_eq!(visitor.post(&address, &form(&page, &fields(&[])), &cookie).await.status, StatusCode::FORBIDDEN);
        // By another municipality in the field, of one that is there and of one that is new.
        let page = look(&visitor, FIRST, &cookie).await;
        let moved = fields(&[("gemeente", "Zeist"), ("titel", "Iets heel anders")]);
        let new = Serializer::new(String::new()).extend_pairs(&moved).finish();
        for (address, form) in [(FIRST, form(&page, &moved)), ("/beheer/initiatieven/nieuw", new)] {
            let refused = visitor.post(address, &form, &cookie).await;
            assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{address}");
            assert!(refused.text().contains("U beheert deze gemeente niet"), "{address}");
        }
        // What only moderators do.
        for what in [("intrekken", "reden_intrekken"), ("terugzetten", "reden_versie"), ("losmaken", "reden_terug")] {
            let refused = deed(&visitor, 1, &cookie, what.0, (what.1, "Zomaar"), &[("nummer", "1")]).await;
            assert_eq!(refused.status, StatusCode::FORBIDDEN, "{what:?}");
        }
        assert_eq!(merge(&visitor, 1, 2, &cookie, &[]).await.status, StatusCode::FORBIDDEN);
        assert_eq!(look(&visitor, "/beheer/initiatieven", &cookie).await.status, StatusCode::FORBIDDEN);
        let now = visitor.get("/api/v1/initiatieven/1").await.json();
        assert_eq!(now["gemeente"], "GM0307");
    }

    async fn a_role_that_is_taken_away_ends_the_work_at_once(store: Store) {
        let visitor = Visitor::of_forty(store).await;
        let cookie = moderator(&visitor).await;
        let page = look(&visitor, FIRST, &cookie).await;
        let account = actor_of(&visitor, &cookie).await.account.0;
        let mut tx = visitor.store.begin().await.expect("a transaction");
        within!(&mut tx, |db| sqlx::query("DELETE FROM account_role WHERE account_id = $1").bind(&account).execute(db).await.map(|_| ()))
            .expect("taken");
        tx.commit().await.expect("a commit");
        assert_eq!(visitor.post(FIRST, &form(&page, &fields(&[])), &cookie).await.status, StatusCode::FORBIDDEN);
        assert!(actions(&visitor).await.is_empty());
    }

    async fn what_is_withdrawn_says_why_at_its_address_and_comes_back(store: Store) {
        let visitor = Visitor::of_forty(store).await;
        let cookie = moderator(&visitor).await;
        let silent = deed(&visitor, 1, &cookie, "intrekken", ("reden_intrekken", " "), &[]).await;
        assert_eq!(silent.status, StatusCode::UNPROCESSABLE_ENTITY);
        let gone = deed(&visitor, 1, &cookie, "intrekken", ("reden_intrekken", "Het was reclame."), &[]).await;
        assert_eq!(gone.status, StatusCode::SEE_OTHER);
        for address in ["/landkaart/initiatief/1-g1000-amersfoort", "/api/v1/initiatieven/1", "/ogc/v1/collections/initiatieven/items/1"] {
            let answer = visitor.get(address).await;
            assert_eq!(answer.status, StatusCode::GONE, "{address}");
            assert!(answer.text().contains("Het was reclame."), "{address}");
        }
        assert!(look(&visitor, FIRST, &cookie).await.text().contains("Het was reclame."));
        let twice = deed(&visitor, 1, &cookie, "intrekken", ("reden_intrekken", "Nog eens"), &[]).await;
        assert_eq!(twice.status, StatusCode::CONFLICT);
        let back = deed(&visitor, 1, &cookie, "terug", ("reden_terug", "Toch niet"), &[]).await;
        assert_eq!(back.status, StatusCode::SEE_OTHER);
        let history = visitor.get("/landkaart/initiatief/1/geschiedenis").await;
        for part in ["Van de landkaart gehaald", "Teruggezet op de landkaart", "Het was reclame.", "Toch niet"] {
            assert!(history.text().contains(part), "{part}");
        }
    }

    async fn an_earlier_version_comes_back_by_the_rules_of_today(store: Store) {
        let visitor = Visitor::of_forty(store).await;
        let cookie = moderator(&visitor).await;
        let before = visitor.get("/api/v1/initiatieven/1").await.json();
        let page = look(&visitor, FIRST, &cookie).await;
        assert_eq!(visitor.post(FIRST, &form(&page, &fields(&[])), &cookie).await.status, StatusCode::SEE_OTHER);
        let back = deed(&visitor, 1, &cookie, "terugzetten", ("reden_versie", "Was beter"), &[("nummer", "1")]).await;
        assert_eq!(back.status, StatusCode::SEE_OTHER, "{}", back.text());
        let now = visitor.get("/api/v1/initiatieven/1").await.json();
        assert_eq!((&now["samenvatting"], &now["bronnen"]), (&before["samenvatting"], &before["bronnen"]));
        assert!(visitor.get("/landkaart/initiatief/1/geschiedenis").await.text().contains("Versie 1 is teruggezet"));
        // A municipality that no longer exists: nothing is written, and what does not fit is said.
        run(&visitor, "UPDATE initiative_version SET cells = REPLACE(REPLACE(cells, 'GM0307', 'GM9999'), '\"Amersfoort\"', '\"Atlantis\"')
            WHERE number = 2").await;
        let unfit = deed(&visitor, 1, &cookie, "terugzetten", ("reden_versie", "Terug"), &[("nummer", "2")]).await;
        assert_eq!(unfit.status, StatusCode::UNPROCESSABLE_ENTITY);
        for part in ["Versie 2 past niet meer", "Gemeente: Deze gemeente kennen we niet", "?versie=2"] {
            assert!(unfit.text().contains(part), "{part}");
        }
        assert_eq!(visitor.get("/api/v1/initiatieven/1").await.json()["samenvatting"], before["samenvatting"]);
        let filled = look(&visitor, "/beheer/initiatieven/1?versie=2", &cookie).await;
        assert!(filled.text().contains("inwoners met elkaar spreken"), "the form holds that version, to mend it");
    }

    async fn what_is_merged_leads_on_everywhere_and_takes_its_proposals_along_and_back(store: Store) {
        let visitor = Visitor::of_forty(store).await;
        let cookie = moderator(&visitor).await;
        run(&visitor, "INSERT INTO submission (id, initiative_id, kind, state, version, cells, base_cells, title, municipality_code, created_at, updated_at)
            VALUES ('open', 1, 'change', 'pending', 1, '{}', '{}', 'Open', 'GM0307', 0, 0),
                ('done', 1, 'change', 'refused', 1, '{}', '{}', 'Af', 'GM0307', 0, 0)").await;
        let page = look(&visitor, "/beheer/initiatieven/1/samenvoegen?met=2", &cookie).await;
        assert!(page.text().contains("1 inzending die nog niet klaar is, verhuist mee"));
        let before = visitor.get("/api/v1/initiatieven/2").await.json();
        run(&visitor, "INSERT INTO check_contact (initiative_id, email_key, email, agreed_at) VALUES (1, 'a@b.nl', 'a@b.nl', 1)").await;
        let merged = merge(&visitor, 1, 2, &cookie, &["bronnen"]).await;
        let asked: Vec<i64> = read!(&visitor.store, |db| {
            sqlx::query_scalar("SELECT initiative_id FROM check_contact ORDER BY initiative_id").fetch_all(db).await
        })
        .expect("contacts");
        assert_eq!(asked, [1, 2], "who is asked every year is asked about what it is part of now");
        assert_eq!((merged.status, merged.header("location")), (StatusCode::SEE_OTHER, "/beheer/initiatieven/2?gedaan=samengevoegd"));
        let after = visitor.get("/api/v1/initiatieven/2").await.json();
        assert!(after["bronnen"].as_array().map(Vec::len) > before["bronnen"].as_array().map(Vec::len));
        for (address, to) in [
            ("/landkaart/initiatief/1-g1000-amersfoort", "/landkaart/initiatief/2"),
            ("/landkaart/initiatief/1/geschiedenis", "/landkaart/initiatief/2/geschiedenis"),
            ("/landkaart/initiatief/1/wijzigen", "/landkaart/initiatief/2/wijzigen"),
            ("/api/v1/initiatieven/1", "https://example.org/api/v1/initiatieven/2"),
            ("/ogc/v1/collections/initiatieven/items/1?f=json", "https://example.org/ogc/v1/collections/initiatieven/items/2?f=json"),
        ] {
            let answer = visitor.get(address).await;
            assert_eq!((answer.status, answer.header("location")), (StatusCode::MOVED_PERMANENTLY, to), "{address}");
            assert_eq!(answer.header("cache-control"), "no-cache", "it can be taken apart again");
        }
        let of = |id: &'static str| {
            let store = visitor.store.clone();
            async move {
                read!(&store, |db| sqlx::query_as::<_, (i64, i64)>("SELECT initiative_id, version FROM submission WHERE id = $1").bind(id).fetch_one(db).await)
                    .expect("a proposal")
            }
        };
        assert_eq!((of("open").await, of("done").await), ((2, 2), (1, 1)));
        assert!(visitor.get("/landkaart/initiatief/2/geschiedenis").await.text().contains("Samengevoegd met initiatief 1"));
        // A chain ends at the last one.
        assert_eq!(merge(&visitor, 2, 3, &cookie, &[]).await.status, StatusCode::SEE_OTHER);
        assert_eq!(visitor.get("/landkaart/initiatief/1").await.header("location"), "/landkaart/initiatief/3");
        assert_eq!(of("open").await, (3, 3));
        // No circle, not into itself, not into what is gone.
        for (from, into) in [(3, 1), (3, 2), (3, 3), (3, 999)] {
            assert_eq!(merge(&visitor, from, into, &cookie, &[]).await.status, StatusCode::UNPROCESSABLE_ENTITY, "{from} {into}");
        }
        let file = crate::http::testing::import(&visitor.store, crate::initiatives::content::INITIATIVES, crate::initiatives::import_initiatives::Mode::Write).await;
        assert_eq!(file.withdrawn, 2, "a file does not bring back what is part of another one");
        // Apart again.
        let apart = deed(&visitor, 1, &cookie, "losmaken", ("reden_terug", "Toch twee"), &[]).await;
        assert_eq!(apart.status, StatusCode::SEE_OTHER, "{}", apart.text());
        assert_eq!(visitor.get("/landkaart/initiatief/1").await.status, StatusCode::OK);
        assert_eq!(of("open").await, (1, 4));
        assert_eq!(visitor.get("/landkaart/initiatief/2").await.header("location"), "/landkaart/initiatief/3");
        let history = visitor.get("/landkaart/initiatief/1/geschiedenis").await;
        assert!(history.text().contains("Samengevoegd met een ander") && history.text().contains("Staat weer apart"));
        assert!(visitor.get("/landkaart/initiatief/3/geschiedenis").await.text().contains("Bekijk initiatief 1"));
    }

    async fn two_merges_at_once_in_opposite_directions_take_turns_and_make_no_circle(store: Store) {
        let visitor = Visitor::of_forty(store).await;
        let cookie = moderator(&visitor).await;
        run(&visitor, "INSERT INTO submission (id, initiative_id, kind, state, version, cells, base_cells, title, municipality_code, created_at, updated_at)
            VALUES ('one', 1, 'change', 'pending', 1, '{}', '{}', 'Een', 'GM0307', 0, 0),
                ('two', 2, 'change', 'pending', 1, '{}', '{}', 'Twee', 'GM0307', 0, 0)").await;
        for _ in 0..5 {
            let (one, two) = tokio::join!(merge(&visitor, 1, 2, &cookie, &[]), merge(&visitor, 2, 1, &cookie, &[]));
            let went = [&one, &two].iter().filter(|answer| answer.header("location").contains("samengevoegd")).count();
            assert_eq!(went, 1, "{} and {}", one.status, two.status);
            assert!(!one.status.is_server_error() && !two.status.is_server_error());
            let gone = if one.header("location").contains("samengevoegd") { 1 } else { 2 };
            assert_eq!(deed(&visitor, gone, &cookie, "losmaken", ("reden_terug", "Opnieuw"), &[]).await.status, StatusCode::SEE_OTHER);
        }
    }

    async fn an_entry_that_is_really_two_becomes_two_and_the_first_keeps_its_address(store: Store) {
        let visitor = Visitor::of_forty(store).await;
        let cookie = moderator(&visitor).await;
        let page = look(&visitor, "/beheer/initiatieven/nieuw?splits=1", &cookie).await;
        assert!(page.text().contains("value=\"G1000 Amersfoort\""), "it begins as a copy");
        let second = fields(&[("titel", "Wijktop Soesterkwartier"), ("splits", "1"), ("reden", "Het zijn er twee"), ("ander", "ja")]);
        let split = visitor.post("/beheer/initiatieven/nieuw", &form(&page, &second), &cookie).await;
        assert_eq!((split.status, split.header("location")), (StatusCode::SEE_OTHER, "/beheer/initiatieven/1?gedaan=gesplitst"), "{}", split.text());
        let late = visitor.post("/beheer/initiatieven/nieuw", &form(&page, &second), &cookie).await;
        assert_eq!(late.status, StatusCode::CONFLICT, "sent twice it makes no third one");
        assert_eq!(visitor.get("/landkaart/initiatief/1").await.status, StatusCode::OK);
        let first = visitor.get("/landkaart/initiatief/1/geschiedenis").await;
        assert!(first.text().contains("Bekijk initiatief 41") && first.text().contains("Het zijn er twee"));
        assert!(visitor.get("/landkaart/initiatief/41/geschiedenis").await.text().contains("Bekijk initiatief 1"));
    }

    async fn many_are_withdrawn_at_once_with_one_reason_and_come_back_with_one_press(store: Store) {
        let visitor = Visitor::of_forty(store).await;
        let cookie = moderator(&visitor).await;
        let none = visitor.post("/beheer/initiatieven", "doen=intrekken&rij=1&reden=", &cookie).await;
        assert!(none.header("location").contains("geen-reden"));
        let gone = visitor.post("/beheer/initiatieven", "doen=intrekken&rij=1&rij=2&rij=999&reden=Dubbel&lijst=q%3Da", &cookie).await;
        let location = gone.header("location").to_owned();
        assert!(location.starts_with("/beheer/initiatieven?q=a&gedaan=intrekken&aantal=2&niet=1&terug="), "{location}");
        let list = look(&visitor, &location, &cookie).await;
        assert!(list.text().contains("2 initiatieven zijn van de landkaart gehaald") && list.text().contains("Bij 1 initiatief kon het niet"));
        assert_eq!(visitor.get("/landkaart/initiatief/2").await.status, StatusCode::GONE);
        // Somebody puts one of them back before.
        deed(&visitor, 1, &cookie, "terug", ("reden_terug", "Toch niet"), &[]).await;
        let back = location.split("terug=").nth(1).expect("a way back");
        let undone = visitor.post("/beheer/initiatieven", &format!("terug={back}"), &cookie).await;
        assert!(undone.header("location").contains("gedaan=terug&aantal=1&niet=1"), "{}", undone.header("location"));
        for address in ["/landkaart/initiatief/1", "/landkaart/initiatief/2"] {
            assert_eq!(visitor.get(address).await.status, StatusCode::OK);
        }
        let again = visitor.post("/beheer/initiatieven", &format!("terug={back}"), &cookie).await;
        assert!(again.header("location").contains("te-laat"));
    }

    async fn the_list_holds_also_what_is_withdrawn_and_goes_by_everything_that_can_be_asked(store: Store) {
        let visitor = Visitor::of_forty(store).await;
        let cookie = moderator(&visitor).await;
        deed(&visitor, 1, &cookie, "intrekken", ("reden_intrekken", "Dubbel"), &[]).await;
        for (query, total) in [
            ("", 40), ("?q=g1000+amersfoort", 1), ("?stand=ingetrokken", 1), ("?stand=kaart", 39), ("?gemeente=nergens", 0),
            ("?voor=2001-01-01&stand=kaart&q=g1000+amersfoort", 0),
        ] {
            let file = look(&visitor, &format!("/beheer/initiatieven.csv{query}"), &cookie).await;
            assert_eq!(file.status, StatusCode::OK, "{query}");
            assert_eq!(file.text().matches("\r\n").count().max(1) - 1, total, "{query}: {}", file.text());
        }
        for query in ["?gemeente=Amersfoort", "?soort=burgerberaad", "?volgorde=titel", "?volgorde=-gecontroleerd"] {
            let list = look(&visitor, &format!("/beheer/initiatieven{query}"), &cookie).await;
            assert!(list.text().contains("G1000 Amersfoort"), "{query}");
        }
    }
}
