//! The data behind the Landkaart: where it is, in which forms, what the words in it mean, and how to name it.

use std::sync::Arc;

use leptos::prelude::*;
use leptos::serde_json::json;

use crate::initiatives::codebook::{self, Field, Form};
use crate::initiatives::model::Facet;
use crate::initiatives::needs::{Landkaart, Overview};
use crate::initiatives::pages::no_answer;
use crate::initiatives::pages::summary::with_and_without;
use crate::programme::dataset::{self, Dataset};
use crate::site::Site;
use crate::texts::{Language, t};
use crate::ui::data_block::DataBlock;
use crate::ui::facts::{Fact, Facts};
use crate::ui::page::{Crumb, Page};
use crate::ui::table::{Cell, Row, Table};

/// The licence of the initiatives, in Dutch.
const LICENCE: &str = "https://creativecommons.org/publicdomain/zero/1.0/deed.nl";

/// Where the names of places come from; its licence asks to be named.
const NAMES_OF_PLACES: &str = "https://www.geonames.org/";

/// A filter, to show what one looks like.
pub const FILTER: &str = "soort=burgerberaad&provincie=utrecht";

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
    // In a narrow window the line ends between the two.
    let (first, second) = FILTER.split_once('&').unwrap_or((FILTER, ""));
    view! {
        <Page title=t!("data-title") description=t!("data-lead") crumbs=vec![Crumb::here(t!("site-footer-open-data"))]>
            <h1 class="nl-heading nl-heading--level-1">{t!("data-title")}</h1>
            <p class="nl-paragraph nl-paragraph--lead">{t!("data-lead")}</p>
            <About overview=overview.clone() />
            <section aria-labelledby="vormen">
                <h2 class="nl-heading nl-heading--level-2" id="vormen">
                    {t!("data-forms-title")}
                </h2>
                <p class="nl-paragraph">{t!("data-forms-files")} " " <code>"?" {first} <wbr /> "&" {second}</code></p>
                <Lists />
                <Forms />
            </section>
            <section aria-labelledby="qgis">
                <h2 class="nl-heading nl-heading--level-2" id="qgis">
                    {t!("data-qgis-title")}
                </h2>
                <p class="nl-paragraph">{t!("data-qgis-text")}</p>
                <pre class="code" tabindex="0">
                    <code>{ogc}</code>
                </pre>
                <p class="nl-paragraph">{t!("data-qgis-systems")}</p>
            </section>
            <section aria-labelledby="codeboek">
                <h2 class="nl-heading nl-heading--level-2" id="codeboek">
                    {t!("data-codebook-title")}
                </h2>
                <p class="nl-paragraph">{t!("data-codebook-text")}</p>
                <Fields
                    caption=t!("data-fields-caption")
                    id="tabel-velden"
                    fields=codebook::of_initiative(&overview.reference.taxonomy)
                />
                <Fields
                    caption=t!("data-municipality-fields-caption")
                    id="tabel-gemeentevelden"
                    fields=codebook::of_municipality()
                />
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
                <pre class="code" tabindex="0">
                    <code>{t!("data-cite", address = format!("{base}/open-data"))}</code>
                </pre>
                <p class="nl-paragraph">{t!("data-changes")}</p>
            </section>
            <DataBlock data=description(&overview, &base) />
        </Page>
    }
}

/// What is in it, and under which conditions.
#[component]
fn About(overview: Arc<Overview>) -> impl IntoView {
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

/// Which addresses of the services take a filter, with one of each.
#[component]
fn Lists() -> impl IntoView {
    let link = |service: dataset::Service| {
        let address = format!("{}?{FILTER}", service.example);
        view! {
            <a class="nl-link" href=address.clone()>
                {address.clone()}
            </a>
        }
    };
    let [rest, features] = dataset::dataset().services.map(link);
    view! {
        <p class="nl-paragraph">
            {t!("data-forms-services")} " " {rest} " " {t!("data-forms-and")} " " {features} ". "
            {t!("data-forms-frame")}
        </p>
    }
}

/// The forms and their addresses.
#[component]
fn Forms() -> impl IntoView {
    let Dataset { files, services, .. } = dataset::dataset();
    let files = files.into_iter().map(|file| (file.form, file.path, file.use_for));
    let services = services.into_iter().flat_map(|service| {
        [(service.form, service.path, service.use_for), ("OpenAPI", service.description, t!("data-form-openapi"))]
    });
    let rows = files
        .chain(services)
        .map(|(name, address, use_for)| {
            view! {
                <Row head=name.into_any()>
                    <Cell label=t!("data-head-address")>
                        <a class="nl-link" href=address>
                            {address}
                        </a>
                    </Cell>
                    <Cell label=t!("data-head-use")>{use_for}</Cell>
                </Row>
            }
        })
        .collect_view();
    let heads = vec![(t!("data-head-form"), false), (t!("data-head-address"), false), (t!("data-head-use"), false)];
    view! {
        <Table caption=t!("data-forms-caption") id="tabel-vormen" heads formats=true>
            {rows}
        </Table>
    }
}

/// Fields and what they mean.
#[component]
fn Fields(caption: String, id: &'static str, fields: Vec<Field>) -> impl IntoView {
    let rows = fields
        .into_iter()
        .map(|field| {
            let forms = if field.forms == Form::ALL {
                t!("data-all-forms")
            } else {
                field.forms.iter().map(|form| form.name()).collect::<Vec<_>>().join(", ")
            };
            let head = view! { <code>{field.name}</code> };
            view! {
                <Row head=head.into_any()>
                    <Cell label=t!("data-head-meaning")>{field.meaning}</Cell>
                    <Cell label=t!("data-head-values")>{field.values}</Cell>
                    <Cell label=t!("data-head-forms")>{forms}</Cell>
                </Row>
            }
        })
        .collect_view();
    let heads = vec![
        (t!("data-head-field"), false),
        (t!("data-head-meaning"), false),
        (t!("data-head-values"), false),
        (t!("data-head-forms"), false),
    ];
    view! {
        <Table caption id heads>
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
                    <Cell label=t!("data-head-key")>{value.key}</Cell>
                    <Cell label=t!("data-head-name")>{value.label}</Cell>
                    <Cell label=t!("data-head-meaning")>{value.explanation}</Cell>
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

/// The dataset for search engines.
fn description(overview: &Overview, base: &str) -> leptos::serde_json::Value {
    let set = dataset::dataset();
    let publisher = json!({
        "@type": "Organization",
        "@id": format!("{base}/#programma"),
        "name": set.publisher,
        "url": format!("{base}/"),
    });
    let download = |name: &str, kind: &str, path: &str| {
        json!({
            "@type": "DataDownload",
            "name": name,
            "encodingFormat": kind,
            "contentUrl": format!("{base}{path}"),
            "license": dataset::LICENCE,
        })
    };
    let files = set.files.iter().map(|file| download(&file.title, file.media_type, file.path));
    let services = set.services.iter().map(|service| download(&service.title, service.media_type, service.example));
    // A box is south, west, north, east.
    let places = dataset::EXTENTS.iter().zip(dataset::extent_names()).map(|([west, south, east, north], name)| {
        json!({
            "@type": "Place",
            "name": name,
            "geo": { "@type": "GeoShape", "box": format!("{south} {west} {north} {east}") },
        })
    });
    json!({
        "@context": "https://schema.org",
        "@type": "Dataset",
        "@id": format!("{base}/open-data#dataset"),
        "identifier": format!("{base}/open-data#dataset"),
        "name": set.title,
        "description": set.description,
        "url": format!("{base}/open-data"),
        "license": dataset::LICENCE,
        "isAccessibleForFree": true,
        "inLanguage": Language::of_answer().code(),
        "keywords": set.keywords,
        "creator": publisher,
        "publisher": { "@id": format!("{base}/#programma") },
        "dateModified": overview.written_at,
        "temporalCoverage": format!("{}/..", dataset::FIRST_YEAR),
        "spatialCoverage": places.collect::<Vec<_>>(),
        "creditText": overview.reference.boundaries.attribution,
        "distribution": files.chain(services).collect::<Vec<_>>(),
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
    fn every_field_and_every_value_of_the_taxonomy_stands_in_the_codebook() {
        let html = markup(asking("/open-data", ""), || view! { <OpenDataContent overview=Arc::new(overview()) /> });
        assert_eq!(html.matches("<h1").count(), 1);
        for facet in &overview().reference.taxonomy.facets {
            assert!(facet.values.iter().all(|value| html.contains(&format!("<code>{}</code>", value.code))), "{html}");
        }
        for field in [codebook::of_initiative(&overview().reference.taxonomy), codebook::of_municipality()].concat() {
            assert!(html.contains(&format!("<code>{}</code>", field.name)), "{field:?}");
        }
    }

    #[test]
    fn search_engines_read_who_made_it_when_it_changed_and_every_form() {
        let description = description(&overview(), "https://example.org");
        for term in
            ["creator", "publisher", "dateModified", "keywords", "temporalCoverage", "spatialCoverage", "license"]
        {
            assert!(!description[term].is_null(), "{term}");
        }
        assert_eq!(description["publisher"]["@id"], description["creator"]["@id"]);
        let addresses: Vec<&str> = description["distribution"]
            .as_array()
            .expect("distributions")
            .iter()
            .filter_map(|distribution| distribution["contentUrl"].as_str())
            .collect();
        for path in ["/api/v1/initiatieven.csv", "/api/v1/gemeenten.geojson", "/ogc/v1/collections/initiatieven/items"]
        {
            assert!(addresses.contains(&format!("https://example.org{path}").as_str()), "{path}");
        }
    }
}
