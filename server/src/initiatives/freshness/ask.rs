//! Asking whoever answers for an initiative whether it is still so: once a year, in one mail for all that is due, and at most one mail
//! a week to one person. The custodians of its municipality answer for it; where there are none, whoever agreed to be asked does.

use std::collections::BTreeMap;
use std::time::Duration;

use app::texts::{text, text_with};
use time::OffsetDateTime;

use super::super::content::ContentError;
use super::super::custodians::codes_of;
use super::periods::months_before;
use super::sql;
use crate::accounts::custodians::custodians;
use crate::accounts::{NoRandomness, Token};
use crate::mail::{self, EmailAddress, Letter, Part};
use crate::store::{Store, StoreError, Tx, read, within};

/// After so many months without a check somebody is asked.
const MONTHS: i32 = 12;

/// One person gets one mail in this time.
const PAUSE: Duration = Duration::from_secs(7 * 24 * 60 * 60);

/// So many questions stand in one mail; the rest follows a week later.
const MOST_IN_MAIL: i64 = 50;

/// So many mails leave in one run; the next run goes on.
const MOST_MAILS: usize = 100;

/// Why nobody could be asked.
#[derive(Debug, thiserror::Error)]
pub(crate) enum AskError {
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error(transparent)]
    Randomness(#[from] NoRandomness),
    #[error(transparent)]
    Content(#[from] ContentError),
}

impl From<sqlx::Error> for AskError {
    fn from(error: sqlx::Error) -> Self {
        Self::Store(error.into())
    }
}

/// Somebody who answers for initiatives.
#[derive(Clone, Debug)]
struct Person {
    /// What two ways of writing their address share.
    key: String,
    email: String,
    /// The codes of the municipalities that they keep.
    codes: Vec<String>,
}

/// When something is due.
struct Due {
    /// Checked before this day.
    checked: String,
    /// Or never checked, and made before this moment.
    made: i64,
    /// Not asked since this moment.
    asked: i64,
    /// Nobody who got a mail after this moment.
    mailed: i64,
    now: i64,
}

impl Due {
    fn on(now: OffsetDateTime) -> Self {
        let first = months_before(now.date(), MONTHS);
        let made = first.midnight().assume_utc().unix_timestamp();
        let mailed = (now - PAUSE).unix_timestamp();
        Self { checked: first.to_string(), made, asked: made, mailed, now: now.unix_timestamp() }
    }
}

/// Asks what is due; gives how many mails that were. Two instances at once send nobody two.
pub(crate) async fn ask(store: &Store, base_url: &str, now: OffsetDateTime) -> Result<usize, AskError> {
    let due = Due::on(now);
    let (keepers, kept) = keepers(store).await?;
    let contacts: Vec<(String, String)> = read!(store, |db| {
        sqlx::query_as(sql::DUE_CONTACTS)
            .bind(&kept)
            .bind(&due.checked)
            .bind(due.made)
            .bind(due.asked)
            .bind(due.mailed)
            .bind(i64::try_from(MOST_MAILS).unwrap_or(i64::MAX))
            .fetch_all(db)
            .await
    })?;
    let contacts = contacts.into_iter().filter(|(key, _)| !keepers.contains_key(key));
    let contacts: Vec<Person> = contacts.map(|(key, email)| Person { key, email, codes: Vec::new() }).collect();
    let mut mails = 0;
    for person in keepers.into_values().chain(contacts) {
        if mails == MOST_MAILS {
            break;
        }
        if rests(store, &person.key, &due).await? || questions(store, &person, &kept, &due).await?.is_empty() {
            continue;
        }
        mails += usize::from(mail_to(store, &person, &kept, &due, base_url, now).await?);
    }
    Ok(mails)
}

/// Whoever keeps municipalities, by the key of their address; and the codes of all of those, with spaces around each.
async fn keepers(store: &Store) -> Result<(BTreeMap<String, Person>, String), AskError> {
    let mut people: BTreeMap<String, Person> = BTreeMap::new();
    let mut kept = String::from(" ");
    for custodian in custodians(store).await? {
        let Ok(email) = custodian.email.parse::<EmailAddress>() else { continue };
        let codes = codes_of(&custodian.municipality)?;
        for code in &codes {
            kept.push_str(code);
            kept.push(' ');
        }
        let person = people.entry(email.key()).or_insert_with(|| Person {
            key: email.key(),
            email: custodian.email.clone(),
            codes: Vec::new(),
        });
        person.codes.extend(codes);
    }
    Ok((people, kept))
}

/// Whether somebody got a mail less than a week ago.
async fn rests(store: &Store, person: &str, due: &Due) -> Result<bool, AskError> {
    let last: Option<i64> =
        read!(store, |db| sqlx::query_scalar(sql::LAST_TURN).bind(person).fetch_optional(db).await)?;
    Ok(last.is_some_and(|last| last > due.mailed))
}

/// What somebody is to be asked, looked up before anybody has to wait for it.
async fn questions(store: &Store, person: &Person, kept: &str, due: &Due) -> Result<Vec<(i64, String)>, AskError> {
    let mut tx = store.begin_to_look().await?;
    questions_in(&mut tx, person, kept, due).await
}

async fn questions_in(tx: &mut Tx, person: &Person, kept: &str, due: &Due) -> Result<Vec<(i64, String)>, AskError> {
    let mut all: Vec<(i64, String)> = Vec::new();
    let own = person.codes.iter().map(|code| (sql::DUE_IN, code.as_str(), person.key.as_str()));
    for (statement, first, second) in own.chain([(sql::DUE_OF, person.key.as_str(), kept)]) {
        let some: Vec<(i64, String)> = within!(&mut *tx, |db| {
            sqlx::query_as(statement)
                .bind(first)
                .bind(second)
                .bind(&due.checked)
                .bind(due.made)
                .bind(due.asked)
                .bind(MOST_IN_MAIL)
                .fetch_all(db)
                .await
        })?;
        all.extend(some);
    }
    all.truncate(usize::try_from(MOST_IN_MAIL).unwrap_or(usize::MAX));
    Ok(all)
}

/// Sends somebody one mail: the turn, the questions and the mail are one transaction.
async fn mail_to(
    store: &Store,
    person: &Person,
    kept: &str,
    due: &Due,
    base_url: &str,
    now: OffsetDateTime,
) -> Result<bool, AskError> {
    let Ok(to) = person.email.parse::<EmailAddress>() else { return Ok(false) };
    let mut tx = store.begin().await?;
    let turn: Option<String> = within!(&mut tx, |db| {
        sqlx::query_scalar(sql::TAKE_TURN).bind(&person.key).bind(due.now).bind(due.mailed).fetch_optional(db).await
    })?;
    if turn.is_none() {
        return Ok(false);
    }
    let questions = questions_in(&mut tx, person, kept, due).await?;
    if questions.is_empty() {
        return Ok(false);
    }
    let link = Token::random()?;
    let hash = link.hash();
    within!(&mut tx, |db| sqlx::query(sql::ADD_LETTER)
        .bind(hash.as_str())
        .bind(&person.key)
        .bind(due.now)
        .execute(db)
        .await
        .map(|_| ()))?;
    for (id, _) in &questions {
        within!(&mut tx, |db| sqlx::query(sql::ASK)
            .bind(id)
            .bind(&person.key)
            .bind(due.now)
            .bind(hash.as_str())
            .bind(now.date().to_string())
            .execute(db)
            .await
            .map(|_| ()))?;
    }
    mail::put(&mut tx, &letter(to, !person.codes.is_empty(), &questions, base_url, &link), now).await?;
    tx.commit().await?;
    Ok(true)
}

fn letter(to: EmailAddress, keeps: bool, questions: &[(i64, String)], base_url: &str, link: &Token) -> Letter {
    let page = |(id, title): &(i64, String)| (title.clone(), format!("{base_url}/landkaart/initiatief/{id}"));
    let href = format!("{base_url}/landkaart/controle/{}", link.expose());
    let count = i64::try_from(questions.len()).unwrap_or(i64::MAX);
    let title = questions.first().map(|(_, title)| title.clone()).unwrap_or_default();
    let reason = if keeps { "mail-check-reason-custodian" } else { "mail-check-reason-contact" };
    Letter {
        kind: "check",
        to,
        subject: text_with("mail-check-subject", [("count", count.into()), ("title", title.into())]),
        parts: vec![
            Part::Paragraph(text("mail-greeting")),
            Part::Paragraph(text("mail-check-text")),
            Part::Links(questions.iter().map(page).collect()),
            Part::Action { words: text("mail-check-action"), href: href.clone() },
            Part::Paragraph(text("mail-check-how")),
        ],
        reason: text_with(reason, [("site", base_url.into())]),
        // Being a custodian is a task, which ends otherwise.
        unsubscribe: (!keeps).then(|| format!("{href}/stop")),
        useless_at: None,
    }
}
