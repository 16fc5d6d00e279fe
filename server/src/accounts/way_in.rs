//! Ways in that a browser begins here and ends within minutes: at the provider of an organisation, or with a passkey.
//!
//! What has to be remembered meanwhile is in the database, so that any instance can end it. It ends once, in time, and only in the
//! browser in which it began: that one has a secret in a cookie, which whoever copies an address does not have.

use std::time::Duration;

use serde::Serialize;
use serde::de::DeserializeOwned;
use time::OffsetDateTime;

use super::{NoRandomness, Token, sql};
use crate::store::{Store, StoreError, within};

/// Which way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Way {
    /// At the provider of an organisation.
    Organisation,
    /// With a passkey.
    Passkey,
    /// Adding a passkey.
    NewPasskey,
}

impl Way {
    fn code(self) -> &'static str {
        match self {
            Self::Organisation => "organisation",
            Self::Passkey => "passkey",
            Self::NewPasskey => "new-passkey",
        }
    }

    /// How long it takes at most.
    fn lasts(self) -> Duration {
        match self {
            // Somebody may have to look for a telephone first.
            Self::Organisation => Duration::from_secs(10 * 60),
            Self::Passkey | Self::NewPasskey => Duration::from_secs(5 * 60),
        }
    }
}

/// Why a way in does not begin or end.
#[derive(Debug, thiserror::Error)]
pub(super) enum WayError {
    /// It is too old, was used, began in another browser, or never began.
    #[error("this way in is over")]
    Over,
    /// The database.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The machine.
    #[error(transparent)]
    Randomness(#[from] NoRandomness),
    /// What is remembered cannot be written or read.
    #[error("what was remembered cannot be read")]
    State(#[from] serde_json::Error),
}

impl From<sqlx::Error> for WayError {
    fn from(error: sqlx::Error) -> Self {
        Self::Store(error.into())
    }
}

/// Begins; gives the secret by which it is found when it ends. `browser` is the secret in the cookie.
pub(super) async fn begin(
    store: &Store,
    way: Way,
    browser: &Token,
    state: &impl Serialize,
    now: OffsetDateTime,
) -> Result<Token, WayError> {
    let token = Token::random()?;
    let state = serde_json::to_string(state)?;
    let mut tx = store.begin().await?;
    within!(&mut tx, |db| {
        sqlx::query(sql::BEGIN_WAY_IN)
            .bind(token.hash().as_str())
            .bind(browser.hash().as_str())
            .bind(way.code())
            .bind(&state)
            .bind((now + way.lasts()).unix_timestamp())
            .execute(db)
            .await
            .map(|_| ())
    })?;
    tx.commit().await?;
    Ok(token)
}

/// Ends, for good: whatever comes of it, it does not end twice. Gives what was remembered.
pub(super) async fn end<State: DeserializeOwned>(
    store: &Store,
    way: Way,
    token: &Token,
    browser: &Token,
    now: OffsetDateTime,
) -> Result<State, WayError> {
    let mut tx = store.begin().await?;
    let state: Option<String> = within!(&mut tx, |db| {
        sqlx::query_scalar(sql::END_WAY_IN)
            .bind(token.hash().as_str())
            .bind(browser.hash().as_str())
            .bind(way.code())
            .bind(now.unix_timestamp())
            .fetch_optional(db)
            .await
    })?;
    tx.commit().await?;
    Ok(serde_json::from_str(&state.ok_or(WayError::Over)?)?)
}

#[cfg(test)]
mod tests {
    use time::Duration;

    use super::super::logins::forget_old;
    use super::*;
    use crate::store::read;
    use crate::store::testing::store_tests;

    fn at(minutes: i64) -> OffsetDateTime {
        OffsetDateTime::from_unix_timestamp(1_790_000_000).expect("a moment") + Duration::minutes(minutes)
    }

    store_tests! {
        async fn a_way_in_ends_once_in_time_and_in_the_browser_in_which_it_began(store: Store) {
            let (mine, yours) = (Token::random().expect("a token"), Token::random().expect("a token"));
            let token = begin(&store, Way::Passkey, &mine, &"mine", at(0)).await.expect("begun");
            let end = async |way, browser, minutes| end::<String>(&store, way, &token, browser, at(minutes)).await.ok();
            assert_eq!(end(Way::Passkey, &yours, 1).await, None, "another browser");
            assert_eq!(end(Way::NewPasskey, &mine, 1).await, None, "another way");
            assert_eq!(end(Way::Passkey, &mine, 5).await, None, "too late");
            assert_eq!(end(Way::Passkey, &mine, 4).await, Some("mine".into()));
            assert_eq!(end(Way::Passkey, &mine, 4).await, None, "twice");
        }

        async fn a_way_in_that_nobody_ended_is_forgotten(store: Store) {
            let browser = Token::random().expect("a token");
            begin(&store, Way::Organisation, &browser, &"x", at(0)).await.expect("begun");
            for (minutes, left) in [(9, 1), (10, 0)] {
                forget_old(&store, at(minutes)).await.expect("done");
                let count: i64 = read!(&store, |db| {
                    sqlx::query_scalar("SELECT COUNT(*) FROM way_in").fetch_one(db).await
                })
                .expect("a count");
                assert_eq!(count, left, "{minutes}");
            }
        }
    }
}
