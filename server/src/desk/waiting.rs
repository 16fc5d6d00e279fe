//! What waits for somebody at the desk, asked of the rooms where it waits.

use app::accounts::actor::Actor;
use app::desk::frame::{AllWaiting, Waiting};
use app::desk::parts::Part;
use app::texts::{moments, text_with};
use time::OffsetDateTime;

use crate::initiatives::{contribution, custodians};
use crate::mail::by_hand;
use crate::store::{Store, StoreError};

/// What waits for somebody, in the order of the parts.
pub(super) async fn waiting(store: &Store, actor: &Actor, now: OffsetDateTime) -> Result<AllWaiting, StoreError> {
    let mut all: Vec<Waiting> = contribution::waiting(store, actor, now).await?.into_iter().collect();
    all.extend(custodians::waiting(store, actor, now).await?);
    if actor.may(Part::Post.needs()) {
        all.extend(mail(store, now).await?);
    }
    Ok(AllWaiting(all))
}

/// Mail that did not arrive, and mail that waits too long.
async fn mail(store: &Store, now: OffsetDateTime) -> Result<Vec<Waiting>, StoreError> {
    let waits = by_hand::waits(store, now).await?;
    let lines = waits.into_iter().zip([("post-waits-refused", "mislukt"), ("post-waits-late", "laat")]);
    Ok(lines
        .filter_map(|(waits, (key, state))| {
            let waits = waits?;
            Some(Waiting {
                part: Part::Post,
                count: waits.count,
                what: text_with(key, [("count", waits.count.into())]),
                since: text_with("post-waits-since", [("moment", moments::short(waits.since).into())]),
                href: format!("{}?staat={state}", Part::Post.path()),
            })
        })
        .collect())
}
