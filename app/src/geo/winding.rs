//! Which way round each polygon is written, so that the map compresses well.
//!
//! Neighbours that run the same way round follow their shared border in opposite directions, and a compressor sees two
//! different texts. If one of them is turned, the text of the border is the same twice and the second copy is nearly
//! free: a quarter of the map's weight. Turning as many shared borders as possible is the problem of the largest cut;
//! going through the polygons until no single turn helps finds at least half of the borders, on maps about two thirds.

/// A piece of border between two polygons, by index, with the number of its points.
pub(super) struct Shared {
    pub(super) polygons: (usize, usize),
    pub(super) points: usize,
}

/// Which of `count` polygons to turn, when now every shared border is followed in opposite directions.
pub(super) fn turned(count: usize, borders: &[Shared]) -> Vec<bool> {
    let mut beside: Vec<Vec<(usize, usize)>> = vec![Vec::new(); count];
    for Shared { polygons: (a, b), points } in borders {
        if a != b {
            beside[*a].push((*b, *points));
            beside[*b].push((*a, *points));
        }
    }
    let mut turned = vec![false; count];
    // Every round that goes on makes the cut larger, so this ends; the bound only keeps the worst case short.
    for _ in 0..100 {
        let mut changed = false;
        for polygon in 0..count {
            let points = |same: bool| {
                let neighbours =
                    beside[polygon].iter().filter(|(other, _)| (turned[*other] == turned[polygon]) == same);
                neighbours.map(|(_, points)| points).sum::<usize>()
            };
            if points(true) > points(false) {
                turned[polygon] = !turned[polygon];
                changed = true;
            }
        }
        if !changed {
            break;
        }
    }
    turned
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_of_polygons_is_turned_in_turn() {
        let borders: Vec<Shared> = (0..5).map(|i| Shared { polygons: (i, i + 1), points: 9 }).collect();
        let turned = turned(6, &borders);
        assert!(turned.windows(2).all(|pair| pair[0] != pair[1]));
    }

    #[test]
    fn of_three_around_a_point_the_longest_borders_gain() {
        let shared = |a, b, points| Shared { polygons: (a, b), points };
        let turned = turned(3, &[shared(0, 1, 10), shared(1, 2, 10), shared(2, 0, 3), shared(1, 1, 50)]);
        assert!(turned[0] != turned[1] && turned[1] != turned[2]);
    }
}
