//! `/beheer/initiatieven/{id}`: one initiative with everything that can be done with it, and all its versions.

use leptos::prelude::*;

use super::{list, merge, new};
use crate::accounts::actor::Actor;
use crate::accounts::roles::Permission;
use crate::desk::done::WhatWasDone;
use crate::desk::frame::DeskPage;
use crate::desk::parts::Part;
use crate::initiatives::contribution::difference::{Difference, DifferenceRows};
use crate::initiatives::contribution::fields::{More, What, Where};
use crate::initiatives::contribution::form::names;
use crate::initiatives::contribution::history::{OneVersion, ShownVersion};
use crate::texts::{t, text};
use crate::ui::fields::ErrorSummary;
use crate::ui::form::{Posted, TextArea};
use crate::ui::page::Crumb;

/// The field with the number of a version.
pub const NUMBER: &str = "nummer";

/// The field with the number of the version that was on the screen.
pub const SEEN: &str = "gezien";

/// The fields for the reasons of what is no change; each form of the page has its own.
pub mod reasons {
    /// Why it is withdrawn.
    pub const WITHDRAW: &str = "reden_intrekken";
    /// Why it is put back or taken apart.
    pub const BACK: &str = "reden_terug";
    /// Why a version is put back.
    pub const RESTORE: &str = "reden_versie";
}

/// What a form of the page asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EntryDeed {
    /// Save what was changed.
    Save,
    /// Put a version back.
    Restore,
    /// Take it off the Landkaart.
    Withdraw,
    /// Put it on it again.
    PutBack,
    /// Let it stand by itself again.
    TakeApart,
}

impl EntryDeed {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::Save, Self::Restore, Self::Withdraw, Self::PutBack, Self::TakeApart];

    /// The word for it in forms and addresses.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Save => "opslaan",
            Self::Restore => "terugzetten",
            Self::Withdraw => "intrekken",
            Self::PutBack => "terug",
            Self::TakeApart => "losmaken",
        }
    }

    /// What is said when something was done: one of these, or what leads here from another page.
    #[must_use]
    pub fn done(code: &str) -> Option<String> {
        Some(text(match code {
            "opslaan" => "keep-saved",
            "terugzetten" => "keep-restored",
            "intrekken" => "keep-is-withdrawn",
            "terug" => "keep-is-put-back",
            "losmaken" => "keep-is-apart",
            "nieuw" => "keep-published",
            "gesplitst" => "keep-split-done",
            "samengevoegd" => "keep-merge-done",
            _ => return None,
        }))
    }

    /// The field for its reason.
    #[must_use]
    pub const fn reason(self) -> &'static str {
        match self {
            Self::Save => names::REASON,
            Self::Restore => reasons::RESTORE,
            Self::Withdraw => reasons::WITHDRAW,
            Self::PutBack | Self::TakeApart => reasons::BACK,
        }
    }
}

/// How an initiative stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum EntryStanding {
    /// On the Landkaart.
    Shown,
    /// Withdrawn on a day, for a reason.
    Withdrawn(String, Option<String>),
    /// Part of another one, by its number and name.
    PartOf(i64, String),
}

/// An initiative as staff see it. Provided by the server as context.
#[derive(Clone, Debug)]
pub struct ShownEntry {
    /// Its number.
    pub id: i64,
    /// What it is called.
    pub title: String,
    /// Its public address.
    pub address: String,
    /// The version of the data in which it was last written.
    pub revision: i64,
    /// How it stands.
    pub standing: EntryStanding,
    /// What became part of it.
    pub parts: Vec<(i64, String)>,
    /// All versions, the newest first.
    pub versions: Vec<ShownVersion>,
}

/// Somebody else saved it meanwhile. Provided by the server as context.
#[derive(Clone, Debug, Default)]
pub struct SavedMeanwhile {
    /// What they changed.
    pub differences: Vec<Difference>,
    /// What both changed: what they wrote stands in the notice, what the reader typed in the form.
    pub both: Vec<String>,
}

/// A version that cannot be put back as it is. Provided by the server as context.
#[derive(Clone, Debug)]
pub struct DoesNotFit {
    /// Its number.
    pub number: i64,
    /// What no longer fits.
    pub problems: Vec<String>,
}

/// The way from the desk to the list, for those who come in there.
pub(super) fn way() -> Vec<Crumb> {
    let comes_in = expect_context::<Actor>().may(Part::Initiatives.needs());
    comes_in.then(|| Crumb::to(Part::Initiatives.name(), Part::Initiatives.path())).into_iter().collect()
}

/// The fields of an initiative, as whoever proposes one sees them.
#[component]
pub(super) fn Fields() -> impl IntoView {
    view! {
        <What />
        <Where />
        <More />
    }
}

/// The page.
#[component]
pub fn EntryPage() -> impl IntoView {
    let entry = expect_context::<ShownEntry>();
    let keeps_all = expect_context::<Actor>().may(Permission::EditInitiatives);
    let shown = entry.standing == EntryStanding::Shown;
    let versions = entry.versions.clone();
    view! {
        <DeskPage part=Some(Part::Initiatives) title=entry.title.clone() crumbs=way()>
            <WhatWasDone />
            <Meanwhile />
            <Unfit id=entry.id />
            <ErrorSummary errors=Posted::now().errors />
            <Stands entry=entry.clone() />
            <div class="desk-split">
                <div>
                    {shown.then(|| view! { <Change entry=entry.clone() /> })}
                    <Versions entry=entry.clone() versions keeps_all />
                </div>
                {keeps_all
                    .then(|| {
                        view! {
                            <aside class="desk-split__side" aria-label=t!("keep-more")>
                                <Deeds entry />
                            </aside>
                        }
                    })}
            </div>
        </DeskPage>
    }
}

/// What somebody else saved while the reader typed.
#[component]
fn Meanwhile() -> impl IntoView {
    use_context::<SavedMeanwhile>().map(|saved| {
        let both = (!saved.both.is_empty())
            .then(|| view! { <p>{t!("keep-conflict-both", columns = saved.both.join(", "))}</p> });
        view! {
            <div class="error-summary" role="alert">
                <h2 class="error-summary__title">{t!("keep-conflict-title")}</h2>
                <p>{t!("keep-conflict-text")}</p>
                {both}
                <DifferenceRows differences=saved.differences />
            </div>
        }
    })
}

/// Why a version could not be put back.
#[component]
fn Unfit(id: i64) -> impl IntoView {
    use_context::<DoesNotFit>().map(|unfit| {
        let problems = unfit.problems.into_iter().map(|problem| view! { <li>{problem}</li> }).collect_view();
        let fill_in = format!("{}?versie={}", list::path(id), unfit.number);
        view! {
            <div class="error-summary" role="alert">
                <h2 class="error-summary__title">{t!("keep-unfit-title", number = unfit.number)}</h2>
                <ul>{problems}</ul>
                <p>
                    <a class="nl-link" href=fill_in>
                        {t!("keep-unfit-fill-in")}
                    </a>
                </p>
            </div>
        }
    })
}

/// How it stands, and where it can be seen.
#[component]
fn Stands(entry: ShownEntry) -> impl IntoView {
    let standing = match entry.standing {
        EntryStanding::Shown => None,
        EntryStanding::Withdrawn(day, reason) => {
            let words = t!("keep-withdrawn-on", day = day);
            let reason = reason.map(|reason| view! { <blockquote class="said">{reason}</blockquote> });
            Some(
                view! {
                    <p class="notice-late">{words}</p>
                    {reason}
                }
                .into_any(),
            )
        }
        EntryStanding::PartOf(other, name) => Some(
            view! {
                <p class="notice-late">
                    {t!("keep-part-of")} " " <a class="nl-link" href=list::path(other)>
                        {name}
                    </a>
                </p>
            }
            .into_any(),
        ),
    };
    let parts = entry.parts.into_iter().map(|(id, name)| {
        view! {
            <li>
                <a class="nl-link" href=list::path(id)>
                    {t!("keep-part", id = id.to_string(), name = name)}
                </a>
            </li>
        }
    });
    view! {
        {standing}
        <ul class="links">
            <li>
                <a class="nl-link" href=entry.address>
                    {t!("keep-public", id = entry.id.to_string())}
                </a>
            </li>
            {parts.collect_view()}
        </ul>
    }
}

/// The version that the reader saw.
fn seen(entry: &ShownEntry) -> impl IntoView + use<> {
    let number = entry.versions.first().map_or(1, |version| version.number);
    view! {
        <input type="hidden" name=names::VERSION value=entry.revision.to_string() />
        <input type="hidden" name=SEEN value=number.to_string() />
    }
}

#[component]
fn Change(entry: ShownEntry) -> impl IntoView {
    view! {
        <form class="form" action=list::path(entry.id) method="post" novalidate>
            {seen(&entry)}
            <Fields />
            <TextArea name=names::REASON label=t!("keep-reason") hint=t!("keep-reason-hint") longest=1_000 />
            <div class="actions">
                <button class="nl-button nl-button--primary" type="submit" name=names::DO value=EntryDeed::Save.code()>
                    {t!("keep-save")}
                </button>
            </div>
        </form>
    }
}

/// A form that asks for a reason and does one thing.
fn with_reason(entry: &ShownEntry, deed: EntryDeed, hint: String, words: String) -> impl IntoView + use<> {
    view! {
        <form class="form" action=list::path(entry.id) method="post" novalidate>
            {seen(entry)}
            <TextArea name=deed.reason() label=t!("keep-reason") hint=hint longest=1_000 />
            <div class="actions">
                <button class="nl-button" type="submit" name=names::DO value=deed.code()>
                    {words}
                </button>
            </div>
        </form>
    }
}

/// What can be done besides changing it.
#[component]
fn Deeds(entry: ShownEntry) -> impl IntoView {
    let open = |deed: EntryDeed| Posted::now().error(deed.reason()).is_some();
    let deeds = match entry.standing {
        EntryStanding::Shown => view! {
            <ul class="links">
                <li>
                    <a class="nl-link" href=format!("{}/foto", list::path(entry.id))>
                        {t!("photo-of-entry")}
                    </a>
                </li>
                <li>
                    <a class="nl-link" href=merge::path(entry.id)>
                        {t!("keep-merge")}
                    </a>
                </li>
                <li>
                    <a class="nl-link" href=format!("{}?{}={}", new::PATH, new::SPLIT, entry.id)>
                        {t!("keep-split")}
                    </a>
                </li>
            </ul>
            <details class="desk-more" open=open(EntryDeed::Withdraw)>
                <summary>{t!("keep-withdraw")}</summary>
                {with_reason(&entry, EntryDeed::Withdraw, t!("keep-withdraw-hint"), t!("keep-withdraw-do"))}
            </details>
        }
        .into_any(),
        EntryStanding::Withdrawn(..) => {
            with_reason(&entry, EntryDeed::PutBack, t!("keep-reason-hint"), t!("keep-put-back")).into_any()
        }
        EntryStanding::PartOf(..) => {
            with_reason(&entry, EntryDeed::TakeApart, t!("keep-apart-hint"), t!("keep-apart")).into_any()
        }
    };
    view! {
        <h2 class="nl-heading nl-heading--level-3">{t!("keep-more")}</h2>
        {deeds}
    }
}

#[component]
fn Versions(entry: ShownEntry, versions: Vec<ShownVersion>, keeps_all: bool) -> impl IntoView {
    let newest = versions.first().map(|version| version.number);
    let older: Vec<i64> =
        versions.iter().map(|version| version.number).filter(|number| Some(*number) != newest).collect();
    let can_restore = keeps_all && entry.standing == EntryStanding::Shown && !older.is_empty();
    let items = versions.into_iter().map(|version| view! { <OneVersion version /> });
    let restore = can_restore.then(|| {
        let options = older.into_iter().map(|number| {
            view! { <option value=number.to_string()>{t!("keep-version", number = number)}</option> }
        });
        view! {
            <details class="desk-more" open=Posted::now().error(reasons::RESTORE).is_some()>
                <summary>{t!("keep-restore")}</summary>
                <form class="form" action=list::path(entry.id) method="post" novalidate>
                    {seen(&entry)}
                    <div class="form-field">
                        <label class="utrecht-form-label" for=NUMBER>
                            {t!("keep-restore-which")}
                        </label>
                        <select class="utrecht-select utrecht-select--html-select" id=NUMBER name=NUMBER>
                            {options.collect_view()}
                        </select>
                    </div>
                    <TextArea name=reasons::RESTORE label=t!("keep-reason") hint=t!("keep-reason-hint") longest=1_000 />
                    <div class="actions">
                        <button class="nl-button" type="submit" name=names::DO value=EntryDeed::Restore.code()>
                            {t!("keep-restore-do")}
                        </button>
                    </div>
                </form>
            </details>
        }
    });
    view! {
        <section aria-labelledby="versies">
            <h2 class="nl-heading nl-heading--level-2" id="versies">
                {t!("keep-versions")}
            </h2>
            {restore}
            {items.collect_view()}
        </section>
    }
}
