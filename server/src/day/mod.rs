//! The Dag van de Lokale Democratie on the server: its editions and their programmes, in memory and in the database.

mod document;
pub(crate) mod load_example;
mod search;
mod service;
pub(crate) mod sql;
#[cfg(test)]
mod tests;

pub use service::DayService;
