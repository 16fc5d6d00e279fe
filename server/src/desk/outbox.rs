//! The outbox at the desk.

use std::sync::Arc;

use app::accounts::actor::Actor;
use app::desk::done::{BACK, DONE, Done, Undo};
use app::desk::list::{Asked, Cell, Column, DO, Filter, FilterKind, LIST, Order, ROW, Row, Shape};
use app::desk::pages::mail::{ShownMail, path};
use app::desk::pages::outbox::{MailDeed, states};
use app::desk::parts::Part;
use app::texts::text;
use app::ui::form::value;
use axum::Router;
use axum::extract::{Path, Request, State};
use axum::http::StatusCode;
use axum::http::request::Parts;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use form_urlencoded::Serializer;
use leptos::prelude::provide_context;

use super::list::{self, DeskList, Found, Range};
use super::{Staff, page};
use crate::http::{forbidden, forms, query, see_other};
use crate::mail::by_hand::{ByHandError, Handled, Handling, Mail, handle, look, put_back};
use crate::mail::{self, TOO_LATE};
use crate::platform::Platform;
use crate::store::StoreError;

/// The names of the figures in the address of the page after something was done.
const COUNT: &str = "aantal";
const NOT: &str = "niet";

/// The routes.
pub(super) fn routes() -> Router<Arc<Platform>> {
    Router::new()
        .route("/beheer/post", get(show).post(change))
        .route("/beheer/post.csv", get(list::as_csv::<Outbox>))
        .route("/beheer/post.xlsx", get(list::as_xlsx::<Outbox>))
        .route("/beheer/post/{id}", get(show_one))
}

/// The list.
pub(super) struct Outbox;

impl DeskList for Outbox {
    const PART: Part = Part::Post;

    async fn shape(_: &Platform) -> Result<Shape, StoreError> {
        Ok(Shape {
            path: Part::Post.path(),
            filters: vec![
                Filter { name: "q", label: text("post-search"), kind: FilterKind::Words },
                Filter { name: "staat", label: text("post-state"), kind: FilterKind::Choice(states()) },
            ],
            columns: vec![
                Column::sorting("aan", text("post-to")),
                Column::sorting("onderwerp", text("post-subject")),
                Column::plain("staat", text("post-state")),
                Column::sorting("pogingen", text("post-attempts")),
                Column::sorting("gemaakt", text("post-made")),
                Column::plain("misging", text("post-trouble")),
            ],
            order: Order { by: "gemaakt", descending: true },
        })
    }

    async fn find(platform: &Platform, _: &Actor, asked: &Asked, range: Range) -> Result<Found, StoreError> {
        let (total, mails) = mail::mails(&platform.store, asked, range, platform.clock.now()).await?;
        let rows = mails.into_iter().map(|mail| Row {
            href: Some(path(&mail.id)),
            cells: vec![
                Cell::Words(mail.recipient),
                Cell::Words(mail.subject),
                state_cell(&mail.state, mail.given_up_at),
                Cell::Number(mail.attempts.into()),
                Cell::Moment(mail.created_at),
                mail.trouble.map_or(Cell::Empty, |trouble| Cell::Words(trouble_in_words(trouble))),
            ],
            key: mail.id,
        });
        Ok(Found { total, rows: rows.collect() })
    }
}

/// How a mail stands, as people call it.
fn state_words(state: &str, given_up_at: Option<i64>) -> String {
    text(match state {
        _ if given_up_at.is_some() => "post-state-given-up",
        "waiting" => "post-state-waiting",
        "sent" => "post-state-sent",
        "filed" => "post-state-filed",
        _ => "post-state-refused",
    })
}

fn state_cell(state: &str, given_up_at: Option<i64>) -> Cell {
    let words = state_words(state, given_up_at);
    if state == "refused" && given_up_at.is_none() { Cell::Wrong(words) } else { Cell::Words(words) }
}

/// What a server said stays as it said it; what we say ourselves is said in the language of the page.
fn trouble_in_words(trouble: String) -> String {
    if trouble == TOO_LATE { text("post-trouble-late") } else { trouble }
}

/// `GET /beheer/post`
async fn show(State(platform): State<Arc<Platform>>, staff: Staff, request: Parts) -> Response {
    let pairs = match query::pairs(request.uri.query()) {
        Ok(pairs) => pairs,
        Err(too_long) => return too_long.into_response(),
    };
    let done = match Outbox::shape(&platform).await {
        Ok(shape) => done(&pairs, &Asked::parse(&shape, &pairs).query(&shape)),
        Err(error) => return failed(&error.into()),
    };
    list::show_with::<Outbox>(&platform, &staff, &pairs, move || {
        if let Some(done) = done.clone() {
            provide_context(done);
        }
    })
    .await
}

/// What was just done, by the address of the page after it.
fn done(pairs: &[(String, String)], list: &str) -> Option<Done> {
    let number = |name| value(pairs, name).parse().unwrap_or(0);
    let words = match value(pairs, DONE) {
        "niets" => text("post-none-chosen"),
        "te-laat" => text("post-undo-gone"),
        code => MailDeed::ALL.into_iter().find(|deed| deed.code() == code)?.done(number(COUNT), number(NOT)),
    };
    let back = value(pairs, BACK);
    let undo =
        (!back.is_empty()).then(|| Undo { action: Part::Post.path(), id: back.to_owned(), list: list.to_owned() });
    Some(Done { words, undo })
}

/// `POST /beheer/post`, with `doen` and the chosen mails, or with `terug`.
async fn change(State(platform): State<Arc<Platform>>, staff: Staff, request: Request) -> Response {
    let pairs = match forms::pairs(request).await {
        Ok(pairs) => pairs,
        Err(status) => return status.into_response(),
    };
    let (store, actor, now) = (&platform.store, &staff.actor, platform.clock.now());
    let chosen: Vec<String> = pairs.iter().filter(|(name, _)| name == ROW).map(|(_, id)| id.clone()).collect();
    let back = value(&pairs, BACK);
    let (code, handled) = if !back.is_empty() {
        (MailDeed::Back.code(), put_back(store, actor, back, now).await)
    } else if value(&pairs, DO) == MailDeed::SendAgain.code() {
        (MailDeed::SendAgain.code(), handle(store, actor, &chosen, Handling::SendAgain, now).await)
    } else if value(&pairs, DO) == MailDeed::GiveUp.code() {
        (MailDeed::GiveUp.code(), handle(store, actor, &chosen, Handling::GiveUp, now).await)
    } else {
        (MailDeed::GiveUp.code(), actor.need(Part::Post.needs()).map(|()| Handled::default()).map_err(Into::into))
    };
    let (code, handled) = match handled {
        Ok(handled) if handled == Handled::default() => ("niets", handled),
        Ok(handled) => (code, handled),
        Err(ByHandError::Unknown) => ("te-laat", Handled::default()),
        Err(error) => return failed(&error),
    };
    let shape = match Outbox::shape(&platform).await {
        Ok(shape) => shape,
        Err(error) => return failed(&error.into()),
    };
    // The list comes back as it was looked at, by what the list itself understands of it.
    let asked = query::pairs(Some(value(&pairs, LIST))).unwrap_or_default();
    let mut onward = Serializer::new(Asked::parse(&shape, &asked).query(&shape));
    onward.append_pair(DONE, code).append_pair(COUNT, &handled.done.to_string());
    onward.append_pair(NOT, &handled.not.to_string());
    if let Some(undo) = handled.undo {
        onward.append_pair(BACK, &undo);
    }
    see_other(&format!("{}?{}", Part::Post.path(), onward.finish()))
}

/// `GET /beheer/post/{id}`
async fn show_one(State(platform): State<Arc<Platform>>, staff: Staff, Path(id): Path<String>) -> Response {
    let mail = match look(&platform.store, &staff.actor, &id).await {
        Ok(mail) => shown(mail, &platform),
        Err(error) => return failed(&error),
    };
    page(&platform, &staff, &path(&id), move || provide_context(mail.clone())).await
}

fn shown(mail: Mail, platform: &Platform) -> ShownMail {
    let mut deeds = Vec::new();
    if mail.can_be_sent(platform.clock.now()) {
        deeds.push(MailDeed::SendAgain);
    }
    if mail.can_be_given_up() {
        deeds.push(MailDeed::GiveUp);
    }
    ShownMail {
        deeds,
        state: state_words(&mail.state, mail.given_up_at),
        trouble: mail.trouble.map(trouble_in_words),
        attempts: u32::try_from(mail.attempts).unwrap_or(0),
        due_at: (mail.state == "waiting").then_some(mail.due_at),
        id: mail.id,
        recipient: mail.recipient,
        subject: mail.subject,
        created_at: mail.created_at,
        settled_at: mail.settled_at,
        plain: mail.plain,
    }
}

fn failed(error: &ByHandError) -> Response {
    match error {
        ByHandError::Forbidden(_) => forbidden(),
        ByHandError::Unknown => StatusCode::NOT_FOUND.into_response(),
        ByHandError::Store(_) => {
            tracing::error!(%error, "the outbox cannot be read or changed");
            StatusCode::INTERNAL_SERVER_ERROR.into_response()
        }
    }
}

#[cfg(test)]
mod tests {
    use app::accounts::roles::{GivenRole, Role};
    use axum::http::Method;
    use axum::http::header::COOKIE;

    use super::*;
    use crate::accounts::testing::cookie_of_new;
    use crate::http::testing::{Answer, Visitor};
    use crate::mail::{Letter, Part as LetterPart};
    use crate::store::testing::store_tests;
    use crate::store::{Store, read, within};

    const SECRET: &str = "abcdefghijklmnopqrstuvwxyz0123456789-_ABCDE";

    /// A mail that stands as a statement says; gives its number.
    async fn mail(visitor: &Visitor, to: &str, standing: &'static str) -> String {
        let letter = Letter {
            kind: "test",
            to: to.parse().expect("an address"),
            subject: format!("Aan {to}"),
            parts: vec![LetterPart::Action {
                words: "Log in".into(),
                href: format!("https://example.org/inloggen/{SECRET}?naar=%2Fbeheer"),
            }],
            reason: "Omdat het een test is.".into(),
            unsubscribe: None,
            useless_at: None,
        };
        let mut tx = visitor.store.begin().await.expect("a transaction");
        let id = mail::put(&mut tx, &letter, visitor.platform.clock.now()).await.expect("a mail").to_string();
        within!(&mut tx, |db| sqlx::query(standing).bind(&id).execute(db).await.map(|_| ())).expect("a standing");
        tx.commit().await.expect("a commit");
        id
    }

    const REFUSED: &str = "UPDATE outbox SET state = 'refused', trouble = '550 no such user', settled_at = created_at,
        attempts = 3 WHERE id = $1";
    const SENT: &str = "UPDATE outbox SET state = 'sent', plain = NULL, html = NULL WHERE id = $1";
    const OLD: &str = "UPDATE outbox SET created_at = created_at - 4000 WHERE id = $1";
    const AS_IT_IS: &str = "UPDATE outbox SET state = 'waiting' WHERE id = $1";

    async fn standing(store: &Store, id: &str) -> (String, i32, Option<String>, bool) {
        read!(store, |db| {
            sqlx::query_as("SELECT state, attempts, trouble, given_up_at IS NOT NULL FROM outbox WHERE id = $1")
                .bind(id)
                .fetch_one(db)
                .await
        })
        .expect("a mail")
    }

    async fn moderator(visitor: &Visitor) -> String {
        cookie_of_new(visitor, &[GivenRole::new(Role::Moderator, None).expect("a role")]).await
    }

    async fn look(visitor: &Visitor, address: &str, cookie: &str) -> Answer {
        visitor.ask(Method::GET, address, &[(COOKIE, cookie)]).await
    }

    store_tests! {
        async fn a_link_in_a_mail_lets_nobody_in_who_reads_it_at_the_desk(store: Store) {
            let visitor = Visitor::of_forty(store).await;
            let cookie = moderator(&visitor).await;
            let id = mail(&visitor, "naam@voorbeeld.nl", AS_IT_IS).await;
            let page = look(&visitor, &path(&id), &cookie).await;
            assert_eq!(page.status, StatusCode::OK);
            assert!(page.text().contains("https://example.org/inloggen/••••••?naar=%2Fbeheer"), "{}", page.text());
            assert!(!page.text().contains(SECRET));
        }

        async fn what_did_not_arrive_and_what_waits_too_long_waits_for_a_person_until_it_is_given_up(store: Store) {
            let visitor = Visitor::of_forty(store).await;
            let cookie = moderator(&visitor).await;
            assert!(look(&visitor, "/beheer", &cookie).await.text().contains("Er wacht niets"));
            let refused = mail(&visitor, "weg@voorbeeld.nl", REFUSED).await;
            mail(&visitor, "laat@voorbeeld.nl", OLD).await;
            mail(&visitor, "nieuw@voorbeeld.nl", AS_IT_IS).await;
            let home = look(&visitor, "/beheer", &cookie).await;
            assert!(home.text().contains("mail kwam niet aan") && home.text().contains("mail wacht langer dan een uur"));
            for list in ["/beheer/post?staat=mislukt", "/beheer/post?staat=laat"] {
                assert!(home.text().contains(list), "it leads to exactly what waits: {list}");
            }
            let late = look(&visitor, "/beheer/post?staat=laat", &cookie).await;
            assert!(late.text().contains("laat@voorbeeld.nl") && !late.text().contains("nieuw@voorbeeld.nl"));
            visitor.post("/beheer/post", &format!("doen=opgeven&rij={refused}"), &cookie).await;
            assert!(!look(&visitor, "/beheer", &cookie).await.text().contains("mail kwam niet aan"));
            let given_up = look(&visitor, "/beheer/post?staat=opgegeven&q=WEG%40", &cookie).await;
            assert!(given_up.text().contains("weg@voorbeeld.nl") && given_up.text().contains("550 no such user"));
        }

        async fn a_filter_that_does_not_exist_is_named_and_gives_no_file(store: Store) {
            let visitor = Visitor::of_forty(store).await;
            let cookie = moderator(&visitor).await;
            mail(&visitor, "een@voorbeeld.nl", SENT).await;
            let page = look(&visitor, "/beheer/post?staat=onzin&q=een", &cookie).await;
            assert_eq!(page.status, StatusCode::OK);
            assert!(page.text().contains("“onzin” is geen keuze van dit filter."), "{}", page.text());
            assert!(page.text().contains("aria-describedby=\"filter-staat-fout\""));
            assert!(page.text().contains("een@voorbeeld.nl"), "the others count");
            for kind in ["csv", "xlsx"] {
                let file = look(&visitor, &format!("/beheer/post.{kind}?staat=onzin"), &cookie).await;
                assert_eq!(file.status, StatusCode::SEE_OTHER, "it would hold more than was asked for");
                assert_eq!(file.header("location"), "/beheer/post?staat=onzin");
            }
        }

        async fn what_is_done_with_many_can_be_undone_once_and_by_who_did_it(store: Store) {
            let visitor = Visitor::of_forty(store).await;
            let (cookie, other) = (moderator(&visitor).await, moderator(&visitor).await);
            let one = mail(&visitor, "een@voorbeeld.nl", REFUSED).await;
            let two = mail(&visitor, "twee@voorbeeld.nl", REFUSED).await;
            let gone = mail(&visitor, "drie@voorbeeld.nl", SENT).await;
            let form = format!("doen=opnieuw&rij={one}&rij={two}&rij={gone}&lijst=staat%3Dmislukt%26onzin%3D1");
            let done = visitor.post("/beheer/post", &form, &cookie).await;
            let onward = done.header("location").to_owned();
            assert!(onward.starts_with("/beheer/post?staat=mislukt&gedaan=opnieuw&aantal=2&niet=1&terug="), "{onward}");
            let page = look(&visitor, &onward, &cookie).await;
            assert!(page.text().contains("2 mails gaan over een halve minuut opnieuw weg. Bij 1 mail kon het niet"));
            assert!(page.text().contains("Maak ongedaan"));
            assert_eq!(standing(&visitor.store, &one).await, ("waiting".into(), 0, None, false));
            assert_eq!(standing(&visitor.store, &gone).await.0, "sent");

            let undo = onward.rsplit_once("terug=").expect("a way back").1;
            let others = visitor.post("/beheer/post", &format!("terug={undo}"), &other).await;
            assert!(others.header("location").contains("gedaan=te-laat"));
            // One of the two left meanwhile.
            let mut tx = visitor.store.begin().await.expect("a transaction");
            within!(&mut tx, |db| sqlx::query(SENT).bind(&two).execute(db).await.map(|_| ())).expect("sent");
            tx.commit().await.expect("a commit");
            let back = visitor.post("/beheer/post", &format!("terug={undo}"), &cookie).await;
            assert!(back.header("location").contains("gedaan=terug&aantal=1&niet=1"), "{}", back.header("location"));
            let before = ("refused".into(), 3, Some("550 no such user".into()), false);
            assert_eq!(standing(&visitor.store, &one).await, before);
            let again = visitor.post("/beheer/post", &format!("terug={undo}"), &cookie).await;
            assert!(again.header("location").contains("gedaan=te-laat"));
        }

        async fn who_handle_the_same_mails_at_once_in_another_order_both_get_an_answer(store: Store) {
            let visitor = Visitor::of_forty(store).await;
            let (one, other) = (moderator(&visitor).await, moderator(&visitor).await);
            let mut ids = Vec::new();
            for number in 0..12 {
                ids.push(mail(&visitor, &format!("{number}@voorbeeld.nl"), REFUSED).await);
            }
            let form = |deed: &str, ids: &[String]| format!("doen={deed}&rij={}", ids.join("&rij="));
            for _ in 0..6 {
                let forward = form("opnieuw", &ids);
                ids.reverse();
                let backward = form("opgeven", &ids);
                let post = async |one_form: &str, other_form: &str| {
                    let (first, second) = tokio::join!(
                        visitor.post("/beheer/post", one_form, &one),
                        visitor.post("/beheer/post", other_form, &other),
                    );
                    assert_eq!((first.status, second.status), (StatusCode::SEE_OTHER, StatusCode::SEE_OTHER));
                    // Who came too late has nothing to take back.
                    let undo = |answer: &Answer| answer.header("location").rsplit_once("terug=").map(|(_, undo)| undo.to_owned());
                    [&first, &second].map(|answer| format!("terug={}", undo(answer).unwrap_or_default()))
                };
                let [first, second] = post(&forward, &backward).await;
                post(&first, &second).await;
            }
        }

        async fn a_form_in_which_nothing_was_chosen_says_so(store: Store) {
            let visitor = Visitor::of_forty(store).await;
            let cookie = moderator(&visitor).await;
            let answer = visitor.post("/beheer/post", "doen=opnieuw", &cookie).await;
            assert!(look(&visitor, answer.header("location"), &cookie).await.text().contains("Kies eerst een of meer"));
        }
    }
}
