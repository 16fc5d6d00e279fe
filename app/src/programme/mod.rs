//! The programme itself: what it is, what it promises, and what it publishes.
//!
//! Public addresses: `/`, `/open-data`, `/toegankelijkheid`, `/privacy`.

pub mod pages;
