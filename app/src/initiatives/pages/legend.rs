//! What the colours and the marks mean.

use leptos::prelude::*;

use super::landkaart::Shown;
use crate::initiatives::land::{Land, NONE_CHOSEN, TAKES_PART, UNKNOWN};
use crate::initiatives::model::TYPE_FACET;
use crate::texts::{number, t};

/// The legend in the corner of the map, with the real limits of the classes.
#[component]
pub fn Legend(
    /// What is shown.
    shown: Shown,
) -> impl IntoView {
    let facet = shown.reference.taxonomy.facet(TYPE_FACET);
    let title = match shown.asked.filter.colour.and_then(|value| facet.and_then(|facet| facet.values.get(value))) {
        Some(value) => t!("legend-title-type", name = value.label.as_str()),
        None => t!("legend-title"),
    };
    // Marks follow the list, which a colour does not change.
    let all_types = shown.asked.filter.colour.map(|_| view! { <p class="legend__note">{t!("legend-marks-all")}</p> });
    view! {
        <div class="legend" id="legenda">
            <div class="legend__colours">
                <p class="legend__title">{title}</p>
                <ul class="legend__list">{classes(&shown.land())}</ul>
            </div>
            <div class="legend__marks">
                <ul class="legend__list">
                    {marks(Kinds {
                        pins: true,
                        unconfirmed: true,
                        bubbles: true,
                    })}
                </ul>
                {all_types}
            </div>
        </div>
    }
}

/// The legend under a small map: only what stands on it.
#[component]
pub fn SmallLegend<'a>(
    /// The municipalities as they are drawn.
    land: &'a Land<'a>,
    /// Whether there are pins, something to be checked, and bubbles.
    #[prop(optional)]
    kinds: Kinds,
    /// Whether the colours say nothing.
    #[prop(optional)]
    plain: bool,
) -> impl IntoView + use<> {
    let colours = (!plain).then(|| {
        view! {
            <div class="legend__colours">
                <p class="legend__title">{t!("legend-title")}</p>
                <ul class="legend__list">{classes(land)}</ul>
            </div>
        }
    });
    let marks = (kinds != Kinds::default()).then(|| {
        view! {
            <div class="legend__marks">
                <ul class="legend__list">{marks(kinds)}</ul>
            </div>
        }
    });
    view! { <div class="legend legend--small">{colours} {marks}</div> }
}

/// What the colours mean, of those that are drawn: first what is no number.
fn classes(land: &Land<'_>) -> impl IntoView + use<> {
    let without_number = [
        (UNKNOWN, t!("legend-none")),
        (TAKES_PART, t!("legend-takes-part")),
        (NONE_CHOSEN, t!("legend-none-chosen", choice = land.choice.word())),
    ];
    let states = without_number
        .into_iter()
        .filter(|(class, _)| land.shows(*class))
        .map(|(class, words)| view! { <li>{key(class)} {words}</li> })
        .collect_view();
    let numbers = land
        .shading
        .legend()
        .map(|(class, lower, upper)| (char::from(b'0' + class), lower, upper))
        .filter(|(class, ..)| land.shows(*class))
        .map(|(class, lower, upper)| {
            let limits = if lower == upper {
                number(lower.into())
            } else {
                format!("{}–{}", number(lower.into()), number(upper.into()))
            };
            view! { <li class="legend__class">{key(class)} {limits}</li> }
        })
        .collect_view();
    (states, numbers)
}

/// The colour of a class.
fn key(class: char) -> impl IntoView {
    view! { <span class=format!("legend__key k{class}")></span> }
}

/// Which marks there are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Kinds {
    /// One initiative.
    pub pins: bool,
    /// One that still has to be checked.
    pub unconfirmed: bool,
    /// Several together.
    pub bubbles: bool,
}

/// What the marks mean.
fn marks(kinds: Kinds) -> impl IntoView {
    let drawn = [
        (kinds.pins, r#"<circle cx="12" cy="10" r="5.5"/>"#, t!("legend-pin")),
        (kinds.unconfirmed, r#"<circle class="is-unverified" cx="12" cy="10" r="5.5"/>"#, t!("legend-unconfirmed")),
        (kinds.bubbles, r#"<circle cx="12" cy="10" r="9"/><text x="12" y="10.5">4</text>"#, t!("legend-bubble")),
    ];
    drawn
        .into_iter()
        .filter(|(there, ..)| *there)
        .map(|(_, drawing, words)| {
            view! {
                <li>
                    <svg class="legend__mark" viewBox="0 0 24 20" aria-hidden="true" inner_html=drawing></svg>
                    {words}
                </li>
            }
        })
        .collect_view()
}
