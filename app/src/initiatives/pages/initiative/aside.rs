//! Beside an initiative: where it is, and how to pass it on.

use leptos::prelude::*;

use crate::initiatives::land::Land;
use crate::initiatives::model::{InitiativeId, Precision};
use crate::initiatives::needs::InitiativeView;
use crate::initiatives::pages::results::is_confirmed;
use crate::initiatives::pages::small_map::{SmallMap, Spot, around, close_around};
use crate::initiatives::words;
use crate::texts::t;

/// Where it is: the streets when the address is known and a street map is configured, else the municipality.
#[component]
pub fn Whereabouts(
    /// The initiative with its surroundings.
    shown: InitiativeView,
) -> impl IntoView {
    let initiative = &shown.initiative;
    let summary = &initiative.summary;
    let places = shown.reference.places.municipalities();
    let place = &places[summary.municipality];
    place.province?;
    let frame = match initiative.precision {
        Precision::Address | Precision::Neighbourhood if shown.reference.street_map.is_some() => {
            close_around(initiative.rd)
        }
        _ => around(&shown.reference, summary.municipality, initiative.rd),
    };
    let spot = Spot {
        at: initiative.rd,
        count: 1,
        href: summary.address(),
        label: words::pin(&summary.title, &place.name),
        unconfirmed: summary.stale || !is_confirmed(&shown.reference.taxonomy, &summary.status),
    };
    let land = Land {
        selected: Some(summary.municipality),
        ..Land::of_everything(&shown.reference, &shown.per_municipality, &shown.taking_part, &shown.shading)
    };
    let label = t!("municipality-map", name = place.name.as_str());
    Some(view! { <SmallMap land frame spots=vec![spot] label plain=true /> })
}

/// Ways to pass it on.
#[component]
pub fn Share(
    /// Its number.
    id: InitiativeId,
    /// Its name.
    title: String,
    /// Where it is, in full.
    address: String,
) -> impl IntoView {
    let mail: String = form_urlencoded::Serializer::new(String::new())
        .append_pair("subject", &title)
        .append_pair("body", &address)
        .finish()
        // Mail programs read a plus as a plus.
        .replace('+', "%20");
    view! {
        <div class="share">
            <h2 class="nl-heading nl-heading--level-3">{t!("share-title")}</h2>
            <label class="utrecht-form-label" for="vast-adres">
                {t!("share-address")}
            </label>
            <input
                class="utrecht-textbox utrecht-textbox--html-input"
                type="text"
                id="vast-adres"
                readonly
                value=address
            />
            <ul class="links">
                <li>
                    <a class="nl-link" href=format!("mailto:?{mail}")>
                        {t!("share-mail")}
                    </a>
                </li>
                <li>
                    <a class="nl-link" href=format!("/api/v1/initiatieven/{id}")>
                        {t!("share-data")}
                    </a>
                </li>
            </ul>
        </div>
    }
}
