//! Asking for a link to sign in with. Whoever asks gets the same answer in the same time, whether or not there is an account.

use std::net::IpAddr;
use std::time::Duration;

use app::accounts::actor::AccountId;
use app::accounts::onward::Onward;
use app::texts::{text, text_with};
use time::OffsetDateTime;

use super::sign_in::{self, LINK_LASTS};
use super::{NoRandomness, Token};
use crate::budgets::{Budget, Spent, Whose, spend};
use crate::mail::{self, EmailAddress, Letter, Part};
use crate::store::{Store, StoreError};

/// For one address: enough for somebody whose mail is slow, too little to fill a mailbox.
const FOR_ADDRESS: Budget = Budget { purpose: "sign-in address", most: 5, within: Duration::from_secs(60 * 60) };

/// For one network: enough for a town hall behind one address.
const FOR_NETWORK: Budget = Budget { purpose: "sign-in network", most: 30, within: Duration::from_secs(60 * 60) };

/// Why no link was sent.
#[derive(Debug, thiserror::Error)]
pub enum AskError {
    /// Too often.
    #[error("too many links were asked for")]
    TooOften(Spent),
    /// The database.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The machine.
    #[error(transparent)]
    Randomness(#[from] NoRandomness),
}

/// Sends a link to an address, if it has an account.
pub async fn ask_link(
    store: &Store,
    email: &EmailAddress,
    network: IpAddr,
    base_url: &str,
    onward: Option<&Onward>,
    now: OffsetDateTime,
) -> Result<(), AskError> {
    let mut tx = store.begin().await?;
    for (budget, whose) in [(FOR_NETWORK, Whose::Network(network)), (FOR_ADDRESS, Whose::Person(email.key()))] {
        if let Err(spent) = spend(&mut tx, budget, &whose, now).await? {
            return Err(AskError::TooOften(spent));
        }
    }
    let account = sign_in::account_with(&mut tx, email).await?.filter(|account| account.closed_at.is_none());
    let token = Token::random()?;
    let id = account.as_ref().map(|account| AccountId(account.id.clone()));
    sign_in::keep_link(&mut tx, &token, id.as_ref(), now).await?;
    if let Some(account) = account {
        // To the address as it is known, not as it was typed now.
        let to = account.email.parse().unwrap_or_else(|_| email.clone());
        mail::put(&mut tx, &letter(to, &account.name, base_url, &way_in(base_url, &token, onward), now), now).await?;
    }
    tx.commit().await?;
    Ok(())
}

/// The address behind which somebody is let in.
fn way_in(base_url: &str, token: &Token, onward: Option<&Onward>) -> String {
    format!("{base_url}/inloggen/{}{}", token.expose(), onward.map(Onward::query).unwrap_or_default())
}

fn letter(to: EmailAddress, name: &str, base_url: &str, way_in: &str, now: OffsetDateTime) -> Letter {
    let greeting =
        if name.is_empty() { text("mail-greeting") } else { text_with("mail-greeting-name", [("name", name.into())]) };
    Letter {
        kind: "sign-in",
        to,
        subject: text("mail-sign-in-subject"),
        parts: vec![
            Part::Paragraph(greeting),
            Part::Paragraph(text("mail-sign-in-text")),
            Part::Action { words: text("mail-sign-in-action"), href: way_in.to_owned() },
            Part::Paragraph(text("mail-sign-in-not-you")),
        ],
        reason: text_with("mail-sign-in-reason", [("site", base_url.into())]),
        unsubscribe: None,
        useless_at: Some(now + LINK_LASTS),
    }
}
