//! The municipalities, public bodies and provinces by code, address and name, present and former.

use std::collections::HashMap;

use super::model::slug;
use crate::geo::{LonLat, Rd};

/// A province.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Province {
    /// CBS code, such as `PV26`.
    pub code: String,
    /// Name.
    pub name: String,
    /// Name in addresses.
    pub slug: String,
    /// Other names that people use, such as Friesland.
    pub other_names: Vec<String>,
}

/// A municipality, or one of the three public bodies in the Caribbean.
#[derive(Clone, Debug, PartialEq)]
pub struct Municipality {
    /// CBS code, such as `GM0307`.
    pub code: String,
    /// Name as CBS writes it.
    pub name: String,
    /// Name in addresses.
    pub slug: String,
    /// Position of its province in [`Places::provinces`]; a public body has none.
    pub province: Option<usize>,
    /// Where its name is written on a map and where an initiative without an address is drawn.
    pub label: LonLat,
    /// The same in RD; for a public body a place in the inset of the map.
    pub rd: Rd,
    /// Names of municipalities that it came from.
    pub other_names: Vec<String>,
}

/// All places, municipalities in alphabetical order with the public bodies last.
#[derive(Clone, Debug, Default)]
pub struct Places {
    municipalities: Vec<Municipality>,
    provinces: Vec<Province>,
    by_name: HashMap<String, usize>,
}

impl Places {
    /// Puts the places in order. Names are compared without capitals, marks and punctuation; a present name wins over a
    /// former one.
    #[must_use]
    pub fn new(mut municipalities: Vec<Municipality>, provinces: Vec<Province>) -> Self {
        // Public bodies (without a province) last; articles such as 's- are sorted by the letter that follows.
        municipalities.sort_by_key(|m| (m.province.is_none(), sort_key(&m.name)));
        let mut by_name = HashMap::new();
        for (index, municipality) in municipalities.iter().enumerate() {
            for other in &municipality.other_names {
                by_name.insert(slug(other), index);
            }
        }
        for (index, municipality) in municipalities.iter().enumerate() {
            by_name.insert(slug(&municipality.name), index);
            by_name.insert(municipality.slug.clone(), index);
            by_name.insert(municipality.code.to_lowercase(), index);
        }
        Self { municipalities, provinces, by_name }
    }

    /// The same places, found by more names and codes too; each comes with the code of its municipality. What is known
    /// already keeps its meaning.
    #[must_use]
    pub fn also_known<'a>(mut self, names: impl IntoIterator<Item = (&'a str, &'a str)>) -> Self {
        for (name, code) in names {
            if let Some(&index) = self.by_name.get(&code.to_lowercase()) {
                self.by_name.entry(slug(name)).or_insert(index);
            }
        }
        self
    }

    /// The municipalities in alphabetical order, public bodies last.
    #[must_use]
    pub fn municipalities(&self) -> &[Municipality] {
        &self.municipalities
    }

    /// The provinces in alphabetical order.
    #[must_use]
    pub fn provinces(&self) -> &[Province] {
        &self.provinces
    }

    /// The position of the municipality that a person or program wrote as code, address or name, present, former or usual.
    #[must_use]
    pub fn municipality(&self, written: &str) -> Option<usize> {
        self.by_name.get(&slug(written)).copied()
    }

    /// The position of the province that a person or program wrote as code, address or name.
    #[must_use]
    pub fn province(&self, written: &str) -> Option<usize> {
        let wanted = slug(written);
        let is_called = |p: &Province| p.other_names.iter().any(|name| slug(name) == wanted);
        self.provinces.iter().position(|p| p.slug == wanted || p.code.eq_ignore_ascii_case(&wanted) || is_called(p))
    }

    /// How many of the places are municipalities and not public bodies.
    #[must_use]
    pub fn municipality_count(&self) -> usize {
        self.municipalities.iter().filter(|m| m.province.is_some()).count()
    }
}

/// `'s-Hertogenbosch` stands under the H, `De Bilt` under the B would surprise people, so only the apostrophe goes.
fn sort_key(name: &str) -> String {
    let slug = slug(name);
    slug.strip_prefix("s-").map_or(slug.clone(), str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(code: &str, name: &str, other: &[&str]) -> Municipality {
        Municipality {
            code: code.into(),
            name: name.into(),
            slug: slug(name),
            province: Some(0),
            label: LonLat { lon: 5.0, lat: 52.0 },
            rd: Rd { x: 155_000.0, y: 463_000.0 },
            other_names: other.iter().map(|&n| n.into()).collect(),
        }
    }

    fn places() -> Places {
        Places::new(
            vec![place("GM1991", "Maashorst", &["Uden", "Landerd"]), place("GM0518", "'s-Gravenhage", &[])],
            vec![Province {
                code: "PV30".into(),
                name: "Noord-Brabant".into(),
                slug: "noord-brabant".into(),
                other_names: vec!["Brabant".into()],
            }],
        )
        .also_known([("Den Haag", "GM0518"), ("GM0856", "GM1991"), ("Maashorst", "GM0518"), ("Oss", "GM0828")])
    }

    #[test]
    fn a_former_name_finds_the_present_municipality() {
        let places = places();
        for written in ["Uden", "uden", "maashorst", "GM1991", "gm1991"] {
            let found = places.municipality(written).map(|i| places.municipalities()[i].name.as_str());
            assert_eq!(found, Some("Maashorst"), "{written}");
        }
        assert_eq!(places.municipality("Atlantis"), None);
    }

    #[test]
    fn a_usual_name_and_a_former_code_find_it_too_but_never_take_the_place_of_a_name() {
        let places = places();
        let found = |written| places.municipality(written).map(|i| places.municipalities()[i].code.as_str());
        assert_eq!((found("den haag"), found("gm0856")), (Some("GM0518"), Some("GM1991")));
        assert_eq!((found("Maashorst"), found("Oss")), (Some("GM1991"), None));
    }

    #[test]
    fn the_hague_stands_under_the_g() {
        let names: Vec<_> = places().municipalities().iter().map(|m| m.name.clone()).collect();
        assert_eq!(names, ["'s-Gravenhage", "Maashorst"]);
    }

    #[test]
    fn a_province_is_found_by_code_and_by_name() {
        assert_eq!(places().province("PV30"), Some(0));
        assert_eq!(places().province("noord-brabant"), Some(0));
        assert_eq!(places().province("Limburg"), None);
    }
}
