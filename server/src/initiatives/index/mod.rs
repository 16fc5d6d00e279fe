//! Everything the public asks of the Landkaart, answered from memory: search, filters, counts and suggestions.
//!
//! Why in memory and not in the database: the answers must be the same on SQLite and PostgreSQL, forgive typing errors
//! and Dutch compounds, and count every facet under all the others, at 100,000 initiatives within milliseconds.
//!
//! An [`Index`] never changes. [`Index::build`] makes one from nothing, [`Index::with_changes`] makes the next one after a
//! publish and shares with its predecessor everything that stayed the same. Entries are numbered in the default order
//! (latest start year first, unknown years last, then by title); such a number is called a *rank*, is valid in one index
//! only, and is what [`Found::order`] holds.

mod alike;
mod alternatives;
mod bitset;
mod correct;
mod documents;
mod facets;
#[cfg(test)]
mod fixture;
mod fold;
mod interner;
mod lexicon;
#[cfg(test)]
mod model_cases;
mod postings;
mod query;
mod reading;
mod scoring;
#[cfg(test)]
mod search_cases;
mod suggest;
mod vocabulary;

use std::collections::HashSet;
use std::ops::Range;
use std::sync::Arc;

use app::geo::Rd;

use self::bitset::Bitset;
use self::documents::Document;
use self::lexicon::Lexicon;
use self::postings::Postings;
use self::vocabulary::Vocabulary;

pub use self::query::{Elsewhere, Found, Query, TagGroup};
pub use self::reading::{MatchedPlace, Reading, TextOutcome, Understood};
pub use self::suggest::{Suggestion, SuggestionKind};

/// Position of a municipality in [`Reference::municipalities`].
pub type MunicipalityIdx = u16;

/// Number of a facet value: the values of all facets counted through, as in [`Facet::tags`].
pub type TagIdx = u16;

/// An initiative as the index takes it.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// Its public number; an entry with the same number replaces the one before.
    pub id: i64,
    /// Its name.
    pub title: String,
    /// Everything else that may be searched: summary, description, names of places.
    pub text: String,
    /// Where it is.
    pub municipality: MunicipalityIdx,
    /// The other municipalities that take part: a filter on one of them finds it too.
    pub also_in: Vec<MunicipalityIdx>,
    /// Its values of all facets; numbers outside the reference are ignored.
    pub tags: Vec<TagIdx>,
    /// Its main type, one of `tags`.
    pub main_type: TagIdx,
    /// First year, if known.
    pub start_year: Option<i16>,
    /// Last year, if known; unknown counts as going on. Give something that took one year that year here too.
    pub end_year: Option<i16>,
    /// Where it is drawn.
    pub position: Rd,
    /// Whether it still has to be checked, for whatever reason.
    pub unconfirmed: bool,
    /// Whether nobody has said for too long that it is still so.
    pub stale: bool,
    /// Last change, in seconds since 1970 UTC.
    pub updated: i64,
}

/// The lists that give the numbers in entries and queries their meaning.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Reference {
    /// The municipalities; [`MunicipalityIdx`] points into this list.
    pub municipalities: Vec<MunicipalityNames>,
    /// Names of provinces, of each the present one first; `MunicipalityNames::province` points here. Searching one finds its municipalities,
    /// unless a municipality has the same name now.
    pub provinces: Vec<Vec<String>>,
    /// The facets in order; the first one is the type.
    pub facets: Vec<Facet>,
    /// Groups of words or phrases that mean the same: searching one finds the others too.
    pub synonyms: Vec<Vec<String>>,
    /// Words that are left out of a search, such as "de" and "van".
    pub stopwords: Vec<String>,
}

/// What a municipality is and was called.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MunicipalityNames {
    /// The present name.
    pub name: String,
    /// Other names for all of it, such as "Den Bosch".
    pub aliases: Vec<String>,
    /// Names of former municipalities that are now part of it.
    pub former: Vec<String>,
    /// Names of towns and villages in it.
    pub villages: Vec<String>,
    /// Those of `former` and `villages` that are also ordinary words, such as "Winkel": they mean the place only when nothing
    /// else is typed.
    pub ordinary_words: Vec<String>,
    /// Position in [`Reference::provinces`].
    pub province: Option<u16>,
}

/// A facet: a stretch of consecutive [`TagIdx`] with their labels.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Facet {
    /// Number of the first value; the facets follow each other without overlap.
    pub first: TagIdx,
    /// Labels of the values, in order.
    pub labels: Vec<String>,
    /// Whether words of the labels find entries; sensible for types and subjects, not for "loopt".
    pub searched: bool,
}

impl Facet {
    /// The numbers of its values.
    #[must_use]
    pub fn tags(&self) -> Range<TagIdx> {
        self.first..self.first.saturating_add(u16::try_from(self.labels.len()).unwrap_or(u16::MAX))
    }
}

/// The searchable, countable image of all published initiatives.
///
/// Immutable and shareable between threads; a publish makes a new one.
pub struct Index {
    reference: Arc<Reference>,
    lexicon: Arc<Lexicon>,
    vocabulary: Arc<Vocabulary>,
    /// By rank.
    documents: Vec<Arc<Document>>,
    postings: Postings,
    /// By tag: the ranks that have it.
    tagged: Vec<Bitset>,
    /// By rank.
    municipality: Vec<MunicipalityIdx>,
    /// The ranks sorted by municipality, with where each municipality begins.
    by_municipality: postings::Lists,
    /// Ranks with another municipality that takes part; few have any.
    also_in: Vec<(u32, MunicipalityIdx)>,
    /// By rank: whether nobody has said for too long that it is still so.
    stale: Vec<bool>,
    /// By rank: first and last year; unknown ones reach to the end of time, and an entry without any year fits no range.
    years: Vec<(i16, i16)>,
    /// By rank.
    positions: Vec<Rd>,
    /// By rank: equal for titles that are equal but for capitals, marks and punctuation.
    title_keys: Vec<u64>,
    /// By rank: words in the title, 255 for more.
    title_words: Vec<u8>,
    /// By rank: what short titles and short texts earn, see [`scoring`].
    brevity: Vec<(u8, u8)>,
}

impl Index {
    /// Makes an index of all entries. Of entries with the same id the last one counts.
    #[must_use]
    pub fn build(entries: impl IntoIterator<Item = Entry>, reference: Reference) -> Self {
        let mut entries = documents::last_per_id(entries.into_iter().collect()).into_iter();
        let parts = std::iter::from_fn(move || {
            let part: Vec<Entry> = entries.by_ref().take(documents::WORTH_A_THREAD).collect();
            (!part.is_empty()).then_some(part)
        });
        Self::build_as_they_come(parts, reference)
    }

    /// Makes an index of all entries, which come in parts and with different ids; waits in the calling thread for the parts.
    /// Uses two threads when there is more than one part.
    #[must_use]
    pub fn build_as_they_come<P>(parts: impl Iterator<Item = P> + Send, reference: Reference) -> Self
    where
        P: IntoIterator<Item = Entry> + Send,
    {
        let mut vocabulary = Vocabulary::new(&reference.stopwords);
        let lexicon = Lexicon::new(&reference, &mut vocabulary);
        let documents = documents::read_all(parts, &mut vocabulary);
        let postings = Postings::of_all(&documents, &vocabulary);
        Self::arrange(Arc::new(reference), Arc::new(lexicon), Arc::new(vocabulary), documents, postings)
    }

    /// The index after some entries were added or changed and some were removed. Unchanged entries are not read again.
    /// An id that is both changed and removed is removed.
    #[must_use]
    pub fn with_changes(&self, changed: Vec<Entry>, removed: &[i64]) -> Self {
        let removed: HashSet<i64> = removed.iter().copied().collect();
        let changed: Vec<Entry> = changed.into_iter().filter(|entry| !removed.contains(&entry.id)).collect();
        let replaced: HashSet<i64> = changed.iter().map(|entry| entry.id).chain(removed).collect();
        let mut vocabulary = Vocabulary::clone(&self.vocabulary);
        let new = documents::read_all([documents::last_per_id(changed)].into_iter(), &mut vocabulary);
        let change = documents::merge(&self.documents, |document| !replaced.contains(&document.id), new);
        let postings = self.postings.after(&change, &vocabulary);
        let (reference, lexicon) = (Arc::clone(&self.reference), Arc::clone(&self.lexicon));
        Self::arrange(reference, lexicon, Arc::new(vocabulary), change.documents, postings)
    }

    /// Puts documents that are already in the default order into columns.
    fn arrange(
        reference: Arc<Reference>,
        lexicon: Arc<Lexicon>,
        vocabulary: Arc<Vocabulary>,
        documents: Vec<Arc<Document>>,
        postings: Postings,
    ) -> Self {
        let size = documents.len();
        let tags = reference.facets.iter().map(|facet| usize::from(facet.tags().end)).max().unwrap_or(0);
        let mut index = Self {
            postings,
            tagged: vec![Bitset::empty(size); tags],
            by_municipality: postings::Lists::default(),
            also_in: Vec::new(),
            stale: Vec::with_capacity(size),
            municipality: Vec::with_capacity(size),
            years: Vec::with_capacity(size),
            positions: Vec::with_capacity(size),
            title_keys: Vec::with_capacity(size),
            title_words: Vec::with_capacity(size),
            brevity: Vec::with_capacity(size),
            documents: Vec::new(),
            reference,
            lexicon,
            vocabulary,
        };
        // One pass: the documents lie scattered in memory.
        for (rank, document) in documents.iter().enumerate() {
            for &tag in &document.tags {
                if let Some(set) = index.tagged.get_mut(usize::from(tag)) {
                    set.insert(rank);
                }
            }
            index.stale.push(document.stale);
            index.municipality.push(document.municipality);
            index.also_in.extend(document.also_in.iter().map(|&other| (number(rank), other)));
            index.years.push(document.span());
            index.positions.push(document.position);
            index.title_keys.push(document.title_key);
            index.title_words.push(document.title_words());
            index.brevity.push(scoring::brevity(document));
        }
        index.by_municipality = postings::Lists::by_key(&index.municipality, index.reference.municipalities.len());
        index.documents = documents;
        index
    }

    /// How many entries there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.documents.len()
    }

    /// Whether there is no entry at all.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.documents.is_empty()
    }

    /// The lists the index was made with.
    #[must_use]
    pub fn reference(&self) -> &Reference {
        &self.reference
    }

    /// The public number of the entry with a rank.
    ///
    /// # Panics
    /// When the rank is not one of this index; so do the other questions by rank.
    #[must_use]
    pub fn id(&self, rank: u32) -> i64 {
        self.document(rank).id
    }

    /// The title of the entry with a rank.
    #[must_use]
    pub fn title(&self, rank: u32) -> &str {
        &self.document(rank).title
    }

    /// Where the entry with a rank is drawn.
    #[must_use]
    pub fn position(&self, rank: u32) -> Rd {
        self.positions[rank as usize]
    }

    /// The municipality of the entry with a rank: where it is drawn and where it counts, whoever asks for it and however. Another
    /// municipality takes part in it, which is told apart from having it, also under a filter that finds it by that other one.
    #[must_use]
    pub fn municipality(&self, rank: u32) -> MunicipalityIdx {
        self.municipality[rank as usize]
    }

    /// The main type of the entry with a rank.
    #[must_use]
    pub fn main_type(&self, rank: u32) -> TagIdx {
        self.document(rank).main_type
    }

    /// Whether the entry with a rank still has to be checked, for whatever reason.
    #[must_use]
    pub fn unconfirmed(&self, rank: u32) -> bool {
        self.document(rank).unconfirmed
    }

    /// The first year of the entry with a rank, if known.
    #[must_use]
    pub fn start_year(&self, rank: u32) -> Option<i16> {
        self.document(rank).start_year
    }

    /// First and last year of the entry with a rank, as wide as is known; nothing without any year.
    #[must_use]
    pub fn years(&self, rank: u32) -> Option<(i16, i16)> {
        Some(self.years[rank as usize]).filter(|(first, last)| first <= last)
    }

    /// When the entry with a rank was last changed, in seconds since 1970 UTC.
    #[must_use]
    pub fn updated(&self, rank: u32) -> i64 {
        self.document(rank).updated
    }

    /// Whether the entry with a rank has a facet value.
    #[must_use]
    pub fn has_tag(&self, rank: u32, tag: TagIdx) -> bool {
        self.tagged.get(usize::from(tag)).is_some_and(|set| set.contains(rank as usize))
    }

    /// How many entries have a facet value.
    #[must_use]
    pub fn tag_count(&self, tag: TagIdx) -> u32 {
        self.tagged.get(usize::from(tag)).map_or(0, Bitset::count)
    }

    /// How many entries a municipality has.
    #[must_use]
    pub fn municipality_count(&self, municipality: MunicipalityIdx) -> u32 {
        number(self.by_municipality.of(usize::from(municipality)).len())
    }

    /// The ranks of which another municipality takes part, each with that municipality.
    #[must_use]
    pub fn participations(&self) -> &[(u32, MunicipalityIdx)] {
        &self.also_in
    }

    fn document(&self, rank: u32) -> &Document {
        &self.documents[rank as usize]
    }
}

/// A length as a number of 32 bits; nothing here ever holds four thousand million things.
fn number(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
}
