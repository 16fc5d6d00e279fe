//! What somebody typed for an initiative that meanwhile left the Landkaart: the form again with all of it. When it is part of another
//! initiative now, the form is for that one, with what they changed.

use std::collections::BTreeSet;

use app::initiatives::contribution::form::Purpose;
use app::texts::{text, text_with};
use app::ui::form::Posted;
use axum::http::StatusCode;
use axum::response::Response;

use super::super::export::{FullRow, cells_of, full_row};
use super::filling_in::{Around, about_all, failed};
use super::form;
use crate::store::{StoreError, Tx};

/// An initiative that was merged is part of one that may have been merged in turn, so many times at most.
const FARTHEST: usize = 20;

/// The form again for whoever sent it to `path`; nothing when the initiative stands on the Landkaart, or never did.
pub(super) async fn form_again(around: &Around, id: i64, path: &str, pairs: Vec<(String, String)>) -> Option<Response> {
    let found = async {
        let mut tx = around.platform.store.begin_to_look().await?;
        Ok::<_, StoreError>(where_it_went(&mut tx, id).await?)
    };
    let (left, row) = match found.await {
        Ok(rows) => rows?,
        Err(error) => return Some(failed(&error)),
    };
    let title = title_of(around, &row);
    if row.withdrawn_at.is_none() {
        let words = text_with("contribute-merged", [("name", title.into())]);
        return Some(change_again(around, &row, for_the_other(around, &left, &row, pairs), words).await);
    }
    let reason = row.withdrawn_reason.map(|reason| text_with("error-gone-reason", [("reason", reason.into())]));
    let words = [Some(text("contribute-withdrawn")), reason].into_iter().flatten().collect::<Vec<_>>().join(" ");
    let purpose = match around.purpose(path, Some(title), true).await {
        Ok(purpose) => Purpose { instead: Some(("/landkaart".to_owned(), text("error-to-landkaart"))), ..purpose },
        Err(response) => return Some(response),
    };
    Some(around.form(path, purpose, Posted { pairs, errors: vec![about_all(words)] }, StatusCode::GONE).await)
}

/// The form again for whoever sent it where it can no longer be sent, while the initiative still stands; with why.
pub(super) async fn form_for_anybody(around: &Around, id: i64, pairs: Vec<(String, String)>, why: String) -> Response {
    let found = async {
        let mut tx = around.platform.store.begin_to_look().await?;
        Ok::<_, StoreError>(full_row(&mut tx, id).await?)
    };
    match found.await {
        Ok(row) => change_again(around, &row, pairs, why).await,
        Err(error) => failed(&error),
    }
}

/// The form for a change that anybody can propose, with a mail address to confirm it, and with what was typed.
async fn change_again(around: &Around, row: &FullRow, pairs: Vec<(String, String)>, words: String) -> Response {
    let path = format!("/landkaart/initiatief/{}/wijzigen", row.id);
    let purpose = match around.purpose(&path, Some(title_of(around, row)), true).await {
        Ok(purpose) => Purpose { version: Some(row.revision), ..purpose },
        Err(response) => return response,
    };
    around.form(&path, purpose, Posted { pairs, errors: vec![about_all(words)] }, StatusCode::CONFLICT).await
}

fn title_of(around: &Around, row: &FullRow) -> String {
    cells_of(row, &around.snapshot.reference).remove("titel").unwrap_or_default()
}

/// What the form of another initiative shows: that one, with what somebody changed of the one that left and what they said of it.
fn for_the_other(
    around: &Around,
    left: &FullRow,
    other: &FullRow,
    pairs: Vec<(String, String)>,
) -> Vec<(String, String)> {
    let reference = &around.snapshot.reference;
    let before = cells_of(left, reference);
    let typed = form::cells_of(&pairs, &before, &reference.taxonomy, &reference.places);
    let mut cells = cells_of(other, reference);
    let names: BTreeSet<&String> = before.keys().chain(typed.keys()).collect();
    for name in names.into_iter().filter(|name| typed.get(*name) != before.get(*name)) {
        match typed.get(name) {
            Some(text) => cells.insert(name.clone(), text.clone()),
            None => cells.remove(name),
        };
    }
    let mut shown = form::pairs_of(&cells, &reference.taxonomy);
    let about_it: BTreeSet<String> =
        form::pairs_of(&typed, &reference.taxonomy).into_iter().chain(shown.clone()).map(|(name, _)| name).collect();
    shown.extend(pairs.into_iter().filter(|(name, _)| !about_it.contains(name)));
    shown
}

/// An initiative that left the Landkaart, with the one that it is part of now or itself; nothing when it did not leave.
async fn where_it_went(tx: &mut Tx, id: i64) -> Result<Option<(FullRow, FullRow)>, sqlx::Error> {
    let left = match full_row(tx, id).await {
        Ok(row) if row.withdrawn_at.is_some() => row,
        Ok(_) | Err(sqlx::Error::RowNotFound) => return Ok(None),
        Err(error) => return Err(error),
    };
    let mut row = left.clone();
    for _ in 0..FARTHEST {
        let Some(other) = row.merged_into.filter(|_| row.withdrawn_at.is_some()) else { break };
        row = full_row(tx, other).await?;
    }
    Ok(Some((left, row)))
}
