//! Writing an initiative, whoever it comes from: the row, its lists, and what it was before.
//!
//! Every version stays readable. The first one of an initiative is kept when it changes for the first time, because a file of a
//! hundred thousand would be stored twice otherwise; until then it is the initiative itself.

use app::initiatives::needs::Reference;

use super::export::{FullRow, cells_of, full_row};
use super::import::{self, Candidate};
use super::photos;
use super::sql;
use crate::store::{Tx, within};

/// Where a version comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Origin {
    /// A file.
    Import,
    /// What somebody proposed and a moderator took over.
    Proposal,
    /// A moderator by their own hand.
    Moderator,
    /// Whoever keeps the initiatives of a municipality.
    Municipality,
}

impl Origin {
    /// The word in the database.
    #[must_use]
    const fn code(self) -> &'static str {
        match self {
            Self::Import => "import",
            Self::Proposal => "proposal",
            Self::Moderator => "moderator",
            Self::Municipality => "municipality",
        }
    }
}

/// What is done with an initiative, when it is more than a change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Deed {
    /// It changes, or is new.
    Write,
    /// A version with this number is put back.
    Restore(i64),
    /// It is taken off the Landkaart.
    Withdraw,
    /// It is put back on it.
    PutBack,
    /// Another one becomes part of it.
    MergeIn(i64),
    /// It becomes part of another one.
    MergeAway(i64),
    /// What was part of it stands by itself again.
    GiveBack(i64),
    /// It stands by itself again, after it was part of another one.
    TakeApart(i64),
    /// A part of it becomes another one.
    SplitOff(i64),
    /// It was part of another one.
    SplitFrom(i64),
}

impl Deed {
    /// The word in the database, and the other initiative or the version in it.
    const fn parts(self) -> (Option<&'static str>, Option<i64>) {
        match self {
            Self::Write => (None, None),
            Self::Restore(version) => (Some("restored"), Some(version)),
            Self::Withdraw => (Some("withdrawn"), None),
            Self::PutBack => (Some("put-back"), None),
            Self::MergeIn(other) => (Some("merged-in"), Some(other)),
            Self::MergeAway(other) => (Some("merged-away"), Some(other)),
            Self::GiveBack(other) => (Some("given-back"), Some(other)),
            Self::TakeApart(other) => (Some("taken-apart"), Some(other)),
            Self::SplitOff(other) => (Some("split-off"), Some(other)),
            Self::SplitFrom(other) => (Some("split-from"), Some(other)),
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
    /// What is done.
    pub(super) deed: Deed,
}

/// Whether an initiative stands on the Landkaart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Standing<'a> {
    /// It does.
    Shown,
    /// It was taken off it, for this reason.
    Withdrawn(&'a str),
    /// It is part of another one now; with the proposals that moved along, as JSON.
    PartOf(i64, &'a str),
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
    why: &Change,
    writing: Writing<'_>,
) -> Result<i64, sqlx::Error> {
    let photo = there(tx, candidate.photo.as_ref().map(|photo| (photo.id.as_str(), photo.text.as_str()))).await?;
    let id = write_row(tx, None, candidate, photo, writing).await?;
    put_lists(tx, id, candidate).await?;
    if why.origin != Origin::Import {
        let row = full_row(tx, id).await?;
        keep_version(tx, &row, why, writing.reference).await?;
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
    // A file says nothing of photos.
    let photo = match why.origin {
        Origin::Import => before.photo_id.as_deref().zip(before.photo_text.as_deref()),
        _ => candidate.photo.as_ref().map(|photo| (photo.id.as_str(), photo.text.as_str())),
    };
    let photo = there(tx, photo).await?;
    write_row(tx, Some(id), candidate, photo, writing).await?;
    for statement in [sql::CLEAR_FACETS, sql::CLEAR_SOURCES, sql::CLEAR_MUNICIPALITIES] {
        within!(&mut *tx, |db| sqlx::query(statement).bind(id).execute(db).await.map(|_| ()))?;
    }
    put_lists(tx, id, candidate).await?;
    let after = full_row(tx, id).await?;
    if why.deed != Deed::Write || is_more_than_a_check(&before, &after, writing.reference) {
        within!(&mut *tx, |db| sqlx::query(sql::CHANGED).bind(id).execute(db).await.map(|_| ()))?;
    }
    keep_version(tx, &after, why, writing.reference).await
}

/// Whether two versions differ in more than the day on which somebody checked it.
fn is_more_than_a_check(before: &FullRow, after: &FullRow, reference: &Reference) -> bool {
    let [before_says, after_says] = [before, after].map(|row| {
        let mut cells = cells_of(row, reference);
        cells.remove("laatst_gecontroleerd");
        cells
    });
    before.withdrawn_at.is_some() || before_says != after_says
}

/// Takes an initiative off the Landkaart, or puts it back, with a version that says so.
pub(super) async fn stand(
    tx: &mut Tx,
    id: i64,
    standing: Standing<'_>,
    why: &Change,
    writing: Writing<'_>,
) -> Result<(), sqlx::Error> {
    let before = full_row(tx, id).await?;
    keep_first(tx, &before, writing.reference).await?;
    let (reason, into, proposals) = match standing {
        Standing::Shown => (None, None, None),
        Standing::Withdrawn(reason) => (Some(reason), None, None),
        Standing::PartOf(other, proposals) => (None, Some(other), Some(proposals)),
    };
    let since = (standing != Standing::Shown).then_some(writing.now);
    within!(&mut *tx, |db| sqlx::query(sql::STAND)
        .bind(id)
        .bind(since)
        .bind(reason)
        .bind(into)
        .bind(proposals)
        .bind(writing.revision)
        .bind(writing.now)
        .execute(db)
        .await
        .map(|_| ()))?;
    let after = full_row(tx, id).await?;
    keep_version(tx, &after, why, writing.reference).await
}

/// Keeps a version that says what was done with an initiative and leaves what it says as it is.
pub(super) async fn note(tx: &mut Tx, id: i64, why: &Change, writing: Writing<'_>) -> Result<(), sqlx::Error> {
    let before = full_row(tx, id).await?;
    keep_first(tx, &before, writing.reference).await?;
    within!(&mut *tx, |db| sqlx::query(sql::TOUCH)
        .bind(id)
        .bind(writing.revision)
        .bind(writing.now)
        .execute(db)
        .await
        .map(|_| ()))?;
    let after = full_row(tx, id).await?;
    keep_version(tx, &after, why, writing.reference).await
}

/// A photo, when it was not deleted: a version that is put back may be older than that.
async fn there<'a>(tx: &mut Tx, photo: Option<(&'a str, &'a str)>) -> Result<Option<(&'a str, &'a str)>, sqlx::Error> {
    match photo {
        Some((id, _)) if !photos::hold(tx, id).await? => Ok(None),
        other => Ok(other),
    }
}

async fn write_row(
    tx: &mut Tx,
    known: Option<i64>,
    candidate: &Candidate,
    photo: Option<(&str, &str)>,
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
                .bind(photo.map(|(id, _)| id))
                .bind(photo.map(|(_, text)| text))
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
    let first = Change { origin: Origin::Import, reason: None, deed: Deed::Write };
    if known == 0 { keep_version(tx, before, &first, reference).await } else { Ok(()) }
}

async fn keep_version(tx: &mut Tx, row: &FullRow, why: &Change, reference: &Reference) -> Result<(), sqlx::Error> {
    let (deed, other) = why.deed.parts();
    let cells = serde_json::to_string(&cells_of(row, reference)).map_err(|error| sqlx::Error::Encode(error.into()))?;
    within!(&mut *tx, |db| sqlx::query(sql::KEEP_VERSION)
        .bind(row.id)
        .bind(row.updated_at)
        .bind(why.origin.code())
        .bind(&why.reason)
        .bind(&cells)
        .bind(deed)
        .bind(other)
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
