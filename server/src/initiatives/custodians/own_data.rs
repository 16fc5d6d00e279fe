//! What is kept about whoever asked to keep a municipality, for themselves.

use app::personal::Personal;
use app::programme::pages::own_data::Held;
use app::texts::moments;

use super::sql;
use crate::mail::EmailAddress;
use crate::own_data::part;
use crate::store::{StoreError, Tx, within};

/// What an address asked.
pub(crate) async fn held(tx: &mut Tx, email: &EmailAddress) -> Result<Vec<Held>, StoreError> {
    let claims: Vec<(String, String, String, String, i64)> =
        within!(tx, |db| sqlx::query_as(sql::CLAIMS_OF).bind(email.key()).fetch_all(db).await)?;
    let entries = claims
        .into_iter()
        .map(|(municipality, name, address, job, at)| {
            vec![
                part("own-data-municipality", municipality),
                part("own-data-name", name),
                part("own-data-email", address),
                part("own-data-job", job),
                part("own-data-since", moments::day(at)),
            ]
        })
        .collect();
    Ok(vec![Held { what: Personal::ClaimAddress, entries }])
}

/// Erases it; gives how much there was.
pub(crate) async fn erase(tx: &mut Tx, email: &EmailAddress) -> Result<u64, StoreError> {
    Ok(within!(tx, |db| {
        sqlx::query(sql::ERASE_CLAIMS).bind(email.key()).execute(db).await.map(|done| done.rows_affected())
    })?)
}
