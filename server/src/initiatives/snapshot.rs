//! The Landkaart at one moment: reference lists and index, immutable, swapped as a whole.

use std::sync::Arc;

use app::initiatives::needs::{Reference, StreetMap};
use futures_util::StreamExt;
use tokio::sync::mpsc;
use uuid::Uuid;

use super::index::Index;
use super::reference::{self, Lists, ReferenceError};
use super::rows::EntryRow;
use super::sql;
use crate::store::{Store, StoreError, read};

/// So many rows are handed over at once: enough to make handing over cheap, few enough to be read while the next ones come.
const ROWS_IN_A_PART: usize = 1_000;

/// So many parts may wait to be read, so that the rows of a large database are never in memory all at once.
const PARTS_UNDER_WAY: usize = 4;

/// Which data there are: what was last written, and when. Several instances agree on it, and so do two starts of one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Version {
    /// Counts the writes.
    pub(super) number: i64,
    /// Another for every write. The number comes again when an older copy is put back and written to; the stamp does not.
    pub(super) stamp: i64,
    /// The moment of the write, in seconds since 1970 UTC.
    pub(super) written_at: i64,
}

impl Version {
    /// Whether reading what was written after `earlier` gives this one; not when an older or another copy was put back.
    fn follows(self, earlier: Self) -> bool {
        self == earlier || self.number > earlier.number
    }
}

/// The versions of the data, read before the data themselves, so that a write in between is seen again next time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Versions {
    pub(super) initiatives: Version,
    pub(super) reference: Version,
}

impl Versions {
    pub(super) async fn of(store: &Store) -> Result<Self, StoreError> {
        let (number, stamp, written_at, reference_number, reference_stamp, reference_written_at): (
            i64,
            i64,
            i64,
            i64,
            i64,
            i64,
        ) = read!(store, |db| sqlx::query_as(sql::VERSIONS).fetch_one(db).await)?;
        Ok(Self {
            initiatives: Version { number, stamp, written_at },
            reference: Version { number: reference_number, stamp: reference_stamp, written_at: reference_written_at },
        })
    }

    /// When anything was last written.
    pub(super) fn written_at(self) -> i64 {
        self.initiatives.written_at.max(self.reference.written_at)
    }
}

/// What visitors see until the next write.
pub(super) struct Snapshot {
    pub(super) versions: Versions,
    /// Who this installation is, for names that outlive its address.
    pub(super) installation: Uuid,
    pub(super) reference: Arc<Reference>,
    pub(super) index: Index,
}

impl Snapshot {
    /// Reads everything.
    pub(super) async fn load(store: &Store, street_map: Option<StreetMap>) -> Result<Self, ReferenceError> {
        let versions = Versions::of(store).await?;
        let installation: String = read!(store, |db| sqlx::query_scalar(sql::INSTALLATION).fetch_one(db).await)?;
        let installation = Uuid::parse_str(&installation).map_err(|error| sqlx::Error::Decode(error.into()))?;
        let Lists { reference, index: lists } = reference::load(store, street_map).await?;
        // Rows are read into words while the next ones are still on their way.
        let (rows, mut parts) = mpsc::channel(PARTS_UNDER_WAY);
        let building = blocking(move || {
            let parts = std::iter::from_fn(|| parts.blocking_recv()).map(|rows: Vec<EntryRow>| {
                rows.into_iter()
                    .filter(|row| row.withdrawn_at.is_none())
                    .filter_map(|row| row.into_entry(&reference.taxonomy, &reference.places))
            });
            let index = Index::build_as_they_come(parts, lists);
            Self { versions, installation, index, reference: Arc::new(reference) }
        });
        let (read, built) = tokio::join!(all_rows(store, rows), building);
        read.and(built)
    }

    /// The next one, when something was written since; reads only what changed, unless the reference lists did or these are
    /// other data altogether.
    pub(super) async fn next(self: Arc<Self>, store: &Store) -> Result<Option<Self>, ReferenceError> {
        let versions = Versions::of(store).await?;
        if versions == self.versions {
            return Ok(None);
        }
        if versions.reference != self.versions.reference || !versions.initiatives.follows(self.versions.initiatives) {
            return Self::load(store, self.reference.street_map.clone()).await.map(Some);
        }
        let rows = rows_since(store, self.versions.initiatives.number).await?;
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
                installation: self.installation,
                index: self.index.with_changes(changed, &removed),
                reference: self.reference.clone(),
            })
        })
        .await
    }
}

/// Hands over all rows in parts, until there are no more or nobody takes them.
async fn all_rows(store: &Store, parts: mpsc::Sender<Vec<EntryRow>>) -> Result<(), ReferenceError> {
    read!(store, |db| {
        let mut rows = sqlx::query_as(sql::ENTRIES_SINCE).bind(-1i64).fetch(db).chunks(ROWS_IN_A_PART);
        while let Some(part) = rows.next().await {
            let part = part.into_iter().collect::<Result<Vec<EntryRow>, sqlx::Error>>()?;
            if parts.send(part).await.is_err() {
                break;
            }
        }
    });
    Ok(())
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
