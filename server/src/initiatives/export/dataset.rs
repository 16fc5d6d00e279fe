//! The data set as catalogues read it: DCAT 3 with the terms that DCAT-AP-NL 3.0 asks for, as JSON-LD.

use app::programme::dataset::{self, Dataset, EXTENTS, FIRST_YEAR, File, LICENCE, Service};
use axum::response::Response;
use serde_json::{Value, json};

use super::answer::{Kind, whole};
use super::asking::Asking;
use super::record::moment;
use super::refusal::Refusal;
use super::rest::nothing_else;

/// Lists of the European Union from which the values of some terms come.
const THEME: &str = "http://publications.europa.eu/resource/authority/data-theme/GOVE";
const LANGUAGE: &str = "http://publications.europa.eu/resource/authority/language/NLD";
const PUBLIC: &str = "http://publications.europa.eu/resource/authority/access-right/PUBLIC";
const IRREGULAR: &str = "http://publications.europa.eu/resource/authority/frequency/IRREG";
const NETHERLANDS: &str = "http://publications.europa.eu/resource/authority/country/NLD";
const FILE_TYPE: &str = "http://publications.europa.eu/resource/authority/file-type";
const MEDIA_TYPE: &str = "https://www.iana.org/assignments/media-types";

/// `GET /api/v1/dataset.jsonld`
pub(super) async fn describe(asking: Asking) -> Result<Response, Refusal> {
    nothing_else(&asking)?;
    let snapshot = asking.platform.landkaart.snapshot();
    let attribution = &snapshot.reference.boundaries.attribution;
    let modified = moment(snapshot.versions.written_at());
    let document = Catalogue { base: &asking.platform.site.base_url }.document(attribution, &modified);
    whole(&asking, Kind::new("application/ld+json"), document.to_string()).await
}

/// Writes the description for a site at this address.
struct Catalogue<'a> {
    base: &'a str,
}

impl Catalogue<'_> {
    fn id(&self, path: &str) -> Value {
        json!({"@id": format!("{}{path}", self.base)})
    }

    fn document(&self, attribution: &str, modified: &str) -> Value {
        let set = dataset::dataset();
        let mut graph = vec![self.dataset(&set, attribution, modified), self.publisher(&set), self.contact(&set)];
        graph.extend(set.files.iter().map(|file| self.file(file)));
        graph.extend(set.services.iter().flat_map(|service| [self.service(service, &set), self.example(service)]));
        json!({
            "@context": {
                "dcat": "http://www.w3.org/ns/dcat#",
                "dct": "http://purl.org/dc/terms/",
                "foaf": "http://xmlns.com/foaf/0.1/",
                "geosparql": "http://www.opengis.net/ont/geosparql#",
                "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
                "skos": "http://www.w3.org/2004/02/skos/core#",
                "vcard": "http://www.w3.org/2006/vcard/ns#",
                "xsd": "http://www.w3.org/2001/XMLSchema#",
            },
            "@graph": graph,
        })
    }

    fn dataset(&self, set: &Dataset, attribution: &str, modified: &str) -> Value {
        let distributions = set.files.iter().map(|file| file.path).chain(set.services.iter().map(|it| it.example));
        let sources = dataset::sources().map(|(address, name)| json!({"@id": address, "rdfs:label": name}));
        let mut places = vec![json!({"@id": NETHERLANDS, "@type": "dct:Location"})];
        places.extend(EXTENTS.iter().zip(dataset::extent_names()).map(|(extent, name)| location(extent, &name)));
        json!({
            "@id": format!("{}/open-data#dataset", self.base),
            "@type": "dcat:Dataset",
            "dct:identifier": format!("{}/open-data#dataset", self.base),
            "dct:title": dutch(&set.title),
            "dct:description": dutch(&set.description),
            "dcat:keyword": set.keywords.iter().map(|word| dutch(word)).collect::<Value>(),
            "dcat:theme": {"@id": THEME},
            "dct:language": {"@id": LANGUAGE},
            "dct:accessRights": {"@id": PUBLIC},
            "dct:license": {"@id": LICENCE},
            "dct:rights": {"@type": "dct:RightsStatement", "rdfs:label": dutch(&dataset::rights(attribution))},
            "dct:creator": self.id("/#programma"),
            "dct:publisher": self.id("/#programma"),
            "dcat:contactPoint": self.id("/open-data#contact"),
            "dct:modified": {"@value": modified, "@type": "xsd:dateTime"},
            "dct:accrualPeriodicity": {"@id": IRREGULAR},
            "dct:spatial": places,
            "dct:temporal": {
                "@type": "dct:PeriodOfTime",
                "dcat:startDate": {"@value": FIRST_YEAR.to_string(), "@type": "xsd:gYear"},
            },
            "dct:source": sources,
            "dcat:landingPage": self.id("/open-data"),
            "foaf:page": [self.id("/landkaart"), self.id("/api/v1/soorten")],
            "dcat:distribution": distributions.map(|path| self.id(&format!("{path}#distributie"))).collect::<Value>(),
        })
    }

    fn publisher(&self, set: &Dataset) -> Value {
        json!({
            "@id": format!("{}/#programma", self.base),
            "@type": ["foaf:Agent", "foaf:Organization"],
            "foaf:name": dutch(&set.publisher),
            "foaf:homepage": self.id("/"),
        })
    }

    fn contact(&self, set: &Dataset) -> Value {
        json!({
            "@id": format!("{}/open-data#contact", self.base),
            "@type": ["vcard:Kind", "vcard:Organization"],
            "vcard:fn": dutch(&set.publisher),
            "vcard:hasURL": self.id("/open-data"),
        })
    }

    fn file(&self, file: &File) -> Value {
        json!({
            "@id": format!("{}{}#distributie", self.base, file.path),
            "@type": "dcat:Distribution",
            "dct:title": dutch(&file.title),
            "dcat:accessURL": self.id(file.path),
            "dcat:downloadURL": self.id(file.path),
            "dcat:mediaType": {"@id": format!("{MEDIA_TYPE}/{}", file.media_type)},
            "dct:format": {"@id": format!("{FILE_TYPE}/{}", file.file_type)},
            "dct:license": {"@id": LICENCE},
        })
    }

    /// A service as a way to the data.
    fn example(&self, service: &Service) -> Value {
        json!({
            "@id": format!("{}{}#distributie", self.base, service.example),
            "@type": "dcat:Distribution",
            "dct:title": dutch(&service.title),
            "dcat:accessURL": self.id(service.example),
            "dcat:accessService": self.id(&format!("{}#dienst", service.path)),
            "dcat:mediaType": {"@id": format!("{MEDIA_TYPE}/{}", service.media_type)},
            "dct:license": {"@id": LICENCE},
        })
    }

    fn service(&self, service: &Service, set: &Dataset) -> Value {
        json!({
            "@id": format!("{}{}#dienst", self.base, service.path),
            "@type": "dcat:DataService",
            "dct:identifier": format!("{}{}#dienst", self.base, service.path),
            "dct:title": dutch(&service.title),
            "dct:description": dutch(&set.description),
            "dcat:endpointURL": self.id(service.path),
            "dcat:endpointDescription": self.id(service.description),
            "dct:conformsTo": {"@id": service.standard},
            "dcat:theme": {"@id": THEME},
            "dct:accessRights": {"@id": PUBLIC},
            "dct:license": {"@id": LICENCE},
            "dct:publisher": self.id("/#programma"),
            "dcat:contactPoint": self.id("/open-data#contact"),
            "dcat:servesDataset": self.id("/open-data#dataset"),
        })
    }
}

fn dutch(text: &str) -> Value {
    json!({"@value": text, "@language": "nl"})
}

fn location([west, south, east, north]: &[f64; 4], name: &str) -> Value {
    json!({
        "@type": "dct:Location",
        "skos:prefLabel": dutch(name),
        "dcat:bbox": {
            "@value": format!(
                "POLYGON(({west} {south},{east} {south},{east} {north},{west} {north},{west} {south}))"
            ),
            "@type": "geosparql:wktLiteral",
        },
    })
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    fn document() -> Value {
        Catalogue { base: "https://example.org" }.document("CBS", "2026-01-01T00:00:00Z")
    }

    fn of_type<'a>(document: &'a Value, kind: &str) -> Vec<&'a Value> {
        let graph = document["@graph"].as_array().expect("a graph");
        graph.iter().filter(|node| node["@type"] == kind).collect()
    }

    #[test]
    fn every_node_has_what_dcat_ap_nl_requires() {
        let document = document();
        for (kind, required) in [
            (
                "dcat:Dataset",
                &[
                    "dct:title",
                    "dct:description",
                    "dct:identifier",
                    "dct:publisher",
                    "dct:creator",
                    "dcat:contactPoint",
                    "dcat:theme",
                    "dct:accessRights",
                ][..],
            ),
            ("dcat:Distribution", &["dcat:accessURL", "dct:license"]),
            (
                "dcat:DataService",
                &[
                    "dct:title",
                    "dct:description",
                    "dct:identifier",
                    "dct:publisher",
                    "dcat:contactPoint",
                    "dcat:endpointURL",
                    "dcat:endpointDescription",
                    "dcat:theme",
                    "dct:accessRights",
                    "dct:license",
                ],
            ),
        ] {
            let nodes = of_type(&document, kind);
            assert!(!nodes.is_empty(), "{kind}");
            for node in nodes {
                for term in required {
                    assert!(!node[*term].is_null() && !node[*term].is_array(), "{kind} has one {term}: {node}");
                }
            }
        }
    }

    #[test]
    fn every_prefix_is_declared_and_used_and_every_id_of_ours_leads_to_a_node() {
        let document = document();
        let text = document["@graph"].to_string();
        let declared: BTreeSet<&str> =
            document["@context"].as_object().expect("a context").keys().map(String::as_str).collect();
        let used: BTreeSet<&str> = text
            .split('"')
            .filter_map(|word| word.split_once(':'))
            .filter(|(prefix, rest)| {
                !rest.starts_with("//") && !prefix.is_empty() && prefix.bytes().all(|byte| byte.is_ascii_lowercase())
            })
            .map(|(prefix, _)| prefix)
            .collect();
        assert_eq!(declared, used);
        let nodes: BTreeSet<&str> =
            document["@graph"].as_array().expect("a graph").iter().filter_map(|node| node["@id"].as_str()).collect();
        for id in text.split('"').filter(|word| word.starts_with("https://example.org") && word.contains('#')) {
            assert!(nodes.contains(id), "{id}");
        }
    }

    #[test]
    fn no_rectangle_spans_the_ocean() {
        let document = document();
        let places = of_type(&document, "dcat:Dataset")[0]["dct:spatial"].as_array().expect("places").clone();
        assert_eq!(places.iter().filter(|place| place["dcat:bbox"].is_object()).count(), 2);
        assert!(EXTENTS.iter().all(|[west, south, east, north]| east - west < 10.0 && north - south < 10.0));
    }
}
