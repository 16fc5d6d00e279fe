//! Reading one initiative by the same rules as a row of a file: what a form or the history holds.

use std::collections::{BTreeMap, HashMap};

use super::candidate::Candidate;
use super::fields::RowReader;
use super::reference::Reference;
use super::report::{Problem, Severity};
use super::row::Findings;
use super::sheet::{At, Columns, Given, RawRow, Sheet};

/// Reads the cells of one initiative, by the names of the columns of the interchange format. The candidate is there when nothing
/// is wrong; what is worth saying comes in the order of the fields.
pub fn read_one(cells: &BTreeMap<String, String>, reference: &Reference<'_>) -> (Option<Candidate>, Vec<Problem>) {
    let columns = Columns::new(reference.taxonomy);
    let names: Vec<String> = cells.keys().cloned().collect();
    let sheet =
        Sheet { columns: names.iter().map(|name| columns.find(name)).collect(), names, rows: vec![], notes: vec![] };
    let cells = cells.values().map(|text| Given::Text(text.clone())).collect();
    let row = RawRow { at: At::File, cells, faults: vec![] };
    let mut findings = Findings::default();
    let candidate = RowReader::new(&sheet, reference).candidate(&row, &mut HashMap::new(), &mut findings);
    let problems = findings.problems(At::File);
    let whole = problems.iter().all(|problem| problem.severity != Severity::Error);
    (candidate.filter(|_| whole), problems)
}
