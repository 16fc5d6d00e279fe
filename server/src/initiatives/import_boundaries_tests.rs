use app::initiatives::needs::Landkaart as _;
use serde_json::{Value, json};

use super::super::boundary_set::{State, state};
use super::super::{LandkaartService, load_taxonomy};
use super::*;
use crate::store::testing::store_tests;

const NOW: OffsetDateTime = OffsetDateTime::UNIX_EPOCH;
const BY: &str = "© Kadaster 2026";

fn built_in() -> Value {
    serde_json::from_str(content::BOUNDARIES).expect("JSON")
}

/// The built-in boundaries after something was done to one municipality.
fn with(code: &str, change: impl FnOnce(&mut Value)) -> String {
    let mut file = built_in();
    change(feature(&mut file, code));
    file.to_string()
}

fn feature<'f>(file: &'f mut Value, code: &str) -> &'f mut Value {
    let features = file["features"].as_array_mut().expect("features");
    features.iter_mut().find(|feature| feature["properties"]["code"] == code).expect("a municipality")
}

fn without(code: &str) -> String {
    let mut file = built_in();
    file["features"].as_array_mut().expect("features").retain(|feature| feature["properties"]["code"] != code);
    file.to_string()
}

/// Does something to every position in coordinates.
fn each(coordinates: &mut Value, change: &impl Fn(f64, f64) -> [f64; 2]) {
    match coordinates.as_array_mut() {
        Some(pair) if pair.first().is_some_and(Value::is_number) => {
            let number = |at: usize| pair[at].as_f64().expect("a number");
            *coordinates = json!(change(number(0), number(1)));
        }
        Some(parts) => parts.iter_mut().for_each(|part| each(part, change)),
        None => {}
    }
}

/// A file after something was done to every position in it.
fn turned(text: &str, change: impl Fn(f64, f64) -> [f64; 2]) -> String {
    let mut file: Value = serde_json::from_str(text).expect("JSON");
    for feature in file["features"].as_array_mut().expect("features") {
        each(&mut feature["geometry"]["coordinates"], &change);
    }
    file.to_string()
}

/// The built-in file in metres, as a file of Kadaster is.
fn in_rd() -> String {
    turned(content::BOUNDARIES, |lon, lat| {
        let rd = app::geo::LonLat { lon, lat }.to_rd();
        [rd.x, rd.y].map(|number| (number * 1_000.0).round() / 1_000.0)
    })
}

/// A file in metres as the site gives its borders away.
fn in_rounded_degrees(text: &str) -> String {
    turned(text, |x, y| {
        let degrees = app::geo::Rd { x, y }.to_lonlat();
        [degrees.lon, degrees.lat].map(|number| (number * 100_000.0).round() / 100_000.0)
    })
}

/// The built-in file with a point more in the middle of every piece of border, which nobody needs.
fn in_detail() -> String {
    fn halve(coordinates: &mut Value) {
        let Some(parts) = coordinates.as_array_mut() else { return };
        if !parts[0][0].is_number() {
            return parts.iter_mut().for_each(halve);
        }
        let number = |position: &Value, axis: usize| position[axis].as_f64().expect("a number");
        let middle =
            |one: &Value, other: &Value| [0, 1].map(|axis| f64::midpoint(number(one, axis), number(other, axis)));
        let all = parts.windows(2).flat_map(|pair| [pair[0].clone(), json!(middle(&pair[0], &pair[1]))]);
        *parts = all.chain(parts.last().cloned()).collect();
    }
    let mut file = built_in();
    for feature in file["features"].as_array_mut().expect("features") {
        halve(&mut feature["geometry"]["coordinates"]);
    }
    file.to_string()
}

async fn refused(store: &Store, text: String) -> String {
    let error = import_boundaries(store, text, BY, NOW).await.expect_err("a refusal").to_string();
    assert!(error.ends_with('.'), "{error}");
    assert!(boundary_set::stored(store).await.expect("a read").is_none(), "nothing is written");
    error
}

async fn put(store: &Store, text: &str) {
    let mut tx = store.begin().await.expect("a transaction");
    within!(&mut tx, |db| sqlx::query(sql::PUT_BOUNDARIES)
        .bind(text)
        .bind(BY)
        .bind(0_i64)
        .execute(db)
        .await
        .map(|_| ()))
    .expect("a write");
    tx.commit().await.expect("a commit");
}

async fn attribution(service: &LandkaartService) -> String {
    service.refresh().await.expect("a refresh");
    service.reference().boundaries.attribution.clone()
}

store_tests! {
    async fn an_official_file_in_degrees_or_metres_is_stored_and_seen_by_every_instance(store: Store) {
        load_taxonomy(&store).await.expect("a taxonomy");
        let (one, other) = (
            LandkaartService::start(store.clone(), None).await.expect("a landkaart"),
            LandkaartService::start(store.clone(), None).await.expect("a second instance"),
        );
        assert_eq!(attribution(&one).await, boundary_set::BUILT_IN_ATTRIBUTION);
        let first = import_boundaries(&store, in_rd(), BY, NOW).await.expect("RD");
        assert_eq!((first.municipalities, first.differences.len()), (342, 0));
        assert!(first.points.1 > 0 && first.points.1 <= first.points.0);
        assert_eq!(first.attribution_before.as_deref(), Some(boundary_set::BUILT_IN_ATTRIBUTION));
        for service in [&one, &other] {
            assert_eq!(attribution(service).await, BY);
            let reference = service.reference();
            assert!(reference.places.municipalities().iter().zip(&reference.boundaries.close.municipalities).all(|(m, path)| m.province.is_none() || !path.is_empty()));
        }
        assert!(matches!(state(&store).await.expect("a state"), State::Imported(by) if by == BY));

        let again = import_boundaries(&store, in_rd(), BY, NOW).await.expect("the same");
        assert_eq!((again.redrawn, again.attribution_before), (0, None));
        let degrees = import_boundaries(&store, content::BOUNDARIES.to_owned(), "© CBS 2027", NOW).await.expect("WGS 84");
        assert_eq!((degrees.differences.len(), degrees.attribution_before.as_deref()), (0, Some(BY)));
        assert_eq!(attribution(&other).await, "© CBS 2027");

        assert!(use_built_in_boundaries(&store).await.expect("a way back"));
        assert_eq!(attribution(&one).await, boundary_set::BUILT_IN_ATTRIBUTION);
        assert!(!use_built_in_boundaries(&store).await.expect("nothing to do"));
        assert!(matches!(state(&store).await.expect("a state"), State::BuiltIn));
    }

    async fn a_file_that_holds_what_is_there_already_changes_nothing(store: Store) {
        let unchanged = async |text: String, what: &str| {
            let imported = import_boundaries(&store, text, boundary_set::BUILT_IN_ATTRIBUTION, NOW).await.expect(what);
            assert_eq!(imported.redrawn, 0, "{what}");
            let said = imported.sentences();
            assert_eq!(said.len(), 2, "{what}: {said:?}");
            assert_eq!(said[1], "Nothing changed: every border is as it was.", "{what}");
        };
        for what in ["the built-in file", "the same file again"] {
            unchanged(content::BOUNDARIES.to_owned(), what).await;
        }
        use_built_in_boundaries(&store).await.expect("a way back");
        unchanged(in_rd(), "the built-in file in metres").await;
        // More points than are kept: what is stored is not what is in the file.
        let detailed = in_detail();
        let first = import_boundaries(&store, detailed.clone(), BY, NOW).await.expect("a detailed file");
        assert!(first.points.1 < first.points.0 * 6 / 10, "{:?}", first.points);
        let again = import_boundaries(&store, detailed, boundary_set::BUILT_IN_ATTRIBUTION, NOW).await.expect("the same");
        assert_eq!(again.redrawn, 0);
        // As the site gives its own borders away: what is stored, in degrees to five decimals.
        let (text, _) = boundary_set::stored(&store).await.expect("a read").expect("boundaries");
        unchanged(in_rounded_degrees(&text), "the open data").await;
    }

    async fn one_island_that_changed_is_one_border_that_changed(store: Store) {
        import_boundaries(&store, content::BOUNDARIES.to_owned(), BY, NOW).await.expect("a file");
        let text = with("GM0093", |feature| each(&mut feature["geometry"]["coordinates"], &|lon, lat| [lon + 0.001, lat]));
        let imported = import_boundaries(&store, text, BY, NOW).await.expect("a file");
        assert_eq!((imported.redrawn, imported.sentences()[1].as_str()), (1, "1 municipality has another border."));
    }

    async fn boundaries_of_another_year_do_not_keep_the_site_from_starting_and_a_new_import_mends_it(store: Store) {
        load_taxonomy(&store).await.expect("a taxonomy");
        put(&store, &without("GM0307")).await;
        let service = LandkaartService::start(store.clone(), None).await.expect("it starts");
        assert_eq!(attribution(&service).await, boundary_set::BUILT_IN_ATTRIBUTION);
        let State::Unusable(why) = state(&store).await.expect("a state") else { panic!("it is said") };
        assert!(why.to_string().contains("Amersfoort (GM0307)"), "{why}");
        let imported = import_boundaries(&store, content::BOUNDARIES.to_owned(), BY, NOW).await.expect("a new file");
        assert!(imported.not_compared.is_some());
        assert!(imported.sentences().iter().any(|sentence| sentence.contains("could not be used any more")));
        assert_eq!(attribution(&service).await, BY);
        assert!(matches!(state(&store).await.expect("a state"), State::Imported(_)));
    }

    async fn what_changed_is_said(store: Store) {
        // A municipality that grows into the sea, and one with another name.
        let text = with("GM0093", |feature| {
            feature["properties"]["naam"] = json!("Skylge");
            feature["properties"]["name"] = json!("Skylge");
            let polygon = json!([[[5.0, 53.6], [5.1, 53.6], [5.1, 53.65], [5.0, 53.65], [5.0, 53.6]]]);
            let geometry = &mut feature["geometry"];
            let old = geometry["coordinates"].clone();
            let mut polygons = if geometry["type"] == "Polygon" { vec![old] } else { old.as_array().expect("polygons").clone() };
            polygons.push(polygon);
            *geometry = json!({"type": "MultiPolygon", "coordinates": polygons});
        });
        let imported = import_boundaries(&store, text, BY, NOW).await.expect("a file");
        assert_eq!(imported.differences.len(), 1);
        assert!(imported.differences[0].municipality == "Terschelling" && imported.differences[0].after > imported.differences[0].before + 30.0);
        assert_eq!(imported.other_names, [("GM0093".to_owned(), "Terschelling".to_owned(), "Skylge".to_owned())]);
        let said = imported.sentences().join("\n");
        assert!(said.contains("Terschelling: ") && said.contains("called Skylge in the file") && said.contains("name another source"), "{said}");
    }

    async fn what_is_no_map_of_the_netherlands_is_refused_with_names(store: Store) {
        let square = |lon: f64, lat: f64, side: f64| {
            json!([[[lon, lat], [lon + side, lat], [lon + side, lat + side], [lon, lat + side], [lon, lat]]])
        };
        let polygon = |coordinates: Value| move |feature: &mut Value| {
            feature["geometry"] = json!({"type": "Polygon", "coordinates": coordinates});
        };
        for (text, words) in [
            (without("GM0307"), "1 of the municipalities are missing, such as Amersfoort (GM0307)."),
            (with("GM0307", polygon(json!([]))), "empty shape, such as Amersfoort (GM0307)."),
            (with("GM0307", polygon(square(5.38, 52.15, 0.001))), "less than half as large as they should be, such as Amersfoort (GM0307)."),
            (with("GM0307", polygon(square(3.3, 53.3, 0.2))), "do not lie where they should, such as Amersfoort (GM0307)."),
            (
                // Both lobes of the bow tie are large, and the place itself lies in one.
                with("GM0307", polygon(json!([[[5.3, 52.1], [5.5, 52.1], [5.3, 52.22], [5.5, 52.3], [5.3, 52.1]]]))),
                "crosses itself, such as Amersfoort (GM0307) at ",
            ),
            (with("GM0307", polygon(square(5.29, 52.1, 0.2))), "overlap, such as "),
        ] {
            let error = refused(&store, text).await;
            assert!(error.contains(words), "{error}");
        }
        // Every municipality a speck around its own place.
        let mut specks = built_in();
        for feature in specks["features"].as_array_mut().expect("features") {
            let coordinates = &feature["geometry"]["coordinates"];
            let first = if feature["geometry"]["type"] == "Polygon" { &coordinates[0][0] } else { &coordinates[0][0][0] };
            let at = |axis: usize| first[axis].as_f64().expect("a number");
            feature["geometry"] = json!({"type": "Polygon", "coordinates": square(at(0), at(1), 0.001)});
        }
        assert!(refused(&store, specks.to_string()).await.starts_with("342 of the municipalities are less than half"));
    }

    async fn parts_of_a_municipality_in_features_of_their_own_are_one_municipality_and_its_water_is_left_out(store: Store) {
        let mut file = built_in();
        let whole = feature(&mut file, "GM0093").clone();
        let mut island = whole.clone();
        island["geometry"] = json!({"type": "Polygon", "coordinates": [[[5.0, 53.6], [5.05, 53.6], [5.05, 53.62], [5.0, 53.6]]]});
        let mut water = island.clone();
        water["properties"]["water"] = json!("JA");
        water["geometry"] = json!({"type": "Polygon", "coordinates": [[[4.0, 53.6], [4.9, 53.6], [4.9, 54.0], [4.0, 53.6]]]});
        file["features"].as_array_mut().expect("features").extend([island, water]);
        let imported = import_boundaries(&store, file.to_string(), BY, NOW).await.expect("a file");
        assert_eq!((imported.municipalities, imported.differences.len()), (342, 1));
        let grown = &imported.differences[0];
        assert!((1.0..10.0).contains(&(grown.after - grown.before)), "the island and not the sea: {grown:?}");
    }
}
