//! What waits for somebody at the desk, asked of the rooms where it waits.

use app::accounts::actor::Actor;
use app::desk::frame::AllWaiting;
use time::OffsetDateTime;

use crate::store::{Store, StoreError};

/// What waits for somebody, in the order of the parts.
pub(super) async fn waiting(_store: &Store, _actor: &Actor, _now: OffsetDateTime) -> Result<AllWaiting, StoreError> {
    Ok(AllWaiting(Vec::new()))
}
