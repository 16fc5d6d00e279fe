//! Active filters: each is a link to the same page without it.

use leptos::prelude::*;

use crate::texts::t;

/// A filter that is set.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chip {
    /// What it filters on.
    pub label: String,
    /// The page without it.
    pub without: String,
}

/// The filters that are set, and a link to let them all go; nothing when none is set.
#[component]
pub fn Chips(
    /// The filters.
    chips: Vec<Chip>,
    /// The page without any.
    clear: String,
) -> impl IntoView {
    (!chips.is_empty()).then(|| {
        view! {
            <ul class="chips" aria-label=t!("filter-active")>
                {chips
                    .into_iter()
                    .map(|chip| {
                        view! {
                            <li>
                                <a class="chip" href=chip.without>
                                    <span class="visually-hidden">{t!("filter-remove")}</span>
                                    {chip.label}
                                </a>
                            </li>
                        }
                    })
                    .collect_view()}
                <li>
                    <a class="nl-link small" href=clear>
                        {t!("filter-clear-short")}
                    </a>
                </li>
            </ul>
        }
    })
}
