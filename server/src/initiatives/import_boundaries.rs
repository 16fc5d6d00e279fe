//! Use case: official boundaries in place of the built-in ones.

use app::initiatives::places::Places;
use time::OffsetDateTime;

use super::boundaries::{BoundaryError, Shapes};
use super::content::{self, ContentError};
use super::sql;
use crate::store::{Store, StoreError, read, within};

/// Why boundaries could not be taken in; nothing was written.
#[derive(Debug, thiserror::Error)]
pub enum ImportBoundariesError {
    /// The file.
    #[error(transparent)]
    File(#[from] BoundaryError),
    /// The built-in list of municipalities.
    #[error(transparent)]
    Content(#[from] ContentError),
    /// The database.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// A municipality whose surface is different now.
#[derive(Debug, PartialEq)]
pub struct Difference {
    /// Its name.
    pub municipality: String,
    /// Surface before, in square kilometres.
    pub before: f64,
    /// Surface now, in square kilometres.
    pub after: f64,
}

/// What an import of boundaries changed.
#[derive(Debug)]
pub struct ImportedBoundaries {
    /// How many municipalities the file holds.
    pub municipalities: usize,
    /// Those whose surface changed by more than a hundredth, largest change first.
    pub differences: Vec<Difference>,
}

/// Checks a GeoJSON text and puts it in place of the boundaries that are there. `attribution` is who has to be named.
pub async fn import_boundaries(
    store: &Store,
    text: String,
    attribution: &str,
    now: OffsetDateTime,
) -> Result<ImportedBoundaries, ImportBoundariesError> {
    let places = content::places(&content::other_names()?)?;
    let shapes = Shapes::parse(&text, &places)?;
    // Drawing finds what parsing does not: rings that cross, neighbours that overlap.
    shapes.draw(&places, attribution.to_owned())?;
    let current: Option<(String, String)> =
        read!(store, |db| sqlx::query_as(sql::BOUNDARIES).fetch_optional(db).await).map_err(StoreError::from)?;
    let before = Shapes::parse(current.as_ref().map_or(content::BOUNDARIES, |(geojson, _)| geojson), &places)?;
    let differences = differences(&before, &shapes, &places);
    let mut tx = store.begin().await?;
    within!(&mut tx, |db| sqlx::query(sql::PUT_BOUNDARIES)
        .bind(&text)
        .bind(attribution)
        .bind(now.unix_timestamp())
        .execute(db)
        .await
        .map(|_| ()))
    .map_err(StoreError::from)?;
    for statement in [sql::RAISE_REFERENCE, sql::RAISE_VERSION] {
        within!(&mut tx, |db| sqlx::query(statement).execute(db).await.map(|_| ())).map_err(StoreError::from)?;
    }
    tx.commit().await?;
    Ok(ImportedBoundaries { municipalities: shapes.surfaces().len(), differences })
}

fn differences(before: &Shapes, after: &Shapes, places: &Places) -> Vec<Difference> {
    let (before, after) = (before.surfaces(), after.surfaces());
    let mut differences: Vec<Difference> = places
        .municipalities()
        .iter()
        .filter_map(|m| {
            let (&before, &after) = (before.get(m.code.as_str())?, after.get(m.code.as_str())?);
            let changed = (after - before).abs() > before * 0.01;
            changed.then(|| Difference { municipality: m.name.clone(), before, after })
        })
        .collect();
    differences.sort_by(|a, b| (b.after - b.before).abs().total_cmp(&(a.after - a.before).abs()));
    differences
}
