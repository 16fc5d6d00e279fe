//! Filling in a form about an initiative: what every answer about a proposal needs, and what has to be right before it is sent.

use std::sync::Arc;

use app::initiatives::contribution::form::{Purpose, label_of, names};
use app::texts::text;
use app::ui::fields::FieldError;
use app::ui::form::{Posted, value};
use axum::http::header::RETRY_AFTER;
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use leptos::prelude::provide_context;
use time::OffsetDateTime;

use super::super::import::Remark;
use super::super::snapshot::Snapshot;
use super::alike::alike;
use super::form::{Cells, cells_of, errors_of};
use super::propose::{Proposal, ProposeError, Wish};
use super::rule_book::{RuleBook, rule_book};
use crate::http;
use crate::mail::EmailAddress;
use crate::platform::Platform;

/// Nobody fills in a form faster, in seconds.
const FASTEST: i64 = 3;

/// The longest reason for a change, in characters.
const LONGEST_REASON: usize = 1_000;

/// What every answer about a proposal needs.
pub(super) struct Around {
    pub(super) platform: Arc<Platform>,
    pub(super) snapshot: Arc<Snapshot>,
    pub(super) book: Arc<RuleBook>,
    pub(super) now: OffsetDateTime,
}

impl Around {
    pub(super) async fn of(platform: Arc<Platform>) -> Result<Self, Response> {
        let snapshot = platform.landkaart.snapshot();
        let book = rule_book(&platform, &snapshot).await.map_err(|error| failed(&error))?;
        let now = platform.clock.now();
        Ok(Self { platform, snapshot, book, now })
    }

    /// The form, with what is in it.
    pub(super) async fn form(&self, path: &str, purpose: Purpose, posted: Posted, status: StatusCode) -> Response {
        let page = http::for_one(&self.platform, path, move || {
            provide_context(purpose.clone());
            provide_context(posted.clone());
        })
        .await;
        if status == StatusCode::OK { page } else { (status, page).into_response() }
    }

    pub(super) fn purpose(&self, path: &str, changes: Option<String>, asks_email: bool) -> Purpose {
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
    pub(super) async fn filled_in(&self, form: &Filled<'_>) -> Result<(Proposal, Wish), Response> {
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
        let yearly = form.asks_email && value(pairs, names::YEARLY) == "ja";
        let proposal = Proposal { cells, changes: form.changes.clone(), reason, yearly };
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
pub(super) struct Filled<'a> {
    pub(super) path: &'a str,
    pub(super) pairs: &'a [(String, String)],
    /// The initiative that it changes, and what that was.
    pub(super) changes: Option<(i64, Cells)>,
    /// What that is called.
    pub(super) name: Option<String>,
    pub(super) asks_email: bool,
    /// Whether it can be kept, to go on later.
    pub(super) can_keep: bool,
    /// The version of the data in which the initiative that it changes was last written.
    pub(super) version: Option<i64>,
}

pub(super) fn wrong(field: &str, key: &str) -> FieldError {
    FieldError { field: field.to_owned(), label: label_of(field), text: text(key) }
}

/// The answer to a proposal that was not taken.
pub(super) fn refused(error: &ProposeError) -> Response {
    match error {
        ProposeError::TooOften(spent) => {
            let seconds = spent.wait.as_secs() + 1;
            (StatusCode::TOO_MANY_REQUESTS, [(RETRY_AFTER, HeaderValue::from(seconds))]).into_response()
        }
        other => failed(other),
    }
}

/// The answer when something of ours broke.
pub(super) fn failed(error: &impl std::error::Error) -> Response {
    tracing::error!(%error, "a proposal could not be handled");
    StatusCode::INTERNAL_SERVER_ERROR.into_response()
}
