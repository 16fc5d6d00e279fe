//! Ending what nobody goes on with, and forgetting who proposed something when it is no longer needed.

use app::initiatives::contribution::state::State;
use app::personal::Personal;
use time::OffsetDateTime;

use super::stored::{self, Event, note, put_state};
use super::{letters, sql};
use crate::mail::{self, EmailAddress};
use crate::store::{Store, StoreError, read, within};

/// So many days a question waits for its answer.
const ANSWER_WITHIN: i64 = 60;

/// So many proposals end in one go, or are deleted in one transaction; the rest follows.
const AT_A_TIME: i64 = 100;

/// Ends proposals about which something was asked that nobody answered, and tells whoever made them; gives how many.
pub(crate) async fn end_unanswered(store: &Store, base_url: &str, now: OffsetDateTime) -> Result<u64, StoreError> {
    let before = (now - time::Duration::days(ANSWER_WITHIN)).unix_timestamp();
    let waiting: Vec<String> =
        read!(store, |db| { sqlx::query_scalar(sql::UNANSWERED).bind(before).bind(AT_A_TIME).fetch_all(db).await })?;
    let mut ended = 0;
    for id in waiting {
        let mut tx = store.begin().await?;
        let known = stored::locked(&mut tx, &id).await?;
        // Another instance, or an answer, may have come first.
        let Some(known) = known.filter(|known| known.state == State::Asked && known.updated_at <= before) else {
            continue;
        };
        note(&mut tx, &known.id, Event::Withdrawn, None, None, now).await?;
        put_state(&mut tx, &known, State::Withdrawn, now).await?;
        if let Some(to) = known.email.as_deref().and_then(|email| email.parse::<EmailAddress>().ok()) {
            let title = known.cells.get("titel").map(String::as_str).unwrap_or_default();
            mail::put(&mut tx, &letters::ended(to, title, ANSWER_WITHIN, base_url), now).await?;
        }
        tx.commit().await?;
        ended += 1;
    }
    Ok(ended)
}

/// Deletes proposals that were never confirmed, and forgets who made those that were decided long ago; gives how many of each.
pub(crate) async fn forget(store: &Store, now: OffsetDateTime) -> Result<(u64, u64), StoreError> {
    let before = |kept: Personal| kept.seconds().map_or(i64::MIN, |seconds| now.unix_timestamp() - seconds);
    let mut unfinished = 0;
    loop {
        let mut tx = store.begin().await?;
        let dropped = within!(&mut tx, |db| {
            sqlx::query(sql::DROP_UNFINISHED)
                .bind(before(Personal::UnfinishedSubmission))
                .bind(AT_A_TIME)
                .execute(db)
                .await
                .map(|done| done.rows_affected())
        })?;
        tx.commit().await?;
        unfinished += dropped;
        if dropped < AT_A_TIME.unsigned_abs() {
            break;
        }
    }
    let mut tx = store.begin().await?;
    let mut forgotten = 0;
    for statement in [sql::FORGET_WORDS, sql::FORGET_LINKS, sql::FORGET_SUBMITTER] {
        forgotten = within!(&mut tx, |db| {
            sqlx::query(statement).bind(before(Personal::Submitter)).execute(db).await.map(|done| done.rows_affected())
        })?;
    }
    tx.commit().await?;
    Ok((unfinished, forgotten))
}
