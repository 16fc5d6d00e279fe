//! What a request for features asks: the parameters of the standard, and the filter of the Landkaart beside them.

use app::initiatives::filter::{Filter, YEARS};
use app::initiatives::model::TYPE_FACET;
use app::initiatives::words::shown;
use app::texts::{Value, text, text_with};
use time::OffsetDateTime;
use time::format_description::well_known::{Iso8601, Rfc3339};

use super::frame::Frame;
use crate::initiatives::export::asking::{Asking, Parameters, facet_names};
use crate::initiatives::export::refusal::Refusal;
use crate::initiatives::export::shapes::Crs;
use crate::initiatives::selection::Selection;

/// The parameters of the standard, and the exact first year.
const NAMES: [&str; 8] = ["f", "limit", "offset", "bbox", "bbox-crs", "crs", "datetime", "startjaar"];

/// The names of the filter that are no facets. A part of the map is asked with `bbox`.
const FILTER: [&str; 6] = ["q", "provincie", "gemeente", "vanaf", "tot", "gecontroleerd"];

/// Features on a page, unless asked otherwise, and at most.
const USUAL: usize = 100;
const MOST: usize = 10_000;

/// A request for features that exists.
pub(super) struct Asked {
    pub(super) selection: Selection,
    pub(super) limit: usize,
    pub(super) offset: usize,
    pub(super) frame: Option<Frame>,
    pub(super) period: Option<Period>,
    pub(super) crs: Crs,
    pub(super) start_year: Option<i16>,
}

/// Reads a request. Whatever is wrong is told all at once.
pub(super) async fn read(asking: &Asking) -> Result<Asked, Refusal> {
    let selection = asking.platform.landkaart.find(&filter_pairs(&asking.pairs)).await?;
    let mut parameters = asking.parameters();
    let facets = facet_names(&selection.snapshot.reference.taxonomy);
    parameters.only(&[&NAMES[..], &FILTER[..]].concat(), &[&facets[..], &["soorten"]].concat());
    parameters.refuse_filter(&selection.asked);
    format(&mut parameters);
    let limit = parameters.whole("limit", 1..=MOST, true, USUAL);
    let offset = parameters.whole("offset", 0..=usize::MAX, true, 0);
    let crs = system(&mut parameters, "crs");
    let frame_crs = system(&mut parameters, "bbox-crs");
    let frame = parameters.one("bbox").and_then(|value| {
        let frame = Frame::parse(value, frame_crs);
        if frame.is_none() {
            parameters.refuse("bbox", text("export-problem-bbox"));
        }
        frame
    });
    let period = parameters.one("datetime").and_then(|value| {
        let period = Period::parse(value);
        if period.is_none() {
            parameters.refuse("datetime", text("export-problem-datetime"));
        }
        period
    });
    let years = usize::try_from(*YEARS.start()).unwrap_or(0)..=usize::try_from(*YEARS.end()).unwrap_or(0);
    let start_year = parameters
        .one("startjaar")
        .is_some()
        .then(|| parameters.whole("startjaar", years, false, 0))
        .and_then(|year| i16::try_from(year).ok());
    parameters.finish()?;
    Ok(Asked { selection, limit, offset, frame, period, crs, start_year })
}

/// The pairs that the filter reads. A property may be filtered on by its own name too.
fn filter_pairs(pairs: &[(String, String)]) -> Vec<(String, String)> {
    pairs
        .iter()
        .map(|(name, value)| (if name == "soorten" { TYPE_FACET.to_owned() } else { name.clone() }, value.clone()))
        .collect()
}

/// The parameter `f`: there is one format.
pub(super) fn format(parameters: &mut Parameters<'_>) {
    if let Some(other) = parameters.one("f").filter(|format| !matches!(*format, "json" | "geojson")) {
        parameters.refuse("f", text_with("export-problem-format", [("value", Value::from(shown(other)))]));
    }
}

/// A parameter that names a coordinate reference system.
pub(super) fn system(parameters: &mut Parameters<'_>, name: &str) -> Crs {
    let Some(value) = parameters.one(name) else { return Crs::Crs84 };
    Crs::named(value).unwrap_or_else(|| {
        let known = Crs::ALL.map(Crs::uri).join(", ");
        parameters.refuse(name, text_with("export-problem-crs", [("known", Value::from(known))]));
        Crs::Crs84
    })
}

/// The years that the parameter `datetime` (7.15.4) spans.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Period {
    from: i32,
    until: i32,
}

impl Period {
    fn parse(value: &str) -> Option<Self> {
        let moment = |text: &str| -> Option<OffsetDateTime> {
            let day = || time::Date::parse(text, &Iso8601::DATE).ok().map(|day| day.midnight().assume_utc());
            OffsetDateTime::parse(text, &Rfc3339).ok().or_else(day)
        };
        let edge = |text: &str| if matches!(text, "" | "..") { Some(None) } else { moment(text).map(Some) };
        let (from, until) = match value.split_once('/') {
            Some((from, until)) => (edge(from)?, edge(until)?),
            None => (Some(moment(value)?), Some(moment(value)?)),
        };
        if from.zip(until).is_some_and(|(from, until)| from > until) {
            return None;
        }
        Some(Self {
            from: from.map_or(i32::MIN, OffsetDateTime::year),
            until: until.map_or(i32::MAX, OffsetDateTime::year),
        })
    }

    /// Whether a feature belongs to it: its years and the period share one, or it has no years at all
    /// (`/req/core/fc-time-response`).
    pub(super) fn meets(self, years: Option<(i16, i16)>) -> bool {
        years.is_none_or(|(first, last)| i32::from(first) <= self.until && i32::from(last) >= self.from)
    }
}

/// The query of the same request from another feature on: everything as it was asked, but the offset.
pub(super) fn query_from(asking: &Asking, offset: usize) -> String {
    let mut query = form_urlencoded::Serializer::new(String::new());
    for (name, value) in asking.pairs.iter().filter(|(name, _)| name != "offset") {
        query.append_pair(name, value);
    }
    if offset > 0 {
        query.append_pair("offset", &offset.to_string());
    }
    query.finish()
}

/// The query under which the page for people shows the same initiatives.
pub(super) fn page_query(selection: &Selection) -> String {
    let reference = &selection.snapshot.reference;
    Filter { page: 1, ..selection.asked.filter.clone() }.address("/landkaart", &reference.taxonomy, &reference.places)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_moment_or_period_becomes_years() {
        for (text, expected) in [
            ("2018-02-12T23:20:50Z", Some((2018, 2018))),
            ("2018-02-12", Some((2018, 2018))),
            ("2018-02-12T00:00:00Z/2020-03-18T12:31:12Z", Some((2018, 2020))),
            ("2018-02-12T00:00:00Z/..", Some((2018, i32::MAX))),
            ("../2018-02-12T00:00:00Z", Some((i32::MIN, 2018))),
            ("/2018-02-12", Some((i32::MIN, 2018))),
            ("../..", Some((i32::MIN, i32::MAX))),
            ("1066-10-14", Some((1066, 1066))),
            ("2020-01-01/2018-01-01", None),
            ("..", None),
            ("gisteren", None),
            ("2018-13-01", None),
            ("2018/2019/2020", None),
        ] {
            assert_eq!(Period::parse(text), expected.map(|(from, until)| Period { from, until }), "{text}");
        }
    }

    #[test]
    fn a_period_has_what_went_on_in_it_and_what_has_no_years() {
        let period = Period::parse("2010-01-01/2020-01-01").expect("a period");
        for (years, expected) in [
            (Some((2008, 2012)), true),
            (Some((2000, 2009)), false),
            (Some((2021, i16::MAX)), false),
            (Some((i16::MIN, 2010)), true),
            (None, true),
        ] {
            assert_eq!(period.meets(years), expected, "{years:?}");
        }
    }

    proptest! {
        #[test]
        fn any_period_is_read_or_refused(text in "\\PC{0,60}|[-0-9TZ:./]{0,50}") {
            let _ = Period::parse(&text);
        }
    }
}
