//! The Landkaart at one moment: reference lists and index, immutable, swapped as a whole.

use std::sync::Arc;

use app::initiatives::needs::{Reference, StreetMap};

use super::index::{Entry, Index};
use super::reference::{self, Lists, ReferenceError};
use super::rows::EntryRow;
use super::sql;
use crate::store::{Store, StoreError, read};

/// The versions of the data, read before the data themselves, so that a write in between is seen again next time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Versions {
    pub(super) initiatives: i64,
    pub(super) reference: i64,
}

impl Versions {
    pub(super) async fn of(store: &Store) -> Result<Self, StoreError> {
        let (initiatives, reference): (i64, i64) =
            read!(store, |db| sqlx::query_as(sql::VERSIONS).fetch_one(db).await)?;
        Ok(Self { initiatives, reference })
    }
}

/// What visitors see until the next write.
pub(super) struct Snapshot {
    pub(super) versions: Versions,
    pub(super) reference: Arc<Reference>,
    pub(super) index: Index,
}

impl Snapshot {
    /// Reads everything.
    pub(super) async fn load(store: &Store, street_map: Option<StreetMap>) -> Result<Self, ReferenceError> {
        let versions = Versions::of(store).await?;
        let Lists { reference, index: lists } = reference::load(store, street_map).await?;
        let rows = rows_since(store, -1).await?;
        blocking(move || {
            let entries: Vec<Entry> = rows
                .into_iter()
                .filter(|row| row.withdrawn_at.is_none())
                .filter_map(|row| row.into_entry(&reference.taxonomy, &reference.places))
                .collect();
            Self { versions, index: Index::build(entries, lists), reference: Arc::new(reference) }
        })
        .await
    }

    /// The next one, when something was written since; reads only what changed, unless the reference lists did.
    pub(super) async fn next(self: Arc<Self>, store: &Store) -> Result<Option<Self>, ReferenceError> {
        let versions = Versions::of(store).await?;
        if versions == self.versions {
            return Ok(None);
        }
        if versions.reference != self.versions.reference {
            return Self::load(store, self.reference.street_map.clone()).await.map(Some);
        }
        let rows = rows_since(store, self.versions.initiatives).await?;
        blocking(move || {
            let (mut changed, mut removed) = (Vec::new(), Vec::new());
            for row in rows {
                let id = row.id;
                match Some(row)
                    .filter(|row| row.withdrawn_at.is_none())
                    .and_then(|row| row.into_entry(&self.reference.taxonomy, &self.reference.places))
                {
                    Some(entry) => changed.push(entry),
                    None => removed.push(id),
                }
            }
            Some(Self {
                versions,
                index: self.index.with_changes(changed, &removed),
                reference: self.reference.clone(),
            })
        })
        .await
    }
}

async fn rows_since(store: &Store, version: i64) -> Result<Vec<EntryRow>, StoreError> {
    Ok(read!(store, |db| sqlx::query_as(sql::ENTRIES_SINCE).bind(version).fetch_all(db).await)?)
}

/// Building an index of a hundred thousand initiatives takes a few hundred milliseconds: not on a thread that serves.
async fn blocking<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T, ReferenceError> {
    tokio::task::spawn_blocking(work)
        .await
        .map_err(|_| ReferenceError::Store(StoreError::Statement(sqlx::Error::WorkerCrashed)))
}
