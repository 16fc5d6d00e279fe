//! The programme itself: what it is, what it promises, and what it publishes.
//!
//! Public addresses: `/`, `/open-data`, `/toegankelijkheid`, `/privacy`.

#[cfg(feature = "ssr")]
pub mod dataset;
pub mod pages;
