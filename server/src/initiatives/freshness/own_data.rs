//! What is kept about whoever wants to be asked every year, for themselves.

use app::personal::Personal;
use app::programme::pages::own_data::Held;
use app::texts::moments;

use super::sql;
use crate::mail::EmailAddress;
use crate::own_data::part;
use crate::store::{StoreError, Tx, within};

/// About which initiatives an address is asked.
pub(crate) async fn held(tx: &mut Tx, email: &EmailAddress) -> Result<Vec<Held>, StoreError> {
    let asked: Vec<(String, String, i64)> =
        within!(tx, |db| sqlx::query_as(sql::ASKED_OF).bind(email.key()).fetch_all(db).await)?;
    let entries = asked
        .into_iter()
        .map(|(title, address, at)| {
            vec![
                part("own-data-title-of", title),
                part("own-data-email", address),
                part("own-data-since", moments::day(at)),
            ]
        })
        .collect();
    Ok(vec![Held { what: Personal::CheckContact, entries }])
}

/// Erases it, with what was asked and answered; gives about how many initiatives.
pub(crate) async fn erase(tx: &mut Tx, email: &EmailAddress) -> Result<u64, StoreError> {
    let mut erased = 0;
    // The turn first, as whoever asks takes it.
    for statement in [sql::DROP_TURN, sql::DROP_QUESTIONS, sql::FORGET_PERSON, sql::DROP_CONTACT] {
        erased = within!(&mut *tx, |db| {
            sqlx::query(statement).bind(email.key()).execute(db).await.map(|done| done.rows_affected())
        })?;
    }
    Ok(erased)
}
