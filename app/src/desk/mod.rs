//! The desk: the staff's shell around the staff pages of the other rooms.

pub mod frame;
pub mod pages;
pub mod parts;
