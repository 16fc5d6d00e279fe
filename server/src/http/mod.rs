//! How the platform speaks HTTP: the router, what every answer carries, what every request has to keep to.

pub mod assets;
mod client;
mod connections;
pub(crate) mod cookies;
mod errors;
#[cfg(test)]
mod every_address;
#[cfg(test)]
mod every_personal_field;
pub(crate) mod forms;
mod headers;
mod health;
pub(crate) mod kept;
pub(crate) mod limits;
mod logging;
mod metrics;
pub(crate) mod negotiation;
mod onward;
mod pages;
pub(crate) mod problem;
pub(crate) mod query;
mod router;
mod serve;
#[cfg(test)]
pub(crate) mod testing;
mod unreadable;
pub(crate) mod uploads;
#[cfg(test)]
mod whole_site;

pub(crate) use client::limited_by;
pub use errors::ErrorPages;
pub(crate) use errors::sentence;
pub use health::Readiness;
pub use kept::PageCache;
pub use limits::Limits;
pub(crate) use onward::{forbidden, logged_out, long_list, moved, see_other};
pub(crate) use pages::{for_one, fragment, page};
pub use router::router;
pub use serve::{Serving, listen, serve};
