//! The mails that somebody got, for themselves.

use app::personal::Personal;
use app::programme::pages::own_data::Held;
use app::texts::moments;

use super::{EmailAddress, desk_sql};
use crate::own_data::part;
use crate::store::{StoreError, Tx, within};

/// Every mail to an address.
pub(crate) async fn held(tx: &mut Tx, email: &EmailAddress) -> Result<Vec<Held>, StoreError> {
    let rows: Vec<(String, String, i64)> = within!(tx, |db| {
        sqlx::query_as(desk_sql::TO_ADDRESS).bind(email.as_str().to_lowercase()).bind(email.key()).fetch_all(db).await
    })?;
    let entries = rows
        .into_iter()
        .map(|(recipient, subject, at)| {
            vec![
                part("own-data-subject", subject),
                part("own-data-email", recipient),
                part("own-data-since", moments::day(at)),
            ]
        })
        .collect();
    Ok(vec![Held { what: Personal::Mail, entries }])
}

/// Erases them, those that wait included; gives how many.
pub(crate) async fn erase(tx: &mut Tx, email: &EmailAddress) -> Result<u64, StoreError> {
    Ok(within!(tx, |db| {
        sqlx::query(desk_sql::DROP_TO_ADDRESS)
            .bind(email.as_str().to_lowercase())
            .bind(email.key())
            .execute(db)
            .await
            .map(|done| done.rows_affected())
    })?)
}
