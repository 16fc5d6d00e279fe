//! What somebody asked, in the database.

use sqlx::FromRow;

use super::sql;
use crate::accounts::Token;
use crate::store::{Store, StoreError, Tx, read, within};

/// How far it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum State {
    /// The address is not proven.
    Unconfirmed,
    /// A moderator has to decide.
    Waiting,
    /// They keep the municipality.
    Accepted,
    /// They do not.
    Refused,
}

impl State {
    /// The word in the database.
    pub(super) const fn code(self) -> &'static str {
        match self {
            Self::Unconfirmed => "unconfirmed",
            Self::Waiting => "waiting",
            Self::Accepted => "accepted",
            Self::Refused => "refused",
        }
    }

    pub(super) fn from_code(code: &str) -> Option<Self> {
        [Self::Unconfirmed, Self::Waiting, Self::Accepted, Self::Refused].into_iter().find(|state| state.code() == code)
    }
}

/// What somebody asked.
#[derive(Clone, Debug)]
pub(super) struct Claim {
    pub(super) id: String,
    pub(super) municipality: String,
    pub(super) state: State,
    pub(super) expires_at: i64,
    pub(super) name: String,
    pub(super) email: String,
}

#[derive(FromRow)]
struct Row {
    id: String,
    municipality_code: String,
    state: String,
    expires_at: i64,
    name: String,
    email: String,
}

impl TryFrom<Row> for Claim {
    type Error = sqlx::Error;

    fn try_from(row: Row) -> Result<Self, sqlx::Error> {
        Ok(Self {
            id: row.id,
            municipality: row.municipality_code,
            state: State::from_code(&row.state).ok_or_else(|| sqlx::Error::Decode("a state of the future".into()))?,
            expires_at: row.expires_at,
            name: row.name,
            email: row.email,
        })
    }
}

/// What was asked behind a link.
pub(super) async fn by_link(store: &Store, link: &Token) -> Result<Option<Claim>, StoreError> {
    let row: Option<Row> =
        read!(store, |db| sqlx::query_as(sql::BY_LINK).bind(link.hash().as_str()).fetch_optional(db).await)?;
    Ok(row.map(Claim::try_from).transpose()?)
}

/// What was asked, locked until the transaction ends.
pub(super) async fn locked(tx: &mut Tx, id: &str) -> Result<Option<Claim>, StoreError> {
    within!(&mut *tx, |db| sqlx::query(sql::LOCK).bind(id).execute(db).await.map(|_| ()))?;
    let row: Option<Row> = within!(&mut *tx, |db| sqlx::query_as(sql::BY_ID).bind(id).fetch_optional(db).await)?;
    Ok(row.map(Claim::try_from).transpose()?)
}

/// Puts it into another state; `by` is the account of who decided, if a person did.
pub(super) async fn put_state(
    tx: &mut Tx,
    id: &str,
    state: State,
    by: Option<&str>,
    now: i64,
) -> Result<(), StoreError> {
    let waiting = (state == State::Waiting).then_some(now);
    let decided = matches!(state, State::Accepted | State::Refused).then_some(now);
    within!(tx, |db| sqlx::query(sql::PUT_STATE)
        .bind(id)
        .bind(state.code())
        .bind(waiting)
        .bind(decided)
        .bind(by)
        .execute(db)
        .await
        .map(|_| ()))?;
    Ok(())
}
