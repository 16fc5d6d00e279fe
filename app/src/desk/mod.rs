//! The desk: the staff's shell around the staff pages of the other rooms.

pub mod audit_words;
pub mod done;
pub mod frame;
pub mod list;
pub mod pages;
pub mod parts;
pub mod role_names;
