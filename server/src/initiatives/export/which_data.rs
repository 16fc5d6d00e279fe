//! What an entity tag promises: the same tag is the same data, on every instance, after a restart, and after an older copy of
//! the database was put back.

use axum::http::{Method, StatusCode, header};
use serde_json::Value;

use crate::http::testing::{Visitor, import};
use crate::initiatives::content;
use crate::initiatives::import_initiatives::Mode;
use crate::store::testing::store_tests;
use crate::store::within;

const ADDRESSES: [&str; 8] = [
    "/api/v1/initiatieven",
    "/api/v1/initiatieven.geojson",
    "/api/v1/gemeenten.csv",
    "/api/v1/dataset.jsonld",
    "/ogc/v1/collections/initiatieven/items",
    "/ogc/v1/collections/gemeenten/items?limit=5",
    "/landkaart/feed.atom",
    "/landkaart/feed.atom?soort=referendum&vanaf=2090",
];

async fn tags(visitor: &Visitor) -> Vec<String> {
    let mut tags = Vec::new();
    for address in ADDRESSES {
        let answer = visitor.get(address).await;
        assert_eq!(answer.status, StatusCode::OK, "{address}");
        tags.push(answer.header("etag").to_owned());
    }
    tags
}

async fn run(visitor: &Visitor, statements: &[&'static str]) {
    let mut tx = visitor.store.begin().await.expect("a transaction");
    for &statement in statements {
        within!(&mut tx, |db| sqlx::query(statement).execute(db).await.map(|_| ())).expect("written");
    }
    tx.commit().await.expect("committed");
    visitor.platform.landkaart.refresh().await.expect("a refresh");
}

store_tests! {
    async fn every_instance_gives_the_same_tags(store: Store) {
        let one = Visitor::of_forty(store.clone()).await;
        let other = Visitor::of_forty(store).await;
        assert_eq!(tags(&one).await, tags(&other).await);
    }

    async fn a_copy_that_is_put_back_under_a_running_instance_is_read_anew(store: Store) {
        let visitor = Visitor::of_forty(store).await;
        // The copy was made before the first initiative came, and the number went back with it.
        run(
            &visitor,
            &[
                "DELETE FROM initiative WHERE id = 1",
                "UPDATE initiative SET revision = revision - 1",
                "UPDATE data_version SET version = version - 1 WHERE room = 'initiatives'",
            ],
        )
        .await;
        assert_eq!(visitor.get("/api/v1/initiatieven").await.json()["totaal"], 39);
        assert_eq!(visitor.get("/api/v1/initiatieven/1").await.status, StatusCode::NOT_FOUND);
    }

    async fn other_data_with_the_same_number_has_another_tag(store: Store) {
        let visitor = Visitor::of_forty(store).await;
        let number = visitor.platform.landkaart.snapshot().versions.initiatives.number;
        let before = visitor.get("/api/v1/initiatieven.geojson").await;
        run(&visitor, &[
            "UPDATE data_version SET version = version - 1 WHERE room = 'initiatives'",
            "UPDATE initiative SET title = 'Iets anders' WHERE id = 1",
            "UPDATE data_version SET version = version + 1 WHERE room = 'initiatives'",
        ])
        .await;
        assert_eq!(visitor.platform.landkaart.snapshot().versions.initiatives.number, number);
        let tag = before.header("etag");
        let after = visitor.ask(Method::GET, "/api/v1/initiatieven.geojson", &[(header::IF_NONE_MATCH, tag)]).await;
        assert_eq!(after.status, StatusCode::OK);
        assert!(after.text().contains("Iets anders"));
    }

    async fn a_long_list_is_never_said_to_be_empty(store: Store) {
        let visitor = Visitor::of_forty(store).await;
        let mut file: Value = serde_json::from_str(content::INITIATIVES).expect("JSON");
        let features = file["features"].as_array_mut().expect("features");
        let example = features[0].clone();
        for number in 0..501 {
            let mut feature = example.clone();
            feature["properties"]["external_id"] = format!("nog-{number}").into();
            feature["properties"]["titel"] = format!("Nog een gesprek {number}").into();
            features.push(feature);
        }
        let imported = import(&visitor.store, &file.to_string(), Mode::Write).await;
        assert_eq!(imported.added, 501, "{:?}", imported.reading.report.problems);
        visitor.platform.landkaart.refresh().await.expect("a refresh");
        for address in ["/api/v1/initiatieven.geojson", "/api/v1/initiatieven.csv", "/ogc/v1/collections/initiatieven/items?limit=1000"] {
            let whole = visitor.get(address).await;
            let head = visitor.ask(Method::HEAD, address, &[]).await;
            assert_eq!((head.status, head.bytes.len()), (StatusCode::OK, 0), "{address}");
            assert_eq!(head.header("etag"), whole.header("etag"), "{address}");
            assert_eq!(head.header("content-length"), "", "{address}: unknown, not none");
        }
    }
}
