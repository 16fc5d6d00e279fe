//! Joins circles that would overlap on the map: the second half of [`cluster`](super::cluster).

#![expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "buckets are clamped to the few that cover the view"
)]

use super::cells::Tally;
use super::cluster::{Cluster, radius_px};
use super::{Bounds, Rd};

/// Free space between two circles in pixels.
const GAP_PIXELS: f64 = 2.0;

/// The tallies that are still on the map, sorted into square buckets so wide that only neighbours can overlap.
struct Plane {
    tallies: Vec<Option<Tally>>,
    buckets: Vec<Vec<u32>>,
    columns: usize,
    rows: usize,
    origin: Rd,
    bucket: f64,
    metres_per_pixel: f64,
}

/// Joins until no two circles overlap at this scale: from the largest to the smallest, each takes in the nearest one that it
/// touches, moves to their common mean, and looks again. All positions lie within `counted`.
pub(super) fn join(mut tallies: Vec<Tally>, counted: &Bounds, metres_per_pixel: f64) -> Vec<Cluster> {
    // Stable: equal counts stay in the order of the grid, from south to north and west to east.
    tallies.sort_by_key(|tally| std::cmp::Reverse(tally.count));
    let mut plane = Plane::new(tallies, counted, metres_per_pixel);
    for index in 0..plane.tallies.len() {
        while let Some(other) = plane.nearest_overlapping(index) {
            plane.merge(index, other);
        }
    }
    let mut clusters: Vec<Cluster> = plane.tallies.into_iter().flatten().map(Tally::into_cluster).collect();
    clusters.sort_by(|a, b| {
        let (p, q) = (a.position, b.position);
        b.count.cmp(&a.count).then(p.y.total_cmp(&q.y)).then(p.x.total_cmp(&q.x))
    });
    clusters
}

impl Plane {
    fn new(tallies: Vec<Tally>, counted: &Bounds, metres_per_pixel: f64) -> Self {
        let total = tallies.iter().map(|tally| tally.count).sum();
        let bucket = (2.0 * radius_px(total) + GAP_PIXELS) * metres_per_pixel;
        // Never more than 128 a side, however large the view; wider buckets are only slower.
        let bucket = bucket.max(counted.width() / 128.0).max(counted.height() / 128.0);
        let along = |metres: f64| (metres / bucket) as usize + 1;
        let (columns, rows) = (along(counted.width()), along(counted.height()));
        let buckets = vec![Vec::new(); columns * rows];
        let tallies: Vec<_> = tallies.into_iter().map(Some).collect();
        let mut plane = Self { tallies, buckets, columns, rows, origin: counted.min(), bucket, metres_per_pixel };
        for index in 0..plane.tallies.len() {
            plane.file(index);
        }
        plane
    }

    /// Column and row of the bucket of a position.
    fn place(&self, at: Rd) -> (usize, usize) {
        let along = |metres: f64, count: usize| ((metres / self.bucket).max(0.0) as usize).min(count - 1);
        (along(at.x - self.origin.x, self.columns), along(at.y - self.origin.y, self.rows))
    }

    fn bucket_of(&mut self, at: Rd) -> &mut Vec<u32> {
        let (column, row) = self.place(at);
        &mut self.buckets[row * self.columns + column]
    }

    fn file(&mut self, index: usize) {
        if let Some(tally) = self.tallies[index] {
            self.bucket_of(tally.mean()).push(index as u32);
        }
    }

    /// Takes a tally off the map.
    fn lift(&mut self, index: usize) -> Option<Tally> {
        let tally = self.tallies[index].take()?;
        self.bucket_of(tally.mean()).retain(|&i| i as usize != index);
        Some(tally)
    }

    fn nearest_overlapping(&self, index: usize) -> Option<usize> {
        let tally = self.tallies[index].as_ref()?;
        let (at, radius) = (tally.mean(), radius_px(tally.count));
        let (column, row) = self.place(at);
        let mut nearest: Option<(f64, usize)> = None;
        for row in row.saturating_sub(1)..=(row + 1).min(self.rows - 1) {
            for column in column.saturating_sub(1)..=(column + 1).min(self.columns - 1) {
                for &other in &self.buckets[row * self.columns + column] {
                    let Some(tally) = self.tallies[other as usize].as_ref().filter(|_| other as usize != index) else {
                        continue;
                    };
                    let apart = at.distance(tally.mean());
                    let needed = (radius + radius_px(tally.count) + GAP_PIXELS) * self.metres_per_pixel;
                    let closer = nearest.is_none_or(|(distance, i)| (apart, other as usize) < (distance, i));
                    if apart < needed && closer {
                        nearest = Some((apart, other as usize));
                    }
                }
            }
        }
        nearest.map(|(_, other)| other)
    }

    fn merge(&mut self, index: usize, other: usize) {
        if let (Some(mut tally), Some(other)) = (self.lift(index), self.lift(other)) {
            tally.absorb(&other);
            self.tallies[index] = Some(tally);
            self.file(index);
        }
    }
}
