//! Merging: one initiative becomes part of another one. Its address leads there from then on, what people propose for it moves along,
//! and nothing of it is lost: it can be taken apart again.
//!
//! Only what stands on the Landkaart is merged, and only into what stands there. So the other one is always the end of its chain, and
//! no circle can be made.

use app::accounts::actor::Actor;
use app::accounts::roles::Permission;
use serde_json::json;
use time::OffsetDateTime;

use super::super::contribution::{Cells, Rules, move_along};
use super::super::export::cells_of;
use super::super::freshness::copy_contacts;
use super::super::import::{PHOTO_CELL, PHOTO_TEXT_CELL, sources_as_cell, sources_of_cell};
use super::super::write_initiative::{self, Change, Deed, Origin, Standing};
use super::{KeepError, Seen, begin, log, log_change, shown_as_seen, writing};
use crate::store::Store;

/// What has to be merged.
#[derive(Clone, Copy, Debug)]
pub(super) struct Merging<'a> {
    /// What becomes part of another one.
    pub(super) from: Seen,
    /// The other one.
    pub(super) into: Seen,
    /// The columns of the first that are taken along.
    pub(super) take: &'a [String],
    /// Why, for everybody to read.
    pub(super) reason: &'a str,
}

/// Something of the merged one that the other one lacks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Offer {
    /// The column.
    pub(super) column: String,
    /// What would stand in it.
    pub(super) text: String,
}

/// The columns that say which one it is, and are never taken along.
const OWN: [&str; 10] = [
    "external_id",
    "titel",
    "samenvatting",
    "gemeente",
    "gemeentenaam",
    "lon",
    "lat",
    "precisie",
    "laatst_gecontroleerd",
    // Goes with its photo.
    PHOTO_TEXT_CELL,
];

/// What `into` lacks and `from` has: sources, municipalities that take part, and what is empty.
pub(super) fn offers(from: &Cells, into: &Cells) -> Vec<Offer> {
    let cell = |cells: &Cells, name: &str| cells.get(name).cloned().unwrap_or_default();
    let mut offers = Vec::new();
    let own = sources_of_cell(&cell(into, "bronnen"));
    let known = |source: &(String, String)| {
        own.iter().any(|(title, url)| *url == source.1 && (!url.is_empty() || *title == source.0))
    };
    let more: Vec<_> = sources_of_cell(&cell(from, "bronnen")).into_iter().filter(|source| !known(source)).collect();
    if !more.is_empty() {
        let all = own.iter().chain(&more);
        let text = sources_as_cell(all.map(|(title, url)| (title.as_str(), Some(url.as_str()))));
        offers.push(Offer { column: "bronnen".to_owned(), text });
    }
    let codes = |cells: &Cells| -> Vec<String> {
        cell(cells, "ook_in").split('|').map(str::trim).filter(|code| !code.is_empty()).map(str::to_owned).collect()
    };
    let (place, mut also) = (cell(into, "gemeente"), codes(into));
    let before = also.len();
    for code in std::iter::once(cell(from, "gemeente")).chain(codes(from)) {
        if code != place && !code.is_empty() && !also.contains(&code) {
            also.push(code);
        }
    }
    if also.len() > before {
        offers.push(Offer { column: "ook_in".to_owned(), text: also.join(" | ") });
    }
    let missing = from.iter().filter(|(name, text)| {
        !OWN.contains(&name.as_str())
            && *name != "bronnen"
            && *name != "ook_in"
            && !text.is_empty()
            && cell(into, name).is_empty()
    });
    offers.extend(missing.map(|(column, text)| Offer { column: column.clone(), text: text.clone() }));
    offers
}

/// Puts what is offered where it belongs; what can be seen on a photo goes with it.
pub(super) fn take_along(offer: Offer, from: &Cells, into: &mut Cells) {
    if offer.column == PHOTO_CELL
        && let Some(words) = from.get(PHOTO_TEXT_CELL)
    {
        into.insert(PHOTO_TEXT_CELL.to_owned(), words.clone());
    }
    into.insert(offer.column, offer.text);
}

/// Merges.
pub(super) async fn merge(
    store: &Store,
    actor: &Actor,
    merging: Merging<'_>,
    rules: &Rules<'_>,
    now: OffsetDateTime,
) -> Result<(), KeepError> {
    actor.need(Permission::EditInitiatives)?;
    let Merging { from, into, take, reason } = merging;
    if from.id == into.id {
        return Err(KeepError::NoOther);
    }
    let mut tx = begin(store).await?;
    let merged = shown_as_seen(&mut tx, from).await?;
    let other = shown_as_seen(&mut tx, into).await.map_err(|error| match error {
        KeepError::NotFound | KeepError::OtherStanding => KeepError::NoOther,
        error => error,
    })?;
    let before = cells_of(&other, rules.reference);
    let mut after = before.clone();
    let from_cells = cells_of(&merged, rules.reference);
    for offer in offers(&from_cells, &before) {
        if take.contains(&offer.column) {
            take_along(offer, &from_cells, &mut after);
        }
    }
    let writing = writing(&mut tx, rules, now).await?;
    let why = |deed| Change { origin: Origin::Moderator, reason: Some(reason.to_owned()), deed };
    if after == before {
        write_initiative::note(&mut tx, into.id, &why(Deed::MergeIn(from.id)), writing).await?;
    } else {
        let (candidate, problems) = rules.read(&after);
        let candidate = candidate.ok_or(KeepError::Wrong(problems))?;
        write_initiative::change(&mut tx, into.id, &candidate, &why(Deed::MergeIn(from.id)), writing).await?;
    }
    let moved = move_along(&mut tx, from.id, into.id, now).await?;
    copy_contacts(&mut tx, from.id, into.id).await?;
    let standing = Standing::PartOf(into.id, &json!(moved).to_string());
    write_initiative::stand(&mut tx, from.id, standing, &why(Deed::MergeAway(into.id)), writing).await?;
    let after_merge = json!({ "other": into.id, "proposals": moved.len() });
    log(&mut tx, actor, "initiative-merged", from.id, (None, Some(after_merge)), now).await?;
    if after != before {
        log_change(&mut tx, actor, into.id, (&before, &after), now).await?;
    }
    tx.commit().await?;
    Ok(())
}
