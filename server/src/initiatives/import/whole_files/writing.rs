//! Candidates back into files, in both forms of the interchange format.

use serde_json::{Map, Value, json};

use super::{super::corrections::without_formula, *};

const COLUMNS: [&str; 22] = [
    "external_id",
    "titel",
    "samenvatting",
    "beschrijving",
    "gemeente",
    "precisie",
    "startjaar",
    "eindjaar",
    "periode_tekst",
    "bronnen",
    "laatst_gecontroleerd",
    "opmerking",
    "ook_in",
    "zekerheid",
    "soorten",
    "status",
    "invloed",
    "deelname",
    "schaal",
    "onderwerp",
    "initiatiefnemer",
    "vorm",
];

/// A field as JSON: a text, a list of texts, a list of sources or null.
fn field(candidate: &Candidate, name: &str) -> Value {
    let year = |year: Option<Year>| json!(year.map(Year::get));
    match name {
        "external_id" => json!(candidate.external_id.as_str()),
        "titel" => json!(candidate.title.as_str()),
        "samenvatting" => json!(candidate.summary.as_str()),
        "beschrijving" => json!(candidate.description.as_ref().map(Description::as_str)),
        "gemeente" => json!(candidate.municipality.as_str()),
        "precisie" => json!(candidate.precision.as_str()),
        "startjaar" => year(candidate.period.start()),
        "eindjaar" => year(candidate.period.end()),
        "periode_tekst" => json!(candidate.period_text.as_ref().map(PeriodText::as_str)),
        "bronnen" => {
            let source = |s: &Source| json!({"titel": s.title.as_str(), "url": s.url.as_ref().map(HttpUrl::as_str)});
            candidate.sources.iter().map(source).collect()
        }
        "laatst_gecontroleerd" => json!(candidate.last_checked.map(|day| day.to_string())),
        "opmerking" => json!(candidate.remark.as_ref().map(Remark::as_str)),
        "ook_in" => candidate.also_in.iter().map(|code| json!(code.as_str())).collect(),
        "zekerheid" => json!(candidate.certainty.map(Certainty::as_str)),
        facet => {
            let facet = if facet == "soorten" { "soort" } else { facet };
            candidate.tags.iter().filter(|tag| tag.facet() == facet).map(|tag| json!(tag.value())).collect()
        }
    }
}

pub(super) fn geojson_of(candidates: &[Candidate]) -> String {
    let feature = |candidate: &Candidate| {
        let properties: Map<String, Value> =
            COLUMNS.iter().map(|name| ((*name).to_owned(), field(candidate, name))).collect();
        let coordinates = [candidate.position.lon, candidate.position.lat];
        json!({"type": "Feature", "geometry": {"type": "Point", "coordinates": coordinates}, "properties": properties})
    };
    json!({"type": "FeatureCollection", "features": candidates.iter().map(feature).collect::<Vec<_>>()}).to_string()
}

pub(super) fn csv_of(candidates: &[Candidate], separator: u8, line_end: csv::Terminator) -> String {
    let mut writer = csv::WriterBuilder::new().delimiter(separator).terminator(line_end).from_writer(Vec::new());
    writer.write_record(COLUMNS.iter().chain(&["lon", "lat"])).expect("a header");
    for candidate in candidates {
        let mut cells: Vec<String> = COLUMNS.iter().map(|name| cell(candidate, name)).collect();
        cells.extend([candidate.position.lon, candidate.position.lat].map(|degrees| degrees.to_string()));
        writer.write_record(cells.iter().map(|cell| without_formula(cell))).expect("a row");
    }
    String::from_utf8(writer.into_inner().expect("bytes")).expect("UTF-8")
}

fn cell(candidate: &Candidate, name: &str) -> String {
    if name == "bronnen" {
        let url = |source: &Source| source.url.as_ref().map(ToString::to_string).unwrap_or_default();
        let pairs: Vec<(String, String)> = candidate.sources.iter().map(|s| (s.title.to_string(), url(s))).collect();
        return sources_as_cell(pairs.iter().map(|(title, url)| (title.as_str(), Some(url.as_str()))));
    }
    match field(candidate, name) {
        Value::Null => String::new(),
        Value::String(text) => text,
        Value::Array(items) => items.iter().filter_map(Value::as_str).collect::<Vec<_>>().join("|"),
        other => other.to_string(),
    }
}
