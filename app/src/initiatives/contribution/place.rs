//! Pointing out where an initiative is: on a map, by an address, or with numbers. The map is a picture that sends where it was pressed,
//! as forms have done since there were pictures, so it needs no script; what is found is filled in as numbers, for all to see.

use std::sync::Arc;

use leptos::prelude::*;

use crate::geo::{Bounds, Rd};
use crate::initiatives::islands::viewer::view_box_of;
use crate::initiatives::land::Land;
use crate::initiatives::needs::Landkaart;
use crate::initiatives::pages::map::{LandDrawing, credit};
use crate::initiatives::pages::small_map::tiles;
use crate::initiatives::shading::Shading;
use crate::texts::t;
use crate::ui::form::TextField;

/// How wide and high the map is, in CSS pixels: what is pressed comes in these.
pub const SIDE: f64 = 320.0;

/// The names of the fields, and of what is done with them.
pub mod names {
    /// The map that is pressed; `.x` and `.y` follow it.
    pub const MAP: &str = "klik";
    /// What part of the country the map shows: left, bottom and side in metres of RD New, with commas between.
    pub const FRAME: &str = "kader";
    /// An address to look for.
    pub const WORDS: &str = "adres";
    /// A place that was found: longitude, latitude and how precise, with spaces between.
    pub const CHOSEN: &str = "plek";
    /// A value of `doe`: look for the address.
    pub const LOOK: &str = "zoek-adres";
    /// A value of `doe`: somebody pressed Enter in a field. In that of the address it means to look for it.
    pub const ENTER: &str = "enter";
    /// A value of `doe`: show the map of the municipality that was filled in.
    pub const SHOW: &str = "toon-kaart";
    /// A value of `doe`: show more of the country.
    pub const OUT: &str = "zoom-uit";
}

/// A place that has the address somebody looked for.
#[derive(Clone, Debug, PartialEq)]
pub struct FoundPlace {
    /// What it is called.
    pub label: String,
    /// As [`names::CHOSEN`] has it.
    pub value: String,
}

/// What came of looking for an address.
#[derive(Clone, Debug, PartialEq)]
pub enum Looked {
    /// The places that have it.
    Found(Vec<FoundPlace>),
    /// Nobody looked: it was done too often lately.
    TooOften,
}

/// What can be pointed out. Provided by the server as context where that is possible.
#[derive(Clone, Debug, Default)]
pub struct Placing {
    /// Where the form goes.
    pub action: String,
    /// What the map shows; nothing as long as no municipality is known.
    pub frame: Option<Bounds>,
    /// The municipality that was filled in, by its place among all.
    pub municipality: Option<usize>,
    /// Where the initiative is, as far as that is filled in.
    pub spot: Option<Rd>,
    /// Whether an address can be looked for.
    pub looks: bool,
    /// Whether somebody is just pointing something out.
    pub used: bool,
    /// What came of looking; nothing when nobody asked to.
    pub looked: Option<Looked>,
}

/// The map, and the field for an address.
#[component]
pub fn PointOut(
    /// What can be pointed out.
    placing: Placing,
) -> impl IntoView {
    // The answer shows the form again: where one was.
    let here = format!("{}#deel-waar", placing.action);
    let search = placing.looks.then(|| view! { <Search here=here.clone() looked=placing.looked.clone() /> });
    let map = match placing.frame {
        Some(frame) => view! { <PressMap here frame municipality=placing.municipality spot=placing.spot /> }.into_any(),
        None => view! {
            <p class="actions">
                <Again what=names::SHOW here=here words=t!("contribute-map-show") />
            </p>
        }
        .into_any(),
    };
    view! {
        {search}
        {map}
    }
}

/// A button that shows the form again, with something found or shown.
#[component]
fn Again(what: &'static str, here: String, words: String) -> impl IntoView {
    view! {
        <button
            class="nl-button nl-button--secondary"
            type="submit"
            name=super::form::names::DO
            value=what
            formaction=here
        >
            {words}
        </button>
    }
}

#[component]
fn Search(here: String, looked: Option<Looked>) -> impl IntoView {
    let results = looked.map(|looked| {
        let said = |words: String| {
            view! {
                <p class="nl-paragraph" role="status">
                    {words}
                </p>
            }
            .into_any()
        };
        let found = match looked {
            Looked::TooOften => return said(t!("contribute-address-too-often")),
            Looked::Found(found) if found.is_empty() => return said(t!("contribute-address-none")),
            Looked::Found(found) => found,
        };
        let items = found.into_iter().map(|place| {
            view! {
                <li>
                    <button
                        class="link-button"
                        type="submit"
                        name=names::CHOSEN
                        value=place.value
                        formaction=here.clone()
                    >
                        {place.label}
                    </button>
                </li>
            }
        });
        view! {
            <div role="status">
                <p class="nl-paragraph">{t!("contribute-address-found")}</p>
                <ul>{items.collect_view()}</ul>
            </div>
        }
        .into_any()
    });
    let to = here.clone();
    view! {
        <TextField
            name=names::WORDS
            label=t!("contribute-address")
            hint=t!("contribute-address-hint")
            autocomplete="street-address"
            longest=120
        />
        <p class="actions">
            <Again what=names::LOOK here=to words=t!("contribute-address-look") />
        </p>
        {results}
    }
}

/// The map that is pressed.
#[component]
fn PressMap(here: String, frame: Bounds, municipality: Option<usize>, spot: Option<Rd>) -> impl IntoView {
    let reference = expect_context::<Arc<dyn Landkaart>>().reference();
    let counts = vec![0; reference.places.municipalities().len()];
    let shading = Shading::of(&counts);
    let land =
        Land { within: Some(frame), selected: municipality, ..Land::of_everything(&reference, &counts, &[], &shading) };
    let drawing = reference.boundaries.for_frame(&frame);
    let outline = municipality.and_then(|index| drawing.municipality(index)).map(|path| {
        view! {
            <g class="map__outline is-selected">
                <path d=path.to_owned() />
            </g>
        }
        .into_any()
    });
    let streets = reference.street_map.as_ref();
    let below = streets.map(|streets| {
        let ground = view! { <g class="map__ground" aria-hidden="true" inner_html=land.ground(&frame)></g> };
        (ground, tiles(streets, &frame)).into_any()
    });
    let class = if streets.is_some() { "place map map--still map--tiles" } else { "place map map--still map--plain" };
    let pin = spot.filter(|spot| frame.contains(*spot)).map(|spot| {
        let (x, y) = spot.to_map();
        let scale = frame.width() / crate::geo::MAP_UNIT / SIDE;
        view! {
            <g class="cluster cluster--pin" transform=format!("translate({x:.1} {y:.1}) scale({scale:.3})")>
                <circle r="7" />
            </g>
        }
    });
    let shown = format!("{:.0},{:.0},{:.0}", frame.min().x, frame.min().y, frame.width());
    let side = SIDE.to_string();
    view! {
        <div class="form-field">
            <p class="form-field__hint">
                {if streets.is_some() { t!("contribute-map-hint") } else { t!("contribute-map-hint-outline") }}
            </p>
            <input type="hidden" name=names::FRAME value=shown />
            <div class=class>
                <LandDrawing land=&land frame label=t!("contribute-map-label") below above=outline />
                <svg class="map__marks" viewBox=view_box_of(&frame) aria-hidden="true">
                    {pin}
                </svg>
                <input
                    class="place__press"
                    type="image"
                    name=names::MAP
                    src="/leeg.svg"
                    alt=t!("contribute-map-press")
                    width=side.clone()
                    height=side
                    formaction=here.clone()
                />
                <p class="map__credit">{credit(&reference.boundaries.attribution, streets)}</p>
            </div>
            <Again what=names::OUT here=here words=t!("contribute-map-out") />
        </div>
    }
}
