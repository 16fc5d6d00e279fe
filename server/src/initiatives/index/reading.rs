//! What a typed text means: which words belong together, which are names of places, which do not exist and what was
//! probably meant.
//!
//! A text of any length and content is read in bounded time: the first [`MOST_CHARACTERS`] characters and
//! [`MOST_WORDS`] words count.

use super::Index;
use super::MunicipalityIdx;
use super::alternatives::add_places;
use super::correct::correct;
use super::documents::{fold_title, title_key};
use super::fold::{self, Piece, fold, is_single};
use super::scoring::{Alternative, Points, What};

/// So many characters of a text are read.
const MOST_CHARACTERS: usize = 400;

/// So many words (without stopwords) are searched.
const MOST_WORDS: usize = 12;

/// So many words of a text are corrected; somebody who mistypes more of them is not helped by guesses.
const MOST_CORRECTIONS: usize = 5;

/// What was made of a text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TextOutcome {
    /// The parts of the text in order, stopwords left out.
    pub understood: Vec<Understood>,
    /// "Bedoelde u": the text with the words that do not exist replaced by what was searched instead.
    pub corrected: Option<String>,
    /// The places whose names stand in the text.
    pub places: Vec<MatchedPlace>,
    /// Whether everything found has all parts of the text. If not, no entry has all and those with the most were found.
    pub all_words: bool,
}

/// A word or phrase of the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Understood {
    /// As it was typed, in lower case.
    pub typed: String,
    /// What it was taken for.
    pub reading: Reading,
    /// How many entries fit it.
    pub entries: u32,
}

/// What a word or phrase was taken for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reading {
    /// A word that is searched as it is, with its forms, compounds and synonyms.
    Word,
    /// The name of a place.
    Place,
    /// A compound that does not occur, in parts that do.
    Parts(String, String),
    /// A word that does not occur; this one was searched.
    Corrected(String),
    /// A word that does not occur, nor anything like it.
    Unknown,
}

/// A name of a place in the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MatchedPlace {
    /// The name as it is written.
    pub name: String,
    /// The municipalities it stands for.
    pub municipalities: Vec<MunicipalityIdx>,
    /// Whether it is the name of a former municipality.
    pub former: bool,
    /// Whether it is the name of a province.
    pub province: bool,
    /// Whether it is an ordinary word too, and was taken for a name because nothing else was typed.
    pub ordinary_word: bool,
}

/// A text after reading.
pub(super) struct ReadText {
    pub(super) units: Vec<Unit>,
    pub(super) corrected: Option<String>,
    /// The key of a title that is exactly this text.
    pub(super) title_key: u64,
}

/// A part of the text that an entry can fit or not.
pub(super) struct Unit {
    typed: String,
    reading: Reading,
    place: Option<MatchedPlace>,
    pub(super) alternatives: Vec<Alternative>,
}

impl Unit {
    pub(super) fn understood(&self, entries: u32) -> Understood {
        Understood { typed: self.typed.clone(), reading: self.reading.clone(), entries }
    }

    /// The place it names.
    pub(super) fn matched_place(&self) -> Option<&MatchedPlace> {
        self.place.as_ref()
    }

    /// Whether it was typed differently.
    pub(super) fn is_corrected(&self) -> bool {
        matches!(self.reading, Reading::Corrected(_))
    }
}

/// A word of the text.
#[derive(Clone, Debug)]
pub(super) struct Token {
    typed: String,
    /// Folded; after correction the corrected word.
    pub(super) word: String,
    stopword: bool,
    /// Whether the text ends with it, so that it may still be growing.
    pub(super) last: bool,
    /// The spelling of the word that was meant.
    corrected: Option<String>,
}

impl Token {
    /// As it was typed, in lower case.
    pub(super) fn typed(&self) -> &str {
        &self.typed
    }

    /// Whether it says nothing by itself.
    pub(super) fn stopword(&self) -> bool {
        self.stopword
    }
}

impl Index {
    /// Reads a text; `None` when there is nothing to search for in it.
    pub(super) fn read(&self, text: &str) -> Option<ReadText> {
        let text = beginning(text);
        let mut tokens = self.tokens(text);
        if tokens.iter().all(|token| token.stopword) {
            return None;
        }
        let title_key = title_key(&fold_title(text));
        let (mut units, mut text) = self.units(&tokens);
        // Two words that no entry has together may be there by chance, as in `burgeberad`.
        let by_chance = |unit: &Unit| {
            matches!(unit.reading, Reading::Parts(..)) && !unit.alternatives.iter().any(|parts| self.fits_any(parts))
        };
        let unknown = units.iter().filter(|unit| unit.reading == Reading::Unknown || by_chance(unit));
        let unknown = unknown.map(|unit| unit.typed.clone());
        if self.correct_tokens(&unknown.take(MOST_CORRECTIONS).collect::<Vec<_>>(), &mut tokens) {
            // A corrected word may complete a phrase.
            (units, text) = self.units(&tokens);
        }
        let corrected = tokens.iter().any(|token| token.corrected.is_some()).then_some(text);
        Some(ReadText { units, corrected, title_key })
    }

    /// The words of a text. What was typed apart but is known as one word (`G 1000`) is put together.
    pub(super) fn tokens(&self, text: &str) -> Vec<Token> {
        let mut tokens: Vec<Token> = Vec::new();
        fold::words(text, |spelling, piece| {
            let word = fold(spelling);
            if piece == Piece::Word && !word.is_empty() {
                let stopword =
                    self.vocabulary.is_stopword(&word) && self.lexicon.place(std::slice::from_ref(&word)).is_none();
                tokens.push(Token { typed: spelling.to_owned(), word, stopword, last: false, corrected: None });
            }
        });
        if text.ends_with(char::is_alphanumeric)
            && let Some(last) = tokens.last_mut()
        {
            last.last = true;
        }
        let mut at = 1;
        while at < tokens.len() {
            let (one, two) = (&tokens[at - 1], &tokens[at]);
            let together = format!("{}{}", one.word, two.word);
            let apart =
                is_single(&one.word) || is_single(&two.word) || !self.exists(&one.word) || !self.exists(&two.word);
            if apart && !one.stopword && !two.stopword && self.exists(&together) {
                let two = tokens.remove(at);
                let one = &mut tokens[at - 1];
                one.typed = format!("{} {}", one.typed, two.typed);
                one.word = together;
                one.last = two.last;
            } else {
                at += 1;
            }
        }
        let mut searched = 0;
        tokens.retain(|token| {
            let counts = !is_single(&token.word);
            searched += usize::from(counts && !token.stopword);
            counts && searched <= MOST_WORDS
        });
        tokens
    }

    /// Replaces words that mean nothing by what was probably meant; whether there were any.
    fn correct_tokens(&self, unknown: &[String], tokens: &mut [Token]) -> bool {
        let mut any = false;
        for token in tokens.iter_mut().filter(|token| unknown.contains(&token.typed) && !self.exists(&token.word)) {
            if let Some(term) = correct(&token.word, &self.vocabulary, |term| self.weight(term)) {
                token.corrected = Some(self.best_spelling(term));
                self.vocabulary.term(term).clone_into(&mut token.word);
                any = true;
            }
        }
        any
    }

    /// Puts words together to units, the longest phrases first; also gives the text as it was understood.
    fn units(&self, tokens: &[Token]) -> (Vec<Unit>, String) {
        let mut units = Vec::new();
        let mut text: Vec<String> = Vec::new();
        let mut at = 0;
        while at < tokens.len() {
            let longest = self.lexicon.longest_phrase().min(tokens.len() - at);
            let phrase = (2..=longest).rev().find_map(|length| {
                let alone = length == tokens.len();
                self.phrase(&tokens[at..at + length], alone).map(|unit| (length, unit))
            });
            let (length, unit) = match phrase {
                Some((length, unit)) => (length, Some(unit)),
                None if tokens[at].stopword => (1, None),
                None => (1, Some(self.single(&tokens[at], tokens.len() == 1))),
            };
            let written = tokens[at..at + length].iter().map(|token| token.corrected.as_ref().unwrap_or(&token.typed));
            text.push(match unit.as_ref().and_then(|unit| unit.place.as_ref()) {
                Some(place) => place.name.clone(),
                None => written.cloned().collect::<Vec<_>>().join(" "),
            });
            units.extend(unit);
            at += length;
        }
        (units, text.join(" "))
    }

    /// The unit of several words that are one name or one expression.
    fn phrase(&self, tokens: &[Token], alone: bool) -> Option<Unit> {
        let words: Vec<String> = tokens.iter().map(|token| token.word.clone()).collect();
        let synonyms = self.lexicon.synonyms(&words);
        let place = self.matched_place(&words, alone);
        if place.is_none() && synonyms.is_empty() {
            return None;
        }
        let mut alternatives = vec![self.all_of(&words, Points::EXACT)];
        add_places(place.as_ref(), &mut alternatives);
        self.add_synonyms(&words, &mut alternatives);
        Some(unit(tokens, alternatives, place, None))
    }

    /// The unit of one word.
    fn single(&self, token: &Token, alone: bool) -> Unit {
        let place = self.matched_place(std::slice::from_ref(&token.word), alone);
        let mut alternatives = self.expand(&token.word, token.last, place.as_ref());
        let mut parts = None;
        if alternatives.is_empty() {
            parts = self.split(&token.word);
            if let Some((one, two)) = &parts {
                alternatives.push(self.all_of(&[one.clone(), two.clone()], Points::COMPOUND));
            }
        }
        unit(std::slice::from_ref(token), alternatives, place, parts)
    }
}

/// As much of a text as is read.
pub(super) fn beginning(text: &str) -> &str {
    text.char_indices().nth(MOST_CHARACTERS).map_or(text, |(end, _)| &text[..end])
}

fn unit(
    tokens: &[Token],
    mut alternatives: Vec<Alternative>,
    place: Option<MatchedPlace>,
    parts: Option<(String, String)>,
) -> Unit {
    let typed: Vec<&str> = tokens.iter().map(|token| token.typed.as_str()).collect();
    let corrected = tokens.iter().any(|token| token.corrected.is_some());
    if corrected {
        alternatives.iter_mut().for_each(correction);
    }
    let meant =
        || tokens.iter().map(|t| t.corrected.as_ref().unwrap_or(&t.typed).as_str()).collect::<Vec<_>>().join(" ");
    let reading = match (corrected, &place, parts) {
        (true, Some(place), _) => Reading::Corrected(place.name.clone()),
        (true, None, _) => Reading::Corrected(meant()),
        (false, Some(_), _) => Reading::Place,
        (false, None, Some((one, two))) => Reading::Parts(one, two),
        (false, None, None) if alternatives.is_empty() => Reading::Unknown,
        (false, None, None) => Reading::Word,
    };
    Unit { typed: typed.join(" "), reading, place, alternatives }
}

/// What fits a corrected word earns less than anything that was typed.
fn correction(alternative: &mut Alternative) {
    alternative.points = alternative.points.as_correction();
    if let What::AllOf(parts) = &mut alternative.what {
        parts.iter_mut().flatten().for_each(correction);
    }
}
