//! What somebody follows: seen, changed and ended by the secret in their mails.

use app::initiatives::follow::Pace;
use sqlx::FromRow;
use time::OffsetDateTime;

use super::sql;
use super::subscribe::{Follower, next};
use crate::store::{Store, StoreError, read, within};

/// Something that is followed.
#[derive(Clone, Debug, FromRow)]
pub(super) struct Followed {
    pub(super) id: String,
    pub(super) filter: String,
    pub(super) name: String,
    pub(super) pace: String,
    pub(super) due_at: Option<i64>,
}

/// Whoever has this secret in their links, and what they follow.
pub(super) async fn own(store: &Store, link: &str) -> Result<Option<(Follower, Vec<Followed>)>, StoreError> {
    let follower: Option<Follower> =
        read!(store, |db| sqlx::query_as(sql::BY_LINK).bind(link).fetch_optional(db).await)?;
    let Some(follower) = follower else { return Ok(None) };
    let all = read!(store, |db| sqlx::query_as(sql::OF_FOLLOWER).bind(&follower.id).fetch_all(db).await)?;
    Ok(Some((follower, all)))
}

/// Gives something that somebody follows another pace.
pub(super) async fn change(
    store: &Store,
    follower: &Follower,
    id: &str,
    pace: Pace,
    now: OffsetDateTime,
) -> Result<(), StoreError> {
    let mut tx = store.begin().await?;
    let due = next(pace, now);
    within!(&mut tx, |db| {
        sqlx::query(sql::CHANGE).bind(id).bind(&follower.id).bind(pace.code()).bind(due).execute(db).await.map(|_| ())
    })?;
    tx.commit().await
}

/// Ends one thing; whoever follows nothing else is forgotten. Gives whether they are.
pub(super) async fn stop(store: &Store, follower: &Follower, id: &str) -> Result<bool, StoreError> {
    let mut tx = store.begin().await?;
    // The request before the follower, as a confirmation takes them.
    within!(&mut tx, |db| sqlx::query(sql::HOLD_ASKED).bind(&follower.email_key).execute(db).await.map(|_| ()))?;
    within!(&mut tx, |db| sqlx::query(sql::LOCK).bind(&follower.id).execute(db).await.map(|_| ()))?;
    within!(&mut tx, |db| sqlx::query(sql::STOP).bind(id).bind(&follower.id).execute(db).await.map(|_| ()))?;
    let gone = within!(&mut tx, |db| {
        sqlx::query(sql::DROP_IDLE).bind(&follower.id).execute(db).await.map(|done| done.rows_affected() > 0)
    })?;
    within!(&mut tx, |db| sqlx::query(sql::DROP_IDLE_ASKED).bind(&follower.email_key).execute(db).await.map(|_| ()))?;
    tx.commit().await?;
    Ok(gone)
}

/// Ends everything behind a secret. Twice is as once.
pub(super) async fn stop_all(store: &Store, link: &str) -> Result<(), StoreError> {
    let mut tx = store.begin().await?;
    within!(&mut tx, |db| sqlx::query(sql::DROP_ALL_ASKED).bind(link).execute(db).await.map(|_| ()))?;
    within!(&mut tx, |db| sqlx::query(sql::STOP_ALL).bind(link).execute(db).await.map(|_| ()))?;
    tx.commit().await
}
