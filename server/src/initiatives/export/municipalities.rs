//! The municipalities as data, each with how many initiatives a filter leaves there.

use app::initiatives::codebook::{self, Form};
use app::initiatives::needs::Reference;
use app::initiatives::places::Municipality;
use app::initiatives::words::shown;
use app::texts::{Value as Word, text_with};
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use serde_json::{Map, Value, json};

use super::answer::{Kind, WRITING, whole};
use super::asking::{Asking, file_stem};
use super::files::{BYTE_ORDER_MARK, chosen, separator, write_record};
use super::refusal::Refusal;
use super::rest::nothing_else;
use super::shapes::Crs;
use crate::blocking::blocking;
use crate::initiatives::selection::Selection;

/// `GET /api/v1/gemeenten?{filter}`
pub(super) async fn list(asking: Asking) -> Result<Response, Refusal> {
    let (selection, ()) = chosen(&asking, &[], |_| ()).await?;
    let base = asking.platform.site.base_url.clone();
    let own = asking.own_address();
    let body = blocking(WRITING, move || {
        let reference = &selection.snapshot.reference;
        let municipalities: Vec<Value> = within(&selection)
            .map(|index| Value::Object(with_links(reference, index, selection.found.municipalities[index], &base)))
            .collect();
        json!({
            "gemeenten": municipalities,
            "totaal": municipalities.len(),
            "_links": {"self": {"href": own}},
        })
        .to_string()
    })
    .await?;
    whole(&asking, Kind::new(Kind::JSON), body).await
}

/// `GET /api/v1/gemeenten/{code or slug}`
pub(super) async fn one(Path(name): Path<String>, asking: Asking) -> Result<Response, Refusal> {
    nothing_else(&asking)?;
    let snapshot = asking.platform.landkaart.snapshot();
    let reference = &snapshot.reference;
    let index = exact(reference, &name).ok_or_else(|| unknown(&name))?;
    let count = u16::try_from(index).map_or(0, |index| snapshot.index.municipality_count(index));
    let body = Value::Object(with_links(reference, index, count, &asking.platform.site.base_url)).to_string();
    whole(&asking, Kind::new(Kind::JSON), body).await
}

/// `GET /api/v1/gemeenten.geojson?{filter}`
pub(super) async fn geojson(asking: Asking) -> Result<Response, Refusal> {
    let (selection, ()) = chosen(&asking, &[], |_| ()).await?;
    let outlines = asking.kept.outlines(&asking.platform.store, &selection.snapshot).await?;
    let name = file_stem("gemeenten", &selection.asked.filter, &selection.snapshot.reference);
    let base = asking.platform.site.base_url.clone();
    let body = blocking(WRITING, move || {
        let reference = &selection.snapshot.reference;
        let features: Vec<Value> = within(&selection)
            .map(|index| {
                let place = &reference.places.municipalities()[index];
                json!({
                    "type": "Feature",
                    "id": place.code,
                    "geometry": outlines.geometry(index, place.label, Crs::Crs84),
                    "properties": properties(reference, index, selection.found.municipalities[index], &base),
                })
            })
            .collect();
        json!({
            "type": "FeatureCollection",
            "bronvermelding": reference.boundaries.attribution,
            "features": features,
        })
        .to_string()
    })
    .await?;
    whole(&asking, Kind::new(Kind::GEO_JSON).file(&format!("{name}.geojson")), body).await
}

/// `GET /api/v1/gemeenten.csv?{filter}&scheidingsteken=puntkomma`
pub(super) async fn table(asking: Asking) -> Result<Response, Refusal> {
    let (selection, separator) = chosen(&asking, &["scheidingsteken"], separator).await?;
    let reference = &selection.snapshot.reference;
    let mut body = BYTE_ORDER_MARK.as_bytes().to_vec();
    write_record(codebook::names(codebook::of_municipality(), Form::Csv), separator, &mut body);
    for index in within(&selection) {
        let place = &reference.places.municipalities()[index];
        let province = place.province.map(|province| &reference.places.provinces()[province]);
        let cells = [
            place.code.clone(),
            place.name.clone(),
            province.map(|province| province.code.clone()).unwrap_or_default(),
            province.map(|province| province.name.clone()).unwrap_or_default(),
            selection.found.municipalities[index].to_string(),
            place.label.lon.to_string(),
            place.label.lat.to_string(),
        ];
        write_record(cells, separator, &mut body);
    }
    let name = file_stem("gemeenten", &selection.asked.filter, reference);
    whole(&asking, Kind::new(Kind::CSV).file(&format!("{name}.csv")), body).await
}

/// The municipalities that the filter on places leaves, in alphabetical order.
pub(super) fn within(selection: &Selection) -> impl Iterator<Item = usize> {
    let filter = &selection.asked.filter;
    let places = selection.snapshot.reference.places.municipalities().iter().enumerate();
    places
        .filter(|&(index, place)| {
            filter.municipality.is_none_or(|wanted| wanted == index)
                && filter.province.is_none_or(|wanted| place.province == Some(wanted))
        })
        .map(|(index, _)| index)
}

/// What is told of a municipality.
pub(super) fn properties(reference: &Reference, index: usize, count: u32, base: &str) -> Map<String, Value> {
    let place: &Municipality = &reference.places.municipalities()[index];
    let province = place.province.map(|province| &reference.places.provinces()[province]);
    let value = json!({
        "code": place.code,
        "naam": place.name,
        "slug": place.slug,
        "provinciecode": province.map(|province| &province.code),
        "provincie": province.map(|province| &province.name),
        "initiatieven": count,
        "webadres": format!("{base}/landkaart/gemeente/{}", place.slug),
    });
    match value {
        Value::Object(map) => map,
        _ => Map::new(),
    }
}

fn with_links(reference: &Reference, index: usize, count: u32, base: &str) -> Map<String, Value> {
    let place = &reference.places.municipalities()[index];
    let mut map = properties(reference, index, count, base);
    map.insert("vroegereNamen".into(), json!(place.other_names));
    map.insert("positie".into(), json!({"lon": place.label.lon, "lat": place.label.lat}));
    map.insert(
        "_links".into(),
        json!({
            "self": {"href": format!("{base}/api/v1/gemeenten/{}", place.code)},
            "html": {"href": format!("{base}/landkaart/gemeente/{}", place.slug)},
            "initiatieven": {"href": format!("{base}/api/v1/initiatieven?gemeente={}", place.slug)},
        }),
    );
    map
}

/// The municipality with this code or slug. Other names are for searching: an address has to stay what it is.
pub(super) fn exact(reference: &Reference, written: &str) -> Option<usize> {
    let places = reference.places.municipalities();
    places.iter().position(|place| place.code.eq_ignore_ascii_case(written) || place.slug == written)
}

fn unknown(name: &str) -> Refusal {
    let detail = text_with("export-problem-no-municipality", [("name", Word::from(shown(name)))]);
    Refusal::of(StatusCode::NOT_FOUND, detail)
}
