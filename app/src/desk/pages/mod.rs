//! The pages of the desk itself.

pub mod account;
pub mod account_new;
pub mod accounts;
pub mod audit;
pub mod audit_chain;
pub mod home;
pub mod mail;
pub mod outbox;
pub mod search;
pub mod settings;
