//! The pages of the desk itself.

pub mod home;
