//! The list of proposals at the desk. What was never confirmed, or taken back, is nobody's business there.

use app::accounts::actor::Actor;
use app::desk::list::{Asked, Cell, Column, Filter, FilterKind, Order, Row as Shown, Shape};
use app::desk::parts::Part;
use app::initiatives::contribution::state::State;
use app::initiatives::needs::{Landkaart as _, Reference};
use app::texts::text;
use sqlx::FromRow;
use time::OffsetDateTime;

use super::moderation::{TOO_LONG, days, named, scope};
use super::sql;
use crate::desk::list::{DeskList, Found, Range, anywhere, statement};
use crate::platform::Platform;
use crate::store::{StoreError, read};

/// The list.
pub(crate) struct Submissions;

#[derive(FromRow)]
struct Row {
    id: String,
    kind: String,
    state: String,
    title: String,
    municipality_code: String,
    waiting_since: Option<i64>,
    created_at: i64,
    /// Whether the first of two moderators took it over.
    has_first: bool,
}

impl DeskList for Submissions {
    const PART: Part = Part::Submissions;

    async fn shape(_: &Platform) -> Result<Shape, StoreError> {
        let seen = State::ALL.into_iter().filter(|state| state.is_seen());
        let mut states: Vec<(String, String)> = seen.map(|state| (state.code().to_owned(), state.name())).collect();
        states.insert(1, ("tweede".to_owned(), text("desk-second-waiting")));
        let kinds = [("new", "desk-submission-new"), ("change", "desk-submission-change")];
        let kinds = kinds.map(|(code, key)| (code.to_owned(), text(key))).into();
        Ok(Shape {
            path: Part::Submissions.path(),
            filters: vec![
                Filter { name: "q", label: text("desk-submissions-search"), kind: FilterKind::Words },
                Filter { name: "stand", label: text("desk-submissions-state"), kind: FilterKind::Choice(states) },
                Filter { name: "soort", label: text("desk-submissions-kind"), kind: FilterKind::Choice(kinds) },
            ],
            columns: vec![
                Column::sorting("titel", text("desk-submissions-title")),
                Column::plain("gemeente", text("contribute-municipality")),
                Column::plain("soort", text("desk-submissions-kind")),
                Column::plain("stand", text("desk-submissions-state")),
                Column::sorting("wacht", text("desk-submissions-waiting")),
                Column::sorting("ontvangen", text("desk-submissions-received")),
            ],
            order: Order { by: "wacht", descending: false },
        })
    }

    async fn find(platform: &Platform, actor: &Actor, asked: &Asked, range: Range) -> Result<Found, StoreError> {
        let words = anywhere(asked.value("q"));
        let scope = scope(actor);
        let (state, kind) = (asked.value("stand"), asked.value("soort"));
        let (rows, total): (Vec<Row>, i64) = if !scope.is_empty() {
            let rows = async {
                read!(&platform.store, |db| {
                    sqlx::query_as(statement(sql::LIST_IN, asked.order))
                        .bind(state)
                        .bind(kind)
                        .bind(&words)
                        .bind(&scope)
                        .bind(range.limit)
                        .bind(range.offset)
                        .fetch_all(db)
                        .await
                })
            };
            let total = async {
                read!(&platform.store, |db| {
                    sqlx::query_scalar(sql::COUNT_IN)
                        .bind(state)
                        .bind(kind)
                        .bind(&words)
                        .bind(&scope)
                        .fetch_one(db)
                        .await
                })
            };
            tokio::try_join!(rows, total)?
        } else if words.is_empty() {
            // What asks for one state finds it in an index of that state, however many there are in others.
            let one = State::from_code(state).is_some_and(State::is_seen);
            let (list, count) = if one { (sql::LIST_OF, sql::COUNT_OF) } else { (sql::LIST, sql::COUNT) };
            let rows = async {
                read!(&platform.store, |db| {
                    sqlx::query_as(statement(list, asked.order))
                        .bind(state)
                        .bind(kind)
                        .bind(range.limit)
                        .bind(range.offset)
                        .fetch_all(db)
                        .await
                })
            };
            let total = async {
                read!(&platform.store, |db| sqlx::query_scalar(count).bind(state).bind(kind).fetch_one(db).await)
            };
            tokio::try_join!(rows, total)?
        } else {
            let rows = async {
                read!(&platform.store, |db| {
                    sqlx::query_as(statement(sql::LIST_WITH_WORDS, asked.order))
                        .bind(state)
                        .bind(kind)
                        .bind(&words)
                        .bind(range.limit)
                        .bind(range.offset)
                        .fetch_all(db)
                        .await
                })
            };
            let total = async {
                read!(&platform.store, |db| {
                    sqlx::query_scalar(sql::COUNT_WITH_WORDS).bind(state).bind(kind).bind(&words).fetch_one(db).await
                })
            };
            tokio::try_join!(rows, total)?
        };
        let (reference, now) = (platform.landkaart.reference(), platform.clock.now());
        let rows = rows.into_iter().map(|row| in_list(row, &reference, now)).collect();
        Ok(Found { total: u32::try_from(total).unwrap_or(u32::MAX), rows })
    }
}

fn in_list(row: Row, reference: &Reference, now: OffsetDateTime) -> Shown {
    let kind = if row.kind == "change" { text("desk-submission-change") } else { text("desk-submission-new") };
    let state = match State::from_code(&row.state) {
        Some(state) if row.has_first && state.can_be_decided() => text("desk-second-waiting"),
        Some(state) => state.name(),
        None => row.state,
    };
    let waiting = match row.waiting_since {
        Some(since) if days(since, now) >= TOO_LONG => {
            Cell::Wrong(app::texts::text_with("desk-days-long", [("days", days(since, now).into())]))
        }
        Some(since) => Cell::Words(app::texts::text_with("desk-days-long", [("days", days(since, now).into())])),
        None => Cell::Empty,
    };
    Shown {
        href: Some(format!("{}/{}", Part::Submissions.path(), row.id)),
        cells: vec![
            Cell::Words(row.title),
            Cell::Words(named(&row.municipality_code, reference)),
            Cell::Words(kind),
            Cell::Words(state),
            waiting,
            Cell::Moment(row.created_at),
        ],
        key: row.id,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_counted_in_every_state_is_what_moderators_see() {
        for state in State::ALL {
            assert_eq!(sql::COUNT.contains(&format!("'{}'", state.code())), state.is_seen(), "{state:?}");
        }
    }
}
