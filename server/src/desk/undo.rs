//! The way back after somebody changed many things at once: how they stood, kept for a day, for whoever changed them.

use app::accounts::actor::Actor;
use serde_json::Value;
use time::{Duration, OffsetDateTime};
use uuid::Uuid;

use crate::store::{Store, StoreError, Tx, within};

/// So long a way back is kept.
const LASTS: Duration = Duration::days(1);

const KEEP: &str = "INSERT INTO undo (id, account_id, action, state, at) VALUES ($1, $2, $3, $4, $5)";

/// Takes a way back, once, and only by whoever made it.
const TAKE: &str = "DELETE FROM undo WHERE id = $1 AND account_id = $2 AND action = $3 RETURNING state";

const FORGET: &str = "DELETE FROM undo WHERE at <= $1";

/// All of them, for the test that prepares each on both databases.
#[cfg(test)]
pub(crate) const ALL: &[&str] = &[KEEP, TAKE, FORGET];

/// Keeps how things stood, in the transaction that changes them; gives the number of the way back.
pub(crate) async fn keep(
    tx: &mut Tx,
    actor: &Actor,
    action: &str,
    state: &Value,
    now: OffsetDateTime,
) -> Result<String, StoreError> {
    let id = Uuid::new_v4().to_string();
    within!(tx, |db| {
        sqlx::query(KEEP)
            .bind(&id)
            .bind(&actor.account.0)
            .bind(action)
            .bind(state.to_string())
            .bind(now.unix_timestamp())
            .execute(db)
            .await
            .map(|_| ())
    })?;
    Ok(id)
}

/// Takes a way back; nothing when it was used, is too old, or is somebody else's.
pub(crate) async fn take(tx: &mut Tx, actor: &Actor, action: &str, id: &str) -> Result<Option<Value>, StoreError> {
    let state: Option<String> = within!(tx, |db| {
        sqlx::query_scalar(TAKE).bind(id).bind(&actor.account.0).bind(action).fetch_optional(db).await
    })?;
    Ok(state.and_then(|state| serde_json::from_str(&state).ok()))
}

/// Forgets the ways back that are too old.
pub(crate) async fn forget_old(store: &Store, now: OffsetDateTime) -> Result<(), StoreError> {
    let mut tx = store.begin().await?;
    let until = (now - LASTS).unix_timestamp();
    within!(&mut tx, |db| sqlx::query(FORGET).bind(until).execute(db).await.map(|_| ()))?;
    tx.commit().await
}

#[cfg(test)]
mod tests {
    use app::accounts::actor::AccountId;
    use app::accounts::roles::{GivenRole, Role};
    use serde_json::json;

    use super::*;
    use crate::accounts::add_account::add_account;
    use crate::store::read;
    use crate::store::testing::store_tests;

    store_tests! {
        async fn a_way_back_is_kept_for_a_day(store: Store) {
            let now = OffsetDateTime::UNIX_EPOCH;
            let email = "naam@voorbeeld.nl".parse().expect("an address");
            let role = GivenRole::new(Role::Owner, None).expect("a role");
            add_account(&store, &email, "", &role, now).await.expect("an account");
            let id = read!(&store, |db| sqlx::query_scalar("SELECT id FROM account").fetch_one(db).await).expect("an id");
            let actor = Actor { account: AccountId(id), name: String::new(), email: String::new(), roles: vec![role] };
            let mut kept = Vec::new();
            for _ in 0..2 {
                let mut tx = store.begin().await.expect("a transaction");
                kept.push(keep(&mut tx, &actor, "test", &json!([1]), now).await.expect("a way back"));
                tx.commit().await.expect("a commit");
            }
            for (id, hours, expected) in [(&kept[0], 23, Some(json!([1]))), (&kept[1], 24, None)] {
                forget_old(&store, now + Duration::hours(hours)).await.expect("done");
                let mut tx = store.begin().await.expect("a transaction");
                assert_eq!(take(&mut tx, &actor, "test", id).await.expect("an answer"), expected);
                tx.commit().await.expect("a commit");
            }
        }
    }
}
