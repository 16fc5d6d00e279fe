//! Everything on the page to take along: files, a feed, a map to print, a map for another site.

use leptos::prelude::*;

use super::landkaart::Shown;
use super::statistics;
use crate::initiatives::follow::page as follow;
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
        (shown.address_at("/landkaart/kaart.svg", &shown.asked.filter.coloured_selection()), t!("take-svg")),
        (shown.address_at(follow::PATH, &selection), t!("take-follow")),
        (shown.address_at("/landkaart/feed.atom", &selection), t!("take-feed")),
        (shown.address_at(statistics::PATH, &selection), t!("take-figures")),
        (shown.address_at("/landkaart/insluiten", &shown.asked.filter.on_page(1)), t!("take-embed")),
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

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::initiatives::pages::examples::{asking, browse, markup};

    #[test]
    fn the_map_to_print_keeps_the_colours_and_the_map_elsewhere_the_view_too() {
        let query = "soort=T01&kader=150000,460000,160000,470000&kleur=T07&pagina=2";
        let html = markup(asking("/landkaart", query), || view! { <TakeAlong shown=Arc::new(browse(query)) /> });
        assert!(html.contains(r#"href="/landkaart/kaart.svg?soort=burgerberaad&amp;kleur=referendum""#), "{html}");
        let embed =
            "/landkaart/insluiten?soort=burgerberaad&amp;kader=150000%2C460000%2C160000%2C470000&amp;kleur=referendum";
        assert!(html.contains(&format!(r#"href="{embed}""#)), "{html}");
        assert!(html.contains(r#"href="/api/v1/initiatieven.csv?soort=burgerberaad""#), "{html}");
    }
}
