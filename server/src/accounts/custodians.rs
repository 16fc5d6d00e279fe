//! Civil servants who keep the initiatives of a municipality: how one becomes it, and who they are. Why somebody may become it is
//! for the room of the Landkaart to know; here the account and the role are given.

use app::accounts::actor::{AccountId, Actor};
use app::accounts::roles::{GivenRole, Permission, Role, UnfitRole};
use time::OffsetDateTime;
use uuid::Uuid;

use super::add_account::{account_in_log, put_role};
use super::audit::{self, Entry};
use super::managing::role_in_log;
use super::sign_in::{self, log_in};
use super::{NoRandomness, Token, desk_sql, sql};
use crate::desk::list::literal;
use crate::mail::EmailAddress;
use crate::store::{Store, StoreError, Tx, read, within};

/// Why somebody does not become a custodian.
#[derive(Debug, thiserror::Error)]
pub(crate) enum AppointError {
    /// Their account was closed, and who closed it had a reason.
    #[error("the account of this address is closed")]
    Closed,
    /// Somebody else took the role from them, and who did had a reason.
    #[error("the role was taken from the account of this address")]
    Taken,
    #[error(transparent)]
    Unfit(#[from] UnfitRole),
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error(transparent)]
    Randomness(#[from] NoRandomness),
}

impl From<sqlx::Error> for AppointError {
    fn from(error: sqlx::Error) -> Self {
        Self::Store(error.into())
    }
}

impl From<sign_in::SignInError> for AppointError {
    fn from(error: sign_in::SignInError) -> Self {
        match error {
            sign_in::SignInError::Store(error) => Self::Store(error),
            sign_in::SignInError::Randomness(error) => Self::Randomness(error),
            // Only a link can be useless, and none is used here.
            sign_in::SignInError::Useless => Self::Closed,
        }
    }
}

/// Somebody who keeps a municipality now.
#[derive(Clone, Debug)]
pub(crate) struct Appointed {
    account: AccountId,
    /// Whether a link that proves the address may let them in: not where it would open more than their own municipality.
    pub(crate) may_come_in: bool,
}

/// Gives the owner of an address the role, with an account if there is none. `by` is who decided, if a person did; without one
/// nobody gets back what was taken from them.
pub(crate) async fn appoint(
    tx: &mut Tx,
    email: &EmailAddress,
    name: &str,
    municipality: &str,
    by: Option<&Actor>,
    now: OffsetDateTime,
) -> Result<Appointed, AppointError> {
    let role = GivenRole::new(Role::Custodian, Some(municipality.to_owned()))?;
    // Nobody gets an account by asking for what was taken from them.
    if by.is_none() && was_taken(tx, email, municipality).await? {
        return Err(AppointError::Taken);
    }
    let id = Uuid::now_v7().to_string();
    // Of two that bring the same new address at once, one makes the account and the other finds it.
    let made = within!(&mut *tx, |db| {
        sqlx::query(sql::ADD_IF_NEW)
            .bind(&id)
            .bind(email.as_str())
            .bind(email.key())
            .bind(name)
            .bind(now.unix_timestamp())
            .execute(db)
            .await
            .map(|done| done.rows_affected() > 0)
    })?;
    let account = if made {
        account_in_log(tx, &id, email, by, now).await?;
        AccountId(id)
    } else {
        let known = sign_in::account_with(tx, email).await?.filter(|known| known.closed_at.is_none());
        AccountId(known.ok_or(AppointError::Closed)?.id)
    };
    // Whoever takes or gives a role meanwhile comes before this or after it.
    within!(&mut *tx, |db| sqlx::query(desk_sql::HOLD_ACCOUNT).bind(&account.0).execute(db).await.map(|_| ()))?;
    if by.is_none() && was_taken(tx, email, municipality).await? {
        return Err(AppointError::Taken);
    }
    let roles = roles_of(tx, &account).await?;
    if !roles.contains(&role) {
        put_role(tx, &account, &role, by, now).await?;
    }
    let may_come_in = roles.iter().all(|given| given.role() == Role::Custodian);
    Ok(Appointed { account, may_come_in })
}

/// Whether somebody else took a municipality from the owner of an address, and nobody gave it back. Whoever adds a plus to their address
/// is the same person.
pub(crate) async fn was_taken(tx: &mut Tx, email: &EmailAddress, municipality: &str) -> Result<bool, AppointError> {
    let role = GivenRole::new(Role::Custodian, Some(municipality.to_owned()))?;
    let mailbox = email.untagged();
    let (user, domain) = mailbox.rsplit_once('@').unwrap_or((&mailbox, ""));
    let tagged = format!("{}+%@{}", literal(user), literal(domain));
    let accounts: Vec<String> = within!(&mut *tx, |db| {
        sqlx::query_scalar(desk_sql::OF_MAILBOX).bind(&mailbox).bind(&tagged).fetch_all(db).await
    })?;
    for account in accounts {
        if was_taken_from(tx, &AccountId(account), &role).await? {
            return Ok(true);
        }
    }
    Ok(false)
}

/// What the log says last of a role of an account: whether others took it.
async fn was_taken_from(tx: &mut Tx, account: &AccountId, role: &GivenRole) -> Result<bool, StoreError> {
    let subject = format!("account:{}", account.0);
    let entries: Vec<(Option<String>, Option<String>, Option<String>)> =
        within!(tx, |db| sqlx::query_as(desk_sql::ROLES_IN_LOG).bind(&subject).fetch_all(db).await)?;
    let role = role_in_log(role);
    let is_role = |state: &Option<String>| {
        state.as_deref().is_some_and(|state| state.parse::<serde_json::Value>().is_ok_and(|state| state == role))
    };
    let last = entries.iter().find(|(_, before, after)| is_role(before) || is_role(after));
    Ok(last.is_some_and(|(actor, before, _)| is_role(before) && actor.as_deref() != Some(account.0.as_str())))
}

/// Lets them in, in the transaction in which they became it; gives the token for the cookie.
pub(crate) async fn let_in(
    tx: &mut Tx,
    appointed: &Appointed,
    before: Option<&Token>,
    device: &str,
    now: OffsetDateTime,
) -> Result<Token, AppointError> {
    Ok(log_in(tx, &appointed.account, before, device, now).await?)
}

async fn roles_of(tx: &mut Tx, account: &AccountId) -> Result<Vec<GivenRole>, StoreError> {
    let rows: Vec<(String, String)> =
        within!(tx, |db| sqlx::query_as(sql::ROLES).bind(&account.0).fetch_all(db).await)?;
    let role = |(role, municipality): (String, String)| {
        GivenRole::new(role.parse().ok()?, Some(municipality).filter(|code| !code.is_empty())).ok()
    };
    Ok(rows.into_iter().filter_map(role).collect())
}

/// Somebody who keeps the initiatives of a municipality, and can get in.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub(crate) struct Custodian {
    /// The number of their account.
    pub(crate) account: String,
    /// What they are called; may be empty.
    pub(crate) name: String,
    /// Their address.
    pub(crate) email: String,
    /// The CBS code of the municipality.
    pub(crate) municipality: String,
}

/// All of them.
pub(crate) async fn custodians(store: &Store) -> Result<Vec<Custodian>, StoreError> {
    Ok(read!(store, |db| sqlx::query_as(sql::CUSTODIANS).fetch_all(db).await)?)
}

/// Somebody no longer keeps a municipality, because they say so themselves; twice is as once.
pub(crate) async fn leave(
    store: &Store,
    actor: &Actor,
    municipality: &str,
    now: OffsetDateTime,
) -> Result<(), AppointError> {
    let role = GivenRole::new(Role::Custodian, Some(municipality.to_owned()))?;
    let mut tx = store.begin().await?;
    let taken = within!(&mut tx, |db| {
        sqlx::query(desk_sql::TAKE_ROLE)
            .bind(&actor.account.0)
            .bind(role.role().code())
            .bind(municipality)
            .execute(db)
            .await
            .map(|done| done.rows_affected())
    })?;
    if taken > 0 {
        let entry = Entry {
            actor: Some(&actor.account),
            action: "role-taken",
            subject: format!("account:{}", actor.account.0),
            before: Some(role_in_log(&role)),
            after: None,
        };
        audit::record(&mut tx, entry, now).await?;
    }
    Ok(tx.commit().await?)
}

/// What whoever has an address may do at this moment, for who acts by a link and not by a login; nothing without an account that is
/// open. `key` is what two ways of writing the address share.
pub(crate) async fn actor_with(tx: &mut Tx, key: &str) -> Result<Option<Actor>, StoreError> {
    let row: Option<(String, String, String)> =
        within!(&mut *tx, |db| sqlx::query_as(sql::OPEN_ACCOUNT).bind(key).fetch_optional(db).await)?;
    let Some((id, name, email)) = row else { return Ok(None) };
    let account = AccountId(id);
    let roles = roles_of(tx, &account).await?;
    Ok(Some(Actor { account, name, email, roles }))
}

/// Whether somebody may publish for a municipality.
pub(crate) fn keeps(actor: &Actor, municipality: &str) -> bool {
    actor.may_in(Permission::EditOwnInitiatives, municipality)
}
