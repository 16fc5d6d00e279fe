//! The programme itself on the server: news and partners, and what search engines and security
//! researchers look for.

pub(crate) mod pieces;
mod service;
mod sitemap;
#[cfg(test)]
mod tests;
mod well_known;

use std::sync::Arc;

use axum::Router;

pub use service::ProgrammeService;

use crate::platform::Platform;

/// The routes of the room.
pub(crate) fn routes() -> Router<Arc<Platform>> {
    well_known::routes().merge(pieces::routes())
}
