//! What is kept about whoever proposed something, for themselves.

use app::initiatives::contribution::state::State;
use app::personal::Personal;
use app::programme::pages::own_data::Held;
use app::texts::moments;

use super::super::import::PHOTO_TEXT_CELL;
use super::super::photos::UNUSED_OF_ADDRESS;
use super::form::Cells;
use super::sql;
use crate::mail::EmailAddress;
use crate::own_data::{Entry, part};
use crate::store::{StoreError, Tx, within};

#[derive(sqlx::FromRow)]
struct Row {
    id: String,
    title: String,
    state: String,
    reason: Option<String>,
    email: Option<String>,
    created_at: i64,
    cells: String,
    photo_id: Option<String>,
}

/// Everything of an address.
pub(crate) async fn held(tx: &mut Tx, email: &EmailAddress) -> Result<Vec<Held>, StoreError> {
    let rows: Vec<Row> = within!(&mut *tx, |db| sqlx::query_as(sql::OF_ADDRESS).bind(email.key()).fetch_all(db).await)?;
    let (mut sent, mut unfinished, mut photos): (Vec<Entry>, Vec<Entry>, Vec<Entry>) = (vec![], vec![], vec![]);
    for row in rows {
        let cells: Cells = serde_json::from_str(&row.cells).map_err(|error| sqlx::Error::Decode(error.into()))?;
        if row.photo_id.is_some() {
            let words = cells.get(PHOTO_TEXT_CELL).cloned().unwrap_or_default();
            photos.push(vec![part("own-data-title-of", &row.title), part("photo-column", words)]);
        }
        let state = State::from_code(&row.state);
        let mut entry = vec![
            part("own-data-title-of", &row.title),
            part("own-data-email", row.email.unwrap_or_default()),
            part("own-data-state", state.map(State::name).unwrap_or_default()),
            part("own-data-since", moments::day(row.created_at)),
        ];
        for (column, label) in [("samenvatting", "contribute-summary"), ("beschrijving", "contribute-story")] {
            entry.extend(cells.get(column).map(|words| part(label, words)));
        }
        entry.extend(row.reason.map(|reason| part("own-data-reason", reason)));
        let said: Vec<(i64, String, String)> =
            within!(&mut *tx, |db| sqlx::query_as(sql::OWN_WORDS).bind(&row.id).fetch_all(db).await)?;
        entry.extend(said.into_iter().map(|(at, words, side)| {
            let label = if side == "own" { "own-data-wrote" } else { "own-data-was-written" };
            (app::texts::text_with(label, [("day", moments::day(at).into())]), words)
        }));
        let kind = if state.is_some_and(State::is_seen) { &mut sent } else { &mut unfinished };
        kind.push(entry);
    }
    Ok(vec![
        Held { what: Personal::Submitter, entries: sent },
        Held { what: Personal::UnfinishedSubmission, entries: unfinished },
        Held { what: Personal::Photo, entries: photos },
    ])
}

/// Erases it: what nobody decided on goes altogether, of the rest who proposed it and what was said about it. What is on the Landkaart
/// stays: it says nothing about a person.
pub(crate) async fn erase(tx: &mut Tx, email: &EmailAddress) -> Result<u64, StoreError> {
    let mut erased = 0;
    within!(&mut *tx, |db| sqlx::query(UNUSED_OF_ADDRESS).bind(email.key()).execute(db).await.map(|_| ()))?;
    for statement in [sql::DROP_OF_ADDRESS, sql::CUT_WORDS, sql::CUT_LINKS, sql::CUT_SUBMITTER] {
        let rows = within!(&mut *tx, |db| {
            sqlx::query(statement).bind(email.key()).execute(db).await.map(|done| done.rows_affected())
        })?;
        if [sql::DROP_OF_ADDRESS, sql::CUT_SUBMITTER].contains(&statement) {
            erased += rows;
        }
    }
    Ok(erased)
}
