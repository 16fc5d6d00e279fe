//! From official boundaries to shapes that can be drawn: parsed, simplified once for all neighbours together, and written as SVG
//! paths. Whether they are a map of the Netherlands at all is asked once, before they are stored: see `boundary_check`.

use std::collections::HashMap;

use crate::http::negotiation::content_hash;
use app::geo::topology::{Area, CLOSE_DETAIL, FIRST_VIEW_DETAIL, Simplified, Topology};
use app::geo::{Bounds, LonLat, MAP_UNIT, Rd, path, shape};
use app::initiatives::needs::{Boundaries, Drawing};
use app::initiatives::places::{Municipality, Places};
use geojson::{FeatureCollection, GeoJson, GeometryValue, Position};
use serde_json::error::Category;

/// Why boundaries cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum BoundaryError {
    /// There is nothing in the file.
    #[error("the file is empty.")]
    NoText,
    /// The file ends before what it began is closed.
    #[error(
        "the file ends in the middle, after {bytes} bytes (line {line}, byte {column} of that line): it seems to be cut off. Fetch it again."
    )]
    CutOff {
        /// How long the file is.
        bytes: usize,
        /// Its last line.
        line: usize,
        /// How far that line goes.
        column: usize,
    },
    /// The file is something else than JSON.
    #[error("the file is not JSON: line {line} cannot be read from byte {column} of that line on.")]
    NotJson {
        /// The line, from 1.
        line: usize,
        /// The byte in the line, from 1.
        column: usize,
    },
    /// The file is no GeoJSON feature collection.
    #[error("the file is JSON, but not a GeoJSON FeatureCollection of polygons: {0}.")]
    NotGeoJson(String),
    /// A feature has no code such as `GM0307`.
    #[error(
        "feature {0} has no municipality code (looked for code, statcode, gemeentecode, identificatie, gm_code and id)."
    )]
    NoCode(usize),
    /// A feature is no polygon.
    #[error("{0} is not a Polygon or MultiPolygon.")]
    NotAPolygon(String),
    /// Coordinates are neither degrees nor RD metres.
    #[error("{0} has coordinates outside the Netherlands; use WGS 84 degrees or RD New metres.")]
    Elsewhere(String),
    /// Municipalities that the platform knows are missing.
    #[error("{} of the municipalities are missing, such as {}.", .0.len(), some(.0))]
    Missing(Vec<String>),
    /// Areas that the platform does not know.
    #[error("{} areas are not known municipalities, such as {}.", .0.len(), some(.0))]
    Unknown(Vec<String>),
    /// Municipalities without a single point.
    #[error("{} of the municipalities have an empty shape, such as {}.", .0.len(), some(.0))]
    Empty(Vec<String>),
    /// Municipalities that are much smaller than they should be.
    #[error("{} of the municipalities are less than half as large as they should be, such as {}.", .0.len(), some(.0))]
    TooSmall(Vec<String>),
    /// All municipalities together are not as large as the country, in square kilometres.
    #[error("the municipalities cover {0:.0} km2 together; the Netherlands covers between 30,000 and 45,000 km2.")]
    Surface(f64),
    /// Municipalities that lie elsewhere.
    #[error("{} of the municipalities do not lie where they should, such as {}.", .0.len(), some(.0))]
    Misplaced(Vec<String>),
    /// Borders that cross themselves.
    #[error("the border of {} of the municipalities crosses itself, such as {}.", .0.len(), some(.0))]
    Crossing(Vec<String>),
    /// Municipalities on the same ground.
    #[error("{} pairs of municipalities overlap, such as {}.", .0.len(), some(.0))]
    Overlap(Vec<String>),
    /// The polygons themselves are wrong.
    #[error("the polygons are not valid: {}.", .0.iter().take(5).cloned().collect::<Vec<_>>().join("; "))]
    Invalid(Vec<String>),
}

/// As many as a sentence can hold.
fn some(names: &[String]) -> String {
    names.iter().take(5).cloned().collect::<Vec<_>>().join(", ")
}

/// Municipalities with their polygons in RD, in the order of the places.
#[derive(Debug)]
pub struct Shapes {
    areas: Vec<Area>,
    /// By code: what the file calls it.
    names: HashMap<String, String>,
}

impl Shapes {
    /// Reads a GeoJSON feature collection in WGS 84 or RD. Every municipality that `places` knows has to be there, and
    /// nothing else. Several features of one municipality are its parts; those that a file of CBS marks as water are left out.
    pub fn parse(text: &str, places: &Places) -> Result<Self, BoundaryError> {
        let geojson: GeoJson = text.parse().map_err(|error| unreadable(text, error))?;
        let collection = FeatureCollection::try_from(geojson).map_err(|error| unreadable(text, error))?;
        let mut shapes: Vec<Option<Area>> = vec![None; places.municipalities().len()];
        let mut names = HashMap::new();
        let mut unknown = Vec::new();
        for (number, feature) in collection.features.into_iter().enumerate() {
            let code = code(&feature).ok_or(BoundaryError::NoCode(number + 1))?;
            let Some(index) = places.municipality(&code).filter(|&index| places.municipalities()[index].code == code)
            else {
                unknown.push(code);
                continue;
            };
            let place = &places.municipalities()[index];
            let Some(province) = place.province.filter(|_| !is_water(&feature)) else { continue };
            if let Some(name) = property(&feature, &NAMES) {
                names.insert(code.clone(), name);
            }
            let polygons = match feature.geometry.map(|geometry| geometry.value) {
                Some(GeometryValue::Polygon { coordinates }) => vec![coordinates],
                Some(GeometryValue::MultiPolygon { coordinates }) => coordinates,
                _ => return Err(BoundaryError::NotAPolygon(named(place))),
            };
            let polygons = polygons
                .iter()
                .map(|rings| rings.iter().map(|ring| ring.iter().map(to_rd).collect::<Option<Vec<_>>>()).collect())
                .collect::<Option<Vec<Vec<Vec<Rd>>>>>()
                .ok_or_else(|| BoundaryError::Elsewhere(named(place)))?;
            let group = &places.provinces()[province].code;
            let area = shapes[index].get_or_insert_with(|| Area { code, group: group.clone(), polygons: Vec::new() });
            area.polygons.extend(polygons);
        }
        if !unknown.is_empty() {
            return Err(BoundaryError::Unknown(unknown));
        }
        let missing: Vec<String> = places
            .municipalities()
            .iter()
            .zip(&shapes)
            .filter(|(m, area)| m.province.is_some() && area.is_none())
            .map(|(m, _)| named(m))
            .collect();
        if missing.is_empty() {
            Ok(Self { areas: shapes.into_iter().flatten().collect(), names })
        } else {
            Err(BoundaryError::Missing(missing))
        }
    }

    /// Simplifies and draws.
    pub fn draw(&self, places: &Places, attribution: String) -> Result<Boundaries, BoundaryError> {
        let topology = self.topology(places)?;
        let close = topology.simplified(CLOSE_DETAIL);
        let mut extents = vec![None; places.municipalities().len()];
        for area in &close.areas {
            if let Some(index) = places.municipality(&area.code) {
                extents[index] = Bounds::around(area.polygons.iter().flatten().flatten().copied(), 0.0);
            }
        }
        let close = drawing(&close, places, |write| path::in_tenths(&write(MAP_UNIT / 10.0)));
        let close_name = content_hash(close.municipalities.concat().as_bytes());
        let far = drawing(&topology.simplified(FIRST_VIEW_DETAIL), places, |write| write(MAP_UNIT));
        Ok(Boundaries { far, close, close_name, extents, attribution })
    }

    /// The same shapes without the points that carry less than `detail` square metres, neighbours still side by side. Where that
    /// leaves more than `most` points, those go too that carry twice, four times, … as much.
    pub(super) fn simplified(&self, detail: f64, most: usize, places: &Places) -> Result<Self, BoundaryError> {
        /// Beyond this one would see it: triangles of 100 by 130 metres.
        const COARSEST: f64 = 6_400.0;
        let topology = self.topology(places)?;
        let details = std::iter::successors(Some(detail), |detail| Some(detail * 2.0).filter(|&next| next <= COARSEST));
        let mut simplified = Self { areas: Vec::new(), names: self.names.clone() };
        for detail in details {
            simplified.areas = topology.simplified(detail).areas;
            if simplified.points() <= most {
                break;
            }
        }
        Ok(simplified)
    }

    fn topology(&self, places: &Places) -> Result<Topology, BoundaryError> {
        Topology::build(&self.areas).map_err(|problems| {
            let sentences = problems.iter().map(ToString::to_string);
            BoundaryError::Invalid(sentences.map(|sentence| with_names(sentence, places)).collect())
        })
    }

    /// As [`Self::parse`] reads it: RD in centimetres, which is what makes points the same.
    pub(super) fn to_geojson(&self) -> String {
        let metres = |number: f64| (number * 100.0).round() / 100.0;
        let features = self.areas.iter().map(|area| {
            let polygons: Vec<Vec<Vec<[f64; 2]>>> = area
                .polygons
                .iter()
                .map(|rings| rings.iter().map(|r| r.iter().map(|p| [metres(p.x), metres(p.y)]).collect()).collect())
                .collect();
            serde_json::json!({
                "type": "Feature",
                "properties": {"code": area.code, "naam": self.names.get(&area.code)},
                "geometry": {"type": "MultiPolygon", "coordinates": polygons},
            })
        });
        serde_json::json!({"type": "FeatureCollection", "features": features.collect::<Vec<_>>()}).to_string()
    }

    /// What the file calls a municipality, if it says so.
    pub(super) fn name(&self, code: &str) -> Option<&str> {
        self.names.get(code).map(String::as_str)
    }

    /// How many points there are.
    pub(super) fn points(&self) -> usize {
        self.areas.iter().flat_map(|area| area.polygons.iter().flatten()).map(Vec::len).sum()
    }

    /// The areas, each with its code and its polygons in RD.
    pub(super) fn areas(&self) -> &[Area] {
        &self.areas
    }

    /// The same, given away.
    pub(super) fn into_areas(self) -> Vec<Area> {
        self.areas
    }

    /// Surface per municipality in square kilometres, by code.
    #[must_use]
    pub fn surfaces(&self) -> HashMap<&str, f64> {
        self.areas.iter().map(|area| (area.code.as_str(), shape::surface(&area.polygons) / 1_000_000.0)).collect()
    }
}

/// Why a text is no GeoJSON, and where that shows.
fn unreadable(text: &str, error: geojson::Error) -> BoundaryError {
    let geojson::Error::MalformedGeoJson(error) = error else { return BoundaryError::NotGeoJson(error.to_string()) };
    let (line, column) = (error.line(), error.column());
    match error.classify() {
        _ if text.trim().is_empty() => BoundaryError::NoText,
        Category::Eof => BoundaryError::CutOff { bytes: text.len(), line, column },
        Category::Syntax => BoundaryError::NotJson { line, column },
        Category::Data | Category::Io => BoundaryError::NotGeoJson(error.to_string()),
    }
}

/// A municipality as a sentence calls it.
pub(super) fn named(place: &Municipality) -> String {
    format!("{} ({})", place.name, place.code)
}

/// A sentence of `geo`, which knows codes only, with the names.
fn with_names(sentence: String, places: &Places) -> String {
    let known = places.municipalities().iter().filter(|place| sentence.contains(&place.code));
    known.fold(sentence.clone(), |sentence, place| sentence.replace(&place.code, &named(place)))
}

/// Under which names CBS, Kadaster and this platform give the code of a municipality.
const CODES: [&str; 5] = ["code", "statcode", "gemeentecode", "identificatie", "gm_code"];
/// The same for its name.
const NAMES: [&str; 5] = ["naam", "statnaam", "gemeentenaam", "gm_naam", "name"];

fn property(feature: &geojson::Feature, names: &[&str]) -> Option<String> {
    names.iter().find_map(|name| feature.property(name).and_then(|value| value.as_str()).map(str::to_owned))
}

/// Whether a feature is the water of a municipality, as the files of CBS have beside its land.
fn is_water(feature: &geojson::Feature) -> bool {
    property(feature, &["water"]).is_some_and(|word| word.eq_ignore_ascii_case("ja"))
}

/// The paths, each written by a function that is told how long a step of the path is, in metres.
fn drawing(simplified: &Simplified, places: &Places, written: impl Fn(&dyn Fn(f64) -> String) -> String) -> Drawing {
    let mut municipalities = vec![String::new(); places.municipalities().len()];
    for area in &simplified.areas {
        if let Some(index) = places.municipality(&area.code) {
            municipalities[index] = written(&|step| path::rings(area.polygons.iter().flatten(), step));
        }
    }
    Drawing { municipalities, provinces: written(&|step| path::lines(&simplified.group_borders, step)) }
}

/// The municipality code of a feature.
fn code(feature: &geojson::Feature) -> Option<String> {
    let code = property(feature, &CODES);
    let id = || match &feature.id {
        Some(geojson::feature::Id::String(id)) => Some(id.clone()),
        _ => None,
    };
    let code = code.or_else(id)?.trim().to_uppercase();
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
            .zip(&drawn.far.municipalities)
            .filter(|(m, p)| m.province.is_some() && p.is_empty())
            .count();
        assert_eq!(missing, 0);
        assert!(drawn.far.provinces.len() > 1_000);
        let bytes: usize = drawn.far.municipalities.iter().map(String::len).sum();
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
            ("", "the file is empty."),
            ("code,naam\nGM0307,Amersfoort\n", "not JSON: line 1 cannot be read from byte 1 of that line on."),
            ("{\"type\":\"FeatureCollection\",\n\"features\":[}", "not JSON: line 2 cannot be read from byte 13"),
            ("{\"type\":\"Point\",\"coordinates\":[5,52]}", "JSON, but not a GeoJSON FeatureCollection"),
            ("{\"type\":\"Point\"}", "JSON, but not a GeoJSON FeatureCollection"),
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

    #[test]
    fn half_a_file_is_said_to_be_cut_off_and_where() {
        for length in [30, 1_000, content::BOUNDARIES.len() / 2, content::BOUNDARIES.trim_end().len() - 1] {
            let half = &content::BOUNDARIES[..length];
            let refused = Shapes::parse(half, &places()).expect_err("half a file").to_string();
            assert!(
                refused.starts_with(&format!("the file ends in the middle, after {length} bytes (line ")),
                "{refused}"
            );
            assert!(refused.ends_with("it seems to be cut off. Fetch it again."), "{refused}");
        }
    }
}
