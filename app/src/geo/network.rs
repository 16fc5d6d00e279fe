//! The vertices and junctions under [`topology`](super::topology).

use std::collections::HashMap;

use super::topology::{Area, Problem, Ring};
use super::{Rd, shape};

/// Vertices further apart than this many metres are different.
const GRAIN: f64 = 0.01;
/// Coordinates beyond this many metres are refused.
const FAR: f64 = 5_000_000.0;

/// All vertices of a set of areas, each once, and where borders meet.
#[derive(Default)]
pub(super) struct Network {
    pub(super) vertices: Vec<Rd>,
    by_place: HashMap<(i32, i32), u32>,
    /// The two neighbours that each vertex has on the first ring that passes it.
    beside: Vec<Option<(u32, u32)>>,
    /// Whether rings part at a vertex.
    junction: Vec<bool>,
}

/// Rings as vertex indices, per polygon of one area; without the repeated first vertex.
type Polygons = Vec<Vec<Vec<u32>>>;

impl Network {
    /// Reads the rings of all areas and marks where they meet.
    pub(super) fn read(&mut self, areas: &[Area]) -> Result<Vec<Polygons>, Vec<Problem>> {
        let mut problems = Vec::new();
        let mut read = Vec::with_capacity(areas.len());
        for area in areas {
            let mut polygons = Polygons::new();
            for polygon in &area.polygons {
                // Outer rings run against the clock and holes with it, so that every border has one area on each side.
                let rings = polygon.iter().enumerate().map(|(i, ring)| self.ring(ring, i == 0, &area.code));
                polygons.push(rings.filter_map(|ring| ring.map_err(|problem| problems.push(problem)).ok()).collect());
            }
            read.push(polygons);
        }
        if !problems.is_empty() {
            return Err(problems);
        }
        for ring in read.iter().flatten().flatten() {
            self.mark(ring);
        }
        Ok(read)
    }

    fn ring(&mut self, ring: &Ring, outer: bool, code: &str) -> Result<Vec<u32>, Problem> {
        let code = || code.to_owned();
        if ring.iter().any(|p| !(p.x.abs() < FAR && p.y.abs() < FAR)) {
            return Err(Problem::OutOfRange { code: code() });
        }
        let mut vertices: Vec<u32> = ring.iter().map(|&position| self.vertex(position)).collect();
        vertices.dedup();
        let (Some(first), Some(last)) = (vertices.first().copied(), vertices.last().copied()) else {
            return Err(Problem::TooFewPoints { code: code() });
        };
        if first != last {
            return Err(Problem::Unclosed { code: code(), at: ring[0] });
        }
        if vertices.len() < 4 {
            return Err(Problem::TooFewPoints { code: code() });
        }
        let closed: Ring = vertices.iter().map(|&vertex| self.vertices[vertex as usize]).collect();
        let area = shape::area(&closed);
        if area.abs() < GRAIN {
            return Err(Problem::NoSurface { code: code() });
        }
        vertices.pop();
        let mut sorted = vertices.clone();
        sorted.sort_unstable();
        if let Some(pair) = sorted.windows(2).find(|pair| pair[0] == pair[1]) {
            return Err(Problem::SelfTouching { code: code(), at: self.vertices[pair[0] as usize] });
        }
        if (area > 0.0) != outer {
            vertices.reverse();
        }
        Ok(vertices)
    }

    #[expect(clippy::cast_possible_truncation, reason = "coordinates beyond FAR were refused")]
    fn vertex(&mut self, position: Rd) -> u32 {
        let place = ((position.x / GRAIN).round() as i32, (position.y / GRAIN).round() as i32);
        let next = u32::try_from(self.vertices.len()).unwrap_or(u32::MAX);
        let index = *self.by_place.entry(place).or_insert(next);
        if index == next {
            self.vertices.push(position);
            self.beside.push(None);
            self.junction.push(false);
        }
        index
    }

    /// A vertex that one ring passes between other neighbours than another ring is a junction.
    fn mark(&mut self, ring: &[u32]) {
        for (i, &vertex) in ring.iter().enumerate() {
            let (before, after) = (ring[(i + ring.len() - 1) % ring.len()], ring[(i + 1) % ring.len()]);
            let pair = (before.min(after), before.max(after));
            if *self.beside[vertex as usize].get_or_insert(pair) != pair {
                self.junction[vertex as usize] = true;
            }
        }
    }

    /// Cuts a ring at its junctions into lines that share their ends; a ring without junctions becomes one closed line
    /// that starts at its lowest vertex, so that the ring on its other side is cut alike.
    pub(super) fn pieces(&self, ring: &[u32]) -> Vec<Vec<u32>> {
        let start = ring.iter().position(|&vertex| self.junction[vertex as usize]);
        let lowest = || (0..ring.len()).min_by_key(|&i| ring[i]).unwrap_or(0);
        let start = start.unwrap_or_else(lowest);
        let mut pieces = Vec::new();
        let mut piece = vec![ring[start]];
        for i in 1..=ring.len() {
            let vertex = ring[(start + i) % ring.len()];
            piece.push(vertex);
            if self.junction[vertex as usize] || i == ring.len() {
                pieces.push(std::mem::replace(&mut piece, vec![vertex]));
            }
        }
        pieces
    }
}

/// Joins lines end to end wherever exactly two ends meet, in the order they come.
pub(super) fn joined(pieces: Vec<Vec<u32>>) -> Vec<Vec<u32>> {
    let mut ends: HashMap<u32, Vec<usize>> = HashMap::new();
    for (i, piece) in pieces.iter().enumerate() {
        for end in [piece[0], piece[piece.len() - 1]] {
            ends.entry(end).or_default().push(i);
        }
    }
    let mut left: Vec<Option<Vec<u32>>> = pieces.into_iter().map(Some).collect();
    let mut lines = Vec::new();
    for i in 0..left.len() {
        let Some(mut line) = left[i].take() else { continue };
        for _ in 0..2 {
            line.reverse();
            while let Some(next) = ends
                .get(&line[line.len() - 1])
                .filter(|at| at.len() == 2)
                .and_then(|at| at.iter().find_map(|&i| left[i].take()))
            {
                let end = line[line.len() - 1];
                line.pop();
                if next[0] == end {
                    line.extend(next);
                } else {
                    line.extend(next.into_iter().rev());
                }
            }
        }
        lines.push(line);
    }
    lines
}
