//! What staff changed: a log that only grows, in which every entry holds the hash of the one before.
//!
//! Whoever changes or takes away an entry breaks the chain, and `dia doctor` says where. What is personal is kept beside the log
//! and stands in it by reference, so that somebody can be forgotten without breaking anything.

use app::accounts::actor::AccountId;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};
use time::OffsetDateTime;
use uuid::Uuid;

use super::sql;
use crate::store::{Store, StoreError, Tx, read, within};

/// So many entries are checked at a time.
const STRETCH: i64 = 1_000;

/// What was done.
#[derive(Clone, Debug)]
pub struct Entry<'a> {
    /// By whom; nothing for the command line and for what runs by itself.
    pub actor: Option<&'a AccountId>,
    /// What, such as `role-given`.
    pub action: &'static str,
    /// To what, such as `account:0190…`.
    pub subject: String,
    /// What it was before.
    pub before: Option<Value>,
    /// What it is now.
    pub after: Option<Value>,
}

/// An entry as it is stored.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
struct Stored {
    number: i64,
    at: i64,
    actor: Option<String>,
    action: String,
    subject: String,
    before_state: Option<String>,
    after_state: Option<String>,
    hash: String,
}

impl Stored {
    /// The hash of the entry after `previous`: SHA-256 over all parts, each with its length before it, so that no two entries
    /// have the same bytes.
    fn hash_after(&self, previous: &str) -> String {
        let mut hasher = Sha256::new();
        let (number, at) = (self.number.to_string(), self.at.to_string());
        let parts = [
            Some(previous),
            Some(&number),
            Some(&at),
            self.actor.as_deref(),
            Some(&self.action),
            Some(&self.subject),
            self.before_state.as_deref(),
            self.after_state.as_deref(),
        ];
        for part in parts {
            // What is absent differs from what is empty.
            let length = part.map_or(u64::MAX, |part| part.len() as u64);
            hasher.update(length.to_be_bytes());
            hasher.update(part.unwrap_or_default());
        }
        URL_SAFE_NO_PAD.encode(hasher.finalize())
    }
}

/// Adds an entry in the transaction of what it tells.
pub async fn record(tx: &mut Tx, entry: Entry<'_>, now: OffsetDateTime) -> Result<(), StoreError> {
    let (number, previous): (i64, String) = within!(tx, |db| sqlx::query_as(sql::NEXT_ENTRY).fetch_one(db).await)?;
    let mut stored = Stored {
        number,
        at: now.unix_timestamp(),
        actor: entry.actor.map(|account| account.0.clone()),
        action: entry.action.to_owned(),
        subject: entry.subject,
        before_state: entry.before.map(|value| value.to_string()),
        after_state: entry.after.map(|value| value.to_string()),
        hash: String::new(),
    };
    stored.hash = stored.hash_after(&previous);
    within!(tx, |db| {
        sqlx::query(sql::ADD_ENTRY)
            .bind(stored.number)
            .bind(stored.at)
            .bind(&stored.actor)
            .bind(&stored.action)
            .bind(&stored.subject)
            .bind(&stored.before_state)
            .bind(&stored.after_state)
            .bind(&stored.hash)
            .execute(db)
            .await
            .map(|_| ())
    })?;
    within!(tx, |db| sqlx::query(sql::PUT_HEAD).bind(&stored.hash).execute(db).await.map(|_| ()))?;
    Ok(())
}

/// Keeps something personal beside the log; gives what stands in the log instead.
pub async fn personal(tx: &mut Tx, text: &str) -> Result<Value, StoreError> {
    let reference = Uuid::new_v4().to_string();
    within!(tx, |db| sqlx::query(sql::ADD_PERSON).bind(&reference).bind(text).execute(db).await.map(|_| ()))?;
    Ok(json!({ "person": reference }))
}

/// Whether the log is as it was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Chain {
    /// It is, with so many entries.
    Whole(i64),
    /// It is not, from this entry on.
    Broken(i64),
}

/// Follows the chain from the first entry to the last.
pub async fn verify(store: &Store) -> Result<Chain, StoreError> {
    let head = sql::HEAD;
    // The head first: entries that are added meanwhile are not looked at.
    let (last, hash): (i64, String) = read!(store, |db| sqlx::query_as(head).fetch_one(db).await)?;
    let (mut number, mut previous) = (0, String::new());
    while number < last {
        let entries: Vec<Stored> =
            read!(store, |db| sqlx::query_as(sql::ENTRIES).bind(number).bind(STRETCH).fetch_all(db).await)?;
        if entries.is_empty() {
            return Ok(Chain::Broken(number + 1));
        }
        for entry in entries.iter().take_while(|entry| entry.number <= last) {
            if entry.number != number + 1 || entry.hash != entry.hash_after(&previous) {
                return Ok(Chain::Broken(number + 1));
            }
            number = entry.number;
            previous.clone_from(&entry.hash);
        }
        if entries.last().is_some_and(|entry| entry.number > last) && number < last {
            return Ok(Chain::Broken(number + 1));
        }
    }
    Ok(if previous == hash { Chain::Whole(last) } else { Chain::Broken(last) })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::testing::store_tests;

    async fn write(store: &Store, subject: &str) {
        let mut tx = store.begin().await.expect("a transaction");
        let name = personal(&mut tx, "Een naam").await.expect("a reference");
        let entry = Entry {
            actor: Some(&AccountId("0190".into())),
            action: "role-given",
            subject: subject.into(),
            before: None,
            after: Some(json!({ "role": "moderator", "name": name })),
        };
        record(&mut tx, entry, OffsetDateTime::UNIX_EPOCH).await.expect("an entry");
        tx.commit().await.expect("a commit");
    }

    async fn run(store: &Store, statement: &'static str) -> Result<(), StoreError> {
        let mut tx = store.begin().await?;
        within!(&mut tx, |db| sqlx::raw_sql(statement).execute(db).await.map(|_| ()))?;
        tx.commit().await
    }

    store_tests! {
        async fn the_log_is_whole_however_long_it_gets_and_says_how_long(store: Store) {
            assert_eq!(verify(&store).await.expect("an answer"), Chain::Whole(0));
            for number in 0..7 {
                write(&store, &format!("account:{number}")).await;
            }
            assert_eq!(verify(&store).await.expect("an answer"), Chain::Whole(7));
        }

        async fn an_entry_cannot_be_changed_or_taken_away(store: Store) {
            write(&store, "account:1").await;
            assert!(run(&store, "UPDATE audit_entry SET action = 'role-taken'").await.is_err());
            assert!(run(&store, "DELETE FROM audit_entry").await.is_err());
            assert_eq!(verify(&store).await.expect("an answer"), Chain::Whole(1));
        }

        async fn whoever_gets_past_the_guard_breaks_the_chain(store: Store) {
            for number in 1..=5 {
                write(&store, &format!("account:{number}")).await;
            }
            let off = match &store {
                Store::Sqlite { .. } => "DROP TRIGGER audit_entry_stays; DROP TRIGGER audit_entry_remains",
                Store::Postgres(_) => "ALTER TABLE audit_entry DISABLE TRIGGER USER",
            };
            run(&store, off).await.expect("an owner of the database can");
            run(&store, "UPDATE audit_entry SET after_state = '{}' WHERE number = 3").await.expect("changed");
            assert_eq!(verify(&store).await.expect("an answer"), Chain::Broken(3));
            run(&store, "DELETE FROM audit_entry WHERE number >= 3").await.expect("gone");
            assert_eq!(verify(&store).await.expect("an answer"), Chain::Broken(3));
        }

        async fn an_entry_that_is_replaced_with_a_hash_that_fits_it_breaks_the_next(store: Store) {
            for number in 1..=4 {
                write(&store, &format!("account:{number}")).await;
            }
            let off = match &store {
                Store::Sqlite { .. } => "DROP TRIGGER audit_entry_stays",
                Store::Postgres(_) => "ALTER TABLE audit_entry DISABLE TRIGGER USER",
            };
            run(&store, off).await.expect("an owner of the database can");
            let mut entries: Vec<Stored> =
                read!(&store, |db| sqlx::query_as(sql::ENTRIES).bind(0i64).bind(9i64).fetch_all(db).await).expect("rows");
            let previous = entries[0].hash.clone();
            let forged = &mut entries[1];
            forged.after_state = Some("{}".into());
            forged.hash = forged.hash_after(&previous);
            let mut tx = store.begin().await.expect("a transaction");
            let replace = "UPDATE audit_entry SET after_state = '{}', hash = $1 WHERE number = 2";
            within!(&mut tx, |db| sqlx::query(replace).bind(&forged.hash).execute(db).await.map(|_| ())).expect("replaced");
            tx.commit().await.expect("a commit");
            assert_eq!(verify(&store).await.expect("an answer"), Chain::Broken(3));
        }

        async fn a_person_can_be_forgotten_and_the_log_stays_whole(store: Store) {
            write(&store, "account:1").await;
            run(&store, "DELETE FROM audit_person").await.expect("forgotten");
            assert_eq!(verify(&store).await.expect("an answer"), Chain::Whole(1));
            let entries: Vec<Stored> =
                read!(&store, |db| sqlx::query_as(sql::ENTRIES).bind(0i64).bind(9i64).fetch_all(db).await).expect("rows");
            assert!(!format!("{entries:?}").contains("Een naam"));
        }

        async fn entries_that_are_written_at_once_follow_one_another(store: Store) {
            let writers = (0..8).map(|number| {
                let store = store.clone();
                tokio::spawn(async move { write(&store, &format!("account:{number}")).await })
            });
            for writer in writers.collect::<Vec<_>>() {
                writer.await.expect("no panic");
            }
            assert_eq!(verify(&store).await.expect("an answer"), Chain::Whole(8));
        }
    }
}
