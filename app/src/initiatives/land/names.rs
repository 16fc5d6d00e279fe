//! What places are called with their counts: in the drawing, and for the browser, which names them anew under every filter.

use std::collections::HashMap;

use super::Land;
use crate::initiatives::filter::Filter;
use crate::initiatives::islands::query::fill;
use crate::texts::t;

/// What was chosen out of everything that is known. Where nothing is left of it, something may well be known: only the words
/// for [`Choice::Everything`] may say that nothing is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Choice {
    /// Nothing: counts are of all that is known.
    Everything,
    /// What a filter leaves.
    Filter,
    /// One type, by which the map is coloured.
    Type,
    /// One type of what a filter leaves.
    Both,
}

impl Choice {
    /// What a filter chooses.
    #[must_use]
    pub fn of(filter: &Filter) -> Self {
        match (filter.narrows(), filter.colour.is_some()) {
            (false, false) => Self::Everything,
            (true, false) => Self::Filter,
            (false, true) => Self::Type,
            (true, true) => Self::Both,
        }
    }

    /// The word by which texts choose.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Everything => "all",
            Self::Filter => "filter",
            Self::Type => "type",
            Self::Both => "both",
        }
    }
}

/// What places are called with their counts. Looked up once per count, because there are few counts and many places.
#[derive(Default)]
pub struct Names(HashMap<(u32, u32, bool), String>);

impl Names {
    /// The name of a place with its count, such as `Ede: 2 initiatieven`.
    #[must_use]
    pub fn of(&mut self, land: &Land<'_>, index: usize) -> String {
        let place = land.reference.places.municipalities().get(index).map_or("", |place| place.name.as_str());
        fill(self.template(land, index), &[("name", place)])
    }

    fn template(&mut self, land: &Land<'_>, index: usize) -> &str {
        let (count, takes_part, known) = (land.count(index), land.takes_part(index), land.is_known(index));
        let choice = land.choice.word();
        self.0.entry((count, takes_part, known)).or_insert_with(|| match (count, takes_part) {
            (0, 0) if known => t!("map-municipality-none", name = "{name}", choice = choice),
            (0, 0) => t!("map-municipality-unknown", name = "{name}"),
            (0, _) => t!("map-municipality-takes-part", name = "{name}", count = takes_part, choice = choice),
            _ => t!("map-municipality-count", name = "{name}", count = count, choice = choice),
        })
    }
}

impl Land<'_> {
    /// What every place is called with its count, for the browser: the different templates with `{name}`, and for every
    /// place in order the position of its template, with commas between them.
    #[must_use]
    pub fn names(&self) -> (Vec<String>, String) {
        let mut templates: Vec<String> = Vec::new();
        let mut names = Names::default();
        let which: Vec<_> = (0..self.reference.places.municipalities().len())
            .map(|index| {
                let template = names.template(self, index);
                let known = templates.iter().position(|other| other == template);
                let position = known.unwrap_or_else(|| {
                    templates.push(template.to_owned());
                    templates.len() - 1
                });
                position.to_string()
            })
            .collect();
        (templates, which.join(","))
    }
}

#[cfg(test)]
mod tests {
    use super::super::NONE_CHOSEN;
    use super::*;
    use crate::geo::Bounds;
    use crate::initiatives::needs::Reference;
    use crate::initiatives::pages::examples::reference;
    use crate::initiatives::shading::Shading;

    fn land<'a>(reference: &'a Reference, counts: &'a [u32], shading: &'a Shading) -> Land<'a> {
        Land::of_everything(reference, counts, &[], shading)
    }

    #[test]
    fn the_browser_gets_a_class_and_a_name_for_every_place() {
        let reference = reference();
        let counts = [7_000, 0, 1];
        let shading = Shading::of(&counts);
        let land = land(&reference, &counts, &shading);
        assert_eq!(land.classes(), "601");
        let (templates, which) = land.names();
        assert_eq!(
            templates,
            ["{name}: 7.000 initiatieven", "{name}: nog geen initiatief bekend", "{name}: 1 initiatief"]
        );
        assert_eq!(which, "0,1,2");
    }

    #[test]
    fn nothing_is_said_to_be_unknown_of_a_place_that_a_choice_leaves_empty() {
        let reference = reference();
        let (counts, known) = ([0, 0, 1], [3, 0, 1]);
        let shading = Shading::of(&counts);
        for (choice, words) in [
            (Choice::Filter, "Amersfoort: geen initiatief met deze filters"),
            (Choice::Type, "Amersfoort: geen initiatief van deze soort"),
            (Choice::Both, "Amersfoort: geen initiatief van deze soort met deze filters"),
        ] {
            let land = Land { known: &known, choice, ..land(&reference, &counts, &shading) };
            assert_eq!(land.classes(), "f03");
            assert!(land.shows(NONE_CHOSEN));
            assert_eq!(Names::default().of(&land, 0), words);
            assert_eq!(land.municipalities(&Bounds::NETHERLANDS).matches("nog geen initiatief bekend").count(), 1);
        }
        assert!(!land(&reference, &known, &shading).shows(NONE_CHOSEN));
    }

    #[test]
    fn the_browser_finds_the_name_again_in_what_a_place_is_called_whatever_is_said_of_it() {
        use crate::initiatives::islands::query::name_and_news;
        use crate::initiatives::places::{Municipality, Places};
        let mut reference = reference();
        let colon = Municipality { name: "Nuenen: Gerwen".into(), ..reference.places.municipalities()[0].clone() };
        reference.places = Places::new(vec![colon], reference.places.provinces().to_vec());
        for (count, known) in [(0, 0), (0, 1), (1, 1), (7_000, 7_000)] {
            for choice in [Choice::Everything, Choice::Filter, Choice::Type, Choice::Both] {
                let (counts, known) = ([count], [known]);
                let shading = Shading::of(&counts);
                let land = Land { known: &known, choice, ..land(&reference, &counts, &shading) };
                let label = Names::default().of(&land, 0);
                assert_eq!(name_and_news(&label).0, "Nuenen: Gerwen", "{label}");
            }
        }
    }
}
