use super::super::{content, load_taxonomy};
use super::*;
use crate::store::testing::store_tests;

const NOW: OffsetDateTime = time::macros::datetime!(2026-11-23 12:00 UTC);

async fn take_in(store: &Store, text: &str, withdrawn: Withdrawn) -> Imported {
    import_with(store, text.as_bytes(), None, (Mode::Write, withdrawn), None, NOW).await.expect("an import")
}

async fn import(store: &Store, mode: Mode) -> Imported {
    import_initiatives(store, content::INITIATIVES.as_bytes(), None, mode, NOW).await.expect("an import")
}

fn table(rows: &[&str]) -> String {
    let header = "external_id;titel;samenvatting;gemeente;soorten;lon;lat";
    std::iter::once(header).chain(rows.iter().copied()).fold(String::new(), |text, row| text + row + "\n")
}

fn codes(imported: &Imported, row: usize) -> Vec<&'static str> {
    let problems = imported.reading.report.problems.iter().filter(|problem| problem.row == Some(row));
    problems.map(|problem| problem.code).filter(|code| *code != "status-assumed").collect()
}

store_tests! {
    async fn what_was_withdrawn_stays_withdrawn_unless_one_asks_for_it(store: Store) {
        load_taxonomy(&store).await.expect("a taxonomy");
        take_in(&store, content::INITIATIVES, Withdrawn::Leave).await;
        let mut tx = store.begin().await.expect("a transaction");
        within!(&mut tx, |db| sqlx::query("UPDATE initiative SET withdrawn_at = 1 WHERE external_id = 'dia-2026-003'")
            .execute(db)
            .await
            .map(|_| ()))
        .expect("an update");
        tx.commit().await.expect("a commit");
        let renamed = content::INITIATIVES.replacen("G1000 Steenwijkerland", "Nieuwe naam", 1);
        for file in [content::INITIATIVES, &renamed] {
            let imported = take_in(&store, file, Withdrawn::Leave).await;
            assert_eq!((imported.added, imported.changed, imported.unchanged, imported.withdrawn), (0, 0, 39, 1));
            let report = &imported.reading.report;
            assert_eq!((report.counts.warnings, report.is_clean()), (1, true));
            let told = &report.problems[0];
            assert_eq!((told.code, told.feature, told.external_id.as_deref()), ("withdrawn", Some(2), Some("dia-2026-003")));
        }
        let back = take_in(&store, &renamed, Withdrawn::Republish).await;
        assert_eq!((back.changed, back.unchanged, back.withdrawn), (1, 39, 0));
        let same = take_in(&store, &renamed, Withdrawn::Leave).await;
        assert_eq!((same.unchanged, same.withdrawn), (40, 0));
    }

    async fn a_place_is_compared_with_its_municipality_and_with_the_country(store: Store) {
        load_taxonomy(&store).await.expect("a taxonomy");
        let imported = take_in(&store, &table(&[
            "a;Burgertop;Inwoners bespreken samen de agenda.;Amersfoort;T01;5.3878;52.1561",
            "b;Burgertop;Inwoners bespreken samen de agenda.;Amersfoort;T01;5.1214;52.0907",
            "c;Burgertop;Inwoners bespreken samen de agenda.;Amersfoort;T01;2.35;48.85",
            "d;Burgertop;Inwoners bespreken samen de agenda.;Amersfoort;T01;13.4;52.5",
            "e;Burgertop;Inwoners bespreken samen de agenda.;Amersfoort;T01;0;0",
            "f;Burgertop;Inwoners bespreken samen de agenda.;Amersfoort;T01;500000;6800000",
            "g;Burgertop;Inwoners bespreken samen de agenda.;Amersfoort;T01;52.1561;5.3878",
            "h;Burgertop;Inwoners bespreken samen de agenda.;Amersfoort;T01;1e999;NaN",
            "i;Burgertop;Inwoners bespreken samen de agenda.;Bonaire;T01;5.3878;52.1561",
        ]), Withdrawn::Leave).await;
        assert_eq!(imported.added, 3);
        assert_eq!(codes(&imported, 2), Vec::<&str>::new());
        assert_eq!(codes(&imported, 3), ["far-from-municipality"]);
        let far = imported.reading.report.problems.iter().find(|problem| problem.row == Some(3)).expect("a warning");
        assert!(far.problem.contains("km buiten de gemeente Amersfoort"), "{}", far.problem);
        for row in 4..=7 {
            assert_eq!(codes(&imported, row), ["outside-the-netherlands"], "row {row}");
        }
        assert_eq!((codes(&imported, 8), codes(&imported, 9)), (vec!["swapped-coordinates"], vec!["not-a-number"]));
        assert_eq!(codes(&imported, 10), ["far-from-municipality"], "an island");
    }

    async fn two_imports_of_one_file_at_once_take_turns(store: Store) {
        load_taxonomy(&store).await.expect("a taxonomy");
        let write = || import(&store, Mode::Write);
        let imports: [Imported; 4] = tokio::join!(write(), write(), write(), write()).into();
        let sum = |of: fn(&Imported) -> usize| imports.iter().map(of).sum::<usize>();
        assert_eq!((sum(|i| i.added), sum(|i| i.unchanged)), (40, 120));
    }

    async fn a_dry_run_waits_for_no_writer_and_holds_none_up(store: Store) {
        load_taxonomy(&store).await.expect("a taxonomy");
        let mut writer = store.begin().await.expect("a transaction");
        within!(&mut writer, |db| sqlx::query(sql::RAISE_VERSION).execute(db).await.map(|_| ())).expect("a write");
        let trial = import(&store, Mode::DryRun).await;
        assert_eq!((trial.added, trial.changed, trial.unchanged), (40, 0, 0));
        writer.commit().await.expect("the writer goes on");
        import(&store, Mode::Write).await;
        let trial = import(&store, Mode::DryRun).await;
        assert_eq!((trial.added, trial.changed, trial.unchanged), (0, 0, 40));
    }
}
