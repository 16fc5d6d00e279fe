//! The Landkaart on the server: what is stored, what is kept in memory, how it comes in and goes out.

pub mod boundaries;
mod boundary_check;
pub mod boundary_set;
mod closer_look;
pub mod content;
pub(crate) mod contribution;
pub(crate) mod custodians;
mod export;
pub(crate) mod follow;
pub(crate) mod freshness;
pub mod import;
pub mod import_boundaries;
pub mod import_initiatives;
pub mod index;
pub(crate) mod keeping;
mod landkaart;
mod load_taxonomy;
mod marks;
mod per_municipality;
pub(crate) mod photos;
#[cfg(test)]
mod real_content;
mod reference;
mod routes;
mod rows;
mod selection;
mod snapshot;
pub(crate) mod sql;
mod statistics;
pub(crate) mod taking_in;
mod views;
mod write_initiative;

use crate::store::{Store, StoreError, read};

pub(crate) use export::dress_for_programs;
pub use landkaart::LandkaartService;
pub use load_taxonomy::load_taxonomy;
pub(crate) use routes::routes;

/// Whether the database has never held an initiative.
pub async fn is_empty(store: &Store) -> Result<bool, StoreError> {
    let count: i64 = read!(store, |db| sqlx::query_scalar(sql::COUNT_INITIATIVES).fetch_one(db).await)?;
    Ok(count == 0)
}
