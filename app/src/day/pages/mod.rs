//! The pages of the Dag, one per file, with the parts that they share.

use std::sync::Arc;

use leptos::prelude::*;

use super::edition::Edition;
use super::needs::{Days, EditionView, Places};
use super::programme::{Audience, Level, Programme, Session, SessionKind};
use crate::texts::{t, text};
use crate::ui::errors::{ErrorPage, ErrorTexts, status};
use crate::ui::notice::Warning;
use crate::ui::page::Crumb;

pub mod changes;
pub mod edition;
pub mod programme;
pub mod session;
pub mod speakers;

/// Where the coming edition is.
pub const PATH: &str = "/dag";

/// Where its programme is.
pub const PROGRAMME: &str = "/dag/programma";

/// Where those who speak are.
pub const SPEAKERS: &str = "/dag/sprekers";

/// What changed in the programme.
pub const CHANGES: &str = "/dag/programma/wijzigingen";

/// The editions, from the server.
fn days() -> Arc<dyn Days> {
    expect_context()
}

/// The page when there is nothing at an address.
fn nothing() -> AnyView {
    status(404);
    view! { <ErrorPage texts=ErrorTexts::of("not-found") /> }.into_any()
}

/// The first steps to a page below that of the coming edition.
fn crumbs(rest: Vec<Crumb>) -> Vec<Crumb> {
    std::iter::once(Crumb::to(t!("site-part-day"), PATH)).chain(rest).collect()
}

/// Says that an edition is made up.
#[component]
fn ExampleNotice(
    /// The edition.
    edition: Edition,
) -> impl IntoView {
    edition.is_example.then(|| view! { <Warning title=t!("day-example-title") text=t!("day-example-text") /> })
}

/// Where a session is read.
#[must_use]
pub fn session_path(code: &str) -> String {
    format!("{PROGRAMME}/{code}")
}

/// Where somebody who speaks is read.
#[must_use]
pub fn speaker_path(code: &str) -> String {
    format!("{SPEAKERS}/{code}")
}

/// When a session is: from when until when.
fn time_of(programme: &Programme, session: &Session) -> String {
    programme.times(session).map(|(starts, ends)| format!("{starts}–{ends}")).unwrap_or_default()
}

/// What kind of session it is.
fn kind_name(kind: SessionKind) -> String {
    text(match kind {
        SessionKind::Lecture => "session-kind-lecture",
        SessionKind::Workshop => "session-kind-workshop",
        SessionKind::Debate => "session-kind-debate",
        SessionKind::Table => "session-kind-table",
        SessionKind::Plenary => "session-kind-plenary",
        SessionKind::Excursion => "session-kind-excursion",
    })
}

/// For whom a session is.
fn audience_name(audience: Audience) -> String {
    text(match audience {
        Audience::Council => "audience-council",
        Audience::Executive => "audience-executive",
        Audience::Organisation => "audience-organisation",
        Audience::Clerk => "audience-clerk",
    })
}

/// How much one should know.
fn level_name(level: Level) -> String {
    text(match level {
        Level::Everyone => "session-level-everyone",
        Level::Experienced => "session-level-experienced",
    })
}

/// The name of a language; its code for one that has none here.
fn language_name(code: &str) -> String {
    match code {
        "nl" => t!("language-nl"),
        "en" => t!("language-en"),
        "fy" => t!("language-fy"),
        other => other.to_owned(),
    }
}

/// How many places are left, in words.
fn places_words(places: Places) -> String {
    match (places.left(), places.waiting) {
        (0, 0) => t!("places-none"),
        (0, waiting) => t!("places-waiting", count = i64::from(waiting)),
        (left, _) => t!("places-left", count = i64::from(left)),
    }
}

/// The names of those who speak at a session, each with the way to more.
#[component]
fn SpeakerNames(
    /// The edition.
    view: Arc<EditionView>,
    /// The session.
    session: Session,
) -> impl IntoView {
    let speakers: Vec<_> = session.speakers.iter().filter_map(|code| view.programme.speaker(code)).cloned().collect();
    let names = speakers.into_iter().enumerate().map(|(place, speaker)| {
        view! {
            {(place > 0).then_some(", ")}
            <a class="nl-link" href=speaker_path(&speaker.code)>
                {speaker.name}
            </a>
        }
    });
    names.collect_view()
}
