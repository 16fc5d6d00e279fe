//! What a person at the desk does with mail: looks at it, sends it again, or gives it up; and takes that back.

use std::collections::BTreeSet;
use std::time::Duration;

use app::accounts::actor::{Actor, Forbidden};
use app::accounts::roles::Permission;
use serde::{Deserialize, Serialize};
use serde_json::json;
use time::OffsetDateTime;

use super::desk_sql;
use crate::accounts::audit::{self, Entry};
use crate::desk::undo;
use crate::store::{Store, StoreError, Tx, read, within};

/// What is sent again leaves after so long, so that there is time to take it back.
pub(crate) const TIME_TO_UNDO: Duration = Duration::from_secs(30);

/// What waits longer than this is looked at by a person.
pub(crate) const LATE: Duration = Duration::from_secs(60 * 60);

/// So long is the shortest secret in an address: 30 random bytes. Nothing else in a letter is one word of letters and figures that
/// long, and a number of ours (a UUID) is shorter.
const SHORTEST_SECRET: usize = 40;

/// Why mail stays as it is.
#[derive(Debug, thiserror::Error)]
pub(crate) enum ByHandError {
    /// Whoever asks may not.
    #[error(transparent)]
    Forbidden(#[from] Forbidden),
    /// There is no such mail.
    #[error("there is no such mail")]
    Unknown,
    /// The database.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<sqlx::Error> for ByHandError {
    fn from(error: sqlx::Error) -> Self {
        Self::Store(error.into())
    }
}

/// A mail as a person looks at it.
#[derive(Clone, Debug, sqlx::FromRow)]
pub(crate) struct Mail {
    pub(crate) id: String,
    pub(crate) recipient: String,
    pub(crate) subject: String,
    /// What it says, with secrets blanked; gone when it was sent.
    pub(crate) plain: Option<String>,
    pub(crate) state: String,
    pub(crate) attempts: i32,
    pub(crate) trouble: Option<String>,
    pub(crate) due_at: i64,
    pub(crate) created_at: i64,
    pub(crate) settled_at: Option<i64>,
    pub(crate) useless_at: Option<i64>,
    pub(crate) given_up_at: Option<i64>,
}

impl Mail {
    /// Whether it can be sent once more.
    pub(crate) fn can_be_sent(&self, now: OffsetDateTime) -> bool {
        let useful = self.useless_at.is_none_or(|moment| moment > (now + TIME_TO_UNDO).unix_timestamp());
        self.plain.is_some() && self.state != "sent" && useful
    }

    /// Whether it can still be given up.
    pub(crate) fn can_be_given_up(&self) -> bool {
        self.given_up_at.is_none() && matches!(self.state.as_str(), "waiting" | "refused")
    }
}

/// A mail, without what would let its reader in in the name of somebody else.
pub(crate) async fn look(store: &Store, actor: &Actor, id: &str) -> Result<Mail, ByHandError> {
    actor.need(Permission::HandleMail)?;
    let mail: Option<Mail> = read!(store, |db| sqlx::query_as(desk_sql::MAIL).bind(id).fetch_optional(db).await)?;
    let mut mail = mail.ok_or(ByHandError::Unknown)?;
    mail.plain = mail.plain.map(|text| without_secrets(&text));
    Ok(mail)
}

/// A text in which every long word of the letters of secrets is a row of dots.
fn without_secrets(text: &str) -> String {
    let is_part = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
    let mut shown = String::with_capacity(text.len());
    let mut rest = text;
    while !rest.is_empty() {
        let end = rest.find(|c| !is_part(c)).unwrap_or(rest.len());
        let (word, after) = rest.split_at(end);
        shown.push_str(if word.len() >= SHORTEST_SECRET { "••••••" } else { word });
        let next = after.find(is_part).unwrap_or(after.len());
        shown.push_str(&after[..next]);
        rest = &after[next..];
    }
    shown
}

/// What is done with chosen mails.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Handling {
    /// Send them once more.
    SendAgain,
    /// Let them be.
    GiveUp,
}

impl Handling {
    const fn action(self) -> &'static str {
        match self {
            Self::SendAgain => "mail-sent-again",
            Self::GiveUp => "mail-given-up",
        }
    }
}

/// What became of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Handled {
    /// With so many it was done.
    pub(crate) done: u32,
    /// With so many it could not be: they are on their way, have arrived, or are of no use any more.
    pub(crate) not: u32,
    /// What takes it back.
    pub(crate) undo: Option<String>,
}

/// How a mail stood.
#[derive(Clone, Debug, Serialize, Deserialize, sqlx::FromRow)]
struct Standing {
    state: String,
    attempts: i32,
    trouble: Option<String>,
    due_at: i64,
    settled_at: Option<i64>,
    given_up_at: Option<i64>,
}

/// How one mail stood before and after.
#[derive(Debug, Serialize, Deserialize)]
struct Changed {
    id: String,
    before: Standing,
    after: Standing,
}

async fn standing(tx: &mut Tx, id: &str) -> Result<Option<Standing>, ByHandError> {
    let statement = match tx {
        Tx::Sqlite(_) => desk_sql::STANDING_SQLITE,
        Tx::Postgres(_) => desk_sql::STANDING_POSTGRES,
    };
    Ok(within!(tx, |db| sqlx::query_as(statement).bind(id).fetch_optional(db).await)?)
}

/// Mails as they stand, locked: all of them before the first entry in the audit log, and always in the same order, so that no two
/// who handle mail at once wait for each other.
async fn standings(tx: &mut Tx, ids: &[String]) -> Result<Vec<(String, Option<Standing>)>, ByHandError> {
    let ids: BTreeSet<&String> = ids.iter().collect();
    let mut standings = Vec::with_capacity(ids.len());
    for id in ids {
        standings.push((id.clone(), standing(tx, id).await?));
    }
    Ok(standings)
}

/// Does something with mails, all in one transaction.
pub(crate) async fn handle(
    store: &Store,
    actor: &Actor,
    ids: &[String],
    handling: Handling,
    now: OffsetDateTime,
) -> Result<Handled, ByHandError> {
    actor.need(Permission::HandleMail)?;
    let mut tx = store.begin().await?;
    let (mut handled, mut changes) = (Handled::default(), Vec::new());
    for (id, before) in standings(&mut tx, ids).await? {
        let Some(before) = before else {
            handled.not += 1;
            continue;
        };
        let rows = within!(&mut tx, |db| {
            let seconds = now.unix_timestamp();
            let query = match handling {
                Handling::SendAgain => {
                    let due = (now + TIME_TO_UNDO).unix_timestamp();
                    sqlx::query(desk_sql::SEND_AGAIN).bind(&id).bind(due).bind(seconds)
                }
                Handling::GiveUp => sqlx::query(desk_sql::GIVE_UP).bind(&id).bind(seconds),
            };
            query.execute(db).await.map(|done| done.rows_affected())
        })?;
        let after = if rows == 0 { None } else { standing(&mut tx, &id).await? };
        let Some(after) = after else {
            handled.not += 1;
            continue;
        };
        log(&mut tx, actor, handling.action(), &id, &before, &after, now).await?;
        handled.done += 1;
        changes.push(Changed { id, before, after });
    }
    if !changes.is_empty() {
        handled.undo = Some(undo::keep(&mut tx, actor, UNDO, &json!(changes), now).await?);
    }
    tx.commit().await?;
    Ok(handled)
}

/// What the way back is kept as.
const UNDO: &str = "mail";

/// Takes back what was done with mails, as far as nothing happened to them since.
pub(crate) async fn put_back(
    store: &Store,
    actor: &Actor,
    undo: &str,
    now: OffsetDateTime,
) -> Result<Handled, ByHandError> {
    actor.need(Permission::HandleMail)?;
    let mut tx = store.begin().await?;
    let kept = undo::take(&mut tx, actor, UNDO, undo).await?.ok_or(ByHandError::Unknown)?;
    let changes: Vec<Changed> = serde_json::from_value(kept).map_err(|_| ByHandError::Unknown)?;
    let mut handled = Handled::default();
    standings(&mut tx, &changes.iter().map(|changed| changed.id.clone()).collect::<Vec<_>>()).await?;
    for Changed { id, before, after } in changes {
        let back = within!(&mut tx, |db| {
            sqlx::query(desk_sql::PUT_BACK)
                .bind(&id)
                .bind(&before.state)
                .bind(before.attempts)
                .bind(&before.trouble)
                .bind(before.due_at)
                .bind(before.settled_at)
                .bind(before.given_up_at)
                .bind(&after.state)
                .bind(after.due_at)
                .execute(db)
                .await
                .map(|done| done.rows_affected())
        })?;
        if back == 0 {
            handled.not += 1;
        } else {
            log(&mut tx, actor, "mail-put-back", &id, &after, &before, now).await?;
            handled.done += 1;
        }
    }
    tx.commit().await?;
    Ok(handled)
}

async fn log(
    tx: &mut Tx,
    actor: &Actor,
    action: &'static str,
    id: &str,
    before: &Standing,
    after: &Standing,
    now: OffsetDateTime,
) -> Result<(), StoreError> {
    let state = |standing: &Standing| json!({ "state": standing.state, "given_up": standing.given_up_at.is_some() });
    let entry = Entry {
        actor: Some(&actor.account),
        action,
        subject: format!("mail:{id}"),
        before: Some(state(before)),
        after: Some(state(after)),
    };
    audit::record(tx, entry, now).await
}

/// Mail that a person has to look at: how much, and since when.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Waits {
    /// So many mails.
    pub(crate) count: u32,
    /// The oldest, in seconds since 1970 UTC.
    pub(crate) since: i64,
}

/// What did not arrive, and what waits longer than an hour.
pub(crate) async fn waits(store: &Store, now: OffsetDateTime) -> Result<[Option<Waits>; 2], StoreError> {
    let before = (now - LATE).unix_timestamp();
    let refused: (i64, Option<i64>) = read!(store, |db| sqlx::query_as(desk_sql::REFUSED).fetch_one(db).await)?;
    let late: (i64, Option<i64>) = read!(store, |db| sqlx::query_as(desk_sql::LATE).bind(before).fetch_one(db).await)?;
    Ok([refused, late].map(|(count, since)| {
        let count = u32::try_from(count).ok().filter(|&count| count > 0)?;
        Some(Waits { count, since: since.unwrap_or(before) })
    }))
}
