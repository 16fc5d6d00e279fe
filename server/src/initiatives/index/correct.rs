//! Which word was meant by one that does not exist.

use strsim::osa_distance;

use super::vocabulary::Vocabulary;

/// The best-known word within so many typing errors (a letter too many, too few, wrong, or two swapped) as its length
/// allows: one for 4 to 7 letters, two from 8 on. Numbers and shorter words are taken as they are.
///
/// Fewer errors win, then the same first letter, then what occurs more often, then the alphabet.
pub(super) fn correct(word: &str, vocabulary: &Vocabulary, weight: impl Fn(u32) -> u32) -> Option<u32> {
    if word.bytes().any(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let most = match word.chars().count() {
        0..4 => return None,
        4..8 => 1,
        _ => 2,
    };
    vocabulary
        .near(word, most)
        .filter_map(|term| {
            let candidate = vocabulary.term(term);
            let distance = osa_distance(word, candidate);
            let weight = (distance <= most).then(|| weight(term)).filter(|&weight| weight > 0)?;
            let other_begin = candidate.as_bytes().first() != word.as_bytes().first();
            Some(((distance, other_begin, std::cmp::Reverse(weight), candidate), term))
        })
        .min()
        .map(|(_, term)| term)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn corrected(word: &str, known: &[&str]) -> Option<String> {
        let mut vocabulary = Vocabulary::new(&[]);
        for word in known {
            vocabulary.add(word);
        }
        correct(word, &vocabulary, |_| 1).map(|term| vocabulary.term(term).to_owned())
    }

    #[test]
    fn longer_words_forgive_more_errors() {
        let known = ["raad", "burgerberaad", "begroting", "gouda", "2014"];
        for (typed, meant) in [
            ("rraad", Some("raad")),
            ("goudda", Some("gouda")),
            ("guoda", Some("gouda")),
            ("gooda", Some("gouda")),
            ("guuuda", None),
            ("burgrberad", Some("burgerberaad")),
            ("bugrerberaat", Some("burgerberaad")),
            ("burgbrd", None),
            ("rad", None),
            ("2015", None),
        ] {
            assert_eq!(corrected(typed, &known).as_deref(), meant, "{typed}");
        }
    }

    proptest! {
        #[test]
        fn every_single_error_in_a_known_word_is_corrected(
            word in "[a-z]{5,12}", at in 0usize..12, letter in "[a-z]", kind in 0u8..4,
        ) {
            let mut letters: Vec<char> = word.chars().collect();
            let at = at % (letters.len() - 1);
            let letter = letter.chars().next().unwrap_or('x');
            match kind {
                0 => { letters.remove(at); }
                1 => letters.insert(at, letter),
                2 => letters[at] = letter,
                _ => letters.swap(at, at + 1),
            }
            let typed: String = letters.into_iter().collect();
            prop_assert_eq!(corrected(&typed, &[&word]), Some(word));
        }
    }
}
