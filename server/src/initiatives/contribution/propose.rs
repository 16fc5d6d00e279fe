//! Proposing: keeps what was filled in, to go on later, or sends it. Nothing reaches a moderator before somebody pressed a button
//! behind a link in a mail, so that nobody can propose in the name of another.

use std::net::IpAddr;
use std::time::Duration;

use app::initiatives::contribution::form::names;
use app::initiatives::contribution::state::State;
use app::ui::form::value;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sha2::{Digest as _, Sha256};
use time::OffsetDateTime;
use uuid::Uuid;

use super::super::import::PHOTO_CELL;
use super::form::Cells;
use super::letters;
use super::sql;
use super::stored::{self, Event, LinkError, Stored, as_json, note, put_state};
use crate::accounts::{NoRandomness, Token};
use crate::budgets::{Budget, Spent, Whose, spend};
use crate::mail::{self, EmailAddress};
use crate::seals::Seal;
use crate::store::{Store, StoreError, Tx, within};

/// For one address: a municipality that fills in all it has, and no more.
const FOR_ADDRESS: Budget = Budget { purpose: "propose address", most: 30, within: Duration::from_secs(24 * 60 * 60) };

/// For one network: a meeting in a town hall at which everybody proposes something.
const FOR_NETWORK: Budget = Budget { purpose: "propose network", most: 60, within: Duration::from_secs(60 * 60) };

/// For everybody together: more than this is no town that wakes up, but a program. Then each has to show that it costs them something.
pub(super) const FOR_ALL: Budget = Budget { purpose: "propose all", most: 300, within: Duration::from_secs(30 * 60) };

/// The same form with the same words is one proposal, however often it is sent.
const ONE_FORM: Budget = Budget { purpose: "propose form", most: 1, within: Duration::from_secs(8 * 24 * 60 * 60) };

/// Work and patience are for one proposal.
const ONE_PROOF: Budget = Budget { purpose: "propose proof", most: 1, within: Duration::from_secs(8 * 24 * 60 * 60) };

/// So many seconds wait those whose browser does no work, while very many propose.
pub(super) const WAIT_INSTEAD: u64 = 60;

/// What a form shows of whoever sends it.
#[derive(Clone, Debug)]
pub(super) struct Proof {
    /// What only this form has.
    seal: String,
    /// What only this form with these words has.
    form: String,
    /// Whether the browser worked for it, or whoever sends it waited.
    is_shown: bool,
}

impl Proof {
    /// Of a form as it was sent.
    pub(super) fn of(seal: Option<&Seal>, pairs: &[(String, String)], now: OffsetDateTime) -> Self {
        let mut words = Sha256::new();
        for (name, text) in pairs.iter().filter(|(name, _)| name != names::WORK) {
            words.update(name.len().to_be_bytes());
            words.update(name);
            words.update(text.len().to_be_bytes());
            words.update(text);
        }
        let waited = |seal: &Seal| now.unix_timestamp().saturating_sub(seal.at).unsigned_abs() >= WAIT_INSTEAD;
        Self {
            seal: seal.map(|seal| seal.text.clone()).unwrap_or_default(),
            form: URL_SAFE_NO_PAD.encode(words.finalize()),
            is_shown: seal.is_some_and(|seal| waited(seal) || seal.is_worked(value(pairs, names::WORK))),
        }
    }
}

/// Why something could not be proposed.
#[derive(Debug, thiserror::Error)]
pub(in super::super) enum ProposeError {
    #[error("too much was proposed")]
    TooOften(Spent),
    #[error("it has been decided on meanwhile")]
    TooLate,
    #[error("it was changed elsewhere meanwhile")]
    Moved,
    #[error("very many propose something now")]
    Pressed,
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error(transparent)]
    Randomness(#[from] NoRandomness),
}

impl From<LinkError> for ProposeError {
    fn from(error: LinkError) -> Self {
        match error {
            LinkError::Store(error) => Self::Store(error),
            LinkError::Randomness(error) => Self::Randomness(error),
        }
    }
}

impl From<sqlx::Error> for ProposeError {
    fn from(error: sqlx::Error) -> Self {
        Self::Store(error.into())
    }
}

/// What somebody wants to do with what they filled in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Wish {
    /// Go on later.
    Keep,
    /// Send it; everything in it is in order.
    Send,
}

/// What was filled in.
#[derive(Clone, Debug)]
pub(in super::super) struct Proposal {
    pub(in super::super) cells: Cells,
    /// The initiative that it changes, and what that was.
    pub(in super::super) changes: Option<(i64, Cells)>,
    pub(in super::super) reason: Option<String>,
    /// Whether whoever proposes it wants to be asked every year.
    pub(in super::super) yearly: bool,
}

impl Proposal {
    fn title(&self) -> String {
        cell(&self.cells, "titel")
    }

    /// What moderators find it by.
    fn words(&self, email: Option<&str>) -> String {
        format!("{} {}", self.title(), email.unwrap_or_default()).to_lowercase()
    }
}

fn cell(cells: &Cells, name: &str) -> String {
    cells.get(name).cloned().unwrap_or_default()
}

/// Whoever proposes something.
#[derive(Clone, Debug)]
pub(super) struct Submitter {
    pub(super) email: EmailAddress,
    pub(super) network: IpAddr,
    pub(super) proof: Proof,
}

/// Keeps a new proposal, and sends the link to it to whoever proposes it. The same form a second time changes nothing.
pub(super) async fn propose(
    store: &Store,
    proposal: &Proposal,
    submitter: &Submitter,
    wish: Wish,
    base_url: &str,
    now: OffsetDateTime,
) -> Result<(), ProposeError> {
    let Submitter { email, network, proof } = submitter;
    let mut tx = store.begin().await?;
    if spend(&mut tx, ONE_FORM, &Whose::Person(proof.form.clone()), now).await?.is_err() {
        return Ok(());
    }
    for (budget, whose) in [(FOR_NETWORK, Whose::Network(*network)), (FOR_ADDRESS, Whose::Person(email.key()))] {
        if let Err(spent) = spend(&mut tx, budget, &whose, now).await? {
            return Err(ProposeError::TooOften(spent));
        }
    }
    if spend(&mut tx, FOR_ALL, &Whose::Person(String::new()), now).await?.is_err() {
        let proven = spend(&mut tx, ONE_PROOF, &Whose::Person(proof.seal.clone()), now).await?.is_ok();
        if !(proof.is_shown && proven) {
            return Err(ProposeError::Pressed);
        }
    }
    let (state, event) = match wish {
        Wish::Keep => (State::Draft, Event::Saved),
        Wish::Send => (State::Unconfirmed, Event::Sent),
    };
    let id = put(&mut tx, proposal, email, state, now).await?;
    note(&mut tx, &id, event, None, None, now).await?;
    let link = stored::new_link(&mut tx, &id).await?;
    let letter = match wish {
        Wish::Keep => letters::kept(email.clone(), &proposal.title(), base_url, &link),
        Wish::Send => letters::confirm(email.clone(), &proposal.title(), base_url, &link),
    };
    mail::put(&mut tx, &letter, now).await?;
    tx.commit().await?;
    Ok(())
}

/// Keeps a proposal of somebody whose address is proven already: it waits for a moderator at once. Gives the link to it.
pub(in super::super) async fn propose_in(
    tx: &mut Tx,
    proposal: &Proposal,
    email: &EmailAddress,
    now: OffsetDateTime,
) -> Result<Token, ProposeError> {
    let id = put(tx, proposal, email, State::Unconfirmed, now).await?;
    note(tx, &id, Event::Sent, None, None, now).await?;
    let known = stored::locked(tx, &id).await?.ok_or(ProposeError::TooLate)?;
    put_state(tx, &known, State::Pending, now).await?;
    Ok(stored::new_link(tx, &id).await?)
}

/// Writes a new proposal down; gives its number.
async fn put(
    tx: &mut Tx,
    proposal: &Proposal,
    email: &EmailAddress,
    state: State,
    now: OffsetDateTime,
) -> Result<String, ProposeError> {
    let id = Uuid::now_v7().to_string();
    let (cells, base) =
        (as_json(&proposal.cells)?, proposal.changes.as_ref().map(|(_, base)| as_json(base)).transpose()?);
    within!(tx, |db| sqlx::query(sql::ADD)
        .bind(&id)
        .bind(proposal.changes.as_ref().map(|(initiative, _)| *initiative))
        .bind(if proposal.changes.is_some() { "change" } else { "new" })
        .bind(state.code())
        .bind(&cells)
        .bind(&base)
        .bind(&proposal.reason)
        .bind(email.as_str())
        .bind(email.key())
        .bind(proposal.title())
        .bind(proposal.words(Some(email.as_str())))
        .bind(cell(&proposal.cells, "gemeente"))
        .bind(now.unix_timestamp())
        .bind(proposal.yearly)
        .bind(proposal.cells.get(PHOTO_CELL))
        .execute(db)
        .await
        .map(|_| ()))?;
    Ok(id)
}

/// Writes a proposal anew behind its link, as it was `seen`, and sends it if that is wished: the address is proven by the link.
pub(super) async fn edit(
    store: &Store,
    seen: &Stored,
    proposal: &Proposal,
    wish: Wish,
    now: OffsetDateTime,
) -> Result<(), ProposeError> {
    let mut tx = store.begin().await?;
    let known = open(&mut tx, &seen.id).await?;
    if known.version != seen.version {
        return Err(ProposeError::Moved);
    }
    let cells = as_json(&proposal.cells)?;
    within!(&mut tx, |db| sqlx::query(sql::EDIT)
        .bind(&known.id)
        .bind(&cells)
        .bind(&proposal.reason)
        .bind(proposal.title())
        .bind(proposal.words(known.email.as_deref()))
        .bind(cell(&proposal.cells, "gemeente"))
        .bind(now.unix_timestamp())
        .bind(proposal.cells.get(PHOTO_CELL))
        .execute(db)
        .await
        .map(|_| ()))?;
    // What was sent once is only sent again: a moderator never sees half a proposal.
    let state = match (known.state, wish) {
        (State::Draft, Wish::Keep) => State::Draft,
        (_, Wish::Keep) => return Err(ProposeError::TooLate),
        // Whoever was asked and sends it again has answered.
        (_, Wish::Send) => State::Pending,
    };
    note(&mut tx, &known.id, if wish == Wish::Keep { Event::Saved } else { Event::Edited }, None, None, now).await?;
    put_state(&mut tx, &known, state, now).await?;
    tx.commit().await?;
    Ok(())
}

/// Confirms the mail address: from now on it waits for a moderator. Twice is as once.
pub(super) async fn confirm(store: &Store, id: &str, now: OffsetDateTime) -> Result<(), ProposeError> {
    let mut tx = store.begin().await?;
    let known = open(&mut tx, id).await?;
    if known.state == State::Unconfirmed {
        note(&mut tx, &known.id, Event::Confirmed, None, None, now).await?;
        put_state(&mut tx, &known, State::Pending, now).await?;
        tx.commit().await?;
    }
    Ok(())
}

/// Takes a proposal back.
pub(super) async fn withdraw(store: &Store, id: &str, now: OffsetDateTime) -> Result<(), ProposeError> {
    let mut tx = store.begin().await?;
    let known = open(&mut tx, id).await?;
    note(&mut tx, &known.id, Event::Withdrawn, None, None, now).await?;
    put_state(&mut tx, &known, State::Withdrawn, now).await?;
    tx.commit().await?;
    Ok(())
}

/// Answers what a moderator asked.
pub(super) async fn answer(store: &Store, id: &str, words: &str, now: OffsetDateTime) -> Result<(), ProposeError> {
    let mut tx = store.begin().await?;
    let known = open(&mut tx, id).await?;
    if known.state != State::Asked {
        return Err(ProposeError::TooLate);
    }
    note(&mut tx, &known.id, Event::Answered, None, Some(words), now).await?;
    put_state(&mut tx, &known, State::Pending, now).await?;
    tx.commit().await?;
    Ok(())
}

/// A proposal that nobody decided on yet, locked.
pub(super) async fn open(tx: &mut Tx, id: &str) -> Result<Stored, ProposeError> {
    let known = stored::locked(tx, id).await?;
    known.filter(|known| known.state.is_open()).ok_or(ProposeError::TooLate)
}
