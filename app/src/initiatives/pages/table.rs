//! The equal of the map in words: every municipality with its number of initiatives.

use leptos::prelude::*;

use super::landkaart::Shown;
use crate::texts::{number, t};
use crate::ui::table::Table;

/// All municipalities under the filter.
#[component]
pub fn MunicipalityTable(
    /// What is shown.
    shown: Shown,
) -> impl IntoView {
    let places = &shown.reference.places;
    let rows = places
        .municipalities()
        .iter()
        .zip(&shown.per_municipality)
        .enumerate()
        .map(|(index, (place, &count))| {
            let others = shown.taking_part.get(index).copied().unwrap_or_default();
            let takes_part = (others > 0).then(|| t!("landkaart-table-takes-part", count = others) + " ");
            let province = place
                .province
                .and_then(|index| places.provinces().get(index))
                .map_or_else(|| t!("landkaart-map-inset"), |province| province.name.clone());
            let head = view! {
                <a class="nl-link" href=format!("/landkaart/gemeente/{}", place.slug)>
                    {place.name.clone()}
                </a>
            };
            view! {
                <tr>
                    <th scope="row">{head}</th>
                    <td>{province}</td>
                    <td>{takes_part} {number(count.into())}</td>
                </tr>
            }
        })
        .collect_view();
    let heads = vec![
        (t!("landkaart-table-municipality"), false),
        (t!("landkaart-table-province"), false),
        (t!("landkaart-table-count"), true),
    ];
    view! {
        <div id="tabel">
            <Table caption=t!("landkaart-table-caption") id="tabel-titel" heads long=true>
                {rows}
            </Table>
        </div>
    }
}
