//! `/beheer/post`: mail on its way out, and what did not arrive.

use leptos::prelude::*;

use crate::desk::done::WhatWasDone;
use crate::desk::frame::DeskPage;
use crate::desk::list::{Bulk, Nothing, TheList};
use crate::desk::parts::Part;
use crate::texts::{t, text};

/// What a form asks to do with mail.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MailDeed {
    /// Send it once more.
    SendAgain,
    /// Let it be.
    GiveUp,
    /// Take back what was done.
    Back,
}

impl MailDeed {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::SendAgain, Self::GiveUp, Self::Back];

    /// The word for it in forms and addresses.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::SendAgain => "opnieuw",
            Self::GiveUp => "opgeven",
            Self::Back => "terug",
        }
    }

    /// What is said when it was done with so many, and could not be done with so many others.
    #[must_use]
    pub fn done(self, done: u32, not: u32) -> String {
        let words = match self {
            Self::SendAgain => t!("post-done-again", count = done),
            Self::GiveUp => t!("post-done-given-up", count = done),
            Self::Back => t!("post-done-back", count = done),
        };
        if not == 0 { words } else { format!("{words} {}", t!("post-done-not", count = not)) }
    }
}

/// How a mail stands, as people call it: the word in addresses, and what it is called.
#[must_use]
pub fn states() -> Vec<(String, String)> {
    [
        ("wacht", "post-state-waiting"),
        ("laat", "post-state-late"),
        ("verstuurd", "post-state-sent"),
        ("bestand", "post-state-filed"),
        ("mislukt", "post-state-refused"),
        ("opgegeven", "post-state-given-up"),
    ]
    .map(|(code, key)| (code.to_owned(), text(key)))
    .into()
}

/// The list.
#[component]
pub fn OutboxPage() -> impl IntoView {
    let bulk =
        Bulk(vec![(MailDeed::SendAgain.code(), t!("post-again")), (MailDeed::GiveUp.code(), t!("post-give-up"))]);
    view! {
        <DeskPage part=Some(Part::Post) title=Part::Post.name()>
            <WhatWasDone />
            <ul class="links">
                {["mislukt", "laat"]
                    .map(|code| {
                        let words = states().into_iter().find(|(known, _)| known == code).map(|(_, words)| words);
                        view! {
                            <li>
                                <a class="nl-link" href=format!("{}?staat={code}", Part::Post.path())>
                                    {t!("post-only", state = words.unwrap_or_default())}
                                </a>
                            </li>
                        }
                    })
                    .collect_view()}
            </ul>
            <TheList
                nothing=Nothing {
                    words: t!("post-none"),
                    next: None,
                }
                bulk
            />
        </DeskPage>
    }
}
