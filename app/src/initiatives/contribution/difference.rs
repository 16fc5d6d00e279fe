//! What differs between two versions of an initiative, as staff and visitors see it.

use leptos::prelude::*;

use crate::texts::t;

/// A column that differs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// What it is called.
    pub label: String,
    /// What it is now; nothing for an initiative that is new.
    pub before: Option<String>,
    /// What it becomes.
    pub after: String,
    /// Addresses to look at.
    pub links: Vec<String>,
}

/// What differs, a row per column.
#[component]
pub fn DifferenceRows(
    /// The columns.
    differences: Vec<Difference>,
) -> impl IntoView {
    let rows = differences.into_iter().map(|difference| {
        let after = if difference.after.is_empty() { t!("difference-empty") } else { difference.after };
        let before = difference.before.map(|before| view! { <del class="diff__before">{before}</del> });
        view! {
            <div class="diff__row">
                <dt>{difference.label}</dt>
                <dd>{before} <ins class="diff__after">{after}</ins> {links(difference.links)}</dd>
            </div>
        }
    });
    view! { <dl class="diff">{rows.collect_view()}</dl> }
}

/// Addresses that a moderator opens to see whether it is true.
fn links(addresses: Vec<String>) -> Vec<AnyView> {
    addresses
        .into_iter()
        .map(|address| {
            let words = address.clone();
            view! {
                <a class="nl-link small breaks" href=address rel="noopener nofollow external" target="_blank">
                    {words}
                    <span class="visually-hidden">" " {t!("contribute-alike-new-window")}</span>
                </a>
            }
            .into_any()
        })
        .collect()
}
