//! What a query asks for and what the index finds for it, in one snapshot: what the list, the map, the files and the
//! feeds of that query are all made of.

use std::sync::Arc;

use app::initiatives::filter::{Asked, Checked, Filter};
use app::initiatives::needs::Reference;

use super::index::{Found, MunicipalityIdx, Query, TagGroup, TagIdx};
use super::landkaart::count;
use super::per_municipality::participations;
use super::snapshot::Snapshot;

/// What was asked for and what was found, in one snapshot.
pub(super) struct Selection {
    pub(super) snapshot: Arc<Snapshot>,
    pub(super) asked: Asked,
    pub(super) query: Query,
    pub(super) found: Found,
}

impl Selection {
    /// Asks the index of a snapshot.
    pub(super) fn of(snapshot: Arc<Snapshot>, asked: Asked) -> Self {
        let query = query(&asked.filter, &snapshot.reference);
        let found = snapshot.index.find(&query);
        Self { snapshot, asked, query, found }
    }

    /// Initiatives per municipality as they are coloured: of one type when the filter says so.
    pub(super) fn coloured(&self) -> Vec<u32> {
        let Self { snapshot, asked, found, .. } = self;
        // Types are the first facet, so the position of a type is its tag.
        let Some(tag) = asked.filter.colour.and_then(|value| TagIdx::try_from(value).ok()) else {
            return found.municipalities.clone();
        };
        let mut counts = vec![0; found.municipalities.len()];
        for &rank in found.order.iter().filter(|&&rank| snapshot.index.has_tag(rank, tag)) {
            counts[usize::from(snapshot.index.municipality(rank))] += 1;
        }
        counts
    }

    /// How many of what was found lie outside the municipalities that were asked for, which take part in them.
    pub(super) fn begun_elsewhere(&self) -> u32 {
        let Self { snapshot, query, found, .. } = self;
        query.municipalities.as_ref().map_or(0, |chosen| {
            count(found.order.iter().filter(|&&rank| !chosen.contains(&snapshot.index.municipality(rank))).count())
        })
    }

    /// Of what was found, how often each municipality takes part in what another began.
    pub(super) fn taking_part(&self) -> Vec<u32> {
        self.taking_part_in(None)
    }

    /// The same of what is coloured.
    pub(super) fn coloured_taking_part(&self) -> Vec<u32> {
        self.taking_part_in(self.asked.filter.colour.and_then(|value| TagIdx::try_from(value).ok()))
    }

    fn taking_part_in(&self, tag: Option<TagIdx>) -> Vec<u32> {
        let Self { snapshot, query, found, .. } = self;
        let index = &snapshot.index;
        let chosen = query.municipalities.as_ref();
        let mut is_found = vec![false; index.len()];
        for &rank in &found.order {
            is_found[rank as usize] = true;
        }
        participations(index, found.municipalities.len(), |rank, other| {
            is_found[rank as usize]
                && tag.is_none_or(|tag| index.has_tag(rank, tag))
                && chosen.is_none_or(|chosen| chosen.contains(&other))
                && index.municipality(rank) != other
        })
    }
}

/// The filter as the index understands it.
pub(super) fn query(filter: &Filter, reference: &Reference) -> Query {
    let mut firsts = Vec::with_capacity(reference.taxonomy.facets.len());
    let mut first = 0;
    for facet in &reference.taxonomy.facets {
        firsts.push(first);
        first += facet.values.len();
    }
    let groups = filter
        .tags
        .iter()
        .map(|(&facet, values)| TagGroup {
            tags: values.iter().filter_map(|value| TagIdx::try_from(firsts[facet] + value).ok()).collect(),
            all: false,
        })
        .collect();
    let places = reference.places.municipalities();
    let municipalities = match (filter.municipality, filter.province) {
        (None, None) => None,
        (municipality, province) => Some(
            places
                .iter()
                .enumerate()
                .filter(|&(index, place)| {
                    municipality.is_none_or(|wanted| wanted == index)
                        && province.is_none_or(|wanted| place.province == Some(wanted))
                })
                .filter_map(|(index, _)| MunicipalityIdx::try_from(index).ok())
                .collect(),
        ),
    };
    let year = |year: Option<i32>, otherwise| year.and_then(|year| i16::try_from(year).ok()).unwrap_or(otherwise);
    Query {
        text: (!filter.text.is_empty()).then(|| filter.text.clone()),
        groups,
        municipalities,
        years: (filter.from.is_some() || filter.until.is_some())
            .then(|| year(filter.from, i16::MIN)..=year(filter.until, i16::MAX)),
        stale: filter.checked.map(|checked| checked == Checked::Unconfirmed),
        frame: filter.frame.filter(|_| filter.within_frame),
    }
}
