//! A rectangle in the plane of a coordinate system, and what shares a point with it. The edge belongs to it, and the edges of
//! a polygon are straight in that plane, as GeoJSON says.

/// A position in the axis order of GeoJSON.
pub(super) type Position = [f64; 2];

/// A rectangle with its edge. It may be a line or a single position.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Rectangle {
    pub(super) min: Position,
    pub(super) max: Position,
}

impl Rectangle {
    /// The smallest around some positions.
    pub(super) fn around(positions: impl IntoIterator<Item = Position>) -> Option<Self> {
        positions.into_iter().fold(None, |around, at| {
            let Self { min, max } = around.unwrap_or(Self { min: at, max: at });
            Some(Self { min: [min[0].min(at[0]), min[1].min(at[1])], max: [max[0].max(at[0]), max[1].max(at[1])] })
        })
    }

    /// Whether a position lies inside or on the edge.
    pub(super) fn contains(&self, at: Position) -> bool {
        (0..2).all(|axis| (self.min[axis]..=self.max[axis]).contains(&at[axis]))
    }

    /// Whether the other one lies inside this one as a whole.
    pub(super) fn holds(&self, other: &Self) -> bool {
        self.contains(other.min) && self.contains(other.max)
    }

    /// Whether the two share a position.
    pub(super) fn touches(&self, other: &Self) -> bool {
        (0..2).all(|axis| self.min[axis] <= other.max[axis] && other.min[axis] <= self.max[axis])
    }

    /// Whether it shares a position with a polygon: a closed outer ring and its holes.
    pub(super) fn touches_polygon(&self, rings: &[Vec<Position>]) -> bool {
        let mut edges = rings.iter().flat_map(|ring| ring.windows(2));
        // What no edge comes near lies inside or outside as a whole.
        edges.any(|edge| self.touches_edge(edge[0], edge[1])) || lies_in(self.min, rings)
    }

    /// Whether it shares a position with a straight line: the part of the line between the two sides of each axis must be
    /// the same somewhere (Liang and Barsky, 1984).
    fn touches_edge(&self, a: Position, b: Position) -> bool {
        if self.contains(a) || self.contains(b) {
            return true;
        }
        let (mut from, mut until) = (0.0_f64, 1.0_f64);
        for axis in 0..2 {
            let along = b[axis] - a[axis];
            if along == 0.0 {
                if !(self.min[axis]..=self.max[axis]).contains(&a[axis]) {
                    return false;
                }
                continue;
            }
            let (one, other) = ((self.min[axis] - a[axis]) / along, (self.max[axis] - a[axis]) / along);
            from = from.max(one.min(other));
            until = until.min(one.max(other));
        }
        from <= until
    }
}

/// Whether a position lies in a polygon and in none of its holes: a ray to the east crosses its edges an odd number of times.
fn lies_in(at: Position, rings: &[Vec<Position>]) -> bool {
    let edges = rings.iter().flat_map(|ring| ring.windows(2));
    let crossed = edges.filter(|edge| {
        let (low, high) = if edge[0][1] <= edge[1][1] { (edge[0], edge[1]) } else { (edge[1], edge[0]) };
        low[1] <= at[1]
            && at[1] < high[1]
            && at[0] < low[0] + (at[1] - low[1]) / (high[1] - low[1]) * (high[0] - low[0])
    });
    crossed.count() % 2 == 1
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// The letter U, ten wide and high, with a hole in its left leg.
    fn u() -> Vec<Vec<Position>> {
        vec![
            vec![[0., 0.], [10., 0.], [10., 10.], [7., 10.], [7., 3.], [4., 3.], [4., 10.], [0., 10.], [0., 0.]],
            vec![[1., 4.], [3., 4.], [3., 8.], [1., 8.], [1., 4.]],
        ]
    }

    fn rectangle(x0: f64, y0: f64, x1: f64, y1: f64) -> Rectangle {
        Rectangle { min: [x0, y0], max: [x1, y1] }
    }

    #[test]
    fn a_rectangle_touches_what_it_shares_a_position_with_and_nothing_else() {
        for (asked, expected) in [
            (rectangle(-5., -5., 20., 20.), true),
            (rectangle(8., 4., 9., 5.), true),
            (rectangle(9., 5., 9., 5.), true),
            (rectangle(5., 4., 6., 9.), false),
            (rectangle(5., 3., 6., 9.), true),
            (rectangle(1.5, 5., 2.5, 6.), false),
            (rectangle(1.5, 5., 3.5, 6.), true),
            (rectangle(-1., 5., 11., 5.5), true),
            (rectangle(10., 10., 12., 12.), true),
            (rectangle(11., 0., 12., 10.), false),
        ] {
            assert_eq!(asked.touches_polygon(&u()), expected, "{asked:?}");
        }
    }

    #[test]
    fn an_edge_may_cut_a_corner_or_pass_beside_it() {
        let triangle = vec![vec![[0., 0.], [10., 0.], [0., 10.], [0., 0.]]];
        assert!(rectangle(4., 4., 9., 9.).touches_polygon(&triangle));
        assert!(!rectangle(5.1, 5.1, 9., 9.).touches_polygon(&triangle));
    }

    proptest! {
        #[test]
        fn a_position_of_both_is_never_overlooked(
            (x, y, width, height) in (-2.0..12.0, -2.0..12.0, 0.0..6.0, 0.0..6.0),
            (along, up) in (0.0..=1.0, 0.0..=1.0),
        ) {
            let asked = rectangle(x, y, x + width, y + height);
            let inside = [x + along * width, y + up * height];
            if lies_in(inside, &u()) {
                prop_assert!(asked.touches_polygon(&u()), "{asked:?} {inside:?}");
            }
        }
    }
}
