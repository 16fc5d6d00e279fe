//! The programme itself: what it is, what it promises, and what it publishes.
//!
//! Public addresses: `/`, `/nieuws`, `/nieuws/{slug}`, `/partners`, `/open-data`, `/toegankelijkheid`, `/privacy`. Staff write at
//! `/beheer/nieuws` and `/beheer/partners`.

#[cfg(feature = "ssr")]
pub mod dataset;
pub mod desk;
pub mod markdown;
pub mod needs;
pub mod pages;
pub mod piece;
