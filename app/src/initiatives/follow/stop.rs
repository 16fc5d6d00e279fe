//! `/landkaart/volgen/stop/{link}`: ends all mails, by a button or by the mail program itself (RFC 8058).

use leptos::prelude::*;

use super::confirm::{NoFollowPage, Small};
use super::page::PATH;
use crate::texts::t;

/// What is behind the link. Provided by the server as context.
#[derive(Clone, Debug)]
pub enum Stop {
    /// Somebody follows something: where the button is sent, and how many things.
    Asked(String, usize),
    /// There are no mails any more.
    Done,
}

/// The button, or that it is done.
#[component]
pub fn StopPage() -> impl IntoView {
    match use_context::<Stop>() {
        Some(Stop::Asked(action, count)) => view! {
            <Small title=t!("follow-stop-title")>
                <p class="nl-paragraph nl-paragraph--lead">{t!("follow-stop-lead", count = count)}</p>
                <form class="form" action=action method="post">
                    <div class="actions">
                        <button class="nl-button nl-button--primary" type="submit">
                            {t!("follow-stop-all")}
                        </button>
                    </div>
                </form>
            </Small>
        }
        .into_any(),
        Some(Stop::Done) => view! { <Stopped /> }.into_any(),
        None => view! { <NoFollowPage /> }.into_any(),
    }
}

/// `/landkaart/volgen/gestopt`: there are no mails any more.
#[component]
pub fn Stopped() -> impl IntoView {
    view! {
        <Small title=t!("follow-stopped-title")>
            <p class="nl-paragraph nl-paragraph--lead">{t!("follow-stopped-lead")}</p>
            <p class="nl-paragraph">
                <a class="nl-link" href=PATH>
                    {t!("follow-again")}
                </a>
            </p>
        </Small>
    }
}
