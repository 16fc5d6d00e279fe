//! The lists of news and partners at the desk.

use std::marker::PhantomData;

use app::accounts::actor::Actor;
use app::desk::list::{Asked, Cell, Column, Filter, FilterKind, Order, Row as Shown, Shape};
use app::desk::parts::Part;
use app::programme::desk::{label, names, path};
use app::programme::piece::{Kind, Stage};
use app::texts::text;
use sqlx::FromRow;

use super::sql;
use crate::desk::list::{DeskList, Found, Range, anywhere, statement};
use crate::platform::Platform;
use crate::store::{StoreError, read};

/// A kind as a type, because a list is one.
pub(super) trait OfKind: Send + Sync + 'static {
    const KIND: Kind;
    const PART: Part;
}

/// News.
pub(super) struct News;

/// Partners.
pub(super) struct Partners;

impl OfKind for News {
    const KIND: Kind = Kind::News;
    const PART: Part = Part::News;
}

impl OfKind for Partners {
    const KIND: Kind = Kind::Partner;
    const PART: Part = Part::Partners;
}

/// The list of a kind.
pub(super) struct Pieces<K>(PhantomData<K>);

#[derive(FromRow)]
struct Row {
    id: String,
    title: String,
    updated_at: i64,
    published_at: Option<i64>,
    withdrawn_at: Option<i64>,
}

impl<K: OfKind> DeskList for Pieces<K> {
    const PART: Part = K::PART;

    async fn shape(_: &Platform) -> Result<Shape, StoreError> {
        let stages = Stage::ALL.map(|stage| (stage.code().to_owned(), stage.name())).into();
        Ok(Shape {
            path: K::PART.path(),
            filters: vec![
                Filter { name: "q", label: text("piece-search"), kind: FilterKind::Words },
                Filter { name: "stand", label: text("piece-stage"), kind: FilterKind::Choice(stages) },
            ],
            columns: vec![
                Column::sorting("titel", label(K::KIND, names::TITLE)),
                Column::plain("stand", text("piece-stage")),
                Column::sorting("vanaf", text("piece-published")),
                Column::sorting("gewijzigd", text("piece-updated")),
            ],
            order: Order { by: "gewijzigd", descending: true },
        })
    }

    async fn find(platform: &Platform, _: &Actor, asked: &Asked, range: Range) -> Result<Found, StoreError> {
        let (words, stage) = (anywhere(asked.value("q")), asked.value("stand"));
        let now = platform.clock.now().unix_timestamp();
        let rows: Vec<Row> = read!(&platform.store, |db| {
            sqlx::query_as(statement(sql::LIST, asked.order))
                .bind(K::KIND.code())
                .bind(&words)
                .bind(stage)
                .bind(now)
                .bind(range.limit)
                .bind(range.offset)
                .fetch_all(db)
                .await
        })?;
        let total: i64 = read!(&platform.store, |db| {
            sqlx::query_scalar(sql::COUNT).bind(K::KIND.code()).bind(&words).bind(stage).bind(now).fetch_one(db).await
        })?;
        let rows = rows.into_iter().map(|row| Shown {
            href: Some(path(K::KIND, &row.id)),
            cells: vec![
                Cell::Words(row.title),
                Cell::Words(Stage::of(row.published_at, row.withdrawn_at, now).name()),
                row.published_at.map_or(Cell::Empty, Cell::Moment),
                Cell::Moment(row.updated_at),
            ],
            key: row.id,
        });
        Ok(Found { total: u32::try_from(total).unwrap_or(u32::MAX), rows: rows.collect() })
    }
}
