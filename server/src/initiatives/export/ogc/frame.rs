//! The parameter `bbox`: a rectangle in one of the coordinate systems, and what lies in it.

use app::geo::{Bounds, LonLat, Rd};

use super::super::shapes::{Crs, is_european};

/// A rectangle that features have to touch.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Frame {
    /// In degrees. `west` is greater than `east` for one that crosses the 180th meridian (RFC 7946, 5.2).
    Degrees { west: f64, south: f64, east: f64, north: f64 },
    /// In metres RD.
    Metres { min: Rd, max: Rd },
}

impl Frame {
    /// Four numbers, or six of which the heights are left out; nothing when they are no rectangle.
    pub(super) fn parse(text: &str, crs: Crs) -> Option<Self> {
        let numbers: Vec<f64> = text.split(',').map(|part| part.trim().parse().ok()).collect::<Option<_>>()?;
        if !numbers.iter().all(|number| number.is_finite()) {
            return None;
        }
        let (a, b, c, d) = match *numbers.as_slice() {
            [a, b, c, d] => (a, b, c, d),
            [a, b, low, c, d, high] if low <= high => (a, b, c, d),
            _ => return None,
        };
        match crs {
            Crs::Crs84 => (b <= d).then_some(Self::Degrees { west: a, south: b, east: c, north: d }),
            Crs::Wgs84 => (a <= c).then_some(Self::Degrees { west: b, south: a, east: d, north: c }),
            Crs::Rd => (a <= c && b <= d).then_some(Self::Metres { min: Rd { x: a, y: b }, max: Rd { x: c, y: d } }),
        }
    }

    /// Whether a position lies inside or on the edge.
    pub(super) fn contains(&self, position: LonLat) -> bool {
        self.touches(position, position)
    }

    /// Whether a position in the Netherlands in Europe lies inside or on the edge.
    pub(super) fn contains_rd(&self, position: Rd) -> bool {
        match *self {
            Self::Metres { min, max } => (min.x..=max.x).contains(&position.x) && (min.y..=max.y).contains(&position.y),
            Self::Degrees { .. } => self.contains(position.to_lonlat()),
        }
    }

    /// Whether a rectangle in degrees shares a point with this one.
    pub(super) fn touches(&self, min: LonLat, max: LonLat) -> bool {
        match *self {
            Self::Degrees { west, south, east, north } => {
                let beside =
                    if west <= east { min.lon <= east && max.lon >= west } else { min.lon <= east || max.lon >= west };
                beside && min.lat <= north && max.lat >= south
            }
            Self::Metres { .. } => is_european(min) && self.contains_rd(min.to_rd()),
        }
    }

    /// Whether a rectangle in RD shares a point with this one; for one in degrees, ask [`Frame::touches`].
    pub(super) fn touches_rd(&self, bounds: &Bounds) -> bool {
        match *self {
            Self::Metres { min, max } => {
                bounds.min().x <= max.x && bounds.max().x >= min.x && bounds.min().y <= max.y && bounds.max().y >= min.y
            }
            Self::Degrees { .. } => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const AMERSFOORT: LonLat = LonLat { lon: 5.3872, lat: 52.1552 };

    #[test]
    fn a_rectangle_is_read_in_the_axis_order_of_its_system() {
        for (text, crs) in [
            ("5,52,6,53", Crs::Crs84),
            ("5,52,-10,6,53,100", Crs::Crs84),
            ("52,5,53,6", Crs::Wgs84),
            ("150000,460000,160000,470000", Crs::Rd),
            ("170,-90,6,90", Crs::Crs84),
        ] {
            let frame = Frame::parse(text, crs).expect(text);
            assert!(frame.contains(AMERSFOORT), "{text}");
            assert!(frame.contains_rd(AMERSFOORT.to_rd()), "{text}");
        }
    }

    #[test]
    fn what_is_no_rectangle_is_refused() {
        for text in
            ["", "1,2,3", "1,2,3,4,5", "5,53,6,52", "NaN,1,2,3", "inf,1,2,3", "5,52,9,6,53,1", "a,b,c,d", "5;52;6;53"]
        {
            assert_eq!(Frame::parse(text, Crs::Crs84), None, "{text}");
        }
    }

    #[test]
    fn bonaire_lies_in_a_rectangle_of_degrees_and_never_in_one_of_metres() {
        let bonaire = LonLat { lon: -68.27, lat: 12.15 };
        assert!(Frame::parse("-70,10,-60,20", Crs::Crs84).is_some_and(|frame| frame.contains(bonaire)));
        assert!(!Frame::parse("-1e9,-1e9,1e9,1e9", Crs::Rd).is_some_and(|frame| frame.contains(bonaire)));
    }

    proptest! {
        #[test]
        fn any_text_is_read_or_refused(text in "\\PC{0,60}|[-0-9.,eNa]{0,40}") {
            for crs in Crs::ALL {
                let _ = Frame::parse(&text, crs).map(|frame| frame.contains(AMERSFOORT));
            }
        }
    }
}
