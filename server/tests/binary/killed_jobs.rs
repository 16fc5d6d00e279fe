//! The plug is pulled between any two steps of what happens by itself: telling who follows what changed, asking once a year whether
//! something is still so, and taking the answer. What was noted as told or asked has its mail, and nobody gets one twice.

use std::time::{Duration, Instant};

use super::databases::{Db, on_both};
use super::killed::ask;
use super::{Desk, Serving};

/// More steps than the whole story has; a story that is longer fails the test.
const MOST_STEPS: u32 = 400;

/// So long a site may take for all that it does by itself.
const PATIENCE: Duration = Duration::from_secs(60);

/// Makes what happens by itself happen again and again, without a pause to speak of.
const HURRY: (&str, &str) = ("DIA_TEST_HURRY", "");

/// Who follows everything, and is asked about the first initiative.
const PEOPLE: [&str; 2] = ["an@voorbeeld.nl", "bo@voorbeeld.nl"];

/// Who comes later, and is asked about the second: what they get shows that everything happened once more.
const LATE: &str = "zo@voorbeeld.nl";

/// The day on which the initiative was checked last, before somebody answers.
const LONG_AGO: &str = "2020-01-01";

/// What is in the database, as another program sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Kept {
    /// Who was told what changed, by what is noted and by the mails.
    told: Vec<String>,
    digests: Vec<String>,
    /// Who was asked: by whose turn it was, by the questions, by the links and by the mails.
    turns: Vec<String>,
    questions: Vec<String>,
    links: Vec<String>,
    mails: Vec<String>,
    /// How many answers are noted, how many versions say so, and whether the initiative was checked.
    answers: i64,
    versions: i64,
    is_checked: bool,
    /// The path of the link of the first who was asked.
    link: Option<String>,
}

impl Kept {
    /// Fails unless every step and its mail are one, and nobody got two.
    #[track_caller]
    fn is_whole(&self, when: &str) {
        assert_eq!(self.told, self.digests, "{when}: told and mailed are one: {self:?}");
        for asked in [&self.questions, &self.links, &self.mails] {
            assert_eq!(self.turns, *asked, "{when}: asked and mailed are one: {self:?}");
        }
        for all in [&self.told, &self.turns] {
            assert!(all.is_sorted_by(|one, next| one < next), "{when}: nobody gets two: {self:?}");
        }
        assert_eq!((self.answers, self.is_checked), (self.versions, self.versions == 1), "{when}: {self:?}");
    }
}

async fn kept(db: &mut Db) -> Kept {
    db.hold_still().await;
    let told = "SELECT w.email FROM follow f JOIN follower w ON w.id = f.follower_id WHERE f.told_version > 0 ORDER BY w.email";
    let link = "SELECT plain FROM outbox WHERE letter = 'check' ORDER BY recipient LIMIT 1";
    let kept = Kept {
        told: db.texts(told).await,
        digests: db.texts("SELECT recipient FROM outbox WHERE letter = 'follow-digest' ORDER BY recipient").await,
        turns: db.texts("SELECT person FROM check_turn ORDER BY person").await,
        questions: db.texts("SELECT person FROM check_question ORDER BY person").await,
        links: db.texts("SELECT person FROM check_letter ORDER BY person").await,
        mails: db.texts("SELECT recipient FROM outbox WHERE letter = 'check' ORDER BY recipient").await,
        link: db.texts(link).await.pop().and_then(|text| {
            let address = text.split_whitespace().find(|word| word.contains("/landkaart/controle/"))?;
            Some(address[address.find("/landkaart")?..].to_owned())
        }),
        answers: db.count("SELECT COUNT(*) FROM check_question WHERE answer = 'right'").await,
        versions: db.count("SELECT COUNT(*) FROM initiative_version WHERE reason LIKE '%klopt nog%'").await,
        is_checked: db.count("SELECT COUNT(*) FROM initiative WHERE id = 1 AND last_checked > '2026'").await == 1,
    };
    db.look_on().await;
    kept
}

/// Somebody follows everything and is asked about an initiative; nothing was told or asked yet.
async fn add(db: &mut Db, email: &str, initiative: i64) {
    for statement in [
        "INSERT INTO follower (id, email, email_key, link, created_at) VALUES ($1, $1, $1, $1, $2)",
        "INSERT INTO follow (id, follower_id, filter, name, pace, created_at, told_version, told_at, due_at)
            VALUES ($1, $1, '', 'alles', 'daily', 1, 0, 1, $2)",
        "INSERT INTO check_contact (initiative_id, email_key, email, agreed_at) VALUES ($2, $1, $1, 1)",
    ] {
        db.write(statement, email, initiative).await;
    }
}

/// A site with initiatives, of which two were checked long ago, and people who were told and asked nothing yet.
async fn prepare(desk: &Desk) {
    assert_eq!(Serving::start(desk, &["--demo"]).stop(), Some(0));
    let mut db = desk.connect().await;
    let today = time::OffsetDateTime::now_utc().date().to_string();
    db.write("UPDATE initiative SET last_checked = $1 WHERE id > $2", &today, 2).await;
    db.write("UPDATE initiative SET last_checked = $1 WHERE id <= $2", LONG_AGO, 2).await;
    for email in PEOPLE {
        add(&mut db, email, 1).await;
    }
    db.close().await;
}

/// Lets a site do what it does by itself until somebody was told and asked, and answers for the first; says whether it lived so long,
/// and whether it took the answer.
async fn go_on(site: &mut Serving, desk: &Desk, last: &str) -> (bool, bool) {
    let mut db = desk.connect().await;
    let began = Instant::now();
    let now = loop {
        let now = kept(&mut db).await;
        if now.told.iter().any(|one| one == last) && now.turns.iter().any(|one| one == last) {
            break now;
        }
        if site.process.try_wait().expect("a process").is_some() {
            return (false, false);
        }
        assert!(began.elapsed() < PATIENCE, "{last} hears nothing: {now:?}");
        tokio::task::yield_now().await;
    };
    db.close().await;
    let link = now.link.expect("a link in a mail");
    let Some(answer) = ask(site, "POST", &link, "", "initiatief=1&doe=klopt") else { return (false, false) };
    assert_eq!(answer.status, 303, "{}", answer.text);
    (site.process.try_wait().expect("a process").is_none(), true)
}

on_both! {
async fn whenever_the_plug_is_pulled_everybody_is_told_and_asked_once_and_no_answer_is_lost(template: Desk) {
    prepare(&template).await;
    for step in 1..=MOST_STEPS {
        let desk = template.copy().await;
        let dying = Serving::of(&desk, &[], &[HURRY, ("DIA_TEST_DIE_AT_STEP", &step.to_string())]);
        let (lived, answered) = match dying {
            Some(mut site) => go_on(&mut site, &desk, PEOPLE[1]).await,
            None => (false, false),
        };
        let mut db = desk.connect().await;
        db.is_sound().await;
        let after = kept(&mut db).await;
        after.is_whole(&format!("step {step}"));
        assert!(after.versions >= i64::from(answered), "step {step}: an answer that was taken is there: {after:?}");
        if after.told.is_empty() && after.turns.is_empty() {
            // It begins from nothing.
            db.close().await;
            desk.clear().await;
            continue;
        }

        // It starts again and does what was left; what somebody who came later gets shows that it did everything once more.
        add(&mut db, LATE, 2).await;
        db.close().await;
        let mut site = Serving::of(&desk, &[], &[HURRY]).expect("a site");
        assert_eq!(go_on(&mut site, &desk, LATE).await, (true, true), "step {step}");
        assert_eq!(site.stop(), Some(0));
        let mut db = desk.connect().await;
        let end = kept(&mut db).await;
        db.close().await;
        end.is_whole(&format!("step {step}, in the end"));
        assert_eq!((end.told.len(), end.turns.len(), end.versions), (3, 3, 1), "step {step}, in the end: {end:?}");
        if lived {
            assert!(step > 20, "only {step} steps");
            desk.clear().await;
            template.clear().await;
            return;
        }
        desk.clear().await;
    }
    panic!("the story has more than {MOST_STEPS} steps");
}
}
