//! What cannot be as a programme has it, though it holds together: two sessions in a room, a speaker at two places. The desk says so
//! and leaves it to the organiser: a room may have a wall that slides.

use std::collections::BTreeMap;

use super::minute::Minute;
use super::programme::{Programme, Session};

/// Something that an organiser should look at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Clash {
    /// Two sessions are in one room at the same time.
    Room {
        /// The code of the room.
        room: String,
        /// The codes of the sessions.
        sessions: [String; 2],
    },
    /// Somebody speaks at two sessions at the same time.
    Speaker {
        /// The code of the speaker.
        speaker: String,
        /// The codes of the sessions.
        sessions: [String; 2],
    },
    /// More people can take part than the room holds.
    Crowded {
        /// The code of the session.
        session: String,
        /// How many can take part.
        capacity: u32,
        /// How many the room holds.
        room: u32,
    },
    /// More people registered than can take part.
    Overbooked {
        /// The code of the session.
        session: String,
        /// How many can take part.
        capacity: u32,
        /// How many registered.
        registered: u32,
    },
}

/// All of them, in the order of the programme. `registered` says how many people chose a session.
#[must_use]
pub fn clashes(programme: &Programme, registered: &BTreeMap<String, u32>) -> Vec<Clash> {
    let timed: Vec<(&Session, (Minute, Minute))> = programme
        .sessions
        .iter()
        .filter(|session| session.cancelled.is_none())
        .filter_map(|session| Some((session, programme.times(session)?)))
        .collect();
    let mut clashes = Vec::new();
    for (at, (session, times)) in timed.iter().enumerate() {
        let beside = timed[at + 1..].iter().filter(|(_, others)| times.0 < others.1 && others.0 < times.1);
        for (other, _) in beside {
            let sessions = || [session.code.clone(), other.code.clone()];
            if let Some(room) = session.room.as_ref().filter(|room| other.room.as_ref() == Some(room)) {
                clashes.push(Clash::Room { room: room.clone(), sessions: sessions() });
            }
            let is_one = |code: &str| programme.speaker(code).is_some_and(|speaker| !speaker.is_organisation);
            let both = session.speakers.iter().filter(|code| other.speakers.contains(code) && is_one(code));
            clashes.extend(both.map(|speaker| Clash::Speaker { speaker: speaker.clone(), sessions: sessions() }));
        }
        let Some(capacity) = programme.capacity(session) else { continue };
        let room = session.room.as_deref().and_then(|room| programme.room(room)).map(|room| room.capacity);
        if let Some(room) = room.filter(|room| capacity > *room) {
            clashes.push(Clash::Crowded { session: session.code.clone(), capacity, room });
        }
        let registered = registered.get(&session.code).copied().unwrap_or_default();
        if registered > capacity {
            clashes.push(Clash::Overbooked { session: session.code.clone(), capacity, registered });
        }
    }
    clashes
}

#[cfg(test)]
mod tests {
    use super::super::programme::examples::programme;
    use super::*;

    #[test]
    fn a_room_and_a_speaker_are_at_one_place_at_a_time() {
        let mut day = programme();
        assert_eq!(clashes(&day, &BTreeMap::new()), [], "the example holds");
        let [first, second] = [day.sessions[1].code.clone(), day.sessions[2].code.clone()];
        day.sessions[2].room = day.sessions[1].room.clone();
        day.sessions[2].speakers = day.sessions[1].speakers.clone();
        let sessions = [first, second];
        let found = clashes(&day, &BTreeMap::new());
        assert!(found.contains(&Clash::Room { room: "raadzaal".into(), sessions: sessions.clone() }), "{found:?}");
        assert!(found.contains(&Clash::Speaker { speaker: "vng".into(), sessions }), "{found:?}");
        day.speakers[0].is_organisation = true;
        assert!(
            !clashes(&day, &BTreeMap::new()).iter().any(|clash| matches!(clash, Clash::Speaker { .. })),
            "it has more people"
        );
        day.sessions[2].cancelled = Some("Er kwam niemand".into());
        assert_eq!(clashes(&day, &BTreeMap::new()), [], "what is not there is in nobody's way");
    }

    #[test]
    fn what_runs_on_after_its_round_is_in_the_way_of_the_next() {
        let mut day = programme();
        day.sessions[1].ends = "12:15".parse().ok();
        let room = day.sessions[1].room.clone();
        let next = day.sessions.iter_mut().find(|session| session.round == "ronde-2").expect("a second round");
        next.room = room;
        next.speakers.clear();
        assert!(matches!(clashes(&day, &BTreeMap::new())[..], [Clash::Room { .. }]));
    }

    #[test]
    fn more_people_than_places_are_named_with_both_numbers() {
        let mut day = programme();
        day.sessions[1].capacity = Some(900);
        let session = day.sessions[1].code.clone();
        let registered = BTreeMap::from([(session.clone(), 901)]);
        assert_eq!(
            clashes(&day, &registered),
            [
                Clash::Crowded { session: session.clone(), capacity: 900, room: 80 },
                Clash::Overbooked { session, capacity: 900, registered: 901 },
            ]
        );
    }
}
