//! How many initiatives there are per municipality.

use super::index::{Index, MunicipalityIdx};
use super::landkaart::count;
use super::snapshot::Snapshot;

/// All initiatives of each municipality.
pub(super) fn per_municipality(snapshot: &Snapshot) -> Vec<u32> {
    (0..snapshot.reference.places.municipalities().len())
        .map(|index| MunicipalityIdx::try_from(index).map_or(0, |index| snapshot.index.municipality_count(index)))
        .collect()
}

/// The initiatives of others in which each municipality takes part.
pub(super) fn taking_part(snapshot: &Snapshot) -> Vec<u32> {
    let counted = |rank, other| snapshot.index.municipality(rank) != other;
    participations(&snapshot.index, snapshot.reference.places.municipalities().len(), counted)
}

/// All initiatives of each municipality, and all in which it takes part.
pub(super) fn known(snapshot: &Snapshot) -> Vec<u32> {
    per_municipality(snapshot).into_iter().zip(taking_part(snapshot)).map(|(own, others)| own + others).collect()
}

/// How often each of so many municipalities takes part in an initiative (by its rank) that counts.
pub(super) fn participations(
    index: &Index,
    municipalities: usize,
    counted: impl Fn(u32, MunicipalityIdx) -> bool,
) -> Vec<u32> {
    let mut counts = vec![0; municipalities];
    for &(_, other) in index.participations().iter().filter(|&&(rank, other)| counted(rank, other)) {
        if let Some(count) = counts.get_mut(usize::from(other)) {
            *count += 1;
        }
    }
    counts
}

/// How many of the initiatives of each municipality still have to be checked.
pub(super) fn unconfirmed_per_municipality(snapshot: &Snapshot) -> Vec<u32> {
    let index = &snapshot.index;
    let mut counts = vec![0; snapshot.reference.places.municipalities().len()];
    for rank in (0..count(index.len())).filter(|&rank| index.unconfirmed(rank)) {
        if let Some(count) = counts.get_mut(usize::from(index.municipality(rank))) {
            *count += 1;
        }
    }
    counts
}

#[cfg(test)]
mod tests {
    use app::initiatives::needs::{Browse, Landkaart as _};

    use crate::http::testing::Visitor;
    use crate::store::testing::store_tests;

    async fn browse(visitor: &Visitor, query: &str) -> Browse {
        let pairs: Vec<_> = form_urlencoded::parse(query.as_bytes()).into_owned().collect();
        visitor.platform.landkaart.browse(&pairs).await.expect("an answer")
    }

    /// The burgerforum of Foodvalley: begun in Ede, with Barneveld and six others.
    const QUERIES: [(&str, u32, u32, char); 6] = [
        ("", 0, 1, 'd'),
        ("soort=co-creatie", 0, 1, 'd'),
        ("kleur=co-creatie", 0, 1, 'd'),
        // Of others nothing is left, and yet something is known.
        ("kleur=referendum", 0, 1, 'f'),
        ("soort=referendum", 0, 0, 'f'),
        // Asked for, it is found; it stays where it began.
        ("gemeente=barneveld", 0, 1, 'd'),
    ];

    store_tests! {
        async fn a_municipality_that_takes_part_is_known_and_says_so_under_every_filter(store: Store) {
            let visitor = Visitor::of_forty(store).await;
            for (query, own, others, class) in QUERIES {
                let shown = browse(&visitor, query).await;
                let barneveld = shown.reference.places.municipality("barneveld").expect("a place");
                let counts = (shown.per_municipality[barneveld], shown.taking_part[barneveld]);
                assert_eq!(counts, (own, others), "{query}");
                assert_eq!(shown.land().class(barneveld), class, "{query}");
            }
            let asked = browse(&visitor, "gemeente=barneveld").await;
            let ede = asked.reference.places.municipality("ede").expect("a place");
            assert_eq!(asked.land().class(ede), '3', "what Ede began counts in Ede, where its pin stands");
        }

        async fn list_pins_counts_and_colours_agree_under_a_filter_on_a_place(store: Store) {
            let visitor = Visitor::of_forty(store).await;
            // Begun in Ede, in Gelderland; Rhenen and Veenendaal take part and lie in Utrecht.
            for query in ["provincie=utrecht", "gemeente=barneveld", "provincie=gelderland&gemeente=barneveld", "provincie=gelderland"] {
                let shown = browse(&visitor, query).await;
                let counts = &shown.per_municipality;
                assert_eq!(counts.iter().sum::<u32>(), shown.total, "{query}");
                assert_eq!(shown.marks.inside, shown.total, "{query}");
                for found in &shown.results {
                    assert!(counts[found.municipality] > 0, "{query}: {} is on the list", found.title);
                    assert!(shown.land().class(found.municipality).is_ascii_digit(), "{query}: {} is coloured", found.title);
                }
                let province = |index: usize| shown.reference.places.municipalities()[index].province;
                let asked = |index: usize| {
                    let filter = &shown.asked.filter;
                    filter.municipality.is_none_or(|m| m == index) && filter.province.is_none_or(|p| province(index) == Some(p))
                };
                let outside: u32 = counts.iter().enumerate().filter(|&(index, _)| !asked(index)).map(|(_, &count)| count).sum();
                assert_eq!(shown.begun_elsewhere, outside, "{query}");
            }
            let page = visitor.get("/landkaart?provincie=utrecht").await.text().to_owned();
            assert!(page.contains("1 gevonden initiatief begon buiten Utrecht en staat op de kaart waar het begon."), "{page}");
            let page = visitor.get("/landkaart?gemeente=barneveld").await.text().to_owned();
            assert!(page.contains("1 gevonden initiatief begon buiten Barneveld en staat op de kaart waar het begon."));
            let embedded = visitor.get("/landkaart/insluiten?gemeente=barneveld").await.text().to_owned();
            assert!(embedded.contains("1 gevonden initiatief begon buiten Barneveld"), "{embedded}");
            let map = visitor.get("/landkaart/kaart.svg?gemeente=barneveld").await.text().to_owned();
            assert!(map.contains("1 gevonden initiatief begon buiten Barneveld"), "{map}");
            assert!(!visitor.get("/landkaart?provincie=drenthe").await.text().contains("gevonden initiatief begon"));
        }

        async fn no_map_says_of_a_municipality_that_takes_part_that_nothing_is_known(store: Store) {
            let visitor = Visitor::of_forty(store).await;
            for address in ["/", "/landkaart", "/landkaart/gemeente/ede", "/landkaart/gemeente/barneveld", "/landkaart/kaart.svg"] {
                let html = visitor.get(address).await.text().to_owned();
                assert!(html.contains("Barneveld: doet mee aan 1 initiatief van een andere gemeente"), "{address}");
                assert!(!html.contains("Barneveld: nog geen"), "{address}");
                assert!(html.contains("doet elders mee"), "{address} explains it");
            }
            let page = visitor.get("/landkaart").await.text().to_owned();
            assert!(page.contains("313 gemeenten nog zonder; 7 daarvan doen elders mee."));
            assert!(page.contains("(doet mee aan 1)"));
            let map = visitor.get("/landkaart/kaart.svg").await.text().to_owned();
            assert!(map.contains("7 gemeenten doen mee met een andere. In 306 gemeenten is nog geen initiatief bekend."));
        }
    }
}
