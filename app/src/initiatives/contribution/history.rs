//! `/landkaart/initiatief/{key}/geschiedenis`: every version of an initiative, with what changed and why.

use leptos::prelude::*;

use super::desk::{Difference, DifferenceRows};
use crate::texts::{t, text};
use crate::ui::page::{Crumb, Page};

/// A version as visitors see it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShownVersion {
    /// Its number, from 1.
    pub number: i64,
    /// From which day on it was so.
    pub day: String,
    /// Where it came from, by the word in the database.
    pub origin: String,
    /// Why it changed.
    pub reason: Option<String>,
    /// What changed; nothing for the first one.
    pub differences: Vec<Difference>,
}

/// The versions of an initiative, the newest first. Provided by the server as context.
#[derive(Clone, Debug)]
pub struct History {
    /// What it is called now.
    pub title: String,
    /// Its address.
    pub address: String,
    /// The versions.
    pub versions: Vec<ShownVersion>,
}

/// Where a version came from, in words.
fn origin(word: &str) -> String {
    text(match word {
        "proposal" => "history-proposal",
        "moderator" => "history-moderator",
        "municipality" => "history-municipality",
        _ => "history-import",
    })
}

/// The versions.
#[component]
pub fn HistoryPage() -> impl IntoView {
    let History { title, address, versions } = expect_context();
    let heading = t!("history-title", title = title.as_str());
    let canonical = format!("{address}/geschiedenis");
    let items = versions.into_iter().map(|version| view! { <OneVersion version /> });
    view! {
        <Page
            title=heading.clone()
            description=t!("history-lead")
            crumbs=vec![
                Crumb::to(t!("site-part-landkaart"), "/landkaart"),
                Crumb::to(title, address),
                Crumb::here(t!("history-crumb")),
            ]
            canonical=canonical
            work=true
        >
            <div class="prose">
                <h1 class="nl-heading nl-heading--level-1">{heading}</h1>
                <p class="nl-paragraph nl-paragraph--lead">{t!("history-lead")}</p>
            </div>
            {items.collect_view()}
        </Page>
    }
}

#[component]
fn OneVersion(version: ShownVersion) -> impl IntoView {
    let id = format!("versie-{}", version.number);
    let labelled = id.clone();
    let reason = version.reason.map(|reason| view! { <blockquote class="said">{reason}</blockquote> });
    let changes = if version.differences.is_empty() {
        view! { <p class="nl-paragraph">{t!("history-first")}</p> }.into_any()
    } else {
        view! { <DifferenceRows differences=version.differences /> }.into_any()
    };
    view! {
        <section aria-labelledby=labelled>
            <h2 class="nl-heading nl-heading--level-2" id=id>
                {t!("history-version", number = version.number, day = version.day)}
            </h2>
            <p class="nl-paragraph">{origin(&version.origin)}</p>
            {reason}
            {changes}
        </section>
    }
}
