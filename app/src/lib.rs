//! Everything that is shown: types, rules, pages, islands and texts.
//!
//! The crate is compiled twice. With `ssr` it is part of the server and renders whole pages; with `hydrate` it becomes
//! the wasm that wakes the few islands. What only pages need is behind `ssr`, so that the browser never downloads it.

// The type of a page is the type of everything on it, nested as deep as the markup.
#![recursion_limit = "512"]

#[cfg(feature = "ssr")]
pub mod accounts;
#[cfg(feature = "ssr")]
pub mod charts;
#[cfg(feature = "ssr")]
pub mod day;
#[cfg(feature = "ssr")]
pub mod desk;
pub mod geo;
pub mod initiatives;
#[cfg(feature = "ssr")]
pub mod personal;
#[cfg(feature = "ssr")]
pub mod programme;
#[cfg(feature = "ssr")]
pub mod site;
#[cfg(feature = "ssr")]
pub mod texts;
#[cfg(feature = "ssr")]
pub mod ui;

/// Where the browser starts: registers the islands, which Leptos' own script then wakes one by one.
#[cfg(feature = "hydrate")]
#[wasm_bindgen::prelude::wasm_bindgen]
pub fn hydrate() {
    leptos::mount::hydrate_islands();
}
