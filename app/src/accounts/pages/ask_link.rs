//! `/inloggen`: asks for a link by mail.

use leptos::prelude::*;

use super::organisation::{self, OrganisationName};
use super::passkeys::{PasskeyScript, PasskeyTrouble, WithPasskey};
use crate::accounts::onward::{self, Onward};
use crate::personal::Personal;
use crate::texts::t;
use crate::ui::fields::ErrorSummary;
use crate::ui::form::{Posted, TextField};
use crate::ui::notice::Warning;
use crate::ui::page::{Crumb, Page};

/// Where the page is.
pub const PATH: &str = "/inloggen";

/// The name of the only field.
pub const EMAIL: &str = "email";

/// The form.
#[component]
pub fn AskLinkPage() -> impl IntoView {
    let title = t!("sign-in-title");
    view! {
        <Page
            title=title.clone()
            description=t!("sign-in-lead")
            crumbs=vec![Crumb::here(title.clone())]
            canonical=PATH
            work=true
        >
            <div class="prose">
                <h1 class="nl-heading nl-heading--level-1">{title}</h1>
                <ErrorSummary errors=Posted::now().errors />
                {use_context::<PasskeyTrouble>()
                    .map(|PasskeyTrouble(words)| view! { <Warning title=t!("passkey-trouble") text=words /> })}
                <p class="nl-paragraph nl-paragraph--lead">{t!("sign-in-lead")}</p>
                <form class="form" action=PATH method="post" novalidate>
                    {use_context::<Onward>()
                        .map(|onward| {
                            view! { <input type="hidden" name=onward::NAME value=onward.address().to_owned() /> }
                        })}
                    <TextField
                        name=EMAIL
                        label=t!("sign-in-email")
                        hint=t!("sign-in-email-hint")
                        why=Personal::Account
                        kind="email"
                        autocomplete="email"
                        longest=254
                    />
                    <div class="actions">
                        <button class="nl-button nl-button--primary" type="submit">
                            {t!("sign-in-ask")}
                        </button>
                    </div>
                </form>
                {use_context::<PasskeyScript>().map(|script| view! { <WithPasskey script /> })}
                {use_context::<OrganisationName>().map(|organisation| view! { <AtOrganisation organisation /> })}
                <p class="nl-paragraph">{t!("sign-in-for-whom")}</p>
            </div>
        </Page>
    }
}

/// The way in at an organisation, with where somebody wants to go.
#[component]
fn AtOrganisation(organisation: OrganisationName) -> impl IntoView {
    let onward = use_context::<Onward>().map(|onward| onward.query()).unwrap_or_default();
    let OrganisationName(name) = organisation;
    view! {
        <h2 class="nl-heading nl-heading--level-2">{t!("sign-in-organisation-title", name = name.clone())}</h2>
        <p class="nl-paragraph">{t!("sign-in-organisation-lead")}</p>
        <p class="actions">
            <a class="nl-button nl-button--secondary" href=format!("{}{onward}", organisation::PATH)>
                {t!("sign-in-organisation", name = name)}
            </a>
        </p>
    }
}
