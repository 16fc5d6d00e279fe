//! Following the Landkaart by mail: asking for it, confirming it, changing and ending it, and the digests.
//!
//! What is followed is a query of the Landkaart, read anew by its own filter and index each time. A digest tells what was written
//! between two versions of the data: of which version somebody was told stands with what they follow, and moves on in the
//! transaction that puts the mail in the outbox.

mod changes;
mod digest;
mod forget;
mod letters;
mod own;
pub(crate) mod own_data;
mod routes;
pub(crate) mod sql;
mod subscribe;
#[cfg(test)]
mod tests;

pub(crate) use digest::send_due;
pub(crate) use forget::forget;
pub(crate) use routes::is_one_click;
pub(crate) use routes::routes;
