//! The addresses of this room: signing in, seeing where one is in, and getting out.

use std::sync::Arc;

use app::accounts::onward::{self, Onward};
use app::accounts::pages::logins::{OwnLogins, ShownLogin};
use app::accounts::pages::organisation::OrganisationName;
use app::accounts::pages::sign_in::Useless;
use app::accounts::pages::{ask_link as ask_page, link_sent, logins as logins_page};
use app::desk::parts::Part;
use app::texts::{moments, text, text_with};
use app::ui::fields::FieldError;
use app::ui::form::{Posted, value};
use axum::Router;
use axum::extract::{Path, Request, State};
use axum::http::header::{RETRY_AFTER, SET_COOKIE, USER_AGENT};
use axum::http::request::Parts;
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use leptos::prelude::provide_context;

use super::ask_link::{AskError, ask_link};
use super::logins::{self, Login, Which};
use super::sign_in::{SignInError, sign_in};

use super::{Token, desk_routes, device, organisation, passkeys};
use crate::desk::{self, Staff};
use crate::http::cookies::{LoginCookie, TokenCookie};
use crate::http::{self, forms, limits, query, see_other};
use crate::mail::EmailAddress;
use crate::platform::Platform;

/// The routes of the room.
pub(crate) fn routes() -> Router<Arc<Platform>> {
    Router::new()
        .route(ask_page::PATH, get(show_form).post(ask))
        .route(link_sent::PATH, get(http::page))
        .route("/inloggen/{token}", get(show_button).post(let_in))
        .route(logins_page::PATH, get(show_logins))
        .route(logins_page::END, post(let_out))
        .merge(desk_routes::routes())
        .merge(organisation::routes())
        .merge(passkeys::routes())
}

/// Where somebody wants to go, by the query of an address.
fn onward(request: &Parts) -> Option<Onward> {
    let pairs = query::pairs(request.uri.query()).ok()?;
    Onward::parse(value(&pairs, onward::NAME))
}

/// Shows a page that remembers where somebody wants to go.
pub(super) async fn remembering(
    platform: &Arc<Platform>,
    path: &str,
    onward: Option<Onward>,
    provide: impl Fn() + Clone + Send + 'static,
) -> Response {
    let organisation = platform.organisation.as_ref().map(|provider| OrganisationName(provider.name().to_owned()));
    let script = passkeys::script(platform);
    http::for_one(platform, path, move || {
        if let Some(script) = script.clone() {
            provide_context(script);
        }
        if let Some(onward) = onward.clone() {
            provide_context(onward);
        }
        if let Some(organisation) = organisation.clone() {
            provide_context(organisation);
        }
        provide();
    })
    .await
}

/// `GET /inloggen`
async fn show_form(State(platform): State<Arc<Platform>>, request: Parts) -> Response {
    remembering(&platform, ask_page::PATH, onward(&request), || {}).await
}

/// `POST /inloggen`
async fn ask(State(platform): State<Arc<Platform>>, request: Request) -> Response {
    let network = limits::visitor(&platform, request.extensions(), request.headers());
    let pairs = match forms::pairs(request).await {
        Ok(pairs) => pairs,
        Err(status) => return status.into_response(),
    };
    let onward = Onward::parse(value(&pairs, onward::NAME));
    let typed = value(&pairs, ask_page::EMAIL).trim();
    let Ok(email) = typed.parse::<EmailAddress>() else {
        let wrong = if typed.is_empty() { text("sign-in-email-missing") } else { text("sign-in-email-wrong") };
        let error = FieldError { field: ask_page::EMAIL.into(), label: text("sign-in-email"), text: wrong };
        let posted = Posted { pairs, errors: vec![error] };
        let page = remembering(&platform, ask_page::PATH, onward, move || provide_context(posted.clone())).await;
        return (StatusCode::UNPROCESSABLE_ENTITY, page).into_response();
    };
    let base_url = &platform.site.base_url;
    match ask_link(&platform.store, &email, network, base_url, onward.as_ref(), platform.clock.now()).await {
        Ok(()) => {
            platform.postman.ring();
            see_other(link_sent::PATH)
        }
        Err(AskError::TooOften(spent)) => {
            let minutes = i64::try_from(spent.seconds().div_ceil(60)).unwrap_or(i64::MAX);
            let words = text_with("sign-in-too-often", [("minutes", minutes.into())]);
            let error = FieldError { field: ask_page::EMAIL.into(), label: text("sign-in-email"), text: words };
            let posted = Posted { pairs, errors: vec![error] };
            let page = remembering(&platform, ask_page::PATH, onward, move || provide_context(posted.clone())).await;
            let retry = [(RETRY_AFTER, HeaderValue::from(spent.seconds()))];
            (StatusCode::TOO_MANY_REQUESTS, retry, page).into_response()
        }
        Err(error) => failed(&error),
    }
}

/// `GET /inloggen/{token}`: only a button.
async fn show_button(State(platform): State<Arc<Platform>>, request: Parts) -> Response {
    remembering(&platform, request.uri.path(), onward(&request), || {}).await
}

/// `POST /inloggen/{token}`
async fn let_in(
    State(platform): State<Arc<Platform>>,
    Path(token): Path<String>,
    staff: Result<Staff, Response>,
    request: Parts,
) -> Response {
    let before = cookie(&platform).read(&request.headers);
    let next = onward(&request).map_or_else(|| Part::Home.path().to_owned(), |onward| onward.address().to_owned());
    let device = device::in_words(request.headers.get(USER_AGENT).and_then(|value| value.to_str().ok()));
    let signed_in = match Token::parse(&token) {
        Ok(link) => sign_in(&platform.store, &link, before.as_ref(), &device, platform.clock.now()).await,
        Err(_) => Err(SignInError::Useless),
    };
    match signed_in {
        Ok(token) => with_cookie(see_other(&next), cookie(&platform).set(&token)),
        Err(SignInError::Useless) => {
            // Somebody who pressed the button twice, or in two tabs, is in already.
            if staff.is_ok() {
                return see_other(&next);
            }
            let page = http::for_one(&platform, request.uri.path(), || provide_context(Useless)).await;
            (StatusCode::GONE, page).into_response()
        }
        Err(error) => failed(&error),
    }
}

/// `GET /beheer/inloggen`
async fn show_logins(State(platform): State<Arc<Platform>>, staff: Staff) -> Response {
    show_own_logins(&platform, &staff, None).await
}

/// Where somebody is in and how they get in, with what went wrong with a passkey.
pub(super) async fn show_own_logins(platform: &Arc<Platform>, staff: &Staff, trouble: Option<String>) -> Response {
    let own = match logins::logins(&platform.store, &staff.actor.account, platform.clock.now()).await {
        Ok(own) => own,
        Err(error) => return failed(&error),
    };
    let own = OwnLogins(own.into_iter().map(|login| shown(login, &staff.login)).collect());
    let passkeys = match passkeys::own_passkeys(platform, staff, trouble).await {
        Ok(passkeys) => passkeys,
        Err(error) => return failed(&error),
    };
    desk::page(platform, staff, logins_page::PATH, move || {
        provide_context(own.clone());
        if let Some(passkeys) = passkeys.clone() {
            provide_context(passkeys);
        }
    })
    .await
}

fn shown(login: Login, here: &str) -> ShownLogin {
    ShownLogin {
        here: login.id == here,
        device: login.device,
        started: moments::short(login.started_at),
        seen: moments::short(login.seen_at),
        id: login.id,
    }
}

/// `POST /uitloggen`, with `welke`: a login, or `alle`; this one when nothing is said.
async fn let_out(State(platform): State<Arc<Platform>>, staff: Result<Staff, Response>, request: Request) -> Response {
    // Whoever is out already is where they want to be.
    let Ok(staff) = staff else { return see_other(ask_page::PATH) };
    let pairs = match forms::pairs(request).await {
        Ok(pairs) => pairs,
        Err(status) => return status.into_response(),
    };
    let which = match value(&pairs, "welke") {
        "alle" => Which::All,
        "" => Which::One(&staff.login),
        other => Which::One(other),
    };
    match logins::end(&platform.store, &staff.actor.account, which).await {
        Ok(()) if [Which::All, Which::One(&staff.login)].contains(&which) => {
            with_cookie(see_other(ask_page::PATH), cookie(&platform).clear())
        }
        Ok(()) => see_other(logins_page::PATH),
        Err(error) => failed(&error),
    }
}

fn cookie(platform: &Platform) -> TokenCookie {
    LoginCookie::of_site(&platform.site.base_url)
}

pub(super) fn with_cookie(mut response: Response, cookie: Option<HeaderValue>) -> Response {
    if let Some(cookie) = cookie {
        response.headers_mut().append(SET_COOKIE, cookie);
    }
    response
}

pub(super) fn failed(error: &(impl std::error::Error + ?Sized)) -> Response {
    tracing::error!(%error, "signing in or out failed");
    StatusCode::INTERNAL_SERVER_ERROR.into_response()
}

#[cfg(test)]
mod tests {
    use app::accounts::roles::{GivenRole, Role};
    use axum::body::Body;
    use axum::http::Method;
    use axum::http::header::COOKIE;

    use super::super::add_account::add_account;
    use super::super::close_account::close_account;
    use super::super::testing::{actor_of, cookie_of_new};
    use super::*;
    use crate::http::testing::{Answer, Visitor};
    use crate::store::read;
    use crate::store::testing::store_tests;

    /// The cookie that an answer sets, as a browser sends it back.
    fn cookie_of(answer: &Answer) -> String {
        answer.header("set-cookie").split(';').next().unwrap_or_default().to_owned()
    }

    async fn link(visitor: &Visitor) -> String {
        let email = "naam@voorbeeld.nl".parse().expect("an address");
        let role = GivenRole::new(Role::Owner, None).expect("a role");
        let token = add_account(&visitor.store, &email, "Naam", &role, visitor.platform.clock.now()).await;
        format!("/inloggen/{}", token.expect("an account").expose())
    }

    store_tests! {
        async fn somebody_signs_in_sees_where_and_gets_out(store: Store) {
            let visitor = Visitor::of_forty(store).await;
            let link = link(&visitor).await;
            let opened = visitor.get(&link).await;
            assert_eq!((opened.status, opened.header("cache-control")), (StatusCode::OK, "no-store"));
            assert!(opened.header("set-cookie").is_empty(), "opening a link is not using it");
            assert!(!opened.text().contains(&format!("canonical\" href=\"https://example.org{link}")));

            let pressed = visitor.post(&link, "", "").await;
            assert_eq!((pressed.status, pressed.header("location")), (StatusCode::SEE_OTHER, "/beheer"));
            let set = pressed.header("set-cookie").to_owned();
            assert!(set.starts_with("__Host-login=") && set.contains("HttpOnly") && set.contains("Secure"), "{set}");
            let cookie = cookie_of(&pressed);

            let mine = visitor.ask(Method::GET, "/beheer/inloggen", &[(COOKIE, &cookie)]).await;
            assert_eq!(mine.status, StatusCode::OK);
            assert!(mine.text().contains("naam@voorbeeld.nl") && mine.text().contains("deze browser"));
            assert_eq!(visitor.post(&link, "", &cookie).await.status, StatusCode::SEE_OTHER, "the button pressed twice");

            let out = visitor.post("/uitloggen", "welke=alle", &cookie).await;
            assert_eq!((out.status, out.header("location")), (StatusCode::SEE_OTHER, "/inloggen"));
            assert!(out.header("set-cookie").contains("Max-Age=0"));
            let after = visitor.ask(Method::GET, "/beheer/inloggen", &[(COOKIE, &cookie)]).await;
            let back = "/inloggen?naar=%2Fbeheer%2Finloggen";
            assert_eq!((after.status, after.header("location")), (StatusCode::SEE_OTHER, back));
        }

        async fn whoever_had_to_sign_in_first_comes_where_they_wanted_to_be(store: Store) {
            let visitor = Visitor::of_forty(store).await;
            link(&visitor).await;
            let form = visitor.get("/inloggen?naar=%2Fbeheer%2Finloggen").await;
            assert!(form.text().contains(r#"name="naar" value="/beheer/inloggen""#));
            assert!(!visitor.get("/inloggen?naar=%2F%2Felders.example").await.text().contains("elders"));
            let sent = visitor.post("/inloggen", "email=naam%40voorbeeld.nl&naar=%2Fbeheer%2Finloggen", "").await;
            assert_eq!(sent.status, StatusCode::SEE_OTHER);
            let mail: String = read!(&visitor.store, |db| {
                sqlx::query_scalar("SELECT plain FROM outbox").fetch_one(db).await
            })
            .expect("a mail");
            let link = mail.lines().find_map(|line| line.split_once("https://example.org")).expect("a link").1;
            assert!(visitor.get(link).await.text().contains("?naar=%2Fbeheer%2Finloggen"), "the button keeps it");
            let pressed = visitor.post(link, "", "").await;
            assert_eq!(pressed.header("location"), "/beheer/inloggen");
        }

        async fn a_link_that_is_of_no_use_is_said_to_be_so(store: Store) {
            let visitor = Visitor::of_forty(store).await;
            let link = link(&visitor).await;
            assert_eq!(visitor.post(&link, "", "").await.status, StatusCode::SEE_OTHER);
            for address in [link.as_str(), "/inloggen/onzin"] {
                let again = visitor.post(address, "", "").await;
                assert_eq!(again.status, StatusCode::GONE, "{address}");
                assert!(again.text().contains("Deze link werkt niet meer"), "{address}");
            }
        }

        async fn nobody_gets_a_link_for_an_account_that_is_closed(store: Store) {
            let visitor = Visitor::of_forty(store).await;
            link(&visitor).await;
            let owner = cookie_of_new(&visitor, &[GivenRole::new(Role::Owner, None).expect("a role")]).await;
            let me = actor_of(&visitor, &owner).await;
            let closed: String = read!(&visitor.store, |db| {
                sqlx::query_scalar("SELECT id FROM account WHERE email = 'naam@voorbeeld.nl'").fetch_one(db).await
            })
            .expect("an account");
            close_account(&visitor.store, &me, &closed, visitor.platform.clock.now()).await.expect("closed");
            let answer = visitor.post("/inloggen", "email=naam%40voorbeeld.nl", "").await;
            assert_eq!(answer.header("location"), "/inloggen/verstuurd", "and is told the same");
            let mails: i64 = read!(&visitor.store, |db| {
                sqlx::query_scalar("SELECT COUNT(*) FROM outbox WHERE letter = 'sign-in'").fetch_one(db).await
            })
            .expect("a count");
            assert_eq!(mails, 0);
        }

        async fn whoever_asks_for_a_link_hears_the_same_whether_we_know_them_or_not(store: Store) {
            let visitor = Visitor::of_forty(store).await;
            link(&visitor).await;
            for email in ["naam%40voorbeeld.nl", "ander%40voorbeeld.nl"] {
                let answer = visitor.post("/inloggen", &format!("email={email}"), "").await;
                assert_eq!((answer.status, answer.header("location")), (StatusCode::SEE_OTHER, "/inloggen/verstuurd"));
            }
            assert!(visitor.get("/inloggen/verstuurd").await.text().contains("Kijk in uw mail"));
        }

        async fn what_is_no_address_comes_back_with_what_is_wrong(store: Store) {
            let visitor = Visitor::of_forty(store).await;
            for (typed, wrong) in [("", "Vul uw mailadres in"), ("na%22%3E%3Cb%3E", "Dit is geen mailadres")] {
                let answer = visitor.post("/inloggen", &format!("email={typed}"), "").await;
                assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
                let text = answer.text();
                assert!(text.contains(wrong) && text.contains("aria-invalid=\"true\"") && text.contains("href=\"#email\""));
                assert!(!text.contains("<b>"), "what was typed stays text");
            }
            let other = visitor.send(Method::POST, "/inloggen", &[], Body::from("email=a")).await;
            assert_eq!(other.status, StatusCode::UNSUPPORTED_MEDIA_TYPE);
        }

        async fn whoever_asks_too_often_is_told_when_to_come_back(store: Store) {
            let visitor = Visitor::of_forty(store).await;
            for _ in 0..5 {
                let answer = visitor.post("/inloggen", "email=naam%40voorbeeld.nl", "").await;
                assert_eq!(answer.status, StatusCode::SEE_OTHER);
            }
            let refused = visitor.post("/inloggen", "email=naam%40voorbeeld.nl", "").await;
            assert_eq!(refused.status, StatusCode::TOO_MANY_REQUESTS);
            assert!(refused.header("retry-after").parse::<u64>().is_ok_and(|seconds| seconds > 0));
            assert!(refused.text().contains("de laatste link werkt een kwartier"), "nobody is locked out by another");
        }
    }
}
