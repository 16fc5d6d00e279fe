//! The audit log at the desk and as a file: who did what to what, what it was before and what it is now.

use std::collections::{BTreeSet, HashMap};

use app::accounts::actor::Actor;
use app::accounts::roles::Role;
use app::desk::audit_words as words;
use app::desk::list::{Asked, Cell, Column, Filter, FilterKind, Order, Row, Shape};
use app::desk::pages::{account, mail};
use app::desk::parts::Part;
use app::desk::role_names;
use app::initiatives::needs::Landkaart as _;
use app::initiatives::places::Places;
use app::texts::{moments, text};
use serde_json::{Map, Value};

use super::desk_sql;
use crate::desk::list::{DeskList, Found, Range, anywhere, statement};
use crate::platform::Platform;
use crate::store::{Store, StoreError, read};

/// The names of a filter that other pages link with: everything about one thing.
pub(crate) const SUBJECT: &str = "waarop";

/// The list.
pub(crate) struct AuditLog;

impl DeskList for AuditLog {
    const PART: Part = Part::Audit;

    async fn shape(platform: &Platform) -> Result<Shape, StoreError> {
        shape(&platform.store).await
    }

    async fn find(platform: &Platform, _: &Actor, asked: &Asked, range: Range) -> Result<Found, StoreError> {
        rows(&platform.store, &platform.landkaart.reference().places, asked, range).await
    }
}

/// What can be asked of the log.
pub(crate) async fn shape(store: &Store) -> Result<Shape, StoreError> {
    let actions: Vec<String> = read!(store, |db| sqlx::query_scalar(desk_sql::ACTIONS).fetch_all(db).await)?;
    let actions = actions.into_iter().map(|code| (code.clone(), words::action(&code))).collect();
    let filter = |name, key: &str, kind| Filter { name, label: text(key), kind };
    Ok(Shape {
        path: Part::Audit.path(),
        filters: vec![
            filter("q", "audit-search", FilterKind::Words),
            filter("wie", "audit-who", FilterKind::Words),
            filter("wat", "audit-what", FilterKind::Choice(actions)),
            filter(SUBJECT, "audit-subject", FilterKind::Words),
            filter("van", "audit-from", FilterKind::Day),
            filter("tot", "audit-until", FilterKind::Day),
        ],
        columns: vec![
            Column::sorting("nummer", text("audit-number")),
            Column::plain("wanneer", text("audit-when")),
            Column::plain("wie", text("audit-who")),
            Column::plain("wat", text("audit-what")),
            Column::plain("waarop", text("audit-subject")),
            Column::plain("verschil", text("audit-difference")),
        ],
        order: Order { by: "nummer", descending: true },
    })
}

/// An entry with what its numbers stand for.
#[derive(sqlx::FromRow)]
struct Listed {
    number: i64,
    at: i64,
    actor: Option<String>,
    action: String,
    subject: String,
    before_state: Option<String>,
    after_state: Option<String>,
    who: Option<String>,
    whom: Option<String>,
}

/// The entries that are asked for, and how many there are in all.
pub(crate) async fn rows(store: &Store, places: &Places, asked: &Asked, range: Range) -> Result<Found, StoreError> {
    const DAY: i64 = 24 * 60 * 60;
    let (who, all) = (anywhere(asked.value("wie")), anywhere(asked.value("q")));
    let (action, subject) = (asked.value("wat"), asked.value(SUBJECT));
    let from = moments::start_of_day(asked.value("van")).unwrap_or(i64::MIN);
    // The day itself counts; a day on which clocks change is an hour longer or shorter, so the next one is looked up.
    let until = moments::start_of_day(asked.value("tot")).map_or(i64::MAX, |day| {
        let next = moments::here(day + DAY + DAY / 2).map(|at| at.date().to_string());
        next.and_then(|date| moments::start_of_day(&date)).unwrap_or(day + DAY)
    });
    let entries: Vec<Listed> = read!(store, |db| {
        sqlx::query_as(statement(desk_sql::ENTRIES, asked.order))
            .bind(&who)
            .bind(action)
            .bind(subject)
            .bind(from)
            .bind(until)
            .bind(&all)
            .bind(range.limit)
            .bind(range.offset)
            .fetch_all(db)
            .await
    })?;
    let total: i64 = read!(store, |db| {
        sqlx::query_scalar(desk_sql::COUNT_ENTRIES)
            .bind(&who)
            .bind(action)
            .bind(subject)
            .bind(from)
            .bind(until)
            .bind(&all)
            .fetch_one(db)
            .await
    })?;
    let entries: Vec<(Listed, Difference)> = entries
        .into_iter()
        .map(|entry| {
            let difference = Difference::between(entry.before_state.as_deref(), entry.after_state.as_deref());
            (entry, difference)
        })
        .collect();
    let references = entries.iter().flat_map(|(_, difference)| difference.people()).collect();
    let people = people(store, &references).await?;
    let rows = entries.into_iter().map(|(entry, difference)| in_list(entry, &difference, &people, places)).collect();
    Ok(Found { total: u32::try_from(total).unwrap_or(u32::MAX), rows })
}

/// What is kept beside the log, by reference. What was forgotten is not there.
async fn people(store: &Store, references: &BTreeSet<String>) -> Result<HashMap<String, String>, StoreError> {
    if references.is_empty() {
        return Ok(HashMap::new());
    }
    let asked = serde_json::json!(references).to_string();
    let found: Vec<(String, String)> = match store {
        Store::Sqlite { read, .. } => sqlx::query_as(desk_sql::PEOPLE_SQLITE).bind(&asked).fetch_all(read).await?,
        Store::Postgres(pool) => sqlx::query_as(desk_sql::PEOPLE_POSTGRES).bind(&asked).fetch_all(pool).await?,
    };
    Ok(found.into_iter().collect())
}

fn in_list(entry: Listed, difference: &Difference, people: &HashMap<String, String>, places: &Places) -> Row {
    let who = match (&entry.actor, entry.who) {
        (None, _) => text("audit-by-itself"),
        (Some(_), Some(name)) => name,
        (Some(_), None) => text("audit-forgotten"),
    };
    let difference = difference.in_words(people, places);
    Row {
        key: entry.number.to_string(),
        href: None,
        cells: vec![
            Cell::Number(entry.number),
            Cell::Moment(entry.at),
            Cell::Words(who),
            Cell::Words(words::action(&entry.action)),
            subject(&entry.subject, entry.whom, places),
            if difference.is_empty() { Cell::Empty } else { Cell::Words(difference) },
        ],
    }
}

/// What something was done to, with the way there. A room whose things are in the log adds its kind here.
fn subject(subject: &str, whom: Option<String>, places: &Places) -> Cell {
    let Some((kind, id)) = subject.split_once(':') else { return Cell::Words(subject.to_owned()) };
    let called = |name: &str| format!("{} {name}", words::kind(kind));
    match (kind, whom) {
        ("account", Some(name)) => Cell::Link { words: called(&name), href: account::path(id) },
        ("account", None) => Cell::Words(called(&text("audit-forgotten"))),
        ("mail", _) => Cell::Link { words: called(id.get(..8).unwrap_or(id)), href: mail::path(id) },
        ("submission", title) => Cell::Link {
            words: called(title.as_deref().unwrap_or(id.get(..8).unwrap_or(id))),
            href: format!("{}/{id}", Part::Submissions.path()),
        },
        ("initiative", title) => {
            Cell::Link { words: called(title.as_deref().unwrap_or(id)), href: format!("/landkaart/initiatief/{id}") }
        }
        ("municipality", _) => Cell::Words(called(&named(id, places))),
        // Whoever was erased has no name any more, and of a rule there is one.
        ("person" | "rule", _) => Cell::Words(words::kind(kind)),
        _ => Cell::Words(called(id.get(..8).unwrap_or(id))),
    }
}

/// The name of a municipality; its code where nobody knows it.
fn named(code: &str, places: &Places) -> String {
    places.municipality(code).map_or_else(|| code.to_owned(), |index| places.municipalities()[index].name.clone())
}

/// What is not the same before and after: field by field, as it stands in the log.
#[derive(Debug)]
struct Difference(Vec<(String, Option<Value>, Option<Value>)>);

impl Difference {
    fn between(before: Option<&str>, after: Option<&str>) -> Self {
        let read = |text: Option<&str>| text.and_then(|text| serde_json::from_str::<Map<_, _>>(text).ok());
        let (before, after) = (read(before).unwrap_or_default(), read(after).unwrap_or_default());
        let fields: BTreeSet<&String> = before.keys().chain(after.keys()).collect();
        let value = |map: &Map<String, Value>, field: &String| map.get(field).filter(|v| !v.is_null()).cloned();
        Self(
            fields
                .into_iter()
                .map(|field| (field.clone(), value(&before, field), value(&after, field)))
                .filter(|(_, before, after)| before != after)
                .collect(),
        )
    }

    /// The references to people in it.
    fn people(&self) -> Vec<String> {
        let values = self.0.iter().flat_map(|(_, before, after)| [before, after]).flatten();
        values.filter_map(|value| person(value).map(str::to_owned)).collect()
    }

    /// A line for each field: what it was, and what it is.
    fn in_words(&self, people: &HashMap<String, String>, places: &Places) -> String {
        let lines = self.0.iter().map(|(field, before, after)| {
            let shown = |value: &Value| value_in_words(field, value, people, places);
            let label = words::field(field);
            match (before, after) {
                (None, Some(after)) => format!("{label}: {}", shown(after)),
                (Some(before), after) => {
                    let after = after.as_ref().map_or_else(|| text("audit-nothing"), shown);
                    format!("{label}: {} → {after}", shown(before))
                }
                (None, None) => label,
            }
        });
        lines.collect::<Vec<_>>().join("\n")
    }
}

/// The reference in a value that stands for something personal.
fn person(value: &Value) -> Option<&str> {
    value.as_object().filter(|object| object.len() == 1)?.get("person")?.as_str()
}

fn value_in_words(field: &str, value: &Value, people: &HashMap<String, String>, places: &Places) -> String {
    if let Some(reference) = person(value) {
        return people.get(reference).cloned().unwrap_or_else(|| text("audit-forgotten"));
    }
    match (field, value) {
        (_, Value::Bool(yes)) => text(if *yes { "audit-yes" } else { "audit-no" }),
        ("role", Value::String(code)) => code.parse::<Role>().map_or_else(|_| code.clone(), role_names::name),
        ("municipality", Value::String(code)) => named(code, places),
        ("state", Value::String(code)) => words::state(code),
        (_, Value::String(words)) => words.clone(),
        (_, other) => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use app::accounts::actor::AccountId;
    use app::accounts::roles::GivenRole;
    use axum::http::header::COOKIE;
    use axum::http::{Method, StatusCode};
    use serde_json::json;
    use time::OffsetDateTime;

    use super::super::audit::{self, Entry};
    use super::super::testing::{actor_of, cookie_of_new};
    use super::*;
    use crate::http::testing::{Answer, Visitor};
    use crate::store::testing::store_tests;
    use crate::store::within;

    async fn write(store: &Store, actor: Option<&AccountId>, subject: &str, at: i64) {
        let mut tx = store.begin().await.expect("a transaction");
        let email = audit::personal(&mut tx, "kees@voorbeeld.nl").await.expect("a reference");
        let entry = Entry {
            actor,
            action: "role-given",
            subject: subject.into(),
            before: Some(json!({ "role": "door", "same": 1, "email": email })),
            after: Some(json!({ "role": "custodian", "municipality": "GM0307", "same": 1 })),
        };
        let now = OffsetDateTime::from_unix_timestamp(at).expect("a moment");
        audit::record(&mut tx, entry, now).await.expect("an entry");
        tx.commit().await.expect("a commit");
    }

    async fn owner(visitor: &Visitor) -> String {
        cookie_of_new(visitor, &[GivenRole::new(Role::Owner, None).expect("a role")]).await
    }

    async fn look(visitor: &Visitor, address: &str, cookie: &str) -> Answer {
        visitor.ask(Method::GET, address, &[(COOKIE, cookie)]).await
    }

    store_tests! {
        async fn an_entry_says_who_did_what_to_whom_and_what_is_different_now(store: Store) {
            let visitor = Visitor::of_forty(store).await;
            let cookie = owner(&visitor).await;
            let me = actor_of(&visitor, &cookie).await;
            let subject = format!("account:{}", me.account.0);
            // 24 November 2026, 14:05.
            write(&visitor.store, Some(&me.account), &subject, 1_795_525_500).await;
            let page = look(&visitor, "/beheer/logboek?wat=role-given&van=2026-11-24&tot=2026-11-24", &cookie).await;
            // Without the places where a long address may be broken.
            let text = page.text().replace("<wbr>", "").replace("<!---->", "");
            for words in ["24-11-2026 14:05", &me.name, "rol gegeven", "rol: Deur → Beheerder van een gemeente"] {
                assert!(text.contains(words), "{words}: {text}");
            }
            assert!(text.contains("gemeente: Amersfoort") && text.contains("mailadres: kees@voorbeeld.nl → niets"));
            assert!(!text.contains("same"), "what stayed the same is left out");
            for (query, there) in [
                ("van=2026-11-25", false),
                ("van=2026-11-24&tot=2026-11-24", true),
                ("tot=2026-11-23&wat=role-given&q=amersfoort", false),
                ("q=gm0307", true),
                ("wie=niemand", false),
            ] {
                let page = look(&visitor, &format!("/beheer/logboek?{query}"), &cookie).await;
                assert_eq!(page.text().contains("24-11-2026 14:05"), there, "{query}");
            }
            let file = look(&visitor, &format!("/beheer/logboek.csv?waarop={subject}&van=2026-11-24"), &cookie).await;
            assert_eq!(file.status, StatusCode::OK);
            assert!(file.text().contains("2026-11-24T14:05:00+01:00"), "{}", file.text());
        }

        async fn what_was_done_to_an_initiative_is_found_by_its_name(store: Store) {
            let visitor = Visitor::of_forty(store).await;
            let cookie = owner(&visitor).await;
            write(&visitor.store, None, "initiative:1", 1_795_525_500).await;
            let page = look(&visitor, "/beheer/logboek?q=G1000+Amers", &cookie).await;
            let text = page.text().replace("<wbr>", "").replace("<!---->", "");
            assert!(text.contains("initiatief G1000 Amersfoort") && text.contains("24-11-2026 14:05"), "{text}");
            let other = look(&visitor, "/beheer/logboek?q=G1000+Zeist", &cookie).await;
            assert!(!other.text().contains("24-11-2026 14:05"));
        }

        async fn who_was_forgotten_is_not_named_and_the_log_stays_whole(store: Store) {
            let visitor = Visitor::of_forty(store).await;
            let cookie = owner(&visitor).await;
            write(&visitor.store, Some(&AccountId("weg".into())), "account:weg", 1_795_525_500).await;
            let mut tx = visitor.store.begin().await.expect("a transaction");
            within!(&mut tx, |db| sqlx::raw_sql("DELETE FROM audit_person").execute(db).await.map(|_| ())).expect("gone");
            tx.commit().await.expect("a commit");
            let page = look(&visitor, "/beheer/logboek?van=2026-11-24", &cookie).await;
            assert!(page.text().contains("mailadres: verwijderd → niets") && page.text().contains("account verwijderd"));
            assert!(!page.text().contains("kees@voorbeeld.nl"));
            let chain = look(&visitor, "/beheer/logboek/keten", &cookie).await;
            assert!(chain.text().contains("Het logboek is heel"), "{}", chain.text());
        }

        async fn whoever_changed_the_log_outside_the_platform_is_seen(store: Store) {
            let visitor = Visitor::of_forty(store).await;
            let cookie = owner(&visitor).await;
            write(&visitor.store, None, "mail:1", 1_795_525_500).await;
            let forge = match &visitor.store {
                Store::Sqlite { .. } => "DROP TRIGGER audit_entry_stays",
                Store::Postgres(_) => "ALTER TABLE audit_entry DISABLE TRIGGER USER",
            };
            let mut tx = visitor.store.begin().await.expect("a transaction");
            for statement in [forge, "UPDATE audit_entry SET action = 'x' WHERE subject = 'mail:1'"] {
                within!(&mut tx, |db| sqlx::raw_sql(statement).execute(db).await.map(|_| ())).expect("forged");
            }
            tx.commit().await.expect("a commit");
            let chain = look(&visitor, "/beheer/logboek/keten", &cookie).await;
            assert!(chain.text().contains("Het logboek is niet heel") && chain.text().contains("gebroken bij regel 3"));
        }
    }
}
