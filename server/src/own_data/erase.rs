//! Erasing what is kept about an address, all of it or nothing. That it happened is in the audit log; to whom is not.

use serde_json::json;
use time::OffsetDateTime;

use super::sql;
use crate::accounts::audit::Entry;
use crate::accounts::own_data::AccountError;
use crate::accounts::{self, audit};
use crate::initiatives::{contribution, custodians, follow, freshness};
use crate::mail::{self, EmailAddress};
use crate::store::{Store, StoreError, within};

/// Why everything stays.
#[derive(Debug, thiserror::Error)]
pub(super) enum EraseError {
    #[error("nobody would be left who answers for the platform")]
    LastOwner,
    #[error("somebody pressed the button before")]
    Over,
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<AccountError> for EraseError {
    fn from(error: AccountError) -> Self {
        match error {
            AccountError::LastOwner => Self::LastOwner,
            AccountError::Store(error) => Self::Store(error),
        }
    }
}

/// Erases it.
pub(super) async fn erase(store: &Store, email: &EmailAddress, now: OffsetDateTime) -> Result<(), EraseError> {
    let mut tx = store.begin().await?;
    let links = within!(&mut tx, |db| {
        sqlx::query(sql::FORGET_ADDRESS).bind(email.key()).execute(db).await.map(|done| done.rows_affected())
    })
    .map_err(StoreError::from)?;
    if links == 0 {
        return Err(EraseError::Over);
    }
    let submissions = contribution::own_data::erase(&mut tx, email).await?;
    let follows = follow::own_data::erase(&mut tx, email).await?;
    let claims = custodians::own_data::erase(&mut tx, email).await?;
    let asked = freshness::own_data::erase(&mut tx, email).await?;
    let mails = mail::own_data::erase(&mut tx, email).await?;
    let account = accounts::own_data::erase(&mut tx, email, now).await?;
    let entry = Entry {
        actor: None,
        action: "person-erased",
        subject: "person:".to_owned(),
        before: None,
        after: Some(
            json!({ "submissions": submissions, "follows": follows, "claims": claims, "asked": asked, "mails": mails, "account": account }),
        ),
    };
    audit::record(&mut tx, entry, now).await?;
    if account {
        accounts::own_data::keep_an_owner(&mut tx).await?;
    }
    tx.commit().await?;
    Ok(())
}
