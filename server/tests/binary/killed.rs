//! The plug is pulled between any two steps while somebody proposes an initiative, confirms it, and a moderator decides. What was
//! confirmed is there afterwards, and so is its mail; what was not is there wholly or not at all.

use std::io::{Read as _, Write as _};
use std::net::TcpStream;

use super::databases::on_both;
use super::{Desk, Serving};

/// More steps than the whole story has; a story that is longer fails the test.
const MOST_STEPS: u32 = 200;

/// An answer, as far as it came.
pub(super) struct Answer {
    pub(super) status: u16,
    pub(super) text: String,
}

impl Answer {
    fn header(&self, name: &str) -> Option<&str> {
        let head = self.text.split("\r\n\r\n").next()?;
        head.lines().find_map(|line| line.split_once(": ").filter(|(found, _)| *found == name).map(|(_, value)| value))
    }

    /// The value of a hidden field.
    fn field(&self, name: &str) -> String {
        let at = format!("name=\"{name}\" value=\"");
        let rest = self.text.split(at.as_str()).nth(1).unwrap_or_else(|| panic!("no {name} in {}", self.text));
        rest.split('"').next().expect("a value").to_owned()
    }
}

/// Asks something of a site that may die meanwhile: then there is no answer.
pub(super) fn ask(site: &Serving, method: &str, path: &str, cookie: &str, form: &str) -> Option<Answer> {
    let mut stream = TcpStream::connect(&site.address).ok()?;
    let (host, length) = (&site.address, form.len());
    write!(
        stream,
        "{method} {path} HTTP/1.1\r\nHost: {host}\r\nCookie: {cookie}\r\nContent-Type: application/x-www-form-urlencoded\r\n\
         Content-Length: {length}\r\nConnection: close\r\n\r\n{form}"
    )
    .ok()?;
    let mut text = String::new();
    stream.read_to_string(&mut text).ok()?;
    let status = text.split(' ').nth(1)?.parse().ok()?;
    Some(Answer { status, text })
}

/// What is in the database, as another program sees it.
#[derive(Debug, PartialEq, Eq)]
struct Kept {
    /// How far the proposals are.
    states: Vec<String>,
    /// The kinds of the mails about them.
    mails: Vec<String>,
    /// How many initiatives have the proposed name.
    initiatives: i64,
    /// What the moderator did, by the log.
    logged: i64,
    /// The path of the newest link to a proposal.
    link: Option<String>,
    /// The number of the proposal.
    id: Option<String>,
}

async fn kept(desk: &Desk) -> Kept {
    let mut db = desk.connect().await;
    db.is_sound().await;
    let states = db.texts("SELECT state FROM submission ORDER BY id").await;
    let mails = db.texts("SELECT letter FROM outbox WHERE letter LIKE 'submission-%' ORDER BY id").await;
    let plain = db.texts("SELECT plain FROM outbox WHERE letter = 'submission-confirm' ORDER BY id").await;
    let id = db.texts("SELECT id FROM submission ORDER BY id").await.pop();
    let initiatives = db.count("SELECT COUNT(*) FROM initiative WHERE title = 'Buurtparlement De Ploeg'").await;
    let logged = db.count("SELECT COUNT(*) FROM audit_entry WHERE action = 'submission-accepted'").await;
    db.close().await;
    let link = plain.last().and_then(|text| {
        let address = text.split_whitespace().find(|word| word.contains("/landkaart/melding/"))?;
        Some(address[address.find("/landkaart")?..].to_owned())
    });
    Kept { states, mails, initiatives, logged, link, id }
}

/// How far the story has come, as whoever takes part was told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Told {
    Nothing,
    Sent,
    Confirmed,
    Decided,
}

/// What the story needs besides the site.
struct Story {
    /// The sealed moment of a form that was opened earlier.
    opened: String,
    /// The login of a moderator.
    cookie: String,
}

impl Story {
    fn form(&self) -> String {
        format!(
            "begonnen={}&titel=Buurtparlement+De+Ploeg&samenvatting=Bewoners+beslissen+samen+over+geld.&gemeente=Zeist\
             &soort=burgerbegroting&status=loopt&bron=https%3A%2F%2Fvoorbeeld.nl%2Fa&email=inwoner%40voorbeeld.nl\
             &licentie=ja&doe=verstuur",
            self.opened
        )
    }

    /// Goes on with the story as far as the site lives; gives what was told last.
    async fn go_on(&self, site: &Serving, desk: &Desk) -> Told {
        let mut now = kept(desk).await;
        if now.states.is_empty() {
            let sent = loop {
                let Some(sent) = ask(site, "POST", "/landkaart/toevoegen", "", &self.form()) else {
                    return Told::Nothing;
                };
                // Nobody fills in a form in so short a time; it says so, and takes it when the time has come.
                if !sent.text.contains("sneller dan iemand kan typen") {
                    break sent;
                }
            };
            assert_eq!(sent.status, 303, "{}", sent.text);
            now = kept(desk).await;
        }
        let link = now.link.expect("a link in a mail");
        if now.states == ["unconfirmed"] {
            let Some(confirmed) = ask(site, "POST", &link, "", "doe=bevestig") else { return Told::Sent };
            assert_eq!(confirmed.status, 303, "{}", confirmed.text);
            now.states = vec!["pending".into()];
        }
        if now.states == ["pending"] {
            let page = format!("/beheer/inzendingen/{}", now.id.expect("a number"));
            let Some(seen) = ask(site, "GET", &page, &self.cookie, "") else { return Told::Confirmed };
            let form = format!("doe=neem-over&gezien={}", seen.field("gezien"));
            let Some(decided) = ask(site, "POST", &page, &self.cookie, &form) else { return Told::Confirmed };
            assert_eq!(decided.status, 303, "{}", decided.text);
        }
        Told::Decided
    }
}

/// A site with a moderator who is logged in, and a form that was opened a while ago.
fn prepared(desk: &Desk) -> Story {
    let added = desk.dia(&["account", "add", "--email", "m@voorbeeld.nl", "--role", "moderator"]).with_code(0);
    let at = added.out.find("/inloggen/").expect("a link");
    let link = added.out[at..].split_whitespace().next().expect("a link").to_owned();
    let site = Serving::start(desk, &["--demo"]);
    let let_in = ask(&site, "POST", &link, "", "").expect("an answer");
    let cookie = let_in.header("set-cookie").and_then(|cookie| cookie.split(';').next()).expect("a cookie").to_owned();
    let opened = ask(&site, "GET", "/landkaart/toevoegen", "", "").expect("a form").field("begonnen");
    assert_eq!(site.stop(), Some(0));
    Story { opened, cookie }
}

on_both! {
async fn whenever_the_plug_is_pulled_what_was_confirmed_is_there_afterwards_and_so_is_its_mail(template: Desk) {
    let story = prepared(&template);
    for step in 1..=MOST_STEPS {
        let desk = template.copy().await;
        let told = match Serving::start_dying(&desk, step) {
            Some(site) => story.go_on(&site, &desk).await,
            None => Told::Nothing,
        };
        let after = kept(&desk).await;
        // Each step of the story and its mail are one: there is no state without its mail, and no mail without its state.
        let whole = [
            (vec![], vec![], 0, 0),
            (vec!["unconfirmed"], vec!["submission-confirm"], 0, 0),
            (vec!["pending"], vec!["submission-confirm"], 0, 0),
            (vec!["accepted"], vec!["submission-confirm", "submission-accepted"], 1, 1),
        ];
        let reached = whole.iter().position(|(states, mails, initiatives, logged)| {
            after.states == *states
                && after.mails == *mails
                && after.initiatives == *initiatives
                && after.logged == *logged
        });
        let reached = reached.unwrap_or_else(|| panic!("step {step}: half of something: {after:?}"));
        assert!(reached >= told as usize, "step {step}: {told:?} was told, and then it was {after:?}");

        if told == Told::Decided {
            // The whole story without a death: there are no more steps.
            assert!(step > 20, "only {step} steps");
            desk.clear().await;
            template.clear().await;
            return;
        }
        // It starts again by itself, and whoever was interrupted goes on where they were.
        let site = Serving::start(&desk, &[]);
        assert_eq!(story.go_on(&site, &desk).await, Told::Decided, "step {step}");
        let end = kept(&desk).await;
        assert_eq!((end.initiatives, end.logged), (1, 1), "step {step}: {end:?}");
        assert_eq!(end.mails, ["submission-confirm", "submission-accepted"], "step {step}");
        assert_eq!(site.stop(), Some(0));
        desk.clear().await;
    }
    panic!("the story has more than {MOST_STEPS} steps");
}
}
