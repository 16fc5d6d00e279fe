//! The dense grid under [`cluster`](super::cluster): counts points per cell in one pass.
//!
//! Cells are counted from a fixed spot far to the south-west of the country, so that a cell is the same piece of ground
//! in every view, and so that doubling the cells always ends in a single one.

#![expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "positions are clamped to a square of 8,000 km before they become cells"
)]

use super::cluster::{Cluster, Located};
use super::{Bounds, Rd};

/// Where cells are counted from, in metres east and north.
const ORIGIN: i32 = -4_194_304;
/// Nothing is counted further than this many metres from the origin of RD, which keeps all sums in range.
const FAR: f64 = 4_000_000.0;
/// More cells than this are never laid over a view: a view that asks for more gets larger cells.
const MAX_CELLS: u64 = 16_384;

/// What is known of the points in one cell, and later in one circle.
#[derive(Clone, Copy, Debug)]
pub(super) struct Tally {
    pub(super) count: u32,
    member: u32,
    sum: (i64, i64),
    min: (i32, i32),
    max: (i32, i32),
}

impl Tally {
    const EMPTY: Self =
        Self { count: 0, member: u32::MAX, sum: (0, 0), min: (i32::MAX, i32::MAX), max: (i32::MIN, i32::MIN) };

    fn add(&mut self, point: Located) {
        if self.count == 0 {
            self.member = point.member;
        }
        self.count += 1;
        self.sum = (self.sum.0 + i64::from(point.x), self.sum.1 + i64::from(point.y));
        self.min = (self.min.0.min(point.x), self.min.1.min(point.y));
        self.max = (self.max.0.max(point.x), self.max.1.max(point.y));
    }

    /// Takes over all points of another tally; the first member is that of the smaller number.
    pub(super) fn absorb(&mut self, other: &Self) {
        self.count += other.count;
        self.member = self.member.min(other.member);
        self.sum = (self.sum.0 + other.sum.0, self.sum.1 + other.sum.1);
        self.min = (self.min.0.min(other.min.0), self.min.1.min(other.min.1));
        self.max = (self.max.0.max(other.max.0), self.max.1.max(other.max.1));
    }

    /// The mean position; only of a tally that has points.
    #[expect(clippy::cast_precision_loss, reason = "sums stay far below 2^53 metres")]
    pub(super) fn mean(&self) -> Rd {
        let count = f64::from(self.count);
        Rd { x: self.sum.0 as f64 / count, y: self.sum.1 as f64 / count }
    }

    pub(super) fn into_cluster(self) -> Cluster {
        Cluster { position: self.mean(), count: self.count, member: self.member, min: self.min, max: self.max }
    }
}

/// A rectangle of whole cells.
#[derive(Clone, Copy, Debug)]
pub(super) struct Window {
    /// Width of a cell in metres.
    cell: u32,
    /// First column and row.
    first: (u32, u32),
    /// Number of columns and rows, at least one.
    size: (u32, u32),
}

impl Window {
    /// The cells that a view touches; larger ones than asked for when they would be too many.
    pub(super) fn around(view: &Bounds, mut cell: u32) -> Self {
        let metres = |n: f64| n.clamp(-FAR, FAR) - f64::from(ORIGIN);
        loop {
            let down = |n: f64| (metres(n) / f64::from(cell)).floor() as u32;
            let up = |n: f64| (metres(n) / f64::from(cell)).ceil() as u32;
            let first = (down(view.min().x), down(view.min().y));
            let size =
                (up(view.max().x).saturating_sub(first.0).max(1), up(view.max().y).saturating_sub(first.1).max(1));
            if u64::from(size.0) * u64::from(size.1) <= MAX_CELLS {
                return Self { cell, first, size };
            }
            cell *= 2;
        }
    }

    /// The ground that the cells cover.
    pub(super) fn bounds(&self) -> Bounds {
        let metres = |n: u32| f64::from(n) * f64::from(self.cell) + f64::from(ORIGIN);
        let max = Rd { x: metres(self.first.0 + self.size.0), y: metres(self.first.1 + self.size.1) };
        Bounds::new(Rd { x: metres(self.first.0), y: metres(self.first.1) }, max).unwrap_or(Bounds::NETHERLANDS)
    }

    /// The tallies of all cells, row by row from the south; points outside are passed over.
    pub(super) fn count(&self, points: impl IntoIterator<Item = Located>) -> Vec<Tally> {
        let mut cells = vec![Tally::EMPTY; self.size.0 as usize * self.size.1 as usize];
        let start = |first: u32| i64::from(first) * i64::from(self.cell) + i64::from(ORIGIN);
        let (west, south) = (start(self.first.0), start(self.first.1));
        let (width, height) = (u64::from(self.size.0 * self.cell), u64::from(self.size.1 * self.cell));
        for point in points {
            // A point to the west or south becomes a huge number here, so one comparison refuses both sides.
            let (x, y) = ((i64::from(point.x) - west) as u64, (i64::from(point.y) - south) as u64);
            if x < width && y < height {
                let (column, row) = (x as u32 / self.cell, y as u32 / self.cell);
                cells[row as usize * self.size.0 as usize + column as usize].add(point);
            }
        }
        cells
    }

    /// The window of cells twice as wide, with the tallies brought over.
    pub(super) fn doubled(&self, cells: &[Tally]) -> (Self, Vec<Tally>) {
        let first = (self.first.0 / 2, self.first.1 / 2);
        let last = ((self.first.0 + self.size.0 - 1) / 2, (self.first.1 + self.size.1 - 1) / 2);
        let size = (last.0 - first.0 + 1, last.1 - first.1 + 1);
        let mut coarse = vec![Tally::EMPTY; size.0 as usize * size.1 as usize];
        for (index, cell) in (0_u32..).zip(cells).filter(|(_, cell)| cell.count > 0) {
            let (column, row) = (self.first.0 + index % self.size.0, self.first.1 + index / self.size.0);
            coarse[((row / 2 - first.1) * size.0 + column / 2 - first.0) as usize].absorb(cell);
        }
        (Self { cell: self.cell * 2, first, size }, coarse)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn tallies(points: &[Located], view: &Bounds, cell: u32) -> Vec<((i64, i64), u32)> {
        let window = Window::around(view, cell);
        let cells = window.count(points.iter().copied());
        (0_u32..)
            .zip(&cells)
            .filter(|(_, tally)| tally.count > 0)
            .map(|(i, tally)| {
                let (column, row) = (window.first.0 + i % window.size.0, window.first.1 + i / window.size.0);
                ((i64::from(column), i64::from(row)), tally.count)
            })
            .collect()
    }

    proptest! {
        #[test]
        fn panning_does_not_reshuffle_the_cells(
            spots in prop::collection::vec((0..280_000_i32, 300_000..625_000_i32), 1..200), cell in 8..9_000_u32,
            right in 0..9_u32, up in 0..9_u32,
        ) {
            let points: Vec<_> = spots.iter().zip(0..).map(|(&(x, y), member)| Located { x, y, member }).collect();
            let view = |dx: u32, dy: u32| {
                let min = Rd { x: 100_000.0 + f64::from(dx * cell), y: 400_000.0 + f64::from(dy * cell) };
                Bounds::new(min, Rd { x: min.x + 20.0 * f64::from(cell), y: min.y + 20.0 * f64::from(cell) }).expect("a view")
            };
            let (here, there) = (tallies(&points, &view(0, 0), cell), tallies(&points, &view(right, up), cell));
            let shared = view(0, 0).overlap(&view(right, up)).expect("they overlap");
            let inside = |list: &[((i64, i64), u32)]| {
                let window = Window::around(&shared, cell);
                let columns = i64::from(window.first.0)..i64::from(window.first.0 + window.size.0);
                let rows = i64::from(window.first.1)..i64::from(window.first.1 + window.size.1);
                list.iter().filter(|((c, r), _)| columns.contains(c) && rows.contains(r)).copied().collect::<Vec<_>>()
            };
            prop_assert_eq!(inside(&here), inside(&there));
        }
    }

    #[test]
    fn a_view_of_too_many_cells_gets_larger_ones() {
        let window = Window::around(&Bounds::NETHERLANDS, 8);
        assert!(u64::from(window.size.0) * u64::from(window.size.1) <= MAX_CELLS);
    }
}
