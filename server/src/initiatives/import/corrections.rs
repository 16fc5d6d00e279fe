//! The rows that were refused, in their own columns, with what is wrong beside them: a file to correct and feed in again.
//!
//! A spreadsheet runs a cell that begins like a formula. So such a cell gets an apostrophe in front, which the import
//! takes off again; a number keeps its minus sign.

use super::{
    report::{Problem, Severity},
    sheet::{Column, Given, Sheet},
    words,
};

/// The refused rows of one file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Corrections {
    header: Vec<String>,
    rows: Vec<Vec<String>>,
    /// Columns of an earlier corrections file, which are made anew.
    old_advice: Vec<usize>,
}

impl Corrections {
    pub(super) fn new(sheet: &Sheet) -> Self {
        let advice = |(index, column): (usize, &Option<Column>)| (*column == Some(Column::Advice)).then_some(index);
        let old_advice: Vec<usize> = sheet.columns.iter().enumerate().filter_map(advice).collect();
        let kept = sheet.names.iter().enumerate().filter(|(index, _)| !old_advice.contains(index));
        let mut header: Vec<String> = kept.map(|(_, name)| name.clone()).collect();
        header.extend(["fout".to_owned(), "voorstel".to_owned()]);
        Self { header, rows: Vec::new(), old_advice }
    }

    /// Adds a refused row with what is wrong with it.
    pub(super) fn add(&mut self, cells: &[Given], problems: &[Problem]) {
        let columns = self.header.len() - 2;
        let kept = cells.iter().enumerate().filter(|(index, _)| !self.old_advice.contains(index));
        let mut row: Vec<String> = kept.map(|(_, cell)| cell.as_table_text()).collect();
        row.resize(columns, String::new());
        let told = problems.iter().filter(|problem| problem.severity != Severity::Note);
        let (mut faults, mut suggestions) = (Vec::new(), Vec::new());
        for problem in told {
            faults.push(words::with_field(&problem.field, &problem.problem));
            suggestions.extend(problem.suggestion.as_ref().map(|text| words::with_field(&problem.field, text)));
        }
        row.extend([faults.join(" "), suggestions.join(" ")]);
        self.rows.push(row);
    }

    /// Whether there is nothing to correct.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// The number of refused rows.
    #[must_use]
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// The file: CSV for spreadsheets, UTF-8 with byte order mark, semicolons, CRLF.
    #[must_use]
    pub fn to_csv(&self) -> Vec<u8> {
        table_bytes(std::iter::once(self.header.clone()).chain(self.rows.iter().cloned()))
    }
}

/// A table as spreadsheets in the Netherlands open it without questions; no cell can be run as a formula.
pub(super) fn table_bytes(rows: impl Iterator<Item = Vec<String>>) -> Vec<u8> {
    let mut bytes = "\u{feff}".as_bytes().to_vec();
    let mut writer = csv::WriterBuilder::new()
        .delimiter(b';')
        .terminator(csv::Terminator::CRLF)
        .flexible(true)
        .from_writer(&mut bytes);
    for row in rows {
        // Writing to a Vec cannot fail, and rows of unequal length are allowed.
        let _ = writer.write_record(row.iter().map(|cell| without_formula(cell)));
    }
    drop(writer);
    bytes
}

/// An apostrophe in front of what a spreadsheet would run; a text that already begins so gets one more.
pub(in crate::initiatives) fn without_formula(cell: &str) -> String {
    if begins_formula(cell.trim_start_matches('\'')) && !is_number(cell) { format!("'{cell}") } else { cell.to_owned() }
}

/// Takes off one apostrophe that [`without_formula`], or a spreadsheet, put in front.
pub(super) fn with_formula_as_text(cell: &str) -> &str {
    match cell.strip_prefix('\'') {
        Some(rest) if begins_formula(rest.trim_start_matches('\'')) => rest,
        _ => cell,
    }
}

fn begins_formula(cell: &str) -> bool {
    cell.starts_with(['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠'])
}

/// A plain number, with a decimal point or comma: the only thing that may begin with a minus sign.
fn is_number(cell: &str) -> bool {
    let digits = cell.strip_prefix(['-', '+']).unwrap_or(cell);
    let marks = digits.matches(['.', ',']).count();
    marks <= 1
        && digits.starts_with(|c: char| c.is_ascii_digit())
        && digits.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | ','))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_spreadsheet_would_run_gets_an_apostrophe_and_comes_back_as_it_was() {
        for cell in ["=1+1", "+31 6", "-x", "@SUM(A1)", "'=1", "''=1", "-1+2", "\t=1", "=cmd|' /C calc'!A0"] {
            let safe = without_formula(cell);
            assert!(safe.starts_with('\''), "{cell}");
            assert_eq!(with_formula_as_text(&safe), cell);
        }
    }

    #[test]
    fn numbers_and_plain_texts_stay_as_they_are() {
        for cell in ["-68.15", "-68,15", "+5", "'s-Gravenhage", "a=b", "", "'"] {
            assert_eq!(without_formula(cell), cell);
            assert_eq!(with_formula_as_text(cell), cell);
        }
    }
}
