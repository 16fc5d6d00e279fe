//! Which entries have a word: for every term the ranks in whose title it stands, and those in whose text only.

use std::sync::Arc;
use std::thread;

use super::documents::{Document, GONE, Merged, WORTH_A_THREAD};
use super::number;
use super::vocabulary::Vocabulary;

/// A list of ranks per key, all in one stretch of memory.
#[derive(Clone, Debug, Default)]
pub(super) struct Lists {
    /// Where the list of each key begins, and where the last one ends.
    starts: Vec<u32>,
    ranks: Vec<u32>,
}

impl Lists {
    /// The ranks of a key, ascending; none for a key that is not there.
    pub(super) fn of(&self, key: usize) -> &[u32] {
        match (self.starts.get(key), self.starts.get(key + 1)) {
            (Some(&start), Some(&end)) => &self.ranks[start as usize..end as usize],
            _ => &[],
        }
    }

    /// These lists after entries moved to other ranks, keeping their order, and some went; `fresh` are the lists of new
    /// entries. There may be more keys than before.
    fn moved(&self, keys: usize, moved: &[u32], fresh: &Self) -> Self {
        let mut starts = Vec::with_capacity(keys + 1);
        let mut ranks = Vec::with_capacity(self.ranks.len() + fresh.ranks.len());
        starts.push(0);
        for key in 0..keys {
            let begin = ranks.len();
            ranks.extend(self.of(key).iter().map(|&rank| moved[rank as usize]).filter(|&rank| rank != GONE));
            let added = fresh.of(key);
            if !added.is_empty() {
                ranks.extend_from_slice(added);
                // Few lists are touched by a publish, so merging by hand would gain nothing.
                ranks[begin..].sort_unstable();
            }
            starts.push(number(ranks.len()));
        }
        Self { starts, ranks }
    }

    /// These lists with those of higher ranks behind them.
    fn followed_by(&self, higher: &Self) -> Self {
        let keys = self.starts.len().max(higher.starts.len()).saturating_sub(1);
        let mut starts = Vec::with_capacity(keys + 1);
        let mut ranks = Vec::with_capacity(self.ranks.len() + higher.ranks.len());
        starts.push(0);
        for key in 0..keys {
            ranks.extend_from_slice(self.of(key));
            ranks.extend_from_slice(higher.of(key));
            starts.push(number(ranks.len()));
        }
        Self { starts, ranks }
    }

    /// The ranks in a column by value; values from `keys` on are left out.
    pub(super) fn by_key(column: &[u16], keys: usize) -> Self {
        let mut counter = Counter::new(keys);
        let known = || (0u32..).zip(column).filter(|&(_, &key)| usize::from(key) < keys);
        known().for_each(|(_, &key)| counter.count(usize::from(key)));
        let mut lists = counter.into_filler();
        known().for_each(|(rank, &key)| lists.put(usize::from(key), rank));
        lists.done()
    }
}

/// First round of a counting sort: how long each list becomes.
struct Counter(Vec<u32>);

impl Counter {
    fn new(keys: usize) -> Self {
        Self(vec![0; keys + 1])
    }

    fn count(&mut self, key: usize) {
        self.0[key] += 1;
    }

    fn into_filler(mut self) -> Filler {
        let mut sum = 0;
        for length in &mut self.0 {
            sum += std::mem::replace(length, sum);
        }
        Filler { next: self.0.clone(), lists: Lists { starts: self.0, ranks: vec![0; sum as usize] } }
    }
}

/// Second round: each number goes to the next place of its list.
struct Filler {
    next: Vec<u32>,
    lists: Lists,
}

impl Filler {
    fn put(&mut self, key: usize, rank: u32) {
        let place = &mut self.next[key];
        self.lists.ranks[*place as usize] = rank;
        *place += 1;
    }

    fn done(self) -> Lists {
        self.lists
    }
}

/// Which entries have which terms.
#[derive(Clone, Debug)]
pub(super) struct Postings {
    title: Lists,
    text: Lists,
}

impl Postings {
    /// Sorts the words of all documents by term, for many of them in two threads.
    pub(super) fn of_all(documents: &[Arc<Document>], vocabulary: &Vocabulary) -> Self {
        if documents.len() < WORTH_A_THREAD {
            return Self::of((0u32..).zip(documents), vocabulary);
        }
        let (lower, higher) = documents.split_at(documents.len() / 2);
        let (lower, higher) = thread::scope(|scope| {
            let from = number(lower.len());
            let other = scope.spawn(move || Self::of((from..).zip(higher), vocabulary));
            let lower = Self::of((0u32..).zip(lower), vocabulary);
            // A panic in the other thread goes on in this one.
            (lower, other.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)))
        });
        Self { title: lower.title.followed_by(&higher.title), text: lower.text.followed_by(&higher.text) }
    }

    /// Sorts the words of documents, given with their ranks, by term.
    fn of<'a>(documents: impl Iterator<Item = (u32, &'a Arc<Document>)> + Clone, vocabulary: &Vocabulary) -> Self {
        let terms = vocabulary.terms();
        let (mut title, mut text) = (Counter::new(terms), Counter::new(terms));
        each_term(
            documents.clone(),
            vocabulary,
            |term, _, in_title| {
                if in_title { title.count(term) } else { text.count(term) }
            },
        );
        let (mut title, mut text) = (title.into_filler(), text.into_filler());
        each_term(
            documents,
            vocabulary,
            |term, rank, in_title| {
                if in_title { title.put(term, rank) } else { text.put(term, rank) }
            },
        );
        Self { title: title.done(), text: text.done() }
    }

    /// The postings after a change, without looking at the words of documents that stayed.
    pub(super) fn after(&self, change: &Merged, vocabulary: &Vocabulary) -> Self {
        let fresh = change.fresh.iter().map(|&rank| (rank, &change.documents[rank as usize]));
        let fresh = Self::of(fresh, vocabulary);
        let terms = vocabulary.terms();
        Self {
            title: self.title.moved(terms, &change.moved, &fresh.title),
            text: self.text.moved(terms, &change.moved, &fresh.text),
        }
    }

    /// The ranks with a term in the title, ascending.
    pub(super) fn in_title(&self, term: u32) -> &[u32] {
        self.title.of(term as usize)
    }

    /// The ranks with a term in the text but not in the title, ascending.
    pub(super) fn in_text(&self, term: u32) -> &[u32] {
        self.text.of(term as usize)
    }

    /// How many entries have a term.
    pub(super) fn count(&self, term: u32) -> u32 {
        number(self.in_title(term).len() + self.in_text(term).len())
    }
}

/// Gives every different term of every document once, those of the title first.
fn each_term<'a>(
    documents: impl Iterator<Item = (u32, &'a Arc<Document>)>,
    vocabulary: &Vocabulary,
    mut give: impl FnMut(usize, u32, bool),
) {
    // Two spellings of one term in one document must not count twice.
    let mut last = vec![u32::MAX; vocabulary.terms()];
    for (rank, document) in documents {
        for (spellings, in_title) in [(document.title_spellings(), true), (document.text_spellings(), false)] {
            for &spelling in spellings {
                let term = vocabulary.term_of(spelling) as usize;
                if std::mem::replace(&mut last[term], rank) != rank {
                    give(term, rank, in_title);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn every_rank_stands_in_the_list_of_its_key(column in prop::collection::vec(0u16..9, 0..100)) {
            let lists = Lists::by_key(&column, 7);
            for key in 0..9usize {
                let expected: Vec<u32> =
                    (0u32..).zip(&column).filter(|&(_, &k)| usize::from(k) == key && key < 7).map(|(r, _)| r).collect();
                prop_assert_eq!(lists.of(key), expected.as_slice());
            }
        }
    }
}
