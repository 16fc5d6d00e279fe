//! What stands on the map above the municipalities: bubbles for several initiatives, pins for one.
//!
//! Shared by server and browser: the server computes marks, the map draws them, with words that the server made, so that
//! the browser carries no texts.

use serde::{Deserialize, Serialize};

use crate::geo::Bounds;

/// The width of the map, in CSS pixels, that the server draws for when it cannot know the window.
pub const ASSUMED_WIDTH: f64 = 560.0;

/// The most things on the map that can be operated at one time: municipalities in view, marks and buttons.
pub const MOST_OPERABLE: usize = 400;
/// The buttons among them: closer, farther away, the whole country.
pub const BUTTONS: usize = 3;

/// One bubble or pin.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Mark {
    /// Where, in whole metres RD.
    pub x: i32,
    /// Where, in whole metres RD.
    pub y: i32,
    /// How many initiatives it stands for; 1 is a pin.
    pub count: u32,
    /// Radius in CSS pixels.
    pub radius: f32,
    /// Where it leads: the initiative, the municipality, or a closer look at the map.
    pub href: String,
    /// Its accessible name, such as `Amersfoort, 4 initiatieven`.
    pub label: String,
    /// Whether everything it stands for still has to be checked.
    pub unconfirmed: bool,
    /// The rectangle to zoom to; empty for a mark that leads to a page.
    pub zoom_to: Option<Bounds>,
}

/// The answer to "what stands in this part of the map?".
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Marks {
    /// The marks, largest first: at most [`MOST_OPERABLE`] together with the buttons and the municipalities in view.
    pub marks: Vec<Mark>,
    /// How many initiatives of the filter lie in the rectangle that was asked for.
    pub inside: u32,
    /// A sentence for the line under the map, such as `12 van 40 initiatieven in dit kaartbeeld`.
    pub sentence: String,
}
