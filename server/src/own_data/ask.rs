//! Asking for the link behind which somebody sees what is kept about an address. Whoever asks gets the same answer and the same mail,
//! whether or not anything is kept.

use std::net::IpAddr;
use std::time::Duration;

use app::personal::Personal;
use app::programme::pages::own_data;
use app::texts::{text, text_with};
use time::OffsetDateTime;

use super::sql;
use crate::accounts::{NoRandomness, Token};
use crate::budgets::{Budget, Spent, Whose, spend};
use crate::mail::{self, EmailAddress, Letter, Part};
use crate::store::{Store, StoreError, read, within};

/// For one address: too little to fill a mailbox.
const FOR_ADDRESS: Budget = Budget { purpose: "own data address", most: 3, within: Duration::from_secs(60 * 60) };

/// For one network: enough for a town hall.
const FOR_NETWORK: Budget = Budget { purpose: "own data network", most: 20, within: Duration::from_secs(60 * 60) };

/// Why no link was sent.
#[derive(Debug, thiserror::Error)]
pub(super) enum AskError {
    #[error("too many links were asked for")]
    TooOften(Spent),
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error(transparent)]
    Randomness(#[from] NoRandomness),
}

impl From<sqlx::Error> for AskError {
    fn from(error: sqlx::Error) -> Self {
        Self::Store(error.into())
    }
}

/// Sends a link to an address.
pub(super) async fn ask(
    store: &Store,
    email: &EmailAddress,
    network: IpAddr,
    base_url: &str,
    now: OffsetDateTime,
) -> Result<(), AskError> {
    let mut tx = store.begin().await?;
    for (budget, whose) in [(FOR_NETWORK, Whose::Network(network)), (FOR_ADDRESS, Whose::Person(email.key()))] {
        if let Err(spent) = spend(&mut tx, budget, &whose, now).await? {
            return Err(AskError::TooOften(spent));
        }
    }
    let token = Token::random()?;
    let ends = now.unix_timestamp() + Personal::OwnDataLink.seconds().unwrap_or_default();
    within!(&mut tx, |db| {
        sqlx::query(sql::ADD_LINK)
            .bind(token.hash().as_str())
            .bind(email.as_str())
            .bind(email.key())
            .bind(ends)
            .execute(db)
            .await
            .map(|_| ())
    })?;
    mail::put(&mut tx, &letter(email, base_url, &token, ends), now).await?;
    tx.commit().await?;
    Ok(())
}

fn letter(email: &EmailAddress, base_url: &str, token: &Token, ends: i64) -> Letter {
    Letter {
        kind: "own-data",
        to: email.clone(),
        subject: text("mail-own-data-subject"),
        parts: vec![
            Part::Paragraph(text("mail-greeting")),
            Part::Paragraph(text("mail-own-data-text")),
            Part::Action {
                words: text("mail-own-data-action"),
                href: format!("{base_url}{}/{}", own_data::PATH, token.expose()),
            },
            Part::Paragraph(text("mail-own-data-not-you")),
        ],
        reason: text_with("mail-own-data-reason", [("site", base_url.into())]),
        unsubscribe: None,
        useless_at: OffsetDateTime::from_unix_timestamp(ends).ok(),
    }
}

/// The address behind a link, as long as that works.
pub(super) async fn behind(
    store: &Store,
    link: &Token,
    now: OffsetDateTime,
) -> Result<Option<EmailAddress>, StoreError> {
    let email: Option<String> = read!(store, |db| {
        sqlx::query_scalar(sql::BEHIND).bind(link.hash().as_str()).bind(now.unix_timestamp()).fetch_optional(db).await
    })?;
    Ok(email.and_then(|email| email.parse().ok()))
}

/// Forgets links that are over.
pub(crate) async fn forget_old(store: &Store, now: OffsetDateTime) -> Result<(), StoreError> {
    let mut tx = store.begin().await?;
    within!(&mut tx, |db| sqlx::query(sql::FORGET).bind(now.unix_timestamp()).execute(db).await.map(|_| ()))?;
    tx.commit().await
}
