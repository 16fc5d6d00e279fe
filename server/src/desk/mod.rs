//! The desk: who comes in, and what waits there.

#[cfg(test)]
mod every_role;
mod routes;
mod staff;
mod waiting;

pub(crate) use routes::routes;
pub(crate) use staff::{Staff, page};
