//! The list of initiatives at the desk, also of those that stand on no map any more.

use app::accounts::actor::Actor;
use app::desk::list::{Asked, Cell, Column, Filter, FilterKind, Order, Row as Shown, Shape};
use app::desk::parts::Part;
use app::initiatives::keeping::list::{self as list_page, standings};
use app::initiatives::model::{STATUS_FACET, TYPE_FACET};
use app::initiatives::needs::{Landkaart as _, Reference};
use app::texts::text;
use sqlx::FromRow;

use super::super::contribution::named;
use super::sql;
use crate::desk::list::{DeskList, Found, Range, anywhere, statement};
use crate::platform::Platform;
use crate::store::{StoreError, read};

/// The list.
pub(crate) struct Initiatives;

#[derive(FromRow)]
struct Row {
    id: i64,
    title: String,
    municipality_code: String,
    last_checked: Option<String>,
    updated_at: i64,
    withdrawn_at: Option<i64>,
    merged_into: Option<i64>,
    main_type: Option<String>,
    status: Option<String>,
    /// How many there are in all, when something was filtered.
    total: Option<i64>,
}

fn values(reference: &Reference, facet: &str) -> FilterKind {
    let values = reference.taxonomy.facet(facet).map(|facet| facet.values.iter()).into_iter().flatten();
    FilterKind::Choice(values.map(|value| (value.code.clone(), value.label.clone())).collect())
}

impl DeskList for Initiatives {
    const PART: Part = Part::Initiatives;

    async fn shape(platform: &Platform) -> Result<Shape, StoreError> {
        let reference = platform.landkaart.reference();
        Ok(Shape {
            path: Part::Initiatives.path(),
            filters: vec![
                Filter { name: "q", label: text("keep-list-words"), kind: FilterKind::Words },
                Filter { name: "gemeente", label: text("contribute-municipality"), kind: FilterKind::Words },
                Filter { name: "soort", label: text("keep-list-type"), kind: values(&reference, TYPE_FACET) },
                Filter { name: "status", label: text("keep-list-status"), kind: values(&reference, STATUS_FACET) },
                Filter { name: "stand", label: text("keep-list-standing"), kind: FilterKind::Choice(standings()) },
                Filter { name: "voor", label: text("keep-list-before"), kind: FilterKind::Day },
            ],
            columns: vec![
                Column::sorting("titel", text("keep-list-title")),
                Column::plain("gemeente", text("contribute-municipality")),
                Column::plain("soort", text("keep-list-type")),
                Column::plain("status", text("keep-list-status")),
                Column::plain("stand", text("keep-list-standing")),
                Column::sorting("gecontroleerd", text("keep-list-checked")),
                Column::sorting("gewijzigd", text("keep-list-changed")),
            ],
            order: Order { by: "gewijzigd", descending: true },
        })
    }

    async fn find(platform: &Platform, _: &Actor, asked: &Asked, range: Range) -> Result<Found, StoreError> {
        let reference = platform.landkaart.reference();
        let words = anywhere(asked.value("q"));
        // By its name of today or before, or its code; what nobody knows is the code of nothing.
        let written = asked.value("gemeente");
        let places = &reference.places;
        let place = places.municipality(written).map_or(written, |at| places.municipalities()[at].code.as_str());
        let given = |name: &str| asked.value(name).to_owned();
        let (kind, status, standing, before) = (given("soort"), given("status"), given("stand"), given("voor"));
        let rows: Vec<Row> = read!(&platform.store, |db| {
            sqlx::query_as(statement(sql::LIST, asked.order))
                .bind(&words)
                .bind(place)
                .bind(&kind)
                .bind(&status)
                .bind(&standing)
                .bind(&before)
                .bind(range.limit)
                .bind(range.offset)
                .fetch_all(db)
                .await
        })?;
        let counted = rows.first().and_then(|row| row.total);
        let total: i64 = match counted {
            Some(total) => total,
            None => read!(&platform.store, |db| {
                sqlx::query_scalar(sql::COUNT)
                    .bind(&words)
                    .bind(place)
                    .bind(&kind)
                    .bind(&status)
                    .bind(&standing)
                    .bind(&before)
                    .fetch_one(db)
                    .await
            })?,
        };
        let rows = rows.into_iter().map(|row| in_list(row, &reference)).collect();
        Ok(Found { total: u32::try_from(total).unwrap_or(u32::MAX), rows })
    }
}

fn in_list(row: Row, reference: &Reference) -> Shown {
    let label = |facet: &str, code: Option<String>| {
        let code = code.unwrap_or_default();
        let known = reference.taxonomy.facet(facet).and_then(|facet| facet.value(&code));
        Cell::Words(known.map_or(code.clone(), |value| value.label.clone()))
    };
    let standing = list_page::standing(row.withdrawn_at.is_some(), row.merged_into);
    Shown {
        key: row.id.to_string(),
        href: Some(list_page::path(row.id)),
        cells: vec![
            Cell::Words(row.title),
            Cell::Words(named(&row.municipality_code, reference)),
            label(TYPE_FACET, row.main_type),
            label(STATUS_FACET, row.status),
            if row.withdrawn_at.is_some() { Cell::Wrong(standing) } else { Cell::Words(standing) },
            row.last_checked.map_or(Cell::Empty, Cell::Words),
            Cell::Moment(row.updated_at),
        ],
    }
}
