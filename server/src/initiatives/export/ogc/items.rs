//! The features of a collection, page by page and one by one.

use std::collections::HashSet;

use app::geo::LonLat;
use app::initiatives::needs::{LandkaartError, Reference};
use app::initiatives::words::shown;
use app::texts::{Value as Word, text_with};
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use serde_json::{Value, json};

use super::asked::{Asked, format, page_query, query_from, read, system};
use super::{CONTENT_CRS, Collection, link};
use crate::blocking::blocking;
use crate::initiatives::export::answer::{Kind, Listing, WRITING, settled, whole};
use crate::initiatives::export::asking::{Asking, initiative_number, no_initiative};
use crate::initiatives::export::municipalities;
use crate::initiatives::export::record::{Properties, Reader};
use crate::initiatives::export::refusal::Refusal;
use crate::initiatives::export::rows::{self, FullRow};
use crate::initiatives::export::shapes::Crs;
use crate::initiatives::selection::Selection;

/// `GET /ogc/v1/collections/{collection}/items`
pub(super) async fn list(Path(name): Path<String>, asking: Asking) -> Result<Response, Refusal> {
    match Collection::of(&name)? {
        Collection::Initiatives => settled(&asking, initiatives).await,
        Collection::Municipalities => municipality_list(&asking).await,
    }
}

/// `GET /ogc/v1/collections/{collection}/items/{feature}`
pub(super) async fn one(Path((name, feature)): Path<(String, String)>, asking: Asking) -> Result<Response, Refusal> {
    let collection = Collection::of(&name)?;
    let mut parameters = asking.parameters();
    parameters.only(&["f", "crs"], &[]);
    format(&mut parameters);
    let crs = system(&mut parameters, "crs");
    parameters.finish()?;
    match collection {
        Collection::Initiatives => one_initiative(&asking, &feature, crs).await,
        Collection::Municipalities => one_municipality(&asking, &feature, crs).await,
    }
}

async fn initiatives(asking: &Asking) -> Result<Response, Refusal> {
    let asked = read(asking).await?;
    let (asked, chosen) = blocking(WRITING, move || {
        let chosen = choose(&asked);
        (asked, chosen)
    })
    .await?;
    let ranks = settle(asking, &asked, chosen).await?;
    let snapshot = asked.selection.snapshot.clone();
    let matched = ranks.len();
    let page = asked.offset.min(matched)..asked.offset.saturating_add(asked.limit).min(matched);
    let ids: Vec<i64> = ranks[page].iter().map(|&rank| snapshot.index.id(rank)).collect();
    let links = Links::of(asking, Collection::Initiatives, &asked, ids.len(), matched);
    let tail = links.tail(matched, ids.len());
    let (written, base, crs) = (snapshot.clone(), asking.platform.site.base_url.clone(), asked.crs);
    Listing {
        kind: kind(crs).links(&links.relations),
        before: b"{\"type\":\"FeatureCollection\",\"features\":[".to_vec(),
        between: ",\n",
        after: tail.into_bytes(),
        ids,
        write: Box::new(move |row, into| {
            // Writing JSON into memory cannot fail.
            let _ = serde_json::to_writer(into, &feature(row, &written.reference, &base, crs, None));
        }),
        snapshot,
    }
    .respond(asking)
    .await
}

/// The ranks that fit the frame, the period and the first year too, in the order of the list; with those of which only the
/// row can tell whether they fit the frame.
fn choose(asked: &Asked) -> (Vec<u32>, HashSet<u32>) {
    let Selection { snapshot, found, .. } = &asked.selection;
    let places = snapshot.reference.places.municipalities();
    let index = &snapshot.index;
    let mut doubtful = HashSet::new();
    let mut inside = |rank: u32| {
        let Some(frame) = &asked.frame else { return true };
        // A public body is drawn in the inset of the map, which is not where it lies on earth.
        let in_europe = places[usize::from(index.municipality(rank))].province.is_some();
        in_europe.then(|| frame.contains_rd(index.position(rank))).flatten().unwrap_or_else(|| {
            doubtful.insert(rank);
            true
        })
    };
    let begun = |rank: u32| asked.start_year.is_none_or(|year| index.start_year(rank) == Some(year));
    let going_on = |rank: u32| asked.period.is_none_or(|period| period.meets(index.years(rank)));
    let ranks = found.order.iter().copied().filter(|&rank| begun(rank) && going_on(rank) && inside(rank)).collect();
    (ranks, doubtful)
}

/// Leaves out of the doubtful ones those that lie outside the frame.
async fn settle(
    asking: &Asking,
    asked: &Asked,
    (mut ranks, doubtful): (Vec<u32>, HashSet<u32>),
) -> Result<Vec<u32>, Refusal> {
    let Some(frame) = asked.frame.as_ref().filter(|_| !doubtful.is_empty()) else { return Ok(ranks) };
    let snapshot = &asked.selection.snapshot;
    let ids: Vec<i64> = doubtful.iter().map(|&rank| snapshot.index.id(rank)).collect();
    let rows = rows::of_snapshot(&asking.platform.store, snapshot, &ids).await?;
    let inside: HashSet<i64> = rows.iter().filter(|row| frame.contains(row.position())).map(|row| row.id).collect();
    ranks.retain(|rank| !doubtful.contains(rank) || inside.contains(&snapshot.index.id(*rank)));
    Ok(ranks)
}

async fn municipality_list(asking: &Asking) -> Result<Response, Refusal> {
    let asked = read(asking).await?;
    let outlines = asking.kept.outlines(&asking.platform.store, &asked.selection.snapshot).await?;
    let reference = asked.selection.snapshot.reference.clone();
    let (asked, outlines, within) = blocking(WRITING, move || {
        let places = asked.selection.snapshot.reference.places.municipalities();
        let touches = |&index: &usize| {
            asked.frame.as_ref().is_none_or(|frame| frame.touches(&outlines, index, places[index].label))
        };
        let within: Vec<usize> = municipalities::within(&asked.selection).filter(touches).collect();
        (asked, outlines, within)
    })
    .await?;
    let matched = within.len();
    let page = asked.offset.min(matched)..asked.offset.saturating_add(asked.limit).min(matched);
    let links = Links::of(asking, Collection::Municipalities, &asked, page.len(), matched);
    let tail = links.tail(matched, page.len());
    let base = asking.platform.site.base_url.clone();
    let kind = kind(asked.crs).links(&links.relations);
    let body = blocking(WRITING, move || {
        let features: Vec<String> = within[page]
            .iter()
            .map(|&index| {
                let place = &reference.places.municipalities()[index];
                let count = asked.selection.found.municipalities[index];
                json!({
                    "type": "Feature",
                    "id": place.code,
                    "geometry": outlines.geometry(index, place.label, asked.crs),
                    "properties": municipalities::properties(&reference, index, count, &base),
                })
                .to_string()
            })
            .collect();
        format!("{{\"type\":\"FeatureCollection\",\"features\":[{}{tail}", features.join(",\n"))
    })
    .await?;
    whole(asking, kind, body).await
}

async fn one_initiative(asking: &Asking, id: &str, crs: Crs) -> Result<Response, Refusal> {
    let number = initiative_number(id)?;
    if let Some(other) = asking.platform.landkaart.snapshot().part_of(number) {
        // In the same form and system of coordinates.
        let own = asking.own_address();
        let query = own.split_once('?').map(|(_, query)| format!("?{query}")).unwrap_or_default();
        let path = format!("/ogc/v1/collections/initiatieven/items/{other}{query}");
        return Err(Refusal::Elsewhere(asking.address(&path)));
    }
    let row = rows::by_ids(&asking.platform.store, &[number]).await?.pop().ok_or_else(|| no_initiative(number))?;
    if row.withdrawn_at.is_some() {
        return Err(LandkaartError::Gone(row.withdrawn_reason).into());
    }
    let reference = asking.platform.landkaart.snapshot().reference.clone();
    let links = feature_links(asking, Collection::Initiatives, id);
    let body = serde_json::to_string(&feature(&row, &reference, &asking.platform.site.base_url, crs, Some(links)))
        .map_err(|_| Refusal::internal())?;
    whole(asking, kind(crs), body).await
}

async fn one_municipality(asking: &Asking, code: &str, crs: Crs) -> Result<Response, Refusal> {
    let snapshot = asking.platform.landkaart.snapshot();
    let reference = &snapshot.reference;
    let index = municipalities::exact(reference, code).ok_or_else(|| {
        let detail = text_with("export-problem-no-municipality", [("name", Word::from(shown(code)))]);
        Refusal::of(StatusCode::NOT_FOUND, detail)
    })?;
    let outlines = asking.kept.outlines(&asking.platform.store, &snapshot).await?;
    let place = &reference.places.municipalities()[index];
    let count = u16::try_from(index).map_or(0, |index| snapshot.index.municipality_count(index));
    let body = json!({
        "type": "Feature",
        "id": place.code,
        "geometry": outlines.geometry(index, place.label, crs),
        "properties": municipalities::properties(reference, index, count, &asking.platform.site.base_url),
        "links": feature_links(asking, Collection::Municipalities, &place.code),
    });
    whole(asking, kind(crs), body.to_string()).await
}

/// An initiative as a feature.
#[derive(serde::Serialize)]
struct Feature<'a> {
    #[serde(rename = "type")]
    kind: &'static str,
    id: i64,
    geometry: Option<Point>,
    properties: Properties<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    links: Option<Value>,
}

#[derive(serde::Serialize)]
struct Point {
    #[serde(rename = "type")]
    kind: &'static str,
    coordinates: [f64; 2],
}

fn feature<'a>(
    row: &'a FullRow,
    reference: &'a Reference,
    base: &'a str,
    crs: Crs,
    links: Option<Value>,
) -> Feature<'a> {
    let position: LonLat = row.position();
    Feature {
        kind: "Feature",
        id: row.id,
        geometry: crs.point(position).map(|coordinates| Point { kind: "Point", coordinates }),
        properties: Properties { row, reference, reader: Reader::Program(base) },
        links,
    }
}

fn feature_links(asking: &Asking, collection: Collection, id: &str) -> Value {
    let path = format!("/ogc/v1/collections/{}", collection.id());
    let rest = match collection {
        Collection::Initiatives => format!("/api/v1/initiatieven/{id}"),
        Collection::Municipalities => format!("/api/v1/gemeenten/{id}"),
    };
    json!([
        link(asking, "self", Kind::GEO_JSON, &format!("{path}/items/{id}")),
        link(asking, "alternate", Kind::JSON, &rest),
        link(asking, "collection", Kind::JSON, &path),
    ])
}

fn kind(crs: Crs) -> Kind {
    Kind::new(Kind::GEO_JSON).with(CONTENT_CRS, &format!("<{}>", crs.uri()))
}

/// The links of a page of features: in the document, and as a header.
struct Links {
    documents: Vec<Value>,
    relations: Vec<(&'static str, String)>,
}

impl Links {
    fn of(asking: &Asking, collection: Collection, asked: &Asked, returned: usize, matched: usize) -> Self {
        let mut links = Self { documents: Vec::new(), relations: Vec::new() };
        let address = |offset: usize| {
            let query = query_from(asking, offset);
            let sign = if query.is_empty() { "" } else { "?" };
            format!("{}{sign}{query}", asking.path)
        };
        links.add(asking, "self", &address(asked.offset));
        let next = asked.offset.saturating_add(returned);
        if returned > 0 && next < matched {
            links.add(asking, "next", &address(next));
        }
        if asked.offset > 0 && matched > 0 {
            links.add(asking, "prev", &address(asked.offset.min(matched).saturating_sub(asked.limit)));
        }
        let collection = format!("/ogc/v1/collections/{}", collection.id());
        links.documents.push(link(asking, "collection", Kind::JSON, &collection));
        links.documents.push(link(asking, "alternate", "text/html", &page_query(&asked.selection)));
        links
    }

    fn add(&mut self, asking: &Asking, relation: &'static str, path: &str) {
        self.documents.push(link(asking, relation, Kind::GEO_JSON, path));
        self.relations.push((relation, asking.address(path)));
    }

    /// What stands after the features. No `timeStamp`: it is the moment of answering (7.16), which would make the same data
    /// other bytes every second; the header `Date` says it too.
    fn tail(&self, matched: usize, returned: usize) -> String {
        format!(
            "],\"numberMatched\":{matched},\"numberReturned\":{returned},\"links\":{}}}",
            Value::from(self.documents.clone())
        )
    }
}
