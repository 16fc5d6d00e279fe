//! `/inloggen/verstuurd`: says where to look now, the same to everybody.

use leptos::prelude::*;

use super::ask_link;
use crate::texts::t;
use crate::ui::page::{Crumb, Page};

/// Where the page is.
pub const PATH: &str = "/inloggen/verstuurd";

/// What to do now.
#[component]
pub fn LinkSentPage() -> impl IntoView {
    let title = t!("link-sent-title");
    view! {
        <Page
            title=title.clone()
            description=t!("link-sent-lead")
            crumbs=vec![Crumb::to(t!("sign-in-title"), ask_link::PATH), Crumb::here(title.clone())]
        >
            <div class="prose">
                <h1 class="nl-heading nl-heading--level-1">{title}</h1>
                <p class="nl-paragraph nl-paragraph--lead">{t!("link-sent-lead")}</p>
                <p class="nl-paragraph">{t!("link-sent-nothing")}</p>
                <p class="nl-paragraph">
                    <a class="nl-link" href=ask_link::PATH>
                        {t!("link-sent-again")}
                    </a>
                </p>
            </div>
        </Page>
    }
}
