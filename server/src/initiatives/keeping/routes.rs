//! The pages of the desk on which an initiative is published, changed, put back and withdrawn.

use std::sync::Arc;

use app::accounts::roles::Permission;
use app::desk::done::{DONE, Done};
use app::initiatives::contribution::form::names;
use app::initiatives::keeping::entry::{DoesNotFit, EntryDeed, NUMBER, SEEN, SavedMeanwhile};
use app::initiatives::keeping::list::path;
use app::initiatives::keeping::new::{self, NewEntry};
use app::texts::text;
use app::ui::fields::FieldError;
use app::ui::form::{Posted, value};
use axum::Router;
use axum::extract::{DefaultBodyLimit, Path, Request};
use axum::http::StatusCode;
use axum::http::request::Parts;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use leptos::prelude::provide_context;

use super::list::Initiatives;
use super::publish::{Entered, publish_change, publish_new};
use super::shown::{Entry, look};
use super::{KeepError, Seen, apart, list_routes, merge_routes, origin_of, photo_routes, restore, withdraw};
use crate::desk::{self, Staff, list};
use crate::http::{forbidden, forms, query, see_other};
use crate::initiatives::contribution::{
    Around, Cells, LONGEST_REASON, alike, cells_of, differences, errors_of, failed, merged, pairs_of, wrong,
};
use crate::initiatives::import::Remark;
use crate::platform::Platform;

/// The routes.
pub(crate) fn routes() -> Router<Arc<Platform>> {
    Router::new()
        .route("/beheer/initiatieven", get(list_routes::show).post(list_routes::change))
        .route("/beheer/initiatieven.csv", get(list::as_csv::<Initiatives>))
        .route("/beheer/initiatieven.xlsx", get(list::as_xlsx::<Initiatives>))
        .route("/beheer/initiatieven/nieuw", get(show_new).post(take_new))
        .route("/beheer/initiatieven/{id}", get(show_one).post(change_one))
        .route(
            "/beheer/initiatieven/{id}/foto",
            get(photo_routes::show).post(photo_routes::take).layer(DefaultBodyLimit::disable()),
        )
        .route("/beheer/initiatieven/{id}/foto/{size}", get(photo_routes::show_picture))
        .route("/beheer/initiatieven/{id}/samenvoegen", get(merge_routes::show).post(merge_routes::take))
}

/// Whether a text can be a reason for everybody to read.
pub(super) fn is_reason(reason: &str) -> bool {
    !reason.is_empty() && reason.chars().count() <= LONGEST_REASON && Remark::parse(reason).is_ok()
}

/// What is said of a reason that is none.
pub(super) fn no_reason(field: &str) -> FieldError {
    FieldError { field: field.to_owned(), label: text("keep-reason"), text: text("keep-reason-missing") }
}

/// Takes in what was written; what fails is tried again by the job within a second.
pub(super) async fn refresh(platform: &Platform) {
    if let Err(error) = platform.landkaart.refresh().await {
        tracing::error!(%error, "the Landkaart could not be read after a write");
    }
}

/// The answer to what was not done.
pub(super) fn refused(error: &KeepError) -> Response {
    match error {
        KeepError::Forbidden(_) => forbidden(),
        KeepError::NotFound => StatusCode::NOT_FOUND.into_response(),
        KeepError::Store(_) => failed(error),
        // What the page would say is not there any more: look again.
        _ => StatusCode::CONFLICT.into_response(),
    }
}

fn with_status(status: StatusCode, page: Response) -> Response {
    if status == StatusCode::OK { page } else { (status, page).into_response() }
}

/// Whether somebody comes in at all.
fn comes_in(staff: &Staff) -> bool {
    staff.actor.may(Permission::EditInitiatives) || staff.actor.may(Permission::EditOwnInitiatives)
}

/// An initiative that somebody may look at here.
pub(super) async fn looked(around: &Around, staff: &Staff, id: &str) -> Result<Entry, Response> {
    if !comes_in(staff) {
        return Err(forbidden());
    }
    let id = id.parse::<i64>().map_err(|_| StatusCode::NOT_FOUND.into_response())?;
    let reference = &around.snapshot.reference;
    let entry = look(&around.platform.store, id, reference).await.map_err(|error| refused(&error))?;
    match origin_of(&staff.actor, &entry.row.municipality_code, reference) {
        Some(_) => Ok(entry),
        None => Err(forbidden()),
    }
}

/// What a page says besides the initiative.
#[derive(Clone, Default)]
struct Said {
    posted: Posted,
    done: Option<String>,
    meanwhile: Option<SavedMeanwhile>,
    unfit: Option<DoesNotFit>,
}

async fn entry_page(around: &Around, staff: &Staff, entry: Entry, mut said: Said, status: StatusCode) -> Response {
    let reference = &around.snapshot.reference;
    if !said.posted.pairs.iter().any(|(name, _)| name == "titel") {
        said.posted.pairs.extend(pairs_of(&entry.cells, &reference.taxonomy));
    }
    let id = entry.row.id;
    let shown = match entry.shown(reference) {
        Ok(shown) => shown,
        Err(error) => return refused(&error),
    };
    let page = desk::page(&around.platform, staff, &path(id), move || {
        provide_context(shown.clone());
        provide_context(said.posted.clone());
        if let Some(words) = said.done.clone() {
            provide_context(Done { words, undo: None });
        }
        if let Some(meanwhile) = said.meanwhile.clone() {
            provide_context(meanwhile);
        }
        if let Some(unfit) = said.unfit.clone() {
            provide_context(unfit);
        }
    })
    .await;
    with_status(status, page)
}

/// `GET /beheer/initiatieven/{id}?versie=` with the number of a version that fills the form.
async fn show_one(staff: Staff, around: Around, Path(id): Path<String>, request: Parts) -> Response {
    let pairs = query::pairs(request.uri.query()).unwrap_or_default();
    let entry = match looked(&around, &staff, &id).await {
        Ok(entry) => entry,
        Err(response) => return response,
    };
    let mut said = Said { done: EntryDeed::done(value(&pairs, DONE)), ..Said::default() };
    if let Some(cells) = value(&pairs, names::VERSION).parse().ok().and_then(|number| entry.version(number)) {
        said.posted.pairs = pairs_of(&cells, &around.snapshot.reference.taxonomy);
    }
    entry_page(&around, &staff, entry, said, StatusCode::OK).await
}

/// `POST /beheer/initiatieven/{id}`
async fn change_one(staff: Staff, around: Around, Path(id): Path<String>, request: Request) -> Response {
    let pairs = match forms::long_pairs(request).await {
        Ok(pairs) => pairs,
        Err(status) => return status.into_response(),
    };
    let entry = match looked(&around, &staff, &id).await {
        Ok(entry) => entry,
        Err(response) => return response,
    };
    let Some(deed) = EntryDeed::ALL.into_iter().find(|deed| deed.code() == value(&pairs, names::DO)) else {
        return StatusCode::BAD_REQUEST.into_response();
    };
    let seen = Seen { id: entry.row.id, revision: value(&pairs, names::VERSION).parse().unwrap_or(-1) };
    if deed == EntryDeed::Save {
        return save(&around, &staff, entry, seen, pairs).await;
    }
    let reason = value(&pairs, deed.reason()).trim();
    if !is_reason(reason) {
        let posted = Posted { errors: vec![no_reason(deed.reason())], pairs };
        let said = Said { posted, ..Said::default() };
        return entry_page(&around, &staff, entry, said, StatusCode::UNPROCESSABLE_ENTITY).await;
    }
    let (store, actor, now) = (&around.platform.store, &staff.actor, around.now);
    let rules = around.book.on(now.date());
    let number = value(&pairs, NUMBER).parse().unwrap_or(-1);
    let done = match deed {
        EntryDeed::Restore => restore::restore(store, actor, seen, number, reason, &rules, now).await,
        EntryDeed::Withdraw => withdraw::withdraw(store, actor, seen, reason, &rules, now).await,
        EntryDeed::PutBack => withdraw::put_back(store, actor, seen, reason, &rules, now).await,
        EntryDeed::TakeApart | EntryDeed::Save => apart::take_apart(store, actor, seen, reason, &rules, now).await,
    };
    match done {
        Ok(()) => {
            refresh(&around.platform).await;
            see_other(&format!("{}?{DONE}={}", path(seen.id), deed.code()))
        }
        Err(KeepError::Conflict | KeepError::OtherStanding) => {
            let meanwhile = meanwhile(&around, &entry, &pairs);
            let entry = match looked(&around, &staff, &id).await {
                Ok(entry) => entry,
                Err(response) => return response,
            };
            let said = Said { posted: Posted { pairs, errors: vec![] }, meanwhile: Some(meanwhile), ..Said::default() };
            entry_page(&around, &staff, entry, said, StatusCode::CONFLICT).await
        }
        Err(KeepError::Wrong(problems)) => {
            let problems = errors_of(&problems).into_iter().map(|wrong| format!("{}: {}", wrong.label, wrong.text));
            let unfit = Some(DoesNotFit { number, problems: problems.collect() });
            let said = Said { posted: Posted { pairs, errors: vec![] }, unfit, ..Said::default() };
            entry_page(&around, &staff, entry, said, StatusCode::UNPROCESSABLE_ENTITY).await
        }
        Err(error) => refused(&error),
    }
}

/// What somebody else changed since the version on the screen.
fn meanwhile(around: &Around, entry: &Entry, pairs: &[(String, String)]) -> SavedMeanwhile {
    let before = value(pairs, SEEN).parse().ok().and_then(|number| entry.version(number));
    let before = before.unwrap_or_else(|| entry.cells.clone());
    let differences = differences(Some(&before), &entry.cells, &around.snapshot.reference);
    SavedMeanwhile { differences, both: Vec::new() }
}

/// Saves a change, or shows what somebody else changed meanwhile.
async fn save(around: &Around, staff: &Staff, entry: Entry, seen: Seen, pairs: Vec<(String, String)>) -> Response {
    let reference = &around.snapshot.reference;
    if entry.row.revision != seen.revision {
        return late(around, staff, entry, &pairs).await;
    }
    let cells = cells_of(&pairs, &entry.cells, &reference.taxonomy, &reference.places);
    let reason = value(&pairs, names::REASON).trim();
    let rules = around.book.on(around.now.date());
    let mut errors = errors_of(&rules.checked(&cells, around.now).err().unwrap_or_default());
    if !is_reason(reason) {
        errors.push(no_reason(names::REASON));
    }
    if errors.is_empty() {
        let entered = Entered { cells: &cells, prints: None, reason, rules: &rules, now: around.now };
        match publish_change(&around.platform.store, &staff.actor, seen, entered).await {
            Ok(()) => {
                refresh(&around.platform).await;
                return see_other(&format!("{}?{DONE}={}", path(seen.id), EntryDeed::Save.code()));
            }
            Err(KeepError::OtherMunicipality) => errors.push(wrong("gemeente", "keep-not-yours")),
            Err(KeepError::Wrong(problems)) => errors.append(&mut errors_of(&problems)),
            Err(KeepError::Conflict | KeepError::OtherStanding) => {
                return match looked(around, staff, &seen.id.to_string()).await {
                    Ok(entry) => late(around, staff, entry, &pairs).await,
                    Err(response) => response,
                };
            }
            Err(error) => return refused(&error),
        }
    }
    let said = Said { posted: Posted { pairs, errors }, ..Said::default() };
    entry_page(around, staff, entry, said, StatusCode::UNPROCESSABLE_ENTITY).await
}

/// Somebody else was first: what they changed, with what the reader changed on top of it in the form.
async fn late(around: &Around, staff: &Staff, entry: Entry, pairs: &[(String, String)]) -> Response {
    let reference = &around.snapshot.reference;
    let before = value(pairs, SEEN).parse().ok().and_then(|number| entry.version(number));
    let before = before.unwrap_or_else(|| entry.cells.clone());
    let typed = cells_of(pairs, &before, &reference.taxonomy, &reference.places);
    let both = both(&before, &entry.cells, &typed);
    let both = both.into_iter().map(|name| app::initiatives::contribution::words::column(name, reference)).collect();
    let mut filled = pairs_of(&merged(&entry.cells, &before, &typed), &reference.taxonomy);
    filled.push((names::REASON.to_owned(), value(pairs, names::REASON).to_owned()));
    let meanwhile = SavedMeanwhile { both, ..meanwhile(around, &entry, pairs) };
    let said = Said { posted: Posted { pairs: filled, errors: vec![] }, meanwhile: Some(meanwhile), ..Said::default() };
    entry_page(around, staff, entry, said, StatusCode::CONFLICT).await
}

/// The columns that two people changed otherwise.
fn both<'a>(before: &'a Cells, present: &'a Cells, typed: &'a Cells) -> Vec<&'a str> {
    let names: std::collections::BTreeSet<&String> = before.keys().chain(present.keys()).chain(typed.keys()).collect();
    let differs = |name: &String| {
        let (was, is, becomes) = (before.get(name), present.get(name), typed.get(name));
        was != is && was != becomes && is != becomes
    };
    let hidden = ["laatst_gecontroleerd", "gemeentenaam"];
    names.into_iter().filter(|name| !hidden.contains(&name.as_str()) && differs(name)).map(String::as_str).collect()
}

async fn new_page(around: &Around, staff: &Staff, entry: NewEntry, posted: Posted, status: StatusCode) -> Response {
    let page = desk::page(&around.platform, staff, new::PATH, move || {
        provide_context(entry.clone());
        provide_context(posted.clone());
    })
    .await;
    with_status(status, page)
}

/// `GET /beheer/initiatieven/nieuw?gemeente=` with the code of a municipality, or `?splits=` with the number of an initiative.
async fn show_new(staff: Staff, around: Around, request: Parts) -> Response {
    if !comes_in(&staff) {
        return forbidden();
    }
    let pairs = query::pairs(request.uri.query()).unwrap_or_default();
    let split = value(&pairs, new::SPLIT);
    if !split.is_empty() {
        let entry = match looked(&around, &staff, split).await {
            Ok(entry) if entry.row.withdrawn_at.is_none() => entry,
            Ok(_) => return StatusCode::GONE.into_response(),
            Err(response) => return response,
        };
        let posted = Posted { pairs: pairs_of(&entry.cells, &around.snapshot.reference.taxonomy), errors: vec![] };
        let split = Some((entry.row.id, entry.row.title, entry.row.revision));
        let filled = NewEntry { split, alike: Vec::new() };
        return new_page(&around, &staff, filled, posted, StatusCode::OK).await;
    }
    let places = &around.snapshot.reference.places;
    let place = places.municipality(value(&pairs, "gemeente")).map(|at| places.municipalities()[at].name.clone());
    let pairs = place.map(|name| ("gemeente".to_owned(), name)).into_iter().collect();
    new_page(&around, &staff, NewEntry::default(), Posted { pairs, errors: vec![] }, StatusCode::OK).await
}

/// `POST /beheer/initiatieven/nieuw`
async fn take_new(staff: Staff, around: Around, request: Request) -> Response {
    if !comes_in(&staff) {
        return forbidden();
    }
    let pairs = match forms::long_pairs(request).await {
        Ok(pairs) => pairs,
        Err(status) => return status.into_response(),
    };
    let reference = &around.snapshot.reference;
    let (mut entry, mut seen, mut before) = (NewEntry::default(), None, Cells::new());
    if !value(&pairs, new::SPLIT).is_empty() {
        let source = match looked(&around, &staff, value(&pairs, new::SPLIT)).await {
            Ok(source) => source,
            Err(response) => return response,
        };
        seen = Some(Seen { id: source.row.id, revision: value(&pairs, names::VERSION).parse().unwrap_or(-1) });
        before = source.cells;
        entry.split = Some((source.row.id, source.row.title, source.row.revision));
    }
    let cells = cells_of(&pairs, &before, &reference.taxonomy, &reference.places);
    let rules = around.book.on(around.now.date());
    let mut with_id = cells.clone();
    with_id.insert("external_id".to_owned(), "dia".to_owned());
    let (candidate, mut errors) = match rules.checked(&with_id, around.now) {
        Ok(candidate) => (Some(candidate), Vec::new()),
        Err(problems) => (None, errors_of(&problems)),
    };
    let reason = value(&pairs, names::REASON).trim();
    if seen.is_some() && !is_reason(reason) {
        errors.push(no_reason(names::REASON));
    }
    if let Some(candidate) = candidate.filter(|_| errors.is_empty() && value(&pairs, names::ANOTHER) != "ja") {
        let found = alike(&around.snapshot, &candidate, seen.map(|seen| seen.id));
        entry.alike = found.into_iter().map(|(_, other)| other).collect();
        if !entry.alike.is_empty() {
            errors.push(wrong(names::ANOTHER, "contribute-alike-error"));
        }
    }
    if errors.is_empty() {
        let entered = Entered { cells: &cells, prints: None, reason, rules: &rules, now: around.now };
        match publish_new(&around.platform.store, &staff.actor, entered, seen).await {
            Ok(id) => {
                refresh(&around.platform).await;
                let (id, code) = seen.map_or((id, "nieuw"), |seen| (seen.id, "gesplitst"));
                return see_other(&format!("{}?{DONE}={code}", path(id)));
            }
            Err(KeepError::OtherMunicipality) => errors.push(wrong("gemeente", "keep-not-yours")),
            Err(KeepError::Wrong(problems)) => errors.append(&mut errors_of(&problems)),
            Err(KeepError::Conflict | KeepError::OtherStanding) => {
                errors.push(wrong("titel", "keep-split-changed"));
                return new_page(&around, &staff, entry, Posted { pairs, errors }, StatusCode::CONFLICT).await;
            }
            Err(error) => return refused(&error),
        }
    }
    new_page(&around, &staff, entry, Posted { pairs, errors }, StatusCode::UNPROCESSABLE_ENTITY).await
}
