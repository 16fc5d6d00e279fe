//! Entries as they are kept: read into words once, shared by every later index, and put in the default order.

use std::cmp::Reverse;
use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

use app::geo::Rd;

use super::fold::{self, Piece};
use super::vocabulary::Vocabulary;
use super::{Entry, MunicipalityIdx, TagIdx, number};

/// So many entries are worth a thread of their own; a part that is handed over has no more.
pub(super) const WORTH_A_THREAD: usize = 2_000;

/// An entry after reading.
#[derive(Clone, Debug)]
pub(super) struct Document {
    pub(super) id: i64,
    pub(super) title: Box<str>,
    pub(super) municipality: MunicipalityIdx,
    pub(super) also_in: Box<[MunicipalityIdx]>,
    pub(super) tags: Box<[TagIdx]>,
    pub(super) main_type: TagIdx,
    pub(super) start_year: Option<i16>,
    pub(super) end_year: Option<i16>,
    pub(super) position: Rd,
    pub(super) unconfirmed: bool,
    pub(super) stale: bool,
    pub(super) updated: i64,
    /// Different spellings: first those of the title, then those that are only in the text.
    words: Box<[u32]>,
    /// How many of `words` are of the title.
    in_title: u32,
    /// Equal for titles that are equal after folding, see [`title_key`].
    pub(super) title_key: u64,
}

impl Document {
    /// The different spellings in the title.
    pub(super) fn title_spellings(&self) -> &[u32] {
        &self.words[..self.in_title as usize]
    }

    /// The different spellings in the text that are not in the title.
    pub(super) fn text_spellings(&self) -> &[u32] {
        &self.words[self.in_title as usize..]
    }

    /// How many different words the title has without stopwords, 255 for more.
    pub(super) fn title_words(&self) -> u8 {
        u8::try_from(self.in_title).unwrap_or(u8::MAX)
    }

    /// First and last year, as wide as is known; without any year a span that meets no other.
    pub(super) fn span(&self) -> (i16, i16) {
        if self.start_year.is_none() && self.end_year.is_none() {
            return (i16::MAX, i16::MIN);
        }
        (self.start_year.unwrap_or(i16::MIN), self.end_year.unwrap_or(i16::MAX))
    }
}

/// Reads entries, which come in parts, into documents in the default order. No two may have the same id.
///
/// From the second part on, two threads take parts in turn, so that reading goes on while the parts still come in.
pub(super) fn read_all<P>(parts: impl Iterator<Item = P> + Send, vocabulary: &mut Vocabulary) -> Vec<Arc<Document>>
where
    P: IntoIterator<Item = Entry> + Send,
{
    let mut parts = parts.fuse();
    let first = parts.next();
    let Some(second) = parts.next() else {
        return read(first.into_iter(), vocabulary).into_iter().map(|(_, document)| document).collect();
    };
    let parts = Mutex::new(first.into_iter().chain([second]).chain(parts));
    let next = || parts.lock().unwrap_or_else(PoisonError::into_inner).next();
    let mut own = vocabulary.clone();
    let (one, mut two) = thread::scope(|scope| {
        let other = scope.spawn(|| read(std::iter::from_fn(next), &mut own));
        let one = read(std::iter::from_fn(next), vocabulary);
        // A panic in the other thread goes on in this one.
        (one, other.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)))
    });
    let numbers = vocabulary.absorb(&own);
    for (_, document) in &mut two {
        // Nobody else has them yet.
        if let Some(document) = Arc::get_mut(document) {
            document.words.iter_mut().for_each(|word| *word = numbers[*word as usize]);
        }
    }
    let mut merged = Vec::with_capacity(one.len() + two.len());
    let mut two = two.into_iter().peekable();
    for (key, document) in one {
        while let Some((_, other)) = two.next_if(|(other, _)| *other < key) {
            merged.push(other);
        }
        merged.push(document);
    }
    merged.extend(two.map(|(_, other)| other));
    merged
}

/// The entries of which none has the same id as a later one.
pub(super) fn last_per_id(mut entries: Vec<Entry>) -> Vec<Entry> {
    let last: HashMap<i64, usize> = entries.iter().enumerate().map(|(at, entry)| (entry.id, at)).collect();
    if last.len() < entries.len() {
        let mut at = 0;
        entries.retain(|entry| {
            at += 1;
            last.get(&entry.id) == Some(&(at - 1))
        });
    }
    entries
}

/// Documents in the default order, with what became of the ones before.
pub(super) struct Merged {
    pub(super) documents: Vec<Arc<Document>>,
    /// By rank before: the rank now, or [`GONE`].
    pub(super) moved: Vec<u32>,
    /// The ranks of the new ones.
    pub(super) fresh: Vec<u32>,
}

/// Instead of a rank: is not there any more.
pub(super) const GONE: u32 = u32::MAX;

/// Merges documents in the default order, as far as they are kept, with new ones in the default order.
pub(super) fn merge(before: &[Arc<Document>], kept: impl Fn(&Document) -> bool, new: Vec<Arc<Document>>) -> Merged {
    let mut merged = Merged {
        documents: Vec::with_capacity(before.len() + new.len()),
        moved: Vec::with_capacity(before.len()),
        fresh: Vec::with_capacity(new.len()),
    };
    let take_old = |merged: &mut Merged, until: usize| {
        for document in &before[merged.moved.len()..until] {
            if kept(document) {
                merged.moved.push(number(merged.documents.len()));
                merged.documents.push(Arc::clone(document));
            } else {
                merged.moved.push(GONE);
            }
        }
    };
    for document in new {
        let key = OrderKey::of(&document);
        let place = before.partition_point(|other| OrderKey::of(other) < key);
        take_old(&mut merged, place);
        merged.fresh.push(number(merged.documents.len()));
        merged.documents.push(document);
    }
    take_old(&mut merged, before.len());
    merged
}

/// The default order: latest start year first, unknown years last, then by folded title, then by id.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct OrderKey {
    /// `None` is the smallest, so reversed it comes last.
    year: Reverse<Option<i16>>,
    title: String,
    id: i64,
}

impl OrderKey {
    fn of(document: &Document) -> Self {
        Self { year: Reverse(document.start_year), title: fold_title(&document.title), id: document.id }
    }
}

/// A title as it is compared: folded words with single spaces, so that capitals, marks and punctuation do not matter.
pub(super) fn fold_title(title: &str) -> String {
    let mut folded = String::with_capacity(title.len());
    fold::words(title, |spelling, piece| {
        if piece == Piece::Word {
            if !folded.is_empty() {
                folded.push(' ');
            }
            fold::fold_into(spelling, &mut folded);
        }
    });
    folded
}

/// A number for a folded title, the same in every process.
pub(super) fn title_key(folded: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    folded.hash(&mut hasher);
    hasher.finish()
}

/// Reads entries and puts them in the default order, each with its place in it.
fn read<P>(parts: impl Iterator<Item = P>, vocabulary: &mut Vocabulary) -> Vec<(OrderKey, Arc<Document>)>
where
    P: IntoIterator<Item = Entry>,
{
    // By spelling: the number (from 1) of the last entry in which it was seen.
    let mut seen: Vec<u32> = Vec::new();
    let mut words: Vec<u32> = Vec::new();
    let mut documents: Vec<(OrderKey, Arc<Document>)> = (1u32..)
        .zip(parts.flatten())
        .map(|(round, entry)| {
            words.clear();
            let mut note = |spelling: &str, words: &mut Vec<u32>| {
                let Some(id) = vocabulary.add(spelling) else { return };
                if seen.len() <= id as usize {
                    seen.resize(vocabulary.spellings().max(id as usize + 1), 0);
                }
                if std::mem::replace(&mut seen[id as usize], round) != round {
                    words.push(id);
                }
            };
            fold::words(&entry.title, |spelling, _| note(spelling, &mut words));
            let in_title = number(words.len());
            fold::words(&entry.text, |spelling, _| note(spelling, &mut words));
            let title = fold_title(&entry.title);
            let document = Document {
                id: entry.id,
                municipality: entry.municipality,
                also_in: entry.also_in.into_boxed_slice(),
                tags: entry.tags.into_boxed_slice(),
                main_type: entry.main_type,
                start_year: entry.start_year,
                end_year: entry.end_year,
                position: entry.position,
                unconfirmed: entry.unconfirmed,
                stale: entry.stale,
                updated: entry.updated,
                words: words.as_slice().into(),
                in_title,
                title_key: title_key(&title),
                title: entry.title.into_boxed_str(),
            };
            (OrderKey { year: Reverse(document.start_year), title, id: document.id }, Arc::new(document))
        })
        .collect();
    documents.sort_unstable_by(|(a, _), (b, _)| a.cmp(b));
    documents
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn entry(id: i64, title: &str, start_year: Option<i16>) -> Entry {
        Entry {
            id,
            title: title.into(),
            text: String::new(),
            municipality: 0,
            also_in: Vec::new(),
            tags: Vec::new(),
            main_type: 0,
            start_year,
            end_year: None,
            position: Rd { x: 0.0, y: 0.0 },
            unconfirmed: false,
            stale: false,
            updated: 0,
        }
    }

    #[test]
    fn the_latest_comes_first_then_the_title_without_marks_and_unknown_years_last() {
        let entries = vec![
            entry(1, "Zeist", None),
            entry(2, "Wijkraad", Some(2014)),
            entry(3, "Éénwording", Some(2014)),
            entry(4, "Raad", Some(2021)),
            entry(6, "wijkraad", Some(2014)),
            entry(5, "Amersfoort", None),
        ];
        let ids: Vec<_> =
            read_all([entries].into_iter(), &mut Vocabulary::new(&[])).iter().map(|document| document.id).collect();
        assert_eq!(ids, [4, 3, 2, 6, 5, 1]);
    }

    #[test]
    fn of_the_same_id_the_last_one_counts() {
        let entries = vec![entry(1, "Oud", None), entry(2, "Ander", None), entry(1, "Nieuw", None)];
        let titles: Vec<String> = last_per_id(entries).into_iter().map(|entry| entry.title).collect();
        assert_eq!(titles, ["Ander", "Nieuw"]);
    }

    proptest! {
        #[test]
        fn entries_that_come_in_parts_are_read_as_if_they_came_at_once(
            titles in prop::collection::vec("[a-d]{2,4}( [a-dé]{2,4}){0,3}", 1..60),
            size in 1usize..20,
        ) {
            let entries: Vec<Entry> = (0..).zip(&titles).map(|(id, title)| entry(id, title, None)).collect();
            let read = |parts: Vec<Vec<Entry>>| {
                let mut vocabulary = Vocabulary::new(&[]);
                let documents = read_all(parts.into_iter(), &mut vocabulary);
                let spelled = |document: &Arc<Document>| {
                    let words = document.title_spellings().iter().map(|&word| vocabulary.spelling(word).to_owned());
                    (document.id, words.collect::<Vec<_>>())
                };
                documents.iter().map(spelled).collect::<Vec<_>>()
            };
            prop_assert_eq!(read(entries.chunks(size).map(<[Entry]>::to_vec).collect()), read(vec![entries]));
        }
    }
}
