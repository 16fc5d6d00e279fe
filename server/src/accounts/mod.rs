//! Who works with the platform: accounts and roles, signing in by mail link, what staff did.

pub mod add_account;
pub mod ask_link;
pub mod audit;
pub mod logins;
pub mod sign_in;
pub(crate) mod sql;
mod token;

pub use token::{NoRandomness, NoToken, Token, TokenHash};
