//! Who works with the platform: accounts and roles, signing in by mail link and otherwise, what staff did.

pub mod add_account;
pub mod ask_link;
pub mod audit;
mod device;
pub mod logins;
pub mod organisation;
pub mod passkeys;
mod routes;
pub mod sign_in;
pub(crate) mod sql;
#[cfg(test)]
pub(crate) mod testing;
mod token;
mod way_in;

pub(crate) use routes::routes;
pub use token::{NoRandomness, NoToken, Token, TokenHash};
