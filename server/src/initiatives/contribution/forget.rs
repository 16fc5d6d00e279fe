//! Forgetting who proposed something, when it is no longer needed.

use app::personal::Personal;
use time::OffsetDateTime;

use super::sql;
use crate::store::{Store, StoreError, within};

/// Deletes proposals that were never confirmed, and forgets who made those that were decided long ago; gives how many of each.
pub(crate) async fn forget(store: &Store, now: OffsetDateTime) -> Result<(u64, u64), StoreError> {
    let before = |kept: Personal| kept.seconds().map_or(i64::MIN, |seconds| now.unix_timestamp() - seconds);
    let mut tx = store.begin().await?;
    let unfinished = within!(&mut tx, |db| {
        sqlx::query(sql::DROP_UNFINISHED)
            .bind(before(Personal::UnfinishedSubmission))
            .execute(db)
            .await
            .map(|done| done.rows_affected())
    })?;
    let mut forgotten = 0;
    for statement in [sql::FORGET_WORDS, sql::FORGET_LINKS, sql::FORGET_SUBMITTER] {
        forgotten = within!(&mut tx, |db| {
            sqlx::query(statement).bind(before(Personal::Submitter)).execute(db).await.map(|done| done.rows_affected())
        })?;
    }
    tx.commit().await?;
    Ok((unfinished, forgotten))
}
