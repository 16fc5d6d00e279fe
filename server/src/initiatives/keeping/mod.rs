//! What staff do with initiatives themselves: publish and change them, put an earlier version back, take them off the Landkaart, merge
//! two into one and split one into two. Every step is a version that everybody can read, with its reason, and an entry in the log.
//!
//! Whoever writes says which version they saw, so that of two who write at once the second sees what the first did. All who write an
//! initiative first take the version of the data, so they take turns and never wait for one another in a circle.

mod apart;
mod bulk;
mod list;
mod list_routes;
mod merge;
mod merge_routes;
mod photo_routes;
mod publish;
mod restore;
mod routes;
mod shown;
pub(crate) mod sql;
#[cfg(test)]
mod tests;
mod withdraw;

use app::accounts::actor::{Actor, Forbidden};
use app::accounts::roles::Permission;
use app::initiatives::needs::Reference;
use serde_json::{Map, Value};
use time::OffsetDateTime;

use super::contribution::{Cells, Rules};
use super::export::{FullRow, full_row};
use super::import::Problem;
use super::sql as room;
use super::write_initiative::{Origin, Writing};
use crate::accounts::audit::{self, Entry};
use crate::store::{Store, StoreError, Tx, within};

pub(crate) use list::Initiatives;
pub(crate) use routes::routes;

/// Why an initiative stays as it is.
#[derive(Debug, thiserror::Error)]
enum KeepError {
    #[error(transparent)]
    Forbidden(#[from] Forbidden),
    #[error("there is no such initiative")]
    NotFound,
    #[error("somebody else was at it meanwhile")]
    Conflict,
    #[error("it would go to a municipality that is not theirs")]
    OtherMunicipality,
    #[error("it is not in order")]
    Wrong(Vec<Problem>),
    #[error("it does not stand on the Landkaart, or it does already")]
    OtherStanding,
    #[error("the other one does not stand on the Landkaart, or is the same")]
    NoOther,
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<sqlx::Error> for KeepError {
    fn from(error: sqlx::Error) -> Self {
        match error {
            sqlx::Error::RowNotFound => Self::NotFound,
            other => Self::Store(other.into()),
        }
    }
}

/// An initiative, and the version of the data in which it was last written as it was on the screen.
#[derive(Clone, Copy, Debug)]
struct Seen {
    id: i64,
    revision: i64,
}

/// In whose name somebody writes what is in a municipality; nothing when they may not.
pub(super) fn origin_of(actor: &Actor, municipality: &str, reference: &Reference) -> Option<Origin> {
    if actor.may(Permission::EditInitiatives) {
        return Some(Origin::Moderator);
    }
    // A municipality that ended is looked after by the one that it became part of.
    let places = &reference.places;
    let now = places.municipality(municipality).map(|at| places.municipalities()[at].code.as_str());
    actor.may_in(Permission::EditOwnInitiatives, now.unwrap_or(municipality)).then_some(Origin::Municipality)
}

/// Begins to write: from now on nobody else writes an initiative.
async fn begin(store: &Store) -> Result<Tx, KeepError> {
    let mut tx = store.begin().await?;
    within!(&mut tx, |db| sqlx::query(room::HOLD_VERSION).execute(db).await.map(|_| ()))?;
    Ok(tx)
}

/// The initiative as it was seen.
async fn as_seen(tx: &mut Tx, seen: Seen) -> Result<FullRow, KeepError> {
    let row = full_row(tx, seen.id).await?;
    if row.revision == seen.revision { Ok(row) } else { Err(KeepError::Conflict) }
}

/// The same, when it stands on the Landkaart.
async fn shown_as_seen(tx: &mut Tx, seen: Seen) -> Result<FullRow, KeepError> {
    let row = as_seen(tx, seen).await?;
    if row.withdrawn_at.is_none() { Ok(row) } else { Err(KeepError::OtherStanding) }
}

/// Raises the version of the data, for what is written next.
async fn writing<'a>(tx: &mut Tx, rules: &Rules<'a>, now: OffsetDateTime) -> Result<Writing<'a>, KeepError> {
    let revision: i64 = within!(tx, |db| sqlx::query_scalar(room::RAISE_VERSION).fetch_one(db).await)?;
    Ok(Writing { reference: rules.reference, revision, now: now.unix_timestamp() })
}

/// Notes in the log what was done with an initiative.
async fn log(
    tx: &mut Tx,
    actor: &Actor,
    action: &'static str,
    id: i64,
    (before, after): (Option<Value>, Option<Value>),
    now: OffsetDateTime,
) -> Result<(), KeepError> {
    let entry = Entry { actor: Some(&actor.account), action, subject: format!("initiative:{id}"), before, after };
    Ok(audit::record(tx, entry, now).await?)
}

/// Notes in the log what somebody changed of an initiative.
pub(super) async fn log_change(
    tx: &mut Tx,
    actor: &Actor,
    id: i64,
    (before, after): (&Cells, &Cells),
    now: OffsetDateTime,
) -> Result<(), StoreError> {
    let (before, after) = difference(before, after);
    let subject = format!("initiative:{id}");
    let entry = Entry { actor: Some(&actor.account), action: "initiative-changed", subject, before, after };
    audit::record(tx, entry, now).await
}

/// What differs between two versions, as the log keeps it.
fn difference(before: &Cells, after: &Cells) -> (Option<Value>, Option<Value>) {
    let of = |one: &Cells, other: &Cells| {
        let changed = one.iter().filter(|(name, text)| other.get(*name) != Some(*text));
        let texts: Map<String, Value> = changed.map(|(name, text)| (name.clone(), Value::from(text.clone()))).collect();
        (!texts.is_empty()).then_some(Value::Object(texts))
    };
    (of(before, after), of(after, before))
}
