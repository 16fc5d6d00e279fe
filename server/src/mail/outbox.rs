//! Putting letters in the outbox, the rows that the postman takes out, and those that the desk lists.

use app::desk::list::Asked;
use app::personal::Personal;
use time::OffsetDateTime;
use uuid::Uuid;

use super::by_hand::LATE;
use super::{EmailAddress, Letter, NoAddress, desk_sql, sql};
use crate::desk::list::{Range, anywhere, statement};
use crate::store::{Store, StoreError, Tx, read, within};

/// Writes a letter into the outbox: it is sent when the transaction commits, and never if it does not. Gives its number.
pub async fn put(tx: &mut Tx, letter: &Letter, now: OffsetDateTime) -> Result<Uuid, StoreError> {
    let id = Uuid::now_v7();
    let written = letter.written();
    within!(tx, |db| {
        sqlx::query(sql::ADD)
            .bind(id.to_string())
            .bind(letter.kind)
            .bind(letter.to.as_str())
            .bind(&written.subject)
            .bind(&written.plain)
            .bind(&written.html)
            .bind(letter.unsubscribe.as_deref())
            .bind(now.unix_timestamp())
            .bind(letter.useless_at.map(OffsetDateTime::unix_timestamp))
            .execute(db)
            .await
            .map(|_| ())
    })?;
    Ok(id)
}

/// Forgets mails that were settled long ago; gives how many.
pub async fn forget(store: &Store, now: OffsetDateTime) -> Result<u64, StoreError> {
    let before = Personal::Mail.seconds().map_or(i64::MIN, |seconds| now.unix_timestamp() - seconds);
    let mut tx = store.begin().await?;
    let forgotten = within!(&mut tx, |db| {
        sqlx::query(sql::FORGET).bind(before).execute(db).await.map(|done| done.rows_affected())
    })?;
    tx.commit().await?;
    Ok(forgotten)
}

/// A mail in the hands of a postman.
#[derive(Clone, sqlx::FromRow)]
pub(super) struct Waiting {
    pub(super) id: String,
    pub(super) recipient: String,
    pub(super) subject: String,
    pub(super) plain: Option<String>,
    pub(super) html: Option<String>,
    pub(super) unsubscribe: Option<String>,
    /// This one included.
    pub(super) attempts: i32,
    pub(super) created_at: i64,
    pub(super) useless_at: Option<i64>,
}

impl Waiting {
    /// To whom.
    pub(super) fn to(&self) -> Result<EmailAddress, NoAddress> {
        self.recipient.parse()
    }
}

/// A mail in the list of the desk.
#[derive(Clone, Debug, sqlx::FromRow)]
pub(crate) struct ListedMail {
    pub(crate) id: String,
    pub(crate) recipient: String,
    pub(crate) subject: String,
    pub(crate) state: String,
    pub(crate) attempts: i32,
    pub(crate) trouble: Option<String>,
    pub(crate) created_at: i64,
    pub(crate) given_up_at: Option<i64>,
}

/// The mails that a list asks for, and how many there are in all.
pub(crate) async fn mails(
    store: &Store,
    asked: &Asked,
    range: Range,
    now: OffsetDateTime,
) -> Result<(u32, Vec<ListedMail>), StoreError> {
    let (state, words) = (asked.value("staat"), anywhere(asked.value("q")));
    let late = (now - LATE).unix_timestamp();
    let mails = read!(store, |db| {
        sqlx::query_as(statement(desk_sql::MAILS, asked.order))
            .bind(state)
            .bind(late)
            .bind(&words)
            .bind(range.limit)
            .bind(range.offset)
            .fetch_all(db)
            .await
    })?;
    let total: i64 = read!(store, |db| {
        sqlx::query_scalar(desk_sql::COUNT_MAILS).bind(state).bind(late).bind(&words).fetch_one(db).await
    })?;
    Ok((u32::try_from(total).unwrap_or(u32::MAX), mails))
}
