//! What a custodian sees and decides of what is proposed, and who is asked every year.

use super::*;

store_tests! {
    async fn a_custodian_decides_on_what_is_proposed_for_their_own_municipality_and_sees_nothing_else(store: Store) {
        let visitor = Visitor::of_forty(store).await;
        proposed(&visitor, &[]).await;
        proposed(&visitor, &[("titel", "Stadsraad Ede"), ("gemeente", "Ede")]).await;
        let of = async |code: &str| {
            let role = GivenRole::new(Role::Custodian, Some(code.to_owned())).expect("a role");
            cookie_of_new(&visitor, &[role]).await
        };
        let (zeist, ede) = (of("GM0355").await, of("GM0228").await);
        let (own, other) = (waiting(&visitor, &zeist).await, waiting(&visitor, &ede).await);
        assert!(own.len() == 1 && other.len() == 1 && own != other, "{own:?} {other:?}");
        let home = visitor.ask(Method::GET, "/beheer/mijn-gemeente", &[(COOKIE, &zeist)]).await;
        assert!(home.text().contains("Buurtparlement De Ploeg") && !home.text().contains("Stadsraad Ede"));
        assert!(home.text().contains("<span class=\"desk__count\">1<"), "what waits is counted for them alone");
        let searched = visitor.ask(Method::GET, "/beheer/inzendingen?q=inwoner@voorbeeld.nl", &[(COOKIE, &zeist)]).await;
        assert!(!searched.text().contains("De Ploeg"), "nobody finds out who proposed it");
        assert_eq!(visitor.ask(Method::GET, &other[0], &[(COOKIE, &zeist)]).await.status, StatusCode::FORBIDDEN);
        assert_eq!(visitor.post(&other[0], "doe=neem-over&gezien=2", &zeist).await.status, StatusCode::FORBIDDEN);
        let (seen, _) = look(&visitor, &own[0], &zeist).await;
        assert!(!seen.text().contains("inwoner@voorbeeld.nl") && seen.text().contains("alleen de moderators"));
        let decided = decide(&visitor, &own[0], &zeist, "doe=neem-over").await;
        assert_eq!(decided.status, StatusCode::SEE_OTHER, "{}", decided.text());
        let versions: Vec<String> = read!(&visitor.store, |db| {
            sqlx::query_scalar("SELECT origin FROM initiative_version WHERE initiative_id = 41").fetch_all(db).await
        })
        .expect("versions");
        assert_eq!(versions, ["municipality"]);
        assert_eq!(letters(&visitor, "submission-accepted").await.len(), 1);
    }

    async fn a_custodian_takes_nothing_from_another_municipality_and_gives_nothing_away(store: Store) {
        let visitor = Visitor::of_forty(store).await;
        let address = "/landkaart/initiatief/1-g1000-amersfoort/wijzigen";
        let shown = visitor.get(address).await;
        let version = shown.text().split("name=\"versie\" value=\"").nth(1).and_then(|rest| rest.split('"').next());
        let version = version.expect("a version").to_owned();
        let moved = form(&[("titel", "G1000 Amersfoort"), ("gemeente", "Zeist"), ("soort", "burgerberaad"), ("versie", &version)]);
        assert_eq!(visitor.post(address, &moved, "").await.status, StatusCode::SEE_OTHER);
        let link = link(&visitor, "submission-confirm").await;
        visitor.post(&link, "doe=bevestig", "").await;
        let page = waiting(&visitor, &moderator(&visitor).await).await.remove(0);
        for code in ["GM0355", "GM0307"] {
            let role = GivenRole::new(Role::Custodian, Some(code.to_owned())).expect("a role");
            let cookie = cookie_of_new(&visitor, &[role]).await;
            assert!(waiting(&visitor, &cookie).await.is_empty(), "{code}");
            let decided = visitor.post(&page, "doe=neem-over&gezien=2", &cookie).await;
            assert_eq!(decided.status, StatusCode::FORBIDDEN, "{code}");
        }
        let both = ["GM0355", "GM0307"].map(|code| GivenRole::new(Role::Custodian, Some(code.into())).expect("a role"));
        let cookie = cookie_of_new(&visitor, &both).await;
        assert_eq!(decide(&visitor, &page, &cookie, "doe=neem-over").await.status, StatusCode::SEE_OTHER);
    }

    async fn only_who_asked_for_it_is_asked_every_year(store: Store) {
        let visitor = Visitor::of_forty(store).await;
        let shown = visitor.get(FORM).await;
        assert!(shown.text().contains("Vraag mij ieder jaar of dit nog klopt") && shown.text().contains("vijftien maanden"));
        proposed(&visitor, &[("ieder_jaar", "ja")]).await;
        proposed(&visitor, &[("titel", "Stadsraad Ede"), ("gemeente", "Ede"), ("email", "ander@voorbeeld.nl")]).await;
        let cookie = moderator(&visitor).await;
        for page in waiting(&visitor, &cookie).await {
            assert_eq!(decide(&visitor, &page, &cookie, "doe=neem-over").await.status, StatusCode::SEE_OTHER);
        }
        let contacts: Vec<String> =
            read!(&visitor.store, |db| sqlx::query_scalar("SELECT email FROM check_contact").fetch_all(db).await)
                .expect("contacts");
        assert_eq!(contacts, ["inwoner@voorbeeld.nl"]);
    }
}
