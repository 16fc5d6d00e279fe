//! What moderators do with what is proposed, alone and two at once.

use super::*;

store_tests! {
    async fn a_moderator_asks_and_whoever_proposed_it_answers(store: Store) {
        let visitor = Visitor::of_forty(store).await;
        proposed(&visitor, &[]).await;
        let cookie = moderator(&visitor).await;
        let page = waiting(&visitor, &cookie).await.remove(0);
        let silent = decide(&visitor, &page, &cookie, "doe=vraag").await;
        assert_eq!(silent.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(silent.text().contains("Schrijf wat u wilt weten"));
        let asked = decide(&visitor, &page, &cookie, "doe=vraag&kant_en_klaar=bron&tekst=Alvast+bedankt").await;
        assert_eq!(asked.status, StatusCode::SEE_OTHER);
        let link = link(&visitor, "submission-asked").await;
        let shown = visitor.get(&link).await;
        assert!(shown.text().contains("Alvast bedankt") && shown.text().contains("Kunt u een webpagina noemen"));
        assert_eq!(visitor.post(&link, "doe=antwoord&tekst=", "").await.status, StatusCode::UNPROCESSABLE_ENTITY);
        let long = format!("doe=antwoord&tekst={}", "a".repeat(2_001));
        let long = visitor.post(&link, &long, "").await;
        assert_eq!(long.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(long.text().contains("Schrijf hoogstens 2.000 tekens"));
        let answered = visitor.post(&link, "doe=antwoord&tekst=Zie+de+krant", "").await;
        assert_eq!(answered.status, StatusCode::SEE_OTHER);
        let (seen, _) = look(&visitor, &waiting(&visitor, &cookie).await[0], &cookie).await;
        assert!(seen.text().contains("Zie de krant"));
    }

    async fn an_answer_that_came_after_the_decision_is_not_lost(store: Store) {
        let visitor = Visitor::of_forty(store).await;
        proposed(&visitor, &[]).await;
        let cookie = moderator(&visitor).await;
        let page = waiting(&visitor, &cookie).await.remove(0);
        decide(&visitor, &page, &cookie, "doe=vraag&tekst=Waar+staat+dat?").await;
        let link = link(&visitor, "submission-asked").await;
        assert_eq!(decide(&visitor, &page, &cookie, "doe=weiger&tekst=Te+laat").await.status, StatusCode::SEE_OTHER);
        let late = visitor.post(&link, "doe=antwoord&tekst=In+de+krant+van+<b>gisteren", "").await;
        assert_eq!(late.status, StatusCode::CONFLICT);
        for words in ["Dat kan niet meer", "Uw antwoord is daarom niet verstuurd", "In de krant van &lt;b&gt;gisteren"] {
            assert!(late.text().contains(words), "{words}: {}", late.text());
        }
        let withdrawn = visitor.post(&link, "doe=trek-in", "").await;
        assert!(!withdrawn.text().contains("Uw antwoord is daarom"), "there is none");
    }

    async fn a_change_of_what_left_the_map_says_so_and_can_be_refused_or_wait(store: Store) {
        let visitor = Visitor::of_forty(store).await;
        let change = "/landkaart/initiatief/1/wijzigen";
        let shown = visitor.get(change).await;
        let version = shown.text().split("name=\"versie\" value=\"").nth(1).and_then(|rest| rest.split('"').next());
        let typed = form(&[("versie", version.expect("a version")), ("titel", "G1000 Amersfoort"), ("gemeente", "Amersfoort")]);
        assert_eq!(visitor.post(change, &typed, "").await.status, StatusCode::SEE_OTHER);
        let link = link(&visitor, "submission-confirm").await;
        assert_eq!(visitor.post(&link, "doe=bevestig", "").await.status, StatusCode::SEE_OTHER);
        let cookie = moderator(&visitor).await;
        let page = waiting(&visitor, &cookie).await.remove(0);
        assert!(look(&visitor, &page, &cookie).await.0.text().contains("neem-over"));
        super::left_map::run(&visitor, "UPDATE initiative SET withdrawn_at = 1 WHERE id = 1").await;
        let (seen, fields) = look(&visitor, &page, &cookie).await;
        assert!(seen.text().contains("Dit initiatief staat niet meer op de landkaart"), "{}", seen.text());
        assert!(seen.text().contains("href=\"/beheer/initiatieven/1\"") && !seen.text().contains("neem-over"));
        let forced = visitor.post(&page, &format!("doe=neem-over{fields}"), &cookie).await;
        assert_eq!(forced.status, StatusCode::CONFLICT);
        let refused = decide(&visitor, &page, &cookie, "doe=weiger&tekst=Het+bestaat+niet+meer").await;
        assert_eq!(refused.status, StatusCode::SEE_OTHER);
    }

    async fn what_only_asks_for_a_look_holds_no_acceptance_up(store: Store) {
        let visitor = Visitor::of_forty(store).await;
        proposed(&visitor, &[("samenvatting", "Hier praten <b>bewoners</b> samen over de buurt.")]).await;
        let cookie = moderator(&visitor).await;
        let page = waiting(&visitor, &cookie).await.remove(0);
        let (seen, _) = look(&visitor, &page, &cookie).await;
        assert!(seen.text().contains("In het kort: Hier staat HTML in"), "{}", seen.text());
        assert!(seen.text().contains("value=\"neem-over\""), "{}", seen.text());
        assert_eq!(decide(&visitor, &page, &cookie, "doe=neem-over").await.status, StatusCode::SEE_OTHER);
    }

    async fn whoever_proposed_what_was_there_already_reads_what_it_is_called(store: Store) {
        let visitor = Visitor::of_forty(store).await;
        proposed(&visitor, &[]).await;
        let cookie = moderator(&visitor).await;
        let page = waiting(&visitor, &cookie).await.remove(0);
        assert_eq!(decide(&visitor, &page, &cookie, "doe=voeg-samen&nummer=1").await.status, StatusCode::SEE_OTHER);
        let letter = letters(&visitor, "submission-merged").await.remove(0);
        let name = visitor.get("/api/v1/initiatieven/1").await.json()["titel"].as_str().expect("a title").to_owned();
        assert!(letter.contains(&format!("als ‘{name}’")), "{letter}");
        assert!(letter.contains("/landkaart/initiatief/1-g1000-amersfoort"), "{letter}");
    }

    async fn of_two_moderators_the_second_sees_what_the_first_did(store: Store) {
        let visitor = Visitor::of_forty(store).await;
        proposed(&visitor, &[]).await;
        let (one, two) = (moderator(&visitor).await, moderator(&visitor).await);
        let page = waiting(&visitor, &one).await.remove(0);
        let (_, fields) = look(&visitor, &page, &two).await;
        let first = decide(&visitor, &page, &one, "doe=weiger&kant_en_klaar=reclame").await;
        assert_eq!(first.status, StatusCode::SEE_OTHER);
        let second = visitor.post(&page, &format!("doe=neem-over&tekst=Mooi{fields}"), &two).await;
        assert_eq!(second.status, StatusCode::CONFLICT);
        assert!(second.text().contains("Iemand anders was u voor") && second.text().contains("Niet overgenomen"));
        assert!(second.text().contains("<blockquote class=\"said\">Mooi"), "what the second wrote: {}", second.text());
        assert_eq!(visitor.get("/api/v1/initiatieven/41").await.status, StatusCode::NOT_FOUND);
        assert_eq!(letters(&visitor, "submission-accepted").await.len(), 0);
    }

    async fn a_moderator_decides_on_what_was_on_the_screen_and_not_on_what_came_after_it(store: Store) {
        let visitor = Visitor::of_forty(store).await;
        let link = proposed(&visitor, &[]).await;
        let cookie = moderator(&visitor).await;
        let page = waiting(&visitor, &cookie).await.remove(0);
        let (_, fields) = look(&visitor, &page, &cookie).await;
        let edited = edit(&visitor, &link, &[("titel", "Iets heel anders")]).await;
        assert_eq!(visitor.post(&format!("{link}/bewerken"), &edited, "").await.status, StatusCode::SEE_OTHER);
        let decided = visitor.post(&page, &format!("doe=neem-over{fields}"), &cookie).await;
        assert_eq!(decided.status, StatusCode::CONFLICT);
        assert!(decided.text().contains("Iets heel anders"), "what it is now");
        assert_eq!(visitor.get("/api/v1/initiatieven/41").await.status, StatusCode::NOT_FOUND);
    }

    async fn a_moderator_who_decides_on_what_was_taken_back_hears_that(store: Store) {
        let visitor = Visitor::of_forty(store).await;
        let link = proposed(&visitor, &[]).await;
        let cookie = moderator(&visitor).await;
        let page = waiting(&visitor, &cookie).await.remove(0);
        let (_, fields) = look(&visitor, &page, &cookie).await;
        assert_eq!(visitor.post(&link, "doe=trek-in", "").await.status, StatusCode::SEE_OTHER);
        let decided = visitor.post(&page, &format!("doe=neem-over{fields}"), &cookie).await;
        assert_eq!(decided.status, StatusCode::CONFLICT);
        assert!(decided.text().contains("Ingetrokken") && !decided.text().contains("value=\"neem-over\""));
    }

    async fn two_different_moderators_decide_on_a_type_for_which_owners_want_it(store: Store) {
        let visitor = Visitor::of_forty(store).await;
        let owner = cookie_of_new(&visitor, &[GivenRole::new(Role::Owner, None).expect("a role")]).await;
        let (one, two) = (moderator(&visitor).await, moderator(&visitor).await);
        let rules = "/beheer/beslissen";
        assert_eq!(visitor.post(rules, "soort=burgerbegroting", &one).await.status, StatusCode::FORBIDDEN);
        assert_eq!(visitor.post(rules, "soort=burgerbegroting&soort=onzin", &owner).await.status, StatusCode::SEE_OTHER);
        let shown = visitor.ask(Method::GET, rules, &[(COOKIE, &one)]).await;
        assert!(shown.text().contains("Nu voor: Burgerbegroting"), "{}", shown.text());
        let link = proposed(&visitor, &[]).await;
        let page = waiting(&visitor, &one).await.remove(0);
        assert!(look(&visitor, &page, &one).await.0.text().contains("Over deze soort beslissen twee moderators"));
        assert_eq!(decide(&visitor, &page, &one, "doe=neem-over&tekst=Eerst").await.status, StatusCode::SEE_OTHER);
        assert_eq!(visitor.get("/api/v1/initiatieven/41").await.status, StatusCode::NOT_FOUND, "for the time being only");
        assert!(letters(&visitor, "submission-accepted").await.is_empty());
        let list = visitor.ask(Method::GET, "/beheer/inzendingen?stand=tweede", &[(COOKIE, &two)]).await;
        assert!(list.text().contains("Buurtparlement De Ploeg") && list.text().contains("wacht op een tweede moderator"));
        let (own, fields) = look(&visitor, &page, &one).await;
        assert!(own.text().contains("U nam deze inzending") && !own.text().contains("neem-over"));
        for what in ["doe=neem-over", "doe=weiger&tekst=Nee", "doe=voeg-samen&nummer=1"] {
            let same = visitor.post(&page, &format!("{what}{fields}"), &one).await;
            assert_eq!(same.status, StatusCode::CONFLICT, "{what}");
            assert!(same.text().contains("U kunt niet twee keer beslissen"), "{what}");
        }
        // A change in between makes the first void.
        let summary = "Bewoners beslissen samen over al het geld voor hun buurt.";
        let edit = edit(&visitor, &link, &[("samenvatting", summary)]).await;
        assert_eq!(visitor.post(&format!("{link}/bewerken"), &edit, "").await.status, StatusCode::SEE_OTHER);
        assert!(look(&visitor, &page, &two).await.0.text().contains("Over deze soort beslissen twee moderators"));
        assert_eq!(decide(&visitor, &page, &two, "doe=neem-over&tekst=Eerst").await.status, StatusCode::SEE_OTHER);
        assert_eq!(visitor.get("/api/v1/initiatieven/41").await.status, StatusCode::NOT_FOUND);
        // Two at once who are the second: one of them is first.
        let (seen, fields) = look(&visitor, &page, &one).await;
        assert!(seen.text().contains("Nu beslist u als tweede moderator"));
        let form = format!("doe=neem-over&tekst=Daarna{fields}");
        let (a, b) = tokio::join!(visitor.post(&page, &form, &one), visitor.post(&page, &form, &owner));
        let mut both = [a.status.as_u16(), b.status.as_u16()];
        both.sort_unstable();
        assert_eq!(both, [303, 409]);
        assert_eq!(visitor.get("/api/v1/initiatieven/41").await.status, StatusCode::OK);
        let letter = letters(&visitor, "submission-accepted").await.remove(0);
        assert!(letter.contains("Eerst") && letter.contains("Daarna"), "{letter}");
        let kept: i64 = read!(&visitor.store, |db| {
            sqlx::query_scalar("SELECT COUNT(*) FROM first_acceptance").fetch_one(db).await
        })
        .expect("a count");
        assert_eq!(kept, 0, "what the first wrote stands among what was said, and nowhere else");
    }

    async fn a_change_of_the_initiative_makes_the_first_of_two_void(store: Store) {
        let visitor = Visitor::of_forty(store).await;
        let owner = cookie_of_new(&visitor, &[GivenRole::new(Role::Owner, None).expect("a role")]).await;
        let (one, two) = (moderator(&visitor).await, moderator(&visitor).await);
        visitor.post("/beheer/beslissen", "soort=burgerberaad", &owner).await;
        let address = "/landkaart/initiatief/1/wijzigen";
        let shown = visitor.get(address).await;
        let version = shown.text().split("name=\"versie\" value=\"").nth(1).and_then(|rest| rest.split('"').next());
        let fields = [("titel", "G1000 Amersfoort"), ("gemeente", "Amersfoort"), ("soort", "burgerberaad"), ("reden", "Preciezer")];
        let change = form(&[fields.as_slice(), &[("versie", version.expect("a version"))]].concat());
        assert_eq!(visitor.post(address, &change, "").await.status, StatusCode::SEE_OTHER);
        let link = link(&visitor, "submission-confirm").await;
        visitor.post(&link, "doe=bevestig", "").await;
        let page = waiting(&visitor, &one).await.remove(0);
        assert_eq!(decide(&visitor, &page, &one, "doe=neem-over").await.status, StatusCode::SEE_OTHER);
        let renamed = crate::initiatives::content::INITIATIVES.replacen("G1000 Amersfoort", "Stadsgesprek Amersfoort", 1);
        crate::http::testing::import(&visitor.store, &renamed, crate::initiatives::import_initiatives::Mode::Write).await;
        assert_eq!(decide(&visitor, &page, &two, "doe=neem-over").await.status, StatusCode::SEE_OTHER);
        assert!(look(&visitor, &page, &two).await.0.text().contains("U nam deze inzending"), "the second is the first now");
        assert_eq!(decide(&visitor, &page, &one, "doe=neem-over").await.status, StatusCode::SEE_OTHER);
        assert!(waiting(&visitor, &one).await.is_empty());
    }

    async fn moderators_keep_answers_of_their_own_ready(store: Store) {
        let visitor = Visitor::of_forty(store).await;
        let cookie = moderator(&visitor).await;
        let new = "/beheer/beslissen/antwoord";
        let refused = visitor.post(new, "titel=&tekst=&doe=opslaan", &cookie).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        let added = visitor.post(new, "titel=Te+jong&tekst=Wacht+tot+het+begonnen+is.&beslissing=refuse&doe=opslaan", &cookie).await;
        assert_eq!(added.status, StatusCode::SEE_OTHER);
        let list = visitor.ask(Method::GET, "/beheer/beslissen", &[(COOKIE, &cookie)]).await;
        let mut found = list.text().split("href=\"").filter_map(|rest| rest.split('"').next());
        let own = found.find(|href| href.starts_with("/beheer/beslissen/antwoord/")).expect("an answer").to_owned();
        let changed = visitor.post(&own, "titel=Te+jong&tekst=Wacht+tot+het+loopt.&beslissing=refuse&doe=opslaan", &cookie).await;
        assert_eq!(changed.status, StatusCode::SEE_OTHER);
        proposed(&visitor, &[]).await;
        let page = waiting(&visitor, &cookie).await.remove(0);
        let (seen, _) = look(&visitor, &page, &cookie).await;
        assert!(seen.text().contains("Te jong (weigeren)") && seen.text().contains("Uw melding is reclame"));
        let id = own.rsplit('/').next().expect("a number");
        let decided = decide(&visitor, &page, &cookie, &format!("doe=weiger&kant_en_klaar=eigen-{id}")).await;
        assert_eq!(decided.status, StatusCode::SEE_OTHER);
        assert!(letters(&visitor, "submission-refused").await[0].contains("Wacht tot het loopt."));
        assert_eq!(visitor.post(&own, "doe=verwijderen", &cookie).await.status, StatusCode::SEE_OTHER);
        assert_eq!(visitor.ask(Method::GET, &own, &[(COOKIE, &cookie)]).await.status, StatusCode::NOT_FOUND);
        assert_eq!(visitor.post(&own, "doe=verwijderen", &cookie).await.status, StatusCode::NOT_FOUND);
    }

    async fn only_moderators_decide(store: Store) {
        let visitor = Visitor::of_forty(store).await;
        proposed(&visitor, &[]).await;
        let page = waiting(&visitor, &moderator(&visitor).await).await.remove(0);
        let door = cookie_of_new(&visitor, &[GivenRole::new(Role::Door, None).expect("a role")]).await;
        assert_eq!(visitor.post(&page, "doe=neem-over&gezien=2", &door).await.status, StatusCode::FORBIDDEN);
        assert_eq!(visitor.ask(Method::GET, &page, &[(COOKIE, &door)]).await.status, StatusCode::FORBIDDEN);
        assert_eq!(visitor.post(&page, "doe=neem-over&gezien=2", "").await.status, StatusCode::FORBIDDEN);
    }
}
