//! A consistent copy of an `SQLite` database, and putting one back. PostgreSQL has tools of its own.

use std::path::{Path, PathBuf};
use std::str::FromStr;

use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{ConnectOptions, Connection};

use super::{Store, StoreError};

/// Writes a consistent copy as one file, while others read and write.
const COPY: &str = "VACUUM INTO $1";

/// Says `ok` when every page and index is in order.
const CHECK: &str = "PRAGMA integrity_check";

/// How many migrations a copy has seen: a file without is no database of ours.
const MIGRATIONS: &str = "SELECT COUNT(*) FROM _sqlx_migrations WHERE success";

impl Store {
    /// Writes a consistent copy to a file that does not exist yet.
    pub async fn backup(&self, file: &Path) -> Result<(), StoreError> {
        let Self::Sqlite { read, .. } = self else { return Err(StoreError::UsePgDump) };
        if file.exists() {
            return Err(StoreError::FileExists(file.to_path_buf()));
        }
        sqlx::query(COPY).bind(file.to_string_lossy().into_owned()).execute(read).await?;
        Ok(())
    }

    /// Puts a copy in place of the database at an address, after checking the copy. What was there is kept beside it; its
    /// new name is given back.
    pub async fn restore(address: &str, copy: &Path) -> Result<Option<PathBuf>, StoreError> {
        if !address.starts_with("sqlite:") {
            return Err(StoreError::UsePgDump);
        }
        check(copy).await?;
        let options = SqliteConnectOptions::from_str(address).map_err(StoreError::Address)?;
        let file = options.get_filename().to_path_buf();
        super::make_folder_of(&file)?;
        let failed = |source| StoreError::Folder { folder: file.clone(), source };
        let beside = file.with_extension("restoring");
        std::fs::copy(copy, &beside).map_err(failed)?;
        let kept = if file.exists() {
            in_use(&options).await?;
            let kept = free_name(&file);
            std::fs::rename(&file, &kept).map_err(failed)?;
            Some(kept)
        } else {
            None
        };
        // The write-ahead log of the old database must not be applied to the new one.
        for extension in ["-wal", "-shm"] {
            let mut log = file.clone().into_os_string();
            log.push(extension);
            let _ = std::fs::remove_file(log);
        }
        std::fs::rename(&beside, &file).map_err(failed)?;
        Ok(kept)
    }
}

/// Whether a file is a whole database of this platform.
async fn check(copy: &Path) -> Result<(), StoreError> {
    let damaged = || StoreError::NotABackup(copy.to_path_buf());
    if !copy.is_file() {
        return Err(damaged());
    }
    let mut connection = SqliteConnectOptions::new()
        .filename(copy)
        .read_only(true)
        .immutable(true)
        .disable_statement_logging()
        .connect()
        .await
        .map_err(|_| damaged())?;
    let verdict: String = sqlx::query_scalar(CHECK).fetch_one(&mut connection).await.map_err(|_| damaged())?;
    let migrations: i64 = sqlx::query_scalar(MIGRATIONS).fetch_one(&mut connection).await.map_err(|_| damaged())?;
    let _ = connection.close().await;
    if verdict == "ok" && migrations > 0 { Ok(()) } else { Err(damaged()) }
}

/// Refuses when another process has the database open for writing, and folds its log into the file.
async fn in_use(options: &SqliteConnectOptions) -> Result<(), StoreError> {
    let mut connection = options
        .clone()
        .create_if_missing(false)
        .busy_timeout(std::time::Duration::ZERO)
        .disable_statement_logging()
        .connect()
        .await
        .map_err(StoreError::Connect)?;
    // Nobody else may have it open: an exclusive lock is refused while another connection is there.
    let alone =
        sqlx::raw_sql("PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE; COMMIT;").execute(&mut connection).await;
    let _ = connection.close().await;
    alone.map(|_| ()).map_err(|_| StoreError::InUse)
}

fn free_name(file: &Path) -> PathBuf {
    let named = |number: u32| file.with_extension(format!("before-restore-{number}.db"));
    (1..=u32::MAX).map(named).find(|name| !name.exists()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::super::read;
    use super::super::testing::TestStore;
    use super::*;
    use crate::initiatives::sql::INSTALLATION;
    use crate::initiatives::{is_empty, load_taxonomy};

    async fn installation(store: &Store) -> String {
        read!(store, |db| sqlx::query_scalar(INSTALLATION).fetch_one(db).await).expect("an installation")
    }

    #[tokio::test]
    async fn a_backup_restores_to_the_same_database_and_keeps_what_was_there() {
        let original = TestStore::sqlite().await;
        load_taxonomy(&original.store).await.expect("taxonomy");
        let folder = tempfile::tempdir().expect("a folder");
        let copy = folder.path().join("copy.db");
        original.store.backup(&copy).await.expect("a copy");
        assert!(matches!(original.store.backup(&copy).await, Err(StoreError::FileExists(_))));

        let address = format!("sqlite://{}", folder.path().join("restored.db").display());
        assert_eq!(Store::restore(&address, &copy).await.expect("restored"), None);
        let restored = Store::open(&address).await.expect("opens");
        assert!(restored.ready().await.is_ok());
        assert!(is_empty(&restored).await.expect("readable"));
        assert!(!load_taxonomy(&restored).await.expect("taxonomy"), "the taxonomy came along");
        assert_eq!(installation(&restored).await, installation(&original.store).await, "feeds keep their entries");
        assert!(matches!(Store::restore(&address, &copy).await, Err(StoreError::InUse)), "it is open");
        restored.close().await;
        assert!(Store::restore(&address, &copy).await.expect("restored again").is_some_and(|kept| kept.exists()));
    }

    #[tokio::test]
    async fn half_a_file_is_not_restored() {
        let original = TestStore::sqlite().await;
        let folder = tempfile::tempdir().expect("a folder");
        let copy = folder.path().join("copy.db");
        original.store.backup(&copy).await.expect("a copy");
        let bytes = std::fs::read(&copy).expect("readable");
        std::fs::write(&copy, &bytes[..bytes.len() / 2]).expect("writable");
        let address = format!("sqlite://{}", folder.path().join("restored.db").display());
        assert!(matches!(Store::restore(&address, &copy).await, Err(StoreError::NotABackup(_))));
    }
}
