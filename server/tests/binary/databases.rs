//! The databases of both kinds that the binary is tried with, as another program sees them.

use std::path::Path;
use std::str::FromStr as _;

use sqlx::postgres::{PgConnectOptions, PgConnection};
use sqlx::sqlite::{SqliteConnectOptions, SqliteConnection};
use sqlx::{AssertSqlSafe, ConnectOptions as _, Connection as _};

use super::Desk;

/// A connection of another program.
pub(super) enum Db {
    Sqlite(SqliteConnection),
    Postgres(PgConnection),
}

/// Does the same with a connection of either kind.
macro_rules! with {
    ($db:expr, |$one:ident| $what:expr) => {
        match $db {
            Db::Sqlite($one) => $what,
            Db::Postgres($one) => $what,
        }
    };
}

impl Db {
    /// The texts that a statement finds.
    pub(super) async fn texts(&mut self, statement: &'static str) -> Vec<String> {
        with!(self, |db| sqlx::query_scalar(statement).fetch_all(db).await).expect("texts")
    }

    pub(super) async fn count(&mut self, statement: &'static str) -> i64 {
        with!(self, |db| sqlx::query_scalar(statement).fetch_one(db).await).expect("a count")
    }

    /// Writes with one text and one number.
    pub(super) async fn write(&mut self, statement: &'static str, text: &str, number: i64) {
        let done = with!(self, |db| sqlx::query(statement).bind(text).bind(number).execute(db).await.map(|_| ()));
        done.expect("a row");
    }

    /// Everything that is asked from here on is of one moment, until [`Db::look_on`].
    pub(super) async fn hold_still(&mut self) {
        let done = match self {
            Self::Sqlite(db) => sqlx::query("BEGIN").execute(db).await.map(|_| ()),
            Self::Postgres(db) => {
                sqlx::query("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY").execute(db).await.map(|_| ())
            }
        };
        done.expect("a transaction");
    }

    pub(super) async fn look_on(&mut self) {
        with!(self, |db| sqlx::query("COMMIT").execute(db).await.map(|_| ())).expect("an end");
    }

    /// Fails when the file is damaged. PostgreSQL looks after its own.
    pub(super) async fn is_sound(&mut self) {
        if let Self::Sqlite(db) = self {
            let sound: String = sqlx::query_scalar("PRAGMA integrity_check").fetch_one(db).await.expect("a check");
            assert_eq!(sound, "ok");
        }
    }

    pub(super) async fn close(self) {
        with!(self, |db| db.close().await).expect("closed");
    }
}

/// The address of the PostgreSQL server for tests; nothing when no server is named.
pub(super) fn postgres() -> Option<String> {
    let address = std::env::var("DIA_TEST_POSTGRES_URL").ok();
    assert!(
        address.is_some() || std::env::var_os("DIA_REQUIRE_POSTGRES").is_none(),
        "DIA_TEST_POSTGRES_URL is not set"
    );
    address
}

/// A database with a name on that server.
fn named(server: &str, name: &str) -> String {
    let mut address = url::Url::parse(server).expect("an address");
    address.set_path(name);
    address.into()
}

async fn on_server(server: &str, statement: String) {
    let mut admin = PgConnectOptions::from_str(server).expect("an address").connect().await.expect("a server");
    sqlx::query(AssertSqlSafe(statement)).execute(&mut admin).await.expect("a database");
    admin.close().await.expect("closed");
}

impl Desk {
    /// A folder with an empty database on a PostgreSQL server.
    pub(super) async fn on_postgres(server: &str) -> Self {
        let name = format!("binary_{}", uuid::Uuid::new_v4().simple());
        on_server(server, format!("CREATE DATABASE {name}")).await;
        Self { database: Some((server.to_owned(), name)), ..Self::new() }
    }

    /// A copy of everything that a site which does not run keeps.
    pub(super) async fn copy(&self) -> Self {
        let Some((server, name)) = &self.database else {
            let copy = Self::new();
            std::fs::create_dir(copy.path("data")).expect("a folder");
            std::fs::copy(self.path("data/dia.db"), copy.path("data/dia.db")).expect("a copy");
            return copy;
        };
        let other = format!("binary_{}", uuid::Uuid::new_v4().simple());
        on_server(server, format!("CREATE DATABASE {other} TEMPLATE {name}")).await;
        Self { database: Some((server.clone(), other)), ..Self::new() }
    }

    /// Takes a database on a server away; a folder goes by itself.
    pub(super) async fn clear(self) {
        if let Some((server, name)) = &self.database {
            on_server(server, format!("DROP DATABASE {name} WITH (FORCE)")).await;
        }
    }

    /// Opens the database as another program does.
    pub(super) async fn connect(&self) -> Db {
        match &self.database {
            None => {
                let file = SqliteConnectOptions::new().filename(Path::new(&self.path("data/dia.db")));
                Db::Sqlite(file.connect().await.expect("a database that opens"))
            }
            Some((server, name)) => {
                let options = PgConnectOptions::from_str(&named(server, name)).expect("an address");
                Db::Postgres(options.connect().await.expect("a database"))
            }
        }
    }

    /// The address of a database on a server.
    pub(super) fn database_address(&self) -> Option<String> {
        self.database.as_ref().map(|(server, name)| named(server, name))
    }
}

/// Makes two tests of each case: one that keeps a file, and one on a PostgreSQL server.
macro_rules! on_both {
    ($($(#[$meta:meta])* async fn $name:ident($desk:ident: Desk) $body:block)*) => {$(
        $(#[$meta])*
        mod $name {
            use super::*;

            async fn case($desk: Desk) $body

            #[tokio::test]
            async fn on_sqlite() {
                case(Desk::new()).await;
            }

            #[tokio::test]
            async fn on_postgres() {
                if let Some(server) = $crate::databases::postgres() {
                    case(Desk::on_postgres(&server).await).await;
                }
            }
        }
    )*};
}
pub(super) use on_both;
