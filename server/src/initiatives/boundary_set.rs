//! Which boundaries are in use: the imported ones, or the built-in ones when there are none, or when those that were imported
//! once do not fit the municipalities of this version. A new year brings other municipalities; the site has to start all the same.

use app::initiatives::needs::Boundaries;
use app::initiatives::places::Places;

use super::boundaries::{BoundaryError, Shapes};
use super::reference::ReferenceError;
use super::{content, import, sql};
use crate::blocking::blocking;
use crate::store::{Store, StoreError, read};

/// Who has to be named with the built-in boundaries; the long form stands with the file.
pub(super) const BUILT_IN_ATTRIBUTION: &str = "© CBS / Kadaster, bewerkt";

/// A set of boundaries as it is stored: GeoJSON, and who has to be named.
pub(super) type Stored = (String, String);

/// The boundaries that are used.
pub(super) struct InUse {
    pub(super) shapes: Shapes,
    pub(super) drawn: Boundaries,
    /// Why the imported ones are not, if there are any.
    pub(super) refused: Option<BoundaryError>,
}

/// Reads the imported boundaries.
pub(super) async fn stored(store: &Store) -> Result<Option<Stored>, StoreError> {
    Ok(read!(store, |db| sqlx::query_as(sql::BOUNDARIES).fetch_optional(db).await)?)
}

/// The boundaries to use; an error when even the built-in ones do not fit.
pub(super) fn choose(stored: Option<Stored>, places: &Places) -> Result<InUse, BoundaryError> {
    let draw = |text: &str, attribution: String| {
        let shapes = Shapes::parse(text, places)?;
        let drawn = shapes.draw(places, attribution)?;
        Ok(InUse { shapes, drawn, refused: None })
    };
    let refused = match stored.map(|(text, attribution)| draw(&text, attribution)) {
        Some(Ok(imported)) => return Ok(imported),
        Some(Err(refused)) => Some(refused),
        None => None,
    };
    Ok(InUse { refused, ..draw(content::BOUNDARIES, BUILT_IN_ATTRIBUTION.to_owned())? })
}

/// The boundaries by which an import sees how far a place lies outside its municipality.
pub(super) async fn outlines(store: &Store, places: &Places) -> Result<import::Outlines, ReferenceError> {
    let (stored, places) = (stored(store).await?, places.clone());
    let chosen = blocking("the boundaries", move || choose(stored, &places)).await?;
    let shapes = chosen?.shapes;
    let by_code = |area: app::geo::Area| Some((area.code.parse().ok()?, area.polygons));
    Ok(shapes.into_areas().into_iter().filter_map(by_code).collect())
}

/// What a site uses.
#[derive(Debug)]
pub enum State {
    /// The boundaries inside the binary.
    BuiltIn,
    /// Those that were imported, with who has to be named.
    Imported(String),
    /// The built-in ones, because those that were imported do not fit this version.
    Unusable(BoundaryError),
}

/// Which boundaries a site uses, and why, for somebody who looks after it.
pub async fn state(store: &Store) -> Result<State, ReferenceError> {
    let Some(stored) = stored(store).await? else { return Ok(State::BuiltIn) };
    let attribution = stored.1.clone();
    let places = content::places(&content::other_names()?)?;
    Ok(match choose(Some(stored), &places)?.refused {
        Some(refused) => State::Unusable(refused),
        None => State::Imported(attribution),
    })
}
