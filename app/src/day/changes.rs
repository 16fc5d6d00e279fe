//! What is different between two versions of a programme, session by session, as visitors and participants read it.

use super::programme::{Programme, Session};

/// What became of one session.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The code of the session.
    pub session: String,
    /// What it is called; what it was called when it is gone.
    pub title: String,
    /// What is different.
    pub what: Vec<Difference>,
}

/// One thing that is different about a session.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Difference {
    /// It is new.
    Added,
    /// It is not in the programme any more.
    Removed,
    /// It is cancelled, for this reason.
    Cancelled(String),
    /// It takes place after all.
    BackOn,
    /// It was called otherwise.
    Title(String),
    /// When it is: before and now, such as `10:15–11:15`; empty for a round that is not there.
    Time(String, String),
    /// Where it is: before and now; empty for no room.
    Room(String, String),
    /// Who speaks: before and now; empty for nobody.
    Speakers(String, String),
    /// What is said about it.
    Text,
}

impl Difference {
    /// Whether whoever chose the session has to know: a text that is better is no news.
    #[must_use]
    pub const fn matters(&self) -> bool {
        !matches!(self, Self::Text | Self::Added)
    }
}

/// All that changed, in the order of the new programme; what is gone comes last.
#[must_use]
pub fn between(before: &Programme, after: &Programme) -> Vec<Change> {
    let mut changes: Vec<Change> = Vec::new();
    for session in &after.sessions {
        let what = match before.session(&session.code) {
            None => vec![Difference::Added],
            Some(old) => differences((before, old), (after, session)),
        };
        if !what.is_empty() {
            changes.push(Change { session: session.code.clone(), title: session.title.clone(), what });
        }
    }
    let gone = before.sessions.iter().filter(|session| after.session(&session.code).is_none());
    changes.extend(gone.map(|session| Change {
        session: session.code.clone(),
        title: session.title.clone(),
        what: vec![Difference::Removed],
    }));
    changes
}

fn differences(before: (&Programme, &Session), after: (&Programme, &Session)) -> Vec<Difference> {
    let (old, new) = (before.1, after.1);
    let mut found = Vec::new();
    match (&old.cancelled, &new.cancelled) {
        (None, Some(reason)) => found.push(Difference::Cancelled(reason.clone())),
        (Some(_), None) => found.push(Difference::BackOn),
        _ => {}
    }
    if old.title != new.title {
        found.push(Difference::Title(old.title.clone()));
    }
    let (was, is) = (time(before.0, old), time(after.0, new));
    found.extend((was != is).then_some(Difference::Time(was, is)));
    let (was, is) = (room(before.0, old), room(after.0, new));
    found.extend((was != is).then_some(Difference::Room(was, is)));
    let (was, is) = (speakers(before.0, old), speakers(after.0, new));
    found.extend((was != is).then_some(Difference::Speakers(was, is)));
    let said = |session: &Session| {
        (session.summary.clone(), session.story.clone(), session.access.clone(), session.materials.clone())
    };
    if said(old) != said(new) {
        found.push(Difference::Text);
    }
    found
}

fn time(programme: &Programme, session: &Session) -> String {
    programme.times(session).map(|(starts, ends)| format!("{starts}–{ends}")).unwrap_or_default()
}

fn room(programme: &Programme, session: &Session) -> String {
    session.room.as_deref().and_then(|room| programme.room(room)).map(|room| room.name.clone()).unwrap_or_default()
}

fn speakers(programme: &Programme, session: &Session) -> String {
    let names = session.speakers.iter().filter_map(|code| programme.speaker(code)).map(|speaker| speaker.name.as_str());
    names.collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::super::programme::examples::programme;
    use super::*;

    fn change(session: &str, title: &str, what: Vec<Difference>) -> Change {
        Change { session: session.into(), title: title.into(), what }
    }

    #[test]
    fn nothing_changed_is_nothing_to_tell() {
        assert_eq!(between(&programme(), &programme()), []);
    }

    #[test]
    fn each_session_tells_what_is_different_in_words_of_the_programme() {
        let before = programme();
        let mut after = programme();
        after.sessions[1].room = Some("atelier".into());
        after.sessions[1].speakers.push("prodemos".into());
        after.sessions[2].cancelled = Some("De spreker is ziek".into());
        after.sessions[3].title = "De wijkraad van nu".into();
        after.sessions[3].ends = "13:00".parse().ok();
        after.sessions[0].summary = "U bent welkom.".into();
        let own = |name: &str| name.to_owned();
        assert_eq!(
            between(&before, &after),
            [
                change("welkom", "Welkom", vec![Difference::Text]),
                change(
                    "burgerberaad",
                    "Een burgerberaad organiseren",
                    vec![
                        Difference::Room(own("Raadzaal"), own("Atelier")),
                        Difference::Speakers(own("VNG"), own("VNG, ProDemos"))
                    ]
                ),
                change("motie", "De motie van de toekomst", vec![Difference::Cancelled(own("De spreker is ziek"))]),
                change(
                    "wijkraad",
                    "De wijkraad van nu",
                    vec![
                        Difference::Title(own("De wijkraad")),
                        Difference::Time(own("11:45–12:45"), own("11:45–13:00"))
                    ]
                ),
            ]
        );
        let back = between(&after, &before);
        assert!(back.iter().any(|change| change.what == [Difference::BackOn]), "{back:?}");
    }

    #[test]
    fn what_comes_and_what_goes_is_named() {
        let before = programme();
        let mut after = programme();
        let gone = after.sessions.remove(2);
        after.sessions.push(Session { code: "nieuw".into(), title: "Nieuw".into(), ..gone });
        assert_eq!(
            between(&before, &after),
            [
                change("nieuw", "Nieuw", vec![Difference::Added]),
                change("motie", "De motie van de toekomst", vec![Difference::Removed])
            ]
        );
    }

    #[test]
    fn a_round_that_moves_moves_all_that_is_in_it() {
        let before = programme();
        let mut after = programme();
        after.rounds[1].starts = "10:20".parse().expect("a time");
        let moved: Vec<String> = between(&before, &after).into_iter().map(|change| change.session).collect();
        assert_eq!(moved, ["burgerberaad", "motie"]);
    }
}
