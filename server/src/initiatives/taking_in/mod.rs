//! Files of initiatives at the desk: looked at first, then taken in by whoever looked, and kept in a list with what became of them.
//! What the command line takes in stands in the same list.

mod list;
mod log;
mod routes;
pub(crate) mod sql;
#[cfg(test)]
mod tests;
mod waiting;

pub use log::Run;
pub(super) use log::{end_wait, in_hex, record};
pub(crate) use routes::routes;
pub(crate) use waiting::forget;
