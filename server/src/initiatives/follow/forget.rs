//! Forgetting addresses that asked to follow and did not confirm. Whoever stops is forgotten at once.

use app::personal::Personal;
use time::OffsetDateTime;

use super::sql;
use crate::store::{Store, StoreError, within};

/// Forgets requests that are too old; gives how many.
pub(crate) async fn forget(store: &Store, now: OffsetDateTime) -> Result<u64, StoreError> {
    let kept = Personal::UnconfirmedFollower.seconds();
    let before = kept.map_or(i64::MIN, |seconds| now.unix_timestamp() - seconds);
    let mut tx = store.begin().await?;
    let forgotten = within!(&mut tx, |db| {
        sqlx::query(sql::FORGET).bind(before).execute(db).await.map(|done| done.rows_affected())
    })?;
    tx.commit().await?;
    Ok(forgotten)
}
