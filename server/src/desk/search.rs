//! Searching everything at the desk. A room adds what can be found in it to [`KINDS`]; each is asked only for those who may see it.

use std::pin::Pin;
use std::sync::Arc;

use app::accounts::actor::Actor;
use app::accounts::roles::Permission;
use app::desk::list::{Asked, Cell, Row, Shape};
use app::desk::pages::search::{FoundAll, FoundKind, Hit, PATH, WORDS};
use app::desk::parts::Part;
use app::initiatives::needs::Landkaart as _;
use app::texts::text;
use app::ui::form::value;
use axum::extract::State;
use axum::http::StatusCode;
use axum::http::request::Parts;
use axum::response::{IntoResponse, Response};
use form_urlencoded::Serializer;
use leptos::prelude::provide_context;

use super::list::{DeskList, Range};
use super::outbox::Outbox;
use super::{Staff, page};
use crate::accounts::{Accounts, AuditLog};
use crate::http::{forbidden, query};
use crate::initiatives::contribution::Submissions;
use crate::initiatives::keeping::Initiatives;
use crate::platform::Platform;
use crate::store::StoreError;

/// So many of each kind are shown.
const SHOWN: usize = 5;

/// The longest text that is searched for, in characters.
const LONGEST: usize = 200;

/// What a search gives, some time.
type Answer<'a> = Pin<Box<dyn Future<Output = Result<Option<FoundKind>, SearchError>> + Send + 'a>>;

/// A kind of thing that can be found.
struct Kind {
    /// What its readers may do.
    needs: Permission,
    /// Finds it by words.
    find: for<'a> fn(&'a Platform, &'a Actor, &'a str) -> Answer<'a>,
}

/// All kinds, in the order of the page.
const KINDS: &[Kind] = &[
    Kind {
        needs: Part::Accounts.needs(),
        find: |platform, actor, words| Box::pin(in_list::<Accounts>(platform, actor, words)),
    },
    Kind {
        needs: Part::Initiatives.needs(),
        find: |platform, actor, words| Box::pin(in_list::<Initiatives>(platform, actor, words)),
    },
    Kind { needs: Permission::SeeDesk, find: |platform, _, words| Box::pin(initiatives(platform, words)) },
    Kind {
        needs: Part::Submissions.needs(),
        find: |platform, actor, words| Box::pin(in_list::<Submissions>(platform, actor, words)),
    },
    Kind {
        needs: Part::Post.needs(),
        find: |platform, actor, words| Box::pin(in_list::<Outbox>(platform, actor, words)),
    },
    Kind {
        needs: Part::Audit.needs(),
        find: |platform, actor, words| Box::pin(in_list::<AuditLog>(platform, actor, words)),
    },
];

/// Why nothing can be found.
#[derive(Debug, thiserror::Error)]
enum SearchError {
    /// The database.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The Landkaart.
    #[error("the Landkaart cannot be searched")]
    Landkaart,
}

/// `GET /beheer/zoeken?q=`
pub(super) async fn search(State(platform): State<Arc<Platform>>, staff: Staff, request: Parts) -> Response {
    if staff.actor.need(Permission::SeeDesk).is_err() {
        return forbidden();
    }
    let pairs = match query::pairs(request.uri.query()) {
        Ok(pairs) => pairs,
        Err(too_long) => return too_long.into_response(),
    };
    let words: String = value(&pairs, WORDS).trim().chars().filter(|c| !c.is_control()).take(LONGEST).collect();
    let mut found = FoundAll { words, kinds: Vec::new() };
    if !found.words.is_empty() {
        for kind in KINDS.iter().filter(|kind| staff.actor.may(kind.needs)) {
            match (kind.find)(&platform, &staff.actor, &found.words).await {
                Ok(some) => found.kinds.extend(some),
                Err(error) => {
                    tracing::error!(%error, "the desk cannot be searched");
                    return StatusCode::INTERNAL_SERVER_ERROR.into_response();
                }
            }
        }
    }
    page(&platform, &staff, PATH, move || provide_context(found.clone())).await
}

/// What a list finds by its field `q`.
async fn in_list<L: DeskList>(
    platform: &Platform,
    actor: &Actor,
    words: &str,
) -> Result<Option<FoundKind>, SearchError> {
    let shape = L::shape(platform).await?;
    let asked = Asked::parse(&shape, &[(WORDS.to_owned(), words.to_owned())]);
    let range = Range { limit: i64::try_from(SHOWN).unwrap_or(5), offset: 0 };
    let found = L::find(platform, actor, &asked, range).await?;
    if found.rows.is_empty() {
        return Ok(None);
    }
    let all = asked.address(&shape, "");
    let hits = found.rows.into_iter().map(|row| hit(row, &shape, &all)).collect();
    Ok(Some(FoundKind { title: L::PART.name(), hits, total: found.total, all }))
}

/// A row as a line: what names it and leads to it, then the rest that fits.
fn hit(row: Row, shape: &Shape, all: &str) -> Hit {
    let words: Vec<String> = row.cells.iter().map(Cell::words).filter(|words| !words.is_empty()).collect();
    let link = row.cells.into_iter().find_map(|cell| match cell {
        Cell::Link { words, href } => Some((words, href)),
        _ => None,
    });
    let first = words.first().cloned().unwrap_or_else(|| shape.path.to_owned());
    let (named, href) = match (row.href, link) {
        (Some(href), _) => (first, href),
        (None, Some(link)) => link,
        (None, None) => (first, all.to_owned()),
    };
    let about = words.into_iter().filter(|other| *other != named).take(3).collect::<Vec<_>>().join(" · ");
    Hit { words: named, about: about.replace('\n', ", "), href }
}

/// What the Landkaart finds.
async fn initiatives(platform: &Platform, words: &str) -> Result<Option<FoundKind>, SearchError> {
    let pairs = [("q".to_owned(), words.to_owned())];
    let browse = platform.landkaart.browse(&pairs).await.map_err(|_| SearchError::Landkaart)?;
    if browse.results.is_empty() {
        return Ok(None);
    }
    let places = browse.reference.places.municipalities();
    let hits = browse.results.iter().take(SHOWN).map(|initiative| Hit {
        words: initiative.title.clone(),
        about: places.get(initiative.municipality).map(|place| place.name.clone()).unwrap_or_default(),
        href: initiative.address(),
    });
    let query = Serializer::new(String::new()).append_pair("q", words).finish();
    Ok(Some(FoundKind {
        title: text("search-initiatives"),
        hits: hits.collect(),
        total: browse.total,
        all: format!("/landkaart?{query}"),
    }))
}

#[cfg(test)]
mod tests {
    use app::accounts::roles::{GivenRole, Role};
    use axum::http::Method;
    use axum::http::header::COOKIE;

    use crate::accounts::add_account::add_account;
    use crate::accounts::ask_link::ask_link;
    use crate::accounts::testing::cookie_of_new;
    use crate::http::testing::Visitor;
    use crate::store::testing::store_tests;

    store_tests! {
        async fn everybody_finds_what_they_may_see_and_nothing_else(store: Store) {
            let visitor = Visitor::of_forty(store).await;
            let now = visitor.platform.clock.now();
            let email = "amersfoort@voorbeeld.nl".parse().expect("an address");
            let role = GivenRole::new(Role::Door, None).expect("a role");
            add_account(&visitor.store, &email, "Iemand uit Amersfoort", &role, now).await.expect("an account");
            let network = "192.0.2.1".parse().expect("an address");
            ask_link(&visitor.store, &email, network, "https://example.org", None, now).await.expect("a mail");
            for (role, expected) in [
                (Role::Owner, ["Accounts", "Initiatieven", "Op de landkaart", "Post", "Logboek"].as_slice()),
                (Role::Moderator, &["Initiatieven", "Op de landkaart", "Post"]),
                (Role::Caterer, &["Op de landkaart"]),
            ] {
                let cookie = cookie_of_new(&visitor, &[GivenRole::new(role, None).expect("a role")]).await;
                let page = visitor.ask(Method::GET, "/beheer/zoeken?q=amersfoort", &[(COOKIE, &cookie)]).await;
                let kinds: Vec<&str> = page
                    .text()
                    .split("<h2 class=\"nl-heading nl-heading--level-2\">")
                    .skip(1)
                    .filter_map(|rest| rest.split('<').next())
                    .collect();
                assert_eq!(kinds, expected, "{role}");
                assert_eq!(page.text().contains("amersfoort@voorbeeld.nl"), role != Role::Caterer, "{role}");
                assert!(page.text().contains("/landkaart/initiatief/"), "{role}");
            }
        }
    }
}
