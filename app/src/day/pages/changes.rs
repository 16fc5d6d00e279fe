//! `/dag/programma/wijzigingen`: what became otherwise since the programme was published first.

use leptos::prelude::*;

use super::{PROGRAMME, crumbs, days, nothing, session_path};
use crate::day::changes::{Change, Difference};
use crate::texts::{moments, t};
use crate::ui::page::{Crumb, Page};

/// The page.
#[component]
pub fn ChangesPage() -> impl IntoView {
    let Some(view) = days().current().filter(|view| !view.published.is_empty()) else { return nothing() };
    let versions: Vec<_> = view.published.iter().filter(|version| !version.changes.is_empty()).cloned().collect();
    let content = if versions.is_empty() {
        view! { <p class="nl-paragraph nl-paragraph--lead">{t!("changes-none")}</p> }.into_any()
    } else {
        let parts = versions.into_iter().map(|version| {
            let items = version.changes.into_iter().map(|change| view! { <OneChange change /> });
            view! {
                <h2 class="nl-heading nl-heading--level-2">
                    <time datetime=moments::machine(version.at)>{moments::short(version.at)}</time>
                </h2>
                <ul>{items.collect_view()}</ul>
            }
        });
        parts.collect_view().into_any()
    };
    view! {
        <Page
            title=t!("changes-title")
            description=t!("changes-description")
            crumbs=crumbs(vec![Crumb::to(t!("programme-title"), PROGRAMME), Crumb::here(t!("changes-title"))])
        >
            <div class="prose">
                <h1 class="nl-heading nl-heading--level-1">{t!("changes-title")}</h1>
                {content}
            </div>
        </Page>
    }
    .into_any()
}

#[component]
fn OneChange(change: Change) -> impl IntoView {
    let is_there = !change.what.contains(&Difference::Removed);
    let title = if is_there {
        view! {
            <a class="nl-link" href=session_path(&change.session)>
                {change.title.clone()}
            </a>
        }
        .into_any()
    } else {
        change.title.clone().into_any()
    };
    let what: Vec<String> = change.what.iter().map(words).collect();
    view! { <li>{title} ": " {what.join("; ")}</li> }
}

/// What is different, in words.
#[must_use]
pub fn words(difference: &Difference) -> String {
    let or_none = |text: &str| if text.is_empty() { t!("change-nothing") } else { text.to_owned() };
    match difference {
        Difference::Added => t!("change-added"),
        Difference::Removed => t!("change-removed"),
        Difference::Cancelled(reason) => t!("change-cancelled", reason = reason.as_str()),
        Difference::BackOn => t!("change-back-on"),
        Difference::Title(before) => t!("change-title", before = before.as_str()),
        Difference::Time(before, after) => t!("change-time", before = or_none(before), after = or_none(after)),
        Difference::Room(before, after) => t!("change-room", before = or_none(before), after = or_none(after)),
        Difference::Speakers(before, after) => t!("change-speakers", before = or_none(before), after = or_none(after)),
        Difference::Text => t!("change-text"),
    }
}
