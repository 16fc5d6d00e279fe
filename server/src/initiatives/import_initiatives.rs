//! Use case: take in a file of initiatives. The rows in order go in together, in one transaction; the others come out with
//! what is wrong. The same file a second time changes nothing.

use std::io::Read;

use app::initiatives::needs::Reference;
use time::format_description::well_known::Iso8601;
use time::{Date, OffsetDateTime};

use super::boundary_set;
use super::content::{self, OtherNames};
use super::import::{self, Candidate, FileProblem, Outlines, Reading};
use super::reference::{self, ReferenceError};
use super::sql;
use super::write_initiative::{self, Change, Origin, Writing};
use crate::store::{Store, StoreError, Tx, within};

/// Why a file could not be taken in.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// The file as a whole cannot be read.
    #[error(transparent)]
    File(#[from] FileProblem),
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
    import_with(store, source, length, mode, Withdrawn::Leave, now).await
}

/// Takes in a file, with a choice for what was withdrawn.
pub async fn import_with(
    store: &Store,
    source: impl Read,
    length: Option<u64>,
    mode: Mode,
    withdrawn: Withdrawn,
    now: OffsetDateTime,
) -> Result<Imported, ImportError> {
    let lists = reference::load(store, None).await?;
    let names = content::other_names().map_err(ReferenceError::from)?;
    let outlines = boundary_set::outlines(store, &lists.reference.places).await?;
    let reading = read(source, length, &lists.reference, &names, &outlines, now)?;
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
            let mut revision = None;
            for candidate in &mut imported.reading.candidates {
                let found = compare(&mut tx, candidate, withdrawn).await?;
                count(candidate, &found);
                put(&mut tx, candidate, found, &mut revision, &lists.reference, now.unix_timestamp()).await?;
            }
            tx.commit().await?;
        }
    }
    for (at, external_id) in left_alone {
        imported.reading.report.add_withdrawn(at, external_id.as_str());
    }
    Ok(imported)
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

/// Compares a candidate with what is there. Where somebody checked it later than the file knows, the candidate gets that day: a
/// file never takes back that somebody looked.
async fn compare(tx: &mut Tx, candidate: &mut Candidate, withdrawn: Withdrawn) -> Result<Found, sqlx::Error> {
    let known: Option<(i64, String, Option<i64>, Option<String>)> =
        within!(&mut *tx, |db| sqlx::query_as(sql::BY_EXTERNAL_ID)
            .bind(candidate.external_id.as_str())
            .fetch_optional(db)
            .await)?;
    let checked = known.as_ref().and_then(|(.., checked)| Date::parse(checked.as_deref()?, &Iso8601::DATE).ok());
    candidate.last_checked = candidate.last_checked.max(checked);
    let fingerprint = candidate.fingerprint();
    Ok(match known {
        None => Found::New,
        Some((_, _, Some(_), _)) if withdrawn == Withdrawn::Leave => Found::Withdrawn,
        Some((_, old, None, _)) if old == fingerprint.as_str() => Found::Same,
        Some((id, ..)) => Found::Different(id),
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
    match known {
        Some(id) => {
            let why = Change { origin: Origin::Import, reason: None };
            write_initiative::change(tx, id, candidate, &why, writing).await
        }
        None => write_initiative::add(tx, candidate, Origin::Import, writing).await.map(|_| ()),
    }
}

#[cfg(test)]
#[path = "import_initiatives_tests.rs"]
mod tests;
