//! Writing news and partners at the desk, and the feed of the news.

mod feed;
mod list;
mod routes;
pub(crate) mod sql;
mod write;

pub(super) use routes::routes;
