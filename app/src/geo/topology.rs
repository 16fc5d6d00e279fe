//! Municipalities as one network of borders, so that a simplified map has no slivers and no gaps.
//!
//! Two neighbours share a border. If each were simplified by itself, the two copies would part. Here the rings of all
//! areas are cut at the points where borders meet into arcs; every arc is simplified once and both neighbours get
//! it back. What lies on either side of an arc also tells which arcs are province borders and which are the outline.

use std::collections::HashMap;

use thiserror::Error;

use super::simplify::importance;
use super::{Rd, shape, winding};

/// The detail of the first view, in square metres for [`Topology::simplified`]: at this threshold the paths of all
/// municipalities and the province borders, in units of 100 m, weigh 10 KB after brotli, and on a screen on which the country is
/// 600 pixels high it looks as with ten times the points.
pub const FIRST_VIEW_DETAIL: f64 = 1_200_000.0;

/// The detail of a closer view and of paper.
pub const CLOSE_DETAIL: f64 = 20_000.0;

/// A closed line: the first position is repeated at the end.
pub type Ring = Vec<Rd>;

/// An area as it comes from a file.
#[derive(Clone, Debug, PartialEq)]
pub struct Area {
    /// What the area is called, such as `GM0307`.
    pub code: String,
    /// What it is part of, such as `PV26`: borders between groups are given back as lines of their own.
    pub group: String,
    /// Its polygons, each an outer ring followed by its holes. Winding does not matter.
    pub polygons: Vec<Vec<Ring>>,
}

/// Why a set of areas is no map.
#[derive(Clone, Debug, Error, PartialEq)]
pub enum Problem {
    /// A ring whose last position is not its first.
    #[error("{code}: a border is not closed (at {}, {})", at.x.round(), at.y.round())]
    Unclosed {
        /// The area.
        code: String,
        /// Where the ring starts.
        at: Rd,
    },
    /// A ring of fewer than three different positions.
    #[error("{code}: a border has fewer than 4 points")]
    TooFewPoints {
        /// The area.
        code: String,
    },
    /// A ring that encloses nothing.
    #[error("{code}: a border encloses no surface")]
    NoSurface {
        /// The area.
        code: String,
    },
    /// A ring that passes one position twice.
    #[error("{code}: a border touches itself (at {}, {})", at.x.round(), at.y.round())]
    SelfTouching {
        /// The area.
        code: String,
        /// Where.
        at: Rd,
    },
    /// A coordinate that is no number or lies further from the country than the network can hold.
    #[error("{code}: a coordinate is no number or lies far outside the Netherlands")]
    OutOfRange {
        /// The area.
        code: String,
    },
    /// A piece of border with two areas on the same side.
    #[error("{code} and {other} overlap (at {}, {})", at.x.round(), at.y.round())]
    Overlap {
        /// The one area.
        code: String,
        /// The other area, which may be the same.
        other: String,
        /// Where.
        at: Rd,
    },
}

/// A piece of border between two junctions, or a whole ring that meets no other.
struct Arc {
    /// Indices into the vertices.
    points: Vec<u32>,
    /// How much of the picture each point carries, in square metres; see [`importance`].
    weights: Vec<f64>,
    /// The areas on its two sides, by index; the first goes along it, the second against it.
    sides: [Option<u32>; 2],
}

/// An arc as a part of a ring: its index, and whether the ring follows it forwards.
type Step = (u32, bool);

/// The shared borders of a set of areas.
pub struct Topology {
    vertices: Vec<Rd>,
    arcs: Vec<Arc>,
    areas: Vec<(Area, Vec<Vec<Vec<Step>>>)>,
}

/// A simplified map.
#[derive(Clone, Debug, PartialEq)]
pub struct Simplified {
    /// The areas in the order they came. Holes run against their outer ring, which may go either way round.
    pub areas: Vec<Area>,
    /// The lines between areas of different groups.
    pub group_borders: Vec<Vec<Rd>>,
    /// The lines with an area on one side only: coast and national border.
    pub outline: Vec<Vec<Rd>>,
}

impl Topology {
    /// Finds the shared borders of areas that fit together: neighbours have the same vertices, to the centimetre, along
    /// what they share. All problems are reported at once.
    ///
    /// Where neighbours do not have the same vertices nothing is shared: both copies end up in the outline.
    pub fn build(areas: &[Area]) -> Result<Self, Vec<Problem>> {
        let mut network = super::network::Network::default();
        let rings = network.read(areas)?;
        let mut cutter = Cutter::default();
        let mut problems = Vec::new();
        let mut built = Vec::with_capacity(areas.len());
        for (index, (area, polygons)) in (0_u32..).zip(areas.iter().zip(&rings)) {
            let mut step = |piece| match cutter.take(piece, index) {
                Ok(step) => Some(step),
                Err((other, vertex)) => {
                    let (code, other) = (area.code.clone(), areas[other as usize].code.clone());
                    problems.push(Problem::Overlap { code, other, at: network.vertices[vertex as usize] });
                    None
                }
            };
            let mut steps = |ring: &Vec<u32>| network.pieces(ring).into_iter().filter_map(&mut step).collect();
            let polygons = polygons.iter().map(|rings| rings.iter().map(&mut steps).collect()).collect();
            built.push((Area { polygons: Vec::new(), ..area.clone() }, polygons));
        }
        if !problems.is_empty() {
            return Err(problems);
        }
        let vertices = network.vertices;
        let mut arcs = cutter.arcs;
        for arc in &mut arcs {
            let line: Vec<Rd> = arc.points.iter().map(|&v| vertices[v as usize]).collect();
            arc.weights = importance(&line);
        }
        let mut topology = Self { vertices, arcs, areas: built };
        topology.turn();
        Ok(topology)
    }

    /// Turns polygons round so that neighbours follow as many borders as possible in the same direction; see [`winding`].
    fn turn(&mut self) {
        let mut users: Vec<Vec<usize>> = vec![Vec::new(); self.arcs.len()];
        for (polygon, rings) in self.areas.iter().flat_map(|(_, polygons)| polygons).enumerate() {
            for &(arc, _) in rings.iter().flatten() {
                users[arc as usize].push(polygon);
            }
        }
        let shared = users.iter().zip(&self.arcs).filter_map(|(users, arc)| match users[..] {
            [a, b] => Some(winding::Shared { polygons: (a, b), points: arc.points.len() }),
            _ => None,
        });
        let polygons = self.areas.iter_mut().flat_map(|(_, polygons)| polygons);
        let turned =
            winding::turned(users.iter().flatten().max().map_or(0, |last| last + 1), &shared.collect::<Vec<_>>());
        for (rings, _) in polygons.zip(turned).filter(|(_, turned)| *turned) {
            for ring in rings {
                ring.reverse();
                for (_, forwards) in ring {
                    *forwards = !*forwards;
                }
            }
        }
    }

    /// The number of different vertices.
    #[must_use]
    pub fn vertex_count(&self) -> usize {
        self.vertices.len()
    }

    /// The map without the vertices that carry less than `min_area` square metres (Visvalingam and Whyatt 1993).
    ///
    /// Junctions stay, no ring gets fewer than 4 points or loses its surface, so islands and enclaves remain; 0 keeps everything.
    #[must_use]
    pub fn simplified(&self, min_area: f64) -> Simplified {
        let mut kept: Vec<Vec<bool>> =
            self.arcs.iter().map(|arc| arc.weights.iter().map(|&weight| weight >= min_area).collect()).collect();
        let rings = || self.areas.iter().flat_map(|(_, polygons)| polygons.iter().flatten());
        for ring in rings() {
            while !stands(&self.ring(ring, &kept)) && self.refine(ring, &mut kept) {}
        }
        let areas = self.areas.iter().map(|(area, polygons)| {
            let rings = |polygon: &Vec<Vec<Step>>| polygon.iter().map(|ring| self.ring(ring, &kept)).collect();
            Area { polygons: polygons.iter().map(rings).collect(), ..area.clone() }
        });
        let group = |side: Option<u32>| side.map(|area| &self.areas[area as usize].0.group);
        let between = |arc: &Arc| matches!((group(arc.sides[0]), group(arc.sides[1])), (Some(a), Some(b)) if a != b);
        Simplified {
            areas: areas.collect(),
            group_borders: self.lines(&kept, between),
            outline: self.lines(&kept, |arc| arc.sides.contains(&None)),
        }
    }

    /// The positions of an arc that are kept, in its own direction.
    fn line<'a>(&'a self, arc: u32, kept: &'a [Vec<bool>]) -> impl DoubleEndedIterator<Item = u32> + 'a {
        let (points, kept) = (&self.arcs[arc as usize].points, &kept[arc as usize]);
        points.iter().zip(kept).filter(|(_, kept)| **kept).map(|(vertex, _)| *vertex)
    }

    fn ring(&self, steps: &[Step], kept: &[Vec<bool>]) -> Ring {
        let mut vertices: Vec<u32> = Vec::new();
        for &(arc, forwards) in steps {
            vertices.pop();
            if forwards {
                vertices.extend(self.line(arc, kept));
            } else {
                vertices.extend(self.line(arc, kept).rev());
            }
        }
        vertices.into_iter().map(|vertex| self.vertices[vertex as usize]).collect()
    }

    /// Gives a ring back the most telling vertex that it lost; false when it has them all.
    fn refine(&self, ring: &[Step], kept: &mut [Vec<bool>]) -> bool {
        let lost = ring.iter().flat_map(|&(arc, _)| {
            let (weights, kept) = (&self.arcs[arc as usize].weights, &kept[arc as usize]);
            (0..weights.len()).filter(|&i| !kept[i]).map(move |i| (weights[i], arc, i))
        });
        let best = lost.max_by(|a, b| a.0.total_cmp(&b.0));
        if let Some((_, arc, i)) = best {
            kept[arc as usize][i] = true;
        }
        best.is_some()
    }

    /// The arcs of one kind, joined end to end where exactly two of them meet.
    fn lines(&self, kept: &[Vec<bool>], wanted: impl Fn(&Arc) -> bool) -> Vec<Vec<Rd>> {
        let chosen: Vec<u32> = (0_u32..).zip(&self.arcs).filter(|(_, arc)| wanted(arc)).map(|(i, _)| i).collect();
        let pieces = chosen.iter().map(|&arc| self.line(arc, kept).collect()).collect();
        let lines = super::network::joined(pieces);
        lines.into_iter().map(|line| line.into_iter().map(|vertex| self.vertices[vertex as usize]).collect()).collect()
    }
}

/// Whether a ring is still a surface.
fn stands(ring: &Ring) -> bool {
    ring.len() >= 4 && shape::area(ring).abs() > 0.0
}

/// Collects arcs and finds the ones that were cut before, from the other side.
#[derive(Default)]
struct Cutter {
    arcs: Vec<Arc>,
    /// From the first edge of an arc, in either direction, to the arc: between junctions an edge has only one arc.
    by_edge: HashMap<(u32, u32), Step>,
}

impl Cutter {
    /// The step for a piece of a ring of an area; or the area that is already on that side, and where.
    fn take(&mut self, piece: Vec<u32>, area: u32) -> Result<Step, (u32, u32)> {
        let (start, end) = ((piece[0], piece[1]), (piece[piece.len() - 1], piece[piece.len() - 2]));
        if let Some(&(arc, forwards)) = self.by_edge.get(&start) {
            let side = &mut self.arcs[arc as usize].sides[usize::from(!forwards)];
            if let Some(other) = *side {
                return Err((other, piece[0]));
            }
            *side = Some(area);
            return Ok((arc, forwards));
        }
        let index = u32::try_from(self.arcs.len()).unwrap_or(u32::MAX);
        self.by_edge.insert(start, (index, true));
        self.by_edge.insert(end, (index, false));
        self.arcs.push(Arc { points: piece, weights: Vec::new(), sides: [Some(area), None] });
        Ok((index, true))
    }
}

#[cfg(test)]
#[path = "topology_tests.rs"]
mod tests;
