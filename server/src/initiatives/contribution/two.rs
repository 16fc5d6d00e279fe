//! Types of initiatives on which two moderators decide. The first takes a proposal over for the time being; it comes on the Landkaart
//! when another one does so too. Whatever changes between the two makes the first void.

use std::collections::BTreeSet;

use app::accounts::actor::Actor;
use app::accounts::roles::Permission;
use serde_json::json;
use sqlx::FromRow;
use time::OffsetDateTime;

use super::decide::DecideError;
use super::form::Cells;
use super::sql;
use super::stored::Stored;
use crate::accounts::audit::{self, Entry};
use crate::store::{Store, StoreError, Tx, read, within};

/// What the first of two moderators did.
#[derive(Clone, Debug, FromRow)]
pub(super) struct First {
    pub(super) account_id: String,
    /// What they are called; nothing when the account is gone.
    pub(super) who: Option<String>,
    pub(super) at: i64,
    version: i64,
    revision: Option<i64>,
    pub(super) words: String,
}

impl First {
    /// Whether nothing changed since: not the proposal, and not the initiative that it changes.
    pub(super) fn holds(&self, version: i64, revision: Option<i64>) -> bool {
        self.version == version && self.revision == revision
    }
}

/// The types on which two moderators decide.
pub(super) async fn types(store: &Store) -> Result<BTreeSet<String>, StoreError> {
    let types: Vec<String> = read!(store, |db| sqlx::query_scalar(sql::TWO_TYPES).fetch_all(db).await)?;
    Ok(types.into_iter().collect())
}

/// The same inside a transaction.
pub(super) async fn types_within(tx: &mut Tx) -> Result<BTreeSet<String>, sqlx::Error> {
    let types: Vec<String> = within!(tx, |db| sqlx::query_scalar(sql::TWO_TYPES).fetch_all(db).await)?;
    Ok(types.into_iter().collect())
}

/// Whether some cells are of such a type.
pub(super) fn needs_two(cells: &Cells, types: &BTreeSet<String>) -> bool {
    let own = cells.get("soorten").map(String::as_str).unwrap_or_default();
    own.split('|').any(|kind| types.contains(kind.trim()))
}

/// What the first moderator did with a proposal.
pub(super) async fn first(store: &Store, submission: &str) -> Result<Option<First>, StoreError> {
    Ok(read!(store, |db| sqlx::query_as(sql::FIRST).bind(submission).fetch_optional(db).await)?)
}

/// The same inside a transaction.
pub(super) async fn first_within(tx: &mut Tx, submission: &str) -> Result<Option<First>, sqlx::Error> {
    within!(tx, |db| sqlx::query_as(sql::FIRST).bind(submission).fetch_optional(db).await)
}

/// Notes that a moderator was the first, for the version that the proposal has after this.
pub(super) async fn put_first(
    tx: &mut Tx,
    actor: &Actor,
    known: &Stored,
    revision: Option<i64>,
    words: &str,
    now: OffsetDateTime,
) -> Result<(), DecideError> {
    within!(&mut *tx, |db| sqlx::query(sql::PUT_FIRST)
        .bind(&known.id)
        .bind(&actor.account.0)
        .bind(now.unix_timestamp())
        .bind(known.version + 1)
        .bind(revision)
        .bind(words)
        .execute(db)
        .await
        .map(|_| ()))?;
    let entry = Entry {
        actor: Some(&actor.account),
        action: "submission-first-accepted",
        subject: format!("submission:{}", known.id),
        before: None,
        after: Some(json!({ "state": known.state.code() })),
    };
    Ok(audit::record(tx, entry, now).await?)
}

/// Says on which types two moderators decide from now on.
pub(super) async fn set_types(
    store: &Store,
    actor: &Actor,
    types: &BTreeSet<String>,
    now: OffsetDateTime,
) -> Result<(), DecideError> {
    actor.need(Permission::SetRules)?;
    let mut tx = store.begin().await?;
    let before = types_within(&mut tx).await?;
    if before == *types {
        return Ok(());
    }
    within!(&mut tx, |db| sqlx::query(sql::CLEAR_TWO_TYPES).execute(db).await.map(|_| ()))?;
    for kind in types {
        within!(&mut tx, |db| sqlx::query(sql::ADD_TWO_TYPE).bind(kind).execute(db).await.map(|_| ()))?;
    }
    let listed =
        |types: &BTreeSet<String>| Some(json!({ "types": types.iter().cloned().collect::<Vec<_>>().join(", ") }));
    let entry = Entry {
        actor: Some(&actor.account),
        action: "two-moderators-set",
        subject: "rule:two-moderators".to_owned(),
        before: listed(&before),
        after: listed(types),
    };
    audit::record(&mut tx, entry, now).await?;
    tx.commit().await?;
    Ok(())
}

/// Forgets the first when it was decided: what they wrote stands among what was said, and is forgotten with that.
pub(super) async fn drop_first(tx: &mut Tx, submission: &str) -> Result<(), StoreError> {
    within!(tx, |db| sqlx::query(sql::DROP_FIRST).bind(submission).execute(db).await.map(|_| ()))?;
    Ok(())
}
