//! Use case: give an empty database the types and other facets of the programme.

use super::content::{self, ContentError};
use super::sql;
use crate::store::{Store, StoreError, read, within};

/// Why the taxonomy could not be written.
#[derive(Debug, thiserror::Error)]
pub enum LoadTaxonomyError {
    /// The database.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The built-in list.
    #[error(transparent)]
    Content(#[from] ContentError),
}

/// Facets whose labels find initiatives when one searches: "referendum" finds all of that type, while "loopt" or "open" in a
/// text means something else.
const SEARCHED: [&str; 2] = ["soort", "onderwerp"];

/// Writes the built-in facets and values if the database has none; says whether it did. A list that the programme has made
/// its own is left alone.
pub async fn load_taxonomy(store: &Store) -> Result<bool, LoadTaxonomyError> {
    let known: i64 =
        read!(store, |db| sqlx::query_scalar(sql::COUNT_FACETS).fetch_one(db).await).map_err(StoreError::from)?;
    if known > 0 {
        return Ok(false);
    }
    let facets = content::taxonomy()?;
    let mut tx = store.begin().await?;
    for facet in facets {
        let at_most = facet.max.unwrap_or(if facet.multiple { 20 } else { 1 });
        within!(&mut tx, |db| sqlx::query(sql::PUT_FACET)
            .bind(&facet.code)
            .bind(&facet.label)
            .bind(&facet.question)
            .bind(facet.position)
            .bind(SEARCHED.contains(&facet.code.as_str()))
            .bind(at_most)
            .execute(db)
            .await
            .map(|_| ()))
        .map_err(StoreError::from)?;
        for value in facet.values {
            within!(&mut tx, |db| sqlx::query(sql::PUT_FACET_VALUE)
                .bind(&facet.code)
                .bind(&value.code)
                .bind(&value.key)
                .bind(&value.label)
                .bind(&value.explanation)
                .bind(value.position)
                .bind(value.confirmed)
                .execute(db)
                .await
                .map(|_| ()))
            .map_err(StoreError::from)?;
        }
    }
    within!(&mut tx, |db| sqlx::query(sql::RAISE_REFERENCE).execute(db).await.map(|_| ())).map_err(StoreError::from)?;
    tx.commit().await?;
    Ok(true)
}
