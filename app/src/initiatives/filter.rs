//! The state of `/landkaart`: what is searched, filtered, coloured and in view.
//!
//! It is written in the query of the address and nowhere else, so that every view can be linked, reloaded, followed as a
//! feed and downloaded. It is parsed once, against the taxonomy and the places that are there; what cannot be understood
//! becomes a [`Problem`] beside its field and is left out of the filter.

use std::collections::BTreeMap;
use std::ops::RangeInclusive;

use form_urlencoded::Serializer;

use super::model::{TYPE_FACET, Taxonomy};
use super::places::Places;
use crate::geo::{Bounds, Rd};

/// The longest text that can be searched, in characters.
pub const LONGEST_TEXT: usize = 200;

/// The years that can be filtered on.
pub const YEARS: RangeInclusive<i32> = 1945..=2100;

/// The shapes (width divided by height) of windows that exist. A frame of another shape is drawn with more around it.
const SHAPES: RangeInclusive<f64> = 1.0 / 3.0..=3.0;

/// The names in the query, apart from the facets' own codes.
const TEXT: &str = "q";
const PROVINCE: &str = "provincie";
const MUNICIPALITY: &str = "gemeente";
const FROM: &str = "vanaf";
const UNTIL: &str = "tot";
const FRAME: &str = "kader";
const WITHIN: &str = "binnen";
const COLOUR: &str = "kleur";
const PAGE: &str = "pagina";

/// A view of the Landkaart that exists. Positions point into the [`Taxonomy`] and [`Places`] it was parsed with.
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
    /// The part of the country in view.
    pub frame: Option<Bounds>,
    /// Whether only initiatives in view are listed.
    pub within_frame: bool,
    /// The type (position in facet `soort`) by which municipalities are coloured; all types when absent.
    pub colour: Option<usize>,
    /// Page of the list, from 1.
    pub page: u32,
}

/// Something in the query that cannot be understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Name of the field in the query.
    pub field: String,
    /// What was written, cut to 80 characters.
    pub value: String,
    /// What is wrong with it.
    pub kind: ProblemKind,
}

/// What can be wrong with a field of the query.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ProblemKind {
    /// Not one of the values of a closed list.
    UnknownValue,
    /// More than [`LONGEST_TEXT`] characters.
    TooLong,
    /// Holds characters that no keyboard gives, such as null bytes.
    Unreadable,
    /// Not a whole number in the range that is asked for.
    NotANumber,
    /// `vanaf` lies after `tot`.
    YearsReversed,
    /// Not four numbers `x0,y0,x1,y1` in metres RD that span a rectangle in the Netherlands.
    NotAFrame,
}

/// A filter with what could not be understood of it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Asked {
    /// What was understood.
    pub filter: Filter,
    /// What was not; empty when the query is in order.
    pub problems: Vec<Problem>,
}

impl Asked {
    /// The problem with a field, if any.
    #[must_use]
    pub fn problem(&self, field: &str) -> Option<&Problem> {
        self.problems.iter().find(|problem| problem.field == field)
    }
}

impl Filter {
    /// Reads the pairs of a query. Names that mean nothing here are ignored, so that links from elsewhere keep working.
    #[must_use]
    pub fn parse(pairs: &[(String, String)], taxonomy: &Taxonomy, places: &Places) -> Asked {
        let mut asked = Asked { filter: Self { page: 1, ..Self::default() }, problems: Vec::new() };
        for (field, written) in pairs {
            let value = written.trim();
            if value.is_empty() {
                continue;
            }
            if let Err(kind) = asked.filter.read(field, value, taxonomy, places) {
                asked.problems.push(Problem { field: field.clone(), value: cut(value), kind });
            }
        }
        for values in asked.filter.tags.values_mut() {
            values.sort_unstable();
            values.dedup();
        }
        if let (Some(from), Some(until)) = (asked.filter.from, asked.filter.until)
            && from > until
        {
            asked.filter.until = None;
            asked.problems.push(Problem {
                field: UNTIL.into(),
                value: until.to_string(),
                kind: ProblemKind::YearsReversed,
            });
        }
        // A restriction to the view means nothing without a view.
        asked.filter.within_frame &= asked.filter.frame.is_some();
        asked
    }

    /// The names that mean something in a query, in the order in which they are written.
    pub fn fields(taxonomy: &Taxonomy) -> impl Iterator<Item = &str> {
        let facets = taxonomy.facets.iter().map(|facet| facet.code.as_str());
        let rest = [PROVINCE, MUNICIPALITY, FROM, UNTIL, FRAME, WITHIN, COLOUR, PAGE];
        std::iter::once(TEXT).chain(facets).chain(rest)
    }

    fn read(&mut self, field: &str, value: &str, taxonomy: &Taxonomy, places: &Places) -> Result<(), ProblemKind> {
        if let Some(facet) = taxonomy.facets.iter().position(|facet| facet.code == field) {
            let values = &taxonomy.facets[facet].values;
            // `soort=a,b` means the same as `soort=a&soort=b`.
            for part in value.split(',').map(str::trim).filter(|part| !part.is_empty()) {
                let position = values
                    .iter()
                    .position(|v| v.code.eq_ignore_ascii_case(part) || v.key.eq_ignore_ascii_case(part))
                    .ok_or(ProblemKind::UnknownValue)?;
                self.tags.entry(facet).or_default().push(position);
            }
            return Ok(());
        }
        match field {
            TEXT => self.text = text(value)?,
            PROVINCE => self.province = Some(places.province(value).ok_or(ProblemKind::UnknownValue)?),
            MUNICIPALITY => self.municipality = Some(places.municipality(value).ok_or(ProblemKind::UnknownValue)?),
            FROM => self.from = Some(year(value)?),
            UNTIL => self.until = Some(year(value)?),
            FRAME => self.frame = Some(frame(value)?),
            WITHIN => match value {
                FRAME => self.within_frame = true,
                _ => return Err(ProblemKind::UnknownValue),
            },
            COLOUR => {
                let facet = taxonomy.facet(TYPE_FACET).ok_or(ProblemKind::UnknownValue)?;
                self.colour = Some(
                    facet
                        .values
                        .iter()
                        .position(|v| v.code.eq_ignore_ascii_case(value) || v.key.eq_ignore_ascii_case(value))
                        .ok_or(ProblemKind::UnknownValue)?,
                );
            }
            PAGE => {
                self.page = value.parse().ok().filter(|&page| page > 0).ok_or(ProblemKind::NotANumber)?;
            }
            _ => {}
        }
        Ok(())
    }

    /// The query of this view, with the fields in a fixed order and nothing superfluous; empty for the whole country.
    #[must_use]
    pub fn query(&self, taxonomy: &Taxonomy, places: &Places) -> String {
        let mut query = Serializer::new(String::new());
        if !self.text.is_empty() {
            query.append_pair(TEXT, &self.text);
        }
        for (&facet, values) in &self.tags {
            for &value in values {
                let facet = &taxonomy.facets[facet];
                query.append_pair(&facet.code, &facet.values[value].code);
            }
        }
        if let Some(province) = self.province {
            query.append_pair(PROVINCE, &places.provinces()[province].slug);
        }
        if let Some(municipality) = self.municipality {
            query.append_pair(MUNICIPALITY, &places.municipalities()[municipality].slug);
        }
        for (field, year) in [(FROM, self.from), (UNTIL, self.until)] {
            if let Some(year) = year {
                query.append_pair(field, &year.to_string());
            }
        }
        if let Some(frame) = self.frame {
            query.append_pair(FRAME, &frame_text(&frame));
        }
        if self.within_frame {
            query.append_pair(WITHIN, FRAME);
        }
        if let (Some(value), Some(facet)) = (self.colour, taxonomy.facet(TYPE_FACET)) {
            query.append_pair(COLOUR, &facet.values[value].code);
        }
        if self.page > 1 {
            query.append_pair(PAGE, &self.page.to_string());
        }
        query.finish()
    }

    /// An address with the query of this view.
    #[must_use]
    pub fn address(&self, path: &str, taxonomy: &Taxonomy, places: &Places) -> String {
        let query = self.query(taxonomy, places);
        if query.is_empty() { path.to_owned() } else { format!("{path}?{query}") }
    }

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

    /// The part of the country that a page draws: all of the frame, and never a strip.
    #[must_use]
    pub fn drawn_frame(&self) -> Bounds {
        self.frame.map_or(Bounds::NETHERLANDS, |frame| frame.grown_to_shape(SHAPES))
    }

    /// Whether a value of a facet is chosen.
    #[must_use]
    pub fn has(&self, facet: usize, value: usize) -> bool {
        self.tags.get(&facet).is_some_and(|values| values.contains(&value))
    }
}

/// What a map in the shape of the country shows when a frame is drawn on it, as maps are before the browser knows better.
#[must_use]
pub fn in_shape_of_the_country(frame: &Bounds) -> Bounds {
    let shape = Bounds::NETHERLANDS.shape();
    frame.grown_to_shape(shape..=shape)
}

/// A frame as it stands in an address: whole metres.
#[must_use]
pub fn frame_text(frame: &Bounds) -> String {
    let (min, max) = (frame.min(), frame.max());
    format!("{:.0},{:.0},{:.0},{:.0}", min.x, min.y, max.x, max.y)
}

/// A frame from an address. It may reach far over the border, as a map in a wide window does, but it has to show something
/// of the Netherlands and be at least ten metres wide and high.
fn frame(value: &str) -> Result<Bounds, ProblemKind> {
    let numbers: Vec<f64> = value
        .split(',')
        .map(|part| part.trim().parse::<f64>())
        .collect::<Result<_, _>>()
        .map_err(|_| ProblemKind::NotAFrame)?;
    let &[x0, y0, x1, y1] = numbers.as_slice() else { return Err(ProblemKind::NotAFrame) };
    Bounds::new(Rd { x: x0, y: y0 }, Rd { x: x1, y: y1 })
        .filter(|frame| frame.width() >= 10.0 && frame.height() >= 10.0)
        .filter(|frame| frame.width() <= 2_000_000.0 && frame.height() <= 2_000_000.0)
        .filter(|frame| frame.intersects(&Bounds::NETHERLANDS))
        .ok_or(ProblemKind::NotAFrame)
}

fn year(value: &str) -> Result<i32, ProblemKind> {
    value.parse().ok().filter(|year| YEARS.contains(year)).ok_or(ProblemKind::NotANumber)
}

fn text(value: &str) -> Result<String, ProblemKind> {
    if value.chars().any(char::is_control) {
        return Err(ProblemKind::Unreadable);
    }
    if value.chars().count() > LONGEST_TEXT {
        return Err(ProblemKind::TooLong);
    }
    Ok(value.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// What is shown of a value that was not understood.
fn cut(value: &str) -> String {
    value.chars().filter(|c| !c.is_control()).take(80).collect()
}

#[cfg(test)]
mod tests {
    use super::super::model::{Facet, FacetValue};
    use super::super::places::{Municipality, Province};
    use super::*;
    use crate::geo::LonLat;
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
        let province = Province { code: "PV26".into(), name: "Utrecht".into(), slug: "utrecht".into() };
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
            ("kleur=paars", "kleur", ProblemKind::UnknownValue),
        ] {
            let asked = ask(query);
            assert_eq!(asked.problem(field).map(|p| p.kind), Some(kind), "{query}");
        }
        assert_eq!(ask(&format!("q={}", "a".repeat(10_000))).problem("q").map(|p| p.kind), Some(ProblemKind::TooLong));
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
        fn any_query_is_answered_and_its_canonical_form_is_stable(query in "\\PC{0,120}|((q|soort|status|gemeente|provincie|vanaf|tot|kader|binnen|pagina|kleur)=[a-zA-Z0-9,.%&=+-]{0,20}&?){0,6}") {
            let first = ask(&query);
            let canonical = first.filter.query(&taxonomy(), &places());
            let again = ask(&canonical);
            prop_assert!(again.problems.is_empty(), "{canonical}");
            prop_assert_eq!(again.filter.query(&taxonomy(), &places()), canonical);
        }
    }
}
