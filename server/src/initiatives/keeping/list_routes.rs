//! The list of initiatives at the desk, and what is done with many at once.

use std::sync::Arc;

use app::desk::done::{BACK, DONE, Done, Undo};
use app::desk::list::{Asked, DO, LIST, ROW};
use app::desk::parts::Part;
use app::initiatives::keeping::list::{ListDeed, REASON};
use app::texts::text;
use app::ui::form::value;
use axum::extract::{Request, State};
use axum::http::request::Parts;
use axum::response::{IntoResponse, Response};
use form_urlencoded::Serializer;
use leptos::prelude::provide_context;

use super::KeepError;
use super::bulk::{Handled, Handling, handle, put_back};
use super::list::Initiatives;
use super::routes::{is_reason, refresh, refused};
use crate::desk::Staff;
use crate::desk::list::{self, DeskList as _};
use crate::http::{forms, query, see_other};
use crate::initiatives::contribution::{Around, failed};
use crate::platform::Platform;

/// The names of the figures in the address of the page after something was done.
const COUNT: &str = "aantal";
const NOT: &str = "niet";

/// `GET /beheer/initiatieven`
pub(super) async fn show(State(platform): State<Arc<Platform>>, staff: Staff, request: Parts) -> Response {
    let pairs = match query::pairs(request.uri.query()) {
        Ok(pairs) => pairs,
        Err(too_long) => return too_long.into_response(),
    };
    let done = match Initiatives::shape(&platform).await {
        Ok(shape) => done(&pairs, &Asked::parse(&shape, &pairs).query(&shape)),
        Err(error) => return failed(&error),
    };
    list::show_with::<Initiatives>(&platform, &staff, &pairs, move || {
        if let Some(done) = done.clone() {
            provide_context(done);
        }
    })
    .await
}

/// What was just done, by the address of the page after it.
fn done(pairs: &[(String, String)], list: &str) -> Option<Done> {
    let number = |name| value(pairs, name).parse().unwrap_or(0);
    let words = match value(pairs, DONE) {
        "niets" => text("keep-none-chosen"),
        "geen-reden" => text("keep-no-reason"),
        "te-laat" => text("keep-too-late"),
        code => ListDeed::ALL.into_iter().find(|deed| deed.code() == code)?.done(number(COUNT), number(NOT)),
    };
    let back = value(pairs, BACK);
    let undo = (!back.is_empty()).then(|| Undo {
        action: Part::Initiatives.path(),
        id: back.to_owned(),
        list: list.to_owned(),
    });
    Some(Done { words, undo })
}

/// `POST /beheer/initiatieven`, with `doen`, a reason and the chosen initiatives, or with `terug`. At most what one page holds comes
/// in one form.
pub(super) async fn change(State(platform): State<Arc<Platform>>, staff: Staff, request: Request) -> Response {
    let pairs = match forms::pairs(request).await {
        Ok(pairs) => pairs,
        Err(status) => return status.into_response(),
    };
    if let Err(error) = staff.actor.need(Part::Initiatives.needs()) {
        return refused(&error.into());
    }
    let around = match Around::of(platform).await {
        Ok(around) => around,
        Err(response) => return response,
    };
    let (platform, rules) = (&around.platform, around.book.on(around.now.date()));
    let (store, actor) = (&platform.store, &staff.actor);
    let chosen: Vec<i64> = pairs.iter().filter(|(name, _)| name == ROW).filter_map(|(_, id)| id.parse().ok()).collect();
    let (back, reason) = (value(&pairs, BACK), value(&pairs, REASON).trim());
    let deed = ListDeed::ALL.into_iter().find(|deed| deed.code() == value(&pairs, DO));
    let handling = match deed {
        Some(ListDeed::PutBack) => Handling::PutBack,
        _ => Handling::Withdraw,
    };
    let (code, handled) = if !back.is_empty() {
        let why = (text("keep-undo-reason"), ListDeed::Back.code());
        (why.1, put_back(store, actor, back, (&why.0, &rules), around.now).await)
    } else if deed.is_none() || chosen.is_empty() {
        ("niets", Ok(Handled::default()))
    } else if !is_reason(reason) {
        ("geen-reden", Ok(Handled::default()))
    } else {
        let code = deed.map_or("", ListDeed::code);
        (code, handle(store, actor, &chosen, (handling, reason), &rules, around.now).await)
    };
    let (code, handled) = match handled {
        Ok(handled) => (code, handled),
        Err(KeepError::NotFound) => ("te-laat", Handled::default()),
        Err(error) => return refused(&error),
    };
    refresh(platform).await;
    let shape = match Initiatives::shape(platform).await {
        Ok(shape) => shape,
        Err(error) => return failed(&error),
    };
    // The list comes back as it was looked at, by what the list itself understands of it.
    let asked = query::pairs(Some(value(&pairs, LIST))).unwrap_or_default();
    let mut onward = Serializer::new(Asked::parse(&shape, &asked).query(&shape));
    onward.append_pair(DONE, code).append_pair(COUNT, &handled.done.to_string());
    onward.append_pair(NOT, &handled.not.to_string());
    if let Some(undo) = handled.undo {
        onward.append_pair(BACK, &undo);
    }
    see_other(&format!("{}?{}", Part::Initiatives.path(), onward.finish()))
}
