//! The page of the desk on which the photo of an initiative changes: `/beheer/initiatieven/{id}/foto`.

use app::initiatives::keeping::list::path;
use app::initiatives::photos::PhotoAt;
use app::texts::text;
use app::ui::form::Posted;
use axum::extract::{Path, Request};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use leptos::prelude::provide_context;

use super::publish::{Entered, publish_change};
use super::routes::{looked, refresh, refused};
use super::shown::Entry;
use super::{KeepError, Seen};
use crate::desk::{self, Staff};
use crate::http::see_other;
use crate::initiatives::contribution::{Around, failed};
use crate::initiatives::import::PHOTO_CELL;
use crate::initiatives::photos::{self, NotAsked, PhotoChange, asked_for, shown_photo, wrong_with};

async fn page(around: &Around, staff: &Staff, entry: &Entry, mut posted: Posted, status: StatusCode) -> Response {
    let photo = match shown_photo(&around.platform.store, &entry.cells).await {
        Ok(photo) => photo,
        Err(error) => return failed(&error),
    };
    let back = path(entry.row.id);
    let address = format!("{back}/foto");
    let (title, id, seen) = (entry.row.title.clone(), entry.row.id, entry.row.revision);
    let at = PhotoAt { address: address.clone(), back, title, id, photo, seen };
    if posted.errors.is_empty() {
        posted
            .pairs
            .extend(at.photo.iter().map(|photo| (app::initiatives::photos::TEXT.to_owned(), photo.text.clone())));
    }
    let page = desk::page(&around.platform, staff, &address, move || {
        provide_context(at.clone());
        provide_context(posted.clone());
    })
    .await;
    if status == StatusCode::OK { page } else { (status, page).into_response() }
}

/// `GET /beheer/initiatieven/{id}/foto`
pub(super) async fn show(staff: Staff, around: Around, Path(id): Path<String>) -> Response {
    match looked(&around, &staff, &id).await {
        Ok(entry) => page(&around, &staff, &entry, Posted::default(), StatusCode::OK).await,
        Err(response) => response,
    }
}

/// `GET /beheer/initiatieven/{id}/foto/{size}`: also of what was taken off the Landkaart.
pub(super) async fn show_picture(staff: Staff, around: Around, Path((id, size)): Path<(String, String)>) -> Response {
    match looked(&around, &staff, &id).await {
        Ok(entry) => photos::picture(&around.platform, entry.row.photo_id.as_ref(), &size).await,
        Err(response) => response,
    }
}

/// `POST /beheer/initiatieven/{id}/foto`
pub(super) async fn take(staff: Staff, around: Around, Path(id): Path<String>, request: Request) -> Response {
    // Before a byte of it is read.
    let entry = match looked(&around, &staff, &id).await {
        Ok(entry) => entry,
        Err(response) => return response,
    };
    let asked = async { asked_for(request, entry.cells.contains_key(PHOTO_CELL)).await?.change().await };
    let (change, seen, pairs) = match asked.await {
        Ok(asked) => asked,
        Err(NotAsked::Wrong(posted, status)) => return page(&around, &staff, &entry, posted, status).await,
        Err(NotAsked::NoForm(status)) => return status.into_response(),
    };
    let mut cells = entry.cells.clone();
    change.put_in(&mut cells);
    let reason = match change {
        PhotoChange::Put(..) => text("photo-reason-added"),
        PhotoChange::Remove => text("photo-reason-removed"),
    };
    let rules = around.book.on(around.now.date());
    let entered = Entered { cells: &cells, prints: change.prints(), reason: &reason, rules: &rules, now: around.now };
    let seen = Seen { id: entry.row.id, revision: seen };
    match publish_change(&around.platform.store, &staff.actor, seen, entered).await {
        Ok(()) => {
            refresh(&around.platform).await;
            see_other(&path(entry.row.id))
        }
        Err(KeepError::Conflict) => {
            let posted = Posted { pairs, errors: vec![wrong_with("photo-moved-desk")] };
            page(&around, &staff, &entry, posted, StatusCode::CONFLICT).await
        }
        Err(error) => refused(&error),
    }
}
