//! The Landkaart over the content that is really inside the binary, asked as visitors ask it: what names and words find, and
//! whether map, list and numbers agree under every filter.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use app::geo::{Bounds, ZoomStep};
use app::initiatives::needs::Landkaart as _;

use super::import_initiatives::{Mode, import_initiatives};
use super::selection::Selection;
use super::{LandkaartService, content, load_taxonomy};
use crate::store::testing::{TestStore, store_tests};
use crate::store::{Store, within};

async fn import(store: &Store, text: &str) {
    let now = time::OffsetDateTime::now_utc();
    let imported = import_initiatives(store, text.as_bytes(), None, Mode::Write, now).await.expect("an import");
    assert!(imported.reading.report.is_clean(), "{}", imported.reading.report.to_text(20));
}

async fn service(store: &Store) -> LandkaartService {
    load_taxonomy(store).await.expect("a taxonomy");
    import(store, content::INITIATIVES).await;
    LandkaartService::start(store.clone(), None).await.expect("a landkaart")
}

fn pairs(query: &str) -> Vec<(String, String)> {
    form_urlencoded::parse(query.as_bytes()).into_owned().collect()
}

async fn ask(service: &LandkaartService, query: &str) -> Selection {
    let selection = service.find(&pairs(query)).await.expect("an answer");
    assert!(selection.asked.problems.is_empty(), "{query}: {:?}", selection.asked.problems);
    selection
}

fn ids(selection: &Selection) -> Vec<i64> {
    selection.found.ids(&selection.snapshot.index, 0..usize::MAX)
}

/// The names of the municipalities that a text was taken for.
async fn places(service: &LandkaartService, text: &str) -> Vec<String> {
    let query = form_urlencoded::Serializer::new(String::new()).append_pair("q", text).finish();
    let selection = ask(service, &query).await;
    let named = selection.found.text.iter().flat_map(|text| &text.places).flat_map(|place| &place.municipalities);
    let all = selection.snapshot.reference.places.municipalities();
    named.map(|&index| all[usize::from(index)].name.clone()).collect()
}

/// A name, and the municipalities that it means.
const NAMES: &[(&str, &[&str])] = &[
    ("Amersfoort", &["Amersfoort"]),
    ("Bergen", &["Bergen (L.)", "Bergen (NH.)"]),
    // In daily use.
    ("Den Haag", &["'s-Gravenhage"]),
    ("den bosch", &["'s-Hertogenbosch"]),
    ("Ljouwert", &["Leeuwarden"]),
    ("sudwest fryslan", &["Súdwest-Fryslân"]),
    // Former municipalities, also where a village elsewhere has the same name.
    ("Uden", &["Maashorst"]),
    ("Boalsert", &["Súdwest-Fryslân"]),
    ("Haren", &["Groningen"]),
    ("Winsum", &["Het Hogeland"]),
    ("Vianen", &["Vijfheerenlanden"]),
    ("Loenen", &["Stichtse Vecht"]),
    ("Sloten", &["Amsterdam", "De Fryske Marren"]),
    ("Valkenburg", &["Katwijk", "Valkenburg aan de Geul"]),
    // A present municipality before a former one and before a province.
    ("Hengelo", &["Hengelo"]),
    ("Utrecht", &["Utrecht"]),
    // Villages.
    ("Grouw", &["Leeuwarden"]),
    ("Spijk", &["Altena", "Eemsdelta", "Zevenaar"]),
    // An ordinary word, when nothing else is typed.
    ("Winkel", &["Hollands Kroon"]),
    ("Grave", &["Land van Cuijk"]),
    ("winkel in de wijk", &[]),
    ("heer en meester", &[]),
    ("een hoek van de straat", &[]),
];

#[tokio::test]
async fn a_name_means_the_place_that_people_mean_by_it() {
    let test = TestStore::sqlite().await;
    let service = service(&test.store).await;
    for (text, expected) in NAMES {
        let mut found = places(&service, text).await;
        found.sort();
        assert_eq!(found, *expected, "{text}");
    }
    let zeeland = places(&service, "Zeeland").await;
    assert!(zeeland.len() == 13 && zeeland.contains(&"Goes".into()), "the province: {zeeland:?}");
}

#[tokio::test]
async fn search_and_filter_agree_on_every_name_of_a_municipality() {
    let test = TestStore::sqlite().await;
    let service = service(&test.store).await;
    let snapshot = service.snapshot();
    let all = snapshot.reference.places.municipalities();
    for (index, place) in all.iter().enumerate() {
        for name in std::iter::once(&place.name).chain(&place.other_names) {
            let filtered = snapshot.reference.places.municipality(name);
            let searched = places(&service, name).await;
            let province = snapshot.reference.places.province(name).is_some();
            assert!(filtered.is_some() && (province || !searched.is_empty()), "{name} is found");
            // A name with the province behind it is one of several; the search gives them all.
            if filtered == Some(index) && !province && !name.contains('(') {
                assert!(searched.contains(&place.name), "{name}: {searched:?}");
            }
        }
    }
}

/// A text, and what must come first (as many as are given).
const FIRST: &[(&str, &[i64])] = &[
    ("Uden", &[2]),
    ("burgerberaat maastrciht", &[9]),
    ("amersfort", &[1]),
    ("sudwest fryslan", &[14]),
    ("wijkcooperatie moerwijk", &[40]),
    ("kinderburgemeester gouda", &[35]),
    ("burgertop houten", &[7]),
    ("right to challenge", &[18]),
    ("Barneveld", &[12]),
];

#[tokio::test]
async fn words_find_what_they_mean_in_the_forty_initiatives() {
    let test = TestStore::sqlite().await;
    let service = service(&test.store).await;
    for (text, expected) in FIRST {
        let found = ids(&ask(&service, &format!("q={text}")).await);
        assert_eq!(&found[..expected.len().min(found.len())], *expected, "{text}: {found:?}");
    }
    let found = |text: &str| {
        let (service, query) = (&service, format!("q={text}"));
        async move { BTreeSet::from_iter(ids(&ask(service, &query).await)) }
    };
    let begroting = found("begroting").await;
    for id in [16, 19, 23, 24, 25, 26, 27, 28, 29, 30] {
        assert!(begroting.contains(&id), "a burgerbegroting is a begroting: {id} in {begroting:?}");
    }
    for text in ["G1000", "burgertop", "burgerberaad"] {
        let found = found(text).await;
        assert!((1..=15).all(|id| found.contains(&id)), "{text}: {found:?}");
    }
    for text in ["right to challenge", "uitdaagrecht"] {
        let found = found(text).await;
        assert!(found.contains(&18) && found.contains(&38), "{text}: {found:?}");
    }
}

/// Initiatives on 300 different spots, with everything that one filters by.
fn many() -> String {
    let names = content::other_names().expect("names");
    let places = content::places(&names).expect("places");
    let municipalities: Vec<_> = places.municipalities().iter().filter(|m| m.province.is_some()).collect();
    let types = ["burgerberaad", "burgerbegroting", "referendum|dorpsraad"];
    let mut text = "external_id,titel,samenvatting,gemeente,soorten,startjaar,eindjaar,lon,lat,ook_in\n".to_owned();
    for number in 0..300_u32 {
        let place = municipalities[number as usize % municipalities.len()];
        let other = municipalities[(number as usize * 7 + 1) % municipalities.len()];
        let spot = f64::from(number) * 0.000_5;
        // Writing to a String cannot fail.
        let _ = writeln!(
            text,
            "veel-{number},Wijkraad nummer {number},Een raad voor {number} straten,{},{},{},{},{:.6},{:.6},{}",
            place.code,
            types[number as usize % 3],
            2005 + number % 20,
            if number % 4 == 0 { String::new() } else { (2005 + number % 20 + 2).to_string() },
            place.label.lon + spot % 0.01,
            place.label.lat + spot % 0.007,
            if number % 5 == 0 && other.code != place.code { other.code.as_str() } else { "" },
        );
    }
    text
}

const FILTERS: [&str; 9] = [
    "",
    "soort=burgerberaad",
    "soort=referendum,burgerbegroting&vanaf=2015",
    "provincie=gelderland",
    "gemeente=barneveld",
    "tot=2009",
    "q=wijkraad",
    "q=straten&provincie=utrecht",
    "kader=100000,400000,180000,500000&binnen=kader",
];

store_tests! {
    async fn circles_hold_what_the_filter_leaves_and_nothing_else_at_every_zoom(store: Store) {
        load_taxonomy(&store).await.expect("a taxonomy");
        import(&store, &many()).await;
        let service = service(&store).await;
        let everything = ids(&ask(&service, "").await).len();
        assert_eq!(everything, 340);
        for filter in FILTERS {
            let selection = ask(&service, filter).await;
            let list: BTreeSet<i64> = ids(&selection).into_iter().collect();
            assert!(!list.is_empty() && (filter.is_empty() || list.len() < everything || filter.contains('q')), "{filter}");
            let numbers: u32 = selection.found.municipalities.iter().sum();
            assert_eq!(numbers as usize, list.len(), "{filter}: numbers per municipality add up to the list");
            let mut asked = pairs(filter);
            if selection.asked.filter.frame.is_none() {
                let frame = Bounds::NETHERLANDS;
                asked.push(("kader".into(), app::initiatives::filter::frame_text(&frame)));
            }
            for step in (0..=ZoomStep::COARSEST.number()).filter_map(ZoomStep::new) {
                let marks = service.marks(&asked, step.metres_per_pixel()).await.expect("marks").expect("a filter that is understood");
                let sum: u32 = marks.marks.iter().map(|mark| mark.count).sum();
                assert_eq!((sum as usize, marks.inside as usize), (list.len(), list.len()), "{filter} at {step:?}");
                for pin in marks.marks.iter().filter(|mark| mark.count == 1) {
                    let id = pin.href.trim_start_matches("/landkaart/initiatief/").split('-').next().map(str::parse);
                    assert!(matches!(id, Some(Ok(id)) if list.contains(&id)), "{filter} at {step:?}: {}", pin.href);
                }
            }
        }
    }

    async fn an_initiative_is_found_in_every_municipality_that_takes_part_and_counts_once(store: Store) {
        let service = service(&store).await;
        let unfiltered = ask(&service, "").await;
        let places = &unfiltered.snapshot.reference.places;
        let (barneveld, ede) = (places.municipality("Barneveld").expect("a place"), places.municipality("Ede").expect("a place"));
        assert_eq!((unfiltered.found.municipalities[barneveld], unfiltered.found.municipalities[ede]), (0, 1));
        for query in ["gemeente=barneveld", "gemeente=barneveld&soort=co-creatie&kleur=co-creatie"] {
            let browse = service.browse(&pairs(query)).await.expect("an answer");
            assert_eq!((browse.total, browse.results[0].title.as_str()), (1, "Burgerforum RES Foodvalley"), "{query}");
            assert_eq!((browse.per_municipality[barneveld], browse.per_municipality[ede]), (0, 1), "{query}");
            assert_eq!((browse.coloured[barneveld], browse.coloured[ede]), (0, 1), "{query}");
        }
        // Two that take part and the municipality itself in one province: one initiative.
        let gelderland = service.browse(&pairs("provincie=gelderland&soort=co-creatie")).await.expect("an answer");
        assert_eq!((gelderland.total, gelderland.per_municipality[ede]), (1, 1));
        // Veenendaal takes part; the main municipality lies in another province.
        let utrecht = service.browse(&pairs("provincie=utrecht&soort=co-creatie")).await.expect("an answer");
        assert_eq!((utrecht.total, utrecht.per_municipality[ede], utrecht.begun_elsewhere), (1, 1, 1));

        let page = service.municipality("barneveld").await.expect("a page");
        assert_eq!((page.total, page.takes_part_total, page.takes_part_in.len()), (0, 1, 1));
        let page = service.municipality("ede").await.expect("a page");
        assert_eq!((page.total, page.takes_part_total), (1, 0));
    }

    async fn after_a_merger_the_initiatives_of_the_old_municipality_are_those_of_the_new_one(store: Store) {
        let first = service(&store).await;
        let before: BTreeMap<&str, u32> = BTreeMap::from([("Maashorst", 1), ("Gouda", 1)]);
        let count = |service: &LandkaartService, name: &str| {
            let snapshot = service.snapshot();
            let place = snapshot.reference.places.municipality(name).and_then(|index| u16::try_from(index).ok());
            place.map_or(0, |place| snapshot.index.municipality_count(place))
        };
        for (name, expected) in before {
            assert_eq!(count(&first, name), expected, "{name}");
        }
        // As the rows stand in a database that is older than this version: Uden, and a code that nobody knows.
        let mut tx = store.begin().await.expect("a transaction");
        for statement in [
            "UPDATE initiative SET municipality_code = 'GM0856' WHERE external_id IN ('dia-2026-002', 'dia-2026-035')",
            "UPDATE initiative SET municipality_code = 'GM4242' WHERE external_id = 'dia-2026-001'",
            "UPDATE initiative_municipality SET municipality_code = 'GM0862' WHERE municipality_code = 'GM0345'",
        ] {
            within!(&mut tx, |db| sqlx::query(statement).execute(db).await.map(|_| ())).expect("an update");
        }
        tx.commit().await.expect("a commit");
        let next = LandkaartService::start(store.clone(), None).await.expect("a landkaart");
        assert_eq!((count(&next, "Maashorst"), count(&next, "Gouda")), (2, 0));
        assert_eq!(next.snapshot().index.len(), 39, "only the one that cannot be placed is missing");
        let listed = next.browse(&pairs("gemeente=uden")).await.expect("an answer");
        assert_eq!((listed.total, listed.results.len()), (2, 2));
        let page = next.initiative(listed.results[0].id).await.expect("a page");
        assert_eq!(page.reference.places.municipalities()[page.initiative.summary.municipality].name, "Maashorst");
    }
}
