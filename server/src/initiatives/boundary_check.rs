//! Whether boundaries are a map of the Netherlands: every municipality is there, whole, in its place, and on ground of its own.
//!
//! A file that passes replaces what every visitor sees, so each question is asked before it is stored, and every refusal names
//! the municipalities that it is about.

use app::geo::{crossings, shape};
use app::initiatives::places::{Municipality, Places};

use super::boundaries::{BoundaryError, Shapes, named};

/// All municipalities together, in square kilometres: the land is 33,500, with inland and coastal waters it is 41,500.
const COUNTRY: std::ops::RangeInclusive<f64> = 30_000.0..=45_000.0;
/// The lines along which overlaps are looked for lie so many metres apart.
const SPACING: f64 = 250.0;
/// Neighbours that share a few metres come from rounding; more than this is an error.
const SLIVER: f64 = 50.0;

/// Refuses what is no map of the Netherlands. `built_in` says how large municipalities are, within a few percent.
pub(super) fn check(shapes: &Shapes, built_in: &Shapes, places: &Places) -> Result<(), BoundaryError> {
    let refuse = |names: Vec<String>, error: fn(Vec<String>) -> BoundaryError| {
        if names.is_empty() { Ok(()) } else { Err(error(names)) }
    };
    let of = |code: &str| places.municipality(code).map(|index| &places.municipalities()[index]);
    let areas = || shapes.areas().iter().filter_map(|area| Some((area, of(&area.code)?)));

    let empty = |polygons: &[Vec<Vec<app::geo::Rd>>]| !polygons.iter().any(|rings| rings.iter().any(|r| !r.is_empty()));
    refuse(areas().filter(|(area, _)| empty(&area.polygons)).map(|(_, m)| named(m)).collect(), BoundaryError::Empty)?;

    // First, because the surface of a border that crosses itself means nothing.
    let at = |at: app::geo::Rd| format!("at {:.0}, {:.0}", at.x, at.y);
    let crossing = areas().filter_map(|(area, m)| {
        let crossing = crossings::crossing(area.polygons.iter().flatten())?;
        Some(format!("{} {}", named(m), at(crossing)))
    });
    refuse(crossing.collect(), BoundaryError::Crossing)?;

    let (surfaces, usual) = (shapes.surfaces(), built_in.surfaces());
    let small = |m: &Municipality| {
        let (surface, usual) = (surfaces.get(m.code.as_str()), usual.get(m.code.as_str()));
        matches!((surface, usual), (Some(surface), Some(usual)) if surface * 2.0 < *usual)
    };
    refuse(areas().filter(|(_, m)| small(m)).map(|(_, m)| named(m)).collect(), BoundaryError::TooSmall)?;
    let country: f64 = surfaces.values().sum();
    if !COUNTRY.contains(&country) {
        return Err(BoundaryError::Surface(country));
    }

    let elsewhere = areas().filter(|(area, m)| !area.polygons.iter().any(|rings| shape::contains(rings, m.rd)));
    refuse(elsewhere.map(|(_, m)| named(m)).collect(), BoundaryError::Misplaced)?;

    let mut overlaps = crossings::overlaps(shapes.areas(), SPACING, SLIVER);
    overlaps.sort_by(|a, b| b.width.total_cmp(&a.width));
    let name = |index: usize| shapes.areas().get(index).and_then(|area| of(&area.code)).map(named).unwrap_or_default();
    let sentences = overlaps.iter().map(|overlap| {
        let (one, other) = overlap.areas;
        format!("{} and {} by {:.0} m {}", name(one), name(other), overlap.width, at(overlap.at))
    });
    refuse(sentences.collect(), BoundaryError::Overlap)
}
