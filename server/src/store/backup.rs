//! A consistent copy of an `SQLite` database. PostgreSQL has tools of its own.

use std::path::Path;

use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{ConnectOptions, Connection};

use super::{Store, StoreError, migrations, turns};

/// Writes a consistent copy as one file, while others read and write. The file may exist when it is empty.
const COPY: &str = "VACUUM INTO $1";

/// Says `ok` when every page and index is in order.
const CHECK: &str = "PRAGMA integrity_check";

impl Store {
    /// Writes a consistent copy to a file that does not exist yet.
    ///
    /// The copy gets its name when it is complete, checked and on the disk, so a file with that name is a copy that can be
    /// put back. Only its owner may read it, because it holds all that the database holds.
    pub async fn backup(&self, file: &Path) -> Result<(), StoreError> {
        let Self::Sqlite { read, .. } = self else { return Err(StoreError::UsePgDump) };
        let exists = || StoreError::FileExists(file.to_path_buf());
        if file.symlink_metadata().is_ok() {
            return Err(exists());
        }
        let folder = turns::folder_of(file);
        let part = tempfile::Builder::new()
            .prefix(".dia-backup-")
            .tempfile_in(&folder)
            .map_err(StoreError::unwritten(file))?;
        let mut connection = read.acquire().await?;
        // To SQLite the copy is a write, which who only looks at a database may not do.
        sqlx::raw_sql("PRAGMA query_only = OFF").execute(&mut *connection).await?;
        let name = part.path().to_string_lossy().into_owned();
        sqlx::query(COPY).bind(name).execute(&mut *connection).await.map_err(super::told)?;
        check(part.path()).await.map_err(|error| match error {
            StoreError::NotABackup(_) => StoreError::NotABackup(file.to_path_buf()),
            other => other,
        })?;
        part.as_file().sync_all().map_err(StoreError::unwritten(file))?;
        part.persist_noclobber(file).map_err(|refused| match refused.error.kind() {
            std::io::ErrorKind::AlreadyExists => exists(),
            _ => StoreError::Unwritten { file: file.to_path_buf(), source: refused.error },
        })?;
        sync_folder(&folder)
    }
}

/// Makes sure that a file is a whole database of this platform, and not one of a later version.
pub(super) async fn check(copy: &Path) -> Result<(), StoreError> {
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
    let applied: i64 =
        sqlx::query_scalar(migrations::COUNT_APPLIED).fetch_one(&mut connection).await.map_err(|_| damaged())?;
    let _ = connection.close().await;
    if verdict != "ok" || applied == 0 {
        Err(damaged())
    } else if applied > migrations::known() {
        Err(StoreError::Newer)
    } else {
        Ok(())
    }
}

/// Makes names in a folder survive a power cut.
pub(super) fn sync_folder(folder: &Path) -> Result<(), StoreError> {
    std::fs::File::open(folder).and_then(|folder| folder.sync_all()).map_err(StoreError::at(folder))
}

#[cfg(test)]
mod tests {
    use super::super::read;
    use super::super::testing::TestStore;
    use super::*;
    use crate::initiatives::sql::INSTALLATION;

    fn names(folder: &Path) -> Vec<String> {
        let entries = std::fs::read_dir(folder).expect("a folder");
        entries.map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned()).collect()
    }

    async fn installation(store: &Store) -> String {
        read!(store, |db| sqlx::query_scalar(INSTALLATION).fetch_one(db).await).expect("an installation")
    }

    #[tokio::test]
    async fn a_copy_never_replaces_a_file_and_lies_alone_in_its_folder() {
        let original = TestStore::sqlite().await;
        let folder = tempfile::tempdir().expect("a folder");
        let copy = folder.path().join("copy.db");
        original.store.backup(&copy).await.expect("a copy");
        assert!(matches!(original.store.backup(&copy).await, Err(StoreError::FileExists(_))));
        assert_eq!(names(folder.path()), ["copy.db"]);
    }

    #[tokio::test]
    async fn a_copy_is_the_same_installation_for_readers_of_its_feeds() {
        let original = TestStore::sqlite().await;
        let folder = tempfile::tempdir().expect("a folder");
        let copy = folder.path().join("copy.db");
        original.store.backup(&copy).await.expect("a copy");
        let copied = Store::open_existing(&format!("sqlite://{}", copy.display())).await.expect("a database");
        assert_eq!(installation(&copied).await, installation(&original.store).await);
    }

    #[tokio::test]
    async fn a_copy_that_fails_leaves_nothing_behind() {
        let folder = tempfile::tempdir().expect("a folder");
        let address = format!("sqlite://{}", folder.path().join("empty.db").display());
        // Not migrated: what would be copied is no database of ours.
        let store = Store::open(&address).await.expect("a database");
        let copies = tempfile::tempdir().expect("a folder");
        let refused = store.backup(&copies.path().join("copy.db")).await;
        assert!(matches!(&refused, Err(StoreError::NotABackup(file)) if file.ends_with("copy.db")), "{refused:?}");
        assert!(names(copies.path()).is_empty());
        let missing = copies.path().join("no-folder");
        let refused = store.backup(&missing.join("copy.db")).await.expect_err("no folder").to_string();
        let expected = format!("there is no folder {}; make it first, or choose another one", missing.display());
        assert!(refused.ends_with(&expected) && !refused.contains(".dia-"), "{refused}");
    }
}
