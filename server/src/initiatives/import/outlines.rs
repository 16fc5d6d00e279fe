//! The municipalities' boundaries as an import uses them: how far outside does a place lie?

use std::collections::HashMap;

use app::geo::{LonLat, Rd, shape};

use super::{candidate::MunicipalityCode, reference::Boundaries};

/// A municipality's polygons, each an outer ring with its holes; every ring closed, in metres RD New.
pub type Polygons = Vec<Vec<Vec<Rd>>>;

/// Boundaries by municipality code. A municipality without polygons (the Caribbean) is unknown.
#[derive(Clone, Debug, Default)]
pub struct Outlines(HashMap<MunicipalityCode, Polygons>);

impl FromIterator<(MunicipalityCode, Polygons)> for Outlines {
    fn from_iter<I: IntoIterator<Item = (MunicipalityCode, Polygons)>>(municipalities: I) -> Self {
        Self(municipalities.into_iter().filter(|(_, polygons)| !polygons.is_empty()).collect())
    }
}

impl Boundaries for Outlines {
    fn metres_outside(&self, municipality: &MunicipalityCode, position: LonLat) -> Option<f64> {
        let polygons = self.0.get(municipality)?;
        let at = position.to_rd();
        if polygons.iter().any(|rings| shape::contains(rings, at)) {
            return Some(0.0);
        }
        let edges = polygons.iter().flatten().flat_map(|ring| ring.windows(2));
        edges.map(|edge| to_edge(at, edge[0], edge[1])).min_by(f64::total_cmp)
    }
}

/// Distance in metres from a position to the nearest point of a line segment.
fn to_edge(at: Rd, a: Rd, b: Rd) -> f64 {
    let (east, north) = (b.x - a.x, b.y - a.y);
    let square = east * east + north * north;
    // A segment without length is its own nearest point.
    let along = if square > 0.0 { ((at.x - a.x) * east + (at.y - a.y) * north) / square } else { 0.0 };
    let along = along.clamp(0.0, 1.0);
    (at.x - a.x - along * east).hypot(at.y - a.y - along * north)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A square of 10 km around (155000, 463000) with a hole of 2 km in the middle.
    fn outlines() -> Outlines {
        let square = |half: f64| {
            let corners = [(-1.0, -1.0), (1.0, -1.0), (1.0, 1.0), (-1.0, 1.0), (-1.0, -1.0)];
            corners.map(|(x, y)| Rd { x: 155_000.0 + x * half, y: 463_000.0 + y * half }).to_vec()
        };
        let code = |code: &str| code.parse().expect("a code");
        Outlines::from_iter([(code("GM0307"), vec![vec![square(5_000.0), square(1_000.0)]]), (code("GM9001"), vec![])])
    }

    fn outside(code: &str, x: f64, y: f64) -> Option<f64> {
        outlines().metres_outside(&code.parse().expect("a code"), Rd { x, y }.to_lonlat())
    }

    #[test]
    fn a_place_inside_lies_no_metres_outside() {
        assert_eq!(outside("GM0307", 152_000.0, 463_000.0), Some(0.0));
    }

    #[test]
    fn the_distance_is_that_to_the_nearest_edge_or_corner() {
        let close = |measured: Option<f64>, metres: f64| measured.is_some_and(|m| (m - metres).abs() < 1.0);
        assert!(close(outside("GM0307", 167_000.0, 464_000.0), 7_000.0));
        assert!(close(outside("GM0307", 163_000.0, 472_000.0), 5_000.0));
        assert!(close(outside("GM0307", 155_000.0, 463_000.0), 1_000.0));
    }

    #[test]
    fn a_municipality_without_boundaries_is_unknown() {
        assert_eq!(outside("GM0344", 155_000.0, 463_000.0), None);
        assert_eq!(outside("GM9001", 155_000.0, 463_000.0), None);
    }
}
