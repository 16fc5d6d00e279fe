//! `/inloggen/organisatie`: leads to the provider of an organisation. What is here says why somebody who came back is not let in.

use leptos::prelude::*;

use super::ask_link;
use crate::texts::t;
use crate::ui::page::{Crumb, Page};

/// Where the way to the provider begins.
pub const PATH: &str = "/inloggen/organisatie";

/// The organisation, as its people call it. Provided by the server as context when there is one.
#[derive(Clone, Debug)]
pub struct OrganisationName(pub String);

/// Why somebody is not let in. Provided by the server as context.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NoEntry {
    /// The provider is down, or not what the settings say.
    Unreachable,
    /// It took too long, was done already, or began in another browser.
    Over,
    /// They pressed "cancel", or the provider does not let them in.
    Stopped,
    /// What came from the provider cannot be checked.
    NotBelieved,
    /// The provider does not know whether the mail address is theirs.
    Unverified,
    /// Nobody here has that address.
    Unknown {
        /// The address.
        email: String,
    },
}

impl NoEntry {
    /// Title and text.
    fn words(&self, name: &str) -> [String; 2] {
        match self {
            Self::Unreachable => {
                [t!("organisation-unreachable-title", name = name), t!("organisation-unreachable-text", name = name)]
            }
            Self::Over => [t!("organisation-over-title"), t!("organisation-over-text")],
            Self::Stopped => [t!("organisation-stopped-title"), t!("organisation-stopped-text", name = name)],
            Self::NotBelieved => [t!("organisation-stopped-title"), t!("organisation-not-believed-text", name = name)],
            Self::Unverified => [t!("organisation-unverified-title"), t!("organisation-unverified-text", name = name)],
            Self::Unknown { email } => {
                [t!("organisation-unknown-title"), t!("organisation-unknown-text", name = name, email = email.as_str())]
            }
        }
    }
}

/// Why not, and what to do.
#[component]
pub fn OrganisationPage() -> impl IntoView {
    let OrganisationName(name) = expect_context();
    let [title, words] = expect_context::<NoEntry>().words(&name);
    view! {
        <Page
            title=title.clone()
            description=words.clone()
            crumbs=vec![Crumb::to(t!("sign-in-title"), ask_link::PATH), Crumb::here(title.clone())]
            canonical=ask_link::PATH
            work=true
        >
            <div class="prose">
                <h1 class="nl-heading nl-heading--level-1">{title}</h1>
                <p class="nl-paragraph nl-paragraph--lead">{words}</p>
                <p class="nl-paragraph">
                    <a class="nl-link" href=PATH>
                        {t!("organisation-again", name = name)}
                    </a>
                </p>
                <p class="nl-paragraph">
                    <a class="nl-link" href=ask_link::PATH>
                        {t!("organisation-by-mail")}
                    </a>
                </p>
            </div>
        </Page>
    }
}
