//! `/dag/programma`: what happens when and where, as a grid on wide screens and a list on narrow ones. What somebody chose stands in
//! the address: it can be kept, sent on and printed, and nothing is kept about them.

use std::collections::HashSet;
use std::sync::Arc;

use leptos::prelude::*;

use super::edition::rounds_of_choice;
use super::{
    CHANGES, ExampleNotice, PROGRAMME, SpeakerNames, audience_name, crumbs, days, kind_name, nothing, places_words,
    session_path, time_of,
};
use crate::day::filter::{ProgrammeFilter, names};
use crate::day::needs::{Days, EditionView};
use crate::day::programme::{Audience, Programme, Room, Round, RoundKind, Session};
use crate::site::Asking;
use crate::texts::{day, t};
use crate::ui::page::{Crumb, Page};

/// What the page understands of a query, when it is at this path: nothing else may have an effect on it.
#[must_use]
pub fn asked(path: &str, pairs: &[(String, String)], days: &dyn Days) -> Option<Vec<(String, String)>> {
    (path == PROGRAMME)
        .then(|| days.current().map_or_else(Vec::new, |view| ProgrammeFilter::parse(pairs, &view.programme).pairs()))
}

/// What is shown.
#[derive(Clone)]
struct Shown {
    view: Arc<EditionView>,
    filter: ProgrammeFilter,
    /// The sessions in the filter.
    found: Arc<HashSet<String>>,
    /// The rooms in which there is something to choose, when they stand beside each other: each is a column.
    rooms: Arc<Vec<Room>>,
}

/// Columns that are still wide enough to read on the widest screens.
const MOST_COLUMNS: usize = 8;

/// The rooms that can be columns. Whoever looks for something finds it in a list: columns would be empty.
fn columns(programme: &Programme, filter: &ProgrammeFilter) -> Vec<Room> {
    let choices: HashSet<&str> = programme
        .rounds
        .iter()
        .filter(|round| round.kind == RoundKind::Choice)
        .map(|round| round.code.as_str())
        .collect();
    let used: HashSet<&str> = programme
        .sessions
        .iter()
        .filter(|session| choices.contains(session.round.as_str()))
        .filter_map(|session| session.room.as_deref())
        .collect();
    let rooms: Vec<Room> = programme.rooms.iter().filter(|room| used.contains(room.code.as_str())).cloned().collect();
    if filter.hides() || !(2..=MOST_COLUMNS).contains(&rooms.len()) { vec![] } else { rooms }
}

/// The programme of the coming edition.
#[component]
pub fn ProgrammePage() -> impl IntoView {
    let Some(view) = days().current().filter(|view| !view.programme.sessions.is_empty()) else { return nothing() };
    let filter = ProgrammeFilter::parse(&expect_context::<Asking>().pairs, &view.programme);
    let found = Arc::new(days().find(&view, &filter).into_iter().collect::<HashSet<_>>());
    let rooms = Arc::new(columns(&view.programme, &filter));
    let shown = Shown { view: view.clone(), filter, found, rooms };
    let changed = view.published.iter().any(|version| !version.changes.is_empty()).then(|| {
        view! {
            <a class="nl-link" href=CHANGES>
                {t!("programme-changes")}
            </a>
        }
    });
    // What was chosen and does not fit what is looked for now stays chosen.
    let hidden = shown.filter.chosen.iter().filter(|code| !shown.found.contains(*code));
    let hidden =
        hidden.map(|code| view! { <input type="hidden" name=names::CHOSEN value=code.clone() /> }).collect_view();
    let rounds = view.programme.rounds.clone();
    let content = if shown.found.is_empty() {
        view! {
            <p class="nl-paragraph nl-paragraph--lead" role="status">
                {t!("programme-none")}
            </p>
            <p class="nl-paragraph">
                <a class="nl-link" href=PROGRAMME>
                    {t!("programme-clear")}
                </a>
            </p>
        }
        .into_any()
    } else {
        let rounds = rounds.into_iter().map(|round| view! { <RoundPart shown=shown.clone() round /> });
        // Each session says its own room too: this is for who looks from above.
        let heads = (!shown.rooms.is_empty()).then(|| {
            let names = shown.rooms.iter().map(|room| view! { <span>{room.name.clone()}</span> });
            view! {
                <div class="programme__rooms" aria-hidden="true">
                    {names.collect_view()}
                </div>
            }
        });
        let class = match shown.rooms.len() {
            0 => "programme__rounds".to_owned(),
            many => format!("programme__rounds programme__rounds--{many}"),
        };
        view! { <div class=class>{heads} {rounds.collect_view()}</div> }.into_any()
    };
    view! {
        <Page
            title=t!("programme-title")
            description=t!("programme-description", name = view.edition.name.as_str())
            crumbs=crumbs(vec![Crumb::here(t!("programme-title"))])
            canonical=PROGRAMME
            wide=true
            work=true
        >
            <h1 class="nl-heading nl-heading--level-1">{t!("programme-title")}</h1>
            <ExampleNotice edition=view.edition.clone() />
            <p class="nl-paragraph">{format!("{} · {} ", day(&view.edition.day), view.edition.town)} {changed}</p>
            <form class="programme" action=PROGRAMME method="get">
                <Filters shown=shown.clone() />
                {hidden}
                {content}
                <Chosen shown />
            </form>
        </Page>
    }
    .into_any()
}

/// What one can look for.
#[component]
fn Filters(shown: Shown) -> impl IntoView {
    let programme = &shown.view.programme;
    let choices = |chosen: Option<&str>, all: Vec<(String, String)>| {
        all.into_iter()
            .map(|(code, name)| {
                view! {
                    <option value=code.clone() selected=chosen == Some(code.as_str())>
                        {name}
                    </option>
                }
            })
            .collect_view()
    };
    let tracks = programme.tracks.iter().map(|track| (track.code.clone(), track.name.clone())).collect();
    let rounds = programme.rounds.iter().filter(|round| round.kind == RoundKind::Choice);
    let rounds = rounds.map(|round| (round.code.clone(), round.name.clone())).collect();
    let audiences = Audience::ALL.into_iter().map(|audience| (audience.code().to_owned(), audience_name(audience)));
    let select = |name: &'static str, label: String, options: AnyView| {
        view! {
            <div class="programme__filter">
                <label class="utrecht-form-label" for=name>
                    {label}
                </label>
                <select class="utrecht-select utrecht-select--html-select" id=name name=name>
                    <option value="">{t!("programme-all")}</option>
                    {options}
                </select>
            </div>
        }
    };
    let filter = &shown.filter;
    view! {
        <div class="programme__filters" role="search" aria-label=t!("programme-filters")>
            <div class="programme__filter programme__filter--words">
                <label class="utrecht-form-label" for=names::WORDS>
                    {t!("programme-words")}
                </label>
                <input
                    class="utrecht-textbox utrecht-textbox--html-input"
                    type="search"
                    id=names::WORDS
                    name=names::WORDS
                    value=filter.words.clone()
                    maxlength="100"
                    autocomplete="off"
                />
            </div>
            {select(names::TRACK, t!("programme-track"), choices(filter.track.as_deref(), tracks).into_any())}
            {select(names::ROUND, t!("programme-round"), choices(filter.round.as_deref(), rounds).into_any())}
            {select(
                names::AUDIENCE,
                t!("programme-audience"),
                choices(filter.audience.map(Audience::code), audiences.collect()).into_any(),
            )}
            <div class="programme__filter programme__filter--button">
                <button class="nl-button nl-button--primary" type="submit">
                    {t!("programme-show")}
                </button>
            </div>
        </div>
    }
}

/// A part of the day with what there is to do in it.
#[component]
fn RoundPart(shown: Shown, round: Round) -> impl IntoView {
    let programme = &shown.view.programme;
    let sessions: Vec<Session> = programme
        .sessions_of(&round.code)
        .into_iter()
        .filter(|session| shown.found.contains(&session.code))
        .cloned()
        .collect();
    // Whoever looks for something sees only where it is.
    if sessions.is_empty() && (shown.filter.hides() || round.kind != RoundKind::Break) {
        return ().into_any();
    }
    let id = format!("deel-{}", round.code);
    let class = match round.kind {
        RoundKind::Choice => "round",
        RoundKind::Plenary => "round round--plenary",
        RoundKind::Break => "round round--break",
    };
    let chooses = round.kind == RoundKind::Choice;
    let cards = (!sessions.is_empty()).then(|| {
        let cards = sessions.into_iter().map(|session| view! { <Card shown=shown.clone() session chooses /> });
        view! { <ul class="round__sessions">{cards.collect_view()}</ul> }
    });
    let labelled_by = id.clone();
    view! {
        <section class=class aria-labelledby=labelled_by>
            <h2 class="round__head" id=id>
                <span class="round__name">{round.name.clone()}</span>
                " "
                <span class="round__time">{format!("{}–{}", round.starts, round.ends)}</span>
            </h2>
            {cards}
        </section>
    }
    .into_any()
}

/// A session in the programme.
#[component]
fn Card(shown: Shown, session: Session, chooses: bool) -> impl IntoView {
    let programme = &shown.view.programme;
    let place = session.track.as_deref().and_then(|code| programme.tracks.iter().position(|track| track.code == code));
    let track = place.map(|place| {
        let class = format!("track track--{}", place % 8 + 1);
        view! {
            <p class=class>
                <span class="track__mark" aria-hidden="true"></span>
                {programme.tracks[place].name.clone()}
            </p>
        }
    });
    let room = session.room.as_deref().and_then(|code| programme.room(code)).map(|room| room.name.clone());
    let own_time = session.ends.is_some().then(|| time_of(programme, &session));
    let about: Vec<String> =
        [room, own_time, Some(kind_name(session.kind))].into_iter().flatten().filter(|part| !part.is_empty()).collect();
    let is_cancelled = session.cancelled.is_some();
    let is_chosen = shown.filter.chosen.contains(&session.code);
    let choice = (chooses && !is_cancelled).then(|| {
        view! {
            <label class="session-card__choice">
                <input type="checkbox" name=names::CHOSEN value=session.code.clone() checked=is_chosen />
                <span>{t!("programme-choose")} <span class="visually-hidden">": " {session.title.clone()}</span></span>
            </label>
        }
    });
    let places = shown
        .view
        .places
        .get(&session.code)
        .filter(|_| !is_cancelled)
        .map(|places| view! { <p class="session-card__places">{places_words(*places)}</p> });
    let mut class = match (is_cancelled, is_chosen) {
        (true, _) => "session-card session-card--cancelled",
        (false, true) => "session-card session-card--chosen",
        (false, false) => "session-card",
    }
    .to_owned();
    let column = session.room.as_deref().and_then(|code| shown.rooms.iter().position(|room| room.code == code));
    if let Some(column) = column.filter(|_| chooses) {
        class = format!("{class} session-card--column-{}", column + 1);
    }
    view! {
        <li class=class>
            {track} <h3 class="session-card__title">
                <a class="nl-link" href=session_path(&session.code)>
                    {session.title.clone()}
                </a>
            </h3> {is_cancelled.then(|| view! { <p class="session-card__cancelled">{t!("session-cancelled")}</p> })}
            <p class="session-card__about">{about.join(" · ")}</p> <p class="session-card__speakers">
                <SpeakerNames view=shown.view.clone() session=session.clone() />
            </p> {places} {choice}
        </li>
    }
}

/// What somebody chose, and how they keep it.
#[component]
fn Chosen(shown: Shown) -> impl IntoView {
    let programme = &shown.view.programme;
    let chosen: Vec<&Session> = shown.filter.chosen.iter().filter_map(|code| programme.session(code)).collect();
    let items = chosen.iter().map(|session| {
        view! {
            <li>
                {time_of(programme, session)} " " <a class="nl-link" href=session_path(&session.code)>
                    {session.title.clone()}
                </a>
            </li>
        }
    });
    let items = items.collect_view();
    let list = if chosen.is_empty() {
        view! { <p class="nl-paragraph">{t!("programme-chosen-none", rounds = rounds_of_choice(&shown.view))}</p> }
            .into_any()
    } else {
        view! {
            <ul>{items}</ul>
            <p class="nl-paragraph small">{t!("programme-chosen-kept")}</p>
        }
        .into_any()
    };
    view! {
        <section class="programme__chosen" aria-labelledby="keuze-kop">
            <h2 class="nl-heading nl-heading--level-2" id="keuze-kop">
                {t!("programme-chosen")}
            </h2>
            {list}
            <div class="actions">
                <button class="nl-button nl-button--primary" type="submit">
                    {t!("programme-keep")}
                </button>
            </div>
        </section>
    }
}
