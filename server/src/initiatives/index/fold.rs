//! How written words become comparable: split into words, without capitals and marks, and cut to their stem.
//!
//! Capitals are dropped while splitting, marks only once per different spelling (see
//! [`Vocabulary`](super::vocabulary::Vocabulary)), because a text of millions of words has few different ones.

use rust_stemmers::{Algorithm, Stemmer};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Longest word in bytes; the rest of a longer one is ignored, so that a text without spaces costs nothing special.
const LONGEST_WORD: usize = 64;

/// What a piece of text is to the words around it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Piece {
    /// A word, or one part of a word with hyphens or slashes.
    Word,
    /// All parts of a word with hyphens or slashes together, with the hyphens; comes after its parts.
    Joined,
}

/// Calls `each` with every word of a text in lower case, marks still on it. Apostrophes belong to the word (`zo'n`);
/// hyphens and slashes give the parts and the whole.
pub(super) fn words(text: &str, mut each: impl FnMut(&str, Piece)) {
    let mut splitter = Splitter::default();
    let mut rest = text;
    while !rest.is_empty() {
        // Nearly all text is plain letters: take them a word at a time.
        let plain = rest.bytes().take_while(u8::is_ascii_alphanumeric).count();
        if plain > 0 {
            splitter.push_plain(&rest[..plain]);
            rest = &rest[plain..];
        }
        let mut chars = rest.chars();
        let Some(c) = chars.next() else { break };
        rest = chars.as_str();
        match c {
            ' ' => splitter.end(&mut each),
            // Apostrophes, and the invisible characters that text editors leave inside words.
            '\'' | '’' | '‘' | 'ʼ' | '´' | '`' | '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{feff}' => {}
            '-' | '/' | '‐' | '‑' => splitter.connect(&mut each),
            c if !c.is_ascii() && (c.is_alphanumeric() || is_combining_mark(c)) => {
                c.to_lowercase().for_each(|c| splitter.push(c));
            }
            _ => splitter.end(&mut each),
        }
    }
    splitter.end(&mut each);
}

/// The word that is being read.
#[derive(Default)]
struct Splitter {
    part: String,
    joined: String,
    parts: usize,
}

impl Splitter {
    fn push(&mut self, c: char) {
        if self.part.len() + c.len_utf8() <= LONGEST_WORD {
            self.part.push(c);
        }
    }

    /// Adds letters and digits of ASCII.
    fn push_plain(&mut self, letters: &str) {
        let begin = self.part.len();
        let room = LONGEST_WORD.saturating_sub(begin).min(letters.len());
        self.part.push_str(&letters[..room]);
        self.part[begin..].make_ascii_lowercase();
    }

    /// Ends a part; the next one belongs to the same word.
    fn connect(&mut self, each: &mut impl FnMut(&str, Piece)) {
        if self.part.is_empty() {
            return self.end(each);
        }
        each(&self.part, Piece::Word);
        if self.joined.len() + self.part.len() < LONGEST_WORD {
            if self.parts > 0 {
                self.joined.push('-');
            }
            self.joined.push_str(&self.part);
            self.parts += 1;
        }
        self.part.clear();
    }

    /// Ends the word.
    fn end(&mut self, each: &mut impl FnMut(&str, Piece)) {
        if self.parts == 0 {
            if !self.part.is_empty() {
                each(&self.part, Piece::Word);
                self.part.clear();
            }
            return;
        }
        if !self.part.is_empty() {
            self.connect(each);
        }
        if self.parts > 1 {
            each(&self.joined, Piece::Joined);
        }
        self.joined.clear();
        self.parts = 0;
    }
}

/// A spelling in lower case without marks, hyphens and anything else that is no letter or digit; may be empty.
pub(super) fn fold(spelling: &str) -> String {
    let mut folded = String::with_capacity(spelling.len());
    fold_into(spelling, &mut folded);
    folded
}

/// Adds a folded spelling to a text.
pub(super) fn fold_into(spelling: &str, folded: &mut String) {
    if spelling.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit()) {
        folded.push_str(spelling);
        return;
    }
    for c in spelling.nfkd().flat_map(char::to_lowercase) {
        match c {
            'ß' => folded.push_str("ss"),
            'æ' => folded.push_str("ae"),
            'œ' => folded.push_str("oe"),
            'ø' => folded.push('o'),
            'đ' | 'ð' => folded.push('d'),
            'ł' => folded.push('l'),
            'ı' => folded.push('i'),
            'þ' => folded.push_str("th"),
            c if c.is_alphanumeric() => folded.push(c),
            _ => {}
        }
    }
}

/// The folded words of a text, hyphenated ones in parts, words of one letter left out.
pub(super) fn folded_words(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    words(text, |spelling, piece| {
        if piece == Piece::Word {
            let word = fold(spelling);
            if !is_single(&word) {
                found.push(word);
            }
        }
    });
    found
}

/// Whether a folded word has no more than one character; such words (`'s-`, `G 1000`) mean nothing by themselves.
pub(super) fn is_single(word: &str) -> bool {
    word.chars().nth(1).is_none()
}

/// The stem of a folded word, by the Snowball rules for Dutch with two additions for what these leave different:
/// plurals on -s after a vowel (`coöperaties`) and the v and z that become f and s (`initiatieven`).
pub(super) fn stem(word: &str) -> String {
    if word.len() < 4 || !word.bytes().all(|b| b.is_ascii_lowercase()) {
        return word.to_owned();
    }
    let bytes = word.as_bytes();
    let plural = word.len() >= 6 && word.ends_with('s') && b"aeiou".contains(&bytes[bytes.len() - 2]);
    let singular = if plural { &word[..word.len() - 1] } else { word };
    let mut stem = Stemmer::create(Algorithm::Dutch).stem(singular).into_owned();
    for (voiced, voiceless) in [('v', 'f'), ('z', 's')] {
        if stem.ends_with(voiced) {
            stem.pop();
            stem.push(voiceless);
        }
    }
    stem
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn pieces(text: &str) -> Vec<String> {
        let mut found = Vec::new();
        words(text, |word, _| found.push(fold(word)));
        found
    }

    #[test]
    fn words_lose_capitals_marks_and_apostrophes() {
        for (text, expected) in [
            ("Coöperatieve Wijkraad", "cooperatieve wijkraad"),
            ("Zo'n D’RAN", "zon dran"),
            ("ĲSSELSTEIN Ĳsselstein", "ijsselstein ijsselstein"),
            ("1.376 inwoners", "1 376 inwoners"),
            ("Súdwest-Fryslân", "sudwest fryslan sudwestfryslan"),
            ("Su\u{301}dwest", "sudwest"),
            ("'s-Gravenhage", "s gravenhage sgravenhage"),
            ("wijk-/dorpsraad", "wijk dorpsraad"),
            ("dorps- en wijkraad", "dorps en wijkraad"),
            ("ﬁets Straße", "fiets strasse"),
            ("\0a\0b", "a b"),
            ("", ""),
        ] {
            assert_eq!(pieces(text).join(" "), expected, "{text}");
        }
    }

    #[test]
    fn the_forms_of_a_word_share_a_stem() {
        for (one, other) in [
            ("burgerberaad", "burgerberaden"),
            ("begroting", "begrotingen"),
            ("begroting", "begroot"),
            ("initiatief", "initiatieven"),
            ("cooperatie", "cooperaties"),
            ("wijkraad", "wijkraden"),
            ("referendum", "referendums"),
            ("gemeente", "gemeentes"),
            ("bewoner", "bewoners"),
        ] {
            assert_eq!(stem(one), stem(other), "{one} {other}");
        }
    }

    proptest! {
        #[test]
        fn any_text_can_be_split_folded_and_stemmed(text in any::<String>()) {
            words(&text, |spelling, _| {
                let folded = fold(spelling);
                assert!(folded.chars().all(char::is_alphanumeric));
                let _ = stem(&folded);
            });
        }
    }
}
