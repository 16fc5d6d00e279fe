//! What an import must know beforehand: the taxonomy, the municipalities and what day it is.

use std::{collections::HashMap, sync::Arc};

use app::geo::{LonLat, Rd};
use time::Date;

use super::candidate::{MunicipalityCode, Tag};

/// Everything that a file is checked against.
#[derive(Clone, Copy)]
pub struct Reference<'a> {
    /// The facets with their values.
    pub taxonomy: &'a Taxonomy,
    /// The municipalities with their present and former names.
    pub municipalities: &'a Municipalities,
    /// The day of the import, from the caller's clock.
    pub today: Date,
    /// Turns RD New metres into degrees.
    pub to_lon_lat: fn(Rd) -> LonLat,
    /// The boundaries, when places are to be compared with the named municipality.
    pub boundaries: Option<&'a dyn Boundaries>,
}

/// What an import asks of the boundaries.
pub trait Boundaries {
    /// The distance in metres from a position to the nearest point of a municipality: 0 inside, `None` when unknown.
    fn metres_outside(&self, municipality: &MunicipalityCode, position: LonLat) -> Option<f64>;
}

/// A closed list by which initiatives are classified.
#[derive(Clone, Debug)]
pub struct Facet {
    /// Its code, which is also its column (`soort` has the column `soorten`).
    pub code: String,
    /// The word that visitors see.
    pub label: String,
    /// How many values one initiative may have.
    pub at_most: usize,
    /// Its values in their order.
    pub values: Vec<FacetValue>,
}

/// One value of a facet.
#[derive(Clone, Debug)]
pub struct FacetValue {
    /// Its code, such as `burgerberaad`.
    pub code: String,
    /// Its short key, such as `T01`.
    pub key: String,
    /// The words that visitors see.
    pub label: String,
}

/// All facets, with a value found by code, key or label.
#[derive(Clone, Debug, Default)]
pub struct Taxonomy {
    facets: Vec<Facet>,
    by_name: Vec<HashMap<String, Tag>>,
}

impl Taxonomy {
    /// Facets in their order.
    #[must_use]
    pub fn new(facets: Vec<Facet>) -> Self {
        let by_name = facets.iter().map(Self::names_of).collect();
        Self { facets, by_name }
    }

    fn names_of(facet: &Facet) -> HashMap<String, Tag> {
        let code: Arc<str> = facet.code.as_str().into();
        let mut names = HashMap::new();
        // A code wins over a key and a key over a label, should two values share a name.
        let labels = facet.values.iter().map(|value| (&value.label, value));
        let keys = facet.values.iter().map(|value| (&value.key, value));
        let codes = facet.values.iter().map(|value| (&value.code, value));
        for (name, value) in labels.chain(keys).chain(codes) {
            names.insert(folded(name), Tag { facet: Arc::clone(&code), value: value.code.as_str().into() });
        }
        names
    }

    pub(super) fn facets(&self) -> impl Iterator<Item = &Facet> {
        self.facets.iter()
    }

    /// The value of a facet by code, key or label; case, accents, hyphens and underscores make no difference.
    pub(super) fn tag(&self, facet: usize, name: &str) -> Option<Tag> {
        self.by_name.get(facet)?.get(&folded(name)).cloned()
    }
}

/// One municipality, or one of the three public bodies in the Caribbean.
#[derive(Clone, Debug)]
pub struct Municipality {
    /// Its code of Statistics Netherlands.
    pub code: MunicipalityCode,
    /// Its slug in addresses.
    pub slug: String,
    /// Its name as Statistics Netherlands writes it.
    pub name: String,
    /// Other names for all of it ("Den Haag"): as good as its own.
    pub usual: Vec<String>,
    /// Names and codes of municipalities that were merged into it ("Uden", `GM0856`).
    pub former: Vec<String>,
    /// Where its name is drawn; the place of initiatives without one of their own.
    pub label_point: LonLat,
    /// Whether it is one of the public bodies in the Caribbean.
    pub caribbean: bool,
}

/// All municipalities, found by code, slug, present, usual or former name. A village is no municipality: a row that names one
/// is refused, because whoever wrote it may have meant another of that name and only they can tell.
#[derive(Clone, Debug, Default)]
pub struct Municipalities {
    all: Vec<Municipality>,
    by_code: HashMap<MunicipalityCode, usize>,
    by_former_code: HashMap<MunicipalityCode, usize>,
    present: HashMap<String, Vec<usize>>,
    former: HashMap<String, Vec<usize>>,
}

/// What a text says about a municipality.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Found<'a, T> {
    Present(&'a T),
    /// By a name that is no longer in use.
    Former(&'a T),
    /// Several municipalities carry, or took over, this name.
    Several(Vec<&'a T>),
    None,
}

impl Municipalities {
    /// Municipalities in any order.
    #[must_use]
    pub fn new(all: Vec<Municipality>) -> Self {
        let mut found = Self { all, ..Self::default() };
        // "Bergen (NH.)" is also, though not alone, "Bergen".
        let bare = |name: &str| name.split(" (").next().unwrap_or_default().to_owned();
        for (index, municipality) in found.all.iter().enumerate() {
            found.by_code.insert(municipality.code.clone(), index);
            for name in [&municipality.slug, &municipality.name, &bare(&municipality.name)] {
                add(&mut found.present, name, index);
            }
            for name in &municipality.former {
                if let Some(code) = code_in(name) {
                    found.by_former_code.insert(code, index);
                } else {
                    add(&mut found.former, name, index);
                    add(&mut found.former, &bare(name), index);
                }
            }
        }
        for (index, municipality) in found.all.iter().enumerate() {
            for name in &municipality.usual {
                found.present.entry(folded(name)).or_insert_with(|| vec![index]);
            }
        }
        found
    }

    pub(super) fn get(&self, code: &MunicipalityCode) -> Option<&Municipality> {
        self.by_code.get(code).and_then(|index| self.all.get(*index))
    }

    pub(super) fn find(&self, text: &str) -> Found<'_, Municipality> {
        if let Some(code) = code_in(text) {
            let former = || self.by_former_code.get(&code).and_then(|index| self.all.get(*index));
            return match self.get(&code) {
                Some(municipality) => Found::Present(municipality),
                None => former().map_or(Found::None, Found::Former),
            };
        }
        let key = folded(text);
        let bare = key.strip_prefix("gemeente ").unwrap_or(&key);
        let present = self.present.get(bare);
        let indices = present.or_else(|| self.former.get(bare)).map(Vec::as_slice).unwrap_or_default();
        let found: Vec<&Municipality> = indices.iter().filter_map(|index| self.all.get(*index)).collect();
        match (found.as_slice(), present) {
            ([], _) => Found::None,
            ([one], Some(_)) => Found::Present(one),
            ([one], None) => Found::Former(one),
            _ => Found::Several(found),
        }
    }

    /// Every name by which a municipality may be meant, with the municipality.
    pub(super) fn names(&self) -> impl Iterator<Item = (&str, &Municipality)> {
        self.all.iter().flat_map(|municipality| {
            let names = std::iter::once(&municipality.name).chain(&municipality.usual).chain(&municipality.former);
            names.filter(|name| code_in(name).is_none()).map(move |name| (name.as_str(), municipality))
        })
    }
}

fn add(names: &mut HashMap<String, Vec<usize>>, name: &str, index: usize) {
    let indices = names.entry(folded(name)).or_default();
    if !indices.contains(&index) {
        indices.push(index);
    }
}

/// `GM0307`, `gm307`, `0307` or `307`: spreadsheets drop leading zeros.
fn code_in(text: &str) -> Option<MunicipalityCode> {
    let text = text.trim();
    let digits = match text.get(..2) {
        Some(letters) if letters.eq_ignore_ascii_case("gm") => text[2..].trim(),
        _ => text,
    };
    let number = (1..=4).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit());
    if number { format!("GM{digits:0>4}").parse().ok() } else { None }
}

/// A name without what people vary: case, accents, and anything between words that is no letter or digit.
pub(super) fn folded(name: &str) -> String {
    let mut key = String::with_capacity(name.len());
    for c in name.chars().flat_map(char::to_lowercase) {
        let plain = match c {
            '\u{300}'..='\u{36f}' | '\u{ad}' => continue,
            'à'..='å' | 'ā' => 'a',
            'ç' => 'c',
            'è'..='ë' | 'ē' => 'e',
            'ì'..='ï' => 'i',
            'ñ' => 'n',
            'ò'..='ö' | 'ø' => 'o',
            'ù'..='ü' => 'u',
            'ý' | 'ÿ' => 'y',
            c if c.is_alphanumeric() => c,
            _ => ' ',
        };
        if plain != ' ' || !(key.is_empty() || key.ends_with(' ')) {
            key.push(plain);
        }
    }
    key.truncate(key.trim_end().len());
    key
}
