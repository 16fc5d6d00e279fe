//! The addresses at which somebody follows the Landkaart, changes that, and stops.

use std::sync::Arc;

use app::desk::done::{DONE, Done};
use app::initiatives::filter::Filter;
use app::initiatives::follow::Pace;
use app::initiatives::follow::confirm::{NoFollow, ToConfirm};
use app::initiatives::follow::own::{self as own_page, OwnFollow, OwnFollows};
use app::initiatives::follow::page::{self as follow_page, Following, names};
use app::initiatives::follow::stop::Stop;
use app::initiatives::pages::chosen;
use app::texts::text;
use app::ui::fields::FieldError;
use app::ui::form::{Posted, value};
use axum::Router;
use axum::extract::{Path, Request, State};
use axum::http::request::Parts;
use axum::http::{Method, StatusCode, Uri};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use leptos::prelude::provide_context;

use super::changes::Understood;
use super::letters::{confirm_address, own_address, stop_address};
use super::own::{self, Followed};
use super::subscribe::{self, FollowError, Follower, Told, Wish};
use crate::accounts::Token;
use crate::http::{self, forms, limits, query, see_other};
use crate::mail::EmailAddress;
use crate::platform::Platform;

/// Where everything ends.
const STOPPED: &str = "/landkaart/volgen/gestopt";

/// The routes.
pub(crate) fn routes() -> Router<Arc<Platform>> {
    Router::new()
        .route("/landkaart/volgen", get(show_form).post(take_form))
        .route("/landkaart/volgen/verstuurd", get(http::page))
        .route("/landkaart/volgen/gestopt", get(http::page))
        .route("/landkaart/volgen/bevestigen/{token}", get(show_button).post(confirm))
        .route("/landkaart/volgen/mijn/{link}", get(show_own).post(change))
        .route("/landkaart/volgen/stop/{link}", get(show_stop).post(stop))
}

/// Whether a request comes from a mail program that ends a subscription by itself (RFC 8058): it says nothing of where it comes
/// from, or says that it is another site. The secret in the address is all it needs.
pub(crate) fn is_one_click(method: &Method, address: &Uri) -> bool {
    method == Method::POST && address.path().starts_with("/landkaart/volgen/stop/")
}

/// What the query of an address follows, and what is wrong with it.
fn followed(platform: &Platform, request: &Uri) -> Result<(Understood, Vec<FieldError>), query::TooLong> {
    let pairs = query::pairs(request.query())?;
    let reference = platform.landkaart.snapshot().reference.clone();
    let asked = Filter::parse(&pairs, &reference.taxonomy, &reference.places);
    let problems = asked.problems.iter().map(|problem| chosen::error(problem, &reference.taxonomy)).collect();
    Ok((Understood::of_filter(&asked.filter, &reference), problems))
}

/// The page with the form.
async fn form(
    platform: &Arc<Platform>,
    understood: &Understood,
    problems: Vec<FieldError>,
    posted: Posted,
) -> Response {
    let query = if understood.query.is_empty() { String::new() } else { format!("?{}", understood.query) };
    let following = Following {
        words: understood.name.clone(),
        action: understood.page(),
        feed: format!("/landkaart/feed.atom{query}"),
        list: understood.list.clone(),
        problems,
    };
    http::for_one(platform, follow_page::PATH, move || {
        provide_context(following.clone());
        provide_context(posted.clone());
    })
    .await
}

/// `GET /landkaart/volgen?{filter}`
async fn show_form(State(platform): State<Arc<Platform>>, request: Parts) -> Response {
    match followed(&platform, &request.uri) {
        Ok((understood, problems)) => form(&platform, &understood, problems, Posted::default()).await,
        Err(too_long) => too_long.into_response(),
    }
}

/// `POST /landkaart/volgen?{filter}`
async fn take_form(State(platform): State<Arc<Platform>>, request: Request) -> Response {
    let network = limits::visitor(&platform, request.extensions(), request.headers());
    let (understood, problems) = match followed(&platform, request.uri()) {
        Ok(followed) => followed,
        Err(too_long) => return too_long.into_response(),
    };
    let pairs = match forms::pairs(request).await {
        Ok(pairs) => pairs,
        Err(status) => return status.into_response(),
    };
    if !problems.is_empty() {
        return form(&platform, &understood, problems, Posted::default()).await;
    }
    if !value(&pairs, names::TRAP).is_empty() {
        // A program hears what a person would.
        metrics::counter!("dia_trapped_forms_total").increment(1);
        return see_other(follow_page::SENT);
    }
    let wish = match wish(&pairs, &understood) {
        Ok(wish) => wish,
        Err(errors) => {
            let page = form(&platform, &understood, Vec::new(), Posted { pairs, errors }).await;
            return (StatusCode::UNPROCESSABLE_ENTITY, page).into_response();
        }
    };
    let base_url = &platform.site.base_url;
    match subscribe::ask(&platform.store, &wish, network, base_url, platform.clock.now()).await {
        Ok(()) => {
            platform.postman.ring();
            see_other(follow_page::SENT)
        }
        Err(error) => refused(&error),
    }
}

/// What was filled in, or what is wrong with it.
fn wish(pairs: &[(String, String)], understood: &Understood) -> Result<Wish, Vec<FieldError>> {
    let mut errors = Vec::new();
    let mut wrong = |field: &str, label: &str, words: &str| {
        errors.push(FieldError { field: field.to_owned(), label: text(label), text: text(words) });
    };
    let typed = value(pairs, names::EMAIL).trim();
    let email = typed.parse::<EmailAddress>();
    if email.is_err() {
        let words = if typed.is_empty() { "sign-in-email-missing" } else { "sign-in-email-wrong" };
        wrong(names::EMAIL, "contribute-email", words);
    }
    let pace = Pace::from_field(value(pairs, names::PACE));
    if pace.is_none() {
        wrong(names::PACE, "follow-pace", "follow-pace-missing");
    }
    match (email, pace) {
        (Ok(email), Some(pace)) => {
            Ok(Wish { email, filter: understood.query.clone(), name: understood.name.clone(), pace })
        }
        _ => Err(errors),
    }
}

/// Nothing is behind the link.
async fn nothing(platform: &Arc<Platform>, path: &str) -> Response {
    let page = http::for_one(platform, path, || provide_context(NoFollow)).await;
    (StatusCode::NOT_FOUND, page).into_response()
}

/// `GET /landkaart/volgen/bevestigen/{token}`: only a button.
async fn show_button(State(platform): State<Arc<Platform>>, Path(token): Path<String>) -> Response {
    let path = confirm_address("onbekend");
    let Ok(known) = Token::parse(&token) else { return nothing(&platform, &path).await };
    let asked = match subscribe::asked(&platform.store, &known).await {
        Ok(Some(asked)) => asked,
        Ok(None) => return nothing(&platform, &path).await,
        Err(error) => return failed(&error),
    };
    let pace = Pace::from_code(&asked.pace).map(Pace::name).unwrap_or_default();
    let shown = ToConfirm { action: confirm_address(&token), words: asked.name, pace };
    http::for_one(&platform, &path, move || provide_context(shown.clone())).await
}

/// `POST /landkaart/volgen/bevestigen/{token}`
async fn confirm(State(platform): State<Arc<Platform>>, Path(token): Path<String>) -> Response {
    let path = confirm_address("onbekend");
    let Ok(known) = Token::parse(&token) else { return nothing(&platform, &path).await };
    let version = platform.landkaart.snapshot().versions.initiatives;
    let told = Told { version: version.number, at: version.written_at };
    match subscribe::confirm(&platform.store, &known, told, platform.clock.now()).await {
        Ok(link) => see_other(&format!("{}?{DONE}=bevestigd", own_address(&link))),
        Err(FollowError::Unknown) => nothing(&platform, &path).await,
        Err(error) => refused(&error),
    }
}

/// Whoever has this secret in their links, with what they follow; or the page that says that nobody has.
async fn behind(platform: &Arc<Platform>, link: &str, path: &str) -> Result<(Follower, Vec<Followed>), Response> {
    let found = match Token::parse(link) {
        Ok(_) => own::own(&platform.store, link).await.map_err(|error| failed(&error))?,
        Err(_) => None,
    };
    match found {
        Some(found) => Ok(found),
        None => Err(nothing(platform, path).await),
    }
}

/// `GET /landkaart/volgen/mijn/{link}`
async fn show_own(State(platform): State<Arc<Platform>>, Path(link): Path<String>, request: Parts) -> Response {
    let path = own_address("onbekend");
    let (follower, follows) = match behind(&platform, &link, &path).await {
        Ok(found) => found,
        Err(response) => return response,
    };
    let pairs = query::pairs(request.uri.query()).unwrap_or_default();
    let done = match value(&pairs, DONE) {
        "bevestigd" => Some(text("follow-done-confirmed")),
        "gewijzigd" => Some(text("follow-done-changed")),
        "gestopt" => Some(text("follow-done-stopped")),
        _ => None,
    };
    let reference = platform.landkaart.snapshot().reference.clone();
    let follows = follows.into_iter().map(|followed| {
        let today = Understood::of(&followed.filter, &reference).filter(|_| followed.due_at.is_some());
        OwnFollow {
            words: today.as_ref().map_or(followed.name, |today| today.name.clone()),
            list: today.map(|today| today.list),
            pace: Pace::from_code(&followed.pace).unwrap_or(Pace::Weekly),
            id: followed.id,
        }
    });
    let shown = OwnFollows { address: own_address(&link), email: follower.email, follows: follows.collect() };
    http::for_one(&platform, &path, move || {
        provide_context(shown.clone());
        if let Some(words) = done.clone() {
            provide_context(Done { words, undo: None });
        }
    })
    .await
}

/// `POST /landkaart/volgen/mijn/{link}`, with `doe`.
async fn change(State(platform): State<Arc<Platform>>, Path(link): Path<String>, request: Request) -> Response {
    let path = own_address("onbekend");
    let pairs = match forms::pairs(request).await {
        Ok(pairs) => pairs,
        Err(status) => return status.into_response(),
    };
    let (follower, _) = match behind(&platform, &link, &path).await {
        Ok(found) => found,
        Err(response) => return response,
    };
    let (store, which) = (&platform.store, value(&pairs, own_page::WHICH));
    let here = |done: &str| format!("{}?{DONE}={done}", own_address(&link));
    let next = match value(&pairs, own_page::DO) {
        own_page::CHANGE => {
            let Some(pace) = Pace::from_field(value(&pairs, names::PACE)) else {
                return StatusCode::BAD_REQUEST.into_response();
            };
            own::change(store, &follower, which, pace, platform.clock.now()).await.map(|()| here("gewijzigd"))
        }
        own_page::STOP => {
            own::stop(store, &follower, which).await.map(|gone| if gone { STOPPED.to_owned() } else { here("gestopt") })
        }
        own_page::STOP_ALL => own::stop_all(store, &link).await.map(|()| STOPPED.to_owned()),
        _ => return StatusCode::BAD_REQUEST.into_response(),
    };
    match next {
        Ok(address) => see_other(&address),
        Err(error) => failed(&error),
    }
}

/// `GET /landkaart/volgen/stop/{link}`: only a button.
async fn show_stop(State(platform): State<Arc<Platform>>, Path(link): Path<String>) -> Response {
    let path = stop_address("onbekend");
    match behind(&platform, &link, &path).await {
        Ok((_, follows)) => {
            let shown = Stop::Asked(stop_address(&link), follows.len());
            http::for_one(&platform, &path, move || provide_context(shown.clone())).await
        }
        Err(response) => response,
    }
}

/// `POST /landkaart/volgen/stop/{link}`: by the button, or by a mail program, which follows no redirect and says whatever it
/// likes in the body. Whoever has stopped already hears the same.
async fn stop(State(platform): State<Arc<Platform>>, Path(link): Path<String>) -> Response {
    let path = stop_address("onbekend");
    if Token::parse(&link).is_err() {
        return nothing(&platform, &path).await;
    }
    match own::stop_all(&platform.store, &link).await {
        Ok(()) => http::for_one(&platform, &path, || provide_context(Stop::Done)).await,
        Err(error) => failed(&error),
    }
}

/// The answer when somebody may not, for now.
fn refused(error: &FollowError) -> Response {
    match error {
        FollowError::TooOften(spent) => spent.into_response(),
        other => failed(other),
    }
}

fn failed(error: &impl std::error::Error) -> Response {
    tracing::error!(%error, "following could not be handled");
    StatusCode::INTERNAL_SERVER_ERROR.into_response()
}
