//! The REST interface: initiatives page by page, one by one, and what the codes mean. Follows the REST API Design Rules 2 of
//! the Dutch government: no trailing slashes, full version in a header, problem documents, links in `_links`.

use app::initiatives::codebook::property_of;
use app::initiatives::filter::Filter;
use app::initiatives::needs::{LandkaartError, Reference};
use app::texts::{Value as Word, text_with};
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use serde::Serialize;
use serde_json::{Value, json};

use super::answer::{Kind, Listing, settled, whole};
use super::asking::{Asking, initiative_number, no_initiative, with_numbers};
use super::files::chosen;
use super::record::{Properties, Reader};
use super::refusal::Refusal;
use super::rows;

/// Initiatives on a page, unless asked otherwise, and at most.
const USUAL: usize = 20;
const MOST: usize = 100;

/// `GET /api/v1`: where everything is.
pub(super) async fn index(asking: Asking) -> Result<Response, Refusal> {
    nothing_else(&asking)?;
    let link = |path: &str| json!({"href": asking.address(path)});
    let body = json!({
        "titel": "Democratie in Actie: open data van de landkaart",
        "versie": super::VERSION,
        "_links": {
            "self": link("/api/v1"),
            "service-desc": link("/api/v1/openapi.json"),
            "service-doc": link("/open-data"),
            "initiatieven": link("/api/v1/initiatieven"),
            "initiatieven.geojson": link("/api/v1/initiatieven.geojson"),
            "initiatieven.csv": link("/api/v1/initiatieven.csv"),
            "gemeenten": link("/api/v1/gemeenten"),
            "gemeenten.geojson": link("/api/v1/gemeenten.geojson"),
            "gemeenten.csv": link("/api/v1/gemeenten.csv"),
            "soorten": link("/api/v1/soorten"),
            "dataset": link("/api/v1/dataset.jsonld"),
            "ogc": link("/ogc/v1"),
            "feed": link("/landkaart/feed.atom"),
        },
    });
    whole(&asking, Kind::new(Kind::JSON), body.to_string()).await
}

/// `GET /api/v1/initiatieven?{filter}&pagina=2&aantal=50`
pub(super) async fn initiatives(asking: Asking) -> Result<Response, Refusal> {
    settled(&asking, page).await
}

async fn page(asking: &Asking) -> Result<Response, Refusal> {
    let (selection, number) =
        chosen(asking, &["pagina", "aantal"], |parameters| parameters.whole("aantal", 1..=MOST, false, USUAL)).await?;
    let snapshot = selection.snapshot.clone();
    let filter = &selection.asked.filter;
    let total = selection.found.total();
    let pages = total.div_ceil(number).max(1);
    let page = filter.page as usize;
    if page > pages {
        return Err(Refusal::of(
            StatusCode::NOT_FOUND,
            text_with("export-problem-page", [("pages", Word::from(pages))]),
        ));
    }
    let links = Links::of(asking, filter, &snapshot.reference, page, pages, number);
    let start = (page - 1) * number;
    let after = format!(
        "],\"totaal\":{total},\"pagina\":{page},\"paginas\":{pages},\"aantal\":{number},\"_links\":{}}}",
        serde_json::to_string(&links.as_json()).unwrap_or_default()
    );
    let (written, base) = (snapshot.clone(), asking.platform.site.base_url.clone());
    Listing {
        kind: Kind::new(Kind::JSON).links(&links.0),
        before: b"{\"initiatieven\":[".to_vec(),
        between: ",",
        after: after.into_bytes(),
        ids: selection.found.ids(&snapshot.index, start..start + number),
        write: Box::new(move |row, into| {
            // Writing JSON into memory cannot fail.
            let _ = serde_json::to_writer(
                into,
                &Properties { row, reference: &written.reference, reader: Reader::Rest(&base) },
            );
        }),
        snapshot,
    }
    .respond(asking)
    .await
}

/// The links between the pages of a list, as relation and address.
struct Links(Vec<(&'static str, String)>);

impl Links {
    fn of(asking: &Asking, filter: &Filter, reference: &Reference, page: usize, pages: usize, number: usize) -> Self {
        let query = Filter { page: 1, ..filter.clone() }.query(&reference.taxonomy, &reference.places);
        let address = |page: usize| {
            let all = [("pagina", page), ("aantal", number)];
            asking.address(&format!("{}?{}", asking.path, with_numbers(&query, &all)))
        };
        let mut links = vec![("self", asking.own_address()), ("first", address(1)), ("last", address(pages))];
        if page > 1 {
            links.push(("prev", address(page - 1)));
        }
        if page < pages {
            links.push(("next", address(page + 1)));
        }
        Self(links)
    }

    fn as_json(&self) -> Value {
        self.0.iter().map(|(relation, address)| ((*relation).to_owned(), json!({"href": address}))).collect()
    }
}

/// `GET /api/v1/initiatieven/{id}`
pub(super) async fn initiative(Path(id): Path<String>, asking: Asking) -> Result<Response, Refusal> {
    nothing_else(&asking)?;
    let number = initiative_number(&id)?;
    if let Some(other) = asking.platform.landkaart.snapshot().part_of(number) {
        return Err(Refusal::Elsewhere(asking.address(&format!("/api/v1/initiatieven/{other}"))));
    }
    let row = rows::by_ids(&asking.platform.store, &[number]).await?.pop().ok_or_else(|| no_initiative(number))?;
    if row.withdrawn_at.is_some() {
        return Err(LandkaartError::Gone(row.withdrawn_reason).into());
    }
    let reference = asking.platform.landkaart.snapshot().reference.clone();
    let reader = Reader::Rest(&asking.platform.site.base_url);
    let body = serde_json::to_string(&Properties { row: &row, reference: &reference, reader })
        .map_err(|_| Refusal::internal())?;
    whole(&asking, Kind::new(Kind::JSON), body).await
}

#[derive(Serialize)]
struct CodeList<'a> {
    code: &'a str,
    eigenschap: &'a str,
    naam: &'a str,
    vraag: &'a str,
    waarden: Vec<Code<'a>>,
}

#[derive(Serialize)]
#[expect(clippy::struct_field_names, reason = "the Dutch names of the public interface")]
struct Code<'a> {
    code: &'a str,
    sleutel: &'a str,
    naam: &'a str,
    uitleg: &'a str,
    gecontroleerd: bool,
    initiatieven: u32,
}

/// `GET /api/v1/soorten?{filter}`: the codebook, with how many initiatives every value has.
pub(super) async fn codebook(asking: Asking) -> Result<Response, Refusal> {
    let (selection, ()) = chosen(&asking, &[], |_| ()).await?;
    let mut counts = selection.found.tags.iter().copied();
    let facets: Vec<CodeList<'_>> = selection
        .snapshot
        .reference
        .taxonomy
        .facets
        .iter()
        .map(|facet| CodeList {
            code: &facet.code,
            eigenschap: property_of(&facet.code),
            naam: &facet.label,
            vraag: &facet.question,
            waarden: facet
                .values
                .iter()
                .map(|value| Code {
                    code: &value.code,
                    sleutel: &value.key,
                    naam: &value.label,
                    uitleg: &value.explanation,
                    gecontroleerd: value.confirmed,
                    initiatieven: counts.next().unwrap_or_default(),
                })
                .collect(),
        })
        .collect();
    let body = json!({"kenmerken": facets, "_links": {"self": {"href": asking.own_address()}}}).to_string();
    whole(&asking, Kind::new(Kind::JSON), body).await
}

/// Refuses every parameter.
pub(super) fn nothing_else(asking: &Asking) -> Result<(), Refusal> {
    let mut parameters = asking.parameters();
    parameters.only(&[], &[]);
    parameters.finish()
}
