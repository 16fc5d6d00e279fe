//! Who agreed to be asked every year, and forgetting them.

use time::OffsetDateTime;

use super::periods::months_before;
use super::sql;
use crate::mail::EmailAddress;
use crate::store::{Store, StoreError, Tx, within};

/// So many months after a question that nobody answered, its contact is forgotten; and so are questions themselves.
const MONTHS: i32 = 15;

/// Asks whoever is asked about an initiative about another one too, of which it became a part.
pub(in super::super) async fn copy_contacts(tx: &mut Tx, from: i64, into: i64) -> Result<(), StoreError> {
    within!(tx, |db| sqlx::query(sql::COPY_CONTACTS).bind(from).bind(into).execute(db).await.map(|_| ()))?;
    Ok(())
}

/// Somebody agreed to be asked about an initiative every year.
pub(in super::super) async fn add_contact(
    tx: &mut Tx,
    initiative: i64,
    email: &EmailAddress,
    now: OffsetDateTime,
) -> Result<(), StoreError> {
    within!(tx, |db| sqlx::query(sql::ADD_CONTACT)
        .bind(initiative)
        .bind(email.key())
        .bind(email.as_str())
        .bind(now.unix_timestamp())
        .execute(db)
        .await
        .map(|_| ()))?;
    Ok(())
}

/// Forgets contacts that do not answer, and what was asked long ago; gives how many contacts.
pub(crate) async fn forget(store: &Store, now: OffsetDateTime) -> Result<u64, StoreError> {
    let before = months_before(now.date(), MONTHS).midnight().assume_utc().unix_timestamp();
    let week = (now - time::Duration::days(8)).unix_timestamp();
    let mut tx = store.begin().await?;
    let mut forgotten = 0;
    for (statement, before) in [
        (sql::FORGET_TURNS, week),
        (sql::FORGET_LETTERS, before),
        (sql::FORGET_CONTACTS, before),
        (sql::FORGET_QUESTIONS, before),
    ] {
        let gone = within!(&mut tx, |db| {
            sqlx::query(statement).bind(before).execute(db).await.map(|done| done.rows_affected())
        })?;
        if statement == sql::FORGET_CONTACTS {
            forgotten = gone;
        }
    }
    tx.commit().await?;
    Ok(forgotten)
}
