//! The way mail leaves: a server that takes it, or files when there is none.

use std::path::{Path, PathBuf};
use std::time::Duration;

use lettre::address::Envelope;
use lettre::transport::smtp::PoolConfig;
use lettre::transport::smtp::client::{Certificate, Tls, TlsParameters};
use lettre::{AsyncSmtpTransport, AsyncTransport as _, Tokio1Executor};
use tokio::time::timeout;
use url::Url;

/// How long a server may take to be reached.
const TO_REACH: Duration = Duration::from_secs(20);

/// How long a server may take for a whole mail. Many look for viruses before they say that they took it, and who gives up too soon
/// sends it twice; who never gives up sends nothing any more. What lettre calls a timeout ends with the connection, so this is ours.
const PATIENCE: Duration = Duration::from_secs(4 * 60);

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
    /// A server, and how long a whole mail may take.
    Smtp(Box<AsyncSmtpTransport<Tokio1Executor>>, Duration),
    /// A folder: one `.eml` file per mail.
    Folder(PathBuf),
}

/// Why no server can be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TransportError {
    /// Its address.
    #[error(
        "it should be smtps://USER:PASSWORD@HOST or smtp://HOST:PORT?tls=required; tls=opportunistic or no tls at all where that is meant"
    )]
    Address,
    /// The file with who vouches for it cannot be read.
    #[error("DIA_SMTP_CA_FILE: {0} cannot be read ({1})")]
    Unreadable(PathBuf, String),
    /// It holds no certificate.
    #[error("DIA_SMTP_CA_FILE: {0} holds no certificate in PEM")]
    NoCertificate(PathBuf),
    /// Nothing is checked on a connection in the clear.
    #[error(
        "DIA_SMTP_CA_FILE is of no use without TLS: DIA_SMTP_URL should be smtps://HOST or smtp://HOST:PORT?tls=required"
    )]
    InTheClear,
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
        AsyncSmtpTransport::<Tokio1Executor>::from_url(address).map(|_| ()).map_err(|_| TransportError::Address)
    }

    /// A server by its address: `smtps://USER:PASSWORD@HOST` (TLS from the start), `smtp://HOST:PORT?tls=required` (STARTTLS), or
    /// `smtp://HOST:PORT` in the clear, for a server on the same machine. Its certificate has to be one that browsers believe, or one
    /// that an authority in the given file vouches for.
    pub fn to_server(address: &str, authorities: Option<&Path>) -> Result<Self, TransportError> {
        Self::with_patience(address, authorities, PATIENCE)
    }

    pub(super) fn with_patience(
        address: &str,
        authorities: Option<&Path>,
        patience: Duration,
    ) -> Result<Self, TransportError> {
        let mut server =
            AsyncSmtpTransport::<Tokio1Executor>::from_url(address).map_err(|_| TransportError::Address)?;
        if let Some(file) = authorities {
            server = server.tls(safely(address, file)?);
        }
        let transport = server
            .timeout(Some(TO_REACH))
            .pool_config(PoolConfig::new().max_size(AT_ONCE.into()).idle_timeout(Duration::from_secs(30)))
            .build();
        Ok(Self::Smtp(Box::new(transport), patience))
    }

    /// Whether the server answers and lets us in, or why not; nothing when there is no server.
    pub async fn reachable(&self) -> Option<Result<(), String>> {
        let Self::Smtp(server, _) = self else { return None };
        Some(match timeout(TO_REACH, server.test_connection()).await {
            Ok(Ok(true)) => Ok(()),
            Ok(Ok(false)) | Err(_) => Err("it does not answer".to_owned()),
            Ok(Err(error)) => Err(with_reasons(&error)),
        })
    }

    /// Hands a mail over.
    pub(super) async fn deliver(&self, id: &str, envelope: &Envelope, mail: &[u8]) -> Delivery {
        match self {
            Self::Smtp(server, whole) => match timeout(*whole, server.send_raw(envelope, mail)).await {
                Err(_) => {
                    Delivery::Later(format!("the mail server did not take it within {} seconds", whole.as_secs()))
                }
                Ok(Ok(_)) => Delivery::Sent,
                // Known before anything was sent, and the same at the next try.
                Ok(Err(error)) if error.is_client() && !in_ascii(envelope) => Delivery::Never(NOT_IN_ASCII.into()),
                Ok(Err(error)) => {
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

/// How a connection to a server is made safe when an authority of one's own vouches for it.
fn safely(address: &str, file: &Path) -> Result<Tls, TransportError> {
    let url = Url::parse(address).map_err(|_| TransportError::Address)?;
    let pem = std::fs::read(file).map_err(|error| TransportError::Unreadable(file.to_owned(), error.to_string()))?;
    let unfit = || TransportError::NoCertificate(file.to_owned());
    if !String::from_utf8_lossy(&pem).contains("-----BEGIN CERTIFICATE-----") {
        return Err(unfit());
    }
    let authorities = Certificate::from_pem(&pem).map_err(|_| unfit())?;
    let host = url.host_str().ok_or(TransportError::Address)?;
    let parameters = TlsParameters::builder(host.to_owned()).add_root_certificate(authorities).build();
    let parameters = parameters.map_err(|_| unfit())?;
    let tls = url.query_pairs().find(|(name, _)| name == "tls").map(|(_, value)| value.into_owned());
    match (url.scheme(), tls.as_deref()) {
        ("smtps", _) => Ok(Tls::Wrapper(parameters)),
        (_, Some("required")) => Ok(Tls::Required(parameters)),
        (_, Some("opportunistic")) => Ok(Tls::Opportunistic(parameters)),
        _ => Err(TransportError::InTheClear),
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
            assert!(Transport::to_server(address, None).is_ok(), "{address}");
            assert_eq!(Transport::names_a_server(address), Ok(()), "{address}");
        }
        for address in ["", "mail.example.org", "http://mail.example.org", "smtp://"] {
            assert_eq!(Transport::to_server(address, None).err(), Some(TransportError::Address), "{address}");
            assert_eq!(Transport::names_a_server(address), Err(TransportError::Address), "{address}");
        }
    }

    #[test]
    fn a_file_with_authorities_holds_some_and_is_used() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("ca.pem");
        let refused = |address: &str| Transport::to_server(address, Some(&file)).err();
        let safe = "smtps://mail.example.org";
        assert!(matches!(refused(safe), Some(TransportError::Unreadable(..))));
        for text in ["", "geen certificaat", "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"] {
            std::fs::write(&file, text).expect("writable");
            assert_eq!(refused(safe), Some(TransportError::NoCertificate(file.clone())), "{text}");
        }
    }
}
