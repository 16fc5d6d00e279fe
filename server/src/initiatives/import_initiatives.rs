//! Use case: take in a file of initiatives. The rows in order go in together, in one transaction; the others come out with
//! what is wrong. The same file a second time changes nothing.

use std::io::Read;

use app::initiatives::needs::Reference;
use sha2::{Digest as _, Sha256};
use time::format_description::well_known::Iso8601;
use time::{Date, OffsetDateTime};

use super::boundary_set;
use super::content::{self, OtherNames};
use super::import::{self, At, Candidate, ExternalId, FileProblem, Outlines, Reading};
use super::reference::{self, ReferenceError};
use super::sql;
use super::taking_in::{end_wait, in_hex, record};
use super::write_initiative::{self, Change, Deed, Origin, Writing};
use crate::store::{Store, StoreError, Tx, within};

pub use super::taking_in::Run;

/// Why a file could not be taken in.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// The file as a whole cannot be read.
    #[error(transparent)]
    File(#[from] FileProblem),
    /// The file that waited for it was taken in already.
    #[error("no such file waits any more")]
    NotWaiting,
    /// The reference lists.
    #[error(transparent)]
    Reference(#[from] ReferenceError),
    /// The database; nothing was written.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<sqlx::Error> for ImportError {
    fn from(error: sqlx::Error) -> Self {
        Self::Store(error.into())
    }
}

/// What became of a file.
#[derive(Debug)]
pub struct Imported {
    /// What was read, with the report per row and the rows to correct.
    pub reading: Reading,
    /// Initiatives that were new.
    pub added: usize,
    /// Initiatives that were there and are different now.
    pub changed: usize,
    /// Initiatives that were there and are the same.
    pub unchanged: usize,
    /// Initiatives that were withdrawn and stay so.
    pub withdrawn: usize,
}

impl Imported {
    /// Says in the report which rows were left alone.
    fn add_withdrawn(&mut self, left_alone: &mut Vec<(At, ExternalId)>) {
        for (at, external_id) in left_alone.drain(..) {
            self.reading.report.add_withdrawn(at, external_id.as_str());
        }
    }
}

/// Whether an import writes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// Only say what would happen.
    DryRun,
    /// Write the rows that are in order.
    Write,
}

/// What an import does with an initiative that was withdrawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Withdrawn {
    /// Leaves it alone and says so: somebody had a reason, and an old file knows nothing of it.
    Leave,
    /// Puts it back on the map.
    Republish,
}

/// Takes in a file and leaves alone what was withdrawn. `length` is its size in bytes when that is known beforehand.
pub async fn import_initiatives(
    store: &Store,
    source: impl Read,
    length: Option<u64>,
    mode: Mode,
    now: OffsetDateTime,
) -> Result<Imported, ImportError> {
    import_with(store, source, length, (mode, Withdrawn::Leave), None, now).await
}

/// Takes in a file, with a choice for what was withdrawn. What is written for `run` stands in the list of imports.
pub async fn import_with(
    store: &Store,
    source: impl Read,
    length: Option<u64>,
    (mode, withdrawn): (Mode, Withdrawn),
    run: Option<Run<'_>>,
    now: OffsetDateTime,
) -> Result<Imported, ImportError> {
    let lists = reference::load(store, None).await?;
    let names = content::other_names().map_err(ReferenceError::from)?;
    let outlines = boundary_set::outlines(store, &lists.reference.places).await?;
    let mut source = Hashed { source, digest: Sha256::new() };
    let reading = read(&mut source, length, &lists.reference, &names, &outlines, now)?;
    let mut imported = Imported { reading, added: 0, changed: 0, unchanged: 0, withdrawn: 0 };
    let mut left_alone = Vec::new();
    let mut count = |candidate: &Candidate, found: &Found| match found {
        Found::New => imported.added += 1,
        Found::Different(_) => imported.changed += 1,
        Found::Same => imported.unchanged += 1,
        Found::Withdrawn => {
            imported.withdrawn += 1;
            left_alone.push((candidate.at, candidate.external_id.clone()));
        }
    };
    match mode {
        // Looks in a transaction for reading, so that nobody has to wait for a trial.
        Mode::DryRun => {
            let mut tx = store.begin_to_look().await?;
            for candidate in &mut imported.reading.candidates {
                let found = compare(&mut tx, candidate, withdrawn).await?;
                count(candidate, &found);
            }
        }
        Mode::Write => {
            let mut tx = store.begin().await?;
            // Before anything is compared: two imports at once take turns, and the second sees what the first brought.
            within!(&mut tx, |db| sqlx::query(sql::HOLD_VERSION).execute(db).await.map(|_| ()))?;
            if let Some(run) = &run
                && !end_wait(&mut tx, run).await?
            {
                return Err(ImportError::NotWaiting);
            }
            let mut revision = None;
            for candidate in &mut imported.reading.candidates {
                let found = compare(&mut tx, candidate, withdrawn).await?;
                count(candidate, &found);
                put(&mut tx, candidate, found, &mut revision, &lists.reference, now.unix_timestamp()).await?;
            }
            imported.add_withdrawn(&mut left_alone);
            if let Some(run) = &run {
                record(&mut tx, run, &source.hash(), &imported, now).await?;
            }
            tx.commit().await?;
        }
    }
    imported.add_withdrawn(&mut left_alone);
    Ok(imported)
}

/// A source that knows the hash of what was read of it.
struct Hashed<R> {
    source: R,
    digest: Sha256,
}

impl<R: Read> Read for Hashed<R> {
    fn read(&mut self, into: &mut [u8]) -> std::io::Result<usize> {
        let length = self.source.read(into)?;
        self.digest.update(&into[..length]);
        Ok(length)
    }
}

impl<R> Hashed<R> {
    /// SHA-256 in hexadecimal digits.
    fn hash(self) -> String {
        in_hex(&self.digest.finalize())
    }
}

fn read(
    source: impl Read,
    length: Option<u64>,
    reference: &Reference,
    names: &OtherNames,
    outlines: &Outlines,
    now: OffsetDateTime,
) -> Result<Reading, FileProblem> {
    let (taxonomy, municipalities) = reference::for_import(reference, names);
    let reference = import::Reference {
        taxonomy: &taxonomy,
        municipalities: &municipalities,
        today: now.date(),
        to_lon_lat: app::geo::Rd::to_lonlat,
        boundaries: Some(outlines),
    };
    import::read(source, length, &reference)
}

/// How a candidate stands to what the database holds.
enum Found {
    New,
    Different(i64),
    Same,
    /// It was withdrawn, and stays so.
    Withdrawn,
}

/// What is there under an external id.
#[derive(sqlx::FromRow)]
struct Known {
    id: i64,
    fingerprint: String,
    withdrawn_at: Option<i64>,
    last_checked: Option<String>,
    merged_into: Option<i64>,
}

/// Compares a candidate with what is there. Where somebody checked it later than the file knows, the candidate gets that day: a
/// file never takes back that somebody looked.
async fn compare(tx: &mut Tx, candidate: &mut Candidate, withdrawn: Withdrawn) -> Result<Found, sqlx::Error> {
    let known: Option<Known> = within!(&mut *tx, |db| sqlx::query_as(sql::BY_EXTERNAL_ID)
        .bind(candidate.external_id.as_str())
        .fetch_optional(db)
        .await)?;
    let checked = known.as_ref().and_then(|known| Date::parse(known.last_checked.as_deref()?, &Iso8601::DATE).ok());
    candidate.last_checked = candidate.last_checked.max(checked);
    let fingerprint = candidate.fingerprint();
    Ok(match known {
        None => Found::New,
        // What is part of another one now is there already, whoever asks to put it back.
        Some(known) if known.merged_into.is_some() => Found::Withdrawn,
        Some(known) if known.withdrawn_at.is_some() && withdrawn == Withdrawn::Leave => Found::Withdrawn,
        Some(known) if known.withdrawn_at.is_none() && known.fingerprint == fingerprint.as_str() => Found::Same,
        Some(known) => Found::Different(known.id),
    })
}

/// Writes one candidate. The version is raised by the first one that changes something, so that a file without news leaves
/// every page in the caches as it is.
async fn put(
    tx: &mut Tx,
    candidate: &Candidate,
    found: Found,
    revision: &mut Option<i64>,
    reference: &Reference,
    now: i64,
) -> Result<(), sqlx::Error> {
    let known = match found {
        Found::New => None,
        Found::Different(id) => Some(id),
        Found::Same | Found::Withdrawn => return Ok(()),
    };
    let revision = if let Some(revision) = *revision {
        revision
    } else {
        let raised: i64 = within!(&mut *tx, |db| sqlx::query_scalar(sql::RAISE_VERSION).fetch_one(db).await)?;
        *revision.insert(raised)
    };
    let writing = Writing { reference, revision, now };
    let why = Change { origin: Origin::Import, reason: None, deed: Deed::Write };
    match known {
        Some(id) => write_initiative::change(tx, id, candidate, &why, writing).await,
        None => write_initiative::add(tx, candidate, &why, writing).await.map(|_| ()),
    }
}

#[cfg(test)]
#[path = "import_initiatives_tests.rs"]
mod tests;
