//! What an entry can have to fit a word or phrase: the word itself, its forms, compounds and synonyms, its place.

use super::Index;
use super::lexicon::NameKind;
use super::reading::MatchedPlace;
use super::scoring::{Alternative, Points, What};

impl Index {
    /// Everything that fits a word: itself, its forms, what begins with it, its compounds, its place and its synonyms.
    pub(super) fn expand(&self, word: &str, last: bool, place: Option<&MatchedPlace>) -> Vec<Alternative> {
        let mut terms: Vec<(u32, u8, Points)> = Vec::new();
        let mut note = |found: Vec<u32>, class: u8, points: Points| {
            terms.extend(found.into_iter().map(|term| (term, class, points)));
        };
        note(self.vocabulary.find(word).into_iter().collect(), 0, Points::EXACT);
        note(self.vocabulary.relatives(word), 1, Points::FORM);
        if last {
            note(self.vocabulary.beginning_with(word), 2, Points::BEGINNING);
        }
        note(self.vocabulary.compounds_with(word), 3, Points::COMPOUND);
        terms.sort_unstable_by_key(|&(term, class, _)| (term, class));
        terms.dedup_by_key(|&mut (term, ..)| term);
        let mut alternatives = Vec::with_capacity(terms.len() + 2);
        for (term, _, points) in terms {
            self.add_term(term, points, &mut alternatives);
        }
        add_places(place, &mut alternatives);
        self.add_synonyms(&[word.to_owned()], &mut alternatives);
        alternatives
    }

    /// A word and its other forms, for the parts of phrases.
    fn forms(&self, word: &str, points: Points) -> Vec<Alternative> {
        let mut alternatives = Vec::new();
        for term in self.vocabulary.relatives(word) {
            self.add_term(term, points, &mut alternatives);
        }
        alternatives
    }

    /// All words of a phrase in one entry, stopwords left out.
    pub(super) fn all_of(&self, words: &[String], points: Points) -> Alternative {
        let searched = words.iter().filter(|word| !self.vocabulary.is_stopword(word));
        Alternative { what: What::AllOf(searched.map(|word| self.forms(word, points)).collect()), points }
    }

    /// A term where entries, labels and names of places have it.
    fn add_term(&self, term: u32, points: Points, alternatives: &mut Vec<Alternative>) {
        let mut add = |what| alternatives.push(Alternative { what, points });
        if self.postings.count(term) > 0 {
            add(What::Term(term));
        }
        self.lexicon.tags_of(term).iter().for_each(|&tag| add(What::Tag(tag)));
        for &(municipality, whole) in self.lexicon.municipalities_of(term) {
            if whole {
                add(What::Municipality(municipality));
            } else if self.vocabulary.term(term).len() >= 4 {
                // "aan" and "den" say too little.
                add(What::PartOfName(municipality));
            }
        }
    }

    /// The other words and phrases for the same thing.
    pub(super) fn add_synonyms(&self, words: &[String], alternatives: &mut Vec<Alternative>) {
        for phrase in self.lexicon.synonyms(words) {
            if phrase == words {
                continue;
            }
            match phrase.as_slice() {
                [word] => alternatives.extend(self.forms(word, Points::EXACT.as_synonym())),
                phrase => alternatives.push(self.all_of(phrase, Points::EXACT.as_synonym())),
            }
        }
    }

    /// The place with this name; `alone` says whether nothing else was typed.
    pub(super) fn matched_place(&self, words: &[String], alone: bool) -> Option<MatchedPlace> {
        let place = if alone { self.lexicon.place_alone(words) } else { self.lexicon.place(words) };
        place.map(|place| MatchedPlace {
            name: place.name.clone(),
            municipalities: place.municipalities.clone(),
            former: place.kind == NameKind::Former,
            province: place.kind == NameKind::Province,
            ordinary_word: place.ordinary_word,
        })
    }

    /// A compound in two words that exist, with or without a linking -s-, -e-, -n- or -en-; the longest shorter part wins.
    pub(super) fn split(&self, word: &str) -> Option<(String, String)> {
        const SHORTEST_PART: usize = 4;
        let exists = |part: &str| self.vocabulary.relatives(part).iter().any(|&term| self.weight(term) > 0);
        if !word.is_ascii() || word.len() < 2 * SHORTEST_PART {
            return None;
        }
        (SHORTEST_PART..=word.len() - SHORTEST_PART)
            .flat_map(|at| ["", "s", "e", "n", "en"].map(|link| (&word[..at], word[at..].strip_prefix(link))))
            .filter_map(|(one, two)| Some((one, two.filter(|two| two.len() >= SHORTEST_PART)?)))
            .filter(|&(one, two)| exists(one) && exists(two))
            .max_by_key(|&(one, two)| (one.len().min(two.len()), one.len()))
            .map(|(one, two)| (one.to_owned(), two.to_owned()))
    }

    /// How well known a term is; 0 when it is not in use any more.
    pub(super) fn weight(&self, term: u32) -> u32 {
        self.postings.count(term) + u32::from(self.lexicon.is_named(term))
    }

    /// Whether a folded word is in use; stopwords always are.
    pub(super) fn exists(&self, word: &str) -> bool {
        self.vocabulary.is_stopword(word) || self.vocabulary.find(word).is_some_and(|term| self.weight(term) > 0)
    }

    /// A term as it is mostly written: a place by its name, another word as in most of the first entries that have it.
    pub(super) fn best_spelling(&self, term: u32) -> String {
        const ENTRIES: usize = 50;
        let folded = self.vocabulary.term(term);
        if let Some(place) = self.lexicon.place(&[folded.to_owned()]) {
            return place.name.clone();
        }
        let mut counts: Vec<(usize, &str)> = Vec::new();
        let ranks = self.postings.in_title(term).iter().chain(self.postings.in_text(term)).take(ENTRIES);
        for &rank in ranks {
            let document = self.document(rank);
            let spellings = document.title_spellings().iter().chain(document.text_spellings());
            for &spelling in spellings.filter(|&&spelling| self.vocabulary.term_of(spelling) == term) {
                let written = self.vocabulary.spelling(spelling);
                match counts.iter_mut().find(|(_, known)| *known == written) {
                    Some((count, _)) => *count += 1,
                    None => counts.push((1, written)),
                }
            }
        }
        counts.into_iter().max().map_or(folded, |(_, written)| written).to_owned()
    }
}

/// Lying in a place that is named.
pub(super) fn add_places(place: Option<&MatchedPlace>, alternatives: &mut Vec<Alternative>) {
    for &municipality in place.iter().flat_map(|place| &place.municipalities) {
        alternatives.push(Alternative { what: What::Municipality(municipality), points: Points::EXACT });
    }
}
