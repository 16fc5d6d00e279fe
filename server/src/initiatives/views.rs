//! What each page of the Landkaart shows.

use std::collections::BTreeSet;
use std::sync::Arc;

use app::geo::cluster::ZoomStep;
use app::initiatives::filter::{Filter, in_shape_of_the_country};
use app::initiatives::marks::ASSUMED_WIDTH;
use app::initiatives::model::{InitiativeId, InitiativeSummary, TYPE_FACET};
use app::initiatives::needs::{
    Answer, Browse, Elsewhere, InitiativeView, Landkaart, LandkaartError, MunicipalityView, Overview, Reference,
    Restriction, SearchOutcome,
};
use app::initiatives::shading::Shading;
use app::initiatives::statistics::Statistics;
use time::OffsetDateTime;

use super::export::moment;
use super::index::{Found, Index, MunicipalityIdx, Query, TagGroup, TagIdx};
use super::landkaart::{LandkaartService, PAGE, count, unavailable};
use super::marks;
use super::per_municipality::{known, per_municipality, taking_part, unconfirmed_per_municipality};
use super::rows::{InitiativeRow, number};
use super::selection::Selection;
use super::sql;
use crate::blocking::blocking;
use crate::store::read;

/// Initiatives of one municipality on its page.
const MOST_ON_A_MUNICIPALITY_PAGE: usize = 100;

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

    fn statistics<'a>(&'a self, pairs: &'a [(String, String)]) -> Answer<'a, Statistics> {
        Box::pin(self.statistics_now(pairs))
    }

    fn reference(&self) -> Arc<Reference> {
        self.snapshot().reference.clone()
    }

    fn changed_on(&self) -> Option<String> {
        let written = self.snapshot().versions.written_at();
        OffsetDateTime::from_unix_timestamp(written).ok().map(|moment| moment.date().to_string())
    }
}

impl LandkaartService {
    async fn browse_now(&self, pairs: &[(String, String)]) -> Result<Browse, LandkaartError> {
        let selection = self.find(pairs).await?;
        let Selection { snapshot, asked, found, .. } = &selection;
        let pages = count(found.total().div_ceil(PAGE)).max(1);
        if asked.filter.page > pages {
            return Err(LandkaartError::NoSuchPage { pages });
        }
        let start = (asked.filter.page as usize - 1) * PAGE;
        let results = self.summaries(snapshot, &found.ids(&snapshot.index, start..start + PAGE)).await?;
        Ok(blocking("putting a page of the Landkaart together", move || selection.into_browse(pages, results)).await?)
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
            taking_part: taking_part(&snapshot),
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
            return Err(LandkaartError::Gone(row.withdrawn_reason));
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
            taking_part: taking_part(&snapshot),
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
            taking_part: taking_part(&snapshot),
            newest,
            per_type: found.tags.into_iter().take(types).collect(),
            written_at: moment(snapshot.versions.written_at()),
            reference: snapshot.reference.clone(),
        })
    }
}

impl Selection {
    fn into_browse(self, pages: u32, results: Vec<InitiativeSummary>) -> Browse {
        let frame = self.asked.filter.drawn_frame();
        let seen = in_shape_of_the_country(&frame);
        let step = ZoomStep::covering(seen.width() / ASSUMED_WIDTH);
        let marks = marks::of(&self, &seen, step);
        let (coloured, coloured_taking_part) = (self.coloured(), self.coloured_taking_part());
        let taking_part = self.taking_part();
        let begun_elsewhere = self.begun_elsewhere();
        let Self { snapshot, asked, query, found } = self;
        let taxonomy = &snapshot.reference.taxonomy;
        let mut tags = found.tags.iter().copied();
        let facet_counts =
            taxonomy.facets.iter().map(|facet| tags.by_ref().take(facet.values.len()).collect()).collect();
        Browse {
            total: count(found.total()),
            begun_elsewhere,
            unconfirmed: unconfirmed(&snapshot.index, &found),
            everything: count(snapshot.index.len()),
            shading: Shading::of(&coloured),
            coloured,
            taking_part,
            coloured_taking_part,
            known: known(&snapshot),
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
        (Restriction::Checked, elsewhere.other_checks),
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

fn unconfirmed(index: &Index, found: &Found) -> u32 {
    count(found.order.iter().filter(|&&rank| index.unconfirmed(rank)).count())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::http::testing::Visitor;
    use crate::initiatives::load_taxonomy;
    use crate::store::testing::TestStore;

    #[tokio::test]
    async fn paper_and_programs_hear_the_same_day_on_which_the_data_last_changed() {
        let test = TestStore::sqlite().await;
        load_taxonomy(&test.store).await.expect("a taxonomy");
        // Without initiatives there are data too: the lists that everything is read against.
        let landkaart = LandkaartService::start(test.store.clone(), None).await.expect("a Landkaart");
        let overview = landkaart.overview().await.expect("an overview");
        let changed = landkaart.changed_on().expect("a day");
        assert_eq!(Some(changed.as_str()), overview.written_at.get(..10));

        let visitor = Visitor::of_forty(test.store.clone()).await;
        let changed = visitor.platform.landkaart.changed_on().expect("a day");
        let page = visitor.get("/landkaart").await;
        let printed = format!("De gegevens zijn voor het laatst gewijzigd op {}.", app::texts::day(&changed));
        assert!(page.text().contains(&printed), "{}", page.text());
        assert!(visitor.get("/open-data").await.text().contains(&format!("\"dateModified\":\"{changed}T")));
        assert!(visitor.get("/api/v1/dataset.jsonld").await.text().contains(&format!("{changed}T")));
    }
}
