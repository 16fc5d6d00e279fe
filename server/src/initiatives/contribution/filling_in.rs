//! Filling in a form about an initiative: what every answer about a proposal needs, and what has to be right before it is sent.

use std::net::IpAddr;
use std::sync::Arc;

use app::initiatives::contribution::form::{Purpose, Steps, Work, label_of, names};
use app::initiatives::contribution::place::Placing;
use app::texts::{text, text_with};
use app::ui::fields::FieldError;
use app::ui::form::{Posted, value};
use axum::extract::FromRequestParts;
use axum::http::header::RETRY_AFTER;
use axum::http::request::Parts;
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use leptos::prelude::provide_context;
use time::OffsetDateTime;

use super::super::import::Remark;
use super::super::snapshot::Snapshot;
use super::alike::alike;
use super::form::{Cells, cells_of, errors_of, errors_while_typing};
use super::place::{placing, pointed_out};
use super::propose::{Proof, Proposal, ProposeError, WAIT_INSTEAD, Wish};
use super::rule_book::{RuleBook, rule_book};
use crate::http::{self, assets};
use crate::mail::EmailAddress;
use crate::platform::Platform;
use crate::seals::{Seal, WORK_BITS};

/// Nobody fills in a form faster, in seconds.
const FASTEST: i64 = 3;

/// So long a form may stand open, in seconds.
const LONGEST_OPEN: i64 = 7 * 24 * 60 * 60;

/// What the seals of these forms are for.
pub(super) const SEALED_FOR: &str = "propose";

/// The longest reason for a change, in characters.
pub(in super::super) const LONGEST_REASON: usize = 1_000;

/// What every answer about a proposal needs.
pub(in super::super) struct Around {
    pub(in super::super) platform: Arc<Platform>,
    pub(in super::super) snapshot: Arc<Snapshot>,
    pub(in super::super) book: Arc<RuleBook>,
    pub(in super::super) now: OffsetDateTime,
}

impl FromRequestParts<Arc<Platform>> for Around {
    type Rejection = Response;

    async fn from_request_parts(_: &mut Parts, platform: &Arc<Platform>) -> Result<Self, Response> {
        Self::of(platform.clone()).await
    }
}

impl Around {
    pub(in super::super) async fn of(platform: Arc<Platform>) -> Result<Self, Response> {
        let snapshot = platform.landkaart.snapshot();
        let book = rule_book(&platform, &snapshot).await.map_err(|error| failed(&error))?;
        let now = platform.clock.now();
        Ok(Self { platform, snapshot, book, now })
    }

    /// The form, with what is in it.
    pub(super) async fn form(&self, path: &str, purpose: Purpose, posted: Posted, status: StatusCode) -> Response {
        let placing = placing(&posted.pairs, path, self);
        self.form_placing(path, purpose, posted, placing, status).await
    }

    async fn form_placing(
        &self,
        path: &str,
        purpose: Purpose,
        posted: Posted,
        placing: Placing,
        status: StatusCode,
    ) -> Response {
        let page = http::for_one(&self.platform, path, move || {
            provide_context(purpose.clone());
            provide_context(posted.clone());
            provide_context(placing.clone());
        })
        .await;
        if status == StatusCode::OK { page } else { (status, page).into_response() }
    }

    /// The form again as it was sent, with other values: nothing is wrong, and nothing was sent on.
    pub(super) async fn form_again(
        &self,
        form: &Filled<'_>,
        pairs: Vec<(String, String)>,
        placing: Placing,
    ) -> Response {
        let opened = self.platform.seals.open(&self.platform.store, SEALED_FOR, value(&pairs, names::OPENED)).await;
        let purpose = match opened {
            Ok(seal) => self.purpose_of(form, seal.as_ref()).await,
            Err(error) => return failed(&error),
        };
        match purpose {
            Ok(purpose) => {
                let posted = Posted { pairs, errors: vec![] };
                self.form_placing(form.path, purpose, posted, placing, StatusCode::OK).await
            }
            Err(response) => response,
        }
    }

    /// The form as it is opened.
    pub(super) async fn purpose(
        &self,
        path: &str,
        changes: Option<String>,
        asks_email: bool,
    ) -> Result<Purpose, Response> {
        let opened = self.platform.seals.make(&self.platform.store, SEALED_FOR, self.now).await;
        let steps = changes.is_none().then(|| self.steps());
        Ok(Purpose {
            action: path.to_owned(),
            changes,
            asks_email,
            can_keep: true,
            version: None,
            opened: opened.map_err(|error| failed(&error))?,
            work: None,
            alike: vec![],
            instead: None,
            steps,
        })
    }

    /// How a new proposal is filled in step by step.
    fn steps(&self) -> Steps {
        // What is wrong with a form in which nothing is filled in.
        let (_, problems) = self.book.on(self.now.date()).read(&Cells::new());
        let missing = errors_of(&problems).into_iter().filter(|error| error.field != "external_id").collect();
        Steps { script: assets::address("steps.js"), missing }
    }

    /// The form as it was sent: it was opened when it was opened.
    async fn purpose_of(&self, form: &Filled<'_>, seal: Option<&Seal>) -> Result<Purpose, Response> {
        let mut purpose = self.purpose(form.path, form.name.clone(), form.asks_email).await?;
        purpose.can_keep = form.can_keep;
        purpose.version = form.version;
        if let Some(seal) = seal {
            purpose.opened.clone_from(&seal.text);
        }
        Ok(purpose)
    }

    /// Checks what was filled in: the proposal with the wish, or the page that says what to do.
    pub(super) async fn filled_in(&self, form: &Filled<'_>) -> Result<(Proposal, Wish, Proof), Response> {
        if let Some(answer) = pointed_out(self, form).await {
            return Err(answer);
        }
        let pairs = form.pairs;
        let (seals, store) = (&self.platform.seals, &self.platform.store);
        let seal = seals.open(store, SEALED_FOR, value(pairs, names::OPENED)).await.map_err(|error| failed(&error))?;
        let age = |seal: &Seal| self.now.unix_timestamp().saturating_sub(seal.at);
        let seal = seal.filter(|seal| age(seal) < LONGEST_OPEN);
        let keeps = form.can_keep && value(pairs, names::DO) == names::KEEP;
        let wish = if keeps { Wish::Keep } else { Wish::Send };
        let reference = &self.snapshot.reference;
        let cells = cells_of(pairs, &form.before, &reference.taxonomy, &reference.places);
        let mut purpose = self.purpose_of(form, seal.as_ref()).await?;
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
            errors.push(form.moved());
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
            let mut found = errors_while_typing(&problems);
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
        }
        // Behind a link one has shown already to be a person.
        if form.asks_email && errors.is_empty() {
            let worked = seal.as_ref().is_some_and(|seal| seal.is_worked(value(pairs, names::WORK)));
            match &seal {
                None => errors.push(about_all(text("contribute-too-long-open"))),
                // Whose browser worked for it has sent it before: now it is one press.
                Some(seal) if age(seal) < FASTEST && !worked => errors.push(about_all(text("contribute-too-fast"))),
                Some(_) => {}
            }
        }
        if errors.is_empty() {
            return Ok((proposal, wish, Proof::of(seal.as_ref(), pairs, self.now)));
        }
        let posted = Posted { pairs: pairs.to_vec(), errors };
        Err(self.form(form.path, purpose, posted, StatusCode::UNPROCESSABLE_ENTITY).await)
    }

    /// The form again for whoever typed while somebody decided: it cannot be sent any more, but what was typed is not lost.
    pub(super) async fn decided(&self, form: &Filled<'_>) -> Response {
        let mut purpose = match self.purpose_of(form, None).await {
            Ok(purpose) => purpose,
            Err(response) => return response,
        };
        let status = form.path.strip_suffix("/bewerken").unwrap_or(form.path);
        purpose.instead = Some((status.to_owned(), text("contribute-decided-look")));
        let posted = Posted { pairs: form.pairs.to_vec(), errors: vec![about_all(text("contribute-decided"))] };
        self.form(form.path, purpose, posted, StatusCode::CONFLICT).await
    }

    /// The answer to a proposal that was not taken: the form again, with everything that was typed, where that helps.
    pub(super) async fn not_taken(&self, form: &Filled<'_>, error: ProposeError) -> Response {
        let mut work = None;
        let (error, status, wait) = match error {
            ProposeError::TooOften(spent) => {
                let seconds = spent.seconds();
                let minutes = i64::try_from(seconds.div_ceil(60)).unwrap_or(i64::MAX);
                let words = text_with("contribute-too-often", [("minutes", minutes.into())]);
                (about_all(words), StatusCode::TOO_MANY_REQUESTS, Some(seconds))
            }
            ProposeError::Moved => (form.moved(), StatusCode::CONFLICT, None),
            ProposeError::Pressed => {
                work = Some(Work { script: assets::address("work.js"), bits: WORK_BITS });
                (about_all(text("contribute-busy")), StatusCode::TOO_MANY_REQUESTS, Some(WAIT_INSTEAD))
            }
            other => return failed(&other),
        };
        // With a seal of its own, made now: work or patience counts from here on.
        let mut purpose = match self.purpose_of(form, None).await {
            Ok(purpose) => purpose,
            Err(response) => return response,
        };
        purpose.work = work;
        let posted = Posted { pairs: form.pairs.to_vec(), errors: vec![error] };
        let mut answer = self.form(form.path, purpose, posted, status).await;
        if let Some(seconds) = wait {
            answer.headers_mut().insert(RETRY_AFTER, HeaderValue::from(seconds));
        }
        answer
    }
}

/// A form as it came.
pub(super) struct Filled<'a> {
    pub(super) path: &'a str,
    pub(super) pairs: &'a [(String, String)],
    /// The initiative that it changes, and what that was.
    pub(super) changes: Option<(i64, Cells)>,
    /// What was there until now: what the form does not ask stays as it is there.
    pub(super) before: Cells,
    /// What that is called.
    pub(super) name: Option<String>,
    pub(super) asks_email: bool,
    /// The network that it came from.
    pub(super) network: IpAddr,
    /// Whether it can be kept, to go on later.
    pub(super) can_keep: bool,
    /// The version of what it changes: of the data in which the initiative was last written, or of the proposal behind a link.
    pub(super) version: Option<i64>,
}

impl Filled<'_> {
    /// Says that what it changes is not any more what was on the screen.
    fn moved(&self) -> FieldError {
        about_all(text(if self.asks_email { "contribute-changed" } else { "contribute-edited-elsewhere" }))
    }
}

pub(in super::super) fn wrong(field: &str, key: &str) -> FieldError {
    FieldError { field: field.to_owned(), label: label_of(field), text: text(key) }
}

/// What is wrong with a form as a whole.
pub(super) fn about_all(text: String) -> FieldError {
    FieldError { field: String::new(), label: String::new(), text }
}

/// The answer when something of ours broke.
pub(in super::super) fn failed(error: &impl std::error::Error) -> Response {
    tracing::error!(%error, "a proposal could not be handled");
    StatusCode::INTERNAL_SERVER_ERROR.into_response()
}
