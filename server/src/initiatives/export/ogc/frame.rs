//! The parameter `bbox`: a rectangle in one of the coordinate systems, and what lies in it. A feature is tested with the
//! coordinates that an answer in that system would hold, so that a client that looks itself finds the same.

use app::geo::{LonLat, Rd};

use crate::initiatives::export::rectangle::Rectangle;
use crate::initiatives::export::shapes::{Crs, Outlines};

/// The index keeps positions in RD. Back in degrees they are this close to what was given, and answered: under a metre.
const NEAR: f64 = 0.000_02;

/// A rectangle that features have to touch.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Frame {
    /// Degrees, longitude first, or RD.
    crs: Crs,
    /// Two for one that crosses the 180th meridian (RFC 7946, 5.2).
    parts: Vec<Rectangle>,
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
        let (crs, [west, south], [east, north]) = match crs {
            Crs::Wgs84 => (Crs::Crs84, [b, a], [d, c]),
            Crs::Crs84 | Crs::Rd => (crs, [a, b], [c, d]),
        };
        let part = |west: f64, east: f64| Rectangle { min: [west, south], max: [east, north] };
        let parts = match crs {
            _ if south > north => return None,
            _ if west <= east => vec![part(west, east)],
            Crs::Rd => return None,
            Crs::Crs84 | Crs::Wgs84 => vec![part(west, 180.0), part(-180.0, east)],
        };
        Some(Self { crs, parts })
    }

    /// Whether a position lies inside or on the edge.
    pub(super) fn contains(&self, position: LonLat) -> bool {
        self.crs.point(position).is_some_and(|at| self.parts.iter().any(|part| part.contains(at)))
    }

    /// Whether a position in the Netherlands in Europe lies inside or on the edge; nothing when it is so close to the edge
    /// that only the position as it was given can tell.
    pub(super) fn contains_rd(&self, position: Rd) -> Option<bool> {
        let at = self.crs.of_rd(position);
        let near = |part: &Rectangle| {
            (0..2).any(|axis| [part.min, part.max].iter().any(|edge| (edge[axis] - at[axis]).abs() < NEAR))
        };
        // In RD the answers hold what the index holds.
        let doubtful = self.crs != Crs::Rd && self.parts.iter().any(near);
        (!doubtful).then(|| self.parts.iter().any(|part| part.contains(at)))
    }

    /// Whether a municipality lies inside in part or as a whole.
    pub(super) fn touches(&self, outlines: &Outlines, municipality: usize, label: LonLat) -> bool {
        outlines.touch(municipality, label, self.crs, &self.parts)
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
            ("-90,170,90,6", Crs::Wgs84),
        ] {
            let frame = Frame::parse(text, crs).expect(text);
            assert!(frame.contains(AMERSFOORT), "{text}");
            assert_eq!(frame.contains_rd(AMERSFOORT.to_rd()), Some(true), "{text}");
        }
    }

    #[test]
    fn what_is_no_rectangle_is_refused() {
        for text in
            ["", "1,2,3", "1,2,3,4,5", "5,53,6,52", "NaN,1,2,3", "inf,1,2,3", "5,52,9,6,53,1", "a,b,c,d", "5;52;6;53"]
        {
            assert_eq!(Frame::parse(text, Crs::Crs84), None, "{text}");
        }
        assert_eq!(Frame::parse("160000,460000,150000,470000", Crs::Rd), None, "RD does not go round the earth");
    }

    #[test]
    fn a_single_position_is_a_rectangle_and_the_index_leaves_it_to_the_row() {
        let frame = Frame::parse("5.3872,52.1552,5.3872,52.1552", Crs::Crs84).expect("a frame");
        assert!(frame.contains(AMERSFOORT));
        assert_eq!(frame.contains_rd(AMERSFOORT.to_rd()), None);
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

        #[test]
        fn what_the_index_decides_is_what_the_row_would_say(
            (lon, lat) in (3.4..7.2, 50.8..53.5),
            (west, south, east, north) in (3.0..8.0, 50.0..54.0, 3.0..8.0, 50.0..54.0),
        ) {
            let position = LonLat { lon, lat };
            if let Some(frame) = Frame::parse(&format!("{west},{south},{east},{north}"), Crs::Crs84)
                && let Some(decided) = frame.contains_rd(position.to_rd())
            {
                prop_assert_eq!(decided, frame.contains(position));
            }
        }
    }
}
