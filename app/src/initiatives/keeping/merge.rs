//! `/beheer/initiatieven/{id}/samenvoegen`: choosing the other initiative, and what is taken along.

use leptos::prelude::*;

use super::entry::way;
use super::list;
use crate::desk::frame::DeskPage;
use crate::desk::parts::Part;
use crate::initiatives::contribution::difference::{Difference, DifferenceRows};
use crate::initiatives::contribution::form::names;
use crate::texts::t;
use crate::ui::fields::ErrorSummary;
use crate::ui::form::{Posted, TextArea, TextField, values};
use crate::ui::page::Crumb;

/// The field with the other one: its number.
pub const OTHER: &str = "met";

/// The words that are searched for.
pub const WORDS: &str = "q";

/// The version of the other one on the screen.
pub const SEEN_OTHER: &str = "versie_ander";

/// A column that is taken along, as often as there are.
pub const TAKE: &str = "neem";

/// Where it is.
#[must_use]
pub fn path(id: i64) -> String {
    format!("{}/samenvoegen", list::path(id))
}

/// What is merged. Provided by the server as context.
#[derive(Clone, Debug)]
pub struct ShownMerge {
    /// The number of the one that becomes part of another.
    pub id: i64,
    /// What it is called.
    pub title: String,
    /// The version of the data in which it was last written.
    pub revision: i64,
    /// What was searched for.
    pub words: String,
    /// What can be chosen: number, name and place. What looks alike, until somebody searches.
    pub found: Vec<(i64, String, String)>,
    /// The other one, when it was chosen.
    pub other: Option<ShownOther>,
}

/// The one into which it is merged.
#[derive(Clone, Debug)]
pub struct ShownOther {
    /// Its number.
    pub id: i64,
    /// What it is called.
    pub title: String,
    /// The version of the data in which it was last written.
    pub revision: i64,
    /// What it lacks and would take along: the column, and what changes.
    pub offers: Vec<(String, Difference)>,
    /// How many proposals move along.
    pub proposals: i64,
}

/// The page.
#[component]
pub fn MergePage() -> impl IntoView {
    let merge = expect_context::<ShownMerge>();
    let title = t!("keep-merge-title", name = merge.title.as_str());
    let mut crumbs = way();
    crumbs.push(Crumb::to(merge.title.clone(), list::path(merge.id)));
    let (id, revision, name) = (merge.id, merge.revision, merge.title.clone());
    let chosen = merge.other.clone().map(|other| view! { <Confirm id revision name other /> });
    view! {
        <DeskPage part=Some(Part::Initiatives) title=title crumbs=crumbs>
            <ErrorSummary errors=Posted::now().errors />
            <p class="nl-paragraph nl-paragraph--lead">{t!("keep-merge-lead")}</p>
            {chosen}
            <Choose merge />
        </DeskPage>
    }
}

/// What will happen, and the button that does it.
#[component]
fn Confirm(id: i64, revision: i64, name: String, other: ShownOther) -> impl IntoView {
    let posted = Posted::now();
    let sent = !posted.pairs.is_empty();
    let taken: Vec<String> = values(&posted.pairs, TAKE).map(str::to_owned).collect();
    let offers = other.offers.into_iter().enumerate().map(|(place, (column, difference))| {
        let checked = !sent || taken.contains(&column);
        let id = format!("{TAKE}-{place}");
        view! {
            <label class="choice">
                <input type="checkbox" id=id name=TAKE value=column checked=checked />
                <span>{difference.label.clone()}</span>
            </label>
            <DifferenceRows differences=vec![difference] />
        }
    });
    let offers = offers.collect_view();
    let along = if offers.is_empty() {
        view! { <p class="nl-paragraph">{t!("keep-merge-nothing")}</p> }.into_any()
    } else {
        view! {
            <fieldset class="form-group">
                <legend class="form-group__legend">{t!("keep-merge-take", name = other.title.as_str())}</legend>
                {offers}
            </fieldset>
        }
        .into_any()
    };
    view! {
        <form class="form" action=path(id) method="post" novalidate aria-labelledby="samen">
            <h2 class="nl-heading nl-heading--level-2" id="samen">
                {t!("keep-merge-into", name = other.title.as_str(), id = other.id.to_string())}
            </h2>
            <p class="nl-paragraph">{t!("keep-merge-means", name = name)}</p>
            {(other.proposals > 0)
                .then(|| view! { <p class="nl-paragraph">{t!("keep-merge-proposals", count = other.proposals)}</p> })}
            <input type="hidden" name=names::VERSION value=revision.to_string() />
            <input type="hidden" name=OTHER value=other.id.to_string() />
            <input type="hidden" name=SEEN_OTHER value=other.revision.to_string() />
            {along}
            <TextArea name=names::REASON label=t!("keep-reason") hint=t!("keep-reason-hint") longest=1_000 />
            <div class="actions">
                <button class="nl-button nl-button--primary" type="submit">
                    {t!("keep-merge-do")}
                </button>
                <a class="nl-link" href=list::path(id)>
                    {t!("keep-cancel")}
                </a>
            </div>
        </form>
    }
}

/// The ways to find the other one.
#[component]
fn Choose(merge: ShownMerge) -> impl IntoView {
    let action = path(merge.id);
    let items = merge.found.into_iter().map(|(id, name, place)| {
        view! {
            <li>
                <a class="nl-link" href=format!("{action}?{OTHER}={id}")>
                    {name}
                </a>
                " "
                {t!("desk-alike-number", id = id, place = place)}
            </li>
        }
    });
    let items = items.collect_view();
    let found = if items.is_empty() {
        view! { <p class="nl-paragraph">{t!("keep-merge-none")}</p> }.into_any()
    } else {
        view! { <ul>{items}</ul> }.into_any()
    };
    let heading = if merge.words.is_empty() { t!("keep-merge-alike") } else { t!("keep-merge-found") };
    view! {
        <section aria-labelledby="kies">
            <h2 class="nl-heading nl-heading--level-2" id="kies">
                {t!("keep-merge-choose")}
            </h2>
            <form class="form" action=action.clone() method="get">
                <div class="form-field">
                    <label class="utrecht-form-label" for="zoek-ander">
                        {t!("keep-merge-words")}
                    </label>
                    <input
                        class="utrecht-textbox utrecht-textbox--html-input"
                        type="search"
                        id="zoek-ander"
                        name=WORDS
                        value=merge.words.clone()
                        maxlength="200"
                        autocomplete="off"
                    />
                </div>
                <div class="actions">
                    <button class="nl-button" type="submit">
                        {t!("list-search")}
                    </button>
                </div>
            </form>
            <h3 class="nl-heading nl-heading--level-3">{heading}</h3>
            {found}
            <form class="form" action=action method="get">
                <TextField name=OTHER label=t!("keep-merge-number") longest=12 short=true />
                <div class="actions">
                    <button class="nl-button" type="submit">
                        {t!("keep-merge-look")}
                    </button>
                </div>
            </form>
        </section>
    }
}
