//! Facts: what, and how it is.

use leptos::prelude::*;

/// A list of facts.
#[component]
pub fn Facts(
    /// The facts.
    children: Children,
) -> impl IntoView {
    view! { <dl class="utrecht-data-list facts">{children()}</dl> }
}

/// One fact.
#[component]
pub fn Fact(
    /// What it is about.
    #[prop(into)]
    name: String,
    /// How it is.
    children: Children,
) -> impl IntoView {
    view! {
        <div class="utrecht-data-list__item">
            <dt class="utrecht-data-list__item-key">{name}</dt>
            <dd class="utrecht-data-list__item-value utrecht-data-list__item-value--html-dd">{children()}</dd>
        </div>
    }
}
