//! Pointing out where an initiative is.

use super::super::place::FOR_ALL as LOOKS_OF_ALL;
use super::*;
use crate::clock::Clock;
use crate::platform::Platform;
use crate::store::Store;

/// A site that looks for addresses, while no time passes: budgets do not grow back.
async fn with_geocoder(store: Store) -> Visitor {
    let geocoder = crate::geocoder::tests::geocoder().await;
    let now = time::OffsetDateTime::now_utc();
    let clock = Clock::showing(move || now);
    Visitor::of(store, |platform| Platform { geocoder: Some(geocoder), clock, ..platform }).await
}

store_tests! {
    async fn a_place_far_from_the_municipality_is_asked_about_at_once(store: Store) {
        let visitor = Visitor::of_forty(store).await;
        let far = visitor.post(FORM, &form(&[("lat", "50.85"), ("lon", "5.69")]), "").await;
        assert_eq!(far.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(far.text().contains("href=\"#lat\"") && far.text().contains("Controleer de plaats en de gemeente"), "{}", far.text());
        let near = visitor.post(FORM, &form(&[("lat", "52.09"), ("lon", "5.23")]), "").await;
        assert_eq!(near.header("location"), "/landkaart/toevoegen/verstuurd", "{}", near.text());
    }

    async fn a_place_is_pointed_out_on_the_map_closer_with_every_press_and_without_script(store: Store) {
        let visitor = Visitor::with_streets(store).await;
        let hidden = |answer: &Answer| {
            let rest = answer.text().split("name=\"kader\" value=\"").nth(1).expect("a map");
            rest.split('"').next().expect("a frame").to_owned()
        };
        let no_place = visitor.post(FORM, &form(&[("gemeente", ""), ("doe", "toon-kaart")]), "").await;
        assert_eq!(no_place.status, StatusCode::OK);
        assert!(no_place.text().contains("Toon de kaart van de gemeente"), "which one is not known yet");
        let shown = visitor.get("/landkaart/toevoegen?gemeente=zeist").await;
        let frame = hidden(&shown);
        let pressed = form(&[("doe", ""), ("kader", &frame), ("klik.x", "160"), ("klik.y", "160")]);
        let closer = visitor.post(FORM, &pressed, "").await;
        assert_eq!(closer.status, StatusCode::OK, "{}", closer.text());
        let text = closer.text();
        assert!(text.contains("value=\"Buurtparlement De Ploeg\""));
        let place = text.split("<details").find(|part| part.contains("Weet u de plek precies")).expect("a part");
        assert!(place.split('>').next().is_some_and(|tag| tag.contains("open")), "it does not fold under the press");
        assert!(text.contains("value=\"buurt\" checked"), "a press on a map of a whole municipality is about there");
        let side = |frame: &str| frame.rsplit(',').next().and_then(|side| side.parse::<f64>().ok()).expect("a side");
        assert!((side(&hidden(&closer)) - side(&frame) / 4.0).abs() < 2.0, "{frame} and {}", hidden(&closer));
        let value = |answer: &Answer, name: &str| {
            let rest = answer.text().split(format!("id=\"{name}\" name=\"{name}\" value=\"").as_str()).nth(1).expect("a field").to_owned();
            rest.split('"').next().expect("a value").replace(',', ".").parse::<f64>().expect("a number")
        };
        let (lon, lat) = (value(&closer, "lon"), value(&closer, "lat"));
        assert!((5.1..5.4).contains(&lon) && (52.0..52.2).contains(&lat), "{lon} {lat}: the middle of Zeist");
        let (near, lon, lat) = (hidden(&closer), lon.to_string(), lat.to_string());
        let again = [("doe", ""), ("kader", near.as_str()), ("lon", &lon), ("lat", &lat), ("klik.x", "170"), ("klik.y", "140")];
        let precise = visitor.post(FORM, &form(&again), "").await;
        assert!(value(&precise, "lon") > lon.parse::<f64>().expect("a number"), "ten pixels to the east");
        assert!(value(&precise, "lat") > lat.parse::<f64>().expect("a number"), "and twenty to the north");
        assert_eq!(letters(&visitor, "submission-confirm").await.len(), 0, "pointing is not sending");
        let corner = visitor.post(FORM, &form(&[("doe", ""), ("kader", &frame), ("klik.x", "0"), ("klik.y", "0")]), "").await;
        assert!(corner.text().contains("id=\"lon\" name=\"lon\" value=\"\""), "a keyboard points at nothing");
    }

    async fn an_address_is_looked_for_by_the_server_and_chosen_from_what_is_found(store: Store) {
        let visitor = with_geocoder(store).await;
        let looks = async |words: &str| visitor.post(FORM, &form(&[("doe", "zoek-adres"), ("adres", words)]), "").await;
        let found = looks("Slotlaan 1").await;
        assert!(found.text().contains("Slotlaan 1, 3701GA Zeist"), "{}", found.text());
        let chosen = form(&[("doe", ""), ("plek", "5.23530 52.08860 adres"), ("adres", "Slotlaan 1")]);
        let chosen = visitor.post(FORM, &chosen, "").await;
        assert!(chosen.text().contains("value=\"5,23530\"") && chosen.text().contains("value=\"adres\" checked"));
        for words in ["Nergensstraat", "weg", "onzin", ""] {
            let answer = looks(words).await;
            assert_eq!(answer.status, StatusCode::OK, "{words}");
            assert!(answer.text().contains("Wij vonden dit adres niet"), "{words}");
        }
    }

    async fn whoever_looks_for_addresses_all_the_time_waits_a_minute_and_loses_nothing(store: Store) {
        let visitor = with_geocoder(store).await;
        let looks = form(&[("doe", "zoek-adres"), ("adres", "Slotlaan 1")]);
        for _ in 0..30 {
            assert!(visitor.post(FORM, &looks, "").await.text().contains("Slotlaan 1, 3701GA Zeist"));
        }
        let spent = visitor.post(FORM, &looks, "").await;
        assert_eq!((spent.status, spent.header("retry-after")), (StatusCode::TOO_MANY_REQUESTS, "3"));
        for part in ["te vaak naar adressen gezocht", "value=\"Slotlaan 1\"", "value=\"Buurtparlement De Ploeg\""] {
            assert!(spent.text().contains(part), "{part}");
        }
        assert!(!spent.text().contains("Slotlaan 1, 3701GA Zeist"), "nobody was asked");
    }

    async fn everybody_together_does_not_hammer_on_the_geocoder_of_somebody_else(store: Store) {
        let visitor = with_geocoder(store).await;
        let everybody = crate::budgets::Whose::Person(String::new());
        let mut tx = visitor.store.begin().await.expect("a transaction");
        for _ in 0..300 {
            let spent = crate::budgets::spend(&mut tx, LOOKS_OF_ALL, &everybody, visitor.platform.clock.now()).await;
            assert_eq!(spent.expect("an answer"), Ok(()));
        }
        tx.commit().await.expect("a commit");
        let spent = visitor.post(FORM, &form(&[("doe", "zoek-adres"), ("adres", "Slotlaan 1")]), "").await;
        assert_eq!(spent.status, StatusCode::TOO_MANY_REQUESTS);
        assert!(spent.text().contains("te vaak naar adressen gezocht"));
    }
}
