//! Marking what nobody confirmed for fifteen months. It ends by a check, wherever that comes from: see [`super::super::sql::CHANGE`].

use time::OffsetDateTime;

use super::super::sql as room;
use super::periods::months_before;
use super::sql;
use crate::store::{Store, StoreError, Tx, read, within};

/// After so many months without anybody who confirmed it, it is unconfirmed.
const MONTHS: i32 = 15;

/// So many at once: a transaction that others do not wait for long.
const BATCH: i64 = 500;

/// So many batches in one run; the next run goes on.
const BATCHES: u32 = 20;

/// Marks what is due; gives how many. Two instances at once take turns, and the second finds nothing left.
pub(crate) async fn mark(store: &Store, now: OffsetDateTime) -> Result<u64, StoreError> {
    let due = Due::on(now);
    let mut marked = 0;
    for _ in 0..BATCHES {
        // Looks before it makes anybody wait.
        let some: Vec<i64> = read!(store, |db| {
            sqlx::query_scalar(sql::STALE).bind(&due.checked).bind(due.made).bind(1i64).fetch_all(db).await
        })?;
        if some.is_empty() {
            break;
        }
        marked += batch(store, &due, now).await?;
    }
    Ok(marked)
}

/// Before which day something was checked, and before which moment it was made, when it is due.
struct Due {
    checked: String,
    made: i64,
}

impl Due {
    fn on(now: OffsetDateTime) -> Self {
        // On the day itself it is unconfirmed, so before the day after it.
        let tomorrow = now.date().next_day().unwrap_or_else(|| now.date());
        let first = months_before(tomorrow, MONTHS);
        Self { checked: first.to_string(), made: first.midnight().assume_utc().unix_timestamp() }
    }
}

async fn batch(store: &Store, due: &Due, now: OffsetDateTime) -> Result<u64, StoreError> {
    let mut tx = store.begin().await?;
    within!(&mut tx, |db| sqlx::query(room::HOLD_VERSION).execute(db).await.map(|_| ()))?;
    let ids: Vec<i64> = within!(&mut tx, |db| {
        sqlx::query_scalar(sql::STALE).bind(&due.checked).bind(due.made).bind(BATCH).fetch_all(db).await
    })?;
    if ids.is_empty() {
        return Ok(0);
    }
    let revision: i64 = within!(&mut tx, |db| sqlx::query_scalar(room::RAISE_VERSION).fetch_one(db).await)?;
    for id in &ids {
        put(&mut tx, *id, now, revision).await?;
    }
    tx.commit().await?;
    Ok(u64::try_from(ids.len()).unwrap_or(u64::MAX))
}

async fn put(tx: &mut Tx, id: i64, now: OffsetDateTime, revision: i64) -> Result<(), StoreError> {
    within!(tx, |db| sqlx::query(sql::MARK)
        .bind(id)
        .bind(now.unix_timestamp())
        .bind(revision)
        .execute(db)
        .await
        .map(|_| ()))?;
    Ok(())
}
