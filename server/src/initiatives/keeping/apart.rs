//! Taking apart what was merged: the initiative stands by itself again, and what people proposed for it and still waits moves back.
//! What the other one took over stays there; an earlier version of it can be put back.

use app::accounts::actor::Actor;
use app::accounts::roles::Permission;
use serde_json::json;
use time::OffsetDateTime;

use super::super::contribution::{Rules, move_back};
use super::super::export::full_row;
use super::super::write_initiative::{self, Change, Deed, Origin, Standing};
use super::{KeepError, Seen, as_seen, begin, log, writing};
use crate::store::Store;

/// Takes one apart.
pub(super) async fn take_apart(
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
    let into = row.merged_into.ok_or(KeepError::OtherStanding)?;
    // The other one may have become part of others since.
    let mut end = full_row(&mut tx, into).await?;
    while let Some(next) = end.merged_into {
        end = full_row(&mut tx, next).await?;
    }
    let moved: Vec<String> =
        row.merged_proposals.as_deref().and_then(|moved| serde_json::from_str(moved).ok()).unwrap_or_default();
    let writing = writing(&mut tx, rules, now).await?;
    let why = |deed| Change { origin: Origin::Moderator, reason: Some(reason.to_owned()), deed };
    write_initiative::stand(&mut tx, seen.id, Standing::Shown, &why(Deed::TakeApart(into)), writing).await?;
    write_initiative::note(&mut tx, end.id, &why(Deed::GiveBack(seen.id)), writing).await?;
    let back = move_back(&mut tx, &moved, end.id, seen.id, now).await?;
    let (before, after) = (json!({ "other": into }), json!({ "proposals": back }));
    log(&mut tx, actor, "initiative-taken-apart", seen.id, (Some(before), Some(after)), now).await?;
    tx.commit().await?;
    Ok(())
}
