//! `/landkaart/volgen?{filter}`: says what is followed, by feed or by mail, and asks for a mail address.

use leptos::prelude::*;
use leptos_meta::{Link, Meta};

use super::Pace;
use crate::personal::Personal;
use crate::texts::t;
use crate::ui::errors::status;
use crate::ui::fields::{ErrorSummary, FieldError};
use crate::ui::form::{Choice, Posted, TextField, TickField};
use crate::ui::page::{Crumb, Page};
use crate::ui::sent::SentPage;

/// Where the page is.
pub const PATH: &str = "/landkaart/volgen";

/// Where somebody reads what to do next.
pub const SENT: &str = "/landkaart/volgen/verstuurd";

/// The names of the fields.
pub mod names {
    /// The mail address.
    pub const EMAIL: &str = "email";
    /// How often.
    pub const PACE: &str = "tempo";
    /// A trap for programs; people leave it empty.
    pub const TRAP: &str = "website";
}

/// What is followed. Provided by the server as context.
#[derive(Clone, Debug)]
pub struct Following {
    /// What, in words.
    pub words: String,
    /// Where the form is sent: this page with its filter.
    pub action: String,
    /// The feed of the same filter.
    pub feed: String,
    /// The Landkaart under the same filter.
    pub list: String,
    /// What could not be understood of the filter; then there is nothing to follow.
    pub problems: Vec<FieldError>,
}

/// The page.
#[component]
pub fn FollowPage() -> impl IntoView {
    let following = expect_context::<Following>();
    if !following.problems.is_empty() {
        status(422);
    }
    let wrong = !following.problems.is_empty();
    let (feed, title) = (following.feed.clone(), t!("follow-title"));
    let content = if wrong { not_understood(following).into_any() } else { ways(following).into_any() };
    view! {
        {(!wrong)
            .then(|| {
                view! {
                    <Link rel="alternate" type_="application/atom+xml" href=feed title=t!("landkaart-feed-title") />
                }
            })}
        <Page
            title=title.clone()
            description=t!("follow-description")
            crumbs=vec![Crumb::to(t!("site-part-landkaart"), "/landkaart"), Crumb::here(title.clone())]
            canonical=PATH
            work=true
        >
            <div class="prose">
                <h1 class="nl-heading nl-heading--level-1">{title}</h1>
                {content}
            </div>
        </Page>
    }
}

/// The filter makes no sense: what is wrong with it, and where to choose another.
fn not_understood(following: Following) -> impl IntoView {
    let problems = following.problems.into_iter().map(|problem| view! { <li>{problem.label} ": " {problem.text}</li> });
    view! {
        <p class="nl-paragraph nl-paragraph--lead">{t!("follow-wrong")}</p>
        <ul class="utrecht-unordered-list">{problems.collect_view()}</ul>
        <p class="nl-paragraph">
            <a class="nl-link" href=following.list>
                {t!("follow-choose-again")}
            </a>
        </p>
    }
}

/// Both ways to follow.
fn ways(following: Following) -> impl IntoView {
    let paces =
        Pace::ALL.map(|pace| Choice { value: pace.field().to_owned(), label: pace.name(), hint: String::new() });
    view! {
        <ErrorSummary errors=Posted::now().errors />
        <p class="nl-paragraph nl-paragraph--lead">{t!("follow-lead")}</p>
        <p class="nl-paragraph">
            {t!("follow-what")} " " <strong>{following.words}</strong> ". " <a class="nl-link" href=following.list>
                {t!("follow-look")}
            </a>
        </p>
        <h2 class="nl-heading nl-heading--level-2">{t!("follow-mail-title")}</h2>
        <p class="nl-paragraph">{t!("follow-mail-text")}</p>
        <form class="form" action=following.action method="post" novalidate>
            <div class="form-trap" aria-hidden="true">
                <label for=names::TRAP>{t!("contribute-trap")}</label>
                <input type="text" id=names::TRAP name=names::TRAP tabindex="-1" autocomplete="off" />
            </div>
            <TextField
                name=names::EMAIL
                label=t!("contribute-email")
                why=Personal::Follower
                kind="email"
                autocomplete="email"
                longest=254
            />
            <TickField name=names::PACE legend=t!("follow-pace") choices=paces.into() one=true />
            <div class="actions">
                <button class="nl-button nl-button--primary" type="submit">
                    {t!("follow-send")}
                </button>
            </div>
        </form>
        <h2 class="nl-heading nl-heading--level-2">{t!("follow-feed-title")}</h2>
        <p class="nl-paragraph">{t!("follow-feed-text")}</p>
        <p class="nl-paragraph">
            <a class="nl-link" href=following.feed>
                {t!("take-feed")}
            </a>
        </p>
    }
}

/// `/landkaart/volgen/verstuurd`: says where to look now.
#[component]
pub fn FollowSentPage() -> impl IntoView {
    view! {
        <Meta name="robots" content="noindex" />
        <SentPage
            title=t!("follow-sent-title")
            lead=t!("follow-sent-lead")
            next=t!("follow-sent-next")
            way=vec![Crumb::to(t!("site-part-landkaart"), "/landkaart"), Crumb::to(t!("follow-title"), PATH)]
            onward=("/landkaart", t!("error-to-landkaart"))
        />
    }
}
