//! Words by number and numbers by word, in one stretch of memory that can also be searched through at once.

use std::collections::hash_map::RandomState;
use std::hash::BuildHasher;

use memchr::memmem;

use super::number;

/// Stands between the words; folding never leaves one in a word.
const SEPARATOR: u8 = 0;

/// An empty place in the table.
const FREE: Place = Place { id: u32::MAX, start: 0, tag: 0 };

/// Where a word is: its number, where it begins in the text, and a part of its hash by which other words are passed by
/// without reading them.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Place {
    id: u32,
    start: u32,
    tag: u32,
}

/// Different words, numbered from 0 in the order in which they came.
#[derive(Clone)]
pub(super) struct Interner {
    /// `\0word\0word\0`
    text: Vec<u8>,
    /// Where each word begins in `text`, with one more for the word to come.
    starts: Vec<u32>,
    /// Open addressing; at most half of it is in use.
    table: Vec<Place>,
    /// Differs per process: texts come from the public, who must not be able to choose words that collide.
    seed: u64,
}

impl Interner {
    /// Without words.
    pub(super) fn new() -> Self {
        Self { text: vec![SEPARATOR], starts: vec![1], table: vec![FREE; 1024], seed: RandomState::new().hash_one(0) }
    }

    /// How many words there are.
    pub(super) fn len(&self) -> usize {
        self.starts.len() - 1
    }

    /// The word with a number.
    pub(super) fn word(&self, id: u32) -> &str {
        std::str::from_utf8(self.bytes(id)).unwrap_or_default()
    }

    /// Length of a word in bytes.
    pub(super) fn length(&self, id: u32) -> usize {
        self.bytes(id).len()
    }

    /// The number of a word, if it is known.
    pub(super) fn get(&self, word: &str) -> Option<u32> {
        let (slot, _) = self.slot(word.as_bytes());
        Some(self.table[slot]).filter(|&place| place != FREE).map(|place| place.id)
    }

    /// The number of a word, and whether it is new. Words never hold a null byte, see [`fold`](super::fold).
    pub(super) fn intern(&mut self, word: &str) -> (u32, bool) {
        let (slot, tag) = self.slot(word.as_bytes());
        if self.table[slot] != FREE {
            return (self.table[slot].id, false);
        }
        debug_assert!(!word.as_bytes().contains(&SEPARATOR), "a null byte in a word");
        let id = number(self.len());
        self.table[slot] = Place { id, start: number(self.text.len()), tag };
        self.text.extend_from_slice(word.as_bytes());
        self.text.push(SEPARATOR);
        self.starts.push(number(self.text.len()));
        if self.len() * 2 > self.table.len() {
            self.grow();
        }
        (id, true)
    }

    /// The words that begin with these letters.
    pub(super) fn beginning_with(&self, letters: &str) -> Vec<u32> {
        self.search(&[&[SEPARATOR], letters.as_bytes()].concat(), 1).map(|(id, _)| id).collect()
    }

    /// The words in which these letters occur somewhere, with the offset of the first place; each word once.
    pub(super) fn containing(&self, letters: &str) -> Vec<(u32, usize)> {
        let mut found: Vec<(u32, usize)> = self.search(letters.as_bytes(), 0).collect();
        found.dedup_by_key(|&mut (id, _)| id);
        found
    }

    /// The words that end with these letters, with the offset where they begin.
    pub(super) fn ending_with(&self, letters: &str) -> Vec<(u32, usize)> {
        self.search(&[letters.as_bytes(), &[SEPARATOR]].concat(), 0).collect()
    }

    /// Where a pattern occurs: word and offset in the word, after skipping `skip` bytes of the pattern.
    fn search(&self, pattern: &[u8], skip: usize) -> impl Iterator<Item = (u32, usize)> {
        let mut id = 0usize;
        let finder = memmem::Finder::new(pattern).into_owned();
        let mut from = 0usize;
        std::iter::from_fn(move || {
            let at = from + finder.find(self.text.get(from..)?)?;
            from = at + 1;
            let at = at + skip;
            // The words lie in the order of their numbers, so the next one is never before this one.
            id += self.starts[id..].partition_point(|&start| start as usize <= at).saturating_sub(1);
            Some((number(id), at.saturating_sub(self.starts[id] as usize)))
        })
    }

    fn bytes(&self, id: u32) -> &[u8] {
        let id = id as usize;
        &self.text[self.starts[id] as usize..self.starts[id + 1] as usize - 1]
    }

    /// Whether a word and nothing more stands at a place in the text.
    fn is_at(&self, start: usize, word: &[u8]) -> bool {
        let end = start + word.len();
        self.text.get(end) == Some(&SEPARATOR) && &self.text[start..end] == word
    }

    /// The slot of the table where a word is or would be, and its tag.
    fn slot(&self, word: &[u8]) -> (usize, u32) {
        let mask = self.table.len() - 1;
        let hash = hash(self.seed, word);
        #[expect(clippy::cast_possible_truncation, reason = "the other half is the slot")]
        let tag = hash as u32;
        let mut slot = (hash >> 32) as usize & mask;
        loop {
            let place = self.table[slot];
            if place.id == FREE.id || (place.tag == tag && self.is_at(place.start as usize, word)) {
                return (slot, tag);
            }
            slot = (slot + 1) & mask;
        }
    }

    fn grow(&mut self) {
        self.table = vec![FREE; self.table.len() * 2];
        for id in 0..number(self.len()) {
            let (slot, tag) = self.slot(self.bytes(id));
            self.table[slot] = Place { id, start: self.starts[id as usize], tag };
        }
    }
}

/// Eight bytes at a time, each multiplied into 128 bits and folded; words are short and there are millions of them.
fn hash(seed: u64, word: &[u8]) -> u64 {
    const FACTOR: u64 = 0x9e37_79b9_7f4a_7c15;
    let mix = |state: u64, bytes: u64| {
        let product = u128::from(state ^ bytes) * u128::from(FACTOR);
        #[expect(clippy::cast_possible_truncation, reason = "both halves are used")]
        let folded = (product >> 64) as u64 ^ product as u64;
        folded
    };
    let mut state = seed ^ word.len() as u64;
    let mut chunks = word.chunks_exact(8);
    for chunk in &mut chunks {
        state = mix(state, chunk.try_into().map_or(0, u64::from_le_bytes));
    }
    let rest = chunks.remainder().iter().rev().fold(0, |bytes, &byte| bytes << 8 | u64::from(byte));
    mix(mix(state, rest), seed)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn of(words: &[&str]) -> Interner {
        let mut interner = Interner::new();
        for word in words {
            interner.intern(word);
        }
        interner
    }

    #[test]
    fn words_are_found_by_beginning_middle_and_end() {
        let words = of(&["burgerbegroting", "begroting", "begroten", "an", "banaan"]);
        assert_eq!(words.beginning_with("begro"), [1, 2]);
        assert_eq!(words.containing("begroting"), [(0, 6), (1, 0)]);
        assert_eq!(words.containing("an"), [(3, 0), (4, 1)]);
        assert_eq!(words.ending_with("an"), [(3, 0), (4, 4)]);
        assert!(words.beginning_with("x").is_empty());
    }

    proptest! {
        #[test]
        fn every_word_keeps_its_number(words in prop::collection::vec("[a-c]{1,4}", 0..3000)) {
            let mut interner = Interner::new();
            for word in &words {
                let (id, _) = interner.intern(word);
                prop_assert_eq!(interner.word(id), word);
            }
            for word in &words {
                let id = interner.get(word);
                prop_assert_eq!(id.map(|id| interner.word(id)), Some(word.as_str()));
            }
            let mut distinct = words.clone();
            distinct.sort();
            distinct.dedup();
            prop_assert_eq!(interner.len(), distinct.len());
        }
    }
}
