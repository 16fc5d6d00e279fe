//! A list as CSV (RFC 4180) in UTF-8, for any program.

use std::io::Write;

use app::desk::list::{Cell, Row, Shape};
use app::texts::moments;
use csv::{Error, Terminator, Writer, WriterBuilder};

/// A file on its way: heads, then rows as they come.
pub(crate) struct CsvFile<W: Write>(Writer<W>);

impl<W: Write> CsvFile<W> {
    /// Writes the heads.
    pub(crate) fn begin(shape: &Shape, into: W) -> Result<Self, Error> {
        let mut file = WriterBuilder::new().terminator(Terminator::CRLF).from_writer(into);
        file.write_record(shape.columns.iter().map(|column| &column.label))?;
        Ok(Self(file))
    }

    /// Writes rows.
    pub(crate) fn add(&mut self, rows: &[Row]) -> Result<(), Error> {
        rows.iter().try_for_each(|row| self.0.write_record(row.cells.iter().map(as_text)))
    }

    /// Hands over what was written last.
    pub(crate) fn finish(mut self) -> Result<(), Error> {
        Ok(self.0.flush()?)
    }
}

fn as_text(cell: &Cell) -> String {
    match cell {
        Cell::Empty => String::new(),
        Cell::Words(words) | Cell::Wrong(words) | Cell::Link { words, .. } => harmless(words),
        Cell::Number(number) => number.to_string(),
        Cell::Moment(seconds) => moments::machine(*seconds),
    }
}

/// Words that a spreadsheet takes for words. Those that begin like a formula get an apostrophe before them, because programs
/// that open a CSV would do what stands in it, and anybody can be called `=HYPERLINK(…)`.
fn harmless(words: &str) -> String {
    let formula = words.starts_with(['=', '+', '-', '@', '\t', '\r', '\n']);
    if formula { format!("'{words}") } else { words.to_owned() }
}

#[cfg(test)]
mod tests {
    use app::desk::list::{Column, Order};

    use super::*;

    #[test]
    fn a_file_holds_words_figures_and_moments_and_never_a_formula() {
        let plain = |name| Column::plain(name, name.to_owned());
        let shape = Shape {
            path: "/beheer/lijst",
            filters: Vec::new(),
            columns: vec![plain("naam"), plain("sinds"), plain("aantal")],
            order: Order { by: "naam", descending: false },
        };
        let row = |name: &str, number| Row {
            key: String::new(),
            href: None,
            cells: vec![Cell::Words(name.into()), Cell::Moment(1_795_525_500), Cell::Number(number)],
        };
        let rows: Vec<Row> =
            ["Jan, \"de\" Vries", "=1+1", "+31", "-x", "@som", "\t=1"].map(|name| row(name, -3)).into();
        let mut file = Vec::new();
        let mut begun = CsvFile::begin(&shape, &mut file).expect("heads");
        begun.add(&rows).expect("rows");
        begun.finish().expect("a file");
        let text = String::from_utf8(file).expect("text");
        let lines: Vec<&str> = text.split("\r\n").collect();
        assert_eq!(lines[0], "naam,sinds,aantal");
        assert_eq!(lines[1], "\"Jan, \"\"de\"\" Vries\",2026-11-24T14:05:00+01:00,-3");
        for (line, name) in lines[2..7].iter().zip(["'=1+1", "'+31", "'-x", "'@som", "'\t=1"]) {
            assert!(line.starts_with(&format!("{name},")), "{line}");
        }
    }
}
