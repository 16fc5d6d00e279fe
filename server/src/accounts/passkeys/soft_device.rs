//! A device with passkeys, in software: it does what a device does, and what a device never does when a test wants that.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use ring::rand::SystemRandom;
use ring::signature::{ECDSA_P256_SHA256_ASN1_SIGNING, EcdsaKeyPair, KeyPair as _};
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};

/// Somebody was there; the device checked who (§6.1 of the standard, as the next one).
const PRESENT: u8 = 0x01;
const VERIFIED: u8 = 0x04;
const WITH_KEY: u8 = 0x40;

pub(super) struct SoftDevice {
    keys: EcdsaKeyPair,
    id: Vec<u8>,
    owner: String,
    /// The site that the browser says that it is at.
    pub(super) origin: String,
    /// The name under which the passkey is kept.
    pub(super) site: String,
    /// Whether it checks who its owner is.
    pub(super) verifies: bool,
    /// How often it says that the key was used.
    pub(super) count: u32,
}

fn encoded(bytes: &[u8]) -> String {
    URL_SAFE_NO_PAD.encode(bytes)
}

/// Bytes with their length, as CBOR has them.
fn cbor_bytes(bytes: &[u8]) -> Vec<u8> {
    let length = u16::try_from(bytes.len()).expect("few bytes").to_be_bytes();
    [&[0x59], length.as_slice(), bytes].concat()
}

impl SoftDevice {
    pub(super) fn new() -> Self {
        let random = SystemRandom::new();
        let of = &ECDSA_P256_SHA256_ASN1_SIGNING;
        let pkcs8 = EcdsaKeyPair::generate_pkcs8(of, &random).expect("a key");
        Self {
            keys: EcdsaKeyPair::from_pkcs8(of, pkcs8.as_ref(), &random).expect("a key"),
            id: uuid::Uuid::new_v4().as_bytes().repeat(2),
            owner: String::new(),
            origin: "https://example.org".into(),
            site: "example.org".into(),
            verifies: true,
            count: 0,
        }
    }

    /// Another device that claims to hold the same passkey.
    pub(super) fn pretender(&self) -> Self {
        Self { id: self.id.clone(), owner: self.owner.clone(), count: self.count, ..Self::new() }
    }

    fn client_data(&self, kind: &str, asked: &Value) -> Vec<u8> {
        let challenge = asked["publicKey"]["challenge"].as_str().expect("a challenge");
        json!({ "type": kind, "challenge": challenge, "origin": self.origin, "crossOrigin": false })
            .to_string()
            .into_bytes()
    }

    fn device_data(&self, more: u8) -> Vec<u8> {
        let flags = PRESENT | if self.verifies { VERIFIED } else { 0 } | more;
        [Sha256::digest(&self.site).as_slice(), &[flags], &self.count.to_be_bytes()].concat()
    }

    /// Makes a passkey, as `navigator.credentials.create` answers.
    pub(super) fn makes(&mut self, asked: &Value) -> String {
        asked["publicKey"]["user"]["id"].as_str().expect("an owner").clone_into(&mut self.owner);
        let point = self.keys.public_key().as_ref();
        let key = [
            &[0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21, 0x58, 0x20],
            &point[1..33],
            &[0x22, 0x58, 0x20],
            &point[33..],
        ]
        .concat();
        let length = u16::try_from(self.id.len()).expect("a short name").to_be_bytes();
        let data = [&self.device_data(WITH_KEY), [0; 16].as_slice(), &length, &self.id, &key].concat();
        let attestation = [b"\xa3\x63fmt\x64none\x67attStmt\xa0\x68authData".as_slice(), &cbor_bytes(&data)].concat();
        json!({
            "id": encoded(&self.id),
            "rawId": encoded(&self.id),
            "type": "public-key",
            "response": {
                "attestationObject": encoded(&attestation),
                "clientDataJSON": encoded(&self.client_data("webauthn.create", asked)),
                "transports": ["internal"],
            },
            "clientExtensionResults": { "credProps": { "rk": true } },
        })
        .to_string()
    }

    /// Uses it, as `navigator.credentials.get` answers.
    pub(super) fn uses(&mut self, asked: &Value) -> String {
        self.count += 1;
        let (device, client) = (self.device_data(0), self.client_data("webauthn.get", asked));
        let signed = [device.as_slice(), Sha256::digest(&client).as_slice()].concat();
        let signature = self.keys.sign(&SystemRandom::new(), &signed).expect("a signature");
        json!({
            "id": encoded(&self.id),
            "rawId": encoded(&self.id),
            "type": "public-key",
            "response": {
                "authenticatorData": encoded(&device),
                "clientDataJSON": encoded(&client),
                "signature": encoded(signature.as_ref()),
                "userHandle": self.owner,
            },
            "clientExtensionResults": {},
        })
        .to_string()
    }
}
