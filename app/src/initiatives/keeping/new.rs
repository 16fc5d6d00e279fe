//! `/beheer/initiatieven/nieuw`: publishing an initiative, or a part of one as one of its own.

use leptos::prelude::*;

use super::entry::{Fields, way};
use super::list;
use crate::desk::frame::DeskPage;
use crate::desk::parts::Part;
use crate::initiatives::contribution::fields::LooksAlike;
use crate::initiatives::contribution::form::{Alike, names};
use crate::texts::t;
use crate::ui::fields::ErrorSummary;
use crate::ui::form::{Posted, TextArea};

/// Where it is.
pub const PATH: &str = "/beheer/initiatieven/nieuw";

/// The field that says of which initiative the new one was a part.
pub const SPLIT: &str = "splits";

/// What the form is for. Provided by the server as context.
#[derive(Clone, Debug, Default)]
pub struct NewEntry {
    /// The initiative of which it was a part: its number, its name, and the version of the data in which it was last written.
    pub split: Option<(i64, String, i64)>,
    /// What is there already and looks like it.
    pub alike: Vec<Alike>,
}

/// The form.
#[component]
pub fn NewEntryPage() -> impl IntoView {
    let NewEntry { split, alike } = expect_context();
    let title = match &split {
        Some((_, name, _)) => t!("keep-split-title", name = name.as_str()),
        None => t!("keep-new"),
    };
    let lead = if split.is_some() { t!("keep-split-lead") } else { t!("keep-new-lead") };
    let hidden = split.clone().map(|(id, _, revision)| {
        view! {
            <input type="hidden" name=SPLIT value=id.to_string() />
            <input type="hidden" name=names::VERSION value=revision.to_string() />
        }
    });
    let reason = split.clone().map(|_| {
        view! { <TextArea name=names::REASON label=t!("keep-reason") hint=t!("keep-reason-hint") longest=1_000 /> }
    });
    let back = split.map(|(id, _, _)| {
        view! {
            <a class="nl-link" href=list::path(id)>
                {t!("keep-cancel")}
            </a>
        }
    });
    view! {
        <DeskPage part=Some(Part::Initiatives) title=title crumbs=way()>
            <ErrorSummary errors=Posted::now().errors />
            <p class="nl-paragraph nl-paragraph--lead">{lead}</p>
            <form class="form" action=PATH method="post" novalidate>
                {hidden}
                <LooksAlike alike />
                <Fields />
                {reason}
                <div class="actions">
                    <button class="nl-button nl-button--primary" type="submit">
                        {t!("keep-publish")}
                    </button>
                    {back}
                </div>
            </form>
        </DeskPage>
    }
}
