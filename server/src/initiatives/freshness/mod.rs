//! Whether what stands on the map is still so: the yearly question to whoever answers for it, and the state of what nobody confirmed
//! for too long.

mod answer;
mod ask;
mod contact;
mod mark;
pub(crate) mod own_data;
mod periods;
mod routes;
pub(crate) mod sql;
#[cfg(test)]
mod tests;

pub(super) use answer::{AnswerError, Letter, Open, Standing, answered, open};
pub(crate) use ask::ask;
pub(crate) use contact::forget;
pub(super) use contact::{add_contact, copy_contacts};
pub(crate) use mark::mark;
pub(super) use routes::letter;
pub(crate) use routes::routes;
