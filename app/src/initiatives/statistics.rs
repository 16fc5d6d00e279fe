//! The Landkaart in figures: what the page draws, its tables say, and its files hold, from one list.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::filter::{Asked, Filter};
use super::model::TYPE_FACET;
use super::needs::Reference;
use crate::texts::{t, text};

/// The facet that says how much say people have.
pub const INFLUENCE_FACET: &str = "invloed";

/// The figures under a filter.
#[derive(Clone, Debug)]
pub struct Statistics {
    /// What the positions point into.
    pub reference: Arc<Reference>,
    /// What was asked for.
    pub asked: Asked,
    /// How many initiatives fit.
    pub total: u32,
    /// How many of them each municipality has.
    pub per_municipality: Vec<u32>,
    /// Of those, in how many that others began each municipality takes part.
    pub taking_part: Vec<u32>,
    /// How many have each type; one may have several.
    pub per_type: Vec<u32>,
    /// How many have each level of influence; one may have several.
    pub per_influence: Vec<u32>,
    /// Of how many the influence is not known.
    pub without_influence: u32,
    /// How many began in each year.
    pub per_year: BTreeMap<i32, u32>,
    /// Of how many the year is not known.
    pub without_year: u32,
}

/// What a table is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Subject {
    /// Whether municipalities are on the map.
    Municipalities,
    /// Provinces.
    Province,
    /// Types.
    Type,
    /// The year in which it began.
    Year,
    /// How much say people have.
    Influence,
}

impl Subject {
    /// All of them, in the order of the page.
    pub const ALL: [Self; 5] = [Self::Municipalities, Self::Province, Self::Type, Self::Year, Self::Influence];

    /// The word for it in addresses and files.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Municipalities => "gemeenten",
            Self::Province => "provincie",
            Self::Type => TYPE_FACET,
            Self::Year => "jaar",
            Self::Influence => INFLUENCE_FACET,
        }
    }

    /// The subject of a word.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|subject| subject.code() == code)
    }

    /// What it is called.
    #[must_use]
    pub fn name(self) -> String {
        text(match self {
            Self::Municipalities => "figures-municipalities",
            Self::Province => "figures-province",
            Self::Type => "figures-type",
            Self::Year => "figures-year",
            Self::Influence => "figures-influence",
        })
    }
}

/// A row of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Figure {
    /// What it is about.
    pub subject: Subject,
    /// Its code, which never changes.
    pub code: String,
    /// What it is called.
    pub name: String,
    /// How many initiatives; nothing where municipalities are counted.
    pub initiatives: Option<u32>,
    /// How many of how many municipalities are on the map; nothing where only initiatives are counted.
    pub municipalities: Option<(u32, u32)>,
    /// The Landkaart with only these, when there is a filter for it.
    pub list: Option<String>,
    /// Whether it says that something is absent or not known.
    pub unknown: bool,
}

/// How the municipalities that were asked for stand: with initiatives of their own, only taking part, and neither.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct OnTheMap {
    /// With at least one of their own.
    pub own: u32,
    /// Without, but they take part in one of another.
    pub taking_part: u32,
    /// Neither.
    pub absent: u32,
}

impl OnTheMap {
    /// All of them.
    #[must_use]
    pub fn all(self) -> u32 {
        self.own + self.taking_part + self.absent
    }
}

impl Statistics {
    /// The positions of the municipalities that were asked for, public bodies left out unless one was asked for.
    fn places(&self) -> impl Iterator<Item = usize> + '_ {
        let filter = &self.asked.filter;
        self.reference.places.municipalities().iter().enumerate().filter_map(move |(index, place)| {
            let wanted = filter.municipality.map_or(place.province.is_some(), |wanted| wanted == index);
            let inside = filter.province.is_none_or(|wanted| place.province == Some(wanted));
            (wanted && inside).then_some(index)
        })
    }

    /// How they stand.
    #[must_use]
    pub fn on_the_map(&self) -> OnTheMap {
        self.places().fold(OnTheMap::default(), |mut counted, index| {
            match (self.per_municipality[index], self.taking_part[index]) {
                (0, 0) => counted.absent += 1,
                (0, _) => counted.taking_part += 1,
                _ => counted.own += 1,
            }
            counted
        })
    }

    /// The positions of those that are not on the map, per province in the order of the provinces.
    #[must_use]
    pub fn absent(&self) -> BTreeMap<Option<usize>, Vec<usize>> {
        let mut absent: BTreeMap<Option<usize>, Vec<usize>> = BTreeMap::new();
        for index in self.places().filter(|&index| self.per_municipality[index] + self.taking_part[index] == 0) {
            absent.entry(self.reference.places.municipalities()[index].province).or_default().push(index);
        }
        absent
    }

    /// The rows of a table.
    #[must_use]
    pub fn figures(&self, subject: Subject) -> Vec<Figure> {
        match subject {
            Subject::Municipalities => self.municipalities(),
            Subject::Province => self.provinces(),
            Subject::Type => self.values(subject, &self.per_type, 0),
            Subject::Year => self.years(),
            Subject::Influence => self.values(subject, &self.per_influence, self.without_influence),
        }
    }

    fn municipalities(&self) -> Vec<Figure> {
        let counted = self.on_the_map();
        let row = |code: &str, name: String, count: u32, unknown: bool| Figure {
            subject: Subject::Municipalities,
            code: code.to_owned(),
            name,
            initiatives: None,
            municipalities: Some((count, counted.all())),
            list: None,
            unknown,
        };
        vec![
            row("eigen", t!("figures-own"), counted.own, false),
            row("doet-mee", t!("figures-taking-part"), counted.taking_part, false),
            row("geen", t!("figures-absent"), counted.absent, true),
        ]
    }

    fn provinces(&self) -> Vec<Figure> {
        let places = self.reference.places.municipalities();
        let provinces = self.reference.places.provinces().iter().enumerate();
        let wanted = |index: usize| self.asked.filter.province.is_none_or(|wanted| wanted == index);
        let mut rows: Vec<Figure> = provinces
            .filter(|&(index, _)| wanted(index))
            .map(|(index, province)| {
                let inside =
                    || places.iter().zip(&self.per_municipality).filter(|(place, _)| place.province == Some(index));
                let count = |found: usize| u32::try_from(found).unwrap_or(u32::MAX);
                Figure {
                    subject: Subject::Province,
                    code: province.code.clone(),
                    name: province.name.clone(),
                    initiatives: Some(inside().map(|(_, &count)| count).sum()),
                    municipalities: Some((
                        count(inside().filter(|&(_, &count)| count > 0).count()),
                        count(inside().count()),
                    )),
                    list: Some(self.list(Filter { province: Some(index), ..self.asked.filter.clone() })),
                    unknown: false,
                }
            })
            .collect();
        // What lies in no province, when there is any.
        let elsewhere: u32 = places
            .iter()
            .zip(&self.per_municipality)
            .filter(|(place, _)| place.province.is_none())
            .map(|(_, &count)| count)
            .sum();
        if elsewhere > 0 {
            rows.push(Figure {
                subject: Subject::Province,
                code: String::new(),
                name: t!("landkaart-map-inset"),
                initiatives: Some(elsewhere),
                municipalities: None,
                list: None,
                unknown: false,
            });
        }
        rows.sort_by(|a, b| b.initiatives.cmp(&a.initiatives).then_with(|| a.name.cmp(&b.name)));
        rows
    }

    /// The values of a facet, in the order of the taxonomy for influence, which is a scale, and the most frequent first for types.
    fn values(&self, subject: Subject, counts: &[u32], without: u32) -> Vec<Figure> {
        let taxonomy = &self.reference.taxonomy;
        let Some(facet) = taxonomy.facets.iter().position(|facet| facet.code == subject.code()) else {
            return Vec::new();
        };
        let values = taxonomy.facets[facet].values.iter().zip(counts).enumerate();
        let mut rows: Vec<Figure> = values
            .map(|(value, (known, &count))| {
                let mut filter = self.asked.filter.clone();
                // Under a filter of the same facet no list holds exactly these.
                let is_free = !filter.tags.contains_key(&facet);
                filter.tags.insert(facet, vec![value]);
                Figure {
                    subject,
                    code: known.code.clone(),
                    name: known.label.clone(),
                    initiatives: Some(count),
                    municipalities: None,
                    list: (count > 0 && is_free).then(|| self.list(filter)),
                    unknown: false,
                }
            })
            .collect();
        if subject == Subject::Type {
            rows.sort_by_key(|row| std::cmp::Reverse(row.initiatives));
        }
        if without > 0 {
            rows.push(unknown(subject, without));
        }
        rows
    }

    /// Every year from the first to the last, also those in which nothing began.
    fn years(&self) -> Vec<Figure> {
        let ends = self.per_year.first_key_value().zip(self.per_year.last_key_value());
        let Some(((&first, _), (&last, _))) = ends else {
            return (self.without_year > 0).then(|| unknown(Subject::Year, self.without_year)).into_iter().collect();
        };
        let mut rows: Vec<Figure> = (first..=last)
            .map(|year| Figure {
                subject: Subject::Year,
                code: year.to_string(),
                name: year.to_string(),
                initiatives: Some(self.per_year.get(&year).copied().unwrap_or(0)),
                municipalities: None,
                list: None,
                unknown: false,
            })
            .collect();
        if self.without_year > 0 {
            rows.push(unknown(Subject::Year, self.without_year));
        }
        rows
    }

    /// The Landkaart under a filter.
    fn list(&self, filter: Filter) -> String {
        filter.selection().address("/landkaart", &self.reference.taxonomy, &self.reference.places)
    }

    /// An address that understands the same filter.
    #[must_use]
    pub fn address(&self, path: &str) -> String {
        self.asked.filter.selection().address(path, &self.reference.taxonomy, &self.reference.places)
    }
}

/// The row of what is not known.
fn unknown(subject: Subject, count: u32) -> Figure {
    Figure {
        subject,
        code: "onbekend".to_owned(),
        name: t!("figures-unknown"),
        initiatives: Some(count),
        municipalities: None,
        list: None,
        unknown: true,
    }
}
