//! `/beheer/logboek`: what staff did.

use leptos::prelude::*;

use super::audit_chain;
use crate::desk::frame::DeskPage;
use crate::desk::list::{Nothing, TheList};
use crate::desk::parts::Part;
use crate::texts::t;

/// The list.
#[component]
pub fn AuditPage() -> impl IntoView {
    view! {
        <DeskPage part=Some(Part::Audit) title=Part::Audit.name()>
            <p class="nl-paragraph">
                {t!("audit-lead")} " " <a class="nl-link" href=audit_chain::PATH>
                    {t!("audit-check")}
                </a>
            </p>
            <TheList nothing=Nothing {
                words: t!("audit-none"),
                next: None,
            } />
        </DeskPage>
    }
}
