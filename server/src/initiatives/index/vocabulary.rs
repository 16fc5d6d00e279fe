//! All words that occur, in three layers: spellings as written (`coöperaties`), terms that are compared (`cooperaties`)
//! and stems that terms share (`cooperatie`).
//!
//! Documents hold spellings, so that a text of millions of words folds each different one once and the best-known
//! spelling of a term is still there to show. Numbers never change once given; a vocabulary only grows.

use std::collections::HashSet;

use super::fold::{fold, is_single, stem};
use super::interner::Interner;
use super::number;

/// The term of a spelling that is not indexed: a stopword, a single letter or nothing at all.
const NOT_INDEXED: u32 = u32::MAX;

/// No further term with the same stem.
const LAST: u32 = u32::MAX;

/// The words of an index.
#[derive(Clone)]
pub(super) struct Vocabulary {
    stopwords: HashSet<String>,
    spellings: Interner,
    /// By spelling.
    term_of: Vec<u32>,
    terms: Interner,
    /// By term.
    stem_of: Vec<u32>,
    /// By term: the next term with the same stem.
    next_of_stem: Vec<u32>,
    /// By term: which letters occur in it, see [`letters`].
    letters_of: Vec<u32>,
    stems: Interner,
    /// By stem: the term that came last.
    newest_of_stem: Vec<u32>,
}

impl Vocabulary {
    /// Without words, leaving out these.
    pub(super) fn new(stopwords: &[String]) -> Self {
        Self {
            stopwords: stopwords.iter().map(|word| fold(&word.to_lowercase())).collect(),
            spellings: Interner::new(),
            term_of: Vec::new(),
            terms: Interner::new(),
            stem_of: Vec::new(),
            next_of_stem: Vec::new(),
            letters_of: Vec::new(),
            stems: Interner::new(),
            newest_of_stem: Vec::new(),
        }
    }

    /// Whether a folded word says nothing by itself.
    pub(super) fn is_stopword(&self, word: &str) -> bool {
        self.stopwords.contains(word)
    }

    /// The number of a spelling in lower case; `None` when it is not indexed.
    pub(super) fn add(&mut self, spelling: &str) -> Option<u32> {
        let (id, new) = self.spellings.intern(spelling);
        if new {
            let folded = fold(spelling);
            let term =
                if is_single(&folded) || self.is_stopword(&folded) { NOT_INDEXED } else { self.add_term(&folded) };
            self.term_of.push(term);
        }
        (self.term_of[id as usize] != NOT_INDEXED).then_some(id)
    }

    /// Adds everything of another vocabulary with the same stopwords; gives the numbers its spellings have here.
    pub(super) fn absorb(&mut self, other: &Self) -> Vec<u32> {
        (0..number(other.spellings.len())).map(|id| self.add(other.spellings.word(id)).unwrap_or(NOT_INDEXED)).collect()
    }

    fn add_term(&mut self, folded: &str) -> u32 {
        let (term, new) = self.terms.intern(folded);
        if new {
            let (stem, new_stem) = self.stems.intern(&stem(folded));
            if new_stem {
                self.newest_of_stem.push(LAST);
            }
            self.stem_of.push(stem);
            self.next_of_stem.push(std::mem::replace(&mut self.newest_of_stem[stem as usize], term));
            self.letters_of.push(letters(folded));
        }
        term
    }

    /// How many spellings there are.
    pub(super) fn spellings(&self) -> usize {
        self.spellings.len()
    }

    /// How many terms there are.
    pub(super) fn terms(&self) -> usize {
        self.terms.len()
    }

    /// A spelling in lower case.
    pub(super) fn spelling(&self, id: u32) -> &str {
        self.spellings.word(id)
    }

    /// The term of a spelling that [`Self::add`] gave.
    pub(super) fn term_of(&self, spelling: u32) -> u32 {
        self.term_of[spelling as usize]
    }

    /// The folded letters of a term.
    pub(super) fn term(&self, id: u32) -> &str {
        self.terms.word(id)
    }

    /// The term that is exactly this folded word.
    pub(super) fn find(&self, word: &str) -> Option<u32> {
        self.terms.get(word)
    }

    /// The terms with the same stem as a folded word, itself included when it is there.
    pub(super) fn relatives(&self, word: &str) -> Vec<u32> {
        self.stems.get(&stem(word)).map(|stem| self.of_stem(stem).collect()).unwrap_or_default()
    }

    fn of_stem(&self, stem: u32) -> impl Iterator<Item = u32> + '_ {
        let first = self.newest_of_stem[stem as usize];
        std::iter::successors((first != LAST).then_some(first), |&term| {
            Some(self.next_of_stem[term as usize]).filter(|&next| next != LAST)
        })
    }

    /// The terms that begin with these folded letters.
    pub(super) fn beginning_with(&self, letters: &str) -> Vec<u32> {
        self.terms.beginning_with(letters)
    }

    /// The longer words in which a folded word is a part: `begroting` and `begrotingen` are in `burgerbegroting`. A part
    /// begins the word or has at least three letters before it, or else `raad` would be found in `draad` and `beraad`.
    /// Shorter words than four letters are parts of too much.
    pub(super) fn compounds_with(&self, word: &str) -> Vec<u32> {
        const SHORTEST_PART: usize = 3;
        if word.len() < 4 {
            return Vec::new();
        }
        let fits = |at: usize| at == 0 || at >= SHORTEST_PART;
        let mut found: Vec<u32> = self
            .terms
            .containing(word)
            .into_iter()
            .filter(|&(term, at)| fits(at) && self.terms.length(term) > word.len())
            .map(|(term, _)| term)
            .collect();
        let stem = stem(word);
        if stem.len() >= SHORTEST_PART {
            for (longer, at) in self.stems.ending_with(&stem) {
                if at >= SHORTEST_PART {
                    found.extend(self.of_stem(longer));
                }
            }
        }
        found
    }

    /// The terms that may be at most `distance` typing errors away from a folded word; a quick and generous choice.
    pub(super) fn near(&self, word: &str, distance: usize) -> impl Iterator<Item = u32> + '_ {
        let (length, wanted) = (word.len(), letters(word));
        // One error changes at most two letters of the set: one that goes and one that comes.
        let most = number(distance * 2);
        (0u32..)
            .zip(&self.letters_of)
            .filter(move |&(_, letters)| (letters ^ wanted).count_ones() <= most)
            .map(|(term, _)| term)
            .filter(move |&term| self.terms.length(term).abs_diff(length) <= distance)
    }
}

/// The set of letters in a word as bits: a to z, and five groups for everything else.
fn letters(word: &str) -> u32 {
    word.bytes().fold(0, |set, byte| {
        set | 1 << if byte.is_ascii_lowercase() { u32::from(byte - b'a') } else { 26 + u32::from(byte % 5) }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(words: &[&str]) -> Vocabulary {
        let mut vocabulary = Vocabulary::new(&["de".into()]);
        for word in words {
            vocabulary.add(word);
        }
        vocabulary
    }

    fn names(vocabulary: &Vocabulary, mut terms: Vec<u32>) -> Vec<&str> {
        terms.sort_unstable();
        terms.dedup();
        terms.into_iter().map(|term| vocabulary.term(term)).collect()
    }

    #[test]
    fn spellings_of_one_term_are_kept_apart_and_stopwords_are_left_out() {
        let mut words = of(&[]);
        let (marked, plain) = (words.add("coöperatie"), words.add("cooperatie"));
        assert_ne!(marked, plain);
        assert_eq!(marked.map(|id| words.term_of(id)), plain.map(|id| words.term_of(id)));
        assert_eq!((words.add("de"), words.add("s"), words.add("…")), (None, None, None));
    }

    #[test]
    fn a_part_is_found_in_compounds_but_not_in_chance_letters() {
        let words = of(&["burgerbegroting", "begroting", "wijkraden", "raadhuis", "draad", "beraad", "gemeenteraad"]);
        assert_eq!(names(&words, words.compounds_with("begrotingen")), ["burgerbegroting"]);
        assert_eq!(names(&words, words.compounds_with("raad")), ["wijkraden", "raadhuis", "gemeenteraad"]);
        assert_eq!(names(&words, words.compounds_with("raa")), Vec::<&str>::new());
    }

    #[test]
    fn absorbing_keeps_every_spelling_under_its_new_number() {
        let (mut one, two) = (of(&["amersfoort", "raad"]), of(&["raad", "de", "gouda"]));
        let numbers = one.absorb(&two);
        assert_eq!(one.spelling(numbers[0]), "raad");
        assert_eq!(numbers[1], NOT_INDEXED);
        assert_eq!(one.spelling(numbers[2]), "gouda");
    }
}
