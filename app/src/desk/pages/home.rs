//! `/beheer`: what waits.

use leptos::prelude::*;

use crate::desk::frame::{AllWaiting, DeskPage};
use crate::desk::parts::Part;
use crate::texts::t;

/// What waits for whoever reads it, and where.
#[component]
pub fn DeskHomePage() -> impl IntoView {
    let AllWaiting(waiting) = expect_context();
    let list = if waiting.is_empty() {
        view! { <p class="nl-paragraph">{t!("desk-nothing")}</p> }.into_any()
    } else {
        let items = waiting.into_iter().map(|waiting| {
            view! {
                <li class="waiting__item">
                    <span class="waiting__count">{waiting.count}</span>
                    <span>
                        <a class="nl-link" href=waiting.href>
                            {waiting.what}
                        </a>
                        <span class="waiting__since">{waiting.since}</span>
                    </span>
                </li>
            }
        });
        view! { <ul class="waiting">{items.collect_view()}</ul> }.into_any()
    };
    view! {
        <DeskPage part=Some(Part::Home) title=Part::Home.name()>
            <section aria-labelledby="wacht">
                <h2 class="nl-heading nl-heading--level-2" id="wacht">
                    {t!("desk-waits")}
                </h2>
                {list}
            </section>
        </DeskPage>
    }
}
