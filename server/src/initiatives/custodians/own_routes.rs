//! The page from which a custodian works.

use std::sync::Arc;

use app::desk::done::{DONE, Done};
use app::desk::parts::Part;
use app::initiatives::custodians::own::MUNICIPALITY;
use app::initiatives::needs::Landkaart as _;
use app::texts::text;
use app::ui::form::value;
use axum::Router;
use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::http::request::Parts;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use leptos::prelude::provide_context;

use super::own::{OwnError, own};
use crate::accounts::custodians::{keeps, leave};
use crate::desk::{self, Staff};
use crate::http::{forbidden, forms, query, see_other};
use crate::platform::Platform;

/// The routes.
pub(super) fn routes() -> Router<Arc<Platform>> {
    Router::new().route("/beheer/mijn-gemeente", get(show).post(take_leave))
}

/// `GET /beheer/mijn-gemeente`
async fn show(State(platform): State<Arc<Platform>>, staff: Staff, request: Parts) -> Response {
    let reference = platform.landkaart.reference();
    let shown = match own(&platform.store, &staff.actor, &reference, platform.clock.now()).await {
        Ok(shown) => shown,
        Err(OwnError::Forbidden(_)) => return forbidden(),
        Err(error) => return failed(&error),
    };
    let pairs = query::pairs(request.uri.query()).unwrap_or_default();
    let left = !value(&pairs, DONE).is_empty();
    desk::page(&platform, &staff, Part::OwnMunicipalities.path(), move || {
        provide_context(shown.clone());
        if left {
            provide_context(Done { words: text("custodian-left"), undo: None });
        }
    })
    .await
}

/// `POST /beheer/mijn-gemeente`: leaves a municipality.
async fn take_leave(State(platform): State<Arc<Platform>>, staff: Staff, request: Request) -> Response {
    let pairs = match forms::pairs(request).await {
        Ok(pairs) => pairs,
        Err(status) => return status.into_response(),
    };
    if staff.actor.need(Part::OwnMunicipalities.needs()).is_err() {
        return forbidden();
    }
    let code = value(&pairs, MUNICIPALITY);
    if !keeps(&staff.actor, code) {
        return StatusCode::BAD_REQUEST.into_response();
    }
    match leave(&platform.store, &staff.actor, code, platform.clock.now()).await {
        Ok(()) => {
            let others = staff.actor.roles.iter().filter(|given| given.municipality() != Some(code));
            let still = others.filter(|given| given.municipality().is_some()).count() > 0;
            // Without any municipality left there is nothing to see there.
            let next = if still { Part::OwnMunicipalities.path() } else { "/landkaart" };
            see_other(&if still { format!("{next}?{DONE}=weg") } else { next.to_owned() })
        }
        Err(error) => failed(&error),
    }
}

fn failed(error: &impl std::error::Error) -> Response {
    tracing::error!(%error, "what somebody keeps cannot be read or changed");
    StatusCode::INTERNAL_SERVER_ERROR.into_response()
}
