//! `/beheer/accounts/nieuw`: adds somebody who will work with the platform.

use std::sync::Arc;

use leptos::prelude::*;

use crate::accounts::roles::Role;
use crate::desk::frame::DeskPage;
use crate::desk::parts::Part;
use crate::desk::role_names;
use crate::initiatives::needs::Landkaart;
use crate::personal::Personal;
use crate::texts::t;
use crate::ui::fields::{ErrorLine, ErrorSummary, error_id};
use crate::ui::form::{Posted, TextField};
use crate::ui::page::Crumb;

/// Where the page is.
pub const PATH: &str = "/beheer/accounts/nieuw";

/// The names of the fields.
pub const EMAIL: &str = "email";
/// What the person is called.
pub const NAME: &str = "naam";
/// The role, by its code.
pub const ROLE: &str = "rol";
/// The municipality of a custodian, by any of its names.
pub const MUNICIPALITY: &str = "gemeente";

/// The form.
#[component]
pub fn AccountNewPage() -> impl IntoView {
    let way = vec![Crumb::to(Part::Accounts.name(), Part::Accounts.path())];
    view! {
        <DeskPage part=Some(Part::Accounts) title=t!("account-new-title") crumbs=way>
            <ErrorSummary errors=Posted::now().errors />
            <p class="nl-paragraph nl-paragraph--lead">{t!("account-new-lead")}</p>
            <form class="form" action=PATH method="post" novalidate>
                <TextField
                    name=EMAIL
                    label=t!("account-new-email")
                    hint=t!("account-new-email-hint")
                    why=Personal::Account
                    kind="email"
                    longest=254
                />
                <TextField
                    name=NAME
                    label=t!("account-new-name")
                    hint=t!("account-new-name-hint")
                    longest=200
                    why=Personal::Account
                />
                <RoleFields />
                <div class="actions">
                    <button class="nl-button nl-button--primary" type="submit">
                        {t!("account-new-send")}
                    </button>
                </div>
            </form>
        </DeskPage>
    }
}

/// A role to choose, and the municipality that one of them needs.
#[component]
pub fn RoleFields() -> impl IntoView {
    let posted = Posted::now();
    let (role_error, place_error) = (posted.error(ROLE), posted.error(MUNICIPALITY));
    let class = |wrong: bool| if wrong { "form-group form-field--wrong" } else { "form-group" };
    let roles = Role::ALL.into_iter().map(|role| {
        let id = format!("{ROLE}-{}", role.code());
        let hint = format!("{id}-hulp");
        view! {
            <div class="choice">
                <input
                    type="radio"
                    // The list of errors leads to the first.
                    id=if role == Role::ALL[0] { ROLE.to_owned() } else { id }
                    name=ROLE
                    value=role.code()
                    checked=posted.value(ROLE) == role.code()
                    aria-describedby=hint.clone()
                />
                <label for=if role == Role::ALL[0] {
                    ROLE.to_owned()
                } else {
                    format!("{ROLE}-{}", role.code())
                }>{role_names::name(role)}</label>
                <span class="choice__hint" id=hint>
                    {role_names::does(role)}
                </span>
            </div>
        }
    });
    let landkaart = expect_context::<Arc<dyn Landkaart>>().reference();
    let names = landkaart
        .places
        .municipalities()
        .iter()
        .map(|place| view! { <option value=place.name.clone()></option> })
        .collect_view();
    let described = match &place_error {
        Some(_) => format!("gemeente-hulp {}", error_id(MUNICIPALITY)),
        None => "gemeente-hulp".to_owned(),
    };
    view! {
        <fieldset class=class(role_error.is_some())>
            <legend class="form-group__legend">{t!("account-new-role")}</legend>
            <ErrorLine error=role_error.clone() />
            {roles.collect_view()}
        </fieldset>
        <div class=if place_error.is_some() { "form-field form-field--wrong" } else { "form-field" }>
            <label class="utrecht-form-label" for=MUNICIPALITY>
                {t!("account-new-municipality")}
            </label>
            <div class="form-field__hint" id="gemeente-hulp">
                {t!("account-new-municipality-hint")}
            </div>
            <ErrorLine error=place_error.clone() />
            <input
                class="utrecht-textbox utrecht-textbox--html-input"
                type="text"
                id=MUNICIPALITY
                name=MUNICIPALITY
                value=posted.value(MUNICIPALITY)
                list="gemeenten"
                maxlength="100"
                autocomplete="off"
                aria-invalid=place_error.is_some().then_some("true")
                aria-describedby=described
            />
            <datalist id="gemeenten">{names}</datalist>
        </div>
    }
}
