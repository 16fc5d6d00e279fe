//! What somebody may be about to type.

use std::cmp::Reverse;
use std::collections::HashSet;

use super::bitset::Bitset;
use super::correct::correct;
use super::documents::fold_title;
use super::fold::folded_words;
use super::lexicon::{NameKind, PlaceName};
use super::reading::{Token, beginning};
use super::{Index, MunicipalityIdx, TagIdx, number};

/// At most so many places, values and words are suggested, so that there is room for titles.
const MOST_PLACES: usize = 3;
const MOST_TAGS: usize = 2;
const MOST_WORDS: usize = 3;

/// Something to search for, or to go to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suggestion {
    /// What it is.
    pub kind: SuggestionKind,
    /// How it is written: the name, label, title or words.
    pub label: String,
    /// How many entries there are; for a title: with this title.
    pub count: u32,
}

/// What can be suggested.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SuggestionKind {
    /// A municipality.
    Municipality {
        /// Which one.
        municipality: MunicipalityIdx,
        /// Its other or former name that was typed; then the label is "Uden (nu Maashorst)" or "Den Haag ('s-Gravenhage)".
        known_as: Option<String>,
    },
    /// A value of a facet whose labels are searched, such as a type.
    Tag(TagIdx),
    /// An initiative, by its public number; the first one when several have this title.
    Initiative(i64),
    /// A text to search for.
    Word,
}

impl Index {
    /// Suggestions for a text as it is being typed: places, types, words and titles in that order, none twice.
    #[must_use]
    pub fn suggest(&self, text: &str, limit: usize) -> Vec<Suggestion> {
        let text = beginning(text);
        let mut tokens = self.tokens(text);
        // A space after a word ends it, but what follows is not known yet: the word itself is still what is meant.
        let Some(last) = tokens.pop() else { return Vec::new() };
        let earlier = tokens;
        if last.word.chars().count() < 2 {
            return Vec::new();
        }
        let typed = fold_title(text);
        let mut found = self.suggest_places(&typed);
        found.extend(self.suggest_tags(&earlier, &last));
        let completions = self.vocabulary.beginning_with(&last.word);
        let titles = self.suggest_titles(&earlier, &completions, limit);
        // A word is worth suggesting when it is not a place, a type or a title already.
        let taken: HashSet<String> = found.iter().chain(&titles).map(|other| fold_title(&other.label)).collect();
        let words = self.suggest_words(&earlier, &last, &completions);
        found.extend(words.into_iter().filter(|word| !taken.contains(&fold_title(&word.label))));
        found.extend(titles);
        if found.is_empty() {
            found.extend(self.suggest_correction(&earlier, &last));
        }
        let mut labels = HashSet::new();
        found.retain(|suggestion| labels.insert(fold_title(&suggestion.label)));
        found.truncate(limit);
        found
    }

    fn suggest_places(&self, typed: &str) -> Vec<Suggestion> {
        let inside = format!(" {typed}");
        // By municipality the name that fits best: from its beginning, and the present one.
        let mut names: Vec<(MunicipalityIdx, bool, NameKind, &PlaceName)> = self
            .lexicon
            .places()
            .filter(|(key, place)| {
                place.kind != NameKind::Province
                    && (key.starts_with(typed) || (typed.len() >= 4 && key.contains(&inside)))
            })
            .flat_map(|(key, place)| {
                place.municipalities.iter().map(move |&m| (m, !key.starts_with(typed), place.kind, place))
            })
            .collect();
        names.sort_unstable_by(|a, b| (a.0, a.1, a.2, &a.3.name).cmp(&(b.0, b.1, b.2, &b.3.name)));
        names.dedup_by_key(|name| name.0);
        names.sort_by_key(|&(municipality, inside, kind, _)| {
            (inside, kind, Reverse(self.municipality_count(municipality)), municipality)
        });
        names
            .into_iter()
            .take(MOST_PLACES)
            .filter_map(|(municipality, _, kind, place)| {
                let known_as = (kind != NameKind::Present).then(|| place.name.clone());
                let name = &self.reference.municipalities.get(usize::from(municipality))?.name;
                let label = match kind {
                    NameKind::Former => format!("{} (nu {name})", place.name),
                    NameKind::Alias | NameKind::Village => format!("{} ({name})", place.name),
                    NameKind::Present | NameKind::Province => name.clone(),
                };
                let kind = SuggestionKind::Municipality { municipality, known_as };
                Some(Suggestion { kind, label, count: self.municipality_count(municipality) })
            })
            .collect()
    }

    fn suggest_tags(&self, earlier: &[Token], last: &Token) -> Vec<Suggestion> {
        let mut found: Vec<Suggestion> = Vec::new();
        for facet in self.reference.facets.iter().filter(|facet| facet.searched) {
            for (tag, label) in facet.tags().zip(&facet.labels) {
                let words = folded_words(label);
                let part = |word: &String| last.word.len() >= 4 && word.contains(&last.word);
                if earlier.iter().all(|token| words.contains(&token.word))
                    && words.iter().any(|word| word.starts_with(&last.word) || part(word))
                {
                    let kind = SuggestionKind::Tag(tag);
                    found.push(Suggestion { kind, label: label.clone(), count: self.tag_count(tag) });
                }
            }
        }
        found.sort_by_key(|suggestion| Reverse(suggestion.count));
        found.truncate(MOST_TAGS);
        found
    }

    fn suggest_words(&self, earlier: &[Token], last: &Token, completions: &[u32]) -> Vec<Suggestion> {
        if last.stopword() {
            return Vec::new();
        }
        let mut best: Vec<(u32, u32)> = completions
            .iter()
            .map(|&term| (term, self.postings.count(term) + number(self.named_by(term).count())))
            .filter(|&(_, entries)| entries > 0)
            .collect();
        best.sort_unstable_by_key(|&(term, entries)| (Reverse(entries), self.vocabulary.term(term)));
        best.truncate(MOST_WORDS);
        best.into_iter().filter_map(|(term, _)| self.suggest_word(earlier, term)).collect()
    }

    /// What was typed with another last word, if that finds anything.
    fn suggest_word(&self, earlier: &[Token], last: u32) -> Option<Suggestion> {
        let words = earlier.iter().map(|token| token.typed().to_owned()).chain([self.best_spelling(last)]);
        let label = words.collect::<Vec<_>>().join(" ");
        let count = self.count_with_all_words(&label);
        (count > 0).then_some(Suggestion { kind: SuggestionKind::Word, label, count })
    }

    fn suggest_titles(&self, earlier: &[Token], completions: &[u32], limit: usize) -> Vec<Suggestion> {
        let mut fitting = Bitset::empty(self.len());
        for &term in completions {
            self.postings.in_title(term).iter().for_each(|&rank| fitting.insert(rank as usize));
        }
        for token in earlier.iter().filter(|token| !token.stopword()) {
            match self.vocabulary.find(&token.word) {
                Some(term) => fitting.intersect(&self.in_title(term)),
                None => return Vec::new(),
            }
        }
        // The shortest titles, equal ones in the default order.
        let mut by_length: Vec<Vec<u32>> = vec![Vec::new(); 256];
        for rank in fitting.iter() {
            let same_length = &mut by_length[usize::from(self.title_words[rank as usize])];
            let known = |other: &&u32| self.title_keys[**other as usize] == self.title_keys[rank as usize];
            if same_length.len() < limit && !same_length.iter().any(|other| known(&other)) {
                same_length.push(rank);
            }
        }
        by_length
            .into_iter()
            .flatten()
            .take(limit)
            .map(|rank| {
                let key = self.title_keys[rank as usize];
                Suggestion {
                    kind: SuggestionKind::Initiative(self.id(rank)),
                    label: self.title(rank).to_owned(),
                    count: number(self.title_keys.iter().filter(|&&other| other == key).count()),
                }
            })
            .collect()
    }

    fn suggest_correction(&self, earlier: &[Token], last: &Token) -> Option<Suggestion> {
        if self.vocabulary.find(&last.word).is_some_and(|term| self.weight(term) > 0) {
            return None;
        }
        let term = correct(&last.word, &self.vocabulary, |term| self.postings.count(term))?;
        self.suggest_word(earlier, term)
    }

    /// The entries with a term in the title.
    fn in_title(&self, term: u32) -> Bitset {
        let mut having = Bitset::empty(self.len());
        self.postings.in_title(term).iter().for_each(|&rank| having.insert(rank as usize));
        having
    }

    /// The entries in the places whose name is this term.
    fn named_by(&self, term: u32) -> impl Iterator<Item = u32> {
        let places = self.lexicon.municipalities_of(term).iter().filter(|(_, whole)| *whole);
        places.flat_map(|&(municipality, _)| self.by_municipality.of(usize::from(municipality)).iter().copied())
    }
}
