//! Photos in the database.

use std::collections::BTreeMap;

use app::initiatives::photos::{Photo, Size};
use time::OffsetDateTime;

use super::super::import::{PHOTO_CELL, PHOTO_TEXT_CELL};
use super::print::Prints;
use super::sql;
use crate::store::{Store, StoreError, Tx, read, within};

/// Adds a photo. Nothing shows it before something else does.
pub(crate) async fn add(tx: &mut Tx, prints: &Prints, now: OffsetDateTime) -> Result<(), StoreError> {
    within!(&mut *tx, |db| sqlx::query(sql::ADD)
        .bind(&prints.id)
        .bind(i64::from(prints.width))
        .bind(i64::from(prints.height))
        .bind(now.unix_timestamp())
        .execute(db)
        .await
        .map(|_| ()))?;
    for (size, content) in [(Size::Small, &prints.small), (Size::Large, &prints.large)] {
        within!(&mut *tx, |db| sqlx::query(sql::ADD_PRINT)
            .bind(&prints.id)
            .bind(size.code())
            .bind(content.as_slice())
            .execute(db)
            .await
            .map(|_| ()))?;
    }
    Ok(())
}

/// Keeps a photo from being deleted, for what is going to show it; whether it is still there.
pub(crate) async fn hold(tx: &mut Tx, id: &str) -> Result<bool, sqlx::Error> {
    within!(tx, |db| sqlx::query(sql::HOLD).bind(id).execute(db).await.map(|done| done.rows_affected() > 0))
}

/// The photo that some cells name, when it is still there.
pub(crate) async fn shown_photo(store: &Store, cells: &BTreeMap<String, String>) -> Result<Option<Photo>, StoreError> {
    let Some((id, text)) = cells.get(PHOTO_CELL).zip(cells.get(PHOTO_TEXT_CELL)) else { return Ok(None) };
    let size: Option<(i64, i64)> = read!(store, |db| sqlx::query_as(sql::SIZE).bind(id).fetch_optional(db).await)?;
    Ok(size.map(|(width, height)| Photo { id: id.clone(), text: text.clone(), width, height }))
}

/// A photo in one of its sizes, for who may see it wherever it is.
pub(super) async fn print(store: &Store, id: &str, size: Size) -> Result<Option<Vec<u8>>, StoreError> {
    Ok(read!(store, |db| sqlx::query_scalar(sql::PRINT).bind(id).bind(size.code()).fetch_optional(db).await)?)
}

/// The same for everybody: only what an initiative on the Landkaart shows.
pub(super) async fn public_print(store: &Store, id: &str, size: Size) -> Result<Option<Vec<u8>>, StoreError> {
    Ok(read!(store, |db| sqlx::query_scalar(sql::PUBLIC_PRINT).bind(id).bind(size.code()).fetch_optional(db).await)?)
}
