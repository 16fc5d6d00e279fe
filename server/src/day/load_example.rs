//! Use case: give an empty database the editions inside the binary: the one of 2018, of which the facts are known, and one that is made up.

use time::OffsetDateTime;
use uuid::Uuid;

use super::document::Document;
use super::sql;
use crate::store::{Store, StoreError, within};

/// The built-in editions.
const EDITIONS: &str = include_str!("../../content/day.json");

/// Why they could not be written.
#[derive(Debug, thiserror::Error)]
pub(crate) enum LoadExampleError {
    #[error(transparent)]
    Store(#[from] StoreError),
    /// A mistake of ours, found by a test before it can reach anyone.
    #[error("the built-in editions cannot be read: {0}")]
    Content(#[from] serde_json::Error),
}

impl From<sqlx::Error> for LoadExampleError {
    fn from(error: sqlx::Error) -> Self {
        Self::Store(error.into())
    }
}

/// Writes them if there are none; gives how many.
pub(crate) async fn load_example(store: &Store, now: OffsetDateTime) -> Result<usize, LoadExampleError> {
    let document: Document = serde_json::from_str(EDITIONS)?;
    let mut tx = store.begin().await?;
    let known: i64 = within!(&mut tx, |db| sqlx::query_scalar(sql::COUNT).fetch_one(db).await)?;
    if known > 0 {
        return Ok(0);
    }
    for edition in &document.editions {
        let id = Uuid::now_v7().to_string();
        let programme = serde_json::to_string(&edition.programme)?;
        within!(&mut tx, |db| sqlx::query(sql::ADD)
            .bind(&id)
            .bind(&edition.code)
            .bind(&edition.name)
            .bind(&edition.day)
            .bind(&edition.venue)
            .bind(&edition.town)
            .bind(&edition.lead)
            .bind(&edition.text)
            .bind(edition.capacity.map(i64::from))
            .bind(edition.opens)
            .bind(edition.closes)
            .bind(edition.freezes)
            .bind(edition.is_example)
            .bind(serde_json::to_string(&edition.sources)?)
            .bind(&programme)
            .bind(now.unix_timestamp())
            .execute(db)
            .await
            .map(|_| ()))?;
        if !edition.programme.sessions.is_empty() {
            within!(&mut tx, |db| sqlx::query(sql::PUBLISH)
                .bind(&id)
                .bind(now.unix_timestamp())
                .bind(None::<String>)
                .bind(&programme)
                .execute(db)
                .await
                .map(|_| ()))?;
        }
    }
    within!(&mut tx, |db| sqlx::query(sql::RAISE).execute(db).await.map(|_| ()))?;
    tx.commit().await?;
    Ok(document.editions.len())
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use app::day::clashes::clashes;

    use super::*;

    #[test]
    fn the_built_in_editions_hold_together_and_say_what_is_made_up() {
        let document: Document = serde_json::from_str(EDITIONS).expect("the built-in editions");
        for edition in &document.editions {
            assert_eq!(edition.programme.faults(), [], "{}", edition.name);
            assert_eq!(clashes(&edition.programme, &BTreeMap::new()), [], "{}", edition.name);
            assert_eq!(edition.is_example, edition.name.contains("voorbeeld"), "{}", edition.name);
            assert_ne!(edition.is_example, !edition.sources.is_empty(), "a real edition has sources: {}", edition.name);
        }
    }
}
