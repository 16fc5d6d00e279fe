//! The Landkaart at one moment: reference lists and index, immutable, swapped as a whole.

use std::collections::HashMap;
use std::sync::{Arc, OnceLock};

use app::initiatives::needs::{Reference, StreetMap};
use futures_util::{Stream, StreamExt};
use sqlx::{FromRow, Row};
use tokio::runtime::Handle;
use uuid::Uuid;

use super::index::{self, Entry, Index};
use super::reference::{self, Lists, ReferenceError};
use super::rows::EntryRow;
use super::sql;
use crate::blocking::blocking;
use crate::store::{Store, StoreError, read};

/// So many rows are read at once, at most; as many as wait in a connection to SQLite.
const ROWS_IN_A_PART: usize = 500;

/// With a hundred thousand initiatives this takes a few hundred milliseconds.
const BUILDING: &str = "building the index";

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
    /// The initiatives that are part of another one now, with the one that each was merged into.
    merged: HashMap<i64, i64>,
}

impl Snapshot {
    /// Reads everything.
    pub(super) async fn load(store: &Store, street_map: Option<StreetMap>) -> Result<Self, ReferenceError> {
        let versions = Versions::of(store).await?;
        let installation: String = read!(store, |db| sqlx::query_scalar(sql::INSTALLATION).fetch_one(db).await)?;
        let installation = Uuid::parse_str(&installation).map_err(|error| sqlx::Error::Decode(error.into()))?;
        let merged = merged(store).await?;
        let Lists { reference, index: lists } = reference::load(store, street_map).await?;
        let (store, runtime) = (store.clone(), Handle::current());
        blocking(BUILDING, move || {
            let index = {
                let entry = |row| shown(row, &reference);
                read!(&store, |db| {
                    let rows = sqlx::query(sql::ENTRIES_SINCE).bind(-1i64).fetch(db);
                    index_of(rows, &runtime, entry, lists)
                })?
            };
            Ok(Self { versions, installation, index, merged, reference: Arc::new(reference) })
        })
        .await?
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
        let merged = merged(store).await?;
        let next = blocking(BUILDING, move || {
            let (mut changed, mut removed) = (Vec::new(), Vec::new());
            for row in rows {
                let id = row.id;
                match shown(row, &self.reference) {
                    Some(entry) => changed.push(entry),
                    None => removed.push(id),
                }
            }
            Some(Self {
                versions,
                installation: self.installation,
                index: self.index.with_changes(changed, &removed),
                merged,
                reference: self.reference.clone(),
            })
        });
        Ok(next.await?)
    }

    /// The initiative that another one is part of now, at the end of the chain when it became part of others again; nothing for one
    /// that stands by itself.
    pub(super) fn part_of(&self, id: i64) -> Option<i64> {
        let mut last = *self.merged.get(&id)?;
        // No circle can be made; a database that somebody wrote by hand must not keep us here.
        for _ in 0..self.merged.len() {
            match self.merged.get(&last) {
                Some(next) => last = *next,
                None => break,
            }
        }
        Some(last)
    }
}

async fn merged(store: &Store) -> Result<HashMap<i64, i64>, StoreError> {
    let pairs: Vec<(i64, i64)> = read!(store, |db| sqlx::query_as(sql::MERGED).fetch_all(db).await)?;
    Ok(pairs.into_iter().collect())
}

/// What the index takes of a row; nothing when it was withdrawn or its municipality is unknown.
fn shown(row: EntryRow, reference: &Reference) -> Option<Entry> {
    Some(row)
        .filter(|row| row.withdrawn_at.is_none())
        .and_then(|row| row.into_entry(&reference.taxonomy, &reference.places))
}

/// Builds an index of rows while the next ones are still on their way; waits in the calling thread, which is not one that
/// serves.
fn index_of<R>(
    rows: impl Stream<Item = Result<R, sqlx::Error>> + Send + Unpin,
    runtime: &Handle,
    entry: impl Fn(EntryRow) -> Option<Entry> + Sync,
    lists: index::Reference,
) -> Result<Index, sqlx::Error>
where
    R: Row,
    EntryRow: for<'r> FromRow<'r, R>,
{
    let mut rows = rows.ready_chunks(ROWS_IN_A_PART);
    let parts = std::iter::from_fn(|| runtime.block_on(rows.next()));
    let failure = OnceLock::new();
    let parts = parts.map(|part| {
        part.into_iter()
            .map_while(|row| row.and_then(|row| EntryRow::from_row(&row)).map_err(|error| failure.set(error)).ok())
            .filter_map(&entry)
    });
    let index = Index::build_as_they_come(parts, lists);
    failure.into_inner().map_or(Ok(index), Err)
}

async fn rows_since(store: &Store, version: i64) -> Result<Vec<EntryRow>, StoreError> {
    Ok(read!(store, |db| sqlx::query_as(sql::ENTRIES_SINCE).bind(version).fetch_all(db).await)?)
}
