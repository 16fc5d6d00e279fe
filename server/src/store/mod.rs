//! The two databases behind one type.
//!
//! SQLite is the default: one file beside the binary. PostgreSQL is for who has outgrown one machine. Both speak the same
//! portable statements, written as constants in each room's `sql.rs`; where the dialects differ there is a plain `match`.
//! Reasons and alternatives: `docs/adr/0003-two-databases.md`.

mod backup;
mod error;
pub(crate) mod fault;
mod migrations;
mod reach;
mod restore;
#[cfg(test)]
pub(crate) mod testing;
mod turns;

use std::path::{Path, PathBuf};
use std::str::FromStr;
use std::time::Duration;

use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous};
use sqlx::{ConnectOptions, PgPool, Postgres, Sqlite, SqlitePool, Transaction};

pub use error::StoreError;
use error::Trouble;

/// How long a statement waits for another writer before it gives up.
const BUSY_TIMEOUT: Duration = Duration::from_secs(10);

/// Reading connections to SQLite; with WAL they never wait for the writer.
const SQLITE_READERS: u32 = 8;

/// So many rows of SQLite may wait to be taken, so that reading very many does not change threads for every few.
const ROWS_UNDER_WAY: usize = 500;

/// Connections of one instance to PostgreSQL.
const POSTGRES_CONNECTIONS: u32 = 16;

/// The database, one of two kinds. Cheap to clone.
#[derive(Clone, Debug)]
pub enum Store {
    /// One file. Writing goes through a pool of one connection, so writers queue here and never meet a locked database.
    Sqlite {
        /// Connections for reading.
        read: SqlitePool,
        /// The one connection for writing.
        write: SqlitePool,
        /// Where the file lies, for back-ups and messages.
        file: PathBuf,
    },
    /// A server that several instances share.
    Postgres(PgPool),
}

/// A transaction. Dropped without [`Tx::commit`] it leaves no trace.
#[derive(Debug)]
pub enum Tx {
    /// For writing begun with `BEGIN IMMEDIATE`, because a read that turns into a write later would fail at once when another
    /// writer came in between, whatever the busy timeout.
    Sqlite(Transaction<'static, Sqlite>),
    /// An ordinary transaction.
    Postgres(Transaction<'static, Postgres>),
}

/// Runs one expression for reading on whichever database is there: `read!(store, |db| sqlx::query(SQL).fetch_one(db).await)`.
macro_rules! read {
    ($store:expr, |$db:ident| $body:expr) => {
        match $store {
            $crate::store::Store::Sqlite { read: $db, .. } => $body,
            $crate::store::Store::Postgres($db) => $body,
        }
    };
}
pub(crate) use read;

/// Runs one expression inside a transaction: `write!(tx, |db| sqlx::query(SQL).execute(db).await)`.
macro_rules! within {
    ($tx:expr, |$db:ident| $body:expr) => {{
        $crate::store::fault::step();
        match $tx {
            $crate::store::Tx::Sqlite(tx) => {
                let $db = &mut **tx;
                $body
            }
            $crate::store::Tx::Postgres(tx) => {
                let $db = &mut **tx;
                $body
            }
        }
    }};
}
pub(crate) use within;

impl Store {
    /// Opens the database that an address names: `sqlite://path/to/file.db` or `postgres://user:password@host/name`.
    ///
    /// A SQLite file and its folder are made when they are not there; a PostgreSQL database has to exist.
    pub async fn open(address: &str) -> Result<Self, StoreError> {
        if address.starts_with("sqlite:") {
            Self::open_sqlite(address).await
        } else if address.starts_with("postgres://") || address.starts_with("postgresql://") {
            Self::open_postgres(address).await
        } else {
            Err(StoreError::UnknownKind)
        }
    }

    /// Opens a database that is there and is ours, and changes nothing about it: what looks, compares or copies needs no more.
    ///
    /// Its tables may be older or newer than this binary's; [`Store::ready`] tells.
    pub async fn open_existing(address: &str) -> Result<Self, StoreError> {
        let store = if address.starts_with("sqlite:") {
            Self::open_sqlite_to_look(address).await?
        } else {
            Self::open(address).await?
        };
        if store.is_new().await? { Err(StoreError::NotOurs) } else { Ok(store) }
    }

    async fn open_sqlite(address: &str) -> Result<Self, StoreError> {
        let options = SqliteConnectOptions::from_str(address).map_err(StoreError::Address)?;
        let file = options.get_filename().to_path_buf();
        make_folder_of(&file)?;
        // Two processes that make the file at once would find it locked, whatever the busy timeout.
        let _turn = turns::take(&file).await?;
        let options = options
            .create_if_missing(true)
            .journal_mode(SqliteJournalMode::Wal)
            // What was confirmed to a person survives a power cut.
            .synchronous(SqliteSynchronous::Full)
            .foreign_keys(true)
            .busy_timeout(BUSY_TIMEOUT)
            // What was erased cannot be read in the file either.
            .pragma("secure_delete", "ON")
            .disable_statement_logging();
        let reading = options.clone().read_only(true).create_if_missing(false);
        Self::connect_sqlite(options, reading, file).await
    }

    async fn open_sqlite_to_look(address: &str) -> Result<Self, StoreError> {
        let options = SqliteConnectOptions::from_str(address).map_err(StoreError::Address)?;
        let file = options.get_filename().to_path_buf();
        if !file.is_file() {
            return Err(StoreError::Missing(file));
        }
        let options = options
            .create_if_missing(false)
            .busy_timeout(BUSY_TIMEOUT)
            // Instead of a read-only connection: the last of those to close would leave the write-ahead log lying about.
            .pragma("query_only", "ON")
            .disable_statement_logging();
        Self::connect_sqlite(options.clone(), options, file).await
    }

    async fn connect_sqlite(
        writing: SqliteConnectOptions,
        reading: SqliteConnectOptions,
        file: PathBuf,
    ) -> Result<Self, StoreError> {
        let refused = |error: sqlx::Error| match Trouble::of(&error) {
            Trouble::Damage => StoreError::Damaged(error.to_string()),
            _ => StoreError::Connect(error),
        };
        let reading = reading.row_buffer_size(ROWS_UNDER_WAY);
        let write = SqlitePoolOptions::new().max_connections(1).connect_with(writing).await.map_err(refused)?;
        let read =
            SqlitePoolOptions::new().max_connections(SQLITE_READERS).connect_with(reading).await.map_err(refused)?;
        Ok(Self::Sqlite { read, write, file })
    }

    async fn open_postgres(address: &str) -> Result<Self, StoreError> {
        let options = PgConnectOptions::from_str(address).map_err(StoreError::Address)?.disable_statement_logging();
        reach::reach(&options).await?;
        let pool = PgPoolOptions::new()
            .max_connections(POSTGRES_CONNECTIONS)
            .acquire_timeout(BUSY_TIMEOUT)
            .connect_with(options)
            .await
            .map_err(StoreError::Connect)?;
        Ok(Self::Postgres(pool))
    }

    /// Begins a write transaction.
    pub async fn begin(&self) -> Result<Tx, StoreError> {
        Ok(match self {
            Self::Sqlite { write, .. } => Tx::Sqlite(write.begin_with("BEGIN IMMEDIATE").await?),
            Self::Postgres(pool) => Tx::Postgres(pool.begin().await?),
        })
    }

    /// Begins a transaction for looking: it sees the database at one moment and holds nobody up.
    pub async fn begin_to_look(&self) -> Result<Tx, StoreError> {
        Ok(match self {
            Self::Sqlite { read, .. } => Tx::Sqlite(read.begin().await?),
            Self::Postgres(pool) => {
                Tx::Postgres(pool.begin_with("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY").await?)
            }
        })
    }

    /// Asks the database for a sign of life and whether its tables are those of this binary.
    pub async fn ready(&self) -> Result<(), StoreError> {
        if self.applied().await? < migrations::known() { Err(StoreError::NotMigrated) } else { Ok(()) }
    }

    /// Looks through every page of an SQLite file for damage; PostgreSQL guards its own.
    pub async fn check(&self) -> Result<(), StoreError> {
        let Self::Sqlite { read, .. } = self else { return Ok(()) };
        let verdict: String = sqlx::query_scalar("PRAGMA quick_check").fetch_one(read).await.map_err(told)?;
        if verdict == "ok" { Ok(()) } else { Err(StoreError::Damaged(verdict)) }
    }

    /// How many migrations the database has seen.
    async fn applied(&self) -> Result<i64, StoreError> {
        read!(self, |db| sqlx::query_scalar(migrations::COUNT_APPLIED).fetch_one(db).await).map_err(told)
    }

    /// Whether a database holds nothing of ours yet, because it was made just now.
    pub async fn is_new(&self) -> Result<bool, StoreError> {
        match self.applied().await {
            Ok(applied) => Ok(applied == 0),
            Err(StoreError::Statement(error)) if is_missing_table(&error) => Ok(true),
            Err(error) => Err(error),
        }
    }

    /// Where the data lie, for messages: the file, or the name of the database on its server.
    pub fn place(&self) -> String {
        match self {
            Self::Sqlite { file, .. } => {
                std::path::absolute(file).unwrap_or_else(|_| file.clone()).display().to_string()
            }
            Self::Postgres(pool) => {
                let options = pool.connect_options();
                let database = options.get_database().unwrap_or_else(|| options.get_username());
                format!("{database} on {}", reach::named(&options))
            }
        }
    }

    /// Closes every connection; on SQLite this also folds the write-ahead log into the file, unless it was opened to look.
    pub async fn close(&self) {
        match self {
            Self::Sqlite { read, write, .. } => {
                read.close().await;
                let folded = fold(write).await;
                if !matches!(folded, Ok(true)) {
                    tracing::info!(?folded, "the write-ahead log stays beside the database; it belongs to it");
                }
                write.close().await;
            }
            Self::Postgres(pool) => pool.close().await,
        }
    }
}

/// Brings the statistics of the tables up to date and folds the write-ahead log into the file. SQLite folds for the last connection that
/// closes, but that need not be ours: one that was still being made when its job ended closes when it can. Says whether nothing is left to
/// fold: another program may be in the way.
async fn fold(write: &SqlitePool) -> Result<bool, sqlx::Error> {
    let mut connection = write.acquire().await?;
    let looks: bool = sqlx::query_scalar("PRAGMA query_only").fetch_one(&mut *connection).await?;
    if looks {
        return Ok(true);
    }
    // Whoever reads meanwhile, another program, holds nobody up for long.
    sqlx::query("PRAGMA busy_timeout = 1000").execute(&mut *connection).await?;
    sqlx::query("PRAGMA optimize").execute(&mut *connection).await?;
    let busy: bool = sqlx::query_scalar("PRAGMA wal_checkpoint(TRUNCATE)").fetch_one(&mut *connection).await?;
    Ok(!busy)
}

impl Tx {
    /// Makes everything in the transaction permanent.
    pub async fn commit(self) -> Result<(), StoreError> {
        fault::step();
        match self {
            Self::Sqlite(tx) => tx.commit().await?,
            Self::Postgres(tx) => tx.commit().await?,
        }
        fault::step();
        Ok(())
    }
}

/// A statement that failed because the file is damaged says so.
fn told(error: sqlx::Error) -> StoreError {
    match Trouble::of(&error) {
        Trouble::Damage => StoreError::Damaged(error.to_string()),
        _ => StoreError::Statement(error),
    }
}

/// Whether a table that a statement names is not there: SQLite's general error, PostgreSQL's `undefined_table`.
fn is_missing_table(error: &sqlx::Error) -> bool {
    error
        .as_database_error()
        .and_then(sqlx::error::DatabaseError::code)
        .is_some_and(|code| code == "1" || code == "42P01")
}

fn make_folder_of(file: &Path) -> Result<(), StoreError> {
    match file.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => std::fs::create_dir_all(folder)
            .map_err(|source| StoreError::Folder { folder: folder.to_path_buf(), source }),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use sqlx::{Executor as _, SqlStr};

    use super::testing::store_tests;
    use super::*;
    use crate::desk::undo;
    use crate::initiatives::{contribution, custodians, follow, freshness, keeping, photos, sql, taking_in};
    use crate::{accounts, budgets, day, mail, own_data, programme, seals};

    store_tests! {
        async fn every_statement_is_understood_by_the_database(store: Store) {
            let floors = [
                sql::ALL,
                custodians::sql::ALL,
                freshness::sql::ALL,
                mail::sql::all_of(&store),
                budgets::ALL,
                accounts::sql::ALL,
                undo::ALL,
                own_data::sql::ALL,
                seals::ALL,
                follow::sql::ALL,
                photos::sql::ALL,
            ];
            let lists =
                [
                    accounts::desk_sql::all_of(&store),
                    mail::desk_sql::all_of(&store),
                    contribution::sql::all(),
                    keeping::sql::all(),
                    taking_in::sql::all(),
                    programme::pieces::sql::all(),
                    day::sql::ALL.to_vec(),
                ];
            for statement in floors.into_iter().flatten().copied().chain(lists.into_iter().flatten()) {
                let prepared = read!(&store, |db| db.prepare(SqlStr::from_static(statement)).await.map(|_| ()));
                assert!(prepared.is_ok(), "{statement}: {prepared:?}");
            }
        }

        async fn a_transaction_that_is_dropped_leaves_no_trace(store: Store) {
            let mut tx = store.begin().await.expect("a transaction");
            within!(&mut tx, |db| sqlx::query(sql::RAISE_REFERENCE).execute(db).await.map(|_| ())).expect("an update");
            drop(tx);
            let version = "SELECT version FROM data_version WHERE room = 'reference'";
            let reference: i64 =
                read!(&store, |db| sqlx::query_scalar(version).fetch_one(db).await).expect("a version");
            assert_eq!(reference, 1);
        }

        async fn a_migrated_database_is_ready_and_migrating_again_changes_nothing(store: Store) {
            store.migrate().await.expect("again");
            assert!(store.ready().await.is_ok());
        }
    }

    #[tokio::test]
    async fn a_database_is_looked_at_only_when_it_is_there_and_ours() {
        let folder = tempfile::tempdir().expect("a folder");
        let address = |name: &str| format!("sqlite://{}", folder.path().join(name).display());
        let missing = Store::open_existing(&address("no/dia.db")).await;
        assert!(matches!(missing, Err(StoreError::Missing(_))), "{missing:?}");
        assert!(!folder.path().join("no").exists());

        std::fs::write(folder.path().join("empty.db"), b"").expect("writable");
        let empty = Store::open_existing(&address("empty.db")).await;
        assert!(matches!(empty, Err(StoreError::NotOurs)), "{empty:?}");

        std::fs::write(folder.path().join("damaged.db"), [0xff; 9_000]).expect("writable");
        let damaged = Store::open_existing(&address("damaged.db")).await;
        assert!(matches!(damaged, Err(StoreError::Damaged(_))), "{damaged:?}");

        let store = Store::open(&address("dia.db")).await.expect("a database");
        store.migrate().await.expect("migrations");
        store.close().await;
        let looked = Store::open_existing(&address("dia.db")).await.expect("it is there");
        assert!(looked.ready().await.is_ok());
        assert!(looked.check().await.is_ok());
        assert!(looked.begin().await.is_err(), "who only looks cannot write");
        looked.close().await;
        let left = std::fs::read_dir(folder.path()).expect("a folder").count();
        assert_eq!(left, 3, "looking leaves nothing behind");
    }

    #[tokio::test]
    async fn after_closing_everything_is_in_the_one_file_even_when_another_program_has_it_open() {
        let folder = tempfile::tempdir().expect("a folder");
        let address = |name: &str| format!("sqlite://{}", folder.path().join(name).display());
        let store = Store::open(&address("dia.db")).await.expect("a database");
        let other = Store::open(&address("dia.db")).await.expect("another program");
        store.migrate().await.expect("migrations");
        store.close().await;
        std::fs::copy(folder.path().join("dia.db"), folder.path().join("copy.db")).expect("a copy");
        let copy = Store::open_existing(&address("copy.db")).await.expect("a database");
        assert!(copy.ready().await.is_ok());
        copy.close().await;
        other.close().await;
    }

    #[tokio::test]
    async fn an_address_of_another_kind_is_refused() {
        assert!(matches!(Store::open("mysql://localhost/dia").await, Err(StoreError::UnknownKind)));
    }

    #[tokio::test]
    async fn what_was_confirmed_survives_a_power_cut_on_sqlite() {
        let test = testing::TestStore::sqlite().await;
        let Store::Sqlite { write, .. } = &test.store else { unreachable!("the test opened SQLite") };
        let pragma = async |name: &'static str| -> String {
            let words: Result<String, _> = sqlx::query_scalar(SqlStr::from_static(name)).fetch_one(write).await;
            let number = sqlx::query_scalar::<_, i64>(SqlStr::from_static(name)).fetch_one(write);
            match words {
                Ok(words) => words,
                Err(_) => number.await.expect("a number").to_string(),
            }
        };
        assert_eq!(pragma("PRAGMA journal_mode").await, "wal");
        assert_eq!(pragma("PRAGMA synchronous").await, "2", "FULL");
        assert_eq!(pragma("PRAGMA foreign_keys").await, "1");
        assert_eq!(pragma("PRAGMA secure_delete").await, "1", "what was erased cannot be read in the file");
    }
}
