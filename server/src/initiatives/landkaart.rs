//! The Landkaart in memory: answers what pages and programs ask, and takes in what was written.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use app::geo::Bounds;
use app::geo::cluster::ZoomStep;
use app::initiatives::filter::{Asked, Filter, in_shape_of_the_country};
use app::initiatives::marks::{ASSUMED_WIDTH, Marks};
use app::initiatives::model::{InitiativeId, InitiativeSummary, TYPE_FACET};
use app::initiatives::needs::{
    Answer, Browse, Elsewhere, InitiativeView, Landkaart, LandkaartError, MunicipalityView, Overview, Reference,
    Restriction, SearchOutcome, StreetMap,
};
use app::initiatives::shading::Shading;
use arc_swap::ArcSwap;
use time::OffsetDateTime;
use tokio::sync::Mutex;

use super::export::moment;
use super::index::{Found, Index, MunicipalityIdx, Query, Suggestion, TagGroup, TagIdx};
use super::marks;
use super::reference::ReferenceError;
use super::rows::{InitiativeRow, SummaryRow, number};
use super::snapshot::Snapshot;
use super::sql;
use crate::store::{Store, StoreError, read};

/// Initiatives on a page of the list.
pub(crate) const PAGE: usize = 20;

/// Initiatives of one municipality on its page.
const MOST_ON_A_MUNICIPALITY_PAGE: usize = 100;

/// The Landkaart, kept in step with the database.
pub struct LandkaartService {
    store: Store,
    current: ArcSwap<Snapshot>,
    /// Counts the snapshots; part of the key under which pages are kept.
    version: AtomicU64,
    /// One refresh at a time.
    refreshing: Mutex<()>,
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

    pub(super) fn snapshot(&self) -> Arc<Snapshot> {
        self.current.load_full()
    }

    /// The view that the pairs of a query ask for, with the answer of the index to it.
    pub(super) async fn find(&self, pairs: &[(String, String)]) -> Result<Selection, LandkaartError> {
        let snapshot = self.snapshot();
        let asked = Filter::parse(pairs, &snapshot.reference.taxonomy, &snapshot.reference.places);
        blocking(move || {
            let query = query(&asked.filter, &snapshot.reference);
            let found = snapshot.index.find(&query);
            Selection { snapshot, asked, query, found }
        })
        .await
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
        blocking(move || {
            let frame = selection.asked.filter.frame.unwrap_or(Bounds::NETHERLANDS);
            Some(marks::of(&selection, &frame, ZoomStep::covering(metres_per_pixel)))
        })
        .await
    }

    /// What a person who is typing may mean.
    pub(super) async fn suggest(
        &self,
        text: String,
        most: usize,
    ) -> Result<(Arc<Snapshot>, Vec<Suggestion>), LandkaartError> {
        let snapshot = self.snapshot();
        blocking(move || {
            let suggestions = snapshot.index.suggest(&text, most);
            (snapshot, suggestions)
        })
        .await
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

    async fn browse_now(&self, pairs: &[(String, String)]) -> Result<Browse, LandkaartError> {
        let selection = self.find(pairs).await?;
        let Selection { snapshot, asked, found, .. } = &selection;
        let pages = count(found.total().div_ceil(PAGE)).max(1);
        if asked.filter.page > pages {
            return Err(LandkaartError::NoSuchPage { pages });
        }
        let start = (asked.filter.page as usize - 1) * PAGE;
        let results = self.summaries(snapshot, &found.ids(&snapshot.index, start..start + PAGE)).await?;
        blocking(move || selection.into_browse(pages, results)).await
    }

    async fn municipality_now(&self, slug: &str) -> Result<MunicipalityView, LandkaartError> {
        let snapshot = self.snapshot();
        let places = &snapshot.reference.places;
        let municipality = places
            .municipality(slug)
            .filter(|&index| places.municipalities()[index].slug == slug)
            .ok_or(LandkaartError::NotFound)?;
        let query = Query {
            municipalities: Some(BTreeSet::from_iter(MunicipalityIdx::try_from(municipality).ok())),
            ..Query::default()
        };
        let found = snapshot.index.find(&query);
        let is_here = |rank: u32| usize::from(snapshot.index.municipality(rank)) == municipality;
        let (here, elsewhere): (Vec<u32>, Vec<u32>) = found.order.iter().partition(|&&rank| is_here(rank));
        let first = |ranks: &[u32]| -> Vec<i64> {
            ranks.iter().take(MOST_ON_A_MUNICIPALITY_PAGE).map(|&rank| snapshot.index.id(rank)).collect()
        };
        let per_municipality = per_municipality(&snapshot);
        Ok(MunicipalityView {
            initiatives: self.summaries(&snapshot, &first(&here)).await?,
            total: count(here.len()),
            takes_part_in: self.summaries(&snapshot, &first(&elsewhere)).await?,
            takes_part_total: count(elsewhere.len()),
            shading: Shading::of(&per_municipality),
            per_municipality,
            unconfirmed: unconfirmed_per_municipality(&snapshot),
            reference: snapshot.reference.clone(),
            municipality,
        })
    }

    async fn initiative_now(&self, id: InitiativeId) -> Result<InitiativeView, LandkaartError> {
        let snapshot = self.snapshot();
        let row: Option<InitiativeRow> =
            read!(&self.store, |db| sqlx::query_as(sql::INITIATIVE).bind(id.0).fetch_optional(db).await)
                .map_err(unavailable)?;
        let row = row.ok_or(LandkaartError::NotFound)?;
        if row.withdrawn_at.is_some() {
            return Err(LandkaartError::Gone);
        }
        let tags: Vec<(String, String)> =
            read!(&self.store, |db| sqlx::query_as(sql::TAGS_OF).bind(id.0).fetch_all(db).await)
                .map_err(unavailable)?;
        let sources: Vec<(String, Option<String>)> =
            read!(&self.store, |db| sqlx::query_as(sql::SOURCES_OF).bind(id.0).fetch_all(db).await)
                .map_err(unavailable)?;
        let also_in: Vec<String> =
            read!(&self.store, |db| sqlx::query_scalar(sql::MUNICIPALITIES_OF).bind(id.0).fetch_all(db).await)
                .map_err(unavailable)?;
        let places = &snapshot.reference.places;
        let initiative = row.into_initiative(tags, sources, &also_in, places).ok_or(LandkaartError::NotFound)?;
        let alike = number(&snapshot.reference.taxonomy, TYPE_FACET, &initiative.summary.main_type)
            .map(|tag| alike(&snapshot.index, tag, id, initiative.rd))
            .unwrap_or_default();
        let per_municipality = per_municipality(&snapshot);
        Ok(InitiativeView {
            alike: self.summaries(&snapshot, &alike).await?,
            shading: Shading::of(&per_municipality),
            per_municipality,
            reference: snapshot.reference.clone(),
            initiative,
        })
    }

    async fn overview_now(&self) -> Result<Overview, LandkaartError> {
        let snapshot = self.snapshot();
        let found = snapshot.index.find(&Query::default());
        let newest = self.summaries(&snapshot, &found.ids(&snapshot.index, 0..3)).await?;
        let types = snapshot.reference.taxonomy.facet(TYPE_FACET).map_or(0, |facet| facet.values.len());
        let per_municipality = per_municipality(&snapshot);
        Ok(Overview {
            total: count(found.total()),
            unconfirmed: unconfirmed(&snapshot.index, &found),
            shading: Shading::of(&per_municipality),
            per_municipality,
            newest,
            per_type: found.tags.into_iter().take(types).collect(),
            written_at: moment(snapshot.versions.written_at()),
            reference: snapshot.reference.clone(),
        })
    }
}

impl Landkaart for LandkaartService {
    fn browse<'a>(&'a self, pairs: &'a [(String, String)]) -> Answer<'a, Browse> {
        Box::pin(self.browse_now(pairs))
    }

    fn municipality<'a>(&'a self, slug: &'a str) -> Answer<'a, MunicipalityView> {
        Box::pin(self.municipality_now(slug))
    }

    fn initiative(&self, id: InitiativeId) -> Answer<'_, InitiativeView> {
        Box::pin(self.initiative_now(id))
    }

    fn overview(&self) -> Answer<'_, Overview> {
        Box::pin(self.overview_now())
    }

    fn reference(&self) -> Arc<Reference> {
        self.snapshot().reference.clone()
    }

    fn changed_on(&self) -> Option<String> {
        let snapshot = self.snapshot();
        let last = (0..count(snapshot.index.len())).map(|rank| snapshot.index.updated(rank)).max()?;
        OffsetDateTime::from_unix_timestamp(last).ok().map(|moment| moment.date().to_string())
    }
}

/// What was asked for and what was found, in one snapshot.
pub(super) struct Selection {
    pub(super) snapshot: Arc<Snapshot>,
    pub(super) asked: Asked,
    query: Query,
    pub(super) found: Found,
}

impl Selection {
    /// Initiatives per municipality as they are coloured: of one type when the filter says so.
    pub(super) fn coloured(&self) -> Vec<u32> {
        let Self { snapshot, asked, query, found } = self;
        // Types are the first facet, so the position of a type is its tag.
        let Some(tag) = asked.filter.colour.and_then(|value| TagIdx::try_from(value).ok()) else {
            return found.municipalities.clone();
        };
        let mut counts = vec![0; found.municipalities.len()];
        for &rank in found.order.iter().filter(|&&rank| snapshot.index.has_tag(rank, tag)) {
            counts[usize::from(snapshot.index.counted_in(rank, query.municipalities.as_ref()))] += 1;
        }
        counts
    }

    fn into_browse(self, pages: u32, results: Vec<InitiativeSummary>) -> Browse {
        let frame = self.asked.filter.drawn_frame();
        let seen = in_shape_of_the_country(&frame);
        let step = ZoomStep::covering(seen.width() / ASSUMED_WIDTH);
        let marks = marks::of(&self, &seen, step);
        let coloured = self.coloured();
        let Self { snapshot, asked, query, found } = self;
        let taxonomy = &snapshot.reference.taxonomy;
        let mut tags = found.tags.iter().copied();
        let facet_counts =
            taxonomy.facets.iter().map(|facet| tags.by_ref().take(facet.values.len()).collect()).collect();
        Browse {
            total: count(found.total()),
            unconfirmed: unconfirmed(&snapshot.index, &found),
            everything: count(snapshot.index.len()),
            shading: Shading::of(&coloured),
            coloured,
            known: per_municipality(&snapshot),
            facet_counts,
            results,
            pages,
            search: search(&found),
            elsewhere: elsewhere(&asked.filter, &query, &found),
            marks,
            frame,
            scale: step.metres_per_pixel(),
            per_municipality: found.municipalities,
            reference: snapshot.reference.clone(),
            asked,
        }
    }
}

/// The filter as the index understands it.
fn query(filter: &Filter, reference: &Reference) -> Query {
    let mut firsts = Vec::with_capacity(reference.taxonomy.facets.len());
    let mut first = 0;
    for facet in &reference.taxonomy.facets {
        firsts.push(first);
        first += facet.values.len();
    }
    let groups = filter
        .tags
        .iter()
        .map(|(&facet, values)| TagGroup {
            tags: values.iter().filter_map(|value| TagIdx::try_from(firsts[facet] + value).ok()).collect(),
            all: false,
        })
        .collect();
    let places = reference.places.municipalities();
    let municipalities = match (filter.municipality, filter.province) {
        (None, None) => None,
        (municipality, province) => Some(
            places
                .iter()
                .enumerate()
                .filter(|&(index, place)| {
                    municipality.is_none_or(|wanted| wanted == index)
                        && province.is_none_or(|wanted| place.province == Some(wanted))
                })
                .filter_map(|(index, _)| MunicipalityIdx::try_from(index).ok())
                .collect(),
        ),
    };
    let year = |year: Option<i32>, otherwise| year.and_then(|year| i16::try_from(year).ok()).unwrap_or(otherwise);
    Query {
        text: (!filter.text.is_empty()).then(|| filter.text.clone()),
        groups,
        municipalities,
        years: (filter.from.is_some() || filter.until.is_some())
            .then(|| year(filter.from, i16::MIN)..=year(filter.until, i16::MAX)),
        frame: filter.frame.filter(|_| filter.within_frame),
    }
}

fn search(found: &Found) -> SearchOutcome {
    found.text.as_ref().map_or_else(SearchOutcome::default, |text| SearchOutcome {
        corrected: text.corrected.clone(),
        partial: !text.all_words,
        places: text.places.iter().flat_map(|place| &place.municipalities).map(|&index| index.into()).collect(),
    })
}

/// Where there are more, in the order in which a person would try.
fn elsewhere(filter: &Filter, query: &Query, found: &Found) -> Vec<Elsewhere> {
    let Some(elsewhere) = &found.elsewhere else { return Vec::new() };
    let groups = elsewhere.without_group.iter().filter(|(group, _)| *group < query.groups.len()).filter_map(
        |&(group, count)| filter.tags.keys().nth(group).map(|&facet| (Restriction::Facet(facet), Some(count))),
    );
    [
        (Restriction::Frame, elsewhere.outside_frame),
        (Restriction::Place, elsewhere.other_places),
        (Restriction::Years, elsewhere.other_years),
    ]
    .into_iter()
    .chain(groups)
    .chain([(Restriction::Text, elsewhere.without_text)])
    .filter_map(|(without, count)| Some(Elsewhere { without, count: count.filter(|&count| count > 0)? }))
    .collect()
}

/// Up to four others of a type, nearest first.
fn alike(index: &Index, tag: TagIdx, id: InitiativeId, from: app::geo::Rd) -> Vec<i64> {
    let query = Query { groups: vec![TagGroup { tags: vec![tag], all: false }], ..Query::default() };
    let mut near: Vec<(f64, i64)> = index
        .find(&query)
        .positions(index)
        .map(|(rank, position)| (position.distance(from), index.id(rank)))
        .filter(|&(_, other)| other != id.0)
        .collect();
    near.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
    near.into_iter().take(4).map(|(_, id)| id).collect()
}

/// All initiatives of each municipality.
pub(super) fn per_municipality(snapshot: &Snapshot) -> Vec<u32> {
    (0..snapshot.reference.places.municipalities().len())
        .map(|index| MunicipalityIdx::try_from(index).map_or(0, |index| snapshot.index.municipality_count(index)))
        .collect()
}

/// How many of the initiatives of each municipality still have to be checked.
fn unconfirmed_per_municipality(snapshot: &Snapshot) -> Vec<u32> {
    let index = &snapshot.index;
    let mut counts = vec![0; snapshot.reference.places.municipalities().len()];
    for rank in (0..count(index.len())).filter(|&rank| index.unconfirmed(rank)) {
        if let Some(count) = counts.get_mut(usize::from(index.municipality(rank))) {
            *count += 1;
        }
    }
    counts
}

fn unconfirmed(index: &Index, found: &Found) -> u32 {
    count(found.order.iter().filter(|&&rank| index.unconfirmed(rank)).count())
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

/// A search takes milliseconds: not on a thread that serves.
async fn blocking<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T, LandkaartError> {
    tokio::task::spawn_blocking(work).await.map_err(|error| {
        tracing::error!(%error, "a search ended unexpectedly");
        LandkaartError::Unavailable
    })
}
