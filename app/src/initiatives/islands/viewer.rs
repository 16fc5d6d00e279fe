//! The island: what stands over the municipalities, drawn by the server and brought to life in the browser.

use leptos::prelude::*;

use super::mark_layer::mark_layer;
use super::view_state::{Screen, ViewState, view_box_text};
use super::words::{MapWords, TileSource};
use crate::geo::Bounds;
use crate::initiatives::marks::Marks;

/// The live map. It stands in `#kaart > .map__stage`, after `svg.map__land`, and shares its `viewBox`.
#[island]
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
    /// Whether links open beside the page, as in a frame on another site.
    #[prop(optional)]
    beside: Option<bool>,
) -> impl IntoView {
    let state = Shown {
        marks: RwSignal::new(marks),
        ready: RwSignal::new(false),
        within: RwSignal::new(false),
        message: RwSignal::new(String::new()),
        spoken: RwSignal::new(String::new()),
        card: RwSignal::new(None),
    };
    let Shown { marks, ready, within, message, spoken, card } = state;
    let (text, beside) = (words.clone(), beside.unwrap_or_default());
    #[cfg(feature = "hydrate")]
    Effect::new(move || {
        let (words, tiles, query) = (words.clone(), tiles.clone(), query.clone());
        super::live::wake(&state, super::live::Start { frame, scale, words, tiles, query });
    });
    #[cfg(not(feature = "hydrate"))]
    let _ = (scale, tiles, query, state);
    view! {
        <svg class="map__marks" viewBox=view_box_of(&frame) role="group" aria-label=text.marks>
            {move || marks.with(|marks| mark_layer(marks, beside))}
        </svg>
        <div class="map__controls" role="group" aria-label=text.controls hidden=move || !ready.get()>
            <button class="map__control" type="button" data-zoom="in" aria-label=text.zoom_in>
                <svg viewBox="0 0 24 24" aria-hidden="true"><path d="M12 5v14M5 12h14" /></svg>
            </button>
            <button class="map__control" type="button" data-zoom="out" aria-label=text.zoom_out>
                <svg viewBox="0 0 24 24" aria-hidden="true"><path d="M5 12h14" /></svg>
            </button>
            <button class="map__control" type="button" data-zoom="home" aria-label=text.whole_country>
                <svg viewBox="0 0 24 24" aria-hidden="true"><path d="M4 9V4h5M15 4h5v5M20 15v5h-5M9 20H4v-5" /></svg>
            </button>
        </div>
        <div class="map__card" aria-hidden="true" hidden=move || card.with(Option::is_none)>
            <strong>{move || card.with(|card| card.as_ref().map(|card| card.0.clone()))}</strong>
            {move || card.with(|card| card.as_ref().map(|card| card.1.clone()))}
        </div>
        <p class="map__message" hidden=move || message.with(String::is_empty)>{move || message.get()}</p>
        <div class="map__view" hidden=move || !ready.get()>
            <p class="map__sentence">{move || marks.with(|marks| marks.sentence.clone())}</p>
            <label class="map-bar__view">
                <input type="checkbox" id="binnen" prop:checked=move || within.get() />
                {text.within}
            </label>
        </div>
        <p class="visually-hidden" aria-live="polite">{move || spoken.get()}</p>
    }
}

/// What the island shows and may change.
#[derive(Clone, Copy)]
pub(super) struct Shown {
    /// The marks on the map.
    pub(super) marks: RwSignal<Marks>,
    /// Whether the map can be operated.
    pub(super) ready: RwSignal<bool>,
    /// Whether the list keeps to the view.
    pub(super) within: RwSignal<bool>,
    /// A line over the map when something is wrong, or to be known; mostly empty.
    pub(super) message: RwSignal<String>,
    /// What a screen reader says next.
    pub(super) spoken: RwSignal<String>,
    /// Name and details of what the pointer is at.
    pub(super) card: RwSignal<Option<(String, String)>>,
}

/// The `viewBox` that shows a frame and nothing else; the page gives it to both drawings.
#[must_use]
pub fn view_box_of(frame: &Bounds) -> String {
    let screen = Screen::new(frame.width(), frame.height());
    view_box_text(ViewState::fitting(frame, screen).view_box(screen))
}
