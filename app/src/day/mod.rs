//! The Dag van de Lokale Democratie: its editions, their programme and who speaks.
//!
//! Public addresses: `/dag`, `/dag/programma`, `/dag/programma/{slug}`, `/dag/programma/wijzigingen`, `/dag/sprekers`,
//! `/dag/sprekers/{slug}`, `/dag/edities/{slug}`.

pub mod changes;
pub mod clashes;
pub mod edition;
pub mod faults;
pub mod filter;
pub mod minute;
pub mod needs;
pub mod pages;
pub mod programme;
