//! The two tile grids that Dutch base maps come in, and where each tile lies on a map in RD New.
//!
//! The national grid of PDOK needs no thought: a tile is a square in RD metres. Web Mercator tiles are turned and scaled
//! a little; because both projections keep angles, one affine matrix per tile is right to a fraction of a pixel (proven
//! in a test below), so an SVG `<image>` can carry them without reprojecting a single pixel.

#![expect(clippy::many_single_char_names, reason = "the six numbers of an affine matrix have these names in SVG")]
#![expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "tile numbers are kept within their grid before the cast"
)]

use std::f64::consts::PI;

use super::angle::sin_cos;
use super::{Bounds, LonLat, Rd};

/// Width and height of a tile in pixels.
pub const TILE_PIXELS: f64 = 256.0;
/// The most tiles that one view may ask for.
pub const MAX_TILES: usize = 64;

/// Upper left corner of the national grid, in RD metres (PDOK, WMTS tile matrix set EPSG:28992).
const RD_ORIGIN: Rd = Rd { x: -285_401.92, y: 903_401.92 };
/// Metres per pixel at level 0 of the national grid; every level halves it.
const RD_RESOLUTION: f64 = 3_440.64;
/// Metres per pixel on the equator at level 0 of Web Mercator (EPSG:3857).
const MERCATOR_RESOLUTION: f64 = 2.0 * PI * 6_378_137.0 / TILE_PIXELS;
/// Cosine of the latitude of Amersfoort: Mercator metres there are this much shorter on the ground.
const MERCATOR_SHRINK: f64 = 0.613_5;
/// A rectangle of degrees around [`Bounds::NETHERLANDS`]: its south-western and north-eastern corner.
const DEGREES: (LonLat, LonLat) = (LonLat { lon: 3.08, lat: 50.66 }, LonLat { lon: 7.42, lat: 53.63 });

/// A scheme by which a base map is cut into tiles.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TileGrid {
    /// The national grid of PDOK in RD New, levels 0 to 14 (0.21 m per pixel).
    Rd,
    /// Web Mercator, as OpenStreetMap serves it, levels 0 to 19 (about 0.18 m per pixel).
    Mercator,
}

/// The address of a tile that exists in its grid: level, column from the west, row from the north.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct TileId {
    grid: TileGrid,
    z: u8,
    x: u32,
    y: u32,
}

/// A tile and where it is drawn.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PlacedTile {
    /// Which tile.
    pub tile: TileId,
    /// Where its square lies.
    pub placement: Placement,
}

/// An affine map from a tile's unit square (`u` to the right, `v` downwards, both 0 to 1) to RD metres:
/// `x = a u + c v + e`, `y = b u + d v + f`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Placement {
    /// `[a, b, c, d, e, f]`, in the order of SVG's `matrix()`.
    pub metres: [f64; 6],
}

impl Placement {
    /// The same map to the units of the map's SVG, for `<image width="1" height="1" transform="matrix(…)">`.
    #[must_use]
    pub fn to_map(&self) -> [f64; 6] {
        let [a, b, c, d, e, f] = self.metres;
        let (e, f) = Rd { x: e, y: f }.to_map();
        let unit = super::MAP_UNIT;
        [a / unit, -b / unit, c / unit, -d / unit, e, f]
    }

    /// Where a point of the unit square lands.
    #[must_use]
    pub fn at(&self, u: f64, v: f64) -> Rd {
        let [a, b, c, d, e, f] = self.metres;
        Rd { x: a * u + c * v + e, y: b * u + d * v + f }
    }
}

impl TileGrid {
    /// The deepest level that tiles exist for.
    #[must_use]
    pub fn max_zoom(self) -> u8 {
        match self {
            Self::Rd => 14,
            Self::Mercator => 19,
        }
    }

    /// The coarsest level that a view uses: Mercator tiles of coarser ones are too bent to draw on a map in RD.
    #[must_use]
    pub fn min_zoom(self) -> u8 {
        match self {
            Self::Rd => 0,
            Self::Mercator => 6,
        }
    }

    /// Metres on the ground per tile pixel at a level; for Mercator in the middle of the country.
    #[must_use]
    pub fn resolution(self, z: u8) -> f64 {
        let first = match self {
            Self::Rd => RD_RESOLUTION,
            Self::Mercator => MERCATOR_RESOLUTION * MERCATOR_SHRINK,
        };
        first / f64::from(z).exp2()
    }

    /// The level whose pixels come nearest to the pixels of a view, so that a tile is drawn at 0.7 to 1.4 times its size.
    /// A size that is no positive number gives an end of the range of levels.
    #[must_use]
    pub fn zoom_for(self, metres_per_pixel: f64) -> u8 {
        let z = (self.resolution(0) / metres_per_pixel).log2().round();
        let (min, max) = (self.min_zoom(), self.max_zoom());
        if z.is_nan() { min } else { z.max(f64::from(min)).min(f64::from(max)) as u8 }
    }

    /// The tiles that cover a view, row by row, each with its place: at most [`MAX_TILES`] (otherwise of a coarser level),
    /// and none that lies wholly outside the Netherlands.
    #[must_use]
    pub fn cover(self, view: &Bounds, metres_per_pixel: f64) -> Vec<PlacedTile> {
        let Some(view) = view.overlap(&Bounds::NETHERLANDS) else { return Vec::new() };
        let mut z = self.zoom_for(metres_per_pixel);
        loop {
            let (west, north, east, south) = self.range(&view, z);
            let count = u64::from(east - west + 1) * u64::from(south - north + 1);
            if count <= MAX_TILES as u64 || z == self.min_zoom() {
                return (north..=south)
                    .flat_map(|y| (west..=east).map(move |x| TileId { grid: self, z, x, y }))
                    .filter(|tile| tile.bounds().intersects(&view))
                    .map(|tile| PlacedTile { tile, placement: tile.placement() })
                    .collect();
            }
            z -= 1;
        }
    }

    /// First and last column and row (west, north, east, south) that a view reaches at a level.
    fn range(self, view: &Bounds, z: u8) -> (u32, u32, u32, u32) {
        let last = f64::from(side(z) - 1);
        let (mut low, mut high) = ((f64::INFINITY, f64::INFINITY), (f64::NEG_INFINITY, f64::NEG_INFINITY));
        // The edges of the view bend a little in Mercator, so their middles are looked at too.
        for (u, v) in [(0.0, 0.0), (0.5, 0.0), (1.0, 0.0), (0.0, 0.5), (1.0, 0.5), (0.0, 1.0), (0.5, 1.0), (1.0, 1.0)] {
            let (x, y) =
                self.fraction(Rd { x: view.min().x + u * view.width(), y: view.min().y + v * view.height() }, z);
            low = (low.0.min(x), low.1.min(y));
            high = (high.0.max(x), high.1.max(y));
        }
        let cell = |n: f64| n.floor().max(0.0).min(last) as u32;
        (cell(low.0), cell(low.1), cell(high.0), cell(high.1))
    }

    /// A position as column and row with fractions.
    fn fraction(self, at: Rd, z: u8) -> (f64, f64) {
        match self {
            Self::Rd => {
                let metres = self.resolution(z) * TILE_PIXELS;
                ((at.x - RD_ORIGIN.x) / metres, (RD_ORIGIN.y - at.y) / metres)
            }
            Self::Mercator => mercator(at.to_lonlat(), side(z)),
        }
    }
}

/// Tiles on one side of either grid at a level.
fn side(z: u8) -> u32 {
    1 << z
}

/// Column and row with fractions of a position in a Mercator grid of `side` by `side` tiles.
fn mercator(at: LonLat, side: u32) -> (f64, f64) {
    let (sin, cos) = sin_cos(at.lat.to_radians());
    let y = 0.5 - (sin / cos).asinh() / (2.0 * PI);
    ((at.lon / 360.0 + 0.5) * f64::from(side), y * f64::from(side))
}

impl TileId {
    /// The tile with this address; `None` when the grid has no such tile.
    #[must_use]
    pub fn new(grid: TileGrid, z: u8, x: u32, y: u32) -> Option<Self> {
        (z <= grid.max_zoom() && x < side(z) && y < side(z)).then_some(Self { grid, z, x, y })
    }

    /// The grid it belongs to.
    #[must_use]
    pub fn grid(self) -> TileGrid {
        self.grid
    }

    /// Level, 0 for the coarsest.
    #[must_use]
    pub fn z(self) -> u8 {
        self.z
    }

    /// Column, counted from the west.
    #[must_use]
    pub fn x(self) -> u32 {
        self.x
    }

    /// Row, counted from the north.
    #[must_use]
    pub fn y(self) -> u32 {
        self.y
    }

    /// Whether any of it lies within the rectangle around the European Netherlands: what a proxy may fetch.
    #[must_use]
    pub fn touches_netherlands(self) -> bool {
        let (low, high) = match self.grid {
            TileGrid::Rd => {
                let (west, north) = (Bounds::NETHERLANDS.min().x, Bounds::NETHERLANDS.max().y);
                let (east, south) = (Bounds::NETHERLANDS.max().x, Bounds::NETHERLANDS.min().y);
                (
                    self.grid.fraction(Rd { x: west, y: north }, self.z),
                    self.grid.fraction(Rd { x: east, y: south }, self.z),
                )
            }
            TileGrid::Mercator => {
                let (southwest, northeast) = DEGREES;
                let ((west, south), (east, north)) =
                    (mercator(southwest, side(self.z)), mercator(northeast, side(self.z)));
                ((west, north), (east, south))
            }
        };
        let within = |tile: u32, low: f64, high: f64| f64::from(tile) < high && low < f64::from(tile + 1);
        within(self.x, low.0, high.0) && within(self.y, low.1, high.1)
    }

    /// The smallest rectangle in RD around it. Of Mercator tiles far from the Netherlands this means nothing.
    #[must_use]
    pub fn bounds(self) -> Bounds {
        let corners = [(0.0, 0.0), (1.0, 0.0), (0.0, 1.0), (1.0, 1.0)].map(|(u, v)| self.at(u, v));
        Bounds::around(corners, 0.0).unwrap_or(Bounds::NETHERLANDS)
    }

    /// Where a point of its unit square lies on the ground.
    fn at(self, u: f64, v: f64) -> Rd {
        let (x, y) = (f64::from(self.x) + u, f64::from(self.y) + v);
        match self.grid {
            TileGrid::Rd => {
                let metres = self.grid.resolution(self.z) * TILE_PIXELS;
                Rd { x: RD_ORIGIN.x + x * metres, y: RD_ORIGIN.y - y * metres }
            }
            TileGrid::Mercator => {
                let side = f64::from(side(self.z));
                let lat = (PI * (1.0 - 2.0 * y / side)).sinh().atan().to_degrees();
                LonLat { lon: (x / side - 0.5) * 360.0, lat }.to_rd()
            }
        }
    }

    /// Where it is drawn: exact in the national grid, the plane through its corners in Mercator.
    #[must_use]
    pub fn placement(self) -> Placement {
        let [nw, ne, sw, se] = [(0.0, 0.0), (1.0, 0.0), (0.0, 1.0), (1.0, 1.0)].map(|(u, v)| self.at(u, v));
        let (a, b) = ((ne.x - nw.x + se.x - sw.x) / 2.0, (ne.y - nw.y + se.y - sw.y) / 2.0);
        let (c, d) = ((sw.x - nw.x + se.x - ne.x) / 2.0, (sw.y - nw.y + se.y - ne.y) / 2.0);
        let (x, y) = ((nw.x + ne.x + sw.x + se.x) / 4.0, (nw.y + ne.y + sw.y + se.y) / 4.0);
        Placement { metres: [a, b, c, d, x - f64::midpoint(a, c), y - f64::midpoint(b, d)] }
    }
}

#[cfg(test)]
#[path = "tiles_tests.rs"]
mod tests;
