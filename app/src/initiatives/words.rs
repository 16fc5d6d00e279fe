//! The words of the map that the server puts into its answers, so that the browser carries no texts.

use super::filter::{Filter, LONGEST_TEXT, Problem, ProblemKind, YEARS};
use super::needs::Reference;
use crate::texts::t;

/// How much of the list lies in view.
#[must_use]
pub fn in_view(inside: u32, total: u32) -> String {
    t!("landkaart-in-view", inside = inside, total = total)
}

/// The name of a pin.
#[must_use]
pub fn pin(title: &str, place: &str) -> String {
    t!("landkaart-mark-pin", title = title, place = place)
}

/// The name of a bubble whose initiatives share one spot.
#[must_use]
pub fn same_spot(count: u32, place: &str) -> String {
    t!("landkaart-mark-spot", count = count, place = place)
}

/// The name of a bubble that parts when one zooms in.
#[must_use]
pub fn bubble(count: u32, place: &str) -> String {
    t!("landkaart-mark-bubble", count = count, place = place)
}

/// What the list says of a municipality: what it is, and how many initiatives it has.
#[must_use]
pub fn suggested_municipality(count: u32) -> String {
    t!("landkaart-suggestion-municipality", count = count)
}

/// What the list says of a type.
#[must_use]
pub fn suggested_type(count: u32) -> String {
    t!("landkaart-suggestion-type", count = count)
}

/// What the list says of a word.
#[must_use]
pub fn suggested_word(count: u32) -> String {
    t!("landkaart-suggestion-word", count = count)
}

/// What the list says of an initiative.
#[must_use]
pub fn suggested_initiative() -> String {
    t!("landkaart-suggestion-initiative")
}

/// A municipality that was found by another name.
#[must_use]
pub fn known_as(other: &str, name: &str) -> String {
    t!("landkaart-suggestion-known-as", other = other, name = name)
}

/// A name or value as it is repeated in an error: short, and with a mark in place of what nobody can see, such as control
/// characters and those that turn the direction of a text.
#[must_use]
pub fn shown(text: &str) -> String {
    let unseen = |c: char| {
        c.is_control() || matches!(c, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}')
    };
    text.chars().take(80).map(|c| if unseen(c) { char::REPLACEMENT_CHARACTER } else { c }).collect()
}

/// What is wrong with a field of the query, for programs.
#[must_use]
pub fn query_problem(problem: &Problem) -> String {
    let value = shown(&problem.value);
    match (problem.kind, problem.field.as_str()) {
        (ProblemKind::UnknownValue, _) => t!("export-problem-unknown-value", value = value),
        (ProblemKind::TooLong, _) => t!("export-problem-too-long", most = LONGEST_TEXT),
        (ProblemKind::Unreadable, _) => t!("export-problem-unreadable"),
        (ProblemKind::NotANumber, "pagina") => t!("export-problem-number-from", value = value, least = "1"),
        (ProblemKind::NotANumber, _) => t!(
            "export-problem-number",
            value = value,
            least = YEARS.start().to_string(),
            most = YEARS.end().to_string()
        ),
        (ProblemKind::YearsReversed, _) => t!("export-problem-years-reversed", value = value),
        (ProblemKind::NotAFrame, _) => t!("export-problem-frame"),
    }
}

/// What a filter leaves, in words that follow each other: `Burgerberaad`, `gemeente Amersfoort`, `vanaf 2015`.
#[must_use]
pub fn filter_parts(filter: &Filter, reference: &Reference) -> Vec<String> {
    let places = &reference.places;
    let mut parts = Vec::new();
    if !filter.text.is_empty() {
        parts.push(t!("export-part-text", text = filter.text.as_str()));
    }
    for (&facet, values) in &filter.tags {
        let facet = &reference.taxonomy.facets[facet];
        parts.extend(values.iter().map(|&value| facet.values[value].label.clone()));
    }
    if let Some(province) = filter.province {
        parts.push(t!("export-part-province", name = places.provinces()[province].name.as_str()));
    }
    if let Some(municipality) = filter.municipality {
        parts.push(t!("export-part-municipality", name = places.municipalities()[municipality].name.as_str()));
    }
    if let Some(year) = filter.from {
        parts.push(t!("export-part-from", year = year.to_string()));
    }
    if let Some(year) = filter.until {
        parts.push(t!("export-part-until", year = year.to_string()));
    }
    if let Some(checked) = filter.checked {
        parts.push(checked.name().to_lowercase());
    }
    if filter.within_frame {
        parts.push(t!("export-part-frame"));
    }
    parts
}

/// The title of what a filter leaves, as in a feed.
#[must_use]
pub fn export_title(filter: &Filter, reference: &Reference) -> String {
    let parts = filter_parts(filter, reference);
    let title = t!("export-title");
    if parts.is_empty() { title } else { t!("export-title-part", title = title, parts = parts.join(", ")) }
}
