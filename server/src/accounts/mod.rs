//! Who works with the platform: accounts and roles, signing in by mail link and otherwise, what staff did.

mod account_list;
pub mod add_account;
pub mod ask_link;
pub mod audit;
pub(crate) mod audit_list;
pub mod change_role;
pub mod close_account;
pub(crate) mod custodians;
mod desk_routes;
pub(crate) mod desk_sql;
pub(crate) mod device;
pub mod logins;
pub mod managing;
pub mod organisation;
pub(crate) mod own_data;
pub mod passkeys;
mod routes;
pub mod sign_in;
pub(crate) mod sql;
#[cfg(test)]
pub(crate) mod testing;
mod token;
mod way_in;

pub(crate) use account_list::Accounts;
pub(crate) use audit_list::AuditLog;
pub(crate) use routes::routes;
pub use token::{NoRandomness, NoToken, Token, TokenHash};
