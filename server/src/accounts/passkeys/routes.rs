//! The addresses of passkeys. What the browser and the device agree on begins with JSON for the page's script, and ends with a form.

use std::net::IpAddr;
use std::sync::Arc;
use std::time::Duration;

use app::accounts::onward::{self, Onward};
use app::accounts::pages::logins as logins_page;
use app::accounts::pages::passkeys::{
    ADD, ADD_BEGIN, OwnPasskeys, PasskeyScript, PasskeyTrouble, REMOVE, SIGN_IN, SIGN_IN_BEGIN, ShownPasskey, field,
};
use app::desk::parts::Part;
use app::texts::{moments, text};
use app::ui::form::value;
use axum::extract::{Request, State};
use axum::http::header::{CACHE_CONTROL, USER_AGENT};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::post;
use axum::{Json, Router};
use leptos::prelude::provide_context;

use super::{Answer, Asked, PasskeyError, own, remove};
use crate::accounts::routes::{failed, remembering, show_own_logins, with_cookie};
use crate::accounts::{Token, device};
use crate::budgets::{Budget, Spent, Whose, spend};
use crate::desk::Staff;
use crate::http::cookies::{BrowserCookie, LoginCookie};
use crate::http::{assets, forms, limits, see_other};
use crate::platform::Platform;
use crate::store::{Store, StoreError};

/// For one network: enough for a town hall behind one address.
const FOR_NETWORK: Budget = Budget { purpose: "sign-in passkey", most: 300, within: Duration::from_secs(60 * 60) };

pub(in crate::accounts) fn routes() -> Router<Arc<Platform>> {
    Router::new()
        .route(SIGN_IN_BEGIN, post(begin_signing_in))
        .route(SIGN_IN, post(sign_in))
        .route(ADD_BEGIN, post(begin_adding))
        .route(ADD, post(add))
        .route(REMOVE, post(take_away))
}

/// The script of the pages, where browsers can have passkeys.
pub(in crate::accounts) fn script(platform: &Platform) -> Option<PasskeyScript> {
    platform.passkeys.as_ref().map(|_| PasskeyScript(assets::address("passkey.js")))
}

/// The passkeys of somebody, as they are shown; nothing where browsers can have none.
pub(in crate::accounts) async fn own_passkeys(
    platform: &Platform,
    staff: &Staff,
    trouble: Option<String>,
) -> Result<Option<OwnPasskeys>, StoreError> {
    let Some(script) = script(platform) else { return Ok(None) };
    let passkeys = own(&platform.store, &staff.actor.account).await?.into_iter().map(|passkey| ShownPasskey {
        id: passkey.id,
        name: passkey.name,
        added: moments::short(passkey.added_at),
        used: passkey.used_at.map(moments::day),
    });
    Ok(Some(OwnPasskeys { passkeys: passkeys.collect(), script, trouble }))
}

fn browser(platform: &Platform, headers: &HeaderMap) -> Option<Token> {
    BrowserCookie::of_site(&platform.site.base_url).read(headers)
}

fn device(headers: &HeaderMap) -> String {
    device::in_words(headers.get(USER_AGENT).and_then(|value| value.to_str().ok()))
}

/// What the script gets: the question, and the cookie by which the answer is known to come from here.
fn asked(platform: &Platform, browser: &Token, asked: Result<Asked, PasskeyError>) -> Response {
    match asked {
        Ok(asked) => {
            let response = ([(CACHE_CONTROL, HeaderValue::from_static("no-store"))], Json(asked)).into_response();
            with_cookie(response, BrowserCookie::of_site(&platform.site.base_url).set(browser))
        }
        Err(PasskeyError::TooMany) => StatusCode::CONFLICT.into_response(),
        Err(error) => failed(&error),
    }
}

/// The browser that begins: as it is known already, or new.
fn beginning(platform: &Platform, headers: &HeaderMap) -> Result<Token, PasskeyError> {
    browser(platform, headers).map_or_else(|| Ok(Token::random()?), Ok)
}

/// `POST /inloggen/passkey.json`
async fn begin_signing_in(State(platform): State<Arc<Platform>>, request: Parts) -> Response {
    let Some(passkeys) = &platform.passkeys else { return StatusCode::NOT_FOUND.into_response() };
    let now = platform.clock.now();
    let network = limits::visitor(&platform, &request.extensions, &request.headers);
    match take_one(&platform.store, network, now).await {
        Ok(Ok(())) => {}
        Ok(Err(spent)) => return spent.into_response(),
        Err(error) => return failed(&error),
    }
    match beginning(&platform, &request.headers) {
        Ok(browser) => asked(&platform, &browser, passkeys.begin_signing_in(&platform.store, &browser, now).await),
        Err(error) => failed(&error),
    }
}

async fn take_one(store: &Store, network: IpAddr, now: time::OffsetDateTime) -> Result<Result<(), Spent>, StoreError> {
    let mut tx = store.begin().await?;
    let spent = spend(&mut tx, FOR_NETWORK, &Whose::Network(network), now).await?;
    tx.commit().await?;
    Ok(spent)
}

/// `POST /inloggen/passkey`
async fn sign_in(State(platform): State<Arc<Platform>>, request: Request) -> Response {
    let Some(passkeys) = &platform.passkeys else { return StatusCode::NOT_FOUND.into_response() };
    let headers = request.headers().clone();
    let pairs = match forms::pairs(request).await {
        Ok(pairs) => pairs,
        Err(status) => return status.into_response(),
    };
    let onward = Onward::parse(value(&pairs, onward::NAME));
    let cookie = LoginCookie::of_site(&platform.site.base_url);
    let (before, device) = (cookie.read(&headers), device(&headers));
    let now = platform.clock.now();
    let found = match answer(&platform, &pairs, browser(&platform, &headers).as_ref()) {
        Ok(answer) => passkeys.sign_in(&platform.store, answer, before.as_ref(), &device, now).await,
        Err(error) => Err(error),
    };
    match found {
        Ok(token) => {
            let next = onward.as_ref().map_or_else(|| Part::Home.path(), Onward::address);
            with_cookie(see_other(next), cookie.set(&token))
        }
        Err(error) => match in_words(&error) {
            Some(words) => {
                let page = remembering(&platform, app::accounts::pages::ask_link::PATH, onward, move || {
                    provide_context(PasskeyTrouble(words.clone()));
                });
                (StatusCode::UNPROCESSABLE_ENTITY, page.await).into_response()
            }
            None => failed(&error),
        },
    }
}

/// `POST /beheer/inloggen/passkey.json`
async fn begin_adding(State(platform): State<Arc<Platform>>, staff: Staff, request: Parts) -> Response {
    let Some(passkeys) = &platform.passkeys else { return StatusCode::NOT_FOUND.into_response() };
    let now = platform.clock.now();
    match beginning(&platform, &request.headers) {
        Ok(browser) => {
            let begun = passkeys.begin_adding(&platform.store, &staff.actor, &staff.login, &browser, now).await;
            asked(&platform, &browser, begun)
        }
        Err(error) => failed(&error),
    }
}

/// `POST /beheer/inloggen/passkey`
async fn add(State(platform): State<Arc<Platform>>, staff: Staff, request: Request) -> Response {
    let Some(passkeys) = &platform.passkeys else { return StatusCode::NOT_FOUND.into_response() };
    let headers = request.headers().clone();
    let pairs = match forms::pairs(request).await {
        Ok(pairs) => pairs,
        Err(status) => return status.into_response(),
    };
    let typed = value(&pairs, field::NAME).trim();
    let name = if typed.is_empty() { device(&headers) } else { typed.to_owned() };
    let added = match answer(&platform, &pairs, browser(&platform, &headers).as_ref()) {
        Ok(answer) => {
            let now = platform.clock.now();
            passkeys.add(&platform.store, &staff.actor, &staff.login, answer, &name, now).await
        }
        Err(error) => Err(error),
    };
    match added {
        Ok(()) => {
            platform.postman.ring();
            see_other(logins_page::PATH)
        }
        Err(error) => match in_words(&error) {
            Some(words) => {
                let page = show_own_logins(&platform, &staff, Some(words)).await;
                (StatusCode::UNPROCESSABLE_ENTITY, page).into_response()
            }
            None => failed(&error),
        },
    }
}

/// `POST /beheer/inloggen/passkey/weg`, with `welke`: a passkey.
async fn take_away(State(platform): State<Arc<Platform>>, staff: Staff, request: Request) -> Response {
    let pairs = match forms::pairs(request).await {
        Ok(pairs) => pairs,
        Err(status) => return status.into_response(),
    };
    match remove(&platform.store, &staff.actor, value(&pairs, field::WHICH), platform.clock.now()).await {
        Ok(()) => see_other(logins_page::PATH),
        Err(error) => failed(&error),
    }
}

fn answer<'a>(
    platform: &'a Platform,
    pairs: &'a forms::Pairs,
    browser: Option<&'a Token>,
) -> Result<Answer<'a>, PasskeyError> {
    let token = Token::parse(value(pairs, field::TOKEN)).map_err(|_| PasskeyError::Over)?;
    let browser = browser.ok_or(PasskeyError::Over)?;
    Ok(Answer { token, browser, made: value(pairs, field::MADE), base_url: &platform.site.base_url })
}

/// What somebody reads when it did not work; nothing when it is our mistake.
fn in_words(error: &PasskeyError) -> Option<String> {
    match error {
        PasskeyError::Over => Some(text("passkey-over")),
        PasskeyError::NotBelieved(reason) => {
            tracing::warn!(error = %reason, "a passkey is not believed");
            Some(text("passkey-not-believed"))
        }
        PasskeyError::Unreadable => Some(text("passkey-not-believed")),
        PasskeyError::Unknown => Some(text("passkey-unknown")),
        PasskeyError::TooMany => Some(text("passkey-too-many")),
        PasskeyError::Store(_) | PasskeyError::Randomness(_) => None,
    }
}
