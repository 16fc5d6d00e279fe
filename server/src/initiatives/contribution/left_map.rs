//! What somebody typed for an initiative that meanwhile left the Landkaart: the form again with all of it. When it is part of another
//! initiative now, the form is for that one.

use app::initiatives::contribution::form::Purpose;
use app::texts::{text, text_with};
use app::ui::form::Posted;
use axum::http::StatusCode;
use axum::response::Response;

use super::super::export::{FullRow, cells_of, full_row};
use super::filling_in::{Around, about_all, failed};
use crate::store::{StoreError, Tx};

/// An initiative that was merged is part of one that may have been merged in turn, so many times at most.
const FARTHEST: usize = 20;

/// The form again for whoever sent it to `path`; nothing when the initiative stands on the Landkaart, or never did.
pub(super) async fn form_again(around: &Around, id: i64, path: &str, pairs: Vec<(String, String)>) -> Option<Response> {
    let found = async {
        let mut tx = around.platform.store.begin_to_look().await?;
        Ok::<_, StoreError>(where_it_went(&mut tx, id).await?)
    };
    let row = match found.await {
        Ok(row) => row?,
        Err(error) => return Some(failed(&error)),
    };
    let title = title_of(around, &row);
    if row.withdrawn_at.is_none() {
        let words = text_with("contribute-merged", [("name", title.into())]);
        return Some(change_again(around, &row, pairs, words).await);
    }
    let reason = row.withdrawn_reason.map(|reason| text_with("error-gone-reason", [("reason", reason.into())]));
    let words = [Some(text("contribute-withdrawn")), reason].into_iter().flatten().collect::<Vec<_>>().join(" ");
    let purpose = match around.purpose(path, Some(title), true).await {
        Ok(purpose) => purpose,
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

/// The initiative that one which left the Landkaart is part of now, or that one itself; nothing when it did not leave.
async fn where_it_went(tx: &mut Tx, id: i64) -> Result<Option<FullRow>, sqlx::Error> {
    let mut row = match full_row(tx, id).await {
        Ok(row) if row.withdrawn_at.is_some() => row,
        Ok(_) | Err(sqlx::Error::RowNotFound) => return Ok(None),
        Err(error) => return Err(error),
    };
    for _ in 0..FARTHEST {
        let Some(other) = row.merged_into.filter(|_| row.withdrawn_at.is_some()) else { break };
        row = full_row(tx, other).await?;
    }
    Ok(Some(row))
}
