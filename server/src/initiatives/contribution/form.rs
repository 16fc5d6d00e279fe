//! Between the fields of the form and the cells of the interchange format.

use std::collections::BTreeMap;

use app::initiatives::contribution::form::{label_of, names};
use app::initiatives::model::{Precision, TYPE_FACET, Taxonomy};
use app::initiatives::needs::Reference;
use app::initiatives::places::Places;
use app::ui::fields::FieldError;
use app::ui::form::{value, values};
use time::{Date, OffsetDateTime};

use super::super::import::{self, Candidate, Outlines, Problem, Severity};

/// One initiative as texts by column.
pub(in super::super) type Cells = BTreeMap<String, String>;

/// The column of the types.
const TYPES: &str = "soorten";

/// The columns that are fields by the same name.
const PLAIN: [&str; 9] =
    ["titel", "samenvatting", "beschrijving", "gemeente", "lon", "lat", "precisie", "startjaar", "eindjaar"];

/// The cells that were filled in. What the form does not ask stays as it was in `before`.
pub(in super::super) fn cells_of(
    pairs: &[(String, String)],
    before: &Cells,
    taxonomy: &Taxonomy,
    places: &Places,
) -> Cells {
    let mut cells = before.clone();
    let mut put = |name: &str, text: String| {
        if text.trim().is_empty() {
            cells.remove(name)
        } else {
            cells.insert(name.to_owned(), text)
        };
    };
    for name in PLAIN {
        put(name, value(pairs, name).to_owned());
    }
    // Without a place it is somewhere in the municipality.
    if value(pairs, "lon").trim().is_empty() && value(pairs, "lat").trim().is_empty() {
        put("precisie", Precision::Municipality.code().to_owned());
    }
    // By its code, with the name beside it, as everywhere else: then what did not change is not different.
    if let Some(at) = places.municipality(value(pairs, "gemeente").trim()) {
        let place = &places.municipalities()[at];
        put("gemeente", place.code.clone());
        put("gemeentenaam", place.name.clone());
    } else {
        put("gemeentenaam", String::new());
    }
    let main = value(pairs, names::TYPE);
    let others = values(pairs, names::OTHER_TYPES).filter(|other| *other != main);
    put(TYPES, joined(std::iter::once(main).chain(others)));
    for facet in taxonomy.facets.iter().filter(|facet| facet.code != TYPE_FACET) {
        put(&facet.code, joined(values(pairs, &facet.code)));
    }
    let titles = values(pairs, names::SOURCE_TITLE).chain(std::iter::repeat(""));
    let sources = values(pairs, names::SOURCE).zip(titles).map(|(address, title)| {
        // What separates in a cell cannot be part of what is separated.
        let clean = |text: &str| text.trim().replace('|', "–").replace(['<', '>'], "");
        (clean(title), clean(address))
    });
    let sources: Vec<(String, String)> =
        sources.filter(|(title, address)| !(title.is_empty() && address.is_empty())).collect();
    put(
        "bronnen",
        import::sources_as_cell(sources.iter().map(|(title, address)| (title.as_str(), Some(address.as_str())))),
    );
    cells
}

fn joined<'a>(items: impl Iterator<Item = &'a str>) -> String {
    items.filter(|item| !item.trim().is_empty()).collect::<Vec<_>>().join(" | ")
}

/// The fields that show some cells.
pub(in super::super) fn pairs_of(cells: &Cells, taxonomy: &Taxonomy) -> Vec<(String, String)> {
    let mut pairs = Vec::new();
    let mut put = |name: &str, text: &str| pairs.push((name.to_owned(), text.to_owned()));
    let cell = |name: &str| cells.get(name).map(String::as_str).unwrap_or_default();
    for name in PLAIN {
        put(name, cell(name));
    }
    // People know their municipality by its name.
    if let Some(name) = cells.get("gemeentenaam") {
        pairs.retain(|(other, _)| other != "gemeente");
        pairs.push(("gemeente".to_owned(), name.clone()));
    }
    let mut put = |name: &str, text: &str| pairs.push((name.to_owned(), text.to_owned()));
    for (place, kind) in parts(cell(TYPES)).enumerate() {
        put(if place == 0 { names::TYPE } else { names::OTHER_TYPES }, kind);
    }
    for facet in taxonomy.facets.iter().filter(|facet| facet.code != TYPE_FACET) {
        parts(cell(&facet.code)).for_each(|value| put(&facet.code, value));
    }
    for (title, address) in import::sources_of_cell(cell("bronnen")) {
        put(names::SOURCE_TITLE, &title);
        put(names::SOURCE, &address);
    }
    pairs
}

fn parts(cell: &str) -> impl Iterator<Item = &str> {
    cell.split('|').map(str::trim).filter(|part| !part.is_empty())
}

/// What proposals are checked against.
pub(in super::super) struct Rules<'a> {
    pub(in super::super) reference: &'a Reference,
    pub(super) taxonomy: &'a import::Taxonomy,
    pub(super) municipalities: &'a import::Municipalities,
    pub(super) outlines: &'a Outlines,
    pub(super) today: Date,
}

impl Rules<'_> {
    /// The initiative that some cells describe, checked today by whoever publishes it; or what is wrong with them.
    pub(in super::super) fn checked(&self, cells: &Cells, now: OffsetDateTime) -> Result<Candidate, Vec<Problem>> {
        let mut cells = cells.clone();
        cells.insert("laatst_gecontroleerd".to_owned(), now.date().to_string());
        match self.read(&cells) {
            (Some(candidate), _) => Ok(candidate),
            (None, problems) => Err(problems),
        }
    }

    /// The initiative that some cells describe, or all that is wrong with them.
    pub(in super::super) fn read(&self, cells: &Cells) -> (Option<Candidate>, Vec<Problem>) {
        let reference = import::Reference {
            taxonomy: self.taxonomy,
            municipalities: self.municipalities,
            today: self.today,
            to_lon_lat: app::geo::Rd::to_lonlat,
            boundaries: Some(self.outlines),
        };
        import::read_one(cells, &reference)
    }
}

/// What is wrong with the cells, as the form says it.
pub(in super::super) fn errors_of(problems: &[Problem]) -> Vec<FieldError> {
    as_errors(problems.iter().filter(|problem| problem.severity == Severity::Error))
}

/// What is wrong with them for whoever types them in: a place far from its municipality too. Of a file somebody looks at that later;
/// here the person who knows is at the form.
pub(super) fn errors_while_typing(problems: &[Problem]) -> Vec<FieldError> {
    let is_place = |problem: &Problem| problem.severity == Severity::Warning && field_of(&problem.field) == "lat";
    as_errors(problems.iter().filter(|problem| problem.severity == Severity::Error || is_place(problem)))
}

fn as_errors<'a>(wrong: impl Iterator<Item = &'a Problem>) -> Vec<FieldError> {
    let mut errors: Vec<FieldError> = Vec::new();
    for problem in wrong {
        let field = field_of(&problem.field);
        if errors.iter().any(|error| error.field == field) {
            continue;
        }
        let advice = problem.suggestion.as_ref().map(|advice| format!(" {advice}")).unwrap_or_default();
        errors.push(FieldError { label: label_of(&field), text: format!("{}{advice}", problem.problem), field });
    }
    errors
}

/// The field of a column.
fn field_of(column: &str) -> String {
    match column {
        TYPES => names::TYPE,
        "bronnen" => names::SOURCE,
        "lon, lat" | "x, y" => "lat",
        "gemeentenaam" => "gemeente",
        other => other,
    }
    .to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use app::initiatives::model::Facet;

    fn taxonomy() -> Taxonomy {
        let facet = |code: &str| Facet {
            code: code.into(),
            label: String::new(),
            question: String::new(),
            at_most: 3,
            values: vec![],
        };
        Taxonomy { facets: vec![facet(TYPE_FACET), facet("status"), facet("onderwerp")] }
    }

    fn pairs(given: &[(&str, &str)]) -> Vec<(String, String)> {
        given.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect()
    }

    #[test]
    fn what_is_filled_in_becomes_cells_and_comes_back_as_it_was() {
        let typed = pairs(&[
            ("titel", "Dorpsraad"),
            ("gemeente", "Amersfoort"),
            ("soort", "dorpsraad"),
            ("ook_soort", "burgerberaad"),
            ("ook_soort", "dorpsraad"),
            ("status", "loopt"),
            ("onderwerp", "jeugd"),
            ("onderwerp", "wonen"),
            ("bron", "https://example.org/a"),
            ("bron", "https://example.org/b"),
            ("bron_titel", ""),
            ("bron_titel", "Krant | <b>"),
            ("precisie", "adres"),
        ]);
        let cells = cells_of(&typed, &Cells::new(), &taxonomy(), &Places::default());
        let cell = |name: &str| cells.get(name).map(String::as_str);
        assert_eq!(cell("soorten"), Some("dorpsraad | burgerberaad"));
        assert_eq!(cell("onderwerp"), Some("jeugd | wonen"));
        assert_eq!(cell("bronnen"), Some("https://example.org/a | Krant – b <https://example.org/b>"));
        assert_eq!(cell("precisie"), Some("gemeente"), "there is no place that it could be of");
        let back = pairs_of(&cells, &taxonomy());
        assert_eq!(cells_of(&back, &Cells::new(), &taxonomy(), &Places::default()), cells);
    }

    #[test]
    fn what_the_form_does_not_ask_stays_and_what_is_emptied_goes() {
        let before: Cells = [("opmerking", "Let op"), ("titel", "Oud"), ("beschrijving", "Lang verhaal")]
            .map(|(a, b)| (a.into(), b.into()))
            .into();
        let cells = cells_of(&pairs(&[("titel", "Nieuw")]), &before, &taxonomy(), &Places::default());
        assert_eq!(cells.get("opmerking").map(String::as_str), Some("Let op"));
        assert_eq!((cells.get("titel").map(String::as_str), cells.get("beschrijving")), (Some("Nieuw"), None));
    }
}
