//! Forgetting who asked to keep a municipality, when it is no longer needed.

use app::personal::Personal;
use time::OffsetDateTime;

use super::sql;
use crate::store::{Store, StoreError, within};

/// Deletes what was never confirmed, and what was decided long ago; gives how many.
pub(crate) async fn forget(store: &Store, now: OffsetDateTime) -> Result<u64, StoreError> {
    let before = Personal::ClaimAddress.seconds().map_or(i64::MIN, |seconds| now.unix_timestamp() - seconds);
    let mut tx = store.begin().await?;
    let forgotten = within!(&mut tx, |db| {
        sqlx::query(sql::FORGET).bind(before).execute(db).await.map(|done| done.rows_affected())
    })?;
    tx.commit().await?;
    Ok(forgotten)
}
