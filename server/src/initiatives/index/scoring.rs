//! How well entries fit a text.
//!
//! Every part of the text earns an entry the points of the best place where it stands; the points of all parts add up.
//! The classes below do not overlap, so that a word in the title always counts for more than one in the text, and what
//! was typed for more than what we made of it.

use super::Index;
use super::bitset::Bitset;
use super::documents::Document;
use super::number;
use super::reading::TextOutcome;
use super::{MunicipalityIdx, TagIdx};

/// Points by where a word stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Points {
    pub(super) title: u16,
    pub(super) label: u16,
    pub(super) place: u16,
    pub(super) text: u16,
}

impl Points {
    /// The word as it was typed.
    pub(super) const EXACT: Self = Self { title: 800, label: 600, place: 500, text: 400 };
    /// Another form of the word.
    pub(super) const FORM: Self = Self::EXACT.less(20);
    /// A word that begins with what was typed.
    pub(super) const BEGINNING: Self = Self::EXACT.less(40);
    /// The word is a part of a longer one, or both parts of it stand apart.
    pub(super) const COMPOUND: Self = Self { title: 360, label: 340, place: 320, text: 300 };
    /// For what somebody typed who knows only a word of a longer name of a place.
    const PART_OF_NAME: u16 = 120;

    const fn less(self, points: u16) -> Self {
        Self {
            title: self.title - points,
            label: self.label - points,
            place: self.place - points,
            text: self.text - points,
        }
    }

    /// Another word for the same thing.
    pub(super) fn as_synonym(self) -> Self {
        self.within(200)
    }

    /// The word that was probably meant.
    pub(super) fn as_correction(self) -> Self {
        self.within(100)
    }

    /// For one word of the name of a place.
    pub(super) fn part_of_name(self) -> u16 {
        self.place.saturating_sub(Self::PART_OF_NAME).max(90)
    }

    /// The same order in a lower class.
    fn within(self, base: u16) -> Self {
        Self {
            title: base + self.title / 20,
            label: base + self.label / 20,
            place: base + self.place / 20,
            text: base + self.text / 20,
        }
    }
}

/// For a title that is exactly what was typed.
const WHOLE_TITLE: u16 = 2_000;

/// For lying in a place that was named: somebody who types "Dordrecht" means the town before the words "Nieuw-Dordrecht".
const IN_NAMED_PLACE: u16 = 350;

/// What an entry earns above the class because its title (first) or text (second) is short: less than the distance
/// between two classes.
pub(super) fn brevity(document: &Document) -> (u8, u8) {
    let text = document.text_spellings().len();
    (19 / document.title_words().max(1), u8::try_from(180 / (20 + text)).unwrap_or(0))
}

/// A way in which an entry can fit a part of the text.
#[derive(Clone, Debug)]
pub(super) struct Alternative {
    pub(super) what: What,
    pub(super) points: Points,
}

/// What an entry has to have.
#[derive(Clone, Debug)]
pub(super) enum What {
    /// A term.
    Term(u32),
    /// A value whose label has the word.
    Tag(TagIdx),
    /// Its place there.
    Municipality(MunicipalityIdx),
    /// Its place there, where the word is only a part of the name.
    PartOfName(MunicipalityIdx),
    /// For each of these at least one.
    AllOf(Vec<Vec<Alternative>>),
}

/// The entries that fit a text.
pub(super) struct TextMatch {
    /// By rank.
    points: Vec<u16>,
    /// By rank: how many parts of the text fit.
    parts: Vec<u8>,
    /// How many parts have to fit; 0 when nothing fits.
    needed: u8,
    pub(super) outcome: TextOutcome,
}

impl TextMatch {
    /// The entries with the most parts of the text; none if nothing fits.
    pub(super) fn fitting(&self) -> Bitset {
        if self.needed == 0 {
            return Bitset::empty(self.parts.len());
        }
        Bitset::matching(&self.parts, |&parts| parts == self.needed)
    }

    /// The members of a set by points, equal ones in the default order.
    pub(super) fn best_first(&self, set: &Bitset) -> Vec<u32> {
        let highest = set.iter().map(|rank| self.points[rank as usize]).max().unwrap_or(0);
        let place = |rank: u32| usize::from(highest - self.points[rank as usize]);
        let mut next = vec![0usize; usize::from(highest) + 2];
        set.iter().for_each(|rank| next[place(rank) + 1] += 1);
        for at in 1..next.len() {
            next[at] += next[at - 1];
        }
        let mut order = vec![0; next.last().copied().unwrap_or(0)];
        for rank in set.iter() {
            let at = &mut next[place(rank)];
            order[*at] = rank;
            *at += 1;
        }
        order
    }
}

impl Index {
    /// Searches a text; `None` when it holds nothing to search for.
    pub(super) fn search(&self, text: &str) -> Option<TextMatch> {
        let read = self.read(text)?;
        let mut points = vec![0u16; self.len()];
        let mut parts = vec![0u8; self.len()];
        let mut best = vec![0u16; self.len()];
        let mut understood = Vec::with_capacity(read.units.len());
        for unit in &read.units {
            best.fill(0);
            self.weigh(&unit.alternatives, &mut best);
            // Whoever types "winkel" may mean the shop: the place is found, and the title comes first.
            let named = unit.matched_place().filter(|place| !place.ordinary_word);
            for &municipality in named.iter().flat_map(|place| &place.municipalities) {
                for &rank in self.by_municipality.of(usize::from(municipality)) {
                    best[rank as usize] += if unit.is_corrected() { IN_NAMED_PLACE / 20 } else { IN_NAMED_PLACE };
                }
            }
            for ((points, parts), &best) in points.iter_mut().zip(&mut parts).zip(&best) {
                *points = points.saturating_add(best);
                *parts = parts.saturating_add(u8::from(best > 0));
            }
            understood.push(unit.understood(number(best.iter().filter(|&&best| best > 0).count())));
        }
        let needed = parts.iter().copied().max().unwrap_or(0);
        let all_words = usize::from(needed) == read.units.len();
        if all_words {
            for ((points, &parts), &key) in points.iter_mut().zip(&parts).zip(&self.title_keys) {
                if key == read.title_key && parts == needed {
                    *points = points.saturating_add(WHOLE_TITLE);
                }
            }
        }
        let places = read.units.iter().filter_map(|unit| unit.matched_place().cloned()).collect();
        let outcome = TextOutcome { understood, corrected: read.corrected, places, all_words };
        Some(TextMatch { points, parts, needed, outcome })
    }

    /// How many entries fit all parts of a text: as many as [`Index::search`] finds, if any fits them all.
    pub(super) fn count_with_all_words(&self, text: &str) -> u32 {
        let Some(read) = self.read(text) else { return 0 };
        let mut fitting = Bitset::full(self.len());
        for unit in &read.units {
            fitting.intersect(&self.with_any(&unit.alternatives));
        }
        fitting.count()
    }

    /// Whether any entry fits.
    pub(super) fn fits_any(&self, alternative: &Alternative) -> bool {
        self.with_any(std::slice::from_ref(alternative)).count() > 0
    }

    /// The entries that fit at least one of these.
    fn with_any(&self, alternatives: &[Alternative]) -> Bitset {
        let mut fitting = Bitset::empty(self.len());
        for alternative in alternatives {
            match &alternative.what {
                &What::Term(term) => {
                    for &rank in self.postings.in_title(term).iter().chain(self.postings.in_text(term)) {
                        fitting.insert(rank as usize);
                    }
                }
                &What::Tag(tag) => {
                    if let Some(set) = self.tagged.get(usize::from(tag)) {
                        fitting.unite(set);
                    }
                }
                &What::Municipality(municipality) | &What::PartOfName(municipality) => {
                    for &rank in self.by_municipality.of(usize::from(municipality)) {
                        fitting.insert(rank as usize);
                    }
                }
                What::AllOf(parts) => {
                    let every = parts.iter().map(|part| self.with_any(part)).reduce(|mut all, one| {
                        all.intersect(&one);
                        all
                    });
                    if let Some(every) = every {
                        fitting.unite(&every);
                    }
                }
            }
        }
        fitting
    }

    /// Raises the points of every entry to those of the best alternative that it fits.
    fn weigh(&self, alternatives: &[Alternative], best: &mut [u16]) {
        let mut raise = |rank: u32, points: u16| {
            let best = &mut best[rank as usize];
            *best = (*best).max(points);
        };
        for Alternative { what, points } in alternatives {
            match what {
                &What::Term(term) => {
                    for &rank in self.postings.in_title(term) {
                        raise(rank, points.title + u16::from(self.brevity[rank as usize].0));
                    }
                    for &rank in self.postings.in_text(term) {
                        raise(rank, points.text + u16::from(self.brevity[rank as usize].1));
                    }
                }
                &What::Tag(tag) => {
                    for rank in self.tagged.get(usize::from(tag)).into_iter().flat_map(Bitset::iter) {
                        raise(rank, points.label);
                    }
                }
                &What::Municipality(municipality) => {
                    for &rank in self.by_municipality.of(usize::from(municipality)) {
                        raise(rank, points.place);
                    }
                }
                &What::PartOfName(municipality) => {
                    for &rank in self.by_municipality.of(usize::from(municipality)) {
                        raise(rank, points.part_of_name());
                    }
                }
                What::AllOf(parts) => {
                    let mut worst = vec![u16::MAX; self.len()];
                    let mut one = vec![0; self.len()];
                    for part in parts {
                        one.fill(0);
                        self.weigh(part, &mut one);
                        worst.iter_mut().zip(&one).for_each(|(worst, &one)| *worst = (*worst).min(one));
                    }
                    for (rank, &worst) in (0u32..).zip(&worst).filter(|&(_, &worst)| worst > 0) {
                        raise(rank, if parts.is_empty() { 0 } else { worst });
                    }
                }
            }
        }
    }
}
