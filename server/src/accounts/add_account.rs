//! Adding an account: from the command line, which is how the first one comes to be, and at the desk.

use app::accounts::actor::{AccountId, Actor};
use app::accounts::roles::{GivenRole, Permission};
use app::texts::{text, text_with};
use serde_json::json;
use time::OffsetDateTime;
use uuid::Uuid;

use super::audit::{self, Entry};
use super::managing::{ManageError, role_in_log};
use super::{NoRandomness, Token};
use super::{sign_in, sql};
use crate::mail::{self, EmailAddress, Letter, Part};
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
    let account = match sign_in::account_with(&mut tx, email).await? {
        Some(known) => {
            if known.closed_at.is_some() {
                within!(&mut tx, |db| sqlx::query(sql::REOPEN).bind(&known.id).execute(db).await.map(|_| ()))?;
                let entry = Entry {
                    actor: None,
                    action: "account-opened",
                    subject: format!("account:{}", known.id),
                    before: Some(json!({ "state": "closed" })),
                    after: Some(json!({ "state": "open" })),
                };
                audit::record(&mut tx, entry, now).await?;
            }
            AccountId(known.id)
        }
        None => put_account(&mut tx, email, name, None, now).await?,
    };
    put_role(&mut tx, &account, role, None, now).await?;
    let token = Token::random()?;
    sign_in::keep_link(&mut tx, &token, Some(&account), now).await?;
    tx.commit().await?;
    Ok(token)
}

/// Adds an account with a role, and mails its owner how to get in.
pub async fn invite(
    store: &Store,
    actor: &Actor,
    email: &EmailAddress,
    name: &str,
    role: &GivenRole,
    base_url: &str,
    now: OffsetDateTime,
) -> Result<AccountId, ManageError> {
    actor.need(Permission::ManageAccounts)?;
    let mut tx = store.begin().await?;
    if let Some(known) = sign_in::account_with(&mut tx, email).await? {
        return Err(ManageError::Taken(AccountId(known.id)));
    }
    let account = put_account(&mut tx, email, name, Some(actor), now).await?;
    put_role(&mut tx, &account, role, Some(actor), now).await?;
    let token = Token::random()?;
    sign_in::keep_link(&mut tx, &token, Some(&account), now).await?;
    mail::put(&mut tx, &letter(email, name, base_url, &token), now).await?;
    tx.commit().await?;
    Ok(account)
}

/// Writes a new account down.
async fn put_account(
    tx: &mut Tx,
    email: &EmailAddress,
    name: &str,
    by: Option<&Actor>,
    now: OffsetDateTime,
) -> Result<AccountId, StoreError> {
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
    account_in_log(tx, &id, email, by, now).await?;
    Ok(AccountId(id))
}

/// Notes that an account was added.
pub(super) async fn account_in_log(
    tx: &mut Tx,
    id: &str,
    email: &EmailAddress,
    by: Option<&Actor>,
    now: OffsetDateTime,
) -> Result<(), StoreError> {
    let person = audit::personal(tx, email.as_str()).await?;
    let entry = Entry {
        actor: by.map(|actor| &actor.account),
        action: "account-added",
        subject: format!("account:{id}"),
        before: None,
        after: Some(json!({ "email": person })),
    };
    audit::record(tx, entry, now).await
}

/// Writes down that an account has a role, unless it had that already.
pub(super) async fn put_role(
    tx: &mut Tx,
    account: &AccountId,
    role: &GivenRole,
    by: Option<&Actor>,
    now: OffsetDateTime,
) -> Result<(), StoreError> {
    let given = within!(tx, |db| {
        sqlx::query(sql::GIVE_ROLE)
            .bind(&account.0)
            .bind(role.role().code())
            .bind(role.municipality().unwrap_or_default())
            .bind(now.unix_timestamp())
            .execute(db)
            .await
            .map(|done| done.rows_affected() > 0)
    })?;
    if !given {
        return Ok(());
    }
    let entry = Entry {
        actor: by.map(|actor| &actor.account),
        action: "role-given",
        subject: format!("account:{}", account.0),
        before: None,
        after: Some(role_in_log(role)),
    };
    audit::record(tx, entry, now).await
}

/// Says that there is an account, and how to get in: now with the link, and ever after with the address. So it is of use however
/// late it comes.
fn letter(to: &EmailAddress, name: &str, base_url: &str, token: &Token) -> Letter {
    let greeting =
        if name.is_empty() { text("mail-greeting") } else { text_with("mail-greeting-name", [("name", name.into())]) };
    let form = format!("{base_url}{}", app::accounts::pages::ask_link::PATH);
    Letter {
        kind: "invitation",
        to: to.clone(),
        subject: text("mail-invitation-subject"),
        parts: vec![
            Part::Paragraph(greeting),
            Part::Paragraph(text("mail-invitation-text")),
            Part::Action {
                words: text("mail-sign-in-action"),
                href: format!("{base_url}/inloggen/{}", token.expose()),
            },
            Part::Paragraph(text("mail-invitation-later")),
            Part::Links(vec![(text("sign-in-ask"), form)]),
        ],
        reason: text_with("mail-invitation-reason", [("site", base_url.into())]),
        unsubscribe: None,
        useless_at: None,
    }
}
