//! Taking an initiative off the Landkaart, with a reason that everybody can read at its address, and putting it back.

use app::accounts::actor::Actor;
use app::accounts::roles::Permission;
use serde_json::json;
use time::OffsetDateTime;

use super::super::contribution::Rules;
use super::super::write_initiative::{self, Change, Deed, Origin, Standing};
use super::{KeepError, Seen, as_seen, begin, log, shown_as_seen, writing};
use crate::store::Store;

/// Takes one off.
pub(super) async fn withdraw(
    store: &Store,
    actor: &Actor,
    seen: Seen,
    reason: &str,
    rules: &Rules<'_>,
    now: OffsetDateTime,
) -> Result<(), KeepError> {
    actor.need(Permission::EditInitiatives)?;
    let mut tx = begin(store).await?;
    shown_as_seen(&mut tx, seen).await?;
    let writing = writing(&mut tx, rules, now).await?;
    let why = Change { origin: Origin::Moderator, reason: Some(reason.to_owned()), deed: Deed::Withdraw };
    write_initiative::stand(&mut tx, seen.id, Standing::Withdrawn(reason), &why, writing).await?;
    let after = json!({ "state": "withdrawn", "reason": reason });
    log(&mut tx, actor, "initiative-withdrawn", seen.id, (None, Some(after)), now).await?;
    tx.commit().await?;
    Ok(())
}

/// Puts one back. What is part of another one is taken apart, which is something else.
pub(super) async fn put_back(
    store: &Store,
    actor: &Actor,
    seen: Seen,
    reason: &str,
    rules: &Rules<'_>,
    now: OffsetDateTime,
) -> Result<(), KeepError> {
    actor.need(Permission::EditInitiatives)?;
    let mut tx = begin(store).await?;
    let row = as_seen(&mut tx, seen).await?;
    if row.withdrawn_at.is_none() || row.merged_into.is_some() {
        return Err(KeepError::OtherStanding);
    }
    let writing = writing(&mut tx, rules, now).await?;
    let why = Change { origin: Origin::Moderator, reason: Some(reason.to_owned()), deed: Deed::PutBack };
    write_initiative::stand(&mut tx, seen.id, Standing::Shown, &why, writing).await?;
    let before = json!({ "state": "withdrawn", "reason": row.withdrawn_reason });
    log(&mut tx, actor, "initiative-put-back", seen.id, (Some(before), None), now).await?;
    tx.commit().await?;
    Ok(())
}
