//! Adding an account from the command line: how the first one comes to be.

use app::accounts::actor::AccountId;
use app::accounts::roles::GivenRole;
use serde_json::json;
use time::OffsetDateTime;
use uuid::Uuid;

use super::audit::{self, Entry};
use super::{NoRandomness, Token};
use super::{sign_in, sql};
use crate::mail::EmailAddress;
use crate::store::{Store, StoreError, Tx, within};

/// Why an account cannot be added.
#[derive(Debug, thiserror::Error)]
pub enum AddError {
    /// The database.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The machine.
    #[error(transparent)]
    Randomness(#[from] NoRandomness),
}

impl From<sqlx::Error> for AddError {
    fn from(error: sqlx::Error) -> Self {
        Self::Store(error.into())
    }
}

/// Gives somebody a role, with an account if there is none yet, and a link to sign in with. A closed account is opened again.
pub async fn add_account(
    store: &Store,
    email: &EmailAddress,
    name: &str,
    role: &GivenRole,
    now: OffsetDateTime,
) -> Result<Token, AddError> {
    let mut tx = store.begin().await?;
    let account = account_of(&mut tx, email, name, now).await?;
    within!(&mut tx, |db| {
        sqlx::query(sql::GIVE_ROLE)
            .bind(&account.0)
            .bind(role.role().code())
            .bind(role.municipality().unwrap_or_default())
            .bind(now.unix_timestamp())
            .execute(db)
            .await
            .map(|_| ())
    })?;
    let entry = Entry {
        actor: None,
        action: "role-given",
        subject: format!("account:{}", account.0),
        before: None,
        after: Some(json!({ "role": role.role().code(), "municipality": role.municipality() })),
    };
    audit::record(&mut tx, entry, now).await?;
    let token = Token::random()?;
    sign_in::keep_link(&mut tx, &token, Some(&account), now).await?;
    tx.commit().await?;
    Ok(token)
}

/// The account with an address, made or opened again where needed.
async fn account_of(tx: &mut Tx, email: &EmailAddress, name: &str, now: OffsetDateTime) -> Result<AccountId, AddError> {
    if let Some(known) = sign_in::account_with(tx, email).await? {
        if known.closed_at.is_some() {
            within!(tx, |db| sqlx::query(sql::REOPEN).bind(&known.id).execute(db).await.map(|_| ()))?;
        }
        return Ok(AccountId(known.id));
    }
    let id = Uuid::now_v7().to_string();
    within!(tx, |db| {
        sqlx::query(sql::ADD)
            .bind(&id)
            .bind(email.as_str())
            .bind(email.key())
            .bind(name)
            .bind(now.unix_timestamp())
            .execute(db)
            .await
            .map(|_| ())
    })?;
    let person = audit::personal(tx, email.as_str()).await?;
    let entry = Entry {
        actor: None,
        action: "account-added",
        subject: format!("account:{id}"),
        before: None,
        after: Some(json!({ "email": person })),
    };
    audit::record(tx, entry, now).await?;
    Ok(AccountId(id))
}
