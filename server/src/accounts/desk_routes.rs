//! The pages of accounts at the desk.

use std::sync::Arc;

use app::accounts::roles::{GivenRole, Permission, Role};
use app::desk::done::{DONE, Done};
use app::desk::list::DO;
use app::desk::pages::account::{Deed, ShownAccount, path};
use app::desk::pages::account_new::{EMAIL, MUNICIPALITY, NAME, PATH as NEW, ROLE};
use app::desk::role_names;
use app::initiatives::needs::Landkaart as _;
use app::initiatives::places::Places;
use app::texts::text;
use app::ui::fields::FieldError;
use app::ui::form::{Posted, value};
use axum::Router;
use axum::extract::{Path, Request, State};
use axum::http::StatusCode;
use axum::http::request::Parts;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use leptos::prelude::provide_context;

use super::account_list::Accounts;
use super::add_account::invite;
use super::change_role::{give_role, take_role};
use super::close_account::{close_account, end_logins, open_account};
use super::logins;
use super::managing::{ManageError, account};
use crate::desk::{self, Staff, list};
use crate::http::{forbidden, forms, query, see_other};
use crate::mail::EmailAddress;
use crate::platform::Platform;

/// The longest name, in characters.
const LONGEST_NAME: usize = 200;

/// The routes.
pub(super) fn routes() -> Router<Arc<Platform>> {
    Router::new()
        .route("/beheer/accounts", get(list::show::<Accounts>))
        .route("/beheer/accounts.csv", get(list::as_csv::<Accounts>))
        .route("/beheer/accounts.xlsx", get(list::as_xlsx::<Accounts>))
        .route("/beheer/accounts/nieuw", get(show_form).post(add))
        .route("/beheer/accounts/{id}", get(show).post(change))
}

/// `GET /beheer/accounts/nieuw`
async fn show_form(State(platform): State<Arc<Platform>>, staff: Staff) -> Response {
    if staff.actor.need(Permission::ManageAccounts).is_err() {
        return forbidden();
    }
    desk::page(&platform, &staff, NEW, || {}).await
}

/// Somebody to add, as it was filled in.
struct NewAccount {
    email: EmailAddress,
    name: String,
    role: GivenRole,
}

impl NewAccount {
    fn parse(pairs: &[(String, String)], places: &Places) -> Result<Self, Vec<FieldError>> {
        let mut errors = Vec::new();
        let typed = value(pairs, EMAIL).trim();
        let email = typed.parse::<EmailAddress>().map_err(|_| {
            let words = if typed.is_empty() { text("sign-in-email-missing") } else { text("sign-in-email-wrong") };
            errors.push(error(EMAIL, text("account-new-email"), words));
        });
        let name: String = value(pairs, NAME).chars().filter(|c| !c.is_control()).collect();
        let name = name.trim().to_owned();
        if name.chars().count() > LONGEST_NAME {
            errors.push(error(NAME, text("account-new-name"), text("account-name-long")));
        }
        let role = role(pairs, places).map_err(|wrong| errors.push(wrong));
        match (email, role) {
            (Ok(email), Ok(role)) if errors.is_empty() => Ok(Self { email, name, role }),
            _ => Err(errors),
        }
    }
}

fn error(field: &str, label: String, text: String) -> FieldError {
    FieldError { field: field.to_owned(), label, text }
}

/// The role that was filled in, with its municipality by any of its names.
fn role(pairs: &[(String, String)], places: &Places) -> Result<GivenRole, FieldError> {
    let place = |words| error(MUNICIPALITY, text("account-new-municipality"), words);
    let role: Role =
        value(pairs, ROLE).parse().map_err(|_| error(ROLE, text("account-new-role"), text("account-role-missing")))?;
    let code = match value(pairs, MUNICIPALITY).trim() {
        "" => None,
        written => {
            let found = places.municipality(written).map(|index| places.municipalities()[index].code.clone());
            Some(found.ok_or_else(|| place(text("account-municipality-unknown")))?)
        }
    };
    GivenRole::new(role, code).map_err(|_| {
        place(if role.is_local() { text("account-municipality-missing") } else { text("account-municipality-unfit") })
    })
}

/// `POST /beheer/accounts/nieuw`
async fn add(State(platform): State<Arc<Platform>>, staff: Staff, request: Request) -> Response {
    let pairs = match forms::pairs(request).await {
        Ok(pairs) => pairs,
        Err(status) => return status.into_response(),
    };
    if staff.actor.need(Permission::ManageAccounts).is_err() {
        return forbidden();
    }
    let reference = platform.landkaart.reference();
    let parsed = NewAccount::parse(&pairs, &reference.places);
    let added = match parsed {
        Ok(new) => {
            let (store, base) = (&platform.store, &platform.site.base_url);
            invite(store, &staff.actor, &new.email, &new.name, &new.role, base, platform.clock.now()).await
        }
        Err(errors) => return wrong(&platform, &staff, pairs, errors).await,
    };
    match added {
        Ok(id) => {
            platform.postman.ring();
            see_other(&format!("{}?{DONE}=nieuw", path(&id.0)))
        }
        Err(ManageError::Taken(_)) => {
            let taken = error(EMAIL, text("account-new-email"), text("account-email-taken"));
            wrong(&platform, &staff, pairs, vec![taken]).await
        }
        Err(error) => failed(&error),
    }
}

async fn wrong(
    platform: &Arc<Platform>,
    staff: &Staff,
    pairs: Vec<(String, String)>,
    errors: Vec<FieldError>,
) -> Response {
    let posted = Posted { pairs, errors };
    let page = desk::page(platform, staff, NEW, move || provide_context(posted.clone())).await;
    (StatusCode::UNPROCESSABLE_ENTITY, page).into_response()
}

/// `GET /beheer/accounts/{id}`
async fn show(State(platform): State<Arc<Platform>>, staff: Staff, Path(id): Path<String>, request: Parts) -> Response {
    let pairs = query::pairs(request.uri.query()).unwrap_or_default();
    let done = match value(&pairs, DONE) {
        "nieuw" => Some(text("account-done-add")),
        code => Deed::ALL.into_iter().find(|deed| deed.code() == code).map(Deed::done),
    };
    one(&platform, &staff, &id, done, None).await
}

/// The page of an account.
async fn one(
    platform: &Arc<Platform>,
    staff: &Staff,
    id: &str,
    done: Option<String>,
    posted: Option<Posted>,
) -> Response {
    let found = match account(&platform.store, &staff.actor, id).await {
        Ok(found) => found,
        Err(error) => return failed(&error),
    };
    let own = match logins::logins(&platform.store, &found.id, platform.clock.now()).await {
        Ok(own) => own.len(),
        Err(error) => return failed(&error.into()),
    };
    let reference = platform.landkaart.reference();
    let roles = found.roles.iter().map(|role| (code_of(role), role_names::given(role, &reference.places)));
    let shown = ShownAccount {
        roles: roles.collect(),
        id: found.id.0,
        name: found.name,
        email: found.email,
        added_at: found.added_at,
        closed_at: found.closed_at,
        seen_at: found.seen_at,
        logins: u32::try_from(own).unwrap_or(u32::MAX),
    };
    desk::page(platform, staff, &path(id), move || {
        provide_context(shown.clone());
        if let Some(words) = done.clone() {
            provide_context(Done { words, undo: None });
        }
        if let Some(posted) = posted.clone() {
            provide_context(posted);
        }
    })
    .await
}

/// What a form calls a role that somebody has.
fn code_of(role: &GivenRole) -> String {
    match role.municipality() {
        Some(municipality) => format!("{}:{municipality}", role.role()),
        None => role.role().to_string(),
    }
}

/// The other way round.
fn coded(code: &str) -> Option<GivenRole> {
    let (role, municipality) =
        code.split_once(':').map_or((code, None), |(role, place)| (role, Some(place.to_owned())));
    GivenRole::new(role.parse().ok()?, municipality).ok()
}

/// `POST /beheer/accounts/{id}`, with `doen`.
async fn change(
    State(platform): State<Arc<Platform>>,
    staff: Staff,
    Path(id): Path<String>,
    request: Request,
) -> Response {
    let pairs = match forms::pairs(request).await {
        Ok(pairs) => pairs,
        Err(status) => return status.into_response(),
    };
    if staff.actor.need(Permission::ManageAccounts).is_err() {
        return forbidden();
    }
    let (store, actor, now) = (&platform.store, &staff.actor, platform.clock.now());
    let Some(deed) = Deed::ALL.into_iter().find(|deed| deed.code() == value(&pairs, DO)) else {
        return StatusCode::BAD_REQUEST.into_response();
    };
    let changed = match deed {
        Deed::Give => match role(&pairs, &platform.landkaart.reference().places) {
            Ok(role) => give_role(store, actor, &id, &role, now).await,
            Err(wrong) => return refused(&platform, &staff, &id, pairs, wrong).await,
        },
        Deed::Take => match coded(value(&pairs, ROLE)) {
            Some(role) => take_role(store, actor, &id, &role, now).await,
            None => return StatusCode::BAD_REQUEST.into_response(),
        },
        Deed::Close => close_account(store, actor, &id, now).await,
        Deed::Open => open_account(store, actor, &id, now).await,
        Deed::End => end_logins(store, actor, &id, now).await,
    };
    match changed {
        Ok(()) => see_other(&format!("{}?{DONE}={}", path(&id), deed.code())),
        Err(ManageError::LastOwner) => {
            let last = error("rollen", text("account-roles"), text("account-last-owner"));
            refused(&platform, &staff, &id, Vec::new(), last).await
        }
        Err(error) => failed(&error),
    }
}

async fn refused(
    platform: &Arc<Platform>,
    staff: &Staff,
    id: &str,
    pairs: Vec<(String, String)>,
    wrong: FieldError,
) -> Response {
    let page = one(platform, staff, id, None, Some(Posted { pairs, errors: vec![wrong] })).await;
    (StatusCode::UNPROCESSABLE_ENTITY, page).into_response()
}

fn failed(error: &ManageError) -> Response {
    match error {
        ManageError::Forbidden(_) => forbidden(),
        ManageError::Unknown => StatusCode::NOT_FOUND.into_response(),
        _ => {
            tracing::error!(%error, "accounts cannot be read or changed");
            StatusCode::INTERNAL_SERVER_ERROR.into_response()
        }
    }
}

#[cfg(test)]
mod tests {
    use axum::http::Method;
    use axum::http::header::COOKIE;

    use super::super::audit::{Chain, verify};
    use super::super::testing::{actor_of, cookie_of_new};
    use super::*;
    use crate::http::testing::{Answer, Visitor};
    use crate::store::read;
    use crate::store::testing::store_tests;

    fn given(role: Role) -> GivenRole {
        GivenRole::new(role, None).expect("a role")
    }

    async fn look(visitor: &Visitor, address: &str, cookie: &str) -> Answer {
        visitor.ask(Method::GET, address, &[(COOKIE, cookie)]).await
    }

    /// An owner and a moderator at work: the cookies of both, and the address of the moderator's account.
    async fn owner_and_moderator(visitor: &Visitor) -> (String, String, String) {
        let owner = cookie_of_new(visitor, &[given(Role::Owner)]).await;
        let moderator = cookie_of_new(visitor, &[given(Role::Moderator)]).await;
        let account = path(&actor_of(visitor, &moderator).await.account.0);
        (owner, moderator, account)
    }

    store_tests! {
        async fn a_role_that_is_taken_away_is_gone_at_the_next_thing_its_owner_asks(store: Store) {
            let visitor = Visitor::of_forty(store).await;
            let (owner, moderator, account) = owner_and_moderator(&visitor).await;
            assert_eq!(look(&visitor, "/beheer/post", &moderator).await.status, StatusCode::OK);
            let taken = visitor.post(&account, "doen=neem&rol=moderator", &owner).await;
            let done = format!("{account}?gedaan=neem");
            assert_eq!((taken.status, taken.header("location")), (StatusCode::SEE_OTHER, done.as_str()));
            assert!(look(&visitor, &done, &owner).await.text().contains("De rol is afgenomen"));
            assert_eq!(look(&visitor, "/beheer/post", &moderator).await.status, StatusCode::FORBIDDEN);
            assert_eq!(visitor.post("/beheer/post", "", &moderator).await.status, StatusCode::FORBIDDEN);
            visitor.post(&account, "doen=geef&rol=moderator", &owner).await;
            assert_eq!(look(&visitor, "/beheer/post", &moderator).await.status, StatusCode::OK);
        }

        async fn a_closed_account_is_out_at_once_and_comes_back_with_its_roles(store: Store) {
            let visitor = Visitor::of_forty(store).await;
            let (owner, moderator, account) = owner_and_moderator(&visitor).await;
            assert_eq!(visitor.post(&account, "doen=sluit", &owner).await.status, StatusCode::SEE_OTHER);
            assert_eq!(look(&visitor, "/beheer", &moderator).await.status, StatusCode::SEE_OTHER, "to where one logs in");
            assert!(look(&visitor, &account, &owner).await.text().contains("Gesloten op"));
            visitor.post(&account, "doen=open", &owner).await;
            assert_eq!(look(&visitor, "/beheer", &moderator).await.status, StatusCode::SEE_OTHER, "the login is over");
            assert!(look(&visitor, &account, &owner).await.text().contains("Moderator"));
        }

        async fn the_last_owner_stays(store: Store) {
            let visitor = Visitor::of_forty(store).await;
            let owner = cookie_of_new(&visitor, &[given(Role::Owner)]).await;
            let own = path(&actor_of(&visitor, &owner).await.account.0);
            for deed in ["doen=neem&rol=owner", "doen=sluit"] {
                let refused = visitor.post(&own, deed, &owner).await;
                assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{deed}");
                assert!(refused.text().contains("Dit is de laatste eigenaar"), "{deed}");
            }
            assert_eq!(look(&visitor, &own, &owner).await.status, StatusCode::OK, "nothing changed");
            let other = cookie_of_new(&visitor, &[given(Role::Owner)]).await;
            let theirs = path(&actor_of(&visitor, &other).await.account.0);
            // Both send the other away at once: one of them stays.
            let (one, two) = tokio::join!(
                visitor.post(&theirs, "doen=neem&rol=owner", &owner),
                visitor.post(&own, "doen=sluit", &other),
            );
            let went = [&one, &two].iter().filter(|answer| answer.header("location").contains("gedaan")).count();
            assert_eq!(went, 1, "{} and {}", one.status, two.status);
        }

        async fn whoever_is_added_gets_a_mail_that_lets_in_and_every_change_is_in_the_log(store: Store) {
            let visitor = Visitor::of_forty(store).await;
            let owner = cookie_of_new(&visitor, &[given(Role::Owner)]).await;
            let form = "email=Nieuw%40voorbeeld.nl&naam=Nieuwe+Collega&rol=custodian&gemeente=amersfoort";
            let added = visitor.post("/beheer/accounts/nieuw", form, &owner).await;
            assert_eq!(added.status, StatusCode::SEE_OTHER);
            let account = added.header("location").to_owned();
            let page = look(&visitor, &account, &owner).await;
            assert!(page.text().contains("Beheerder van Amersfoort") && page.text().contains("de mail is onderweg"));
            let mail: String = read!(&visitor.store, |db| {
                sqlx::query_scalar("SELECT plain FROM outbox WHERE letter = 'invitation'").fetch_one(db).await
            })
            .expect("a mail");
            let link = mail.lines().find_map(|line| line.strip_prefix("https://example.org/inloggen/")).expect("a link");
            assert_eq!(visitor.post(&format!("/inloggen/{link}"), "", "").await.status, StatusCode::SEE_OTHER);

            let again = visitor.post("/beheer/accounts/nieuw", form, &owner).await;
            assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
            assert!(again.text().contains("Er is al een account met dit mailadres"));
            let log: Vec<(String, Option<String>)> = read!(&visitor.store, |db| {
                sqlx::query_as("SELECT action, after_state FROM audit_entry WHERE actor IS NOT NULL ORDER BY number")
                    .fetch_all(db)
                    .await
            })
            .expect("a log");
            let actions: Vec<&str> = log.iter().map(|(action, _)| action.as_str()).collect();
            assert_eq!(actions, ["account-added", "role-given"]);
            assert!(!format!("{log:?}").contains("ieuw"), "who it is stands beside the log");
            assert!(matches!(verify(&visitor.store).await.expect("an answer"), Chain::Whole(_)));
        }

        async fn a_role_and_its_municipality_have_to_fit(store: Store) {
            let visitor = Visitor::of_forty(store).await;
            let (owner, _, account) = owner_and_moderator(&visitor).await;
            for (form, wrong) in [
                ("doen=geef", "Kies een rol"),
                ("doen=geef&rol=custodian", "Kies voor welke gemeente"),
                ("doen=geef&rol=custodian&gemeente=atlantis", "geen gemeente met deze naam"),
                ("doen=geef&rol=door&gemeente=ede", "Deze rol geldt voor het hele land"),
            ] {
                let refused = visitor.post(&account, form, &owner).await;
                assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{form}");
                assert!(refused.text().contains(wrong), "{form}");
            }
            assert_eq!(visitor.post(&account, "doen=iets", &owner).await.status, StatusCode::BAD_REQUEST);
        }

        async fn ten_thousand_accounts_are_found_sorted_and_turned_page_by_page(store: Store) {
            let visitor = Visitor::of_forty(store).await;
            let owner = cookie_of_new(&visitor, &[given(Role::Owner)]).await;
            let mut tx = visitor.store.begin().await.expect("a transaction");
            let many = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 10000)
                INSERT INTO account (id, email, email_key, name, created_at)
                SELECT 'a' || i, 'm' || i || '@voorbeeld.nl', 'm' || i || '@voorbeeld.nl', '100%_' || i, i FROM n";
            crate::store::within!(&mut tx, |db| sqlx::raw_sql(many).execute(db).await.map(|_| ())).expect("many");
            tx.commit().await.expect("a commit");
            let page = look(&visitor, "/beheer/accounts?volgorde=-sinds&pagina=3", &owner).await;
            let text = page.text();
            assert!(text.contains("Regel 101 tot en met 150 van 10.001"), "{text}");
            assert!(text.contains("aria-sort=\"descending\""));
            let one = look(&visitor, "/beheer/accounts?q=100%25_99&staat=open&volgorde=sinds", &owner).await;
            assert!(one.text().contains("van 111") && one.text().contains("m99@voorbeeld.nl"), "{}", one.text());
            let beyond = look(&visitor, "/beheer/accounts?pagina=999", &owner).await;
            assert_eq!((beyond.status, beyond.header("location")), (StatusCode::SEE_OTHER, "/beheer/accounts?pagina=201"));
            let file = look(&visitor, "/beheer/accounts.csv?q=100%25_99&volgorde=-sinds&pagina=2", &owner).await;
            assert_eq!(file.text().lines().count(), 112, "the whole list, not a page of it");
            assert!(file.text().lines().nth(1).is_some_and(|line| line.starts_with("100%_9999,")));
            assert!(file.header("content-disposition").contains("accounts.csv"));
            let none = look(&visitor, "/beheer/accounts?q=niemand", &owner).await;
            assert!(none.text().contains("Niets gevonden met deze filters"));
        }
    }
}
