//! What a program asks: the request with its query read, and the parameters checked one by one, so that the answer can say
//! of each what is wrong with it.

use std::fmt::Write as _;
use std::ops::RangeInclusive;
use std::sync::Arc;

use app::initiatives::filter::{Asked, Filter};
use app::initiatives::model::Taxonomy;
use app::initiatives::words::{self, shown};
use app::texts::{Value, text, text_with};
use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderMap, Method, StatusCode};

use super::refusal::Refusal;
use super::shapes::Kept;
use crate::http::limits::{self, Turn};
use crate::http::problem::FieldError;
use crate::http::query::{TooLong, pairs};
use crate::http::sentence;
use crate::platform::Platform;

/// A request for data.
pub(super) struct Asking {
    pub(super) platform: Arc<Platform>,
    pub(super) kept: Arc<Kept>,
    pub(super) method: Method,
    pub(super) headers: HeaderMap,
    /// The path as it stands in the address.
    pub(super) path: String,
    /// The query as it stands in the address.
    pub(super) query: String,
    /// The pairs of the query, decoded.
    pub(super) pairs: Vec<(String, String)>,
    /// Held until the answer is there.
    _turn: Turn,
}

impl FromRequestParts<Arc<Platform>> for Asking {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, platform: &Arc<Platform>) -> Result<Self, Refusal> {
        let turn = limits::enter(platform, parts).await.map_err(Refusal::Exceeded)?;
        let query = parts.uri.query().unwrap_or_default().to_owned();
        let pairs = pairs(Some(&query))
            .map_err(|TooLong| Refusal::of(StatusCode::URI_TOO_LONG, sentence(StatusCode::URI_TOO_LONG)))?;
        Ok(Self {
            platform: platform.clone(),
            kept: parts.extensions.get::<Arc<Kept>>().cloned().unwrap_or_default(),
            path: parts.uri.path().to_owned(),
            method: parts.method.clone(),
            headers: parts.headers.clone(),
            query,
            pairs,
            _turn: turn,
        })
    }
}

impl Asking {
    /// The public address of a path of this site.
    pub(super) fn address(&self, path: &str) -> String {
        format!("{}{path}", self.platform.site.base_url)
    }

    /// The public address of this request, with its query.
    pub(super) fn own_address(&self) -> String {
        let sign = if self.query.is_empty() { "" } else { "?" };
        format!("{}{}{sign}{}", self.platform.site.base_url, self.path, self.query)
    }

    /// Begins to read the parameters.
    pub(super) fn parameters(&self) -> Parameters<'_> {
        Parameters { pairs: &self.pairs, errors: Vec::new() }
    }
}

/// The parameters of a request, and what is wrong with them so far.
pub(super) struct Parameters<'a> {
    pairs: &'a [(String, String)],
    errors: Vec<FieldError>,
}

impl<'a> Parameters<'a> {
    /// Refuses what an address does not know, and twice what it knows once: a filter with a typing error would else give
    /// everything, and of two places one would be left out, and nobody would notice.
    pub(super) fn only(&mut self, once: &[&str], often: &[&str]) {
        let mut told: Vec<&str> = Vec::new();
        for (place, (name, _)) in self.pairs.iter().enumerate() {
            let problem = if often.contains(&name.as_str()) {
                continue;
            } else if !once.contains(&name.as_str()) {
                "export-problem-unknown-parameter"
            } else if self.pairs[..place].iter().any(|(earlier, _)| earlier == name) {
                "export-problem-twice"
            } else {
                continue;
            };
            if !told.contains(&name.as_str()) {
                told.push(name);
                self.errors.push(FieldError { parameter: shown(name), detail: text(problem) });
            }
        }
    }

    /// The value of a parameter that may stand there once.
    pub(super) fn one(&self, name: &str) -> Option<&'a str> {
        self.pairs.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// A whole number. Above `most` it is `most` when `capped`, else an error.
    pub(super) fn whole(&mut self, name: &str, range: RangeInclusive<usize>, capped: bool, otherwise: usize) -> usize {
        let Some(value) = self.one(name) else { return otherwise };
        let (least, most) = (*range.start(), *range.end());
        // More digits than a number of this machine has is still a number.
        let digits = !value.is_empty() && value.bytes().all(|byte| byte.is_ascii_digit());
        let number = value.parse::<usize>().ok().or(digits.then_some(usize::MAX));
        match number {
            Some(number) if range.contains(&number) => number,
            Some(number) if capped && number > most => most,
            _ if most == usize::MAX || capped => {
                let values = [("value", Value::from(shown(value))), ("least", Value::from(least.to_string()))];
                self.refuse(name, text_with("export-problem-number-from", values));
                otherwise
            }
            _ => {
                let values = [
                    ("value", Value::from(shown(value))),
                    ("least", Value::from(least.to_string())),
                    ("most", Value::from(most.to_string())),
                ];
                self.refuse(name, text_with("export-problem-number", values));
                otherwise
            }
        }
    }

    /// What is wrong with a parameter.
    pub(super) fn refuse(&mut self, name: &str, detail: String) {
        self.errors.push(FieldError { parameter: shown(name), detail });
    }

    /// What is wrong with the filter.
    pub(super) fn refuse_filter(&mut self, asked: &Asked) {
        for problem in &asked.problems {
            self.refuse(&problem.field, words::query_problem(problem));
        }
    }

    /// Everything that is wrong, if anything. 400, as the REST API Design Rules (`/core/error-handling/invalid-input`) and
    /// OGC API Features (7.5.1) ask.
    pub(super) fn finish(self) -> Result<(), Refusal> {
        self.finish_as(StatusCode::BAD_REQUEST)
    }

    /// The same with another status.
    pub(super) fn finish_as(self, status: StatusCode) -> Result<(), Refusal> {
        if self.errors.is_empty() { Ok(()) } else { Err(Refusal::parameters(status, self.errors)) }
    }
}

/// The names of the facets as parameters, of which one may be given more values.
pub(super) fn facet_names(taxonomy: &Taxonomy) -> Vec<&str> {
    taxonomy.facets.iter().map(|facet| facet.code.as_str()).collect()
}

/// The number of an initiative in an address; other ways to write the same number are no addresses.
pub(super) fn initiative_number(written: &str) -> Result<i64, Refusal> {
    let number = written.parse().ok().filter(|&number: &i64| number > 0 && number.to_string() == written);
    number.ok_or_else(|| Refusal::of(StatusCode::NOT_FOUND, text("export-problem-initiative-number")))
}

/// What there is to say of a number that no initiative has.
pub(super) fn no_initiative(number: i64) -> Refusal {
    Refusal::of(
        StatusCode::NOT_FOUND,
        text_with("export-problem-no-initiative", [("id", Value::from(number.to_string()))]),
    )
}

/// The query of a filter with a number in it, such as another page.
pub(super) fn with_numbers(filter: &str, numbers: &[(&str, usize)]) -> String {
    let mut query = filter.to_owned();
    for (name, number) in numbers {
        if !query.is_empty() {
            query.push('&');
        }
        let _ = write!(query, "{name}={number}");
    }
    query
}

/// The part of a file name that says what was chosen.
pub(super) fn file_stem(what: &str, filter: &Filter, reference: &app::initiatives::needs::Reference) -> String {
    let parts = words::filter_parts(filter, reference);
    let mut stem = what.to_owned();
    for part in parts {
        let part = app::initiatives::model::slug(&part);
        // Most file systems end at 255 bytes; a browser adds a number and the extension.
        if !part.is_empty() && stem.len() + part.len() < 150 {
            stem.push('_');
            stem.push_str(&part);
        }
    }
    stem
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parameters(pairs: &[(String, String)]) -> Parameters<'_> {
        Parameters { pairs, errors: Vec::new() }
    }

    fn pair(name: &str, value: &str) -> Vec<(String, String)> {
        vec![(name.to_owned(), value.to_owned())]
    }

    #[test]
    fn a_number_is_read_capped_or_refused() {
        let number = |value: &str, capped| {
            let pairs = pair("limit", value);
            let mut parameters = parameters(&pairs);
            let number = parameters.whole("limit", 1..=100, capped, 10);
            parameters.finish().is_ok().then_some(number)
        };
        assert_eq!((number("7", true), number("101", true), number("101", false)), (Some(7), Some(100), None));
        assert_eq!(number("99999999999999999999999999", true), Some(100));
        for wrong in ["0", "-1", "", "1.5", "een", "1e3", " 1"] {
            assert_eq!(number(wrong, true), None, "{wrong}");
        }
    }

    #[test]
    fn a_parameter_that_nobody_knows_or_that_comes_twice_is_named_once() {
        let pairs =
            [pair("sort", "a"), pair("sort", "b"), pair("q", "raad"), pair("soort", "T01"), pair("soort", "T02")]
                .concat();
        let mut parameters = parameters(&pairs);
        parameters.only(&["q"], &["soort"]);
        assert_eq!(parameters.errors.iter().map(|error| &error.parameter).collect::<Vec<_>>(), ["sort"]);

        let pairs = [pair("q", "1"), pair("q", "2"), pair("q", "3")].concat();
        let mut parameters = Parameters { pairs: &pairs, errors: Vec::new() };
        parameters.only(&["q"], &[]);
        assert_eq!(parameters.errors.len(), 1);
    }
}
