//! Tables: rows become lists in a narrow window; what is still wider scrolls in its own box, which the keyboard
//! reaches.

use leptos::prelude::*;

/// A table.
#[component]
pub fn Table(
    /// What it shows, as its caption.
    #[prop(into)]
    caption: String,
    /// The `id` of the caption.
    #[prop(into)]
    id: String,
    /// The heads of the columns, and whether they hold numbers.
    heads: Vec<(String, bool)>,
    /// Whether the first column keeps its words on one line.
    #[prop(optional)]
    formats: bool,
    /// Whether there are hundreds of rows: these are plain `tr`, `th` and `td`, because a class on each would be a good part of
    /// the weight of the page. The last column holds numbers.
    #[prop(optional)]
    long: bool,
    /// The rows.
    children: Children,
) -> impl IntoView {
    let class = if formats { "utrecht-table-container formats" } else { "utrecht-table-container" };
    view! {
        <section class=class aria-labelledby=id.clone() tabindex="0">
            <table class=if long { "utrecht-table table--long" } else { "utrecht-table" }>
                <caption class="utrecht-table__caption" id=id.clone()>
                    {caption}
                </caption>
                <thead class="utrecht-table__header">
                    <tr class="utrecht-table__row">
                        {heads
                            .into_iter()
                            .map(|(head, number)| {
                                let class = if number {
                                    "utrecht-table__header-cell utrecht-table__header-cell--numeric-column"
                                } else {
                                    "utrecht-table__header-cell"
                                };
                                view! {
                                    <th class=class scope="col">
                                        {head}
                                    </th>
                                }
                            })
                            .collect_view()}
                    </tr>
                </thead>
                <tbody class="utrecht-table__body">{children()}</tbody>
            </table>
        </section>
    }
}

/// A row: its head and its cells.
#[component]
pub fn Row(
    /// What the row is about.
    head: AnyView,
    /// The cells.
    children: Children,
) -> impl IntoView {
    view! {
        <tr class="utrecht-table__row">
            <th class="utrecht-table__header-cell" scope="row">
                {head}
            </th>
            {children()}
        </tr>
    }
}

/// A cell with words.
#[component]
pub fn Cell(
    /// The head of its column, for windows that are too narrow for columns: there a row is a list.
    label: String,
    /// What stands in it.
    children: Children,
) -> impl IntoView {
    view! {
        <td class="utrecht-table__cell" data-label=label>
            {children()}
        </td>
    }
}
