//! The desk: who comes in, and what waits there.

#[cfg(test)]
mod every_role;
pub(crate) mod list;
mod outbox;
mod routes;
mod search;
mod staff;
pub(crate) mod undo;
mod waiting;

pub(crate) use routes::routes;
pub(crate) use staff::{Staff, page};
