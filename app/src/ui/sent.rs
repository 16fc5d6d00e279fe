//! What somebody reads after a form that sends them a mail: where to look now. The same to everybody, whoever they are.

use leptos::prelude::*;

use super::page::{Crumb, Page};

/// The page.
#[component]
pub fn SentPage(
    /// What it is called.
    title: String,
    /// What was sent, in a sentence or two.
    lead: String,
    /// What follows, or what to do when nothing comes.
    next: String,
    /// The way from the home page to here, without the page itself.
    way: Vec<Crumb>,
    /// Where to go on, and what that is called.
    onward: (&'static str, String),
) -> impl IntoView {
    let crumbs = way.into_iter().chain([Crumb::here(title.clone())]).collect();
    let (href, words) = onward;
    view! {
        <Page title=title.clone() description=lead.clone() crumbs>
            <div class="prose">
                <h1 class="nl-heading nl-heading--level-1">{title}</h1>
                <p class="nl-paragraph nl-paragraph--lead">{lead}</p>
                <p class="nl-paragraph">{next}</p>
                <p class="nl-paragraph">
                    <a class="nl-link" href=href>
                        {words}
                    </a>
                </p>
            </div>
        </Page>
    }
}
