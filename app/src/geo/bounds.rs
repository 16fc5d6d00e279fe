//! Positions and rectangles in the two coordinate systems of the platform.
//!
//! Everything that is measured or drawn happens in RD New, the national grid in metres, because a map of the
//! Netherlands in RD needs no projection at drawing time. WGS 84 is only spoken at the edges: `GeoJSON`, feeds, imports.

use std::ops::RangeInclusive;

use serde::{Deserialize, Serialize};

/// A position in RD New (EPSG:28992), in metres: `x` to the east, `y` to the north.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Rd {
    /// Metres to the east of the false origin.
    pub x: f64,
    /// Metres to the north of the false origin.
    pub y: f64,
}

/// A position in WGS 84 (EPSG:4326, axis order of `GeoJSON`), in degrees.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct LonLat {
    /// Degrees east of Greenwich.
    pub lon: f64,
    /// Degrees north of the equator.
    pub lat: f64,
}

/// Metres in one unit of the map's SVG.
pub const MAP_UNIT: f64 = 100.0;
/// The northing, in metres, that lies on the upper edge (`y = 0`) of the map's SVG.
pub const MAP_TOP: f64 = 620_000.0;

impl Rd {
    /// This position in the map's SVG: units of [`MAP_UNIT`], `x` to the right, `y` downwards from [`MAP_TOP`].
    #[must_use]
    pub fn to_map(self) -> (f64, f64) {
        (self.x / MAP_UNIT, (MAP_TOP - self.y) / MAP_UNIT)
    }

    /// The position of a point of the map's SVG.
    #[must_use]
    pub fn from_map(x: f64, y: f64) -> Self {
        Self { x: x * MAP_UNIT, y: MAP_TOP - y * MAP_UNIT }
    }

    /// Distance to another position in metres, over the plane of the map.
    #[must_use]
    pub fn distance(self, other: Self) -> f64 {
        (self.x - other.x).hypot(self.y - other.y)
    }
}

/// A rectangle in RD New, in metres; `min` is the south-western corner and never lies beyond `max`.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Bounds {
    min: Rd,
    max: Rd,
}

impl Bounds {
    /// The rectangle of the European Netherlands with a margin: what the map shows first.
    pub const NETHERLANDS: Self = Self { min: Rd { x: 3_000.0, y: 303_000.0 }, max: Rd { x: 287_000.0, y: 625_000.0 } };

    /// A rectangle from two opposite corners; `None` when a number is not finite or the rectangle is empty.
    #[must_use]
    pub fn new(min: Rd, max: Rd) -> Option<Self> {
        let finite = [min.x, min.y, max.x, max.y].iter().all(|n| n.is_finite());
        (finite && min.x < max.x && min.y < max.y).then_some(Self { min, max })
    }

    /// The smallest rectangle around all positions with `margin` metres on every side; `None` when there are no
    /// positions or they leave no rectangle (one spot, or one straight line along an axis, without a margin).
    #[must_use]
    pub fn around(positions: impl IntoIterator<Item = Rd>, margin: f64) -> Option<Self> {
        let mut positions = positions.into_iter();
        let first = positions.next()?;
        let (min, max) = positions.fold((first, first), |(min, max), p| {
            (Rd { x: min.x.min(p.x), y: min.y.min(p.y) }, Rd { x: max.x.max(p.x), y: max.y.max(p.y) })
        });
        Self::new(Rd { x: min.x - margin, y: min.y - margin }, Rd { x: max.x + margin, y: max.y + margin })
    }

    /// The south-western corner.
    #[must_use]
    pub fn min(&self) -> Rd {
        self.min
    }

    /// The north-eastern corner.
    #[must_use]
    pub fn max(&self) -> Rd {
        self.max
    }

    /// Width in metres, always positive.
    #[must_use]
    pub fn width(&self) -> f64 {
        self.max.x - self.min.x
    }

    /// Height in metres, always positive.
    #[must_use]
    pub fn height(&self) -> f64 {
        self.max.y - self.min.y
    }

    /// The middle of the rectangle.
    #[must_use]
    pub fn centre(&self) -> Rd {
        Rd { x: f64::midpoint(self.min.x, self.max.x), y: f64::midpoint(self.min.y, self.max.y) }
    }

    /// Whether a position lies inside or on the edge.
    #[must_use]
    pub fn contains(&self, position: Rd) -> bool {
        (self.min.x..=self.max.x).contains(&position.x) && (self.min.y..=self.max.y).contains(&position.y)
    }

    /// Whether two rectangles share at least a point.
    #[must_use]
    pub fn intersects(&self, other: &Self) -> bool {
        self.min.x <= other.max.x && other.min.x <= self.max.x && self.min.y <= other.max.y && other.min.y <= self.max.y
    }

    /// What two rectangles share; `None` when that is no rectangle.
    #[must_use]
    pub fn overlap(&self, other: &Self) -> Option<Self> {
        let min = Rd { x: self.min.x.max(other.min.x), y: self.min.y.max(other.min.y) };
        let max = Rd { x: self.max.x.min(other.max.x), y: self.max.y.min(other.max.y) };
        Self::new(min, max)
    }

    /// Width divided by height.
    #[must_use]
    pub fn shape(&self) -> f64 {
        self.width() / self.height()
    }

    /// The rectangle around the same middle that is `factor` times as wide and high.
    #[must_use]
    pub fn scaled(&self, factor: f64) -> Self {
        self.resized(self.width() * factor, self.height() * factor)
    }

    /// The smallest rectangle around the same middle that holds this one and whose [`shape`](Self::shape) lies in a range.
    #[must_use]
    pub fn grown_to_shape(&self, shapes: RangeInclusive<f64>) -> Self {
        let (width, height) = (self.width(), self.height());
        self.resized(width.max(height * shapes.start()), height.max(width / shapes.end()))
    }

    fn resized(&self, width: f64, height: f64) -> Self {
        let Rd { x, y } = self.centre();
        Self {
            min: Rd { x: x - width / 2.0, y: y - height / 2.0 },
            max: Rd { x: x + width / 2.0, y: y + height / 2.0 },
        }
    }

    /// The same rectangle with `margin` metres added on every side.
    #[must_use]
    pub fn grown(&self, margin: f64) -> Self {
        Self {
            min: Rd { x: self.min.x - margin, y: self.min.y - margin },
            max: Rd { x: self.max.x + margin, y: self.max.y + margin },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const A: Rd = Rd { x: 1.0, y: 2.0 };
    const B: Rd = Rd { x: 4.0, y: 6.0 };

    #[test]
    fn a_rectangle_is_never_empty_and_never_of_numbers_that_are_none() {
        assert!(Bounds::new(A, B).is_some());
        assert!(Bounds::new(B, A).is_none());
        assert!(Bounds::new(A, A).is_none());
        assert!(Bounds::new(A, Rd { x: f64::NAN, y: 6.0 }).is_none());
        assert!(Bounds::new(A, Rd { x: f64::INFINITY, y: 6.0 }).is_none());
    }

    #[test]
    fn around_encloses_every_position_with_its_margin() {
        let bounds = Bounds::around([B, A], 10.0).expect("two positions");
        assert_eq!((bounds.min(), bounds.max()), (Rd { x: -9.0, y: -8.0 }, Rd { x: 14.0, y: 16.0 }));
        assert!(Bounds::around([], 10.0).is_none());
        assert!(Bounds::around([A], 0.0).is_none());
        assert!(Bounds::around([A], 1.0).is_some());
    }

    #[test]
    fn rectangles_that_touch_share_a_point() {
        let left = Bounds::new(A, B).expect("a rectangle");
        let right = Bounds::new(Rd { x: 4.0, y: 6.0 }, Rd { x: 9.0, y: 9.0 }).expect("a rectangle");
        let far = Bounds::new(Rd { x: 5.0, y: 7.0 }, Rd { x: 9.0, y: 9.0 }).expect("a rectangle");
        assert!(left.intersects(&right) && !left.intersects(&far));
        assert!(left.contains(A) && left.contains(left.centre()) && !left.contains(far.centre()));
    }

    #[test]
    fn a_strip_is_grown_to_a_shape_around_its_middle_and_what_has_the_shape_stays() {
        let strip = Bounds::new(Rd { x: 0.0, y: 0.0 }, Rd { x: 10.0, y: 2_000.0 }).expect("a rectangle");
        for (bounds, shapes, width, height) in [
            (strip, 0.5..=2.0, 1_000.0, 2_000.0),
            (strip, 3.0..=3.0, 6_000.0, 2_000.0),
            (strip, 0.001..=1.0, 10.0, 2_000.0),
        ] {
            let grown = bounds.grown_to_shape(shapes);
            assert_eq!((grown.width(), grown.height()), (width, height));
            assert_eq!(grown.centre(), bounds.centre());
        }
        assert_eq!(strip.scaled(0.5).centre(), strip.centre());
        assert_eq!((strip.scaled(0.5).width(), strip.scaled(0.5).height()), (5.0, 1_000.0));
    }

    #[test]
    fn the_map_has_its_zero_at_the_upper_left_and_comes_back_to_the_same_metre() {
        assert_eq!(Rd { x: 155_000.0, y: 463_000.0 }.to_map(), (1550.0, 1570.0));
        assert_eq!(Rd::from_map(1550.0, 1570.0), Rd { x: 155_000.0, y: 463_000.0 });
    }
}
