//! What this part of the platform does with data about visitors: next to nothing, said exactly.

use leptos::prelude::*;

use super::accessibility::List;
use super::own_data;
use crate::personal::Personal;
use crate::texts::t;
use crate::ui::contact::ContactLine;
use crate::ui::page::{Crumb, Page};
use crate::ui::table::{Cell, Row, Table};

/// `/privacy`.
#[component]
pub fn PrivacyPage() -> impl IntoView {
    let not =
        [t!("privacy-not-cookies"), t!("privacy-not-trackers"), t!("privacy-not-others"), t!("privacy-not-profiles")];
    let kept = Personal::ALL
        .into_iter()
        .map(|personal| {
            view! {
                <Row head=personal.name().into_any()>
                    <Cell label=t!("privacy-kept-purpose")>{personal.purpose()}</Cell>
                    <Cell label=t!("privacy-kept-long")>{personal.kept_in_words()}</Cell>
                </Row>
            }
        })
        .collect_view();
    view! {
        <Page title=t!("privacy-title") description=t!("privacy-lead") crumbs=vec![Crumb::here(t!("privacy-title"))]>
            <div class="prose">
                <h1 class="nl-heading nl-heading--level-1">{t!("privacy-title")}</h1>
                <p class="nl-paragraph nl-paragraph--lead">{t!("privacy-lead")}</p>
                <h2 class="nl-heading nl-heading--level-2">{t!("privacy-not-title")}</h2>
                <List items=not />
                <h2 class="nl-heading nl-heading--level-2">{t!("privacy-server-title")}</h2>
                <p class="nl-paragraph">{t!("privacy-server-text")}</p>
                <p class="nl-paragraph">{t!("privacy-address-text")}</p>
            </div>
            <h2 class="nl-heading nl-heading--level-2" id="bewaren">
                {t!("privacy-kept-title")}
            </h2>
            <p class="nl-paragraph">{t!("privacy-kept-text")}</p>
            <Table
                caption=t!("privacy-kept-caption")
                id="tabel-bewaren"
                heads=vec![
                    (t!("privacy-kept-what"), false),
                    (t!("privacy-kept-purpose"), false),
                    (t!("privacy-kept-long"), false),
                ]
            >
                {kept}
            </Table>
            <div class="prose">
                <h2 class="nl-heading nl-heading--level-2">{t!("privacy-map-title")}</h2>
                <p class="nl-paragraph">{t!("privacy-map-text")}</p>
                <h2 class="nl-heading nl-heading--level-2">{t!("privacy-people-title")}</h2>
                <p class="nl-paragraph">{t!("privacy-people-text")}</p>
                <h2 class="nl-heading nl-heading--level-2">{t!("privacy-rights-title")}</h2>
                <p class="nl-paragraph">{t!("privacy-rights-text")}</p>
                <p class="nl-paragraph">
                    <a class="nl-link" href=own_data::PATH>
                        {t!("privacy-rights-action")}
                    </a>
                </p>
                <p class="nl-paragraph">{t!("privacy-rights-more")}</p>
                <ContactLine />
            </div>
        </Page>
    }
}
