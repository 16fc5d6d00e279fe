//! One municipality at the desk: its domains, who keeps it, who asks to.

use app::accounts::actor::{Actor, Forbidden};
use app::accounts::roles::Permission;
use app::initiatives::custodians::municipality::{ShownClaim, ShownMunicipality};
use app::initiatives::places::Municipality;
use app::texts::text;
use sqlx::FromRow;

use super::list::called;
use super::sql;
use super::stored::State;
use crate::accounts::custodians::{AppointError, custodians, was_taken};
use crate::mail::EmailAddress;
use crate::store::{Store, StoreError, read};

/// Why there is nothing to see.
#[derive(Debug, thiserror::Error)]
pub(super) enum LookError {
    #[error(transparent)]
    Forbidden(#[from] Forbidden),
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error(transparent)]
    Appoint(#[from] AppointError),
}

impl From<sqlx::Error> for LookError {
    fn from(error: sqlx::Error) -> Self {
        Self::Store(error.into())
    }
}

#[derive(FromRow)]
struct Row {
    id: String,
    state: String,
    name: String,
    email: String,
    job: String,
    at: i64,
    decided_by: Option<String>,
    by: Option<String>,
}

/// Everything about it.
pub(super) async fn look(store: &Store, actor: &Actor, place: &Municipality) -> Result<ShownMunicipality, LookError> {
    actor.need(Permission::Moderate)?;
    let code = place.code.as_str();
    let domains = read!(store, |db| sqlx::query_scalar(sql::DOMAINS_OF).bind(code).fetch_all(db).await)?;
    let rows: Vec<Row> = read!(store, |db| sqlx::query_as(sql::OF_MUNICIPALITY).bind(code).fetch_all(db).await)?;
    let all = custodians(store).await?;
    let own = all.iter().filter(|custodian| custodian.municipality == code);
    let (mut waiting, mut decided) = (Vec::new(), Vec::new());
    let mut tx = store.begin_to_look().await?;
    for row in rows {
        let Some(state) = State::from_code(&row.state) else { continue };
        let by = match (row.decided_by, row.by) {
            (None, _) => text("claims-by-domain"),
            (Some(_), Some(name)) => name,
            (Some(_), None) => text("claims-by-nobody"),
        };
        let was_taken = match row.email.parse::<EmailAddress>() {
            Ok(email) if state == State::Waiting => was_taken(&mut tx, &email, code).await?,
            _ => false,
        };
        let claim = ShownClaim {
            id: row.id,
            name: row.name,
            email: row.email,
            job: row.job,
            at: row.at,
            was_taken,
            decided: (state != State::Waiting).then_some((state == State::Accepted, by)),
        };
        if state == State::Waiting { waiting.push(claim) } else { decided.push(claim) }
    }
    decided.reverse();
    Ok(ShownMunicipality {
        code: place.code.clone(),
        name: place.name.clone(),
        slug: place.slug.clone(),
        domains,
        custodians: own.map(|custodian| (custodian.account.clone(), called(custodian))).collect(),
        waiting,
        decided,
        may_change: actor.may(Permission::ManageAccounts),
        conflict: false,
    })
}
