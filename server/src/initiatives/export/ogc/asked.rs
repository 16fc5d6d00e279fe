//! What a request for features asks: the parameters of the standard, and the filter of the Landkaart beside them.

use std::ops::RangeInclusive;

use app::initiatives::filter::{Filter, YEARS};
use app::texts::{Value, text, text_with};
use time::OffsetDateTime;
use time::format_description::well_known::{Iso8601, Rfc3339};

use super::frame::Frame;
use crate::initiatives::export::asking::{Asking, Parameters, shown};
use crate::initiatives::export::refusal::Refusal;
use crate::initiatives::export::shapes::Crs;
use crate::initiatives::landkaart::Selection;

/// The parameters of the standard, and the exact first year.
const NAMES: [&str; 9] = ["f", "limit", "offset", "bbox", "bbox-crs", "crs", "datetime", "startjaar", "soorten"];

/// Features on a page, unless asked otherwise, and at most.
const USUAL: usize = 100;
const MOST: usize = 10_000;

/// A request for features that exists.
pub(super) struct Asked {
    pub(super) selection: Selection,
    pub(super) limit: usize,
    pub(super) offset: usize,
    pub(super) frame: Option<Frame>,
    pub(super) crs: Crs,
    pub(super) start_year: Option<i16>,
}

/// Reads a request. Whatever is wrong is told all at once.
pub(super) async fn read(asking: &Asking) -> Result<Asked, Refusal> {
    let mut parameters = asking.parameters();
    let years = datetime(&mut parameters);
    let selection = asking.platform.landkaart.find(&filter_pairs(&asking.pairs, years)).await?;
    parameters.only(&selection.snapshot.reference.taxonomy, true, &NAMES);
    for name in ["kader", "binnen", "kleur", "pagina"] {
        if asking.pairs.iter().any(|(known, _)| known == name) {
            parameters.refuse(name, text("export-problem-unknown-parameter"));
        }
    }
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
    let years = usize::try_from(*YEARS.start()).unwrap_or(0)..=usize::try_from(*YEARS.end()).unwrap_or(0);
    let start_year = parameters
        .one("startjaar")
        .is_some()
        .then(|| parameters.whole("startjaar", years, false, 0))
        .and_then(|year| i16::try_from(year).ok());
    parameters.finish()?;
    Ok(Asked { selection, limit, offset, frame, crs, start_year })
}

/// The pairs that the filter reads. A property may be filtered on by its own name too, and a period narrows the years.
fn filter_pairs(pairs: &[(String, String)], period: Option<(Option<i32>, Option<i32>)>) -> Vec<(String, String)> {
    let mut filter: Vec<(String, String)> = pairs
        .iter()
        .map(|(name, value)| (if name == "soorten" { "soort".to_owned() } else { name.clone() }, value.clone()))
        .collect();
    let (from, until) = period.unwrap_or_default();
    let mut narrow = |name: &str, year: Option<i32>, pick: fn(i32, i32) -> i32| {
        let Some(year) = year else { return };
        let given = filter.iter().rfind(|(known, _)| known == name).and_then(|(_, value)| value.trim().parse().ok());
        filter.push((name.to_owned(), given.map_or(year, |given| pick(given, year)).to_string()));
    };
    narrow("vanaf", from, i32::max);
    narrow("tot", until, i32::min);
    filter
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

/// The parameter `datetime` (7.15.4) as first and last year; both absent for all of time.
fn datetime(parameters: &mut Parameters<'_>) -> Option<(Option<i32>, Option<i32>)> {
    let value = parameters.one("datetime")?;
    let period = period(value);
    if period.is_none() {
        parameters.refuse("datetime", text("export-problem-datetime"));
    }
    period
}

fn period(value: &str) -> Option<(Option<i32>, Option<i32>)> {
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
    let within = |years: &RangeInclusive<i32>, at: OffsetDateTime| at.year().clamp(*years.start(), *years.end());
    Some((from.map(|at| within(&YEARS, at)), until.map(|at| within(&YEARS, at))))
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
            ("2018-02-12T23:20:50Z", Some((Some(2018), Some(2018)))),
            ("2018-02-12", Some((Some(2018), Some(2018)))),
            ("2018-02-12T00:00:00Z/2020-03-18T12:31:12Z", Some((Some(2018), Some(2020)))),
            ("2018-02-12T00:00:00Z/..", Some((Some(2018), None))),
            ("../2018-02-12T00:00:00Z", Some((None, Some(2018)))),
            ("/2018-02-12", Some((None, Some(2018)))),
            ("../..", Some((None, None))),
            ("1066-10-14", Some((Some(1945), Some(1945)))),
            ("2020-01-01/2018-01-01", None),
            ("..", None),
            ("gisteren", None),
            ("2018-13-01", None),
            ("2018/2019/2020", None),
        ] {
            assert_eq!(period(text), expected, "{text}");
        }
    }

    #[test]
    fn a_period_narrows_the_years_of_the_filter() {
        let pairs = [("vanaf".to_owned(), "2015".to_owned()), ("soorten".into(), "referendum".into())];
        let filter = filter_pairs(&pairs, Some((Some(2010), Some(2020))));
        assert!(filter.ends_with(&[("vanaf".into(), "2015".into()), ("tot".into(), "2020".into())]));
        assert_eq!(filter[1].0, "soort");
    }

    proptest! {
        #[test]
        fn any_period_is_read_or_refused(text in "\\PC{0,60}|[-0-9TZ:./]{0,50}") {
            let _ = period(&text);
        }
    }
}
