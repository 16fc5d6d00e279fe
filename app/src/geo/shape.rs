//! Measures of polygons in RD: surface, centre, where to put a label, and what lies inside.

use super::Rd;

/// Surface of a closed ring in square metres: positive when it runs against the clock (seen with north up).
#[must_use]
pub fn area(ring: &[Rd]) -> f64 {
    let Some(&o) = ring.first() else { return 0.0 };
    // Measured from the first point, so that large coordinates do not eat the digits.
    ring.windows(2)
        .map(|pair| (pair[0].x - o.x) * (pair[1].y - o.y) - (pair[1].x - o.x) * (pair[0].y - o.y))
        .sum::<f64>()
        / 2.0
}

/// Surface of polygons (each an outer ring with its holes) in square metres, whatever their winding.
#[must_use]
pub fn surface(polygons: &[Vec<Vec<Rd>>]) -> f64 {
    let one = |rings: &Vec<Vec<Rd>>| {
        let holes: f64 = rings.iter().skip(1).map(|ring| area(ring).abs()).sum();
        rings.first().map_or(0.0, |ring| area(ring).abs()) - holes
    };
    polygons.iter().map(one).sum()
}

/// The centre of gravity of a closed ring; `None` when it encloses nothing. It may lie outside.
#[must_use]
pub fn centroid(ring: &[Rd]) -> Option<Rd> {
    let &o = ring.first()?;
    let (mut x, mut y, mut twice) = (0.0, 0.0, 0.0);
    for pair in ring.windows(2) {
        let (ax, ay, bx, by) = (pair[0].x - o.x, pair[0].y - o.y, pair[1].x - o.x, pair[1].y - o.y);
        let cross = ax * by - bx * ay;
        x += (ax + bx) * cross;
        y += (ay + by) * cross;
        twice += cross;
    }
    (twice != 0.0).then(|| Rd { x: o.x + x / (3.0 * twice), y: o.y + y / (3.0 * twice) })
}

/// Whether a position lies in a polygon: in its outer ring and in none of its holes (even-odd rule; of a position exactly
/// on an edge either answer may come, but of two neighbours that share the edge exactly one has it).
#[must_use]
pub fn contains(rings: &[Vec<Rd>], at: Rd) -> bool {
    let edges = rings.iter().flat_map(|ring| ring.windows(2));
    edges.filter(|pair| crosses(pair[0], pair[1], at)).count() % 2 == 1
}

/// Whether the ray from a position to the east crosses an edge. The edge is always looked at from its lower end, so that
/// both of its directions give the same answer to the last bit.
fn crosses(a: Rd, b: Rd, at: Rd) -> bool {
    let (low, high) = if a.y <= b.y { (a, b) } else { (b, a) };
    low.y <= at.y && at.y < high.y && at.x < low.x + (at.y - low.y) / (high.y - low.y) * (high.x - low.x)
}

/// Where a label fits best: a position inside the largest polygon that is as far from its border as possible, to within
/// `precision` metres (the pole of inaccessibility, found by quartering squares). `None` without a polygon.
#[must_use]
pub fn label_point(polygons: &[Vec<Vec<Rd>>], precision: f64) -> Option<Rd> {
    let rings = polygons.iter().max_by(|a, b| {
        let size = |rings: &[Vec<Rd>]| rings.first().map_or(0.0, |ring| area(ring).abs());
        size(a).total_cmp(&size(b))
    })?;
    let bounds = super::Bounds::around(rings.first()?.iter().copied(), 0.0)?;
    let precision = precision.max(bounds.width().max(bounds.height()) / 10_000.0);
    let square = |x: f64, y: f64, half: f64| {
        let centre = Rd { x, y };
        (inwards(rings, centre), centre, half)
    };
    let half = bounds.width().min(bounds.height()) / 2.0;
    let mut best = centroid(rings.first()?).map_or((f64::NEG_INFINITY, bounds.centre()), |at| (inwards(rings, at), at));
    let mut squares = Vec::new();
    let mut y = bounds.min().y + half;
    while y < bounds.max().y + half {
        let mut x = bounds.min().x + half;
        while x < bounds.max().x + half {
            squares.push(square(x, y, half));
            x += 2.0 * half;
        }
        y += 2.0 * half;
    }
    // Breadth first: every round halves the squares and drops those that cannot hold anything better.
    while !squares.is_empty() {
        for &(depth, centre, _) in &squares {
            if depth > best.0 {
                best = (depth, centre);
            }
        }
        squares.retain(|&(depth, _, half)| depth + half * std::f64::consts::SQRT_2 > best.0 + precision);
        squares = squares
            .iter()
            .flat_map(|&(_, c, half)| {
                let h = half / 2.0;
                [(-h, -h), (h, -h), (-h, h), (h, h)].map(|(dx, dy)| square(c.x + dx, c.y + dy, h))
            })
            .collect();
    }
    Some(best.1)
}

/// Distance to the nearest border, negative outside.
fn inwards(rings: &[Vec<Rd>], at: Rd) -> f64 {
    let edges = rings.iter().flat_map(|ring| ring.windows(2));
    let nearest = edges.map(|pair| to_edge(pair[0], pair[1], at)).fold(f64::INFINITY, f64::min).sqrt();
    if contains(rings, at) { nearest } else { -nearest }
}

/// Square of the distance from a position to an edge.
fn to_edge(a: Rd, b: Rd, at: Rd) -> f64 {
    let (dx, dy) = (b.x - a.x, b.y - a.y);
    let length = dx * dx + dy * dy;
    let t = if length > 0.0 { (((at.x - a.x) * dx + (at.y - a.y) * dy) / length).clamp(0.0, 1.0) } else { 0.0 };
    (at.x - a.x - t * dx).powi(2) + (at.y - a.y - t * dy).powi(2)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn ring(points: &[(f64, f64)]) -> Vec<Rd> {
        points.iter().chain(points.first()).map(|&(x, y)| Rd { x, y }).collect()
    }

    fn square(x: f64, y: f64, side: f64) -> Vec<Rd> {
        ring(&[(x, y), (x + side, y), (x + side, y + side), (x, y + side)])
    }

    #[test]
    fn a_square_with_a_hole_has_the_surface_of_what_is_left() {
        let polygon = vec![square(0.0, 0.0, 10.0), square(2.0, 2.0, 5.0)];
        assert!((area(&polygon[0]) - 100.0).abs() < 1e-9);
        assert!((surface(std::slice::from_ref(&polygon)) - 75.0).abs() < 1e-9);
        assert!(contains(&polygon, Rd { x: 1.0, y: 1.0 }) && !contains(&polygon, Rd { x: 4.0, y: 4.0 }));
        assert!(!contains(&polygon, Rd { x: 11.0, y: 5.0 }));
    }

    #[test]
    fn the_label_of_a_horseshoe_lies_in_its_thickest_part() {
        let horseshoe = ring(&[
            (0.0, 0.0),
            (30.0, 0.0),
            (30.0, 30.0),
            (26.0, 30.0),
            (26.0, 10.0),
            (4.0, 10.0),
            (4.0, 30.0),
            (0.0, 30.0),
        ]);
        let label = label_point(&[vec![horseshoe.clone()]], 0.1).expect("a polygon");
        assert!(contains(&[horseshoe], label) && label.y < 7.0, "{label:?}");
        assert!(label_point(&[], 1.0).is_none());
    }

    #[test]
    fn the_centre_of_a_square_is_its_middle() {
        let centre = centroid(&square(100_000.0, 400_000.0, 10.0)).expect("a surface");
        assert!(centre.distance(Rd { x: 100_005.0, y: 400_005.0 }) < 1e-6);
        assert!(centroid(&ring(&[(0.0, 0.0), (1.0, 1.0)])).is_none());
    }

    proptest! {
        #[test]
        fn of_two_neighbours_exactly_one_has_a_position_on_their_edge(y in 1.0..9.0_f64, dx in -3.0..3.0_f64, t in 0.0..1.0_f64) {
            let (low, high) = ((5.0, 0.0), (5.0 + dx, y));
            let left = vec![ring(&[(0.0, 0.0), low, high, (0.0, 9.0)])];
            let right = vec![ring(&[low, (10.0, 0.0), (10.0, 9.0), (0.0, 9.0), high])];
            let at = Rd { x: low.0 + t * (high.0 - low.0), y: t * high.1 };
            prop_assert!(contains(&left, at) != contains(&right, at));
        }
    }
}
