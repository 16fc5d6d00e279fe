//! A `GeoJSON` `FeatureCollection` (RFC 7946), feature by feature: one that is wrong does not refuse the others.

use std::{borrow::Cow, fmt};

use geojson::{Geometry, GeometryValue};
use serde::{
    Deserializer,
    de::{DeserializeSeed, IgnoredAny, MapAccess, SeqAccess, Visitor},
};
use serde_json::{Map, Value, error::Category, value::RawValue};

use super::{
    Limits,
    decode::Decoded,
    fault::{Fault, FileProblem},
    reference::Taxonomy,
    sheet::{At, Column, Columns, Given, RawRow, Sheet},
    table::refuse_missing,
};

/// The field name of a feature's geometry in the report.
const PLACE: &str = "geometry";
/// More unknown names than this are no typing errors; naming them all would bury the rest of the report.
const MOST_UNKNOWN: usize = 50;

/// Reads a `FeatureCollection`.
///
/// # Errors
/// Cut off, no JSON, other JSON, too many features or none, or required properties that no feature has.
pub(super) fn read(decoded: &Decoded, limits: Limits, taxonomy: &Taxonomy) -> Result<Sheet, FileProblem> {
    let features = split(&decoded.text, limits)?;
    let mut reader = FeatureReader::new(taxonomy);
    let mut rows: Vec<RawRow> = features.iter().enumerate().map(|(index, raw)| reader.row(index, raw)).collect();
    // What is no feature has no cells: it is kept as it stands, in a column of its own behind the others.
    let unreadable = |row: &RawRow| row.cells.is_empty();
    if rows.iter().any(unreadable) {
        let before = reader.columns.len();
        reader.columns.push((Column::Original, reader.known.name(Column::Original).to_owned()));
        for (row, raw) in rows.iter_mut().zip(&features).filter(|(row, _)| unreadable(row)) {
            row.cells = vec![Given::EMPTY.clone(); before];
            row.cells.push(Given::Text(raw.get().to_owned()));
        }
    }
    if reader.read > 0 {
        refuse_missing(&reader.known, &reader.present, &reader.unknown)?;
    }
    let unknown = reader.unknown.into_iter();
    let notes = unknown.map(|(name, meant)| (name, String::new(), Fault::UnknownColumn { meant })).collect();
    let (columns, names) = reader.columns.into_iter().map(|(column, name)| (Some(column), name)).unzip();
    Ok(Sheet { names, columns, rows, notes })
}

/// The features as unread pieces of JSON.
fn split(text: &str, limits: Limits) -> Result<Vec<&RawValue>, FileProblem> {
    let mut found = Found { limit: limits.rows, ..Found::default() };
    let mut deserializer = serde_json::Deserializer::from_str(text);
    let outcome = Collection(&mut found).deserialize(&mut deserializer).and_then(|()| deserializer.end());
    if let Err(error) = outcome {
        return Err(match error.classify() {
            Category::Eof => FileProblem::CutOffFeatures { line: error.line(), complete: found.features.len() },
            Category::Data => FileProblem::NotAFeatureCollection { found: found.kind },
            Category::Syntax | Category::Io => FileProblem::NotJson { line: error.line(), column: error.column() },
        });
    }
    if found.kind.as_deref() != Some("FeatureCollection") || !found.has_features {
        return Err(FileProblem::NotAFeatureCollection { found: found.kind });
    }
    match found.count {
        0 => Err(FileProblem::NoRows),
        count if count > limits.rows => Err(FileProblem::TooManyRows { limit: limits.rows }),
        _ => Ok(found.features),
    }
}

/// What was found so far; outlives an error, so that a file that was cut can say how far it came.
#[derive(Default)]
struct Found<'t> {
    kind: Option<String>,
    has_features: bool,
    features: Vec<&'t RawValue>,
    count: usize,
    limit: usize,
}

struct Collection<'f, 't>(&'f mut Found<'t>);
struct Features<'f, 't>(&'f mut Found<'t>);

impl<'t> DeserializeSeed<'t> for Collection<'_, 't> {
    type Value = ();

    fn deserialize<D: Deserializer<'t>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'t> Visitor<'t> for Collection<'_, 't> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a FeatureCollection")
    }

    fn visit_map<M: MapAccess<'t>>(self, mut map: M) -> Result<(), M::Error> {
        while let Some(key) = map.next_key::<Cow<'_, str>>()? {
            match key.as_ref() {
                "type" => {
                    let raw: &RawValue = map.next_value()?;
                    self.0.kind = serde_json::from_str(raw.get()).ok();
                }
                "features" => map.next_value_seed(Features(self.0))?,
                _ => {
                    map.next_value::<IgnoredAny>()?;
                }
            }
        }
        Ok(())
    }
}

impl<'t> DeserializeSeed<'t> for Features<'_, 't> {
    type Value = ();

    fn deserialize<D: Deserializer<'t>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_seq(self)
    }
}

impl<'t> Visitor<'t> for Features<'_, 't> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an array of features")
    }

    fn visit_seq<S: SeqAccess<'t>>(self, mut seq: S) -> Result<(), S::Error> {
        self.0.has_features = true;
        while self.0.count <= self.0.limit {
            let Some(raw) = seq.next_element::<&RawValue>()? else { return Ok(()) };
            self.0.features.push(raw);
            self.0.count += 1;
        }
        while seq.next_element::<IgnoredAny>()?.is_some() {}
        Ok(())
    }
}

struct FeatureReader {
    known: Columns,
    columns: Vec<(Column, String)>,
    present: Vec<Option<Column>>,
    unknown: Vec<(String, Option<String>)>,
    /// How many features could be read.
    read: usize,
}

impl FeatureReader {
    fn new(taxonomy: &Taxonomy) -> Self {
        let known = Columns::new(taxonomy);
        Self { columns: known.for_features(), known, present: Vec::new(), unknown: Vec::new(), read: 0 }
    }

    fn row(&mut self, index: usize, raw: &RawValue) -> RawRow {
        let mut row = RawRow { at: At::Feature(index), cells: Vec::new(), faults: Vec::new() };
        let mut refuse = |fault| row.faults.push((String::new(), raw.get().to_owned(), fault));
        // A level of nesting that only an attack has, or half a surrogate pair.
        let Ok(value) = serde_json::from_str::<Value>(raw.get()) else {
            refuse(Fault::UnreadableFeature);
            return row;
        };
        let Some((properties, geometry)) = parts(value) else {
            refuse(Fault::NotAFeature);
            return row;
        };
        self.read += 1;
        row.cells = vec![Given::EMPTY.clone(); self.columns.len()];
        for (name, value) in &properties {
            self.property(&mut row, name, value);
        }
        self.place(&mut row, geometry);
        row
    }

    fn property(&mut self, row: &mut RawRow, name: &str, value: &Value) {
        let Some(column) = self.known.find(name) else {
            let new = self.unknown.len() < MOST_UNKNOWN && self.unknown.iter().all(|(known, _)| known != name);
            if new {
                self.unknown.push((name.to_owned(), self.known.nearest(name).map(str::to_owned)));
            }
            return;
        };
        if !self.present.contains(&Some(column)) {
            self.present.push(Some(column));
        }
        let Some(index) = self.columns.iter().position(|(known, _)| *known == column) else { return };
        row.cells[index] = given(column, value).unwrap_or_else(|| {
            row.faults.push((self.columns[index].1.clone(), value.to_string(), Fault::WrongKind));
            Given::Wrong(value.to_string())
        });
    }

    /// Puts the numbers of a point in the columns `lon` and `lat`, also when they are metres: `place` sees that.
    fn place(&self, row: &mut RawRow, geometry: Value) {
        if geometry.is_null() {
            return;
        }
        let value = geometry.to_string();
        let parsed = serde_json::from_value::<Geometry>(geometry);
        if let Ok(Geometry { value: GeometryValue::Point { coordinates }, .. }) = &parsed
            && let [first, second, ..] = coordinates.as_slice()
        {
            for (index, (column, _)) in self.columns.iter().enumerate() {
                match column {
                    Column::Lon => row.cells[index] = Given::Text(first.to_string()),
                    Column::Lat => row.cells[index] = Given::Text(second.to_string()),
                    _ => {}
                }
            }
        } else {
            row.faults.push((PLACE.to_owned(), value, Fault::NotAPoint));
        }
    }
}

/// Properties and geometry, when the value is a Feature.
fn parts(value: Value) -> Option<(Map<String, Value>, Value)> {
    let Value::Object(mut feature) = value else { return None };
    let is_feature = feature.get("type").and_then(Value::as_str) == Some("Feature");
    let Some(Value::Object(properties)) = feature.remove("properties") else { return None };
    is_feature.then(|| (properties, feature.remove("geometry").unwrap_or(Value::Null)))
}

/// A property as a cell; `None` when it is of a kind that its column cannot hold.
fn given(column: Column, value: &Value) -> Option<Given> {
    match value {
        Value::Array(items) if column == Column::Sources => {
            items.iter().map(source).collect::<Option<_>>().map(Given::Sources)
        }
        Value::Array(items) if matches!(column, Column::Facet(_) | Column::AlsoIn) => {
            items.iter().map(plain).collect::<Option<_>>().map(Given::List)
        }
        value => plain(value).map(Given::Text),
    }
}

fn plain(value: &Value) -> Option<String> {
    match value {
        Value::Null => Some(String::new()),
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        Value::Bool(_) | Value::Array(_) | Value::Object(_) => None,
    }
}

fn source(value: &Value) -> Option<(String, String)> {
    match value {
        Value::Object(source) => {
            let part = |name: &str| source.get(name).map_or(Some(String::new()), plain);
            Some((part("titel")?, part("url")?))
        }
        Value::String(url) => Some((String::new(), url.clone())),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::initiatives::import::{report::Encoding, whole_files::taxonomy};

    fn sheet(text: &str) -> Result<Sheet, FileProblem> {
        let decoded = Decoded { text: text.to_owned(), encoding: Encoding::Utf8, fault: None };
        read(&decoded, Limits { rows: 5, ..Limits::default() }, &taxonomy())
    }

    const GOOD: &str = r#"{"type":"Feature","geometry":null,"properties":{"external_id":"a","titel":"b","samenvatting":"c","gemeente":"d","soorten":["e"]}}"#;

    fn collection(features: &[&str]) -> String {
        format!(r#"{{"type":"FeatureCollection","naam":[{{}}],"features":[{}]}}"#, features.join(",\n"))
    }

    #[test]
    fn one_bad_feature_does_not_refuse_the_others() {
        let deep = format!("{}{}", "[".repeat(500), "]".repeat(500));
        let line = GOOD.replace("null", r#"{"type":"LineString","coordinates":[[5,52],[6,52]]}"#);
        let kind = GOOD.replace(r#""b""#, r#"{"nl":"b"}"#);
        let sheet = sheet(&collection(&[GOOD, "7", &deep, &line, &kind])).expect("a sheet");
        let codes: Vec<Vec<&str>> =
            sheet.rows.iter().map(|row| row.faults.iter().map(|(_, _, fault)| fault.code()).collect()).collect();
        let expected: [&[&str]; 5] =
            [&[], &["not-a-feature"], &["unreadable-feature"], &["not-a-point"], &["wrong-kind"]];
        assert_eq!(codes, expected);
    }

    #[test]
    fn what_cannot_be_read_comes_out_with_the_corrections_as_it_was() {
        let kind = GOOD.replace(r#""b""#, r#"{"nl":"b"}"#).replace(r#"["e"]"#, "true");
        let reading =
            crate::initiatives::import::whole_files::reading(collection(&[&kind, r#"{"type":"Punt"}"#, GOOD]));
        let corrections = String::from_utf8(reading.corrections.to_csv()).expect("UTF-8");
        assert!(corrections.contains(r#"{""nl"":""b""}"#) && corrections.contains(";true;"), "{corrections}");
        assert!(
            corrections.contains(";origineel;fout;voorstel") && corrections.contains(r#"{""type"":""Punt""}"#),
            "{corrections}"
        );
        let kinds =
            reading.report.problems.iter().filter(|problem| problem.feature == Some(0)).map(|problem| problem.code);
        assert_eq!(kinds.filter(|code| *code == "wrong-kind").count(), 2);
        // Fed in again, nothing is lost either.
        let again = crate::initiatives::import::whole_files::reading(&corrections).corrections.to_csv();
        assert!(String::from_utf8(again).expect("UTF-8").contains(r#"{""type"":""Punt""}"#));
    }

    #[test]
    fn a_file_cut_in_half_says_on_which_line_and_after_how_many() {
        let whole = collection(&[GOOD, GOOD, GOOD]);
        let problem = sheet(&whole[..whole.len() - 30]).expect_err("cut off");
        assert_eq!(
            problem.to_string(),
            "Het bestand is niet compleet: het houdt op in regel 3, na 2 volledige initiatieven. \
             Maak of verstuur het bestand opnieuw."
        );
    }

    #[test]
    fn other_json_is_named() {
        let code = |text: &str| sheet(text).expect_err("a problem").code();
        assert_eq!(code(r#"{"type":"Topology","objects":{}}"#), "not-a-feature-collection");
        assert_eq!(code(r#"{"type":"FeatureCollection","features":{}}"#), "not-a-feature-collection");
        assert_eq!(code(r#"{"type":"FeatureCollection"}"#), "not-a-feature-collection");
        assert_eq!(code("[1,2]"), "not-a-feature-collection");
        assert_eq!(code(r#"{"type":"FeatureCollection","features":[]}"#), "no-rows");
        assert_eq!(code(r#"{"type":"FeatureCollection","features":[],}"#), "not-json");
        assert_eq!(code(&collection(&[GOOD; 6])), "too-many-rows");
        assert_eq!(code(&format!("{} rest", collection(&[GOOD]))), "not-json");
    }

    #[test]
    fn a_property_that_no_feature_has_refuses_the_file() {
        let problem = sheet(&collection(&[&GOOD.replace("titel", "Tietel")])).expect_err("no title");
        assert!(problem.to_string().ends_with("Bedoelde u met \"Tietel\" de kolom \"titel\"?"), "{problem}");
    }
}
