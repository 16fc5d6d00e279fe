//! Publishing an initiative and changing one, without a proposal: moderators anywhere, custodians in their own municipality.

use app::accounts::actor::{Actor, Forbidden};
use app::accounts::roles::Permission;
use time::OffsetDateTime;
use uuid::Uuid;

use super::super::contribution::{Cells, Rules};
use super::super::export::cells_of;
use super::super::import::Candidate;
use super::super::photos::{self, Prints};
use super::super::write_initiative::{self, Change, Deed, Origin};
use super::{KeepError, Seen, begin, difference, log, log_change, origin_of, shown_as_seen, writing};
use crate::store::Store;

/// What somebody filled in.
#[derive(Clone, Copy)]
pub(super) struct Entered<'a> {
    pub(super) cells: &'a Cells,
    /// A photo that the cells name and that is not kept yet.
    pub(super) prints: Option<&'a Prints>,
    /// Why, for everybody to read; empty for a new one that needs no reason.
    pub(super) reason: &'a str,
    pub(super) rules: &'a Rules<'a>,
    pub(super) now: OffsetDateTime,
}

impl Entered<'_> {
    fn reason(&self) -> Option<String> {
        Some(self.reason.to_owned()).filter(|reason| !reason.is_empty())
    }
}

/// Publishes a new initiative; gives its number. When it was part of another one until now, both histories say so.
pub(super) async fn publish_new(
    store: &Store,
    actor: &Actor,
    entered: Entered<'_>,
    split_from: Option<Seen>,
) -> Result<i64, KeepError> {
    need_some(actor)?;
    let mut tx = begin(store).await?;
    let mut source = None;
    if let Some(seen) = split_from {
        let row = shown_as_seen(&mut tx, seen).await?;
        let origin = origin_of(actor, &row.municipality_code, entered.rules.reference);
        source = Some((row.id, origin.ok_or(Forbidden(Permission::EditInitiatives))?));
    }
    let mut cells = entered.cells.clone();
    cells.insert("external_id".to_owned(), format!("dia-{}", Uuid::now_v7()));
    let candidate = entered.rules.checked(&cells, entered.now).map_err(KeepError::Wrong)?;
    let origin = allowed(actor, &candidate, entered.rules)?;
    let writing = writing(&mut tx, entered.rules, entered.now).await?;
    let deed = source.map_or(Deed::Write, |(id, _)| Deed::SplitFrom(id));
    let why = Change { origin, reason: entered.reason(), deed };
    let id = write_initiative::add(&mut tx, &candidate, &why, writing).await?;
    if let Some((from, origin)) = source {
        let why = Change { origin, reason: entered.reason(), deed: Deed::SplitOff(id) };
        write_initiative::note(&mut tx, from, &why, writing).await?;
        let after = serde_json::json!({ "other": id });
        log(&mut tx, actor, "initiative-split", from, (None, Some(after)), entered.now).await?;
    }
    let (_, after) = difference(&Cells::new(), &cells);
    log(&mut tx, actor, "initiative-published", id, (None, after), entered.now).await?;
    tx.commit().await?;
    Ok(id)
}

/// Changes an initiative.
pub(super) async fn publish_change(
    store: &Store,
    actor: &Actor,
    seen: Seen,
    entered: Entered<'_>,
) -> Result<(), KeepError> {
    need_some(actor)?;
    let mut tx = begin(store).await?;
    let row = shown_as_seen(&mut tx, seen).await?;
    origin_of(actor, &row.municipality_code, entered.rules.reference).ok_or(Forbidden(Permission::EditInitiatives))?;
    let candidate = entered.rules.checked(entered.cells, entered.now).map_err(KeepError::Wrong)?;
    if let Some(prints) = entered.prints {
        photos::add(&mut tx, prints, entered.now).await?;
    }
    let origin = allowed(actor, &candidate, entered.rules)?;
    let writing = writing(&mut tx, entered.rules, entered.now).await?;
    let why = Change { origin, reason: entered.reason(), deed: Deed::Write };
    write_initiative::change(&mut tx, seen.id, &candidate, &why, writing).await?;
    let before = cells_of(&row, entered.rules.reference);
    log_change(&mut tx, actor, seen.id, (&before, entered.cells), entered.now).await?;
    tx.commit().await?;
    Ok(())
}

/// Ends it for who may write no initiative at all.
fn need_some(actor: &Actor) -> Result<(), Forbidden> {
    actor.need(Permission::EditOwnInitiatives).or_else(|_| actor.need(Permission::EditInitiatives))
}

fn allowed(actor: &Actor, candidate: &Candidate, rules: &Rules<'_>) -> Result<Origin, KeepError> {
    origin_of(actor, candidate.municipality.as_str(), rules.reference).ok_or(KeepError::OtherMunicipality)
}
