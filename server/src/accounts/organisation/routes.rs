//! The two addresses of this way in: going to the provider, and coming back.

use std::net::IpAddr;
use std::sync::Arc;
use std::time::Duration;

use app::accounts::actor::AccountId;
use app::accounts::onward::{self, Onward};
use app::accounts::pages::organisation::{NoEntry, OrganisationName, PATH};
use app::desk::parts::Part;
use app::ui::form::value;
use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use axum::http::header::USER_AGENT;
use axum::http::request::Parts;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use leptos::prelude::provide_context;

use super::provider::{BACK, Going, NoIdentity, Provider};
use crate::accounts::routes::{failed, with_cookie};
use crate::accounts::way_in::{self, Way, WayError};
use crate::accounts::{Token, device, sign_in};
use crate::budgets::{Budget, Spent, Whose, spend};
use crate::desk::Staff;
use crate::http::cookies::{BrowserCookie, LoginCookie};
use crate::http::{self, limits, query, see_other};
use crate::mail::EmailAddress;
use crate::platform::Platform;
use crate::store::{Store, StoreError};

/// For one network: enough for an organisation behind one address on a Monday morning.
const FOR_NETWORK: Budget = Budget { purpose: "sign-in organisation", most: 300, within: Duration::from_secs(60 * 60) };

pub(in crate::accounts) fn routes() -> Router<Arc<Platform>> {
    Router::new().route(PATH, get(go)).route(BACK, get(come_back))
}

/// Why somebody who came back is not let in.
enum Outside {
    /// With a page that says what to do.
    Told(NoEntry),
    /// By our own mistake.
    Failed(Box<dyn std::error::Error + Send + Sync>),
}

impl<E: Into<sign_in::SignInError>> From<E> for Outside {
    fn from(error: E) -> Self {
        Self::Failed(Box::new(error.into()))
    }
}

impl From<WayError> for Outside {
    fn from(error: WayError) -> Self {
        match error {
            WayError::Over => Self::Told(NoEntry::Over),
            other => Self::Failed(Box::new(other)),
        }
    }
}

impl From<NoIdentity> for Outside {
    fn from(reason: NoIdentity) -> Self {
        Self::Told(match &reason {
            NoIdentity::Unreachable(_) => {
                tracing::error!(error = %reason, "nobody can sign in at the organisation");
                NoEntry::Unreachable
            }
            NoIdentity::NotBelieved(_) => {
                tracing::warn!(error = %reason, "somebody who came from the organisation is not let in");
                NoEntry::NotBelieved
            }
            NoIdentity::Refused(_) => NoEntry::Over,
            NoIdentity::Unverified => NoEntry::Unverified,
        })
    }
}

/// `GET /inloggen/organisatie`: to the provider. A link and no form, because the content security policy lets forms lead nowhere
/// else; following it changes nothing here but what this browser is waiting for.
async fn go(State(platform): State<Arc<Platform>>, request: Parts) -> Response {
    let Some(provider) = &platform.organisation else { return StatusCode::NOT_FOUND.into_response() };
    let network = limits::visitor(&platform, &request.extensions, &request.headers);
    match take_one(&platform.store, network, platform.clock.now()).await {
        Ok(Ok(())) => {}
        Ok(Err(spent)) => return spent.into_response(),
        Err(error) => return failed(&error),
    }
    let cookie = BrowserCookie::of_site(&platform.site.base_url);
    match lead_away(&platform, provider, &request).await {
        Ok((address, browser)) => with_cookie(see_other(&address), cookie.set(&browser)),
        Err(outside) => told(&platform, provider, outside).await,
    }
}

async fn take_one(store: &Store, network: IpAddr, now: time::OffsetDateTime) -> Result<Result<(), Spent>, StoreError> {
    let mut tx = store.begin().await?;
    let spent = spend(&mut tx, FOR_NETWORK, &Whose::Network(network), now).await?;
    tx.commit().await?;
    Ok(spent)
}

/// Where somebody is led, and the secret of their browser: the one that it has already, so that two tabs do not disturb each other.
async fn lead_away(platform: &Platform, provider: &Provider, request: &Parts) -> Result<(String, Token), Outside> {
    let pairs = query::pairs(request.uri.query()).unwrap_or_default();
    let wanted = Onward::parse(value(&pairs, onward::NAME)).map(|onward| onward.address().to_owned());
    let browser = match BrowserCookie::of_site(&platform.site.base_url).read(&request.headers) {
        Some(browser) => browser,
        None => Token::random()?,
    };
    let going = Going::new(wanted)?;
    let state = way_in::begin(&platform.store, Way::Organisation, &browser, &going, platform.clock.now()).await?;
    Ok((provider.address(&going, &state).await?, browser))
}

/// `GET /inloggen/organisatie/terug`: from the provider.
async fn come_back(State(platform): State<Arc<Platform>>, staff: Result<Staff, Response>, request: Parts) -> Response {
    let Some(provider) = &platform.organisation else { return StatusCode::NOT_FOUND.into_response() };
    match let_in(&platform, provider, &request).await {
        Ok((token, next)) => with_cookie(see_other(&next), LoginCookie::of_site(&platform.site.base_url).set(&token)),
        // Somebody who reloads the address is in already.
        Err(Outside::Told(NoEntry::Over)) if staff.is_ok() => see_other(Part::Home.path()),
        Err(outside) => told(&platform, provider, outside).await,
    }
}

/// The token of a new login, and where they wanted to go.
async fn let_in(platform: &Platform, provider: &Provider, request: &Parts) -> Result<(Token, String), Outside> {
    let now = platform.clock.now();
    let pairs = query::pairs(request.uri.query()).unwrap_or_default();
    let browser = BrowserCookie::of_site(&platform.site.base_url).read(&request.headers);
    let state = Token::parse(value(&pairs, "state")).ok();
    let (Some(browser), Some(state)) = (browser, state) else { return Err(WayError::Over.into()) };
    let going: Going = way_in::end(&platform.store, Way::Organisation, &state, &browser, now).await?;
    if !provider.sent(value(&pairs, "iss")) {
        return Err(NoIdentity::NotBelieved("the answer is of another provider".into()).into());
    }
    if !value(&pairs, "error").is_empty() {
        return Err(Outside::Told(NoEntry::Stopped));
    }
    let onward = going.onward.as_deref().and_then(Onward::parse);
    let email = provider.who(going, value(&pairs, "code"), now).await?;
    let before = LoginCookie::of_site(&platform.site.base_url).read(&request.headers);
    let device = device::in_words(request.headers.get(USER_AGENT).and_then(|value| value.to_str().ok()));
    let token = log_in_as(&platform.store, &email, before.as_ref(), &device, now).await?;
    let next = onward.map_or_else(|| Part::Home.path().to_owned(), |onward| onward.address().to_owned());
    Ok((token, next))
}

async fn log_in_as(
    store: &Store,
    email: &EmailAddress,
    before: Option<&Token>,
    device: &str,
    now: time::OffsetDateTime,
) -> Result<Token, Outside> {
    let mut tx = store.begin().await?;
    let account = sign_in::account_with(&mut tx, email).await?.filter(|account| account.closed_at.is_none());
    let Some(account) = account else {
        return Err(Outside::Told(NoEntry::Unknown { email: email.as_str().to_owned() }));
    };
    let token = sign_in::log_in(&mut tx, &AccountId(account.id), before, device, now).await?;
    tx.commit().await?;
    Ok(token)
}

/// The page that says why somebody is not let in, and what to do.
async fn told(platform: &Arc<Platform>, provider: &Provider, outside: Outside) -> Response {
    let no_entry = match outside {
        Outside::Told(no_entry) => no_entry,
        Outside::Failed(error) => return failed(&*error),
    };
    let status = match no_entry {
        NoEntry::Unreachable => StatusCode::SERVICE_UNAVAILABLE,
        NoEntry::NotBelieved => StatusCode::BAD_GATEWAY,
        NoEntry::Over | NoEntry::Stopped => StatusCode::BAD_REQUEST,
        NoEntry::Unverified | NoEntry::Unknown { .. } => StatusCode::FORBIDDEN,
    };
    let name = OrganisationName(provider.name().to_owned());
    let page = http::for_one(platform, PATH, move || {
        provide_context(name.clone());
        provide_context(no_entry.clone());
    })
    .await;
    (status, page).into_response()
}
