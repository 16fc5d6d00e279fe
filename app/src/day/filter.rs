//! Which part of the programme somebody wants to see, as it stands in the address.

use super::programme::{Audience, Programme, Session};
use crate::ui::form::{value, values};

/// The names in the address.
pub mod names {
    /// Words.
    pub const WORDS: &str = "q";
    /// A track.
    pub const TRACK: &str = "thema";
    /// A round.
    pub const ROUND: &str = "ronde";
    /// For whom.
    pub const AUDIENCE: &str = "voor";
    /// Only where there are places left.
    pub const FREE: &str = "vrij";
    /// A session that somebody chose.
    pub const CHOSEN: &str = "keuze";
}

/// Nobody looks for more.
const LONGEST_WORDS: usize = 100;

/// So many sessions can be chosen: a round has one, and a day has not so many rounds.
const MOST_CHOSEN: usize = 40;

/// Part of a programme. Whatever is not in it was not understood, and is left out of the address too.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ProgrammeFilter {
    /// What somebody looks for; empty for nothing.
    pub words: String,
    /// The code of a track.
    pub track: Option<String>,
    /// The code of a round.
    pub round: Option<String>,
    /// For whom it is.
    pub audience: Option<Audience>,
    /// Whether there have to be places left.
    pub free: bool,
    /// The sessions that somebody chose, in the order of the programme; they hide nothing.
    pub chosen: Vec<String>,
}

impl ProgrammeFilter {
    /// Reads the pairs of a query. What this programme does not have is not asked for: an old link still shows something.
    #[must_use]
    pub fn parse(pairs: &[(String, String)], programme: &Programme) -> Self {
        let chosen: Vec<&str> = values(pairs, names::CHOSEN).take(MOST_CHOSEN).collect();
        let known =
            |name: &str, is: &dyn Fn(&str) -> bool| Some(value(pairs, name)).filter(|code| is(code)).map(str::to_owned);
        Self {
            words: value(pairs, names::WORDS)
                .split_whitespace()
                .collect::<Vec<_>>()
                .join(" ")
                .chars()
                .take(LONGEST_WORDS)
                .collect(),
            track: known(names::TRACK, &|code| programme.track(code).is_some()),
            round: known(names::ROUND, &|code| programme.round(code).is_some()),
            audience: Audience::ALL.into_iter().find(|audience| audience.code() == value(pairs, names::AUDIENCE)),
            free: value(pairs, names::FREE) == "ja",
            chosen: programme
                .sessions
                .iter()
                .filter(|session| chosen.contains(&session.code.as_str()))
                .map(|session| session.code.clone())
                .collect(),
        }
    }

    /// The one way of writing it.
    #[must_use]
    pub fn pairs(&self) -> Vec<(String, String)> {
        let mut pairs = Vec::new();
        let mut put = |name: &str, value: Option<&str>| {
            if let Some(value) = value.filter(|value| !value.is_empty()) {
                pairs.push((name.to_owned(), value.to_owned()));
            }
        };
        put(names::WORDS, Some(&self.words));
        put(names::TRACK, self.track.as_deref());
        put(names::ROUND, self.round.as_deref());
        put(names::AUDIENCE, self.audience.map(Audience::code));
        put(names::FREE, self.free.then_some("ja"));
        for code in &self.chosen {
            put(names::CHOSEN, Some(code));
        }
        pairs
    }

    /// Whether it leaves anything out.
    #[must_use]
    pub fn hides(&self) -> bool {
        *self != Self { chosen: self.chosen.clone(), ..Self::default() }
    }

    /// Whether a session is in it, but for the words: those are for whoever looks through texts. `has_places` says whether places are left.
    #[must_use]
    pub fn holds(&self, session: &Session, has_places: bool) -> bool {
        self.track.as_ref().is_none_or(|track| session.track.as_ref() == Some(track))
            && self.round.as_ref().is_none_or(|round| session.round == *round)
            && self
                .audience
                .is_none_or(|audience| session.audiences.is_empty() || session.audiences.contains(&audience))
            && (!self.free || (has_places && session.cancelled.is_none()))
    }
}

#[cfg(test)]
mod tests {
    use super::super::programme::examples::programme;
    use super::*;

    fn pairs(query: &[(&str, &str)]) -> Vec<(String, String)> {
        query.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
    }

    #[test]
    fn what_the_programme_does_not_have_is_not_asked_for_and_the_rest_is_written_in_one_way() {
        let day = programme();
        let asked = pairs(&[
            ("keuze", "wijkraad"),
            ("vrij", "ja"),
            ("voor", "raad"),
            ("ronde", "nacht"),
            ("thema", "inwoners"),
            ("q", "  jonge   inwoners "),
            ("keuze", "onzin"),
            ("keuze", "burgerberaad"),
            ("utm_source", "nieuwsbrief"),
        ]);
        let filter = ProgrammeFilter::parse(&asked, &day);
        let written = filter.pairs();
        let expected = [
            ("q", "jonge inwoners"),
            ("thema", "inwoners"),
            ("voor", "raad"),
            ("vrij", "ja"),
            ("keuze", "burgerberaad"),
            ("keuze", "wijkraad"),
        ];
        assert_eq!(written, pairs(&expected));
        assert_eq!(ProgrammeFilter::parse(&written, &day), filter);
        assert!(filter.hides());
        let only_chosen = ProgrammeFilter::parse(&pairs(&[("keuze", "wijkraad")]), &day);
        assert!(!only_chosen.hides(), "a choice hides nothing");
        assert_eq!(ProgrammeFilter::parse(&[], &day).pairs(), []);
    }

    #[test]
    fn a_session_is_in_it_when_all_fits_and_what_is_for_everybody_is_for_each() {
        let day = programme();
        let held = |query: &[(&str, &str)]| -> Vec<&str> {
            let filter = ProgrammeFilter::parse(&pairs(query), &day);
            day.sessions
                .iter()
                .filter(|session| filter.holds(session, session.code != "motie"))
                .map(|s| s.code.as_str())
                .collect()
        };
        assert_eq!(held(&[]), ["welkom", "burgerberaad", "motie", "wijkraad"]);
        assert_eq!(held(&[("thema", "inwoners")]), ["burgerberaad", "wijkraad"]);
        assert_eq!(held(&[("thema", "inwoners"), ("ronde", "ronde-2")]), ["wijkraad"]);
        assert_eq!(held(&[("voor", "college")]), ["welkom", "motie", "wijkraad"]);
        assert_eq!(held(&[("vrij", "ja")]), ["welkom", "burgerberaad", "wijkraad"]);
    }
}
