//! What people type and what they must find, as a table over the forty initiatives.

use super::fixture::{index, place};
use super::{Query, Reading, SuggestionKind};

/// Text, and what comes first (ids in order, as many as are given; the others may follow).
const FIRST: &[(&str, &[i64])] = &[
    // As it stands there.
    ("G1000 Amersfoort", &[1]),
    ("g1000 amersfoort", &[1]),
    ("woonreferendum", &[20]),
    ("politieke markt", &[32]),
    // Marks and punctuation.
    ("sudwest fryslan", &[14]),
    ("Súdwest-Fryslân", &[14]),
    ("sudwestfryslan", &[14]),
    ("cooperatieve wijkraad", &[15]),
    ("d'ran", &[34]),
    ("dran festival", &[34]),
    ("g 1000 borne", &[4]),
    ("G-1000 Borne", &[4]),
    // Typing errors.
    ("woonreferndum", &[20]),
    ("burgerberaat maastrciht", &[9]),
    ("amersfort", &[1]),
    ("smederijn", &[30]),
    // Compounds: a part finds the whole, and the whole its parts.
    ("referendum rotterdam", &[20]),
    ("begroting dordrecht", &[28]),
    ("kernenraad", &[]),
    ("dorpsraad hoogeveen", &[30]),
    ("energieplan utrecht", &[5]),
    ("burgemeester gouda", &[35]),
    // Other forms of the word.
    ("burgerberaden heerlen", &[10]),
    ("burgerbegrotingen emmen", &[25]),
    ("wijkcoöperaties", &[21, 40]),
    // Synonyms, both ways, of several words too.
    ("burgertop houten", &[7]),
    ("g1000 houten", &[7]),
    ("right to challenge", &[18]),
    ("right to challenge baarn", &[39]),
    ("uitdaagrecht rotterdam", &[18]),
    ("participatory budgeting breda", &[27]),
    // Places: former names, other names, several words.
    ("uden", &[2]),
    ("burgerberaad sneek", &[14]),
    ("cuijk", &[13]),
    ("mill en sint hubert", &[13]),
    ("den haag", &[40]),
    ("'s-Gravenhage", &[40]),
    ("s gravenhage", &[40]),
    ("alphen aan den rijn", &[37]),
    ("kinderraad alphen", &[37]),
    ("het hogeland", &[11]),
    ("drenthe smederijen", &[30]),
    // Half a word at the end.
    ("burgerberaad hee", &[10]),
    ("kinderb", &[37, 35]),
    // Stopwords do not count.
    ("de stem van west", &[22]),
    ("de smederijen van", &[30]),
];

/// Text, and everything that is found in whatever order.
const ALL: &[(&str, &[i64])] = &[
    ("uden", &[2]),
    ("sneek", &[14]),
    ("bergen op zoom", &[]),
    ("den bosch", &[]),
    ("raad op pad", &[33]),
    ("koggenland kindergemeenteraad", &[36]),
    ("limburg burgerberaad", &[9, 10]),
];

fn found(text: &str) -> Vec<i64> {
    let index = index();
    let found = index.find(&Query { text: Some(text.into()), ..Query::default() });
    found.ids(&index, 0..usize::MAX)
}

fn outcome(text: &str) -> super::TextOutcome {
    index().find(&Query { text: Some(text.into()), ..Query::default() }).text.unwrap_or_default()
}

#[test]
fn the_best_comes_first() {
    for (text, expected) in FIRST {
        let found = found(text);
        assert_eq!(&found[..expected.len().min(found.len())], *expected, "{text}: {found:?}");
    }
}

#[test]
fn nothing_is_found_that_does_not_fit() {
    for (text, expected) in ALL {
        let mut found = found(text);
        found.sort_unstable();
        assert_eq!(found, *expected, "{text}");
    }
}

#[test]
fn every_begroting_is_found_by_begroting() {
    let found = found("begroting");
    for id in [23, 24, 25, 26, 27, 28, 29] {
        assert!(found.contains(&id), "{id} in {found:?}");
    }
    assert!(!found.contains(&1));
}

#[test]
fn synonyms_find_each_other_in_title_and_type() {
    let mut by_word: Vec<Vec<i64>> = ["g1000", "burgertop", "burgerberaad"].map(found).into();
    for ids in &mut by_word {
        ids.sort_unstable();
    }
    assert!(by_word[0].len() >= 14);
    assert!(by_word.iter().all(|ids| [1, 2, 3, 4, 6, 9, 11, 14].iter().all(|id| ids.contains(id))));
}

#[test]
fn what_was_typed_counts_for_more_than_what_we_made_of_it() {
    let order = found("burgerberaad");
    let place = |id: i64| order.iter().position(|&found| found == id);
    // Title, compound in the title but with the type, and synonym.
    assert!(place(9) < place(6) && place(6) < place(14), "{order:?}");
}

#[test]
fn did_you_mean_names_the_best_known_spelling() {
    for (text, corrected) in [
        ("burgerberaat maastrciht", Some("burgerberaad Maastricht")),
        ("wijkcooperatei", Some("wijkcoöperatie")),
        ("amersfort", Some("Amersfoort")),
        // Both fall apart in two words that exist, and that nothing has together.
        ("burgeberad", Some("burgerberaad")),
        ("burgbegroting", Some("burgerbegroting")),
        ("den bosh", Some("Den Bosch")),
        ("de burgerberaat van heerlen", Some("de burgerberaad van Heerlen")),
        ("burgerberaad", None),
        ("begroting", None),
        // A synonym that no entry uses is still a word.
        ("budgeting", None),
        ("xyzzyq", None),
    ] {
        assert_eq!(outcome(text).corrected.as_deref(), corrected, "{text}");
    }
}

#[test]
fn the_outcome_says_what_was_made_of_every_part() {
    let read = |text| outcome(text).understood.into_iter().map(|u| (u.typed, u.reading)).collect::<Vec<_>>();
    assert_eq!(
        read("raad in Bergen op Zoom"),
        [("raad".into(), Reading::Word), ("bergen op zoom".into(), Reading::Place)]
    );
    assert_eq!(
        read("klimaatburgerraad"),
        [("klimaatburgerraad".into(), Reading::Parts("klimaat".into(), "burgerraad".into()))]
    );
    assert_eq!(read("qqqwww heerlen"), [("qqqwww".into(), Reading::Unknown), ("heerlen".into(), Reading::Place)]);
}

#[test]
fn places_in_the_text_are_named() {
    let places = outcome("burgerbegroting in Uden").places;
    assert_eq!(places.len(), 1);
    assert_eq!((places[0].name.as_str(), places[0].former), ("Uden", true));
    assert_eq!(places[0].municipalities, [place("Maashorst")]);
    let bergen = outcome("bergen").places;
    assert_eq!(bergen[0].municipalities, [place("Bergen (NH.)"), place("Bergen (L.)")]);
    assert!(outcome("drenthe").places[0].province);
}

#[test]
fn when_nothing_has_all_words_the_most_count_and_it_is_said() {
    let outcome = outcome("referendum heerlen");
    assert!(!outcome.all_words);
    let found = found("referendum heerlen");
    assert!(found.contains(&20) && found.contains(&10));
    assert!(self::outcome("burgerberaad heerlen").all_words);
}

#[test]
fn nothing_to_search_for_filters_nothing() {
    for text in ["", "   ", "de van het", "!?", "\0", "a"] {
        let index = index();
        let found = index.find(&Query { text: Some(text.into()), ..Query::default() });
        assert_eq!((found.total(), found.text.is_none()), (40, true), "{text:?}");
    }
}

#[test]
fn suggestions_know_places_types_words_and_titles() {
    let index = index();
    let labels = |text: &str| index.suggest(text, 8).into_iter().map(|s| s.label).collect::<Vec<_>>();
    assert_eq!(labels("ude")[0], "Uden (nu Maashorst)");
    assert_eq!(labels("den ha")[0], "Den Haag ('s-Gravenhage)");
    assert_eq!(labels("zoom")[0], "Bergen op Zoom");
    assert_eq!(labels("amersf"), ["Amersfoort", "G1000 Amersfoort"]);
    assert!(labels("burgerb").contains(&"Burgerberaad en G1000".into()));
    assert!(labels("burgerb").contains(&"burgerberaad".into()));
    assert!(labels("kinderbu").contains(&"Kinderburgemeester van Gouda".into()));
    assert!(labels("burgerberaad hee").contains(&"Burgerberaad Heerlen".into()));
    // A place that no text names.
    assert!(labels("smederijen hooge").contains(&"smederijen Hoogeveen".into()));
    assert_eq!(labels("wijkcooperatei"), ["wijkcoöperatie"]);
    for text in ["", " ", "b", "qqq", "\0", "de"] {
        let _ = labels(text);
    }
    let all = index.suggest("burgerb", 8);
    assert!(
        all.iter()
            .all(|suggestion| suggestion.count > 0 || matches!(suggestion.kind, SuggestionKind::Municipality { .. }))
    );
}

#[test]
fn a_suggested_text_promises_as_many_as_searching_it_finds() {
    let index = index();
    let mut promised = 0;
    let beginnings = [
        "raad",
        "ra",
        "bur",
        "begro",
        "be",
        "wijk",
        "wijkraad be",
        "dorps",
        "ver",
        "g10",
        "uit",
        "jong",
        "burgerberaat",
    ];
    for typed in beginnings {
        for suggestion in index.suggest(typed, 20) {
            if suggestion.kind == SuggestionKind::Word {
                let found = index.find(&Query { text: Some(suggestion.label.clone()), ..Query::default() });
                assert_eq!(suggestion.count as usize, found.total(), "{typed}: {}", suggestion.label);
                promised += 1;
            }
        }
    }
    assert!(promised > 10, "{promised}");
}
