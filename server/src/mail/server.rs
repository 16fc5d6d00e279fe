//! A server that takes mail: what its address says, and connections that are used again.
//!
//! lettre speaks with it, but does not hold the connections: its timeout ends once one is made, and a connection on which nobody waits any
//! more for an answer would go back among those for the next mail, which then takes that answer for its own.

use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use lettre::address::Envelope;
use lettre::transport::smtp::authentication::{Credentials, DEFAULT_MECHANISMS};
use lettre::transport::smtp::client::{AsyncSmtpConnection, Certificate, Tls, TlsParameters, TlsParametersBuilder};
use lettre::transport::smtp::extension::ClientId;
use lettre::transport::smtp::{Error, SMTP_PORT, SUBMISSION_PORT, SUBMISSIONS_PORT};
use percent_encoding::percent_decode_str;
use tokio::time::{Instant, timeout};
use url::Url;

/// How long a server may take to be reached.
const TO_REACH: Duration = Duration::from_secs(20);

/// How long a server may take for a whole mail. To say that it took one it may have ten minutes (RFC 5321, 4.5.3.2.6): many look for
/// viruses first, and who gives up sooner sends it twice. Who never gives up sends nothing any more.
pub(super) const PATIENCE: Duration = Duration::from_secs(11 * 60);

/// How long a connection is kept for the next mail.
const KEPT: Duration = Duration::from_secs(30);

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

/// How a connection is made safe.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Safety {
    /// From the start.
    Wrapped,
    /// By STARTTLS, or not at all.
    Required,
    /// By STARTTLS where the server has it.
    Opportunistic,
    /// Not: for a server on the same machine.
    None,
}

/// What the address of a server says.
#[derive(Debug)]
pub(super) struct Address {
    host: String,
    port: u16,
    safety: Safety,
    credentials: Option<Credentials>,
    /// What we say we are called.
    hello: ClientId,
}

impl Address {
    /// Reads `smtps://USER:PASSWORD@HOST` or `smtp://HOST:PORT?tls=required`. A path is the name to say hello with.
    pub(super) fn parse(text: &str) -> Result<Self, TransportError> {
        let url = Url::parse(text).map_err(|_| TransportError::Address)?;
        let tls = url.query_pairs().find(|(name, _)| name == "tls").map(|(_, value)| value.into_owned());
        let (safety, port) = match (url.scheme(), tls.as_deref()) {
            ("smtps", None | Some("required")) => (Safety::Wrapped, SUBMISSIONS_PORT),
            ("smtp", Some("required")) => (Safety::Required, SUBMISSION_PORT),
            ("smtp", Some("opportunistic")) => (Safety::Opportunistic, SUBMISSION_PORT),
            ("smtp", None) => (Safety::None, SMTP_PORT),
            _ => return Err(TransportError::Address),
        };
        let host = url.host_str().filter(|host| !host.is_empty()).ok_or(TransportError::Address)?;
        let decoded = |text: &str| {
            percent_decode_str(text)
                .decode_utf8()
                .map(std::borrow::Cow::into_owned)
                .map_err(|_| TransportError::Address)
        };
        let credentials = match url.password() {
            Some(password) => Some(Credentials::new(decoded(url.username())?, decoded(password)?)),
            None => None,
        };
        let name = url.path().trim_matches('/');
        let hello = if name.is_empty() { ClientId::default() } else { ClientId::Domain(name.to_owned()) };
        // Literal addresses of IPv6 stand in brackets, which are not part of them.
        let host = host.trim_start_matches('[').trim_end_matches(']').to_owned();
        Ok(Self { host, port: url.port().unwrap_or(port), safety, credentials, hello })
    }
}

/// A server that takes mail.
pub struct Server {
    address: Address,
    tls: Tls,
    patience: Duration,
    /// Connections on which nothing is under way, the last used one on top.
    idle: Mutex<Vec<(Instant, AsyncSmtpConnection)>>,
}

/// Why a mail was not taken.
pub(super) enum NotTaken {
    /// Nobody waits for it any more.
    TooSlow,
    /// The server or the way to it.
    Failed(Error),
}

impl Server {
    /// A server by its address, for which the authorities in a file may vouch.
    pub(super) fn new(address: &str, authorities: Option<&Path>, patience: Duration) -> Result<Self, TransportError> {
        let address = Address::parse(address)?;
        let parameters = |authority: Option<Certificate>| {
            let builder = TlsParameters::builder(address.host.clone());
            authority.into_iter().fold(builder, TlsParametersBuilder::add_root_certificate).build()
        };
        if authorities.is_some() && address.safety == Safety::None {
            return Err(TransportError::InTheClear);
        }
        let parameters = match authorities {
            None => parameters(None).map_err(|_| TransportError::Address)?,
            Some(file) => {
                let authority = certificates(file)?;
                parameters(Some(authority)).map_err(|_| TransportError::NoCertificate(file.to_owned()))?
            }
        };
        let tls = match address.safety {
            Safety::Wrapped => Tls::Wrapper(parameters),
            Safety::Required => Tls::Required(parameters),
            Safety::Opportunistic => Tls::Opportunistic(parameters),
            Safety::None => Tls::None,
        };
        Ok(Self { address, tls, patience, idle: Mutex::default() })
    }

    /// Whether it answers and lets us in, or why not; it has a moment for that.
    pub(super) async fn reachable(&self) -> Result<(), Option<Error>> {
        let asked = timeout(TO_REACH, async {
            let mut connection = self.connect().await?;
            Ok(connection.test_connected().await)
        });
        match asked.await {
            Ok(Ok(true)) => Ok(()),
            Ok(Ok(false)) | Err(_) => Err(None),
            Ok(Err(error)) => Err(Some(error)),
        }
    }

    /// Hands a mail over.
    pub(super) async fn send(&self, envelope: &Envelope, mail: &[u8]) -> Result<(), NotTaken> {
        let sending = async {
            let mut connection = match self.kept().await {
                Some(connection) => connection,
                None => self.connect().await?,
            };
            connection.send(envelope, mail).await?;
            Ok::<_, Error>(connection)
        };
        // Whatever goes wrong or takes too long takes its connection with it.
        let connection = timeout(self.patience, sending).await.map_err(|_| NotTaken::TooSlow)?;
        let connection = connection.map_err(NotTaken::Failed)?;
        if !connection.has_broken() {
            self.lock().push((Instant::now(), connection));
        }
        Ok(())
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Vec<(Instant, AsyncSmtpConnection)>> {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A connection that is still there.
    async fn kept(&self) -> Option<AsyncSmtpConnection> {
        loop {
            let (since, mut connection) = self.lock().pop()?;
            let is_there = since.elapsed() < KEPT && timeout(TO_REACH, connection.test_connected()).await == Ok(true);
            if is_there {
                return Some(connection);
            }
        }
    }

    async fn connect(&self) -> Result<AsyncSmtpConnection, Error> {
        let Address { host, port, hello, .. } = &self.address;
        let wrapped = if let Tls::Wrapper(parameters) = &self.tls { Some(parameters.clone()) } else { None };
        let place = (host.as_str(), *port);
        let mut connection = AsyncSmtpConnection::connect_tokio1(place, Some(TO_REACH), hello, wrapped, None).await?;
        match &self.tls {
            Tls::Required(parameters) => connection.starttls(parameters.clone(), hello).await?,
            Tls::Opportunistic(parameters) if connection.can_starttls() => {
                connection.starttls(parameters.clone(), hello).await?;
            }
            Tls::Opportunistic(_) | Tls::Wrapper(_) | Tls::None => {}
        }
        if let Some(credentials) = &self.address.credentials {
            connection.auth(DEFAULT_MECHANISMS, credentials).await?;
        }
        Ok(connection)
    }
}

fn certificates(file: &Path) -> Result<Certificate, TransportError> {
    let pem = std::fs::read(file).map_err(|error| TransportError::Unreadable(file.to_owned(), error.to_string()))?;
    let found =
        Certificate::from_pem(&pem).ok().filter(|_| String::from_utf8_lossy(&pem).contains("BEGIN CERTIFICATE"));
    found.ok_or_else(|| TransportError::NoCertificate(file.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_says_which_server_how_safely_and_as_whom() {
        let known = |text: &str| Address::parse(text).map(|address| (address.host, address.port, address.safety));
        for (text, expected) in [
            ("smtp://127.0.0.1:2525", ("127.0.0.1", 2525, Safety::None)),
            ("smtp://[::1]", ("::1", 25, Safety::None)),
            ("smtps://dia:geheim@mail.example.org", ("mail.example.org", 465, Safety::Wrapped)),
            ("smtp://mail.example.org?tls=required", ("mail.example.org", 587, Safety::Required)),
            (
                "smtp://mail.example.org:25/dia.example.org?tls=opportunistic",
                ("mail.example.org", 25, Safety::Opportunistic),
            ),
        ] {
            assert_eq!(known(text), Ok((expected.0.to_owned(), expected.1, expected.2)), "{text}");
        }
        for text in [
            "",
            "mail.example.org",
            "http://mail.example.org",
            "smtp://",
            "smtp://mail.example.org?tls=ja",
            "smtps://h?tls=opportunistic",
        ] {
            assert_eq!(known(text), Err(TransportError::Address), "{text}");
        }
        let credentials =
            Address::parse("smtps://dia%40example.org:een%2Ftwee@mail.example.org").expect("one").credentials;
        assert_eq!(credentials, Some(Credentials::new("dia@example.org".into(), "een/twee".into())));
    }

    #[tokio::test]
    async fn a_file_with_authorities_holds_some_and_is_of_use() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("ca.pem");
        let refused = |address: &str| Server::new(address, Some(&file), PATIENCE).err();
        let safe = "smtps://mail.example.org";
        assert!(matches!(refused(safe), Some(TransportError::Unreadable(..))));
        for text in ["", "geen certificaat", "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"] {
            std::fs::write(&file, text).expect("writable");
            assert_eq!(refused(safe), Some(TransportError::NoCertificate(file.clone())), "{text}");
        }
        assert_eq!(refused("smtp://mail.example.org"), Some(TransportError::InTheClear));
    }
}
