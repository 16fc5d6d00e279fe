//! What the colours and the marks mean.

use leptos::prelude::*;

use super::landkaart::Shown;
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
    let classes = shown
        .shading
        .legend()
        .map(|(class, lower, upper)| {
            let limits = if lower == upper {
                number(lower.into())
            } else {
                format!("{}–{}", number(lower.into()), number(upper.into()))
            };
            view! {
                <li class="legend__class">
                    <span class=format!("legend__key k{class}")></span>
                    {limits}
                </li>
            }
        })
        .collect_view();
    let none_chosen = shown.land().has_none_chosen().then(|| {
        view! {
            <li>
                <span class="legend__key kf"></span>
                {t!("legend-none-chosen", choice = shown.choice().word())}
            </li>
        }
    });
    // Marks follow the list, which a colour does not change.
    let all_types = shown.asked.filter.colour.map(|_| view! { <p class="legend__note">{t!("legend-marks-all")}</p> });
    view! {
        <div class="legend" id="legenda">
            <p class="legend__title">{title}</p>
            <ul class="legend__list">
                <li>
                    <span class="legend__key k0"></span>
                    {t!("legend-none")}
                </li>
                {none_chosen}
                {classes}
                <li>
                    <svg class="legend__mark" viewBox="0 0 24 20" aria-hidden="true">
                        <circle cx="12" cy="10" r="5.5" />
                    </svg>
                    {t!("legend-pin")}
                </li>
                <li>
                    <svg class="legend__mark" viewBox="0 0 24 20" aria-hidden="true">
                        <circle class="is-unverified" cx="12" cy="10" r="5.5" />
                    </svg>
                    {t!("legend-unconfirmed")}
                </li>
                <li>
                    <svg class="legend__mark" viewBox="0 0 24 20" aria-hidden="true">
                        <circle cx="12" cy="10" r="9" />
                        <text x="12" y="10.5">
                            "4"
                        </text>
                    </svg>
                    {t!("legend-bubble")}
                </li>
            </ul>
            {all_types}
        </div>
    }
}
