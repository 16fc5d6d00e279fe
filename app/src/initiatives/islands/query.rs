//! The query of the address as the browser handles it: names and values as they are written, never decoded, because only
//! the server needs to understand them.
//!
//! Nothing here or beside it looks for more than one letter at a time, as `replace` does: what that brings along would be a
//! twentieth of what the browser downloads.

use std::fmt;

use super::view_state::ViewState;
use crate::geo::{Bounds, Rd};

/// The part of the country in view.
pub const FRAME: &str = "kader";
/// Whether the list keeps to the view.
pub const WITHIN: &str = "binnen";
/// The page of the list.
pub const PAGE: &str = "pagina";
/// The type by which the map is coloured.
pub const COLOUR: &str = "kleur";
/// What is searched for.
pub const TEXT: &str = "q";

/// Pairs of a query in the order in which they are written, percent-encoded, without pairs that have no value.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query(Vec<(String, String)>);

impl Query {
    /// Reads a query, with or without its question mark.
    #[must_use]
    pub fn parse(query: &str) -> Self {
        let query = query.strip_prefix('?').unwrap_or(query);
        let pairs = query.split('&').filter_map(|pair| pair.split_once('='));
        Self(pairs.filter(|(_, value)| !value.is_empty()).map(|(n, v)| (n.to_owned(), v.to_owned())).collect())
    }

    /// The first value of a name, percent-encoded.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(n, _)| n == name).map(|(_, value)| value.as_str())
    }

    /// The query without some names.
    #[must_use]
    pub fn without(&self, names: &[&str]) -> Self {
        Self(self.0.iter().filter(|(name, _)| !names.contains(&name.as_str())).cloned().collect())
    }

    /// The query with one value more, which must not need encoding.
    #[must_use]
    pub fn with(mut self, name: &str, value: String) -> Self {
        self.0.push((name.to_owned(), value));
        self
    }

    /// The query with the pairs of another that it does not have yet.
    #[must_use]
    pub fn and(mut self, other: &Self) -> Self {
        for pair in &other.0 {
            if !self.0.contains(pair) {
                self.0.push(pair.clone());
            }
        }
        self
    }

    /// Whether two queries ask the same, whatever the order of their pairs.
    #[must_use]
    pub fn is_same(&self, other: &Self) -> bool {
        self.0.len() == other.0.len() && self.0.iter().all(|pair| other.0.contains(pair))
    }

    /// The rectangle in view.
    #[must_use]
    pub fn frame(&self) -> Option<Bounds> {
        let mut written = String::new();
        for part in self.get(FRAME)?.split('%') {
            match part.strip_prefix("2C") {
                Some(rest) => written.extend([",", rest]),
                None => written.push_str(part),
            }
        }
        parse_frame(&written)
    }

    /// An address with this query.
    #[must_use]
    pub fn address(&self, path: &str) -> String {
        if self.0.is_empty() { path.to_owned() } else { format!("{path}?{self}") }
    }
}

impl fmt::Display for Query {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (position, (name, value)) in self.0.iter().enumerate() {
            let and = if position == 0 { "" } else { "&" };
            write!(f, "{and}{name}={value}")?;
        }
        Ok(())
    }
}

/// A frame from `x0,y0,x1,y1` in metres, of which only the whole ones are read.
#[must_use]
pub fn parse_frame(written: &str) -> Option<Bounds> {
    let mut numbers = written.split(',').map(|number| {
        let whole = number.split_once('.').map_or(number, |(whole, _)| whole);
        whole.parse::<i32>().ok().map(f64::from)
    });
    let mut next = || numbers.next().flatten();
    let (x0, y0, x1, y1) = (next()?, next()?, next()?, next()?);
    Bounds::new(Rd { x: x0, y: y0 }, Rd { x: x1, y: y1 })
}

/// A frame as it stands in an address: whole metres.
#[must_use]
#[expect(clippy::cast_possible_truncation, reason = "metres in and around the Netherlands")]
pub fn frame_text(frame: &Bounds) -> String {
    let (min, max) = (frame.min(), frame.max());
    let whole = |n: f64| n.round() as i32;
    format!("{},{},{},{}", whole(min.x), whole(min.y), whole(max.x), whole(max.y))
}

/// The scale of a view as marks are asked for: the scale of its step in thousandths of a metre, rounded down, so that the
/// server finds the same step.
#[must_use]
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "at most eleven kilometres per pixel")]
pub fn scale_text(view: &ViewState) -> String {
    let thousandths = (view.step().metres_per_pixel() * 1000.0) as u32;
    format!("{}.{:03}", thousandths / 1000, thousandths % 1000)
}

/// A sentence from its template: every `{name}` is replaced by its value. Names without a value stay as they are.
#[must_use]
pub fn fill(template: &str, values: &[(&str, &str)]) -> String {
    let mut filled = String::with_capacity(template.len() + 16);
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        filled.push_str(before);
        let value = after
            .split_once('}')
            .and_then(|(name, after)| values.iter().find(|(n, _)| *n == name).map(|(_, value)| (*value, after)));
        // Without a value the brace is text like any other.
        let (value, after) = value.unwrap_or(("{", after));
        filled.push_str(value);
        rest = after;
    }
    filled + rest
}

/// The name of a municipality and what is said of it, from both as they are read aloud (`Ede: 2 initiatieven`). A name
/// may hold a colon; what is said of it does not.
#[must_use]
pub fn name_and_news(label: &str) -> (&str, &str) {
    label.rsplit_once(':').map_or((label, ""), |(name, news)| (name, news.trim_start()))
}

/// A text before, in and after the first place where something typed stands in it, small letters or capitals.
#[must_use]
pub fn split_at<'a>(text: &'a str, typed: &str) -> (&'a str, &'a str, &'a str) {
    let starts = |rest: &str| rest.get(..typed.len()).is_some_and(|part| part.eq_ignore_ascii_case(typed));
    let mut places = text.char_indices().filter_map(|(at, _)| text.split_at_checked(at));
    match places.find(|(_, rest)| starts(rest)) {
        Some((before, rest)) => {
            let (same, after) = rest.split_at_checked(typed.len()).unwrap_or((rest, ""));
            (before, same, after)
        }
        None => (text, "", ""),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::geo::cluster::ZoomStep;

    #[test]
    fn a_query_comes_back_as_it_was_written_without_what_is_empty() {
        let written = Query::parse("?q=burger+begroting&soort=burgerberaad&soort=referendum&provincie=&tot=");
        assert_eq!(written.to_string(), "q=burger+begroting&soort=burgerberaad&soort=referendum");
        assert_eq!(written.get("soort"), Some("burgerberaad"));
        assert_eq!(Query::parse("").address("/landkaart"), "/landkaart");
        assert_eq!(written.without(&["soort"]).address("/landkaart"), "/landkaart?q=burger+begroting");
    }

    #[test]
    fn the_order_of_pairs_makes_no_other_query() {
        let (one, other) =
            (Query::parse("status=afgerond&provincie=limburg"), Query::parse("provincie=limburg&status=afgerond"));
        assert!(one != other && one.is_same(&other));
        assert!(
            !one.is_same(&Query::parse("status=afgerond")) && !one.is_same(&Query::parse("status=afgerond&q=raad"))
        );
    }

    #[test]
    fn what_is_added_to_a_query_is_in_it_once() {
        let both = Query::parse("soort=a&provincie=limburg").and(&Query::parse("soort=b&soort=a"));
        assert_eq!(both.to_string(), "soort=a&provincie=limburg&soort=b");
    }

    #[test]
    fn a_frame_is_read_whether_or_not_its_commas_are_encoded() {
        let frame = Bounds::new(Rd { x: -5.0, y: 1.0 }, Rd { x: 10.0, y: 20.0 }).expect("a rectangle");
        assert_eq!(Query::parse("kader=-5%2C1%2C10%2C20").frame(), Some(frame));
        assert_eq!(Query::default().with(FRAME, frame_text(&frame)).frame(), Some(frame));
        assert_eq!(Query::parse("kader=1,2,3").frame(), None);
        assert_eq!(Query::parse("kader=a,b,c,d").frame(), None);
    }

    #[test]
    fn the_server_finds_the_step_of_the_view_again() {
        for number in 0..=ZoomStep::COARSEST.number() {
            let step = ZoomStep::new(number).expect("it exists");
            let view = ViewState { centre: Rd { x: 0.0, y: 0.0 }, metres_per_pixel: step.metres_per_pixel() };
            let asked: f64 = scale_text(&view).parse().expect("a number");
            assert_eq!(ZoomStep::covering(asked), step, "{asked}");
        }
    }

    #[test]
    fn a_sentence_is_filled_from_its_template() {
        assert_eq!(fill("{name}: {n} initiatieven", &[("name", "Ede"), ("n", "3")]), "Ede: 3 initiatieven");
        assert_eq!(fill("{onbekend} {name", &[("name", "{n}"), ("n", "3")]), "{onbekend} {name");
        assert_eq!(fill("{name}", &[("name", "{n}"), ("n", "3")]), "{n}", "a value is not a template");
    }

    #[test]
    fn a_colon_belongs_to_the_name_unless_it_is_the_last() {
        assert_eq!(name_and_news("Ede: 2 initiatieven"), ("Ede", "2 initiatieven"));
        assert_eq!(name_and_news("Nuenen: Gerwen: nog geen initiatief"), ("Nuenen: Gerwen", "nog geen initiatief"));
        assert_eq!(name_and_news("Ede"), ("Ede", ""));
    }

    #[test]
    fn what_was_typed_is_found_in_a_suggestion_whatever_its_capitals() {
        assert_eq!(split_at("G1000 Uden", "uden"), ("G1000 ", "Uden", ""));
        assert_eq!(split_at("Súdwest-Fryslân", "fry"), ("Súdwest-", "Fry", "slân"));
        assert_eq!(split_at("Fryslân", "utrecht"), ("Fryslân", "", ""));
    }

    proptest! {
        #[test]
        fn nothing_that_is_written_makes_a_query_fail(query in ".{0,60}") {
            let parsed = Query::parse(&query);
            prop_assert_eq!(Query::parse(&format!("?{parsed}")), parsed.clone());
            let _ = (parsed.frame(), fill(&query, &[("n", "1")]), split_at(&query, "â"));
        }
    }
}
