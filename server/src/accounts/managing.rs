//! What changes of accounts by staff have in common: who may, why it may fail, and that somebody is left who can.

use app::accounts::actor::{AccountId, Actor, Forbidden};
use app::accounts::roles::{GivenRole, Permission};

use super::{NoRandomness, desk_sql, sql};
use crate::store::{Store, StoreError, Tx, read, within};

/// Why an account stays as it is.
#[derive(Debug, thiserror::Error)]
pub enum ManageError {
    /// Whoever asks may not.
    #[error(transparent)]
    Forbidden(#[from] Forbidden),
    /// There is no such account.
    #[error("there is no such account")]
    Unknown,
    /// Nobody would be left who can give roles.
    #[error("nobody would be left who answers for the platform")]
    LastOwner,
    /// There is an account with this address.
    #[error("there is an account with this address already")]
    Taken(AccountId),
    /// The database.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The machine.
    #[error(transparent)]
    Randomness(#[from] NoRandomness),
}

impl From<sqlx::Error> for ManageError {
    fn from(error: sqlx::Error) -> Self {
        Self::Store(error.into())
    }
}

/// An account with its roles.
#[derive(Clone, Debug)]
pub struct Account {
    /// Its number.
    pub id: AccountId,
    /// What its owner is called; may be empty.
    pub name: String,
    /// Its address.
    pub email: String,
    /// When it was added, in seconds since 1970 UTC.
    pub added_at: i64,
    /// Since when nobody gets in with it.
    pub closed_at: Option<i64>,
    /// When its owner was here last.
    pub seen_at: Option<i64>,
    /// What its owner is to the platform.
    pub roles: Vec<GivenRole>,
}

/// A row of [`desk_sql::ACCOUNTS`] and [`desk_sql::ACCOUNT`].
#[derive(sqlx::FromRow)]
pub(super) struct AccountRow {
    id: String,
    name: String,
    email: String,
    created_at: i64,
    closed_at: Option<i64>,
    seen_at: Option<i64>,
    roles: String,
}

impl From<AccountRow> for Account {
    fn from(row: AccountRow) -> Self {
        let mut roles: Vec<GivenRole> = row
            .roles
            .split(',')
            .filter_map(|given| {
                let (role, municipality) = given.split_once(':')?;
                GivenRole::new(role.parse().ok()?, Some(municipality.to_owned()).filter(|code| !code.is_empty())).ok()
            })
            .collect();
        roles.sort();
        Self {
            id: AccountId(row.id),
            name: row.name,
            email: row.email,
            added_at: row.created_at,
            closed_at: row.closed_at,
            seen_at: row.seen_at,
            roles,
        }
    }
}

/// An account, for who may look at it.
pub async fn account(store: &Store, actor: &Actor, id: &str) -> Result<Account, ManageError> {
    actor.need(Permission::ManageAccounts)?;
    let row: Option<AccountRow> =
        read!(store, |db| sqlx::query_as(desk_sql::ACCOUNT).bind(id).fetch_optional(db).await)?;
    row.map(Account::from).ok_or(ManageError::Unknown)
}

/// The account that is about to change, locked until the transaction ends. Whoever touches an account and what hangs on it takes
/// the account first, then links, then logins, then the audit log: in another order two could wait for each other.
pub(super) async fn account_in(tx: &mut Tx, id: &str) -> Result<Account, ManageError> {
    within!(&mut *tx, |db| sqlx::query(desk_sql::HOLD_ACCOUNT).bind(id).execute(db).await.map(|_| ()))?;
    let row: Option<AccountRow> =
        within!(tx, |db| sqlx::query_as(desk_sql::ACCOUNT).bind(id).fetch_optional(db).await)?;
    row.map(Account::from).ok_or(ManageError::Unknown)
}

/// Refuses a change that leaves nobody who can give roles. To be asked after the change and after its entry in the audit log: the
/// entry makes changes wait for each other, so that two owners cannot send each other away at once.
pub(super) async fn keep_an_owner(tx: &mut Tx) -> Result<(), ManageError> {
    let owners: i64 = within!(tx, |db| sqlx::query_scalar(desk_sql::COUNT_OWNERS).fetch_one(db).await)?;
    if owners > 0 { Ok(()) } else { Err(ManageError::LastOwner) }
}

/// Ends all logins of an account; how many there were.
pub(super) async fn end_logins_in(tx: &mut Tx, account: &AccountId) -> Result<u64, ManageError> {
    Ok(within!(tx, |db| {
        sqlx::query(sql::END_LOGINS).bind(&account.0).execute(db).await.map(|done| done.rows_affected())
    })?)
}

/// A role as it stands in the audit log.
pub(super) fn role_in_log(role: &GivenRole) -> serde_json::Value {
    serde_json::json!({ "role": role.role().code(), "municipality": role.municipality() })
}
