//! Where long words in a list can be broken.

use leptos::prelude::*;

/// A word longer than this may be broken, so that one address does not make a column as wide as itself.
const LONG_WORD: usize = 16;

/// What is shorter than this, such as `nl`, stays with what stands before it.
const SHORT_END: usize = 5;

/// Words in which long ones can be broken.
pub(super) fn breaking(words: &str) -> AnyView {
    let mut pieces = pieces(words).into_iter().map(str::to_owned);
    let first = pieces.next().unwrap_or_default();
    let rest: Vec<AnyView> = pieces
        .map(|piece| {
            view! {
                <wbr />
                {piece}
            }
            .into_any()
        })
        .collect();
    if rest.is_empty() {
        first.into_any()
    } else {
        view! {
            {first}
            {rest}
        }
        .into_any()
    }
}

/// The same words, cut where people break addresses: after an at sign, a dot and the like, in long words only.
fn pieces(words: &str) -> Vec<&str> {
    let (mut pieces, mut begun, mut at) = (Vec::new(), 0, 0);
    for word in words.split_inclusive(char::is_whitespace) {
        let end = at + word.len();
        let parts = word.split_inclusive(['@', '.', '-', '_', '/', ':', '=', '&']);
        for part in parts.filter(|_| word.chars().count() > LONG_WORD) {
            at += part.len();
            if end - at >= SHORT_END {
                pieces.push(&words[begun..at]);
                begun = at;
            }
        }
        at = end;
    }
    pieces.push(&words[begun..]);
    pieces
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_long_address_is_broken_where_people_break_it_and_other_words_are_not() {
        assert_eq!(pieces("griffie@gemeente.voorbeeld.nl"), ["griffie@", "gemeente.", "voorbeeld.nl"]);
        assert_eq!(pieces("rol: Deur → Beheerder"), ["rol: Deur → Beheerder"]);
        assert_eq!(pieces("jan@x.nl en een.heel.lang@adres.nl"), ["jan@x.nl en een.", "heel.", "lang@", "adres.nl"]);
    }

    proptest! {
        #[test]
        fn whatever_is_cut_is_the_same_together(words in "(\\PC|[@.: \n-]){0,60}") {
            prop_assert_eq!(pieces(&words).concat(), words);
        }
    }
}
