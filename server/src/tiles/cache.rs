//! Fetching a tile once and keeping it.
//!
//! A tile that was fetched once is never waited for again: when it is old it is shown as it is, and a new one is fetched
//! behind. So a provider that hangs can only take along what nobody has looked at before.

use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use app::geo::tiles::{TileGrid, TileId};
use bytes::Bytes;
use quick_cache::sync::Cache;
use tokio::sync::watch;
use tokio::time::Instant;

use super::fetch::{Fetcher, TileError};
use super::provider::TileSource;
use super::shelf::Shelf;

/// How long it is believed that the provider does not have a tile, and of how many that is remembered.
const MISSING: Duration = Duration::from_secs(10 * 60);
const MOST_MISSING: usize = 10_000;

/// What became of a tile that is being fetched; nothing as long as it is.
type Fetching = watch::Receiver<Option<Result<Bytes, TileError>>>;

/// The tiles of a provider with what was kept of them.
#[derive(Clone)]
pub struct Tiles(Arc<Inner>);

struct Inner {
    grid: TileGrid,
    fetcher: Fetcher,
    shelf: Shelf,
    /// Since when a tile is known not to exist.
    missing: Cache<TileId, Instant>,
    /// One fetch per tile, for all who ask.
    fetching: Mutex<HashMap<TileId, Fetching>>,
}

impl Tiles {
    /// A cache of at most so many bytes in a folder; an error when no client can be made.
    pub(crate) fn new(source: TileSource, folder: PathBuf, most: u64) -> Result<Self, reqwest::Error> {
        Ok(Self(Arc::new(Inner {
            grid: source.street_map.grid,
            shelf: Shelf::new(folder, source.name.clone(), most),
            fetcher: Fetcher::new(source)?,
            missing: Cache::new(MOST_MISSING),
            fetching: Mutex::default(),
        })))
    }

    /// The grid of the tiles.
    pub(super) fn grid(&self) -> TileGrid {
        self.0.grid
    }

    /// Takes the oldest tiles away when there are too many.
    pub(crate) async fn make_room(&self) {
        self.0.shelf.make_room().await;
    }

    /// A tile from disk, or fetched now.
    pub(super) async fn tile(&self, tile: TileId) -> Result<Bytes, TileError> {
        let missing = self.0.missing.get(&tile).is_some_and(|since| since.elapsed() < MISSING);
        match self.0.shelf.find(tile).await {
            Some(found) => {
                if !found.fresh && !missing {
                    self.fetch(tile);
                }
                Ok(found.bytes)
            }
            None if missing => Err(TileError::NotFound),
            None => came(self.fetch(tile)).await,
        }
    }

    /// Begins to fetch a tile, unless that is under way. It goes on when nobody waits for it any more.
    fn fetch(&self, tile: TileId) -> Fetching {
        let mut fetching = self.fetching();
        // A fetch that ended without a result ended in a panic.
        if let Some(under_way) = fetching.get(&tile).filter(|under_way| under_way.has_changed().is_ok()) {
            return under_way.clone();
        }
        let (tell, told) = watch::channel(None);
        fetching.insert(tile, told.clone());
        drop(fetching);
        let tiles = self.clone();
        tokio::spawn(async move {
            // Who looked just before an earlier fetch ended asks for a tile that has been kept meanwhile.
            if let Some(kept) = tiles.0.shelf.find(tile).await.filter(|found| found.fresh) {
                tiles.fetching().remove(&tile);
                tell.send_replace(Some(Ok(kept.bytes)));
                return;
            }
            let fetched = tiles.0.fetcher.fetch(tile).await;
            match &fetched {
                Ok(bytes) => {
                    tell.send_replace(Some(Ok(bytes.clone())));
                    tiles.0.shelf.keep(tile, bytes).await;
                }
                Err(TileError::NotFound) => tiles.0.missing.insert(tile, Instant::now()),
                Err(TileError::Unavailable { .. }) => {}
            }
            tiles.fetching().remove(&tile);
            tell.send_replace(Some(fetched));
        });
        told
    }

    fn fetching(&self) -> std::sync::MutexGuard<'_, HashMap<TileId, Fetching>> {
        self.0.fetching.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
    }
}

/// What became of a fetch.
async fn came(mut fetching: Fetching) -> Result<Bytes, TileError> {
    let fetched = fetching.wait_for(Option::is_some).await.ok().and_then(|fetched| fetched.clone());
    fetched.unwrap_or(Err(TileError::Unavailable { retry_after: 1 }))
}

#[cfg(test)]
mod tests {
    use std::path::Path;
    use std::time::SystemTime;

    use tokio::task::JoinSet;

    use super::super::tile_server::{Behaviour, TileServer};
    use super::*;

    const MEGABYTE: u64 = 1024 * 1024;

    fn tile(y: u32) -> TileId {
        TileId::new(TileGrid::Rd, 5, 16, y).expect("a tile")
    }

    /// The tiles of PDOK, as a server of the test gives them.
    async fn tiles(folder: &Path) -> (Tiles, TileServer) {
        let server = TileServer::start().await;
        let tiles = Tiles::new(TileSource::pdok(&server.base), folder.to_owned(), MEGABYTE).expect("a client");
        (tiles, server)
    }

    fn make_old(tiles: &Tiles, tile: TileId) {
        let file = std::fs::File::options().write(true).open(tiles.0.shelf.file(tile)).expect("a kept tile");
        file.set_modified(SystemTime::now() - Duration::from_secs(31 * 24 * 3600)).expect("a file of ours");
    }

    /// Waits until nothing is being fetched.
    async fn settled(tiles: &Tiles) {
        while !tiles.fetching().is_empty() {
            tokio::task::yield_now().await;
        }
    }

    #[tokio::test]
    async fn a_tile_is_fetched_once_from_the_address_that_pdok_has_for_it() {
        let folder = tempfile::tempdir().expect("a folder");
        let (tiles, server) = tiles(folder.path()).await;
        let first = tiles.tile(tile(16)).await.expect("a tile");
        settled(&tiles).await;
        assert_eq!(tiles.tile(tile(16)).await, Ok(first));
        assert_eq!(server.asked(), ["/brt/achtergrondkaart/wmts/v2_0/grijs/EPSG:28992/5/16/16.png"]);
    }

    #[tokio::test]
    async fn all_who_ask_a_tile_at_once_wait_for_one_fetch() {
        let folder = tempfile::tempdir().expect("a folder");
        let (tiles, server) = tiles(folder.path()).await;
        server.behave(Behaviour::Hang);
        let mut visitors = JoinSet::new();
        for _ in 0..50 {
            let tiles = tiles.clone();
            visitors.spawn(async move { tiles.tile(tile(16)).await });
        }
        server.wait_until_asked(1).await;
        server.go_on();
        assert!(visitors.join_all().await.iter().all(Result::is_ok));
        assert_eq!(server.asked().len(), 1);
    }

    #[tokio::test]
    async fn who_looked_just_before_a_tile_was_kept_does_not_have_it_fetched_again() {
        let folder = tempfile::tempdir().expect("a folder");
        let (tiles, server) = tiles(folder.path()).await;
        let first = tiles.tile(tile(16)).await.expect("a tile");
        settled(&tiles).await;
        assert_eq!(came(tiles.fetch(tile(16))).await, Ok(first));
        assert_eq!(server.asked().len(), 1);
    }

    #[tokio::test]
    async fn an_old_tile_is_shown_at_once_while_a_provider_that_hangs_is_asked_for_a_new_one() {
        let folder = tempfile::tempdir().expect("a folder");
        let (tiles, server) = tiles(folder.path()).await;
        let old = tiles.tile(tile(16)).await.expect("a tile");
        settled(&tiles).await;
        make_old(&tiles, tile(16));
        server.behave(Behaviour::Hang);
        assert_eq!(tiles.tile(tile(16)).await, Ok(old.clone()));
        server.wait_until_asked(2).await;
        assert_eq!(tiles.tile(tile(16)).await, Ok(old.clone()));
        server.go_on();
        settled(&tiles).await;
        let new = tiles.tile(tile(16)).await;
        assert!(new.is_ok_and(|new| new != old), "the second answer of the server");
        assert_eq!(server.asked().len(), 2);
    }

    #[tokio::test]
    async fn an_old_tile_outlives_a_provider_that_fails() {
        let folder = tempfile::tempdir().expect("a folder");
        let (tiles, server) = tiles(folder.path()).await;
        let old = tiles.tile(tile(16)).await.expect("a tile");
        settled(&tiles).await;
        make_old(&tiles, tile(16));
        server.behave(Behaviour::Fail);
        for _ in 0..10 {
            assert_eq!(tiles.tile(tile(16)).await, Ok(old.clone()));
            settled(&tiles).await;
        }
        assert_eq!(server.asked().len(), 1 + 3, "then it is left in peace");
        let other = tiles.tile(tile(17)).await;
        assert!(matches!(other, Err(TileError::Unavailable { retry_after: 5..=16 })), "{other:?}");
        assert_eq!(server.asked().len(), 1 + 3);
    }

    #[tokio::test]
    async fn what_is_no_picture_or_too_large_is_neither_shown_nor_kept() {
        for behaviour in [Behaviour::Html, Behaviour::TooLarge] {
            let folder = tempfile::tempdir().expect("a folder");
            let (tiles, server) = tiles(folder.path()).await;
            server.behave(behaviour);
            assert!(matches!(tiles.tile(tile(16)).await, Err(TileError::Unavailable { .. })), "{behaviour:?}");
            settled(&tiles).await;
            server.behave(Behaviour::Tile);
            assert!(tiles.tile(tile(16)).await.is_ok(), "{behaviour:?}");
        }
    }

    #[tokio::test]
    async fn a_tile_that_does_not_exist_is_no_trouble_and_not_asked_again_soon() {
        let folder = tempfile::tempdir().expect("a folder");
        let (tiles, server) = tiles(folder.path()).await;
        server.behave(Behaviour::Missing);
        for y in 10..20 {
            for _ in 0..3 {
                assert_eq!(tiles.tile(tile(y)).await, Err(TileError::NotFound));
                settled(&tiles).await;
            }
        }
        assert_eq!(server.asked().len(), 10);
        server.behave(Behaviour::Tile);
        assert!(tiles.tile(tile(20)).await.is_ok(), "the provider is not left in peace");
    }

    #[tokio::test]
    async fn a_full_cache_lets_the_oldest_tiles_go() {
        let folder = tempfile::tempdir().expect("a folder");
        let server = TileServer::start().await;
        let most = 10 * TileServer::SIZE;
        let tiles = Tiles::new(TileSource::pdok(&server.base), folder.path().to_owned(), most).expect("a client");
        for y in 0..20 {
            tiles.tile(tile(y)).await.expect("a tile");
            settled(&tiles).await;
        }
        let kept = (0..20).filter(|&y| tiles.0.shelf.file(tile(y)).exists()).count();
        assert!((5..=10).contains(&kept), "{kept}");
        assert!(tiles.0.shelf.file(tile(19)).exists());
    }
}
