//! What the standard promises of `bbox` and `datetime`, through the routes.

use serde_json::Value;

use crate::http::testing::{Visitor, import};
use crate::initiatives::content;
use crate::initiatives::import_initiatives::Mode;
use crate::store::testing::store_tests;

const INITIATIVES: &str = "/ogc/v1/collections/initiatieven/items";
const MUNICIPALITIES: &str = "/ogc/v1/collections/gemeenten/items";
const RD: &str = "http://www.opengis.net/def/crs/EPSG/0/28992";
const WGS84: &str = "http://www.opengis.net/def/crs/EPSG/0/4326";

async fn ids(visitor: &Visitor, address: &str) -> Vec<Value> {
    let answer = visitor.get(address).await.json();
    let ids: Vec<Value> =
        answer["features"].as_array().expect(address).iter().map(|feature| feature["id"].clone()).collect();
    assert_eq!(answer["numberMatched"], ids.len(), "{address}");
    ids
}

/// Every corner of a polygon or of polygons, in the order of the answer.
fn corners(geometry: &Value) -> Vec<[f64; 2]> {
    fn gather(value: &Value, into: &mut Vec<[f64; 2]>) {
        match value.as_array().map(Vec::as_slice) {
            Some([Value::Number(x), Value::Number(y)]) => {
                into.push([x.as_f64().expect("a number"), y.as_f64().expect("a number")]);
            }
            parts => parts.into_iter().flatten().for_each(|part| gather(part, into)),
        }
    }
    let mut corners = Vec::new();
    gather(&geometry["coordinates"], &mut corners);
    corners
}

store_tests! {
    async fn a_moment_matches_what_went_on_then_and_what_has_no_years(store: Store) {
        let visitor = Visitor::of_forty(store).await;
        assert_eq!(ids(&visitor, &format!("{INITIATIVES}?datetime=1945-01-01/..")).await.len(), 40);
        assert_eq!(ids(&visitor, &format!("{INITIATIVES}?datetime=../..")).await.len(), 40);
        let before = visitor.get(&format!("{INITIATIVES}?datetime=1066-10-14")).await.json();
        let years = |feature: &Value| (feature["properties"]["startjaar"].clone(), feature["properties"]["eindjaar"].clone());
        let before = before["features"].as_array().expect("features").clone();
        assert!(!before.is_empty() && before.iter().all(|feature| years(feature) == (Value::Null, Value::Null)));
        // Years of the filter are asked of what is known: both must hold.
        let after = ids(&visitor, &format!("{INITIATIVES}?vanaf=1945&datetime=1945-01-01/..")).await;
        assert_eq!(after.len(), 40 - before.len());
        // A municipality has no years.
        assert_eq!(visitor.get(&format!("{MUNICIPALITIES}?datetime=1066-10-14&limit=1")).await.json()["numberMatched"], 345);
    }

    async fn a_rectangle_that_is_no_more_than_a_position_has_what_lies_there(store: Store) {
        let visitor = Visitor::of_forty(store).await;
        for crs in ["", RD, WGS84] {
            let parameter = |name: &str| if crs.is_empty() { String::new() } else { format!("&{name}={crs}") };
            let all = visitor.get(&format!("{INITIATIVES}?limit=1000{}", parameter("crs"))).await.json();
            for feature in all["features"].as_array().expect("features") {
                let Some([x, y]) = feature["geometry"]["coordinates"].as_array().map(Vec::as_slice) else { continue };
                let address = format!("{INITIATIVES}?bbox={x},{y},{x},{y}{}", parameter("bbox-crs"));
                assert!(ids(&visitor, &address).await.contains(&feature["id"]), "{address}");
            }
        }
    }

    async fn an_initiative_overseas_lies_where_it_was_put_and_not_at_the_label(store: Store) {
        let visitor = Visitor::of_forty(store).await;
        let mut file: Value = serde_json::from_str(content::INITIATIVES).expect("JSON");
        let mut feature = file["features"][0].take();
        feature["properties"]["external_id"] = "overzee".into();
        feature["properties"]["gemeente"] = "GM9001".into();
        feature["properties"]["gemeentenaam"] = "Bonaire".into();
        feature["geometry"]["coordinates"] = serde_json::json!([-68.41, 12.25]);
        file["features"] = [feature].into_iter().collect();
        let imported = import(&visitor.store, &file.to_string(), Mode::Write).await;
        assert_eq!(imported.added, 1, "{:?}", imported.reading.report.problems);
        visitor.platform.landkaart.refresh().await.expect("a refresh");
        let inside = ids(&visitor, &format!("{INITIATIVES}?bbox=-68.42,12.24,-68.4,12.26")).await;
        assert_eq!(inside.len(), 1);
        assert!(ids(&visitor, &format!("{INITIATIVES}?bbox=-68.35,12.1,-68.2,12.24")).await.is_empty());
        assert!(ids(&visitor, &format!("{INITIATIVES}?bbox=-1e9,-1e9,1e9,1e9&bbox-crs={RD}&gemeente=bonaire")).await.is_empty());
        assert_eq!(ids(&visitor, &format!("{MUNICIPALITIES}?bbox=-69,11,-62,18")).await.len(), 3, "the public bodies");
    }

    async fn a_municipality_lies_in_a_rectangle_that_it_shares_a_position_with(store: Store) {
        let visitor = Visitor::of_forty(store).await;
        for (crs, step) in [("http://www.opengis.net/def/crs/OGC/1.3/CRS84", 0.000_1), (RD, 5.0)] {
            let one = visitor.get(&format!("{MUNICIPALITIES}/GM0307?crs={crs}")).await.json();
            let corners = corners(&one["geometry"]);
            let around = |[x, y]: [f64; 2]| {
                format!("{MUNICIPALITIES}?bbox={},{},{},{}&bbox-crs={crs}", x - step, y - step, x + step, y + step)
            };
            for &corner in corners.iter().step_by(25) {
                let found = ids(&visitor, &around(corner)).await;
                assert!(found.contains(&"GM0307".into()), "{crs} {corner:?}");
            }
            // The corner of its bounding rectangle is somebody else's.
            let least = |axis: usize| corners.iter().map(|corner| corner[axis]).fold(f64::INFINITY, f64::min);
            let found = ids(&visitor, &around([least(0), least(1)])).await;
            assert!(!found.is_empty() && !found.contains(&"GM0307".into()), "{crs} {found:?}");
        }
    }
}
