//! `/landkaart/volgen/mijn/{link}`: everything that somebody follows, to change or stop, without an account.

use leptos::prelude::*;

use super::Pace;
use super::confirm::{NoFollowPage, Small};
use crate::desk::done::WhatWasDone;
use crate::texts::t;

/// The name of what is done.
pub const DO: &str = "doe";
/// The name of what it is done to.
pub const WHICH: &str = "welke";
/// Changes how often.
pub const CHANGE: &str = "wijzig";
/// Stops one.
pub const STOP: &str = "stop";
/// Stops all.
pub const STOP_ALL: &str = "stop-alles";

/// Something that is followed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnFollow {
    /// What a form calls it.
    pub id: String,
    /// What, in words.
    pub words: String,
    /// The Landkaart under its filter; nothing when a part of the filter is no longer there.
    pub list: Option<String>,
    /// How often.
    pub pace: Pace,
}

/// What somebody follows. Provided by the server as context.
#[derive(Clone, Debug)]
pub struct OwnFollows {
    /// The address of this page.
    pub address: String,
    /// To which mail address the mails go.
    pub email: String,
    /// All of it, oldest first.
    pub follows: Vec<OwnFollow>,
}

/// The page.
#[component]
pub fn OwnFollowsPage() -> impl IntoView {
    let Some(own) = use_context::<OwnFollows>() else {
        return view! { <NoFollowPage /> }.into_any();
    };
    let address = own.address.clone();
    let items = own.follows.into_iter().map(move |follow| one(address.clone(), follow)).collect_view();
    view! {
        <Small title=t!("follow-own-title")>
            <WhatWasDone />
            <p class="nl-paragraph nl-paragraph--lead">{t!("follow-own-lead", email = own.email)}</p>
            <ul class="follows">{items}</ul>
            <form class="form" action=own.address method="post">
                <p class="nl-paragraph">{t!("follow-own-stop")}</p>
                <div class="actions">
                    <button class="nl-button nl-button--secondary" type="submit" name=DO value=STOP_ALL>
                        {t!("follow-stop-all")}
                    </button>
                    <a class="nl-link" href="/landkaart">
                        {t!("follow-more")}
                    </a>
                </div>
            </form>
        </Small>
    }
    .into_any()
}

/// One thing that is followed, with its form.
fn one(address: String, follow: OwnFollow) -> impl IntoView {
    let field = format!("tempo-{}", follow.id);
    let heading = format!("volg-{}", follow.id);
    let gone = follow.list.is_none();
    let name = match follow.list {
        Some(list) => view! {
            <a class="nl-link" href=list>
                {follow.words}
            </a>
        }
        .into_any(),
        None => follow.words.into_any(),
    };
    let paces = Pace::ALL.map(|pace| {
        view! {
            <option value=pace.field() selected=pace == follow.pace>
                {pace.name()}
            </option>
        }
    });
    let change = (!gone).then(|| {
        view! {
            <label class="utrecht-form-label" for=field.clone()>
                {t!("follow-pace")}
            </label>
            <select class="utrecht-select utrecht-select--html-select" id=field.clone() name="tempo">
                {paces}
            </select>
            <button
                class="nl-button nl-button--secondary"
                type="submit"
                name=DO
                value=CHANGE
                aria-describedby=heading.clone()
            >
                {t!("follow-change")}
            </button>
        }
    });
    view! {
        <li class="follows__item">
            <h2 class="nl-heading nl-heading--level-3" id=heading.clone()>
                {name}
            </h2>
            {gone.then(|| view! { <p class="nl-paragraph">{t!("follow-own-gone")}</p> })}
            <form action=address method="post">
                <input type="hidden" name=WHICH value=follow.id />
                <div class="actions">
                    {change}
                    <button
                        class="nl-button nl-button--secondary"
                        type="submit"
                        name=DO
                        value=STOP
                        aria-describedby=heading
                    >
                        {t!("follow-stop")}
                    </button>
                </div>
            </form>
        </li>
    }
}
