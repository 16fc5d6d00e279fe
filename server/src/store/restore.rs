//! Putting a copy back in place of an `SQLite` database.
//!
//! It is needed on the worst day, so: at every moment there is a whole database under the name, the old one or the new one,
//! and what was there is kept, however damaged.

use std::os::unix::fs::{MetadataExt as _, chown};
use std::path::{Path, PathBuf};
use std::str::FromStr;
use std::time::Duration;

use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{ConnectOptions, Connection};
use tempfile::NamedTempFile;

use super::backup::{check, sync_folder};
use super::error::Trouble;
use super::{Store, StoreError, turns};

/// What SQLite keeps beside a database: the log of what is not yet in the file, and an index of that log.
const COMPANIONS: [&str; 2] = ["-wal", "-shm"];

impl Store {
    /// Puts a copy in place of the database at an address, after checking the copy. What was there is kept beside it; its
    /// new name is given back.
    pub async fn restore(address: &str, copy: &Path) -> Result<Option<PathBuf>, StoreError> {
        if !address.starts_with("sqlite:") {
            return Err(StoreError::UsePgDump);
        }
        let options = SqliteConnectOptions::from_str(address).map_err(StoreError::Address)?;
        let file = options.get_filename().to_path_buf();
        if !copy.exists() {
            return Err(StoreError::NoCopy(copy.to_path_buf()));
        }
        if !copy.is_file() {
            return Err(StoreError::NotABackup(copy.to_path_buf()));
        }
        super::make_folder_of(&file)?;
        // Nobody opens the database from here until the new one is in place.
        let _turn = turns::take(&file).await?;
        if file.exists() {
            refuse_when_in_use(&options).await?;
        }
        let new = copy_beside(copy, &file)?;
        check(new.path()).await.map_err(|error| match error {
            StoreError::NotABackup(_) => StoreError::NotABackup(copy.to_path_buf()),
            other => other,
        })?;
        let kept = if file.exists() { Some(keep(&file)?) } else { None };
        // The log of the old database must never be applied to the new one; a sound one has none left by now.
        for companion in COMPANIONS {
            let _ = std::fs::remove_file(beside(&file, companion));
        }
        let folder = turns::folder_of(&file);
        sync_folder(&folder)?;
        new.persist(&file).map_err(|refused| StoreError::Unwritten { file: file.clone(), source: refused.error })?;
        sync_folder(&folder)?;
        Ok(kept)
    }
}

/// Refuses when another process has the database open, and otherwise folds its log into the file. A damaged database is not
/// in use: it is what a copy is for.
async fn refuse_when_in_use(options: &SqliteConnectOptions) -> Result<(), StoreError> {
    let options = options.clone().create_if_missing(false).busy_timeout(Duration::ZERO).disable_statement_logging();
    let judge = |error: sqlx::Error, other: fn(sqlx::Error) -> StoreError| match Trouble::of(&error) {
        Trouble::Busy => Err(StoreError::InUse),
        Trouble::Damage => Ok(()),
        Trouble::Other => Err(other(error)),
    };
    let mut connection = match options.connect().await {
        Ok(connection) => connection,
        Err(error) => return judge(error, StoreError::Connect),
    };
    // An exclusive lock is refused while another connection is there.
    let alone =
        sqlx::raw_sql("PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE; COMMIT;").execute(&mut connection).await;
    let _ = connection.close().await;
    alone.map(|_| ()).or_else(|error| judge(error, StoreError::Statement))
}

/// A copy beside the database, safely on the disk, with the owner and rights that the database has; it goes away unless it is
/// put in place.
fn copy_beside(copy: &Path, file: &Path) -> Result<NamedTempFile, StoreError> {
    let folder = turns::folder_of(file);
    let mut new =
        tempfile::Builder::new().prefix(".dia-restore-").tempfile_in(&folder).map_err(StoreError::at(&folder))?;
    let mut source = std::fs::File::open(copy).map_err(StoreError::at(copy))?;
    std::io::copy(&mut source, new.as_file_mut()).map_err(StoreError::at(&folder))?;
    // Whoever restores is often root, and whoever serves is not.
    let model = file.metadata();
    if let Ok(model) = &model {
        new.as_file().set_permissions(model.permissions()).map_err(StoreError::at(file))?;
    }
    let model = model.or_else(|_| folder.metadata()).map_err(StoreError::at(&folder))?;
    let own = new.as_file().metadata().map_err(StoreError::at(&folder))?;
    if (own.uid(), own.gid()) != (model.uid(), model.gid()) {
        chown(new.path(), Some(model.uid()), Some(model.gid())).map_err(StoreError::at(file))?;
    }
    new.as_file().sync_all().map_err(StoreError::at(&folder))?;
    Ok(new)
}

/// Gives what is there a second name, with its log, and says which.
fn keep(file: &Path) -> Result<PathBuf, StoreError> {
    for number in 1..=u32::MAX {
        let kept = file.with_extension(format!("before-restore-{number}.db"));
        match link_or_copy(file, &kept) {
            Ok(()) => {
                for companion in COMPANIONS {
                    let log = beside(file, companion);
                    if log.exists() {
                        link_or_copy(&log, &beside(&kept, companion)).map_err(StoreError::at(&log))?;
                    }
                }
                return Ok(kept);
            }
            Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => {}
            Err(source) => return Err(StoreError::File { file: kept, source }),
        }
    }
    Err(StoreError::FileExists(file.to_path_buf()))
}

/// A second name for a file; on file systems without such links, a copy.
fn link_or_copy(file: &Path, other: &Path) -> std::io::Result<()> {
    match std::fs::hard_link(file, other) {
        Err(error) if error.kind() != std::io::ErrorKind::AlreadyExists && !other.exists() => {
            std::fs::copy(file, other)?;
            std::fs::File::open(other)?.sync_all()
        }
        done => done,
    }
}

fn beside(file: &Path, companion: &str) -> PathBuf {
    let mut name = file.to_path_buf().into_os_string();
    name.push(companion);
    name.into()
}

#[cfg(test)]
mod tests {
    use tempfile::TempDir;

    use super::super::testing::TestStore;
    use super::*;
    use crate::initiatives::{is_empty, load_taxonomy};

    /// A folder with a copy of a database with a taxonomy, and the address of a database to be in it.
    async fn folder_with_copy() -> (TempDir, PathBuf, PathBuf, String) {
        let original = TestStore::sqlite().await;
        load_taxonomy(&original.store).await.expect("taxonomy");
        let folder = tempfile::tempdir().expect("a folder");
        let copy = folder.path().join("copy.db");
        original.store.backup(&copy).await.expect("a copy");
        let file = folder.path().join("dia.db");
        let address = format!("sqlite://{}", file.display());
        (folder, copy, file, address)
    }

    fn count(folder: &TempDir) -> usize {
        std::fs::read_dir(folder.path()).expect("a folder").count()
    }

    #[tokio::test]
    async fn a_backup_restores_to_the_same_database_and_keeps_what_was_there() {
        let (folder, copy, _, address) = folder_with_copy().await;
        assert_eq!(Store::restore(&address, &copy).await.expect("restored"), None);
        let restored = Store::open(&address).await.expect("opens");
        assert!(restored.ready().await.is_ok());
        assert!(is_empty(&restored).await.expect("readable"));
        assert!(!load_taxonomy(&restored).await.expect("taxonomy"), "the taxonomy came along");
        restored.close().await;
        let kept = Store::restore(&address, &copy).await.expect("restored again").expect("the old one is kept");
        check(&kept).await.expect("a whole database");
        let again = Store::restore(&address, &copy).await.expect("and again").expect("the old one is kept");
        assert_ne!(kept, again);
        assert_eq!(count(&folder), 4, "the copy, the database and the two before it");
    }

    #[tokio::test]
    async fn a_database_in_use_is_left_alone_and_the_refusal_leaves_nothing_behind() {
        let (folder, copy, _, address) = folder_with_copy().await;
        let open = Store::open(&address).await.expect("a database");
        open.migrate().await.expect("migrations");
        let before = count(&folder);
        assert!(matches!(Store::restore(&address, &copy).await, Err(StoreError::InUse)));
        assert_eq!(count(&folder), before);
        assert!(open.ready().await.is_ok());
    }

    #[tokio::test]
    async fn a_damaged_database_can_be_replaced_and_is_kept_with_its_log() {
        let whole = std::fs::read(folder_with_copy().await.1).expect("a copy");
        let mut holed = whole.clone();
        holed[4096..].fill(0xab);
        let damages: [&[u8]; 4] = [b"no database at all", &[0xff; 9_000], &whole[..whole.len() / 2 + 100], &holed];
        for damage in damages {
            let (_folder, copy, file, address) = folder_with_copy().await;
            std::fs::write(&file, damage).expect("writable");
            std::fs::write(beside(&file, "-wal"), b"a log that fits nothing").expect("writable");
            let kept = Store::restore(&address, &copy).await.expect("restored").expect("kept");
            assert_eq!(std::fs::read(kept).expect("readable"), damage);
            assert!(!beside(&file, "-wal").exists());
            let restored = Store::open_existing(&address).await.expect("opens");
            assert!(restored.ready().await.is_ok());
        }
    }

    #[tokio::test]
    async fn the_database_keeps_its_rights_when_a_copy_takes_its_place() {
        use std::os::unix::fs::PermissionsExt as _;
        let (_folder, copy, file, address) = folder_with_copy().await;
        std::fs::write(&file, b"").expect("writable");
        std::fs::set_permissions(&file, std::fs::Permissions::from_mode(0o640)).expect("ours");
        Store::restore(&address, &copy).await.expect("restored");
        assert_eq!(file.metadata().expect("there").permissions().mode() & 0o777, 0o640);
    }

    #[tokio::test]
    async fn what_is_no_whole_copy_is_not_restored_and_the_database_stays() {
        let (folder, copy, file, address) = folder_with_copy().await;
        Store::restore(&address, &copy).await.expect("restored");
        let bytes = std::fs::read(&copy).expect("readable");
        let before = (count(&folder), std::fs::read(&file).expect("readable"));
        for wrong in [&bytes[..bytes.len() / 2], b"", b"something else"] {
            std::fs::write(&copy, wrong).expect("writable");
            let refused = Store::restore(&address, &copy).await;
            assert!(matches!(&refused, Err(StoreError::NotABackup(named)) if *named == copy), "{refused:?}");
        }
        assert!(matches!(Store::restore(&address, folder.path()).await, Err(StoreError::NotABackup(_))));
        assert!(matches!(Store::restore(&address, &folder.path().join("none")).await, Err(StoreError::NoCopy(_))));
        assert_eq!(before, (count(&folder), std::fs::read(&file).expect("readable")));
    }
}
