//! What is kept about whoever follows something, for themselves.

use app::personal::Personal;
use app::programme::pages::own_data::Held;
use app::texts::moments;

use super::sql;
use crate::mail::EmailAddress;
use crate::own_data::{Entry, part};
use crate::store::{StoreError, Tx, within};

/// What an address follows, and what it asked for and did not confirm.
pub(crate) async fn held(tx: &mut Tx, email: &EmailAddress) -> Result<Vec<Held>, StoreError> {
    let follows: Vec<(String, String, i64)> =
        within!(&mut *tx, |db| sqlx::query_as(sql::FOLLOWED_BY).bind(email.key()).fetch_all(db).await)?;
    let asked: Vec<(String, String, i64)> =
        within!(&mut *tx, |db| sqlx::query_as(sql::ASKED_BY).bind(email.key()).fetch_all(db).await)?;
    let entry = |(name, address, at): (String, String, i64)| -> Entry {
        vec![part("own-data-follows", name), part("own-data-email", address), part("own-data-since", moments::day(at))]
    };
    Ok(vec![
        Held { what: Personal::Follower, entries: follows.into_iter().map(entry).collect() },
        Held { what: Personal::UnconfirmedFollower, entries: asked.into_iter().map(entry).collect() },
    ])
}

/// Erases it: no more digests; gives how much was followed or asked for.
pub(crate) async fn erase(tx: &mut Tx, email: &EmailAddress) -> Result<u64, StoreError> {
    let mut erased = 0;
    // The request before the follower, as a confirmation takes them; what somebody follows goes with them.
    for statement in [sql::ERASE_ASKED, sql::ERASE_FOLLOWER] {
        erased += within!(&mut *tx, |db| {
            sqlx::query(statement).bind(email.key()).execute(db).await.map(|done| done.rows_affected())
        })?;
    }
    Ok(erased)
}
