//! How many entries have each value, so that a person sees before choosing what a choice would give.

use super::Index;
use super::bitset::Bitset;
use super::query::{Filter, Part, Query, TagGroup};

impl Index {
    /// Counts per tag. The group of a facet that is "one of these" does not narrow its own values, or else everything that
    /// is not chosen would read 0; the group of a facet that is "all of these" does, because choosing adds to it.
    pub(super) fn count_tags(&self, query: &Query, filters: &[Filter], fitting: &Bitset) -> Vec<u32> {
        let mut counts = vec![0; self.tagged.len()];
        for facet in &self.reference.facets {
            let own = |group: &TagGroup| !group.all && group.tags.iter().any(|tag| facet.tags().contains(tag));
            let is_own = |part: Part| matches!(part, Part::Group(number) if own(&query.groups[number]));
            let other;
            let base = if filters.iter().any(|filter| is_own(filter.part)) {
                other = self.fitting(filters, |part| !is_own(part));
                &other
            } else {
                fitting
            };
            for tag in facet.tags().map(usize::from) {
                counts[tag] = self.tagged[tag].count_shared(base);
            }
        }
        counts
    }

    /// Counts per municipality. Entries outside the list of municipalities are counted nowhere.
    pub(super) fn count_municipalities(&self, fitting: &Bitset) -> Vec<u32> {
        let mut counts = vec![0; self.reference.municipalities.len()];
        for rank in fitting.iter() {
            if let Some(count) = counts.get_mut(usize::from(self.municipality(rank))) {
                *count += 1;
            }
        }
        counts
    }
}
