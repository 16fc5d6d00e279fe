//! The addresses at which the programme writes, and the feed.

use std::sync::Arc;

use app::accounts::roles::Permission;
use app::desk::done::{DONE, Done};
use app::desk::list::DO;
use app::programme::desk::{ShownPiece, Writing, deeds, label, names, new_path, path};
use app::programme::markdown;
use app::programme::pages::{news, partners};
use app::programme::piece::Kind;
use app::texts::{moments, text};
use app::ui::fields::FieldError;
use app::ui::form::{Posted, value};
use axum::Router;
use axum::extract::{Path, Request, State};
use axum::http::StatusCode;
use axum::http::request::Parts;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use leptos::prelude::provide_context;

use super::feed;
use super::list::{News, OfKind, Partners, Pieces};
use super::write::{self, Deed, PieceError, Stored, Words};
use crate::desk::{self, Staff, list};
use crate::http::{forbidden, forms, query, see_other};
use crate::platform::Platform;

/// The routes.
pub(in super::super) fn routes() -> Router<Arc<Platform>> {
    Router::new()
        .route("/nieuws/feed.atom", get(feed::atom))
        .route("/beheer/nieuws", get(list::show::<Pieces<News>>))
        .route("/beheer/nieuws.csv", get(list::as_csv::<Pieces<News>>))
        .route("/beheer/nieuws.xlsx", get(list::as_xlsx::<Pieces<News>>))
        .route("/beheer/nieuws/nieuw", get(show_form::<News>).post(add::<News>))
        .route("/beheer/nieuws/{id}", get(show::<News>).post(change::<News>))
        .route("/beheer/partners", get(list::show::<Pieces<Partners>>))
        .route("/beheer/partners.csv", get(list::as_csv::<Pieces<Partners>>))
        .route("/beheer/partners.xlsx", get(list::as_xlsx::<Pieces<Partners>>))
        .route("/beheer/partners/nieuw", get(show_form::<Partners>).post(add::<Partners>))
        .route("/beheer/partners/{id}", get(show::<Partners>).post(change::<Partners>))
}

/// The most characters that a field takes, and the key of what is said when it has too many or none.
const LIMITS: [(&str, usize, &str, bool); 4] = [
    (names::TITLE, 200, "piece-title-missing", true),
    (names::LEAD, 500, "piece-lead-missing", true),
    (names::BODY, 20_000, "piece-body-long", false),
    (names::WEBSITE, 500, "piece-website-wrong", false),
];

impl Words {
    /// What was filled in, or what is wrong with it.
    fn parse(kind: Kind, pairs: &[(String, String)]) -> Result<Self, Vec<FieldError>> {
        let mut errors = Vec::new();
        for (field, longest, words, needed) in LIMITS {
            let written = value(pairs, field).trim();
            let length = written.chars().count();
            let unseen = written.chars().any(|c| c.is_control() && c != '\n' && c != '\t');
            let is_address = field != names::WEBSITE || written.is_empty() || is_website(written);
            if length > longest || needed && length == 0 || unseen || !is_address {
                errors.push(FieldError { field: field.to_owned(), label: label(kind, field), text: text(words) });
            }
        }
        if !errors.is_empty() {
            return Err(errors);
        }
        let one_line = |field| value(pairs, field).split_whitespace().collect::<Vec<_>>().join(" ");
        Ok(Self {
            title: one_line(names::TITLE),
            lead: one_line(names::LEAD),
            body: value(pairs, names::BODY).trim().to_owned(),
            website: value(pairs, names::WEBSITE).trim().to_owned(),
        })
    }
}

/// Whether it is the address of a website that a browser may open.
fn is_website(written: &str) -> bool {
    url::Url::parse(written).is_ok_and(|url| matches!(url.scheme(), "https" | "http") && url.host().is_some())
}

/// `GET` of the form for a new one.
async fn show_form<K: OfKind>(State(platform): State<Arc<Platform>>, staff: Staff) -> Response {
    if staff.actor.need(Permission::EditProgramme).is_err() {
        return forbidden();
    }
    desk::page(&platform, &staff, &new_path(K::KIND), || provide_context(Writing(K::KIND))).await
}

/// `POST` of the form for a new one.
async fn add<K: OfKind>(State(platform): State<Arc<Platform>>, staff: Staff, request: Request) -> Response {
    let pairs = match forms::long_pairs(request).await {
        Ok(pairs) => pairs,
        Err(status) => return status.into_response(),
    };
    if staff.actor.need(Permission::EditProgramme).is_err() {
        return forbidden();
    }
    let words = match Words::parse(K::KIND, &pairs) {
        Ok(words) => words,
        Err(errors) => {
            let posted = Posted { pairs, errors };
            let page = desk::page(&platform, &staff, &new_path(K::KIND), move || {
                provide_context(Writing(K::KIND));
                provide_context(posted.clone());
            })
            .await;
            return (StatusCode::UNPROCESSABLE_ENTITY, page).into_response();
        }
    };
    match write::add(&platform.store, &staff.actor, K::KIND, &words, platform.clock.now()).await {
        Ok(id) => see_other(&format!("{}?{DONE}={}", path(K::KIND, &id), deeds::SAVE)),
        Err(error) => failed(&error),
    }
}

/// `GET` of one.
async fn show<K: OfKind>(
    State(platform): State<Arc<Platform>>,
    staff: Staff,
    Path(id): Path<String>,
    request: Parts,
) -> Response {
    let pairs = query::pairs(request.uri.query()).unwrap_or_default();
    let done = match value(&pairs, DONE) {
        deeds::SAVE => Some(text("piece-done-saved")),
        deeds::PUBLISH => Some(text("piece-done-published")),
        deeds::HIDE => Some(text("piece-done-hidden")),
        deeds::WITHDRAW => Some(text("piece-done-withdrawn")),
        _ => None,
    };
    match write::look(&platform.store, &staff.actor, K::KIND, &id).await {
        Ok(stored) => one(&platform, &staff, K::KIND, &stored, done, None, Vec::new()).await,
        Err(error) => failed(&error),
    }
}

/// The page of one: with its own words in the form, or with those that were sent.
async fn one(
    platform: &Arc<Platform>,
    staff: &Staff,
    kind: Kind,
    stored: &Stored,
    done: Option<String>,
    sent: Option<Posted>,
    meanwhile: Vec<(String, String)>,
) -> Response {
    let own = [
        (names::TITLE, &stored.title),
        (names::LEAD, &stored.lead),
        (names::BODY, &stored.body),
        (names::WEBSITE, &stored.website),
    ];
    let posted = sent.unwrap_or_else(|| Posted {
        pairs: own.map(|(name, words)| (name.to_owned(), words.clone())).into(),
        errors: Vec::new(),
    });
    let shown = ShownPiece {
        id: stored.id.clone(),
        kind,
        stage: stored.stage(platform.clock.now()),
        version: stored.version,
        title: stored.title.clone(),
        lead: stored.lead.clone(),
        html: markdown::html_of(&stored.body),
        updated_at: stored.updated_at,
        published_at: stored.published_at,
        address: match kind {
            Kind::News => format!("{}/{}", news::PATH, stored.slug),
            Kind::Partner => partners::PATH.to_owned(),
        },
        meanwhile,
    };
    let is_wrong = !posted.errors.is_empty();
    let page = desk::page(platform, staff, &path(kind, &stored.id), move || {
        provide_context(shown.clone());
        provide_context(posted.clone());
        if let Some(words) = done.clone() {
            provide_context(Done { words, undo: None });
        }
    })
    .await;
    if is_wrong { (StatusCode::UNPROCESSABLE_ENTITY, page).into_response() } else { page }
}

/// `POST` of one, with what is done.
async fn change<K: OfKind>(
    State(platform): State<Arc<Platform>>,
    staff: Staff,
    Path(id): Path<String>,
    request: Request,
) -> Response {
    let pairs = match forms::long_pairs(request).await {
        Ok(pairs) => pairs,
        Err(status) => return status.into_response(),
    };
    let stored = match write::look(&platform.store, &staff.actor, K::KIND, &id).await {
        Ok(stored) => stored,
        Err(error) => return failed(&error),
    };
    let now = platform.clock.now();
    let wrong = |field: &str, words: &str| {
        vec![FieldError { field: field.to_owned(), label: label(K::KIND, field), text: text(words) }]
    };
    let (deed, errors) = match value(&pairs, DO) {
        deeds::SAVE => match Words::parse(K::KIND, &pairs) {
            Ok(words) => (Some(Deed::Save(words)), Vec::new()),
            Err(errors) => (None, errors),
        },
        deeds::PUBLISH => match value(&pairs, names::FROM).trim() {
            "" => (Some(Deed::Publish(now.unix_timestamp())), Vec::new()),
            day => match moments::start_of_day(day) {
                Some(at) => (Some(Deed::Publish(at)), Vec::new()),
                None => (None, wrong(names::FROM, "piece-from-wrong")),
            },
        },
        deeds::HIDE => (Some(Deed::Hide), Vec::new()),
        deeds::WITHDRAW => (Some(Deed::Withdraw), Vec::new()),
        _ => return StatusCode::BAD_REQUEST.into_response(),
    };
    let saves = value(&pairs, DO) == deeds::SAVE;
    let Some(deed) = deed else {
        let sent = sent(pairs, saves, &stored, errors);
        return one(&platform, &staff, K::KIND, &stored, None, Some(sent), Vec::new()).await;
    };
    let done = format!("{}?{DONE}={}", path(K::KIND, &id), value(&pairs, DO));
    let version = value(&pairs, names::VERSION).parse().unwrap_or(0);
    match write::change(&platform.store, &staff.actor, K::KIND, &id, version, deed, now).await {
        Ok(()) => {
            // Whoever published looks at once.
            if let Err(error) = platform.programme.refresh(now).await {
                tracing::error!(%error, "what was written is seen a little later");
            }
            see_other(&done)
        }
        Err(PieceError::Moved(now_there)) => {
            let errors = wrong(names::TITLE, "piece-meanwhile-error");
            let theirs = [
                (names::TITLE, &now_there.title),
                (names::LEAD, &now_there.lead),
                (names::BODY, &now_there.body),
                (names::WEBSITE, &now_there.website),
            ];
            let theirs = theirs.map(|(field, words)| (label(K::KIND, field), words.clone())).into();
            let sent = sent(pairs, saves, &now_there, errors);
            one(&platform, &staff, K::KIND, &now_there, None, Some(sent), theirs).await
        }
        Err(error) => failed(&error),
    }
}

/// What comes back in the form: what was typed, or what is there when only a button was pressed.
fn sent(pairs: Vec<(String, String)>, saves: bool, stored: &Stored, errors: Vec<FieldError>) -> Posted {
    let own = [
        (names::TITLE, &stored.title),
        (names::LEAD, &stored.lead),
        (names::BODY, &stored.body),
        (names::WEBSITE, &stored.website),
    ];
    let mut all = pairs;
    if !saves {
        all.extend(own.map(|(name, words)| (name.to_owned(), words.clone())));
    }
    Posted { pairs: all, errors }
}

fn failed(error: &PieceError) -> Response {
    match error {
        PieceError::Forbidden(_) => forbidden(),
        PieceError::Unknown => StatusCode::NOT_FOUND.into_response(),
        _ => {
            tracing::error!(%error, "news or partners cannot be read or written");
            StatusCode::INTERNAL_SERVER_ERROR.into_response()
        }
    }
}
