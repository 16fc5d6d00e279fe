//! A list for Excel and its like: words as words, numbers as numbers, moments as moments.

use app::desk::list::{Cell, Row, Shape};
use app::texts::moments;
use rust_xlsxwriter::{ExcelDateTime, Format, Workbook, XlsxError};

/// The longest text that a cell can hold (Excel's own limit, in UTF-16 units; characters are never fewer than half of those).
const LONGEST_TEXT: usize = 16_000;

/// The width of a column, in characters.
const WIDTH: f64 = 24.0;

/// Writes the heads and the rows.
pub(crate) fn write(shape: &Shape, rows: &[Row]) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    let head = Format::new().set_bold();
    let moment = Format::new().set_num_format("dd-mm-yyyy hh:mm");
    for (place, column) in (0u16..).zip(&shape.columns) {
        sheet.write_string_with_format(0, place, &column.label, &head)?;
        sheet.set_column_width(place, WIDTH)?;
    }
    sheet.set_freeze_panes(1, 0)?;
    for (line, row) in (1u32..).zip(rows) {
        for (place, cell) in (0u16..).zip(&row.cells) {
            match cell {
                Cell::Empty => {}
                Cell::Words(words) | Cell::Wrong(words) | Cell::Link { words, .. } => {
                    let words: String = words.chars().take(LONGEST_TEXT).collect();
                    sheet.write_string(line, place, words)?;
                }
                #[expect(clippy::cast_precision_loss, reason = "a spreadsheet knows no other numbers")]
                Cell::Number(number) => {
                    sheet.write_number(line, place, *number as f64)?;
                }
                Cell::Moment(seconds) => {
                    if let Some(at) = excel(*seconds) {
                        sheet.write_datetime_with_format(line, place, at, &moment)?;
                    }
                }
            }
        }
    }
    book.save_to_buffer()
}

/// A moment on the clocks here: a spreadsheet knows no others.
fn excel(seconds: i64) -> Option<ExcelDateTime> {
    let at = moments::here(seconds)?;
    ExcelDateTime::from_timestamp(at.unix_timestamp() + i64::from(at.offset().whole_seconds())).ok()
}

#[cfg(test)]
mod tests {
    use std::io::{Cursor, Read as _};

    use app::desk::list::{Column, Order};

    use super::*;

    #[test]
    fn a_cell_is_what_it_was_and_words_are_never_a_formula() {
        let plain = |name| Column::plain(name, name.to_owned());
        let shape = Shape {
            path: "/beheer/lijst",
            filters: Vec::new(),
            columns: vec![plain("naam"), plain("sinds"), plain("aantal"), plain("leeg")],
            order: Order { by: "naam", descending: false },
        };
        let cells = vec![
            Cell::Words("=1+1".into()),
            // 24 November 2026, 14:05 here.
            Cell::Moment(1_795_525_500),
            Cell::Number(-3),
            Cell::Empty,
        ];
        let bytes = write(&shape, &[Row { key: String::new(), href: None, cells }]).expect("a file");
        let mut files = zip::ZipArchive::new(Cursor::new(bytes)).expect("a zip");
        let mut text = |name: &str| {
            let mut text = String::new();
            files.by_name(name).expect("a part").read_to_string(&mut text).expect("text");
            text
        };
        let sheet = text("xl/worksheets/sheet1.xml");
        assert!(!sheet.contains("<f>"), "{sheet}");
        // The day since 1900 and the part of it, as Excel counts.
        assert!(sheet.contains("<v>46350.586805") && sheet.contains("<v>-3</v>"), "{sheet}");
        assert!(text("xl/sharedStrings.xml").contains("<t>=1+1</t>"));
    }
}
