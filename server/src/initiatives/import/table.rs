//! A table with a header, as RFC 4180 describes it and as spreadsheets really write it.
//!
//! The separator is recognised by the header. Rows are numbered as a spreadsheet shows them: a text over several lines is
//! one row, an empty line is one too.

use super::{
    Limits,
    corrections::with_formula_as_text,
    decode::Decoded,
    fault::{Fault, FileProblem},
    reference::Taxonomy,
    sheet::{At, Column, Columns, Given, RawRow, Sheet},
};

/// Reads a table.
///
/// # Errors
/// Cut off inside quotation marks, too large, no rows, a column twice, or required columns that are not there.
pub(super) fn read(decoded: &Decoded, limits: Limits, taxonomy: &Taxonomy) -> Result<Sheet, FileProblem> {
    let known = Columns::new(taxonomy);
    let (declared, text) = without_separator_line(&decoded.text);
    let separator = declared.unwrap_or_else(|| separator_of(text, &known));
    let mut records = Records::new(text, separator);
    let names = records.next(limits.columns)?.map(|record| record.cells).ok_or(FileProblem::Empty)?;
    let names: Vec<String> = names.into_iter().map(|name| name.trim().to_owned()).collect();
    let mut sheet = header(&names, &known)?;
    let mut empty = 0;
    while let Some(record) = records.next(limits.columns.max(names.len()))? {
        if record.cells.iter().all(|cell| cell.trim().is_empty()) {
            empty += 1;
            continue;
        }
        if sheet.rows.len() == limits.rows {
            return Err(FileProblem::TooManyRows { limit: limits.rows });
        }
        // A row that is cut in its last cell has all its cells, and our own files end in a number: a pin would move in silence.
        if record.cut_off && record.width == names.len() && !text.ends_with('"') {
            let field = names.last().cloned().unwrap_or_default();
            let value = record.cells.last().cloned().unwrap_or_default();
            sheet.notes.push((field, value, Fault::NoLineEnd { row: record.row }));
        }
        sheet.rows.push(row(record, names.len()));
    }
    if sheet.rows.is_empty() {
        return Err(FileProblem::NoRows);
    }
    if empty > 0 {
        sheet.notes.push((String::new(), String::new(), Fault::EmptyRows { count: empty }));
    }
    Ok(sheet)
}

fn header(names: &[String], known: &Columns) -> Result<Sheet, FileProblem> {
    let columns: Vec<Option<Column>> = names.iter().map(|name| known.find(name)).collect();
    for (index, column) in columns.iter().enumerate() {
        let again = column.is_some() && *column != Some(Column::Advice) && columns[..index].contains(column);
        if again {
            return Err(FileProblem::DuplicateColumn { name: names[index].clone() });
        }
    }
    let unknown = names.iter().zip(&columns).filter(|(name, column)| column.is_none() && !name.is_empty());
    let unknown: Vec<(String, Option<String>)> =
        unknown.map(|(name, _)| (name.clone(), known.nearest(name).map(str::to_owned))).collect();
    refuse_missing(known, &columns, &unknown)?;
    let notes =
        unknown.into_iter().map(|(name, meant)| (name, String::new(), Fault::UnknownColumn { meant })).collect();
    Ok(Sheet { names: names.to_vec(), columns, rows: Vec::new(), notes })
}

/// Refuses a file without the required columns, with the unknown names that may have been meant.
pub(super) fn refuse_missing(
    known: &Columns,
    present: &[Option<Column>],
    unknown: &[(String, Option<String>)],
) -> Result<(), FileProblem> {
    let missing: Vec<String> = known.missing(present).into_iter().map(str::to_owned).collect();
    if missing.is_empty() {
        return Ok(());
    }
    let meant = unknown.iter().filter_map(|(given, meant)| Some((given.clone(), meant.clone()?)));
    let meant = meant.filter(|(_, name)| missing.contains(name)).collect();
    Err(FileProblem::MissingColumns { missing, meant })
}

fn row(record: Record, columns: usize) -> RawRow {
    let at = At::Row(record.row);
    let mut faults = Vec::new();
    let mut cells = record.cells;
    let given = cells.len();
    if given > columns {
        let beyond = cells.split_off(columns);
        if beyond.iter().any(|cell| !cell.trim().is_empty()) {
            faults.push((String::new(), beyond.join("; "), Fault::TooManyCells { cells: record.width, columns }));
            // Nothing of the row may be lost in the corrections file.
            if let Some(last) = cells.last_mut() {
                *last = format!("{last}; {}", beyond.join("; "));
            }
        }
    } else if given < columns {
        // Whatever is missing, it would be taken for empty.
        let fault = if record.cut_off {
            Fault::RowCutOff { cells: given, columns }
        } else {
            Fault::TooFewCells { cells: given, columns }
        };
        faults.push((String::new(), cells.join("; "), fault));
    }
    let cells = cells.into_iter().map(|cell| match with_formula_as_text(&cell) {
        text if text.len() == cell.len() => Given::Text(cell),
        text => Given::Text(text.to_owned()),
    });
    RawRow { at, cells: cells.collect(), faults }
}

/// Excel's first line `sep=;`, which its own grid does not show and so does not count as a row.
fn without_separator_line(text: &str) -> (Option<u8>, &str) {
    let end = text.find(['\r', '\n']).unwrap_or(text.len());
    let line = text[..end].trim().trim_matches('"');
    let declared = match (line.get(..4), line.as_bytes().get(4), line.len()) {
        (Some(word), Some(byte), 5) if word.eq_ignore_ascii_case("sep=") => Some(*byte),
        _ => None,
    };
    match declared {
        // The line "sep=	" loses its tab when it is trimmed, and needs no help: the header shows it.
        Some(separator) if separator.is_ascii() && separator != b'"' => {
            let rest = &text[end..];
            (Some(separator), rest.strip_prefix("\r\n").or_else(|| rest.strip_prefix(['\r', '\n'])).unwrap_or(rest))
        }
        _ => (None, text),
    }
}

/// The separator under which most of the header is known; in doubt the one that gives most cells.
fn separator_of(text: &str, known: &Columns) -> u8 {
    let score = |separator: u8| match Records::new(text, separator).next(1_000) {
        Ok(header) => {
            let cells = header.map(|record| record.cells).unwrap_or_default();
            (cells.iter().filter(|cell| known.find(cell).is_some()).count(), cells.len())
        }
        // Far too many cells, or an open quotation mark: read it so, and the reader says what is wrong.
        Err(_) => (0, usize::MAX),
    };
    // max_by_key gives the last of equals: the semicolon of Dutch spreadsheets.
    [b'\t', b',', b';'].into_iter().max_by_key(|separator| score(*separator)).unwrap_or(b';')
}

struct Record {
    cells: Vec<String>,
    /// The number of cells in the file, which may be more than were kept.
    width: usize,
    row: usize,
    /// Whether the file ends right here, without a line end.
    cut_off: bool,
}

/// The records of a table with their row numbers.
struct Records<'t> {
    text: &'t str,
    separator: u8,
    reader: csv::Reader<&'t [u8]>,
    record: csv::StringRecord,
    row: usize,
}

impl<'t> Records<'t> {
    fn new(text: &'t str, separator: u8) -> Self {
        let reader = csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .delimiter(separator)
            .from_reader(text.as_bytes());
        Self { text, separator, reader, record: csv::StringRecord::new(), row: 0 }
    }

    /// The next record; of more than `most` cells only one more is kept.
    fn next(&mut self, most: usize) -> Result<Option<Record>, FileProblem> {
        let start = self.offset();
        // The text is UTF-8 in memory and rows may differ in length, so the reader has nothing left to refuse.
        if !self.reader.read_record(&mut self.record).map_err(std::io::Error::from)? {
            return Ok(None);
        }
        let (start, blank) = after_blank_lines(self.text.as_bytes(), start);
        self.row += 1 + blank;
        let at_end = self.offset() >= self.text.len();
        if at_end && self.ends_in_quotes(start) {
            return Err(FileProblem::OpenQuote { row: self.row, line: line_at(&self.text[..start]) });
        }
        let width = self.record.len();
        if self.row == 1 + blank && width > most {
            return Err(FileProblem::TooManyColumns { limit: most });
        }
        let cells = self.record.iter().take(most + 1).map(str::to_owned).collect();
        Ok(Some(Record { cells, width, row: self.row, cut_off: at_end && !self.text.ends_with(['\r', '\n']) }))
    }

    fn offset(&self) -> usize {
        usize::try_from(self.reader.position().byte()).map_or(self.text.len(), |byte| byte.min(self.text.len()))
    }

    /// Whether the last record, from `start`, ends inside quotation marks. The reader takes that for granted.
    fn ends_in_quotes(&self, start: usize) -> bool {
        #[derive(Clone, Copy)]
        enum In {
            FieldStart,
            Field,
            Quotes,
            QuoteInQuotes,
        }
        let end = self.text.as_bytes()[start..].iter().fold(In::FieldStart, |state, byte| match (state, *byte) {
            (In::FieldStart | In::QuoteInQuotes, b'"') | (In::Quotes, 0..b'"' | b'#'..) => In::Quotes,
            (In::Quotes, b'"') => In::QuoteInQuotes,
            (_, byte) if byte == self.separator => In::FieldStart,
            _ => In::Field,
        });
        matches!(end, In::Quotes)
    }
}

/// Past the line ends at `start`, and how many of them are empty lines; the reader passes them without a word.
fn after_blank_lines(text: &[u8], start: usize) -> (usize, usize) {
    let mut at = start;
    // The second half of the line end of the record before.
    if start > 0 && text.get(start - 1) == Some(&b'\r') && text.get(start) == Some(&b'\n') {
        at += 1;
    }
    let mut blank = 0;
    loop {
        match (text.get(at), text.get(at + 1)) {
            (Some(b'\r'), Some(b'\n')) => at += 2,
            (Some(b'\r' | b'\n'), _) => at += 1,
            _ => return (at, blank),
        }
        blank += 1;
    }
}

/// The line number after `text`: `\r\n`, `\n` and `\r` each end a line.
fn line_at(text: &str) -> usize {
    let feeds = text.matches('\n').count();
    if feeds > 0 { feeds + 1 } else { text.matches('\r').count() + 1 }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::initiatives::import::{report::Encoding, whole_files::taxonomy};

    const HEADER: &str = "external_id;titel;samenvatting;gemeente;soorten";

    fn sheet(text: &str) -> Result<Sheet, FileProblem> {
        let decoded = Decoded { text: text.to_owned(), encoding: Encoding::Utf8, fault: None };
        read(&decoded, Limits { rows: 5, ..Limits::default() }, &taxonomy())
    }

    fn rows(text: &str) -> Vec<(At, Vec<String>)> {
        let rows = sheet(text).expect("a sheet").rows.into_iter();
        rows.map(|row| (row.at, row.cells.iter().map(Given::as_table_text).collect())).collect()
    }

    #[test]
    fn the_separator_is_recognised_by_the_header() {
        for separator in [",", ";", "\t"] {
            let text = format!("{HEADER}\na;b;c;d;e\n").replace(';', separator);
            assert_eq!(rows(&text), [(At::Row(2), ["a", "b", "c", "d", "e"].map(str::to_owned).to_vec())]);
        }
    }

    #[test]
    fn the_separator_line_of_excel_is_obeyed_and_not_counted() {
        let text = format!("SEP=|\r\n{HEADER}\r\na;b;c;d;e\r\n").replace(';', "|");
        assert_eq!(rows(&text)[0].0, At::Row(2));
    }

    #[test]
    fn rows_are_numbered_as_a_spreadsheet_shows_them() {
        for end in ["\n", "\r\n", "\r"] {
            let text = format!("{HEADER}\na;\"een\ntwee\";c;d;e\n\n;;;;\nb;b;c;d;e\n\n\n").replace('\n', end);
            let places: Vec<At> = rows(&text).into_iter().map(|(at, _)| at).collect();
            assert_eq!(places, [At::Row(2), At::Row(5)], "{end:?}");
        }
    }

    #[test]
    fn header_names_may_differ_in_case_spaces_and_underscores() {
        let sheet =
            sheet("External ID;TITEL;Samen-vatting; gemeente ;soort;Laatst gecontroleerd\na;b;c;d;e;f").expect("ok");
        assert!(sheet.columns.iter().all(Option::is_some), "{:?}", sheet.columns);
    }

    #[test]
    fn a_missing_column_is_one_sentence_with_the_name_that_was_meant() {
        let problem = sheet("external_id;titlel;samenvatting;gemeente;soorten\na;b;c;d;e").expect_err("no title");
        assert_eq!(
            problem.to_string(),
            "In het bestand ontbreekt de kolom \"titel\". Bedoelde u met \"titlel\" de kolom \"titel\"?"
        );
        let problem = sheet("naam;plaats\na;b").expect_err("nothing known");
        assert_eq!(
            problem.to_string(),
            "In het bestand ontbreken de kolommen \"external_id\", \"titel\", \"samenvatting\", \"gemeente\" en \"soorten\"."
        );
    }

    #[test]
    fn a_column_twice_is_refused() {
        assert_eq!(sheet(&format!("{HEADER};Titel\n")).expect_err("twice").code(), "duplicate-column");
    }

    #[test]
    fn a_file_cut_in_quotation_marks_names_the_row_and_the_line_where_it_begins() {
        let text = format!("{HEADER}\na;\"een\ntwee\";c;d;e\nb;\"drie\nvier");
        let problem = sheet(&text).expect_err("cut off");
        assert!(matches!(problem, FileProblem::OpenQuote { row: 3, line: 4 }), "{problem:?}");
    }

    #[test]
    fn a_file_cut_in_a_row_names_that_row_only() {
        let sheet = sheet(&format!("{HEADER}\na;b;c;d;e\nb;b")).expect("a sheet");
        assert!(sheet.rows[0].faults.is_empty());
        assert_eq!(sheet.rows[1].faults[0].2, Fault::RowCutOff { cells: 2, columns: 5 });
    }

    #[test]
    fn half_a_row_is_never_taken_for_a_whole_one() {
        // A line break in a text without quotation marks makes two rows of one.
        let sheet = sheet(&format!("{HEADER}\na;b;c\nvervolg;d;e\nb;b;c;d;e\n")).expect("a sheet");
        let faults: Vec<&[_]> = sheet.rows.iter().map(|row| row.faults.as_slice()).collect();
        assert_eq!(faults[0][0].2, Fault::TooFewCells { cells: 3, columns: 5 });
        assert_eq!(faults[1][0].2, Fault::TooFewCells { cells: 3, columns: 5 });
        assert!(faults[2].is_empty() && sheet.notes.is_empty());
    }

    #[test]
    fn a_last_row_without_a_line_end_may_be_cut_in_its_last_cell_and_that_is_said() {
        let sheet = sheet(&format!("{HEADER}\na;b;c;d;e\nb;b;c;d;5.12")).expect("a sheet");
        assert!(sheet.rows.iter().all(|row| row.faults.is_empty()));
        assert_eq!(sheet.notes, [("soorten".to_owned(), "5.12".to_owned(), Fault::NoLineEnd { row: 3 })]);
        let quoted = self::sheet(&format!("{HEADER}\na;b;c;d;\"e\"")).expect("a sheet");
        assert_eq!(quoted.notes, [], "a closed quotation mark ends a cell");
    }

    #[test]
    fn a_separator_in_a_text_without_quotation_marks_is_recognised_and_loses_nothing() {
        let sheet = sheet(&format!("{HEADER}\na;b;c;d;e;f;g\na;b;c;d;e;;\n")).expect("a sheet");
        assert_eq!(sheet.rows[0].faults[0].2, Fault::TooManyCells { cells: 7, columns: 5 });
        assert!(sheet.rows[0].cells[4].as_table_text().starts_with("e; f"));
        assert!(sheet.rows[1].faults.is_empty());
    }

    #[test]
    fn too_many_rows_or_none_are_refused() {
        assert_eq!(sheet(&format!("{HEADER}\n{}", "a;b;c;d;e\n".repeat(6))).expect_err("6").code(), "too-many-rows");
        assert_eq!(sheet(&format!("{HEADER}\n;;\n")).expect_err("none").code(), "no-rows");
        assert_eq!(sheet(&";".repeat(101)).expect_err("wide").code(), "too-many-columns");
    }
}
