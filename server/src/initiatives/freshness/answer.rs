//! Answering the yearly question. The link proves the address; what its owner may do is looked up at that moment, because roles and
//! promises end. Once is enough: a second press, a second tab and a link of last month find what was answered.

use app::accounts::actor::Actor;
use app::initiatives::freshness::Progress;
use app::initiatives::model::STATUS_FACET;
use app::initiatives::needs::Reference;
use app::texts::text;
use sqlx::FromRow;
use time::{Duration, OffsetDateTime};

use super::super::contribution::{Cells, Proposal, ProposeError, Rules, propose_in};
use super::super::export::{cells_of, full_row};
use super::super::keeping::{log_change, origin_of};
use super::super::sql as room;
use super::super::write_initiative::{self, Change, Deed, Origin, Writing};
use super::sql;
use crate::accounts::Token;
use crate::accounts::custodians::actor_with;
use crate::mail::EmailAddress;
use crate::store::{Store, StoreError, Tx, read, within};

/// The status of what is no longer there, and those that say so already.
const ENDED: &str = "afgerond";
const HAVE_ENDED: [&str; 2] = [ENDED, "gestopt"];

/// So long a link takes an answer: after that it is unconfirmed anyway.
const LINK_LASTS: Duration = Duration::days(120);

/// Why an answer is not taken.
#[derive(Debug, thiserror::Error)]
pub(in super::super) enum AnswerError {
    #[error("nobody asked that")]
    NotFound,
    #[error("somebody else answers for it now")]
    NotYours,
    #[error("it is not in order any more")]
    NotInOrder,
    #[error(transparent)]
    Propose(#[from] ProposeError),
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<sqlx::Error> for AnswerError {
    fn from(error: sqlx::Error) -> Self {
        Self::Store(error.into())
    }
}

/// A mail that asked.
#[derive(Clone, Debug)]
pub(in super::super) struct Letter {
    /// The hash of its token.
    pub(in super::super) hash: String,
    /// The key of the address that it went to.
    pub(in super::super) person: String,
    pub(in super::super) sent_at: i64,
}

impl Letter {
    /// Whether it is too old to answer.
    pub(in super::super) fn is_over(&self, now: OffsetDateTime) -> bool {
        now.unix_timestamp() - self.sent_at > LINK_LASTS.whole_seconds()
    }
}

/// The mail behind a link.
pub(in super::super) async fn behind(store: &Store, link: &Token) -> Result<Option<Letter>, StoreError> {
    let hash = link.hash().as_str().to_owned();
    let row: Option<(String, i64)> =
        read!(store, |db| sqlx::query_as(sql::LETTER).bind(&hash).fetch_optional(db).await)?;
    Ok(row.map(|(person, sent_at)| Letter { hash, person, sent_at }))
}

/// A question with its initiative as it is now.
#[derive(Clone, Debug, FromRow)]
pub(super) struct Asked {
    pub(super) initiative_id: i64,
    answer: Option<String>,
    pub(super) title: String,
    pub(super) summary: String,
    municipality_code: String,
    last_checked: Option<String>,
    withdrawn_at: Option<i64>,
    pub(super) status: Option<String>,
}

impl Asked {
    /// Whether it has ended already.
    pub(super) fn has_ended(&self) -> bool {
        self.status.as_deref().is_some_and(|status| HAVE_ENDED.contains(&status))
    }
}

/// The questions of a mail, with how far each is.
pub(super) async fn look(
    store: &Store,
    letter: &Letter,
    reference: &Reference,
) -> Result<(Vec<(Asked, Progress)>, bool), StoreError> {
    let mut tx = store.begin_to_look().await?;
    let rows: Vec<Asked> =
        within!(&mut tx, |db| sqlx::query_as(sql::QUESTIONS).bind(&letter.hash).fetch_all(db).await)?;
    let mut all = Vec::with_capacity(rows.len());
    for row in rows {
        let standing = standing(&mut tx, letter, row.initiative_id, &row.municipality_code, reference).await?;
        let checked = row.last_checked.clone().filter(|day| *day >= sent_on(letter));
        let progress = match (row.answer.as_deref(), checked) {
            _ if row.withdrawn_at.is_some() => Progress::Withdrawn,
            (Some("gone"), _) => Progress::Gone,
            (Some("changed"), _) => Progress::Changed,
            (_, Some(day)) => Progress::Checked(day),
            _ if matches!(standing, Standing::Nobody) => Progress::NotYours,
            _ => Progress::Open,
        };
        all.push((row, progress));
    }
    let contact: i64 =
        within!(&mut tx, |db| sqlx::query_scalar(sql::COUNT_CONTACT).bind(&letter.person).fetch_one(db).await)?;
    Ok((all, contact > 0))
}

/// The day on which a mail was sent, as the days of checks are written.
fn sent_on(letter: &Letter) -> String {
    OffsetDateTime::from_unix_timestamp(letter.sent_at).map(|at| at.date().to_string()).unwrap_or_default()
}

/// What whoever holds a link is to an initiative at this moment.
#[derive(Clone, Debug)]
pub(in super::super) enum Standing {
    /// They may write it by themselves: in whose name they do.
    Keeps(Actor, Origin),
    /// They agreed to be asked about it.
    Contact(EmailAddress),
    /// Nothing any more.
    Nobody,
}

async fn standing(
    tx: &mut Tx,
    letter: &Letter,
    initiative: i64,
    municipality: &str,
    reference: &Reference,
) -> Result<Standing, StoreError> {
    if let Some(actor) = actor_with(tx, &letter.person).await?
        && let Some(origin) = origin_of(&actor, municipality, reference)
    {
        return Ok(Standing::Keeps(actor, origin));
    }
    let contact: Option<String> = within!(&mut *tx, |db| {
        sqlx::query_scalar(sql::CONTACT).bind(initiative).bind(&letter.person).fetch_optional(db).await
    })?;
    Ok(contact.and_then(|email| email.parse().ok()).map_or(Standing::Nobody, Standing::Contact))
}

/// A question that is being answered, locked together with the data that it is about.
pub(in super::super) struct Open {
    pub(in super::super) cells: Cells,
    pub(in super::super) standing: Standing,
    /// The version of the data in which the initiative was last written.
    pub(in super::super) revision: i64,
}

/// Opens a question; nothing when it was answered already, or somebody checked it since it was asked.
pub(in super::super) async fn open(
    tx: &mut Tx,
    letter: &Letter,
    initiative: i64,
    reference: &Reference,
) -> Result<Option<Open>, AnswerError> {
    // First the initiatives, then the question: everybody takes them in this order.
    within!(&mut *tx, |db| sqlx::query(room::HOLD_VERSION).execute(db).await.map(|_| ()))?;
    let question: Option<(String, Option<String>)> = within!(&mut *tx, |db| {
        sqlx::query_as(sql::LOCK).bind(&letter.hash).bind(initiative).fetch_optional(db).await
    })?;
    let (_, answer) = question.ok_or(AnswerError::NotFound)?;
    let row = full_row(tx, initiative).await?;
    let cells = cells_of(&row, reference);
    let checked = cells.get("laatst_gecontroleerd").is_some_and(|day| *day >= sent_on(letter));
    if answer.is_some() || checked || row.withdrawn_at.is_some() {
        return Ok(None);
    }
    let place = cells.get("gemeente").cloned().unwrap_or_default();
    let standing = standing(tx, letter, initiative, &place, reference).await?;
    if matches!(standing, Standing::Nobody) {
        return Err(AnswerError::NotYours);
    }
    Ok(Some(Open { cells, standing, revision: row.revision }))
}

/// It is still so: checked today, with a version that says by whom.
pub(super) async fn right(
    store: &Store,
    letter: &Letter,
    initiative: i64,
    rules: &Rules<'_>,
    now: OffsetDateTime,
) -> Result<(), AnswerError> {
    let mut tx = store.begin().await?;
    let Some(open) = open(&mut tx, letter, initiative, rules.reference).await? else { return Ok(()) };
    publish(&mut tx, initiative, &open.cells, &open, "check-reason-right", rules, now).await?;
    answered(&mut tx, letter, initiative, "right", now).await?;
    Ok(tx.commit().await?)
}

/// It is no longer there. A custodian says so at once; what anybody else says, a moderator looks at.
pub(super) async fn gone(
    store: &Store,
    letter: &Letter,
    initiative: i64,
    rules: &Rules<'_>,
    now: OffsetDateTime,
) -> Result<(), AnswerError> {
    let mut tx = store.begin().await?;
    let Some(mut open) = open(&mut tx, letter, initiative, rules.reference).await? else { return Ok(()) };
    let before = open.cells.clone();
    open.cells.insert(STATUS_FACET.to_owned(), ENDED.to_owned());
    match &open.standing {
        Standing::Keeps(..) => publish(&mut tx, initiative, &before, &open, "check-reason-gone", rules, now).await?,
        Standing::Contact(email) => {
            let proposal = Proposal {
                cells: open.cells.clone(),
                changes: Some((initiative, before)),
                reason: Some(text("check-reason-gone")),
                yearly: false,
            };
            propose_in(&mut tx, &proposal, email, now).await?;
        }
        Standing::Nobody => return Err(AnswerError::NotYours),
    }
    answered(&mut tx, letter, initiative, "gone", now).await?;
    Ok(tx.commit().await?)
}

/// Notes what was answered.
pub(in super::super) async fn answered(
    tx: &mut Tx,
    letter: &Letter,
    initiative: i64,
    answer: &str,
    now: OffsetDateTime,
) -> Result<(), StoreError> {
    within!(tx, |db| sqlx::query(sql::ANSWER)
        .bind(&letter.hash)
        .bind(initiative)
        .bind(answer)
        .bind(now.unix_timestamp())
        .execute(db)
        .await
        .map(|_| ()))?;
    Ok(())
}

async fn publish(
    tx: &mut Tx,
    initiative: i64,
    before: &Cells,
    open: &Open,
    reason: &str,
    rules: &Rules<'_>,
    now: OffsetDateTime,
) -> Result<(), AnswerError> {
    let mut cells = open.cells.clone();
    cells.insert("laatst_gecontroleerd".to_owned(), now.date().to_string());
    let (Some(candidate), _) = rules.read(&cells) else { return Err(AnswerError::NotInOrder) };
    let revision: i64 = within!(&mut *tx, |db| sqlx::query_scalar(room::RAISE_VERSION).fetch_one(db).await)?;
    let (actor, origin) = match &open.standing {
        Standing::Keeps(actor, origin) => (Some(actor), *origin),
        _ => (None, Origin::Proposal),
    };
    let why = Change { origin, reason: Some(text(reason)), deed: Deed::Write };
    let writing = Writing { reference: rules.reference, revision, now: now.unix_timestamp() };
    write_initiative::change(tx, initiative, &candidate, &why, writing).await?;
    if let Some(actor) = actor {
        log_change(tx, actor, initiative, (before, &cells), now).await?;
    }
    Ok(())
}

/// Whoever was asked does not want to be asked any more, about anything. Their address goes, wherever it stands here; one who works
/// with the platform still has an account, and the links for that.
pub(super) async fn stop(store: &Store, letter: &Letter) -> Result<(), StoreError> {
    let mut tx = store.begin().await?;
    let works_here = actor_with(&mut tx, &letter.person).await?.is_some();
    let own: &[&str] = if works_here { &[] } else { &[sql::DROP_TURN, sql::DROP_QUESTIONS, sql::FORGET_PERSON] };
    for &statement in own.iter().chain(&[sql::DROP_CONTACT]) {
        within!(&mut tx, |db| sqlx::query(statement).bind(&letter.person).execute(db).await.map(|_| ()))?;
    }
    tx.commit().await
}
