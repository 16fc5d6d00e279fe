//! Withdrawing and putting back many initiatives at once, and taking that back.

use app::accounts::actor::Actor;
use app::accounts::roles::Permission;
use serde::{Deserialize, Serialize};
use serde_json::json;
use time::OffsetDateTime;

use super::super::contribution::Rules;
use super::super::export::{FullRow, full_row};
use super::super::write_initiative::{self, Change, Deed, Origin, Standing, Writing};
use super::{KeepError, begin, log, writing};
use crate::desk::undo;
use crate::store::{Store, Tx};

/// What is done with chosen initiatives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Handling {
    Withdraw,
    PutBack,
}

/// What became of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Handled {
    /// With so many it was done.
    pub(super) done: u32,
    /// With so many it was not: they stood so already, or somebody was at them since.
    pub(super) not: u32,
    /// What takes it back.
    pub(super) undo: Option<String>,
}

/// What the way back is kept as.
const UNDO: &str = "initiatives";

/// How one stood before, and in which version of the data it was changed.
#[derive(Debug, Serialize, Deserialize)]
struct Changed {
    id: i64,
    revision: i64,
    /// Why it was withdrawn, when it was.
    withdrawn: Option<String>,
}

/// Whether a row stands so that it can be handled.
fn fits(row: &FullRow, handling: Handling) -> bool {
    match handling {
        Handling::Withdraw => row.withdrawn_at.is_none(),
        Handling::PutBack => row.withdrawn_at.is_some() && row.merged_into.is_none(),
    }
}

/// Does something with initiatives, all in one transaction.
pub(super) async fn handle(
    store: &Store,
    actor: &Actor,
    ids: &[i64],
    (handling, reason): (Handling, &str),
    rules: &Rules<'_>,
    now: OffsetDateTime,
) -> Result<Handled, KeepError> {
    actor.need(Permission::EditInitiatives)?;
    let mut tx = begin(store).await?;
    let (mut handled, mut changes, mut written) = (Handled::default(), Vec::new(), None);
    for &id in ids {
        let row = match full_row(&mut tx, id).await {
            Ok(row) if fits(&row, handling) => row,
            Ok(_) | Err(sqlx::Error::RowNotFound) => {
                handled.not += 1;
                continue;
            }
            Err(error) => return Err(error.into()),
        };
        let writing = match written {
            Some(writing) => writing,
            None => *written.insert(writing(&mut tx, rules, now).await?),
        };
        put(&mut tx, actor, id, (handling, reason), writing, now).await?;
        changes.push(Changed { id, revision: writing.revision, withdrawn: row.withdrawn_reason });
        handled.done += 1;
    }
    if !changes.is_empty() {
        handled.undo = Some(undo::keep(&mut tx, actor, UNDO, &json!(changes), now).await?);
        tx.commit().await?;
    }
    Ok(handled)
}

async fn put(
    tx: &mut Tx,
    actor: &Actor,
    id: i64,
    (handling, reason): (Handling, &str),
    writing: Writing<'_>,
    now: OffsetDateTime,
) -> Result<(), KeepError> {
    let (standing, deed, action) = match handling {
        Handling::Withdraw => (Standing::Withdrawn(reason), Deed::Withdraw, "initiative-withdrawn"),
        Handling::PutBack => (Standing::Shown, Deed::PutBack, "initiative-put-back"),
    };
    let why = Change { origin: Origin::Moderator, reason: Some(reason.to_owned()).filter(|it| !it.is_empty()), deed };
    write_initiative::stand(tx, id, standing, &why, writing).await?;
    log(tx, actor, action, id, (None, Some(json!({ "reason": reason }))), now).await
}

/// Takes back what was done, as far as nobody was at it since.
pub(super) async fn put_back(
    store: &Store,
    actor: &Actor,
    undo: &str,
    (reason, rules): (&str, &Rules<'_>),
    now: OffsetDateTime,
) -> Result<Handled, KeepError> {
    actor.need(Permission::EditInitiatives)?;
    let mut tx = begin(store).await?;
    let kept = undo::take(&mut tx, actor, UNDO, undo).await?.ok_or(KeepError::NotFound)?;
    let changes: Vec<Changed> = serde_json::from_value(kept).map_err(|_| KeepError::NotFound)?;
    let writing = writing(&mut tx, rules, now).await?;
    let mut handled = Handled::default();
    for Changed { id, revision, withdrawn } in changes {
        let row = full_row(&mut tx, id).await?;
        if row.revision != revision {
            handled.not += 1;
            continue;
        }
        match &withdrawn {
            Some(before) => put(&mut tx, actor, id, (Handling::Withdraw, before), writing, now).await?,
            None if row.withdrawn_at.is_some() => {
                put(&mut tx, actor, id, (Handling::PutBack, reason), writing, now).await?;
            }
            None => put(&mut tx, actor, id, (Handling::Withdraw, reason), writing, now).await?,
        }
        handled.done += 1;
    }
    tx.commit().await?;
    Ok(handled)
}
