//! Databases for tests: one suite runs on both kinds.
//!
//! Each test gets an empty, migrated database of its own. SQLite lives in a temporary folder; PostgreSQL in a schema of its
//! own on the server that `DIA_TEST_POSTGRES_URL` names, which `make test` starts. Without that variable the PostgreSQL half
//! is skipped, so that a plain `cargo test` works everywhere; `DIA_REQUIRE_POSTGRES` makes the absence a failure.

use std::str::FromStr;

use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use tempfile::TempDir;

use super::Store;

/// An empty database that goes away when it is dropped.
pub(crate) struct TestStore {
    pub(crate) store: Store,
    _folder: Option<TempDir>,
}

impl TestStore {
    /// A file of its own.
    pub(crate) async fn sqlite() -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let address = format!("sqlite://{}", folder.path().join("test.db").display());
        let store = Store::open(&address).await.expect("a database");
        store.migrate().await.expect("migrations");
        Self { store, _folder: Some(folder) }
    }

    /// A schema of its own; nothing when no server is named.
    pub(crate) async fn postgres() -> Option<Self> {
        let Ok(address) = std::env::var("DIA_TEST_POSTGRES_URL") else {
            assert!(std::env::var_os("DIA_REQUIRE_POSTGRES").is_none(), "DIA_TEST_POSTGRES_URL is not set");
            return None;
        };
        let schema = format!("test_{}", uuid::Uuid::new_v4().simple());
        let options = PgConnectOptions::from_str(&address).expect("an address");
        let admin = PgPoolOptions::new().max_connections(1).connect_with(options.clone()).await.expect("a server");
        sqlx::raw_sql(sqlx::AssertSqlSafe(format!("CREATE SCHEMA {schema}"))).execute(&admin).await.expect("a schema");
        admin.close().await;
        let pool = PgPoolOptions::new()
            .max_connections(4)
            .connect_with(options.options([("search_path", schema.as_str())]))
            .await
            .expect("a pool");
        let store = Store::Postgres(pool);
        store.migrate().await.expect("migrations");
        Some(Self { store, _folder: None })
    }
}

impl Store {
    /// The same database as another process opens it.
    pub(crate) async fn another(&self) -> Self {
        match self {
            Self::Sqlite { file, .. } => {
                Self::open(&format!("sqlite://{}", file.display())).await.expect("the same file")
            }
            Self::Postgres(pool) => {
                let options = (*pool.connect_options()).clone();
                let pool = PgPoolOptions::new().max_connections(4).connect_with(options).await.expect("a pool");
                Self::Postgres(pool)
            }
        }
    }
}

/// Makes two tests of each case: `store_tests! { async fn a_sentence(store: Store) { … } }`.
macro_rules! store_tests {
    ($($(#[$meta:meta])* async fn $name:ident($store:ident: Store) $body:block)*) => {$(
        $(#[$meta])*
        mod $name {
            #[allow(unused_imports, reason = "the cases share the imports of their file")]
            use super::*;

            async fn case($store: $crate::store::Store) $body

            #[tokio::test]
            async fn on_sqlite() {
                let test = $crate::store::testing::TestStore::sqlite().await;
                case(test.store.clone()).await;
            }

            #[tokio::test]
            async fn on_postgres() {
                if let Some(test) = $crate::store::testing::TestStore::postgres().await {
                    case(test.store.clone()).await;
                }
            }
        }
    )*};
}
pub(crate) use store_tests;
