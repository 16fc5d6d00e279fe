//! How often one person or one network may do something that costs others: asking for mail, proposing, subscribing.
//!
//! Kept in the database, so that all instances count together and a restart forgets nothing. Each budget is one number, the moment
//! at which it is whole again (the generic cell rate algorithm of ITU-T I.371): it grows back evenly, and a burst is allowed as
//! long as the budget lasts.

use std::net::IpAddr;
use std::time::Duration;

use axum::http::header::RETRY_AFTER;
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sha2::{Digest as _, Sha256};
use time::OffsetDateTime;

use crate::http::limited_by;
use crate::store::{Store, StoreError, Tx, within};

/// Takes one from a budget, unless it is spent. The row it gives says that there was one left.
const SPEND: &str = "INSERT INTO budget (name, whole_at) VALUES ($1, CAST($2 AS BIGINT) + $3)
    ON CONFLICT (name) DO UPDATE
        SET whole_at = CASE WHEN budget.whole_at > $2 THEN budget.whole_at ELSE $2 END + $3
        WHERE budget.whole_at + $3 <= CAST($2 AS BIGINT) + $4
    RETURNING whole_at";

/// When a budget is whole again.
const WHOLE_AT: &str = "SELECT whole_at FROM budget WHERE name = $1";

/// Forgets those that are whole.
const FORGET: &str = "DELETE FROM budget WHERE whole_at <= $1";

/// All of them, for the test that prepares each on both databases.
#[cfg(test)]
pub(crate) const ALL: &[&str] = &[SPEND, WHOLE_AT, FORGET];

/// So many of something in so much time.
#[derive(Clone, Copy, Debug)]
pub struct Budget {
    /// What it is for, such as `sign-in`.
    pub purpose: &'static str,
    /// How many.
    pub most: u32,
    /// In how much time.
    pub within: Duration,
}

/// Whose budget it is. Only a hash of it is kept.
#[derive(Clone, Debug)]
pub enum Whose {
    /// Everybody in the network of an address: in IPv6 that is what one household gets, as for the limits of requests.
    Network(IpAddr),
    /// Somebody by what identifies them, such as the key of a mail address.
    Person(String),
}

/// A budget is spent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Spent {
    /// How long until there is one again.
    pub wait: Duration,
}

impl Spent {
    /// Whole seconds until it is worth trying again.
    #[must_use]
    pub fn seconds(&self) -> u64 {
        self.wait.as_secs() + 1
    }
}

impl IntoResponse for Spent {
    /// Says when to come back, where there is no form to keep what was typed.
    fn into_response(self) -> Response {
        (StatusCode::TOO_MANY_REQUESTS, [(RETRY_AFTER, HeaderValue::from(self.seconds()))]).into_response()
    }
}

impl Whose {
    fn name(&self, purpose: &str) -> String {
        let who = match self {
            Self::Network(address) => format!("network {}", limited_by(*address)),
            Self::Person(who) => format!("person {who}"),
        };
        let hash = Sha256::digest(format!("{purpose} {who}"));
        URL_SAFE_NO_PAD.encode(&hash[..16])
    }
}

/// Takes one from a budget inside a transaction: if that is dropped, nothing was spent.
pub async fn spend(
    tx: &mut Tx,
    budget: Budget,
    whose: &Whose,
    now: OffsetDateTime,
) -> Result<Result<(), Spent>, StoreError> {
    let name = whose.name(budget.purpose);
    let millis = |time: Duration| i64::try_from(time.as_millis()).unwrap_or(i64::MAX);
    let (now, one, all) = (
        i64::try_from(now.unix_timestamp_nanos() / 1_000_000).unwrap_or(i64::MAX),
        millis(budget.within / budget.most.max(1)),
        millis(budget.within),
    );
    let left: Option<i64> = within!(tx, |db| {
        sqlx::query_scalar(SPEND).bind(&name).bind(now).bind(one).bind(all).fetch_optional(db).await
    })?;
    if left.is_some() {
        return Ok(Ok(()));
    }
    let whole_at: i64 = within!(tx, |db| sqlx::query_scalar(WHOLE_AT).bind(&name).fetch_one(db).await)?;
    let wait = Duration::from_millis(u64::try_from(whole_at + one - now - all).unwrap_or(0));
    Ok(Err(Spent { wait }))
}

/// Forgets budgets that are whole; they say nothing any more.
pub async fn forget_whole(store: &Store, now: OffsetDateTime) -> Result<(), StoreError> {
    let mut tx = store.begin().await?;
    let now = i64::try_from(now.unix_timestamp_nanos() / 1_000_000).unwrap_or(i64::MAX);
    within!(&mut tx, |db| sqlx::query(FORGET).bind(now).execute(db).await.map(|_| ()))?;
    tx.commit().await
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::testing::store_tests;

    const THREE_A_MINUTE: Budget = Budget { purpose: "test", most: 3, within: Duration::from_secs(60) };

    async fn try_to_spend(store: &Store, whose: &Whose, seconds: i64) -> Result<(), Spent> {
        let now = OffsetDateTime::from_unix_timestamp(1_790_000_000 + seconds).expect("a moment");
        let mut tx = store.begin().await.expect("a transaction");
        let spent = spend(&mut tx, THREE_A_MINUTE, whose, now).await.expect("an answer");
        tx.commit().await.expect("a commit");
        spent
    }

    store_tests! {
        async fn a_budget_lasts_for_a_burst_and_grows_back_evenly(store: Store) {
            let me = Whose::Person("naam@voorbeeld.nl".into());
            for _ in 0..3 {
                assert_eq!(try_to_spend(&store, &me, 0).await, Ok(()));
            }
            assert_eq!(try_to_spend(&store, &me, 0).await, Err(Spent { wait: Duration::from_secs(20) }));
            assert_eq!(try_to_spend(&store, &me, 15).await, Err(Spent { wait: Duration::from_secs(5) }));
            assert_eq!(try_to_spend(&store, &me, 20).await, Ok(()));
            assert!(try_to_spend(&store, &me, 20).await.is_err());
            for _ in 0..3 {
                assert_eq!(try_to_spend(&store, &me, 500).await, Ok(()));
            }
        }

        async fn what_one_spends_another_does_not_miss_but_one_household_is_one(store: Store) {
            let network = |text: &str| Whose::Network(text.parse().expect("an address"));
            for _ in 0..3 {
                assert_eq!(try_to_spend(&store, &network("2001:db8:1:2::3"), 0).await, Ok(()));
            }
            assert!(try_to_spend(&store, &network("2001:db8:1:2:ffff::9"), 0).await.is_err());
            assert_eq!(try_to_spend(&store, &network("2001:db8:1:3::3"), 0).await, Ok(()));
            assert_eq!(try_to_spend(&store, &network("192.0.2.7"), 0).await, Ok(()));
        }

        async fn a_budget_that_is_whole_is_forgotten(store: Store) {
            let me = Whose::Person("naam@voorbeeld.nl".into());
            assert_eq!(try_to_spend(&store, &me, 0).await, Ok(()));
            let names = async || {
                let names: Vec<String> = crate::store::read!(&store, |db| {
                    sqlx::query_scalar("SELECT name FROM budget").fetch_all(db).await
                })
                .expect("names");
                names
            };
            assert!(!names().await[0].contains("naam"), "whose it is cannot be read");
            let later = OffsetDateTime::from_unix_timestamp(1_790_000_020).expect("a moment");
            forget_whole(&store, later - time::Duration::seconds(1)).await.expect("done");
            assert_eq!(names().await.len(), 1);
            forget_whole(&store, later).await.expect("done");
            assert_eq!(names().await.len(), 0);
        }
    }
}
