//! Use case: take in a file of initiatives. The rows in order go in together, in one transaction; the others come out with
//! what is wrong. The same file a second time changes nothing.

use std::io::Read;

use app::initiatives::needs::Reference;
use time::OffsetDateTime;

use super::import::{self, Candidate, FileProblem, Fingerprint, Reading};
use super::reference::{self, ReferenceError};
use super::sql;
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
}

/// Whether an import writes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// Only say what would happen.
    DryRun,
    /// Write the rows that are in order.
    Write,
}

/// Takes in a file. `length` is its size in bytes when that is known beforehand.
pub async fn import_initiatives(
    store: &Store,
    source: impl Read,
    length: Option<u64>,
    mode: Mode,
    now: OffsetDateTime,
) -> Result<Imported, ImportError> {
    let lists = reference::load(store, None).await?;
    let reading = read(source, length, &lists.reference, now)?;
    let (mut added, mut changed, mut unchanged) = (0, 0, 0);
    let mut count = |found: &Found| match found {
        Found::New(_) => added += 1,
        Found::Different(..) => changed += 1,
        Found::Same => unchanged += 1,
    };
    match mode {
        // Looks in a transaction for reading, so that nobody has to wait for a trial.
        Mode::DryRun => {
            let mut tx = store.begin_to_look().await?;
            for candidate in &reading.candidates {
                count(&compare(&mut tx, candidate).await?);
            }
        }
        Mode::Write => {
            let mut tx = store.begin().await?;
            // Before anything is compared: two imports at once take turns, and the second sees what the first brought.
            within!(&mut tx, |db| sqlx::query(sql::HOLD_VERSION).execute(db).await.map(|_| ()))?;
            let mut revision = None;
            for candidate in &reading.candidates {
                let found = compare(&mut tx, candidate).await?;
                count(&found);
                put(&mut tx, candidate, found, &mut revision, now.unix_timestamp()).await?;
            }
            tx.commit().await?;
        }
    }
    Ok(Imported { reading, added, changed, unchanged })
}

fn read(
    source: impl Read,
    length: Option<u64>,
    reference: &Reference,
    now: OffsetDateTime,
) -> Result<Reading, FileProblem> {
    let (taxonomy, municipalities) = reference::for_import(reference);
    let reference = import::Reference {
        taxonomy: &taxonomy,
        municipalities: &municipalities,
        today: now.date(),
        to_lon_lat: app::geo::Rd::to_lonlat,
        boundaries: None,
    };
    import::read(source, length, &reference)
}

/// How a candidate stands to what the database holds.
enum Found {
    New(Fingerprint),
    Different(i64, Fingerprint),
    Same,
}

async fn compare(tx: &mut Tx, candidate: &Candidate) -> Result<Found, sqlx::Error> {
    let fingerprint = candidate.fingerprint();
    let known: Option<(i64, String, Option<i64>)> = within!(&mut *tx, |db| sqlx::query_as(sql::BY_EXTERNAL_ID)
        .bind(candidate.external_id.as_str())
        .fetch_optional(db)
        .await)?;
    Ok(match known {
        None => Found::New(fingerprint),
        Some((_, old, None)) if old == fingerprint.as_str() => Found::Same,
        Some((id, ..)) => Found::Different(id, fingerprint),
    })
}

/// Writes one candidate. The version is raised by the first one that changes something, so that a file without news leaves
/// every page in the caches as it is.
async fn put(
    tx: &mut Tx,
    candidate: &Candidate,
    found: Found,
    revision: &mut Option<i64>,
    now: i64,
) -> Result<(), sqlx::Error> {
    let (known, fingerprint) = match found {
        Found::New(fingerprint) => (None, fingerprint),
        Found::Different(id, fingerprint) => (Some(id), fingerprint),
        Found::Same => return Ok(()),
    };
    let revision = if let Some(revision) = *revision {
        revision
    } else {
        let raised: i64 = within!(&mut *tx, |db| sqlx::query_scalar(sql::RAISE_VERSION).fetch_one(db).await)?;
        *revision.insert(raised)
    };
    let year = |year: Option<import::Year>| year.map(import::Year::get);
    macro_rules! columns {
        ($statement:expr) => {
            $statement
                .bind(candidate.title.as_str())
                .bind(candidate.summary.as_str())
                .bind(candidate.description.as_ref().map(|text| text.as_str()))
                .bind(candidate.municipality.as_str())
                .bind(candidate.precision.as_str())
                .bind(candidate.position.lon)
                .bind(candidate.position.lat)
                .bind(year(candidate.period.start()))
                .bind(year(candidate.period.end()))
                .bind(candidate.period_text.as_ref().map(|text| text.as_str()))
                .bind(candidate.remark.as_ref().map(|text| text.as_str()))
                .bind(candidate.certainty.map(import::Certainty::as_str))
                .bind(candidate.last_checked.map(|day| day.to_string()))
                .bind(fingerprint.as_str())
                .bind(revision)
                .bind(now)
        };
    }
    let id = if let Some(id) = known {
        within!(&mut *tx, |db| columns!(sqlx::query(sql::CHANGE).bind(id)).execute(db).await.map(|_| ()))?;
        for statement in [sql::CLEAR_FACETS, sql::CLEAR_SOURCES, sql::CLEAR_MUNICIPALITIES] {
            within!(&mut *tx, |db| sqlx::query(statement).bind(id).execute(db).await.map(|_| ()))?;
        }
        id
    } else {
        within!(&mut *tx, |db| columns!(sqlx::query_scalar(sql::ADD).bind(candidate.external_id.as_str()))
            .fetch_one(db)
            .await)?
    };
    put_lists(tx, id, candidate).await
}

async fn put_lists(tx: &mut Tx, id: i64, candidate: &Candidate) -> Result<(), sqlx::Error> {
    for (position, tag) in (0_i32..).zip(&candidate.tags) {
        within!(&mut *tx, |db| sqlx::query(sql::ADD_FACET)
            .bind(id)
            .bind(tag.facet())
            .bind(tag.value())
            .bind(position)
            .execute(db)
            .await
            .map(|_| ()))?;
    }
    for (position, source) in (0_i32..).zip(&candidate.sources) {
        within!(&mut *tx, |db| sqlx::query(sql::ADD_SOURCE)
            .bind(id)
            .bind(position)
            .bind(source.title.as_str())
            .bind(source.url.as_ref().map(import::HttpUrl::as_str))
            .execute(db)
            .await
            .map(|_| ()))?;
    }
    for municipality in &candidate.also_in {
        within!(&mut *tx, |db| sqlx::query(sql::ADD_MUNICIPALITY)
            .bind(id)
            .bind(municipality.as_str())
            .execute(db)
            .await
            .map(|_| ()))?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::initiatives::{content, load_taxonomy};
    use crate::store::testing::store_tests;

    async fn import(store: &Store, mode: Mode) -> Imported {
        let now = OffsetDateTime::from_unix_timestamp(1_800_000_000).expect("a moment");
        import_initiatives(store, content::INITIATIVES.as_bytes(), None, mode, now).await.expect("an import")
    }

    store_tests! {
        async fn two_imports_of_one_file_at_once_take_turns(store: Store) {
            load_taxonomy(&store).await.expect("a taxonomy");
            let write = || import(&store, Mode::Write);
            let imports: [Imported; 4] = tokio::join!(write(), write(), write(), write()).into();
            let sum = |of: fn(&Imported) -> usize| imports.iter().map(of).sum::<usize>();
            assert_eq!((sum(|i| i.added), sum(|i| i.unchanged)), (40, 120));
        }

        async fn a_dry_run_waits_for_no_writer_and_holds_none_up(store: Store) {
            load_taxonomy(&store).await.expect("a taxonomy");
            let mut writer = store.begin().await.expect("a transaction");
            within!(&mut writer, |db| sqlx::query(sql::RAISE_VERSION).execute(db).await.map(|_| ())).expect("a write");
            let trial = import(&store, Mode::DryRun).await;
            assert_eq!((trial.added, trial.changed, trial.unchanged), (40, 0, 0));
            writer.commit().await.expect("the writer goes on");
            import(&store, Mode::Write).await;
            let trial = import(&store, Mode::DryRun).await;
            assert_eq!((trial.added, trial.changed, trial.unchanged), (0, 0, 40));
        }
    }
}
