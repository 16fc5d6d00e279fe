//! What has to be right for a programme to hold together.

use std::collections::HashSet;

use super::programme::{Programme, RoundKind};

/// Why a document is no programme. Each names what it is about.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// Two things of one kind have the same code.
    #[error("the code {0} stands there twice")]
    Twice(String),
    /// A code cannot stand in an address.
    #[error("{0} cannot stand in an address: use small letters, digits and hyphens")]
    Code(String),
    /// Something has no name.
    #[error("{0} has no name")]
    Nameless(String),
    /// Something ends before it starts.
    #[error("{0} ends before it starts")]
    Backwards(String),
    /// Two rounds are at the same time.
    #[error("{0} and {1} are at the same time")]
    RoundsOverlap(String, String),
    /// A session names a round that is not there.
    #[error("{session} is in the round {round}, which is not there")]
    NoRound {
        /// The session.
        session: String,
        /// The round.
        round: String,
    },
    /// A session is in a break.
    #[error("{0} is in a break")]
    InBreak(String),
    /// A session names a room that is not there.
    #[error("{session} is in the room {room}, which is not there")]
    NoRoom {
        /// The session.
        session: String,
        /// The room.
        room: String,
    },
    /// A session names a track that is not there.
    #[error("{session} is of the track {track}, which is not there")]
    NoTrack {
        /// The session.
        session: String,
        /// The track.
        track: String,
    },
    /// A session names a speaker who is not there.
    #[error("{speaker} speaks at {session}, but is not there")]
    NoSpeaker {
        /// The session.
        session: String,
        /// The speaker.
        speaker: String,
    },
}

impl Programme {
    /// All that is wrong with it; empty for a programme that holds together.
    #[must_use]
    pub fn faults(&self) -> Vec<Fault> {
        let mut faults = Vec::new();
        let kinds: [Vec<(&str, &str)>; 5] = [
            self.rounds.iter().map(|round| (round.code.as_str(), round.name.as_str())).collect(),
            self.rooms.iter().map(|room| (room.code.as_str(), room.name.as_str())).collect(),
            self.tracks.iter().map(|track| (track.code.as_str(), track.name.as_str())).collect(),
            self.speakers.iter().map(|speaker| (speaker.code.as_str(), speaker.name.as_str())).collect(),
            self.sessions.iter().map(|session| (session.code.as_str(), session.title.as_str())).collect(),
        ];
        for kind in &kinds {
            let mut seen = HashSet::new();
            for (code, name) in kind {
                if !is_code(code) {
                    faults.push(Fault::Code((*code).to_owned()));
                }
                if !seen.insert(code) {
                    faults.push(Fault::Twice((*code).to_owned()));
                }
                if name.trim().is_empty() {
                    faults.push(Fault::Nameless((*code).to_owned()));
                }
            }
        }
        let [_, rooms, tracks, speakers, _] =
            kinds.map(|kind| kind.into_iter().map(|(code, _)| code).collect::<HashSet<_>>());
        faults.extend(
            self.rounds
                .iter()
                .filter(|round| round.ends <= round.starts)
                .map(|round| Fault::Backwards(round.name.clone())),
        );
        for (at, round) in self.rounds.iter().enumerate() {
            let others = self.rounds.iter().skip(at + 1);
            let overlaps = others.filter(|other| round.starts < other.ends && other.starts < round.ends);
            faults.extend(overlaps.map(|other| Fault::RoundsOverlap(round.name.clone(), other.name.clone())));
        }
        for session in &self.sessions {
            let name = || session.title.clone();
            match self.round(&session.round) {
                None => faults.push(Fault::NoRound { session: name(), round: session.round.clone() }),
                Some(round) if round.kind == RoundKind::Break => faults.push(Fault::InBreak(name())),
                Some(round) if session.ends.is_some_and(|ends| ends <= round.starts) => {
                    faults.push(Fault::Backwards(name()));
                }
                Some(_) => {}
            }
            if let Some(room) = session.room.as_deref().filter(|room| !rooms.contains(room)) {
                faults.push(Fault::NoRoom { session: name(), room: room.to_owned() });
            }
            if let Some(track) = session.track.as_deref().filter(|track| !tracks.contains(track)) {
                faults.push(Fault::NoTrack { session: name(), track: track.to_owned() });
            }
            let missing = session.speakers.iter().filter(|speaker| !speakers.contains(speaker.as_str()));
            faults.extend(missing.map(|speaker| Fault::NoSpeaker { session: name(), speaker: speaker.clone() }));
        }
        faults
    }
}

/// Whether a code can stand in an address: small letters, digits and single hyphens, at most 60.
fn is_code(code: &str) -> bool {
    !code.is_empty()
        && code.len() <= 60
        && !code.starts_with('-')
        && !code.ends_with('-')
        && !code.contains("--")
        && code.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
}

#[cfg(test)]
mod tests {
    use super::super::programme::examples::programme;
    use super::*;

    #[test]
    fn what_names_nothing_that_is_there_is_a_fault() {
        let mut day = programme();
        day.sessions[1].room = Some("kelder".into());
        day.sessions[1].track = Some("geen".into());
        day.sessions[1].speakers = vec!["niemand".into()];
        day.sessions[2].round = "nacht".into();
        day.sessions[3].round = "pauze".into();
        let title = |at: usize| day.sessions[at].title.clone();
        assert_eq!(
            day.faults(),
            [
                Fault::NoRoom { session: title(1), room: "kelder".into() },
                Fault::NoTrack { session: title(1), track: "geen".into() },
                Fault::NoSpeaker { session: title(1), speaker: "niemand".into() },
                Fault::NoRound { session: title(2), round: "nacht".into() },
                Fault::InBreak(title(3)),
            ]
        );
    }

    #[test]
    fn codes_names_and_times_are_in_order() {
        let mut day = programme();
        day.rooms[1].code = "grote-zaal".into();
        day.tracks[0].code = "In/woners".into();
        day.speakers[0].name = " ".into();
        day.rounds[1].ends = day.rounds[1].starts;
        day.rounds[3].starts = "11:30".parse().expect("a time");
        let faults = day.faults();
        for fault in [
            Fault::Twice("grote-zaal".into()),
            Fault::Code("In/woners".into()),
            Fault::Nameless("vng".into()),
            Fault::Backwards("Ronde 1".into()),
            Fault::RoundsOverlap("Pauze".into(), "Ronde 2".into()),
        ] {
            assert!(faults.contains(&fault), "{fault}: {faults:?}");
        }
    }
}
