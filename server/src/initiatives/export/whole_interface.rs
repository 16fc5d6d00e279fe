//! Open data as a program gets them: through the routes, with the built-in initiatives in a database.

use app::initiatives::codebook::{self, Form};
use app::programme::dataset;
use app::programme::pages::open_data::FILTER;
use axum::http::{Method, StatusCode, header};
use serde_json::Value;
use time::OffsetDateTime;

use crate::http::testing::{Answer, Visitor};
use crate::initiatives::content;
use crate::initiatives::import_initiatives::{Mode, import_initiatives};
use crate::store::testing::store_tests;
use crate::store::within;

store_tests! {
    async fn what_goes_out_as_a_file_comes_in_again_and_changes_nothing(store: Store) {
        let interface = Visitor::of_forty(store).await;
        for address in [
            "/api/v1/initiatieven.geojson",
            "/api/v1/initiatieven.csv",
            "/api/v1/initiatieven.csv?scheidingsteken=puntkomma",
            "/api/v1/initiatieven.csv?scheidingsteken=tab",
        ] {
            let file = interface.get(address).await;
            assert_eq!(file.status, StatusCode::OK, "{address}: {}", file.text());
            let now = OffsetDateTime::now_utc();
            let imported =
                import_initiatives(&interface.store, &file.bytes[..], None, Mode::DryRun, now).await.expect("readable");
            let problems = &imported.reading.report.problems;
            assert_eq!((imported.added, imported.changed, imported.unchanged), (0, 0, 40), "{address}: {problems:?}");
            assert!(imported.reading.corrections.is_empty(), "{address}: {problems:?}");
        }
    }

    async fn a_client_that_has_the_data_gets_them_again_only_after_a_change(store: Store) {
        let interface = Visitor::of_forty(store).await;
        let addresses = [
            "/api/v1/initiatieven.geojson",
            "/api/v1/initiatieven",
            "/api/v1/gemeenten.csv",
            "/ogc/v1/collections/initiatieven/items",
            "/ogc/v1/collections/gemeenten/items?limit=5",
            "/landkaart/feed.atom",
            "/landkaart/kaart.svg",
        ];
        let mut tags = Vec::new();
        for address in addresses {
            let first = interface.get(address).await;
            let tag = first.header("etag").to_owned();
            assert!(tag.starts_with('"'), "{address} has a strong tag: {tag}");
            let again = interface.ask(Method::GET, address, &[(header::IF_NONE_MATCH, &tag)]).await;
            assert_eq!((again.status, again.bytes.len()), (StatusCode::NOT_MODIFIED, 0), "{address}");
            let packed = interface.ask(Method::GET, address, &[(header::ACCEPT_ENCODING, "br")]).await;
            assert_ne!(packed.header("etag"), tag, "{address}: other bytes, other tag");
            tags.push(tag);
        }
        let changed = content::INITIATIVES.replacen("G1000 Amersfoort", "G1000 in Amersfoort", 1);
        let now = OffsetDateTime::now_utc() + time::Duration::seconds(5);
        import_initiatives(&interface.store, changed.as_bytes(), None, Mode::Write, now).await.expect("a change");
        // Rows that are newer than the snapshot bring the next snapshot with them.
        let file = interface.get("/api/v1/initiatieven.geojson").await;
        assert!(file.text().contains("G1000 in Amersfoort"), "of the new moment as a whole");
        for (address, tag) in addresses.iter().zip(tags).take(2) {
            let again = interface.ask(Method::GET, address, &[(header::IF_NONE_MATCH, &tag)]).await;
            assert_eq!(again.status, StatusCode::OK, "{address}");
        }
    }

    async fn every_answer_honours_the_filter(store: Store) {
        let interface = Visitor::of_forty(store).await;
        let total = interface.get("/api/v1/initiatieven?soort=referendum").await.json()["totaal"].as_u64().expect("a number");
        assert!(total > 0 && total < 40);
        let features = interface.get("/api/v1/initiatieven.geojson?soort=T07").await.json();
        assert_eq!(features["features"].as_array().map(Vec::len), usize::try_from(total).ok());
        let items = interface.get("/ogc/v1/collections/initiatieven/items?soort=referendum").await.json();
        assert_eq!(items["numberMatched"], total);
        let feed = interface.get("/landkaart/feed.atom?soort=referendum").await;
        assert_eq!(feed.text().matches("<entry>").count() as u64, total);
        let places = interface.get("/api/v1/gemeenten?soort=referendum").await.json();
        let counted: u64 = places["gemeenten"].as_array().expect("a list").iter().filter_map(|g| g["initiatieven"].as_u64()).sum();
        assert_eq!(counted, total);
        let file = interface.get("/api/v1/initiatieven.csv?soort=referendum&gemeente=amersfoort").await;
        let name = file.header("content-disposition");
        assert!(name.contains("\"initiatieven_referendum") && name.contains("_gemeente-amersfoort.csv\""), "{name}");
    }

    async fn the_page_about_the_data_says_truthfully_which_addresses_take_a_filter(store: Store) {
        let interface = Visitor::of_forty(store).await;
        let page = interface.get("/open-data").await;
        assert!(page.text().contains("De bestanden verstaan dezelfde filters als de landkaart."));
        let set = dataset::dataset();
        let lists = set.services.iter().map(|service| service.example);
        for address in set.files.iter().map(|file| file.path).chain(lists) {
            let filtered = interface.get(&format!("{address}?{FILTER}")).await;
            assert_eq!(filtered.status, StatusCode::OK, "{address}");
            assert_ne!(filtered.bytes, interface.get(address).await.bytes, "{address}");
        }
        for service in &set.services {
            let link = format!("href=\"{}?{}\"", service.example, FILTER.replace('&', "&amp;"));
            assert!(page.text().contains(&link), "{link}");
            // What is no list is not said to take one.
            for address in [service.path, service.description] {
                let refused = interface.get(&format!("{address}?{FILTER}")).await;
                assert_eq!(refused.status, StatusCode::BAD_REQUEST, "{address}");
            }
        }
        let framed = interface.get("/api/v1/initiatieven?kader=100000,400000,200000,500000&binnen=kader").await;
        assert_eq!(framed.status, StatusCode::OK);
        let ogc = "/ogc/v1/collections/initiatieven/items";
        assert_eq!(interface.get(&format!("{ogc}?bbox=4,51,6,53")).await.status, StatusCode::OK);
        assert_eq!(interface.get(&format!("{ogc}?binnen=kader")).await.status, StatusCode::BAD_REQUEST);
    }

    async fn the_pages_of_a_list_hold_every_initiative_once(store: Store) {
        let interface = Visitor::of_forty(store).await;
        let mut address = "/api/v1/initiatieven?aantal=7".to_owned();
        let mut ids = Vec::new();
        loop {
            let page = interface.get(&address).await.json();
            ids.extend(page["initiatieven"].as_array().expect("a list").iter().filter_map(|i| i["id"].as_i64()));
            let Some(next) = page["_links"]["next"]["href"].as_str() else { break };
            address = next.trim_start_matches("https://example.org").to_owned();
        }
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), 40);
        assert_eq!(interface.get("/api/v1/initiatieven?pagina=99").await.status, StatusCode::NOT_FOUND);
    }

    async fn what_is_wrong_is_told_per_parameter(store: Store) {
        let interface = Visitor::of_forty(store).await;
        for (address, status, parameter) in [
            ("/api/v1/initiatieven?soort=onzin", 400, "soort"),
            ("/api/v1/initiatieven?soorten=T01", 400, "soorten"),
            ("/api/v1/initiatieven?aantal=0", 400, "aantal"),
            ("/api/v1/initiatieven?aantal=101", 400, "aantal"),
            ("/api/v1/initiatieven?pagina=x", 400, "pagina"),
            ("/api/v1/initiatieven.csv?scheidingsteken=x", 400, "scheidingsteken"),
            ("/api/v1/openapi.json?x=1", 400, "x"),
            ("/ogc/v1?f=xml", 400, "f"),
            ("/ogc/v1/collections/initiatieven/items?bbox=1,2,3", 400, "bbox"),
            ("/ogc/v1/collections/initiatieven/items?crs=EPSG:28992", 400, "crs"),
            ("/ogc/v1/collections/initiatieven/items?datetime=ooit", 400, "datetime"),
            ("/ogc/v1/collections/gemeenten/items?limit=0", 400, "limit"),
            ("/ogc/v1/collections/gemeenten/items?pagina=1", 400, "pagina"),
            ("/ogc/v1/collections/gemeenten/items?kader=1,2,3,4", 400, "kader"),
            ("/ogc/v1/collections/initiatieven/items?limit=1&limit=2", 400, "limit"),
            ("/api/v1/initiatieven?kleur=T01", 400, "kleur"),
            ("/api/v1/initiatieven?gemeente=utrecht&gemeente=amersfoort", 400, "gemeente"),
            ("/api/v1/initiatieven?pagina=1&pagina=2", 400, "pagina"),
            ("/api/v1/initiatieven.csv?pagina=2", 400, "pagina"),
            ("/api/v1/initiatieven.geojson?aantal=2", 400, "aantal"),
            ("/api/v1/gemeenten?pagina=2", 400, "pagina"),
            ("/api/v1/gemeenten.csv?kleur=T01", 400, "kleur"),
            ("/api/v1/gemeenten/amersfoort?soort=T01", 400, "soort"),
            ("/api/v1/soorten?pagina=2", 400, "pagina"),
            ("/landkaart/kaart.svg?kleur=paars", 422, "kleur"),
            ("/landkaart/feed.atom?gemeente=Atlantis", 422, "gemeente"),
        ] {
            let answer = interface.get(address).await;
            assert_eq!(answer.status.as_u16(), status, "{address}");
            assert_eq!(answer.header("content-type"), "application/problem+json", "{address}");
            assert_eq!(answer.json()["errors"][0]["parameter"], parameter, "{address}");
        }
    }

    async fn what_is_not_there_is_a_problem_too(store: Store) {
        let interface = Visitor::of_forty(store).await;
        for address in [
            "/api", "/api/", "/api/v1//", "/api/v1/initiatieven/", "/api/v2", "/api/v1/initiatieven/0", "/api/v1/initiatieven/01",
            "/api/v1/initiatieven/999999", "/api/v1/gemeenten/atlantis", "/ogc/v1/conformance/", "/ogc/v1/collections/x",
            "/ogc/v1/collections/x/items", "/ogc/v1/collections/gemeenten/items/GM9999",
        ] {
            let answer = interface.get(address).await;
            assert_eq!(answer.status, StatusCode::NOT_FOUND, "{address}");
            assert_eq!(answer.json()["status"], 404, "{address}");
        }
        let refused = interface.ask(Method::POST, "/api/v1/initiatieven", &[]).await;
        assert_eq!(refused.status, StatusCode::METHOD_NOT_ALLOWED);
        assert_eq!(refused.header("allow"), "GET, HEAD, OPTIONS");
    }

    async fn every_site_may_ask_and_every_answer_names_the_version(store: Store) {
        let interface = Visitor::of_forty(store).await;
        let origin = [(header::ORIGIN, "https://elders.example")];
        for address in ["/api/v1", "/api/v1/initiatieven?x=y", "/ogc/v1/conformance", "/landkaart/feed.atom"] {
            let answer = interface.ask(Method::GET, address, &origin).await;
            assert_eq!(answer.header("access-control-allow-origin"), "*", "{address}");
            assert!(answer.header("access-control-expose-headers").contains("etag"), "{address}");
            assert_eq!(answer.headers.get_all("access-control-allow-origin").iter().count(), 1, "{address}");
            assert_eq!(answer.header("api-version").is_empty(), address.starts_with("/landkaart"), "{address}");
        }
        for (root, with_slash) in [("/api/v1", "/api/v1/"), ("/ogc/v1", "/ogc/v1/")] {
            let (one, other) = (interface.get(root).await, interface.get(with_slash).await);
            assert_eq!((one.status, other.status), (StatusCode::OK, StatusCode::OK), "{root}");
            assert_eq!(one.json(), other.json(), "{root}");
        }
        let ask_first = [origin[0].clone(), (header::ACCESS_CONTROL_REQUEST_METHOD, "GET")];
        let preflight = interface.ask(Method::OPTIONS, "/api/v1/initiatieven", &ask_first).await;
        assert!(preflight.status.is_success() && preflight.header("access-control-allow-methods").contains("GET"));
        assert_eq!(preflight.header("api-version"), "1.0.0");
        let head = interface.ask(Method::HEAD, "/api/v1/initiatieven.csv", &[]).await;
        assert_eq!((head.status, head.bytes.len()), (StatusCode::OK, 0));
        assert!(!head.header("etag").is_empty());
    }

    async fn features_come_in_the_system_that_is_asked(store: Store) {
        let interface = Visitor::of_forty(store).await;
        let items = "/ogc/v1/collections/initiatieven/items?gemeente=amersfoort&limit=1";
        let rd = "http://www.opengis.net/def/crs/EPSG/0/28992";
        let answer = interface.get(&format!("{items}&crs={rd}")).await;
        assert_eq!(answer.header("content-crs"), format!("<{rd}>"));
        let x = answer.json()["features"][0]["geometry"]["coordinates"][0].as_f64().expect("a number");
        assert!((145_000.0..165_000.0).contains(&x), "{x}");
        let degrees = interface.get(items).await;
        assert_eq!(degrees.header("content-crs"), "<http://www.opengis.net/def/crs/OGC/1.3/CRS84>");
        let matched = |answer: &Answer| answer.json()["numberMatched"].as_u64();
        let in_degrees = interface.get("/ogc/v1/collections/initiatieven/items?bbox=5,52,6,53").await;
        let swapped = "bbox=52,5,53,6&bbox-crs=http://www.opengis.net/def/crs/EPSG/0/4326";
        let in_swapped = interface.get(&format!("/ogc/v1/collections/initiatieven/items?{swapped}")).await;
        assert_eq!(matched(&in_degrees), matched(&in_swapped));
        assert!(matched(&in_degrees).is_some_and(|matched| matched > 0 && matched < 40));
        let year = interface.get("/ogc/v1/collections/initiatieven/items?startjaar=2014").await.json();
        let all = year["features"].as_array().expect("a list");
        assert!(!all.is_empty() && all.iter().all(|feature| feature["properties"]["startjaar"] == 2014));
    }

    async fn a_withdrawn_initiative_is_gone(store: Store) {
        let interface = Visitor::of_forty(store).await;
        let id = interface.get("/api/v1/initiatieven?aantal=1").await.json()["initiatieven"][0]["id"].as_i64().expect("an id");
        let mut tx = interface.store.begin().await.expect("a transaction");
        for statement in [
            "UPDATE initiative SET withdrawn_at = 1, revision = 99 WHERE id = $1",
            "UPDATE data_version SET version = 99 WHERE room = 'initiatives' AND $1 > 0",
        ] {
            within!(&mut tx, |db| sqlx::query(statement).bind(id).execute(db).await.map(|_| ())).expect("written");
        }
        tx.commit().await.expect("committed");
        for address in [format!("/api/v1/initiatieven/{id}"), format!("/ogc/v1/collections/initiatieven/items/{id}")] {
            assert_eq!(interface.get(&address).await.status, StatusCode::GONE, "{address}");
        }
        let list = interface.get("/api/v1/initiatieven").await.json();
        assert_eq!(list["totaal"], 39, "the list was begun again from a new snapshot");
        assert!(interface.platform.landkaart.snapshot().versions.initiatives.number == 99);
    }

    async fn every_form_has_the_fields_that_the_codebook_explains_and_no_others(store: Store) {
        let interface = Visitor::of_forty(store).await;
        let reference = interface.platform.landkaart.snapshot().reference.clone();
        let sorted = |mut names: Vec<String>| {
            names.sort();
            names
        };
        let keys = |value: &Value| -> Vec<String> { value.as_object().expect("an object").keys().cloned().collect() };
        // A feature has some of its fields outside the properties; a municipality's number is its code.
        let feature = |value: &Value, outside: &[&str]| {
            keys(&value["properties"]).into_iter().chain(outside.iter().map(|&name| name.to_owned())).collect::<Vec<_>>()
        };
        let initiative = |form| sorted(codebook::names(codebook::of_initiative(&reference.taxonomy), form));
        let municipality = |form| sorted(codebook::names(codebook::of_municipality(), form));
        for (list, one, ogc, outside, expected) in [
            (
                "initiatieven",
                "/api/v1/initiatieven/1",
                "/ogc/v1/collections/initiatieven/items/1",
                &["id", "geometry"][..],
                &initiative as &dyn Fn(Form) -> Vec<String>,
            ),
            (
                "gemeenten",
                "/api/v1/gemeenten/GM0307",
                "/ogc/v1/collections/gemeenten/items/GM0307",
                &["geometry"],
                &municipality,
            ),
        ] {
            let table = interface.get(&format!("/api/v1/{list}.csv")).await;
            let head = table.text().trim_start_matches('\u{feff}').lines().next().expect("a head").to_owned();
            assert_eq!(sorted(head.split(',').map(str::to_owned).collect()), expected(Form::Csv), "{list}.csv");
            let file = interface.get(&format!("/api/v1/{list}.geojson")).await.json();
            assert_eq!(sorted(feature(&file["features"][0], outside)), expected(Form::GeoJson), "{list}.geojson");
            assert_eq!(sorted(feature(&interface.get(ogc).await.json(), outside)), expected(Form::Features), "{ogc}");
            assert_eq!(sorted(keys(&interface.get(one).await.json())), expected(Form::Json), "{one}");
            let page = interface.get(&format!("/api/v1/{list}")).await.json();
            assert_eq!(sorted(keys(&page[list][0])), expected(Form::Json), "/api/v1/{list}");
        }
    }

    async fn what_is_no_number_or_name_is_told_in_one_sentence_without_what_nobody_can_see(store: Store) {
        let interface = Visitor::of_forty(store).await;
        let number = "Een initiatief heeft een nummer als adres: een geheel getal vanaf 1, zonder nullen ervoor.";
        for (address, detail) in [
            ("/api/v1/initiatieven/%00", number),
            ("/api/v1/initiatieven/abc", number),
            ("/api/v1/initiatieven/01", number),
            ("/ogc/v1/collections/initiatieven/items/%1B", number),
            ("/api/v1/initiatieven/999", "Een initiatief met nummer 999 is er niet."),
            ("/ogc/v1/collections/initiatieven/items/999", "Een initiatief met nummer 999 is er niet."),
        ] {
            let problem = interface.get(address).await;
            assert_eq!((problem.status, &problem.json()["detail"]), (StatusCode::NOT_FOUND, &detail.into()), "{address}");
        }
        for address in [
            "/api/v1/gemeenten/%00", "/api/v1/gemeenten/%E2%80%AEtroforsrema", "/ogc/v1/collections/%1B/items",
            "/api/v1/initiatieven?%00=1", "/api/v1/initiatieven?aantal=%07", "/api/v1/initiatieven?provincie=%00%E2%80%AE",
        ] {
            let problem = interface.get(address).await.json().to_string();
            assert!(problem.contains(char::REPLACEMENT_CHARACTER), "{address}: {problem}");
            assert!(!problem.contains(r"\u00") && !problem.contains('\u{202e}'), "{address}: {problem}");
        }
    }

    async fn the_documents_describe_what_is_there(store: Store) {
        let interface = Visitor::of_forty(store).await;
        for (document, root) in [("/api/v1/openapi.json", "/api/v1"), ("/ogc/v1/api", "/ogc/v1")] {
            let description = interface.get(document).await.json();
            for path in description["paths"].as_object().expect("paths").keys() {
                let id = if path.contains("gemeenten") { "GM0307" } else { "1" };
                let address = format!("{root}{}", path.replace("{id}", id).replace("{code}", id).replace("{featureId}", id));
                assert_eq!(interface.get(&address).await.status, StatusCode::OK, "{address}");
            }
        }
        let dataset = interface.get("/api/v1/dataset.jsonld").await.json();
        let graph = dataset["@graph"].as_array().expect("a graph");
        let addresses = ["dcat:accessURL", "dcat:downloadURL", "dcat:endpointURL", "dcat:endpointDescription"];
        let led_to = graph.iter().flat_map(|node| addresses.map(|term| node[term]["@id"].as_str())).flatten();
        let mut paths: Vec<&str> = led_to.map(|address| address.trim_start_matches("https://example.org")).collect();
        paths.sort_unstable();
        paths.dedup();
        assert_eq!(paths.len(), 12, "{paths:?}");
        for path in paths {
            assert_eq!(interface.get(path).await.status, StatusCode::OK, "{path}");
        }
    }
}
