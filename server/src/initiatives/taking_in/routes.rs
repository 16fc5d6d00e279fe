//! The pages of the desk on which files are taken in.

use std::sync::Arc;

use app::accounts::roles::Permission;
use app::desk::done::{DONE, Done};
use app::initiatives::taking_in::{FILE, Outcome, ShownFile, path, waiting_path};
use app::texts::text;
use app::ui::fields::FieldError;
use app::ui::form::{Posted, value};
use axum::Router;
use axum::extract::{DefaultBodyLimit, Path, Request, State};
use axum::http::StatusCode;
use axum::http::request::Parts;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use leptos::prelude::provide_context;

use super::list::{Imports, who};
use super::sql;
use super::waiting::{TakeError, look, take_in, waiting};
use crate::desk::{self, Staff, list};
use crate::http::uploads::{NotRead, Upload, upload};
use crate::http::{forbidden, query, see_other};
use crate::initiatives::contribution::failed;
use crate::initiatives::import_initiatives::ImportError;
use crate::platform::Platform;
use crate::store::{StoreError, read};

/// The largest file, in bytes; the command line takes larger ones.
const LARGEST: usize = 10 * 1024 * 1024;

/// The longest name of a file, in characters.
const LONGEST_NAME: usize = 120;

/// The routes.
pub(crate) fn routes() -> Router<Arc<Platform>> {
    let any_length = DefaultBodyLimit::disable();
    Router::new()
        .route("/beheer/imports", get(list::show::<Imports>).post(take_file).layer(any_length))
        .route("/beheer/imports.csv", get(list::as_csv::<Imports>))
        .route("/beheer/imports.xlsx", get(list::as_xlsx::<Imports>))
        .route("/beheer/imports/{id}", get(show_run))
        .route("/beheer/imports/proef/{id}", get(show_waiting).post(take_waiting))
}

/// What came with a form.
struct Sent {
    name: String,
    content: Vec<u8>,
}

/// Why no file came.
enum NotSent {
    /// What is to be said beside the field.
    Wrong(String),
    /// It is no form with a file.
    NoForm,
}

/// Reads the file of a form, and no more of it than fits.
async fn sent(request: Request) -> Result<Sent, NotSent> {
    match upload(request, FILE, LARGEST).await {
        Ok(Upload { file: Some(file), .. }) => Ok(Sent { name: name_of(&file.name), content: file.content }),
        Ok(_) => Err(NotSent::Wrong(text("imports-file-missing"))),
        Err(NotRead::TooLarge(_)) => Err(NotSent::Wrong(text("imports-file-large"))),
        Err(NotRead::NoForm) => Err(NotSent::NoForm),
    }
}

/// The name of a file as it is shown: without folders, and without what steers a terminal.
fn name_of(written: &str) -> String {
    let last = written.rsplit(['/', '\\']).next().unwrap_or_default();
    let invisible = |c: char| {
        c.is_control() || matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}')
    };
    last.chars().filter(|&c| !invisible(c)).take(LONGEST_NAME).collect()
}

/// The list with what is wrong with a file beside its field.
async fn wrong(platform: &Arc<Platform>, staff: &Staff, words: String) -> Response {
    let error = FieldError { field: FILE.to_owned(), label: text("imports-file"), text: words };
    let posted = Posted { pairs: vec![], errors: vec![error] };
    let page = list::show_with::<Imports>(platform, staff, &[], move || provide_context(posted.clone())).await;
    (StatusCode::UNPROCESSABLE_ENTITY, page).into_response()
}

/// `POST /beheer/imports`: looks at a file.
async fn take_file(State(platform): State<Arc<Platform>>, staff: Staff, request: Request) -> Response {
    // Before a byte of it is read.
    if staff.actor.need(Permission::Import).is_err() {
        return forbidden();
    }
    let sent = match sent(request).await {
        Ok(sent) => sent,
        Err(NotSent::Wrong(words)) => return wrong(&platform, &staff, words).await,
        Err(NotSent::NoForm) => return StatusCode::BAD_REQUEST.into_response(),
    };
    match look(&platform.store, &staff.actor, &sent.name, sent.content, platform.clock.now()).await {
        Ok(id) => see_other(&waiting_path(&id)),
        Err(TakeError::Import(ImportError::File(problem))) => wrong(&platform, &staff, problem.to_string()).await,
        Err(error) => refused(&platform, &staff, &error).await,
    }
}

async fn refused(platform: &Arc<Platform>, staff: &Staff, error: &TakeError) -> Response {
    match error {
        TakeError::Forbidden(_) => forbidden(),
        TakeError::Gone => {
            let done = Done { words: text("imports-gone"), undo: None };
            let page = list::show_with::<Imports>(platform, staff, &[], move || provide_context(done.clone())).await;
            (StatusCode::NOT_FOUND, page).into_response()
        }
        other => failed(other),
    }
}

async fn file_page(
    platform: &Arc<Platform>,
    staff: &Staff,
    path: &str,
    file: ShownFile,
    done: Option<Done>,
) -> Response {
    desk::page(platform, staff, path, move || {
        provide_context(file.clone());
        if let Some(done) = done.clone() {
            provide_context(done);
        }
    })
    .await
}

/// `GET /beheer/imports/proef/{id}`
async fn show_waiting(State(platform): State<Arc<Platform>>, staff: Staff, Path(id): Path<String>) -> Response {
    let found = match waiting(&platform.store, &staff.actor, &id, platform.clock.now()).await {
        Ok(found) => found,
        Err(error) => return refused(&platform, &staff, &error).await,
    };
    let address = waiting_path(&id);
    let file = ShownFile {
        name: found.name,
        hash: found.hash,
        at: found.at,
        who: Some(staff.actor.name.clone()).filter(|name| !name.is_empty()).unwrap_or(staff.actor.email.clone()),
        outcome: found.outcome,
        action: Some(address.clone()),
    };
    file_page(&platform, &staff, &address, file, None).await
}

/// `POST /beheer/imports/proef/{id}`: takes it in.
async fn take_waiting(State(platform): State<Arc<Platform>>, staff: Staff, Path(id): Path<String>) -> Response {
    match take_in(&platform.store, &staff.actor, &id, platform.clock.now()).await {
        Ok(run) => {
            if let Err(error) = platform.landkaart.refresh().await {
                // The job tries again within a second.
                tracing::error!(%error, "the Landkaart could not be read after an import");
            }
            see_other(&format!("{}?{DONE}=ingelezen", path(&run)))
        }
        Err(error) => refused(&platform, &staff, &error).await,
    }
}

#[derive(sqlx::FromRow)]
struct RunRow {
    at: i64,
    account_id: Option<String>,
    who: Option<String>,
    name: String,
    hash: String,
    report: String,
}

/// `GET /beheer/imports/{id}`
async fn show_run(
    State(platform): State<Arc<Platform>>,
    staff: Staff,
    Path(id): Path<String>,
    request: Parts,
) -> Response {
    if staff.actor.need(Permission::Import).is_err() {
        return forbidden();
    }
    let found: Result<Option<RunRow>, sqlx::Error> =
        read!(&platform.store, |db| sqlx::query_as(sql::RUN).bind(&id).fetch_optional(db).await);
    let row = match found {
        Ok(Some(row)) => row,
        Ok(None) => return StatusCode::NOT_FOUND.into_response(),
        Err(error) => return failed(&StoreError::from(error)),
    };
    let outcome: Outcome = match serde_json::from_str(&row.report) {
        Ok(outcome) => outcome,
        Err(error) => return failed(&error),
    };
    let file = ShownFile {
        name: row.name,
        hash: row.hash,
        at: row.at,
        who: who(row.account_id.as_deref(), row.who),
        outcome,
        action: None,
    };
    let pairs = query::pairs(request.uri.query()).unwrap_or_default();
    let done = (value(&pairs, DONE) == "ingelezen").then(|| Done { words: text("imports-done"), undo: None });
    file_page(&platform, &staff, &path(&id), file, done).await
}

#[cfg(test)]
mod name_tests {
    use super::name_of;

    #[test]
    fn the_name_of_a_file_is_one_plain_line() {
        assert_eq!(name_of("C:\\mappen\\lijst.csv"), "lijst.csv");
        assert_eq!(name_of("../../etc/passwd\u{202e}\n\u{1b}[31m"), "passwd[31m");
        assert_eq!(name_of(&"a".repeat(500)).len(), 120);
    }
}
