//! The pages of the desk on which files of initiatives are taken in: `/beheer/imports`.
//!
//! A file is looked at first: what would happen stands on a page, with everything that is to be said of its rows. Only there is the
//! button that does it.

use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::desk::done::WhatWasDone;
use crate::desk::frame::DeskPage;
use crate::desk::list::{Nothing, TheList};
use crate::desk::parts::Part;
use crate::texts::{moments, t, text};
use crate::ui::facts::{Fact, Facts};
use crate::ui::fields::ErrorSummary;
use crate::ui::form::{FileField, Posted};
use crate::ui::page::Crumb;
use crate::ui::table::{Cell, Row, Table};

/// The field with the file.
pub const FILE: &str = "bestand";

/// Where a file that waits is.
#[must_use]
pub fn waiting_path(id: &str) -> String {
    format!("{}/proef/{id}", Part::Imports.path())
}

/// Where an import of before is.
#[must_use]
pub fn path(id: &str) -> String {
    format!("{}/{id}", Part::Imports.path())
}

/// What became of a file, or would become of it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outcome {
    /// Initiatives that are new.
    pub added: usize,
    /// Initiatives that are different.
    pub changed: usize,
    /// Initiatives that stay the same.
    pub unchanged: usize,
    /// Initiatives that were withdrawn and stay so.
    pub withdrawn: usize,
    /// Rows that are not in order.
    pub invalid: usize,
    /// What is to be said of rows, as far as it is kept.
    pub remarks: Vec<RowRemark>,
    /// How much more there was to say.
    pub left_out: usize,
}

/// Something that is to be said of a row or of the file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RowRemark {
    /// Where in the file; empty for the whole.
    pub place: String,
    /// What the initiative is known by.
    pub external_id: String,
    /// The column.
    pub field: String,
    /// What stood there.
    pub value: String,
    /// How bad it is: `error`, `warning` or `note`.
    pub severity: String,
    /// What is wrong, and what to do.
    pub words: String,
}

/// A file that was looked at or taken in. Provided by the server as context.
#[derive(Clone, Debug)]
pub struct ShownFile {
    /// What it is called.
    pub name: String,
    /// SHA-256 of what is in it.
    pub hash: String,
    /// When, in seconds since 1970 UTC.
    pub at: i64,
    /// Who took it in.
    pub who: String,
    /// What became of it.
    pub outcome: Outcome,
    /// Where the button sends to that takes it in; nothing when that was done.
    pub action: Option<String>,
}

/// The list, with the form for a new file above it.
#[component]
pub fn ImportsPage() -> impl IntoView {
    view! {
        <DeskPage part=Some(Part::Imports) title=Part::Imports.name()>
            <WhatWasDone />
            <ErrorSummary errors=Posted::now().errors />
            <form class="form" action=Part::Imports.path() method="post" enctype="multipart/form-data">
                <FileField
                    name=FILE
                    label=t!("imports-file")
                    hint=t!("imports-file-hint")
                    accept=".csv,.json,.geojson,text/csv,application/geo+json"
                />
                <div class="actions">
                    <button class="nl-button nl-button--primary" type="submit">
                        {t!("imports-look")}
                    </button>
                </div>
            </form>
            <h2 class="nl-heading nl-heading--level-2">{t!("imports-earlier")}</h2>
            <TheList nothing=Nothing {
                words: t!("imports-none"),
                next: None,
            } />
        </DeskPage>
    }
}

/// A file that waits, or one that was taken in.
#[component]
pub fn ImportPage() -> impl IntoView {
    let ShownFile { name, hash, at, who, outcome, action } = expect_context();
    let waits = action.is_some();
    let title = if waits { t!("imports-trial", name = name.as_str()) } else { name.clone() };
    let writes = outcome.added + outcome.changed > 0;
    let form = action.map(|action| {
        if writes {
            view! {
                <form class="form" action=action method="post">
                    <p class="nl-paragraph">{t!("imports-waits")}</p>
                    <div class="actions">
                        <button class="nl-button nl-button--primary" type="submit">
                            {t!("imports-do")}
                        </button>
                        <a class="nl-link" href=Part::Imports.path()>
                            {t!("imports-other")}
                        </a>
                    </div>
                </form>
            }
            .into_any()
        } else {
            view! { <p class="nl-paragraph">{t!("imports-nothing")}</p> }.into_any()
        }
    });
    let lead = if waits { t!("imports-trial-lead") } else { t!("imports-done-lead") };
    let count = |number: usize| crate::texts::number(i64::try_from(number).unwrap_or(i64::MAX));
    view! {
        <DeskPage
            part=Some(Part::Imports)
            title=title
            crumbs=vec![Crumb::to(Part::Imports.name(), Part::Imports.path())]
        >
            <WhatWasDone />
            <p class="nl-paragraph nl-paragraph--lead">{lead}</p>
            <Facts>
                <Fact name=t!("imports-added")>{count(outcome.added)}</Fact>
                <Fact name=t!("imports-changed")>{count(outcome.changed)}</Fact>
                <Fact name=t!("imports-unchanged")>{count(outcome.unchanged)}</Fact>
                <Fact name=t!("imports-withdrawn")>{count(outcome.withdrawn)}</Fact>
                <Fact name=t!("imports-invalid")>{count(outcome.invalid)}</Fact>
                <Fact name=t!("imports-by")>{t!("imports-by-at", name = who, moment = moments::short(at))}</Fact>
                <Fact name=t!("imports-hash")>
                    <code class="breaks">{hash}</code>
                </Fact>
            </Facts>
            {form}
            <Remarks outcome />
        </DeskPage>
    }
}

/// What is to be said of the rows.
#[component]
fn Remarks(outcome: Outcome) -> impl IntoView {
    if outcome.remarks.is_empty() {
        return view! { <p class="nl-paragraph">{t!("imports-clean")}</p> }.into_any();
    }
    let severity = |code: &str| {
        text(match code {
            "error" => "imports-error",
            "warning" => "imports-warning",
            _ => "imports-note",
        })
    };
    let heads =
        [t!("imports-row"), t!("imports-severity"), t!("imports-about"), t!("imports-value"), t!("imports-words")];
    let labels = heads.clone();
    let rows = outcome.remarks.into_iter().map(move |remark| {
        let about = [remark.external_id, remark.field].into_iter().filter(|part| !part.is_empty());
        let about = about.collect::<Vec<_>>().join(", ");
        let place = if remark.place.is_empty() { t!("imports-whole") } else { remark.place };
        let [_, severity_label, about_label, value_label, words_label] = labels.clone();
        view! {
            <Row head=place.into_any()>
                <Cell label=severity_label>{severity(&remark.severity)}</Cell>
                <Cell label=about_label>{about}</Cell>
                <Cell label=value_label>{remark.value}</Cell>
                <Cell label=words_label>{remark.words}</Cell>
            </Row>
        }
    });
    let more = (outcome.left_out > 0)
        .then(|| view! { <p class="nl-paragraph">{t!("imports-left-out", count = outcome.left_out)}</p> });
    view! {
        <Table caption=t!("imports-report") id="verslag" heads=heads.map(|head| (head, false)).to_vec()>
            {rows.collect_view()}
        </Table>
        {more}
    }
    .into_any()
}
