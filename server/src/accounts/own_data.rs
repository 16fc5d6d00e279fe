//! What is kept about somebody who works with the platform, for themselves.

use app::desk::role_names;
use app::personal::Personal;
use app::programme::pages::own_data::Held;
use app::texts::{moments, text};
use serde_json::Value;
use time::OffsetDateTime;

use super::audit::{self, Entry};
use super::managing::{self, ManageError, account_in};
use super::sign_in::account_with;
use super::{desk_sql, sql};
use crate::mail::EmailAddress;
use crate::own_data::part;
use crate::store::{StoreError, Tx, within};

/// Why an account stays.
#[derive(Debug, thiserror::Error)]
pub(crate) enum AccountError {
    /// Somebody has to answer for the platform.
    #[error("nobody would be left who answers for the platform")]
    LastOwner,
    /// The database.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<sqlx::Error> for AccountError {
    fn from(error: sqlx::Error) -> Self {
        Self::Store(error.into())
    }
}

/// The account with an address, its logins and its passkeys.
pub(crate) async fn held(tx: &mut Tx, email: &EmailAddress) -> Result<Vec<Held>, StoreError> {
    let Some(row) = account_with(tx, email).await? else { return Ok(vec![]) };
    let roles: Vec<(String, String)> =
        within!(&mut *tx, |db| sqlx::query_as(sql::ROLES).bind(&row.id).fetch_all(db).await)?;
    let logins: Vec<(String, i64, i64)> =
        within!(&mut *tx, |db| sqlx::query_as(desk_sql::LOGINS_OF).bind(&row.id).fetch_all(db).await)?;
    let passkeys: Vec<(String, i64)> =
        within!(&mut *tx, |db| sqlx::query_as(desk_sql::PASSKEYS_OF).bind(&row.id).fetch_all(db).await)?;
    let done: i64 = within!(&mut *tx, |db| sqlx::query_scalar(desk_sql::COUNT_DONE).bind(&row.id).fetch_one(db).await)?;
    let role = |(role, municipality): (String, String)| {
        let name = role.parse().map_or(role, role_names::name);
        if municipality.is_empty() { name } else { format!("{name} ({municipality})") }
    };
    let account = vec![
        part("own-data-name", row.name),
        part("own-data-email", row.email),
        part("own-data-roles", roles.into_iter().map(role).collect::<Vec<_>>().join(", ")),
        part("own-data-done", done.to_string()),
    ];
    let logins = logins
        .into_iter()
        .map(|(device, started, seen)| {
            vec![
                part("own-data-device", device),
                part("own-data-since", moments::day(started)),
                part("own-data-seen", moments::day(seen)),
            ]
        })
        .collect();
    let passkeys = passkeys
        .into_iter()
        .map(|(name, at)| vec![part("own-data-name", name), part("own-data-since", moments::day(at))])
        .collect();
    Ok(vec![
        Held { what: Personal::Account, entries: vec![account] },
        Held { what: Personal::Login, entries: logins },
        Held { what: Personal::Passkey, entries: passkeys },
    ])
}

/// Erases the account with an address, if there is one: it is closed, nobody gets in with it, and what it did is done by nobody in
/// particular. To be followed by [`keep_an_owner`] after the entry in the audit log.
pub(crate) async fn erase(tx: &mut Tx, email: &EmailAddress, now: OffsetDateTime) -> Result<bool, AccountError> {
    // Also of who never had an account, such as somebody who asked to keep a municipality.
    within!(&mut *tx, |db| {
        sqlx::query(desk_sql::CUT_ADDRESS)
            .bind(email.as_str().to_lowercase())
            .bind(email.key())
            .execute(db)
            .await
            .map(|_| ())
    })?;
    let Some(row) = account_with(tx, email).await? else { return Ok(false) };
    let account = match account_in(tx, &row.id).await {
        Ok(account) => account,
        Err(ManageError::Store(error)) => return Err(error.into()),
        Err(_) => return Ok(false),
    };
    let id = &account.id.0;
    for statement in [desk_sql::END_LINKS, sql::END_LOGINS, desk_sql::DROP_PASSKEYS, desk_sql::DROP_ROLES] {
        within!(&mut *tx, |db| sqlx::query(statement).bind(id).execute(db).await.map(|_| ()))?;
    }
    within!(&mut *tx, |db| {
        sqlx::query(desk_sql::MAKE_NOBODY)
            .bind(id)
            .bind(text("own-data-nobody"))
            .bind(now.unix_timestamp())
            .execute(db)
            .await
            .map(|_| ())
    })?;
    // What is personal in the log is kept beside it, so that it can go while the chain stays whole.
    let states: Vec<(Option<String>, Option<String>)> = within!(&mut *tx, |db| {
        sqlx::query_as(desk_sql::STATES_OF).bind(format!("account:{id}")).fetch_all(db).await
    })?;
    let mut references = Vec::new();
    for state in states.iter().flat_map(|(before, after)| [before, after]).flatten() {
        if let Ok(state) = serde_json::from_str(state) {
            people_in(&state, &mut references);
        }
    }
    for reference in references {
        within!(&mut *tx, |db| sqlx::query(desk_sql::CUT_PERSON).bind(&reference).execute(db).await.map(|_| ()))?;
    }
    let entry = Entry {
        actor: Some(&account.id),
        action: "account-erased",
        subject: format!("account:{id}"),
        before: None,
        after: None,
    };
    audit::record(tx, entry, now).await?;
    Ok(true)
}

/// Refuses to erase the last owner.
pub(crate) async fn keep_an_owner(tx: &mut Tx) -> Result<(), AccountError> {
    match managing::keep_an_owner(tx).await {
        Ok(()) => Ok(()),
        Err(ManageError::Store(error)) => Err(error.into()),
        Err(_) => Err(AccountError::LastOwner),
    }
}

/// The references to what is personal in a state of the audit log.
fn people_in(state: &Value, found: &mut Vec<String>) {
    match state {
        Value::Object(fields) => {
            if let Some(Value::String(reference)) = fields.get("person") {
                found.push(reference.clone());
            }
            fields.values().for_each(|value| people_in(value, found));
        }
        Value::Array(values) => values.iter().for_each(|value| people_in(value, found)),
        _ => {}
    }
}
