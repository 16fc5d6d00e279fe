//! Deciding on a proposal: it comes on the Landkaart, it is refused, it was there already, or something has to be asked first.
//!
//! Of two moderators who decide at once one is first; the other sees what happened, because each says which version they saw.

use app::accounts::actor::{Actor, Forbidden, Where};
use app::accounts::roles::Permission;
use app::initiatives::contribution::state::State;
use app::initiatives::model::slug;
use serde_json::json;
use time::OffsetDateTime;

use super::super::export::{cells_of, full_row};
use super::super::freshness::add_contact;
use super::super::import::{Candidate, PHOTO_CELL, PHOTO_TEXT_CELL, Problem};
use super::super::sql as room;
use super::super::write_initiative::{self, Change, Deed, Origin, Writing};
use super::form::{Cells, Rules};
use super::letters::{self, News};
use super::moderation::places_of;
use super::stored::{self, Event, LinkError, Stored, note, put_state};
use super::two;
use crate::accounts::NoRandomness;
use crate::accounts::audit::{self, Entry};
use crate::mail::{self, EmailAddress};
use crate::store::{Store, StoreError, Tx, within};

/// What a moderator does with a proposal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Decision {
    /// Puts it on the Landkaart.
    Accept,
    /// Asks whoever proposed it something.
    Ask,
    /// Does not put it on the Landkaart.
    Refuse,
    /// It is the same as an initiative that is there.
    Merge(i64),
}

/// Why a decision did not hold.
#[derive(Debug, thiserror::Error)]
pub(super) enum DecideError {
    #[error(transparent)]
    Forbidden(#[from] Forbidden),
    #[error("there is no such proposal")]
    NotFound,
    #[error("somebody else was at it meanwhile")]
    Conflict,
    #[error("it is not in order")]
    Wrong(Vec<Problem>),
    #[error("there is no such initiative")]
    NoSuchInitiative,
    #[error("they were the first of two moderators")]
    SamePerson,
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error(transparent)]
    Randomness(#[from] NoRandomness),
}

impl From<LinkError> for DecideError {
    fn from(error: LinkError) -> Self {
        match error {
            LinkError::Store(error) => Self::Store(error),
            LinkError::Randomness(error) => Self::Randomness(error),
        }
    }
}

impl From<sqlx::Error> for DecideError {
    fn from(error: sqlx::Error) -> Self {
        Self::Store(error.into())
    }
}

/// What was seen and what is decided.
#[derive(Clone, Debug)]
pub(super) struct Verdict<'a> {
    pub(super) submission: &'a str,
    /// The version of the proposal that was on the screen.
    pub(super) seen: i64,
    /// The version of the data in which the initiative that it changes was last written, as it was on the screen.
    pub(super) seen_initiative: Option<i64>,
    pub(super) decision: Decision,
    /// What whoever proposed it reads.
    pub(super) words: &'a str,
}

/// Decides; gives the number of the initiative that it is now, or was already.
pub(super) async fn decide(
    store: &Store,
    actor: &Actor,
    verdict: &Verdict<'_>,
    rules: &Rules<'_>,
    base_url: &str,
    now: OffsetDateTime,
) -> Result<Option<i64>, DecideError> {
    actor.need(Permission::DecideProposals)?;
    let mut tx = store.begin().await?;
    // First the initiatives, then the proposal: everybody takes them in this order.
    within!(&mut tx, |db| sqlx::query(room::HOLD_VERSION).execute(db).await.map(|_| ()))?;
    let mut known = stored::locked(&mut tx, verdict.submission).await?.ok_or(DecideError::NotFound)?;
    let present = match known.initiative.filter(|_| known.is_change) {
        Some(id) => Some(cells_of(&full_row(&mut tx, id).await?, rules.reference)),
        None => None,
    };
    actor.need_in(Permission::DecideProposals, places_of(&known.cells, present.as_ref(), rules.reference))?;
    if known.version != verdict.seen || !known.state.can_be_decided() {
        return Err(DecideError::Conflict);
    }
    let revision = match known.initiative.filter(|_| known.is_change) {
        Some(id) => Some(full_row(&mut tx, id).await?.revision),
        None => None,
    };
    let first = two::first_within(&mut tx, &known.id).await?.filter(|first| first.holds(known.version, revision));
    // Whoever was the first leaves the decision to the second; asking something begins anew.
    if verdict.decision != Decision::Ask && first.as_ref().is_some_and(|first| first.account_id == actor.account.0) {
        return Err(DecideError::SamePerson);
    }
    if verdict.decision == Decision::Accept && first.is_none() && is_for_two(&mut tx, &known, rules).await? {
        // What is not in order is nothing to take over, for the time being either.
        ready_to_publish(&mut tx, &known, verdict, rules, now).await?;
        two::put_first(&mut tx, actor, &known, revision, verdict.words, now).await?;
        put_state(&mut tx, &known, known.state, now).await?;
        tx.commit().await?;
        return Ok(known.initiative);
    }
    // Those of the first belong to a decision that the second takes otherwise.
    let before = first.filter(|_| verdict.decision == Decision::Accept).map(|first| first.words).unwrap_or_default();
    let words = [before.as_str(), verdict.words].into_iter().filter(|words| !words.is_empty());
    let words = words.collect::<Vec<_>>().join("\n\n");
    let mut there = None;
    let (state, event) = match verdict.decision {
        Decision::Accept => {
            let id = publish(&mut tx, &known, verdict, origin(actor), rules, now).await?;
            let email = known.email.as_deref().and_then(|email| email.parse::<EmailAddress>().ok());
            if let Some(email) = email.filter(|_| known.yearly) {
                add_contact(&mut tx, id, &email, now).await?;
            }
            known.initiative = Some(id);
            (State::Accepted, Event::Accepted)
        }
        Decision::Ask => (State::Asked, Event::Asked),
        Decision::Refuse => (State::Refused, Event::Refused),
        Decision::Merge(other) => {
            let row = full_row(&mut tx, other).await.map_err(|error| match error {
                sqlx::Error::RowNotFound => DecideError::NoSuchInitiative,
                error => error.into(),
            })?;
            if row.withdrawn_at.is_some() {
                return Err(DecideError::NoSuchInitiative);
            }
            known.initiative = Some(other);
            there = Some(row.title);
            (State::Merged, Event::Merged)
        }
    };
    let said = Some(words.as_str()).filter(|words| !words.is_empty());
    note(&mut tx, &known.id, event, Some(&actor.account.0), said, now).await?;
    put_state(&mut tx, &known, state, now).await?;
    two::drop_first(&mut tx, &known.id).await?;
    let entry = Entry {
        actor: Some(&actor.account),
        action: action(state),
        subject: format!("submission:{}", known.id),
        before: Some(json!({ "state": known.state.code() })),
        after: Some(json!({ "state": state.code(), "initiative": known.initiative })),
    };
    audit::record(&mut tx, entry, now).await?;
    tell(&mut tx, &known, (state, there), &words, base_url, now).await?;
    tx.commit().await?;
    Ok(known.initiative)
}

/// Who answers for what is decided: a municipality for its own map, else the moderators.
fn origin(actor: &Actor) -> Origin {
    match actor.where_may(Permission::DecideProposals) {
        Where::Everywhere => Origin::Proposal,
        Where::In(_) => Origin::Municipality,
    }
}

fn action(state: State) -> &'static str {
    match state {
        State::Accepted => "submission-accepted",
        State::Asked => "submission-asked",
        State::Refused => "submission-refused",
        _ => "submission-merged",
    }
}

/// Writes what is proposed to the Landkaart; gives the number of the initiative.
async fn publish(
    tx: &mut Tx,
    known: &Stored,
    verdict: &Verdict<'_>,
    origin: Origin,
    rules: &Rules<'_>,
    now: OffsetDateTime,
) -> Result<i64, DecideError> {
    let candidate = ready_to_publish(tx, known, verdict, rules, now).await?;
    let revision: i64 = within!(&mut *tx, |db| sqlx::query_scalar(room::RAISE_VERSION).fetch_one(db).await)?;
    let writing = Writing { reference: rules.reference, revision, now: now.unix_timestamp() };
    let Some(id) = known.initiative else {
        let why = Change { origin, reason: None, deed: Deed::Write };
        return Ok(write_initiative::add(tx, &candidate, &why, writing).await?);
    };
    let row = full_row(tx, id).await?;
    // The difference on the screen was with what it was then; and what was withdrawn stays so.
    if verdict.seen_initiative != Some(row.revision) || row.withdrawn_at.is_some() {
        return Err(DecideError::Conflict);
    }
    let present = cells_of(&row, rules.reference);
    let candidate = checked(&proposed(&present, known), rules, now)?;
    let why = Change { origin, reason: known.reason.clone(), deed: Deed::Write };
    write_initiative::change(tx, id, &candidate, &why, writing).await?;
    Ok(id)
}

/// The initiative that a proposal makes, when it is in order.
async fn ready_to_publish(
    tx: &mut Tx,
    known: &Stored,
    verdict: &Verdict<'_>,
    rules: &Rules<'_>,
    now: OffsetDateTime,
) -> Result<Candidate, DecideError> {
    let Some(id) = known.initiative else {
        let mut cells = known.cells.clone();
        cells.insert("external_id".to_owned(), format!("dia-{}", known.id));
        return checked(&cells, rules, now);
    };
    let row = full_row(tx, id).await?;
    // The difference on the screen was with what it was then; and what was withdrawn stays so.
    if verdict.seen_initiative != Some(row.revision) || row.withdrawn_at.is_some() {
        return Err(DecideError::Conflict);
    }
    checked(&proposed(&cells_of(&row, rules.reference), known), rules, now)
}

/// Whether two moderators decide: by what is proposed, and by what is there.
async fn is_for_two(tx: &mut Tx, known: &Stored, rules: &Rules<'_>) -> Result<bool, DecideError> {
    let types = two::types_within(tx).await?;
    if types.is_empty() || two::needs_two(&known.cells, &types) {
        return Ok(!types.is_empty());
    }
    let Some(id) = known.initiative else { return Ok(false) };
    let row = full_row(tx, id).await?;
    Ok(two::needs_two(&cells_of(&row, rules.reference), &types))
}

/// What is there with what the proposal changes.
pub(super) fn proposed(present: &Cells, known: &Stored) -> Cells {
    let empty = Cells::new();
    merged(present, known.base.as_ref().unwrap_or(&empty), &known.cells)
}

/// What is there with what somebody changed of `base`; what others changed since then stays.
pub(in super::super) fn merged(present: &Cells, base: &Cells, changed: &Cells) -> Cells {
    let mut cells = present.clone();
    let names: std::collections::BTreeSet<&String> = base.keys().chain(changed.keys()).collect();
    for name in names {
        let (before, after) = (base.get(name), changed.get(name));
        if before == after {
            continue;
        }
        match after {
            Some(text) => cells.insert(name.clone(), text.clone()),
            None => cells.remove(name),
        };
    }
    // A place is two numbers and how precise they are, a photo is also what can be seen on it: those of one side or of the other, never
    // a mixture.
    for whole in [&["lon", "lat", "precisie"][..], &[PHOTO_CELL, PHOTO_TEXT_CELL]] {
        if whole.iter().all(|name| base.get(*name) == changed.get(*name)) {
            continue;
        }
        for &name in whole {
            match changed.get(name) {
                Some(text) => cells.insert(name.to_owned(), text.clone()),
                None => cells.remove(name),
            };
        }
    }
    // The name goes with the code; one of the two says where it is.
    if base.get("gemeente") != changed.get("gemeente") {
        cells.remove("gemeentenaam");
    }
    cells
}

/// The initiative that some cells describe, checked today by a moderator.
fn checked(cells: &Cells, rules: &Rules<'_>, now: OffsetDateTime) -> Result<Candidate, DecideError> {
    rules.checked(cells, now).map_err(DecideError::Wrong)
}

/// Tells whoever proposed it, in the same transaction; with the name of what was there already, if that is what became of it.
async fn tell(
    tx: &mut Tx,
    known: &Stored,
    (state, there): (State, Option<String>),
    words: &str,
    base_url: &str,
    now: OffsetDateTime,
) -> Result<(), DecideError> {
    let Some(to) = known.email.as_deref().and_then(|email| email.parse::<EmailAddress>().ok()) else { return Ok(()) };
    let title = known.cells.get("titel").cloned().unwrap_or_default();
    let name = there.as_deref().unwrap_or(&title);
    let page = |id: i64| format!("{base_url}/landkaart/initiatief/{id}-{}", slug(name));
    let address = match state {
        State::Asked => letters::link_to(base_url, &stored::new_link(tx, &known.id).await?),
        _ => known.initiative.map(page).unwrap_or_default(),
    };
    let news = match state {
        State::Accepted => News::Accepted(&address),
        State::Asked => News::Asked(&address),
        State::Merged => News::Merged(&address, name),
        _ => News::Refused,
    };
    let letter = letters::news(to, &title, news, words, base_url);
    mail::put(tx, &letter, now).await?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cells(pairs: &[(&str, &str)]) -> Cells {
        pairs.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect()
    }

    /// A change of one set of cells into another.
    fn change(base: &[(&str, &str)], proposed: &[(&str, &str)]) -> Stored {
        Stored {
            id: "een".into(),
            initiative: Some(1),
            is_change: true,
            state: State::Pending,
            version: 1,
            cells: cells(proposed),
            base: Some(cells(base)),
            reason: None,
            email: None,
            waiting_since: None,
            created_at: 0,
            updated_at: 0,
            yearly: false,
        }
    }

    #[test]
    fn a_place_is_never_made_of_the_numbers_of_two_people() {
        let base = [("lon", "5,38"), ("lat", "52,15"), ("precisie", "buurt"), ("titel", "Oud")];
        let moved_north = change(&base, &[("lon", "5,38"), ("lat", "52,20"), ("precisie", "buurt"), ("titel", "Oud")]);
        let moved_east = cells(&[("lon", "5,50"), ("lat", "52,15"), ("precisie", "adres"), ("titel", "Nieuw")]);
        let both = proposed(&moved_east, &moved_north);
        let place = cells(&[("lon", "5,38"), ("lat", "52,20"), ("precisie", "buurt"), ("titel", "Nieuw")]);
        assert_eq!(both, place, "the place of whoever is decided on, and what others changed elsewhere");
        let gone = change(&base, &[("titel", "Oud")]);
        assert_eq!(proposed(&moved_east, &gone), cells(&[("titel", "Nieuw")]));
        let renamed = change(&base, &[("lon", "5,38"), ("lat", "52,15"), ("precisie", "buurt"), ("titel", "Anders")]);
        assert_eq!(proposed(&moved_east, &renamed)["lon"], "5,50", "who moved nothing leaves the place alone");
    }
}
