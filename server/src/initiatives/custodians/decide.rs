//! Deciding on who keeps a municipality, when the domain of their address does not. Of two moderators who decide at once one is
//! first; the other sees what happened.

use app::accounts::actor::{Actor, Forbidden};
use app::accounts::roles::Permission;
use app::desk::frame::Waiting;
use app::desk::parts::Part;
use app::texts::text_with;
use serde_json::json;
use time::OffsetDateTime;

use super::super::contribution::{TOO_LONG, days};
use super::stored::{self, State, put_state};
use super::{letters, sql};
use crate::accounts::audit::{self, Entry};
use crate::accounts::custodians::{self, AppointError};
use crate::mail::{self, EmailAddress};
use crate::store::{Store, StoreError, read};

/// Why a decision did not hold.
#[derive(Debug, thiserror::Error)]
pub(super) enum DecideError {
    #[error(transparent)]
    Forbidden(#[from] Forbidden),
    #[error("nobody asked that")]
    NotFound,
    #[error("somebody else decided meanwhile")]
    Conflict,
    #[error("the account of this address is closed")]
    Closed,
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error(transparent)]
    Appoint(AppointError),
}

/// What a moderator decides.
#[derive(Clone, Debug)]
pub(super) struct Verdict<'a> {
    /// The number of what somebody asked.
    pub(super) claim: &'a str,
    /// The municipality for which that is, by its code.
    pub(super) code: &'a str,
    /// What it is called.
    pub(super) municipality: &'a str,
    pub(super) accepts: bool,
    /// What whoever asked reads.
    pub(super) words: &'a str,
}

/// Decides, with one mail to whoever asked.
pub(super) async fn decide(
    store: &Store,
    actor: &Actor,
    verdict: &Verdict<'_>,
    base_url: &str,
    now: OffsetDateTime,
) -> Result<(), DecideError> {
    actor.need(Permission::Moderate)?;
    let mut tx = store.begin().await?;
    let claim = stored::locked(&mut tx, verdict.claim).await?.ok_or(DecideError::NotFound)?;
    if claim.municipality != verdict.code {
        return Err(DecideError::NotFound);
    }
    if claim.state != State::Waiting {
        return Err(DecideError::Conflict);
    }
    let email: Option<EmailAddress> = claim.email.parse().ok();
    let (state, action) = if verdict.accepts {
        let email = email.as_ref().ok_or(DecideError::NotFound)?;
        let appointed = custodians::appoint(&mut tx, email, &claim.name, &claim.municipality, Some(actor), now).await;
        appointed.map_err(|error| match error {
            AppointError::Closed => DecideError::Closed,
            other => DecideError::Appoint(other),
        })?;
        (State::Accepted, "claim-accepted")
    } else {
        (State::Refused, "claim-refused")
    };
    put_state(&mut tx, &claim.id, state, Some(&actor.account.0), now.unix_timestamp()).await?;
    let entry = Entry {
        actor: Some(&actor.account),
        action,
        subject: format!("municipality:{}", claim.municipality),
        before: None,
        after: Some(json!({ "email": audit::personal(&mut tx, &claim.email).await? })),
    };
    audit::record(&mut tx, entry, now).await?;
    if let Some(to) = email {
        let letter = letters::decided(to, verdict.municipality, verdict.accepts, verdict.words, base_url);
        mail::put(&mut tx, &letter, now).await?;
    }
    tx.commit().await?;
    Ok(())
}

/// What waits for a moderator.
pub(crate) async fn waiting(store: &Store, actor: &Actor, now: OffsetDateTime) -> Result<Option<Waiting>, StoreError> {
    if !actor.may(Permission::Moderate) {
        return Ok(None);
    }
    let (count, oldest): (i64, i64) = read!(store, |db| sqlx::query_as(sql::WAITING).fetch_one(db).await)?;
    let days = days(oldest, now);
    Ok((count > 0).then(|| Waiting {
        part: Part::Municipalities,
        count: u32::try_from(count).unwrap_or(u32::MAX),
        what: text_with("municipalities-wait", [("count", count.into())]),
        since: if days >= TOO_LONG {
            text_with("desk-waits-too-long", [("days", days.into())])
        } else {
            text_with("desk-waits-since", [("days", days.into())])
        },
        href: Part::Municipalities.path().to_owned(),
    }))
}
