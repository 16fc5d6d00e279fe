//! Who works with the platform: roles, what they may do, and the pages to get in.

pub mod actor;
pub mod onward;
pub mod pages;
pub mod roles;
