//! The page of the desk on which two initiatives are merged.

use app::desk::done::DONE;
use app::initiatives::contribution::form::names;
use app::initiatives::keeping::list;
use app::initiatives::keeping::merge::{OTHER, SEEN_OTHER, ShownMerge, ShownOther, TAKE, WORDS, path};
use app::texts::text;
use app::ui::fields::FieldError;
use app::ui::form::{Posted, value, values};
use axum::extract::{Path, Request};
use axum::http::StatusCode;
use axum::http::request::Parts;
use axum::response::{IntoResponse, Response};
use leptos::prelude::provide_context;

use super::merge::{Merging, merge, offers, take_along};
use super::routes::{is_reason, looked, no_reason, refresh, refused};
use super::shown::{Entry, look};
use super::{KeepError, Seen};
use crate::desk::{self, Staff};
use crate::http::{forbidden, forms, query, see_other};
use crate::initiatives::contribution::{Around, alike, differences, errors_of, failed, open_proposals};

/// So many are offered at most.
const MOST: usize = 10;

/// The initiative that becomes part of another one.
async fn merged(around: &Around, staff: &Staff, id: &str) -> Result<Entry, Response> {
    if staff.actor.need(app::desk::parts::Part::Initiatives.needs()).is_err() {
        return Err(forbidden());
    }
    match looked(around, staff, id).await {
        Ok(entry) if entry.row.withdrawn_at.is_some() => Err(see_other(&list::path(entry.row.id))),
        found => found,
    }
}

/// The other ones that can be chosen: what was searched for, or what looks alike.
async fn found(around: &Around, entry: &Entry, words: &str) -> Result<Vec<(i64, String, String)>, Response> {
    let snapshot = &around.snapshot;
    let places = &snapshot.reference.places;
    let id = entry.row.id;
    if words.is_empty() {
        let candidate = around.book.on(around.now.date()).read(&entry.cells).0;
        let found = candidate.map(|candidate| alike(snapshot, &candidate, Some(id))).unwrap_or_default();
        return Ok(found.into_iter().map(|(id, other)| (id, other.title, other.place)).collect());
    }
    let pairs = [("q".to_owned(), words.to_owned())];
    let selection = around.platform.landkaart.find(&pairs).await.map_err(|error| failed(&error))?;
    let index = &selection.snapshot.index;
    let ranks = selection.found.order.iter().filter(|&&rank| index.id(rank) != id).take(MOST);
    Ok(ranks
        .map(|&rank| {
            let place = places.municipalities().get(usize::from(index.municipality(rank)));
            (index.id(rank), index.title(rank).to_owned(), place.map(|place| place.name.clone()).unwrap_or_default())
        })
        .collect())
}

/// The one that stays, with what it would take over.
async fn other(around: &Around, entry: &Entry, id: i64) -> Result<ShownOther, KeepError> {
    let (store, reference) = (&around.platform.store, &around.snapshot.reference);
    let other = look(store, id, reference).await?;
    if other.row.withdrawn_at.is_some() || id == entry.row.id {
        return Err(KeepError::NoOther);
    }
    let offers = offers(&entry.cells, &other.cells).into_iter().flat_map(|offer| {
        let mut after = other.cells.clone();
        let column = offer.column.clone();
        take_along(offer, &entry.cells, &mut after);
        let shown = differences(Some(&other.cells), &after, reference);
        shown.into_iter().map(move |difference| (column.clone(), difference))
    });
    Ok(ShownOther {
        offers: offers.collect(),
        proposals: open_proposals(store, entry.row.id).await?,
        id,
        title: other.row.title,
        revision: other.row.revision,
    })
}

/// What the page is asked: words, and the number of the other one as it was written.
struct Choice<'a> {
    words: &'a str,
    number: &'a str,
}

async fn merge_page(
    around: &Around,
    staff: &Staff,
    entry: &Entry,
    choice: Choice<'_>,
    (mut posted, mut status): (Posted, StatusCode),
) -> Response {
    let found = match found(around, entry, choice.words).await {
        Ok(found) => found,
        Err(response) => return response,
    };
    let mut chosen = None;
    if !choice.number.is_empty() {
        let asked = match choice.number.parse() {
            Ok(id) => other(around, entry, id).await,
            Err(_) => Err(KeepError::NoOther),
        };
        match asked {
            Ok(other) => chosen = Some(other),
            Err(KeepError::NoOther | KeepError::NotFound) => {
                posted.pairs.push((OTHER.to_owned(), choice.number.to_owned()));
                posted.errors.push(unknown());
                status = StatusCode::UNPROCESSABLE_ENTITY;
            }
            Err(error) => return refused(&error),
        }
    }
    let shown = ShownMerge {
        id: entry.row.id,
        title: entry.row.title.clone(),
        revision: entry.row.revision,
        words: choice.words.to_owned(),
        found,
        other: chosen,
    };
    let page = desk::page(&around.platform, staff, &path(entry.row.id), move || {
        provide_context(shown.clone());
        provide_context(posted.clone());
    })
    .await;
    if status == StatusCode::OK { page } else { (status, page).into_response() }
}

fn unknown() -> FieldError {
    FieldError { field: OTHER.to_owned(), label: text("keep-merge-number"), text: text("keep-merge-unknown") }
}

/// `GET /beheer/initiatieven/{id}/samenvoegen?q=&met=`
pub(super) async fn show(staff: Staff, around: Around, Path(id): Path<String>, request: Parts) -> Response {
    let pairs = query::pairs(request.uri.query()).unwrap_or_default();
    let entry = match merged(&around, &staff, &id).await {
        Ok(entry) => entry,
        Err(response) => return response,
    };
    let choice = Choice { words: value(&pairs, WORDS).trim(), number: value(&pairs, OTHER).trim() };
    merge_page(&around, &staff, &entry, choice, (Posted::default(), StatusCode::OK)).await
}

/// `POST /beheer/initiatieven/{id}/samenvoegen`
pub(super) async fn take(staff: Staff, around: Around, Path(id): Path<String>, request: Request) -> Response {
    let pairs = match forms::long_pairs(request).await {
        Ok(pairs) => pairs,
        Err(status) => return status.into_response(),
    };
    let entry = match merged(&around, &staff, &id).await {
        Ok(entry) => entry,
        Err(response) => return response,
    };
    let number = |name| value(&pairs, name).trim().parse::<i64>().unwrap_or(-1);
    let take: Vec<String> = values(&pairs, TAKE).map(str::to_owned).collect();
    let reason = value(&pairs, names::REASON).trim();
    let merging = Merging {
        from: Seen { id: entry.row.id, revision: number(names::VERSION) },
        into: Seen { id: number(OTHER), revision: number(SEEN_OTHER) },
        take: &take,
        reason,
    };
    let mut errors = Vec::new();
    let mut status = StatusCode::UNPROCESSABLE_ENTITY;
    if is_reason(reason) {
        let rules = around.book.on(around.now.date());
        match merge(&around.platform.store, &staff.actor, merging, &rules, around.now).await {
            Ok(()) => {
                refresh(&around.platform).await;
                return see_other(&format!("{}?{DONE}=samengevoegd", list::path(merging.into.id)));
            }
            // The page itself says that the other one cannot be chosen.
            Err(KeepError::NoOther) => {}
            Err(KeepError::Conflict | KeepError::OtherStanding) => {
                status = StatusCode::CONFLICT;
                errors.push(FieldError {
                    field: names::REASON.to_owned(),
                    label: text("keep-merge"),
                    text: text("keep-merge-changed"),
                });
            }
            Err(KeepError::Wrong(problems)) => errors.append(&mut errors_of(&problems)),
            Err(error) => return refused(&error),
        }
    } else {
        errors.push(no_reason(names::REASON));
    }
    // As it is now, also when somebody else merged it meanwhile.
    let entry = match merged(&around, &staff, &id).await {
        Ok(entry) => entry,
        Err(response) => return response,
    };
    let other = value(&pairs, OTHER).trim().to_owned();
    let choice = Choice { words: "", number: &other };
    merge_page(&around, &staff, &entry, choice, (Posted { pairs, errors }, status)).await
}
