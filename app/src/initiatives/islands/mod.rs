//! The live map: drag, zoom, keyboard, and list, map and address in step.
//!
//! Without JavaScript the page is complete; here it becomes faster and handier. Nothing in these files carries words for
//! visitors (see [`words`]) or knows the rules of filters: the browser asks the server, and shows.
//!
//! - [`viewer`] is the markup with the island that wakes it, `mark_layer` the marks on it, [`words`] what the server gives;
//! - [`view_state`], `numbers` and [`query`] are pure arithmetic and text, tested natively;
//! - the rest runs in the browser only: `live` holds it together.

mod mark_layer;
mod numbers;
pub mod query;
pub mod view_state;
pub mod viewer;
pub mod words;

#[cfg(feature = "hydrate")]
mod asked_marks;
#[cfg(feature = "hydrate")]
mod browser;
#[cfg(feature = "hydrate")]
mod closer_look;
#[cfg(feature = "hydrate")]
mod fragment;
#[cfg(feature = "hydrate")]
mod gestures;
#[cfg(feature = "hydrate")]
mod highlight;
#[cfg(feature = "hydrate")]
mod keyboard;
#[cfg(feature = "hydrate")]
mod live;
#[cfg(feature = "hydrate")]
mod notices;
#[cfg(feature = "hydrate")]
mod settings;
#[cfg(feature = "hydrate")]
mod stage;
#[cfg(feature = "hydrate")]
mod street_map;
#[cfg(feature = "hydrate")]
mod suggestions;
#[cfg(feature = "hydrate")]
mod sync;
