//! `/landkaart/initiatief/{key}/geschiedenis`: every version of an initiative, with what changed and why.

use leptos::prelude::*;

use super::difference::{Difference, DifferenceRows};
use crate::texts::{t, text};
use crate::ui::page::{Crumb, Page};

/// What was done with an initiative, when it was more than a change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShownDeed {
    /// The word in the database.
    pub word: String,
    /// The other initiative in it, or the version that was put back.
    pub other: Option<i64>,
}

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
    /// What was done, when it was more than a change.
    pub deed: Option<ShownDeed>,
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

/// What was done, with a way to the other initiative in it.
fn deed(deed: ShownDeed) -> impl IntoView {
    let other = deed.other.unwrap_or_default();
    let words = match deed.word.as_str() {
        "restored" => t!("history-restored", number = other),
        "withdrawn" => t!("history-withdrawn"),
        "put-back" => t!("history-put-back"),
        "merged-in" => t!("history-merged-in", id = other.to_string()),
        "merged-away" => t!("history-merged-away"),
        "given-back" => t!("history-given-back"),
        "taken-apart" => t!("history-taken-apart"),
        "split-off" => t!("history-split-off"),
        _ => t!("history-split-from"),
    };
    let leads_on =
        matches!(deed.word.as_str(), "merged-away" | "given-back" | "taken-apart" | "split-off" | "split-from");
    let link = leads_on.then(|| {
        view! {
            " "
            <a class="nl-link" href=format!("/landkaart/initiatief/{other}")>
                {t!("history-other", id = other.to_string())}
            </a>
        }
    });
    view! { <p class="nl-paragraph">{words} {link}</p> }
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

/// One version, with what changed and why.
#[component]
pub fn OneVersion(
    /// The version.
    version: ShownVersion,
) -> impl IntoView {
    let id = format!("versie-{}", version.number);
    let labelled = id.clone();
    let reason = version.reason.map(|reason| view! { <blockquote class="said">{reason}</blockquote> });
    let is_deed = version.deed.is_some();
    let changes = if version.differences.is_empty() {
        let words = if version.number == 1 { t!("history-first") } else { t!("history-same") };
        (!is_deed).then(|| view! { <p class="nl-paragraph">{words}</p> }).into_any()
    } else {
        view! { <DifferenceRows differences=version.differences /> }.into_any()
    };
    view! {
        <section aria-labelledby=labelled>
            <h2 class="nl-heading nl-heading--level-2" id=id>
                {t!("history-version", number = version.number, day = version.day)}
            </h2>
            {version.deed.map(deed)}
            <p class="nl-paragraph">{origin(&version.origin)}</p>
            {reason}
            {changes}
        </section>
    }
}
