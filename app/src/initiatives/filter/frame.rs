//! The part of the country in view: how it stands in an address, and what is drawn of it.

use std::ops::RangeInclusive;

use super::{Filter, ProblemKind};
use crate::geo::{Bounds, Rd};

/// The shapes (width divided by height) of windows that exist. A frame of another shape is drawn with more around it.
const SHAPES: RangeInclusive<f64> = 1.0 / 3.0..=3.0;

impl Filter {
    /// The part of the country that a page draws: all of the frame, and never a strip.
    #[must_use]
    pub fn drawn_frame(&self) -> Bounds {
        self.frame.map_or(Bounds::NETHERLANDS, |frame| frame.grown_to_shape(SHAPES))
    }
}

/// What a map in the shape of the country shows when a frame is drawn on it, as maps are before the browser knows better.
#[must_use]
pub fn in_shape_of_the_country(frame: &Bounds) -> Bounds {
    let shape = Bounds::NETHERLANDS.shape();
    frame.grown_to_shape(shape..=shape)
}

/// A frame as it stands in an address: whole metres.
#[must_use]
pub fn frame_text(frame: &Bounds) -> String {
    let (min, max) = (frame.min(), frame.max());
    format!("{:.0},{:.0},{:.0},{:.0}", min.x, min.y, max.x, max.y)
}

/// A frame from an address. It may reach far over the border, as a map in a wide window does, but it has to show something
/// of the Netherlands and be at least ten metres wide and high.
pub(super) fn frame(value: &str) -> Result<Bounds, ProblemKind> {
    let numbers: Vec<f64> = value
        .split(',')
        .map(|part| part.trim().parse::<f64>())
        .collect::<Result<_, _>>()
        .map_err(|_| ProblemKind::NotAFrame)?;
    let &[x0, y0, x1, y1] = numbers.as_slice() else { return Err(ProblemKind::NotAFrame) };
    Bounds::new(Rd { x: x0, y: y0 }, Rd { x: x1, y: y1 })
        .filter(|frame| frame.width() >= 10.0 && frame.height() >= 10.0)
        .filter(|frame| frame.width() <= 2_000_000.0 && frame.height() <= 2_000_000.0)
        .filter(|frame| frame.intersects(&Bounds::NETHERLANDS))
        .ok_or(ProblemKind::NotAFrame)
}
