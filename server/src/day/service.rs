//! The editions in memory: kept in step with the database, and with the clock, because registration opens and closes by itself.

use std::collections::HashMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use app::day::changes;
use app::day::edition::{Edition, Registering};
use app::day::filter::ProgrammeFilter;
use app::day::needs::{Days, EditionView, Published};
use app::day::programme::Programme;
use app::programme::markdown;
use app::texts::moments;
use arc_swap::ArcSwap;
use sqlx::FromRow;
use time::OffsetDateTime;
use tokio::sync::Mutex;

use super::{search, sql};
use crate::store::{Store, StoreError, read};

/// The editions that visitors see.
pub struct DayService {
    store: Store,
    current: ArcSwap<Shelf>,
    /// Counts what visitors would see differently; part of the key under which pages are kept.
    version: AtomicU64,
    /// One refresh at a time.
    refreshing: Mutex<()>,
}

/// What there is at one moment.
#[derive(Default)]
struct Shelf {
    /// Number and stamp of the data; nothing before they were read.
    read: Option<(i64, i64)>,
    /// From the first day to the last.
    editions: Vec<Arc<EditionView>>,
    /// Until when the clock was looked at.
    as_of: i64,
}

#[derive(FromRow)]
struct EditionRow {
    id: String,
    code: String,
    name: String,
    day: String,
    venue: String,
    town: String,
    lead: String,
    body: String,
    capacity: Option<i64>,
    opens_at: Option<i64>,
    closes_at: Option<i64>,
    freezes_at: Option<i64>,
    is_example: bool,
    sources: String,
}

impl EditionRow {
    fn edition(self) -> Result<Edition, sqlx::Error> {
        Ok(Edition {
            html: markdown::html_of(&self.body),
            sources: serde_json::from_str(&self.sources).map_err(|error| sqlx::Error::Decode(error.into()))?,
            capacity: self.capacity.and_then(|capacity| u32::try_from(capacity).ok()),
            id: self.id,
            code: self.code,
            name: self.name,
            day: self.day,
            venue: self.venue,
            town: self.town,
            lead: self.lead,
            opens_at: self.opens_at,
            closes_at: self.closes_at,
            freezes_at: self.freezes_at,
            is_example: self.is_example,
        })
    }
}

impl Shelf {
    /// Which edition comes next, else which was last: a position.
    fn next(&self, now: i64) -> Option<usize> {
        let today = moments::here(now).map(|at| at.date().to_string()).unwrap_or_default();
        let coming = self.editions.iter().position(|view| view.edition.day >= today);
        coming.or(self.editions.len().checked_sub(1))
    }

    /// What depends on the clock: which edition comes next, and how far the registration of each is.
    fn by_the_clock(&self, now: i64) -> (Option<usize>, Vec<Registering>) {
        (self.next(now), self.editions.iter().map(|view| view.edition.registering(now)).collect())
    }
}

impl DayService {
    /// With nothing in it until the first [`Self::refresh`].
    #[must_use]
    pub fn new(store: Store) -> Self {
        Self { store, current: ArcSwap::default(), version: AtomicU64::new(0), refreshing: Mutex::new(()) }
    }

    /// Changes whenever visitors would see something else.
    pub(crate) fn version(&self) -> u64 {
        self.version.load(Ordering::Acquire)
    }

    /// Takes in what was written since, and what the clock changed.
    pub async fn refresh(&self, now: OffsetDateTime) -> Result<(), StoreError> {
        let _one_at_a_time = self.refreshing.lock().await;
        let (known, now) = (self.current.load_full(), now.unix_timestamp());
        // Before the editions, so that a write in between is seen again next time.
        let version: (i64, i64) = read!(&self.store, |db| sqlx::query_as(sql::VERSION).fetch_one(db).await)?;
        let editions = if known.read == Some(version) {
            if known.by_the_clock(known.as_of) == known.by_the_clock(now) {
                return Ok(());
            }
            known.editions.clone()
        } else {
            self.editions().await?
        };
        self.current.store(Arc::new(Shelf { read: Some(version), editions, as_of: now }));
        self.version.fetch_add(1, Ordering::Release);
        Ok(())
    }

    async fn editions(&self) -> Result<Vec<Arc<EditionView>>, StoreError> {
        let rows: Vec<EditionRow> = read!(&self.store, |db| sqlx::query_as(sql::EDITIONS).fetch_all(db).await)?;
        let versions: Vec<(String, i64, i64, String)> =
            read!(&self.store, |db| sqlx::query_as(sql::PUBLISHED).fetch_all(db).await)?;
        let mut published: HashMap<String, (Programme, Vec<Published>)> = HashMap::new();
        for (edition, number, at, document) in versions {
            let programme: Programme =
                serde_json::from_str(&document).map_err(|error| sqlx::Error::Decode(error.into()))?;
            let (before, all) = published.entry(edition).or_default();
            let changes = if all.is_empty() { Vec::new() } else { changes::between(before, &programme) };
            all.insert(0, Published { number, at, changes });
            *before = programme;
        }
        let view = |row: EditionRow| {
            let (programme, published) = published.remove(&row.id).unwrap_or_default();
            let edition = row.edition()?;
            Ok(Arc::new(EditionView { edition, programme, published, places: HashMap::new() }))
        };
        rows.into_iter().map(view).collect()
    }
}

impl Days for DayService {
    fn current(&self) -> Option<Arc<EditionView>> {
        let kept = self.current.load();
        kept.next(kept.as_of).map(|place| kept.editions[place].clone())
    }

    fn earlier(&self) -> Vec<Arc<EditionView>> {
        let kept = self.current.load();
        let next = kept.next(kept.as_of).unwrap_or_default();
        kept.editions[..next].iter().rev().cloned().collect()
    }

    fn with(&self, is_in: &dyn Fn(&Programme) -> bool) -> Option<Arc<EditionView>> {
        let mut editions = self.current().into_iter().chain(self.earlier());
        editions.find(|view| is_in(&view.programme))
    }

    fn find(&self, view: &EditionView, filter: &ProgrammeFilter) -> Vec<String> {
        search::find(view, filter)
    }

    fn now(&self) -> i64 {
        self.current.load().as_of
    }
}
