//! The addresses of contributions: the form, the link in the mail, and the two pages of the desk.

use std::sync::Arc;

use app::desk::parts::Part;
use app::initiatives::contribution::desk::{self as desk_page, SomebodyElse, WAITING};
use app::initiatives::contribution::form::{self as form_page, Purpose, label_of, names};
use app::initiatives::contribution::state::State as Progress;
use app::initiatives::contribution::status::{self as status_page, NoProposal, OwnProposal};
use app::initiatives::model::slug;
use app::texts::text;
use app::ui::fields::FieldError;
use app::ui::form::{Posted, value};
use axum::Router;
use axum::extract::{Path, Request, State};
use axum::http::header::RETRY_AFTER;
use axum::http::request::Parts;
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use leptos::prelude::provide_context;
use time::OffsetDateTime;

use super::super::export::{cells_of as cells_of_row, full_row};
use super::super::import::Remark;
use super::super::snapshot::Snapshot;
use super::alike::alike;
use super::decide::{DecideError, Decision, Verdict, decide};
use super::form::{Cells, cells_of, errors_of, pairs_of};
use super::history::{HistoryError, history};
use super::list::Submissions;
use super::moderation::{self, LookError};
use super::propose::{self, Proposal, ProposeError, Wish};
use super::rule_book::{RuleBook, rule_book};
use super::stored::{self, Stored};
use crate::accounts::Token;
use crate::desk::{self, Staff, list};
use crate::http::{self, forbidden, forms, limits, query, see_other};
use crate::mail::EmailAddress;
use crate::platform::Platform;

/// Nobody fills in a form faster, in seconds.
const FASTEST: i64 = 3;

/// The longest reason for a change, in characters.
const LONGEST_REASON: usize = 1_000;

/// The routes.
pub(in super::super) fn routes() -> Router<Arc<Platform>> {
    Router::new()
        .route(form_page::PATH, get(show_form).post(take_form))
        .route(form_page::SENT, get(http::page))
        .route("/landkaart/initiatief/{key}/wijzigen", get(show_change).post(take_change))
        .route("/landkaart/initiatief/{key}/geschiedenis", get(show_history))
        .route("/landkaart/melding/{token}", get(show_status).post(act))
        .route("/landkaart/melding/{token}/bewerken", get(show_edit).post(take_edit))
        .route("/beheer/inzendingen", get(list::show::<Submissions>))
        .route("/beheer/inzendingen.csv", get(list::as_csv::<Submissions>))
        .route("/beheer/inzendingen.xlsx", get(list::as_xlsx::<Submissions>))
        .route("/beheer/inzendingen/{id}", get(show_one).post(take_decision))
}

/// What every answer about a proposal needs.
struct Around {
    platform: Arc<Platform>,
    snapshot: Arc<Snapshot>,
    book: Arc<RuleBook>,
    now: OffsetDateTime,
}

impl Around {
    async fn of(platform: Arc<Platform>) -> Result<Self, Response> {
        let snapshot = platform.landkaart.snapshot();
        let book = rule_book(&platform, &snapshot).await.map_err(|error| failed(&error))?;
        let now = platform.clock.now();
        Ok(Self { platform, snapshot, book, now })
    }

    /// The form, with what is in it.
    async fn form(&self, path: &str, purpose: Purpose, posted: Posted, status: StatusCode) -> Response {
        let page = http::for_one(&self.platform, path, move || {
            provide_context(purpose.clone());
            provide_context(posted.clone());
        })
        .await;
        if status == StatusCode::OK { page } else { (status, page).into_response() }
    }

    fn purpose(&self, path: &str, changes: Option<String>, asks_email: bool) -> Purpose {
        Purpose {
            action: path.to_owned(),
            changes,
            asks_email,
            can_keep: true,
            version: None,
            shown_at: self.now.unix_timestamp(),
            alike: vec![],
        }
    }

    /// Checks what was filled in: the proposal with the wish, or the page that says what to do.
    async fn filled_in(&self, form: &Filled<'_>) -> Result<(Proposal, Wish), Response> {
        let pairs = form.pairs;
        let keeps = form.can_keep && value(pairs, names::DO) == names::KEEP;
        let wish = if keeps { Wish::Keep } else { Wish::Send };
        let before = form.changes.as_ref().map(|(_, base)| base.clone()).unwrap_or_default();
        let reference = &self.snapshot.reference;
        let cells = cells_of(pairs, &before, &reference.taxonomy, &reference.places);
        let mut purpose = self.purpose(form.path, form.name.clone(), form.asks_email);
        purpose.can_keep = form.can_keep;
        purpose.version = form.version;
        let mut errors = Vec::new();
        if form.asks_email && value(pairs, names::EMAIL).trim().parse::<EmailAddress>().is_err() {
            errors.push(wrong(names::EMAIL, "sign-in-email-wrong"));
        }
        let reason = Some(value(pairs, names::REASON).trim().to_owned()).filter(|reason| !reason.is_empty());
        let unfit = |reason: &String| reason.chars().count() > LONGEST_REASON || Remark::parse(reason).is_err();
        if reason.as_ref().is_some_and(unfit) {
            errors.push(wrong(names::REASON, "contribute-reason-wrong"));
        }
        if form.version.is_some_and(|version| value(pairs, names::VERSION) != version.to_string()) {
            errors.push(wrong("titel", "contribute-changed"));
        }
        let proposal = Proposal { cells, changes: form.changes.clone(), reason };
        let mut with_id = proposal.cells.clone();
        with_id.entry("external_id".to_owned()).or_insert_with(|| "dia".to_owned());
        let (candidate, problems) = self.book.on(self.now.date()).read(&with_id);
        if wish == Wish::Keep {
            // Half a form may be kept, but nothing that no field takes.
            let unkept = ["too-long", "control-character", "unreadable-character"];
            let problems: Vec<_> = problems.into_iter().filter(|problem| unkept.contains(&problem.code)).collect();
            errors.append(&mut errors_of(&problems));
        } else {
            let mut found = errors_of(&problems);
            if !proposal.cells.contains_key("bronnen") {
                found.push(wrong(names::SOURCE, "contribute-source-missing"));
            }
            if value(pairs, names::LICENCE) != "ja" {
                errors.push(wrong(names::LICENCE, "contribute-licence-missing"));
            }
            found.append(&mut errors);
            errors = found;
            if let (Some(candidate), true) = (&candidate, errors.is_empty())
                && value(pairs, names::ANOTHER) != "ja"
                && form.changes.is_none()
            {
                purpose.alike = alike(&self.snapshot, candidate, None).into_iter().map(|(_, other)| other).collect();
                if !purpose.alike.is_empty() {
                    errors.push(wrong(names::ANOTHER, "contribute-alike-error"));
                }
            }
            let shown_at = value(pairs, names::SHOWN_AT).parse::<i64>().unwrap_or(i64::MAX);
            if errors.is_empty() && self.now.unix_timestamp().saturating_sub(shown_at) < FASTEST {
                errors.push(wrong("titel", "contribute-too-fast"));
            }
        }
        if errors.is_empty() {
            return Ok((proposal, wish));
        }
        let posted = Posted { pairs: pairs.to_vec(), errors };
        Err(self.form(form.path, purpose, posted, StatusCode::UNPROCESSABLE_ENTITY).await)
    }
}

/// A form as it came.
struct Filled<'a> {
    path: &'a str,
    pairs: &'a [(String, String)],
    /// The initiative that it changes, and what that was.
    changes: Option<(i64, Cells)>,
    /// What that is called.
    name: Option<String>,
    asks_email: bool,
    /// Whether it can be kept, to go on later.
    can_keep: bool,
    /// The version of the data in which the initiative that it changes was last written.
    version: Option<i64>,
}

fn wrong(field: &str, key: &str) -> FieldError {
    FieldError { field: field.to_owned(), label: label_of(field), text: text(key) }
}

/// `GET /landkaart/toevoegen?gemeente={slug}`
async fn show_form(State(platform): State<Arc<Platform>>, request: Parts) -> Response {
    let around = match Around::of(platform).await {
        Ok(around) => around,
        Err(response) => return response,
    };
    let pairs = query::pairs(request.uri.query()).unwrap_or_default();
    let places = &around.snapshot.reference.places;
    let place = places.municipality(value(&pairs, "gemeente")).map(|at| places.municipalities()[at].name.clone());
    let posted =
        Posted { pairs: place.map(|name| ("gemeente".to_owned(), name)).into_iter().collect(), errors: vec![] };
    let purpose = around.purpose(form_page::PATH, None, true);
    around.form(form_page::PATH, purpose, posted, StatusCode::OK).await
}

/// `POST /landkaart/toevoegen`
async fn take_form(State(platform): State<Arc<Platform>>, request: Request) -> Response {
    propose_new(platform, form_page::PATH, None, request).await
}

/// Takes a form that begins a proposal.
async fn propose_new(platform: Arc<Platform>, path: &str, changes: Option<Present>, request: Request) -> Response {
    let network = limits::visitor(&platform, request.extensions(), request.headers());
    let pairs = match forms::long_pairs(request).await {
        Ok(pairs) => pairs,
        Err(status) => return status.into_response(),
    };
    if !value(&pairs, names::TRAP).is_empty() {
        // A program hears what a person would.
        metrics::counter!("dia_trapped_forms_total").increment(1);
        return see_other(form_page::SENT);
    }
    let around = match Around::of(platform).await {
        Ok(around) => around,
        Err(response) => return response,
    };
    let name = changes.as_ref().map(|present| present.title.clone());
    let version = changes.as_ref().map(|present| present.version);
    let changes = changes.map(|present| (present.id, present.cells));
    let form = Filled { path, pairs: &pairs, changes, name, asks_email: true, can_keep: true, version };
    let (proposal, wish) = match around.filled_in(&form).await {
        Ok(filled_in) => filled_in,
        Err(response) => return response,
    };
    let Ok(email) = value(&pairs, names::EMAIL).trim().parse::<EmailAddress>() else {
        return StatusCode::UNPROCESSABLE_ENTITY.into_response();
    };
    let platform = &around.platform;
    let base_url = &platform.site.base_url;
    match propose::propose(&platform.store, &proposal, &email, wish, network, base_url, around.now).await {
        Ok(()) => {
            platform.postman.ring();
            see_other(form_page::SENT)
        }
        Err(error) => refused(&error),
    }
}

/// An initiative as it is now.
struct Present {
    id: i64,
    cells: Cells,
    title: String,
    /// The version of the data in which it was last written.
    version: i64,
}

/// The initiative of an address.
async fn present(around: &Around, key: &str) -> Result<Present, Response> {
    let number = key.split('-').next().and_then(|number| number.parse::<i64>().ok());
    let id = number.ok_or_else(|| StatusCode::NOT_FOUND.into_response())?;
    let mut tx = around.platform.store.begin_to_look().await.map_err(|error| failed(&error))?;
    let row = match full_row(&mut tx, id).await {
        Ok(row) if row.withdrawn_at.is_none() => row,
        Ok(_) => return Err(StatusCode::GONE.into_response()),
        Err(sqlx::Error::RowNotFound) => return Err(StatusCode::NOT_FOUND.into_response()),
        Err(error) => return Err(failed(&error)),
    };
    let cells = cells_of_row(&row, &around.snapshot.reference);
    let title = cells.get("titel").cloned().unwrap_or_default();
    Ok(Present { id, cells, title, version: row.revision })
}

/// `GET /landkaart/initiatief/{key}/wijzigen`
async fn show_change(State(platform): State<Arc<Platform>>, Path(key): Path<String>, request: Parts) -> Response {
    let around = match Around::of(platform).await {
        Ok(around) => around,
        Err(response) => return response,
    };
    let present = match present(&around, &key).await {
        Ok(present) => present,
        Err(response) => return response,
    };
    let posted = Posted { pairs: pairs_of(&present.cells, &around.snapshot.reference.taxonomy), errors: vec![] };
    let path = request.uri.path();
    let purpose = Purpose { version: Some(present.version), ..around.purpose(path, Some(present.title), true) };
    around.form(path, purpose, posted, StatusCode::OK).await
}

/// `POST /landkaart/initiatief/{key}/wijzigen`
async fn take_change(State(platform): State<Arc<Platform>>, Path(key): Path<String>, request: Request) -> Response {
    let around = match Around::of(platform.clone()).await {
        Ok(around) => around,
        Err(response) => return response,
    };
    let present = match present(&around, &key).await {
        Ok(present) => present,
        Err(response) => return response,
    };
    let path = request.uri().path().to_owned();
    propose_new(platform, &path, Some(present), request).await
}

/// `GET /landkaart/initiatief/{key}/geschiedenis`
async fn show_history(State(platform): State<Arc<Platform>>, Path(key): Path<String>, request: Parts) -> Response {
    let Some(id) = key.split('-').next().and_then(|number| number.parse::<i64>().ok()) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    match history(&platform.store, id, &platform.landkaart.snapshot().reference).await {
        Ok(shown) => http::for_one(&platform, request.uri.path(), move || provide_context(shown.clone())).await,
        Err(HistoryError::NotFound) => StatusCode::NOT_FOUND.into_response(),
        Err(HistoryError::Gone) => StatusCode::GONE.into_response(),
        Err(error) => failed(&error),
    }
}

/// The proposal behind the token of an address.
async fn behind(platform: &Arc<Platform>, token: &str) -> Result<Stored, Response> {
    let known = match Token::parse(token) {
        Ok(token) => stored::by_link(&platform.store, &token).await.map_err(|error| failed(&error))?,
        Err(_) => None,
    };
    if let Some(known) = known {
        return Ok(known);
    }
    let page = http::for_one(platform, "/landkaart/melding/onbekend", || provide_context(NoProposal)).await;
    Err((StatusCode::NOT_FOUND, page).into_response())
}

/// The page of a proposal for whoever made it.
async fn status(platform: &Arc<Platform>, token: &str, known: &Stored, posted: Posted) -> Response {
    let said = match stored::said(&platform.store, &known.id).await {
        Ok(said) => said,
        Err(error) => return failed(&error),
    };
    let address = format!("/landkaart/melding/{token}");
    let title = known.cells.get("titel").cloned().unwrap_or_default();
    let since = known.waiting_since.unwrap_or(known.created_at);
    let own = OwnProposal {
        initiative: known.initiative.map(|id| format!("/landkaart/initiatief/{id}-{}", slug(&title))),
        address: address.clone(),
        state: known.state,
        days: (platform.clock.now().unix_timestamp() - since).max(0) / 86_400,
        said: said.into_iter().rev().find(|said| said.by.is_some()).and_then(|said| said.words),
        title,
    };
    let status = if posted.errors.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let page = http::for_one(platform, &address, move || {
        provide_context(own.clone());
        provide_context(posted.clone());
    })
    .await;
    if status == StatusCode::OK { page } else { (status, page).into_response() }
}

/// `GET /landkaart/melding/{token}`
async fn show_status(State(platform): State<Arc<Platform>>, Path(token): Path<String>) -> Response {
    match behind(&platform, &token).await {
        Ok(known) => status(&platform, &token, &known, Posted::default()).await,
        Err(response) => response,
    }
}

/// `POST /landkaart/melding/{token}`
async fn act(State(platform): State<Arc<Platform>>, Path(token): Path<String>, request: Request) -> Response {
    let path = request.uri().path().to_owned();
    let pairs = match forms::long_pairs(request).await {
        Ok(pairs) => pairs,
        Err(status) => return status.into_response(),
    };
    let known = match behind(&platform, &token).await {
        Ok(known) => known,
        Err(response) => return response,
    };
    let (store, now) = (&platform.store, platform.clock.now());
    let words = value(&pairs, status_page::WORDS).trim();
    let done = match value(&pairs, status_page::DO) {
        status_page::CONFIRM => propose::confirm(store, &known, now).await,
        status_page::WITHDRAW => propose::withdraw(store, &known, now).await,
        status_page::ANSWER if words.is_empty() => {
            let error = FieldError {
                field: status_page::WORDS.into(),
                label: text("status-answer"),
                text: text("status-answer-missing"),
            };
            return status(&platform, &token, &known, Posted { pairs, errors: vec![error] }).await;
        }
        status_page::ANSWER => propose::answer(store, &known, words, now).await,
        _ => return StatusCode::BAD_REQUEST.into_response(),
    };
    match done {
        // What was decided meanwhile stands on the page.
        Ok(()) | Err(ProposeError::TooLate) => see_other(&path),
        Err(error) => refused(&error),
    }
}

/// What the form behind a link is for.
fn edited(around: &Around, known: &Stored) -> Option<String> {
    let id = known.initiative.filter(|_| known.is_change)?;
    let title = known.base.as_ref().and_then(|base| base.get("titel").cloned());
    title.or_else(|| {
        around.platform.landkaart.all_titles().into_iter().find(|(other, ..)| *other == id).map(|found| found.1)
    })
}

/// `GET /landkaart/melding/{token}/bewerken`
async fn show_edit(State(platform): State<Arc<Platform>>, Path(token): Path<String>, request: Parts) -> Response {
    let path = request.uri.path();
    let known = match behind(&platform, &token).await {
        Ok(known) if known.state.is_open() => known,
        Ok(_) => return see_other(&format!("/landkaart/melding/{token}")),
        Err(response) => return response,
    };
    let around = match Around::of(platform).await {
        Ok(around) => around,
        Err(response) => return response,
    };
    let mut pairs = pairs_of(&known.cells, &around.snapshot.reference.taxonomy);
    pairs.extend(known.reason.clone().map(|reason| (names::REASON.to_owned(), reason)));
    let can_keep = known.state == Progress::Draft;
    let purpose = Purpose { can_keep, ..around.purpose(path, edited(&around, &known), false) };
    around.form(path, purpose, Posted { pairs, errors: vec![] }, StatusCode::OK).await
}

/// `POST /landkaart/melding/{token}/bewerken`
async fn take_edit(State(platform): State<Arc<Platform>>, Path(token): Path<String>, request: Request) -> Response {
    let path = request.uri().path().to_owned();
    let pairs = match forms::long_pairs(request).await {
        Ok(pairs) => pairs,
        Err(status) => return status.into_response(),
    };
    let known = match behind(&platform, &token).await {
        Ok(known) => known,
        Err(response) => return response,
    };
    let around = match Around::of(platform).await {
        Ok(around) => around,
        Err(response) => return response,
    };
    let name = edited(&around, &known);
    let changes = known.initiative.zip(known.base.clone());
    let can_keep = known.state == Progress::Draft;
    let form = Filled { path: &path, pairs: &pairs, changes, name, asks_email: false, can_keep, version: None };
    let (proposal, wish) = match around.filled_in(&form).await {
        Ok(filled_in) => filled_in,
        Err(response) => return response,
    };
    match propose::edit(&around.platform.store, &known, &proposal, wish, around.now).await {
        Ok(()) | Err(ProposeError::TooLate) => see_other(&format!("/landkaart/melding/{token}")),
        Err(error) => refused(&error),
    }
}

/// The page of one proposal.
async fn one(around: &Around, staff: &Staff, id: &str, posted: Posted, late: bool, status: StatusCode) -> Response {
    let rules = around.book.on(around.now.date());
    let looked = moderation::look(&around.platform.store, &staff.actor, id, &around.snapshot, &rules, around.now).await;
    let shown = match looked {
        Ok(shown) => shown,
        Err(error) => return unseen(&error),
    };
    let path = format!("{}/{id}", Part::Submissions.path());
    let page = desk::page(&around.platform, staff, &path, move || {
        provide_context(shown.clone());
        provide_context(posted.clone());
        if late {
            provide_context(SomebodyElse);
        }
    })
    .await;
    if status == StatusCode::OK { page } else { (status, page).into_response() }
}

/// `GET /beheer/inzendingen/{id}`
async fn show_one(State(platform): State<Arc<Platform>>, staff: Staff, Path(id): Path<String>) -> Response {
    match Around::of(platform).await {
        Ok(around) => one(&around, &staff, &id, Posted::default(), false, StatusCode::OK).await,
        Err(response) => response,
    }
}

/// `POST /beheer/inzendingen/{id}`
async fn take_decision(
    State(platform): State<Arc<Platform>>,
    staff: Staff,
    Path(id): Path<String>,
    request: Request,
) -> Response {
    let pairs = match forms::long_pairs(request).await {
        Ok(pairs) => pairs,
        Err(status) => return status.into_response(),
    };
    let around = match Around::of(platform).await {
        Ok(around) => around,
        Err(response) => return response,
    };
    let ready = desk_page::ready_answer(value(&pairs, desk_page::names::READY)).unwrap_or_default();
    let own = value(&pairs, desk_page::names::WORDS).trim();
    let words = [ready.as_str(), own].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("\n\n");
    let missing = |field: &'static str, label: &str, key: &str| Posted {
        errors: vec![FieldError { field: field.into(), label: text(label), text: text(key) }],
        pairs: pairs.clone(),
    };
    let other = value(&pairs, desk_page::names::OTHER).trim().parse::<i64>();
    let decision = match value(&pairs, desk_page::names::DO) {
        desk_page::names::ACCEPT => Decision::Accept,
        desk_page::names::REFUSE => Decision::Refuse,
        desk_page::names::MERGE => {
            let Ok(other) = other else {
                let posted = missing(desk_page::names::OTHER, "desk-merge-number", "desk-merge-missing");
                return one(&around, &staff, &id, posted, false, StatusCode::UNPROCESSABLE_ENTITY).await;
            };
            Decision::Merge(other)
        }
        desk_page::names::ASK => Decision::Ask,
        // Who may not decide hears that, whatever they sent.
        _ if staff.actor.need(Part::Submissions.needs()).is_err() => return forbidden(),
        _ => return StatusCode::BAD_REQUEST.into_response(),
    };
    // Whoever is refused or asked something has a right to know what and why. Who may not decide hears that first.
    if matches!(decision, Decision::Ask | Decision::Refuse)
        && words.is_empty()
        && staff.actor.need(Part::Submissions.needs()).is_ok()
    {
        let posted = missing(desk_page::names::WORDS, "desk-words", "desk-words-missing");
        return one(&around, &staff, &id, posted, false, StatusCode::UNPROCESSABLE_ENTITY).await;
    }
    let verdict = Verdict {
        submission: &id,
        seen: value(&pairs, desk_page::names::SEEN).parse().unwrap_or(-1),
        seen_initiative: value(&pairs, desk_page::names::SEEN_INITIATIVE).parse().ok(),
        decision,
        words: &words,
    };
    let rules = around.book.on(around.now.date());
    let base_url = &around.platform.site.base_url;
    match decide(&around.platform.store, &staff.actor, &verdict, &rules, base_url, around.now).await {
        Ok(_) => {
            around.platform.postman.ring();
            if let Err(error) = around.platform.landkaart.refresh().await {
                // The job tries again within a second.
                tracing::error!(%error, "the Landkaart could not be read after a decision");
            }
            see_other(WAITING)
        }
        Err(DecideError::Forbidden(_)) => forbidden(),
        Err(DecideError::NotFound) => StatusCode::NOT_FOUND.into_response(),
        Err(DecideError::Conflict) => {
            let posted = Posted { pairs, errors: vec![] };
            one(&around, &staff, &id, posted, true, StatusCode::CONFLICT).await
        }
        Err(DecideError::NoSuchInitiative) => {
            let posted = missing(desk_page::names::OTHER, "desk-merge-number", "desk-merge-unknown");
            one(&around, &staff, &id, posted, false, StatusCode::UNPROCESSABLE_ENTITY).await
        }
        Err(DecideError::Wrong(_)) => {
            let posted = Posted { pairs, errors: vec![] };
            one(&around, &staff, &id, posted, false, StatusCode::UNPROCESSABLE_ENTITY).await
        }
        Err(error) => failed(&error),
    }
}

fn unseen(error: &LookError) -> Response {
    match error {
        LookError::Forbidden(_) => forbidden(),
        LookError::NotFound => StatusCode::NOT_FOUND.into_response(),
        LookError::Store(_) => failed(error),
    }
}

fn refused(error: &ProposeError) -> Response {
    match error {
        ProposeError::TooOften(spent) => {
            let seconds = spent.wait.as_secs() + 1;
            (StatusCode::TOO_MANY_REQUESTS, [(RETRY_AFTER, HeaderValue::from(seconds))]).into_response()
        }
        other => failed(other),
    }
}

fn failed(error: &impl std::error::Error) -> Response {
    tracing::error!(%error, "a proposal could not be handled");
    StatusCode::INTERNAL_SERVER_ERROR.into_response()
}
