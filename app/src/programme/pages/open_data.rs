//! The data behind the Landkaart: where it is, in which forms, what the words in it mean, and how to name it.

use std::sync::Arc;

use leptos::prelude::*;
use leptos::serde_json::json;

use crate::initiatives::model::Facet;
use crate::initiatives::needs::{Landkaart, Overview};
use crate::initiatives::pages::no_answer;
use crate::initiatives::pages::summary::with_and_without;
use crate::site::Site;
use crate::texts::{Language, t};
use crate::ui::data_block::DataBlock;
use crate::ui::facts::{Fact, Facts};
use crate::ui::page::{Crumb, Page};
use crate::ui::table::{Cell, Row, Table};

/// The licence of the initiatives: no rights reserved.
const LICENCE: &str = "https://creativecommons.org/publicdomain/zero/1.0/deed.nl";

/// Where the names of places come from; its licence asks to be named.
const NAMES_OF_PLACES: &str = "https://www.geonames.org/";

/// `/open-data`.
#[component]
pub fn OpenDataPage() -> impl IntoView {
    let landkaart = expect_context::<Arc<dyn Landkaart>>();
    view! {
        <Suspense>
            {move || {
                let landkaart = landkaart.clone();
                Suspend::new(async move {
                    match landkaart.overview().await {
                        Ok(overview) => view! { <OpenDataContent overview=Arc::new(overview) /> }.into_any(),
                        Err(error) => no_answer(&error),
                    }
                })
            }}
        </Suspense>
    }
}

/// The page.
#[component]
fn OpenDataContent(overview: Arc<Overview>) -> impl IntoView {
    let base = expect_context::<Site>().base_url;
    let ogc = format!("{base}/ogc/v1");
    view! {
        <Page title=t!("data-title") description=t!("data-lead") crumbs=vec![Crumb::here(t!("site-footer-open-data"))]>
            <h1 class="nl-heading nl-heading--level-1">{t!("data-title")}</h1>
            <p class="nl-paragraph nl-paragraph--lead">{t!("data-lead")}</p>
            <Dataset overview=overview.clone() />
            <section aria-labelledby="vormen">
                <h2 class="nl-heading nl-heading--level-2" id="vormen">
                    {t!("data-forms-title")}
                </h2>
                <p class="nl-paragraph">
                    {t!("data-forms-text")} " " <code>"?soort=burgerberaad&provincie=utrecht"</code>
                </p>
                <Forms />
            </section>
            <section aria-labelledby="qgis">
                <h2 class="nl-heading nl-heading--level-2" id="qgis">
                    {t!("data-qgis-title")}
                </h2>
                <p class="nl-paragraph">{t!("data-qgis-text")}</p>
                <pre class="code" tabindex="0"><code>{ogc}</code></pre>
                <p class="nl-paragraph">{t!("data-qgis-systems")}</p>
            </section>
            <section aria-labelledby="codeboek">
                <h2 class="nl-heading nl-heading--level-2" id="codeboek">
                    {t!("data-codebook-title")}
                </h2>
                <p class="nl-paragraph">{t!("data-codebook-text")}</p>
                <Fields />
                {overview
                    .reference
                    .taxonomy
                    .facets
                    .iter()
                    .map(|facet| view! { <Codes facet=facet.clone() /> })
                    .collect_view()}
            </section>
            <section aria-labelledby="noemen">
                <h2 class="nl-heading nl-heading--level-2" id="noemen">
                    {t!("data-cite-title")}
                </h2>
                <p class="nl-paragraph">{t!("data-cite-text")}</p>
                <pre class="code" tabindex="0"><code>{t!("data-cite", address = format!("{base}/open-data"))}</code></pre>
                <p class="nl-paragraph">{t!("data-changes")}</p>
            </section>
            <DataBlock data=description(&overview, &base) />
        </Page>
    }
}

/// What is in it, and under which conditions.
#[component]
fn Dataset(overview: Arc<Overview>) -> impl IntoView {
    let (with, _) = with_and_without(&overview.reference, &overview.per_municipality);
    let content = t!(
        "data-content",
        total = overview.total,
        with = with,
        all = overview.reference.places.municipality_count(),
        unconfirmed = overview.unconfirmed
    );
    let attribution = overview.reference.boundaries.attribution.clone();
    view! {
        <section aria-labelledby="set">
            <h2 class="nl-heading nl-heading--level-2" id="set">
                {t!("data-set-title")}
            </h2>
            <Facts>
                <Fact name=t!("data-name")>{t!("data-name-value")}</Fact>
                <Fact name=t!("data-content-name")>{content}</Fact>
                <Fact name=t!("data-licence")>
                    <a class="nl-link" href=LICENCE rel="license noopener external">
                        "CC0 1.0"
                    </a>
                    " "
                    {t!("data-licence-text")}
                </Fact>
                <Fact name=t!("data-borders")>{attribution}</Fact>
                <Fact name=t!("data-places")>
                    <a class="nl-link" href=NAMES_OF_PLACES rel="noopener external">
                        "GeoNames"
                    </a>
                    " "
                    {t!("data-places-text")}
                </Fact>
                <Fact name=t!("data-catalogue")>
                    <a class="nl-link" href="/api/v1/dataset.jsonld">
                        {t!("data-catalogue-text")}
                    </a>
                </Fact>
            </Facts>
        </section>
    }
}

/// The forms and their addresses.
#[component]
fn Forms() -> impl IntoView {
    let forms = [
        ("GeoJSON", "/api/v1/initiatieven.geojson", t!("data-form-geojson")),
        ("CSV", "/api/v1/initiatieven.csv", t!("data-form-csv")),
        ("JSON", "/api/v1/initiatieven", t!("data-form-json")),
        ("OpenAPI", "/api/v1/openapi.json", t!("data-form-openapi")),
        ("OGC API Features", "/ogc/v1", t!("data-form-ogc")),
        ("Atom", "/landkaart/feed.atom", t!("data-form-atom")),
        ("SVG", "/landkaart/kaart.svg", t!("data-form-svg")),
    ];
    let rows = forms
        .map(|(name, address, use_for)| {
            view! {
                <Row head=name.into_any()>
                    <Cell>
                        <a class="nl-link" href=address>
                            {address}
                        </a>
                    </Cell>
                    <Cell>{use_for}</Cell>
                </Row>
            }
        })
        .into_iter()
        .collect_view();
    let heads = vec![(t!("data-head-form"), false), (t!("data-head-address"), false), (t!("data-head-use"), false)];
    view! {
        <Table caption=t!("data-forms-caption") id="tabel-vormen" heads formats=true>
            {rows}
        </Table>
    }
}

/// The fields of an initiative.
#[component]
fn Fields() -> impl IntoView {
    let fields = [
        ("id", t!("field-id"), t!("values-number")),
        ("external_id", t!("field-external-id"), t!("values-text")),
        ("titel", t!("field-title"), t!("values-text")),
        ("samenvatting", t!("field-summary"), t!("values-text")),
        ("beschrijving", t!("field-description"), t!("values-text-or-empty")),
        ("gemeente", t!("field-municipality"), t!("values-municipality")),
        ("gemeentenaam", t!("field-municipality-name"), t!("values-text")),
        ("ook_in", t!("field-also"), t!("values-municipalities")),
        ("precisie", t!("field-precision"), "adres, buurt, gemeente".to_owned()),
        ("soorten", t!("field-types"), t!("values-codes")),
        ("status, invloed, deelname, schaal, onderwerp, initiatiefnemer, vorm", t!("field-facets"), t!("values-codes")),
        ("startjaar, eindjaar", t!("field-years"), t!("values-year")),
        ("periode_tekst", t!("field-period"), t!("values-text-or-empty")),
        ("bronnen", t!("field-sources"), t!("values-sources")),
        ("laatst_gecontroleerd", t!("field-checked"), t!("values-day")),
        ("opmerking", t!("field-remark"), t!("values-text-or-empty")),
    ];
    let rows = fields
        .map(|(name, meaning, values)| {
            view! {
                <Row head=name.into_any()>
                    <Cell>{meaning}</Cell>
                    <Cell>{values}</Cell>
                </Row>
            }
        })
        .into_iter()
        .collect_view();
    let heads = vec![(t!("data-head-field"), false), (t!("data-head-meaning"), false), (t!("data-head-values"), false)];
    view! {
        <Table caption=t!("data-fields-caption") id="tabel-velden" heads>
            {rows}
        </Table>
    }
}

/// The values of a facet and what they mean.
#[component]
fn Codes(facet: Facet) -> impl IntoView {
    let caption = t!("data-codes-caption", name = facet.label.as_str(), code = facet.code.as_str());
    let id = format!("tabel-{}", facet.code);
    let rows = facet
        .values
        .into_iter()
        .map(|value| {
            let head = view! { <code>{value.code}</code> };
            view! {
                <Row head=head.into_any()>
                    <Cell>{value.key}</Cell>
                    <Cell>{value.label}</Cell>
                    <Cell>{value.explanation}</Cell>
                </Row>
            }
        })
        .collect_view();
    let heads = vec![
        (t!("data-head-code"), false),
        (t!("data-head-key"), false),
        (t!("data-head-name"), false),
        (t!("data-head-meaning"), false),
    ];
    view! {
        <Table caption id heads>
            {rows}
        </Table>
    }
}

/// The dataset for search engines and catalogues.
fn description(overview: &Overview, base: &str) -> leptos::serde_json::Value {
    let file = |kind: &str, path: &str| json!({ "@type": "DataDownload", "encodingFormat": kind, "contentUrl": format!("{base}{path}") });
    json!({
        "@context": "https://schema.org",
        "@type": "Dataset",
        "@id": format!("{base}/open-data"),
        "name": t!("data-name-value"),
        "description": t!("data-lead"),
        "url": format!("{base}/open-data"),
        "license": "https://creativecommons.org/publicdomain/zero/1.0/",
        "isAccessibleForFree": true,
        "inLanguage": Language::of_answer().code(),
        "creditText": overview.reference.boundaries.attribution,
        "spatialCoverage": { "@type": "Place", "name": "Nederland" },
        "distribution": [
            file("application/geo+json", "/api/v1/initiatieven.geojson"),
            file("text/csv", "/api/v1/initiatieven.csv"),
            file("application/json", "/api/v1/initiatieven"),
            file("application/atom+xml", "/landkaart/feed.atom"),
        ],
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::initiatives::pages::examples::{asking, markup, overview};

    #[test]
    fn everyone_who_has_to_be_named_is_named() {
        let html = markup(asking("/open-data", ""), || view! { <OpenDataContent overview=Arc::new(overview()) /> });
        let content = &html[html.find("<main").expect("content")..html.find("<footer").expect("a footer")];
        for name in ["CC0 1.0", "© CBS / Kadaster, bewerkt", "GeoNames", "CC BY 4.0"] {
            assert!(content.contains(name), "{name}");
        }
    }

    #[test]
    fn every_value_of_the_taxonomy_stands_in_the_codebook() {
        let html = markup(asking("/open-data", ""), || view! { <OpenDataContent overview=Arc::new(overview()) /> });
        assert_eq!(html.matches("<h1").count(), 1);
        for facet in &overview().reference.taxonomy.facets {
            assert!(facet.values.iter().all(|value| html.contains(&format!("<code>{}</code>", value.code))), "{html}");
        }
    }
}
