//! The content inside the binary: municipalities, their former names and boundaries, the taxonomy, synonyms, and the forty
//! initiatives with their sources. Where each file comes from stands beside it and in `docs/content.md`.

use std::collections::HashMap;

use app::geo::{LonLat, Rd};
use app::initiatives::model::slug;
use app::initiatives::places::{Municipality, Places, Province};
use serde::Deserialize;

const MUNICIPALITIES: &str = include_str!("../../content/municipalities/gemeenten.csv");
const FORMER: &str = include_str!("../../content/municipalities/former.csv");
const OTHER_NAMES: &str = include_str!("../../content/municipalities/places.csv");
const TAXONOMY: &str = include_str!("../../content/taxonomy.json");
const SYNONYMS: &str = include_str!("../../content/synonyms.json");

/// The built-in boundaries, a GeoJSON feature collection in WGS 84.
pub const BOUNDARIES: &str = include_str!("../../content/municipalities/gemeenten.geojson");

/// The built-in initiatives in the interchange format.
pub const INITIATIVES: &str = include_str!("../../content/initiatives.geojson");

/// Where the public bodies in the Caribbean are drawn: in an inset of the map, in map units.
const INSET: [(&str, f64, f64); 3] =
    [("GM9001", 190.0, 2_870.0), ("GM9002", 190.0, 2_975.0), ("GM9003", 190.0, 3_080.0)];

/// A content file that cannot be read: a mistake of ours, found by a test before it can reach anyone.
#[derive(Debug, thiserror::Error)]
pub enum ContentError {
    /// A table.
    #[error("a built-in table cannot be read: {0}")]
    Table(#[from] csv::Error),
    /// A JSON file.
    #[error("a built-in list cannot be read: {0}")]
    List(#[from] serde_json::Error),
}

#[derive(Deserialize)]
struct MunicipalityRow {
    code: String,
    name: String,
    province_code: String,
    province: String,
    lon: f64,
    lat: f64,
}

#[derive(Deserialize)]
struct FormerRow {
    former_name: String,
    present_code: String,
    note: String,
    former_code: String,
}

#[derive(Deserialize)]
struct PlaceRow {
    name: String,
    present_code: String,
    kind: String,
    note: String,
}

/// What stands in the note of a name that is also an ordinary word, such as Winkel or Grave.
const ORDINARY_WORD: &str = "Ook een gewoon woord";

/// Names and codes that people and older data use for a municipality beside the present ones.
#[derive(Clone, Debug, Default)]
pub struct OtherNames(HashMap<String, NamesOfOne>);

/// Those of one municipality.
#[derive(Clone, Debug, Default)]
pub struct NamesOfOne {
    /// Municipalities that it came from, by their own name.
    pub former: Vec<String>,
    /// Other names of those, such as Boalsert.
    pub former_aliases: Vec<String>,
    /// Codes that those had.
    pub former_codes: Vec<String>,
    /// Other names for all of it, such as Den Haag.
    pub usual: Vec<String>,
    /// Towns and villages in it.
    pub villages: Vec<String>,
    /// Which of all these are ordinary words too.
    pub ordinary_words: Vec<String>,
}

impl OtherNames {
    /// Those of the municipality with a code.
    #[must_use]
    pub fn of(&self, code: &str) -> NamesOfOne {
        self.0.get(code).cloned().unwrap_or_default()
    }

    fn add(&mut self, code: String, name: &str, note: &str) -> &mut NamesOfOne {
        let names = self.0.entry(code).or_default();
        if note.contains(ORDINARY_WORD) {
            names.ordinary_words.push(name.to_owned());
        }
        names
    }
}

/// The names in the built-in lists.
pub fn other_names() -> Result<OtherNames, ContentError> {
    let mut names = OtherNames::default();
    for row in csv::Reader::from_reader(FORMER.as_bytes()).deserialize() {
        let row: FormerRow = row?;
        let names = names.add(row.present_code, &row.former_name, &row.note);
        names.former.push(row.former_name);
        names.former_codes.push(row.former_code);
    }
    for row in csv::Reader::from_reader(OTHER_NAMES.as_bytes()).deserialize() {
        let row: PlaceRow = row?;
        let names = names.add(row.present_code, &row.name, &row.note);
        match row.kind.as_str() {
            "municipality" | "province" => names.usual.push(row.name),
            "former" => names.former_aliases.push(row.name),
            _ => names.villages.push(row.name),
        }
    }
    Ok(names)
}

/// The built-in municipalities, public bodies and provinces, found by every name and code that stands for all of one or for
/// a former one. A village is not its municipality: only the search knows villages.
pub fn places(names: &OtherNames) -> Result<Places, ContentError> {
    let mut provinces: Vec<Province> = Vec::new();
    let mut rows = Vec::new();
    for row in csv::Reader::from_reader(MUNICIPALITIES.as_bytes()).deserialize() {
        let row: MunicipalityRow = row?;
        if !row.province_code.is_empty() && !provinces.iter().any(|p| p.code == row.province_code) {
            provinces.push(Province {
                code: row.province_code.clone(),
                name: row.province.clone(),
                slug: slug(&row.province),
                other_names: names.of(&row.province_code).usual,
            });
        }
        rows.push(row);
    }
    provinces.sort_by(|a, b| a.slug.cmp(&b.slug));
    let municipalities = rows
        .into_iter()
        .map(|row| {
            let label = LonLat { lon: row.lon, lat: row.lat };
            let inset = INSET.iter().find(|(code, ..)| *code == row.code);
            Municipality {
                slug: slug(&row.name),
                province: provinces.iter().position(|p| p.code == row.province_code),
                label,
                rd: inset.map_or_else(|| label.to_rd(), |&(_, x, y)| Rd::from_map(x, y)),
                other_names: names.of(&row.code).former,
                code: row.code,
                name: row.name,
            }
        })
        .collect();
    let also = names.0.iter().flat_map(|(code, names)| {
        let all = names.usual.iter().chain(&names.former_aliases).chain(&names.former_codes);
        all.map(move |name| (name.as_str(), code.as_str()))
    });
    Ok(Places::new(municipalities, provinces).also_known(also))
}

/// A facet in the built-in taxonomy.
#[derive(Deserialize)]
pub struct TaxonomyFacet {
    /// Name in addresses.
    pub code: String,
    /// Name for people.
    pub label: String,
    /// Question for the form.
    pub question: String,
    /// Place in the order.
    pub position: i32,
    /// How many values one initiative may have, when there is a limit.
    pub max: Option<i32>,
    /// Whether one initiative may have several.
    pub multiple: bool,
    /// The values.
    pub values: Vec<TaxonomyValue>,
}

/// A value in the built-in taxonomy.
#[derive(Deserialize)]
pub struct TaxonomyValue {
    /// Name in addresses.
    pub code: String,
    /// Permanent key.
    pub key: String,
    /// Name for people.
    pub label: String,
    /// What it means.
    pub explanation: String,
    /// Place in the order.
    pub position: i32,
    /// False for "not checked yet".
    #[serde(default = "yes")]
    pub confirmed: bool,
}

fn yes() -> bool {
    true
}

/// The built-in taxonomy.
pub fn taxonomy() -> Result<Vec<TaxonomyFacet>, ContentError> {
    #[derive(Deserialize)]
    struct File {
        facets: Vec<TaxonomyFacet>,
    }
    Ok(serde_json::from_str::<File>(TAXONOMY)?.facets)
}

/// Words that mean the same, and words that mean nothing in a search.
#[derive(Deserialize)]
pub struct Synonyms {
    /// The groups.
    pub groups: Vec<SynonymGroup>,
    /// Words that are left out.
    pub stopwords: Vec<String>,
}

/// Words that mean the same.
#[derive(Deserialize)]
pub struct SynonymGroup {
    /// The words or phrases.
    pub terms: Vec<String>,
}

/// The built-in synonyms.
pub fn synonyms() -> Result<Synonyms, ContentError> {
    Ok(serde_json::from_str(SYNONYMS)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_built_in_places_are_342_municipalities_and_three_public_bodies_in_12_provinces() {
        let places = places(&other_names().expect("names")).expect("places");
        assert_eq!(places.municipalities().len(), 345);
        assert_eq!(places.municipality_count(), 342);
        assert_eq!(places.provinces().len(), 12);
        let slugs: std::collections::HashSet<_> = places.municipalities().iter().map(|m| &m.slug).collect();
        assert_eq!(slugs.len(), 345, "every municipality has an address of its own");
    }

    #[test]
    fn former_names_resolve_to_the_present_municipality() {
        let places = places(&other_names().expect("names")).expect("places");
        for (former, present) in [("Uden", "Maashorst"), ("Haren", "Groningen"), ("Boxmeer", "Land van Cuijk")] {
            let found = places.municipality(former).map(|index| places.municipalities()[index].name.as_str());
            assert_eq!(found, Some(present), "{former}");
        }
    }

    #[test]
    fn usual_names_and_former_codes_resolve_to_the_present_municipality_and_villages_do_not() {
        let places = places(&other_names().expect("names")).expect("places");
        let found = |written| places.municipality(written).map(|index| places.municipalities()[index].name.as_str());
        for (written, present) in [
            ("Den Haag", "'s-Gravenhage"),
            ("den bosch", "'s-Hertogenbosch"),
            ("Ljouwert", "Leeuwarden"),
            ("Boalsert", "Súdwest-Fryslân"),
            ("GM0856", "Maashorst"),
            ("Winkel", "Hollands Kroon"),
        ] {
            assert_eq!(found(written), Some(present), "{written}");
        }
        assert_eq!(found("Grouw"), None);
        let shown = &places.municipalities()[places.municipality("Den Haag").expect("a place")].other_names;
        assert!(shown.iter().all(|name| name != "Den Haag"), "a name in daily use is not a former municipality");
    }

    #[test]
    fn the_built_in_taxonomy_has_fourteen_types() {
        let taxonomy = taxonomy().expect("taxonomy");
        assert_eq!(taxonomy[0].code, "soort");
        assert_eq!(taxonomy[0].values.len(), 14);
        assert!(synonyms().expect("synonyms").groups.len() > 5);
    }
}
