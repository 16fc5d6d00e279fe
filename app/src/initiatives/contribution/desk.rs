//! The pages of the desk on which moderators see what is proposed and decide: `/beheer/inzendingen`.

use std::sync::Arc;

use leptos::prelude::*;

use super::deciding::ReadyAnswer;
use super::difference::{Difference, DifferenceRows};
use super::form::Alike;
use super::ready::ready_answers;
use super::state::State;
use crate::desk::frame::DeskPage;
use crate::desk::list::{Nothing, TheList};
use crate::desk::parts::Part;
use crate::geo::Rd;
use crate::initiatives::land::Land;
use crate::initiatives::needs::Landkaart;
use crate::initiatives::pages::small_map::{SmallMap, Spot, around};
use crate::initiatives::photos::{Photo, Picture};
use crate::initiatives::shading::Shading;
use crate::texts::t;
use crate::ui::fields::ErrorSummary;
use crate::ui::form::{Posted, SelectField, TextArea, TextField};
use crate::ui::page::Crumb;

/// The names of the fields of a decision.
pub mod names {
    /// What is decided.
    pub const DO: &str = "doe";
    /// Puts it on the Landkaart.
    pub const ACCEPT: &str = "neem-over";
    /// Asks something.
    pub const ASK: &str = "vraag";
    /// Refuses it.
    pub const REFUSE: &str = "weiger";
    /// Says that it was there already.
    pub const MERGE: &str = "voeg-samen";
    /// The version of the proposal on the screen.
    pub const SEEN: &str = "gezien";
    /// The version of the data in which the initiative that it changes was last written.
    pub const SEEN_INITIATIVE: &str = "gezien_initiatief";
    /// A ready answer.
    pub const READY: &str = "kant_en_klaar";
    /// The words of the moderator.
    pub const WORDS: &str = "tekst";
    /// The number of the initiative with which it is the same.
    pub const OTHER: &str = "nummer";
}

/// The list of what waits.
pub const WAITING: &str = "/beheer/inzendingen?stand=pending";

/// The list.
#[component]
pub fn ProposalsPage() -> impl IntoView {
    let next = Some((t!("desk-submissions-all"), Part::Submissions.path().to_owned()));
    view! {
        <DeskPage part=Some(Part::Submissions) title=Part::Submissions.name()>
            <TheList nothing=Nothing {
                words: t!("desk-submissions-none"),
                next,
            } />
        </DeskPage>
    }
}

/// Something that was said or done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remark {
    /// When.
    pub day: String,
    /// What.
    pub what: String,
    /// Who, for staff.
    pub by: Option<String>,
    /// In which words.
    pub words: Option<String>,
}

/// Who proposed something, as far as the reader may know.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Submitter {
    /// Somebody with this mail address.
    Known(String),
    /// Nobody knows any more.
    Forgotten,
    /// Only moderators of the whole country know.
    Hidden,
}

/// Everything about a proposal. Provided by the server as context.
#[derive(Clone, Debug)]
pub struct ShownProposal {
    /// Its number.
    pub id: String,
    /// What it is called.
    pub title: String,
    /// How far it is.
    pub state: State,
    /// Its version, for who decides.
    pub version: i64,
    /// The version of the data in which the initiative that it changes was last written.
    pub seen_initiative: Option<i64>,
    /// The initiative that it changes or became.
    pub initiative: Option<i64>,
    /// Whether it changes something.
    pub is_change: bool,
    /// Whether what it changes is no longer on the Landkaart.
    pub has_left: bool,
    /// Why, in the words of whoever proposed it.
    pub reason: Option<String>,
    /// Who proposed it.
    pub submitter: Submitter,
    /// For how many days it has waited.
    pub days: i64,
    /// Whether that is too long.
    pub too_long: bool,
    /// Its photo.
    pub photo: Option<Photo>,
    /// What differs.
    pub differences: Vec<Difference>,
    /// The columns that somebody else changed too.
    pub conflicts: Vec<String>,
    /// What is not in order: as it is, it cannot come on the Landkaart.
    pub problems: Vec<String>,
    /// What somebody should look at before it does.
    pub remarks: Vec<String>,
    /// What may be the same, with its number.
    pub alike: Vec<(i64, Alike)>,
    /// What became of other proposals of the same address.
    pub others: Vec<(State, i64)>,
    /// What was said.
    pub said: Vec<Remark>,
    /// Where it is.
    pub place: Option<Rd>,
    /// Its municipality, as a position in the places.
    pub municipality: Option<usize>,
    /// How many moderators decide on it.
    pub moderators: Moderators,
    /// The answers that the desk keeps ready itself.
    pub ready: Vec<ReadyAnswer>,
}

/// How many moderators decide.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Moderators {
    /// One.
    One,
    /// Two, and nobody did yet.
    Two,
    /// Two, and this is the first.
    Second(FirstModerator),
}

/// The first of two moderators, who took a proposal over for the time being.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FirstModerator {
    /// What they are called.
    pub name: String,
    /// On which day.
    pub day: String,
    /// Whether it is the reader.
    pub is_reader: bool,
}

/// The reader was the first of two moderators and cannot be the second. Provided by the server as context.
#[derive(Clone, Copy, Debug)]
pub struct SamePerson;

/// Somebody else was first. Provided by the server as context.
#[derive(Clone, Copy, Debug)]
pub struct SomebodyElse;

/// One proposal.
#[component]
pub fn ProposalPage() -> impl IntoView {
    let shown = expect_context::<ShownProposal>();
    // Where nobody can decide any more there is no field in which their words would come back.
    let words = Posted::now().value(names::WORDS);
    let unsent = (!shown.state.can_be_decided() && !words.is_empty()).then_some(words);
    let late = use_context::<SomebodyElse>().map(|_| {
        view! {
            <div class="error-summary" role="alert">
                <h2 class="error-summary__title">{t!("desk-conflict-title")}</h2>
                <p>{t!("desk-conflict-text")}</p>
                {unsent.map(|words| view! { <blockquote class="said">{words}</blockquote> })}
            </div>
        }
    });
    let same = use_context::<SamePerson>().map(|SamePerson| {
        view! {
            <div class="error-summary" role="alert">
                <p>{t!("desk-same-person")}</p>
            </div>
        }
    });
    let decide = shown.state.can_be_decided().then(|| view! { <Decide shown=shown.clone() /> });
    view! {
        <DeskPage
            part=Some(Part::Submissions)
            title=shown.title.clone()
            crumbs=vec![Crumb::to(Part::Submissions.name(), Part::Submissions.path())]
        >
            {late}
            {same}
            <ErrorSummary errors=Posted::now().errors />
            <p class="nl-paragraph nl-paragraph--lead">
                {shown.state.name()} " · "
                {if shown.is_change { t!("desk-submission-change") } else { t!("desk-submission-new") }} " · "
                {t!("desk-waits-since", days = shown.days)}
            </p>
            {shown.too_long.then(|| view! { <p class="notice-late">{t!("desk-too-long")}</p> })}
            <div class="desk-split">
                <div>
                    <Content shown=shown.clone() />
                    {decide}
                </div>
                <aside class="desk-split__side" aria-label=t!("desk-about")>
                    <Place shown=shown.clone() />
                    <SameAs shown=shown.clone() />
                    <WhoProposed shown=shown.clone() />
                    <Said said=shown.said />
                </aside>
            </div>
        </DeskPage>
    }
}

#[component]
fn Content(shown: ShownProposal) -> impl IntoView {
    let changed = shown.initiative.filter(|_| shown.is_change).map(|id| {
        view! {
            <p class="nl-paragraph">
                <a class="nl-link" href=format!("/landkaart/initiatief/{id}")>
                    {t!("desk-submission-changes")}
                </a>
            </p>
        }
    });
    let reason = shown.reason.map(|reason| view! { <blockquote class="said">{reason}</blockquote> });
    let notice = |title: String, all: Vec<String>| {
        (!all.is_empty()).then(|| {
            let items = all.into_iter().map(|one| view! { <li>{one}</li> }).collect_view();
            view! {
                <div class="form-notice">
                    <h2 class="nl-heading nl-heading--level-3">{title}</h2>
                    <ul>{items}</ul>
                </div>
            }
        })
    };
    let problems = notice(t!("desk-submission-problems"), shown.problems);
    let remarks = notice(t!("desk-submission-remarks"), shown.remarks);
    let conflicts = (!shown.conflicts.is_empty()).then(
        || view! { <p class="notice-late">{t!("desk-submission-conflicts", columns = shown.conflicts.join(", "))}</p> },
    );
    let address = format!("{}/{}/foto", Part::Submissions.path(), shown.id);
    let photo = shown.photo.map(|photo| {
        let words = photo.text.clone();
        view! {
            <h2 class="nl-heading nl-heading--level-3">{t!("photo-proposed")}</h2>
            <figure class="photo-now">
                <Picture photo address sizes="20rem" />
                <figcaption>{words}</figcaption>
            </figure>
        }
    });
    view! {
        {changed}
        {reason}
        {problems}
        {remarks}
        {conflicts}
        <DifferenceRows differences=shown.differences />
        {photo}
    }
}

#[component]
fn Decide(shown: ShownProposal) -> impl IntoView {
    let address = format!("{}/{}", Part::Submissions.path(), shown.id);
    let button = |what: &'static str, words: String, primary: bool| {
        let class = if primary { "nl-button nl-button--primary" } else { "nl-button nl-button--secondary" };
        view! {
            <button class=class type="submit" name=names::DO value=what>
                {words}
            </button>
        }
    };
    let was_first = matches!(&shown.moderators, Moderators::Second(first) if first.is_reader);
    let two = match &shown.moderators {
        Moderators::Second(first) if first.is_reader => Some(t!("desk-first-own", day = first.day.as_str())),
        Moderators::Second(first) => Some(t!("desk-first-other", name = first.name.as_str(), day = first.day.as_str())),
        Moderators::Two => Some(t!("desk-two-needed")),
        Moderators::One => None,
    };
    let two = two.map(|words| view! { <p class="form-notice">{words}</p> });
    let left = shown.initiative.filter(|_| shown.has_left).map(|id| {
        view! {
            <p class="form-notice">
                {t!("desk-submission-left")} " " <a class="nl-link" href=format!("{}/{id}", Part::Initiatives.path())>
                    {t!("desk-submission-left-look")}
                </a>
            </p>
        }
    });
    let can_accept = shown.problems.is_empty() && !was_first && !shown.has_left;
    let accept = can_accept.then(|| button(names::ACCEPT, t!("desk-accept"), true));
    let refuse = (!was_first).then(|| button(names::REFUSE, t!("desk-refuse"), false));
    let merge = (!was_first).then(|| {
        // A form of its own: who presses Enter in its field must not put anything on the Landkaart.
        view! {
            <form class="form" action=address.clone() method="post">
                <input type="hidden" name=names::SEEN value=shown.version.to_string() />
                <TextField
                    name=names::OTHER
                    label=t!("desk-merge-number")
                    hint=t!("desk-merge-hint")
                    longest=12
                    short=true
                />
                <div class="actions">{button(names::MERGE, t!("desk-merge"), false)}</div>
            </form>
        }
    });
    view! {
        <form class="form" action=address.clone() method="post" aria-labelledby="beslis">
            <h2 class="nl-heading nl-heading--level-2" id="beslis">
                {t!("desk-decide")}
            </h2>
            {two}
            {left}
            <input type="hidden" name=names::SEEN value=shown.version.to_string() />
            <input
                type="hidden"
                name=names::SEEN_INITIATIVE
                value=shown.seen_initiative.map(|seen| seen.to_string()).unwrap_or_default()
            />
            <SelectField
                name=names::READY
                label=t!("desk-ready")
                hint=t!("desk-ready-hint")
                nothing=t!("desk-ready-none")
                choices=ready_answers(shown.ready)
            />
            <TextArea name=names::WORDS label=t!("desk-words") hint=t!("desk-words-hint") longest=2_000 />
            <div class="actions">{accept} {button(names::ASK, t!("desk-ask"), false)} {refuse}</div>
        </form>
        {merge}
    }
}

#[component]
fn Place(shown: ShownProposal) -> impl IntoView {
    let reference = expect_context::<Arc<dyn Landkaart>>().reference();
    let (at, municipality) = (shown.place?, shown.municipality?);
    let place = reference.places.municipalities().get(municipality)?.clone();
    place.province?;
    let none = vec![0; reference.places.municipalities().len()];
    let shading = Shading::of(&none);
    let land = Land { selected: Some(municipality), ..Land::of_everything(&reference, &none, &none, &shading) };
    let spot = Spot { at, count: 1, href: String::new(), label: shown.title, unconfirmed: true };
    let label = t!("municipality-map", name = place.name.as_str());
    let frame = around(&reference, municipality, at);
    Some(view! { <SmallMap land frame spots=vec![spot] label /> })
}

#[component]
fn SameAs(shown: ShownProposal) -> impl IntoView {
    let items = shown.alike.into_iter().map(|(id, other)| {
        view! {
            <li>
                <a class="nl-link" href=other.href>
                    {other.title}
                </a>
                " "
                {t!("desk-alike-number", id = id, place = other.place)}
            </li>
        }
    });
    let items = items.collect_view();
    let list = if items.is_empty() {
        view! { <p class="nl-paragraph small">{t!("desk-alike-none")}</p> }.into_any()
    } else {
        view! { <ul class="small">{items}</ul> }.into_any()
    };
    view! {
        <h2 class="nl-heading nl-heading--level-3">{t!("desk-alike")}</h2>
        {list}
    }
}

#[component]
fn WhoProposed(shown: ShownProposal) -> impl IntoView {
    let who = match shown.submitter {
        Submitter::Known(email) => email,
        Submitter::Forgotten => t!("desk-submitter-forgotten"),
        Submitter::Hidden => {
            return view! {
                <h2 class="nl-heading nl-heading--level-3">{t!("desk-submitter")}</h2>
                <p class="nl-paragraph small">{t!("desk-submitter-hidden")}</p>
            }
            .into_any();
        }
    };
    let others = shown.others.into_iter().map(|(state, count)| format!("{count} {}", state.name().to_lowercase()));
    let others = others.collect::<Vec<_>>().join(", ");
    let others = if others.is_empty() { t!("desk-submitter-first") } else { others };
    view! {
        <h2 class="nl-heading nl-heading--level-3">{t!("desk-submitter")}</h2>
        <p class="nl-paragraph small breaks">{who}</p>
        <p class="nl-paragraph small">{others}</p>
    }
    .into_any()
}

#[component]
fn Said(said: Vec<Remark>) -> impl IntoView {
    let items = said.into_iter().map(|remark| {
        let by = remark.by.map(|name| format!(" ({name})")).unwrap_or_default();
        view! {
            <li>
                {remark.day} ": " {remark.what} {by}
                {remark.words.map(|words| view! { <blockquote class="said">{words}</blockquote> })}
            </li>
        }
    });
    view! {
        <h2 class="nl-heading nl-heading--level-3">{t!("desk-history")}</h2>
        <ol class="small">{items.collect_view()}</ol>
    }
}
