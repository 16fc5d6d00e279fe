//! The frame of a page of the desk: the parts beside it, who is at work above it.

use leptos::prelude::*;
use leptos_meta::Meta;

use super::pages::search;
use super::parts::Part;
use crate::accounts::actor::Actor;
use crate::accounts::pages::logins;
use crate::texts::t;
use crate::ui::page::{Crumb, Page};

/// How much waits in a part of the desk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Waiting {
    /// Where.
    pub part: Part,
    /// How much, at least one.
    pub count: u32,
    /// What waits, in words that follow the number.
    pub what: String,
    /// How long the oldest has waited, in words.
    pub since: String,
    /// The list of exactly what waits.
    pub href: String,
}

/// What waits for whoever is at work. Provided by the server as context for every page of the desk.
#[derive(Clone, Debug, Default)]
pub struct AllWaiting(pub Vec<Waiting>);

/// A page of the desk.
#[component]
pub fn DeskPage(
    /// In which part it is; nothing for what is about the reader only.
    #[prop(optional_no_strip)]
    part: Option<Part>,
    /// What it is called.
    #[prop(into)]
    title: String,
    /// The way from the desk to here, without the page itself.
    #[prop(default = vec![])]
    crumbs: Vec<Crumb>,
    /// The content, after the `h1`.
    children: Children,
) -> impl IntoView {
    let actor = expect_context::<Actor>();
    let AllWaiting(waiting) = use_context().unwrap_or_default();
    let mut way = Vec::new();
    if part != Some(Part::Home) {
        way.push(Crumb::to(Part::Home.name(), Part::Home.path()));
        way.extend(crumbs);
    }
    way.push(Crumb::here(title.clone()));
    let parts = Part::of(&actor).into_iter().map(move |other| {
        let count = waiting.iter().filter(|waiting| waiting.part == other).map(|waiting| waiting.count).sum::<u32>();
        view! {
            <li>
                <a class="desk__part" href=other.path() aria-current=(Some(other) == part).then_some("page")>
                    {other.name()}
                    {(count > 0)
                        .then(|| {
                            view! {
                                <span class="desk__count">
                                    {count} <span class="visually-hidden">" " {t!("desk-waiting")}</span>
                                </span>
                            }
                        })}
                </a>
            </li>
        }
    });
    let who = if actor.name.is_empty() { actor.email.clone() } else { actor.name.clone() };
    view! {
        <Meta name="robots" content="noindex" />
        <Page title=title.clone() description=t!("desk-description") crumbs=way wide=true work=true>
            <div class="desk__me">
                <form class="desk__search" action=search::PATH method="get" role="search">
                    <label class="visually-hidden" for="beheer-zoeken">
                        {t!("search-placeholder")}
                    </label>
                    <input
                        class="utrecht-textbox utrecht-textbox--html-input"
                        type="search"
                        id="beheer-zoeken"
                        name=search::WORDS
                        placeholder=t!("search-placeholder")
                        maxlength="200"
                        autocomplete="off"
                    />
                    <button class="nl-button" type="submit">
                        {t!("list-search")}
                    </button>
                </form>
                <span>{t!("desk-me", name = who)}</span>
                <a class="nl-link" href=logins::PATH>
                    {t!("logins-title")}
                </a>
                <form action=logins::END method="post">
                    <button class="link-button" type="submit">
                        {t!("logins-end")}
                    </button>
                </form>
            </div>
            <div class="desk">
                <nav aria-label=t!("desk-parts")>
                    <ul class="desk__parts">{parts.collect_view()}</ul>
                </nav>
                <div class="desk__content">
                    <h1 class="nl-heading nl-heading--level-1">{title}</h1>
                    {children()}
                </div>
            </div>
        </Page>
    }
}
