//! Sets of ranks: one bit per entry, so that filters are combined and counted 64 entries at a time.

/// A set of the numbers below a fixed size.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Bitset {
    words: Vec<u64>,
    size: usize,
}

impl Bitset {
    /// The set without members.
    pub(super) fn empty(size: usize) -> Self {
        Self { words: vec![0; size.div_ceil(64)], size }
    }

    /// The set of all numbers below `size`.
    pub(super) fn full(size: usize) -> Self {
        let mut set = Self { words: vec![u64::MAX; size.div_ceil(64)], size };
        if !size.is_multiple_of(64)
            && let Some(last) = set.words.last_mut()
        {
            *last = (1 << (size % 64)) - 1;
        }
        set
    }

    /// The numbers for which the column has a value that fits.
    pub(super) fn matching<T>(column: &[T], fits: impl Fn(&T) -> bool) -> Self {
        let words = column
            .chunks(64)
            .map(|chunk| chunk.iter().enumerate().fold(0, |word, (bit, value)| word | (u64::from(fits(value)) << bit)))
            .collect();
        Self { words, size: column.len() }
    }

    /// Adds a number, which has to be below the size.
    pub(super) fn insert(&mut self, number: usize) {
        debug_assert!(number < self.size, "a rank of another index");
        self.words[number / 64] |= 1 << (number % 64);
    }

    /// Whether a number is in the set.
    pub(super) fn contains(&self, number: usize) -> bool {
        self.words.get(number / 64).is_some_and(|word| word >> (number % 64) & 1 == 1)
    }

    /// Keeps what is in the other set too.
    pub(super) fn intersect(&mut self, other: &Self) {
        for (word, &other) in self.words.iter_mut().zip(&other.words) {
            *word &= other;
        }
    }

    /// Adds everything of the other set.
    pub(super) fn unite(&mut self, other: &Self) {
        for (word, &other) in self.words.iter_mut().zip(&other.words) {
            *word |= other;
        }
    }

    /// How many members there are.
    pub(super) fn count(&self) -> u32 {
        self.words.iter().map(|word| word.count_ones()).sum()
    }

    /// How many members two sets share.
    pub(super) fn count_shared(&self, other: &Self) -> u32 {
        self.words.iter().zip(&other.words).map(|(word, other)| (word & other).count_ones()).sum()
    }

    /// The members in ascending order.
    pub(super) fn iter(&self) -> impl Iterator<Item = u32> + '_ {
        (0u32..).step_by(64).zip(&self.words).flat_map(|(base, &word)| Members { base, word })
    }
}

/// The members of one word of a set.
struct Members {
    base: u32,
    word: u64,
}

impl Iterator for Members {
    type Item = u32;

    fn next(&mut self) -> Option<u32> {
        if self.word == 0 {
            return None;
        }
        let bit = self.word.trailing_zeros();
        self.word &= self.word - 1;
        Some(self.base + bit)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeSet;

    proptest! {
        #[test]
        fn a_bitset_is_a_set_of_numbers(
            size in 1usize..300,
            one in prop::collection::btree_set(0usize..300, 0..80),
            two in prop::collection::btree_set(0usize..300, 0..80),
        ) {
            let fill = |numbers: &BTreeSet<usize>| {
                let mut set = Bitset::empty(size);
                numbers.iter().filter(|&&n| n < size).for_each(|&n| set.insert(n));
                set
            };
            let (a, b) = (fill(&one), fill(&two));
            let below = |n: &&usize| **n < size;
            let both: Vec<usize> = one.intersection(&two).filter(below).copied().collect();
            let either: Vec<usize> = one.union(&two).filter(below).copied().collect();
            let numbers = |set: &Bitset| set.iter().map(|n| n as usize).collect::<Vec<_>>();
            prop_assert_eq!(a.count_shared(&b) as usize, both.len());
            let mut shared = a.clone();
            shared.intersect(&b);
            prop_assert_eq!(numbers(&shared), both);
            let mut united = a.clone();
            united.unite(&b);
            prop_assert_eq!(numbers(&united), either);
            let mut all = Bitset::full(size);
            prop_assert_eq!(all.count() as usize, size);
            all.intersect(&a);
            prop_assert_eq!(&all, &a);
        }
    }
}
