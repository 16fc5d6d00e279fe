//! A programme as one document: rounds, rooms, tracks, speakers and sessions that name each other by their codes.
//!
//! The desk changes a draft of it, visitors see the version that was published last, and what changed is the difference of two of
//! them. So every rule about it is a function of this value alone.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

use super::minute::Minute;

/// Everything that happens on the day.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Programme {
    /// The parts of the day, from morning to evening.
    #[serde(default)]
    pub rounds: Vec<Round>,
    /// Where it happens.
    #[serde(default)]
    pub rooms: Vec<Room>,
    /// The themes.
    #[serde(default)]
    pub tracks: Vec<Track>,
    /// Who speaks.
    #[serde(default)]
    pub speakers: Vec<Speaker>,
    /// What there is to do.
    #[serde(default)]
    pub sessions: Vec<Session>,
}

/// A part of the day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Round {
    /// Its name in addresses and in other parts of the document.
    pub code: String,
    /// What it is called.
    pub name: String,
    /// What happens in it.
    pub kind: RoundKind,
    /// When it starts.
    pub starts: Minute,
    /// When it ends; later than it starts.
    pub ends: Minute,
}

/// What happens in a part of the day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum RoundKind {
    /// Everybody chooses one session.
    Choice,
    /// Everybody is in the same session.
    Plenary,
    /// Coming in, coffee, lunch, drinks.
    Break,
}

/// A room.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Room {
    /// Its name in other parts of the document.
    pub code: String,
    /// What stands on its door.
    pub name: String,
    /// How many people it holds.
    pub capacity: u32,
    /// How to come in with a wheelchair, whether there is an induction loop; may be empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub access: String,
}

/// A theme.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Track {
    /// Its name in addresses and in other parts of the document.
    pub code: String,
    /// What it is called.
    pub name: String,
}

/// Somebody who speaks: a person or an organisation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Speaker {
    /// Its name in addresses and in other parts of the document.
    pub code: String,
    /// What they are called.
    pub name: String,
    /// Whether it is an organisation: that can be at two places at once.
    #[serde(default, skip_serializing_if = "is_false")]
    pub is_organisation: bool,
    /// What they do and where; may be empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub job: String,
    /// Who they are, in paragraphs; may be empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub about: String,
    /// Where more stands; may be empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub website: String,
}

/// What kind of session it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum SessionKind {
    /// Somebody tells, and answers questions.
    Lecture,
    /// People do something themselves.
    Workshop,
    /// People disagree in public.
    Debate,
    /// People talk with each other at a table.
    Table,
    /// Everybody is there.
    Plenary,
    /// People go somewhere.
    Excursion,
}

impl SessionKind {
    /// All of them.
    pub const ALL: [Self; 6] =
        [Self::Lecture, Self::Workshop, Self::Debate, Self::Table, Self::Plenary, Self::Excursion];

    /// The word for it in documents and tables.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Lecture => "lecture",
            Self::Workshop => "workshop",
            Self::Debate => "debate",
            Self::Table => "table",
            Self::Plenary => "plenary",
            Self::Excursion => "excursion",
        }
    }
}

/// For whom a session is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Audience {
    /// Members of a council.
    Council,
    /// Mayors and aldermen.
    Executive,
    /// Civil servants.
    Organisation,
    /// Clerks and their people.
    Clerk,
}

impl Audience {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Council, Self::Executive, Self::Organisation, Self::Clerk];

    /// The word for it in addresses.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Council => "raad",
            Self::Executive => "college",
            Self::Organisation => "organisatie",
            Self::Clerk => "griffie",
        }
    }
}

/// How much somebody should know already.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Level {
    /// Nothing.
    #[default]
    Everyone,
    /// It is about what one has done oneself.
    Experienced,
}

/// Something to do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Session {
    /// Its name in addresses; the same for ever, over all editions.
    pub code: String,
    /// What it is called.
    pub title: String,
    /// The part of the day in which it starts.
    pub round: String,
    /// When it ends, when that is not with its round: a walk may take two.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ends: Option<Minute>,
    /// Where it is; nothing while that is not known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub room: Option<String>,
    /// Its theme; what is for everybody has none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub track: Option<String>,
    /// What kind it is.
    pub kind: SessionKind,
    /// What it is about, in a sentence or two.
    #[serde(default)]
    pub summary: String,
    /// More of it, in paragraphs; may be empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub story: String,
    /// Who speaks, in their order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub speakers: Vec<String>,
    /// For whom it is; empty for everybody.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub audiences: Vec<Audience>,
    /// How much one should know.
    #[serde(default, skip_serializing_if = "is_for_everyone")]
    pub level: Level,
    /// The language in which it is, as BCP 47 says it; `nl` when absent.
    #[serde(default = "dutch", skip_serializing_if = "is_dutch")]
    pub language: String,
    /// What helps somebody to take part: a sign language interpreter, live captions; may be empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub access: String,
    /// How many people can take part; as many as the room holds when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub capacity: Option<u32>,
    /// What can be read beside it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub materials: Vec<Material>,
    /// Why it is not there any more; nothing while it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cancelled: Option<String>,
}

/// Something to read beside a session.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Material {
    /// What it is called.
    pub title: String,
    /// Where it is: an address of the web.
    pub href: String,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands it over so")]
fn is_false(value: &bool) -> bool {
    !value
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands it over so")]
fn is_for_everyone(level: &Level) -> bool {
    *level == Level::Everyone
}

fn dutch() -> String {
    "nl".to_owned()
}

fn is_dutch(language: &String) -> bool {
    language == "nl"
}

impl Programme {
    /// A round by its code.
    #[must_use]
    pub fn round(&self, code: &str) -> Option<&Round> {
        self.rounds.iter().find(|round| round.code == code)
    }

    /// A room by its code.
    #[must_use]
    pub fn room(&self, code: &str) -> Option<&Room> {
        self.rooms.iter().find(|room| room.code == code)
    }

    /// A track by its code.
    #[must_use]
    pub fn track(&self, code: &str) -> Option<&Track> {
        self.tracks.iter().find(|track| track.code == code)
    }

    /// A speaker by their code.
    #[must_use]
    pub fn speaker(&self, code: &str) -> Option<&Speaker> {
        self.speakers.iter().find(|speaker| speaker.code == code)
    }

    /// A session by its code.
    #[must_use]
    pub fn session(&self, code: &str) -> Option<&Session> {
        self.sessions.iter().find(|session| session.code == code)
    }

    /// When a session is; nothing for one whose round is not there.
    #[must_use]
    pub fn times(&self, session: &Session) -> Option<(Minute, Minute)> {
        let round = self.round(&session.round)?;
        Some((round.starts, session.ends.unwrap_or(round.ends)))
    }

    /// How many people can take part in a session; nothing when neither it nor its room says so.
    #[must_use]
    pub fn capacity(&self, session: &Session) -> Option<u32> {
        let room = session.room.as_deref().and_then(|room| self.room(room)).map(|room| room.capacity);
        session.capacity.or(room)
    }

    /// The sessions of a round in the order of the rooms; those without a room come last.
    #[must_use]
    pub fn sessions_of(&self, round: &str) -> Vec<&Session> {
        let order: HashMap<&str, usize> =
            self.rooms.iter().enumerate().map(|(place, room)| (room.code.as_str(), place)).collect();
        let mut sessions: Vec<&Session> = self.sessions.iter().filter(|session| session.round == round).collect();
        sessions.sort_by_key(|session| {
            session.room.as_deref().and_then(|room| order.get(room)).copied().unwrap_or(usize::MAX)
        });
        sessions
    }

    /// The sessions at which somebody speaks, from morning to evening.
    #[must_use]
    pub fn sessions_with(&self, speaker: &str) -> Vec<&Session> {
        let mut sessions: Vec<&Session> =
            self.sessions.iter().filter(|session| session.speakers.iter().any(|code| code == speaker)).collect();
        sessions.sort_by_key(|session| self.times(session));
        sessions
    }
}

/// A small programme for tests.
#[cfg(test)]
pub(crate) mod examples {
    use leptos::serde_json::{self, json};

    use super::Programme;

    /// A morning with a plenary part, two rounds and a break.
    pub(crate) fn programme() -> Programme {
        let document = json!({
            "rounds": [
                { "code": "opening", "name": "Opening", "kind": "plenary", "starts": "09:30", "ends": "10:00" },
                { "code": "ronde-1", "name": "Ronde 1", "kind": "choice", "starts": "10:15", "ends": "11:15" },
                { "code": "pauze", "name": "Pauze", "kind": "break", "starts": "11:15", "ends": "11:45" },
                { "code": "ronde-2", "name": "Ronde 2", "kind": "choice", "starts": "11:45", "ends": "12:45" },
            ],
            "rooms": [
                { "code": "grote-zaal", "name": "Grote zaal", "capacity": 700 },
                { "code": "raadzaal", "name": "Raadzaal", "capacity": 80 },
                { "code": "atelier", "name": "Atelier", "capacity": 30 },
            ],
            "tracks": [{ "code": "inwoners", "name": "Inwoners aan zet" }, { "code": "raad", "name": "De raad" }],
            "speakers": [
                { "code": "vng", "name": "VNG" },
                { "code": "prodemos", "name": "ProDemos" },
            ],
            "sessions": [
                { "code": "welkom", "title": "Welkom", "round": "opening", "room": "grote-zaal", "kind": "plenary" },
                { "code": "burgerberaad", "title": "Een burgerberaad organiseren", "round": "ronde-1", "room": "raadzaal",
                    "track": "inwoners", "kind": "workshop", "speakers": ["vng"], "audiences": ["council"],
                    "summary": "Zo zet u een burgerberaad op." },
                { "code": "motie", "title": "De motie van de toekomst", "round": "ronde-1", "room": "atelier",
                    "track": "raad", "kind": "debate", "speakers": ["prodemos"] },
                { "code": "wijkraad", "title": "De wijkraad", "round": "ronde-2", "room": "atelier", "track": "inwoners",
                    "kind": "lecture", "speakers": ["vng"], "capacity": 20 },
            ],
        });
        serde_json::from_value(document).expect("a programme")
    }
}

#[cfg(test)]
mod tests {
    use leptos::serde_json;

    use super::examples::programme;
    use super::*;

    #[test]
    fn a_document_is_written_as_it_was_read() {
        let written = serde_json::to_string(&programme()).expect("a document");
        assert_eq!(serde_json::from_str::<Programme>(&written).expect("a programme"), programme());
        assert_eq!(programme().faults(), []);
        for wrong in [
            r#"{"sessies": []}"#,
            r#"{"rounds": [{"code": "a", "name": "A", "kind": "choice", "starts": "25:00", "ends": "26:00"}]}"#,
        ] {
            assert!(serde_json::from_str::<Programme>(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_session_has_the_times_of_its_round_and_the_places_of_its_room_unless_it_says_otherwise() {
        let mut day = programme();
        let shown = |day: &Programme, at: usize| day.times(&day.sessions[at]).map(|(from, to)| format!("{from}-{to}"));
        assert_eq!(shown(&day, 1).as_deref(), Some("10:15-11:15"));
        day.sessions[1].ends = "12:45".parse().ok();
        assert_eq!(shown(&day, 1).as_deref(), Some("10:15-12:45"));
        assert_eq!(
            day.sessions.iter().map(|session| day.capacity(session)).collect::<Vec<_>>(),
            [Some(700), Some(80), Some(30), Some(20)]
        );
    }

    #[test]
    fn the_sessions_of_a_round_stand_in_the_order_of_the_rooms() {
        let mut day = programme();
        day.sessions.reverse();
        let codes =
            |sessions: Vec<&Session>| sessions.into_iter().map(|session| session.code.clone()).collect::<Vec<_>>();
        assert_eq!(codes(day.sessions_of("ronde-1")), ["burgerberaad", "motie"]);
        assert_eq!(codes(day.sessions_with("vng")), ["burgerberaad", "wijkraad"], "from morning to evening");
        day.sessions[2].room = None;
        assert_eq!(codes(day.sessions_of("ronde-1")), ["motie", "burgerberaad"], "without a room last");
    }
}
