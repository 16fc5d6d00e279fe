//! The life of a proposal through the router, on both databases: from the form to the map, with everybody who gets in its way.

use app::accounts::roles::{GivenRole, Role};
use axum::body::Body;
use axum::http::header::{CONTENT_TYPE, COOKIE};
use axum::http::{Method, StatusCode};
use form_urlencoded::Serializer;

use super::forget::{end_unanswered, forget};
use super::propose::FOR_ALL;
use crate::accounts::testing::cookie_of_new;
use crate::http::testing::{Answer, Visitor, opened};
use crate::store::read;
use crate::store::testing::store_tests;

mod custodians;
mod deciding;
mod left_map;
mod photo;
mod pointing;
mod sending;

const FORM: &str = "/landkaart/toevoegen";
const WAITING: &str = "/beheer/inzendingen?stand=pending";

/// A form that is in order, with some fields filled in otherwise.
fn form(other: &[(&str, &str)]) -> String {
    let opened = opened("propose", 10);
    let fields = [
        ("begonnen", opened.as_str()),
        ("titel", "Buurtparlement De Ploeg"),
        ("samenvatting", "Bewoners beslissen samen over het geld voor hun buurt."),
        ("gemeente", "Zeist"),
        ("soort", "burgerbegroting"),
        ("status", "loopt"),
        ("bron", "https://voorbeeld.nl/buurtparlement"),
        ("email", "inwoner@voorbeeld.nl"),
        ("licentie", "ja"),
        ("doe", "verstuur"),
    ];
    let mut form = Serializer::new(String::new());
    for (name, text) in fields {
        if !other.iter().any(|(changed, _)| *changed == name) {
            form.append_pair(name, text);
        }
    }
    form.extend_pairs(other).finish()
}

/// What the letters of a kind say, oldest first.
async fn letters(visitor: &Visitor, kind: &str) -> Vec<String> {
    read!(&visitor.store, |db| {
        sqlx::query_scalar("SELECT plain FROM outbox WHERE letter = $1 ORDER BY id").bind(kind).fetch_all(db).await
    })
    .expect("letters")
}

/// The path of the link to a proposal in the newest letter of a kind.
async fn link(visitor: &Visitor, kind: &str) -> String {
    let letters = letters(visitor, kind).await;
    let letter = letters.last().expect("a letter");
    let found = letter.split_whitespace().find(|word| word.contains("/landkaart/melding/")).expect("a link");
    found.trim_start_matches("https://example.org").to_owned()
}

/// Proposes and confirms; gives the path of the link.
async fn proposed(visitor: &Visitor, other: &[(&str, &str)]) -> String {
    let sent = visitor.post(FORM, &form(other), "").await;
    assert_eq!(
        (sent.status, sent.header("location")),
        (StatusCode::SEE_OTHER, "/landkaart/toevoegen/verstuurd"),
        "{}",
        sent.text()
    );
    let link = link(visitor, "submission-confirm").await;
    assert_eq!(visitor.post(&link, "doe=bevestig", "").await.status, StatusCode::SEE_OTHER);
    link
}

async fn moderator(visitor: &Visitor) -> String {
    cookie_of_new(visitor, &[GivenRole::new(Role::Moderator, None).expect("a role")]).await
}

/// The pages of the proposals that wait, as a moderator finds them.
async fn waiting(visitor: &Visitor, cookie: &str) -> Vec<String> {
    let list = visitor.ask(Method::GET, WAITING, &[(COOKIE, cookie)]).await;
    assert_eq!(list.status, StatusCode::OK);
    let found = list.text().split("href=\"").filter_map(|rest| rest.split('"').next());
    found.filter(|href| href.starts_with("/beheer/inzendingen/")).map(str::to_owned).collect()
}

/// What a moderator sees of a proposal, and the hidden fields of its form.
async fn look(visitor: &Visitor, page: &str, cookie: &str) -> (Answer, String) {
    let seen = visitor.ask(Method::GET, page, &[(COOKIE, cookie)]).await;
    assert_eq!(seen.status, StatusCode::OK);
    let hidden = |name: &str| {
        let at = format!("name=\"{name}\" value=\"");
        let value = seen.text().split(at.as_str()).nth(1).and_then(|rest| rest.split('"').next());
        format!("&{name}={}", value.unwrap_or_default())
    };
    let fields = format!("{}{}", hidden("gezien"), hidden("gezien_initiatief"));
    (seen, fields)
}

/// The form behind a link, as it is on the screen now, filled in.
async fn edit(visitor: &Visitor, link: &str, other: &[(&str, &str)]) -> String {
    let shown = visitor.get(&format!("{link}/bewerken")).await;
    let version = shown.text().split("name=\"versie\" value=\"").nth(1).and_then(|rest| rest.split('"').next());
    form(&[other, &[("versie", version.expect("a version"))]].concat())
}

/// Decides as the page of a proposal offers.
async fn decide(visitor: &Visitor, page: &str, cookie: &str, what: &str) -> Answer {
    let (_, fields) = look(visitor, page, cookie).await;
    visitor.post(page, &format!("{what}{fields}"), cookie).await
}

store_tests! {
    async fn somebody_proposes_an_initiative_and_a_moderator_puts_it_on_the_map(store: Store) {
        let visitor = Visitor::of_forty(store).await;
        let shown = visitor.get("/landkaart/toevoegen?gemeente=zeist").await;
        assert_eq!((shown.status, shown.header("cache-control")), (StatusCode::OK, "no-store"));
        assert!(shown.text().contains("value=\"Zeist\""));
        assert!(shown.header("set-cookie").is_empty());

        let cookie = moderator(&visitor).await;
        let sent = visitor.post(FORM, &form(&[]), "").await;
        assert_eq!(sent.status, StatusCode::SEE_OTHER);
        assert!(waiting(&visitor, &cookie).await.is_empty(), "nobody confirmed it yet");
        let link = link(&visitor, "submission-confirm").await;
        assert!(visitor.get(&link).await.text().contains("Bevestig mijn melding"));
        assert!(waiting(&visitor, &cookie).await.is_empty(), "opening a link is not pressing a button");
        for _ in 0..2 {
            assert_eq!(visitor.post(&link, "doe=bevestig", "").await.status, StatusCode::SEE_OTHER, "twice is as once");
        }
        assert!(visitor.get(&link).await.text().contains("Uw melding is binnen"));

        let home = visitor.ask(Method::GET, "/beheer", &[(COOKIE, &cookie)]).await;
        assert!(home.text().contains("inzending voor de landkaart"), "it waits in sight");
        let pages = waiting(&visitor, &cookie).await;
        assert_eq!(pages.len(), 1);
        let (seen, _) = look(&visitor, &pages[0], &cookie).await;
        for part in ["Buurtparlement De Ploeg", "inwoner@voorbeeld.nl", "voorbeeld.nl/buurtparlement", "Eerste inzending"] {
            assert!(seen.text().contains(part), "{part}");
        }
        let decided = decide(&visitor, &pages[0], &cookie, "doe=neem-over").await;
        assert_eq!((decided.status, decided.header("location")), (StatusCode::SEE_OTHER, WAITING), "{}", decided.text());
        assert!(waiting(&visitor, &cookie).await.is_empty());

        let found = visitor.get("/api/v1/initiatieven?q=Buurtparlement").await.json();
        let initiative = &found["initiatieven"][0];
        assert_eq!(initiative["titel"], "Buurtparlement De Ploeg");
        assert_eq!(initiative["gemeente"], "GM0355");
        assert!(!initiative["laatst_gecontroleerd"].is_null(), "a moderator checked it today");
        let letters = letters(&visitor, "submission-accepted").await;
        assert_eq!(letters.len(), 1);
        assert!(letters[0].contains("/landkaart/initiatief/41-buurtparlement-de-ploeg"), "{}", letters[0]);
        let history = visitor.get("/landkaart/initiatief/41/geschiedenis").await;
        assert!(history.text().contains("Door een bezoeker voorgesteld") && !history.text().contains("uit een bestand"));
        assert!(visitor.get(&link).await.text().contains("staat op de landkaart"));
        let late = visitor.post(&link, "doe=trek-in", "").await;
        assert_eq!(late.status, StatusCode::CONFLICT);
        assert!(late.text().contains("Er is intussen over uw melding besloten") && late.text().contains("Bedankt!"));
        assert_eq!(visitor.get("/api/v1/initiatieven/41").await.status, StatusCode::OK, "too late to take it back");
        let log: i64 = read!(&visitor.store, |db| {
            sqlx::query_scalar("SELECT COUNT(*) FROM audit_entry WHERE action = 'submission-accepted'").fetch_one(db).await
        })
        .expect("a log");
        assert_eq!(log, 1);
    }

    async fn what_is_wrong_is_said_beside_its_field_and_nothing_is_lost(store: Store) {
        let visitor = Visitor::of_forty(store).await;
        for (field, wrong, words) in [
            ("titel", "", "Dit moet ingevuld zijn"),
            ("samenvatting", "Kort", "er zijn er minstens 10 nodig"),
            ("gemeente", "Atlantis", "Deze gemeente kennen we niet"),
            ("soort", "", "Dit moet ingevuld zijn"),
            ("bron", "javascript:alert(1)", "geen webadres"),
            ("bron", "", "minstens één webadres"),
            ("startjaar", "gisteren", "geen jaartal"),
            ("email", "inwoner", "geen mailadres"),
            ("licentie", "", "Kruis aan"),
        ] {
            let answer = visitor.post(FORM, &form(&[(field, wrong)]), "").await;
            assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{field}");
            let text = answer.text();
            assert!(text.contains(words), "{field}: {words}");
            assert!(text.contains(&format!("href=\"#{field}\"")), "{field}: the summary leads to it");
            assert!(text.contains("value=\"Buurtparlement De Ploeg\"") || field == "titel", "{field}");
        }
        let typed = "<script>alert(1)</script>";
        let answer = visitor.post(FORM, &form(&[("titel", typed), ("licentie", "")]), "").await;
        assert!(!answer.text().contains(typed), "what was typed stays text");
        let count: i64 = read!(&visitor.store, |db| sqlx::query_scalar("SELECT COUNT(*) FROM submission").fetch_one(db).await)
            .expect("a count");
        assert_eq!(count, 0);
    }

    async fn what_is_there_already_is_shown_before_it_is_sent(store: Store) {
        let visitor = Visitor::of_forty(store).await;
        let same = [("titel", "G1000 Amersfort"), ("gemeente", "Amersfoort")];
        let answer = visitor.post(FORM, &form(&same), "").await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(answer.text().contains("Staat dit al op de landkaart?") && answer.text().contains("g1000-amersfoort"));
        let another = [same[0], same[1], ("ander", "ja")];
        assert_eq!(visitor.post(FORM, &form(&another), "").await.status, StatusCode::SEE_OTHER);
    }

    async fn what_is_kept_is_gone_on_with_behind_the_link(store: Store) {
        let visitor = Visitor::of_forty(store).await;
        let half = [("doe", "bewaar"), ("samenvatting", ""), ("bron", ""), ("licentie", "")];
        assert_eq!(visitor.post(FORM, &form(&half), "").await.status, StatusCode::SEE_OTHER);
        let link = link(&visitor, "submission-kept").await;
        let shown = visitor.get(&format!("{link}/bewerken")).await;
        assert!(shown.text().contains("value=\"Buurtparlement De Ploeg\""));
        assert!(!shown.text().contains("name=\"email\""), "the link proves the address");
        let sent = visitor.post(&format!("{link}/bewerken"), &edit(&visitor, &link, &[]).await, "").await;
        assert_eq!((sent.status, sent.header("location")), (StatusCode::SEE_OTHER, link.as_str()));
        assert_eq!(waiting(&visitor, &moderator(&visitor).await).await.len(), 1);
    }

    async fn a_status_that_nobody_can_choose_stays_until_somebody_chooses_another(store: Store) {
        let visitor = Visitor::of_forty(store).await;
        let ticked = |page: &str| page.split("<input").any(|input| input.contains("te-controleren") && input.contains("checked"));
        assert!(ticked(visitor.get("/landkaart/initiatief/8/wijzigen").await.text()));
        assert!(!visitor.get("/landkaart/initiatief/1/wijzigen").await.text().contains("te-controleren"));
        assert!(!visitor.get(FORM).await.text().contains("te-controleren"));
    }

    async fn a_change_keeps_what_others_changed_and_what_it_was_before(store: Store) {
        let visitor = Visitor::of_forty(store).await;
        let address = "/landkaart/initiatief/1-g1000-amersfoort/wijzigen";
        let shown = visitor.get(address).await;
        assert_eq!(shown.status, StatusCode::OK);
        assert!(shown.text().contains("value=\"G1000 Amersfoort\""));
        let version = shown.text().split("name=\"versie\" value=\"").nth(1).and_then(|rest| rest.split('"').next());
        let version = version.expect("the version that was shown").to_owned();
        let fields = |other: &[(&str, &str)]| {
            let mut all = vec![("titel", "G1000 Amersfoort"), ("gemeente", "Amersfoort"), ("soort", "burgerberaad")];
            all.push(("versie", version.as_str()));
            all.extend_from_slice(other);
            form(&all)
        };
        let change = fields(&[("samenvatting", "Een burgertop waarin honderden inwoners beraadslaagden."), ("reden", "Preciezer")]);
        assert_eq!(visitor.post(address, &change, "").await.status, StatusCode::SEE_OTHER);
        let link = link(&visitor, "submission-confirm").await;
        visitor.post(&link, "doe=bevestig", "").await;
        let cookie = moderator(&visitor).await;
        let page = waiting(&visitor, &cookie).await.remove(0);
        let (seen, _) = look(&visitor, &page, &cookie).await;
        assert!(seen.text().contains("<del") && seen.text().contains("Preciezer"));
        let decided = decide(&visitor, &page, &cookie, "doe=neem-over").await;
        assert_eq!(decided.status, StatusCode::SEE_OTHER, "{}", decided.text());
        let now = visitor.get("/api/v1/initiatieven/1").await.json();
        assert_eq!(now["samenvatting"], "Een burgertop waarin honderden inwoners beraadslaagden.");
        let late = visitor.post(address, &fields(&[("status", "gestopt")]), "").await;
        assert_eq!(late.status, StatusCode::UNPROCESSABLE_ENTITY, "what was shown is no longer what is there");
        assert!(late.text().contains("veranderde terwijl u typte"));
        let versions: Vec<(i64, String, Option<String>)> = read!(&visitor.store, |db| {
            sqlx::query_as("SELECT number, origin, reason FROM initiative_version WHERE initiative_id = 1 ORDER BY number")
                .fetch_all(db)
                .await
        })
        .expect("versions");
        let expected = [(1, "import".to_owned(), None), (2, "proposal".to_owned(), Some("Preciezer".to_owned()))];
        assert_eq!(versions, expected);
        let history = visitor.get("/landkaart/initiatief/1-g1000-amersfoort/geschiedenis").await;
        assert_eq!(history.status, StatusCode::OK);
        for part in ["Versie 2", "Versie 1", "Preciezer", "<del", "beraadslaagden"] {
            assert!(history.text().contains(part), "{part}");
        }
        assert!(!history.text().contains("inwoner@voorbeeld.nl"), "nobody learns who proposed it");
        let other = visitor.get("/landkaart/initiatief/2/geschiedenis").await;
        assert!(other.text().contains("eerste versie") && other.text().contains("Versie 1"));
    }

    async fn whoever_proposed_something_answers_only_what_was_asked_and_sends_nothing_half(store: Store) {
        let visitor = Visitor::of_forty(store).await;
        let link = proposed(&visitor, &[]).await;
        let cookie = moderator(&visitor).await;
        let page = waiting(&visitor, &cookie).await.remove(0);
        let (_, fields) = look(&visitor, &page, &cookie).await;
        for (form, status) in [("doe=antwoord&tekst=Nog+iets", StatusCode::CONFLICT), ("doe=bevestig", StatusCode::SEE_OTHER)] {
            assert_eq!(visitor.post(&link, form, "").await.status, status);
        }
        let page_of_form = format!("{link}/bewerken");
        assert!(!visitor.get(&page_of_form).await.text().contains("Bewaar en ga later verder"));
        let half = edit(&visitor, &link, &[("titel", ""), ("doe", "bewaar")]).await;
        let half = visitor.post(&page_of_form, &half, "").await;
        assert_eq!(half.status, StatusCode::UNPROCESSABLE_ENTITY);
        let decided = visitor.post(&page, &format!("doe=weiger&kant_en_klaar=reclame{fields}"), &cookie).await;
        assert_eq!(decided.status, StatusCode::SEE_OTHER, "nothing moved under the moderator");
        let late = visitor.post(&page_of_form, &form(&[("titel", "Een uur werk")]), "").await;
        assert_eq!(late.status, StatusCode::CONFLICT);
        assert!(late.text().contains("besliste intussen") && late.text().contains("value=\"Een uur werk\""));
        assert!(late.text().contains(&format!("href=\"{link}\"")) && !late.text().contains("value=\"verstuur\""));
    }

    async fn a_question_that_nobody_answers_ends_the_proposal_and_whoever_made_it_hears_so(store: Store) {
        let visitor = Visitor::of_forty(store).await;
        proposed(&visitor, &[]).await;
        let cookie = moderator(&visitor).await;
        let page = waiting(&visitor, &cookie).await.remove(0);
        decide(&visitor, &page, &cookie, "doe=vraag&tekst=Waar+is+het").await;
        let link = link(&visitor, "submission-asked").await;
        let asked = visitor.platform.clock.now();
        let base_url = &visitor.platform.site.base_url;
        let end = async |days: i64| end_unanswered(&visitor.store, base_url, asked + time::Duration::days(days)).await;
        assert_eq!(end(59).await.expect("done"), 0);
        assert_eq!(end(61).await.expect("done"), 1);
        assert_eq!(end(61).await.expect("done"), 0, "once");
        assert_eq!(letters(&visitor, "submission-ended").await.len(), 1);
        assert!(visitor.get(&link).await.text().contains("Deze melding is ingetrokken"));
        forget(&visitor.store, asked + time::Duration::days(61 + 31)).await.expect("done");
        assert_eq!(visitor.get(&link).await.status, StatusCode::NOT_FOUND, "and nothing is kept of it");
    }

    async fn what_no_database_keeps_and_nobody_asked_for_is_refused(store: Store) {
        let visitor = Visitor::of_forty(store).await;
        let kept = form(&[("doe", "bewaar")]).replace("Zeist", "Zei%00st");
        assert_eq!(visitor.post(FORM, &kept, "").await.status, StatusCode::BAD_REQUEST);
        let long = "a".repeat(200);
        let draft = visitor.post(FORM, &form(&[("doe", "bewaar"), ("titel", &long)]), "").await;
        assert_eq!(draft.status, StatusCode::UNPROCESSABLE_ENTITY, "half a form may be kept, but no longer than a whole one");
        proposed(&visitor, &[]).await;
        let cookie = moderator(&visitor).await;
        let page = waiting(&visitor, &cookie).await.remove(0);
        assert_eq!(visitor.ask(Method::GET, "/beheer/inzendingen/%00", &[(COOKIE, &cookie)]).await.status, StatusCode::NOT_FOUND);
        assert_eq!(decide(&visitor, &page, &cookie, "doe=onzin&tekst=hallo").await.status, StatusCode::BAD_REQUEST);
        let reason = [("titel", "G1000 Amersfoort"), ("gemeente", "Amersfoort"), ("reden", "weg\u{202e}om")];
        let change = visitor.post("/landkaart/initiatief/1/wijzigen", &form(&reason), "").await;
        assert_eq!(change.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(change.text().contains("zonder onzichtbare tekens"));
    }

    async fn many_who_read_a_history_at_once_wait_for_nobody(store: Store) {
        let visitor = Visitor::of_forty(store).await;
        let readers = (0..40).map(|_| visitor.get("/landkaart/initiatief/2/geschiedenis"));
        for answer in futures_util::future::join_all(readers).await {
            assert_eq!(answer.status, StatusCode::OK);
        }
    }

    async fn who_proposed_something_is_forgotten_in_time_and_what_was_never_confirmed_is_deleted(store: Store) {
        let visitor = Visitor::of_forty(store).await;
        let unconfirmed = form(&[("titel", "Nooit bevestigd plan")]);
        assert_eq!(visitor.post(FORM, &unconfirmed, "").await.status, StatusCode::SEE_OTHER);
        let link = proposed(&visitor, &[]).await;
        let cookie = moderator(&visitor).await;
        let page = waiting(&visitor, &cookie).await.remove(0);
        decide(&visitor, &page, &cookie, "doe=neem-over&tekst=Dank+u").await;
        let later = |days: i64| visitor.platform.clock.now() + time::Duration::days(days);
        assert_eq!(forget(&visitor.store, later(29)).await.expect("done"), (0, 0));
        assert_eq!(forget(&visitor.store, later(31)).await.expect("done"), (1, 0));
        assert_eq!(visitor.get(&link).await.status, StatusCode::OK);
        assert_eq!(forget(&visitor.store, later(366)).await.expect("done"), (0, 1));
        let left: i64 = read!(&visitor.store, |db| {
            sqlx::query_scalar(
                "SELECT COUNT(*) FROM submission s LEFT JOIN submission_event e ON e.submission_id = s.id
                 WHERE s.email IS NOT NULL OR s.email_key IS NOT NULL OR e.words IS NOT NULL",
            )
            .fetch_one(db)
            .await
        })
        .expect("a count");
        assert_eq!(left, 0);
        assert_eq!(visitor.get(&link).await.status, StatusCode::NOT_FOUND, "nobody needs the link any more");
        assert!(look(&visitor, &page, &cookie).await.0.text().contains("verwijderd"));
    }

    async fn a_link_that_never_was_says_so_and_a_form_of_another_kind_is_refused(store: Store) {
        let visitor = Visitor::of_forty(store).await;
        let answer = visitor.get("/landkaart/melding/onzin").await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND);
        assert!(answer.text().contains("Deze link werkt niet"));
        assert_eq!(visitor.get("/landkaart/initiatief/999/wijzigen").await.status, StatusCode::NOT_FOUND);
        let json = visitor.send(Method::POST, FORM, &[(CONTENT_TYPE, "application/json")], Body::from("{}")).await;
        assert_eq!(json.status, StatusCode::UNSUPPORTED_MEDIA_TYPE);
    }
}
