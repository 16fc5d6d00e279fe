//! Everything that is kept about an address, room by room, as it is at one moment.

use app::programme::pages::own_data::Held;

use crate::accounts;
use crate::initiatives::{contribution, custodians, follow, freshness};
use crate::mail::{self, EmailAddress};
use crate::store::{Store, StoreError};

/// What every room keeps, in the order of the privacy statement; nothing of what is not kept.
pub(super) async fn look(store: &Store, email: &EmailAddress) -> Result<Vec<Held>, StoreError> {
    let mut tx = store.begin_to_look().await?;
    let mut all = contribution::own_data::held(&mut tx, email).await?;
    all.extend(freshness::own_data::held(&mut tx, email).await?);
    all.extend(custodians::own_data::held(&mut tx, email).await?);
    all.extend(follow::own_data::held(&mut tx, email).await?);
    all.extend(accounts::own_data::held(&mut tx, email).await?);
    all.extend(mail::own_data::held(&mut tx, email).await?);
    all.retain(|held| !held.entries.is_empty());
    Ok(all)
}
