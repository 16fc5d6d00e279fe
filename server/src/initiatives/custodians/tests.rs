//! A civil servant on the way to keeping a municipality, through the router and on both databases.

use app::accounts::roles::{GivenRole, Permission, Role};
use axum::http::header::COOKIE;
use axum::http::{Method, StatusCode};
use form_urlencoded::Serializer;
use time::Duration;

use super::claim::{Browser, ClaimError, prove};
use super::forget::forget;
use super::stored;
use crate::accounts::Token;
use crate::accounts::testing::{actor_of, cookie_of_new};
use crate::http::testing::{Answer, Visitor};
use crate::store::read;
use crate::store::testing::store_tests;

const FORM: &str = "/landkaart/gemeente/utrecht/beheren";
const DESK: &str = "/beheer/gemeenten/GM0344";

fn role(role: Role, municipality: Option<&str>) -> GivenRole {
    GivenRole::new(role, municipality.map(str::to_owned)).expect("a role that fits")
}

async fn cookie(visitor: &Visitor, which: Role) -> String {
    cookie_of_new(visitor, &[role(which, None)]).await
}

fn form(email: &str) -> String {
    let mut form = Serializer::new(String::new());
    form.append_pair("naam", "Ans Bakker").append_pair("email", email).append_pair("functie", "Adviseur");
    form.finish()
}

async fn look(visitor: &Visitor, address: &str, cookie: &str) -> Answer {
    visitor.ask(Method::GET, address, &[(COOKIE, cookie)]).await
}

/// The texts of the mails of one kind, oldest first.
async fn letters(visitor: &Visitor, kind: &str) -> Vec<String> {
    read!(&visitor.store, |db| {
        sqlx::query_scalar("SELECT plain FROM outbox WHERE letter = $1 ORDER BY id").bind(kind).fetch_all(db).await
    })
    .expect("mails")
}

/// Asks for Utrecht; gives the path of the link in the mail.
async fn asked(visitor: &Visitor, email: &str) -> String {
    let sent = visitor.post(FORM, &form(email), "").await;
    assert_eq!((sent.status, sent.header("location")), (StatusCode::SEE_OTHER, "/landkaart/beheren/verstuurd"));
    let mail = letters(visitor, "claim-confirm").await.pop().expect("a mail");
    mail.lines().find_map(|line| line.strip_prefix("https://example.org")).expect("a link").to_owned()
}

fn cookie_from(answer: &Answer) -> String {
    answer.header("set-cookie").split(';').next().unwrap_or_default().to_owned()
}

/// Writes down that Utrecht has this domain.
async fn with_domain(visitor: &Visitor, domain: &str) {
    let owner = cookie(visitor, Role::Owner).await;
    let added = visitor.post(DESK, &format!("doe=domein-erbij&domein={domain}"), &owner).await;
    assert_eq!(added.header("location"), format!("{DESK}?gedaan=domein-erbij"));
}

/// What was asked and waits, as the desk's form names it.
async fn waiting(visitor: &Visitor, cookie: &str) -> String {
    let page = look(visitor, DESK, cookie).await;
    let field = page.text().split("name=\"aanvraag\" value=\"").nth(1).and_then(|rest| rest.split('"').next());
    format!("aanvraag={}", field.expect("somebody who waits"))
}

store_tests! {
    async fn whoever_has_an_address_of_the_municipality_keeps_it_at_once_and_is_let_in(store: Store) {
        let visitor = Visitor::of_forty(store).await;
        with_domain(&visitor, "Utrecht.nl").await;
        let link = asked(&visitor, "a.bakker@griffie.utrecht.nl").await;
        let opened = visitor.get(&link).await;
        assert_eq!(opened.status, StatusCode::OK);
        assert!(opened.text().contains("Bevestig mijn aanvraag") && opened.header("set-cookie").is_empty());
        let pressed = visitor.post(&link, "", "").await;
        assert_eq!((pressed.status, pressed.header("location")), (StatusCode::SEE_OTHER, "/beheer/mijn-gemeente"));
        let cookie = cookie_from(&pressed);
        let actor = actor_of(&visitor, &cookie).await;
        assert!(actor.may_in(Permission::EditOwnInitiatives, "GM0344"));
        assert!(!actor.may_in(Permission::EditOwnInitiatives, "GM0307"));
        let own = look(&visitor, "/beheer/mijn-gemeente", &cookie).await;
        assert!(own.text().contains("/beheer/initiatieven/nieuw?gemeente=GM0344"), "{}", own.text());

        let again = visitor.post(&link, "", &cookie).await;
        assert_eq!(again.header("location"), "/beheer/mijn-gemeente", "the button pressed twice");
        let elsewhere = visitor.post(&link, "", "").await;
        assert!(elsewhere.header("set-cookie").is_empty(), "it lets in once");
        assert!(elsewhere.text().contains("U beheert de initiatieven van Utrecht"));
        let owner = self::cookie(&visitor, Role::Owner).await;
        let log = look(&visitor, "/beheer/logboek?wat=claim-accepted", &owner).await;
        assert!(log.text().contains("beheer van gemeente toegelaten"));
        let desk = look(&visitor, DESK, &owner).await;
        assert!(desk.text().contains("Ans Bakker (a.bakker@griffie.utrecht.nl)"));
        assert!(desk.text().contains("toegelaten door het domein van het mailadres"));
    }

    async fn an_address_that_only_looks_like_one_of_the_municipality_waits_for_a_moderator(store: Store) {
        let visitor = Visitor::of_forty(store).await;
        with_domain(&visitor, "utrecht.nl").await;
        for email in ["a@nietutrecht.nl", "a@utrecht.nl.elders.example"] {
            let link = asked(&visitor, email).await;
            let pressed = visitor.post(&link, "", "").await;
            assert_eq!((pressed.status, pressed.header("location")), (StatusCode::SEE_OTHER, link.as_str()), "{email}");
            assert!(pressed.header("set-cookie").is_empty());
            assert!(visitor.get(&link).await.text().contains("Een moderator kijkt of u Utrecht kunt beheren"));
        }
        let moderator = cookie(&visitor, Role::Moderator).await;
        assert!(look(&visitor, "/beheer", &moderator).await.text().contains("aanvragen om een gemeente te beheren"));
        let list = look(&visitor, "/beheer/gemeenten?stand=aanvraag", &moderator).await;
        assert!(list.text().contains("1 regel") && list.text().contains(DESK), "{}", list.text());
        let accounts: i64 = read!(&visitor.store, |db| {
            sqlx::query_scalar("SELECT COUNT(*) FROM account_role WHERE role = 'custodian'").fetch_one(db).await
        })
        .expect("a count");
        assert_eq!(accounts, 0);
    }

    async fn a_moderator_lets_somebody_keep_a_municipality_with_one_mail(store: Store) {
        let visitor = Visitor::of_forty(store).await;
        let link = asked(&visitor, "ans@voorbeeld.nl").await;
        visitor.post(&link, "", "").await;
        let moderator = cookie(&visitor, Role::Moderator).await;
        let page = look(&visitor, DESK, &moderator).await;
        for part in ["Ans Bakker", "ans@voorbeeld.nl", "Adviseur", "kennen wij nog geen domein"] {
            assert!(page.text().contains(part), "{part}");
        }
        let claim = waiting(&visitor, &moderator).await;
        let silent = visitor.post(DESK, &format!("{claim}&doe=weiger&tekst="), &moderator).await;
        assert_eq!(silent.status, StatusCode::UNPROCESSABLE_ENTITY);
        let elsewhere = visitor.post("/beheer/gemeenten/GM0307", &format!("{claim}&doe=laat-toe"), &moderator).await;
        assert_eq!(elsewhere.status, StatusCode::NOT_FOUND, "it was asked for another municipality");
        let accepted = visitor.post(DESK, &format!("{claim}&doe=laat-toe&tekst=Welkom"), &moderator).await;
        assert_eq!(accepted.header("location"), format!("{DESK}?gedaan=laat-toe"));
        let mails = letters(&visitor, "claim-accepted").await;
        assert!(mails.len() == 1 && mails[0].contains("Welkom") && mails[0].contains("https://example.org/inloggen"));
        assert!(look(&visitor, DESK, &moderator).await.text().contains("Ans Bakker (ans@voorbeeld.nl)"));
    }

    async fn of_two_moderators_the_second_sees_what_the_first_did(store: Store) {
        let visitor = Visitor::of_forty(store).await;
        let link = asked(&visitor, "ans@voorbeeld.nl").await;
        visitor.post(&link, "", "").await;
        let (one, two) = (cookie(&visitor, Role::Moderator).await, cookie(&visitor, Role::Moderator).await);
        let claim = waiting(&visitor, &one).await;
        let refuse = format!("{claim}&doe=weiger&tekst=Dit+adres+kennen+wij+niet");
        let accept = format!("{claim}&doe=laat-toe");
        let (first, second) = tokio::join!(visitor.post(DESK, &refuse, &one), visitor.post(DESK, &accept, &two));
        let mut statuses = [first.status, second.status];
        statuses.sort();
        assert_eq!(statuses, [StatusCode::SEE_OTHER, StatusCode::CONFLICT]);
        let late = if first.status == StatusCode::CONFLICT { &first } else { &second };
        assert!(late.text().contains("Iemand anders was u voor") && late.text().contains("Onlangs beslist"));
        let mails = letters(&visitor, "claim-accepted").await.len() + letters(&visitor, "claim-refused").await.len();
        assert_eq!(mails, 1);
    }

    async fn a_link_works_for_one_day_and_a_link_that_never_was_says_so(store: Store) {
        let visitor = Visitor::of_forty(store).await;
        let link = asked(&visitor, "ans@voorbeeld.nl").await;
        let token = Token::parse(link.rsplit('/').next().expect("a token")).expect("a token");
        let claim = stored::by_link(&visitor.store, &token).await.expect("an answer").expect("a claim");
        let browser = Browser { before: None, device: "een test" };
        let late = visitor.platform.clock.now() + Duration::hours(24) + Duration::seconds(5);
        let over = prove(&visitor.store, &claim.id, &browser, late).await;
        assert!(matches!(over, Err(ClaimError::Over)), "{over:?}");
        let unknown = visitor.get("/landkaart/beheren/onzin").await;
        assert_eq!(unknown.status, StatusCode::NOT_FOUND);
        assert!(unknown.text().contains("Deze link werkt niet"));
        assert_eq!(visitor.post("/landkaart/beheren/onzin", "", "").await.status, StatusCode::NOT_FOUND);
    }

    async fn everybody_hears_the_same_and_nobody_fills_a_mailbox(store: Store) {
        let visitor = Visitor::of_forty(store).await;
        for _ in 0..5 {
            asked(&visitor, "ans@voorbeeld.nl").await;
        }
        let spent = visitor.post(FORM, &form("Ans@Voorbeeld.NL"), "").await;
        assert_eq!(spent.status, StatusCode::TOO_MANY_REQUESTS);
        assert!(!spent.header("retry-after").is_empty());
        let trapped = visitor.post(FORM, &format!("{}&website=x", form("bot@voorbeeld.nl")), "").await;
        assert_eq!(trapped.header("location"), "/landkaart/beheren/verstuurd");
        for number in 0..15 {
            asked(&visitor, &format!("ander{number}@voorbeeld.nl")).await;
        }
        let network = visitor.post(FORM, &form("nog-een@voorbeeld.nl"), "").await;
        assert_eq!(network.status, StatusCode::TOO_MANY_REQUESTS, "twenty an hour from one network");
        assert_eq!(letters(&visitor, "claim-confirm").await.len(), 20);
    }

    async fn what_is_missing_is_said_beside_its_field_and_why_it_is_asked_too(store: Store) {
        let visitor = Visitor::of_forty(store).await;
        let empty = visitor.post(FORM, "naam=&email=geen+adres&functie=Adviseur", "").await;
        assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
        for part in ["Vul uw naam in", "value=\"geen adres\"", "value=\"Adviseur\"", "Om na te gaan of iemand bij de gemeente werkt"] {
            assert!(empty.text().contains(part), "{part}");
        }
        let typed = visitor.post(FORM, "naam=%3Cscript%3Ealert(1)%3C%2Fscript%3E&email=", "").await;
        assert!(!typed.text().contains("<script>alert"));
        assert!(visitor.get("/landkaart/gemeente/utrecht").await.text().contains("/landkaart/gemeente/utrecht/beheren"));
        assert!(visitor.get("/landkaart/gemeente/middelburg").await.text().contains("/middelburg/beheren"));
    }

    async fn an_account_that_is_there_gets_the_role_added_and_one_that_opens_more_is_not_let_in_by_this_link(store: Store) {
        let visitor = Visitor::of_forty(store).await;
        with_domain(&visitor, "voorbeeld.nl").await;
        let door = cookie(&visitor, Role::Door).await;
        let email = actor_of(&visitor, &door).await.email;
        let link = asked(&visitor, &email).await;
        let pressed = visitor.post(&link, "", "").await;
        assert_eq!((pressed.header("location"), pressed.header("set-cookie")), (link.as_str(), ""));
        let page = visitor.get(&link).await;
        assert!(page.text().contains("U beheert") && page.text().contains("/inloggen?naar="));
        let actor = actor_of(&visitor, &door).await;
        assert!(actor.may(Permission::CheckIn) && actor.may_in(Permission::EditOwnInitiatives, "GM0344"));
    }

    async fn all_links_of_one_person_pressed_at_once_make_one_custodian_and_no_failure(store: Store) {
        let visitor = Visitor::of_forty(store).await;
        with_domain(&visitor, "voorbeeld.nl").await;
        for name in ["een", "twee", "drie", "vier"] {
            let email = format!("{name}@voorbeeld.nl");
            let mut links = Vec::new();
            for _ in 0..5 {
                links.push(asked(&visitor, &email).await);
            }
            let pressed = futures_util::future::join_all(links.iter().map(|link| visitor.post(link, "", ""))).await;
            let let_in = pressed.iter().filter(|answer| !answer.header("set-cookie").is_empty()).count();
            let statuses: Vec<_> = pressed.iter().map(|answer| answer.status).collect();
            assert!(let_in == 1 && statuses.iter().all(|status| !status.is_server_error()), "{let_in} {statuses:?}");
        }
    }

    async fn a_closed_account_stays_closed_whoever_has_its_address(store: Store) {
        let visitor = Visitor::of_forty(store).await;
        with_domain(&visitor, "voorbeeld.nl").await;
        let door = cookie(&visitor, Role::Door).await;
        let actor = actor_of(&visitor, &door).await;
        let owner = cookie(&visitor, Role::Owner).await;
        visitor.post(&format!("/beheer/accounts/{}", actor.account.0), "doen=sluit", &owner).await;
        let link = asked(&visitor, &actor.email).await;
        assert_eq!(visitor.post(&link, "", "").await.header("location"), link);
        assert!(visitor.get(&link).await.text().contains("Een moderator kijkt"));
        let claim = waiting(&visitor, &owner).await;
        let refused = visitor.post(DESK, &format!("{claim}&doe=laat-toe"), &owner).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.text().contains("Het account met dit mailadres is gesloten"));
        assert_eq!(look(&visitor, "/beheer", &door).await.status, StatusCode::SEE_OTHER);
    }

    async fn domains_are_pasted_added_and_removed_by_owners_and_logged(store: Store) {
        let visitor = Visitor::of_forty(store).await;
        let owner = cookie(&visitor, Role::Owner).await;
        assert!(look(&visitor, "/beheer/gemeenten", &owner).await.text().contains("Er staan nog geen domeinen"));
        let paste = "/beheer/gemeenten/domeinen";
        let wrong = visitor.post(paste, "regels=GM0344%3Butrecht.nl%0AGM9999%3Bx.nl", &owner).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(wrong.text().contains("Regel 2 klopt niet: GM9999;x.nl") && wrong.text().contains("GM0344;utrecht.nl"));
        let lines = "regels=GM0344%3Butrecht.nl%0D%0A%0D%0AEde%3B%40ede.nl%0AGM0344%3BUTRECHT.nl";
        let added = visitor.post(paste, lines, &owner).await;
        assert_eq!(added.header("location"), "/beheer/gemeenten?erbij=2");
        let list = look(&visitor, "/beheer/gemeenten?stand=domein", &owner).await;
        assert!(list.text().contains("utrecht.nl") && list.text().contains("ede.nl"));
        let removed = visitor.post(DESK, "doe=domein-weg&domein=utrecht.nl", &owner).await;
        assert_eq!(removed.header("location"), format!("{DESK}?gedaan=domein-weg"));
        let unfit = visitor.post(DESK, "doe=domein-erbij&domein=nl", &owner).await;
        assert_eq!(unfit.status, StatusCode::UNPROCESSABLE_ENTITY, "that would be the whole country");
        let moderator = cookie(&visitor, Role::Moderator).await;
        let not = visitor.post(DESK, "doe=domein-erbij&domein=utrecht.nl", &moderator).await;
        assert_eq!(not.status, StatusCode::FORBIDDEN);
        let actions: Vec<String> = read!(&visitor.store, |db| {
            sqlx::query_scalar("SELECT action FROM audit_entry WHERE subject = 'municipality:GM0344' ORDER BY number")
                .fetch_all(db)
                .await
        })
        .expect("a log");
        assert_eq!(actions, ["domain-added", "domain-removed"]);
    }

    async fn a_custodian_leaves_and_one_whose_role_is_taken_away_is_out_at_once(store: Store) {
        let visitor = Visitor::of_forty(store).await;
        let both = [role(Role::Custodian, Some("GM0307")), role(Role::Custodian, Some("GM0344"))];
        let cookie = cookie_of_new(&visitor, &both).await;
        let own = look(&visitor, "/beheer/mijn-gemeente", &cookie).await;
        assert!(own.text().contains("G1000 Amersfoort") && own.text().contains("Stop met het beheer van Utrecht"));
        assert_eq!(visitor.post("/beheer/mijn-gemeente", "gemeente=GM0363", &cookie).await.status, StatusCode::BAD_REQUEST);
        let left = visitor.post("/beheer/mijn-gemeente", "gemeente=GM0344", &cookie).await;
        assert_eq!(left.header("location"), "/beheer/mijn-gemeente?gedaan=weg");
        let own = look(&visitor, left.header("location"), &cookie).await;
        assert!(own.text().contains("U beheert deze gemeente niet meer") && !own.text().contains("van Utrecht"));
        let owner = self::cookie(&visitor, Role::Owner).await;
        let account = actor_of(&visitor, &cookie).await.account.0;
        visitor.post(&format!("/beheer/accounts/{account}"), "doen=neem&rol=custodian:GM0307", &owner).await;
        assert_eq!(look(&visitor, "/beheer/mijn-gemeente", &cookie).await.status, StatusCode::FORBIDDEN);
        assert_eq!(visitor.post("/beheer/mijn-gemeente", "gemeente=GM0307", &cookie).await.status, StatusCode::FORBIDDEN);
    }

    async fn whoever_was_sent_away_by_an_owner_does_not_come_back_without_a_moderator(store: Store) {
        let visitor = Visitor::of_forty(store).await;
        with_domain(&visitor, "voorbeeld.nl").await;
        let link = asked(&visitor, "ans@voorbeeld.nl").await;
        let own = cookie_from(&visitor.post(&link, "", "").await);
        let account = actor_of(&visitor, &own).await.account.0;
        let left = visitor.post("/beheer/mijn-gemeente", "gemeente=GM0344", &own).await;
        assert_eq!(left.header("location"), "/landkaart", "there is nothing left to keep");
        let link = asked(&visitor, "ans@voorbeeld.nl").await;
        let back = visitor.post(&link, "", "").await;
        assert_eq!(back.header("location"), "/beheer/mijn-gemeente", "who left by themselves comes back by themselves");

        let owner = cookie(&visitor, Role::Owner).await;
        let desk = format!("/beheer/accounts/{account}");
        let take = "doen=neem&rol=custodian:GM0344";
        assert_eq!(visitor.post(&desk, take, &owner).await.status, StatusCode::SEE_OTHER);
        for address in ["Ans@voorbeeld.nl", "Ans@voorbeeld.nl", "ans+nog@voorbeeld.nl"] {
            let link = asked(&visitor, address).await;
            let pressed = visitor.post(&link, "", "").await;
            assert_eq!((pressed.header("location"), pressed.header("set-cookie")), (link.as_str(), ""));
            assert!(visitor.get(&link).await.text().contains("Een moderator kijkt"));
        }
        let accounts: i64 = read!(&visitor.store, |db| {
            sqlx::query_scalar("SELECT COUNT(*) FROM account WHERE email LIKE '%+nog@%'").fetch_one(db).await
        })
        .expect("a count");
        assert_eq!(accounts, 0, "nor an account by the way");
        assert!(!actor_of(&visitor, &cookie_from(&back)).await.may_in(Permission::EditOwnInitiatives, "GM0344"));
        let page = look(&visitor, DESK, &owner).await;
        assert!(page.text().contains("nam deze persoon het beheer van deze gemeente eerder af"), "{}", page.text());
        let claim = waiting(&visitor, &owner).await;
        visitor.post(DESK, &format!("{claim}&doe=laat-toe"), &owner).await;
        assert!(actor_of(&visitor, &cookie_from(&back)).await.may_in(Permission::EditOwnInitiatives, "GM0344"));
        let link = asked(&visitor, "ans@voorbeeld.nl").await;
        assert_eq!(visitor.post(&link, "", "").await.header("location"), "/beheer/mijn-gemeente", "it was given back");
    }

    async fn who_asked_is_forgotten_in_time(store: Store) {
        let visitor = Visitor::of_forty(store).await;
        asked(&visitor, "nooit@voorbeeld.nl").await;
        for email in ["wacht@voorbeeld.nl", "geweigerd@voorbeeld.nl"] {
            let link = asked(&visitor, email).await;
            visitor.post(&link, "", "").await;
        }
        let moderator = cookie(&visitor, Role::Moderator).await;
        let claim = waiting(&visitor, &moderator).await;
        visitor.post(DESK, &format!("{claim}&doe=weiger&tekst=Nee"), &moderator).await;
        let later = |days: i64| visitor.platform.clock.now() + Duration::days(days);
        assert_eq!(forget(&visitor.store, later(29)).await.expect("done"), 0);
        assert_eq!(forget(&visitor.store, later(31)).await.expect("done"), 2);
        assert!(waiting(&visitor, &moderator).await.len() > 10, "what waits stays until somebody decides");
    }
}
