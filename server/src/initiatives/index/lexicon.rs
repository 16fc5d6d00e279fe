//! What words of the reference lists mean: names of places, labels of facet values, and words for the same thing.

use std::collections::{BTreeSet, HashMap, HashSet};

use super::fold::{self, Piece, folded_words, stem};
use super::vocabulary::Vocabulary;
use super::{MunicipalityIdx, Reference, TagIdx};

/// A name by which municipalities are found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct PlaceName {
    /// As it is written.
    pub(super) name: String,
    /// What it stands for: one, or several for a province and for a name that two municipalities share.
    pub(super) municipalities: Vec<MunicipalityIdx>,
    /// How much the name says: of two kinds with the same name the first one is meant.
    pub(super) kind: NameKind,
    /// Whether it is an ordinary word too.
    pub(super) ordinary_word: bool,
}

/// What a name is to its municipality. The order is that of what people mean: Zeeland is the province and not the former
/// municipality in Brabant, Haren the former municipality and not the village.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum NameKind {
    /// Its name.
    Present,
    /// Another name for all of it.
    Alias,
    /// The province in which it lies.
    Province,
    /// A former municipality that is part of it.
    Former,
    /// A town or village in it.
    Village,
}

/// The meaning of words, by folded word or phrase (words with single spaces).
#[derive(Debug, Default)]
pub(super) struct Lexicon {
    places: HashMap<String, PlaceName>,
    /// Names that are ordinary words too, and mean a place only when nothing else is typed.
    alone: HashMap<String, PlaceName>,
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

/// A name as the lists give it.
struct Name<'r> {
    written: &'r str,
    municipality: MunicipalityIdx,
    kind: NameKind,
    ordinary_word: bool,
}

impl Lexicon {
    /// Reads the lists; their words become part of the vocabulary, so that they can be completed and corrected.
    pub(super) fn new(reference: &Reference, vocabulary: &mut Vocabulary) -> Self {
        let mut lexicon = Self::default();
        let names = names(reference);
        for name in &names {
            lexicon.add_name(name);
        }
        for name in &names {
            lexicon.add_words(name, vocabulary);
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

    /// What the whole name stands for.
    fn add_name(&mut self, &Name { written: name, municipality, kind, ordinary_word }: &Name<'_>) {
        let words = folded_words(name);
        self.longest_phrase = self.longest_phrase.max(words.len());
        let places = if ordinary_word { &mut self.alone } else { &mut self.places };
        for key in keys(name, &words) {
            let new = || PlaceName { name: name.to_owned(), municipalities: Vec::new(), kind, ordinary_word };
            let place = places.entry(key).or_insert_with(new);
            if kind < place.kind {
                *place = new();
            }
            if kind == place.kind && !place.municipalities.contains(&municipality) {
                place.municipalities.push(municipality);
                // Two of the same name are called by what they share.
                if name.len() < place.name.len() {
                    name.clone_into(&mut place.name);
                }
            }
        }
    }

    /// What single words of a name stand for, unless the whole name means another place.
    fn add_words(&mut self, name: &Name<'_>, vocabulary: &mut Vocabulary) {
        let terms = terms(name.written, vocabulary);
        self.named.extend(&terms);
        // Half the country has "Noord" or "Holland" in the name of its province.
        if name.kind == NameKind::Province || name.ordinary_word {
            return;
        }
        let words = folded_words(name.written);
        if self.place(&words).is_none_or(|place| !place.municipalities.contains(&name.municipality)) {
            return;
        }
        for term in terms {
            let of_term = self.municipalities_of_term.entry(term).or_default();
            let whole = keys(name.written, &words).contains(vocabulary.term(term));
            match of_term.iter_mut().find(|(known, _)| *known == name.municipality) {
                Some((_, known_whole)) => *known_whole |= whole,
                None => of_term.push((name.municipality, whole)),
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

    /// The place with this name when nothing else is typed: ordinary words count too.
    pub(super) fn place_alone(&self, words: &[String]) -> Option<&PlaceName> {
        let alone = self.alone.get(&words.join(" "));
        self.place(words).into_iter().chain(alone).min_by_key(|place| place.kind)
    }

    /// All names of places with the folded words they are known by.
    pub(super) fn places(&self) -> impl Iterator<Item = (&str, &PlaceName)> {
        self.places.iter().chain(&self.alone).map(|(key, place)| (key.as_str(), place))
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

/// Every name of every municipality.
fn names(reference: &Reference) -> Vec<Name<'_>> {
    let mut names = Vec::new();
    for (municipality, of) in (0u16..).zip(&reference.municipalities) {
        let mut add = |name, kind| {
            let may_be_a_word = matches!(kind, NameKind::Former | NameKind::Village);
            let ordinary_word = may_be_a_word && of.ordinary_words.iter().any(|word| word == name);
            names.push(Name { written: name, municipality, kind, ordinary_word });
        };
        add(&of.name, NameKind::Present);
        // "Bergen (NH.)" is called Bergen, and so is the other one.
        if let Some((short, _)) = of.name.split_once('(') {
            add(short.trim(), NameKind::Present);
        }
        of.aliases.iter().for_each(|name| add(name, NameKind::Alias));
        for name in &of.former {
            add(name.split_once('(').map_or(name, |(short, _)| short.trim()), NameKind::Former);
        }
        of.villages.iter().for_each(|name| add(name, NameKind::Village));
        let province = of.province.and_then(|number| reference.provinces.get(usize::from(number)));
        province.into_iter().flatten().for_each(|name| add(name, NameKind::Province));
    }
    names
}

/// What somebody may type for a name: its words, also as one ("denbosch", "sudwestfryslan"), and with a letter that stands alone
/// at the word that follows ("s-Gravenhage", "s Heer Abtskerke").
fn keys(name: &str, words: &[String]) -> BTreeSet<String> {
    let mut with_letters = String::new();
    let mut letter = false;
    fold::words(name, |spelling, piece| {
        if piece == Piece::Word {
            if !letter && !with_letters.is_empty() {
                with_letters.push(' ');
            }
            fold::fold_into(spelling, &mut with_letters);
            letter = fold::is_single(spelling);
        }
    });
    let keys = [words.join(" "), words.concat(), with_letters.replace(' ', ""), with_letters];
    keys.into_iter().filter(|key| !key.is_empty()).collect()
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
            province: Some(0),
            ..MunicipalityNames::default()
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
            provinces: vec![vec!["Utrecht".into()]],
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
    fn of_equal_names_the_one_that_people_mean_wins_and_the_other_has_no_part_in_it() {
        let zeeland = MunicipalityNames {
            name: "Maashorst".into(),
            former: vec!["Zeeland".into()],
            ordinary_words: vec!["Zeeland".into()],
            ..MunicipalityNames::default()
        };
        let goes = MunicipalityNames { name: "Goes".into(), province: Some(0), ..MunicipalityNames::default() };
        let groningen = names("Groningen", &["Haren"]);
        let oss = MunicipalityNames { name: "Oss".into(), villages: vec!["Haren".into()], ..names("Oss", &[]) };
        let reference = Reference {
            municipalities: vec![zeeland, goes, MunicipalityNames { province: None, ..groningen }, oss],
            provinces: vec![vec!["Zeeland".into()]],
            ..Reference::default()
        };
        let mut vocabulary = Vocabulary::new(&[]);
        let lexicon = Lexicon::new(&reference, &mut vocabulary);
        let alone = |word: &str| lexicon.place_alone(&[word.to_owned()]).map(|place| place.municipalities.clone());
        assert_eq!(alone("zeeland"), Some(vec![1, 3]));
        assert_eq!(alone("haren"), Some(vec![2]));
        let haren = vocabulary.find("haren").expect("a term");
        assert_eq!(lexicon.municipalities_of(haren), [(2, true)]);
    }

    #[test]
    fn an_ordinary_word_is_a_place_only_when_it_stands_alone() {
        let kroon = MunicipalityNames {
            name: "Hollands Kroon".into(),
            former: vec!["Winkel".into()],
            ordinary_words: vec!["Winkel".into()],
            ..MunicipalityNames::default()
        };
        let reference = Reference { municipalities: vec![kroon], ..Reference::default() };
        let mut vocabulary = Vocabulary::new(&[]);
        let lexicon = Lexicon::new(&reference, &mut vocabulary);
        let words = ["winkel".to_owned()];
        assert_eq!(
            (lexicon.place(&words), lexicon.place_alone(&words).map(|p| p.kind)),
            (None, Some(NameKind::Former))
        );
        assert!(lexicon.municipalities_of(vocabulary.find("winkel").expect("a term")).is_empty());
    }

    #[test]
    fn synonyms_are_found_by_any_form_of_their_words() {
        let words = ["uitdaagrechten".to_owned()];
        assert_eq!(lexicon().synonyms(&words)[0], ["right", "to", "challenge"]);
    }
}
