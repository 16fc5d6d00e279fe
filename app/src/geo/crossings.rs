//! Where borders cross that should not: a map of polygons may look right from afar and still have a border that crosses itself,
//! or two areas on the same ground.
//!
//! Both questions are answered by sweeps, so that 342 municipalities in full detail take a moment and not minutes.

use super::Rd;
use super::topology::{Area, Ring};

/// An edge with its western end first.
struct Edge {
    west: Rd,
    east: Rd,
}

/// A place where two edges of these rings, all of one area, cross. That rings meet in a point is no crossing.
#[must_use]
pub fn crossing<'a>(rings: impl IntoIterator<Item = &'a Ring>) -> Option<Rd> {
    let edges = rings.into_iter().flat_map(|ring| ring.windows(2)).map(|pair| match (pair[0], pair[1]) {
        (a, b) if a.x <= b.x => Edge { west: a, east: b },
        (a, b) => Edge { west: b, east: a },
    });
    let mut edges: Vec<Edge> = edges.collect();
    edges.sort_unstable_by(|a, b| a.west.x.total_cmp(&b.west.x));
    edges.iter().enumerate().find_map(|(at, edge)| {
        // Only edges that begin before this one ends can cross it.
        let near = edges[at + 1..].iter().take_while(|other| other.west.x <= edge.east.x);
        near.into_iter().find_map(|other| meet(edge, other))
    })
}

/// Where two edges cross, each on both sides of the other.
fn meet(a: &Edge, b: &Edge) -> Option<Rd> {
    let (low, high) = (a.west.y.min(a.east.y), a.west.y.max(a.east.y));
    if b.west.y.max(b.east.y) < low || b.west.y.min(b.east.y) > high {
        return None;
    }
    let (from, to) = (side(a, b.west), side(a, b.east));
    let (own_from, own_to) = (side(b, a.west), side(b, a.east));
    let opposite = |one: f64, other: f64| (one < 0.0 && other > 0.0) || (one > 0.0 && other < 0.0);
    (opposite(from, to) && opposite(own_from, own_to)).then(|| {
        let along = from / (from - to);
        Rd { x: b.west.x + along * (b.east.x - b.west.x), y: b.west.y + along * (b.east.y - b.west.y) }
    })
}

/// Twice the surface of the triangle of an edge and a position: positive to the left of the edge.
fn side(edge: &Edge, at: Rd) -> f64 {
    (edge.east.x - edge.west.x) * (at.y - edge.west.y) - (edge.east.y - edge.west.y) * (at.x - edge.west.x)
}

/// Ground that two areas claim.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Overlap {
    /// The areas, by index, the lower one first.
    pub areas: (usize, usize),
    /// Where it is widest.
    pub at: Rd,
    /// How wide it is there from west to east, in metres.
    pub width: f64,
}

/// The pairs of areas that overlap by more than `tolerance` metres, measured along lines from west to east that lie `spacing`
/// metres apart: so it is found whether or not the areas have an edge in common, or whether one lies inside the other.
#[must_use]
pub fn overlaps(areas: &[Area], spacing: f64, tolerance: f64) -> Vec<Overlap> {
    let rings =
        || areas.iter().enumerate().flat_map(|(index, area)| area.polygons.iter().flatten().map(move |r| (index, r)));
    let heights = rings().flat_map(|(_, ring)| ring).map(|position| position.y).filter(|y| y.is_finite());
    let (south, north) = heights.fold((f64::INFINITY, f64::NEG_INFINITY), |(s, n), y| (s.min(y), n.max(y)));
    // Between the round numbers on which borders like to lie.
    let first = south + spacing * 0.37;
    let count = ((north - first) / spacing).ceil();
    if !(1.0..=1_000_000.0).contains(&count) {
        return Vec::new();
    }
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 1 and a million")]
    let mut lines: Vec<Vec<(f64, usize)>> = vec![Vec::new(); count as usize];
    for (area, ring) in rings() {
        for pair in ring.windows(2) {
            let (low, high) = if pair[0].y <= pair[1].y { (pair[0], pair[1]) } else { (pair[1], pair[0]) };
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a cast to usize stops at 0")]
            let from = ((low.y - first) / spacing).ceil() as usize;
            for (line, crossed) in lines.iter_mut().enumerate().skip(from) {
                #[expect(clippy::cast_precision_loss, reason = "at most a million")]
                let y = first + line as f64 * spacing;
                if y >= high.y {
                    break;
                }
                crossed.push((low.x + (y - low.y) / (high.y - low.y) * (high.x - low.x), area));
            }
        }
    }
    let mut found: Vec<Overlap> = Vec::new();
    for (line, mut crossed) in lines.into_iter().enumerate() {
        #[expect(clippy::cast_precision_loss, reason = "at most a million")]
        let y = first + line as f64 * spacing;
        crossed.sort_unstable_by(|a, b| a.0.total_cmp(&b.0));
        along(&crossed, |areas, west, east| {
            let (at, width) = (Rd { x: f64::midpoint(west, east), y }, east - west);
            match found.iter_mut().find(|known| known.areas == areas) {
                Some(known) if known.width < width => (known.at, known.width) = (at, width),
                None if width > tolerance => found.push(Overlap { areas, at, width }),
                Some(_) | None => {}
            }
        });
    }
    found
}

/// Goes along a line that enters and leaves areas, and tells what two of them share.
fn along(crossed: &[(f64, usize)], mut tell: impl FnMut((usize, usize), f64, f64)) {
    let mut inside: Vec<(usize, f64)> = Vec::new();
    for &(x, area) in crossed {
        match inside.iter().position(|&(other, _)| other == area) {
            None => inside.push((area, x)),
            Some(at) => {
                let (_, since) = inside.remove(at);
                for &(other, other_since) in &inside {
                    tell((area.min(other), area.max(other)), since.max(other_since), x);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn ring(points: &[(f64, f64)]) -> Ring {
        points.iter().chain(points.first()).map(|&(x, y)| Rd { x, y }).collect()
    }

    fn square(x: f64, y: f64, side: f64) -> Ring {
        ring(&[(x, y), (x + side, y), (x + side, y + side), (x, y + side)])
    }

    fn area(rings: Vec<Ring>) -> Area {
        Area { code: String::new(), group: String::new(), polygons: rings.into_iter().map(|ring| vec![ring]).collect() }
    }

    #[test]
    fn a_bow_tie_crosses_itself_and_a_square_with_a_hole_does_not() {
        let bow = ring(&[(0.0, 0.0), (10.0, 10.0), (10.0, 0.0), (0.0, 10.0)]);
        assert_eq!(crossing([&bow]), Some(Rd { x: 5.0, y: 5.0 }));
        assert_eq!(crossing([&square(0.0, 0.0, 10.0), &square(2.0, 2.0, 4.0)]), None);
        assert!(crossing([&square(0.0, 0.0, 10.0), &square(8.0, 2.0, 4.0)]).is_some(), "a hole through the border");
        assert_eq!(crossing([&square(0.0, 0.0, 10.0), &square(10.0, 0.0, 10.0)]), None, "neighbours");
    }

    #[test]
    fn areas_overlap_without_a_common_edge_and_when_one_lies_in_the_other() {
        let base = square(0.0, 0.0, 1_000.0);
        for (other, width) in [(square(900.0, 50.0, 1_000.0), 100.0), (square(100.0, 100.0, 300.0), 300.0)] {
            let found = overlaps(&[area(vec![base.clone()]), area(vec![other])], 100.0, 50.0);
            assert_eq!(found.len(), 1);
            assert!(found[0].areas == (0, 1) && (found[0].width - width).abs() < 1e-6, "{found:?}");
        }
        let beside = [area(vec![base.clone()]), area(vec![square(1_000.0, 0.0, 1_000.0)])];
        assert_eq!(overlaps(&beside, 100.0, 50.0), []);
        assert_eq!(overlaps(&[area(vec![base]), area(vec![square(990.0, 0.0, 500.0)])], 100.0, 50.0), [], "a sliver");
        assert_eq!(overlaps(&[], 100.0, 50.0), []);
    }

    proptest! {
        #[test]
        fn a_ring_around_a_point_never_crosses_itself_and_with_two_corners_swapped_it_mostly_does(
            radii in prop::collection::vec(10.0..100.0_f64, 5..40),
        ) {
            let step = std::f64::consts::TAU / f64::from(u32::try_from(radii.len()).expect("few"));
            let corner = |(i, radius): (u32, &f64)| {
                let angle = step * f64::from(i);
                (radius * angle.cos(), radius * angle.sin())
            };
            let corners: Vec<(f64, f64)> = (0..).zip(&radii).map(corner).collect();
            prop_assert_eq!(crossing([&ring(&corners)]), None);
            // Against the simplest way to find out.
            let mut swapped = corners;
            swapped.swap(0, 2);
            let swapped = ring(&swapped);
            let edges: Vec<Edge> = swapped.windows(2).map(|pair| Edge { west: pair[0], east: pair[1] }).collect();
            let any = (0..edges.len()).any(|i| (i + 1..edges.len()).any(|j| meet(&edges[i], &edges[j]).is_some()));
            prop_assert_eq!(crossing([&swapped]).is_some(), any);
        }
    }
}
