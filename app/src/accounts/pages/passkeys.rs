//! Passkeys on the pages to get in and to see where one is in. All of it needs a script, and is hidden until that finds that the
//! browser can do it; what is always there is the mail link.

use leptos::prelude::*;

use crate::accounts::onward::{self, Onward};
use crate::personal::Personal;
use crate::texts::t;
use crate::ui::form::TextField;
use crate::ui::notice::Warning;

/// Where the form to sign in goes, and where its script begins.
pub const SIGN_IN: &str = "/inloggen/passkey";
/// See [`SIGN_IN`].
pub const SIGN_IN_BEGIN: &str = "/inloggen/passkey.json";

/// Where the form that adds one goes, and where its script begins.
pub const ADD: &str = "/beheer/inloggen/passkey";
/// See [`ADD`].
pub const ADD_BEGIN: &str = "/beheer/inloggen/passkey.json";

/// Where the form that takes one away goes.
pub const REMOVE: &str = "/beheer/inloggen/passkey/weg";

/// The names of the fields; the script fills in the first two.
pub mod field {
    /// The secret by which the answer is recognised.
    pub const TOKEN: &str = "bewijs";
    /// What the device made, in JSON.
    pub const MADE: &str = "passkey";
    /// What its owner calls it.
    pub const NAME: &str = "naam";
    /// Which one is taken away.
    pub const WHICH: &str = "welke";
}

/// The address of the script. Provided by the server as context where browsers can have passkeys.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PasskeyScript(pub String);

/// Why signing in with one did not work. Provided by the server as context.
#[derive(Clone, Debug)]
pub struct PasskeyTrouble(pub String);

/// A passkey in the list of its owner.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShownPasskey {
    /// Its number.
    pub id: String,
    /// What its owner calls it.
    pub name: String,
    /// When it was added, as people read it.
    pub added: String,
    /// When it was last used, as people read it.
    pub used: Option<String>,
}

/// The passkeys of whoever asks. Provided by the server as context where browsers can have them.
#[derive(Clone, Debug)]
pub struct OwnPasskeys {
    /// The newest first.
    pub passkeys: Vec<ShownPasskey>,
    /// The script that adds one.
    pub script: PasskeyScript,
    /// Why adding one did not work.
    pub trouble: Option<String>,
}

/// The button to sign in with one.
#[component]
pub fn WithPasskey(
    /// What wakes it.
    script: PasskeyScript,
) -> impl IntoView {
    view! {
        <div hidden>
            <h2 class="nl-heading nl-heading--level-2">{t!("passkey-sign-in-title")}</h2>
            <p class="nl-paragraph">{t!("passkey-sign-in-lead")}</p>
            <PasskeyForm action=SIGN_IN begin=SIGN_IN_BEGIN kind="use">
                {use_context::<Onward>()
                    .map(|onward| {
                        view! { <input type="hidden" name=onward::NAME value=onward.address().to_owned() /> }
                    })}
                <div class="actions">
                    <button class="nl-button nl-button--secondary" type="submit">
                        {t!("passkey-sign-in")}
                    </button>
                </div>
            </PasskeyForm>
        </div>
        <script type="module" src=script.0></script>
    }
}

/// The passkeys somebody has, and the form that adds one.
#[component]
pub fn PasskeysPart(
    /// Theirs.
    own: OwnPasskeys,
) -> impl IntoView {
    let OwnPasskeys { passkeys, script, trouble } = own;
    view! {
        <h2 class="nl-heading nl-heading--level-2">{t!("passkeys-title")}</h2>
        <p class="nl-paragraph">{t!("passkeys-lead")}</p>
        {trouble.map(|words| view! { <Warning title=t!("passkey-trouble") text=words /> })}
        {if passkeys.is_empty() {
            view! { <p class="nl-paragraph">{t!("passkeys-none")}</p> }.into_any()
        } else {
            view! {
                <ul class="logins">
                    {passkeys.into_iter().map(|passkey| view! { <OnePasskey passkey /> }).collect_view()}
                </ul>
            }
                .into_any()
        }}
        <noscript>
            <p class="nl-paragraph">{t!("passkeys-need-script")}</p>
        </noscript>
        <div hidden>
            <PasskeyForm action=ADD begin=ADD_BEGIN kind="new">
                <TextField
                    name=field::NAME
                    label=t!("passkey-name")
                    hint=t!("passkey-name-hint")
                    why=Personal::Passkey
                    kind="text"
                    autocomplete="off"
                    longest=60
                />
                <div class="actions">
                    <button class="nl-button nl-button--secondary" type="submit">
                        {t!("passkey-add")}
                    </button>
                </div>
            </PasskeyForm>
        </div>
        <script type="module" src=script.0></script>
    }
}

/// A form that the script fills in; `data-…` holds what it says when that does not work.
#[component]
fn PasskeyForm(action: &'static str, begin: &'static str, kind: &'static str, children: Children) -> impl IntoView {
    view! {
        <form
            class="form"
            action=action
            method="post"
            data-passkey=kind
            data-begin=begin
            data-stopped=t!("passkey-stopped")
            data-known=t!("passkey-known")
            data-failed=t!("passkey-failed")
        >
            <input type="hidden" name=field::TOKEN />
            <input type="hidden" name=field::MADE />
            {children()}
            <p class="nl-paragraph" role="status"></p>
        </form>
    }
}

#[component]
fn OnePasskey(passkey: ShownPasskey) -> impl IntoView {
    let about = t!("passkey-of", name = passkey.name.clone(), added = passkey.added.clone());
    let used = match passkey.used {
        Some(used) => t!("passkey-used", added = passkey.added, used = used),
        None => t!("passkey-unused", added = passkey.added),
    };
    view! {
        <li class="logins__item">
            <div>
                <strong>{passkey.name}</strong>
                <br />
                {used}
            </div>
            <form action=REMOVE method="post">
                <input type="hidden" name=field::WHICH value=passkey.id />
                <button class="nl-button nl-button--secondary" type="submit">
                    {t!("passkey-remove")}
                    <span class="visually-hidden">" " {about}</span>
                </button>
            </form>
        </li>
    }
}
