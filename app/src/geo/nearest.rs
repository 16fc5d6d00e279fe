//! What an arrow key reaches on the map, for people who do not use a pointer.

use super::Rd;

/// The direction of an arrow key on a map with north up.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Direction {
    /// Arrow up.
    North,
    /// Arrow right.
    East,
    /// Arrow down.
    South,
    /// Arrow left.
    West,
}

impl Direction {
    /// All four.
    pub const ALL: [Self; 4] = [Self::North, Self::East, Self::South, Self::West];

    /// How far one position lies from another: along this direction, and to its right-hand side.
    fn offset(self, from: Rd, to: Rd) -> (f64, f64) {
        let (dx, dy) = (to.x - from.x, to.y - from.y);
        match self {
            Self::North => (dy, dx),
            Self::East => (dx, -dy),
            Self::South => (-dy, -dx),
            Self::West => (-dx, dy),
        }
    }
}

/// The candidate that an arrow key goes to from a position; `None` when nothing lies ahead.
///
/// Imagine a circle that touches the position and grows in the direction of the arrow: the first candidate that it meets
/// is the answer. So both a small distance and a small angle count. Candidates within 45° go before all others. A candidate
/// exactly between two directions belongs to one of them only, so that each is the business of exactly one key; without
/// that, regular patterns have spots that no key reaches. A candidate at `from` itself is never the answer; of two
/// that are equally good it is the first.
#[must_use]
pub fn nearest_in_direction(from: Rd, candidates: &[Rd], direction: Direction) -> Option<usize> {
    let mut best: Option<(bool, f64, usize)> = None;
    for (index, &candidate) in candidates.iter().enumerate() {
        let (ahead, beside) = direction.offset(from, candidate);
        if ahead <= 0.0 {
            continue;
        }
        let outside = beside <= -ahead || beside > ahead;
        let circle = (ahead * ahead + beside * beside) / ahead;
        if best.is_none_or(|(o, c, _)| (outside, circle) < (o, c)) {
            best = Some((outside, circle, index));
        }
    }
    best.map(|(_, _, index)| index)
}

/// The candidate that somebody begins at who has not been anywhere on the map yet: the largest, and of those that are equally
/// large the nearest to a position, such as the middle of the view.
#[must_use]
pub fn first_stop(from: Rd, candidates: &[Rd], size: impl Fn(usize) -> f64) -> Option<usize> {
    let mut best: Option<(f64, f64, usize)> = None;
    for (index, &candidate) in candidates.iter().enumerate() {
        let (size, away) = (size(index), from.distance(candidate));
        if best.is_none_or(|(largest, nearest, _)| size > largest || (size >= largest && away < nearest)) {
            best = Some((size, away, index));
        }
    }
    best.map(|(_, _, index)| index)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::geo::LonLat;

    /// Label points of the municipalities, without the Caribbean public bodies.
    fn label_points() -> Vec<Rd> {
        let csv = include_str!("../../../server/content/municipalities/gemeenten.csv");
        let position = |line: &str| {
            // From the right: a name may hold a comma.
            let fields: Vec<&str> = line.rsplit(',').collect();
            let number = |field: &str| field.parse::<f64>().expect("a coordinate");
            (fields[0] == "gemeente").then(|| LonLat { lon: number(fields[3]), lat: number(fields[2]) }.to_rd())
        };
        csv.lines().skip(1).filter_map(position).collect()
    }

    /// How many candidates some other candidate cannot reach with arrow keys.
    fn unreachable(candidates: &[Rd]) -> usize {
        let next: Vec<Vec<usize>> = candidates
            .iter()
            .map(|&from| Direction::ALL.iter().filter_map(|&d| nearest_in_direction(from, candidates, d)).collect())
            .collect();
        let mut back = vec![Vec::new(); candidates.len()];
        for (from, all) in next.iter().enumerate() {
            for &to in all {
                back[to].push(from);
            }
        }
        // Everyone reaches everyone when the first reaches all and all reach the first.
        let reached = |edges: &[Vec<usize>]| {
            let (mut seen, mut open) = (vec![false; candidates.len()], vec![0]);
            while let Some(at) = open.pop() {
                if !std::mem::replace(&mut seen[at], true) {
                    open.extend(&edges[at]);
                }
            }
            seen
        };
        reached(&next).iter().zip(reached(&back)).filter(|&(&there, back)| !(there && back)).count()
    }

    #[test]
    fn every_municipality_is_reached_from_every_other_by_arrow_keys() {
        let points = label_points();
        assert_eq!(points.len(), 342);
        assert_eq!(unreachable(&points), 0);
    }

    #[test]
    fn what_lies_ahead_goes_before_what_is_nearer_but_aside() {
        let from = Rd { x: 0.0, y: 0.0 };
        let candidates = [Rd { x: 10.0, y: 12.0 }, Rd { x: 40.0, y: 5.0 }, from];
        assert_eq!(nearest_in_direction(from, &candidates, Direction::East), Some(1));
        assert_eq!(nearest_in_direction(from, &candidates[..1], Direction::East), Some(0));
        assert_eq!(nearest_in_direction(from, &candidates, Direction::West), None);
        assert_eq!(nearest_in_direction(from, &candidates, Direction::South), None);
    }

    #[test]
    fn whoever_begins_begins_at_the_largest_and_of_equals_at_the_nearest() {
        let at = |x: f64| Rd { x, y: 0.0 };
        let (candidates, sizes) = ([1.0, 90.0, -60.0, 0.0].map(at), [12.0, 20.0, 20.0, 13.0]);
        let first = |from: f64, candidates: &[Rd]| first_stop(at(from), candidates, |index| sizes[index]);
        assert_eq!(first(0.0, &candidates), Some(2));
        assert_eq!(first(80.0, &candidates), Some(1));
        assert_eq!(first(0.0, &candidates[..1]), Some(0));
        assert_eq!(first(0.0, &[]), None);
    }

    proptest! {
        #[test]
        fn wherever_circles_lie_all_can_be_reached(spots in prop::collection::btree_set((0..100_i32, 0..100_i32), 1..120)) {
            let points: Vec<Rd> = spots.into_iter().map(|(x, y)| Rd { x: f64::from(x), y: f64::from(y) }).collect();
            prop_assert_eq!(unreachable(&points), 0);
        }
    }
}
