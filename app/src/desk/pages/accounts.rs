//! `/beheer/accounts`: who works with the platform.

use leptos::prelude::*;

use super::account_new;
use crate::desk::frame::DeskPage;
use crate::desk::list::{Nothing, TheList};
use crate::desk::parts::Part;
use crate::texts::t;

/// The list, and the way to add somebody.
#[component]
pub fn AccountsPage() -> impl IntoView {
    let next = Some((t!("accounts-add"), account_new::PATH.to_owned()));
    view! {
        <DeskPage part=Some(Part::Accounts) title=Part::Accounts.name()>
            <p class="nl-paragraph">
                <a class="nl-link" href=account_new::PATH>
                    {t!("accounts-add")}
                </a>
            </p>
            <TheList nothing=Nothing {
                words: t!("accounts-none"),
                next,
            } />
        </DeskPage>
    }
}
