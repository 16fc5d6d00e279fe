//! The Landkaart in figures as a table: all of them, or one subject.

use app::initiatives::pages::statistics::TABLE;
use app::initiatives::statistics::Subject;
use app::initiatives::words::shown;
use app::texts::{Value, text_with};
use axum::response::Response;

use super::answer::{Kind, WRITING, whole};
use super::asking::{Asking, file_stem};
use super::files::{BYTE_ORDER_MARK, chosen, separator, write_record};
use super::refusal::Refusal;
use crate::blocking::blocking;

/// The names of the columns.
const COLUMNS: [&str; 6] = ["tabel", "code", "naam", "initiatieven", "gemeenten_op_kaart", "gemeenten"];

/// `GET /landkaart/cijfers.csv?{filter}&tabel=soort&scheidingsteken=puntkomma`
pub(super) async fn table(asking: Asking) -> Result<Response, Refusal> {
    let (selection, (subject, separator)) = chosen(&asking, &[TABLE, "scheidingsteken"], |parameters| {
        let subject = match parameters.one(TABLE) {
            None | Some("") => None,
            Some(code) => Subject::from_code(code).or_else(|| {
                let values = [("value", Value::from(shown(code)))];
                parameters.refuse(TABLE, text_with("export-problem-unknown-value", values));
                None
            }),
        };
        (subject, separator(parameters))
    })
    .await?;
    let stem = subject.map_or_else(|| "cijfers".to_owned(), |subject| format!("cijfers_{}", subject.code()));
    let name = file_stem(&stem, &selection.asked.filter, &selection.snapshot.reference);
    let body = blocking(WRITING, move || {
        let statistics = selection.statistics();
        let mut body = BYTE_ORDER_MARK.as_bytes().to_vec();
        write_record(COLUMNS.map(str::to_owned), separator, &mut body);
        let number = |number: Option<u32>| number.map(|number| number.to_string()).unwrap_or_default();
        let subjects = Subject::ALL.into_iter().filter(|known| subject.is_none_or(|wanted| wanted == *known));
        for figure in subjects.flat_map(|subject| statistics.figures(subject)) {
            let cells = [
                figure.subject.code().to_owned(),
                figure.code,
                figure.name,
                number(figure.initiatives),
                number(figure.municipalities.map(|(with, _)| with)),
                number(figure.municipalities.map(|(_, all)| all)),
            ];
            write_record(cells, separator, &mut body);
        }
        body
    })
    .await?;
    whole(&asking, Kind::new(Kind::CSV).file(&format!("{name}.csv")), body).await
}

#[cfg(test)]
mod tests {
    use axum::http::StatusCode;

    use crate::http::testing::Visitor;
    use crate::store::testing::TestStore;

    #[tokio::test]
    async fn the_figures_are_one_table_or_one_per_subject_under_the_filter() {
        let test = TestStore::sqlite().await;
        let visitor = Visitor::of_forty(test.store.clone()).await;
        let all = visitor.get("/landkaart/cijfers.csv").await;
        assert_eq!(all.header("content-disposition"), "attachment; filename=\"cijfers.csv\"");
        for row in ["gemeenten,eigen,Met een eigen initiatief,,29,342", "provincie,PV26,Utrecht,", "jaar,2014,2014,"] {
            assert!(all.text().contains(row), "{row}: {}", all.text());
        }
        let one = visitor.get("/landkaart/cijfers.csv?provincie=utrecht&tabel=soort&scheidingsteken=puntkomma").await;
        assert!(one.text().contains("soort;burgerberaad;") && !one.text().contains("jaar;"), "{}", one.text());
        assert_eq!(one.header("content-disposition"), "attachment; filename=\"cijfers_soort_provincie-utrecht.csv\"");
        let wrong = visitor.get("/landkaart/cijfers.csv?tabel=onzin").await;
        assert_eq!(wrong.status, StatusCode::BAD_REQUEST);
    }
}
