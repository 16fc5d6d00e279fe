//! Everything on the page to take along: files, a feed, a map to print, a map for another site.

use leptos::prelude::*;

use super::landkaart::Shown;
use crate::texts::t;

/// An address with one pair more.
pub fn with_pair(address: &str, pair: &str) -> String {
    let sign = if address.contains('?') { '&' } else { '?' };
    format!("{address}{sign}{pair}")
}

/// Links that follow the search text and the filters.
#[component]
pub fn TakeAlong(
    /// What is shown.
    shown: Shown,
) -> impl IntoView {
    let selection = shown.asked.filter.selection();
    let csv = shown.address_at("/api/v1/initiatieven.csv", &selection);
    let semicolon = with_pair(&csv, "scheidingsteken=puntkomma");
    let links = [
        (shown.address_at("/api/v1/initiatieven.geojson", &selection), t!("take-geojson")),
        (csv, t!("take-csv")),
        (semicolon, t!("take-csv-semicolon")),
        (shown.address_at("/landkaart/kaart.svg", &selection), t!("take-svg")),
        (shown.address_at("/landkaart/feed.atom", &selection), t!("take-feed")),
        (shown.address_at("/landkaart/insluiten", &selection), t!("take-embed")),
        ("/open-data".to_owned(), t!("take-open-data")),
    ];
    view! {
        <ul class="links" id="meenemen">
            {links
                .into_iter()
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
