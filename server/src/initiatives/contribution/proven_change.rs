//! The form for a change behind the link of the yearly question: the link proves the address, so nothing has to be confirmed.

use std::sync::Arc;

use app::initiatives::contribution::form::Purpose;
use app::texts::text;
use app::ui::form::Posted;
use axum::Router;
use axum::extract::{Path, Request};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::routing::get;

use super::super::freshness::{self, AnswerError, Letter, Open, Standing};
use super::filling_in::{Around, Filled, failed};
use super::form::pairs_of;
use super::left_map;
use super::propose::{ProposeError, propose_in};
use crate::http::{forms, limits, see_other};
use crate::platform::Platform;

/// The routes.
pub(super) fn routes() -> Router<Arc<Platform>> {
    Router::new().route("/landkaart/controle/{token}/{id}/wijzigen", get(show).post(take))
}

/// A question that can be answered with a change, or where to go instead.
async fn asked(around: &Around, token: &str, id: i64) -> Result<(Letter, Open), Response> {
    let letter = freshness::letter(&around.platform, token).await?;
    let found = async {
        let mut tx = around.platform.store.begin().await?;
        freshness::open(&mut tx, &letter, id, &around.snapshot.reference).await
    };
    match found.await {
        Ok(Some(open)) => Ok((letter, open)),
        // The page says why.
        Ok(None) | Err(AnswerError::NotYours) => Err(see_other(&format!("/landkaart/controle/{token}"))),
        Err(AnswerError::NotFound) => Err(StatusCode::NOT_FOUND.into_response()),
        Err(error) => Err(failed(&error)),
    }
}

fn path(token: &str, id: i64) -> String {
    format!("/landkaart/controle/{token}/{id}/wijzigen")
}

/// `GET /landkaart/controle/{token}/{id}/wijzigen`
async fn show(around: Around, Path((token, id)): Path<(String, i64)>) -> Response {
    let open = match asked(&around, &token, id).await {
        Ok((_, open)) => open,
        Err(response) => return response,
    };
    let path = path(&token, id);
    let posted = Posted { pairs: pairs_of(&open.cells, &around.snapshot.reference.taxonomy), errors: vec![] };
    let name = open.cells.get("titel").cloned();
    let purpose = match around.purpose(&path, name, false).await {
        Ok(purpose) => Purpose { version: Some(open.revision), can_keep: false, ..purpose },
        Err(response) => return response,
    };
    around.form(&path, purpose, posted, StatusCode::OK).await
}

/// `POST /landkaart/controle/{token}/{id}/wijzigen`
async fn take(around: Around, Path((token, id)): Path<(String, i64)>, request: Request) -> Response {
    let network = limits::visitor(&around.platform, request.extensions(), request.headers());
    let pairs = match forms::long_pairs(request).await {
        Ok(pairs) => pairs,
        Err(status) => return status.into_response(),
    };
    let path = path(&token, id);
    let (letter, open) = match asked(&around, &token, id).await {
        Ok(found) => found,
        Err(response) if response.status() != StatusCode::SEE_OTHER => return response,
        Err(_) => return settled(&around, id, &path, pairs).await,
    };
    let form = Filled {
        path: &path,
        pairs: &pairs,
        name: open.cells.get("titel").cloned(),
        before: open.cells.clone(),
        changes: Some((id, open.cells)),
        asks_email: false,
        network,
        can_keep: false,
        version: Some(open.revision),
    };
    let proposal = match around.filled_in(&form).await {
        Ok((proposal, ..)) => proposal,
        Err(response) => return response,
    };
    let sent = async {
        let mut tx = around.platform.store.begin().await?;
        let Some(open) = freshness::open(&mut tx, &letter, id, &around.snapshot.reference).await? else {
            return Ok(None);
        };
        let Standing::Contact(email) = open.standing else { return Ok(None) };
        let link = propose_in(&mut tx, &proposal, &email, around.now).await?;
        freshness::answered(&mut tx, &letter, id, "changed", around.now).await?;
        tx.commit().await?;
        Ok::<_, AnswerError>(Some(link))
    };
    match sent.await {
        Ok(Some(link)) => see_other(&format!("/landkaart/melding/{}", link.expose())),
        Ok(None) | Err(AnswerError::NotYours | AnswerError::Propose(ProposeError::TooLate)) => {
            settled(&around, id, &path, pairs).await
        }
        Err(error) => failed(&error),
    }
}

/// The form again for whoever typed while somebody else answered, or while the initiative left the Landkaart.
async fn settled(around: &Around, id: i64, path: &str, pairs: Vec<(String, String)>) -> Response {
    match left_map::form_again(around, id, path, pairs.clone()).await {
        Some(response) => response,
        None => left_map::form_for_anybody(around, id, pairs, text("contribute-answered")).await,
    }
}
