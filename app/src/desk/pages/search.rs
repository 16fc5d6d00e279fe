//! `/beheer/zoeken`: everything that whoever is at the desk may see, by words.

use leptos::prelude::*;

use crate::desk::frame::DeskPage;
use crate::texts::t;

/// Where the page is.
pub const PATH: &str = "/beheer/zoeken";

/// The name of what is searched for, in the address.
pub const WORDS: &str = "q";

/// Something that was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    /// What it is called.
    pub words: String,
    /// What tells it from others of that name.
    pub about: String,
    /// Where it is.
    pub href: String,
}

/// What was found of one kind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FoundKind {
    /// What the kind is called.
    pub title: String,
    /// The first few.
    pub hits: Vec<Hit>,
    /// How many there are.
    pub total: u32,
    /// Where the others are, when there are more.
    pub all: String,
}

/// What was searched for and found. Provided by the server as context.
#[derive(Clone, Debug)]
pub struct FoundAll {
    /// The words.
    pub words: String,
    /// Kinds of which something was found.
    pub kinds: Vec<FoundKind>,
}

/// The page.
#[component]
pub fn SearchPage() -> impl IntoView {
    let FoundAll { words, kinds } = expect_context();
    let nothing = kinds.is_empty().then(|| {
        let text = if words.is_empty() { t!("search-how") } else { t!("search-none", words = words.clone()) };
        view! { <p class="nl-paragraph">{text}</p> }
    });
    let kinds = kinds.into_iter().map(|kind| view! { <OneKind kind /> }).collect_view();
    view! {
        <DeskPage title=t!("search-title")>
            <form class="list-filter" action=PATH method="get" role="search" aria-label=t!("search-title")>
                <div class="list-filter__field">
                    <label class="utrecht-form-label" for="zoeken">
                        {t!("search-field")}
                    </label>
                    <input
                        class="utrecht-textbox utrecht-textbox--html-input"
                        type="search"
                        id="zoeken"
                        name=WORDS
                        value=words
                        maxlength="200"
                        autocomplete="off"
                    />
                </div>
                <div class="list-filter__actions">
                    <button class="nl-button nl-button--primary" type="submit">
                        {t!("list-search")}
                    </button>
                </div>
            </form>
            {nothing}
            {kinds}
        </DeskPage>
    }
}

#[component]
fn OneKind(kind: FoundKind) -> impl IntoView {
    let more = usize::try_from(kind.total).is_ok_and(|total| total > kind.hits.len()).then(|| {
        view! {
            <p class="nl-paragraph">
                <a class="nl-link" href=kind.all>
                    {t!("search-more", count = kind.total)}
                    <span class="visually-hidden">": " {kind.title.clone()}</span>
                </a>
            </p>
        }
    });
    let hits = kind.hits.into_iter().map(|hit| {
        view! {
            <li class="found__hit">
                <a class="nl-link" href=hit.href>
                    {hit.words}
                </a>
                <span class="found__about">{hit.about}</span>
            </li>
        }
    });
    view! {
        <section class="found">
            <h2 class="nl-heading nl-heading--level-2">{kind.title}</h2>
            <ul>{hits.collect_view()}</ul>
            {more}
        </section>
    }
}
