//! Reading a file of initiatives: bytes in, candidates and a report out.
//!
//! People keep lists of initiatives in spreadsheets and GIS programs. Whoever imports such a list must hear what is
//! wrong per row, before anything is written, and must be able to correct only those rows. So this module never stops
//! at the first mistake, never guesses in silence and writes nothing: it gives [`Candidate`]s that cannot hold nonsense,
//! a [`Report`] with a sentence per problem, and the [`Corrections`] file with the rows that were refused. Storing the
//! candidates is the job of the caller, in one transaction.
//!
//! A file travels through here as follows: `decode` (bytes to text) → `table` or `features` (text to a `sheet` of raw
//! cells) → `row` and `fields`, with `facets`, `place`, `sources` and `moments` (cells to a candidate) → `report` and
//! `corrections`. All sentences are in `words`.

mod candidate;
mod corrections;
mod decode;
mod facets;
mod fault;
mod features;
mod fields;
mod fingerprint;
mod moments;
mod one;
mod outlines;
mod place;
mod reference;
mod report;
mod row;
mod sheet;
mod sources;
mod table;
mod text;
#[cfg(test)]
mod whole_files;
mod words;

use std::io::Read;

pub use candidate::{
    Candidate, CandidatePhoto, Certainty, MunicipalityCode, NotAMunicipalityCode, Period, Precision, Tag, Year,
};
pub use corrections::Corrections;
pub(super) use corrections::without_formula;
pub use fault::FileProblem;
pub use fingerprint::Fingerprint;
pub use one::{PHOTO_CELL, PHOTO_TEXT_CELL, read_one};
pub use outlines::{Outlines, Polygons};
pub use reference::{Boundaries, Facet, FacetValue, Municipalities, Municipality, Reference, Taxonomy};
pub use report::{Counts, Encoding, Format, Problem, Report, Severity};
pub use sheet::At;
pub use sources::{HttpUrl, Source, SourceTitle, as_cell as sources_as_cell, of_cell as sources_of_cell};
pub use text::{Description, ExternalId, PeriodText, PhotoText, Remark, Summary, TextFault, Title};

/// How much one file may hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Size of the file in bytes.
    pub bytes: u64,
    /// Number of rows below the header, or of features.
    pub rows: usize,
    /// Number of columns of a table.
    pub columns: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self { bytes: 50 * 1024 * 1024, rows: 100_000, columns: 100 }
    }
}

/// What came out of a file that could be read.
#[derive(Debug)]
pub struct Reading {
    /// The rows without errors, in the order of the file, each with another external id.
    pub candidates: Vec<Candidate>,
    /// What was found, per row and about the file as a whole.
    pub report: Report,
    /// The rows with errors, in their own columns, to be corrected and fed in again.
    pub corrections: Corrections,
}

/// Reads a file of initiatives: a `GeoJSON` `FeatureCollection` or a CSV table, recognised by its content.
///
/// `known_length` is the size in bytes where it is known beforehand (a file, a `Content-Length`); a file above the limit
/// is then refused unread. Of a source of unknown length at most one byte more than the limit is read.
///
/// # Errors
/// A [`FileProblem`] when nothing sensible can be said about single rows: too large, empty, cut off, another format, or
/// without the columns that every initiative needs.
pub fn read(source: impl Read, known_length: Option<u64>, reference: &Reference<'_>) -> Result<Reading, FileProblem> {
    read_within(Limits::default(), source, known_length, reference)
}

/// Like [`read`], with other limits.
///
/// # Errors
/// As [`read`].
pub fn read_within(
    limits: Limits,
    source: impl Read,
    known_length: Option<u64>,
    reference: &Reference<'_>,
) -> Result<Reading, FileProblem> {
    let decoded = decode::decode(source, known_length, limits.bytes)?;
    let format = decode::recognise(&decoded)?;
    let sheet = match format {
        Format::GeoJson => features::read(&decoded, limits, reference.taxonomy)?,
        Format::Csv => table::read(&decoded, limits, reference.taxonomy)?,
    };
    Ok(row::read_all(sheet, &decoded, format, reference))
}
