//! The addresses of this room.

use std::sync::Arc;

use app::personal::Kept;
use app::programme::pages::own_data::{self as page, Held, OwnData};
use app::texts::text;
use app::ui::fields::FieldError;
use app::ui::form::{Posted, value};
use axum::Router;
use axum::extract::{Path, Request, State};
use axum::http::StatusCode;
use axum::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use leptos::prelude::provide_context;
use serde_json::{Value, json};

use super::ask::{AskError, ask, behind};
use super::erase::{EraseError, erase};
use super::look::look;
use crate::accounts::Token;
use crate::http::{self, forms, limits, see_other};
use crate::mail::EmailAddress;
use crate::platform::Platform;

/// The routes.
pub(crate) fn routes() -> Router<Arc<Platform>> {
    Router::new()
        .route("/privacy/gegevens", get(show_form).post(take_form))
        .route("/privacy/gegevens/verstuurd", get(http::page))
        .route("/privacy/gegevens/gewist", get(http::page))
        .route("/privacy/gegevens/{token}", get(show_own).post(take_erasure))
        .route("/privacy/gegevens/{token}/kopie.json", get(copy))
}

/// `GET /privacy/gegevens`
async fn show_form(State(platform): State<Arc<Platform>>) -> Response {
    http::for_one(&platform, page::PATH, || {}).await
}

/// `POST /privacy/gegevens`
async fn take_form(State(platform): State<Arc<Platform>>, request: Request) -> Response {
    let network = limits::visitor(&platform, request.extensions(), request.headers());
    let pairs = match forms::pairs(request).await {
        Ok(pairs) => pairs,
        Err(status) => return status.into_response(),
    };
    let typed = value(&pairs, page::EMAIL).trim();
    let Ok(email) = typed.parse::<EmailAddress>() else {
        let wrong = if typed.is_empty() { text("sign-in-email-missing") } else { text("sign-in-email-wrong") };
        let error = FieldError { field: page::EMAIL.into(), label: text("own-data-email-field"), text: wrong };
        let posted = Posted { pairs, errors: vec![error] };
        let form = http::for_one(&platform, page::PATH, move || provide_context(posted.clone())).await;
        return (StatusCode::UNPROCESSABLE_ENTITY, form).into_response();
    };
    let base_url = &platform.site.base_url;
    match ask(&platform.store, &email, network, base_url, platform.clock.now()).await {
        Ok(()) => {
            platform.postman.ring();
            see_other(page::SENT)
        }
        Err(AskError::TooOften(spent)) => spent.into_response(),
        Err(error) => failed(&error),
    }
}

/// What is kept about the address behind a link.
async fn own(platform: &Arc<Platform>, token: &str) -> Result<(EmailAddress, Vec<Held>), Response> {
    let email = match Token::parse(token) {
        Ok(token) => behind(&platform.store, &token, platform.clock.now()).await.map_err(|error| failed(&error))?,
        Err(_) => None,
    };
    let Some(email) = email else {
        let over = http::for_one(platform, "/privacy/gegevens/onbekend", || {}).await;
        return Err((StatusCode::NOT_FOUND, over).into_response());
    };
    let held = look(&platform.store, &email).await.map_err(|error| failed(&error))?;
    Ok((email, held))
}

async fn shown(platform: &Arc<Platform>, token: &str, posted: Posted) -> Response {
    let (email, held) = match own(platform, token).await {
        Ok(own) => own,
        Err(response) => return response,
    };
    let here = format!("{}/{token}", page::PATH);
    let data = OwnData { email: email.as_str().to_owned(), here: here.clone(), held };
    let status = if posted.errors.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let page = http::for_one(platform, &here, move || {
        provide_context(data.clone());
        provide_context(posted.clone());
    })
    .await;
    if status == StatusCode::OK { page } else { (status, page).into_response() }
}

/// `GET /privacy/gegevens/{token}`
async fn show_own(State(platform): State<Arc<Platform>>, Path(token): Path<String>) -> Response {
    shown(&platform, &token, Posted::default()).await
}

/// `POST /privacy/gegevens/{token}`
async fn take_erasure(State(platform): State<Arc<Platform>>, Path(token): Path<String>, request: Request) -> Response {
    let pairs = match forms::pairs(request).await {
        Ok(pairs) => pairs,
        Err(status) => return status.into_response(),
    };
    let email = match own(&platform, &token).await {
        Ok((email, _)) => email,
        Err(response) => return response,
    };
    let again = |key: &str| Posted {
        pairs: pairs.clone(),
        errors: vec![FieldError { field: page::SURE.into(), label: text("own-data-erase-title"), text: text(key) }],
    };
    if value(&pairs, page::SURE) != "ja" {
        return shown(&platform, &token, again("own-data-erase-missing")).await;
    }
    match erase(&platform.store, &email, platform.clock.now()).await {
        Ok(()) | Err(EraseError::Over) => see_other(page::ERASED),
        Err(EraseError::LastOwner) => shown(&platform, &token, again("own-data-erase-last-owner")).await,
        Err(error) => failed(&error),
    }
}

/// `GET /privacy/gegevens/{token}/kopie.json`: everything, as a file.
async fn copy(State(platform): State<Arc<Platform>>, Path(token): Path<String>) -> Response {
    let (email, held) = match own(&platform, &token).await {
        Ok(own) => own,
        Err(response) => return response,
    };
    let kept = |held: &Held| match held.what.kept() {
        Kept::Days(days) | Kept::DaysAfterwards(days) | Kept::AfterDecision(days) | Kept::AfterShown(days) => {
            json!({ "days": days, "words": held.what.kept_in_words() })
        }
        Kept::UntilStopped | Kept::WhileAtWork | Kept::WhileFollowing | Kept::InHistory(_) => {
            json!({ "words": held.what.kept_in_words() })
        }
    };
    let kinds: Vec<Value> = held
        .iter()
        .map(|held| {
            let entries: Vec<Vec<Value>> = held
                .entries
                .iter()
                .map(|entry| entry.iter().map(|(name, value)| json!({ "name": name, "value": value })).collect())
                .collect();
            json!({ "what": held.what.name(), "purpose": held.what.purpose(), "kept": kept(held), "entries": entries })
        })
        .collect();
    let file = json!({ "address": email.as_str(), "at": platform.clock.now().unix_timestamp(), "held": kinds });
    let headers = [
        (CONTENT_TYPE, "application/json"),
        (CONTENT_DISPOSITION, "attachment; filename=\"mijn-gegevens.json\""),
        (CACHE_CONTROL, "no-store"),
    ];
    (headers, format!("{file:#}\n")).into_response()
}

fn failed(error: &impl std::error::Error) -> Response {
    tracing::error!(%error, "what is kept about somebody cannot be shown or erased");
    StatusCode::INTERNAL_SERVER_ERROR.into_response()
}

#[cfg(test)]
mod tests {
    use app::accounts::roles::{GivenRole, Role};
    use axum::http::Method;
    use axum::http::header::COOKIE;

    use super::*;
    use crate::accounts::audit::{self, Chain, verify};
    use crate::accounts::testing::{actor_of, cookie_of_new};
    use crate::http::testing::{Answer, Visitor};
    use crate::store::testing::store_tests;
    use crate::store::{Store, read, within};

    /// Asks for the link to an address and gives the path that the mail leads to.
    async fn link(visitor: &Visitor, email: &str) -> String {
        let form = format!("email={}", email.replace('@', "%40"));
        let answer = visitor.post("/privacy/gegevens", &form, "").await;
        assert_eq!((answer.status, answer.header("location")), (StatusCode::SEE_OTHER, page::SENT));
        let mail: String = read!(&visitor.store, |db| {
            sqlx::query_scalar(
                "SELECT plain FROM outbox WHERE letter = 'own-data' ORDER BY created_at DESC, id DESC LIMIT 1",
            )
            .fetch_one(db)
            .await
        })
        .expect("a mail");
        let address = mail.lines().find(|line| line.contains(page::PATH)).expect("a link");
        address.trim_start_matches("https://example.org").to_owned()
    }

    /// Everything in the database as one text.
    async fn whole_database(store: &Store) -> String {
        let mut all = String::new();
        for statement in [
            "SELECT COALESCE(STRING_AGG(COALESCE(email, '') || COALESCE(email_key, '') || COALESCE(reason, '') || words, '|'), '') FROM submission",
            "SELECT COALESCE(STRING_AGG(COALESCE(words, ''), '|'), '') FROM submission_event",
            "SELECT COALESCE(STRING_AGG(recipient || COALESCE(plain, ''), '|'), '') FROM outbox",
            "SELECT COALESCE(STRING_AGG(name || email || email_key, '|'), '') FROM account",
            "SELECT COALESCE(STRING_AGG(text, '|'), '') FROM audit_person",
            "SELECT COALESCE(STRING_AGG(COALESCE(before_state, '') || COALESCE(after_state, '') || subject, '|'), '') FROM audit_entry",
            "SELECT COALESCE(STRING_AGG(email || email_key, '|'), '') FROM own_data_link",
            "SELECT COALESCE(STRING_AGG(email || email_key, '|'), '') FROM follower",
            "SELECT COALESCE(STRING_AGG(email || email_key, '|'), '') FROM follow_request",
        ] {
            let part: String = read!(store, |db| sqlx::query_scalar(statement).fetch_one(db).await).expect("a text");
            all.push_str(&part);
        }
        all
    }

    /// A proposal in a state, from an address.
    async fn proposal(visitor: &Visitor, id: &str, state: &str, email: &str) {
        let mut tx = visitor.store.begin().await.expect("a transaction");
        within!(&mut tx, |db| {
            sqlx::query(
                "INSERT INTO submission (id, kind, state, version, cells, reason, email, email_key, title,
                    municipality_code, created_at, updated_at)
                VALUES ($1, 'new', $2, 1, '{}', 'Een reden', $3, lower($3), 'Dorpsraad', '', 1790000000, 1790000000)",
            )
            .bind(id)
            .bind(state)
            .bind(email)
            .execute(db)
            .await
            .map(|_| ())
        })
        .expect("a proposal");
        within!(&mut tx, |db| {
            sqlx::query(
                "INSERT INTO submission_event (submission_id, number, at, kind, words)
                VALUES ($1, 1, 1790000000, 'answered', 'Wij komen samen in het buurthuis.')",
            )
            .bind(id)
            .execute(db)
            .await
            .map(|_| ())
        })
        .expect("words");
        tx.commit().await.expect("a commit");
    }

    fn given(role: Role) -> GivenRole {
        GivenRole::new(role, None).expect("a role")
    }

    async fn look_at(visitor: &Visitor, path: &str, cookie: &str) -> Answer {
        visitor.ask(Method::GET, path, &[(COOKIE, cookie)]).await
    }

    store_tests! {
        async fn somebody_sees_all_that_is_kept_takes_a_copy_and_has_it_erased_without_anybody_of_ours(store: Store) {
            let visitor = Visitor::of_forty(store).await;
            proposal(&visitor, "a", "pending", "Mien@Voorbeeld.nl").await;
            proposal(&visitor, "b", "accepted", "mien@voorbeeld.nl").await;
            proposal(&visitor, "c", "draft", "mien@voorbeeld.nl").await;
            proposal(&visitor, "d", "pending", "ander@voorbeeld.nl").await;
            let mut tx = visitor.store.begin().await.expect("a transaction");
            for statement in [
                "INSERT INTO follower (id, email, email_key, link, created_at)
                VALUES ('w', 'mien@voorbeeld.nl', 'mien@voorbeeld.nl', 'geheim', 1790000000)",
                "INSERT INTO follow (id, follower_id, filter, name, pace, created_at, told_version, told_at)
                VALUES ('f', 'w', 'gemeente=zeist', 'Alles in Zeist', 'daily', 1790000000, 1, 1790000000)",
                "INSERT INTO follow_request (token_hash, email, email_key, filter, name, pace, created_at)
                VALUES ('h', 'mien@voorbeeld.nl', 'mien@voorbeeld.nl', '', 'Heel Nederland', 'daily', 1790000000)",
            ] {
                within!(&mut tx, |db| sqlx::query(statement).execute(db).await.map(|_| ())).expect("a row");
            }
            // As for somebody without an account who asked to keep a municipality.
            audit::personal(&mut tx, "Mien@voorbeeld.nl").await.expect("a reference");
            tx.commit().await.expect("a commit");
            let path = link(&visitor, "mien@voorbeeld.NL").await;

            let shown = visitor.get(&path).await;
            assert_eq!((shown.status, shown.header("cache-control")), (StatusCode::OK, "no-store"));
            assert_eq!(shown.text().matches("Wij komen samen in het buurthuis.").count(), 3, "{}", shown.text());
            assert!(shown.text().contains("Waarvoor: Om de melding te bevestigen"));
            let copy = visitor.get(&format!("{path}/kopie.json")).await;
            assert!(copy.header("content-disposition").contains("mijn-gegevens.json"));
            let file: Value = serde_json::from_str(copy.text()).expect("a file that programs read");
            assert_eq!(file["address"], "mien@voorbeeld.NL");
            assert!(file["held"].as_array().is_some_and(|kinds| kinds.len() == 5), "{file}");
            assert!(shown.text().contains("Alles in Zeist") && shown.text().contains("Heel Nederland"));

            let unsure = visitor.post(&path, "", "").await;
            assert_eq!(unsure.status, StatusCode::UNPROCESSABLE_ENTITY);
            assert!(unsure.text().contains("Kruis aan dat u dit wilt"));
            assert!(whole_database(&visitor.store).await.to_lowercase().contains("mien@voorbeeld.nl"));

            let erased = visitor.post(&path, "zeker=ja", "").await;
            assert_eq!(erased.header("location"), page::ERASED);
            let left = whole_database(&visitor.store).await;
            assert!(!left.to_lowercase().contains("mien"), "{left}");
            assert!(left.contains("ander@voorbeeld.nl"), "others keep what is theirs");
            let states: Vec<String> = read!(&visitor.store, |db| {
                sqlx::query_scalar("SELECT id FROM submission ORDER BY id").fetch_all(db).await
            })
            .expect("proposals");
            assert_eq!(states, ["b", "d"], "what nobody decided on is gone, what was decided on is history");
            let again = visitor.post(&path, "zeker=ja", "").await;
            assert_eq!(again.status, StatusCode::NOT_FOUND);
            assert!(again.text().contains("Deze link werkt niet meer"));
        }

        async fn an_account_that_is_erased_lets_nobody_in_and_the_log_stays_whole_without_a_name(store: Store) {
            let visitor = Visitor::of_forty(store).await;
            let owner = cookie_of_new(&visitor, &[given(Role::Owner)]).await;
            let moderator = cookie_of_new(&visitor, &[given(Role::Moderator)]).await;
            let actor = actor_of(&visitor, &moderator).await;
            let path = link(&visitor, &actor.email).await;
            assert!(visitor.get(&path).await.text().contains("Moderator"));
            assert_eq!(visitor.post(&path, "zeker=ja", "").await.header("location"), page::ERASED);
            assert_eq!(look_at(&visitor, "/beheer", &moderator).await.status, StatusCode::SEE_OTHER);
            let left = whole_database(&visitor.store).await;
            assert!(!left.contains(&actor.name), "{left}");
            assert!(matches!(verify(&visitor.store).await.expect("an answer"), Chain::Whole(_)));
            let log = look_at(&visitor, "/beheer/logboek", &owner).await;
            assert!(log.text().contains("account gewist, op verzoek van de eigenaar"), "{}", log.text());
            assert!(log.text().contains("Gewist account"));
            let list = look_at(&visitor, "/beheer/accounts", &owner).await;
            assert!(list.text().contains("Gewist account"));
        }

        async fn the_last_owner_is_told_to_find_another_first_and_keeps_everything(store: Store) {
            let visitor = Visitor::of_forty(store).await;
            let owner = cookie_of_new(&visitor, &[given(Role::Owner)]).await;
            let email = actor_of(&visitor, &owner).await.email;
            proposal(&visitor, "a", "pending", &email).await;
            let path = link(&visitor, &email).await;
            let refused = visitor.post(&path, "zeker=ja", "").await;
            assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
            assert!(refused.text().contains("Geef eerst iemand anders die rol"));
            assert_eq!(look_at(&visitor, "/beheer", &owner).await.status, StatusCode::OK);
            assert!(visitor.get(&path).await.text().contains("Dorpsraad"), "nothing is half erased");
        }

        async fn nobody_learns_from_the_form_whether_something_is_kept_nor_fills_a_mailbox_with_it(store: Store) {
            let visitor = Visitor::of_forty(store).await;
            let path = link(&visitor, "niemand@voorbeeld.nl").await;
            let shown = visitor.get(&path).await;
            assert!(shown.text().contains("Uw gegevens bij Democratie in Actie"), "the mail itself is all: {}", shown.text());
            for _ in 0..2 {
                link(&visitor, "niemand@voorbeeld.nl").await;
            }
            let refused = visitor.post("/privacy/gegevens", "email=NIEMAND%40voorbeeld.nl", "").await;
            assert_eq!(refused.status, StatusCode::TOO_MANY_REQUESTS);
            assert!(!refused.header("retry-after").is_empty());
            let wrong = visitor.post("/privacy/gegevens", "email=niemand", "").await;
            assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
            assert!(wrong.text().contains("value=\"niemand\""));
            let invented = Token::random().expect("randomness").expose();
            assert_eq!(visitor.get(&format!("/privacy/gegevens/{invented}")).await.status, StatusCode::NOT_FOUND);
            assert_eq!(visitor.get(&format!("/privacy/gegevens/{invented}/kopie.json")).await.status, StatusCode::NOT_FOUND);
        }
    }
}
