//! The street map under the Landkaart: tiles of a provider, fetched by this server and kept on disk.
//!
//! Visitors ask this server only, so that nobody else learns who looks where, the content security policy stays closed, and
//! a place that was shown once can be shown again when the provider is away.

mod cache;
mod fetch;
mod provider;
mod routes;
mod shelf;
#[cfg(test)]
mod tile_server;

pub use cache::Tiles;
pub(crate) use provider::TileSource;
pub use provider::{NoAttribution, TileProvider};
pub(crate) use routes::routes;
