//! Signing in with a link from a mail: once, within a quarter of an hour, and only by a button, because programs that look for
//! dangers in mail open every link. Whatever the way in, what it leads to is made here: [`log_in`].

use std::time::Duration;

use app::accounts::actor::AccountId;
use time::OffsetDateTime;
use uuid::Uuid;

use super::{NoRandomness, Token, desk_sql, sql};
use crate::mail::EmailAddress;
use crate::store::{Store, StoreError, Tx, within};

/// How long a link lets in.
pub(super) const LINK_LASTS: Duration = Duration::from_secs(15 * 60);

/// How long a login lasts, however busy its owner is.
pub const LOGIN_LASTS: Duration = Duration::from_secs(7 * 24 * 60 * 60);

/// Why somebody does not get in.
#[derive(Debug, thiserror::Error)]
pub enum SignInError {
    /// The link was used, is too old, or never was one.
    #[error("this link lets nobody in")]
    Useless,
    /// The database.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The machine.
    #[error(transparent)]
    Randomness(#[from] NoRandomness),
}

impl From<sqlx::Error> for SignInError {
    fn from(error: sqlx::Error) -> Self {
        Self::Store(error.into())
    }
}

/// Uses a link; gives the token for the cookie of a new login. `before` is the login that this browser had until now: it ends.
pub async fn sign_in(
    store: &Store,
    link: &Token,
    before: Option<&Token>,
    device: &str,
    now: OffsetDateTime,
) -> Result<Token, SignInError> {
    let mut tx = store.begin().await?;
    within!(&mut tx, |db| {
        sqlx::query(desk_sql::HOLD_BY_LINK).bind(link.hash().as_str()).execute(db).await.map(|_| ())
    })?;
    let account: Option<String> = within!(&mut tx, |db| {
        sqlx::query_scalar(sql::USE_LINK).bind(link.hash().as_str()).bind(now.unix_timestamp()).fetch_optional(db).await
    })?;
    let account = account.ok_or(SignInError::Useless)?;
    let token = log_in(&mut tx, &AccountId(account), before, device, now).await?;
    tx.commit().await?;
    Ok(token)
}

/// Makes a new login for somebody who proved who they are; gives the token for its cookie. The login that the browser had ends.
pub(super) async fn log_in(
    tx: &mut Tx,
    account: &AccountId,
    before: Option<&Token>,
    device: &str,
    now: OffsetDateTime,
) -> Result<Token, SignInError> {
    within!(tx, |db| {
        sqlx::query(desk_sql::SEE).bind(&account.0).bind(now.unix_timestamp()).execute(db).await.map(|_| ())
    })?;
    if let Some(before) = before {
        within!(tx, |db| {
            sqlx::query(sql::END_LOGIN_BY_TOKEN).bind(before.hash().as_str()).execute(db).await.map(|_| ())
        })?;
    }
    let token = Token::random()?;
    within!(tx, |db| {
        sqlx::query(sql::ADD_LOGIN)
            .bind(Uuid::new_v4().to_string())
            .bind(token.hash().as_str())
            .bind(&account.0)
            .bind(device)
            .bind(now.unix_timestamp())
            .bind((now + LOGIN_LASTS).unix_timestamp())
            .execute(db)
            .await
            .map(|_| ())
    })?;
    Ok(token)
}

/// Keeps what a link will be recognised by; without an account it leads nowhere.
pub(super) async fn keep_link(
    tx: &mut Tx,
    token: &Token,
    account: Option<&AccountId>,
    now: OffsetDateTime,
) -> Result<(), StoreError> {
    within!(tx, |db| {
        sqlx::query(sql::ADD_LINK)
            .bind(token.hash().as_str())
            .bind(account.map(|account| account.0.as_str()))
            .bind((now + LINK_LASTS).unix_timestamp())
            .execute(db)
            .await
            .map(|_| ())
    })?;
    Ok(())
}

/// A row of [`sql::BY_EMAIL`].
#[derive(sqlx::FromRow)]
pub(super) struct AccountRow {
    pub(super) id: String,
    pub(super) email: String,
    pub(super) name: String,
    pub(super) closed_at: Option<i64>,
}

/// The account with an address, closed or not.
pub(super) async fn account_with(tx: &mut Tx, email: &EmailAddress) -> Result<Option<AccountRow>, StoreError> {
    Ok(within!(tx, |db| sqlx::query_as(sql::BY_EMAIL).bind(email.key()).fetch_optional(db).await)?)
}
