//! The descriptions of the two interfaces (OpenAPI 3.0). What never changes stands in two JSON files beside this one; the
//! address of the site, the version and the facets of the taxonomy are filled in here.

use app::initiatives::codebook::property_of;
use app::initiatives::model::{Facet, STATUS_FACET, Taxonomy};
use app::site::Site;
use axum::response::Response;
use serde_json::{Value, json};

use super::answer::{Kind, whole};
use super::asking::Asking;
use super::refusal::Refusal;
use super::rest::nothing_else;

const REST: &str = include_str!("rest.openapi.json");
const FEATURES: &str = include_str!("features.openapi.json");

/// The parameters of the filter that are no facets, per interface.
const REST_FILTER: &[&str] = &["q", "provincie", "gemeente", "vanaf", "tot", "gecontroleerd", "kader", "binnen"];
const FEATURES_FILTER: &[&str] = &["q", "provincie", "gemeente", "vanaf", "tot", "gecontroleerd"];

/// `GET /api/v1/openapi.json`
pub(super) async fn document(asking: Asking) -> Result<Response, Refusal> {
    nothing_else(&asking)?;
    let reference = asking.platform.landkaart.snapshot().reference.clone();
    let document = filled_in(REST, "/api/v1", REST_FILTER, &asking.platform.site, &reference.taxonomy)?;
    whole(&asking, Kind::new(Kind::JSON), document).await
}

/// The description of the OGC interface.
pub(super) fn features(site: &Site, taxonomy: &Taxonomy) -> Result<String, Refusal> {
    filled_in(FEATURES, "/ogc/v1", FEATURES_FILTER, site, taxonomy)
}

fn filled_in(text: &str, path: &str, filter: &[&str], site: &Site, taxonomy: &Taxonomy) -> Result<String, Refusal> {
    let mut document: Value = serde_json::from_str(text).map_err(|error| {
        tracing::error!(%error, "the description of an interface cannot be read");
        Refusal::internal()
    })?;
    document["info"]["version"] = json!(super::VERSION);
    document["info"]["contact"] = json!({"name": "Democratie in Actie", "url": format!("{}/open-data", site.base_url)});
    document["servers"] = json!([{"url": format!("{}{path}", site.base_url)}]);
    for facet in &taxonomy.facets {
        document["components"]["parameters"][facet.code.as_str()] = parameter(facet);
    }
    let names = filter.iter().copied().chain(taxonomy.facets.iter().map(|facet| facet.code.as_str()));
    let refs: Vec<Value> = names.map(|name| json!({"$ref": format!("#/components/parameters/{name}")})).collect();
    if let Some(paths) = document["paths"].as_object_mut() {
        for operation in paths.values_mut().filter_map(|path| path.get_mut("get")).filter_map(Value::as_object_mut) {
            if operation.remove("x-filter").is_some()
                && let Some(parameters) = operation.get_mut("parameters").and_then(Value::as_array_mut)
            {
                parameters.extend(refs.iter().cloned());
            }
        }
    }
    describe_facets(&mut document["components"]["schemas"], taxonomy);
    Ok(document.to_string())
}

/// Gives every schema that asks for it the facets as properties.
fn describe_facets(schema: &mut Value, taxonomy: &Taxonomy) {
    let Some(object) = schema.as_object_mut() else { return };
    if object.remove("x-facets").is_some() {
        for facet in &taxonomy.facets {
            object["properties"][property_of(&facet.code)] = if facet.code == STATUS_FACET {
                json!({"type": "string", "nullable": true, "description": facet.label})
            } else {
                json!({"type": "array", "items": {"type": "string"}, "description": facet.label})
            };
        }
    }
    for inner in object.values_mut() {
        describe_facets(inner, taxonomy);
    }
}

fn parameter(facet: &Facet) -> Value {
    let codes: Vec<&str> = facet.values.iter().map(|value| value.code.as_str()).collect();
    json!({
        "name": facet.code,
        "in": "query",
        "description": format!("{}. Meer waarden: een ervan is genoeg. De korte sleutel mag ook.", facet.label),
        "style": "form",
        "explode": true,
        "schema": {"type": "array", "items": {"type": "string", "enum": codes}},
    })
}

#[cfg(test)]
mod tests {
    use app::initiatives::model::FacetValue;

    use super::*;

    #[test]
    fn both_documents_are_valid_json_in_which_every_reference_leads_somewhere() {
        let value = FacetValue {
            code: "loopt".into(),
            key: "S3".into(),
            label: "Loopt".into(),
            explanation: String::new(),
            confirmed: true,
        };
        let facet = Facet {
            code: "status".into(),
            label: "Status".into(),
            question: String::new(),
            at_most: 1,
            values: vec![value],
        };
        let taxonomy = Taxonomy { facets: vec![facet] };
        let site = Site {
            base_url: "https://example.org".into(),
            version: "1.2.3",
            style: String::new(),
            work_style: String::new(),
            fonts: Vec::new(),
            contact: None,
            leptos: leptos::prelude::LeptosOptions::builder().output_name("app").build(),
        };
        for (text, path, filter) in [(REST, "/api/v1", REST_FILTER), (FEATURES, "/ogc/v1", FEATURES_FILTER)] {
            let text = filled_in(text, path, filter, &site, &taxonomy).expect("a document");
            assert!(!text.contains("\"x-"), "nothing is left to fill in");
            let document: Value = serde_json::from_str(&text).expect("JSON");
            assert_eq!(document["servers"][0]["url"], format!("https://example.org{path}"));
            for reference in text.split("\"$ref\":\"#").skip(1) {
                let pointer = reference.split('"').next().unwrap_or_default();
                assert!(document.pointer(pointer).is_some(), "{pointer}");
            }
        }
    }
}
