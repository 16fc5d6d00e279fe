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

    async fn programs_are_kept_out_without_being_told_and_nobody_types_in_a_second(store: Store) {
        let visitor = Visitor::of_forty(store).await;
        let trapped = visitor.post(FORM, &form(&[("website", "https://reclame.example")]), "").await;
        assert_eq!(trapped.status, StatusCode::SEE_OTHER);
        let quick = visitor.post(FORM, &form(&[("begonnen", &opened("propose", 1))]), "").await;
        assert_eq!(quick.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(quick.text().contains("sneller dan iemand kan typen"));
        assert!(letters(&visitor, "submission-confirm").await.is_empty());
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

    async fn a_moderator_asks_and_whoever_proposed_it_answers(store: Store) {
        let visitor = Visitor::of_forty(store).await;
        proposed(&visitor, &[]).await;
        let cookie = moderator(&visitor).await;
        let page = waiting(&visitor, &cookie).await.remove(0);
        let silent = decide(&visitor, &page, &cookie, "doe=vraag").await;
        assert_eq!(silent.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(silent.text().contains("Schrijf wat u wilt weten"));
        let asked = decide(&visitor, &page, &cookie, "doe=vraag&kant_en_klaar=bron&tekst=Alvast+bedankt").await;
        assert_eq!(asked.status, StatusCode::SEE_OTHER);
        let link = link(&visitor, "submission-asked").await;
        let shown = visitor.get(&link).await;
        assert!(shown.text().contains("Alvast bedankt") && shown.text().contains("Kunt u een webpagina noemen"));
        assert_eq!(visitor.post(&link, "doe=antwoord&tekst=", "").await.status, StatusCode::UNPROCESSABLE_ENTITY);
        let answered = visitor.post(&link, "doe=antwoord&tekst=Zie+de+krant", "").await;
        assert_eq!(answered.status, StatusCode::SEE_OTHER);
        let (seen, _) = look(&visitor, &waiting(&visitor, &cookie).await[0], &cookie).await;
        assert!(seen.text().contains("Zie de krant"));
    }

    async fn of_two_moderators_the_second_sees_what_the_first_did(store: Store) {
        let visitor = Visitor::of_forty(store).await;
        proposed(&visitor, &[]).await;
        let (one, two) = (moderator(&visitor).await, moderator(&visitor).await);
        let page = waiting(&visitor, &one).await.remove(0);
        let (_, fields) = look(&visitor, &page, &two).await;
        let first = decide(&visitor, &page, &one, "doe=weiger&kant_en_klaar=reclame").await;
        assert_eq!(first.status, StatusCode::SEE_OTHER);
        let second = visitor.post(&page, &format!("doe=neem-over&tekst=Mooi{fields}"), &two).await;
        assert_eq!(second.status, StatusCode::CONFLICT);
        assert!(second.text().contains("Iemand anders was u voor") && second.text().contains("Niet overgenomen"));
        assert_eq!(visitor.get("/api/v1/initiatieven/41").await.status, StatusCode::NOT_FOUND);
        assert_eq!(letters(&visitor, "submission-accepted").await.len(), 0);
    }

    async fn a_moderator_decides_on_what_was_on_the_screen_and_not_on_what_came_after_it(store: Store) {
        let visitor = Visitor::of_forty(store).await;
        let link = proposed(&visitor, &[]).await;
        let cookie = moderator(&visitor).await;
        let page = waiting(&visitor, &cookie).await.remove(0);
        let (_, fields) = look(&visitor, &page, &cookie).await;
        let edited = edit(&visitor, &link, &[("titel", "Iets heel anders")]).await;
        assert_eq!(visitor.post(&format!("{link}/bewerken"), &edited, "").await.status, StatusCode::SEE_OTHER);
        let decided = visitor.post(&page, &format!("doe=neem-over{fields}"), &cookie).await;
        assert_eq!(decided.status, StatusCode::CONFLICT);
        assert!(decided.text().contains("Iets heel anders"), "what it is now");
        assert_eq!(visitor.get("/api/v1/initiatieven/41").await.status, StatusCode::NOT_FOUND);
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
    }

    async fn of_two_tabs_that_edit_one_proposal_the_second_hears_of_the_first_and_loses_nothing(store: Store) {
        let visitor = Visitor::of_forty(store).await;
        let link = proposed(&visitor, &[]).await;
        let page = format!("{link}/bewerken");
        let one = edit(&visitor, &link, &[("titel", "Van het eerste tabblad")]).await;
        let other = edit(&visitor, &link, &[("titel", "Van het tweede tabblad")]).await;
        assert_eq!(visitor.post(&page, &one, "").await.status, StatusCode::SEE_OTHER);
        let second = visitor.post(&page, &other, "").await;
        assert_eq!(second.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(second.text().contains("ook op een ander tabblad") && second.text().contains("value=\"Van het tweede tabblad\""));
        assert!(visitor.get(&page).await.text().contains("value=\"Van het eerste tabblad\""), "nothing was overwritten");
        let again = edit(&visitor, &link, &[("titel", "Van het tweede tabblad")]).await;
        assert_eq!(visitor.post(&page, &again, "").await.status, StatusCode::SEE_OTHER);
    }

    async fn a_moderator_who_decides_on_what_was_taken_back_hears_that(store: Store) {
        let visitor = Visitor::of_forty(store).await;
        let link = proposed(&visitor, &[]).await;
        let cookie = moderator(&visitor).await;
        let page = waiting(&visitor, &cookie).await.remove(0);
        let (_, fields) = look(&visitor, &page, &cookie).await;
        assert_eq!(visitor.post(&link, "doe=trek-in", "").await.status, StatusCode::SEE_OTHER);
        let decided = visitor.post(&page, &format!("doe=neem-over{fields}"), &cookie).await;
        assert_eq!(decided.status, StatusCode::CONFLICT);
        assert!(decided.text().contains("Ingetrokken") && !decided.text().contains("value=\"neem-over\""));
    }

    async fn who_proposes_too_much_keeps_what_they_typed_and_hears_when_to_go_on(store: Store) {
        let visitor = Visitor::of_forty(store).await;
        for number in 0..30 {
            let sent = visitor.post(FORM, &form(&[("titel", &format!("Dorpsraad {number} van Voorbeeldstad")), ("ander", "ja")]), "").await;
            assert_eq!(sent.status, StatusCode::SEE_OTHER, "{number}: {}", sent.text());
        }
        let refused = visitor.post(FORM, &form(&[("titel", "Nog een dorpsraad"), ("ander", "ja")]), "").await;
        assert_eq!(refused.status, StatusCode::TOO_MANY_REQUESTS);
        assert!(refused.header("retry-after").parse::<u64>().is_ok_and(|seconds| seconds > 60));
        assert!(refused.text().contains("value=\"Nog een dorpsraad\"") && refused.text().contains("Probeer het over"));
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

    async fn a_place_is_pointed_out_on_the_map_closer_with_every_press_and_without_script(store: Store) {
        let visitor = Visitor::with_streets(store).await;
        let hidden = |answer: &Answer| {
            let rest = answer.text().split("name=\"kader\" value=\"").nth(1).expect("a map");
            rest.split('"').next().expect("a frame").to_owned()
        };
        let no_place = visitor.post(FORM, &form(&[("gemeente", ""), ("doe", "toon-kaart")]), "").await;
        assert_eq!(no_place.status, StatusCode::OK);
        assert!(no_place.text().contains("Toon de kaart van de gemeente"), "which one is not known yet");
        let shown = visitor.get("/landkaart/toevoegen?gemeente=zeist").await;
        let frame = hidden(&shown);
        let pressed = form(&[("doe", ""), ("kader", &frame), ("klik.x", "160"), ("klik.y", "160")]);
        let closer = visitor.post(FORM, &pressed, "").await;
        assert_eq!(closer.status, StatusCode::OK, "{}", closer.text());
        let text = closer.text();
        assert!(text.contains("value=\"Buurtparlement De Ploeg\""));
        let place = text.split("<details").find(|part| part.contains("Weet u de plek precies")).expect("a part");
        assert!(place.split('>').next().is_some_and(|tag| tag.contains("open")), "it does not fold under the press");
        assert!(text.contains("value=\"buurt\" checked"), "a press on a map of a whole municipality is about there");
        let side = |frame: &str| frame.rsplit(',').next().and_then(|side| side.parse::<f64>().ok()).expect("a side");
        assert!((side(&hidden(&closer)) - side(&frame) / 4.0).abs() < 2.0, "{frame} and {}", hidden(&closer));
        let value = |answer: &Answer, name: &str| {
            let rest = answer.text().split(format!("id=\"{name}\" name=\"{name}\" value=\"").as_str()).nth(1).expect("a field").to_owned();
            rest.split('"').next().expect("a value").replace(',', ".").parse::<f64>().expect("a number")
        };
        let (lon, lat) = (value(&closer, "lon"), value(&closer, "lat"));
        assert!((5.1..5.4).contains(&lon) && (52.0..52.2).contains(&lat), "{lon} {lat}: the middle of Zeist");
        let (near, lon, lat) = (hidden(&closer), lon.to_string(), lat.to_string());
        let again = [("doe", ""), ("kader", near.as_str()), ("lon", &lon), ("lat", &lat), ("klik.x", "170"), ("klik.y", "160")];
        let precise = visitor.post(FORM, &form(&again), "").await;
        assert!(value(&precise, "lon") > lon.parse::<f64>().expect("a number"), "ten pixels to the east");
        assert_eq!(letters(&visitor, "submission-confirm").await.len(), 0, "pointing is not sending");
        let corner = visitor.post(FORM, &form(&[("doe", ""), ("kader", &frame), ("klik.x", "0"), ("klik.y", "0")]), "").await;
        assert!(corner.text().contains("id=\"lon\" name=\"lon\" value=\"\""), "a keyboard points at nothing");
    }

    async fn an_address_is_looked_for_by_the_server_and_chosen_from_what_is_found(store: Store) {
        let geocoder = crate::geocoder::tests::geocoder().await;
        let visitor = Visitor::of(store, |platform| crate::platform::Platform { geocoder: Some(geocoder), ..platform }).await;
        let looks = async |words: &str| visitor.post(FORM, &form(&[("doe", "zoek-adres"), ("adres", words)]), "").await;
        let found = looks("Slotlaan 1").await;
        assert!(found.text().contains("Slotlaan 1, 3701GA Zeist"), "{}", found.text());
        let chosen = form(&[("doe", ""), ("plek", "5.23530 52.08860 adres"), ("adres", "Slotlaan 1")]);
        let chosen = visitor.post(FORM, &chosen, "").await;
        assert!(chosen.text().contains("value=\"5,23530\"") && chosen.text().contains("value=\"adres\" checked"));
        for words in ["Nergensstraat", "weg", "onzin", ""] {
            let answer = looks(words).await;
            assert_eq!(answer.status, StatusCode::OK, "{words}");
            assert!(answer.text().contains("Wij vonden dit adres niet"), "{words}");
        }
    }

    async fn a_form_that_is_sent_twice_is_one_proposal_and_another_one_with_other_words_is_another(store: Store) {
        let visitor = Visitor::of_forty(store).await;
        let sent = form(&[]);
        for _ in 0..2 {
            let answer = visitor.post(FORM, &sent, "").await;
            assert_eq!((answer.status, answer.header("location")), (StatusCode::SEE_OTHER, "/landkaart/toevoegen/verstuurd"));
        }
        let (one, two) = (form(&[("titel", "Dorpsraad A")]), form(&[("titel", "Dorpsraad A")]));
        let (first, second) = tokio::join!(visitor.post(FORM, &one, ""), visitor.post(FORM, &one, ""));
        assert_eq!((first.status, second.status), (StatusCode::SEE_OTHER, StatusCode::SEE_OTHER));
        assert_eq!(letters(&visitor, "submission-confirm").await.len(), 2);
        assert_eq!(visitor.post(FORM, &two, "").await.status, StatusCode::SEE_OTHER);
        assert_eq!(letters(&visitor, "submission-confirm").await.len(), 3, "a form that was opened anew");
    }

    async fn a_seal_that_is_old_or_made_up_is_replaced_and_nothing_is_lost(store: Store) {
        let visitor = Visitor::of_forty(store).await;
        for seal in ["1", "", &opened("propose", 8 * 24 * 60 * 60), &opened("register", 60)] {
            let refused = visitor.post(FORM, &form(&[("begonnen", seal)]), "").await;
            assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{seal}");
            assert!(refused.text().contains("stond langer dan een week open"));
            assert!(refused.text().contains("value=\"Buurtparlement De Ploeg\""));
            assert!(!refused.text().contains(&format!("name=\"begonnen\" value=\"{seal}\"")), "it has a new one");
        }
    }

    async fn while_very_many_propose_each_works_or_waits_a_minute_and_nobody_solves_a_puzzle(store: Store) {
        let visitor = Visitor::of_forty(store).await;
        let everybody = crate::budgets::Whose::Person(String::new());
        let mut tx = visitor.store.begin().await.expect("a transaction");
        while crate::budgets::spend(&mut tx, FOR_ALL, &everybody, visitor.platform.clock.now())
            .await
            .expect("an answer")
            .is_ok()
        {}
        tx.commit().await.expect("a commit");
        let refused = visitor.post(FORM, &form(&[]), "").await;
        assert_eq!((refused.status, refused.header("retry-after")), (StatusCode::TOO_MANY_REQUESTS, "60"));
        let text = refused.text();
        assert!(text.contains("Wacht een minuut") && text.contains("value=\"Buurtparlement De Ploeg\""));
        assert!(text.contains("data-work=\"17\"") && text.contains("name=\"werk\""));
        // Who waits, with a browser without script.
        let patient = opened("propose", 61);
        assert_eq!(visitor.post(FORM, &form(&[("begonnen", &patient)]), "").await.status, StatusCode::SEE_OTHER);
        let twice = form(&[("begonnen", &patient), ("titel", "Nog een voorstel")]);
        assert_eq!(visitor.post(FORM, &twice, "").await.status, StatusCode::TOO_MANY_REQUESTS, "patience is for one");
        // Whose browser works.
        let seal = crate::seals::Seal { at: 0, text: opened("propose", 5) };
        let found = (0..u64::MAX).map(|number| number.to_string()).find(|found| seal.is_worked(found)).expect("a number");
        let worked = [("begonnen", seal.text.as_str()), ("werk", found.as_str()), ("titel", "Dorpsraad met rekenwerk")];
        assert_eq!(visitor.post(FORM, &form(&worked), "").await.status, StatusCode::SEE_OTHER);
        let idle = [("begonnen", &*opened("propose", 5)), ("werk", "1"), ("titel", "Dorpsraad zonder rekenwerk")];
        assert_eq!(visitor.post(FORM, &form(&idle), "").await.status, StatusCode::TOO_MANY_REQUESTS);
        assert_eq!(letters(&visitor, "submission-confirm").await.len(), 2);
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

    async fn two_different_moderators_decide_on_a_type_for_which_owners_want_it(store: Store) {
        let visitor = Visitor::of_forty(store).await;
        let owner = cookie_of_new(&visitor, &[GivenRole::new(Role::Owner, None).expect("a role")]).await;
        let (one, two) = (moderator(&visitor).await, moderator(&visitor).await);
        let rules = "/beheer/beslissen";
        assert_eq!(visitor.post(rules, "soort=burgerbegroting", &one).await.status, StatusCode::FORBIDDEN);
        assert_eq!(visitor.post(rules, "soort=burgerbegroting&soort=onzin", &owner).await.status, StatusCode::SEE_OTHER);
        let shown = visitor.ask(Method::GET, rules, &[(COOKIE, &one)]).await;
        assert!(shown.text().contains("Nu voor: Burgerbegroting"), "{}", shown.text());
        let link = proposed(&visitor, &[]).await;
        let page = waiting(&visitor, &one).await.remove(0);
        assert!(look(&visitor, &page, &one).await.0.text().contains("Over deze soort beslissen twee moderators"));
        assert_eq!(decide(&visitor, &page, &one, "doe=neem-over&tekst=Eerst").await.status, StatusCode::SEE_OTHER);
        assert_eq!(visitor.get("/api/v1/initiatieven/41").await.status, StatusCode::NOT_FOUND, "for the time being only");
        assert!(letters(&visitor, "submission-accepted").await.is_empty());
        let list = visitor.ask(Method::GET, "/beheer/inzendingen?stand=tweede", &[(COOKIE, &two)]).await;
        assert!(list.text().contains("Buurtparlement De Ploeg") && list.text().contains("wacht op een tweede moderator"));
        let (own, fields) = look(&visitor, &page, &one).await;
        assert!(own.text().contains("U nam deze inzending") && !own.text().contains("neem-over"));
        for what in ["doe=neem-over", "doe=weiger&tekst=Nee", "doe=voeg-samen&nummer=1"] {
            let same = visitor.post(&page, &format!("{what}{fields}"), &one).await;
            assert_eq!(same.status, StatusCode::CONFLICT, "{what}");
            assert!(same.text().contains("U kunt niet twee keer beslissen"), "{what}");
        }
        // A change in between makes the first void.
        let summary = "Bewoners beslissen samen over al het geld voor hun buurt.";
        let edit = edit(&visitor, &link, &[("samenvatting", summary)]).await;
        assert_eq!(visitor.post(&format!("{link}/bewerken"), &edit, "").await.status, StatusCode::SEE_OTHER);
        assert!(look(&visitor, &page, &two).await.0.text().contains("Over deze soort beslissen twee moderators"));
        assert_eq!(decide(&visitor, &page, &two, "doe=neem-over&tekst=Eerst").await.status, StatusCode::SEE_OTHER);
        assert_eq!(visitor.get("/api/v1/initiatieven/41").await.status, StatusCode::NOT_FOUND);
        // Two at once who are the second: one of them is first.
        let (seen, fields) = look(&visitor, &page, &one).await;
        assert!(seen.text().contains("Nu beslist u als tweede moderator"));
        let form = format!("doe=neem-over&tekst=Daarna{fields}");
        let (a, b) = tokio::join!(visitor.post(&page, &form, &one), visitor.post(&page, &form, &owner));
        let mut both = [a.status.as_u16(), b.status.as_u16()];
        both.sort_unstable();
        assert_eq!(both, [303, 409]);
        assert_eq!(visitor.get("/api/v1/initiatieven/41").await.status, StatusCode::OK);
        let letter = letters(&visitor, "submission-accepted").await.remove(0);
        assert!(letter.contains("Eerst") && letter.contains("Daarna"), "{letter}");
    }

    async fn a_change_of_the_initiative_makes_the_first_of_two_void(store: Store) {
        let visitor = Visitor::of_forty(store).await;
        let owner = cookie_of_new(&visitor, &[GivenRole::new(Role::Owner, None).expect("a role")]).await;
        let (one, two) = (moderator(&visitor).await, moderator(&visitor).await);
        visitor.post("/beheer/beslissen", "soort=burgerberaad", &owner).await;
        let address = "/landkaart/initiatief/1/wijzigen";
        let shown = visitor.get(address).await;
        let version = shown.text().split("name=\"versie\" value=\"").nth(1).and_then(|rest| rest.split('"').next());
        let fields = [("titel", "G1000 Amersfoort"), ("gemeente", "Amersfoort"), ("soort", "burgerberaad"), ("reden", "Preciezer")];
        let change = form(&[fields.as_slice(), &[("versie", version.expect("a version"))]].concat());
        assert_eq!(visitor.post(address, &change, "").await.status, StatusCode::SEE_OTHER);
        let link = link(&visitor, "submission-confirm").await;
        visitor.post(&link, "doe=bevestig", "").await;
        let page = waiting(&visitor, &one).await.remove(0);
        assert_eq!(decide(&visitor, &page, &one, "doe=neem-over").await.status, StatusCode::SEE_OTHER);
        let renamed = crate::initiatives::content::INITIATIVES.replacen("G1000 Amersfoort", "Stadsgesprek Amersfoort", 1);
        crate::http::testing::import(&visitor.store, &renamed, crate::initiatives::import_initiatives::Mode::Write).await;
        assert_eq!(decide(&visitor, &page, &two, "doe=neem-over").await.status, StatusCode::SEE_OTHER);
        assert!(look(&visitor, &page, &two).await.0.text().contains("U nam deze inzending"), "the second is the first now");
        assert_eq!(decide(&visitor, &page, &one, "doe=neem-over").await.status, StatusCode::SEE_OTHER);
        assert!(waiting(&visitor, &one).await.is_empty());
    }

    async fn moderators_keep_answers_of_their_own_ready(store: Store) {
        let visitor = Visitor::of_forty(store).await;
        let cookie = moderator(&visitor).await;
        let new = "/beheer/beslissen/antwoord";
        let refused = visitor.post(new, "titel=&tekst=&doe=opslaan", &cookie).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        let added = visitor.post(new, "titel=Te+jong&tekst=Wacht+tot+het+begonnen+is.&beslissing=refuse&doe=opslaan", &cookie).await;
        assert_eq!(added.status, StatusCode::SEE_OTHER);
        let list = visitor.ask(Method::GET, "/beheer/beslissen", &[(COOKIE, &cookie)]).await;
        let mut found = list.text().split("href=\"").filter_map(|rest| rest.split('"').next());
        let own = found.find(|href| href.starts_with("/beheer/beslissen/antwoord/")).expect("an answer").to_owned();
        let changed = visitor.post(&own, "titel=Te+jong&tekst=Wacht+tot+het+loopt.&beslissing=refuse&doe=opslaan", &cookie).await;
        assert_eq!(changed.status, StatusCode::SEE_OTHER);
        proposed(&visitor, &[]).await;
        let page = waiting(&visitor, &cookie).await.remove(0);
        let (seen, _) = look(&visitor, &page, &cookie).await;
        assert!(seen.text().contains("Te jong (weigeren)") && seen.text().contains("Uw melding is reclame"));
        let id = own.rsplit('/').next().expect("a number");
        let decided = decide(&visitor, &page, &cookie, &format!("doe=weiger&kant_en_klaar=eigen-{id}")).await;
        assert_eq!(decided.status, StatusCode::SEE_OTHER);
        assert!(letters(&visitor, "submission-refused").await[0].contains("Wacht tot het loopt."));
        assert_eq!(visitor.post(&own, "doe=verwijderen", &cookie).await.status, StatusCode::SEE_OTHER);
        assert_eq!(visitor.ask(Method::GET, &own, &[(COOKIE, &cookie)]).await.status, StatusCode::NOT_FOUND);
        assert_eq!(visitor.post(&own, "doe=verwijderen", &cookie).await.status, StatusCode::NOT_FOUND);
    }

    async fn only_moderators_decide(store: Store) {
        let visitor = Visitor::of_forty(store).await;
        proposed(&visitor, &[]).await;
        let page = waiting(&visitor, &moderator(&visitor).await).await.remove(0);
        let door = cookie_of_new(&visitor, &[GivenRole::new(Role::Door, None).expect("a role")]).await;
        assert_eq!(visitor.post(&page, "doe=neem-over&gezien=2", &door).await.status, StatusCode::FORBIDDEN);
        assert_eq!(visitor.ask(Method::GET, &page, &[(COOKIE, &door)]).await.status, StatusCode::FORBIDDEN);
        assert_eq!(visitor.post(&page, "doe=neem-over&gezien=2", "").await.status, StatusCode::FORBIDDEN);
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
