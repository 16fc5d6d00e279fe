//! What changed for whoever follows a filter: the filter is asked of the Landkaart as it is, and of what was touched as it was
//! before. Everything is asked once, however many follow the same.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Arc;

use app::initiatives::filter::Filter;
use app::initiatives::follow::page::PATH;
use app::initiatives::model::{STATUS_FACET, slug};
use app::initiatives::needs::Reference;
use app::initiatives::words;
use app::texts::text;
use sqlx::FromRow;

use super::sql;
use super::subscribe::Told;
use crate::initiatives::index::Index;
use crate::initiatives::rows::EntryRow;
use crate::initiatives::selection::{Selection, query};
use crate::initiatives::snapshot::Snapshot;
use crate::store::{Store, StoreError, read};

/// So many seconds a write can say to be older than the version that it made: it waited for others.
const SLOW_WRITER: i64 = 60 * 60;

/// When more than this was touched (a whole file came in), nobody asks how each of them was before: then only what is there is
/// told, as new or changed.
const MOST_WITH_HISTORY: usize = 2_000;

/// The states that are an end, by their codes.
const ENDS: [&str; 2] = ["afgerond", "gestopt"];

/// The column of the day on which somebody checked it.
const CHECKED: &str = "laatst_gecontroleerd";

/// What happened to an initiative, the most interesting first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum News {
    /// It is new here.
    New,
    /// It came to an end.
    Ended,
    /// Something else about it changed.
    Changed,
    /// It fits the filter no longer.
    Left,
    /// It is no longer on the Landkaart.
    Withdrawn,
}

/// A change to tell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Change {
    pub(super) news: News,
    pub(super) title: String,
    pub(super) place: String,
    /// Where it is read.
    pub(super) path: String,
    /// Why, in the words of whoever changed it.
    pub(super) reason: Option<String>,
}

/// A filter as somebody follows it, as it is understood today.
#[derive(Clone, Debug)]
pub(super) struct Understood {
    pub(super) filter: Filter,
    /// The query in its one form.
    pub(super) query: String,
    /// In words.
    pub(super) name: String,
    /// The Landkaart under it, as a path.
    pub(super) list: String,
}

impl Understood {
    /// Reads a query that was kept; nothing when a part of it is no longer there.
    pub(super) fn of(kept: &str, reference: &Reference) -> Option<Self> {
        let pairs: Vec<_> = form_urlencoded::parse(kept.as_bytes()).into_owned().collect();
        let asked = Filter::parse(&pairs, &reference.taxonomy, &reference.places);
        asked.problems.is_empty().then(|| Self::of_filter(&asked.filter, reference))
    }

    /// What is followed of a view.
    pub(super) fn of_filter(filter: &Filter, reference: &Reference) -> Self {
        let filter = filter.selection();
        let parts = words::filter_parts(&filter, reference);
        Self {
            name: if parts.is_empty() { text("follow-everything") } else { parts.join(", ") },
            query: filter.query(&reference.taxonomy, &reference.places),
            list: filter.address("/landkaart", &reference.taxonomy, &reference.places),
            filter,
        }
    }

    /// Where the same is followed.
    pub(super) fn page(&self) -> String {
        if self.query.is_empty() { PATH.to_owned() } else { format!("{PATH}?{}", self.query) }
    }
}

/// An initiative that was written.
#[derive(Clone, Debug, FromRow)]
struct Touched {
    id: i64,
    title: String,
    municipality_code: String,
    status: Option<String>,
    created_at: i64,
    changed_revision: i64,
    withdrawn_at: Option<i64>,
    revision: i64,
}

impl Touched {
    /// Whether its status became an end.
    fn ended(&self, before: Option<&Before>) -> bool {
        let is_end = |status: &Option<String>| status.as_deref().is_some_and(|status| ENDS.contains(&status));
        let was = before.and_then(|before| before.statuses.get(&self.id));
        is_end(&self.status) && was.is_some_and(|was| !is_end(was))
    }
}

/// A version of one of them.
#[derive(FromRow)]
struct VersionRow {
    initiative_id: i64,
    at: i64,
    reason: Option<String>,
    cells: String,
}

struct Version {
    at: i64,
    reason: Option<String>,
    cells: BTreeMap<String, String>,
}

impl Version {
    /// Whether another one says anything else than when it was checked.
    fn differs(&self, other: &Self) -> bool {
        let says = |version: &Self| {
            let mut cells = version.cells.clone();
            cells.remove(CHECKED);
            cells
        };
        says(self) != says(other)
    }
}

/// How things were before.
struct History {
    /// By number: the versions that were kept, oldest first.
    versions: HashMap<i64, Vec<Version>>,
    /// The rows as they are, withdrawn ones included: whatever has no older version was so before.
    rows: Vec<EntryRow>,
}

/// How things were at a moment.
struct Before {
    index: Index,
    /// The status that each had.
    statuses: HashMap<i64, Option<String>>,
}

/// All that was written since the oldest version that anybody was told of, with the answers that were given already.
pub(super) struct Ledger {
    snapshot: Arc<Snapshot>,
    touched: Vec<Touched>,
    history: Option<History>,
    understood: HashMap<String, Option<Understood>>,
    found: HashMap<String, Arc<HashSet<i64>>>,
    before: HashMap<Told, Option<Arc<Before>>>,
    changes: HashMap<(String, Told), Arc<Vec<Change>>>,
    /// How often an index was asked.
    pub(super) searches: usize,
}

impl Ledger {
    /// Reads what was written after a version, up to that of the snapshot.
    pub(super) async fn open(store: &Store, snapshot: Arc<Snapshot>, oldest: i64) -> Result<Self, StoreError> {
        let newest = snapshot.versions.initiatives.number;
        let touched: Vec<Touched> =
            read!(store, |db| sqlx::query_as(sql::TOUCHED).bind(oldest).bind(newest).fetch_all(db).await)?;
        let history = if (1..=MOST_WITH_HISTORY).contains(&touched.len()) {
            let rows = read!(store, |db| sqlx::query_as(sql::ROWS).bind(oldest).bind(newest).fetch_all(db).await)?;
            let kept: Vec<VersionRow> =
                read!(store, |db| sqlx::query_as(sql::VERSIONS).bind(oldest).bind(newest).fetch_all(db).await)?;
            let mut versions: HashMap<i64, Vec<Version>> = HashMap::new();
            for row in kept {
                let cells = serde_json::from_str(&row.cells).map_err(|error| sqlx::Error::Decode(error.into()))?;
                let version = Version { at: row.at, reason: row.reason, cells };
                versions.entry(row.initiative_id).or_default().push(version);
            }
            Some(History { versions, rows })
        } else {
            None
        };
        Ok(Self {
            snapshot,
            touched,
            history,
            understood: HashMap::new(),
            found: HashMap::new(),
            before: HashMap::new(),
            changes: HashMap::new(),
            searches: 0,
        })
    }

    /// Up to what whoever hears all of this was told.
    pub(super) fn told(&self) -> Told {
        let version = self.snapshot.versions.initiatives;
        Told { version: version.number, at: version.written_at }
    }

    /// A query that was kept, as it is understood today.
    pub(super) fn understood(&mut self, kept: &str) -> Option<Understood> {
        let reference = &self.snapshot.reference;
        self.understood.entry(kept.to_owned()).or_insert_with(|| Understood::of(kept, reference)).clone()
    }

    /// What changed in a filter for whoever was told everything up to a version.
    pub(super) fn changes(&mut self, of: &Understood, told: Told) -> Arc<Vec<Change>> {
        let key = (of.query.clone(), told);
        if let Some(known) = self.changes.get(&key) {
            return known.clone();
        }
        let changes = if self.touched.iter().any(|touched| touched.revision > told.version) {
            Arc::new(self.compare(of, told))
        } else {
            Arc::default()
        };
        self.changes.insert(key, changes.clone());
        changes
    }

    fn compare(&mut self, of: &Understood, told: Told) -> Vec<Change> {
        let (now, before) = (self.found(of), self.before(told));
        let was = before.as_ref().map(|before| {
            self.searches += 1;
            let found = before.index.find(&query(&of.filter, &self.snapshot.reference));
            // In so few texts a word that was never there would be taken for another.
            let exact = found.text.as_ref().is_none_or(|text| text.all_words && text.corrected.is_none());
            let ranks: &[u32] = if exact { &found.order } else { &[] };
            ranks.iter().map(|&rank| before.index.id(rank)).collect::<HashSet<i64>>()
        });
        let mut changes: Vec<Change> = self
            .touched
            .iter()
            .filter(|touched| touched.revision > told.version)
            .filter_map(|touched| {
                let is_here = touched.withdrawn_at.is_none() && now.contains(&touched.id);
                let was_here = was.as_ref().map_or(touched.created_at <= told.at, |was| was.contains(&touched.id));
                let news = match (is_here, was_here) {
                    (true, false) => News::New,
                    (true, true) if touched.ended(before.as_deref()) => News::Ended,
                    // That somebody checked it, or that nobody did for too long, changes nothing of what it says.
                    (true, true) if touched.changed_revision <= told.version => return None,
                    (true, true) => News::Changed,
                    // What was not asked cannot be said to have been here.
                    (false, true) if was.is_some() && touched.withdrawn_at.is_some() => News::Withdrawn,
                    (false, true) if was.is_some() && touched.ended(before.as_deref()) => News::Ended,
                    (false, true) if was.is_some() => News::Left,
                    _ => return None,
                };
                Some(self.change(touched, news, told))
            })
            .collect();
        changes.sort_by(|a, b| (a.news, &a.title).cmp(&(b.news, &b.title)));
        changes
    }

    fn change(&self, touched: &Touched, news: News, told: Told) -> Change {
        let places = &self.snapshot.reference.places;
        let place = places.municipality(&touched.municipality_code);
        let versions = self.history.as_ref().and_then(|history| history.versions.get(&touched.id));
        let reason = versions.and_then(|versions| {
            let earlier = std::iter::once(None).chain(versions.iter().map(Some));
            let mut written: Vec<(Option<&Version>, &Version)> = earlier.zip(versions).collect();
            // Whoever only checked it says nothing of why it is otherwise.
            written.retain(|(before, version)| before.is_none_or(|before| before.differs(version)));
            let since =
                |&(place, (_, version)): &(usize, &(Option<&Version>, &Version))| place == 0 || version.at > told.at;
            let mut since = written.iter().rev().enumerate().take_while(since);
            since.find_map(|(_, (_, version))| version.reason.clone())
        });
        Change {
            news,
            place: place
                .map_or_else(|| touched.municipality_code.clone(), |index| places.municipalities()[index].name.clone()),
            path: format!("/landkaart/initiatief/{}-{}", touched.id, slug(&touched.title)),
            title: touched.title.clone(),
            reason,
        }
    }

    /// What was touched and fits the filter now.
    fn found(&mut self, of: &Understood) -> Arc<HashSet<i64>> {
        if let Some(known) = self.found.get(&of.query) {
            return known.clone();
        }
        self.searches += 1;
        let touched: HashSet<i64> = self.touched.iter().map(|touched| touched.id).collect();
        let asked = app::initiatives::filter::Asked { filter: of.filter.clone(), problems: Vec::new() };
        let selection = Selection::of(self.snapshot.clone(), asked);
        // The Landkaart shows what comes near when nothing fits; that is no news.
        let fits = selection.found.text.as_ref().is_none_or(|text| text.all_words);
        let ranks: &[u32] = if fits { &selection.found.order } else { &[] };
        let ids = ranks.iter().map(|&rank| self.snapshot.index.id(rank)).filter(|id| touched.contains(id));
        let ids: Arc<HashSet<i64>> = Arc::new(ids.collect());
        self.found.insert(of.query.clone(), ids.clone());
        ids
    }

    /// How what was touched was at the moment of a version; nothing when too much was.
    fn before(&mut self, told: Told) -> Option<Arc<Before>> {
        if let Some(known) = self.before.get(&told) {
            return known.clone();
        }
        let before = self.history.as_ref().map(|history| Arc::new(self.look_back(history, told)));
        self.before.insert(told, before.clone());
        before
    }

    fn look_back(&self, history: &History, told: Told) -> Before {
        let reference = &self.snapshot.reference;
        let rows: HashMap<i64, &EntryRow> = history.rows.iter().map(|row| (row.id, row)).collect();
        let (mut entries, mut statuses) = (Vec::new(), HashMap::new());
        let touched =
            self.touched.iter().filter(|touched| touched.revision > told.version && touched.created_at <= told.at);
        for touched in touched {
            let versions = history.versions.get(&touched.id).map_or(&[][..], Vec::as_slice);
            // Moments are seconds, so the last version may be as old as what was told; but it was written later.
            let is_new = |version: &Version| version.at >= told.at - SLOW_WRITER;
            let earlier = if touched.withdrawn_at.is_none() && versions.last().is_some_and(is_new) {
                versions.split_last().map_or(versions, |(_, rest)| rest)
            } else {
                versions
            };
            let known = earlier.iter().rev().find(|version| version.at <= told.at).or(earlier.first());
            let row = match known {
                Some(version) => EntryRow::of_cells(touched.id, &version.cells, reference),
                None => rows.get(&touched.id).map(|&row| row.clone()),
            };
            let Some(row) = row else { continue };
            statuses.insert(touched.id, row.value(STATUS_FACET).map(str::to_owned));
            entries.extend(row.into_entry(&reference.taxonomy, &reference.places));
        }
        Before { index: Index::build(entries, self.snapshot.index.reference().clone()), statuses }
    }
}
