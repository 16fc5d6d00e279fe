//! Proposals that move along with the initiative that they change, when it becomes part of another one, and back. Whoever decides on
//! one afterwards sees that it moved: its version is another one.

use time::OffsetDateTime;

use super::sql;
use crate::store::{Store, StoreError, Tx, read, within};

/// Moves the proposals that nobody decided on yet; gives their numbers.
pub(in super::super) async fn move_along(
    tx: &mut Tx,
    from: i64,
    into: i64,
    now: OffsetDateTime,
) -> Result<Vec<String>, sqlx::Error> {
    within!(tx, |db| sqlx::query_scalar(sql::MOVE_ALONG)
        .bind(from)
        .bind(into)
        .bind(now.unix_timestamp())
        .fetch_all(db)
        .await)
}

/// How many proposals for an initiative nobody decided on yet.
pub(in super::super) async fn open_proposals(store: &Store, id: i64) -> Result<i64, StoreError> {
    Ok(read!(store, |db| sqlx::query_scalar(sql::COUNT_OPEN).bind(id).fetch_one(db).await)?)
}

/// Moves those of some proposals back that nobody decided on since; gives how many they are.
pub(in super::super) async fn move_back(
    tx: &mut Tx,
    proposals: &[String],
    from: i64,
    to: i64,
    now: OffsetDateTime,
) -> Result<u64, sqlx::Error> {
    let mut moved = 0;
    for id in proposals {
        moved += within!(&mut *tx, |db| sqlx::query(sql::MOVE_BACK)
            .bind(id)
            .bind(from)
            .bind(to)
            .bind(now.unix_timestamp())
            .execute(db)
            .await
            .map(|done| done.rows_affected()))?;
    }
    Ok(moved)
}
