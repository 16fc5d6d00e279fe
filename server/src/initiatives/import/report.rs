//! What was found in a file, for people (a table in a terminal) and for programs (JSON, CSV).

use std::fmt::Write as _;

use serde::Serialize;

use super::{corrections::table_bytes, fault::Fault, sheet::At, words};

/// How bad a problem is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// The row is not imported.
    Error,
    /// The row is imported; somebody should look at it.
    Warning,
    /// The row is imported; this is how it was read.
    Note,
}

impl Severity {
    /// The word for programs.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Note => "note",
        }
    }
}

/// The format of a file, by its content.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Format {
    /// A `GeoJSON` `FeatureCollection` (RFC 7946).
    GeoJson,
    /// A table with a header (RFC 4180, and what spreadsheets make of it).
    Csv,
}

/// The encoding of a file, by its content.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub enum Encoding {
    /// UTF-8, with or without byte order mark.
    #[serde(rename = "utf-8")]
    Utf8,
    /// UTF-16 in either byte order, with its mark.
    #[serde(rename = "utf-16")]
    Utf16,
    /// What Excel in Western Europe writes as "CSV".
    #[serde(rename = "windows-1252")]
    Windows1252,
}

/// One thing to be said about a row or about the file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Problem {
    /// The row as a spreadsheet numbers it (the header is row 1); only for tables.
    pub row: Option<usize>,
    /// The index in `features`, from 0; only for `GeoJSON`.
    pub feature: Option<usize>,
    /// The external id of the row, as far as it could be read.
    pub external_id: Option<String>,
    /// The column, as the interchange format or the file calls it; empty when it is about the whole.
    pub field: String,
    /// What stood there, without control characters and cut to 80 characters.
    pub value: String,
    /// How bad it is.
    pub severity: Severity,
    /// A stable code for scripts, in kebab-case.
    pub code: &'static str,
    /// A Dutch sentence.
    pub problem: String,
    /// What could be done about it, in Dutch.
    pub suggestion: Option<String>,
}

impl Problem {
    pub(super) fn new(at: At, external_id: Option<&str>, field: &str, value: &str, fault: &Fault) -> Self {
        let (row, feature) = match at {
            At::File => (None, None),
            At::Row(row) => (Some(row), None),
            At::Feature(index) => (None, Some(index)),
        };
        Self {
            row,
            feature,
            external_id: external_id.map(|id| shown(id, 80)),
            field: shown(field, 80),
            value: shown(value, 80),
            severity: fault.severity(),
            code: fault.code(),
            problem: words::problem(fault),
            suggestion: words::suggestion(fault),
        }
    }

    /// The place in the file: `12`, `features[11]` or nothing.
    pub(in crate::initiatives) fn place(&self) -> String {
        match (self.row, self.feature) {
            (Some(row), _) => At::Row(row).to_string(),
            (None, Some(index)) => At::Feature(index).to_string(),
            (None, None) => String::new(),
        }
    }
}

/// How many of what.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Counts {
    /// Rows or features, without blank rows.
    pub rows: usize,
    /// Rows that became a candidate.
    pub valid: usize,
    /// Rows with at least one error.
    pub invalid: usize,
    /// Problems that are errors.
    pub errors: usize,
    /// Problems that are warnings.
    pub warnings: usize,
    /// Problems that are notes.
    pub notes: usize,
}

/// What was found in a file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Report {
    /// The format that was recognised.
    pub format: Format,
    /// The encoding that was recognised.
    pub encoding: Encoding,
    /// How many of what.
    pub counts: Counts,
    /// About the file first, then in the order of the rows.
    pub problems: Vec<Problem>,
}

impl Report {
    /// Adds that a row was left alone because its initiative was withdrawn.
    pub(in crate::initiatives) fn add_withdrawn(&mut self, at: At, external_id: &str) {
        let problem = Problem::new(at, Some(external_id), "external_id", external_id, &Fault::Withdrawn);
        let place = self.problems.partition_point(|other| (other.row, other.feature) <= (problem.row, problem.feature));
        self.problems.insert(place, problem);
        self.counts.warnings += 1;
    }

    /// Whether every row became a candidate.
    #[must_use]
    pub fn is_clean(&self) -> bool {
        self.counts.invalid == 0
    }

    /// A table for a terminal with at most `most` problems, the counts, and how many problems were left out.
    #[must_use]
    pub fn to_text(&self, most: usize) -> String {
        let mut text = words::counts(self);
        let shown: Vec<&Problem> = self.problems.iter().take(most).collect();
        if shown.is_empty() {
            return text;
        }
        text.push('\n');
        let header = words::TABLE_HEADER.map(str::to_owned);
        let lines = shown.iter().map(|problem| {
            [
                problem.place(),
                problem.external_id.clone().unwrap_or_default(),
                problem.field.clone(),
                words::severity(problem.severity).to_owned(),
                self::shown(&problem.value, 40),
                words::with_suggestion(problem),
            ]
        });
        let lines: Vec<[String; 6]> = std::iter::once(header).chain(lines).collect();
        let widths: [usize; 5] =
            std::array::from_fn(|i| lines.iter().map(|line| line[i].chars().count()).max().unwrap_or(0));
        for line in &lines {
            for (cell, width) in line.iter().zip(widths) {
                // Writing to a String cannot fail.
                let _ = write!(text, "{cell:width$}  ");
            }
            let _ = writeln!(text, "{}", line[5]);
        }
        if self.problems.len() > most {
            text.push_str(&words::left_out(self.problems.len() - most));
        }
        text
    }

    /// The whole report as JSON.
    ///
    /// # Errors
    /// Never for a report that was made here; the error is that of the JSON writer.
    pub fn to_json(&self) -> Result<String, serde_json::Error> {
        serde_json::to_string_pretty(self)
    }

    /// One line per problem, as CSV for spreadsheets: UTF-8 with byte order mark, semicolons, CRLF.
    #[must_use]
    pub fn to_csv(&self) -> Vec<u8> {
        let header = words::REPORT_HEADER.iter().map(|name| (*name).to_owned()).collect();
        let lines = self.problems.iter().map(|problem| {
            vec![
                problem.row.map(|row| row.to_string()).unwrap_or_default(),
                problem.feature.map(|index| index.to_string()).unwrap_or_default(),
                problem.external_id.clone().unwrap_or_default(),
                problem.field.clone(),
                problem.value.clone(),
                problem.severity.as_str().to_owned(),
                problem.code.to_owned(),
                problem.problem.clone(),
                problem.suggestion.clone().unwrap_or_default(),
            ]
        });
        table_bytes(std::iter::once(header).chain(lines))
    }
}

/// A value as a report may show it: on one line, without anything that steers a terminal, at most `most` characters.
pub(super) fn shown(value: &str, most: usize) -> String {
    let visible = |c: char| match c {
        '\n' | '\r' | '\t' => ' ',
        '\0'..='\u{1f}' => char::from_u32(0x2400 + c as u32).unwrap_or('�'),
        '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}' => '�',
        c if c.is_control() => '�',
        c => c,
    };
    let mut shown: String = value.chars().take(most + 1).map(visible).collect();
    if let Some((cut, _)) = shown.char_indices().nth(most.saturating_sub(1))
        && shown.chars().count() > most
    {
        shown.truncate(cut);
        shown.push('…');
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_is_cut_to_its_length_and_cannot_steer_a_terminal() {
        assert_eq!(shown("abc", 3), "abc");
        assert_eq!(shown("abcd", 3), "ab…");
        assert_eq!(shown("é\u{1b}[31m\0\n", 80), "é␛[31m␀ ");
        assert_eq!(shown("a\u{202e}b", 80), "a�b");
    }
}
