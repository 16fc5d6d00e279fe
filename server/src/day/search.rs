//! Finding sessions by words that somebody types: parts of words, in any order, with a letter wrong.

use app::day::filter::ProgrammeFilter;
use app::day::needs::EditionView;
use app::day::programme::{Programme, Session};
use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

/// A word of so many letters may have one that is wrong.
const FORGIVEN: usize = 5;

/// The codes of the sessions in a filter, in the order of the programme.
pub(super) fn find(view: &EditionView, filter: &ProgrammeFilter) -> Vec<String> {
    let wanted = words(&filter.words);
    let programme = &view.programme;
    let found = programme.sessions.iter().filter(|session| {
        let has_places = view.places.get(&session.code).is_none_or(|places| places.left() > 0);
        filter.holds(session, has_places) && (wanted.is_empty() || says(programme, session, &wanted))
    });
    found.map(|session| session.code.clone()).collect()
}

/// Whether a session says every one of some words.
fn says(programme: &Programme, session: &Session, wanted: &[String]) -> bool {
    let named = |text: Option<&str>| text.unwrap_or_default().to_owned();
    let mut texts = vec![session.title.clone(), session.summary.clone(), session.story.clone()];
    texts.push(named(session.track.as_deref().and_then(|code| programme.track(code)).map(|track| track.name.as_str())));
    texts.push(named(session.room.as_deref().and_then(|code| programme.room(code)).map(|room| room.name.as_str())));
    texts.extend(
        session.speakers.iter().map(|code| named(programme.speaker(code).map(|speaker| speaker.name.as_str()))),
    );
    let said = words(&texts.join(" "));
    wanted.iter().all(|word| said.iter().any(|said| is_meant(word, said)))
}

/// Whether a typed word stands for one that is said.
fn is_meant(typed: &str, said: &str) -> bool {
    said.contains(typed) || (typed.chars().count() >= FORGIVEN && strsim::osa_distance(typed, said) <= 1)
}

/// Words in small letters without marks.
fn words(text: &str) -> Vec<String> {
    let plain: String = text.nfd().filter(|c| !is_combining_mark(*c)).collect::<String>().to_lowercase();
    plain.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_owned).collect()
}
