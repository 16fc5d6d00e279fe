//! What a row says about its facets and its municipalities: closed lists, with the entry that a misspelt word meant.

use std::collections::HashMap;

use super::{
    candidate::{MunicipalityCode, Tag},
    fault::Fault,
    reference::{Facet, Found, Municipality, Reference, folded},
    sheet::Given,
};

/// Comparing costs the product of the lengths, so longer texts get no suggestion.
const LONGEST_WORD: usize = 60;
/// A file with more different mistakes than this is not helped by more suggestions.
const MOST_SUGGESTIONS: usize = 2_000;
/// The most municipalities in `ook_in`: all there are, with room.
const MOST_MUNICIPALITIES: usize = 400;

/// A value with what is to be said about it.
pub(super) type Said = (String, Fault);

/// Looks values up and remembers what it suggested: the same mistake often fills a whole column.
pub(super) struct Lists<'a> {
    reference: &'a Reference<'a>,
    suggested: HashMap<(Option<usize>, String), Option<String>>,
}

impl<'a> Lists<'a> {
    pub(super) fn new(reference: &'a Reference<'a>) -> Self {
        Self { reference, suggested: HashMap::new() }
    }

    /// The values of one facet in the order of the cell, without repetitions.
    pub(super) fn tags(&mut self, index: usize, facet: &Facet, cell: &Given) -> (Vec<Tag>, Vec<Said>) {
        let mut tags: Vec<Tag> = Vec::new();
        let mut said = Vec::new();
        for item in items(cell) {
            match self.reference.taxonomy.tag(index, item) {
                Some(tag) if tags.contains(&tag) => said.push((item.to_owned(), Fault::RepeatedValue)),
                Some(tag) => tags.push(tag),
                None => {
                    let nearest = self.nearest_value(index, facet, item);
                    let choices = facet.values.iter().map(|value| value.code.clone()).collect();
                    said.push((item.to_owned(), Fault::UnknownValue { nearest, choices }));
                }
            }
        }
        let unknown = said.iter().any(|(_, fault)| matches!(fault, Fault::UnknownValue { .. }));
        if !unknown && tags.len() > facet.at_most {
            let fault = Fault::TooManyValues { max: facet.at_most, given: tags.len() };
            said.push((cell.as_table_text(), fault));
        }
        (tags, said)
    }

    /// The municipality that a text names, with what is to be said about it.
    pub(super) fn municipality(&mut self, text: &str) -> (Option<&'a Municipality>, Option<Fault>) {
        let municipalities = self.reference.municipalities;
        match municipalities.find(text) {
            Found::Present(municipality) => (Some(municipality), None),
            Found::Former(municipality) => {
                (Some(municipality), Some(Fault::FormerMunicipality { now: municipality.name.clone() }))
            }
            Found::Several(several) => {
                let names = several.into_iter().map(|municipality| municipality.name.clone()).collect();
                (None, Some(Fault::AmbiguousMunicipality { names }))
            }
            Found::None => {
                let nearest = self.suggest(None, text, || {
                    let names = municipalities.names().map(|(name, municipality)| (name, municipality.name.as_str()));
                    nearest(text, names)
                });
                (None, Some(Fault::UnknownMunicipality { nearest }))
            }
        }
    }

    /// The municipalities of `ook_in`, ascending, without `own`.
    pub(super) fn also_in(
        &mut self,
        cell: &Given,
        own: Option<&MunicipalityCode>,
    ) -> (Vec<MunicipalityCode>, Vec<Said>) {
        let mut codes = Vec::new();
        let mut said = Vec::new();
        let items: Vec<&str> = items(cell).collect();
        if items.len() > MOST_MUNICIPALITIES {
            let fault = Fault::TooManyValues { max: MOST_MUNICIPALITIES, given: items.len() };
            return (codes, vec![(cell.as_table_text(), fault)]);
        }
        for item in items {
            let (municipality, fault) = self.municipality(item);
            said.extend(fault.map(|fault| (item.to_owned(), fault)));
            codes.extend(municipality.map(|municipality| municipality.code.clone()));
        }
        codes.sort();
        codes.dedup();
        codes.retain(|code| Some(code) != own);
        (codes, said)
    }

    fn nearest_value(&mut self, index: usize, facet: &Facet, item: &str) -> Option<String> {
        let taxonomy = self.reference.taxonomy;
        self.suggest(Some(index), item, || {
            // "T01, T11": the right values with another separator.
            let parts: Vec<&str> = item.split([',', ';', '/']).map(str::trim).collect();
            if parts.len() > 1 && parts.iter().all(|part| taxonomy.tag(index, part).is_some()) {
                return Some(parts.join(" | "));
            }
            let names = facet.values.iter().flat_map(|value| {
                [(value.code.as_str(), value.code.as_str()), (value.label.as_str(), value.code.as_str())]
            });
            nearest(item, names)
        })
    }

    fn suggest(&mut self, list: Option<usize>, text: &str, find: impl FnOnce() -> Option<String>) -> Option<String> {
        let key = folded(text);
        if key.is_empty() || key.len() > LONGEST_WORD {
            return None;
        }
        if let Some(known) = self.suggested.get(&(list, key.clone())) {
            return known.clone();
        }
        if self.suggested.len() >= MOST_SUGGESTIONS {
            return None;
        }
        let found = find();
        self.suggested.insert((list, key), found.clone());
        found
    }
}

/// The values of a cell: a list, or a text with `|` between them.
fn items(cell: &Given) -> impl Iterator<Item = &str> {
    let texts: Vec<&str> = match cell {
        Given::Text(text) => text.split('|').collect(),
        Given::List(items) => items.iter().map(String::as_str).collect(),
        Given::Sources(_) | Given::Wrong(_) => Vec::new(),
    };
    texts.into_iter().map(str::trim).filter(|item| !item.is_empty())
}

/// The name that a misspelt text meant: most alike, or the only one that has it as a word. A short first word that both have,
/// such as "Den", makes no two names alike: Den Haag is not Den Ham.
fn nearest<'n>(text: &str, names: impl Iterator<Item = (&'n str, &'n str)>) -> Option<String> {
    let text = folded(text);
    let mut best: Option<(f64, &str)> = None;
    let mut with_word: Vec<&str> = Vec::new();
    for (name, meant) in names {
        let name = folded(name);
        let (one, other) = without_shared_article(&text, &name);
        let score = strsim::normalized_damerau_levenshtein(one, other);
        if score >= 0.7 && best.is_none_or(|(highest, _)| score > highest) {
            best = Some((score, meant));
        }
        let has_word = text.len() >= 4 && format!(" {name} ").contains(&format!(" {text} "));
        if has_word && !with_word.contains(&meant) {
            with_word.push(meant);
        }
    }
    let only = if with_word.len() == 1 { with_word.first().copied() } else { None };
    best.map(|(_, meant)| meant).or(only).map(str::to_owned)
}

/// Two names without the first word of at most three letters that they share.
fn without_shared_article<'n>(one: &'n str, other: &'n str) -> (&'n str, &'n str) {
    match (one.split_once(' '), other.split_once(' ')) {
        (Some((first, one)), Some((article, other))) if first == article && first.chars().count() <= 3 => (one, other),
        _ => (one, other),
    }
}
