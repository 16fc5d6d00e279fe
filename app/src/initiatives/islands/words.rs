//! What the server gives the viewer: every word it shows, and where the street map comes from.

use serde::{Deserialize, Serialize};

use crate::geo::tiles::TileGrid;

/// The words of the map, so that the browser carries no texts of its own. Names in braces are filled in.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct MapWords {
    /// Accessible name of the map that can be operated.
    pub map: String,
    /// What kind of thing it is called (`aria-roledescription`), such as "kaart".
    pub role: String,
    /// Accessible name of the group of marks.
    pub marks: String,
    /// What stands between thousands in a number on a mark.
    pub thousands: String,
    /// Accessible name of the group of buttons.
    pub controls: String,
    /// Button.
    pub zoom_in: String,
    /// Button.
    pub zoom_out: String,
    /// Button.
    pub whole_country: String,
    /// Label of the switch that keeps the list to the view.
    pub within: String,
    /// Shown when somebody scrolls over the map without the key that zooms.
    pub wheel_hint: String,
    /// Shown when the marks cannot be fetched; the old ones stay.
    pub failed: String,
    /// Shown when the street map cannot be fetched; the colours come back.
    pub tiles_failed: String,
    /// Accessible name of the list of suggestions.
    pub suggestions: String,
    /// Said when there is one suggestion.
    pub suggestions_one: String,
    /// Said when there are several, with `{n}`.
    pub suggestions_many: String,
}

/// A street map under the municipalities.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TileSource {
    /// Whether the tiles lie in the national grid; otherwise in Web Mercator.
    pub national_grid: bool,
    /// Address of a tile with `{z}`, `{x}` and `{y}`.
    pub address: String,
    /// The coarsest scale at which it is shown, in metres per pixel.
    pub from: f64,
}

impl TileSource {
    /// The grid of the tiles.
    #[must_use]
    pub fn grid(&self) -> TileGrid {
        if self.national_grid { TileGrid::Rd } else { TileGrid::Mercator }
    }
}
