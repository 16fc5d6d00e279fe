//! The Landkaart in memory: kept in step with the database, and asked from everywhere.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use app::geo::Bounds;
use app::geo::cluster::ZoomStep;
use app::initiatives::filter::Filter;
use app::initiatives::marks::Marks;
use app::initiatives::model::{InitiativeId, InitiativeSummary};
use app::initiatives::needs::{LandkaartError, StreetMap};
use arc_swap::{ArcSwap, ArcSwapOption};
use tokio::sync::Mutex;

use super::contribution::RuleBook;
use super::export::lasting_id;
use super::index::Suggestion;
use super::marks;
use super::reference::ReferenceError;
use super::rows::SummaryRow;
use super::selection::Selection;
use super::snapshot::Snapshot;
use super::sql;
use crate::blocking::{Stopped, blocking};
use crate::store::{Store, StoreError, read};

/// Initiatives on a page of the list.
pub(crate) const PAGE: usize = 20;

/// The Landkaart, kept in step with the database.
pub struct LandkaartService {
    pub(super) store: Store,
    current: ArcSwap<Snapshot>,
    /// Counts the snapshots; part of the key under which pages are kept.
    version: AtomicU64,
    /// One refresh at a time.
    refreshing: Mutex<()>,
    /// What proposals are checked against, once somebody proposed something.
    pub(super) rule_book: ArcSwapOption<RuleBook>,
}

impl LandkaartService {
    /// Reads everything from the database.
    pub async fn start(store: Store, street_map: Option<StreetMap>) -> Result<Self, ReferenceError> {
        let snapshot = Snapshot::load(&store, street_map).await?;
        Ok(Self {
            store,
            current: ArcSwap::from_pointee(snapshot),
            version: AtomicU64::new(1),
            refreshing: Mutex::new(()),
            rule_book: ArcSwapOption::empty(),
        })
    }

    /// Changes whenever visitors would see something else.
    pub(crate) fn version(&self) -> u64 {
        self.version.load(Ordering::Acquire)
    }

    /// Takes in what was written since, if anything. A write that was committed before this call is visible after it.
    pub async fn refresh(&self) -> Result<(), ReferenceError> {
        let _one_at_a_time = self.refreshing.lock().await;
        if let Some(next) = self.current.load_full().next(&self.store).await? {
            metrics::gauge!("dia_initiatives").set(f64::from(count(next.index.len())));
            self.current.store(Arc::new(next));
            self.version.fetch_add(1, Ordering::Release);
        }
        Ok(())
    }

    /// Number, title and moment of the last change of every initiative, for the sitemap.
    pub(crate) fn all_titles(&self) -> Vec<(i64, String, i64)> {
        let snapshot = self.snapshot();
        let index = &snapshot.index;
        (0..count(index.len()))
            .map(|rank| (index.id(rank), index.title(rank).to_owned(), index.updated(rank)))
            .collect()
    }

    /// A name for something at a path that stays when the site moves.
    pub(crate) fn lasting_id(&self, path: &str) -> String {
        lasting_id(self.snapshot().installation, path)
    }

    pub(super) fn snapshot(&self) -> Arc<Snapshot> {
        self.current.load_full()
    }

    /// The view that the pairs of a query ask for, with the answer of the index to it.
    pub(super) async fn find(&self, pairs: &[(String, String)]) -> Result<Selection, LandkaartError> {
        let snapshot = self.snapshot();
        let asked = Filter::parse(pairs, &snapshot.reference.taxonomy, &snapshot.reference.places);
        Ok(blocking("a search", move || Selection::of(snapshot, asked)).await?)
    }

    /// What stands on the map in a frame at a scale; nothing when the filter cannot be understood.
    pub(super) async fn marks(
        &self,
        pairs: &[(String, String)],
        metres_per_pixel: f64,
    ) -> Result<Option<Marks>, LandkaartError> {
        let selection = self.find(pairs).await?;
        if !selection.asked.problems.is_empty() {
            return Ok(None);
        }
        let marks = blocking("making the marks of the map", move || {
            let frame = selection.asked.filter.frame.unwrap_or(Bounds::NETHERLANDS);
            Some(marks::of(&selection, &frame, ZoomStep::covering(metres_per_pixel)))
        });
        Ok(marks.await?)
    }

    /// What a person who is typing may mean.
    pub(super) async fn suggest(
        &self,
        text: String,
        most: usize,
    ) -> Result<(Arc<Snapshot>, Vec<Suggestion>), LandkaartError> {
        let snapshot = self.snapshot();
        let suggested = blocking("making suggestions", move || {
            let suggestions = snapshot.index.suggest(&text, most);
            (snapshot, suggestions)
        });
        Ok(suggested.await?)
    }

    /// The rows of some initiatives, in the given order.
    pub(super) async fn summaries(
        &self,
        snapshot: &Snapshot,
        ids: &[i64],
    ) -> Result<Vec<InitiativeSummary>, LandkaartError> {
        let mut rows = Vec::with_capacity(ids.len());
        for part in ids.chunks(PAGE) {
            let found: Vec<SummaryRow> = read!(&self.store, |db| {
                let mut statement = sqlx::query_as(sql::SUMMARIES);
                for place in 0..PAGE {
                    statement = statement.bind(part.get(place).copied().unwrap_or(-1));
                }
                statement.fetch_all(db).await
            })
            .map_err(unavailable)?;
            rows.extend(found.into_iter().filter_map(|row| row.into_summary(&snapshot.reference.places)));
        }
        let place = |id: InitiativeId| ids.iter().position(|&other| other == id.0);
        rows.sort_by_key(|summary| place(summary.id));
        Ok(rows)
    }
}

/// A length as a number for people.
pub(super) fn count(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
}

pub(super) fn unavailable(error: impl Into<StoreError>) -> LandkaartError {
    let error: StoreError = error.into();
    tracing::error!(%error, "the Landkaart could not be read");
    LandkaartError::Unavailable
}

impl From<Stopped> for LandkaartError {
    fn from(_has_been_logged: Stopped) -> Self {
        Self::Unavailable
    }
}
