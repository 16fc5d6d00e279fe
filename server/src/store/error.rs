//! What can go wrong between the platform and its database.

use std::path::PathBuf;

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
    #[error("the folder {folder} for the database cannot be made: {source}")]
    Folder {
        /// The folder that is missing.
        folder: PathBuf,
        /// What the operating system says.
        source: std::io::Error,
    },
    /// No connection.
    #[error("the database cannot be reached: {0}")]
    Connect(#[source] sqlx::Error),
    /// A migration failed; the database is as it was before that migration.
    #[error("the database cannot be brought up to date: {0}")]
    Migrate(#[from] sqlx::migrate::MigrateError),
    /// Copies of PostgreSQL are made by its own tools.
    #[error("for PostgreSQL use its own tools: pg_dump -Fc makes a copy and pg_restore puts it back")]
    UsePgDump,
    /// A copy never replaces a file.
    #[error("{0} exists already; choose another name")]
    FileExists(PathBuf),
    /// A file that is damaged, cut off or something else.
    #[error("{0} is not a complete copy of a database of this platform")]
    NotABackup(PathBuf),
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
