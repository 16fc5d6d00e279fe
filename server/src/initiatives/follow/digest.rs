//! Telling people what changed: one mail for all that somebody follows and that is due.
//!
//! That somebody was told and the mail in the outbox are one transaction, and it takes what is due only as it was read. So of two
//! instances one tells it, and after a crash in between nobody was told and everybody will be.

use app::initiatives::follow::Pace;
use sqlx::FromRow;
use time::OffsetDateTime;

use super::changes::{Ledger, Understood};
use super::letters::{self, Chapter};
use super::sql;
use super::subscribe::{Told, next};
use crate::blocking::{Stopped, blocking};
use crate::mail;
use crate::platform::Platform;
use crate::store::{Store, StoreError, Tx, read, within};

/// So many people are told in one transaction.
const AT_ONCE: i64 = 100;

/// So many such transactions follow each other at most; the rest waits for the next run.
const MOST_TIMES: usize = 20;

/// Why nobody could be told.
#[derive(Debug, thiserror::Error)]
pub(crate) enum DigestError {
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error(transparent)]
    Stopped(#[from] Stopped),
}

impl From<sqlx::Error> for DigestError {
    fn from(error: sqlx::Error) -> Self {
        Self::Store(error.into())
    }
}

/// What came of a run.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Sent {
    /// People whose digest was due.
    pub(crate) people: usize,
    /// Those for whom there was something to tell.
    pub(crate) mails: usize,
    /// How often an index was asked.
    pub(crate) searches: usize,
}

/// Something that somebody follows and that is due.
#[derive(Clone, Debug, FromRow)]
struct Due {
    id: String,
    follower_id: String,
    email: String,
    link: String,
    filter: String,
    name: String,
    pace: String,
    told_version: i64,
    told_at: i64,
    /// When, in seconds since 1970 UTC.
    #[sqlx(rename = "due_at")]
    since: i64,
}

/// The same with what there is to tell of it.
struct Ready {
    due: Due,
    /// What it is today; nothing when a part of the filter is no longer there.
    today: Option<Understood>,
    chapter: Chapter,
}

/// Tells everybody whose digest is due, as far as one run goes.
pub(crate) async fn send_due(platform: &Platform) -> Result<Sent, DigestError> {
    let (store, now) = (&platform.store, platform.clock.now());
    let mut sent = Sent::default();
    let oldest: Option<i64> =
        read!(store, |db| sqlx::query_scalar(sql::OLDEST_DUE).bind(now.unix_timestamp()).fetch_one(db).await)?;
    let Some(oldest) = oldest else { return Ok(sent) };
    let mut ledger = Ledger::open(store, platform.landkaart.snapshot(), oldest).await?;
    for _ in 0..MOST_TIMES {
        let due: Vec<Due> = read!(store, |db| {
            sqlx::query_as(sql::DUE).bind(now.unix_timestamp()).bind(AT_ONCE).fetch_all(db).await
        })?;
        if due.is_empty() {
            break;
        }
        let ready;
        (ledger, ready) = blocking("reading what changed for who follows", move || {
            let ready: Vec<Ready> = due.into_iter().map(|due| prepare(&mut ledger, due)).collect();
            (ledger, ready)
        })
        .await?;
        let base_url = &platform.site.base_url;
        sent.mails += tell(store, &ready, ledger.told(), base_url, now, &mut sent.people).await?;
        platform.postman.ring();
    }
    sent.searches = ledger.searches;
    Ok(sent)
}

fn prepare(ledger: &mut Ledger, due: Due) -> Ready {
    let today = ledger.understood(&due.filter);
    let chapter = match &today {
        Some(today) => {
            // The version went back when an older copy was put in place: from there on everything is news.
            let told = Told { version: due.told_version.min(ledger.told().version), at: due.told_at };
            Chapter {
                name: today.name.clone(),
                formerly: (today.query != due.filter).then(|| due.name.clone()),
                list: Some(today.list.clone()),
                changes: ledger.changes(today, told).to_vec(),
            }
        }
        None => Chapter { name: due.name.clone(), formerly: None, list: None, changes: Vec::new() },
    };
    Ready { due, today, chapter }
}

/// Tells some people, in one transaction; gives how many mails that made.
async fn tell(
    store: &Store,
    ready: &[Ready],
    told: Told,
    base_url: &str,
    now: OffsetDateTime,
    people: &mut usize,
) -> Result<usize, DigestError> {
    let mut tx = store.begin().await?;
    let mut mails = 0;
    for own in ready.chunk_by(|one, other| one.due.follower_id == other.due.follower_id) {
        let Some(Ready { due, .. }) = own.first() else { continue };
        // First the person, then what they follow: whoever stops meanwhile waits here, and not half-way.
        within!(&mut tx, |db| sqlx::query(sql::LOCK).bind(&due.follower_id).execute(db).await.map(|_| ()))?;
        let mut chapters = Vec::new();
        for one in own {
            if take(&mut tx, one, told, now).await? && one.chapter.says_something() {
                chapters.push(one.chapter.clone());
            }
        }
        *people += 1;
        if chapters.is_empty() {
            continue;
        }
        let Ok(to) = due.email.parse() else {
            tracing::error!(follower = due.follower_id, "somebody follows with an address that cannot be written to");
            continue;
        };
        mail::put(&mut tx, &letters::digest(to, &due.link, &chapters, base_url), now).await?;
        mails += 1;
    }
    tx.commit().await?;
    Ok(mails)
}

/// Takes what is due, as it was read; says whether it was still so.
async fn take(tx: &mut Tx, ready: &Ready, told: Told, now: OffsetDateTime) -> Result<bool, StoreError> {
    let Ready { due, today, .. } = ready;
    let pace = Pace::from_code(&due.pace).unwrap_or(Pace::Weekly);
    // What is no longer there is told once, and then never due.
    let due_again = today.as_ref().map(|_| next(pace, now));
    let taken = within!(&mut *tx, |db| sqlx::query(sql::TELL)
        .bind(&due.id)
        .bind(due.since)
        .bind(due.told_version)
        .bind(due_again)
        .bind(told.version)
        .bind(told.at)
        .execute(db)
        .await
        .map(|done| done.rows_affected() > 0))?;
    if let Some(today) = today.as_ref().filter(|today| taken && today.query != due.filter) {
        within!(&mut *tx, |db| sqlx::query(sql::DROP_DOUBLE)
            .bind(&due.id)
            .bind(&due.follower_id)
            .bind(&today.query)
            .execute(db)
            .await
            .map(|_| ()))?;
        within!(&mut *tx, |db| {
            sqlx::query(sql::RENAME).bind(&due.id).bind(&today.query).bind(&today.name).execute(db).await.map(|_| ())
        })?;
    }
    Ok(taken)
}
