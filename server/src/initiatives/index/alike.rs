//! Which entries may be the same as something that is about to be added: near it, and called nearly the same.
//!
//! The measures are those of `OpenFairDB`, which has a map of initiatives too: a title that differs in at most three of ten letters
//! of the shorter one, or in at most two words. Near is the same municipality, or a kilometre across its border: half of all
//! initiatives are drawn in the middle of their municipality.

use std::collections::HashSet;

use app::geo::Rd;

use super::documents::fold_title;
use super::{Index, MunicipalityIdx, number};

/// So far an entry of another municipality may lie, in metres.
const NEAR: f64 = 1_000.0;

/// So many words may differ, when others are the same.
const WORDS: usize = 2;

/// A word that says so little that it does not make two titles alike.
const SHORT: usize = 3;

impl Index {
    /// The ranks of entries that may be the same, the likeliest first.
    #[must_use]
    pub fn alike(&self, title: &str, municipality: Option<MunicipalityIdx>, position: Rd) -> Vec<u32> {
        let title = fold_title(title);
        let near = |rank: u32| {
            let at = self.position(rank);
            Some(self.municipality(rank)) == municipality || (at.x - position.x).hypot(at.y - position.y) <= NEAR
        };
        let names: HashSet<String> = municipality
            .and_then(|index| self.reference.municipalities.get(usize::from(index)))
            .map(|names| fold_title(&names.name).split(' ').map(str::to_owned).collect())
            .unwrap_or_default();
        let mut found: Vec<(u32, usize)> = (0..number(self.len()))
            .filter(|&rank| near(rank))
            .filter_map(|rank| likeness(&title, &fold_title(self.title(rank)), &names).map(|score| (rank, score)))
            .collect();
        found.sort_by_key(|&(rank, score)| (score, rank));
        found.into_iter().map(|(rank, _)| rank).collect()
    }
}

/// How much two folded titles differ, when they are alike; 0 for equal ones. The name of the place is in half of all titles and
/// makes no two of them alike.
fn likeness(one: &str, two: &str, names: &HashSet<String>) -> Option<usize> {
    let letters = one.chars().count().min(two.chars().count());
    let distance = strsim::damerau_levenshtein(one, two);
    if distance * 10 <= letters * 3 {
        return Some(distance);
    }
    let words = |title: &str| -> HashSet<String> {
        title.split(' ').filter(|word| !names.contains(*word)).map(str::to_owned).collect()
    };
    let (one, two) = (words(one), words(two));
    let shared = one.intersection(&two).filter(|word| word.chars().count() > SHORT).count();
    let differ = one.symmetric_difference(&two).count();
    (shared > 0 && differ <= WORDS).then_some(distance)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn alike(one: &str, two: &str) -> bool {
        let names = HashSet::from(["amersfoort".to_owned()]);
        likeness(&fold_title(one), &fold_title(two), &names).is_some()
    }

    #[test]
    fn titles_are_alike_that_differ_in_some_letters_or_in_two_words() {
        for (one, two) in [
            ("G1000 Amersfoort", "G1000Amersfoort"),
            ("Dorpsraad Hoogland", "De dorpsraad Hoogland"),
            ("Burgerberaad klimaat", "Burgerberaad over klimaat"),
            ("Stadsgesprek Amersfoort", "Stadsgesprekken Amersfoort"),
        ] {
            assert!(alike(one, two), "{one} and {two}");
        }
        for (one, two) in [
            ("Dorpsraad Hoogland", "Burgerbegroting Vathorst"),
            ("Burgerberaad Amersfoort", "Wijkraad Amersfoort"),
            ("Jongerenraad", "Ouderenraad van de binnenstad"),
        ] {
            assert!(!alike(one, two), "{one} and {two}");
        }
    }
}
