//! A question to the index and the answer to it.

use std::collections::BTreeSet;
use std::ops::RangeInclusive;

use app::geo::{Bounds, Rd};

use super::bitset::Bitset;
use super::reading::TextOutcome;
use super::scoring::TextMatch;
use super::{Index, MunicipalityIdx, TagIdx};

/// What is asked for: entries that fit everything that is given.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Query {
    /// What was typed. Nothing, spaces or only stopwords search for nothing in particular.
    pub text: Option<String>,
    /// Values of facets; at most one group per facet makes sense.
    pub groups: Vec<TagGroup>,
    /// In one of these municipalities, or with one of them taking part; also for a province.
    pub municipalities: Option<BTreeSet<MunicipalityIdx>>,
    /// Going on in at least one of these years. An entry with only a first year counts as still going on; one without
    /// years fits no range.
    pub years: Option<RangeInclusive<i16>>,
    /// Whether nobody has said for too long that it is still so.
    pub stale: Option<bool>,
    /// Inside this part of the country.
    pub frame: Option<Bounds>,
}

/// Values of one facet.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TagGroup {
    /// The values; a group without values filters nothing.
    pub tags: Vec<TagIdx>,
    /// Whether an entry needs all of them and not just one.
    pub all: bool,
}

/// The answer.
#[derive(Clone, Debug)]
pub struct Found {
    /// The ranks found: best first when a text was searched, else in the default order.
    pub order: Vec<u32>,
    /// By tag: how many there are with this value under all filters except its own facet's group, or what stays when the
    /// value is added to a group that needs all.
    pub tags: Vec<u32>,
    /// By municipality: how many of those found are there; together the total. An entry that was found because a chosen
    /// municipality takes part in it counts where it is, outside the chosen ones.
    pub municipalities: Vec<u32>,
    /// What was made of the text; `None` when no text was searched.
    pub text: Option<TextOutcome>,
    /// Where there would be more, when nothing was found.
    pub elsewhere: Option<Elsewhere>,
}

/// How many there are when one filter is dropped; `None` for a filter that was not set.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Elsewhere {
    /// Without the frame.
    pub outside_frame: Option<u32>,
    /// Without the municipalities.
    pub other_places: Option<u32>,
    /// Without the frame and without the municipalities, when both are set.
    pub whole_country: Option<u32>,
    /// Without the years.
    pub other_years: Option<u32>,
    /// Without what was asked of being confirmed.
    pub other_checks: Option<u32>,
    /// Without the text.
    pub without_text: Option<u32>,
    /// Per group of the query (its position, how many without it).
    pub without_group: Vec<(usize, u32)>,
    /// With the text and nothing else, when there is a text and something else.
    pub only_text: Option<u32>,
}

impl Found {
    /// How many were found.
    #[must_use]
    pub fn total(&self) -> usize {
        self.order.len()
    }

    /// Rank and place of everything found, in the order of the list; for clustering.
    pub fn positions<'a>(&'a self, index: &'a Index) -> impl ExactSizeIterator<Item = (u32, Rd)> + 'a {
        self.order.iter().map(|&rank| (rank, index.position(rank)))
    }

    /// The public numbers of one page of the list.
    #[must_use]
    pub fn ids(&self, index: &Index, page: std::ops::Range<usize>) -> Vec<i64> {
        let end = page.end.min(self.order.len());
        self.order.get(page.start.min(end)..end).unwrap_or_default().iter().map(|&rank| index.id(rank)).collect()
    }
}

/// One part of a query with the entries that fit it.
pub(super) struct Filter {
    pub(super) part: Part,
    pub(super) fitting: Bitset,
}

/// The parts of a query.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    Text,
    Group(usize),
    Municipalities,
    Years,
    Checked,
    Frame,
}

impl Index {
    /// Answers a query.
    #[must_use]
    pub fn find(&self, query: &Query) -> Found {
        let text = query.text.as_deref().and_then(|text| self.search(text));
        let filters = self.filters(query, text.as_ref());
        let fitting = self.fitting(&filters, |_| true);
        let municipalities = self.count_municipalities(&fitting);
        let order = match &text {
            Some(text) => text.best_first(&fitting),
            None => fitting.iter().collect(),
        };
        Found {
            elsewhere: order.is_empty().then(|| self.elsewhere(query, &filters)),
            tags: self.count_tags(query, &filters, &fitting),
            municipalities,
            order,
            text: text.map(|text| text.outcome),
        }
    }

    fn filters(&self, query: &Query, text: Option<&TextMatch>) -> Vec<Filter> {
        let mut filters = Vec::new();
        let mut add = |part, fitting| filters.push(Filter { part, fitting });
        if let Some(text) = text {
            add(Part::Text, text.fitting());
        }
        for (number, group) in query.groups.iter().enumerate().filter(|(_, group)| !group.tags.is_empty()) {
            add(Part::Group(number), self.with_tags(group));
        }
        if let Some(wanted) = &query.municipalities {
            let mut chosen = vec![false; usize::from(u16::MAX) + 1];
            for &municipality in wanted {
                chosen[usize::from(municipality)] = true;
            }
            let mut fitting = Bitset::matching(&self.municipality, |&m| chosen[usize::from(m)]);
            let also = self.also_in.iter().filter(|&&(_, other)| chosen[usize::from(other)]);
            also.for_each(|&(rank, _)| fitting.insert(rank as usize));
            add(Part::Municipalities, fitting);
        }
        if let Some(years) = &query.years {
            let (from, until) = (*years.start(), *years.end());
            add(Part::Years, Bitset::matching(&self.years, |&(start, end)| start <= until && end >= from));
        }
        if let Some(stale) = query.stale {
            add(Part::Checked, Bitset::matching(&self.stale, |&other| other == stale));
        }
        if let Some(frame) = query.frame {
            add(Part::Frame, Bitset::matching(&self.positions, |&position| frame.contains(position)));
        }
        filters
    }

    fn with_tags(&self, group: &TagGroup) -> Bitset {
        let sets = group.tags.iter().map(|&tag| self.tagged.get(usize::from(tag)));
        if group.all {
            let mut fitting = Bitset::full(self.len());
            for set in sets {
                // A value that does not exist fits nothing.
                fitting.intersect(set.unwrap_or(&Bitset::empty(self.len())));
            }
            fitting
        } else {
            let mut fitting = Bitset::empty(self.len());
            sets.flatten().for_each(|set| fitting.unite(set));
            fitting
        }
    }

    /// The entries that fit the chosen parts.
    pub(super) fn fitting(&self, filters: &[Filter], chosen: impl Fn(Part) -> bool) -> Bitset {
        let mut fitting = Bitset::full(self.len());
        filters.iter().filter(|filter| chosen(filter.part)).for_each(|filter| fitting.intersect(&filter.fitting));
        fitting
    }

    fn elsewhere(&self, query: &Query, filters: &[Filter]) -> Elsewhere {
        let without = |dropped: &[Part]| {
            let set = dropped.iter().all(|&part| filters.iter().any(|filter| filter.part == part));
            set.then(|| self.fitting(filters, |part| !dropped.contains(&part)).count())
        };
        let text = filters.iter().find(|filter| filter.part == Part::Text);
        Elsewhere {
            outside_frame: without(&[Part::Frame]),
            other_places: without(&[Part::Municipalities]),
            whole_country: without(&[Part::Frame, Part::Municipalities]),
            other_years: without(&[Part::Years]),
            other_checks: without(&[Part::Checked]),
            without_text: without(&[Part::Text]),
            without_group: (0..query.groups.len())
                .filter_map(|number| without(&[Part::Group(number)]).map(|count| (number, count)))
                .collect(),
            only_text: text.filter(|_| filters.len() > 1).map(|text| text.fitting.count()),
        }
    }
}
