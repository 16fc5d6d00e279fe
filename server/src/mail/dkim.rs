//! Signing mail, so that its receiver can see that it comes from this domain and was not changed on the way (DKIM, RFC 6376).
//!
//! The signature is made with ring, which does what it does with a private key in a time that tells nothing of it; lettre's own signer
//! stands on the crate `rsa`, of which that cannot be said (RUSTSEC-2023-0071). What is signed is the mail as lettre wrote it.

use std::fmt;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use clap::Args;
use ring::rand::SystemRandom;
use ring::signature::{Ed25519KeyPair, KeyPair as _, RSA_PKCS1_SHA256, RsaKeyPair};
use rustls::pki_types::PrivateKeyDer;
use rustls::pki_types::pem::PemObject as _;
use sha2::{Digest as _, Sha256};
use time::OffsetDateTime;

/// The headers that are signed, those that a mail has: whoever changes one on the way is found out. With `List-Unsubscribe` and
/// its companion, as one click to unsubscribe asks for (RFC 8058, 4).
const SIGNED: [&str; 10] = [
    "from",
    "to",
    "subject",
    "date",
    "message-id",
    "mime-version",
    "content-type",
    "auto-submitted",
    "list-unsubscribe",
    "list-unsubscribe-post",
];

/// So long is a line of a signature, so that no server breaks it elsewhere.
const LINE: usize = 72;

/// Who signs mail. All of it or nothing.
#[derive(Args, Clone, Debug, Default)]
pub struct DkimSettings {
    /// Domain in whose name mail is signed (DKIM), such as example.nl
    #[arg(long, env = "DIA_DKIM_DOMAIN", value_parser = domain)]
    pub dkim_domain: Option<String>,

    /// Name of the key in the DNS of that domain, such as dia2026
    #[arg(long, env = "DIA_DKIM_SELECTOR", value_parser = selector)]
    pub dkim_selector: Option<String>,

    /// File with the private key: RSA of at least 2048 bits, or Ed25519, in PEM
    #[arg(long, env = "DIA_DKIM_KEY_FILE")]
    pub dkim_key_file: Option<PathBuf>,
}

/// Why mail cannot be signed.
#[derive(Debug, thiserror::Error)]
pub enum NoSigner {
    /// A setting without which the others are of no use.
    #[error("{0} is not set: signing mail needs DIA_DKIM_DOMAIN, DIA_DKIM_SELECTOR and DIA_DKIM_KEY_FILE")]
    Incomplete(&'static str),
    /// The file cannot be read.
    #[error("DIA_DKIM_KEY_FILE: {0} cannot be read ({1}). Give it to the account that serves, and to nobody else")]
    Unreadable(PathBuf, String),
    /// It holds no key that can sign.
    #[error("DIA_DKIM_KEY_FILE: {0} holds no private key of RSA with 2048 to 4096 bits or of Ed25519, in PEM")]
    NoKey(PathBuf),
}

fn domain(text: &str) -> Result<String, &'static str> {
    let wrong = "it should be a domain such as example.nl";
    match url::Host::parse(text.trim()) {
        Ok(url::Host::Domain(domain)) if domain.contains('.') && !domain.contains(['!', '/']) => Ok(domain),
        _ => Err(wrong),
    }
}

fn selector(text: &str) -> Result<String, &'static str> {
    let text = text.trim();
    let plain = text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-._".contains(&byte));
    let whole = !text.is_empty() && text.len() <= 63 && text.split('.').all(|part| !part.is_empty());
    if plain && whole { Ok(text.to_owned()) } else { Err("it should be letters, digits and hyphens, such as dia2026") }
}

impl DkimSettings {
    /// Who signs; nothing when nobody is set.
    pub fn signer(&self) -> Result<Option<Signer>, NoSigner> {
        match (&self.dkim_domain, &self.dkim_selector, &self.dkim_key_file) {
            (Some(domain), Some(selector), Some(file)) => {
                let key = Key::read(file)?;
                Ok(Some(Signer(Arc::new(Inner { domain: domain.clone(), selector: selector.clone(), key }))))
            }
            (None, None, None) => Ok(None),
            (None, _, _) => Err(NoSigner::Incomplete("DIA_DKIM_DOMAIN")),
            (_, None, _) => Err(NoSigner::Incomplete("DIA_DKIM_SELECTOR")),
            (_, _, None) => Err(NoSigner::Incomplete("DIA_DKIM_KEY_FILE")),
        }
    }
}

/// Signs mail. Cheap to clone; shows nothing of its key.
#[derive(Clone)]
pub struct Signer(Arc<Inner>);

struct Inner {
    domain: String,
    selector: String,
    key: Key,
}

impl fmt::Debug for Signer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Signer({})", self.dns_name())
    }
}

/// A mail could not be signed.
#[derive(Clone, Copy, Debug, thiserror::Error)]
#[error("the mail cannot be signed")]
pub(super) struct NotSigned;

enum Key {
    Rsa(Box<RsaKeyPair>),
    Ed25519(Ed25519KeyPair),
}

impl Key {
    fn read(file: &Path) -> Result<Self, NoSigner> {
        let unreadable = |error: std::io::Error| NoSigner::Unreadable(file.to_owned(), error.to_string());
        let bytes = std::fs::read(file).map_err(unreadable)?;
        let no_key = || NoSigner::NoKey(file.to_owned());
        match PrivateKeyDer::from_pem_slice(&bytes).map_err(|_| no_key())? {
            PrivateKeyDer::Pkcs1(key) => {
                RsaKeyPair::from_der(key.secret_pkcs1_der()).map(|pair| Self::Rsa(Box::new(pair))).map_err(|_| no_key())
            }
            PrivateKeyDer::Pkcs8(key) => {
                let der = key.secret_pkcs8_der();
                let rsa = RsaKeyPair::from_pkcs8(der).map(|pair| Self::Rsa(Box::new(pair)));
                // OpenSSL writes the private half only; the public one follows from it.
                rsa.or_else(|_| Ed25519KeyPair::from_pkcs8_maybe_unchecked(der).map(Self::Ed25519))
                    .map_err(|_| no_key())
            }
            _ => Err(no_key()),
        }
    }

    /// What the signature says of itself (RFC 6376, RFC 8463).
    fn algorithm(&self) -> &'static str {
        match self {
            Self::Rsa(_) => "rsa-sha256",
            Self::Ed25519(_) => "ed25519-sha256",
        }
    }

    fn sign(&self, text: &[u8]) -> Result<Vec<u8>, NotSigned> {
        match self {
            Self::Rsa(pair) => {
                let mut signature = vec![0; pair.public().modulus_len()];
                pair.sign(&RSA_PKCS1_SHA256, &SystemRandom::new(), text, &mut signature).map_err(|_| NotSigned)?;
                Ok(signature)
            }
            // Ed25519 signs the hash and not the text (RFC 8463, 3).
            Self::Ed25519(pair) => Ok(pair.sign(&Sha256::digest(text)).as_ref().to_vec()),
        }
    }
}

impl Signer {
    /// Where receivers look for the public key.
    #[must_use]
    pub fn dns_name(&self) -> String {
        format!("{}._domainkey.{}", self.0.selector, self.0.domain)
    }

    /// What they have to find there.
    #[must_use]
    pub fn dns_record(&self) -> String {
        let (kind, public) = match &self.0.key {
            Key::Rsa(pair) => ("rsa", public_key_info(pair.public_key().as_ref())),
            Key::Ed25519(pair) => ("ed25519", pair.public_key().as_ref().to_vec()),
        };
        format!("v=DKIM1; k={kind}; p={}", STANDARD.encode(public))
    }

    /// Whether a sender with this domain is covered, as receivers ask for (DMARC, relaxed).
    #[must_use]
    pub fn covers(&self, sender: &str) -> bool {
        let sender = sender.to_ascii_lowercase();
        sender == self.0.domain || sender.ends_with(&format!(".{}", self.0.domain))
    }

    /// The mail with its signature before it.
    pub(super) fn sign(&self, mail: &[u8], now: OffsetDateTime) -> Result<Vec<u8>, NotSigned> {
        let end = find(mail, b"\r\n\r\n").ok_or(NotSigned)?;
        let head = std::str::from_utf8(&mail[..end]).map_err(|_| NotSigned)?;
        let body = relaxed_body(&mail[end + 4..]);
        let headers = headers(head);
        let mut text = String::new();
        let mut names = Vec::new();
        for name in SIGNED {
            if let Some((_, value)) = headers.iter().rev().find(|(known, _)| known == name) {
                let _ = write!(text, "{name}:{value}\r\n");
                names.push(name);
            }
        }
        // Once more than there is: nobody can add a second sender above the first (RFC 6376, 8.15).
        names.push("from");
        let unsigned = format!(
            "v=1; a={}; c=relaxed/relaxed; d={}; s={}; t={};\r\n\th={};\r\n\tbh={};\r\n\tb=",
            self.0.key.algorithm(),
            self.0.domain,
            self.0.selector,
            now.unix_timestamp(),
            names.join(":"),
            STANDARD.encode(Sha256::digest(&body)),
        );
        let _ = write!(text, "dkim-signature:{}", relaxed(&unsigned));
        let signature = STANDARD.encode(self.0.key.sign(text.as_bytes())?);
        let mut signed = format!("DKIM-Signature: {unsigned}").into_bytes();
        for (number, line) in signature.as_bytes().chunks(LINE).enumerate() {
            if number > 0 {
                signed.extend_from_slice(b"\r\n\t");
            }
            signed.extend_from_slice(line);
        }
        signed.extend_from_slice(b"\r\n");
        signed.extend_from_slice(mail);
        Ok(signed)
    }
}

fn find(text: &[u8], sought: &[u8]) -> Option<usize> {
    text.windows(sought.len()).position(|window| window == sought)
}

/// The headers in their order: names in small letters, values as [`relaxed`] has them.
fn headers(head: &str) -> Vec<(String, String)> {
    let mut headers: Vec<(String, String)> = Vec::new();
    for line in head.split("\r\n") {
        if line.starts_with([' ', '\t']) {
            if let Some((_, value)) = headers.last_mut() {
                value.push_str(line);
            }
        } else if let Some((name, value)) = line.split_once(':') {
            headers.push((name.trim_end().to_ascii_lowercase(), value.to_owned()));
        }
    }
    for (_, value) in &mut headers {
        *value = relaxed(value);
    }
    headers
}

/// A value in one line, with one space for any white space and none at either end (RFC 6376, 3.4.2).
fn relaxed(value: &str) -> String {
    value.split([' ', '\t', '\r', '\n']).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

/// The text with one space for any white space in a line, none at its end, and no empty lines at the end (RFC 6376, 3.4.4).
fn relaxed_body(body: &[u8]) -> Vec<u8> {
    let mut relaxed = Vec::with_capacity(body.len());
    let mut whole = 0;
    let mut rest = body;
    while !rest.is_empty() {
        let (line, after) = match find(rest, b"\r\n") {
            Some(end) => (&rest[..end], &rest[end + 2..]),
            None => (rest, &rest[rest.len()..]),
        };
        let start = relaxed.len();
        let mut pause = false;
        for &byte in line {
            if matches!(byte, b' ' | b'\t') {
                pause = true;
                continue;
            }
            if std::mem::take(&mut pause) {
                relaxed.push(b' ');
            }
            relaxed.push(byte);
        }
        let empty = relaxed.len() == start;
        relaxed.extend_from_slice(b"\r\n");
        if !empty {
            whole = relaxed.len();
        }
        rest = after;
    }
    relaxed.truncate(whole);
    relaxed
}

/// A public key of RSA as the DNS has it: `SubjectPublicKeyInfo` (RFC 5280, 4.1.2.7) around what ring gives, `RSAPublicKey`.
fn public_key_info(key: &[u8]) -> Vec<u8> {
    /// The kind of key, `rsaEncryption`, without parameters.
    const RSA: [u8; 15] = [0x30, 0x0d, 0x06, 0x09, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x01, 0x05, 0x00];
    let bits = der(0x03, &[&[0], key].concat());
    der(0x30, &[&RSA, bits.as_slice()].concat())
}

fn der(tag: u8, content: &[u8]) -> Vec<u8> {
    let length = content.len().to_be_bytes();
    let significant = &length[length.iter().position(|&byte| byte != 0).unwrap_or(length.len() - 1)..];
    let mut written = vec![tag];
    match (significant, u8::try_from(significant.len())) {
        (&[short], _) if short < 0x80 => written.push(short),
        (_, count) => {
            written.push(0x80 | count.unwrap_or_default());
            written.extend_from_slice(significant);
        }
    }
    written.extend_from_slice(content);
    written
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn white_space_that_servers_change_makes_no_difference() {
        // The examples of RFC 6376, 3.4.6.
        let head = "A: X\r\nB : Y\t\r\n\tZ  ";
        assert_eq!(headers(head), [("a".into(), "X".into()), ("b".into(), "Y Z".into())]);
        assert_eq!(relaxed_body(b" C \r\nD \t E\r\n\r\n\r\n"), b" C\r\nD E\r\n");
        assert_eq!(relaxed_body(b""), b"");
        assert_eq!(relaxed_body(b"\r\n\r\n"), b"");
        assert_eq!(relaxed_body(b"a\r\n\r\nb"), b"a\r\n\r\nb\r\n");
    }

    #[test]
    fn mail_is_signed_by_somebody_who_is_set_whole_or_by_nobody() {
        let none = DkimSettings::default();
        assert!(none.signer().is_ok_and(|signer| signer.is_none()));
        let half = DkimSettings { dkim_domain: Some("example.org".into()), ..none };
        assert!(matches!(half.signer(), Err(NoSigner::Incomplete("DIA_DKIM_SELECTOR"))));
        let half = DkimSettings { dkim_selector: Some("dia".into()), ..half };
        assert!(matches!(half.signer(), Err(NoSigner::Incomplete("DIA_DKIM_KEY_FILE"))));
        let gone = DkimSettings { dkim_key_file: Some("/does/not/exist".into()), ..half.clone() };
        assert!(matches!(gone.signer(), Err(NoSigner::Unreadable(..))));
        let file = tempfile::NamedTempFile::new().expect("a file");
        let empty = DkimSettings { dkim_key_file: Some(file.path().to_owned()), ..half };
        assert!(matches!(empty.signer(), Err(NoSigner::NoKey(_))));
    }

    #[test]
    fn a_domain_and_a_name_in_it_are_what_the_dns_can_hold() {
        assert_eq!(domain(" Example.NL "), Ok("example.nl".into()));
        assert_eq!(selector("dia-2026.a"), Ok("dia-2026.a".into()));
        for wrong in ["", "nl", "127.0.0.1", "a b.nl", "https://example.nl"] {
            assert!(domain(wrong).is_err(), "{wrong}");
        }
        for wrong in ["", "a b", "a;b", ".a", "ë"] {
            assert!(selector(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_length_is_written_as_der_has_it() {
        assert_eq!(der(4, &[7; 3])[..2], [4, 3]);
        assert_eq!(der(4, &[7; 200])[..3], [4, 0x81, 200]);
        assert_eq!(der(4, &[7; 300])[..4], [4, 0x82, 1, 44]);
    }
}
