//! Asking to follow, and confirming it with the link in the mail, so that nobody can have mail sent to another.

use std::net::IpAddr;
use std::time::Duration;

use app::initiatives::follow::Pace;
use app::texts::moments;
use sqlx::FromRow;
use time::OffsetDateTime;
use uuid::Uuid;

use super::{letters, sql};
use crate::accounts::{NoRandomness, Token};
use crate::budgets::{Budget, Spent, Whose, spend};
use crate::mail::{self, EmailAddress};
use crate::store::{Store, StoreError, read, within};

/// For one address: somebody who follows a few things, and no stranger who fills their mailbox.
const FOR_ADDRESS: Budget = Budget { purpose: "follow address", most: 10, within: Duration::from_secs(24 * 60 * 60) };

/// For one network: everybody in a town hall.
const FOR_NETWORK: Budget = Budget { purpose: "follow network", most: 60, within: Duration::from_secs(60 * 60) };

/// Why somebody does not follow.
#[derive(Debug, thiserror::Error)]
pub(super) enum FollowError {
    #[error("too much was asked")]
    TooOften(Spent),
    #[error("there is nothing behind this link")]
    Unknown,
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error(transparent)]
    Randomness(#[from] NoRandomness),
}

impl From<sqlx::Error> for FollowError {
    fn from(error: sqlx::Error) -> Self {
        Self::Store(error.into())
    }
}

/// What somebody wants to follow.
#[derive(Clone, Debug)]
pub(super) struct Wish {
    pub(super) email: EmailAddress,
    /// The query of the Landkaart, in its one form.
    pub(super) filter: String,
    /// What it is called now.
    pub(super) name: String,
    pub(super) pace: Pace,
}

/// Up to which version of the data somebody knows everything.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct Told {
    pub(super) version: i64,
    /// The moment of that version, in seconds since 1970 UTC.
    pub(super) at: i64,
}

/// Keeps the wish and sends the link that confirms it; whether the address follows something already makes no difference.
pub(super) async fn ask(
    store: &Store,
    wish: &Wish,
    network: IpAddr,
    base_url: &str,
    now: OffsetDateTime,
) -> Result<(), FollowError> {
    let mut tx = store.begin().await?;
    for (budget, whose) in [(FOR_NETWORK, Whose::Network(network)), (FOR_ADDRESS, Whose::Person(wish.email.key()))] {
        if let Err(spent) = spend(&mut tx, budget, &whose, now).await? {
            return Err(FollowError::TooOften(spent));
        }
    }
    let token = Token::random()?;
    within!(&mut tx, |db| sqlx::query(sql::ASK)
        .bind(token.hash().as_str())
        .bind(wish.email.as_str())
        .bind(wish.email.key())
        .bind(&wish.filter)
        .bind(&wish.name)
        .bind(wish.pace.code())
        .bind(now.unix_timestamp())
        .execute(db)
        .await
        .map(|_| ()))?;
    mail::put(&mut tx, &letters::confirm(wish.email.clone(), &wish.name, base_url, &token, now), now).await?;
    tx.commit().await?;
    Ok(())
}

/// A wish as it waits to be confirmed.
#[derive(Clone, Debug, FromRow)]
pub(super) struct Asked {
    pub(super) email: String,
    pub(super) email_key: String,
    pub(super) filter: String,
    pub(super) name: String,
    pub(super) pace: String,
}

/// The wish behind a link, if there is one.
pub(super) async fn asked(store: &Store, token: &Token) -> Result<Option<Asked>, StoreError> {
    let hash = token.hash();
    Ok(read!(store, |db| sqlx::query_as(sql::ASKED).bind(hash.as_str()).fetch_optional(db).await)?)
}

/// Somebody who follows.
#[derive(Clone, Debug, FromRow)]
pub(super) struct Follower {
    pub(super) id: String,
    pub(super) email: String,
    pub(super) email_key: String,
    pub(super) link: String,
}

/// Confirms a wish: from now on everything after `told` is news. Pressed twice it leads to the same and does nothing more; gives
/// the secret of the page with all that its owner follows.
pub(super) async fn confirm(
    store: &Store,
    token: &Token,
    told: Told,
    now: OffsetDateTime,
) -> Result<String, FollowError> {
    let (hash, at) = (token.hash(), now.unix_timestamp());
    let mut tx = store.begin().await?;
    let first = within!(&mut tx, |db| {
        sqlx::query(sql::CONFIRM).bind(hash.as_str()).bind(at).execute(db).await.map(|done| done.rows_affected() > 0)
    })?;
    let asked: Option<Asked> =
        within!(&mut tx, |db| sqlx::query_as(sql::ASKED).bind(hash.as_str()).fetch_optional(db).await)?;
    let asked = asked.ok_or(FollowError::Unknown)?;
    let pace = Pace::from_code(&asked.pace).ok_or(FollowError::Unknown)?;
    if first {
        within!(&mut tx, |db| sqlx::query(sql::ADD_FOLLOWER)
            .bind(Uuid::new_v4().to_string())
            .bind(&asked.email)
            .bind(&asked.email_key)
            .bind(Token::random()?.expose())
            .bind(at)
            .execute(db)
            .await
            .map(|_| ()))?;
    }
    let follower: Option<Follower> =
        within!(&mut tx, |db| sqlx::query_as(sql::BY_EMAIL).bind(&asked.email_key).fetch_optional(db).await)?;
    // Whoever pressed, stopped, and presses again follows nothing.
    let follower = follower.ok_or(FollowError::Unknown)?;
    if first {
        within!(&mut tx, |db| sqlx::query(sql::ADD)
            .bind(Uuid::now_v7().to_string())
            .bind(&follower.id)
            .bind(&asked.filter)
            .bind(&asked.name)
            .bind(pace.code())
            .bind(at)
            .bind(told.version)
            .bind(told.at)
            .bind(next(pace, now))
            .execute(db)
            .await
            .map(|_| ()))?;
    }
    tx.commit().await?;
    Ok(follower.link)
}

/// When the next digest is due: in the morning here, of any day or of a Monday.
pub(super) fn next(pace: Pace, now: OffsetDateTime) -> i64 {
    let (now, days) = (now.unix_timestamp(), if pace == Pace::Weekly { 7 } else { 1 });
    moments::next_morning(now, pace == Pace::Weekly).unwrap_or(now + days * 24 * 60 * 60)
}
