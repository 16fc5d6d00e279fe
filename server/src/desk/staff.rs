//! Who is at the desk.

use std::sync::Arc;

use app::accounts::actor::Actor;
use app::accounts::onward::Onward;
use app::accounts::pages::ask_link;
use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{Method, StatusCode};
use axum::response::{IntoResponse, Response};
use leptos::prelude::provide_context;

use super::waiting::waiting;
use crate::accounts::logins;
use crate::http::cookies::LoginCookie;
use crate::http::{for_one, logged_out, see_other};
use crate::platform::Platform;

/// Somebody who is logged in. Whoever is not is led to where they log in, and from there back; whoever sends a form hears how to
/// keep what they typed.
#[derive(Clone, Debug)]
pub(crate) struct Staff {
    /// The number of the login.
    pub(crate) login: String,
    /// Who.
    pub(crate) actor: Actor,
}

impl FromRequestParts<Arc<Platform>> for Staff {
    type Rejection = Response;

    async fn from_request_parts(request: &mut Parts, platform: &Arc<Platform>) -> Result<Self, Response> {
        let token = LoginCookie::of_site(&platform.site.base_url).read(&request.headers);
        let found = match token {
            Some(token) => logins::who(&platform.store, &token, platform.clock.now()).await,
            None => Ok(None),
        };
        match found {
            Ok(Some(logged_in)) => Ok(Self { login: logged_in.login, actor: logged_in.actor }),
            Ok(None) => {
                if !matches!(request.method, Method::GET | Method::HEAD) {
                    // Leading on would lose what was typed: it is still there in the browser.
                    return Err(logged_out());
                }
                let here = request.uri.path_and_query();
                let onward = here.and_then(|here| Onward::parse(here.as_str()));
                let query = onward.map(|onward| onward.query()).unwrap_or_default();
                Err(see_other(&format!("{}{query}", ask_link::PATH)))
            }
            Err(error) => {
                tracing::error!(%error, "nobody knows who is logged in");
                Err(StatusCode::INTERNAL_SERVER_ERROR.into_response())
            }
        }
    }
}

/// A page of the desk, for whoever is there. `provide` gives it what it shows, as context.
pub(crate) async fn page(
    platform: &Arc<Platform>,
    staff: &Staff,
    path: &str,
    provide: impl Fn() + Clone + Send + 'static,
) -> Response {
    let actor = staff.actor.clone();
    let waiting = match waiting(&platform.store, &actor, platform.clock.now()).await {
        Ok(waiting) => waiting,
        Err(error) => {
            tracing::error!(%error, "nobody knows what waits");
            return StatusCode::INTERNAL_SERVER_ERROR.into_response();
        }
    };
    for_one(platform, path, move || {
        provide_context(actor.clone());
        provide_context(waiting.clone());
        provide();
    })
    .await
}
