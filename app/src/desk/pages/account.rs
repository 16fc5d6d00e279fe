//! `/beheer/accounts/{id}`: one account, and what can be done with it.

use form_urlencoded::byte_serialize;
use leptos::prelude::*;

use super::account_new::{ROLE, RoleFields};
use crate::desk::done::WhatWasDone;
use crate::desk::frame::DeskPage;
use crate::desk::list::DO;
use crate::desk::parts::Part;
use crate::texts::{moments, t};
use crate::ui::facts::{Fact, Facts};
use crate::ui::fields::ErrorSummary;
use crate::ui::form::Posted;
use crate::ui::page::Crumb;

/// What a form of the page asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Deed {
    /// Give a role.
    Give,
    /// Take a role.
    Take,
    /// Close the account.
    Close,
    /// Open it again.
    Open,
    /// End its logins.
    End,
}

impl Deed {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::Give, Self::Take, Self::Close, Self::Open, Self::End];

    /// The word for it in forms and addresses.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Give => "geef",
            Self::Take => "neem",
            Self::Close => "sluit",
            Self::Open => "open",
            Self::End => "uitloggen",
        }
    }

    /// What is said when it was done.
    #[must_use]
    pub fn done(self) -> String {
        match self {
            Self::Give => t!("account-done-give"),
            Self::Take => t!("account-done-take"),
            Self::Close => t!("account-done-close"),
            Self::Open => t!("account-done-open"),
            Self::End => t!("account-done-end"),
        }
    }
}

/// Where the page of an account is.
#[must_use]
pub fn path(id: &str) -> String {
    format!("{}/{id}", Part::Accounts.path())
}

/// An account as it is shown. Provided by the server as context.
#[derive(Clone, Debug)]
pub struct ShownAccount {
    /// Its number.
    pub id: String,
    /// What its owner is called; may be empty.
    pub name: String,
    /// Its address.
    pub email: String,
    /// When it was added, in seconds since 1970 UTC.
    pub added_at: i64,
    /// Since when nobody gets in.
    pub closed_at: Option<i64>,
    /// When its owner was here last.
    pub seen_at: Option<i64>,
    /// In how many browsers its owner is in.
    pub logins: u32,
    /// Its roles: what a form calls them, and what they are called.
    pub roles: Vec<(String, String)>,
}

/// The page.
#[component]
pub fn AccountPage() -> impl IntoView {
    let account = expect_context::<ShownAccount>();
    let way = vec![Crumb::to(Part::Accounts.name(), Part::Accounts.path())];
    let title = [&account.name, &account.email].into_iter().find(|name| !name.is_empty()).cloned().unwrap_or_default();
    view! {
        <DeskPage part=Some(Part::Accounts) title=title crumbs=way>
            <WhatWasDone />
            <ErrorSummary errors=Posted::now().errors />
            <AccountFacts account=account.clone() />
            <Roles account=account.clone() />
            <Access account />
        </DeskPage>
    }
}

#[component]
fn AccountFacts(account: ShownAccount) -> impl IntoView {
    let state = match account.closed_at {
        Some(at) => t!("account-state-closed", moment = moments::short(at)),
        None => t!("account-state-open"),
    };
    let seen = account.seen_at.map_or_else(|| t!("account-seen-never"), moments::short);
    let in_query = |text: &str| byte_serialize(text.as_bytes()).collect::<String>();
    let history = format!("{}?waarop={}", Part::Audit.path(), in_query(&format!("account:{}", account.id)));
    let mail = format!("{}?q={}", Part::Post.path(), in_query(&account.email));
    view! {
        <section aria-labelledby="gegevens">
            <h2 class="nl-heading nl-heading--level-2" id="gegevens">
                {t!("account-facts")}
            </h2>
            <Facts>
                <Fact name=t!("accounts-email")>{account.email}</Fact>
                <Fact name=t!("account-state")>{state}</Fact>
                <Fact name=t!("account-added")>{moments::short(account.added_at)}</Fact>
                <Fact name=t!("account-seen")>{seen}</Fact>
                <Fact name=t!("account-logins")>{t!("account-logins-count", count = account.logins)}</Fact>
            </Facts>
            <ul class="links">
                <li>
                    <a class="nl-link" href=history>
                        {t!("account-history")}
                    </a>
                </li>
                <li>
                    <a class="nl-link" href=mail>
                        {t!("account-mail")}
                    </a>
                </li>
            </ul>
        </section>
    }
}

#[component]
fn Roles(account: ShownAccount) -> impl IntoView {
    let action = path(&account.id);
    let form = action.clone();
    let roles = if account.roles.is_empty() {
        view! { <p class="nl-paragraph">{t!("account-roles-none")}</p> }.into_any()
    } else {
        let items = account.roles.into_iter().map(|(code, name)| {
            view! {
                <li class="logins__item">
                    <strong>{name.clone()}</strong>
                    <form action=action.clone() method="post">
                        <input type="hidden" name=ROLE value=code />
                        <button class="nl-button" type="submit" name=DO value=Deed::Take.code()>
                            {t!("account-take")}
                            <span class="visually-hidden">" " {t!("account-take-which", role = name)}</span>
                        </button>
                    </form>
                </li>
            }
        });
        view! { <ul class="logins">{items.collect_view()}</ul> }.into_any()
    };
    // What was sent and could not be accepted has to be in sight.
    let open = !Posted::now().pairs.is_empty();
    view! {
        <section aria-labelledby="rollen">
            <h2 class="nl-heading nl-heading--level-2" id="rollen">
                {t!("account-roles")}
            </h2>
            {roles}
            <details class="desk-more" open=open>
                <summary>{t!("account-give")}</summary>
                <form class="form" action=form method="post" novalidate>
                    <RoleFields />
                    <div class="actions">
                        <button class="nl-button nl-button--primary" type="submit" name=DO value=Deed::Give.code()>
                            {t!("account-give-do")}
                        </button>
                    </div>
                </form>
            </details>
        </section>
    }
}

#[component]
fn Access(account: ShownAccount) -> impl IntoView {
    let action = path(&account.id);
    let deeds = if account.closed_at.is_some() {
        vec![(Deed::Open, t!("account-open"), t!("account-open-text"))]
    } else {
        vec![
            (Deed::End, t!("account-end"), t!("account-end-text")),
            (Deed::Close, t!("account-close"), t!("account-close-text")),
        ]
    };
    let deeds = deeds.into_iter().map(|(deed, words, text)| {
        view! {
            <li class="logins__item">
                <p class="desk-deed">{text}</p>
                <form action=action.clone() method="post">
                    <button class="nl-button" type="submit" name=DO value=deed.code()>
                        {words}
                    </button>
                </form>
            </li>
        }
    });
    view! {
        <section aria-labelledby="toegang">
            <h2 class="nl-heading nl-heading--level-2" id="toegang">
                {t!("account-more")}
            </h2>
            <ul class="logins">{deeds.collect_view()}</ul>
        </section>
    }
}
