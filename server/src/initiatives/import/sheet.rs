//! What both formats have in common: rows of cells under columns that may be known.

use std::fmt;

use super::{fault::Fault, reference::Taxonomy, sources, text};

/// A place in the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum At {
    /// The file as a whole.
    File,
    /// A row of a table as a spreadsheet numbers it: the header is row 1.
    Row(usize),
    /// A feature of a `FeatureCollection`, by its index: the first is 0.
    Feature(usize),
}

impl fmt::Display for At {
    /// Short and without words of a language: `12`, `features[11]`, or nothing for the file as a whole.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::File => Ok(()),
            Self::Row(row) => write!(f, "{row}"),
            Self::Feature(index) => write!(f, "features[{index}]"),
        }
    }
}

/// The columns of the interchange format; facets come from the taxonomy, by their position in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Column {
    ExternalId,
    Title,
    Summary,
    Description,
    Municipality,
    MunicipalityName,
    Precision,
    Facet(usize),
    StartYear,
    EndYear,
    PeriodText,
    Sources,
    LastChecked,
    Remark,
    AlsoIn,
    Certainty,
    Lon,
    Lat,
    X,
    Y,
    /// A column that the corrections file adds; read past without a word.
    Advice,
    /// What a feature was that could not be read: the corrections file adds it, and keeps it until somebody takes it out.
    Original,
}

/// The facet of the fourteen types; its column is called `soorten`, because it may hold three.
pub(super) const TYPE_FACET: &str = "soort";
/// The name of that column.
const TYPE_COLUMN: &str = "soorten";

const NAMES: [(Column, &str); 22] = [
    (Column::ExternalId, "external_id"),
    (Column::Title, "titel"),
    (Column::Summary, "samenvatting"),
    (Column::Description, "beschrijving"),
    (Column::Municipality, "gemeente"),
    (Column::MunicipalityName, "gemeentenaam"),
    (Column::Precision, "precisie"),
    (Column::StartYear, "startjaar"),
    (Column::EndYear, "eindjaar"),
    (Column::PeriodText, "periode_tekst"),
    (Column::Sources, "bronnen"),
    (Column::LastChecked, "laatst_gecontroleerd"),
    (Column::Remark, "opmerking"),
    (Column::AlsoIn, "ook_in"),
    (Column::Certainty, "zekerheid"),
    (Column::Lon, "lon"),
    (Column::Lat, "lat"),
    (Column::X, "x"),
    (Column::Y, "y"),
    (Column::Advice, "fout"),
    (Column::Advice, "voorstel"),
    (Column::Original, "origineel"),
];

/// The columns without which a row cannot become an initiative.
const REQUIRED: [Column; 4] = [Column::ExternalId, Column::Title, Column::Summary, Column::Municipality];

/// All columns with their names: the fixed ones and one per facet.
#[derive(Debug)]
pub(super) struct Columns(Vec<Known>);

#[derive(Debug)]
struct Known {
    column: Column,
    name: String,
    /// The name without what people vary.
    key: String,
}

impl Columns {
    pub(super) fn new(taxonomy: &Taxonomy) -> Self {
        let facets = taxonomy.facets().enumerate().map(|(index, facet)| {
            let name = if facet.code == TYPE_FACET { TYPE_COLUMN } else { facet.code.as_str() };
            (Column::Facet(index), name.to_owned())
        });
        let fixed = NAMES.iter().map(|(column, name)| (*column, (*name).to_owned()));
        Self(fixed.chain(facets).map(|(column, name)| Known { column, key: key(&name), name }).collect())
    }

    /// Every column in the order in which the corrections of a `FeatureCollection` show them.
    pub(super) fn for_features(&self) -> Vec<(Column, String)> {
        let hidden = |column| matches!(column, Column::X | Column::Y | Column::Advice | Column::Original);
        let shown = self.0.iter().filter(|known| !hidden(known.column));
        shown.map(|known| (known.column, known.name.clone())).collect()
    }

    /// The column of a header cell; case, spaces, hyphens and underscores make no difference.
    pub(super) fn find(&self, header: &str) -> Option<Column> {
        if let Some(known) = self.0.iter().find(|known| known.name == header) {
            return Some(known.column);
        }
        let key = key(header);
        let key = if key == TYPE_FACET { TYPE_COLUMN } else { &key };
        self.0.iter().find(|known| known.key == key).map(|known| known.column)
    }

    /// The name of a column in the interchange format.
    pub(super) fn name(&self, column: Column) -> &str {
        self.0.iter().find(|known| known.column == column).map_or("", |known| &known.name)
    }

    /// The column that an unknown header cell may have meant.
    pub(super) fn nearest(&self, header: &str) -> Option<&str> {
        let key = key(header);
        // Longer than any real name with a typing error; and the comparison costs the product of the lengths.
        if key.len() < 3 || key.chars().count() > 40 {
            return None;
        }
        let known = self.0.iter().filter(|known| !matches!(known.column, Column::Advice | Column::Original));
        let scored = known.map(|known| (strsim::normalized_damerau_levenshtein(&key, &known.key), known));
        let alike = scored.filter(|(score, _)| *score >= 0.7);
        alike.max_by(|a, b| a.0.total_cmp(&b.0)).map(|(_, known)| known.name.as_str())
    }

    /// The names of required columns that are not in `present`.
    pub(super) fn missing(&self, present: &[Option<Column>]) -> Vec<&str> {
        let types = self.find(TYPE_COLUMN);
        let required = REQUIRED.into_iter().chain(types);
        required.filter(|column| !present.contains(&Some(*column))).map(|column| self.name(column)).collect()
    }
}

/// A header name without what people vary: case, spaces, hyphens, underscores.
fn key(name: &str) -> String {
    let name = text::clean_line(name).unwrap_or_default();
    name.chars().filter(|c| !matches!(c, ' ' | '_' | '-')).flat_map(char::to_lowercase).collect()
}

/// A cell as it stood in the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Given {
    /// A text; empty when nothing was given.
    Text(String),
    /// A list, which only `GeoJSON` has; a table writes it with `|` between the items.
    List(Vec<String>),
    /// Sources as pairs of title and address, which only `GeoJSON` has.
    Sources(Vec<(String, String)>),
    /// A value of a kind that its column cannot hold, as JSON: told once, and kept for the corrections.
    Wrong(String),
}

impl Given {
    pub(super) const EMPTY: &'static Self = &Self::Text(String::new());

    /// The cell as the table form of the interchange format writes it.
    pub(super) fn as_table_text(&self) -> String {
        match self {
            Self::Text(text) | Self::Wrong(text) => text.clone(),
            Self::List(items) => items.join(" | "),
            Self::Sources(pairs) => {
                sources::as_cell(pairs.iter().map(|(title, url)| (title.as_str(), Some(url.as_str()))))
            }
        }
    }

    pub(super) fn is_blank(&self) -> bool {
        match self {
            Self::Text(text) => text.trim().is_empty(),
            Self::List(items) => items.iter().all(|item| item.trim().is_empty()),
            Self::Sources(pairs) => pairs.is_empty(),
            Self::Wrong(_) => false,
        }
    }
}

/// One row or feature, with the faults that its form already showed: the field and what is wrong with it.
#[derive(Debug)]
pub(super) struct RawRow {
    pub(super) at: At,
    /// One cell per column of the sheet; a short row has fewer.
    pub(super) cells: Vec<Given>,
    pub(super) faults: Vec<(String, String, Fault)>,
}

/// A file as rows of cells.
#[derive(Debug)]
pub(super) struct Sheet {
    /// Names as in the file, one per column.
    pub(super) names: Vec<String>,
    /// Which of them are known.
    pub(super) columns: Vec<Option<Column>>,
    pub(super) rows: Vec<RawRow>,
    /// What is to be said about the file as a whole: field, value and fault.
    pub(super) notes: Vec<(String, String, Fault)>,
}
