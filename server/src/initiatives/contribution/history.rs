//! What an initiative was before it changed, for everybody to read.

use app::initiatives::contribution::history::{History, ShownDeed, ShownVersion};
use app::initiatives::model::slug;
use app::initiatives::needs::Reference;
use app::texts::moments;
use sqlx::FromRow;

use super::super::export::{FullRow, cells_of, full_row};
use super::form::Cells;
use super::moderation::differences;
use super::sql;
use crate::store::{Store, StoreError, Tx, within};

/// Why there is no history to show.
#[derive(Debug, thiserror::Error)]
pub(super) enum HistoryError {
    #[error("there is no such initiative")]
    NotFound,
    #[error("it was withdrawn")]
    Gone,
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<sqlx::Error> for HistoryError {
    fn from(error: sqlx::Error) -> Self {
        match error {
            sqlx::Error::RowNotFound => Self::NotFound,
            other => Self::Store(other.into()),
        }
    }
}

/// A version as it is kept.
#[derive(FromRow)]
pub(in super::super) struct Version {
    pub(in super::super) number: i64,
    at: i64,
    origin: String,
    reason: Option<String>,
    cells: String,
    deed: Option<String>,
    other: Option<i64>,
}

impl Version {
    /// What the initiative was.
    pub(in super::super) fn cells(&self) -> Result<Cells, sqlx::Error> {
        serde_json::from_str(&self.cells).map_err(|error| sqlx::Error::Decode(error.into()))
    }
}

/// The versions of an initiative that are kept, oldest first.
pub(in super::super) async fn versions(tx: &mut Tx, id: i64) -> Result<Vec<Version>, sqlx::Error> {
    within!(tx, |db| sqlx::query_as(sql::VERSIONS).bind(id).fetch_all(db).await)
}

/// Versions as they are shown, the newest first. An initiative that never changed has one: itself.
pub(in super::super) fn shown_versions(
    kept: Vec<Version>,
    row: &FullRow,
    reference: &Reference,
) -> Result<Vec<ShownVersion>, sqlx::Error> {
    let mut shown: Vec<ShownVersion> = Vec::new();
    let mut before: Option<Cells> = None;
    for version in kept {
        let cells = version.cells()?;
        shown.push(ShownVersion {
            number: version.number,
            day: moments::day(version.at),
            origin: version.origin,
            reason: version.reason,
            deed: version.deed.map(|word| ShownDeed { word, other: version.other }),
            differences: before.as_ref().map(|before| differences(Some(before), &cells, reference)).unwrap_or_default(),
        });
        before = Some(cells);
    }
    if shown.is_empty() {
        shown.push(ShownVersion {
            number: 1,
            day: moments::day(row.updated_at),
            origin: "import".to_owned(),
            reason: None,
            deed: None,
            differences: Vec::new(),
        });
    }
    shown.reverse();
    Ok(shown)
}

/// The versions of an initiative, the newest first. One that never changed has one: itself.
pub(super) async fn history(store: &Store, id: i64, reference: &Reference) -> Result<History, HistoryError> {
    let mut tx = store.begin_to_look().await?;
    let row = full_row(&mut tx, id).await?;
    if row.withdrawn_at.is_some() {
        return Err(HistoryError::Gone);
    }
    let now = cells_of(&row, reference);
    // In the same transaction: a second connection would have to be waited for while this one is held.
    let kept = versions(&mut tx, id).await?;
    drop(tx);
    let versions = shown_versions(kept, &row, reference)?;
    let title = now.get("titel").cloned().unwrap_or_default();
    Ok(History { address: format!("/landkaart/initiatief/{id}-{}", slug(&title)), title, versions })
}
