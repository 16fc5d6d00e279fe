//! The pages of the desk on which staff keep initiatives: the list, a new one, one with its versions, and merging two.

pub mod entry;
pub mod list;
pub mod merge;
pub mod new;
