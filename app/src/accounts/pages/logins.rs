//! `/beheer/inloggen`: in which browsers somebody is logged in, and a way out of each.

use leptos::prelude::*;

use super::passkeys::{OwnPasskeys, PasskeysPart};
use crate::accounts::actor::Actor;
use crate::desk::frame::DeskPage;
use crate::texts::t;

/// Where the page is.
pub const PATH: &str = "/beheer/inloggen";

/// Where the form that ends logins goes.
pub const END: &str = "/uitloggen";

/// A browser in which somebody is logged in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShownLogin {
    /// Its number.
    pub id: String,
    /// The browser, in words.
    pub device: String,
    /// When it began, as people read it.
    pub started: String,
    /// When it was last used, as people read it.
    pub seen: String,
    /// Whether it is this one.
    pub here: bool,
}

/// The logins of whoever asks. Provided by the server as context.
#[derive(Clone, Debug)]
pub struct OwnLogins(pub Vec<ShownLogin>);

/// The list.
#[component]
pub fn LoginsPage() -> impl IntoView {
    let title = t!("logins-title");
    let actor = expect_context::<Actor>();
    let OwnLogins(logins) = expect_context();
    view! {
        <DeskPage title=title>
            <p class="nl-paragraph nl-paragraph--lead">{t!("logins-who", email = actor.email)}</p>
            <p class="nl-paragraph">{t!("logins-lead")}</p>
            <ul class="logins">{logins.into_iter().map(|login| view! { <OneLogin login /> }).collect_view()}</ul>
            <form class="form" action=END method="post">
                <input type="hidden" name="welke" value="alle" />
                <div class="actions">
                    <button class="nl-button nl-button--primary" type="submit">
                        {t!("logins-end-all")}
                    </button>
                </div>
            </form>
            {use_context::<OwnPasskeys>().map(|own| view! { <PasskeysPart own /> })}
        </DeskPage>
    }
}

#[component]
fn OneLogin(login: ShownLogin) -> impl IntoView {
    let words = if login.here { t!("logins-end-here") } else { t!("logins-end") };
    let about = t!("logins-of", device = login.device.clone(), started = login.started.clone());
    view! {
        <li class="logins__item">
            <div>
                <strong>{login.device}</strong>
                {login
                    .here
                    .then(|| {
                        view! {
                            " "
                            <span class="logins__here">{t!("logins-here")}</span>
                        }
                    })}
                <br />
                {t!("logins-since", started = login.started, seen = login.seen)}
            </div>
            <form action=END method="post">
                <input type="hidden" name="welke" value=login.id />
                <button class="nl-button nl-button--secondary" type="submit">
                    {words}
                    <span class="visually-hidden">" " {about}</span>
                </button>
            </form>
        </li>
    }
}
