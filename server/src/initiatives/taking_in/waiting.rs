//! A file that was looked at and waits to be taken in: an hour, for whoever sent it, and one each.

use std::io::Cursor;

use app::accounts::actor::{Actor, Forbidden};
use app::accounts::roles::Permission;
use app::initiatives::taking_in::Outcome;
use sha2::{Digest as _, Sha256};
use time::{Duration, OffsetDateTime};
use tokio::runtime::Handle;
use uuid::Uuid;

use super::super::import_initiatives::{ImportError, Imported, Mode, Withdrawn, import_with};
use super::log::{Run, in_hex, outcome};
use super::sql;
use crate::blocking::{Stopped, blocking};
use crate::store::{Store, StoreError, read, within};

/// So long a file waits.
const LASTS: Duration = Duration::hours(1);

/// So long it can be read what became of a file. In the rows that were wrong anything may stand, so it is not kept for ever.
const REPORT_LASTS: Duration = Duration::days(365);

/// Why a file was not looked at or taken in.
#[derive(Debug, thiserror::Error)]
pub(super) enum TakeError {
    #[error(transparent)]
    Forbidden(#[from] Forbidden),
    #[error("no such file waits for them")]
    Gone,
    #[error(transparent)]
    Import(ImportError),
    #[error(transparent)]
    Stopped(#[from] Stopped),
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<ImportError> for TakeError {
    fn from(error: ImportError) -> Self {
        match error {
            ImportError::NotWaiting => Self::Gone,
            error => Self::Import(error),
        }
    }
}

impl From<sqlx::Error> for TakeError {
    fn from(error: sqlx::Error) -> Self {
        Self::Store(error.into())
    }
}

/// A file that waits.
pub(super) struct Waiting {
    pub(super) name: String,
    pub(super) hash: String,
    pub(super) outcome: Outcome,
    pub(super) at: i64,
}

fn hash_of(content: &[u8]) -> String {
    in_hex(&Sha256::digest(content))
}

/// Reads a file on a thread that may wait: a long one takes seconds.
async fn import(
    store: &Store,
    content: Vec<u8>,
    mode: Mode,
    run: Option<(String, Actor, String, String)>,
    now: OffsetDateTime,
) -> Result<Imported, TakeError> {
    let (store, runtime) = (store.clone(), Handle::current());
    let done = blocking("taking in a file", move || {
        let run = run.as_ref().map(|(id, actor, name, waiting)| Run {
            id,
            account: Some(&actor.account),
            name,
            waiting: Some(waiting),
        });
        let length = u64::try_from(content.len()).ok();
        runtime.block_on(import_with(&store, Cursor::new(content), length, (mode, Withdrawn::Leave), run, now))
    });
    Ok(done.await??)
}

/// Looks at a file and keeps it; gives its number.
pub(super) async fn look(
    store: &Store,
    actor: &Actor,
    name: &str,
    content: Vec<u8>,
    now: OffsetDateTime,
) -> Result<String, TakeError> {
    actor.need(Permission::Import)?;
    let hash = hash_of(&content);
    let imported = import(store, content.clone(), Mode::DryRun, None, now).await?;
    let outcome = serde_json::to_string(&outcome(&imported)).map_err(|error| sqlx::Error::Encode(error.into()))?;
    let id = Uuid::new_v4().to_string();
    let mut tx = store.begin().await?;
    within!(&mut tx, |db| sqlx::query(sql::END_OTHERS).bind(&actor.account.0).execute(db).await.map(|_| ()))?;
    within!(&mut tx, |db| sqlx::query(sql::KEEP)
        .bind(&id)
        .bind(&actor.account.0)
        .bind(name)
        .bind(&hash)
        .bind(content)
        .bind(&outcome)
        .bind(now.unix_timestamp())
        .execute(db)
        .await
        .map(|_| ()))?;
    tx.commit().await?;
    Ok(id)
}

/// A file that waits for whoever asks.
pub(super) async fn waiting(store: &Store, actor: &Actor, id: &str, now: OffsetDateTime) -> Result<Waiting, TakeError> {
    actor.need(Permission::Import)?;
    let since = (now - LASTS).unix_timestamp();
    let found: Option<(String, String, String, i64)> = read!(store, |db| {
        sqlx::query_as(sql::WAITING).bind(id).bind(&actor.account.0).bind(since).fetch_optional(db).await
    })?;
    let (name, hash, outcome, at) = found.ok_or(TakeError::Gone)?;
    let outcome = serde_json::from_str(&outcome).map_err(|error| sqlx::Error::Decode(error.into()))?;
    Ok(Waiting { name, hash, outcome, at })
}

/// Takes in a file that waits; gives the number of the import.
pub(super) async fn take_in(store: &Store, actor: &Actor, id: &str, now: OffsetDateTime) -> Result<String, TakeError> {
    actor.need(Permission::Import)?;
    let since = (now - LASTS).unix_timestamp();
    let found: Option<(String, String, Vec<u8>)> = read!(store, |db| {
        sqlx::query_as(sql::CONTENT).bind(id).bind(&actor.account.0).bind(since).fetch_optional(db).await
    })?;
    let (name, hash, content) = found.ok_or(TakeError::Gone)?;
    if hash_of(&content) != hash {
        // Not what was looked at.
        return Err(TakeError::Gone);
    }
    let run = Run::new_id();
    import(store, content, Mode::Write, Some((run.clone(), actor.clone(), name, id.to_owned())), now).await?;
    Ok(run)
}

/// Forgets files that waited too long, and what became of files long ago.
pub(crate) async fn forget(store: &Store, now: OffsetDateTime) -> Result<(), StoreError> {
    let mut tx = store.begin().await?;
    for (statement, lasts) in [(sql::FORGET, LASTS), (sql::FORGET_RUNS, REPORT_LASTS)] {
        let until = (now - lasts).unix_timestamp();
        within!(&mut tx, |db| sqlx::query(statement).bind(until).execute(db).await.map(|_| ()))?;
    }
    tx.commit().await
}
