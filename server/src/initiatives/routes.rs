//! The addresses of this room that are no pages: what the map in the browser asks, and the map as a file.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::header::{CACHE_CONTROL, ETAG};
use axum::http::request::Parts;
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{any, get};
use axum::{Json, Router};
use serde::Serialize;

use app::initiatives::filter::Filter;
use app::initiatives::model::{Taxonomy, slug};
use app::initiatives::needs::{Landkaart as _, Reference};
use app::initiatives::words;
use app::texts::text_with;

use super::closer_look::closer_look;
use super::export;
use super::index::{Suggestion, SuggestionKind, TagIdx};
use super::landkaart::LandkaartService;
use super::photos;
use crate::http::negotiation::{self, Encoding};
use crate::http::problem::{FieldError, Problem};
use crate::http::query::pairs;
use crate::http::{self, limits};
use crate::platform::Platform;

/// At most so many suggestions under the search field.
const MOST_SUGGESTIONS: usize = 8;

/// The finest and coarsest scale that can be asked for, in metres per pixel.
const SCALES: std::ops::RangeInclusive<f64> = 0.1..=5_000.0;

/// The routes of the room.
pub(crate) fn routes() -> Router<Arc<Platform>> {
    Router::new()
        .route("/landkaart/beeld.json", get(marks))
        .route("/landkaart/grenzen/{file}", get(closer_look))
        .route("/landkaart/suggesties.json", get(suggestions))
        .route("/landkaart/resultaten", get(http::fragment))
        .route("/landkaart/gemeente/{name}", any(municipality))
        .route("/landkaart/initiatief/{key}", any(initiative))
        .merge(photos::routes())
        .merge(export::routes())
}

/// `/landkaart/gemeente/{name}`: leads from a former or other name and from a code to the address of today, because addresses are
/// passed on for years and municipalities merge every January. Everything else is the page's.
async fn municipality(State(platform): State<Arc<Platform>>, Path(name): Path<String>, request: Parts) -> Response {
    let reference = platform.landkaart.reference();
    let place = reference.places.municipality(&name).map(|index| &reference.places.municipalities()[index]);
    match place.filter(|place| place.slug != name) {
        Some(place) => {
            let query = request.uri.query().map(|query| format!("?{query}")).unwrap_or_default();
            Redirect::permanent(&format!("/landkaart/gemeente/{}{query}", place.slug)).into_response()
        }
        None => http::page(State(platform), request).await,
    }
}

/// `/landkaart/initiatief/{key}`: leads from an initiative that is part of another one now to that one. Everything else is the page's.
async fn initiative(State(platform): State<Arc<Platform>>, Path(key): Path<String>, request: Parts) -> Response {
    match elsewhere(&platform, &key, "") {
        Some(response) => response,
        None => http::page(State(platform), request).await,
    }
}

/// The way to the initiative that the one of an address is part of now, with `page` behind its address.
pub(super) fn elsewhere(platform: &Platform, key: &str, page: &str) -> Option<Response> {
    let id = key.split('-').next().and_then(|number| number.parse::<i64>().ok())?;
    let snapshot = platform.landkaart.snapshot();
    let other = snapshot.part_of(id)?;
    Some(http::moved(&format!("/landkaart/initiatief/{other}{page}")))
}

/// `GET /landkaart/beeld.json?{filter}&kader=x0,y0,x1,y1&mpp=12.5`: what stands on the map in a frame.
async fn marks(State(platform): State<Arc<Platform>>, request: Parts) -> Response {
    let pairs = match pairs(request.uri.query()) {
        Ok(pairs) => pairs,
        Err(too_long) => return too_long.into_response(),
    };
    let wrong = |errors| Problem::of_parameters(StatusCode::BAD_REQUEST, errors).into_response();
    // First, because a question that cannot be answered has no tag that anyone could have.
    let scale = match scale(&pairs, &platform.landkaart.reference()) {
        Ok(scale) => scale,
        Err(errors) => return wrong(errors),
    };
    let tag = marks_tag(&platform, &request);
    if negotiation::not_modified(&request.headers, &tag) {
        return with_tag(StatusCode::NOT_MODIFIED.into_response(), tag);
    }
    let _turn = match limits::enter(&platform, &request).await {
        Ok(turn) => turn,
        Err(exceeded) => return exceeded.into_response(),
    };
    match platform.landkaart.marks(&pairs, scale).await {
        Ok(Some(marks)) => with_tag(Json(marks).into_response(), tag),
        // The lists that the filter is read against changed meanwhile.
        Ok(None) => wrong(Vec::new()),
        Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}

/// The scale that is asked for, in metres per pixel, when everything that is asked can be understood; else all that is wrong.
fn scale(pairs: &[(String, String)], reference: &Reference) -> Result<f64, Vec<FieldError>> {
    let asked = Filter::parse(pairs, &reference.taxonomy, &reference.places);
    let errors = asked.problems.iter();
    let mut errors: Vec<FieldError> = errors
        .map(|problem| FieldError { parameter: problem.field.clone(), detail: words::query_problem(problem) })
        .collect();
    let scale = pairs.iter().find(|(name, _)| name == "mpp").and_then(|(_, value)| value.parse().ok());
    let scale = scale.filter(|scale| SCALES.contains(scale));
    if scale.is_none() {
        let ends = [("least", SCALES.start()), ("most", SCALES.end())];
        let detail = text_with("export-problem-scale", ends.map(|(name, end)| (name, end.to_string().into())));
        errors.push(FieldError { parameter: "mpp".into(), detail });
    }
    scale.filter(|_| errors.is_empty()).ok_or(errors)
}

/// The marks are decided by the data, the question and the build: who has them does not need them again, and nobody sees old
/// marks beside a new list. It is read before the marks are made, so that it is never newer than they are.
fn marks_tag(platform: &Platform, request: &Parts) -> HeaderValue {
    let versions = platform.landkaart.snapshot().versions;
    let query = request.uri.query().unwrap_or_default();
    let identity =
        format!("{}\n{}\n{}\n{query}", platform.site.version, versions.initiatives.stamp, versions.reference.stamp);
    negotiation::etag(&negotiation::content_hash(identity.as_bytes()), Encoding::Identity)
}

fn with_tag(mut response: Response, tag: HeaderValue) -> Response {
    response.headers_mut().insert(ETAG, tag);
    response.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    response
}

/// A line under the search field.
#[derive(Serialize)]
struct SuggestionAnswer {
    text: String,
    /// What it is, and how many initiatives it has.
    detail: String,
    href: String,
}

/// `GET /landkaart/suggesties.json?q=`: what a person who is typing may mean.
async fn suggestions(State(platform): State<Arc<Platform>>, request: Parts) -> Response {
    let _turn = match limits::enter(&platform, &request).await {
        Ok(turn) => turn,
        Err(exceeded) => return exceeded.into_response(),
    };
    let pairs = match pairs(request.uri.query()) {
        Ok(pairs) => pairs,
        Err(too_long) => return too_long.into_response(),
    };
    let text: String = pairs
        .iter()
        .find(|(name, _)| name == "q")
        .map(|(_, value)| value.chars().take(200).collect())
        .unwrap_or_default();
    match suggest(&platform.landkaart, text).await {
        Some(answers) => with_short_life(Json(answers).into_response()),
        None => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}

async fn suggest(landkaart: &LandkaartService, text: String) -> Option<Vec<SuggestionAnswer>> {
    let (snapshot, suggestions) = landkaart.suggest(text, MOST_SUGGESTIONS).await.ok()?;
    let places = snapshot.reference.places.municipalities();
    let search = |name: &str, value: &str| {
        format!("/landkaart?{}", form_urlencoded::Serializer::new(String::new()).append_pair(name, value).finish())
    };
    let answer = |suggestion: Suggestion| {
        let Suggestion { label, count, kind } = suggestion;
        Some(match kind {
            SuggestionKind::Municipality { municipality, known_as } => {
                let place = &places[usize::from(municipality)];
                let text = match known_as {
                    Some(known_as) => words::known_as(&known_as, &place.name),
                    None => place.name.clone(),
                };
                let href = format!("/landkaart/gemeente/{}", place.slug);
                SuggestionAnswer { text, detail: words::suggested_municipality(count), href }
            }
            SuggestionKind::Tag(tag) => {
                let (facet, value) = value_of(&snapshot.reference.taxonomy, tag)?;
                SuggestionAnswer { href: search(facet, value), text: label, detail: words::suggested_type(count) }
            }
            SuggestionKind::Initiative(id) => {
                let href = format!("/landkaart/initiatief/{id}-{}", slug(&label));
                SuggestionAnswer { text: label, detail: words::suggested_initiative(), href }
            }
            SuggestionKind::Word => {
                SuggestionAnswer { href: search("q", &label), text: label, detail: words::suggested_word(count) }
            }
        })
    };
    Some(suggestions.into_iter().filter_map(answer).collect())
}

/// The codes of facet and value of a tag.
fn value_of(taxonomy: &Taxonomy, tag: TagIdx) -> Option<(&str, &str)> {
    let mut values = taxonomy.facets.iter().flat_map(|facet| facet.values.iter().map(move |value| (facet, value)));
    values.nth(tag.into()).map(|(facet, value)| (facet.code.as_str(), value.code.as_str()))
}

/// Suggestions that a browser may keep for a moment: they are asked again with every letter.
fn with_short_life(mut response: Response) -> Response {
    response.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static("public, max-age=5"));
    response
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::http::testing::Visitor;
    use crate::store::testing::TestStore;

    #[tokio::test]
    async fn an_old_name_and_a_code_lead_to_the_municipality_of_today() {
        let test = TestStore::sqlite().await;
        let visitor = Visitor::of_forty(test.store.clone()).await;
        for (name, slug) in [
            ("uden", "maashorst"),
            ("den-haag", "s-gravenhage"),
            ("GM0307", "amersfoort"),
            ("Amersfoort", "amersfoort"),
        ] {
            let answer = visitor.get(&format!("/landkaart/gemeente/{name}?q=raad")).await;
            assert_eq!(answer.status, StatusCode::PERMANENT_REDIRECT, "{name}");
            assert_eq!(answer.header("location"), format!("/landkaart/gemeente/{slug}?q=raad"), "{name}");
        }
        assert_eq!(visitor.get("/landkaart/gemeente/amersfoort").await.status, StatusCode::OK);
        assert_eq!(visitor.get("/landkaart/gemeente/atlantis").await.status, StatusCode::NOT_FOUND);
    }

    #[tokio::test]
    async fn a_province_is_known_by_the_name_that_people_use() {
        let test = TestStore::sqlite().await;
        let visitor = Visitor::of_forty(test.store.clone()).await;
        assert_eq!(visitor.get("/landkaart?provincie=friesland").await.status, StatusCode::OK);
        let friesland = visitor.get("/landkaart?q=Friesland").await;
        assert!(!friesland.text().contains("Geen initiatieven gevonden"));
    }
}
