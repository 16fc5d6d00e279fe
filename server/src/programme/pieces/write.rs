//! Writing, publishing and withdrawing. Whoever saves says which version they saw: what somebody else wrote meanwhile is never
//! overwritten unseen.

use app::accounts::actor::{Actor, Forbidden};
use app::accounts::roles::Permission;
use app::initiatives::model::slug;
use app::programme::piece::{Kind, Stage};
use serde_json::{Value, json};
use sqlx::FromRow;
use time::OffsetDateTime;
use uuid::Uuid;

use super::sql;
use crate::accounts::audit::{self, Entry};
use crate::store::{Store, StoreError, Tx, read, within};

/// The longest name in addresses.
const LONGEST_SLUG: usize = 80;

/// Why something was not written.
#[derive(Debug, thiserror::Error)]
pub(super) enum PieceError {
    #[error(transparent)]
    Forbidden(#[from] Forbidden),
    #[error("there is no such piece")]
    Unknown,
    /// Somebody else wrote meanwhile; this is what it is now.
    #[error("it was changed meanwhile")]
    Moved(Box<Stored>),
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<sqlx::Error> for PieceError {
    fn from(error: sqlx::Error) -> Self {
        Self::Store(error.into())
    }
}

/// What is written of a piece; checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Words {
    pub(super) title: String,
    pub(super) lead: String,
    pub(super) body: String,
    pub(super) website: String,
}

/// A piece in the database.
#[derive(Clone, Debug, FromRow)]
pub(super) struct Stored {
    pub(super) id: String,
    pub(super) slug: String,
    pub(super) title: String,
    pub(super) lead: String,
    pub(super) body: String,
    pub(super) website: String,
    pub(super) version: i64,
    pub(super) updated_at: i64,
    pub(super) published_at: Option<i64>,
    pub(super) withdrawn_at: Option<i64>,
}

impl Stored {
    pub(super) fn stage(&self, now: OffsetDateTime) -> Stage {
        Stage::of(self.published_at, self.withdrawn_at, now.unix_timestamp())
    }

    fn for_the_log(&self) -> Value {
        json!({ "title": self.title, "published": self.published_at })
    }
}

/// What is done with a piece.
#[derive(Clone, Debug)]
pub(super) enum Deed {
    /// Its words become others.
    Save(Words),
    /// Visitors see it from this moment on.
    Publish(i64),
    /// It becomes a draft again.
    Hide,
    /// It is taken away for good.
    Withdraw,
}

impl Deed {
    const fn action(&self) -> &'static str {
        match self {
            Self::Save(_) => "piece-changed",
            Self::Publish(_) => "piece-published",
            Self::Hide => "piece-hidden",
            Self::Withdraw => "piece-withdrawn",
        }
    }
}

/// Adds a draft; gives its number.
pub(super) async fn add(
    store: &Store,
    actor: &Actor,
    kind: Kind,
    words: &Words,
    now: OffsetDateTime,
) -> Result<String, PieceError> {
    actor.need(Permission::EditProgramme)?;
    let id = Uuid::now_v7().to_string();
    let mut tx = store.begin().await?;
    // First, so that of two with the same title one comes first.
    raise(&mut tx).await?;
    let slug = free_slug(&mut tx, kind, &words.title).await?;
    within!(&mut tx, |db| sqlx::query(sql::ADD)
        .bind(&id)
        .bind(kind.code())
        .bind(&slug)
        .bind(&words.title)
        .bind(&words.lead)
        .bind(&words.body)
        .bind(&words.website)
        .bind(now.unix_timestamp())
        .execute(db)
        .await
        .map(|_| ()))?;
    let entry = Entry {
        actor: Some(&actor.account),
        action: "piece-added",
        subject: format!("piece:{id}"),
        before: None,
        after: Some(json!({ "title": words.title, "kind": kind.code() })),
    };
    audit::record(&mut tx, entry, now).await?;
    tx.commit().await?;
    Ok(id)
}

/// A name for addresses that nobody has.
async fn free_slug(tx: &mut Tx, kind: Kind, title: &str) -> Result<String, StoreError> {
    let mut stem: String = slug(title).chars().take(LONGEST_SLUG).collect();
    stem.truncate(stem.trim_end_matches('-').len());
    if stem.is_empty() {
        stem.push_str("bericht");
    }
    let mut number = 1;
    loop {
        let name = if number == 1 { stem.clone() } else { format!("{stem}-{number}") };
        let taken: i64 = within!(&mut *tx, |db| {
            sqlx::query_scalar(sql::TAKEN).bind(kind.code()).bind(&name).fetch_one(db).await
        })?;
        if taken == 0 {
            return Ok(name);
        }
        number += 1;
    }
}

async fn raise(tx: &mut Tx) -> Result<(), StoreError> {
    Ok(within!(tx, |db| sqlx::query(sql::RAISE).execute(db).await.map(|_| ()))?)
}

/// One piece, for whoever may write.
pub(super) async fn look(store: &Store, actor: &Actor, kind: Kind, id: &str) -> Result<Stored, PieceError> {
    actor.need(Permission::EditProgramme)?;
    let found: Option<Stored> =
        read!(store, |db| sqlx::query_as(sql::ONE).bind(id).bind(kind.code()).fetch_optional(db).await)?;
    found.ok_or(PieceError::Unknown)
}

/// Does something with a piece that was seen in a version.
pub(super) async fn change(
    store: &Store,
    actor: &Actor,
    kind: Kind,
    id: &str,
    version: i64,
    deed: Deed,
    now: OffsetDateTime,
) -> Result<(), PieceError> {
    actor.need(Permission::EditProgramme)?;
    let mut tx = store.begin().await?;
    within!(&mut tx, |db| sqlx::query(sql::LOCK).bind(id).bind(kind.code()).execute(db).await.map(|_| ()))?;
    let known: Option<Stored> =
        within!(&mut tx, |db| sqlx::query_as(sql::ONE).bind(id).bind(kind.code()).fetch_optional(db).await)?;
    let known = known.ok_or(PieceError::Unknown)?;
    if known.version != version || known.withdrawn_at.is_some() {
        return Err(PieceError::Moved(Box::new(known)));
    }
    let (before, action) = (known.for_the_log(), deed.action());
    let mut next = known;
    match deed {
        Deed::Save(words) => {
            (next.title, next.lead, next.body, next.website) = (words.title, words.lead, words.body, words.website);
        }
        Deed::Publish(at) => next.published_at = Some(at),
        Deed::Hide => next.published_at = None,
        Deed::Withdraw => next.withdrawn_at = Some(now.unix_timestamp()),
    }
    within!(&mut tx, |db| sqlx::query(sql::PUT)
        .bind(&next.id)
        .bind(&next.title)
        .bind(&next.lead)
        .bind(&next.body)
        .bind(&next.website)
        .bind(next.published_at)
        .bind(next.withdrawn_at)
        .bind(now.unix_timestamp())
        .execute(db)
        .await
        .map(|_| ()))?;
    raise(&mut tx).await?;
    let entry = Entry {
        actor: Some(&actor.account),
        action,
        subject: format!("piece:{id}"),
        before: Some(before),
        after: Some(next.for_the_log()),
    };
    audit::record(&mut tx, entry, now).await?;
    tx.commit().await?;
    Ok(())
}
