//! The way mail leaves: a server that takes it, or files when there is none.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use lettre::address::Envelope;

use super::server::{Address, NotTaken, PATIENCE, Server, TransportError};

/// Connections to the server at a time.
pub(super) const AT_ONCE: u8 = 4;

/// Replies that say that this mail will never be taken, whoever asks again: the mailbox is not there, has moved, or does not
/// take what is sent (RFC 5321, 4.2.3). Other refusals may be about us, and pass.
const NEVER: [u16; 5] = [550, 551, 553, 555, 556];

/// What is said of an address that the server cannot take.
pub(crate) const NOT_IN_ASCII: &str = "the server takes addresses in ASCII only";

/// What is said of a server that took too long.
pub(crate) const TOO_SLOW: &str = "the server took too long";

/// Where mail goes.
#[derive(Clone)]
pub enum Transport {
    /// A server.
    Smtp(Arc<Server>),
    /// A folder: one `.eml` file per mail.
    Folder(PathBuf),
}

/// What became of a mail.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Delivery {
    /// A server took it.
    Sent,
    /// It is in a file.
    Filed,
    /// Not now; with what was said about it.
    Later(String),
    /// Not this one; with what was said about it.
    Never(String),
}

impl Transport {
    /// Whether an address names a server. Nothing is set up yet, so that settings can be read before anything runs.
    pub fn names_a_server(address: &str) -> Result<(), TransportError> {
        Address::parse(address).map(|_| ())
    }

    /// A server by its address: `smtps://USER:PASSWORD@HOST` (TLS from the start), `smtp://HOST:PORT?tls=required` (STARTTLS), or
    /// `smtp://HOST:PORT` in the clear, for a server on the same machine. Its certificate has to be one that browsers believe, or one
    /// that an authority in the given file vouches for.
    pub fn to_server(address: &str, authorities: Option<&Path>) -> Result<Self, TransportError> {
        Self::with_patience(address, authorities, PATIENCE)
    }

    /// The same, for whoever waits shorter or longer for a mail to be taken.
    pub(super) fn with_patience(
        address: &str,
        authorities: Option<&Path>,
        patience: Duration,
    ) -> Result<Self, TransportError> {
        Ok(Self::Smtp(Arc::new(Server::new(address, authorities, patience)?)))
    }

    /// Whether the server answers and lets us in, or why not; nothing when there is no server.
    pub async fn reachable(&self) -> Option<Result<(), String>> {
        let Self::Smtp(server) = self else { return None };
        let reached = server.reachable().await;
        Some(
            reached
                .map_err(|error| error.map_or_else(|| "it does not answer".to_owned(), |error| with_reasons(&error))),
        )
    }

    /// Hands a mail over.
    pub(super) async fn deliver(&self, id: &str, envelope: &Envelope, mail: &[u8]) -> Delivery {
        match self {
            Self::Smtp(server) => match server.send(envelope, mail).await {
                Ok(()) => Delivery::Sent,
                Err(NotTaken::TooSlow) => Delivery::Later(TOO_SLOW.into()),
                // Known before anything was sent, and the same at the next try.
                Err(NotTaken::Failed(error)) if error.is_client() && !in_ascii(envelope) => {
                    Delivery::Never(NOT_IN_ASCII.into())
                }
                Err(NotTaken::Failed(error)) => {
                    let never = error.status().is_some_and(|code| NEVER.contains(&u16::from(code)));
                    let said = with_reasons(&error);
                    if never { Delivery::Never(said) } else { Delivery::Later(said) }
                }
            },
            Self::Folder(folder) => match file(folder, id, mail).await {
                Ok(()) => Delivery::Filed,
                Err(error) => Delivery::Later(error.to_string()),
            },
        }
    }
}

/// Whether every server can take the addresses.
fn in_ascii(envelope: &Envelope) -> bool {
    envelope.to().iter().chain(envelope.from()).all(|address| AsRef::<str>::as_ref(address).is_ascii())
}

/// A file appears whole or not at all, and once: its name is the mail's.
async fn file(folder: &Path, id: &str, bytes: &[u8]) -> std::io::Result<()> {
    tokio::fs::create_dir_all(folder).await?;
    let begun = folder.join(format!(".{id}.part"));
    tokio::fs::write(&begun, bytes).await?;
    tokio::fs::rename(&begun, folder.join(format!("{id}.eml"))).await
}

/// An error with the ones that caused it.
pub(crate) fn with_reasons(error: &dyn std::error::Error) -> String {
    let mut said = error.to_string();
    let mut next = error.source();
    while let Some(cause) = next {
        let cause_said = cause.to_string();
        // Some errors say already what is behind them.
        if !said.ends_with(&cause_said) {
            said = format!("{said}: {cause_said}");
        }
        next = cause.source();
    }
    said
}
