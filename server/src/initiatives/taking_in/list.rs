//! The list of files that were taken in.

use app::accounts::actor::Actor;
use app::desk::list::{Asked, Cell, Column, Filter, FilterKind, Order, Row as Shown, Shape};
use app::desk::parts::Part;
use app::initiatives::taking_in::path;
use app::texts::text;
use sqlx::FromRow;

use super::sql;
use crate::desk::list::{DeskList, Found, Range, anywhere, statement};
use crate::platform::Platform;
use crate::store::{StoreError, read};

/// The list.
pub(super) struct Imports;

#[derive(FromRow)]
struct Row {
    id: String,
    at: i64,
    account_id: Option<String>,
    who: Option<String>,
    name: String,
    added: i64,
    changed: i64,
    unchanged: i64,
    invalid: i64,
}

/// Who took a file in, in words.
pub(super) fn who(account: Option<&str>, name: Option<String>) -> String {
    match (account, name) {
        (None, _) => text("imports-command-line"),
        (Some(_), Some(name)) => name,
        (Some(_), None) => text("imports-forgotten"),
    }
}

impl DeskList for Imports {
    const PART: Part = Part::Imports;

    async fn shape(_: &Platform) -> Result<Shape, StoreError> {
        Ok(Shape {
            path: Part::Imports.path(),
            filters: vec![Filter { name: "q", label: text("imports-name"), kind: FilterKind::Words }],
            columns: vec![
                Column::sorting("wanneer", text("imports-when")),
                Column::sorting("bestand", text("imports-name")),
                Column::plain("wie", text("imports-who")),
                Column::plain("nieuw", text("imports-added")),
                Column::plain("gewijzigd", text("imports-changed")),
                Column::plain("ongewijzigd", text("imports-unchanged")),
                Column::plain("fout", text("imports-invalid")),
            ],
            order: Order { by: "wanneer", descending: true },
        })
    }

    async fn find(platform: &Platform, _: &Actor, asked: &Asked, range: Range) -> Result<Found, StoreError> {
        let words = anywhere(asked.value("q"));
        let rows: Vec<Row> = read!(&platform.store, |db| {
            sqlx::query_as(statement(sql::LIST, asked.order))
                .bind(&words)
                .bind(range.limit)
                .bind(range.offset)
                .fetch_all(db)
                .await
        })?;
        let total: i64 = read!(&platform.store, |db| sqlx::query_scalar(sql::COUNT).bind(&words).fetch_one(db).await)?;
        let rows = rows.into_iter().map(|row| Shown {
            href: Some(path(&row.id)),
            key: row.id,
            cells: vec![
                Cell::Moment(row.at),
                Cell::Words(row.name),
                Cell::Words(who(row.account_id.as_deref(), row.who)),
                Cell::Number(row.added),
                Cell::Number(row.changed),
                Cell::Number(row.unchanged),
                Cell::Number(row.invalid),
            ],
        });
        Ok(Found { total: u32::try_from(total).unwrap_or(u32::MAX), rows: rows.collect() })
    }
}
