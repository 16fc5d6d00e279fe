//! The Landkaart: all known initiatives that strengthen local democracy, on the map of the municipalities.
//!
//! Public addresses: `/landkaart`, `/landkaart/gemeente/{slug}`, `/landkaart/initiatief/{id}-{slug}`,
//! `/landkaart/insluiten`. What pages need of the server stands in [`needs`]; what runs in the browser in [`islands`].

#[cfg(feature = "ssr")]
pub mod codebook;
#[cfg(feature = "ssr")]
pub mod contribution;
#[cfg(feature = "ssr")]
pub mod custodians;
#[cfg(feature = "ssr")]
pub mod filter;
#[cfg(feature = "ssr")]
pub mod follow;
#[cfg(feature = "ssr")]
pub mod freshness;
pub mod islands;
#[cfg(feature = "ssr")]
pub mod keeping;
#[cfg(feature = "ssr")]
pub mod land;
pub mod marks;
#[cfg(feature = "ssr")]
pub mod model;
#[cfg(feature = "ssr")]
pub mod needs;
#[cfg(feature = "ssr")]
pub mod pages;
#[cfg(feature = "ssr")]
pub mod photos;
#[cfg(feature = "ssr")]
pub mod places;
#[cfg(feature = "ssr")]
pub mod shading;
#[cfg(feature = "ssr")]
pub mod statistics;
#[cfg(feature = "ssr")]
pub mod taking_in;
#[cfg(feature = "ssr")]
pub mod words;
