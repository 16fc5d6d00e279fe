//! Writing an initiative, whoever it comes from: the row, its lists, and what it was before.
//!
//! Every version stays readable. The first one of an initiative is kept when it changes for the first time, because a file of a
//! hundred thousand would be stored twice otherwise; until then it is the initiative itself.

use app::initiatives::needs::Reference;

use super::export::{FullRow, cells_of, full_row};
use super::import::{self, Candidate};
use super::sql;
use crate::store::{Tx, within};

/// Where a version comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Origin {
    /// A file.
    Import,
    /// What somebody proposed and a moderator took over.
    Proposal,
    /// What the municipality itself wrote or took over.
    Municipality,
}

impl Origin {
    /// The word in the database.
    #[must_use]
    const fn code(self) -> &'static str {
        match self {
            Self::Import => "import",
            Self::Proposal => "proposal",
            Self::Municipality => "municipality",
        }
    }
}

/// Why an initiative changes.
#[derive(Clone, Debug)]
pub(super) struct Change {
    /// Where it comes from.
    pub(super) origin: Origin,
    /// The reason, for everybody to read.
    pub(super) reason: Option<String>,
}

/// What every write needs to know.
#[derive(Clone, Copy)]
pub(super) struct Writing<'a> {
    /// What things are called, for the history.
    pub(super) reference: &'a Reference,
    /// The version of the data that this write makes.
    pub(super) revision: i64,
    /// The moment, in seconds since 1970 UTC.
    pub(super) now: i64,
}

/// Adds an initiative; gives its number. What comes from a file is its own first version until it changes.
pub(super) async fn add(
    tx: &mut Tx,
    candidate: &Candidate,
    origin: Origin,
    writing: Writing<'_>,
) -> Result<i64, sqlx::Error> {
    let id = write_row(tx, None, candidate, writing).await?;
    put_lists(tx, id, candidate).await?;
    if origin != Origin::Import {
        let row = full_row(tx, id).await?;
        keep_version(tx, &row, origin, None, writing.reference).await?;
    }
    Ok(id)
}

/// Writes an initiative anew; it is no longer withdrawn. What it was stays in its history.
pub(super) async fn change(
    tx: &mut Tx,
    id: i64,
    candidate: &Candidate,
    why: &Change,
    writing: Writing<'_>,
) -> Result<(), sqlx::Error> {
    let before = full_row(tx, id).await?;
    keep_first(tx, &before, writing.reference).await?;
    write_row(tx, Some(id), candidate, writing).await?;
    for statement in [sql::CLEAR_FACETS, sql::CLEAR_SOURCES, sql::CLEAR_MUNICIPALITIES] {
        within!(&mut *tx, |db| sqlx::query(statement).bind(id).execute(db).await.map(|_| ()))?;
    }
    put_lists(tx, id, candidate).await?;
    let after = full_row(tx, id).await?;
    keep_version(tx, &after, why.origin, why.reason.as_deref(), writing.reference).await
}

async fn write_row(
    tx: &mut Tx,
    known: Option<i64>,
    candidate: &Candidate,
    writing: Writing<'_>,
) -> Result<i64, sqlx::Error> {
    let fingerprint = candidate.fingerprint();
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
                .bind(writing.revision)
                .bind(writing.now)
        };
    }
    if let Some(id) = known {
        within!(&mut *tx, |db| columns!(sqlx::query(sql::CHANGE).bind(id)).execute(db).await.map(|_| ()))?;
        Ok(id)
    } else {
        within!(&mut *tx, |db| columns!(sqlx::query_scalar(sql::ADD).bind(candidate.external_id.as_str()))
            .fetch_one(db)
            .await)
    }
}

/// Keeps what an initiative was before its first change.
async fn keep_first(tx: &mut Tx, before: &FullRow, reference: &Reference) -> Result<(), sqlx::Error> {
    let known: i64 =
        within!(&mut *tx, |db| sqlx::query_scalar(sql::COUNT_VERSIONS).bind(before.id).fetch_one(db).await)?;
    if known == 0 { keep_version(tx, before, Origin::Import, None, reference).await } else { Ok(()) }
}

async fn keep_version(
    tx: &mut Tx,
    row: &FullRow,
    origin: Origin,
    reason: Option<&str>,
    reference: &Reference,
) -> Result<(), sqlx::Error> {
    let cells = serde_json::to_string(&cells_of(row, reference)).map_err(|error| sqlx::Error::Encode(error.into()))?;
    within!(&mut *tx, |db| sqlx::query(sql::KEEP_VERSION)
        .bind(row.id)
        .bind(row.updated_at)
        .bind(origin.code())
        .bind(reason)
        .bind(&cells)
        .execute(db)
        .await
        .map(|_| ()))
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
