//! Reading one initiative by the same rules as a row of a file: what a form or the history holds.

use std::collections::{BTreeMap, HashMap};

use super::candidate::{Candidate, CandidatePhoto};
use super::fields::RowReader;
use super::reference::Reference;
use super::report::{Problem, Severity};
use super::row::Findings;
use super::sheet::{At, Columns, Given, RawRow, Sheet};
use super::text::PhotoText;

/// The cell with the number of a photo. It is no column of a file.
pub const PHOTO_CELL: &str = "foto";

/// The cell with what can be seen on it.
pub const PHOTO_TEXT_CELL: &str = "foto_tekst";

/// Reads the cells of one initiative, by the names of the columns of the interchange format. The candidate is there when nothing
/// is wrong; what is worth saying comes in the order of the fields.
pub fn read_one(cells: &BTreeMap<String, String>, reference: &Reference<'_>) -> (Option<Candidate>, Vec<Problem>) {
    let columns = Columns::new(reference.taxonomy);
    let photo = photo_of(cells);
    let cells: BTreeMap<&String, &String> =
        cells.iter().filter(|(name, _)| ![PHOTO_CELL, PHOTO_TEXT_CELL].contains(&name.as_str())).collect();
    let names: Vec<String> = cells.keys().map(|&name| name.clone()).collect();
    let sheet =
        Sheet { columns: names.iter().map(|name| columns.find(name)).collect(), names, rows: vec![], notes: vec![] };
    let cells = cells.values().map(|&text| Given::Text(text.clone())).collect();
    let row = RawRow { at: At::File, cells, faults: vec![] };
    let mut findings = Findings::default();
    let candidate = RowReader::new(&sheet, reference).candidate(&row, &mut HashMap::new(), &mut findings);
    let problems = findings.problems(At::File);
    let whole = problems.iter().all(|problem| problem.severity != Severity::Error);
    let candidate = candidate.filter(|_| whole).map(|candidate| Candidate { photo, ..candidate });
    (candidate, problems)
}

/// The photo that some cells name; both or nothing.
fn photo_of(cells: &BTreeMap<String, String>) -> Option<CandidatePhoto> {
    let text = PhotoText::parse(cells.get(PHOTO_TEXT_CELL)?).ok()?;
    Some(CandidatePhoto { id: cells.get(PHOTO_CELL)?.clone(), text })
}
