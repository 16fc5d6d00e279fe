//! `/landkaart/volgen/bevestigen/{token}`: only a button, because programs open every link in a mail.

use leptos::prelude::*;
use leptos_meta::Meta;

use super::page::PATH;
use crate::texts::t;
use crate::ui::page::{Crumb, Page};

/// What is confirmed. Provided by the server as context.
#[derive(Clone, Debug)]
pub struct ToConfirm {
    /// Where the button is sent.
    pub action: String,
    /// What will be followed, in words.
    pub words: String,
    /// How often, in words.
    pub pace: String,
}

/// The link leads nowhere. Provided by the server as context.
#[derive(Clone, Copy, Debug)]
pub struct NoFollow;

/// The button.
#[component]
pub fn ConfirmFollowPage() -> impl IntoView {
    let Some(asked) = use_context::<ToConfirm>() else {
        return view! { <NoFollowPage /> }.into_any();
    };
    let title = t!("follow-confirm-title");
    view! {
        <Small title=title>
            <p class="nl-paragraph nl-paragraph--lead">{t!("follow-confirm-lead")}</p>
            <p class="nl-paragraph">{t!("follow-what")} " " <strong>{asked.words}</strong> ". " {asked.pace} "."</p>
            <form class="form" action=asked.action method="post">
                <div class="actions">
                    <button class="nl-button nl-button--primary" type="submit">
                        {t!("follow-confirm")}
                    </button>
                </div>
            </form>
        </Small>
    }
    .into_any()
}

/// A page behind a link that is somebody's own: its address is named nowhere.
#[component]
pub(super) fn Small(
    /// What it is called.
    title: String,
    /// What stands below the title.
    children: Children,
) -> impl IntoView {
    view! {
        <Meta name="robots" content="noindex" />
        <Page
            title=title.clone()
            description=t!("follow-description")
            crumbs=vec![Crumb::to(t!("site-part-landkaart"), "/landkaart"), Crumb::here(title.clone())]
            canonical=PATH
            work=true
        >
            <div class="prose">
                <h1 class="nl-heading nl-heading--level-1">{title}</h1>
                {children()}
            </div>
        </Page>
    }
}

/// Nothing is behind the link.
#[component]
pub(super) fn NoFollowPage() -> impl IntoView {
    view! {
        <Small title=t!("status-nothing-title")>
            <p class="nl-paragraph nl-paragraph--lead">{t!("follow-nothing-text")}</p>
            <p class="nl-paragraph">
                <a class="nl-link" href=PATH>
                    {t!("follow-title")}
                </a>
            </p>
        </Small>
    }
}
