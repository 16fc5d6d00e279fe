//! `/privacy/gegevens`: what is kept about an address, for whoever shows by a link in a mail that it is theirs.

use leptos::prelude::*;

use crate::personal::Personal;
use crate::texts::t;
use crate::ui::facts::{Fact, Facts};
use crate::ui::fields::ErrorSummary;
use crate::ui::form::{Posted, TextField, TickBox};
use crate::ui::page::{Crumb, Page};
use crate::ui::sent::SentPage;

/// Where somebody asks for the link.
pub const PATH: &str = "/privacy/gegevens";

/// Where they read what to do next.
pub const SENT: &str = "/privacy/gegevens/verstuurd";

/// Where they read that everything is erased.
pub const ERASED: &str = "/privacy/gegevens/gewist";

/// The name of the field with the address.
pub const EMAIL: &str = "email";

/// The name of the box that says yes.
pub const SURE: &str = "zeker";

/// What is kept of one kind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Held {
    /// Which kind.
    pub what: Personal,
    /// Each thing, as pairs of what it is called and what it says.
    pub entries: Vec<Vec<(String, String)>>,
}

/// Everything that is kept about an address. Provided by the server as context; without it the link leads nowhere.
#[derive(Clone, Debug)]
pub struct OwnData {
    /// The address.
    pub email: String,
    /// The address of this page.
    pub here: String,
    /// What is kept: at least the mail with the link.
    pub held: Vec<Held>,
}

fn way() -> Vec<Crumb> {
    vec![Crumb::to(t!("privacy-title"), "/privacy")]
}

fn way_to_own_data() -> Vec<Crumb> {
    way().into_iter().chain([Crumb::to(t!("own-data-title"), PATH)]).collect()
}

/// The form that asks for the link.
#[component]
pub fn AskOwnDataPage() -> impl IntoView {
    let title = t!("own-data-title");
    let crumbs = way().into_iter().chain([Crumb::here(title.clone())]).collect();
    view! {
        <Page title=title.clone() description=t!("own-data-lead") crumbs canonical=PATH work=true>
            <div class="prose">
                <h1 class="nl-heading nl-heading--level-1">{title}</h1>
                <ErrorSummary errors=Posted::now().errors />
                <p class="nl-paragraph nl-paragraph--lead">{t!("own-data-lead")}</p>
                <form class="form" action=PATH method="post" novalidate>
                    <TextField
                        name=EMAIL
                        label=t!("own-data-email-field")
                        why=Personal::OwnDataLink
                        kind="email"
                        autocomplete="email"
                        longest=254
                    />
                    <div class="actions">
                        <button class="nl-button nl-button--primary" type="submit">
                            {t!("own-data-ask")}
                        </button>
                    </div>
                </form>
            </div>
        </Page>
    }
}

/// Says where to look now, the same to everybody.
#[component]
pub fn OwnDataSentPage() -> impl IntoView {
    view! {
        <SentPage
            title=t!("own-data-sent-title")
            lead=t!("own-data-sent-lead")
            next=t!("own-data-sent-nothing")
            way=way_to_own_data()
            onward=(PATH, t!("own-data-again"))
        />
    }
}

/// Says that everything is gone.
#[component]
pub fn OwnDataErasedPage() -> impl IntoView {
    view! {
        <SentPage
            title=t!("own-data-erased-title")
            lead=t!("own-data-erased-lead")
            next=t!("own-data-erased-copies")
            way=way_to_own_data()
            onward=("/landkaart", t!("error-to-landkaart"))
        />
    }
}

/// Everything that is kept about an address.
#[component]
pub fn OwnDataPage() -> impl IntoView {
    let Some(own) = use_context::<OwnData>() else {
        return view! { <LinkIsOver /> }.into_any();
    };
    let title = t!("own-data-title");
    let crumbs = way().into_iter().chain([Crumb::here(title.clone())]).collect();
    view! {
        // The address of this page is a secret, so it is named nowhere.
        <Page title=title.clone() description=t!("own-data-lead") crumbs canonical=PATH work=true>
            <div class="prose">
                <h1 class="nl-heading nl-heading--level-1">{title}</h1>
                <ErrorSummary errors=Posted::now().errors />
                <p class="nl-paragraph nl-paragraph--lead">{t!("own-data-of", email = own.email.as_str())}</p>
                {own.held.into_iter().map(|held| view! { <OneKind held /> }).collect_view()}
                <WhatToDo here=own.here />
            </div>
        </Page>
    }
    .into_any()
}

#[component]
fn OneKind(held: Held) -> impl IntoView {
    let entries = held.entries.into_iter().map(|entry| {
        let pairs = entry.into_iter().filter(|(_, value)| !value.is_empty());
        let pairs = pairs.map(|(name, value)| view! { <Fact name>{value}</Fact> });
        view! { <Facts>{pairs.collect_view()}</Facts> }
    });
    view! {
        <h2 class="nl-heading nl-heading--level-2">{held.what.name()}</h2>
        <p class="nl-paragraph">
            {t!("own-data-purpose", purpose = held.what.purpose())} <br />
            {t!("own-data-kept", kept = held.what.kept_in_words())}
        </p>
        {entries.collect_view()}
    }
}

#[component]
fn WhatToDo(here: String) -> impl IntoView {
    view! {
        <h2 class="nl-heading nl-heading--level-2">{t!("own-data-copy-title")}</h2>
        <p class="nl-paragraph">{t!("own-data-copy-text")}</p>
        <p class="actions">
            <a class="nl-button nl-button--secondary" href=format!("{here}/kopie.json")>
                {t!("own-data-copy")}
            </a>
        </p>
        <h2 class="nl-heading nl-heading--level-2">{t!("own-data-erase-title")}</h2>
        <p class="nl-paragraph">{t!("own-data-erase-text")}</p>
        <form class="form" action=here method="post" novalidate>
            <TickBox name=SURE label=t!("own-data-erase-sure") />
            <div class="actions">
                <button class="nl-button nl-button--primary" type="submit">
                    {t!("own-data-erase")}
                </button>
            </div>
        </form>
    }
}

#[component]
fn LinkIsOver() -> impl IntoView {
    let title = t!("own-data-over-title");
    let crumbs = way().into_iter().chain([Crumb::here(title.clone())]).collect();
    view! {
        <Page title=title.clone() description=t!("own-data-over-text") crumbs canonical=PATH>
            <div class="prose">
                <h1 class="nl-heading nl-heading--level-1">{title}</h1>
                <p class="nl-paragraph nl-paragraph--lead">{t!("own-data-over-text")}</p>
                <p class="nl-paragraph">
                    <a class="nl-link" href=PATH>
                        {t!("own-data-again")}
                    </a>
                </p>
            </div>
        </Page>
    }
}
