//! What somebody typed for an initiative that meanwhile left the Landkaart: the form again with all of it. When it is part of another
//! initiative now, the form is for that one.

use app::initiatives::contribution::form::Purpose;
use app::texts::{text, text_with};
use app::ui::fields::FieldError;
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
    let title = cells_of(&row, &around.snapshot.reference).remove("titel").unwrap_or_default();
    let is_part = row.withdrawn_at.is_none();
    let (path, words, status) = if is_part {
        let words = text_with("contribute-merged", [("name", title.clone().into())]);
        (format!("/landkaart/initiatief/{}/wijzigen", row.id), words, StatusCode::CONFLICT)
    } else {
        let reason = row.withdrawn_reason.map(|reason| text_with("error-gone-reason", [("reason", reason.into())]));
        let words = [Some(text("contribute-withdrawn")), reason].into_iter().flatten().collect::<Vec<_>>().join(" ");
        (path.to_owned(), words, StatusCode::GONE)
    };
    let purpose = match around.purpose(&path, Some(title), true).await {
        Ok(purpose) => Purpose { version: is_part.then_some(row.revision), ..purpose },
        Err(response) => return Some(response),
    };
    let error = FieldError { text: words, ..about_all("contribute-changed") };
    Some(around.form(&path, purpose, Posted { pairs, errors: vec![error] }, status).await)
}

/// The form again for whoever sent it where it can no longer be sent, while the initiative still stands: as a change that anybody can
/// propose, with a mail address to confirm it.
pub(super) async fn form_for_anybody(around: &Around, id: i64, pairs: Vec<(String, String)>, key: &str) -> Response {
    let found = async {
        let mut tx = around.platform.store.begin_to_look().await?;
        Ok::<_, StoreError>(full_row(&mut tx, id).await?)
    };
    let row = match found.await {
        Ok(row) => row,
        Err(error) => return failed(&error),
    };
    let title = cells_of(&row, &around.snapshot.reference).remove("titel");
    let path = format!("/landkaart/initiatief/{id}/wijzigen");
    let purpose = match around.purpose(&path, title, true).await {
        Ok(purpose) => Purpose { version: Some(row.revision), ..purpose },
        Err(response) => return response,
    };
    let posted = Posted { pairs, errors: vec![about_all(key)] };
    around.form(&path, purpose, posted, StatusCode::CONFLICT).await
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
