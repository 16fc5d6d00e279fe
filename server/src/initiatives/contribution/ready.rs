//! Answers that moderators keep ready, besides the ones that are always there.

use app::accounts::actor::{Actor, Forbidden};
use app::accounts::roles::Permission;
use app::initiatives::contribution::deciding::ReadyAnswer;
use serde_json::json;
use time::OffsetDateTime;
use uuid::Uuid;

use super::sql;
use crate::accounts::audit::{self, Entry};
use crate::store::{Store, StoreError, Tx, read, within};

/// Why an answer stays as it is.
#[derive(Debug, thiserror::Error)]
pub(super) enum ReadyError {
    #[error(transparent)]
    Forbidden(#[from] Forbidden),
    #[error("there is no such answer")]
    NotFound,
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<sqlx::Error> for ReadyError {
    fn from(error: sqlx::Error) -> Self {
        Self::Store(error.into())
    }
}

type Row = (String, String, String, Option<String>);

fn answer((id, title, words, decision): Row) -> ReadyAnswer {
    ReadyAnswer { id, title, words, decision }
}

/// All of them, by name.
pub(super) async fn answers(store: &Store) -> Result<Vec<ReadyAnswer>, StoreError> {
    let rows: Vec<Row> = read!(store, |db| sqlx::query_as(sql::ANSWERS).fetch_all(db).await)?;
    Ok(rows.into_iter().map(answer).collect())
}

/// Adds one or changes one.
pub(super) async fn put(
    store: &Store,
    actor: &Actor,
    id: Option<&str>,
    (title, words, decision): (&str, &str, Option<&str>),
    now: OffsetDateTime,
) -> Result<(), ReadyError> {
    actor.need(Permission::Moderate)?;
    let mut tx = store.begin().await?;
    let fresh = Uuid::now_v7().to_string();
    let (statement, action) = match id {
        Some(_) => (sql::CHANGE_ANSWER, "answer-changed"),
        None => (sql::ADD_ANSWER, "answer-added"),
    };
    let id = id.unwrap_or(&fresh);
    let written = within!(&mut tx, |db| sqlx::query(statement)
        .bind(id)
        .bind(title)
        .bind(words)
        .bind(decision)
        .bind(now.unix_timestamp())
        .execute(db)
        .await
        .map(|done| done.rows_affected()))?;
    if written == 0 {
        return Err(ReadyError::NotFound);
    }
    log(&mut tx, actor, action, id, Some(json!({ "title": title, "words": words })), now).await?;
    tx.commit().await?;
    Ok(())
}

/// Takes one away.
pub(super) async fn remove(store: &Store, actor: &Actor, id: &str, now: OffsetDateTime) -> Result<(), ReadyError> {
    actor.need(Permission::Moderate)?;
    let mut tx = store.begin().await?;
    let gone = within!(&mut tx, |db| sqlx::query(sql::DROP_ANSWER)
        .bind(id)
        .execute(db)
        .await
        .map(|done| done.rows_affected()))?;
    if gone == 0 {
        return Err(ReadyError::NotFound);
    }
    log(&mut tx, actor, "answer-removed", id, None, now).await?;
    tx.commit().await?;
    Ok(())
}

async fn log(
    tx: &mut Tx,
    actor: &Actor,
    action: &'static str,
    id: &str,
    after: Option<serde_json::Value>,
    now: OffsetDateTime,
) -> Result<(), ReadyError> {
    let entry = Entry { actor: Some(&actor.account), action, subject: format!("answer:{id}"), before: None, after };
    Ok(audit::record(tx, entry, now).await?)
}
