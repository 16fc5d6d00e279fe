//! Asking the provider for a tile, and leaving it in peace when it has trouble.

use std::sync::Mutex;
use std::time::Duration;

use app::geo::tiles::TileId;
use bytes::Bytes;
use tokio::sync::Semaphore;
use tokio::time::{Instant, timeout};

use super::provider::TileSource;

/// How long the provider may take.
const PATIENCE: Duration = Duration::from_secs(8);

/// How many tiles are fetched at the same time; the others wait.
const AT_ONCE: usize = 8;

/// How long a tile waits for others to be fetched.
const LONGEST_WAIT: Duration = Duration::from_secs(5);

/// So many tiles in a row have to fail before the provider is left in peace, and for so long.
const FAILURES: u32 = 3;
const PAUSE: Duration = Duration::from_secs(15);

/// The largest tile that is taken, in bytes.
const LARGEST: usize = 1024 * 1024;

/// Why there is no tile.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub(super) enum TileError {
    /// The provider does not have this tile.
    #[error("the provider has no such tile")]
    NotFound,
    /// The provider cannot be reached, or gives something else than a picture.
    #[error("the provider does not answer")]
    Unavailable {
        /// Whole seconds until it is worth trying again.
        retry_after: u64,
    },
}

/// Asks the provider.
pub(super) struct Fetcher {
    source: TileSource,
    client: reqwest::Client,
    slots: Semaphore,
    trouble: Mutex<Trouble>,
}

impl Fetcher {
    pub(super) fn new(source: TileSource) -> Result<Self, reqwest::Error> {
        // Another part of the process may have chosen a provider of cryptography already; either will do.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let client = reqwest::Client::builder()
            .timeout(PATIENCE)
            .redirect(reqwest::redirect::Policy::none())
            .user_agent(concat!("democratie-in-actie/", env!("CARGO_PKG_VERSION")))
            .build()?;
        Ok(Self { source, client, slots: Semaphore::new(AT_ONCE), trouble: Mutex::default() })
    }

    /// A tile as the provider gives it now.
    pub(super) async fn fetch(&self, tile: TileId) -> Result<Bytes, TileError> {
        self.check()?;
        let Ok(Ok(_slot)) = timeout(LONGEST_WAIT, self.slots.acquire()).await else {
            return Err(TileError::Unavailable { retry_after: LONGEST_WAIT.as_secs() });
        };
        // Meanwhile the others may have found out that there is trouble.
        self.check()?;
        let answer = self.ask(tile).await;
        self.with_trouble(|trouble| match answer {
            Err(TileError::Unavailable { .. }) => trouble.failed(Instant::now()),
            _ => trouble.gone(),
        });
        answer
    }

    fn check(&self) -> Result<(), TileError> {
        match self.with_trouble(|trouble| trouble.left(Instant::now())) {
            Some(left) => Err(TileError::Unavailable { retry_after: left.as_secs() + 1 }),
            None => Ok(()),
        }
    }

    fn with_trouble<T>(&self, with: impl FnOnce(&mut Trouble) -> T) -> T {
        with(&mut self.trouble.lock().unwrap_or_else(std::sync::PoisonError::into_inner))
    }

    async fn ask(&self, tile: TileId) -> Result<Bytes, TileError> {
        const FAILED: TileError = TileError::Unavailable { retry_after: 5 };
        let mut answer = self.client.get(self.source.address(tile)).send().await.map_err(|error| {
            tracing::warn!(error = %error.without_url(), "the tile provider does not answer");
            FAILED
        })?;
        match answer.status().as_u16() {
            200 => {}
            404 | 204 => return Err(TileError::NotFound),
            status => {
                tracing::warn!(status, "the tile provider refuses");
                return Err(FAILED);
            }
        }
        let mut bytes = Vec::new();
        while let Some(part) = answer.chunk().await.map_err(|_| FAILED)? {
            if bytes.len() + part.len() > LARGEST {
                return Err(FAILED);
            }
            bytes.extend_from_slice(&part);
        }
        // An error page with status 200 must not be kept for a month.
        if content_type(&bytes).is_some() { Ok(bytes.into()) } else { Err(FAILED) }
    }
}

/// The media type of a picture by its first bytes; nothing when it is no picture.
pub(super) fn content_type(bytes: &[u8]) -> Option<&'static str> {
    match bytes {
        [0x89, b'P', b'N', b'G', ..] => Some("image/png"),
        [0xff, 0xd8, 0xff, ..] => Some("image/jpeg"),
        [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => Some("image/webp"),
        _ => None,
    }
}

/// What is known of the provider's state.
#[derive(Debug, Default)]
struct Trouble {
    failures: u32,
    until: Option<Instant>,
}

impl Trouble {
    /// A tile failed. After the pause one more failure is enough for the next.
    fn failed(&mut self, now: Instant) {
        self.failures = self.failures.saturating_add(1);
        if self.failures >= FAILURES {
            self.until = Some(now + PAUSE);
        }
    }

    /// A tile came, or the provider said that there is none.
    fn gone(&mut self) {
        *self = Self::default();
    }

    /// How long the provider is still left in peace.
    fn left(&self, now: Instant) -> Option<Duration> {
        self.until.map(|until| until.saturating_duration_since(now)).filter(|left| !left.is_zero())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_provider_that_fails_again_and_again_is_left_in_peace_for_half_a_minute() {
        let (mut trouble, start) = (Trouble::default(), Instant::now());
        trouble.failed(start);
        trouble.failed(start);
        assert_eq!(trouble.left(start), None, "that can happen");
        trouble.failed(start);
        assert_eq!(trouble.left(start), Some(PAUSE));
        assert_eq!(trouble.left(start + PAUSE), None, "it is tried again");
        trouble.failed(start + PAUSE);
        assert_eq!(trouble.left(start + PAUSE), Some(PAUSE), "once is enough now");
        trouble.gone();
        trouble.failed(start + PAUSE);
        assert_eq!(trouble.left(start + PAUSE), None, "all is forgotten");
    }
}
