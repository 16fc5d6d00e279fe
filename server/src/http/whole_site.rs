//! The site as visitors get it: pages, headers, refusals, and what a write does to them.

use axum::http::{HeaderName, Method, StatusCode, header};

use super::testing::{Visitor, import};
use super::{Limits, assets};
use crate::initiatives::content;
use crate::initiatives::import_initiatives::Mode;
use crate::platform::Platform;
use crate::store::testing::store_tests;

/// Every public page of this part.
const PAGES: [&str; 11] = [
    "/",
    "/landkaart",
    "/landkaart?q=burgerbgroting",
    "/landkaart?soort=T01&provincie=utrecht",
    "/landkaart/gemeente/amersfoort",
    "/landkaart/gemeente/bonaire",
    "/landkaart/initiatief/1-g1000-amersfoort",
    "/landkaart/insluiten",
    "/open-data",
    "/toegankelijkheid",
    "/privacy",
];

store_tests! {
    async fn every_page_is_complete_safe_and_the_same_for_everyone(store: Store) {
        let visitor = Visitor::of_forty(store).await;
        for address in PAGES {
            let page = visitor.get(address).await;
            assert_eq!(page.status, StatusCode::OK, "{address}");
            let html = page.text();
            assert_eq!(html.matches("<h1").count(), 1, "{address}");
            assert!(html.contains("<title>") && html.contains("rel=\"canonical\""), "{address}");
            assert!(html.trim_end().ends_with("</html>"), "{address} is whole");
            assert!(!html.contains("nonce"), "{address}");
            assert!(page.header("content-security-policy").contains("default-src 'none'"), "{address}");
            assert_eq!(page.header("referrer-policy"), "same-origin", "{address}");
            assert_eq!(page.header("x-content-type-options"), "nosniff", "{address}");
            assert!(page.header("strict-transport-security").starts_with("max-age="), "{address}");
            assert!(page.headers.get(header::SET_COOKIE).is_none(), "{address}");
            assert!(!page.header("x-request-id").is_empty(), "{address}");

            let tag = page.header("etag").to_owned();
            let again = visitor.ask(Method::GET, address, &[(header::IF_NONE_MATCH, &tag)]).await;
            assert_eq!((again.status, again.bytes.len()), (StatusCode::NOT_MODIFIED, 0), "{address}");
            let head = visitor.ask(Method::HEAD, address, &[]).await;
            assert_eq!((head.status, head.bytes.len()), (StatusCode::OK, 0), "{address}");
        }
    }

    async fn a_publish_makes_every_page_new_and_a_file_without_news_makes_none(store: Store) {
        let visitor = Visitor::of_forty(store).await;
        let before = visitor.get("/landkaart").await;
        let same = import(&visitor.store, content::INITIATIVES, Mode::Write).await;
        assert_eq!((same.added, same.changed, same.unchanged), (0, 0, 40));
        visitor.platform.landkaart.refresh().await.expect("a refresh");
        assert_eq!(visitor.platform.landkaart.version(), 1, "nothing changed");

        let renamed = content::INITIATIVES.replacen("G1000 Amersfoort", "Stadsgesprek Amersfoort", 1);
        let trial = import(&visitor.store, &renamed, Mode::DryRun).await;
        assert_eq!((trial.added, trial.changed, trial.unchanged), (0, 1, 39));
        visitor.platform.landkaart.refresh().await.expect("a refresh");
        assert_eq!(visitor.get("/landkaart").await.header("etag"), before.header("etag"), "a trial writes nothing");

        import(&visitor.store, &renamed, Mode::Write).await;
        visitor.platform.landkaart.refresh().await.expect("a refresh");
        let found = visitor.get("/landkaart?q=stadsgesprek+amersfoort").await;
        assert!(found.text().contains("Stadsgesprek Amersfoort"));
        assert!(!visitor.get("/landkaart?q=amersfoort").await.text().contains("G1000 Amersfoort"));
    }

    async fn a_place_is_not_said_to_be_empty_when_a_filter_is_the_reason(store: Store) {
        let visitor = Visitor::of_forty(store).await;
        for query in ["gemeente=amersfoort&status=gestopt", "provincie=utrecht&gemeente=amsterdam", "gemeente=amersfoort&tot=1950"] {
            let page = visitor.get(&format!("/landkaart?{query}")).await;
            assert!(page.text().contains("Geen initiatieven gevonden met deze filters"), "{query}");
        }
        let empty = visitor.get("/landkaart?gemeente=middelburg").await;
        assert!(empty.text().contains("Geen initiatieven gevonden in Middelburg"));
    }

    async fn what_cannot_be_answered_is_refused_in_words(store: Store) {
        let visitor = Visitor::of_forty(store).await;
        for (address, status, words) in [
            ("/bestaat-niet", 404, "Deze pagina bestaat niet"),
            ("/landkaart/gemeente/atlantis", 404, "<h1"),
            ("/landkaart/initiatief/999-weg", 404, "<h1"),
            ("/landkaart/initiatief/geen-nummer", 404, "<h1"),
            ("/landkaart?pagina=99999", 404, "<h1"),
            ("/landkaart?q=raad&pagina=99", 404, "href=\"/landkaart?q=raad\""),
            ("/landkaart/resultaten?q=raad&pagina=99", 404, "href=\"/landkaart?q=raad\""),
            ("/landkaart?pagina=nul", 422, "<form"),
            ("/landkaart?soort=onzin", 422, "<form"),
            ("/landkaart?kader=1,2,3", 422, "<form"),
            ("/landkaart?q=%00", 422, "<form"),
            ("/landkaart?q=%ff%fe", 422, "id=\"q-fout\""),
            ("/landkaart/%ff", 400, "Wij kunnen dit adres niet lezen"),
            ("/landkaart/grenzen/onzin.json", 404, "\"status\":404"),
            ("/sitemap.xml?deel=2", 404, "<h1"),
            ("/tegels/8/131/84.png", 404, ""),
        ] {
            let answer = visitor.get(address).await;
            assert_eq!(answer.status.as_u16(), status, "{address}");
            assert!(answer.text().contains(words), "{address}");
            assert_eq!(answer.header("cache-control"), "no-store", "{address}");
        }
        let long = visitor.get(&format!("/landkaart?q={}", "a".repeat(10_000))).await;
        assert_eq!(long.status, StatusCode::URI_TOO_LONG);
        let post = visitor.ask(Method::POST, "/landkaart", &[]).await;
        assert_eq!((post.status, post.header("allow")), (StatusCode::METHOD_NOT_ALLOWED, "GET, HEAD, OPTIONS"));
        let cross = [(header::ORIGIN, "https://elders.example"), (header::HOST, "example.org")];
        assert_eq!(visitor.ask(Method::POST, "/landkaart", &cross).await.status, StatusCode::FORBIDDEN);
    }

    async fn a_question_of_the_map_that_cannot_be_answered_names_its_parameters(store: Store) {
        let visitor = Visitor::of_forty(store).await;
        let scale = "Zeg met een getal van 0.1 tot en met 5000 hoeveel meter een pixel breed is.";
        let unknown = "“onzin” kennen wij niet.";
        let unreadable = "In deze waarde staan tekens die wij niet kunnen lezen.";
        for (query, expected) in [
            ("", vec![("mpp", scale)]),
            ("?mpp=NaN", vec![("mpp", scale)]),
            ("?soort=onzin&mpp=10", vec![("soort", unknown)]),
            ("?q=%ff&provincie=onzin", vec![("q", unreadable), ("provincie", unknown), ("mpp", scale)]),
        ] {
            let address = format!("/landkaart/beeld.json{query}");
            // Whoever says to have it already is told all the same that nobody can.
            let refused = visitor.ask(Method::GET, &address, &[(header::IF_NONE_MATCH, "*")]).await;
            assert_eq!((refused.status, refused.header("cache-control")), (StatusCode::BAD_REQUEST, "no-store"), "{query}");
            assert_eq!(refused.header("content-type"), "application/problem+json", "{query}");
            let errors = refused.json()["errors"].as_array().expect("errors").clone();
            assert_eq!(errors.len(), expected.len(), "{errors:?}");
            for (error, (parameter, words)) in errors.iter().zip(expected) {
                assert_eq!(error["parameter"], parameter, "{query}");
                assert!(error["detail"].as_str().is_some_and(|detail| detail.starts_with(words)), "{error}");
            }
        }
        let known = visitor.ask(Method::GET, "/landkaart/beeld.json?mpp=10", &[(header::IF_NONE_MATCH, "*")]).await;
        assert_eq!(known.status, StatusCode::NOT_MODIFIED);
    }

    async fn what_is_no_text_matters_only_where_it_is_read(store: Store) {
        let visitor = Visitor::of_forty(store).await;
        for address in ["/privacy?q=%ff", "/landkaart?utm_source=%ff", "/landkaart/feed.atom?utm=%ff", "/sitemap.xml?%ff"] {
            assert_eq!(visitor.get(address).await.status, StatusCode::OK, "{address}");
        }
        let refused = visitor.get("/api/v1/initiatieven?q=%ff").await;
        assert_eq!((refused.status, &refused.json()["errors"][0]["parameter"]), (StatusCode::BAD_REQUEST, &"q".into()));
    }

    async fn a_slash_at_the_end_of_a_page_leads_to_its_one_address(store: Store) {
        let visitor = Visitor::of_forty(store).await;
        let moved = visitor.get("/landkaart/?q=raad").await;
        assert_eq!((moved.status, moved.header("location")), (StatusCode::PERMANENT_REDIRECT, "/landkaart?q=raad"));
        assert_eq!(visitor.get("/").await.status, StatusCode::OK);
    }

    async fn an_address_that_no_program_can_read_is_refused_as_other_errors_are(store: Store) {
        let visitor = Visitor::of_forty(store).await;
        let refused = visitor.get("/api/v1/initiatieven/%ff").await;
        assert_eq!((refused.status, refused.header("content-type")), (StatusCode::BAD_REQUEST, "application/problem+json"));
        assert_eq!((refused.header("api-version"), refused.header("access-control-allow-origin")), ("1.0.0", "*"));
    }

    async fn what_a_page_does_not_understand_makes_no_other_page(store: Store) {
        let strict = |platform| Platform { limits: Limits::new(1), ..platform };
        let visitor = Visitor::of(store, strict).await;
        let page = visitor.get("/landkaart?soort=T01&q=raad").await;
        for number in 0..30 {
            let same = visitor.get(&format!("/landkaart?fbclid={number}&q=raad&utm_source=brief&soort=T01")).await;
            assert_eq!((same.status, &same.bytes), (StatusCode::OK, &page.bytes), "{number}");
        }
        let privacy = visitor.get("/privacy").await;
        assert_eq!(visitor.get("/privacy?q=raad").await.header("etag"), privacy.header("etag"));
        assert_ne!(visitor.get("/landkaart?soort=T02&q=raad").await.bytes, page.bytes);
    }

    async fn what_is_refused_is_not_packed(store: Store) {
        let visitor = Visitor::of_forty(store).await;
        let packed = [(header::ACCEPT_ENCODING, "br, gzip")];
        assert_eq!(visitor.ask(Method::GET, "/landkaart", &packed).await.header("content-encoding"), "br");
        let missing = visitor.ask(Method::GET, "/bestaat-niet", &packed).await;
        assert_eq!((missing.status, missing.header("content-encoding")), (StatusCode::NOT_FOUND, ""));
    }

    async fn marks_are_asked_again_each_time_and_sent_when_they_changed(store: Store) {
        let visitor = Visitor::of_forty(store).await;
        let address = "/landkaart/beeld.json?q=amersfoort&mpp=500";
        let marks = visitor.get(address).await;
        assert_eq!((marks.status, marks.header("cache-control")), (StatusCode::OK, "no-cache"));
        let tag = [(header::IF_NONE_MATCH, marks.header("etag"))];
        let same = visitor.ask(Method::GET, address, &tag).await;
        assert_eq!((same.status, same.bytes.len()), (StatusCode::NOT_MODIFIED, 0));
        let other = visitor.ask(Method::GET, "/landkaart/beeld.json?q=utrecht&mpp=500", &tag).await;
        assert_eq!(other.status, StatusCode::OK);
        let renamed = content::INITIATIVES.replacen("G1000 Amersfoort", "Stadsgesprek Amersfoort", 1);
        import(&visitor.store, &renamed, Mode::Write).await;
        visitor.platform.landkaart.refresh().await.expect("a refresh");
        assert_eq!(visitor.ask(Method::GET, address, &tag).await.status, StatusCode::OK);
    }

    async fn the_sitemap_is_made_once_packed_and_tagged(store: Store) {
        let strict = |platform| Platform { limits: Limits::new(1), ..platform };
        let visitor = Visitor::of(store, strict).await;
        let packed = [(header::ACCEPT_ENCODING, "br")];
        for number in 0..30 {
            let file = visitor.ask(Method::GET, &format!("/sitemap.xml?fbclid={number}"), &packed).await;
            assert_eq!((file.status, file.header("content-encoding")), (StatusCode::OK, "br"), "{number}");
            assert_eq!(file.header("content-type"), "application/xml; charset=utf-8");
        }
        let plain = visitor.get("/sitemap.xml").await;
        assert!(plain.text().contains("<loc>https://example.org/landkaart/initiatief/1-g1000-amersfoort</loc>"));
        let tag = [(header::IF_NONE_MATCH, plain.header("etag"))];
        assert_eq!(visitor.ask(Method::GET, "/sitemap.xml", &tag).await.status, StatusCode::NOT_MODIFIED);
    }

    async fn when_everybody_is_busy_what_lies_ready_is_served_and_the_rest_asked_to_wait(store: Store) {
        let busy = |platform| Platform { limits: Limits::new(0).all_busy(), ..platform };
        let visitor = Visitor::of(store, busy).await;
        for address in ["/landkaart", "/landkaart/suggesties.json?q=raad", "/landkaart/beeld.json?mpp=10", "/sitemap.xml"] {
            let refused = visitor.get(address).await;
            assert_eq!(refused.status, StatusCode::SERVICE_UNAVAILABLE, "{address}");
            assert_eq!(refused.header("retry-after"), "5", "{address}");
            assert!(refused.text().contains("Wij konden de pagina niet op tijd maken"), "{address}");
        }
        let problem = visitor.get("/api/v1/initiatieven").await;
        assert_eq!((problem.status, problem.header("retry-after")), (StatusCode::SERVICE_UNAVAILABLE, "5"));
        assert_eq!(problem.header("content-type"), "application/problem+json");
        assert_eq!(visitor.get("/robots.txt").await.status, StatusCode::OK);
    }

    async fn behind_a_trusted_proxy_every_visitor_has_a_budget_and_cannot_forge_another(store: Store) {
        let proxied = |platform| Platform {
            limits: Limits::new(1),
            trusted_proxies: vec!["127.0.0.1/32".parse().expect("a network")],
            ..platform
        };
        let visitor = Visitor::of(store, proxied).await;
        let ask = async |forwarded: &str, number: u32| {
            let header = [(HeaderName::from_static("x-forwarded-for"), forwarded)];
            visitor.ask(Method::GET, &format!("/landkaart/suggesties.json?q=raad{number}"), &header).await.status
        };
        let mut refused = false;
        for number in 0..30 {
            // The visitor writes another address in front each time; the proxy adds the real one, with its port.
            refused |= ask(&format!("192.0.2.{number}, 203.0.113.7:5{number:04}"), number).await
                == StatusCode::TOO_MANY_REQUESTS;
        }
        assert!(refused, "one visitor is one visitor");
        assert_eq!(ask("192.0.2.1, 203.0.113.8:50000", 99).await, StatusCode::OK);
    }

    async fn a_withdrawn_initiative_is_gone_and_says_so(store: Store) {
        let visitor = Visitor::of_forty(store).await;
        let mut tx = visitor.store.begin().await.expect("a transaction");
        crate::store::within!(&mut tx, |db| sqlx::query("UPDATE initiative SET withdrawn_at = 1 WHERE id = 1")
            .execute(db)
            .await
            .map(|_| ()))
        .expect("an update");
        tx.commit().await.expect("a commit");
        let gone = visitor.get("/landkaart/initiatief/1-g1000-amersfoort").await;
        assert_eq!(gone.status, StatusCode::GONE);
        assert!(gone.text().contains("staat niet meer op de landkaart"));
    }

    async fn one_visitor_cannot_take_everything(store: Store) {
        let strict = |platform| Platform { limits: Limits::new(1), ..platform };
        let visitor = Visitor::of(store, strict).await;
        let mut refused = None;
        for number in 0..30 {
            let answer = visitor.get(&format!("/landkaart/suggesties.json?q=raad{number}")).await;
            if answer.status == StatusCode::TOO_MANY_REQUESTS {
                refused = Some(answer);
                break;
            }
        }
        let refused = refused.expect("a limit");
        assert!(refused.header("retry-after").parse::<u64>().is_ok_and(|seconds| seconds >= 1));
        assert!(refused.text().contains("U vraagt meer pagina’s dan wij tegelijk kunnen maken."));
        let bare = visitor.get("/health/live").await;
        assert_eq!((bare.status, bare.text()), (StatusCode::OK, "ok"), "who watches is not limited");
    }

    async fn what_is_made_anew_for_whoever_asks_counts_too(store: Store) {
        for address in ["/inloggen", "/beheer/inzendingen", "/privacy/gegevens", "/landkaart/toevoegen", "/landkaart/melding/x"] {
            let strict = |platform| Platform { limits: Limits::new(1), ..platform };
            let visitor = Visitor::of(store.clone(), strict).await;
            let mut refused = false;
            for _ in 0..20 {
                refused |= visitor.post(address, "titel=a", "").await.status == StatusCode::TOO_MANY_REQUESTS;
            }
            assert!(refused, "{address}");
        }
    }

    async fn only_the_embedded_map_may_stand_in_a_frame(store: Store) {
        let chosen = |platform| Platform { embed_ancestors: vec!["https://gemeente.example".into()], ..platform };
        let visitor = Visitor::of(store, chosen).await;
        let embed = visitor.get("/landkaart/insluiten?weergave=kaart").await;
        assert!(embed.header("content-security-policy").ends_with("frame-ancestors https://gemeente.example"));
        assert!(embed.headers.get(header::X_FRAME_OPTIONS).is_none());
        let page = visitor.get("/landkaart").await;
        assert!(page.header("content-security-policy").ends_with("frame-ancestors 'none'"));
    }

    async fn the_files_of_the_site_answer_head_as_get(store: Store) {
        let visitor = Visitor::of_forty(store).await;
        // A binary without the built site has none; `make test` builds it.
        for address in assets::first_view_fonts() {
            let (get, head) = (visitor.get(&address).await, visitor.ask(Method::HEAD, &address, &[]).await);
            assert_eq!((get.status, head.status, head.bytes.len()), (StatusCode::OK, StatusCode::OK, 0), "{address}");
            assert_eq!(head.header("content-length"), get.bytes.len().to_string(), "{address}");
            assert_eq!(head.header("etag"), get.header("etag"), "{address}");
        }
    }

    async fn health_tells_whether_the_process_lives_and_can_serve(store: Store) {
        let visitor = Visitor::of_forty(store).await;
        assert_eq!(visitor.get("/health/live").await.status, StatusCode::OK);
        assert_eq!(visitor.get("/health/ready").await.status, StatusCode::OK);
        visitor.platform.draining.store(true, std::sync::atomic::Ordering::Relaxed);
        let stopping = visitor.get("/health/ready").await;
        assert_eq!((stopping.status, stopping.text()), (StatusCode::SERVICE_UNAVAILABLE, "stopping"));
    }

    async fn the_database_is_asked_once_a_second_whether_it_is_there(store: Store) {
        let visitor = Visitor::of_forty(store).await;
        assert_eq!(visitor.get("/health/ready").await.status, StatusCode::OK);
        visitor.store.close().await;
        tokio::time::pause();
        assert_eq!(visitor.get("/health/ready").await.status, StatusCode::OK);
        tokio::time::advance(std::time::Duration::from_secs(1)).await;
        let gone = visitor.get("/health/ready").await;
        assert_eq!((gone.status, gone.text()), (StatusCode::SERVICE_UNAVAILABLE, "no database"));
    }
}
