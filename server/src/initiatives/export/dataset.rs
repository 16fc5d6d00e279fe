//! The data set as catalogues read it: DCAT 3 with the terms that DCAT-AP-NL asks for, as JSON-LD.

use axum::response::Response;
use serde_json::{Value, json};

use super::answer::{Kind, whole};
use super::asking::Asking;
use super::record::moment;
use super::refusal::Refusal;
use super::rest::nothing_else;

const CC0: &str = "https://creativecommons.org/publicdomain/zero/1.0/";

/// `GET /api/v1/dataset.jsonld`
pub(super) async fn describe(asking: Asking) -> Result<Response, Refusal> {
    nothing_else(&asking)?;
    let snapshot = asking.platform.landkaart.snapshot();
    let modified = moment(snapshot.versions.written_at());
    let body = document(&asking, &snapshot.reference.boundaries.attribution, &modified);
    whole(&asking, Kind::new("application/ld+json"), body.to_string()).await
}

fn document(asking: &Asking, attribution: &str, modified: &str) -> Value {
    let id = |path: &str| json!({"@id": asking.address(path)});
    let distribution = |path: &str, title: &str, media_type: &str, format: &str| {
        json!({
            "@id": format!("{}#distributie", asking.address(path)),
            "@type": "dcat:Distribution",
            "dct:title": {"@value": title, "@language": "nl"},
            "dcat:accessURL": id(path),
            "dcat:downloadURL": id(path),
            "dcat:mediaType": {"@id": format!("https://www.iana.org/assignments/media-types/{media_type}")},
            "dct:format": {"@id": format!("http://publications.europa.eu/resource/authority/file-type/{format}")},
            "dct:license": {"@id": CC0},
        })
    };
    let service = |path: &str, title: &str, description: &str, standard: &str| {
        json!({
            "@id": format!("{}#dienst", asking.address(path)),
            "@type": "dcat:DataService",
            "dct:title": {"@value": title, "@language": "nl"},
            "dcat:endpointURL": id(path),
            "dcat:endpointDescription": id(description),
            "dct:conformsTo": {"@id": standard},
            "dct:license": {"@id": CC0},
            "dcat:servesDataset": {"@id": format!("{}#dataset", asking.address("/open-data"))},
        })
    };
    json!({
        "@context": {
            "dcat": "http://www.w3.org/ns/dcat#",
            "dct": "http://purl.org/dc/terms/",
            "foaf": "http://xmlns.com/foaf/0.1/",
            "locn": "http://www.w3.org/ns/locn#",
            "prov": "http://www.w3.org/ns/prov#",
            "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
            "xsd": "http://www.w3.org/2001/XMLSchema#",
            "adms": "http://www.w3.org/ns/adms#",
            "geosparql": "http://www.opengis.net/ont/geosparql#",
        },
        "@graph": [
            {
                "@id": format!("{}#dataset", asking.address("/open-data")),
                "@type": "dcat:Dataset",
                "dct:identifier": format!("{}#dataset", asking.address("/open-data")),
                "dct:title": {"@value": "Landkaart Democratie in Actie", "@language": "nl"},
                "dct:description": {
                    "@value": "Initiatieven die de lokale democratie in Nederland sterker maken: wat, waar, wanneer, welke soort, en in welke bron het staat.",
                    "@language": "nl",
                },
                "dcat:keyword": [
                    {"@value": "burgerparticipatie", "@language": "nl"},
                    {"@value": "lokale democratie", "@language": "nl"},
                    {"@value": "gemeenten", "@language": "nl"},
                ],
                "dcat:theme": {"@id": "http://publications.europa.eu/resource/authority/data-theme/GOVE"},
                "dct:language": {"@id": "http://publications.europa.eu/resource/authority/language/NLD"},
                "dct:accessRights": {"@id": "http://publications.europa.eu/resource/authority/access-right/PUBLIC"},
                "dct:license": {"@id": CC0},
                "dct:rights": {
                    "@type": "dct:RightsStatement",
                    "rdfs:label": {
                        "@value": format!("De beschrijvingen zijn vrij (CC0 1.0). Gemeentegrenzen: {attribution}. Plaatsnamen: GeoNames (CC BY 4.0)."),
                        "@language": "nl",
                    },
                },
                "dct:publisher": {"@type": "foaf:Organization", "foaf:name": "Democratie in Actie", "foaf:homepage": id("/")},
                "dct:modified": {"@value": modified, "@type": "xsd:dateTime"},
                "dct:accrualPeriodicity": {"@id": "http://publications.europa.eu/resource/authority/frequency/IRREG"},
                "dct:spatial": {
                    "@id": "http://publications.europa.eu/resource/authority/country/NLD",
                    "@type": "dct:Location",
                    "dcat:bbox": {
                        "@value": "POLYGON((-68.42 12.02,7.24 12.02,7.24 53.56,-68.42 53.56,-68.42 12.02))",
                        "@type": "geosparql:wktLiteral",
                    },
                },
                "dct:temporal": {"@type": "dct:PeriodOfTime", "dcat:startDate": {"@value": "1945", "@type": "xsd:gYear"}},
                "dct:source": [
                    {"@id": "https://www.cbs.nl/", "rdfs:label": "CBS en Kadaster: gemeenten en grenzen"},
                    {"@id": "https://www.geonames.org/", "rdfs:label": "GeoNames: plaatsnamen"},
                ],
                "dcat:landingPage": id("/open-data"),
                "foaf:page": [id("/landkaart"), id("/api/v1/soorten")],
                "dcat:distribution": [
                    distribution("/api/v1/initiatieven.geojson", "Initiatieven als GeoJSON", "application/geo+json", "GEOJSON"),
                    distribution("/api/v1/initiatieven.csv", "Initiatieven als CSV", "text/csv", "CSV"),
                    distribution("/api/v1/gemeenten.geojson", "Gemeenten met grenzen als GeoJSON", "application/geo+json", "GEOJSON"),
                    distribution("/api/v1/gemeenten.csv", "Gemeenten als CSV", "text/csv", "CSV"),
                    distribution("/landkaart/feed.atom", "Wijzigingen als Atom-feed", "application/atom+xml", "ATOM"),
                    distribution("/landkaart/kaart.svg", "Kaart om te drukken", "image/svg+xml", "SVG"),
                ],
            },
            service(
                "/api/v1",
                "REST API van de landkaart",
                "/api/v1/openapi.json",
                "https://logius-standaarden.github.io/API-Design-Rules/",
            ),
            service("/ogc/v1", "OGC API Features van de landkaart", "/ogc/v1/api", "http://www.opengis.net/doc/IS/ogcapi-features-1/1.0"),
        ],
    })
}
