//! Taking turns at what SQLite does not guard by itself: making a database file, bringing its tables up to date, putting
//! another file in its place.
//!
//! The turn is a lock of the operating system on the folder of the file. So it leaves no file behind, any account that may
//! open the database can take it, and it ends with the process, however that ends. PostgreSQL has locks for this.

use std::fs::File;
use std::path::{Path, PathBuf};

use super::StoreError;

/// The right to change what stands in a folder; given back when it is dropped.
#[derive(Debug)]
pub(super) struct Turn {
    _locked: File,
}

/// Waits for the turn at a database file, whose folder has to exist.
pub(super) async fn take(file: &Path) -> Result<Turn, StoreError> {
    let folder = folder_of(file);
    let failed = {
        let folder = folder.clone();
        move |source| StoreError::File { file: folder, source }
    };
    let waiting = tokio::task::spawn_blocking(move || {
        let locked = File::open(&folder)?;
        locked.lock()?;
        Ok(Turn { _locked: locked })
    });
    waiting.await.unwrap_or_else(|error| Err(std::io::Error::other(error))).map_err(failed)
}

/// The folder in which a file lies.
pub(super) fn folder_of(file: &Path) -> PathBuf {
    match file.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder.to_path_buf(),
        _ => PathBuf::from("."),
    }
}
