//! Giving somebody a role, and taking it away. It holds from the next thing they ask.

use app::accounts::actor::Actor;
use app::accounts::roles::{GivenRole, Permission};
use time::OffsetDateTime;

use super::audit::{self, Entry};
use super::managing::{ManageError, account_in, keep_an_owner, role_in_log};
use super::{desk_sql, sql};
use crate::store::{Store, within};

/// Gives a role; one that is there already stays as it is, and nothing is logged.
pub async fn give_role(
    store: &Store,
    actor: &Actor,
    id: &str,
    role: &GivenRole,
    now: OffsetDateTime,
) -> Result<(), ManageError> {
    actor.need(Permission::ManageAccounts)?;
    let mut tx = store.begin().await?;
    let account = account_in(&mut tx, id).await?;
    if account.roles.contains(role) {
        return Ok(());
    }
    within!(&mut tx, |db| {
        sqlx::query(sql::GIVE_ROLE)
            .bind(id)
            .bind(role.role().code())
            .bind(role.municipality().unwrap_or_default())
            .bind(now.unix_timestamp())
            .execute(db)
            .await
            .map(|_| ())
    })?;
    let entry = Entry {
        actor: Some(&actor.account),
        action: "role-given",
        subject: format!("account:{id}"),
        before: None,
        after: Some(role_in_log(role)),
    };
    audit::record(&mut tx, entry, now).await?;
    Ok(tx.commit().await?)
}

/// Takes a role away, but never the last owner's. Of two who take it at once, one does, and the other finds it gone.
pub async fn take_role(
    store: &Store,
    actor: &Actor,
    id: &str,
    role: &GivenRole,
    now: OffsetDateTime,
) -> Result<(), ManageError> {
    actor.need(Permission::ManageAccounts)?;
    let mut tx = store.begin().await?;
    account_in(&mut tx, id).await?;
    let taken = within!(&mut tx, |db| {
        sqlx::query(desk_sql::TAKE_ROLE)
            .bind(id)
            .bind(role.role().code())
            .bind(role.municipality().unwrap_or_default())
            .execute(db)
            .await
            .map(|done| done.rows_affected())
    })?;
    if taken == 0 {
        return Ok(());
    }
    let entry = Entry {
        actor: Some(&actor.account),
        action: "role-taken",
        subject: format!("account:{id}"),
        before: Some(role_in_log(role)),
        after: None,
    };
    audit::record(&mut tx, entry, now).await?;
    keep_an_owner(&mut tx).await?;
    Ok(tx.commit().await?)
}
