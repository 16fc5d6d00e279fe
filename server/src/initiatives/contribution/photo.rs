//! The photo of a proposal: added, described anew or taken away by whoever made it, behind the link in their mail. So nobody sends one
//! whose address is not proven, and a form that comes back with errors loses no file.

use std::time::Duration;

use app::initiatives::contribution::state::State;
use time::OffsetDateTime;

use super::super::import::PHOTO_CELL;
use super::super::photos::{self, PhotoChange};
use super::propose::{ProposeError, open};
use super::sql;
use super::stored::{Event, Stored, as_json, note, put_state};
use crate::budgets::{Budget, Whose, spend};
use crate::store::{Store, within};

/// For one proposal: whoever chooses the wrong one again and again.
const FOR_PROPOSAL: Budget = Budget { purpose: "photo", most: 20, within: Duration::from_secs(24 * 60 * 60) };

/// Takes one from what a proposal may send.
pub(super) async fn may_send(store: &Store, proposal: &str, now: OffsetDateTime) -> Result<(), ProposeError> {
    let mut tx = store.begin().await?;
    spend(&mut tx, FOR_PROPOSAL, &Whose::Person(proposal.to_owned()), now).await?.map_err(ProposeError::TooOften)?;
    tx.commit().await?;
    Ok(())
}

/// Changes the photo of a proposal that nobody decided on, as it was `seen`.
pub(super) async fn change_photo(
    store: &Store,
    (id, seen): (&str, i64),
    change: &PhotoChange,
    now: OffsetDateTime,
) -> Result<(), ProposeError> {
    let mut tx = store.begin().await?;
    let known = open(&mut tx, id).await?;
    if known.version != seen {
        return Err(ProposeError::Moved);
    }
    let mut cells = known.cells.clone();
    change.put_in(&mut cells);
    if let Some(prints) = change.prints() {
        photos::add(&mut tx, prints, now).await?;
    }
    let text = as_json(&cells)?;
    within!(&mut tx, |db| sqlx::query(sql::PUT_PHOTO)
        .bind(&known.id)
        .bind(&text)
        .bind(cells.get(PHOTO_CELL))
        .bind(now.unix_timestamp())
        .execute(db)
        .await
        .map(|_| ()))?;
    note(&mut tx, &known.id, event(&known), None, None, now).await?;
    put_state(&mut tx, &known, known.state, now).await?;
    tx.commit().await?;
    Ok(())
}

fn event(known: &Stored) -> Event {
    if known.state == State::Draft { Event::Saved } else { Event::Edited }
}
