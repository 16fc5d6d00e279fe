//! The initiatives as files: GeoJSON and CSV in the interchange format, so that what goes out can come in again.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use app::geo::LonLat;
use app::initiatives::codebook::{self, Form};
use app::initiatives::model::{Precision, STATUS_FACET};
use app::initiatives::needs::Reference;
use app::initiatives::words::shown;
use app::texts::{Value, text_with};
use axum::response::Response;

use super::answer::{Kind, Listing, settled};
use super::asking::{Asking, Parameters, facet_names, file_stem};
use super::record::{Properties, Reader};
use super::refusal::Refusal;
use super::rows::FullRow;
use crate::initiatives::import::{PHOTO_CELL, PHOTO_TEXT_CELL};
use crate::initiatives::import::{sources_as_cell, without_formula};
use crate::initiatives::selection::Selection;

/// The mark by which spreadsheets see that a file is UTF-8.
pub(super) const BYTE_ORDER_MARK: &str = "\u{feff}";

/// `GET /api/v1/initiatieven.geojson?{filter}`
pub(super) async fn geojson(asking: Asking) -> Result<Response, Refusal> {
    settled(&asking, geojson_now).await
}

/// `GET /api/v1/initiatieven.csv?{filter}&scheidingsteken=puntkomma`
pub(super) async fn table(asking: Asking) -> Result<Response, Refusal> {
    settled(&asking, table_now).await
}

async fn geojson_now(asking: &Asking) -> Result<Response, Refusal> {
    let (selection, ()) = chosen(asking, &[], |_| ()).await?;
    let snapshot = selection.snapshot.clone();
    let name = file_stem("initiatieven", &selection.asked.filter, &snapshot.reference);
    let before = format!(
        "{{\"type\":\"FeatureCollection\",\"licentie\":\"https://creativecommons.org/publicdomain/zero/1.0/\",\"herkomst\":{},\"features\":[\n",
        serde_json::Value::from(asking.own_address())
    );
    let written = snapshot.clone();
    Listing {
        kind: Kind::new(Kind::GEO_JSON).file(&format!("{name}.geojson")),
        before: before.into_bytes(),
        between: ",\n",
        after: b"\n]}\n".to_vec(),
        ids: selection.found.ids(&snapshot.index, 0..usize::MAX),
        write: Box::new(move |row, into| write_feature(row, &written.reference, into)),
        snapshot,
    }
    .respond(asking)
    .await
}

async fn table_now(asking: &Asking) -> Result<Response, Refusal> {
    let (selection, separator) = chosen(asking, &["scheidingsteken"], separator).await?;
    let snapshot = selection.snapshot.clone();
    let name = file_stem("initiatieven", &selection.asked.filter, &snapshot.reference);
    let mut before = BYTE_ORDER_MARK.as_bytes().to_vec();
    write_record(columns(&snapshot.reference), separator, &mut before);
    let written = snapshot.clone();
    Listing {
        kind: Kind::new(Kind::CSV).file(&format!("{name}.csv")),
        before,
        between: "",
        after: Vec::new(),
        ids: selection.found.ids(&snapshot.index, 0..usize::MAX),
        write: Box::new(move |row, into| write_record(cells(row, &written.reference), separator, into)),
        snapshot,
    }
    .respond(asking)
    .await
}

/// The names of the filter that are no facets, without what only a page has: the colour of its map and its number.
const FILTER: [&str; 8] = ["q", "provincie", "gemeente", "vanaf", "tot", "gecontroleerd", "kader", "binnen"];

/// What the filter of the address chooses, with other parameters read beside it.
pub(super) async fn chosen<T>(
    asking: &Asking,
    others: &[&str],
    read: impl FnOnce(&mut Parameters<'_>) -> T,
) -> Result<(Selection, T), Refusal> {
    let selection = asking.platform.landkaart.find(&asking.pairs).await?;
    let mut parameters = asking.parameters();
    let facets = facet_names(&selection.snapshot.reference.taxonomy);
    parameters.only(&[&FILTER[..], others].concat(), &facets);
    parameters.refuse_filter(&selection.asked);
    let other = read(&mut parameters);
    parameters.finish()?;
    Ok((selection, other))
}

/// The separator that a table is asked with; the comma of RFC 4180 unless said otherwise.
pub(super) fn separator(parameters: &mut Parameters<'_>) -> u8 {
    match parameters.one("scheidingsteken").unwrap_or("komma") {
        "komma" => b',',
        "puntkomma" => b';',
        "tab" => b'\t',
        other => {
            let values = [("value", Value::from(shown(other)))];
            parameters.refuse("scheidingsteken", text_with("export-problem-separator", values));
            b','
        }
    }
}

fn write_feature(row: &FullRow, reference: &Reference, into: &mut Vec<u8>) {
    let LonLat { lon, lat } = row.position();
    let mut head = String::with_capacity(120);
    // Writing to a String cannot fail, and neither can writing JSON into memory.
    let _ = write!(
        head,
        "{{\"type\":\"Feature\",\"id\":{},\"geometry\":{{\"type\":\"Point\",\"coordinates\":[{lon},{lat}]}},\"properties\":",
        row.id
    );
    into.extend_from_slice(head.as_bytes());
    let _ = serde_json::to_writer(&mut *into, &Properties { row, reference, reader: Reader::Import });
    into.push(b'}');
}

/// The names of the columns.
fn columns(reference: &Reference) -> Vec<String> {
    codebook::names(codebook::of_initiative(&reference.taxonomy), Form::Csv)
}

/// An initiative as texts, by the names of the columns: what a form shows, and what its history keeps. Its place is left out where
/// it is only that of the municipality, as an import takes it.
pub(in super::super) fn cells_of(row: &FullRow, reference: &Reference) -> BTreeMap<String, String> {
    let mut cells: BTreeMap<String, String> = columns(reference).into_iter().zip(cells(row, reference)).collect();
    if row.place_precision == Precision::Municipality.code() {
        cells.remove("lon");
        cells.remove("lat");
    }
    // No columns of the file: a photo is no text, and nobody can send one with a file.
    if let Some((id, text)) = row.photo_id.clone().zip(row.photo_text.clone()) {
        cells.insert(PHOTO_CELL.to_owned(), id);
        cells.insert(PHOTO_TEXT_CELL.to_owned(), text);
    }
    cells.retain(|_, text| !text.is_empty());
    cells
}

/// The cells of a row, under [`columns`].
fn cells(row: &FullRow, reference: &Reference) -> Vec<String> {
    let place = reference.places.municipality(&row.municipality_code);
    let name = place.map(|index| reference.places.municipalities()[index].name.clone());
    let optional = |text: &Option<String>| text.clone().unwrap_or_default();
    let year = |year: Option<i32>| year.map(|year| year.to_string()).unwrap_or_default();
    let joined = |items: &mut dyn Iterator<Item = &str>| items.collect::<Vec<_>>().join(" | ");
    let position = row.position();
    let mut cells = vec![
        row.external_id.clone(),
        row.title.clone(),
        row.summary.clone(),
        optional(&row.description),
        row.municipality_code.clone(),
        name.unwrap_or_default(),
        joined(&mut row.also_in()),
        row.place_precision.clone(),
    ];
    cells.extend(reference.taxonomy.facets.iter().map(|facet| {
        let most = if facet.code == STATUS_FACET { 1 } else { usize::MAX };
        joined(&mut row.values(&facet.code).take(most))
    }));
    cells.extend([
        year(row.start_year),
        year(row.end_year),
        optional(&row.period_text),
        sources_as_cell(row.sources()),
        optional(&row.last_checked),
        optional(&row.certainty),
        optional(&row.remark),
        position.lon.to_string(),
        position.lat.to_string(),
    ]);
    cells
}

/// A record of a table (RFC 4180); no cell can be run as a formula by a spreadsheet.
pub(super) fn write_record(cells: impl IntoIterator<Item = String>, separator: u8, into: &mut Vec<u8>) {
    let mut writer = csv::WriterBuilder::new()
        .delimiter(separator)
        .terminator(csv::Terminator::CRLF)
        .flexible(true)
        .from_writer(into);
    // Writing into memory cannot fail.
    let _ = writer.write_record(cells.into_iter().map(|cell| without_formula(&cell)));
    let _ = writer.flush();
}

#[cfg(test)]
mod tests {
    use super::super::rows::tests::example;
    use super::*;

    #[test]
    fn a_table_has_no_formula_and_as_many_cells_as_columns() {
        let reference = Reference::default();
        let mut bytes = Vec::new();
        write_record(columns(&reference), b';', &mut bytes);
        write_record(cells(&example(), &reference), b';', &mut bytes);
        let text = String::from_utf8(bytes).expect("UTF-8");
        assert!(text.contains("\"'=Wijk & \"\"raad\"\" <1>\""), "{text}");
        let mut reader = csv::ReaderBuilder::new().delimiter(b';').from_reader(text.as_bytes());
        let row = reader.records().next().expect("a row").expect("as wide as its header");
        assert_eq!(&row[6], "GM0308 | GM0310");
    }

    #[test]
    fn a_feature_is_valid_json_with_its_place() {
        let mut bytes = Vec::new();
        write_feature(&example(), &Reference::default(), &mut bytes);
        let feature: serde_json::Value = serde_json::from_slice(&bytes).expect("JSON");
        assert_eq!(feature["geometry"]["coordinates"][0], 5.3935);
        assert_eq!(feature["properties"]["titel"], "=Wijk & \"raad\" <1>");
    }
}
