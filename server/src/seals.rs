//! Seals on forms: when a form was opened, in a way that nobody can make up. With it a form knows whether a person had time to fill it
//! in, and recognises when it is sent twice; nothing is kept for it until then.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use ring::hmac;
use sha2::{Digest as _, Sha256};
use time::OffsetDateTime;
use tokio::sync::OnceCell;

use crate::accounts::{NoRandomness, Token};
use crate::store::{Store, StoreError, within};

/// Keeps the key of this installation, unless there is one: all instances share it.
const KEEP_KEY: &str = "INSERT INTO secret (name, value) VALUES ('seals', $1) ON CONFLICT (name) DO NOTHING";

/// The key of this installation.
const KEY: &str = "SELECT value FROM secret WHERE name = 'seals'";

/// All of them, for the test that prepares each on both databases.
#[cfg(test)]
pub(crate) const ALL: &[&str] = &[KEEP_KEY, KEY];

/// So many zero bits a browser looks for when it has to work: about a second on a telephone, a day for who sends fifty thousand.
pub(crate) const WORK_BITS: u32 = 17;

/// Why nothing can be sealed or opened.
#[derive(Debug, thiserror::Error)]
pub enum SealError {
    /// The database.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The machine.
    #[error(transparent)]
    Randomness(#[from] NoRandomness),
}

impl From<sqlx::Error> for SealError {
    fn from(error: sqlx::Error) -> Self {
        Self::Store(error.into())
    }
}

/// Makes and opens seals. The key is read when it is needed first.
#[derive(Default)]
pub struct Seals(OnceCell<hmac::Key>);

/// What stands in a seal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Seal {
    /// When it was made, in seconds since 1970 UTC.
    pub(crate) at: i64,
    /// The whole text: no two seals are the same.
    pub(crate) text: String,
}

impl Seals {
    /// With a key that is known, for tests.
    #[cfg(test)]
    pub(crate) fn of_key(key: &[u8]) -> Self {
        Self(OnceCell::new_with(Some(hmac::Key::new(hmac::HMAC_SHA256, key))))
    }

    async fn key(&self, store: &Store) -> Result<&hmac::Key, SealError> {
        let read = async || {
            let fresh = Token::random()?.expose();
            let mut tx = store.begin().await?;
            within!(&mut tx, |db| sqlx::query(KEEP_KEY).bind(&fresh).execute(db).await.map(|_| ()))?;
            let kept: String = within!(&mut tx, |db| sqlx::query_scalar(KEY).fetch_one(db).await)?;
            tx.commit().await?;
            Ok(hmac::Key::new(hmac::HMAC_SHA256, kept.as_bytes()))
        };
        self.0.get_or_try_init(read).await
    }

    /// A seal of this moment, for one purpose such as `propose`.
    pub(crate) async fn make(&self, store: &Store, purpose: &str, now: OffsetDateTime) -> Result<String, SealError> {
        Ok(sealed(self.key(store).await?, purpose, now, &Token::random()?))
    }

    /// What stands in a seal; nothing when it is none of ours, or for another purpose.
    pub(crate) async fn open(&self, store: &Store, purpose: &str, text: &str) -> Result<Option<Seal>, SealError> {
        let key = self.key(store).await?;
        let Some((signed, mark)) = text.rsplit_once('.') else { return Ok(None) };
        let Ok(mark) = URL_SAFE_NO_PAD.decode(mark) else { return Ok(None) };
        if hmac::verify(key, &message(purpose, signed), &mark).is_err() {
            return Ok(None);
        }
        let at = signed.split('.').next().and_then(|at| at.parse().ok());
        Ok(at.map(|at| Seal { at, text: text.to_owned() }))
    }
}

fn message(purpose: &str, signed: &str) -> Vec<u8> {
    format!("{purpose} {signed}").into_bytes()
}

fn sealed(key: &hmac::Key, purpose: &str, now: OffsetDateTime, once: &Token) -> String {
    let signed = format!("{}.{}", now.unix_timestamp(), &once.expose()[..22]);
    let mark = hmac::sign(key, &message(purpose, &signed));
    format!("{signed}.{}", URL_SAFE_NO_PAD.encode(mark))
}

/// A seal made with a known key, for tests.
#[cfg(test)]
pub(crate) fn seal_of_key(key: &[u8], purpose: &str, now: OffsetDateTime) -> String {
    sealed(&hmac::Key::new(hmac::HMAC_SHA256, key), purpose, now, &Token::random().expect("randomness"))
}

impl Seal {
    /// Whether a browser did its work for this seal: the SHA-256 of the seal, a colon and the number it found begins with
    /// [`WORK_BITS`] zero bits.
    pub(crate) fn is_worked(&self, found: &str) -> bool {
        if found.is_empty() || found.len() > 20 || !found.bytes().all(|byte| byte.is_ascii_digit()) {
            return false;
        }
        let digest = Sha256::digest(format!("{}:{found}", self.text));
        let first = u32::from_be_bytes([digest[0], digest[1], digest[2], digest[3]]);
        first.leading_zeros() >= WORK_BITS
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::testing::store_tests;

    fn at(seconds: i64) -> OffsetDateTime {
        OffsetDateTime::from_unix_timestamp(1_790_000_000 + seconds).expect("a moment")
    }

    store_tests! {
        async fn a_seal_says_when_it_was_made_on_every_instance_and_nobody_makes_one_up(store: Store) {
            let (one, other) = (Seals::default(), Seals::default());
            let text = one.make(&store, "propose", at(0)).await.expect("a seal");
            let opened = other.open(&store, "propose", &text).await.expect("an answer");
            assert_eq!(opened.map(|seal| seal.at), Some(at(0).unix_timestamp()));
            assert_ne!(text, one.make(&store, "propose", at(0)).await.expect("a seal"), "each is its own");
            let earlier = text.replacen("1790000000", "1789999000", 1);
            for wrong in [earlier.as_str(), &text[..text.len() - 1], "1", "", "1790000000.a.b", "..", "é.é.é"] {
                assert_eq!(one.open(&store, "propose", wrong).await.expect("an answer"), None, "{wrong}");
            }
            assert_eq!(one.open(&store, "register", &text).await.expect("an answer"), None, "each purpose has its own");
        }
    }

    #[test]
    fn work_is_done_for_one_seal_and_cannot_be_skipped() {
        let seal = |text: &str| Seal { at: 0, text: text.into() };
        let found = (0..u64::MAX).map(|number| number.to_string()).find(|found| seal("een").is_worked(found));
        let found = found.expect("a number");
        assert!(!seal("twee").is_worked(&found));
        for wrong in ["", "-1", "1e9", " 1", "999999999999999999999"] {
            assert!(!seal("een").is_worked(wrong), "{wrong}");
        }
    }
}
