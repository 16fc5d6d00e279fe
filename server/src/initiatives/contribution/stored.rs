//! Proposals in the database.

use app::initiatives::contribution::state::State;
use sqlx::FromRow;
use time::OffsetDateTime;

use super::form::Cells;
use super::sql;
use crate::accounts::{NoRandomness, Token};
use crate::store::{Store, StoreError, Tx, read, within};

/// A proposal.
#[derive(Clone, Debug)]
pub(super) struct Stored {
    pub(super) id: String,
    pub(super) initiative: Option<i64>,
    pub(super) is_change: bool,
    pub(super) state: State,
    /// Raised by every write.
    pub(super) version: i64,
    pub(super) cells: Cells,
    /// What the initiative was when a change was made.
    pub(super) base: Option<Cells>,
    pub(super) reason: Option<String>,
    pub(super) email: Option<String>,
    pub(super) waiting_since: Option<i64>,
    pub(super) created_at: i64,
    pub(super) updated_at: i64,
    /// Whether whoever proposed it wants to be asked every year.
    pub(super) yearly: bool,
}

#[derive(FromRow)]
struct Row {
    id: String,
    initiative_id: Option<i64>,
    kind: String,
    state: String,
    version: i64,
    cells: String,
    base_cells: Option<String>,
    reason: Option<String>,
    email: Option<String>,
    waiting_since: Option<i64>,
    created_at: i64,
    updated_at: i64,
    yearly: bool,
}

impl TryFrom<Row> for Stored {
    type Error = sqlx::Error;

    fn try_from(row: Row) -> Result<Self, sqlx::Error> {
        let cells = |text: &str| serde_json::from_str(text).map_err(|error| sqlx::Error::Decode(error.into()));
        Ok(Self {
            id: row.id,
            initiative: row.initiative_id,
            is_change: row.kind == "change",
            state: State::from_code(&row.state).ok_or_else(|| sqlx::Error::Decode("a state of the future".into()))?,
            version: row.version,
            cells: cells(&row.cells)?,
            base: row.base_cells.as_deref().map(cells).transpose()?,
            reason: row.reason,
            email: row.email,
            waiting_since: row.waiting_since,
            created_at: row.created_at,
            updated_at: row.updated_at,
            yearly: row.yearly,
        })
    }
}

/// The proposal behind a link.
pub(super) async fn by_link(store: &Store, link: &Token) -> Result<Option<Stored>, StoreError> {
    let row: Option<Row> =
        read!(store, |db| sqlx::query_as(sql::BY_LINK).bind(link.hash().as_str()).fetch_optional(db).await)?;
    Ok(row.map(Stored::try_from).transpose()?)
}

/// Why a link could not be made.
#[derive(Debug, thiserror::Error)]
pub(super) enum LinkError {
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error(transparent)]
    Randomness(#[from] NoRandomness),
}

/// Makes another link to a proposal; the ones that were sent before go on working.
pub(super) async fn new_link(tx: &mut Tx, submission: &str) -> Result<Token, LinkError> {
    let token = Token::random()?;
    let added = within!(tx, |db| {
        sqlx::query(sql::ADD_LINK).bind(token.hash().as_str()).bind(submission).execute(db).await.map(|_| ())
    });
    added.map_err(StoreError::from)?;
    Ok(token)
}

/// The proposal with a number.
pub(super) async fn by_id(store: &Store, id: &str) -> Result<Option<Stored>, StoreError> {
    let row: Option<Row> = read!(store, |db| sqlx::query_as(sql::BY_ID).bind(id).fetch_optional(db).await)?;
    Ok(row.map(Stored::try_from).transpose()?)
}

/// The same inside a transaction, locked until it ends.
pub(super) async fn locked(tx: &mut Tx, id: &str) -> Result<Option<Stored>, StoreError> {
    within!(&mut *tx, |db| sqlx::query(sql::LOCK).bind(id).execute(db).await.map(|_| ()))?;
    let row: Option<Row> = within!(&mut *tx, |db| sqlx::query_as(sql::BY_ID).bind(id).fetch_optional(db).await)?;
    Ok(row.map(Stored::try_from).transpose()?)
}

/// What happened to a proposal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Event {
    Saved,
    Sent,
    Confirmed,
    Asked,
    Answered,
    Edited,
    Accepted,
    Refused,
    Merged,
    Withdrawn,
}

impl Event {
    const fn code(self) -> &'static str {
        match self {
            Self::Saved => "saved",
            Self::Sent => "sent",
            Self::Confirmed => "confirmed",
            Self::Asked => "asked",
            Self::Answered => "answered",
            Self::Edited => "edited",
            Self::Accepted => "accepted",
            Self::Refused => "refused",
            Self::Merged => "merged",
            Self::Withdrawn => "withdrawn",
        }
    }
}

/// Notes what happened, in the transaction in which it did.
pub(super) async fn note(
    tx: &mut Tx,
    submission: &str,
    event: Event,
    actor: Option<&str>,
    words: Option<&str>,
    now: OffsetDateTime,
) -> Result<(), StoreError> {
    within!(tx, |db| sqlx::query(sql::NOTE)
        .bind(submission)
        .bind(now.unix_timestamp())
        .bind(event.code())
        .bind(actor)
        .bind(words)
        .execute(db)
        .await
        .map(|_| ()))?;
    Ok(())
}

/// Something that was said about a proposal.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub(super) struct Said {
    pub(super) at: i64,
    pub(super) kind: String,
    /// The name of the account, for staff.
    pub(super) by: Option<String>,
    pub(super) words: Option<String>,
}

/// All that happened to a proposal, oldest first.
pub(super) async fn said(store: &Store, submission: &str) -> Result<Vec<Said>, StoreError> {
    Ok(read!(store, |db| sqlx::query_as(sql::SAID).bind(submission).fetch_all(db).await)?)
}

/// Puts a proposal into another state; raises its version.
pub(super) async fn put_state(
    tx: &mut Tx,
    proposal: &Stored,
    state: State,
    now: OffsetDateTime,
) -> Result<(), StoreError> {
    let at = now.unix_timestamp();
    let waiting = if state.can_be_decided() { Some(proposal.waiting_since.unwrap_or(at)) } else { None };
    let decided = (!state.is_open()).then_some(at);
    within!(tx, |db| sqlx::query(sql::PUT_STATE)
        .bind(&proposal.id)
        .bind(state.code())
        .bind(waiting)
        .bind(decided)
        .bind(proposal.initiative)
        .bind(at)
        .execute(db)
        .await
        .map(|_| ()))?;
    Ok(())
}

/// Cells as the database holds them.
pub(super) fn as_json(cells: &Cells) -> Result<String, StoreError> {
    Ok(serde_json::to_string(cells).map_err(|error| sqlx::Error::Encode(error.into()))?)
}
