//! Closing an account, opening it again, and ending its logins. Nothing of it is thrown away.

use app::accounts::actor::Actor;
use app::accounts::roles::Permission;
use serde_json::{Value, json};
use time::OffsetDateTime;

use super::audit::{self, Entry};
use super::desk_sql;
use super::managing::{Account, ManageError, account_in, end_logins_in, keep_an_owner};
use crate::store::{Store, Tx, within};

/// Closes an account: whoever is in with it is out, and links that wait in a mailbox lead nowhere. Never the last owner's.
pub async fn close_account(store: &Store, actor: &Actor, id: &str, now: OffsetDateTime) -> Result<(), ManageError> {
    actor.need(Permission::ManageAccounts)?;
    let mut tx = store.begin().await?;
    let account = account_in(&mut tx, id).await?;
    let closed = within!(&mut tx, |db| {
        sqlx::query(desk_sql::CLOSE)
            .bind(id)
            .bind(now.unix_timestamp())
            .execute(db)
            .await
            .map(|done| done.rows_affected())
    })?;
    if closed == 0 {
        return Ok(());
    }
    within!(&mut tx, |db| sqlx::query(desk_sql::END_LINKS).bind(id).execute(db).await.map(|_| ()))?;
    end_logins_in(&mut tx, &account.id).await?;
    let (before, after) = (json!({ "state": "open" }), json!({ "state": "closed" }));
    log(&mut tx, actor, &account, "account-closed", Some(before), after, now).await?;
    keep_an_owner(&mut tx).await?;
    Ok(tx.commit().await?)
}

/// Opens a closed account again, with the roles it had.
pub async fn open_account(store: &Store, actor: &Actor, id: &str, now: OffsetDateTime) -> Result<(), ManageError> {
    actor.need(Permission::ManageAccounts)?;
    let mut tx = store.begin().await?;
    let account = account_in(&mut tx, id).await?;
    let opened = within!(&mut tx, |db| {
        sqlx::query(desk_sql::OPEN).bind(id).execute(db).await.map(|done| done.rows_affected())
    })?;
    if opened == 0 {
        return Ok(());
    }
    let (before, after) = (json!({ "state": "closed" }), json!({ "state": "open" }));
    log(&mut tx, actor, &account, "account-opened", Some(before), after, now).await?;
    Ok(tx.commit().await?)
}

/// Ends the logins of an account, for a telephone that was lost; its owner can log in again.
pub async fn end_logins(store: &Store, actor: &Actor, id: &str, now: OffsetDateTime) -> Result<(), ManageError> {
    actor.need(Permission::ManageAccounts)?;
    let mut tx = store.begin().await?;
    let account = account_in(&mut tx, id).await?;
    within!(&mut tx, |db| sqlx::query(desk_sql::END_LINKS).bind(id).execute(db).await.map(|_| ()))?;
    let ended = end_logins_in(&mut tx, &account.id).await?;
    log(&mut tx, actor, &account, "logins-ended", None, json!({ "logins": ended }), now).await?;
    Ok(tx.commit().await?)
}

async fn log(
    tx: &mut Tx,
    actor: &Actor,
    account: &Account,
    action: &'static str,
    before: Option<Value>,
    after: Value,
    now: OffsetDateTime,
) -> Result<(), ManageError> {
    let subject = format!("account:{}", account.id.0);
    let entry = Entry { actor: Some(&actor.account), action, subject, before, after: Some(after) };
    Ok(audit::record(tx, entry, now).await?)
}
