//! Bringing a database up to date.

use sqlx::migrate::Migrator;

use super::{Store, StoreError};

static SQLITE: Migrator = sqlx::migrate!("migrations/sqlite");
static POSTGRES: Migrator = sqlx::migrate!("migrations/postgres");

/// How many migrations this database has seen.
pub(super) const COUNT_APPLIED: &str = "SELECT COUNT(*) FROM _sqlx_migrations WHERE success";

/// How many migrations this binary knows for this kind of database.
pub(super) fn expected(store: &Store) -> i64 {
    let migrator = match store {
        Store::Sqlite { .. } => &SQLITE,
        Store::Postgres(_) => &POSTGRES,
    };
    i64::try_from(migrator.iter().count()).unwrap_or(i64::MAX)
}

impl Store {
    /// Applies every migration that the database has not seen yet. Several instances may call this at once: they wait for
    /// one another.
    pub async fn migrate(&self) -> Result<(), StoreError> {
        match self {
            Self::Sqlite { write, .. } => SQLITE.run(write).await?,
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
}
