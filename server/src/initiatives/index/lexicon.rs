//! What words of the reference lists mean: names of places, labels of facet values, and words for the same thing.

use std::collections::{HashMap, HashSet};

use super::fold::{self, folded_words, stem};
use super::vocabulary::Vocabulary;
use super::{MunicipalityIdx, Reference, TagIdx};

/// A name by which municipalities are found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct PlaceName {
    /// As it is written.
    pub(super) name: String,
    /// What it stands for: one, or several for a province and for a name that two municipalities share.
    pub(super) municipalities: Vec<MunicipalityIdx>,
    /// How much the name says: present names win over other names, and those over provinces.
    pub(super) kind: NameKind,
}

/// What a name is to its municipality.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum NameKind {
    /// Its name.
    Present,
    /// Another name for all of it.
    Alias,
    /// A former municipality that is part of it.
    Former,
    /// The province in which it lies.
    Province,
}

/// The meaning of words, by folded word or phrase (words with single spaces).
#[derive(Debug, Default)]
pub(super) struct Lexicon {
    places: HashMap<String, PlaceName>,
    /// Number of words in the longest name or synonym.
    longest_phrase: usize,
    /// Terms that occur in any of the lists; they exist even if no entry uses them.
    named: HashSet<u32>,
    /// By term: the municipalities with this word in a name of their own or of a part of them, and whether it is all of it.
    municipalities_of_term: HashMap<u32, Vec<(MunicipalityIdx, bool)>>,
    /// By term: the values with this word in the label.
    tags_of_term: HashMap<u32, Vec<TagIdx>>,
    /// By stems of the words, with single spaces: the group.
    synonym_of: HashMap<String, usize>,
    /// Per group the phrases, each as folded words.
    synonyms: Vec<Vec<Vec<String>>>,
}

impl Lexicon {
    /// Reads the lists; their words become part of the vocabulary, so that they can be completed and corrected.
    pub(super) fn new(reference: &Reference, vocabulary: &mut Vocabulary) -> Self {
        let mut lexicon = Self::default();
        for (number, municipality) in (0u16..).zip(&reference.municipalities) {
            lexicon.add_name(&municipality.name, number, NameKind::Present, vocabulary);
            // "Bergen (NH.)" is called Bergen, and so is the other one.
            if let Some((short, _)) = municipality.name.split_once('(') {
                lexicon.add_name(short.trim(), number, NameKind::Present, vocabulary);
            }
            for name in &municipality.aliases {
                lexicon.add_name(name, number, NameKind::Alias, vocabulary);
            }
            for name in &municipality.former {
                lexicon.add_name(name, number, NameKind::Former, vocabulary);
            }
        }
        for (number, province) in (0u16..).zip(&reference.provinces) {
            for (municipality, names) in (0u16..).zip(&reference.municipalities) {
                if names.province == Some(number) {
                    lexicon.add_name(province, municipality, NameKind::Province, vocabulary);
                }
            }
        }
        for facet in reference.facets.iter().filter(|facet| facet.searched) {
            for (tag, label) in facet.tags().zip(&facet.labels) {
                for term in terms(label, vocabulary) {
                    lexicon.named.insert(term);
                    lexicon.tags_of_term.entry(term).or_default().push(tag);
                }
            }
        }
        for group in &reference.synonyms {
            lexicon.add_synonyms(group, vocabulary);
        }
        lexicon
    }

    fn add_name(&mut self, name: &str, municipality: MunicipalityIdx, kind: NameKind, vocabulary: &mut Vocabulary) {
        let words = folded_words(name);
        if words.is_empty() {
            return;
        }
        let name_terms = terms(name, vocabulary);
        self.named.extend(&name_terms);
        // Half the country has "Noord" or "Holland" in the name of its province.
        if kind != NameKind::Province {
            for term in name_terms {
                let of_term = self.municipalities_of_term.entry(term).or_default();
                let whole = vocabulary.term(term) == words.concat();
                match of_term.iter_mut().find(|(known, _)| *known == municipality) {
                    Some((_, known_whole)) => *known_whole |= whole,
                    None => of_term.push((municipality, whole)),
                }
            }
        }
        self.longest_phrase = self.longest_phrase.max(words.len());
        // Also as one word: "denbosch", "sudwestfryslan".
        for key in [words.join(" "), words.concat()] {
            let place = self.places.entry(key).or_insert_with(|| PlaceName {
                name: name.to_owned(),
                municipalities: Vec::new(),
                kind,
            });
            if kind < place.kind {
                *place = PlaceName { name: name.to_owned(), municipalities: vec![municipality], kind };
            } else if kind == place.kind && !place.municipalities.contains(&municipality) {
                place.municipalities.push(municipality);
                // Two of the same name are called by what they share.
                if name.len() < place.name.len() {
                    name.clone_into(&mut place.name);
                }
            }
        }
    }

    fn add_synonyms(&mut self, group: &[String], vocabulary: &mut Vocabulary) {
        let phrases: Vec<Vec<String>> =
            group.iter().map(|phrase| folded_words(phrase)).filter(|words| !words.is_empty()).collect();
        for (phrase, words) in group.iter().zip(&phrases) {
            // So that they are known words, also before any entry uses them.
            self.named.extend(terms(phrase, vocabulary));
            self.longest_phrase = self.longest_phrase.max(words.len());
            self.synonym_of.entry(stems(words)).or_insert(self.synonyms.len());
        }
        self.synonyms.push(phrases);
    }

    /// The place with this name, given as folded words.
    pub(super) fn place(&self, words: &[String]) -> Option<&PlaceName> {
        self.places.get(&words.join(" "))
    }

    /// All names of places with the folded words they are known by.
    pub(super) fn places(&self) -> impl Iterator<Item = (&str, &PlaceName)> {
        self.places.iter().map(|(key, place)| (key.as_str(), place))
    }

    /// The phrases for the same thing, among which the given one; none when it has no synonyms.
    pub(super) fn synonyms(&self, words: &[String]) -> &[Vec<String>] {
        self.synonym_of.get(&stems(words)).map_or(&[], |&group| &self.synonyms[group])
    }

    /// Whether a term occurs in any of the lists.
    pub(super) fn is_named(&self, term: u32) -> bool {
        self.named.contains(&term)
    }

    /// Number of words in the longest name or synonym, at least one.
    pub(super) fn longest_phrase(&self) -> usize {
        self.longest_phrase.max(1)
    }

    /// The municipalities with this word in a name, and whether it is the whole name.
    pub(super) fn municipalities_of(&self, term: u32) -> &[(MunicipalityIdx, bool)] {
        self.municipalities_of_term.get(&term).map_or(&[], Vec::as_slice)
    }

    /// The facet values with this word in the label.
    pub(super) fn tags_of(&self, term: u32) -> &[TagIdx] {
        self.tags_of_term.get(&term).map_or(&[], Vec::as_slice)
    }
}

/// The terms of a phrase, whose words become part of the vocabulary.
fn terms(phrase: &str, vocabulary: &mut Vocabulary) -> Vec<u32> {
    let mut found = Vec::new();
    fold::words(phrase, |spelling, _| {
        if let Some(id) = vocabulary.add(spelling) {
            found.push(vocabulary.term_of(id));
        }
    });
    found
}

fn stems(words: &[String]) -> String {
    words.iter().map(|word| stem(word)).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::super::MunicipalityNames;
    use super::*;

    fn names(name: &str, former: &[&str]) -> MunicipalityNames {
        MunicipalityNames {
            name: name.into(),
            former: former.iter().map(|&n| n.into()).collect(),
            aliases: Vec::new(),
            province: Some(0),
        }
    }

    fn lexicon() -> Lexicon {
        let reference = Reference {
            municipalities: vec![
                names("Bergen (L.)", &[]),
                names("Bergen (NH.)", &[]),
                names("Utrecht", &[]),
                names("Maashorst", &["Uden", "Bergen"]),
                names("'s-Hertogenbosch", &[]),
            ],
            provinces: vec!["Utrecht".into()],
            synonyms: vec![vec!["right to challenge".into(), "uitdaagrecht".into()]],
            ..Reference::default()
        };
        Lexicon::new(&reference, &mut Vocabulary::new(&[]))
    }

    #[test]
    fn a_name_stands_for_the_places_that_bear_it_now() {
        let lexicon = lexicon();
        let found = |words: &[&str]| {
            let words: Vec<String> = words.iter().map(|&word| word.into()).collect();
            lexicon.place(&words).map(|place| (place.name.clone(), place.municipalities.clone(), place.kind))
        };
        assert_eq!(found(&["bergen"]), Some(("Bergen".into(), vec![0, 1], NameKind::Present)));
        assert_eq!(found(&["utrecht"]), Some(("Utrecht".into(), vec![2], NameKind::Present)));
        assert_eq!(found(&["uden"]), Some(("Uden".into(), vec![3], NameKind::Former)));
        assert_eq!(found(&["hertogenbosch"]).map(|p| p.1), Some(vec![4]));
        assert_eq!(found(&["atlantis"]), None);
    }

    #[test]
    fn synonyms_are_found_by_any_form_of_their_words() {
        let words = ["uitdaagrechten".to_owned()];
        assert_eq!(lexicon().synonyms(&words)[0], ["right", "to", "challenge"]);
    }
}
