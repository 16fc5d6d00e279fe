//! What the pages of the Dag ask of the server.

use std::collections::HashMap;
use std::sync::Arc;

use super::changes::Change;
use super::edition::Edition;
use super::filter::ProgrammeFilter;
use super::programme::Programme;

/// The editions with their programmes, as visitors see them.
pub trait Days: Send + Sync {
    /// The edition that comes next, else the one that was last; nothing before there is any.
    fn current(&self) -> Option<Arc<EditionView>>;

    /// Those that were before it, the last one first.
    fn earlier(&self) -> Vec<Arc<EditionView>>;

    /// The edition in which a session or a speaker is, by code: the coming one goes before earlier ones.
    fn with(&self, is_in: &dyn Fn(&Programme) -> bool) -> Option<Arc<EditionView>>;

    /// The codes of the sessions in a filter.
    fn find(&self, view: &EditionView, filter: &ProgrammeFilter) -> Vec<String>;

    /// What time it is, in seconds since 1970 UTC, to the minute: pages are kept.
    fn now(&self) -> i64;
}

/// An edition with what was published of it.
#[derive(Clone, Debug, PartialEq)]
pub struct EditionView {
    /// The edition.
    pub edition: Edition,
    /// Its programme; empty before one was published.
    pub programme: Programme,
    /// What was published when, the newest first.
    pub published: Vec<Published>,
    /// How it stands with the places of each session, by code; sessions without a limit are not in it.
    pub places: HashMap<String, Places>,
}

/// A version of a programme that was published.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Published {
    /// Its number; the first is 1.
    pub number: i64,
    /// When, in seconds since 1970 UTC.
    pub at: i64,
    /// What was different from the one before; nothing is told of the first.
    pub changes: Vec<Change>,
}

/// How it stands with the places of a session.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Places {
    /// How many there are.
    pub capacity: u32,
    /// How many are taken.
    pub taken: u32,
    /// How many people wait for one.
    pub waiting: u32,
}

impl Places {
    /// How many are left.
    #[must_use]
    pub const fn left(self) -> u32 {
        self.capacity.saturating_sub(self.taken)
    }
}
