//! Putting an earlier version of an initiative back, as a version of its own. Today's rules hold for it: what was in order once may not
//! be any more, and then nothing is written.

use app::accounts::actor::Actor;
use app::accounts::roles::Permission;
use time::OffsetDateTime;

use super::super::contribution::{Rules, versions};
use super::super::export::cells_of;
use super::super::write_initiative::{self, Change, Deed, Origin};
use super::{KeepError, Seen, begin, difference, log, shown_as_seen, writing};
use crate::store::Store;

/// Puts the version with a number back.
pub(super) async fn restore(
    store: &Store,
    actor: &Actor,
    seen: Seen,
    number: i64,
    reason: &str,
    rules: &Rules<'_>,
    now: OffsetDateTime,
) -> Result<(), KeepError> {
    actor.need(Permission::EditInitiatives)?;
    let mut tx = begin(store).await?;
    let row = shown_as_seen(&mut tx, seen).await?;
    let kept = versions(&mut tx, seen.id).await?;
    let version = kept.iter().find(|version| version.number == number).ok_or(KeepError::NotFound)?;
    let present = cells_of(&row, rules.reference);
    let mut cells = version.cells()?;
    // What it is known by outside stays, and nobody checked anything today.
    for column in ["external_id", "laatst_gecontroleerd"] {
        match present.get(column) {
            Some(text) => cells.insert(column.to_owned(), text.clone()),
            None => cells.remove(column),
        };
    }
    let (candidate, problems) = rules.read(&cells);
    let candidate = candidate.ok_or(KeepError::Wrong(problems))?;
    let writing = writing(&mut tx, rules, now).await?;
    let why = Change { origin: Origin::Moderator, reason: Some(reason.to_owned()), deed: Deed::Restore(number) };
    write_initiative::change(&mut tx, seen.id, &candidate, &why, writing).await?;
    log(&mut tx, actor, "initiative-restored", seen.id, difference(&present, &cells), now).await?;
    tx.commit().await?;
    Ok(())
}
