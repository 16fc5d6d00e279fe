//! Asking to keep a municipality, and proving the address with which that is asked. Whoever has an address of the municipality keeps
//! it from that moment on; others wait for a moderator.

use std::net::IpAddr;
use std::time::Duration;

use serde_json::json;
use time::OffsetDateTime;
use uuid::Uuid;

use super::domain::MailDomain;
use super::stored::{self, Claim, State, put_state};
use super::{letters, sql};
use crate::accounts::audit::{self, Entry};
use crate::accounts::custodians::{self, AppointError, Appointed};
use crate::accounts::{NoRandomness, Token};
use crate::budgets::{Budget, Spent, Whose, spend};
use crate::mail::{self, EmailAddress};
use crate::store::{Store, StoreError, Tx, within};

/// How long the link proves an address. Longer than a link to sign in: it lets in nobody who could come in elsewhere already.
pub(super) const LINK_LASTS: Duration = Duration::from_secs(24 * 60 * 60);

/// For one address: enough for somebody whose mail is slow, too little to fill a mailbox.
const FOR_ADDRESS: Budget = Budget { purpose: "claim address", most: 5, within: Duration::from_secs(60 * 60) };

/// For one network: enough for a town hall behind one address.
const FOR_NETWORK: Budget = Budget { purpose: "claim network", most: 20, within: Duration::from_secs(60 * 60) };

/// Why it could not be asked or proven.
#[derive(Debug, thiserror::Error)]
pub(super) enum ClaimError {
    #[error("too much was asked")]
    TooOften(Spent),
    #[error("this link proves nothing any more")]
    Over,
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error(transparent)]
    Randomness(#[from] NoRandomness),
    #[error(transparent)]
    Appoint(AppointError),
}

impl From<sqlx::Error> for ClaimError {
    fn from(error: sqlx::Error) -> Self {
        Self::Store(error.into())
    }
}

/// Who asks for which municipality.
#[derive(Clone, Debug)]
pub(super) struct Asked<'a> {
    /// Its CBS code.
    pub(super) code: &'a str,
    /// What it is called.
    pub(super) municipality: &'a str,
    pub(super) name: &'a str,
    pub(super) email: &'a EmailAddress,
    pub(super) job: &'a str,
}

/// Sends a link to the address. The answer is the same whatever the address is.
pub(super) async fn ask(
    store: &Store,
    asked: &Asked<'_>,
    network: IpAddr,
    base_url: &str,
    now: OffsetDateTime,
) -> Result<(), ClaimError> {
    let mut tx = store.begin().await?;
    for (budget, whose) in [(FOR_NETWORK, Whose::Network(network)), (FOR_ADDRESS, Whose::Person(asked.email.key()))] {
        if let Err(spent) = spend(&mut tx, budget, &whose, now).await? {
            return Err(ClaimError::TooOften(spent));
        }
    }
    let link = Token::random()?;
    let until = now + LINK_LASTS;
    within!(&mut tx, |db| sqlx::query(sql::ADD)
        .bind(Uuid::now_v7().to_string())
        .bind(asked.code)
        .bind(link.hash().as_str())
        .bind(until.unix_timestamp())
        .bind(asked.name)
        .bind(asked.email.as_str())
        .bind(asked.email.key())
        .bind(asked.job)
        .bind(now.unix_timestamp())
        .execute(db)
        .await
        .map(|_| ()))?;
    let letter = letters::confirm(asked.email.clone(), asked.municipality, base_url, &link, until);
    mail::put(&mut tx, &letter, now).await?;
    tx.commit().await?;
    Ok(())
}

/// Whose browser it is in which an address is proven.
pub(super) struct Browser<'a> {
    /// The login that it had until now.
    pub(super) before: Option<&'a Token>,
    /// What kind it is, in words.
    pub(super) device: &'a str,
}

/// What became of it.
#[derive(Debug)]
pub(super) enum Proven {
    /// They keep the municipality; with the token of a login, unless the account opens more than that.
    Keeps(Option<Token>),
    /// A moderator has to decide.
    Waits,
}

/// Proves the address, once and in time.
pub(super) async fn prove(
    store: &Store,
    id: &str,
    browser: &Browser<'_>,
    now: OffsetDateTime,
) -> Result<Proven, ClaimError> {
    let mut tx = store.begin().await?;
    // All links of one person can be pressed at once: in one order nobody waits for who waits for them.
    let same: Vec<String> = within!(&mut tx, |db| sqlx::query_scalar(sql::SAME).bind(id).fetch_all(db).await)?;
    for one in &same {
        within!(&mut tx, |db| sqlx::query(sql::LOCK).bind(one).execute(db).await.map(|_| ()))?;
    }
    let claim = stored::locked(&mut tx, id).await?.ok_or(ClaimError::Over)?;
    if claim.state != State::Unconfirmed || claim.expires_at <= now.unix_timestamp() {
        return Err(ClaimError::Over);
    }
    within!(&mut tx, |db| sqlx::query(sql::DROP_OTHERS).bind(id).execute(db).await.map(|_| ()))?;
    let proven = if let Some(appointed) = at_own_domain(&mut tx, &claim, now).await? {
        put_state(&mut tx, id, State::Accepted, None, now.unix_timestamp()).await?;
        let entry = Entry {
            actor: None,
            action: "claim-accepted",
            subject: format!("municipality:{}", claim.municipality),
            before: None,
            after: Some(json!({ "email": audit::personal(&mut tx, &claim.email).await? })),
        };
        audit::record(&mut tx, entry, now).await?;
        if appointed.may_come_in {
            let token = custodians::let_in(&mut tx, &appointed, browser.before, browser.device, now).await;
            Proven::Keeps(Some(token.map_err(ClaimError::Appoint)?))
        } else {
            Proven::Keeps(None)
        }
    } else {
        put_state(&mut tx, id, State::Waiting, None, now.unix_timestamp()).await?;
        Proven::Waits
    };
    tx.commit().await?;
    Ok(proven)
}

/// Gives the role to who has an address at a domain of the municipality. Whoever closed their account, or took the role from them,
/// had a reason; then a person looks at it first.
async fn at_own_domain(tx: &mut Tx, claim: &Claim, now: OffsetDateTime) -> Result<Option<Appointed>, ClaimError> {
    let Ok(email) = claim.email.parse::<EmailAddress>() else { return Ok(None) };
    let domains: Vec<String> =
        within!(&mut *tx, |db| sqlx::query_scalar(sql::DOMAINS_OF).bind(&claim.municipality).fetch_all(db).await)?;
    if !domains.iter().filter_map(|domain| MailDomain::parse(domain).ok()).any(|domain| domain.holds(&email)) {
        return Ok(None);
    }
    match custodians::appoint(tx, &email, &claim.name, &claim.municipality, None, now).await {
        Ok(appointed) => Ok(Some(appointed)),
        Err(AppointError::Closed | AppointError::Taken) => Ok(None),
        Err(error) => Err(ClaimError::Appoint(error)),
    }
}
