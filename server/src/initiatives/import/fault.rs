//! Everything that can be wrong with a file or a row, without words: those are in `words`.

use super::{report::Severity, sheet::At, text::TextFault, words};

/// Why nothing can be said about single rows; its `Display` is a Dutch sentence for the person who imports.
#[derive(Debug, thiserror::Error)]
#[error("{}", words::file_problem(self))]
pub enum FileProblem {
    /// The source gave an error while it was read.
    Unreadable(#[from] std::io::Error),
    /// More bytes than the limit.
    TooLarge {
        /// The limit in bytes.
        limit: u64,
    },
    /// More rows or features than the limit.
    TooManyRows {
        /// The limit in rows.
        limit: usize,
    },
    /// More columns than the limit.
    TooManyColumns {
        /// The limit in columns.
        limit: usize,
    },
    /// Nothing but white space.
    Empty,
    /// A header, or a `FeatureCollection`, without rows.
    NoRows,
    /// A spreadsheet or another zip archive (xlsx, ods), or the older xls.
    Spreadsheet,
    /// Another binary format.
    Binary,
    /// UTF-16 without the mark that says so.
    Utf16WithoutMark,
    /// A web page or another XML file.
    Markup,
    /// JSON that breaks its own rules.
    NotJson {
        /// Line, the first is 1.
        line: usize,
        /// Column in that line, the first is 1.
        column: usize,
    },
    /// Valid JSON of another kind.
    NotAFeatureCollection {
        /// The `type` that was found instead, if any.
        found: Option<String>,
    },
    /// A JSON file that ends before it is complete.
    CutOffFeatures {
        /// The last line.
        line: usize,
        /// The number of complete features before the end.
        complete: usize,
    },
    /// A table in which a quotation mark is opened and never closed.
    OpenQuote {
        /// The row as a spreadsheet numbers it.
        row: usize,
        /// The line on which that row begins.
        line: usize,
    },
    /// Columns that every initiative needs are not there.
    MissingColumns {
        /// Their names.
        missing: Vec<String>,
        /// Unknown names that look like one of them: (as in the file, meant).
        meant: Vec<(String, String)>,
    },
    /// The same column twice.
    DuplicateColumn {
        /// Its name.
        name: String,
    },
}

impl FileProblem {
    /// A stable code for scripts.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Unreadable(_) => "file-unreadable",
            Self::TooLarge { .. } => "file-too-large",
            Self::TooManyRows { .. } => "too-many-rows",
            Self::TooManyColumns { .. } => "too-many-columns",
            Self::Empty => "file-empty",
            Self::NoRows => "no-rows",
            Self::Spreadsheet => "file-is-spreadsheet",
            Self::Binary => "file-is-binary",
            Self::Utf16WithoutMark => "utf16-without-mark",
            Self::Markup => "file-is-markup",
            Self::NotJson { .. } => "not-json",
            Self::NotAFeatureCollection { .. } => "not-a-feature-collection",
            Self::CutOffFeatures { .. } | Self::OpenQuote { .. } => "file-cut-off",
            Self::MissingColumns { .. } => "missing-columns",
            Self::DuplicateColumn { .. } => "duplicate-column",
        }
    }
}

/// What is wrong with, or worth saying about, a row or the file.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Fault {
    // the file
    Windows1252,
    DamagedUtf8,
    UnknownColumn { meant: Option<String> },
    EmptyRows { count: usize },
    RdCoordinates { rows: usize },
    StatusAssumed { rows: usize },
    PrecisionAssumed { rows: usize },
    NoLineEnd { row: usize },
    // the form of a row
    TooManyCells { cells: usize, columns: usize },
    TooFewCells { cells: usize, columns: usize },
    RowCutOff { cells: usize, columns: usize },
    NotAFeature,
    UnreadableFeature,
    WrongKind,
    // its texts
    Missing,
    Text(TextFault),
    Markup,
    DuplicateExternalId { first: At },
    // its municipality and place
    UnknownMunicipality { nearest: Option<String> },
    AmbiguousMunicipality { names: Vec<String> },
    FormerMunicipality { now: String },
    OtherMunicipalityName { meant: String },
    NotAPoint,
    NotANumber,
    HalfAPlace { missing: &'static str },
    Swapped { lon: f64, lat: f64 },
    SwappedRd { x: f64, y: f64 },
    DegreesAsRd,
    OutsideTheNetherlands,
    InTheCaribbean,
    FarFromMunicipality { municipality: String, kilometres: u32 },
    PrecisionWithoutPlace,
    // its facets
    UnknownValue { nearest: Option<String>, choices: Vec<String> },
    TooManyValues { max: usize, given: usize },
    RepeatedValue,
    // its moments and sources
    NotAYear,
    YearOutOfRange { first: i32, last: i32 },
    EndBeforeStart,
    NotADate { meant: Option<String> },
    DateInFuture { today: String },
    NotAUrl { meant: Option<String> },
    // what the database says about it
    Withdrawn,
}

impl Fault {
    pub(super) fn severity(&self) -> Severity {
        match self {
            Self::Windows1252
            | Self::DamagedUtf8
            | Self::NoLineEnd { .. }
            | Self::Withdrawn
            | Self::UnknownColumn { meant: Some(_) }
            | Self::OtherMunicipalityName { .. }
            | Self::FarFromMunicipality { .. }
            | Self::PrecisionWithoutPlace => Severity::Warning,
            Self::UnknownColumn { meant: None }
            | Self::EmptyRows { .. }
            | Self::RdCoordinates { .. }
            | Self::StatusAssumed { .. }
            | Self::PrecisionAssumed { .. }
            | Self::Markup
            | Self::FormerMunicipality { .. }
            | Self::RepeatedValue => Severity::Note,
            _ => Severity::Error,
        }
    }

    pub(super) fn code(&self) -> &'static str {
        match self {
            Self::Windows1252 => "windows-1252",
            Self::DamagedUtf8 => "damaged-utf8",
            Self::UnknownColumn { .. } => "unknown-column",
            Self::EmptyRows { .. } => "empty-rows",
            Self::RdCoordinates { .. } => "rd-coordinates",
            Self::StatusAssumed { .. } => "status-assumed",
            Self::PrecisionAssumed { .. } => "precision-assumed",
            Self::TooManyCells { .. } => "too-many-cells",
            Self::TooFewCells { .. } => "too-few-cells",
            Self::RowCutOff { .. } => "row-cut-off",
            Self::NoLineEnd { .. } => "no-line-end",
            Self::Withdrawn => "withdrawn",
            Self::NotAFeature => "not-a-feature",
            Self::UnreadableFeature => "unreadable-feature",
            Self::WrongKind => "wrong-kind",
            Self::Missing | Self::Text(TextFault::Empty) => "missing-value",
            Self::Text(TextFault::TooShort { .. }) => "too-short",
            Self::Text(TextFault::TooLong { .. }) => "too-long",
            Self::Text(TextFault::Control { .. }) => "control-character",
            Self::Text(TextFault::Unreadable) => "unreadable-character",
            Self::Text(TextFault::SpreadsheetError) => "spreadsheet-error",
            Self::Markup => "html-as-text",
            Self::DuplicateExternalId { .. } => "duplicate-external-id",
            Self::UnknownMunicipality { .. } => "unknown-municipality",
            Self::AmbiguousMunicipality { .. } => "ambiguous-municipality",
            Self::FormerMunicipality { .. } => "former-municipality",
            Self::OtherMunicipalityName { .. } => "other-municipality-name",
            Self::NotAPoint => "not-a-point",
            Self::NotANumber => "not-a-number",
            Self::HalfAPlace { .. } => "half-a-place",
            Self::Swapped { .. } | Self::SwappedRd { .. } => "swapped-coordinates",
            Self::DegreesAsRd => "degrees-as-rd",
            Self::OutsideTheNetherlands => "outside-the-netherlands",
            Self::InTheCaribbean => "in-the-caribbean",
            Self::FarFromMunicipality { .. } => "far-from-municipality",
            Self::PrecisionWithoutPlace => "precision-without-place",
            Self::UnknownValue { .. } => "unknown-value",
            Self::TooManyValues { .. } => "too-many-values",
            Self::RepeatedValue => "repeated-value",
            Self::NotAYear => "not-a-year",
            Self::YearOutOfRange { .. } => "year-out-of-range",
            Self::EndBeforeStart => "end-before-start",
            Self::NotADate { .. } => "not-a-date",
            Self::DateInFuture { .. } => "date-in-future",
            Self::NotAUrl { .. } => "not-a-url",
        }
    }
}
