//! The design system's components that every room uses: the frame of a page, links, notices, errors.

pub mod chips;
pub mod contact;
pub mod data_block;
pub mod errors;
pub mod facts;
pub mod fields;
pub mod form;
pub mod notice;
pub mod page;
pub mod pagination;
pub mod sent;
pub mod table;
pub mod why;
