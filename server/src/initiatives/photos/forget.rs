//! Deleting photos that nothing shows any more.

use app::personal::Personal;
use time::OffsetDateTime;

use super::sql;
use crate::store::{Store, StoreError, within};

/// Notes what is shown and what is not, and deletes what has not been for a month; gives how many. A month, because what was withdrawn
/// by mistake is put back within days.
pub(crate) async fn forget(store: &Store, now: OffsetDateTime) -> Result<u64, StoreError> {
    let now = now.unix_timestamp();
    let before = Personal::Photo.seconds().map_or(i64::MIN, |seconds| now - seconds);
    let mut tx = store.begin().await?;
    within!(&mut tx, |db| sqlx::query(sql::MARK_USED).execute(db).await.map(|_| ()))?;
    within!(&mut tx, |db| sqlx::query(sql::MARK_UNUSED).bind(now).execute(db).await.map(|_| ()))?;
    let dropped = within!(&mut tx, |db| sqlx::query(sql::DROP_UNUSED)
        .bind(before)
        .execute(db)
        .await
        .map(|done| done.rows_affected()))?;
    tx.commit().await?;
    Ok(dropped)
}
