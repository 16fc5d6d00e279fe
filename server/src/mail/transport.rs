//! The way mail leaves: a server that takes it, or files when there is none.

use std::path::{Path, PathBuf};
use std::time::Duration;

use lettre::address::Envelope;
use lettre::transport::smtp::PoolConfig;
use lettre::{AsyncSmtpTransport, AsyncTransport as _, Tokio1Executor};

/// How long a server may take for one step of taking a mail.
const PATIENCE: Duration = Duration::from_secs(20);

/// Connections to the server at a time.
pub(super) const AT_ONCE: u8 = 4;

/// Replies that say that this mail will never be taken, whoever asks again: the mailbox is not there, has moved, or does not
/// take what is sent (RFC 5321, 4.2.3). Other refusals may be about us, and pass.
const NEVER: [u16; 5] = [550, 551, 553, 555, 556];

/// What is said of an address that the server cannot take, for whoever looks at the outbox.
const NOT_IN_ASCII: &str = "the mail server takes addresses in ASCII only (it does not offer SMTPUTF8), and this one has other letters before the @";

/// Where mail goes.
#[derive(Clone)]
pub enum Transport {
    /// A server.
    Smtp(Box<AsyncSmtpTransport<Tokio1Executor>>),
    /// A folder: one `.eml` file per mail.
    Folder(PathBuf),
}

/// The address of a server that cannot be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "it should be smtps://USER:PASSWORD@HOST or smtp://HOST:PORT?tls=required; tls=opportunistic or no tls at all where that is meant"
)]
pub struct TransportError;

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
        AsyncSmtpTransport::<Tokio1Executor>::from_url(address).map(|_| ()).map_err(|_| TransportError)
    }

    /// A server by its address: `smtps://USER:PASSWORD@HOST` (TLS from the start), `smtp://HOST:PORT?tls=required` (STARTTLS), or
    /// `smtp://HOST:PORT` in the clear, for a server on the same machine.
    pub fn to_server(address: &str) -> Result<Self, TransportError> {
        let transport = AsyncSmtpTransport::<Tokio1Executor>::from_url(address)
            .map_err(|_| TransportError)?
            .timeout(Some(PATIENCE))
            .pool_config(PoolConfig::new().max_size(AT_ONCE.into()).idle_timeout(Duration::from_secs(30)))
            .build();
        Ok(Self::Smtp(Box::new(transport)))
    }

    /// Whether the server answers and lets us in, or why not; nothing when there is no server.
    pub async fn reachable(&self) -> Option<Result<(), String>> {
        let Self::Smtp(server) = self else { return None };
        Some(match server.test_connection().await {
            Ok(true) => Ok(()),
            Ok(false) => Err("it does not answer".to_owned()),
            Err(error) => Err(with_reasons(&error)),
        })
    }

    /// Hands a mail over.
    pub(super) async fn deliver(&self, id: &str, envelope: &Envelope, mail: &[u8]) -> Delivery {
        match self {
            Self::Smtp(server) => match server.send_raw(envelope, mail).await {
                Ok(_) => Delivery::Sent,
                // Known before anything was sent, and the same at the next try.
                Err(error) if error.is_client() && !in_ascii(envelope) => Delivery::Never(NOT_IN_ASCII.into()),
                Err(error) => {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn an_address_says_which_server_and_how_safely() {
        for address in
            ["smtp://127.0.0.1:2525", "smtps://dia:geheim@mail.example.org", "smtp://mail.example.org:587?tls=required"]
        {
            assert!(Transport::to_server(address).is_ok(), "{address}");
            assert_eq!(Transport::names_a_server(address), Ok(()), "{address}");
        }
        for address in ["", "mail.example.org", "http://mail.example.org", "smtp://"] {
            assert_eq!(Transport::to_server(address).err(), Some(TransportError), "{address}");
            assert_eq!(Transport::names_a_server(address), Err(TransportError), "{address}");
        }
    }
}
