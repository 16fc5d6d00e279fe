//! The tiles on disk, the oldest of which go when there are too many.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::time::{Duration, SystemTime};

use app::geo::tiles::TileId;
use bytes::Bytes;

/// How long a tile is served without asking the provider again.
const FRESH: Duration = Duration::from_secs(30 * 24 * 3600);

/// A tile on the shelf.
pub(super) struct Found {
    pub(super) bytes: Bytes,
    /// Whether it need not be asked again.
    pub(super) fresh: bool,
}

/// A folder with tiles, `PROVIDER/Z/X/Y.tile`.
pub(super) struct Shelf {
    folder: PathBuf,
    provider: String,
    /// How many bytes it may hold.
    most: u64,
    /// How many it holds; nothing when they have not been counted yet.
    held: Mutex<Option<u64>>,
    /// One clearing at a time.
    clearing: tokio::sync::Mutex<()>,
}

impl Shelf {
    pub(super) fn new(folder: PathBuf, provider: String, most: u64) -> Self {
        Self { folder, provider, most, held: Mutex::default(), clearing: tokio::sync::Mutex::default() }
    }

    /// A tile, if it is there.
    pub(super) async fn find(&self, tile: TileId) -> Option<Found> {
        let file = self.file(tile);
        let bytes = tokio::fs::read(&file).await.ok()?.into();
        let modified = tokio::fs::metadata(&file).await.and_then(|about| about.modified());
        let fresh = modified.is_ok_and(|at| at.elapsed().is_ok_and(|age| age < FRESH));
        Some(Found { bytes, fresh })
    }

    /// Puts a tile there, and takes the oldest away when there is no room.
    pub(super) async fn keep(&self, tile: TileId, bytes: &Bytes) {
        let size = bytes.len() as u64;
        if size > self.most {
            return;
        }
        if let Err(error) = write(&self.file(tile), bytes).await {
            tracing::warn!(%error, "a tile could not be kept");
            return;
        }
        let full = self.with_held(|held| {
            *held = held.map(|held| held + size);
            held.is_none_or(|held| held > self.most)
        });
        if full {
            self.make_room().await;
        }
    }

    /// Counts, and takes the oldest away until a tenth is free when there are too many.
    pub(super) async fn make_room(&self) {
        let Ok(_clearing) = self.clearing.try_lock() else { return };
        let (folder, most) = (self.folder.clone(), self.most);
        match tokio::task::spawn_blocking(move || clear(&folder, most)).await {
            Ok(held) => self.with_held(|known| *known = Some(held)),
            Err(error) => tracing::error!(%error, "old tiles could not be taken away"),
        }
    }

    fn with_held<T>(&self, with: impl FnOnce(&mut Option<u64>) -> T) -> T {
        with(&mut self.held.lock().unwrap_or_else(std::sync::PoisonError::into_inner))
    }

    pub(super) fn file(&self, tile: TileId) -> PathBuf {
        self.folder
            .join(&self.provider)
            .join(tile.z().to_string())
            .join(tile.x().to_string())
            .join(format!("{}.tile", tile.y()))
    }
}

/// Writes beside and renames, so that nobody reads half a tile.
async fn write(file: &Path, bytes: &[u8]) -> std::io::Result<()> {
    if let Some(folder) = file.parent() {
        tokio::fs::create_dir_all(folder).await?;
    }
    let beside = file.with_extension(uuid::Uuid::new_v4().simple().to_string());
    tokio::fs::write(&beside, bytes).await?;
    tokio::fs::rename(&beside, file).await
}

/// Takes the oldest tiles away when there are more than `most` bytes; how many are left.
fn clear(folder: &Path, most: u64) -> u64 {
    let mut tiles = tiles_below(folder);
    let mut held: u64 = tiles.iter().map(|tile| tile.size).sum();
    if held <= most {
        return held;
    }
    tiles.sort_by_key(|tile| tile.modified);
    for tile in tiles {
        if held <= most / 10 * 9 {
            break;
        }
        match std::fs::remove_file(&tile.file) {
            Ok(()) => held -= tile.size,
            Err(error) => tracing::warn!(%error, "an old tile could not be taken away"),
        }
    }
    held
}

struct OnDisk {
    file: PathBuf,
    size: u64,
    modified: SystemTime,
}

/// Every tile of every provider, and halves of tiles that a process left behind. Nothing else that may lie in the folder.
fn tiles_below(folder: &Path) -> Vec<OnDisk> {
    let inside = |folder: &Path| std::fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
    let is_number = |name: Option<&OsStr>| {
        name.and_then(OsStr::to_str).is_some_and(|name| !name.is_empty() && name.bytes().all(|b| b.is_ascii_digit()))
    };
    let numbered = |folder: PathBuf| inside(&folder).filter(|path| is_number(path.file_name())).collect::<Vec<_>>();
    inside(folder)
        .flat_map(numbered)
        .flat_map(numbered)
        .flat_map(|column| inside(&column).collect::<Vec<_>>())
        .filter(|file| is_number(file.file_stem()))
        .filter_map(|file| {
            let about = file.metadata().ok().filter(std::fs::Metadata::is_file)?;
            Some(OnDisk { size: about.len(), modified: about.modified().ok()?, file })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use app::geo::tiles::TileGrid;

    use super::*;

    fn tile(y: u32) -> TileId {
        TileId::new(TileGrid::Mercator, 8, 131, y).expect("a tile")
    }

    /// Makes a tile older than it is.
    fn aged(file: &Path, age: Duration) {
        let open = std::fs::File::options().write(true).open(file).expect("a file");
        open.set_modified(SystemTime::now() - age).expect("a file of ours");
    }

    #[tokio::test]
    async fn a_full_shelf_lets_the_oldest_go_and_touches_nothing_else() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let theirs = folder.path().join("pdok/8/LEESMIJ");
        std::fs::create_dir_all(theirs.parent().expect("a folder")).expect("a folder");
        std::fs::write(&theirs, vec![0; 500]).expect("a file");
        let shelf = Shelf::new(folder.path().to_owned(), "pdok".into(), 1_000);
        for y in 80..90 {
            shelf.keep(tile(y), &vec![1; 100].into()).await;
            aged(&shelf.file(tile(y)), Duration::from_secs(u64::from(1_000 - y)));
        }
        assert!(shelf.find(tile(80)).await.is_some(), "a thousand bytes fit");
        shelf.keep(tile(90), &vec![1; 100].into()).await;
        let kept: Vec<u32> = (80..=90).filter(|&y| shelf.file(tile(y)).exists()).collect();
        assert_eq!(kept, (82..=90).collect::<Vec<_>>(), "the oldest go, until a tenth is free");
        assert!(theirs.exists());
    }

    #[tokio::test]
    async fn what_lay_there_before_the_start_counts() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let before = Shelf::new(folder.path().to_owned(), "pdok".into(), 10_000);
        for y in 80..90 {
            before.keep(tile(y), &vec![1; 100].into()).await;
        }
        let after = Shelf::new(folder.path().to_owned(), "osm".into(), 500);
        after.make_room().await;
        let left = tiles_below(folder.path()).iter().map(|tile| tile.size).sum::<u64>();
        assert!((1..=450).contains(&left), "{left}");
        after.keep(tile(80), &vec![1; 501].into()).await;
        assert!(after.find(tile(80)).await.is_none(), "larger than everything together");
    }

    #[tokio::test]
    async fn a_tile_is_fresh_for_a_month() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let shelf = Shelf::new(folder.path().to_owned(), "pdok".into(), 1_000);
        shelf.keep(tile(84), &Bytes::from_static(b"tile")).await;
        assert!(shelf.find(tile(84)).await.is_some_and(|found| found.fresh));
        aged(&shelf.file(tile(84)), FRESH);
        assert!(shelf.find(tile(84)).await.is_some_and(|found| !found.fresh && found.bytes == "tile"));
        assert!(shelf.find(tile(85)).await.is_none());
    }
}
