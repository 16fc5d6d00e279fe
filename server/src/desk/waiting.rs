//! What waits for somebody at the desk, asked of the rooms where it waits.

use app::accounts::actor::Actor;
use app::desk::frame::AllWaiting;
use time::OffsetDateTime;

use crate::initiatives::contribution;
use crate::store::{Store, StoreError};

/// What waits for somebody, in the order of the parts.
pub(super) async fn waiting(store: &Store, actor: &Actor, now: OffsetDateTime) -> Result<AllWaiting, StoreError> {
    Ok(AllWaiting(contribution::waiting(store, actor, now).await?.into_iter().collect()))
}
