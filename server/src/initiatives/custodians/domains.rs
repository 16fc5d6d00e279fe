//! The domains of the mail addresses of municipalities, as owners of the platform write them down.

use app::accounts::actor::{Actor, Forbidden};
use app::accounts::roles::Permission;
use serde_json::json;
use time::OffsetDateTime;

use super::domain::MailDomain;
use super::sql;
use crate::accounts::audit::{self, Entry};
use crate::store::{Store, StoreError, Tx, within};

/// Why domains stay as they are.
#[derive(Debug, thiserror::Error)]
pub(super) enum DomainError {
    #[error(transparent)]
    Forbidden(#[from] Forbidden),
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Adds domains, each to a municipality by its code; gives how many were new.
pub(super) async fn add(
    store: &Store,
    actor: &Actor,
    domains: &[(String, MailDomain)],
    now: OffsetDateTime,
) -> Result<u32, DomainError> {
    actor.need(Permission::ManageAccounts)?;
    let mut tx = store.begin().await?;
    let mut added = 0;
    for (municipality, domain) in domains {
        let new = within!(&mut tx, |db| sqlx::query(sql::ADD_DOMAIN)
            .bind(municipality)
            .bind(domain.as_str())
            .bind(now.unix_timestamp())
            .execute(db)
            .await
            .map(|done| done.rows_affected()))
        .map_err(StoreError::from)?;
        if new > 0 {
            log(&mut tx, actor, "domain-added", municipality, domain, now).await?;
            added += 1;
        }
    }
    tx.commit().await?;
    Ok(added)
}

/// Takes a domain away. Whoever became a custodian by it stays one; that is a role, which is taken away as other roles are.
pub(super) async fn remove(
    store: &Store,
    actor: &Actor,
    municipality: &str,
    domain: &MailDomain,
    now: OffsetDateTime,
) -> Result<(), DomainError> {
    actor.need(Permission::ManageAccounts)?;
    let mut tx = store.begin().await?;
    let removed = within!(&mut tx, |db| sqlx::query(sql::REMOVE_DOMAIN)
        .bind(municipality)
        .bind(domain.as_str())
        .execute(db)
        .await
        .map(|done| done.rows_affected()))
    .map_err(StoreError::from)?;
    if removed > 0 {
        log(&mut tx, actor, "domain-removed", municipality, domain, now).await?;
    }
    tx.commit().await?;
    Ok(())
}

async fn log(
    tx: &mut Tx,
    actor: &Actor,
    action: &'static str,
    municipality: &str,
    domain: &MailDomain,
    now: OffsetDateTime,
) -> Result<(), StoreError> {
    let what = Some(json!({ "domain": domain.as_str() }));
    let removed = action == "domain-removed";
    let entry = Entry {
        actor: Some(&actor.account),
        action,
        subject: format!("municipality:{municipality}"),
        before: what.clone().filter(|_| removed),
        after: what.filter(|_| !removed),
    };
    audit::record(tx, entry, now).await
}
