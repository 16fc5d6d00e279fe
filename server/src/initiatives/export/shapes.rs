//! The boundaries of the municipalities as data: the polygons that the map is drawn from, before they are simplified.

use std::sync::Arc;

use app::geo::{LonLat, Rd};
use app::initiatives::needs::Reference;
use serde_json::{Value, json};
use tokio::sync::Mutex;

use super::answer::WRITING;
use super::rectangle::{Position, Rectangle};
use super::refusal::Refusal;
use crate::blocking::blocking;
use crate::initiatives::boundaries::Shapes;
use crate::initiatives::boundary_set;
use crate::initiatives::snapshot::{Snapshot, Version};
use crate::store::Store;

/// Decimals of degrees that are written: a metre, far below the accuracy of the boundaries.
const DEGREE: f64 = 100_000.0;
/// Parts of a metre that are written for RD.
const METRE: f64 = 100.0;

/// A coordinate reference system in which geometries leave the platform.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Crs {
    /// WGS 84, longitude first: what GeoJSON is in.
    Crs84,
    /// WGS 84, latitude first.
    Wgs84,
    /// RD New.
    Rd,
}

impl Crs {
    pub(super) const ALL: [Self; 3] = [Self::Crs84, Self::Rd, Self::Wgs84];

    /// Its name in requests and headers (OGC API Features, Part 2).
    pub(super) fn uri(self) -> &'static str {
        match self {
            Self::Crs84 => "http://www.opengis.net/def/crs/OGC/1.3/CRS84",
            Self::Wgs84 => "http://www.opengis.net/def/crs/EPSG/0/4326",
            Self::Rd => "http://www.opengis.net/def/crs/EPSG/0/28992",
        }
    }

    /// The one with this name.
    pub(super) fn named(uri: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|crs| crs.uri() == uri)
    }

    /// A position as a GeoJSON position; nothing when it lies where this system does not reach.
    pub(super) fn point(self, position: LonLat) -> Option<Position> {
        match self {
            Self::Crs84 => Some([position.lon, position.lat]),
            Self::Wgs84 => Some([position.lat, position.lon]),
            Self::Rd if is_european(position) => Some(self.of_rd(position.to_rd())),
            Self::Rd => None,
        }
    }

    /// A position in the Netherlands in Europe as a GeoJSON position, with as many decimals as are written.
    pub(super) fn of_rd(self, rd: Rd) -> Position {
        let rounded = |number: f64, parts: f64| (number * parts).round() / parts;
        match self {
            Self::Rd => [rounded(rd.x, METRE), rounded(rd.y, METRE)],
            Self::Crs84 | Self::Wgs84 => {
                let LonLat { lon, lat } = rd.to_lonlat();
                let (lon, lat) = (rounded(lon, DEGREE), rounded(lat, DEGREE));
                if self == Self::Crs84 { [lon, lat] } else { [lat, lon] }
            }
        }
    }
}

/// Whether a position lies where RD New is defined, widely taken.
pub(super) fn is_european(position: LonLat) -> bool {
    (2.0..8.0).contains(&position.lon) && (50.0..54.5).contains(&position.lat)
}

/// The polygons of one municipality in RD: polygons of rings of positions.
type Polygons = Vec<Vec<Vec<Rd>>>;

/// The polygons per municipality, position as in the places; none for a public body.
pub(super) struct Outlines {
    polygons: Vec<Polygons>,
    /// What lies around them in degrees and in RD; none for a public body.
    extents: Vec<Option<(Rectangle, Rectangle)>>,
}

impl Outlines {
    fn of(shapes: &Shapes, reference: &Reference) -> Self {
        let places = reference.places.municipalities();
        let mut polygons: Vec<Polygons> = vec![Vec::new(); places.len()];
        for area in shapes.areas() {
            if let Some(index) = reference.places.municipality(&area.code) {
                polygons[index].clone_from(&area.polygons);
            }
        }
        let around = |polygons: &Polygons, crs: Crs| {
            Rectangle::around(polygons.iter().flatten().flatten().map(|&rd| crs.of_rd(rd)))
        };
        let extents =
            polygons.iter().map(|polygons| around(polygons, Crs::Crs84).zip(around(polygons, Crs::Rd))).collect();
        Self { polygons, extents }
    }

    /// Whether a municipality shares a position with one of some rectangles in degrees (longitude first) or RD.
    pub(super) fn touch(&self, index: usize, label: LonLat, crs: Crs, rectangles: &[Rectangle]) -> bool {
        let Some((degrees, metres)) = &self.extents[index] else {
            return crs.point(label).is_some_and(|at| rectangles.iter().any(|rectangle| rectangle.contains(at)));
        };
        let extent = if crs == Crs::Rd { metres } else { degrees };
        rectangles.iter().any(|rectangle| {
            rectangle.holds(extent)
                || rectangle.touches(extent)
                    && self.polygons[index].iter().any(|rings| {
                        let rings: Vec<Vec<Position>> =
                            rings.iter().map(|ring| ring.iter().map(|&rd| crs.of_rd(rd)).collect()).collect();
                        rectangle.touches_polygon(&rings)
                    })
        })
    }

    /// A municipality as a GeoJSON geometry: its polygons, or a point for a public body; null where the system does not
    /// reach.
    pub(super) fn geometry(&self, index: usize, label: LonLat, crs: Crs) -> Value {
        let rings = |rings: &Vec<Vec<Rd>>| -> Value {
            rings.iter().map(|ring| ring.iter().map(|&rd| json!(crs.of_rd(rd))).collect::<Value>()).collect()
        };
        match self.polygons[index].as_slice() {
            [] => crs.point(label).map_or(Value::Null, |point| json!({"type": "Point", "coordinates": point})),
            [polygon] => json!({"type": "Polygon", "coordinates": rings(polygon)}),
            polygons => {
                json!({"type": "MultiPolygon", "coordinates": polygons.iter().map(rings).collect::<Vec<_>>()})
            }
        }
    }
}

/// What is kept between requests for data.
#[derive(Default)]
pub(super) struct Kept {
    outlines: Mutex<Option<(Version, Arc<Outlines>)>>,
}

impl Kept {
    /// The outlines that belong to a snapshot.
    pub(super) async fn outlines(&self, store: &Store, snapshot: &Arc<Snapshot>) -> Result<Arc<Outlines>, Refusal> {
        let mut kept = self.outlines.lock().await;
        let version = snapshot.versions.reference;
        if let Some((_, outlines)) = kept.as_ref().filter(|(known, _)| *known == version) {
            return Ok(outlines.clone());
        }
        let imported = boundary_set::stored(store).await.map_err(Refusal::unavailable)?;
        let snapshot = snapshot.clone();
        let outlines = blocking(WRITING, move || {
            let in_use = boundary_set::choose(imported, &snapshot.reference.places);
            in_use.map(|in_use| Arc::new(Outlines::of(&in_use.shapes, &snapshot.reference)))
        })
        .await?
        .map_err(|error| {
            tracing::error!(%error, "the boundaries could not be read");
            Refusal::internal()
        })?;
        *kept = Some((version, outlines.clone()));
        Ok(outlines)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::initiatives::content;

    fn reference() -> Reference {
        let places = content::places(&content::other_names().expect("names")).expect("places");
        Reference { places, ..Reference::default() }
    }

    #[test]
    fn the_outlines_are_those_of_the_file_in_every_system() {
        let reference = reference();
        let shapes = Shapes::parse(content::BOUNDARIES, &reference.places).expect("shapes");
        let outlines = Outlines::of(&shapes, &reference);
        let index = reference.places.municipality("GM0014").expect("Groningen");
        let label = reference.places.municipalities()[index].label;
        let first = |crs| outlines.geometry(index, label, crs)["coordinates"][0][0].clone();
        let (crs84, wgs84, rd) = (first(Crs::Crs84), first(Crs::Wgs84), first(Crs::Rd));
        assert_eq!((&crs84[0], &crs84[1]), (&wgs84[1], &wgs84[0]));
        assert_eq!(crs84, json!([6.654, 53.3081]), "as it stands in the file");
        assert!(rd[0].as_f64().is_some_and(|x| (220_000.0..250_000.0).contains(&x)), "{rd}");
    }

    #[test]
    fn a_public_body_is_a_point_and_has_no_place_in_rd() {
        let reference = reference();
        let shapes = Shapes::parse(content::BOUNDARIES, &reference.places).expect("shapes");
        let outlines = Outlines::of(&shapes, &reference);
        let index = reference.places.municipality("GM9001").expect("Bonaire");
        let label = reference.places.municipalities()[index].label;
        assert_eq!(outlines.geometry(index, label, Crs::Crs84)["type"], "Point");
        assert!(outlines.geometry(index, label, Crs::Rd).is_null());
    }

    #[test]
    fn a_system_is_known_by_its_uri() {
        for crs in Crs::ALL {
            assert_eq!(Crs::named(crs.uri()), Some(crs));
        }
        assert_eq!(Crs::named("EPSG:28992"), None);
    }
}
