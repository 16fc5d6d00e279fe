//! What the pages of the programme ask of the server.

use std::sync::Arc;

use super::piece::Piece;

/// What the programme wrote, as visitors see it.
pub trait Programme: Send + Sync {
    /// The news that is out, the newest first.
    fn news(&self) -> Vec<Arc<Piece>>;

    /// The partners that are shown, in alphabetical order.
    fn partners(&self) -> Vec<Arc<Piece>>;

    /// News by what stands in its address.
    fn item(&self, slug: &str) -> Item;
}

/// What is at the address of news.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Item {
    /// News that is out.
    Here(Arc<Piece>),
    /// It was there, and was withdrawn.
    Gone,
    /// Nothing.
    Nothing,
}
