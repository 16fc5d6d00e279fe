//! Takes mail out of the outbox and delivers it, until everything has arrived or is given up.

use std::sync::Arc;
use std::time::Duration;

use futures_util::{StreamExt as _, stream};
use lettre::Message;
use tokio::sync::Notify;
use tokio_util::sync::CancellationToken;

use super::dkim::Signer;
use super::message::{Sender, message};
use super::outbox::Waiting;
use super::sql;
use super::transport::{AT_ONCE, Delivery, Transport};
use crate::clock::Clock;
use crate::store::{Store, StoreError, Tx, within};

/// So many mails are taken in hand at once.
const BAGFUL: i64 = 2 * AT_ONCE as i64;

/// How long mails stay in hand: longer than delivering a bagful can take, two after another at four minutes each, so that only those of
/// an instance that died are taken over.
const IN_HAND: Duration = Duration::from_secs(10 * 60);

/// What is said of a mail that nobody has a use for any more.
pub(crate) const TOO_LATE: &str = "too late to be of use";

/// How often the outbox is looked at when nobody rings.
const LOOK: Duration = Duration::from_secs(5);

/// How long a mail is tried before a person has to look at it.
const GIVE_UP_AFTER: Duration = Duration::from_secs(3 * 24 * 60 * 60);

/// The longest pause between two tries.
const LONGEST_PAUSE: Duration = Duration::from_secs(4 * 60 * 60);

/// Delivers the mail of one instance.
#[derive(Clone)]
pub struct Postman {
    store: Store,
    transport: Transport,
    sender: Sender,
    clock: Clock,
    signer: Option<Signer>,
    bell: Arc<Notify>,
}

impl Postman {
    /// Who delivers what is in a database.
    #[must_use]
    pub fn new(store: Store, transport: Transport, sender: Sender, clock: Clock) -> Self {
        Self { store, transport, sender, clock, signer: None, bell: Arc::default() }
    }

    /// The same one, who lets mail be signed.
    #[must_use]
    pub fn signing(self, signer: Option<Signer>) -> Self {
        Self { signer, ..self }
    }

    /// Says that a transaction with mail in it was committed, so that it leaves at once.
    pub fn ring(&self) {
        self.bell.notify_one();
    }

    /// Delivers until the process stops; what is in hand then is finished first.
    pub async fn work(&self, stop: CancellationToken) {
        while !stop.is_cancelled() {
            if let Err(error) = self.empty().await {
                tracing::error!(%error, "the outbox cannot be read; mail waits");
            }
            tokio::select! {
                () = stop.cancelled() => {}
                () = self.bell.notified() => {}
                () = tokio::time::sleep(LOOK) => {}
            }
        }
    }

    /// Delivers what is due, bag after bag; how many were taken in hand.
    pub async fn empty(&self) -> Result<usize, StoreError> {
        let mut taken = 0;
        loop {
            let bag = self.take().await?;
            let full = bag.len() >= usize::try_from(BAGFUL).unwrap_or(usize::MAX);
            taken += bag.len();
            let settled: Vec<Result<(), StoreError>> =
                stream::iter(bag).map(|mail| self.deliver(mail)).buffer_unordered(AT_ONCE.into()).collect().await;
            settled.into_iter().collect::<Result<(), _>>()?;
            if !full {
                return Ok(taken);
            }
        }
    }

    async fn take(&self) -> Result<Vec<Waiting>, StoreError> {
        let now = self.clock.now();
        let mut tx = self.store.begin().await?;
        let claim = match &tx {
            Tx::Sqlite(_) => sql::CLAIM_SQLITE,
            Tx::Postgres(_) => sql::CLAIM_POSTGRES,
        };
        let bag: Vec<Waiting> = within!(&mut tx, |db| {
            let until = (now + IN_HAND).unix_timestamp();
            sqlx::query_as(claim).bind(now.unix_timestamp()).bind(until).bind(BAGFUL).fetch_all(db).await
        })?;
        tx.commit().await?;
        Ok(bag)
    }

    async fn deliver(&self, mail: Waiting) -> Result<(), StoreError> {
        let useless = mail.useless_at.is_some_and(|moment| moment <= self.clock.now().unix_timestamp());
        let delivery = if useless {
            Delivery::Never(TOO_LATE.into())
        } else {
            match message(&mail, &self.sender) {
                Ok(message) => self.hand_over(&mail.id, &message).await,
                Err(error) => Delivery::Never(error.to_string()),
            }
        };
        self.settle(&mail, delivery).await
    }

    async fn hand_over(&self, id: &str, message: &Message) -> Delivery {
        let written = message.formatted();
        let written = match self.signer.as_ref().map(|signer| signer.sign(&written, self.clock.now())) {
            None => written,
            Some(Ok(signed)) => signed,
            Some(Err(error)) => return Delivery::Later(error.to_string()),
        };
        self.transport.deliver(id, message.envelope(), &written).await
    }

    /// Notes what became of a mail.
    async fn settle(&self, mail: &Waiting, delivery: Delivery) -> Result<(), StoreError> {
        let now = self.clock.now();
        let age = now.unix_timestamp() - mail.created_at;
        let give_up = u64::try_from(age).is_ok_and(|age| age >= GIVE_UP_AFTER.as_secs());
        let (statement, moment, trouble, outcome) = match delivery {
            Delivery::Sent => (sql::SENT, now, None, "sent"),
            Delivery::Filed => (sql::FILED, now, None, "filed"),
            Delivery::Never(said) => (sql::REFUSED, now, Some(said), "refused"),
            Delivery::Later(said) if give_up => (sql::REFUSED, now, Some(said), "refused"),
            Delivery::Later(said) => (sql::POSTPONED, now + pause(mail.attempts), Some(said), "postponed"),
        };
        metrics::counter!("dia_mail_total", "outcome" => outcome).increment(1);
        if trouble.is_some() {
            // What a server said may hold the address, so it stays in the database.
            tracing::warn!(mail = mail.id, attempts = mail.attempts, outcome, "a mail was not delivered");
        }
        let mut tx = self.store.begin().await?;
        within!(&mut tx, |db| {
            let mut query = sqlx::query(statement).bind(&mail.id).bind(moment.unix_timestamp());
            if let Some(said) = &trouble {
                query = query.bind(beginning(said));
            }
            query.execute(db).await.map(|_| ())
        })?;
        tx.commit().await
    }
}

/// The pause after so many tries: half a minute, then three times as long each time, up to four hours.
fn pause(attempts: i32) -> Duration {
    let times = 3u64.saturating_pow(u32::try_from(attempts.saturating_sub(1)).unwrap_or(0));
    Duration::from_secs(30u64.saturating_mul(times)).min(LONGEST_PAUSE)
}

/// As much of what a server said as is kept.
fn beginning(said: &str) -> String {
    said.chars().filter(|c| !c.is_control()).take(500).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    impl Postman {
        /// What an instance does that ends between taking mail and delivering it.
        pub(in crate::mail) async fn take_and_die(&self) {
            assert!(!self.take().await.expect("a bag").is_empty());
        }
    }

    #[test]
    fn pauses_grow_from_half_a_minute_to_four_hours() {
        let pauses: Vec<u64> = (1..=9).map(|attempts| pause(attempts).as_secs()).collect();
        assert_eq!(pauses, [30, 90, 270, 810, 2_430, 7_290, 14_400, 14_400, 14_400]);
        assert_eq!(pause(i32::MAX), LONGEST_PAUSE);
    }
}
