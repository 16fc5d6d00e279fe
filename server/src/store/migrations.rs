//! Bringing a database up to date.

use sqlx::migrate::Migrator;

use super::{Store, StoreError, turns};

static SQLITE: Migrator = sqlx::migrate!("migrations/sqlite");
static POSTGRES: Migrator = sqlx::migrate!("migrations/postgres");

/// How many migrations this database has seen: none in a database that is not ours.
pub(super) const COUNT_APPLIED: &str = "SELECT COUNT(*) FROM _sqlx_migrations WHERE success";

/// How many migrations this binary knows; the same number for both kinds of database.
pub(super) fn known() -> i64 {
    i64::try_from(SQLITE.iter().count()).unwrap_or(i64::MAX)
}

impl Store {
    /// Applies every migration that the database has not seen yet. Several processes may call this at once: they wait for
    /// one another.
    pub async fn migrate(&self) -> Result<(), StoreError> {
        match self {
            Self::Sqlite { write, file, .. } => {
                // sqlx locks PostgreSQL for this, and SQLite not.
                let _turn = turns::take(file).await?;
                SQLITE.run(write).await?;
            }
            Self::Postgres(pool) => POSTGRES.run(pool).await?,
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_databases_have_the_same_migrations() {
        let of =
            |migrator: &Migrator| migrator.iter().map(|m| (m.version, m.description.to_string())).collect::<Vec<_>>();
        assert_eq!(of(&SQLITE), of(&POSTGRES));
    }

    #[tokio::test(flavor = "multi_thread", worker_threads = 4)]
    async fn processes_that_make_and_migrate_one_file_at_once_wait_for_one_another() {
        for _ in 0..5 {
            let folder = tempfile::tempdir().expect("a folder");
            let address = format!("sqlite://{}", folder.path().join("dia.db").display());
            let starts = (0..4).map(|_| {
                let address = address.clone();
                tokio::spawn(async move {
                    let store = Store::open(&address).await?;
                    store.migrate().await?;
                    store.ready().await
                })
            });
            for start in starts.collect::<Vec<_>>() {
                let started = start.await.expect("no panic");
                assert!(started.is_ok(), "{started:?}");
            }
        }
    }

    #[tokio::test]
    async fn what_goes_with_a_row_that_is_deleted_is_found_by_an_index() {
        // Otherwise each row that is deleted costs a look at all rows of the other table, while all that write wait.
        let test = super::super::testing::TestStore::sqlite().await;
        let Store::Sqlite { read, .. } = &test.store else { unreachable!("the test opened SQLite") };
        let without: Vec<(String, String)> = sqlx::query_as(
            "SELECT m.name, k.\"from\" FROM sqlite_master m, pragma_foreign_key_list(m.name) k
            WHERE m.type = 'table' AND k.seq = 0
                AND NOT EXISTS (SELECT 1 FROM pragma_table_info(m.name) c WHERE c.name = k.\"from\" AND c.pk = 1)
                AND NOT EXISTS (SELECT 1 FROM pragma_index_list(m.name) l, pragma_index_info(l.name) i
                    WHERE i.seqno = 0 AND i.name = k.\"from\")",
        )
        .fetch_all(read)
        .await
        .expect("a list");
        assert_eq!(without, []);
    }

    #[tokio::test]
    async fn a_database_of_a_newer_version_is_refused_in_words() {
        let test = super::super::testing::TestStore::sqlite().await;
        let Store::Sqlite { write, .. } = &test.store else { unreachable!("the test opened SQLite") };
        sqlx::query("UPDATE _sqlx_migrations SET version = 9999 WHERE version = 1")
            .execute(write)
            .await
            .expect("an update");
        assert!(matches!(test.store.migrate().await, Err(StoreError::Newer)));
    }
}
