//! What the programme wrote, in memory: kept in step with the database, and with the clock for what is planned.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use app::programme::markdown;
use app::programme::needs::{Item, Programme};
use app::programme::piece::{Kind, Piece, Stage};
use arc_swap::ArcSwap;
use sqlx::FromRow;
use time::OffsetDateTime;
use tokio::sync::Mutex;

use super::pieces::sql;
use crate::store::{Store, StoreError, read};

/// The pieces that are or were out.
pub struct ProgrammeService {
    store: Store,
    current: ArcSwap<Shelf>,
    /// Counts what visitors would see differently; part of the key under which pages are kept.
    version: AtomicU64,
    /// One refresh at a time.
    refreshing: Mutex<()>,
}

/// What there is at one moment.
#[derive(Default)]
struct Shelf {
    /// Number and stamp of the data; nothing before they were read.
    read: Option<(i64, i64)>,
    pieces: Vec<Shelved>,
    /// Until when what is planned was looked at.
    as_of: i64,
}

#[derive(Clone)]
struct Shelved {
    kind: Kind,
    withdrawn_at: Option<i64>,
    piece: Arc<Piece>,
}

impl Shelved {
    fn is_out(&self, now: i64) -> bool {
        Stage::of(Some(self.piece.published_at), self.withdrawn_at, now) == Stage::Out
    }
}

#[derive(FromRow)]
struct Row {
    id: String,
    kind: String,
    slug: String,
    title: String,
    lead: String,
    body: String,
    website: String,
    published_at: i64,
    updated_at: i64,
    withdrawn_at: Option<i64>,
}

impl Row {
    /// Nothing for a kind of the future.
    fn shelved(self) -> Option<Shelved> {
        Some(Shelved {
            kind: Kind::from_code(&self.kind)?,
            withdrawn_at: self.withdrawn_at,
            piece: Arc::new(Piece {
                html: markdown::html_of(&self.body),
                id: self.id,
                slug: self.slug,
                title: self.title,
                lead: self.lead,
                website: self.website,
                published_at: self.published_at,
                updated_at: self.updated_at,
            }),
        })
    }
}

impl ProgrammeService {
    /// With nothing in it until the first [`Self::refresh`].
    #[must_use]
    pub fn new(store: Store) -> Self {
        Self { store, current: ArcSwap::default(), version: AtomicU64::new(0), refreshing: Mutex::new(()) }
    }

    /// Changes whenever visitors would see something else.
    pub(crate) fn version(&self) -> u64 {
        self.version.load(Ordering::Acquire)
    }

    /// Takes in what was written since, and what was planned for a moment that has come.
    pub async fn refresh(&self, now: OffsetDateTime) -> Result<(), StoreError> {
        let _one_at_a_time = self.refreshing.lock().await;
        let (known, now) = (self.current.load_full(), now.unix_timestamp());
        // Before the pieces, so that a write in between is seen again next time.
        let version: (i64, i64) = read!(&self.store, |db| sqlx::query_as(sql::VERSION).fetch_one(db).await)?;
        let pieces = if known.read == Some(version) {
            let is_out = |at: i64| known.pieces.iter().filter(|shelved| shelved.is_out(at)).count();
            if is_out(known.as_of) == is_out(now) {
                return Ok(());
            }
            known.pieces.clone()
        } else {
            let rows: Vec<Row> = read!(&self.store, |db| sqlx::query_as(sql::OUT).fetch_all(db).await)?;
            rows.into_iter().filter_map(Row::shelved).collect()
        };
        self.current.store(Arc::new(Shelf { read: Some(version), pieces, as_of: now }));
        self.version.fetch_add(1, Ordering::Release);
        Ok(())
    }

    fn out(&self, kind: Kind) -> Vec<Arc<Piece>> {
        let now_there = self.current.load();
        let out = now_there.pieces.iter().filter(|shelved| shelved.kind == kind && shelved.is_out(now_there.as_of));
        out.map(|shelved| shelved.piece.clone()).collect()
    }
}

impl Programme for ProgrammeService {
    fn news(&self) -> Vec<Arc<Piece>> {
        let mut news = self.out(Kind::News);
        news.sort_by(|a, b| b.published_at.cmp(&a.published_at).then_with(|| a.id.cmp(&b.id)));
        news
    }

    fn partners(&self) -> Vec<Arc<Piece>> {
        let mut partners = self.out(Kind::Partner);
        partners.sort_by_key(|piece| piece.title.to_lowercase());
        partners
    }

    fn item(&self, slug: &str) -> Item {
        let now_there = self.current.load();
        let known = now_there.pieces.iter().find(|shelved| shelved.kind == Kind::News && shelved.piece.slug == slug);
        match known {
            Some(shelved) if shelved.is_out(now_there.as_of) => Item::Here(shelved.piece.clone()),
            Some(shelved) if shelved.withdrawn_at.is_some() => Item::Gone,
            _ => Item::Nothing,
        }
    }
}
