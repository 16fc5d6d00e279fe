//! What was typed for an initiative that left the Landkaart meanwhile.

use super::*;
use crate::store::within;

const CHANGE: &str = "/landkaart/initiatief/1-g1000-amersfoort/wijzigen";

pub(super) async fn run(visitor: &Visitor, statement: &'static str) {
    let mut tx = visitor.store.begin().await.expect("a transaction");
    within!(&mut tx, |db| sqlx::raw_sql(statement).execute(db).await.map(|_| ())).expect("a statement");
    tx.commit().await.expect("a commit");
}

fn typed(version: &str) -> String {
    let fields = [("titel", "G1000 Amersfoort"), ("gemeente", "Amersfoort"), ("soort", "burgerberaad")];
    let own =
        [("samenvatting", "Dit kostte een uur om te typen."), ("reden", "Het staat er te kort"), ("versie", version)];
    form(&[&fields[..], &own[..]].concat())
}

fn is_all_there(answer: &Answer) -> bool {
    ["Dit kostte een uur om te typen.", "Het staat er te kort", "value=\"inwoner@voorbeeld.nl\""]
        .iter()
        .all(|part| answer.text().contains(part))
}

store_tests! {
    async fn what_was_typed_for_an_initiative_that_was_merged_can_be_sent_for_the_one_it_is_part_of_now(store: Store) {
        let visitor = Visitor::of_forty(store).await;
        run(&visitor, "UPDATE initiative SET withdrawn_at = 1, merged_into = 3 WHERE id = 1;
            UPDATE initiative SET withdrawn_at = 1, merged_into = 2 WHERE id = 3").await;
        let late = visitor.post(CHANGE, &typed("1"), "").await;
        assert_eq!(late.status, StatusCode::CONFLICT);
        assert!(is_all_there(&late), "{}", late.text());
        let name = visitor.get("/api/v1/initiatieven/2").await.json()["titel"].as_str().expect("a title").to_owned();
        assert!(late.text().contains(&format!("Dit initiatief is intussen deel van ‘{name}’")), "{}", late.text());
        assert!(late.text().contains("action=\"/landkaart/initiatief/2/wijzigen\""));
        let kept = format!("name=\"titel\" value=\"{name}\"");
        assert!(late.text().contains(&kept), "what they left alone is that of the other: {}", late.text());
        let version = late.text().split("name=\"versie\" value=\"").nth(1).and_then(|rest| rest.split('"').next());
        let sent = visitor.post("/landkaart/initiatief/2/wijzigen", &typed(version.expect("a version")), "").await;
        assert_eq!(sent.header("location"), "/landkaart/toevoegen/verstuurd", "{}", sent.text());
        let about: Vec<i64> =
            read!(&visitor.store, |db| sqlx::query_scalar("SELECT initiative_id FROM submission").fetch_all(db).await)
                .expect("proposals");
        assert_eq!(about, [2]);
    }

    async fn what_was_typed_for_an_initiative_that_was_withdrawn_stays_to_be_read_with_the_reason(store: Store) {
        let visitor = Visitor::of_forty(store).await;
        run(&visitor, "UPDATE initiative SET withdrawn_at = 1, withdrawn_reason = 'Het was een grap' WHERE id = 1").await;
        for doing in ["verstuur", "bewaar", "toon-kaart"] {
            let late = visitor.post(CHANGE, &typed("1").replace("doe=verstuur", &format!("doe={doing}")), "").await;
            assert_eq!(late.status, StatusCode::GONE, "{doing}");
            assert!(is_all_there(&late) && late.text().contains("staat niet meer op de landkaart"), "{}", late.text());
            assert!(late.text().contains("De reden: Het was een grap"));
            assert!(!late.text().contains("value=\"verstuur\""), "no button for what cannot be sent");
        }
        assert_eq!(letters(&visitor, "submission-confirm").await.len(), 0);
        assert_eq!(visitor.get(CHANGE).await.status, StatusCode::GONE);
        assert_eq!(visitor.post("/landkaart/initiatief/999/wijzigen", &typed("1"), "").await.status, StatusCode::NOT_FOUND);
    }

    async fn what_was_typed_behind_the_yearly_link_is_not_lost_either(store: Store) {
        let visitor = Visitor::of_forty(store).await;
        run(&visitor, "UPDATE initiative SET last_checked = '2020-01-01' WHERE id = 1;
            INSERT INTO check_contact (initiative_id, email_key, email, agreed_at)
                VALUES (1, 'inwoner@voorbeeld.nl', 'inwoner@voorbeeld.nl', 1)").await;
        let now = visitor.platform.clock.now();
        assert_eq!(crate::initiatives::freshness::ask(&visitor.store, "https://example.org", now).await.expect("asked"), 1);
        let letter = letters(&visitor, "check").await.remove(0);
        let link = letter.split_whitespace().find(|word| word.contains("/controle/")).expect("a link");
        let change = format!("{}/1/wijzigen", &link["https://example.org".len()..]);
        assert_eq!(visitor.get(&change).await.status, StatusCode::OK);
        run(&visitor, "UPDATE check_question SET answer = 'right', answered_at = 1").await;
        let second = visitor.post(&change, &typed("1"), "").await;
        assert_eq!(second.status, StatusCode::CONFLICT, "somebody answered on another tab");
        assert!(is_all_there(&second) && second.text().contains("action=\"/landkaart/initiatief/1/wijzigen\""), "{}", second.text());
        run(&visitor, "UPDATE initiative SET withdrawn_at = 1, merged_into = 2 WHERE id = 1").await;
        let late = visitor.post(&change, &typed("1"), "").await;
        assert_eq!(late.status, StatusCode::CONFLICT);
        assert!(is_all_there(&late) && late.text().contains("action=\"/landkaart/initiatief/2/wijzigen\""));
    }
}
