//! Signing in at the provider of an organisation, by `OpenID` Connect. What the provider says of somebody is one thing: the mail
//! address that it verified. Who has no account with that address stays outside.

mod provider;
mod routes;
mod settings;
#[cfg(test)]
mod tests;

pub use provider::Provider;
pub(super) use routes::routes;
pub use settings::{Incomplete, IssuerAddress, OrganisationSettings, Secret};
