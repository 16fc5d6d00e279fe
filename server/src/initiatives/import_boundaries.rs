//! Use case: official boundaries in place of the built-in ones.

use app::geo::topology::Area;
use app::initiatives::model::slug;
use app::initiatives::places::Places;
use time::OffsetDateTime;

use super::boundaries::{BoundaryError, Shapes};
use super::boundary_set::{self, Stored};
use super::content::{self, ContentError};
use super::{boundary_check, sql};
use crate::blocking::{Stopped, blocking};
use crate::store::{Store, StoreError, Tx, within};

/// What a simplified border may differ from the official one: the surface, in square metres, of a triangle that is left out. A
/// corner of 5 m deep and 20 m wide goes; at the scale of streets that is a few pixels.
const STREET_DETAIL: f64 = 50.0;

/// So many points are kept at most: every start reads and draws them, and may take half a second in all.
const MOST_POINTS: usize = 120_000;

/// Borders with the same points, each within so many metres, are the same: the open data round them to about a metre.
const ROUNDING: f64 = 1.0;

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
    /// The work of reading it.
    #[error(transparent)]
    Stopped(#[from] Stopped),
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
    /// Points of their borders in the file, and how many are kept.
    pub points: (usize, usize),
    /// Those whose surface changed by more than a hundredth, largest change first.
    pub differences: Vec<Difference>,
    /// How many have another border than before, if only by a point. Being stored with fewer points is no difference.
    pub redrawn: usize,
    /// Names in the file that are not ours: code, our name, theirs. Names come with a version, so ours stay.
    pub other_names: Vec<(String, String, String)>,
    /// Who had to be named before, when that is somebody else now.
    pub attribution_before: Option<String>,
    /// Why the boundaries that were imported before could not be compared; then the built-in ones were.
    pub not_compared: Option<BoundaryError>,
}

impl ImportedBoundaries {
    /// What changed, in sentences for whoever looks after the site.
    #[must_use]
    pub fn sentences(&self) -> Vec<String> {
        let mut said = vec![format!(
            "Boundaries of {} municipalities are in place: {} of {} points kept.",
            self.municipalities, self.points.1, self.points.0
        )];
        if let Some(error) = &self.not_compared {
            said.push(format!(
                "Those imported before could not be used any more: {error} The changes below are against the built-in ones."
            ));
        }
        said.push(match self.redrawn {
            0 => "Nothing changed: every border is as it was.".to_owned(),
            1 => "1 municipality has another border.".to_owned(),
            redrawn => format!("{redrawn} municipalities have another border."),
        });
        said.extend(
            self.attribution_before
                .as_ref()
                .map(|before| format!("Instead of \"{before}\" the maps name another source now.")),
        );
        for Difference { municipality, before, after } in &self.differences {
            said.push(format!("  {municipality}: {before:.1} km2 → {after:.1} km2"));
        }
        for (code, ours, theirs) in &self.other_names {
            said.push(format!(
                "  {code} is called {theirs} in the file; the site keeps {ours}, which comes with its version."
            ));
        }
        said
    }
}

/// Checks a GeoJSON text and puts it in place of the boundaries that are there, simplified as far as nobody sees.
/// `attribution` is who has to be named.
pub async fn import_boundaries(
    store: &Store,
    text: String,
    attribution: &str,
    now: OffsetDateTime,
) -> Result<ImportedBoundaries, ImportBoundariesError> {
    let places = content::places(&content::other_names()?)?;
    let before = boundary_set::stored(store).await?;
    let named = attribution.to_owned();
    // Seconds for a file in full detail, on a thread that may take them.
    let (kept, imported) =
        blocking("reading the boundaries", move || prepare(&text, &named, before, &places)).await??;
    let mut tx = store.begin().await?;
    within!(&mut tx, |db| sqlx::query(sql::PUT_BOUNDARIES)
        .bind(&kept)
        .bind(attribution)
        .bind(now.unix_timestamp())
        .execute(db)
        .await
        .map(|_| ()))
    .map_err(StoreError::from)?;
    raise(&mut tx).await?;
    tx.commit().await?;
    Ok(imported)
}

/// Puts the built-in boundaries back; says whether there were others.
pub async fn use_built_in_boundaries(store: &Store) -> Result<bool, StoreError> {
    let mut tx = store.begin().await?;
    let dropped =
        within!(&mut tx, |db| sqlx::query(sql::DROP_BOUNDARIES).execute(db).await.map(|done| done.rows_affected()))?;
    if dropped > 0 {
        raise(&mut tx).await?;
    }
    tx.commit().await?;
    Ok(dropped > 0)
}

/// Tells every instance that there is something new.
async fn raise(tx: &mut Tx) -> Result<(), StoreError> {
    for statement in [sql::RAISE_REFERENCE, sql::RAISE_VERSION] {
        within!(&mut *tx, |db| sqlx::query(statement).execute(db).await.map(|_| ()))?;
    }
    Ok(())
}

/// Everything but writing: the text to store and what it changes.
fn prepare(
    text: &str,
    attribution: &str,
    before: Option<Stored>,
    places: &Places,
) -> Result<(String, ImportedBoundaries), ImportBoundariesError> {
    let file = Shapes::parse(text, places)?;
    let built_in = Shapes::parse(content::BOUNDARIES, places)?;
    boundary_check::check(&file, &built_in, places)?;
    let (kept, after) = simplified(&file, places)?;
    let attribution_before = before.as_ref().map_or(boundary_set::BUILT_IN_ATTRIBUTION, |(_, by)| by).to_owned();
    let (before, not_compared) = match before.map(|(text, _)| Shapes::parse(&text, places)) {
        Some(Ok(before)) => (before, None),
        Some(Err(error)) => (built_in, Some(error)),
        None => (built_in, None),
    };
    let other_names = places.municipalities().iter().filter_map(|m| {
        let theirs = file.name(&m.code).filter(|theirs| slug(theirs) != m.slug)?;
        Some((m.code.clone(), m.name.clone(), theirs.to_owned()))
    });
    let redrawn = before
        .areas()
        .iter()
        .zip(file.areas().iter().zip(after.areas()))
        // What is there may be simplified, as what an import left is, or not, as what is built in: like is compared with like.
        .filter(|(before, (whole, kept))| !is_same(before, whole) && !is_same(before, kept))
        .count();
    Ok((
        kept,
        ImportedBoundaries {
            municipalities: file.areas().len(),
            points: (file.points(), after.points()),
            differences: differences(&before, &after, places),
            redrawn,
            other_names: other_names.collect(),
            attribution_before: Some(attribution_before).filter(|before| before != attribution),
            not_compared,
        },
    ))
}

/// The text that is stored, and what comes back from it. Leaving points out may, rarely, make borders meet that did not; then
/// fewer are left out.
fn simplified(file: &Shapes, places: &Places) -> Result<(String, Shapes), BoundaryError> {
    let attempt = |detail: f64| {
        let text = file.simplified(detail, MOST_POINTS, places)?.to_geojson();
        let read = Shapes::parse(&text, places)?;
        read.draw(places, String::new())?;
        Ok((text, read))
    };
    attempt(STREET_DETAIL)
        .or_else(|_: BoundaryError| attempt(STREET_DETAIL / 10.0))
        .or_else(|_| attempt(STREET_DETAIL / 100.0))
}

/// Whether two borders have the same points, but for rounding.
fn is_same(one: &Area, other: &Area) -> bool {
    fn alike<T>(one: &[T], other: &[T], same: impl Fn(&T, &T) -> bool) -> bool {
        one.len() == other.len() && one.iter().zip(other).all(|(one, other)| same(one, other))
    }
    one.code == other.code
        && alike(&one.polygons, &other.polygons, |one, other| {
            alike(one, other, |one, other| alike(one, other, |one, other| one.distance(*other) < ROUNDING))
        })
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

#[cfg(test)]
#[path = "import_boundaries_tests.rs"]
mod tests;
