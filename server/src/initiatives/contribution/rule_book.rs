//! What proposals are checked against, read once per version of the reference lists: the boundaries are large.

use std::sync::Arc;

use app::initiatives::needs::Reference;
use time::Date;

use super::super::boundary_set;
use super::super::content::{self, OtherNames};
use super::super::import::Outlines;
use super::super::reference::ReferenceError;
use super::super::snapshot::Snapshot;
use super::form::Rules;
use crate::platform::Platform;

/// The lists behind [`Rules`].
pub(in super::super) struct RuleBook {
    reference: Arc<Reference>,
    names: OtherNames,
    outlines: Outlines,
}

impl RuleBook {
    /// The rules of a day.
    pub(super) fn on(&self, today: Date) -> Rules<'_> {
        Rules { reference: &self.reference, names: &self.names, outlines: &self.outlines, today }
    }
}

/// The rule book that belongs to a snapshot.
pub(super) async fn rule_book(platform: &Platform, snapshot: &Snapshot) -> Result<Arc<RuleBook>, ReferenceError> {
    let kept = platform.landkaart.rule_book.load_full();
    if let Some(kept) = kept.filter(|kept| Arc::ptr_eq(&kept.reference, &snapshot.reference)) {
        return Ok(kept);
    }
    let names = content::other_names()?;
    let outlines = boundary_set::outlines(&platform.store, &snapshot.reference.places).await?;
    let book = Arc::new(RuleBook { reference: snapshot.reference.clone(), names, outlines });
    platform.landkaart.rule_book.store(Some(book.clone()));
    Ok(book)
}
