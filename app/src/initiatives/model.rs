//! What an initiative is and how it is classified.

use std::fmt;

use super::photos::Photo;
use crate::geo::{LonLat, Rd};

/// The number by which an initiative is known for ever; it stands in its address.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct InitiativeId(pub i64);

impl fmt::Display for InitiativeId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0)
    }
}

/// The facet that says what kind of initiative it is. Colouring the map and the main type of an initiative use it.
pub const TYPE_FACET: &str = "soort";

/// The facet that says how far an initiative is.
pub const STATUS_FACET: &str = "status";

/// All facets with their values, in the order in which they are shown. Comes from the database, not from code: the
/// programme may have a list of its own.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Taxonomy {
    /// The facets; `soort` first.
    pub facets: Vec<Facet>,
}

/// One way to classify initiatives, such as `soort` or `invloed`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Facet {
    /// Name in addresses and exports.
    pub code: String,
    /// Name for people.
    pub label: String,
    /// What it asks, as a short question.
    pub question: String,
    /// How many values one initiative may have.
    pub at_most: usize,
    /// The values one can choose from, in order.
    pub values: Vec<FacetValue>,
}

/// One value of a facet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FacetValue {
    /// Name in addresses and exports, such as `burgerberaad`.
    pub code: String,
    /// Short permanent key, such as `T01`.
    pub key: String,
    /// Name for people.
    pub label: String,
    /// What it means, in a sentence.
    pub explanation: String,
    /// False for a value that says that nobody has checked yet.
    pub confirmed: bool,
}

impl Taxonomy {
    /// The facet with this code.
    #[must_use]
    pub fn facet(&self, code: &str) -> Option<&Facet> {
        self.facets.iter().find(|facet| facet.code == code)
    }

    /// The label of a value; its code when the taxonomy does not know it.
    #[must_use]
    pub fn label<'a>(&'a self, facet: &str, value: &'a str) -> &'a str {
        self.facet(facet).and_then(|facet| facet.value(value)).map_or(value, |value| value.label.as_str())
    }
}

impl Facet {
    /// The value that a person or program wrote as code or key, in upper or lower case.
    #[must_use]
    pub fn value(&self, written: &str) -> Option<&FacetValue> {
        self.values
            .iter()
            .find(|value| value.code.eq_ignore_ascii_case(written) || value.key.eq_ignore_ascii_case(written))
    }
}

/// How exactly the place of an initiative is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Precision {
    /// A building or square.
    Address,
    /// Somewhere in a neighbourhood.
    Neighbourhood,
    /// Somewhere in the municipality; drawn at its middle.
    Municipality,
}

impl Precision {
    /// The word in exports and in the database.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Address => "adres",
            Self::Neighbourhood => "buurt",
            Self::Municipality => "gemeente",
        }
    }

    /// The precision that a word means.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        [Self::Address, Self::Neighbourhood, Self::Municipality].into_iter().find(|p| p.code() == code)
    }
}

/// Where a fact was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// What it is called.
    pub title: String,
    /// Where it is; always http or https.
    pub url: Option<String>,
}

/// An initiative in a list.
#[derive(Clone, Debug, PartialEq)]
pub struct InitiativeSummary {
    /// Its number.
    pub id: InitiativeId,
    /// Its name.
    pub title: String,
    /// One or two sentences.
    pub summary: String,
    /// Position of its municipality in [`super::places::Places`].
    pub municipality: usize,
    /// Code of its main type.
    pub main_type: String,
    /// Code of its status.
    pub status: String,
    /// First year, if known.
    pub start_year: Option<i32>,
    /// Last year, if known.
    pub end_year: Option<i32>,
    /// The period in words when years do not say it.
    pub period_text: Option<String>,
    /// The day (ISO 8601) on which somebody last checked it.
    pub last_checked: Option<String>,
    /// Whether nobody has said for too long that it is still so.
    pub stale: bool,
}

impl InitiativeSummary {
    /// Its address; the name in it is for people, the number is what counts.
    #[must_use]
    pub fn address(&self) -> String {
        let name = slug(&self.title);
        let hyphen = if name.is_empty() { "" } else { "-" };
        format!("/landkaart/initiatief/{}{hyphen}{name}", self.id)
    }
}

/// Everything the public may know about an initiative.
#[derive(Clone, Debug, PartialEq)]
pub struct Initiative {
    /// What a list shows.
    pub summary: InitiativeSummary,
    /// Name given by whoever delivered it; stable over imports.
    pub external_id: String,
    /// The story in paragraphs.
    pub description: Option<String>,
    /// Values per facet (facet code, value codes), main one first.
    pub tags: Vec<(String, Vec<String>)>,
    /// How exactly the place is known.
    pub precision: Precision,
    /// Where it is.
    pub position: LonLat,
    /// Where it is, in RD.
    pub rd: Rd,
    /// Where the facts were found.
    pub sources: Vec<Source>,
    /// Municipalities that take part too, as positions in [`super::places::Places`].
    pub also_in: Vec<usize>,
    /// A remark by the editor.
    pub remark: Option<String>,
    /// A photo of it.
    pub photo: Option<Photo>,
    /// When it was last changed, in seconds since 1970 UTC.
    pub updated_at: i64,
}

/// The part of an address that makes it readable: lower case letters, digits and single hyphens, at most 60 characters.
#[must_use]
pub fn slug(text: &str) -> String {
    let mut slug = String::with_capacity(text.len().min(64));
    for c in text.chars() {
        if slug.len() >= 60 {
            break;
        }
        match fold(c) {
            Some(plain) => slug.push_str(plain),
            None if c.is_ascii_alphanumeric() => slug.push(c.to_ascii_lowercase()),
            // An apostrophe belongs to the word: 's-Gravenhage.
            None if c == '\'' || c == '’' => {}
            None if !slug.is_empty() && !slug.ends_with('-') => slug.push('-'),
            None => {}
        }
    }
    slug.trim_end_matches('-').to_owned()
}

/// The plain letters for the letters with marks that occur in Dutch and Frisian names.
fn fold(c: char) -> Option<&'static str> {
    Some(match c {
        'á' | 'à' | 'â' | 'ä' | 'ã' | 'å' | 'Á' | 'À' | 'Â' | 'Ä' => "a",
        'é' | 'è' | 'ê' | 'ë' | 'É' | 'È' | 'Ê' | 'Ë' => "e",
        'í' | 'ì' | 'î' | 'ï' | 'Í' | 'Ì' | 'Î' | 'Ï' => "i",
        'ó' | 'ò' | 'ô' | 'ö' | 'õ' | 'ø' | 'Ó' | 'Ò' | 'Ô' | 'Ö' => "o",
        'ú' | 'ù' | 'û' | 'ü' | 'Ú' | 'Ù' | 'Û' | 'Ü' => "u",
        'ý' | 'ÿ' => "y",
        'ç' | 'Ç' => "c",
        'ñ' | 'Ñ' => "n",
        'ĳ' | 'Ĳ' => "ij",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::slug;

    #[test]
    fn a_slug_is_readable_and_safe_in_an_address() {
        for (text, expected) in [
            ("G1000 Amersfoort", "g1000-amersfoort"),
            ("'s-Gravenhage", "s-gravenhage"),
            ("Bergen (NH.)", "bergen-nh"),
            ("Súdwest-Fryslân", "sudwest-fryslan"),
            ("Wijkraden, Wijk aan Zet", "wijkraden-wijk-aan-zet"),
            ("  --  ", ""),
            ("<script>", "script"),
        ] {
            assert_eq!(slug(text), expected, "{text}");
        }
    }
}
