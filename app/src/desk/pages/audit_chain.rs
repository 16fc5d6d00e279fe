//! `/beheer/logboek/keten`: whether the log is as it was written.

use leptos::prelude::*;

use crate::desk::frame::DeskPage;
use crate::desk::parts::Part;
use crate::texts::t;
use crate::ui::notice::Warning;
use crate::ui::page::Crumb;

/// Where the page is.
pub const PATH: &str = "/beheer/logboek/keten";

/// What following the chain found. Provided by the server as context.
#[derive(Clone, Copy, Debug)]
pub enum ShownChain {
    /// It is whole, with so many entries.
    Whole(u32),
    /// It is not, from this entry on.
    Broken(i64),
}

/// The page.
#[component]
pub fn AuditChainPage() -> impl IntoView {
    let found = match expect_context() {
        ShownChain::Whole(count) => view! {
            <div class="done" role="status">
                <p>{t!("audit-chain-whole", count = count)}</p>
            </div>
        }
        .into_any(),
        ShownChain::Broken(number) => view! { <Warning title=t!("audit-chain-broken-title") text=t!("audit-chain-broken", number = number.to_string()) /> }
        .into_any(),
    };
    view! {
        <DeskPage
            part=Some(Part::Audit)
            title=t!("audit-chain-title")
            crumbs=vec![Crumb::to(Part::Audit.name(), Part::Audit.path())]
        >
            <p class="nl-paragraph">{t!("audit-chain-lead")}</p>
            {found}
        </DeskPage>
    }
}
