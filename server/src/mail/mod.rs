//! Mail: written in the transaction of what it tells, delivered afterwards, as often as it takes.
//!
//! A use case writes a [`Letter`] into the outbox with [`put`]; the [`Postman`] of every instance takes what is due, hands it to
//! the transport, and notes how it went. A crash between the two sends a mail again: at least once, with the same Message-ID.

mod address;
pub(crate) mod by_hand;
pub(crate) mod desk_sql;
mod dkim;
mod letter;
mod message;
mod outbox;
pub(crate) mod own_data;
mod postman;
#[cfg(test)]
mod postman_tests;
mod server;
pub(crate) mod sql;
#[cfg(test)]
mod testing;
mod transport;

pub use address::{EmailAddress, NoAddress};
pub use dkim::{DkimSettings, NoSigner, Signer};
pub use letter::{Letter, Part};
pub use message::Sender;
pub(crate) use outbox::mails;
pub use outbox::{forget, put};
pub use postman::Postman;
pub(crate) use postman::TOO_LATE;
pub use server::TransportError;
pub use transport::Transport;
pub(crate) use transport::{NOT_IN_ASCII, TOO_SLOW, with_reasons};
