//! `/inloggen/{token}`: the page behind the link in a mail. Opening it does nothing yet: programs open every link in a mail, and
//! only a person presses a button.

use leptos::prelude::*;

use super::ask_link;
use crate::accounts::onward::Onward;
use crate::site::Asking;
use crate::texts::t;
use crate::ui::page::{Crumb, Page};

/// Whether the link lets in. Provided by the server as context when it did not.
#[derive(Clone, Copy, Debug)]
pub struct Useless;

/// The button, or why it is of no use.
#[component]
pub fn SignInPage() -> impl IntoView {
    let useless = use_context::<Useless>().is_some();
    let title = if useless { t!("sign-in-useless-title") } else { t!("sign-in-title") };
    let onward = use_context::<Onward>().map(|onward| onward.query()).unwrap_or_default();
    let action = format!("{}{onward}", expect_context::<Asking>().path);
    let content = if useless {
        view! {
            <p class="nl-paragraph nl-paragraph--lead">{t!("sign-in-useless-text")}</p>
            <p class="nl-paragraph">
                <a class="nl-link" href=ask_link::PATH>
                    {t!("sign-in-useless-again")}
                </a>
            </p>
        }
        .into_any()
    } else {
        view! {
            <p class="nl-paragraph nl-paragraph--lead">{t!("sign-in-press")}</p>
            <form class="form" action=action method="post">
                <div class="actions">
                    <button class="nl-button nl-button--primary" type="submit">
                        {t!("sign-in-action")}
                    </button>
                </div>
            </form>
        }
        .into_any()
    };
    view! {
        // The address of this page lets somebody in, so it is named nowhere.
        <Page
            title=title.clone()
            description=t!("sign-in-lead")
            crumbs=vec![Crumb::to(t!("sign-in-title"), ask_link::PATH), Crumb::here(title.clone())]
            canonical=ask_link::PATH
            work=true
        >
            <div class="prose">
                <h1 class="nl-heading nl-heading--level-1">{title}</h1>
                {content}
            </div>
        </Page>
    }
}
