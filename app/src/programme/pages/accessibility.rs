//! What was done to make the site usable for everyone, what was tested, and what to do when something does not work.

use leptos::prelude::*;

use crate::site::Site;
use crate::texts::t;
use crate::ui::contact::ContactLine;
use crate::ui::page::{Crumb, Page};

/// `/toegankelijkheid`.
#[component]
pub fn AccessibilityPage() -> impl IntoView {
    let reachable = expect_context::<Site>().contact.is_some();
    let expect = [
        t!("accessibility-expect-table"),
        t!("accessibility-expect-keyboard"),
        t!("accessibility-expect-script"),
        t!("accessibility-expect-colour"),
        t!("accessibility-expect-zoom"),
    ];
    let tested = [t!("accessibility-tested-axe"), t!("accessibility-tested-keyboard"), t!("accessibility-tested-html")];
    view! {
        <Page
            title=t!("accessibility-title")
            description=t!("accessibility-lead")
            crumbs=vec![Crumb::here(t!("accessibility-title"))]
        >
            <div class="prose">
                <h1 class="nl-heading nl-heading--level-1">{t!("accessibility-title")}</h1>
                <p class="nl-paragraph nl-paragraph--lead">{t!("accessibility-lead")}</p>
                <h2 class="nl-heading nl-heading--level-2">{t!("accessibility-status-title")}</h2>
                <p class="nl-paragraph">
                    <strong>{t!("accessibility-status")}</strong>
                    " "
                    {t!("accessibility-status-text")}
                </p>
                <h2 class="nl-heading nl-heading--level-2">{t!("accessibility-expect-title")}</h2>
                <List items=expect />
                <h2 class="nl-heading nl-heading--level-2">{t!("accessibility-tested-title")}</h2>
                <List items=tested />
                <h2 class="nl-heading nl-heading--level-2">{t!("accessibility-problems-title")}</h2>
                <p class="nl-paragraph">{t!("accessibility-problems-text")}</p>
                <h3 class="nl-heading nl-heading--level-3">{t!("accessibility-report-title")}</h3>
                {reachable.then(|| view! { <p class="nl-paragraph">{t!("accessibility-report-text")}</p> })}
                <ContactLine />
            </div>
        </Page>
    }
}

/// A plain list.
#[component]
pub fn List<const N: usize>(
    /// What stands in it.
    items: [String; N],
) -> impl IntoView {
    view! {
        <ul class="utrecht-unordered-list">
            {items
                .map(|item| view! { <li class="utrecht-unordered-list__item">{item}</li> })
                .into_iter()
                .collect_view()}
        </ul>
    }
}
