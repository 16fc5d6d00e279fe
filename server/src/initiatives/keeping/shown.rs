//! An initiative as staff see it, however it stands.

use app::initiatives::keeping::entry::{EntryStanding, ShownEntry};
use app::initiatives::model::slug;
use app::initiatives::needs::Reference;
use app::texts::moments;

use super::super::contribution::{Cells, Version, shown_versions, versions};
use super::super::export::{FullRow, cells_of, full_row};
use super::{KeepError, sql};
use crate::store::{Store, within};

/// An initiative at one moment.
pub(super) struct Entry {
    pub(super) row: FullRow,
    /// What it is now.
    pub(super) cells: Cells,
    /// What it was.
    pub(super) kept: Vec<Version>,
    parts: Vec<(i64, String)>,
    /// The one that it is part of.
    whole: Option<(i64, String)>,
}

/// Looks at one.
pub(super) async fn look(store: &Store, id: i64, reference: &Reference) -> Result<Entry, KeepError> {
    let mut tx = store.begin_to_look().await?;
    let row = full_row(&mut tx, id).await?;
    let kept = versions(&mut tx, id).await?;
    let parts = within!(&mut tx, |db| sqlx::query_as(sql::PARTS).bind(id).fetch_all(db).await)?;
    let whole = match row.merged_into {
        Some(other) => {
            let other = full_row(&mut tx, other).await?;
            Some((other.id, other.title))
        }
        None => None,
    };
    Ok(Entry { cells: cells_of(&row, reference), row, kept, parts, whole })
}

impl Entry {
    /// What it was in a version; nothing when there is no such version.
    pub(super) fn version(&self, number: i64) -> Option<Cells> {
        self.kept.iter().find(|version| version.number == number).and_then(|version| version.cells().ok())
    }

    /// The same for the page.
    pub(super) fn shown(self, reference: &Reference) -> Result<ShownEntry, KeepError> {
        let Self { row, kept, parts, whole, .. } = self;
        let standing = match (whole, row.withdrawn_at) {
            (Some((other, name)), _) => EntryStanding::PartOf(other, name),
            (None, Some(at)) => EntryStanding::Withdrawn(moments::day(at), row.withdrawn_reason.clone()),
            (None, None) => EntryStanding::Shown,
        };
        Ok(ShownEntry {
            id: row.id,
            title: row.title.clone(),
            address: format!("/landkaart/initiatief/{}-{}", row.id, slug(&row.title)),
            revision: row.revision,
            standing,
            parts,
            versions: shown_versions(kept, &row, reference)?,
        })
    }
}
