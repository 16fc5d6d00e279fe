//! What proposals are checked against, read once per version of the reference lists: the boundaries are large.

use std::sync::Arc;

use app::initiatives::needs::Reference;
use time::Date;

use super::super::boundary_set;
use super::super::content;
use super::super::import::{Municipalities, Outlines, Taxonomy};
use super::super::reference::{ReferenceError, for_import};
use super::super::snapshot::Snapshot;
use super::form::Rules;
use crate::platform::Platform;

/// The lists behind [`Rules`].
pub(in super::super) struct RuleBook {
    reference: Arc<Reference>,
    taxonomy: Taxonomy,
    municipalities: Municipalities,
    outlines: Outlines,
}

impl RuleBook {
    /// The rules of a day.
    pub(in super::super) fn on(&self, today: Date) -> Rules<'_> {
        Rules {
            reference: &self.reference,
            taxonomy: &self.taxonomy,
            municipalities: &self.municipalities,
            outlines: &self.outlines,
            today,
        }
    }
}

/// The rule book that belongs to a snapshot.
pub(in super::super) async fn rule_book(
    platform: &Platform,
    snapshot: &Snapshot,
) -> Result<Arc<RuleBook>, ReferenceError> {
    let kept = platform.landkaart.rule_book.load_full();
    if let Some(kept) = kept.filter(|kept| Arc::ptr_eq(&kept.reference, &snapshot.reference)) {
        return Ok(kept);
    }
    let names = content::other_names()?;
    let outlines = boundary_set::outlines(&platform.store, &snapshot.reference.places).await?;
    let (taxonomy, municipalities) = for_import(&snapshot.reference, &names);
    let book = Arc::new(RuleBook { reference: snapshot.reference.clone(), taxonomy, municipalities, outlines });
    platform.landkaart.rule_book.store(Some(book.clone()));
    Ok(book)
}
