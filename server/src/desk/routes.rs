//! The addresses of the desk itself.

use std::sync::Arc;

use app::desk::parts::Part;
use axum::Router;
use axum::extract::State;
use axum::response::Response;
use axum::routing::get;

use super::{Staff, page};
use crate::http::forbidden;
use crate::platform::Platform;

/// The routes of the room.
pub(crate) fn routes() -> Router<Arc<Platform>> {
    Router::new().route(Part::Home.path(), get(home))
}

/// `GET /beheer`
async fn home(State(platform): State<Arc<Platform>>, staff: Staff) -> Response {
    if staff.actor.need(Part::Home.needs()).is_err() {
        return forbidden();
    }
    page(&platform, &staff, Part::Home.path(), || {}).await
}
