//! The addresses of the desk itself.

use std::sync::Arc;

use app::desk::pages::audit_chain::{PATH as CHAIN, ShownChain};
use app::desk::pages::settings::AllSettings;
use app::desk::parts::Part;
use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use leptos::prelude::provide_context;

use super::{Staff, list, outbox, page, search};
use crate::accounts::AuditLog;
use crate::accounts::audit::{self, Chain};
use crate::http::forbidden;
use crate::platform::Platform;

/// The routes of the room.
pub(crate) fn routes() -> Router<Arc<Platform>> {
    Router::new()
        .route("/beheer", get(home))
        .route("/beheer/zoeken", get(search::search))
        .route("/beheer/logboek", get(list::show::<AuditLog>))
        .route("/beheer/logboek.csv", get(list::as_csv::<AuditLog>))
        .route("/beheer/logboek.xlsx", get(list::as_xlsx::<AuditLog>))
        .route("/beheer/logboek/keten", get(chain))
        .route("/beheer/instellingen", get(settings))
        .merge(outbox::routes())
}

/// `GET /beheer`
async fn home(State(platform): State<Arc<Platform>>, staff: Staff) -> Response {
    if staff.actor.need(Part::Home.needs()).is_err() {
        return forbidden();
    }
    page(&platform, &staff, Part::Home.path(), || {}).await
}

/// `GET /beheer/logboek/keten`: follows the chain now.
async fn chain(State(platform): State<Arc<Platform>>, staff: Staff) -> Response {
    if staff.actor.need(Part::Audit.needs()).is_err() {
        return forbidden();
    }
    let found = match audit::verify(&platform.store).await {
        Ok(Chain::Whole(entries)) => ShownChain::Whole(u32::try_from(entries).unwrap_or(u32::MAX)),
        Ok(Chain::Broken(number)) => ShownChain::Broken(number),
        Err(error) => {
            tracing::error!(%error, "the audit log cannot be followed");
            return StatusCode::INTERNAL_SERVER_ERROR.into_response();
        }
    };
    page(&platform, &staff, CHAIN, move || provide_context(found)).await
}

/// `GET /beheer/instellingen`
async fn settings(State(platform): State<Arc<Platform>>, staff: Staff) -> Response {
    if staff.actor.need(Part::Settings.needs()).is_err() {
        return forbidden();
    }
    let all = AllSettings(platform.settings.clone());
    page(&platform, &staff, Part::Settings.path(), move || provide_context(all.clone())).await
}
