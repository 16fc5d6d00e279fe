//! The list of municipalities at the desk. There are a few hundred and no more, so it is put together in memory.

use std::collections::HashMap;

use app::accounts::actor::Actor;
use app::desk::list::{Asked, Cell, Column, Filter, FilterKind, Order, Row, Shape};
use app::desk::parts::Part;
use app::initiatives::custodians::municipality::path;
use app::initiatives::needs::Landkaart as _;
use app::texts::text;

use super::sql;
use crate::accounts::custodians::{Custodian, custodians};
use crate::desk::list::{DeskList, Found, Range};
use crate::platform::Platform;
use crate::store::{StoreError, read};

/// The list.
pub(super) struct Municipalities;

/// A municipality in it.
struct Line {
    /// Its place in the alphabet of the country.
    place: usize,
    code: String,
    name: String,
    domains: Vec<String>,
    custodians: Vec<String>,
    waiting: i64,
}

/// What a custodian is called at the desk.
pub(super) fn called(custodian: &Custodian) -> String {
    if custodian.name.is_empty() {
        custodian.email.clone()
    } else {
        format!("{} ({})", custodian.name, custodian.email)
    }
}

impl DeskList for Municipalities {
    const PART: Part = Part::Municipalities;

    async fn shape(_: &Platform) -> Result<Shape, StoreError> {
        let states = [
            ("aanvraag", "municipalities-state-waiting"),
            ("beheerder", "municipalities-state-custodian"),
            ("zonder-beheerder", "municipalities-state-no-custodian"),
            ("domein", "municipalities-state-domain"),
            ("zonder-domein", "municipalities-state-no-domain"),
        ];
        let states = states.map(|(code, key)| (code.to_owned(), text(key))).into();
        Ok(Shape {
            path: Part::Municipalities.path(),
            filters: vec![
                Filter { name: "q", label: text("municipalities-search"), kind: FilterKind::Words },
                Filter { name: "stand", label: text("municipalities-state"), kind: FilterKind::Choice(states) },
            ],
            columns: vec![
                Column::sorting("gemeente", text("municipalities-name")),
                Column::plain("domeinen", text("municipalities-domains")),
                Column::plain("beheerders", text("municipalities-custodians")),
                Column::sorting("aanvragen", text("municipalities-waiting")),
            ],
            order: Order { by: "aanvragen", descending: true },
        })
    }

    async fn find(platform: &Platform, _: &Actor, asked: &Asked, range: Range) -> Result<Found, StoreError> {
        let (words, state) = (asked.value("q").to_lowercase(), asked.value("stand"));
        let mut lines = lines(platform).await?;
        lines.retain(|line| {
            let has = |texts: &[String]| texts.iter().any(|text| text.to_lowercase().contains(&words));
            let said = line.name.to_lowercase().contains(&words) || has(&line.domains) || has(&line.custodians);
            let fits = match state {
                "aanvraag" => line.waiting > 0,
                "beheerder" => !line.custodians.is_empty(),
                "zonder-beheerder" => line.custodians.is_empty(),
                "domein" => !line.domains.is_empty(),
                "zonder-domein" => line.domains.is_empty(),
                _ => true,
            };
            fits && said
        });
        if asked.order.by == "aanvragen" {
            lines.sort_by_key(|line| if asked.order.descending { -line.waiting } else { line.waiting });
        } else if asked.order.descending {
            lines.sort_by_key(|line| std::cmp::Reverse(line.place));
        }
        let total = u32::try_from(lines.len()).unwrap_or(u32::MAX);
        let (skip, take) = (usize::try_from(range.offset).unwrap_or(0), usize::try_from(range.limit).unwrap_or(0));
        Ok(Found { total, rows: lines.into_iter().skip(skip).take(take).map(in_list).collect() })
    }
}

fn in_list(line: Line) -> Row {
    let lines = |texts: Vec<String>| if texts.is_empty() { Cell::Empty } else { Cell::Words(texts.join("\n")) };
    Row {
        href: Some(path(&line.code)),
        cells: vec![
            Cell::Words(line.name),
            lines(line.domains),
            lines(line.custodians),
            if line.waiting > 0 { Cell::Number(line.waiting) } else { Cell::Empty },
        ],
        key: line.code,
    }
}

async fn lines(platform: &Platform) -> Result<Vec<Line>, StoreError> {
    let store = &platform.store;
    let domains: Vec<(String, String)> = read!(store, |db| sqlx::query_as(sql::DOMAINS).fetch_all(db).await)?;
    let waiting: Vec<(String, i64)> =
        read!(store, |db| sqlx::query_as(sql::WAITING_PER_MUNICIPALITY).fetch_all(db).await)?;
    let waiting: HashMap<String, i64> = waiting.into_iter().collect();
    let mut domains_of: HashMap<String, Vec<String>> = HashMap::new();
    for (municipality, domain) in domains {
        domains_of.entry(municipality).or_default().push(domain);
    }
    let mut custodians_of: HashMap<String, Vec<String>> = HashMap::new();
    for custodian in custodians(store).await? {
        custodians_of.entry(custodian.municipality.clone()).or_default().push(called(&custodian));
    }
    let reference = platform.landkaart.reference();
    let places = reference.places.municipalities().iter().enumerate();
    Ok(places
        .map(|(place, municipality)| Line {
            place,
            domains: domains_of.remove(&municipality.code).unwrap_or_default(),
            custodians: custodians_of.remove(&municipality.code).unwrap_or_default(),
            waiting: waiting.get(&municipality.code).copied().unwrap_or_default(),
            code: municipality.code.clone(),
            name: municipality.name.clone(),
        })
        .collect())
}
