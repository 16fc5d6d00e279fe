//! `/beheer/mijn-gemeente`: what somebody keeps for a municipality: its initiatives, and what others propose for it.

use leptos::prelude::*;

use crate::desk::done::WhatWasDone;
use crate::desk::frame::DeskPage;
use crate::desk::parts::Part;
use crate::initiatives::pages::results::Stale;
use crate::texts::{day, t};
use crate::ui::table::{Cell, Row, Table};

/// The field with a municipality, by its code.
pub const MUNICIPALITY: &str = "gemeente";

/// An initiative of one's own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnInitiative {
    /// Its number.
    pub id: i64,
    /// What it is called.
    pub title: String,
    /// How far it is, in words.
    pub status: String,
    /// The day on which it was last checked (ISO 8601).
    pub checked: Option<String>,
    /// Whether nobody has said for too long that it is still so.
    pub unconfirmed: bool,
}

/// What somebody else proposes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnProposal {
    /// Its number.
    pub id: String,
    /// What it is called.
    pub title: String,
    /// Whether it changes something that is there.
    pub is_change: bool,
    /// For how many days it has waited.
    pub days: i64,
}

/// A municipality that somebody keeps.
#[derive(Clone, Debug)]
pub struct OwnMunicipality {
    /// Its CBS code.
    pub code: String,
    /// Its name.
    pub name: String,
    /// Its name in addresses.
    pub slug: String,
    /// Its initiatives, those that nobody confirmed first.
    pub initiatives: Vec<OwnInitiative>,
    /// How many there are in all.
    pub total: i64,
    /// What waits.
    pub proposals: Vec<OwnProposal>,
}

/// All that somebody keeps. Provided by the server as context.
#[derive(Clone, Debug)]
pub struct OwnMunicipalities(pub Vec<OwnMunicipality>);

/// The page.
#[component]
pub fn OwnMunicipalitiesPage() -> impl IntoView {
    let OwnMunicipalities(own) = expect_context();
    let all = own.into_iter().map(|one| view! { <One one /> }).collect_view();
    view! {
        <DeskPage part=Some(Part::OwnMunicipalities) title=Part::OwnMunicipalities.name()>
            <WhatWasDone />
            {all}
        </DeskPage>
    }
}

#[component]
fn One(one: OwnMunicipality) -> impl IntoView {
    let head = format!("gemeente-{}", one.code);
    let stale = one.initiatives.iter().filter(|initiative| initiative.unconfirmed).count();
    let rest = i64::try_from(one.initiatives.len()).unwrap_or(i64::MAX);
    let more = (one.total > rest).then(|| {
        view! {
            <p class="nl-paragraph">
                <a class="nl-link" href=format!("/beheer/initiatieven?gemeente={}", one.slug)>
                    {t!("custodian-own-all", count = one.total)}
                </a>
            </p>
        }
    });
    view! {
        <section aria-labelledby=head.clone()>
            <h2 class="nl-heading nl-heading--level-2" id=head.clone()>
                {one.name.clone()}
            </h2>
            <p class="nl-paragraph">
                {t!("municipality-count", count = one.total)} " "
                {(stale > 0).then(|| t!("custodian-own-stale", count = stale))}
            </p>
            <p class="actions">
                <a
                    class="nl-button nl-button--primary"
                    href=format!("/beheer/initiatieven/nieuw?gemeente={}", one.code)
                >
                    {t!("custodian-own-add")}
                </a>
                <a class="nl-link" href=format!("/landkaart/gemeente/{}", one.slug)>
                    {t!("claim-look", name = one.name.as_str())}
                </a>
            </p>
            <Proposals proposals=one.proposals />
            <Initiatives code=one.code.clone() name=one.name.clone() initiatives=one.initiatives />
            {more}
            <details class="desk-more">
                <summary>{t!("custodian-leave")}</summary>
                <form class="form" action=Part::OwnMunicipalities.path() method="post">
                    <input type="hidden" name=MUNICIPALITY value=one.code />
                    <p class="nl-paragraph">{t!("custodian-leave-text", name = one.name.as_str())}</p>
                    <div class="actions">
                        <button class="nl-button nl-button--secondary" type="submit">
                            {t!("custodian-leave-do", name = one.name.as_str())}
                        </button>
                    </div>
                </form>
            </details>
        </section>
    }
}

#[component]
fn Proposals(proposals: Vec<OwnProposal>) -> impl IntoView {
    (!proposals.is_empty()).then(|| {
        let items = proposals.into_iter().map(|proposal| {
            let kind = if proposal.is_change { t!("desk-submission-change") } else { t!("desk-submission-new") };
            view! {
                <li class="found__hit">
                    <a class="nl-link" href=format!("{}/{}", Part::Submissions.path(), proposal.id)>
                        {proposal.title}
                    </a>
                    <span class="found__about">{kind} " · " {t!("desk-waits-since", days = proposal.days)}</span>
                </li>
            }
        });
        view! {
            <div class="found">
                <h3 class="nl-heading nl-heading--level-3">{t!("custodian-own-proposals")}</h3>
                <ul>{items.collect_view()}</ul>
            </div>
        }
    })
}

#[component]
fn Initiatives(code: String, name: String, initiatives: Vec<OwnInitiative>) -> impl IntoView {
    if initiatives.is_empty() {
        return view! { <p class="nl-paragraph">{t!("custodian-own-none", name = name)}</p> }.into_any();
    }
    let rows = initiatives.into_iter().map(|own| {
        let link = view! {
            <a class="nl-link" href=format!("/beheer/initiatieven/{}", own.id)>
                {own.title}
            </a>
        };
        let checked = own.checked.map_or_else(|| t!("initiative-unchecked"), |date| day(&date));
        view! {
            <Row head=link.into_any()>
                <Cell label=t!("custodian-own-status")>{own.status}</Cell>
                <Cell label=t!("custodian-own-checked")>{checked} " " <Stale stale=own.unconfirmed /></Cell>
            </Row>
        }
    });
    view! {
        <Table
            caption=t!("custodian-own-caption", name = name)
            id=format!("tabel-{code}")
            heads=vec![
                (t!("custodian-own-initiative"), false),
                (t!("custodian-own-status"), false),
                (t!("custodian-own-checked"), false),
            ]
        >
            {rows.collect_view()}
        </Table>
    }
    .into_any()
}
