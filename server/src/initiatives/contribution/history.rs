//! What an initiative was before it changed, for everybody to read.

use app::initiatives::contribution::history::{History, ShownVersion};
use app::initiatives::model::slug;
use app::initiatives::needs::Reference;
use app::texts::moments;
use sqlx::FromRow;

use super::super::export::{cells_of, full_row};
use super::form::Cells;
use super::moderation::differences;
use super::sql;
use crate::store::{Store, StoreError, within};

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

#[derive(FromRow)]
struct Version {
    number: i64,
    at: i64,
    origin: String,
    reason: Option<String>,
    cells: String,
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
    let kept: Vec<Version> = within!(&mut tx, |db| sqlx::query_as(sql::VERSIONS).bind(id).fetch_all(db).await)?;
    drop(tx);
    let mut versions: Vec<ShownVersion> = Vec::new();
    let mut before: Option<Cells> = None;
    for version in kept {
        let cells: Cells = serde_json::from_str(&version.cells).map_err(|error| sqlx::Error::Decode(error.into()))?;
        versions.push(ShownVersion {
            number: version.number,
            day: moments::day(version.at),
            origin: version.origin,
            reason: version.reason,
            differences: before.as_ref().map(|before| differences(Some(before), &cells, reference)).unwrap_or_default(),
        });
        before = Some(cells);
    }
    if versions.is_empty() {
        versions.push(ShownVersion {
            number: 1,
            day: moments::day(row.updated_at),
            origin: "import".to_owned(),
            reason: None,
            differences: Vec::new(),
        });
    }
    versions.reverse();
    let title = now.get("titel").cloned().unwrap_or_default();
    Ok(History { address: format!("/landkaart/initiatief/{id}-{}", slug(&title)), title, versions })
}
