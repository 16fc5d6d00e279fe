//! From official boundaries to shapes that can be drawn: parsed, checked, simplified once for all neighbours together, and
//! written as SVG paths.

use std::collections::{HashMap, HashSet};

use app::geo::topology::{Area, FIRST_VIEW_DETAIL, Topology};
use app::geo::{Bounds, LonLat, MAP_UNIT, Rd, path, shape};
use app::initiatives::needs::Boundaries;
use app::initiatives::places::Places;
use geojson::{FeatureCollection, GeoJson, GeometryValue, Position};

/// Why boundaries cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum BoundaryError {
    /// The file is no GeoJSON feature collection.
    #[error("the file is not a GeoJSON FeatureCollection: {0}")]
    NotGeoJson(String),
    /// A feature has no code such as `GM0307`.
    #[error("feature {0} has no municipality code (looked for code, statcode, gemeentecode, identificatie and id)")]
    NoCode(usize),
    /// A feature is no polygon.
    #[error("{0} is not a Polygon or MultiPolygon")]
    NotAPolygon(String),
    /// Coordinates are neither degrees nor RD metres.
    #[error("{0} has coordinates outside the Netherlands; use WGS 84 degrees or RD New metres")]
    Elsewhere(String),
    /// Municipalities that the platform knows are missing.
    #[error("{} of the municipalities are missing, such as {}", .0.len(), .0.iter().take(5).cloned().collect::<Vec<_>>().join(", "))]
    Missing(Vec<String>),
    /// Areas that the platform does not know.
    #[error("{} areas are not known municipalities, such as {}", .0.len(), .0.iter().take(5).cloned().collect::<Vec<_>>().join(", "))]
    Unknown(Vec<String>),
    /// The polygons themselves are wrong.
    #[error("the polygons are not valid: {}", .0.iter().take(5).cloned().collect::<Vec<_>>().join("; "))]
    Invalid(Vec<String>),
}

/// Municipalities with their polygons in RD.
#[derive(Debug)]
pub struct Shapes {
    areas: Vec<Area>,
}

impl Shapes {
    /// Reads a GeoJSON feature collection in WGS 84 or RD. Every municipality that `places` knows has to be there, and
    /// nothing else.
    pub fn parse(text: &str, places: &Places) -> Result<Self, BoundaryError> {
        let geojson: GeoJson =
            text.parse().map_err(|error: geojson::Error| BoundaryError::NotGeoJson(error.to_string()))?;
        let collection =
            FeatureCollection::try_from(geojson).map_err(|error| BoundaryError::NotGeoJson(error.to_string()))?;
        let mut areas = Vec::with_capacity(collection.features.len());
        let mut unknown = Vec::new();
        let mut seen = HashSet::new();
        for (number, feature) in collection.features.into_iter().enumerate() {
            let code = code(&feature).ok_or(BoundaryError::NoCode(number + 1))?;
            let Some(index) = places.municipality(&code).filter(|&index| places.municipalities()[index].code == code)
            else {
                unknown.push(code);
                continue;
            };
            let Some(province) = places.municipalities()[index].province else { continue };
            let polygons = match feature.geometry.map(|geometry| geometry.value) {
                Some(GeometryValue::Polygon { coordinates }) => vec![coordinates],
                Some(GeometryValue::MultiPolygon { coordinates }) => coordinates,
                _ => return Err(BoundaryError::NotAPolygon(code)),
            };
            let polygons = polygons
                .iter()
                .map(|rings| rings.iter().map(|ring| ring.iter().map(to_rd).collect::<Option<Vec<_>>>()).collect())
                .collect::<Option<Vec<Vec<Vec<Rd>>>>>()
                .ok_or_else(|| BoundaryError::Elsewhere(code.clone()))?;
            seen.insert(code.clone());
            areas.push(Area { code, group: places.provinces()[province].code.clone(), polygons });
        }
        if !unknown.is_empty() {
            return Err(BoundaryError::Unknown(unknown));
        }
        let missing: Vec<String> = places
            .municipalities()
            .iter()
            .filter(|m| m.province.is_some() && !seen.contains(&m.code))
            .map(|m| format!("{} ({})", m.name, m.code))
            .collect();
        if missing.is_empty() { Ok(Self { areas }) } else { Err(BoundaryError::Missing(missing)) }
    }

    /// Simplifies and draws.
    pub fn draw(&self, places: &Places, attribution: String) -> Result<Boundaries, BoundaryError> {
        let topology = Topology::build(&self.areas)
            .map_err(|problems| BoundaryError::Invalid(problems.iter().map(ToString::to_string).collect()))?;
        let simplified = topology.simplified(FIRST_VIEW_DETAIL);
        let mut boundaries = Boundaries {
            paths: vec![String::new(); places.municipalities().len()],
            extents: vec![None; places.municipalities().len()],
            province_borders: path::lines(&simplified.group_borders, MAP_UNIT),
            attribution,
        };
        for area in &simplified.areas {
            if let Some(index) = places.municipality(&area.code) {
                let rings = || area.polygons.iter().flatten();
                boundaries.paths[index] = path::rings(rings(), MAP_UNIT);
                boundaries.extents[index] = Bounds::around(rings().flatten().copied(), 0.0);
            }
        }
        Ok(boundaries)
    }

    /// The areas, each with its code and its polygons in RD.
    pub(super) fn areas(&self) -> &[Area] {
        &self.areas
    }

    /// Surface per municipality in square kilometres, by code.
    #[must_use]
    pub fn surfaces(&self) -> HashMap<&str, f64> {
        self.areas.iter().map(|area| (area.code.as_str(), shape::surface(&area.polygons) / 1_000_000.0)).collect()
    }
}

/// The municipality code of a feature, under one of the names that CBS, Kadaster and this platform give it.
fn code(feature: &geojson::Feature) -> Option<String> {
    let property = ["code", "statcode", "gemeentecode", "identificatie", "gm_code"]
        .iter()
        .find_map(|name| feature.property(name).and_then(|value| value.as_str()).map(str::to_owned));
    let id = || match &feature.id {
        Some(geojson::feature::Id::String(id)) => Some(id.clone()),
        _ => None,
    };
    let code = property.or_else(id)?.trim().to_uppercase();
    let digits = code.strip_prefix("GM").unwrap_or(&code);
    (digits.len() == 4 && digits.bytes().all(|b| b.is_ascii_digit())).then(|| format!("GM{digits}"))
}

/// A position in RD, from degrees or metres by their size.
fn to_rd(position: &Position) -> Option<Rd> {
    let &[x, y, ..] = position.as_slice() else { return None };
    if (2.0..8.0).contains(&x) && (50.0..54.5).contains(&y) {
        Some(LonLat { lon: x, lat: y }.to_rd())
    } else {
        let rd = Rd { x, y };
        Bounds::NETHERLANDS.grown(50_000.0).contains(rd).then_some(rd)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::initiatives::content;

    fn places() -> Places {
        content::places(&content::other_names().expect("names")).expect("places")
    }

    #[test]
    fn the_built_in_boundaries_draw_every_municipality() {
        let places = places();
        let shapes = Shapes::parse(content::BOUNDARIES, &places).expect("valid boundaries");
        let drawn = shapes.draw(&places, String::new()).expect("drawable");
        let missing = places
            .municipalities()
            .iter()
            .zip(&drawn.paths)
            .filter(|(m, p)| m.province.is_some() && p.is_empty())
            .count();
        assert_eq!(missing, 0);
        assert!(drawn.province_borders.len() > 1_000);
        let bytes: usize = drawn.paths.iter().map(String::len).sum();
        assert!(bytes < 80_000, "the map weighs {bytes} bytes");
        let country: f64 = shapes.surfaces().values().sum();
        assert!((34_000.0..36_500.0).contains(&country), "{country} km2");
    }

    #[test]
    fn a_file_that_misses_municipalities_is_refused_with_their_names() {
        let text = r#"{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"statcode":"GM0307"},"geometry":{"type":"Polygon","coordinates":[[[5.3,52.1],[5.5,52.1],[5.5,52.2],[5.3,52.1]]]}}]}"#;
        let refused = Shapes::parse(text, &places()).expect_err("too few");
        assert!(refused.to_string().starts_with("341 of the municipalities are missing"), "{refused}");
    }

    #[test]
    fn what_is_no_map_of_municipalities_is_refused_in_words() {
        for (text, words) in [
            ("", "not a GeoJSON"),
            ("{\"type\":\"FeatureCollection\"", "not a GeoJSON"),
            ("{\"type\":\"Point\",\"coordinates\":[5,52]}", "not a GeoJSON"),
            (
                "{\"type\":\"FeatureCollection\",\"features\":[{\"type\":\"Feature\",\"properties\":{},\"geometry\":null}]}",
                "no municipality code",
            ),
            (
                "{\"type\":\"FeatureCollection\",\"features\":[{\"type\":\"Feature\",\"properties\":{\"code\":\"GM0307\"},\"geometry\":{\"type\":\"Point\",\"coordinates\":[5,52]}}]}",
                "not a Polygon",
            ),
            (
                "{\"type\":\"FeatureCollection\",\"features\":[{\"type\":\"Feature\",\"properties\":{\"code\":\"GM9999\"},\"geometry\":null}]}",
                "not known",
            ),
        ] {
            let refused = Shapes::parse(text, &places()).expect_err("no boundaries");
            assert!(refused.to_string().contains(words), "{refused}");
        }
    }
}
