//! How much each point of a line matters, after Visvalingam and Whyatt ("Line generalisation by repeated elimination of
//! points", The Cartographic Journal 30, 1993): the point whose triangle with its neighbours is smallest goes first.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use super::Rd;

/// A triangle in the queue, the smallest first; `version` tells whether its neighbours changed since.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Candidate {
    /// Bits of a non-negative double, which sort as the number does.
    area: u64,
    point: usize,
    version: u32,
}

/// The size in square metres of the triangle with which each point leaves the line, never smaller than those of the
/// points that left before it. The ends stay for ever and have an infinite weight.
///
/// Keeping the points at or above a threshold gives the simplified line for that threshold.
pub(super) fn importance(line: &[Rd]) -> Vec<f64> {
    let mut weights = vec![f64::INFINITY; line.len()];
    let mut before: Vec<usize> = (0..line.len()).map(|i| i.saturating_sub(1)).collect();
    let mut after: Vec<usize> = (1..=line.len()).collect();
    let mut versions = vec![0_u32; line.len()];
    let mut queue = BinaryHeap::new();
    for point in 1..line.len().saturating_sub(1) {
        let area = triangle(line[point - 1], line[point], line[point + 1]).to_bits();
        queue.push(Reverse(Candidate { area, point, version: 0 }));
    }
    let mut largest = 0.0_f64;
    while let Some(Reverse(Candidate { area, point, version })) = queue.pop() {
        if versions[point] != version {
            continue;
        }
        largest = largest.max(f64::from_bits(area));
        weights[point] = largest;
        let (left, right) = (before[point], after[point]);
        (after[left], before[right]) = (right, left);
        for neighbour in [left, right] {
            if neighbour > 0 && neighbour + 1 < line.len() {
                versions[neighbour] += 1;
                let area = triangle(line[before[neighbour]], line[neighbour], line[after[neighbour]]).to_bits();
                queue.push(Reverse(Candidate { area, point: neighbour, version: versions[neighbour] }));
            }
        }
    }
    weights
}

/// The surface of a triangle.
fn triangle(a: Rd, b: Rd, c: Rd) -> f64 {
    ((b.x - a.x) * (c.y - a.y) - (c.x - a.x) * (b.y - a.y)).abs() / 2.0
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_point_on_a_straight_line_means_nothing_and_a_peak_much() {
        let line = [(0.0, 0.0), (1.0, 0.0), (2.0, 0.0), (3.0, 10.0), (4.0, 0.0)].map(|(x, y)| Rd { x, y });
        let weights = importance(&line);
        assert_eq!((weights[0], weights[1], weights[4]), (f64::INFINITY, 0.0, f64::INFINITY));
        assert!(weights[3] > weights[2]);
    }

    proptest! {
        #[test]
        fn a_line_and_its_reverse_lose_the_same_points(
            // Distinct triangles, so that no two points are equally unimportant.
            spots in prop::collection::vec((-1e5..1e5_f64, -1e5..1e5_f64), 0..40),
        ) {
            let line: Vec<Rd> = spots.into_iter().map(|(x, y)| Rd { x, y }).collect();
            let backwards: Vec<Rd> = line.iter().rev().copied().collect();
            let mut weights = importance(&backwards);
            weights.reverse();
            for (a, b) in importance(&line).into_iter().zip(weights) {
                prop_assert!(a.total_cmp(&b).is_eq() || (a - b).abs() <= 1e-6 * a.abs());
            }
        }
    }
}
