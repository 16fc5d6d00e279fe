//! Whole files, read against the built-in taxonomy and municipalities: what every module's tests share.

mod lookups;
mod properties;
mod sentences;
mod writing;

use std::sync::LazyLock;

use app::geo::{LonLat, Rd};
use serde_json::Value;
use time::macros::date;

use super::*;
use crate::initiatives::content;
use crate::initiatives::reference::municipalities_for_import;

static TAXONOMY: LazyLock<Taxonomy> = LazyLock::new(taxonomy);
static MUNICIPALITIES: LazyLock<Municipalities> = LazyLock::new(municipalities);

/// The built-in taxonomy.
pub(super) fn taxonomy() -> Taxonomy {
    let content: Value = serde_json::from_str(include_str!("../../../../content/taxonomy.json")).expect("JSON");
    let text = |value: &Value, name: &str| value[name].as_str().expect("a text").to_owned();
    let value = |v: &Value| FacetValue { code: text(v, "code"), key: text(v, "key"), label: text(v, "label") };
    let list = |value: &Value| value.as_array().expect("a list").clone();
    let facet = |facet: &Value| {
        let values: Vec<FacetValue> = list(&facet["values"]).iter().map(value).collect();
        let most = if facet["multiple"] == true { values.len() } else { 1 };
        let at_most = facet["max"].as_u64().and_then(|max| usize::try_from(max).ok()).unwrap_or(most);
        Facet { code: text(facet, "code"), label: text(facet, "label"), at_most, values }
    };
    Taxonomy::new(list(&content["facets"]).iter().map(facet).collect())
}

/// The built-in municipalities, as an import gets them.
fn municipalities() -> Municipalities {
    let names = content::other_names().expect("names");
    municipalities_for_import(&content::places(&names).expect("places"), &names)
}

/// Distances to Amersfoort only: 7 km is its radius, as far as these tests are concerned.
struct AroundAmersfoort;

impl Boundaries for AroundAmersfoort {
    fn metres_outside(&self, municipality: &MunicipalityCode, position: LonLat) -> Option<f64> {
        let (here, there) = (LonLat { lon: 5.3935, lat: 52.1787 }.to_rd(), position.to_rd());
        let metres = (here.x - there.x).hypot(here.y - there.y) - 7_000.0;
        (municipality.as_str() == "GM0307").then(|| metres.max(0.0))
    }
}

pub(super) fn reference() -> Reference<'static> {
    Reference {
        taxonomy: &TAXONOMY,
        municipalities: &MUNICIPALITIES,
        today: date!(2026 - 11 - 23),
        to_lon_lat: Rd::to_lonlat,
        boundaries: Some(&AroundAmersfoort),
    }
}

/// Reads bytes of unknown length.
fn read_bytes(bytes: &[u8]) -> Result<Reading, FileProblem> {
    read(bytes, None, &reference())
}

/// Reads a file that must be readable.
pub(super) fn reading(bytes: impl AsRef<[u8]>) -> Reading {
    read_bytes(bytes.as_ref()).expect("a file that can be read")
}

/// Candidates without their place in the file, which differs between formats.
fn anywhere(candidates: Vec<Candidate>) -> Vec<Candidate> {
    candidates.into_iter().map(|candidate| Candidate { at: At::File, ..candidate }).collect()
}
