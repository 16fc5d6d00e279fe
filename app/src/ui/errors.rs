//! Pages that say what went wrong and what to do now.

use leptos::prelude::*;

use super::page::{Crumb, Page};
use crate::accounts::pages::ask_link;
use crate::texts::{t, text};

/// Asks for an error page in place of the page at the address: the kind of error, such as `internal`. Provided by the
/// server as context when something went wrong before or around the page.
#[derive(Clone, Copy, Debug)]
pub struct ShowError(pub &'static str);

/// The words of an error page.
#[derive(Clone, Debug)]
pub struct ErrorTexts {
    /// What happened, in a few words.
    pub title: String,
    /// What it means and what to do, in a sentence or two.
    pub text: String,
}

impl ErrorTexts {
    /// The words for a kind of error, such as `not-found`.
    #[must_use]
    pub fn of(kind: &str) -> Self {
        Self { title: text(&format!("error-{kind}-title")), text: text(&format!("error-{kind}-text")) }
    }
}

/// Where whoever meets a kind of error most likely wants to go.
fn way_out_of(kind: &str) -> Option<WayOut> {
    (kind == "logged-out").then(|| WayOut {
        href: ask_link::PATH.to_owned(),
        words: t!("error-logged-out-action"),
        beside: true,
    })
}

/// An error page in place of the page at the address.
#[component]
pub fn ShownError(
    /// The kind of error.
    kind: &'static str,
) -> impl IntoView {
    view! { <ErrorPage texts=ErrorTexts::of(kind) way_out=way_out_of(kind) /> }
}

/// An error page, inside the frame.
#[component]
pub fn ErrorPage(
    /// What happened.
    texts: ErrorTexts,
    /// Where whoever asked this most likely wants to go.
    #[prop(optional_no_strip)]
    way_out: Option<WayOut>,
    /// Whether what was looked for may stand elsewhere on the Landkaart.
    #[prop(optional)]
    search: bool,
) -> impl IntoView {
    view! {
        <Page title=texts.title.clone() description=texts.text.clone() crumbs=vec![Crumb::here(texts.title.clone())]>
            <ErrorWords texts way_out search />
        </Page>
    }
}

/// An address that leads on, and what it is called.
#[derive(Clone, Debug)]
pub struct WayOut {
    /// The address.
    pub href: String,
    /// What is there.
    pub words: String,
    /// Whether it opens beside this page, because something here would be lost.
    pub beside: bool,
}

/// What an error page says, without the frame.
#[component]
pub fn ErrorWords(
    /// What happened.
    texts: ErrorTexts,
    /// Where whoever asked this most likely wants to go.
    #[prop(optional_no_strip)]
    way_out: Option<WayOut>,
    /// Whether what was looked for may stand elsewhere on the Landkaart.
    #[prop(optional)]
    search: bool,
) -> impl IntoView {
    let ways = [("/landkaart", t!("error-to-landkaart")), ("/", t!("error-to-home"))];
    let ways = ways.map(|(href, words)| WayOut { href: href.to_owned(), words, beside: false });
    let links = way_out.into_iter().chain(ways).map(|WayOut { href, words, beside }| {
        view! {
            <li>
                <a class="nl-link" href=href target=beside.then_some("_blank")>
                    {words}
                </a>
            </li>
        }
    });
    view! {
        <div class="error-page">
            <h1 class="nl-heading nl-heading--level-1">{texts.title}</h1>
            <p class="nl-paragraph nl-paragraph--lead">{texts.text}</p>
            {search.then(|| view! { <Search /> })}
            <ul class="links">{links.collect_view()}</ul>
        </div>
    }
}

/// A field that searches the Landkaart.
#[component]
fn Search() -> impl IntoView {
    view! {
        <form class="search" action="/landkaart" method="get" role="search" aria-label=t!("filter-form")>
            <label class="utrecht-form-label" for="q">
                {t!("filter-text")}
            </label>
            <div class="search__row">
                <input class="utrecht-textbox utrecht-textbox--html-input" type="search" id="q" name="q" />
                <button class="nl-button nl-button--primary" type="submit">
                    {t!("filter-search")}
                </button>
            </div>
        </form>
    }
}

/// Nothing is at this address.
#[component]
pub fn NotFoundPage() -> impl IntoView {
    status(404);
    view! { <ErrorPage texts=ErrorTexts::of("not-found") search=true /> }
}

/// The status of the answer, set by the server that renders the page.
pub fn status(code: u16) {
    if let Some(set) = use_context::<SetStatus>() {
        (set.0)(code);
    }
}

/// How a page sets the status of its answer. Provided by the server as context.
#[derive(Clone)]
pub struct SetStatus(pub std::sync::Arc<dyn Fn(u16) + Send + Sync>);
