//! The list of accounts at the desk.

use app::accounts::actor::Actor;
use app::accounts::roles::Role;
use app::desk::list::{Asked, Cell, Column, Filter, FilterKind, Order, Row, Shape};
use app::desk::pages::account;
use app::desk::parts::Part;
use app::desk::role_names;
use app::initiatives::needs::Landkaart as _;
use app::initiatives::places::Places;
use app::texts::text;

use super::desk_sql;
use super::managing::{Account, AccountRow};
use crate::desk::list::{DeskList, Found, Range, anywhere, statement};
use crate::platform::Platform;
use crate::store::{StoreError, read};

/// The list.
pub(crate) struct Accounts;

impl DeskList for Accounts {
    const PART: Part = Part::Accounts;

    async fn shape(_: &Platform) -> Result<Shape, StoreError> {
        let roles = Role::ALL.map(|role| (role.code().to_owned(), role_names::name(role))).into();
        let states = vec![("open".to_owned(), text("accounts-open")), ("gesloten".to_owned(), text("accounts-closed"))];
        Ok(Shape {
            path: Part::Accounts.path(),
            filters: vec![
                Filter { name: "q", label: text("accounts-search"), kind: FilterKind::Words },
                Filter { name: "rol", label: text("accounts-role"), kind: FilterKind::Choice(roles) },
                Filter { name: "staat", label: text("accounts-state"), kind: FilterKind::Choice(states) },
            ],
            columns: vec![
                Column::sorting("naam", text("accounts-name")),
                Column::sorting("adres", text("accounts-email")),
                Column::plain("rollen", text("accounts-roles")),
                Column::sorting("gezien", text("accounts-seen")),
                Column::sorting("sinds", text("accounts-added")),
                Column::plain("staat", text("accounts-state")),
            ],
            order: Order { by: "naam", descending: false },
        })
    }

    async fn find(platform: &Platform, _: &Actor, asked: &Asked, range: Range) -> Result<Found, StoreError> {
        let words = anywhere(asked.value("q"));
        let (role, state) = (asked.value("rol"), asked.value("staat"));
        let rows: Vec<AccountRow> = read!(&platform.store, |db| {
            sqlx::query_as(statement(desk_sql::ACCOUNTS, asked.order))
                .bind(role)
                .bind(state)
                .bind(&words)
                .bind(range.limit)
                .bind(range.offset)
                .fetch_all(db)
                .await
        })?;
        let total: i64 = read!(&platform.store, |db| {
            sqlx::query_scalar(desk_sql::COUNT_ACCOUNTS).bind(role).bind(state).bind(&words).fetch_one(db).await
        })?;
        let reference = platform.landkaart.reference();
        let rows = rows.into_iter().map(|row| in_list(row.into(), &reference.places)).collect();
        Ok(Found { total: u32::try_from(total).unwrap_or(u32::MAX), rows })
    }
}

fn in_list(account: Account, places: &Places) -> Row {
    let roles: Vec<String> = account.roles.iter().map(|role| role_names::given(role, places)).collect();
    let roles = if roles.is_empty() { text("accounts-no-role") } else { roles.join("\n") };
    let name = if account.name.is_empty() { text("account-unnamed") } else { account.name };
    Row {
        href: Some(account::path(&account.id.0)),
        cells: vec![
            Cell::Words(name),
            Cell::Words(account.email),
            Cell::Words(roles),
            Cell::moment(account.seen_at),
            Cell::Moment(account.added_at),
            match account.closed_at {
                Some(_) => Cell::Wrong(text("accounts-closed")),
                None => Cell::Words(text("accounts-open")),
            },
        ],
        key: account.id.0,
    }
}
