//! Municipalities that keep their own initiatives: how a civil servant asks for it, what the desk knows of it, and the page from
//! which they work.

pub mod claim;
pub mod municipality;
pub mod own;
