//! What can go wrong between the platform and its database.

use std::path::{Path, PathBuf};

use sqlx::migrate::MigrateError;

use crate::disk;

/// An error of the database layer. Its text is for the operator; visitors never see it.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The address names neither SQLite nor PostgreSQL.
    #[error("the database address must start with sqlite:// or postgres://")]
    UnknownKind,
    /// The address cannot be read.
    #[error("the database address cannot be understood: {0}")]
    Address(#[source] sqlx::Error),
    /// The folder for the SQLite file cannot be made.
    #[error("the folder {folder} for the database cannot be made: {}", disk::why_unwritten(folder, source))]
    Folder {
        /// The folder that is missing.
        folder: PathBuf,
        /// What the operating system says.
        source: std::io::Error,
    },
    /// A file or folder cannot be read or written.
    #[error("{file}: {}", disk::bare(source))]
    File {
        /// Which.
        file: PathBuf,
        /// What the operating system says.
        source: std::io::Error,
    },
    /// A file that was to be made cannot be written.
    #[error("{file} cannot be written: {}", disk::why_unwritten(file, source))]
    Unwritten {
        /// Which.
        file: PathBuf,
        /// What the operating system says.
        source: std::io::Error,
    },
    /// No server answers.
    #[error(
        "PostgreSQL does not answer at {server} ({reason}); check that it runs there and may be reached from here, and that DIA_DATABASE_URL names the right host and port"
    )]
    Unreachable {
        /// Host and port, or the folder of the socket.
        server: String,
        /// What happened instead.
        reason: String,
    },
    /// The server does not let us in.
    #[error(
        "PostgreSQL at {server} does not let us in ({reason}); check the name, the password and the database in DIA_DATABASE_URL"
    )]
    Refused {
        /// Host and port, or the folder of the socket.
        server: String,
        /// What it says.
        reason: String,
    },
    /// No connection.
    #[error("the database cannot be reached: {0}")]
    Connect(#[source] sqlx::Error),
    /// A migration failed; the database is as it was before that migration.
    #[error("the database cannot be brought up to date: {0}")]
    Migrate(#[source] MigrateError),
    /// Another version of the binary, which knows more, has had this database.
    #[error("the database was brought up to date by a newer version of dia; use that version")]
    Newer,
    /// Copies of PostgreSQL are made by its own tools.
    #[error("for PostgreSQL use its own tools: pg_dump -Fc makes a copy and pg_restore puts it back")]
    UsePgDump,
    /// A copy never replaces a file.
    #[error("{0} exists already; choose another name")]
    FileExists(PathBuf),
    /// A file that is damaged, cut off or something else.
    #[error("{0} is not a complete copy of a database of this platform")]
    NotABackup(PathBuf),
    /// There is no copy to put back.
    #[error("there is no file {0}; give the name of a copy that `dia backup FILE` made")]
    NoCopy(PathBuf),
    /// There is no file at the address.
    #[error("there is no database {0}; set DIA_DATABASE_URL to where it is, or make one with `dia migrate`")]
    Missing(PathBuf),
    /// A database that never held our tables.
    #[error(
        "this is not a database of the platform; set DIA_DATABASE_URL to the right one, or run `dia migrate` to make the tables in it"
    )]
    NotOurs,
    /// What is in the file cannot be read as a database.
    #[error("the database is damaged ({0}); put a copy back with `dia restore FILE`")]
    Damaged(String),
    /// Somebody is using the database.
    #[error("the database is in use; stop `dia serve` first")]
    InUse,
    /// The tables are older than this binary.
    #[error("the database is not up to date; run `dia migrate`")]
    NotMigrated,
    /// A statement failed.
    #[error("the database refused a statement: {0}")]
    Statement(#[from] sqlx::Error),
}

impl StoreError {
    /// A file that cannot be written, with its name.
    pub(super) fn unwritten(file: &Path) -> impl FnOnce(std::io::Error) -> Self {
        move |source| Self::Unwritten { file: file.to_path_buf(), source }
    }

    /// A failure with a file, with its name.
    pub(super) fn at(file: &Path) -> impl FnOnce(std::io::Error) -> Self {
        move |source| Self::File { file: file.to_path_buf(), source }
    }
}

impl From<MigrateError> for StoreError {
    fn from(error: MigrateError) -> Self {
        match error {
            MigrateError::VersionMissing(_) => Self::Newer,
            other => Self::Migrate(other),
        }
    }
}

/// What SQLite means by an error, by its primary result code (<https://www.sqlite.org/rescode.html>).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Trouble {
    /// Another connection has it: `SQLITE_BUSY`, `SQLITE_LOCKED`.
    Busy,
    /// The bytes are no database: `SQLITE_CORRUPT`, `SQLITE_NOTADB`, or the file ends too early.
    Damage,
    /// Anything else.
    Other,
}

impl Trouble {
    pub(super) fn of(error: &sqlx::Error) -> Self {
        const SHORT_READ: i32 = 522;
        let code = error
            .as_database_error()
            .and_then(sqlx::error::DatabaseError::code)
            .and_then(|code| code.parse::<i32>().ok());
        match code.map(|code| (code, code & 0xff)) {
            Some((SHORT_READ, _) | (_, 11 | 26)) => Self::Damage,
            Some((_, 5 | 6)) => Self::Busy,
            _ => Self::Other,
        }
    }
}
