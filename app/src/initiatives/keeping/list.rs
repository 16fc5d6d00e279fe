//! `/beheer/initiatieven`: all initiatives, also those that were withdrawn.

use leptos::prelude::*;

use super::new;
use crate::desk::done::WhatWasDone;
use crate::desk::frame::DeskPage;
use crate::desk::list::{Bulk, Nothing, TheList};
use crate::desk::parts::Part;
use crate::texts::{t, text};

/// The field for the reason of what is done with many at once.
pub const REASON: &str = "reden";

/// Where the page of an initiative at the desk is.
#[must_use]
pub fn path(id: i64) -> String {
    format!("{}/{id}", Part::Initiatives.path())
}

/// How an initiative can stand: the word in addresses, and what it is called.
#[must_use]
pub fn standings() -> Vec<(String, String)> {
    [("kaart", "keep-shown"), ("ingetrokken", "keep-withdrawn"), ("samengevoegd", "keep-merged")]
        .map(|(code, key)| (code.to_owned(), text(key)))
        .into()
}

/// How one stands.
#[must_use]
pub fn standing(withdrawn: bool, merged_into: Option<i64>) -> String {
    match (withdrawn, merged_into) {
        (_, Some(other)) => t!("keep-merged-into", id = other.to_string()),
        (true, None) => t!("keep-withdrawn"),
        (false, None) => t!("keep-shown"),
    }
}

/// What a form asks to do with initiatives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ListDeed {
    /// Take them off the Landkaart.
    Withdraw,
    /// Put them on it again.
    PutBack,
    /// Take back what was done.
    Back,
}

impl ListDeed {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Withdraw, Self::PutBack, Self::Back];

    /// The word for it in forms and addresses.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Withdraw => "intrekken",
            Self::PutBack => "terugzetten",
            Self::Back => "terug",
        }
    }

    /// What is said when it was done with so many, and could not be done with so many others.
    #[must_use]
    pub fn done(self, done: u32, not: u32) -> String {
        let words = match self {
            Self::Withdraw => t!("keep-done-withdrawn", count = done),
            Self::PutBack => t!("keep-done-put-back", count = done),
            Self::Back => t!("keep-done-back", count = done),
        };
        if not == 0 { words } else { format!("{words} {}", t!("keep-done-not", count = not)) }
    }
}

/// The list.
#[component]
pub fn InitiativesPage() -> impl IntoView {
    let bulk = Bulk(vec![
        (ListDeed::Withdraw.code(), t!("keep-list-withdraw")),
        (ListDeed::PutBack.code(), t!("keep-list-put-back")),
    ]);
    let next = Some((t!("keep-new"), new::PATH.to_owned()));
    view! {
        <DeskPage part=Some(Part::Initiatives) title=Part::Initiatives.name()>
            <WhatWasDone />
            <p class="nl-paragraph">
                <a class="nl-link" href=new::PATH>
                    {t!("keep-new")}
                </a>
            </p>
            <TheList
                nothing=Nothing {
                    words: t!("keep-list-none"),
                    next,
                }
                bulk
                asks=Some((REASON, t!("keep-list-reason")))
            />
        </DeskPage>
    }
}
