//! Sending a form: by people, by programs, twice, and by very many at once.

use super::*;

store_tests! {
    async fn programs_are_kept_out_without_being_told_and_nobody_types_in_a_second(store: Store) {
        let visitor = Visitor::of_forty(store).await;
        let trapped = visitor.post(FORM, &form(&[("website", "https://reclame.example")]), "").await;
        assert_eq!(trapped.status, StatusCode::SEE_OTHER);
        let quick = visitor.post(FORM, &form(&[("begonnen", &opened("propose", 1))]), "").await;
        assert_eq!(quick.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(quick.text().contains("sneller dan iemand kan typen"));
        assert!(letters(&visitor, "submission-confirm").await.is_empty());
    }

    async fn of_two_tabs_that_edit_one_proposal_the_second_hears_of_the_first_and_loses_nothing(store: Store) {
        let visitor = Visitor::of_forty(store).await;
        let link = proposed(&visitor, &[]).await;
        let page = format!("{link}/bewerken");
        let one = edit(&visitor, &link, &[("titel", "Van het eerste tabblad")]).await;
        let other = edit(&visitor, &link, &[("titel", "Van het tweede tabblad")]).await;
        assert_eq!(visitor.post(&page, &one, "").await.status, StatusCode::SEE_OTHER);
        let second = visitor.post(&page, &other, "").await;
        assert_eq!(second.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(second.text().contains("ook op een ander tabblad") && second.text().contains("value=\"Van het tweede tabblad\""));
        assert!(visitor.get(&page).await.text().contains("value=\"Van het eerste tabblad\""), "nothing was overwritten");
        let again = edit(&visitor, &link, &[("titel", "Van het tweede tabblad")]).await;
        assert_eq!(visitor.post(&page, &again, "").await.status, StatusCode::SEE_OTHER);
    }

    async fn who_proposes_too_much_keeps_what_they_typed_and_hears_when_to_go_on(store: Store) {
        let visitor = Visitor::of_forty(store).await;
        for number in 0..30 {
            let sent = visitor.post(FORM, &form(&[("titel", &format!("Dorpsraad {number} van Voorbeeldstad")), ("ander", "ja")]), "").await;
            assert_eq!(sent.status, StatusCode::SEE_OTHER, "{number}: {}", sent.text());
        }
        let refused = visitor.post(FORM, &form(&[("titel", "Nog een dorpsraad"), ("ander", "ja")]), "").await;
        assert_eq!(refused.status, StatusCode::TOO_MANY_REQUESTS);
        assert!(refused.header("retry-after").parse::<u64>().is_ok_and(|seconds| seconds > 60));
        assert!(refused.text().contains("value=\"Nog een dorpsraad\"") && refused.text().contains("Probeer het over"));
    }

    async fn a_form_that_is_sent_twice_is_one_proposal_and_another_one_with_other_words_is_another(store: Store) {
        let visitor = Visitor::of_forty(store).await;
        let sent = form(&[]);
        for _ in 0..2 {
            let answer = visitor.post(FORM, &sent, "").await;
            assert_eq!((answer.status, answer.header("location")), (StatusCode::SEE_OTHER, "/landkaart/toevoegen/verstuurd"));
        }
        let (one, two) = (form(&[("titel", "Dorpsraad A")]), form(&[("titel", "Dorpsraad A")]));
        let (first, second) = tokio::join!(visitor.post(FORM, &one, ""), visitor.post(FORM, &one, ""));
        assert_eq!((first.status, second.status), (StatusCode::SEE_OTHER, StatusCode::SEE_OTHER));
        assert_eq!(letters(&visitor, "submission-confirm").await.len(), 2);
        assert_eq!(visitor.post(FORM, &two, "").await.status, StatusCode::SEE_OTHER);
        assert_eq!(letters(&visitor, "submission-confirm").await.len(), 3, "a form that was opened anew");
    }

    async fn a_seal_that_is_old_or_made_up_is_replaced_and_nothing_is_lost(store: Store) {
        let visitor = Visitor::of_forty(store).await;
        for seal in ["1", "", &opened("propose", 8 * 24 * 60 * 60), &opened("register", 60)] {
            let refused = visitor.post(FORM, &form(&[("begonnen", seal)]), "").await;
            assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{seal}");
            assert!(refused.text().contains("stond langer dan een week open"));
            assert!(refused.text().contains("value=\"Buurtparlement De Ploeg\""));
            assert!(!refused.text().contains(&format!("name=\"begonnen\" value=\"{seal}\"")), "it has a new one");
        }
    }

    async fn while_very_many_propose_each_works_or_waits_a_minute_and_nobody_solves_a_puzzle(store: Store) {
        let visitor = Visitor::of_forty(store).await;
        let everybody = crate::budgets::Whose::Person(String::new());
        let mut tx = visitor.store.begin().await.expect("a transaction");
        while crate::budgets::spend(&mut tx, FOR_ALL, &everybody, visitor.platform.clock.now())
            .await
            .expect("an answer")
            .is_ok()
        {}
        tx.commit().await.expect("a commit");
        let refused = visitor.post(FORM, &form(&[]), "").await;
        assert_eq!((refused.status, refused.header("retry-after")), (StatusCode::TOO_MANY_REQUESTS, "60"));
        let text = refused.text();
        assert!(text.contains("Wacht een minuut") && text.contains("value=\"Buurtparlement De Ploeg\""));
        assert!(text.contains("data-work=\"17\"") && text.contains("name=\"werk\""));
        // Who waits, with a browser without script.
        let patient = opened("propose", 61);
        assert_eq!(visitor.post(FORM, &form(&[("begonnen", &patient)]), "").await.status, StatusCode::SEE_OTHER);
        let twice = form(&[("begonnen", &patient), ("titel", "Nog een voorstel")]);
        assert_eq!(visitor.post(FORM, &twice, "").await.status, StatusCode::TOO_MANY_REQUESTS, "patience is for one");
        // Whose browser works: the page that asks for it is sent as soon as that is done.
        let seal = crate::seals::Seal { at: 0, text: opened("propose", 1) };
        let found = (0..u64::MAX).map(|number| number.to_string()).find(|found| seal.is_worked(found)).expect("a number");
        let worked = [("begonnen", seal.text.as_str()), ("werk", found.as_str()), ("titel", "Dorpsraad met rekenwerk")];
        assert_eq!(visitor.post(FORM, &form(&worked), "").await.status, StatusCode::SEE_OTHER);
        let idle = [("begonnen", &*opened("propose", 5)), ("werk", "1"), ("titel", "Dorpsraad zonder rekenwerk")];
        assert_eq!(visitor.post(FORM, &form(&idle), "").await.status, StatusCode::TOO_MANY_REQUESTS);
        assert_eq!(letters(&visitor, "submission-confirm").await.len(), 2);
    }
}
