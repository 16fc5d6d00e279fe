//! The Landkaart in figures: counted from the snapshot, without asking the database.

use std::collections::BTreeMap;

use app::initiatives::model::TYPE_FACET;
use app::initiatives::needs::LandkaartError;
use app::initiatives::statistics::{INFLUENCE_FACET, Statistics};

use super::index::TagIdx;
use super::landkaart::{LandkaartService, count};
use super::selection::Selection;
use crate::blocking::blocking;

impl LandkaartService {
    /// The figures under the filter that the pairs of a query ask for.
    pub(super) async fn statistics_now(&self, pairs: &[(String, String)]) -> Result<Statistics, LandkaartError> {
        let selection = self.find(pairs).await?;
        Ok(blocking("counting the Landkaart", move || selection.statistics()).await?)
    }
}

impl Selection {
    /// Counts what was found.
    pub(super) fn statistics(&self) -> Statistics {
        let Self { snapshot, asked, found, .. } = self;
        let (mut per_year, mut without_year) = (BTreeMap::new(), 0);
        for &rank in &found.order {
            match snapshot.index.start_year(rank) {
                Some(year) => *per_year.entry(i32::from(year)).or_default() += 1,
                None => without_year += 1,
            }
        }
        let (per_type, _) = self.per_value(TYPE_FACET);
        let (per_influence, without_influence) = self.per_value(INFLUENCE_FACET);
        Statistics {
            reference: snapshot.reference.clone(),
            asked: asked.clone(),
            total: count(found.total()),
            per_municipality: found.municipalities.clone(),
            taking_part: self.taking_part(),
            per_type,
            per_influence,
            without_influence,
            per_year,
            without_year,
        }
    }

    /// How many of those found have each value of a facet, and how many have none.
    fn per_value(&self, code: &str) -> (Vec<u32>, u32) {
        let facets = &self.snapshot.reference.taxonomy.facets;
        let Some(facet) = facets.iter().position(|facet| facet.code == code) else { return (Vec::new(), 0) };
        let first: usize = facets[..facet].iter().map(|facet| facet.values.len()).sum();
        let tags: Vec<TagIdx> =
            (first..first + facets[facet].values.len()).filter_map(|tag| TagIdx::try_from(tag).ok()).collect();
        let mut counts = vec![0; tags.len()];
        let mut without = 0;
        for &rank in &self.found.order {
            let mut has_any = false;
            for (&tag, count) in tags.iter().zip(&mut counts) {
                if self.snapshot.index.has_tag(rank, tag) {
                    *count += 1;
                    has_any = true;
                }
            }
            without += u32::from(!has_any);
        }
        (counts, without)
    }
}

#[cfg(test)]
mod tests {
    use app::initiatives::needs::Landkaart as _;
    use app::initiatives::statistics::Subject;

    use super::*;
    use crate::http::testing::Visitor;
    use crate::store::testing::TestStore;

    async fn statistics(visitor: &Visitor, query: &str) -> Statistics {
        let pairs: Vec<_> = form_urlencoded::parse(query.as_bytes()).into_owned().collect();
        visitor.platform.landkaart.statistics(&pairs).await.expect("figures")
    }

    #[tokio::test]
    async fn every_initiative_is_counted_once_per_year_and_place_and_at_least_once_per_type() {
        let test = TestStore::sqlite().await;
        let visitor = Visitor::of_forty(test.store.clone()).await;
        for query in ["", "provincie=utrecht", "soort=burgerberaad", "vanaf=2020", "q=raad"] {
            let counted = statistics(&visitor, query).await;
            let total = counted.total;
            let sum =
                |subject| -> u32 { counted.figures(subject).iter().filter_map(|figure| figure.initiatives).sum() };
            assert_eq!(sum(Subject::Year), total, "{query}");
            assert!(sum(Subject::Type) >= total && sum(Subject::Influence) >= total, "{query}");
            if !query.starts_with("provincie") {
                assert_eq!(sum(Subject::Province), total, "{query}");
            }
        }
        let all = statistics(&visitor, "").await;
        let municipalities = all.on_the_map();
        assert_eq!((all.total, municipalities.all()), (40, 342));
        assert_eq!((municipalities.own, municipalities.taking_part), (29, 7));
        assert_eq!(all.absent().values().map(Vec::len).sum::<usize>(), municipalities.absent as usize);
    }

    #[tokio::test]
    async fn a_figure_leads_to_a_list_of_as_many() {
        let test = TestStore::sqlite().await;
        let visitor = Visitor::of_forty(test.store.clone()).await;
        let counted = statistics(&visitor, "provincie=utrecht").await;
        let types = counted.figures(Subject::Type);
        assert!(types.iter().any(|figure| figure.initiatives > Some(0)));
        for figure in types.into_iter().filter(|figure| figure.initiatives > Some(0)) {
            let list = figure.list.expect("a list");
            let query = list.split_once('?').expect("a query").1;
            let pairs: Vec<_> = form_urlencoded::parse(query.as_bytes()).into_owned().collect();
            let browse = visitor.platform.landkaart.browse(&pairs).await.expect("a list");
            assert_eq!(Some(browse.total), figure.initiatives, "{list}");
        }
    }
}
