//! The map of the Landkaart: the municipalities in their colours, what stands on them, and how to look closer.

use leptos::prelude::*;

use super::chosen::{FieldProblem, error_beside};
use super::landkaart::Shown;
use super::legend::Legend;
use crate::geo::{Bounds, TileGrid};
use crate::initiatives::filter::{Filter, in_shape_of_the_country};
use crate::initiatives::islands::viewer::{MapViewer, view_box_of};
use crate::initiatives::islands::words::{MapWords, TileSource};
use crate::initiatives::land::Land;
use crate::initiatives::marks::ASSUMED_WIDTH;
use crate::initiatives::model::TYPE_FACET;
use crate::initiatives::needs::StreetMap;
use crate::texts::t;
use crate::ui::fields::error_id;

/// The coarsest scale at which the street map is shown, in metres per pixel: streets say nothing above it.
const STREETS_FROM: f64 = 110.0;

/// The narrowest frame that the links without script zoom in to, in metres.
const NARROWEST: f64 = 2_000.0;

/// The width of a stroke of the hatch and what lies between, in pixels of the map as the server assumes it.
const HATCH: f64 = 5.2;

/// The map with what belongs to it.
#[component]
pub fn MapSection(
    /// What is shown.
    shown: Shown,
) -> impl IntoView {
    view! {
        <section class="landkaart__map" aria-labelledby="kaart-titel">
            <h2 class="visually-hidden" id="kaart-titel">
                {t!("landkaart-map-title")}
            </h2>
            <a class="nl-skip-link nl-skip-link--visible-on-focus" href="#resultaten">
                {t!("landkaart-map-skip")}
            </a>
            <MapBar shown=shown.clone() />
            <Map shown=shown.clone() />
            <Zoom shown />
        </section>
    }
}

/// By which type the map is coloured, and whether the list keeps to the view. Both belong to the form.
#[component]
fn MapBar(shown: Shown) -> impl IntoView {
    let filter = &shown.asked.filter;
    let error = error_beside(&shown, "kleur");
    let types = shown.reference.taxonomy.facet(TYPE_FACET).map(|facet| {
        let options = facet.values.iter().enumerate();
        options
            .map(|(position, value)| {
                view! {
                    <option value=value.code.clone() selected=filter.colour == Some(position)>
                        {value.label.clone()}
                    </option>
                }
            })
            .collect_view()
    });
    let within = filter.frame.map(|_| {
        view! {
            <label class="map-bar__view only-no-script">
                <input type="checkbox" name="binnen" value="kader" form="filter" checked=filter.within_frame />
                {t!("landkaart-within")}
            </label>
        }
    });
    view! {
        <div class="map-bar only-screen">
            <label for="kleur">{t!("landkaart-colour")}</label>
            <select
                class="utrecht-select utrecht-select--html-select"
                id="kleur"
                name="kleur"
                form="filter"
                aria-invalid=error.is_some().then_some("true")
                aria-describedby=error.as_ref().map(|_| error_id("kleur"))
            >
                <option value="">{t!("landkaart-colour-all")}</option>
                {types}
            </select>
            <button class="nl-button" type="submit" form="filter">
                {t!("landkaart-colour-do")}
            </button>
            {within}
            <FieldProblem shown=shown.clone() field="kleur" />
        </div>
    }
}

/// The map itself, which the browser wakes.
#[component]
pub fn Map(
    /// What is shown.
    shown: Shown,
    /// Whether links open beside the page, as in a frame on another site.
    #[prop(optional)]
    beside: bool,
) -> impl IntoView {
    let frame = shown.frame;
    let class = match halvings(&frame) {
        0 => "map".to_owned(),
        n => format!("map map--closer-{n}"),
    };
    let query = shown.asked.filter.query(&shown.reference.taxonomy, &shown.reference.places);
    let tiles = shown.reference.street_map.as_ref().map(|map| TileSource {
        national_grid: map.grid == TileGrid::Rd,
        address: "/tegels/{z}/{x}/{y}.png".to_owned(),
        from: STREETS_FROM,
    });
    let land = Land { beside, ..shown.land() };
    let drawing = view! { <LandDrawing land=&land frame inset=true label=t!("landkaart-map-land") /> };
    let credit = credit(&shown.reference.boundaries.attribution, shown.reference.street_map.as_ref());
    let closer = format!("/landkaart/grenzen/{}.json", shown.reference.boundaries.close_name);
    view! {
        <div class=class id="kaart">
            <MapViewer frame marks=shown.marks.clone() scale=shown.scale words=words() tiles query closer beside>
                {drawing}
            </MapViewer>
            <Legend shown />
            <div class="map__foot">
                <p class="map__credit">{credit}</p>
                <Keys />
            </div>
        </div>
    }
}

/// How many times the country has to be halved to see no more than a frame, at most 8: the style sheet keeps the marks at
/// their size by it until the browser knows better.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped to a few")]
fn halvings(frame: &Bounds) -> u8 {
    (Bounds::NETHERLANDS.width() / in_shape_of_the_country(frame).width()).log2().round().clamp(0.0, 8.0) as u8
}

/// Who has to be named with a map.
pub fn credit(boundaries: &str, streets: Option<&StreetMap>) -> String {
    let named = [boundaries, streets.map_or("", |streets| streets.attribution.as_str())];
    let named: Vec<_> = named.into_iter().map(str::trim).filter(|name| !name.is_empty()).collect();
    named.join(" · ")
}

/// The municipalities with the borders of the provinces.
#[component]
pub fn LandDrawing<'a>(
    /// The municipalities.
    land: &'a Land<'a>,
    /// The part of the country in view.
    frame: Bounds,
    /// Whether the public bodies stand in their corner.
    #[prop(optional)]
    inset: bool,
    /// Accessible name.
    label: String,
    /// What is drawn under the municipalities.
    #[prop(default = None)]
    below: Option<AnyView>,
    /// What is drawn over the municipalities.
    #[prop(default = None)]
    above: Option<AnyView>,
) -> impl IntoView + use<> {
    // The hatch keeps its size on the screen, whatever part of the country is drawn.
    let pixel = in_shape_of_the_country(&frame).width() / crate::geo::MAP_UNIT / ASSUMED_WIDTH;
    let (hatch, stroke) = (format!("{:.1}", pixel * HATCH), format!("{:.1}", pixel * HATCH * 0.35));
    let line = format!("M0 0V{hatch}");
    let (dot, dot_at) = (format!("{:.1}", pixel * HATCH * 0.24), format!("{:.1}", pixel * HATCH * 0.5));
    let drawing = land.reference.boundaries.for_frame(&frame);
    view! {
        <svg class="map__land" viewBox=view_box_of(&frame) role="group" aria-label=label>
            <defs>
                <pattern
                    id="hatch"
                    width=hatch.clone()
                    height=hatch.clone()
                    patternUnits="userSpaceOnUse"
                    patternTransform="rotate(45)"
                >
                    <rect class="map__hatch-ground" width=hatch.clone() height=hatch.clone() />
                    <path class="map__hatch-line" d=line stroke-width=stroke />
                </pattern>
                // Dots, for whoever takes part in what another began.
                <pattern
                    id="dots"
                    width=hatch.clone()
                    height=hatch.clone()
                    patternUnits="userSpaceOnUse"
                    patternTransform="rotate(45)"
                >
                    <rect class="map__hatch-ground" width=hatch.clone() height=hatch.clone() />
                    <circle class="map__dot" r=dot cx=dot_at.clone() cy=dot_at />
                </pattern>
            </defs>
            {below}
            <g class="map__municipalities" inner_html=land.municipalities(&frame)></g>
            <path class="map__provinces" d=drawing.provinces.clone() />
            {inset.then(|| view! { <g class="map__inset" inner_html=land.inset(&frame)></g> })}
            {above}
        </svg>
    }
}

/// How the map is operated with the keyboard; shown when it can be.
#[component]
fn Keys() -> impl IntoView {
    const ARROWS: [&str; 4] = ["←", "→", "↑", "↓"];
    let shifted = [&["Shift"][..], &ARROWS].concat();
    let keys = [
        (&["Tab"][..], t!("keys-tab")),
        (&ARROWS, t!("keys-arrows")),
        (&shifted, t!("keys-push")),
        (&["Enter"], t!("keys-enter")),
        (&["+", "−"], t!("keys-zoom")),
        (&["0", "Home"], t!("keys-home")),
        (&["Esc"], t!("keys-escape")),
    ];
    let entries = keys.map(|(keys, does)| {
        let keys: Vec<_> = keys.iter().map(|key| format!("<kbd>{key}</kbd>")).collect();
        view! {
            <dt inner_html=keys.join(" ")></dt>
            <dd>{does}</dd>
        }
    });
    view! {
        <details class="map__keys">
            <summary>{t!("keys-title")}</summary>
            <dl id="kaart-toetsen">{entries.into_iter().collect_view()}</dl>
        </details>
    }
}

/// Links that look closer or from farther away, for whoever has no script; the buttons on the map take their place.
#[component]
fn Zoom(shown: Shown) -> impl IntoView {
    let address = |frame: Option<Bounds>| {
        let within_frame = shown.asked.filter.within_frame && frame.is_some();
        shown.address(&Filter { frame, within_frame, ..shown.asked.filter.on_page(1) })
    };
    let (closer, farther) = (closer(&shown.frame), farther(&shown.frame));
    let whole = shown.asked.filter.frame.map(|_| (address(None), t!("map-whole-country")));
    let links = [
        closer.map(|frame| (address(Some(frame)), t!("map-zoom-in"))),
        farther.map(|frame| (address(Some(frame)), t!("map-zoom-out"))),
        whole,
    ];
    view! {
        <ul class="links only-screen only-no-script" aria-label=t!("map-controls")>
            {links
                .into_iter()
                .flatten()
                .map(|(address, words)| {
                    view! {
                        <li>
                            <a class="nl-link" href=address>
                                {words}
                            </a>
                        </li>
                    }
                })
                .collect_view()}
        </ul>
    }
}

/// Half as wide and high, around the middle and in the shape of the country, as the map is.
fn closer(frame: &Bounds) -> Option<Bounds> {
    let seen = in_shape_of_the_country(frame);
    (seen.width() > NARROWEST).then(|| seen.scaled(0.5))
}

/// Twice as wide and high; nothing when the whole country is in view already or would be.
fn farther(frame: &Bounds) -> Option<Bounds> {
    let wider = in_shape_of_the_country(frame).scaled(2.0);
    // Frames in addresses are rounded to metres.
    (wider.width() < Bounds::NETHERLANDS.width() - 10.0).then_some(wider)
}

/// Every word that the browser needs.
fn words() -> MapWords {
    let n = "{n}";
    MapWords {
        map: t!("map-name"),
        role: t!("map-role"),
        marks: t!("landkaart-map-marks"),
        thousands: t!("locale-thousands"),
        controls: t!("map-controls"),
        zoom_in: t!("map-zoom-in"),
        zoom_out: t!("map-zoom-out"),
        whole_country: t!("map-whole-country"),
        within: t!("landkaart-within"),
        wheel_hint: t!("map-wheel"),
        failed: t!("map-failed"),
        tiles_failed: t!("map-tiles-failed"),
        suggestions: t!("suggestions-name"),
        suggestions_one: t!("suggestions-one"),
        suggestions_many: t!("suggestions-many", n = n),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_closer_the_frame_the_more_often_the_country_is_halved() {
        let country = Bounds::NETHERLANDS;
        assert_eq!(halvings(&country), 0);
        assert_eq!(halvings(&country.grown(100_000.0)), 0);
        assert_eq!(halvings(&country.scaled(0.5)), 1);
        assert_eq!(halvings(&country.scaled(0.0001)), 8);
    }

    #[test]
    fn six_steps_closer_are_six_halvings_in_the_shape_of_the_country_and_six_back_lead_home() {
        let country = Bounds::NETHERLANDS;
        let mut frame = country;
        for step in 1..=6 {
            frame = closer(&frame).expect("closer");
            assert!((frame.shape() - country.shape()).abs() < 1e-9, "{step}");
            assert!((frame.width() - country.width() * 0.5_f64.powi(step)).abs() < 1e-6, "{step}");
        }
        for _ in 1..=5 {
            frame = farther(&frame).expect("farther");
        }
        assert!((frame.width() - country.width() / 2.0).abs() < 1e-6);
        assert!(farther(&frame).is_none());
        let strip = Bounds::around([country.centre()], 5.0).expect("a square").grown_to_shape(3.0..=3.0);
        assert!(closer(&strip).is_none() && farther(&strip).is_some_and(|wider| wider.height() > 60.0));
    }

    #[test]
    fn whoever_has_to_be_named_is_named_and_nothing_else_is_written() {
        let streets = |attribution: &str| StreetMap { grid: TileGrid::Rd, attribution: attribution.into() };
        assert_eq!(credit("© CBS", None), "© CBS");
        assert_eq!(credit("© CBS", Some(&streets("© BRT"))), "© CBS · © BRT");
        assert_eq!(credit("© CBS", Some(&streets(" "))), "© CBS");
    }
}
