//! Fetching a tile once and keeping it.

use std::path::PathBuf;
use std::time::Duration;

use app::geo::tiles::{TileGrid, TileId};
use bytes::Bytes;
use tokio::sync::Semaphore;

use super::TileProvider;

/// How long a tile on disk is served without asking the provider again.
const FRESH: Duration = Duration::from_secs(30 * 24 * 3600);

/// How long the provider may take.
const PATIENCE: Duration = Duration::from_secs(8);

/// How many tiles are fetched at the same time; the others wait.
const AT_ONCE: usize = 8;

/// The largest tile that is taken, in bytes.
const LARGEST: usize = 1024 * 1024;

/// Why there is no tile.
#[derive(Debug, thiserror::Error)]
pub(super) enum TileError {
    /// The provider does not have this tile.
    #[error("the provider has no such tile")]
    NotFound,
    /// The provider cannot be reached, or gives something else than a picture.
    #[error("the provider does not answer")]
    Unavailable,
}

/// The tiles of a provider with what was kept of them.
pub struct Tiles {
    provider: TileProvider,
    grid: TileGrid,
    folder: PathBuf,
    client: reqwest::Client,
    slots: Semaphore,
}

impl Tiles {
    /// A cache in a folder; nothing when no street map is configured, an error when no client can be made.
    pub fn new(provider: TileProvider, folder: PathBuf) -> Result<Option<Self>, reqwest::Error> {
        let Some(street_map) = provider.street_map() else { return Ok(None) };
        // Another part of the process may have chosen a provider of cryptography already; either will do.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let client = reqwest::Client::builder()
            .timeout(PATIENCE)
            .redirect(reqwest::redirect::Policy::none())
            .user_agent(concat!("democratie-in-actie/", env!("CARGO_PKG_VERSION")))
            .build()?;
        Ok(Some(Self { provider, grid: street_map.grid, folder, client, slots: Semaphore::new(AT_ONCE) }))
    }

    /// The grid of the tiles.
    pub(super) fn grid(&self) -> TileGrid {
        self.grid
    }

    /// A tile from disk, or fetched now. A stale one is better than none.
    pub(super) async fn tile(&self, tile: TileId) -> Result<Bytes, TileError> {
        let file = self.file(tile);
        let kept = tokio::fs::read(&file).await.ok().map(Bytes::from);
        if let Some(bytes) = &kept
            && is_fresh(&file).await
        {
            return Ok(bytes.clone());
        }
        match self.fetch(tile).await {
            Ok(bytes) => {
                if let Err(error) = keep(&file, &bytes).await {
                    tracing::warn!(%error, "a tile could not be kept");
                }
                Ok(bytes)
            }
            Err(error) => kept.ok_or(error),
        }
    }

    async fn fetch(&self, tile: TileId) -> Result<Bytes, TileError> {
        let _slot = self.slots.acquire().await.map_err(|_| TileError::Unavailable)?;
        let address = self.provider.address(tile).ok_or(TileError::NotFound)?;
        let mut answer = self.client.get(address).send().await.map_err(|error| {
            tracing::warn!(error = %error.without_url(), "the tile provider does not answer");
            TileError::Unavailable
        })?;
        match answer.status().as_u16() {
            200 => {}
            404 | 204 => return Err(TileError::NotFound),
            _ => return Err(TileError::Unavailable),
        }
        let mut bytes = Vec::new();
        while let Some(part) = answer.chunk().await.map_err(|_| TileError::Unavailable)? {
            if bytes.len() + part.len() > LARGEST {
                return Err(TileError::Unavailable);
            }
            bytes.extend_from_slice(&part);
        }
        // An error page with status 200 must not be kept for a month.
        if content_type(&bytes).is_some() { Ok(bytes.into()) } else { Err(TileError::Unavailable) }
    }

    fn file(&self, tile: TileId) -> PathBuf {
        let provider = match &self.provider {
            TileProvider::Template(template) => crate::http::negotiation::content_hash(template.as_bytes()),
            other => other.to_string(),
        };
        self.folder
            .join(provider)
            .join(tile.z().to_string())
            .join(tile.x().to_string())
            .join(format!("{}.tile", tile.y()))
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

async fn is_fresh(file: &PathBuf) -> bool {
    let modified = tokio::fs::metadata(file).await.and_then(|about| about.modified());
    modified.is_ok_and(|at| at.elapsed().is_ok_and(|age| age < FRESH))
}

/// Writes beside and renames, so that nobody reads half a tile.
async fn keep(file: &PathBuf, bytes: &[u8]) -> std::io::Result<()> {
    if let Some(folder) = file.parent() {
        tokio::fs::create_dir_all(folder).await?;
    }
    let beside = file.with_extension(uuid::Uuid::new_v4().simple().to_string());
    tokio::fs::write(&beside, bytes).await?;
    tokio::fs::rename(&beside, file).await
}
