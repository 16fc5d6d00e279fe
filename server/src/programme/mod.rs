//! The programme itself on the server: what search engines and security researchers look for.

mod sitemap;
mod well_known;

pub(crate) use well_known::routes;
