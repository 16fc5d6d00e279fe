//! The state of `/landkaart`: what is searched, filtered, coloured and in view.
//!
//! It is written in the query of the address and nowhere else, so that every view can be linked, reloaded, followed as a
//! feed and downloaded. It is parsed once, against the taxonomy and the places that are there; what cannot be understood
//! becomes a [`Problem`] beside its field and is left out of the filter.

mod address;
mod frame;
mod problem;
mod read;

use std::collections::BTreeMap;

use crate::geo::Bounds;
use crate::texts::t;
pub use address::{CHECKED, PAGE};
pub use frame::{frame_text, in_shape_of_the_country};
pub use problem::{Asked, Problem, ProblemKind};
pub use read::{LONGEST_TEXT, YEARS};

/// Whether what stands on the map was confirmed lately.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Checked {
    /// Somebody said so, and not too long ago.
    Confirmed,
    /// Nobody did for too long.
    Unconfirmed,
}

impl Checked {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Confirmed, Self::Unconfirmed];

    /// The word in addresses and in data.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Confirmed => "bevestigd",
            Self::Unconfirmed => "onbevestigd",
        }
    }

    /// What it is called.
    #[must_use]
    pub fn name(self) -> String {
        match self {
            Self::Confirmed => t!("checked-confirmed"),
            Self::Unconfirmed => t!("checked-unconfirmed"),
        }
    }
}

/// A view of the Landkaart that exists. Positions point into the taxonomy and the places it was parsed with.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Filter {
    /// What was typed, trimmed; empty for no search.
    pub text: String,
    /// Per facet (position) the chosen values (positions), ascending; facets without a choice are absent.
    pub tags: BTreeMap<usize, Vec<usize>>,
    /// Position of the province.
    pub province: Option<usize>,
    /// Position of the municipality.
    pub municipality: Option<usize>,
    /// Not ended before this year.
    pub from: Option<i32>,
    /// Not begun after this year.
    pub until: Option<i32>,
    /// Whether somebody said lately that it is so, or nobody did.
    pub checked: Option<Checked>,
    /// The part of the country in view.
    pub frame: Option<Bounds>,
    /// Whether only initiatives in view are listed.
    pub within_frame: bool,
    /// The type (position in facet `soort`) by which municipalities are coloured; all types when absent.
    pub colour: Option<usize>,
    /// Page of the list, from 1.
    pub page: u32,
}

impl Filter {
    /// The same view on another page of the list.
    #[must_use]
    pub fn on_page(&self, page: u32) -> Self {
        Self { page, ..self.clone() }
    }

    /// Whether anything narrows the list.
    #[must_use]
    pub fn narrows(&self) -> bool {
        !self.text.is_empty()
            || !self.tags.is_empty()
            || self.province.is_some()
            || self.municipality.is_some()
            || self.from.is_some()
            || self.until.is_some()
            || self.checked.is_some()
            || self.within_frame
    }

    /// What feeds, downloads and embeds use of a view: not the page, the colour or the frame, unless the list keeps to it.
    #[must_use]
    pub fn selection(&self) -> Self {
        let frame = if self.within_frame { self.frame } else { None };
        Self { page: 1, colour: None, frame, ..self.clone() }
    }

    /// The selection with its colours: what a map on paper shows.
    #[must_use]
    pub fn coloured_selection(&self) -> Self {
        Self { colour: self.colour, ..self.selection() }
    }

    /// Whether a value of a facet is chosen.
    #[must_use]
    pub fn has(&self, facet: usize, value: usize) -> bool {
        self.tags.get(&facet).is_some_and(|values| values.contains(&value))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geo::{LonLat, Rd};
    use crate::initiatives::model::{Facet, FacetValue, Taxonomy};
    use crate::initiatives::places::{Municipality, Places, Province};
    use proptest::prelude::*;

    fn value(code: &str, key: &str) -> FacetValue {
        FacetValue {
            code: code.into(),
            key: key.into(),
            label: code.into(),
            explanation: String::new(),
            confirmed: true,
        }
    }

    fn taxonomy() -> Taxonomy {
        let facet = |code: &str, values: Vec<FacetValue>| Facet {
            code: code.into(),
            label: code.into(),
            question: String::new(),
            at_most: 3,
            values,
        };
        Taxonomy {
            facets: vec![
                facet("soort", vec![value("burgerberaad", "T01"), value("referendum", "T07")]),
                facet("status", vec![value("loopt", "S3"), value("afgerond", "S4")]),
            ],
        }
    }

    fn places() -> Places {
        let municipality = Municipality {
            code: "GM0307".into(),
            name: "Amersfoort".into(),
            slug: "amersfoort".into(),
            province: Some(0),
            label: LonLat { lon: 5.39, lat: 52.16 },
            rd: Rd { x: 155_000.0, y: 463_000.0 },
            other_names: vec!["Hoogland".into()],
        };
        let province =
            Province { code: "PV26".into(), name: "Utrecht".into(), slug: "utrecht".into(), other_names: vec![] };
        Places::new(vec![municipality], vec![province])
    }

    fn ask(query: &str) -> Asked {
        let pairs: Vec<_> = form_urlencoded::parse(query.as_bytes()).into_owned().collect();
        Filter::parse(&pairs, &taxonomy(), &places())
    }

    #[test]
    fn an_empty_form_is_the_whole_country() {
        let asked = ask("q=&provincie=&gemeente=&vanaf=&tot=");
        assert!(asked.problems.is_empty());
        assert!(!asked.filter.narrows());
        assert_eq!(asked.filter.query(&taxonomy(), &places()), "");
    }

    #[test]
    fn a_value_may_be_written_as_code_or_key() {
        for query in ["soort=burgerberaad", "soort=T01", "soort=t01&soort=burgerberaad", "soort=T01,burgerberaad"] {
            assert_eq!(ask(query).filter.query(&taxonomy(), &places()), "soort=burgerberaad", "{query}");
        }
    }

    #[test]
    fn what_is_not_understood_is_named_beside_its_field_and_left_out() {
        for (query, field, kind) in [
            ("soort=onzin", "soort", ProblemKind::UnknownValue),
            ("gemeente=Atlantis", "gemeente", ProblemKind::UnknownValue),
            ("provincie=%00", "provincie", ProblemKind::UnknownValue),
            ("q=a%00b", "q", ProblemKind::Unreadable),
            ("vanaf=gisteren", "vanaf", ProblemKind::NotANumber),
            ("vanaf=2020&tot=2010", "tot", ProblemKind::YearsReversed),
            ("pagina=0", "pagina", ProblemKind::NotANumber),
            ("pagina=-1", "pagina", ProblemKind::NotANumber),
            ("kader=1,2,3", "kader", ProblemKind::NotAFrame),
            ("kader=NaN,0,inf,3", "kader", ProblemKind::NotAFrame),
            ("kader=9000000,9000000,9100000,9100000", "kader", ProblemKind::NotAFrame),
            ("binnen=alles", "binnen", ProblemKind::UnknownValue),
            ("gecontroleerd=gisteren", "gecontroleerd", ProblemKind::UnknownValue),
            ("kleur=paars", "kleur", ProblemKind::UnknownValue),
        ] {
            let asked = ask(query);
            assert_eq!(asked.problem(field).map(|p| p.kind), Some(kind), "{query}");
        }
        assert_eq!(ask(&format!("q={}", "a".repeat(10_000))).problem("q").map(|p| p.kind), Some(ProblemKind::TooLong));
    }

    #[test]
    fn what_was_confirmed_and_what_was_not_can_be_asked_for() {
        for (query, checked) in
            [("gecontroleerd=onbevestigd", Checked::Unconfirmed), ("gecontroleerd=bevestigd", Checked::Confirmed)]
        {
            let asked = ask(query);
            assert_eq!((asked.filter.checked, asked.filter.narrows()), (Some(checked), true));
            assert_eq!(asked.filter.selection().query(&taxonomy(), &places()), query);
        }
    }

    #[test]
    fn no_frame_is_drawn_as_a_strip() {
        for frame in ["155000,-900000,155010,1000000", "-900000,463000,1000000,463010", "150000,460000,160000,470000"] {
            let drawn = ask(&format!("kader={frame}")).filter.drawn_frame();
            assert!((0.33..=3.01).contains(&drawn.shape()), "{frame}: {drawn:?}");
        }
        assert_eq!(ask("").filter.drawn_frame(), Bounds::NETHERLANDS);
    }

    #[test]
    fn a_feed_follows_the_selection_and_not_the_page_or_the_view() {
        let asked = ask("q=raad&pagina=3&kader=150000,460000,160000,470000&kleur=T07");
        assert_eq!(asked.filter.selection().query(&taxonomy(), &places()), "q=raad");
        assert_eq!(asked.filter.coloured_selection().query(&taxonomy(), &places()), "q=raad&kleur=referendum");
    }

    proptest! {
        #[test]
        fn any_query_is_answered_and_its_canonical_form_is_stable(query in "\\PC{0,120}|((q|soort|status|gemeente|provincie|vanaf|tot|gecontroleerd|kader|binnen|pagina|kleur)=[a-zA-Z0-9,.%&=+-]{0,20}&?){0,6}") {
            let first = ask(&query);
            let canonical = first.filter.query(&taxonomy(), &places());
            let again = ask(&canonical);
            prop_assert!(again.problems.is_empty(), "{canonical}");
            prop_assert_eq!(again.filter.query(&taxonomy(), &places()), canonical);
        }
    }
}
