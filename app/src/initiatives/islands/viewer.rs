//! What stands over the municipalities: drawn by the server, brought to life in the browser.
//!
//! Everything here is plain markup that the server sends once; the island in it is only the spark that wakes the map. The
//! browser changes the same elements directly, because a list of marks that is replaced as a whole gains nothing from
//! signals, and a visitor would download twice as much.

use leptos::prelude::*;
use leptos::serde_json;
use serde::Serialize;

use super::mark_layer::mark_layer;
use super::numbers::view_box_text;
use super::view_state::{Screen, ViewState};
use super::words::{MapWords, TileSource};
use crate::geo::Bounds;
use crate::initiatives::marks::Marks;

/// The live map, around `svg.map__land`, whose `viewBox` the marks share. Only what can be dragged stands in
/// `.map__stage`, which the browser makes an application: what is to be read and pressed stands beside it.
#[component]
pub fn MapViewer(
    /// The part of the country that the page shows.
    frame: Bounds,
    /// What stands on it.
    marks: Marks,
    /// The scale that the marks were made for, in metres per pixel.
    scale: f64,
    /// Everything that is said.
    words: MapWords,
    /// The street map, if there is one.
    tiles: Option<TileSource>,
    /// The query of the page, percent-encoded, without a question mark.
    query: String,
    /// Where the municipalities with more points are.
    closer: String,
    /// Whether links open beside the page, as in a frame on another site.
    #[prop(optional)]
    beside: bool,
    /// The drawing of the municipalities.
    children: Children,
) -> impl IntoView {
    let (min, max) = (frame.min(), frame.max());
    let settings = Settings { frame: [min.x, min.y, max.x, max.y], scale, words: &words, tiles, query, closer, beside };
    // Strings and numbers only: nothing here can fail to be written. Without settings the map stays as it is.
    let settings = serde_json::to_string(&settings).ok();
    view! {
        <div class="map__stage">
            {children()}
            <svg
                class="map__marks"
                viewBox=view_box_of(&frame)
                role="group"
                aria-label=words.marks
                data-settings=settings
                inner_html=mark_layer(&marks.marks, &words.thousands, beside)
            ></svg> <div class="map__card" aria-hidden="true" hidden>
                <strong></strong>
                <span></span>
            </div>
        </div>
        <div class="map__controls" role="group" aria-label=words.controls hidden>
            <button class="map__control" type="button" data-zoom="in" aria-label=words.zoom_in>
                <svg viewBox="0 0 24 24" aria-hidden="true">
                    <path d="M12 5v14M5 12h14" />
                </svg>
            </button>
            <button class="map__control" type="button" data-zoom="out" aria-label=words.zoom_out>
                <svg viewBox="0 0 24 24" aria-hidden="true">
                    <path d="M5 12h14" />
                </svg>
            </button>
            <button class="map__control" type="button" data-zoom="home" aria-label=words.whole_country>
                <svg viewBox="0 0 24 24" aria-hidden="true">
                    <path d="M4 9V4h5M15 4h5v5M20 15v5h-5M9 20H4v-5" />
                </svg>
            </button>
        </div>
        <p class="map__message" hidden></p>
        // The style sheet keeps its room from the start, so that nothing moves when the map wakes.
        <div class="map__view">
            <p class="map__sentence">{marks.sentence}</p>
            <label class="map-bar__view">
                <input type="checkbox" id="binnen" />
                {words.within}
            </label>
        </div>
        <LiveMap />
    }
}

/// Wakes the map of the page; what is said aloud stands in it.
#[island]
fn LiveMap() -> impl IntoView {
    #[cfg(feature = "hydrate")]
    super::live::wake();
    view! { <p class="visually-hidden map__spoken" aria-live="polite"></p> }
}

/// What the browser needs to know, as JSON in the attribute `data-settings` of the marks.
#[derive(Serialize)]
struct Settings<'a> {
    /// `x0, y0, x1, y1` in RD metres.
    frame: [f64; 4],
    /// Metres per pixel that the marks were made for.
    scale: f64,
    words: &'a MapWords,
    tiles: Option<TileSource>,
    query: String,
    closer: String,
    beside: bool,
}

/// The `viewBox` that shows a frame and nothing else; the page gives it to both drawings.
#[must_use]
pub fn view_box_of(frame: &Bounds) -> String {
    let screen = Screen::new(frame.width(), frame.height());
    view_box_text(ViewState::fitting(frame, screen).view_box(screen))
}
