//! Municipalities that keep their own initiatives: the domains of their mail, who asks to keep one and who decides on that, and the
//! page from which they work. Who may do what is a role of the room of accounts.

mod claim;
mod decide;
mod domain;
mod domains;
mod forget;
mod letters;
mod list;
mod municipality;
mod municipality_routes;
mod own;
pub(crate) mod own_data;
mod own_routes;
mod routes;
pub(crate) mod sql;
mod stored;
#[cfg(test)]
mod tests;

pub(crate) use decide::waiting;
pub(crate) use forget::forget;
pub(super) use own::codes_of;
pub(crate) use routes::routes;
