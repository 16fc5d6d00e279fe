//! OGC API Features 1.0 (Part 1: Core; Part 2: Coordinate Reference Systems by Reference), so that QGIS, GDAL and everything
//! else that speaks the standard reads initiatives and municipalities by address.

mod asked;
mod frame;
mod items;
#[cfg(test)]
mod whole_service;

use std::sync::Arc;

use app::initiatives::needs::Reference;
use app::initiatives::words::shown;
use app::texts::{Value as Word, text, text_with};
use axum::Router;
use axum::extract::Path;
use axum::http::{HeaderName, StatusCode};
use axum::response::Response;
use axum::routing::get;
use serde_json::{Value, json};

use super::answer::{Kind, whole};
use super::asking::Asking;
use super::refusal::Refusal;
use super::shapes::Crs;
use crate::platform::Platform;

/// The media type of an OpenAPI 3.0 document (OGC API Features, 7.3).
const OPENAPI: &str = "application/vnd.oai.openapi+json;version=3.0";

/// Says in which system the coordinates of an answer are (Part 2, 6.2.2).
pub(super) const CONTENT_CRS: HeaderName = HeaderName::from_static("content-crs");

/// What the standard asks of this implementation.
const CONFORMS_TO: [&str; 4] = [
    "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/core",
    "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/oas30",
    "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/geojson",
    "http://www.opengis.net/spec/ogcapi-features-2/1.0/conf/crs",
];

/// The routes of the interface.
pub(super) fn routes() -> Router<Arc<Platform>> {
    Router::new()
        .route("/ogc/v1", get(landing))
        // OWSLib puts a slash behind the address of a service before it asks.
        .route("/ogc/v1/", get(landing))
        .route("/ogc/v1/api", get(description))
        // Where the REST API Design Rules (`/core/publish-openapi`) look for it.
        .route("/ogc/v1/openapi.json", get(description))
        .route("/ogc/v1/conformance", get(conformance))
        .route("/ogc/v1/collections", get(collections))
        .route("/ogc/v1/collections/{collection}", get(collection))
        .route("/ogc/v1/collections/{collection}/items", get(items::list))
        .route("/ogc/v1/collections/{collection}/items/{feature}", get(items::one))
}

/// A collection of features.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Collection {
    Initiatives,
    Municipalities,
}

impl Collection {
    const ALL: [Self; 2] = [Self::Initiatives, Self::Municipalities];

    fn id(self) -> &'static str {
        match self {
            Self::Initiatives => "initiatieven",
            Self::Municipalities => "gemeenten",
        }
    }

    fn of(name: &str) -> Result<Self, Refusal> {
        Self::ALL.into_iter().find(|collection| collection.id() == name).ok_or_else(|| {
            let detail = text_with("export-problem-no-collection", [("name", Word::from(shown(name)))]);
            Refusal::of(StatusCode::NOT_FOUND, detail)
        })
    }

    fn describe(self, asking: &Asking, reference: &Reference) -> Value {
        let path = format!("/ogc/v1/collections/{}", self.id());
        let (title, description, file) = match self {
            Self::Initiatives => (
                "Initiatieven",
                "Initiatieven die de lokale democratie in Nederland sterker maken, elk met zijn bronnen. Punten.",
                "/api/v1/initiatieven",
            ),
            Self::Municipalities => (
                "Gemeenten",
                "De gemeenten en de drie openbare lichamen, met het aantal initiatieven. Vlakken; de openbare lichamen zijn punten.",
                "/api/v1/gemeenten",
            ),
        };
        json!({
            "id": self.id(),
            "title": title,
            "description": description,
            "attribution": reference.boundaries.attribution,
            "extent": {
                "spatial": {
                    "bbox": [[-68.42, 12.02, 7.24, 53.56], [3.35, 50.75, 7.24, 53.56], [-68.42, 12.02, -62.94, 17.65]],
                    "crs": Crs::Crs84.uri(),
                },
                "temporal": {"interval": [["1945-01-01T00:00:00Z", null]]},
            },
            "itemType": "feature",
            "crs": Crs::ALL.map(Crs::uri),
            "storageCrs": Crs::Crs84.uri(),
            "links": [
                link(asking, "self", Kind::JSON, &path),
                link(asking, "items", Kind::GEO_JSON, &format!("{path}/items")),
                link(asking, "alternate", Kind::GEO_JSON, &format!("{file}.geojson")),
                link(asking, "alternate", "text/csv", &format!("{file}.csv")),
                link(asking, "license", "text/html", "/open-data"),
                link(asking, "describedby", Kind::JSON, "/api/v1/soorten"),
            ],
        })
    }
}

/// `GET /ogc/v1`
async fn landing(asking: Asking) -> Result<Response, Refusal> {
    format_only(&asking)?;
    let body = json!({
        "title": "Democratie in Actie: landkaart",
        "description": "Initiatieven die de lokale democratie in Nederland sterker maken, en de gemeenten waar zij zijn.",
        "links": [
            link(&asking, "self", Kind::JSON, "/ogc/v1"),
            link(&asking, "service-desc", OPENAPI, "/ogc/v1/api"),
            link(&asking, "service-doc", "text/html", "/open-data"),
            link(&asking, "conformance", Kind::JSON, "/ogc/v1/conformance"),
            link(&asking, "data", Kind::JSON, "/ogc/v1/collections"),
        ],
    });
    whole(&asking, Kind::new(Kind::JSON), body.to_string()).await
}

/// `GET /ogc/v1/api` and `/ogc/v1/openapi.json`
async fn description(asking: Asking) -> Result<Response, Refusal> {
    format_only(&asking)?;
    let reference = asking.platform.landkaart.snapshot().reference.clone();
    let document = super::openapi::features(&asking.platform.site, &reference.taxonomy)?;
    whole(&asking, Kind::new(OPENAPI), document).await
}

/// `GET /ogc/v1/conformance`
async fn conformance(asking: Asking) -> Result<Response, Refusal> {
    format_only(&asking)?;
    whole(&asking, Kind::new(Kind::JSON), json!({"conformsTo": CONFORMS_TO}).to_string()).await
}

/// `GET /ogc/v1/collections`
async fn collections(asking: Asking) -> Result<Response, Refusal> {
    format_only(&asking)?;
    let reference = asking.platform.landkaart.snapshot().reference.clone();
    let body = json!({
        "links": [link(&asking, "self", Kind::JSON, "/ogc/v1/collections")],
        "crs": Crs::ALL.map(Crs::uri),
        "collections": Collection::ALL.map(|collection| collection.describe(&asking, &reference)),
    });
    whole(&asking, Kind::new(Kind::JSON), body.to_string()).await
}

/// `GET /ogc/v1/collections/{collection}`
async fn collection(Path(name): Path<String>, asking: Asking) -> Result<Response, Refusal> {
    let collection = Collection::of(&name)?;
    format_only(&asking)?;
    let reference = asking.platform.landkaart.snapshot().reference.clone();
    whole(&asking, Kind::new(Kind::JSON), collection.describe(&asking, &reference).to_string()).await
}

/// A link in a document.
fn link(asking: &Asking, relation: &str, media_type: &str, path: &str) -> Value {
    let title = match relation {
        "self" => text("export-link-self"),
        "alternate" => text("export-link-alternate"),
        "next" => text("export-link-next"),
        "prev" => text("export-link-prev"),
        "collection" => text("export-link-collection"),
        "items" | "data" => text("export-link-items"),
        "conformance" => text("export-link-conformance"),
        "license" => text("export-link-license"),
        _ => text("export-link-description"),
    };
    json!({"href": asking.address(path), "rel": relation, "type": media_type, "title": title, "hreflang": "nl"})
}

/// Refuses every parameter but `f=json`.
fn format_only(asking: &Asking) -> Result<(), Refusal> {
    let mut parameters = asking.parameters();
    parameters.only(&["f"], &[]);
    asked::format(&mut parameters);
    parameters.finish()
}
