//! The page of an initiative: what it is, how far it is, where that was found, and who does something like it.

use std::sync::Arc;

use leptos::prelude::*;
use leptos::serde_json::{Value, json};
use leptos_router::hooks::use_params_map;

use super::no_answer;
use super::results::{ResultItem, Status, is_confirmed, period};
use super::small_map::{SmallMap, Spot, around, close_around};
use crate::initiatives::land::{Choice, Land};
use crate::initiatives::model::{Facet, InitiativeId, Precision, STATUS_FACET, Source};
use crate::initiatives::needs::{InitiativeView, Landkaart, LandkaartError};
use crate::initiatives::words;
use crate::site::Site;
use crate::texts::{day, t};
use crate::ui::contact::ContactLine;
use crate::ui::data_block::DataBlock;
use crate::ui::facts::{Fact, Facts};
use crate::ui::notice::Warning;
use crate::ui::page::{Crumb, Page};

/// `/landkaart/initiatief/{id}-{slug}`; only the number counts.
#[component]
pub fn InitiativePage() -> impl IntoView {
    let landkaart = expect_context::<Arc<dyn Landkaart>>();
    let key = use_params_map().with_untracked(|params| params.get("key")).unwrap_or_default();
    let id = number(&key);
    view! {
        <Suspense>
            {move || {
                let landkaart = landkaart.clone();
                Suspend::new(async move {
                    let Some(id) = id else { return no_answer(&LandkaartError::NotFound) };
                    match landkaart.initiative(id).await {
                        Ok(shown) => view! { <InitiativeContent shown /> }.into_any(),
                        Err(error) => no_answer(&error),
                    }
                })
            }}
        </Suspense>
    }
}

/// The number at the start of what stands in the address.
fn number(key: &str) -> Option<InitiativeId> {
    let digits = key.split_once('-').map_or(key, |(digits, _)| digits);
    let plain = !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit());
    plain.then(|| digits.parse().ok().map(InitiativeId)).flatten()
}

/// The page.
#[component]
fn InitiativeContent(shown: InitiativeView) -> impl IntoView {
    let reference = shown.reference.clone();
    let initiative = shown.initiative.clone();
    let summary = initiative.summary.clone();
    let site = expect_context::<Site>();
    let address = format!("{}{}", site.base_url, summary.address());
    let place = reference.places.municipalities()[summary.municipality].clone();
    let place_address = format!("/landkaart/gemeente/{}", place.slug);
    let confirmed = is_confirmed(&reference.taxonomy, &summary.status);
    let checked = match &summary.last_checked {
        Some(date) => {
            view! { <span>{t!("initiative-checked")} " " <time datetime=date.clone()>{day(date)}</time></span> }
                .into_any()
        }
        None => view! { <span>{t!("initiative-unchecked")}</span> }.into_any(),
    };
    let paragraphs: Vec<_> = initiative
        .description
        .as_deref()
        .unwrap_or_default()
        .split("\n\n")
        .map(str::trim)
        .filter(|paragraph| !paragraph.is_empty())
        .map(|paragraph| view! { <p class="nl-paragraph">{paragraph.to_owned()}</p> })
        .collect();
    view! {
        <Page
            title=summary.title.clone()
            description=summary.summary.clone()
            crumbs=vec![
                Crumb::to(t!("site-part-landkaart"), "/landkaart"),
                Crumb::to(place.name.clone(), place_address.clone()),
                Crumb::here(summary.title.clone()),
            ]
            canonical=summary.address()
        >
            <article>
                <div class="title-block">
                    <p class="title-block__place">
                        <a class="nl-link" href=place_address>
                            {place.name.clone()}
                        </a>
                    </p>
                    <h1 class="nl-heading nl-heading--level-1">{summary.title.clone()}</h1>
                    <p class="title-block__state">
                        <Status taxonomy=&reference.taxonomy status=&summary.status />
                        {checked}
                    </p>
                </div>
                {(!confirmed)
                    .then(|| {
                        view! { <Warning title=t!("initiative-warning-title") text=t!("initiative-warning-text") /> }
                    })}
                <div class="split">
                    <div>
                        <p class="story">{summary.summary.clone()}</p>
                        {paragraphs}
                        <h2 class="nl-heading nl-heading--level-2">{t!("initiative-facts")}</h2>
                        <InitiativeFacts shown=shown.clone() />
                        <Sources sources=initiative.sources.clone() />
                    </div>
                    <aside class="split__side" aria-label=t!("initiative-aside")>
                        <Whereabouts shown=shown.clone() />
                        <Share id=summary.id title=summary.title.clone() address=address.clone() />
                    </aside>
                </div>
            </article>
            <Alike shown=shown.clone() />
            <DataBlock data=description(&shown, &address) />
        </Page>
    }
}

/// What is known of it, one fact per line; every value leads to the others like it.
#[component]
fn InitiativeFacts(shown: InitiativeView) -> impl IntoView {
    let initiative = &shown.initiative;
    let places = shown.reference.places.municipalities();
    let place = &places[initiative.summary.municipality];
    let province =
        place.province.and_then(|index| shown.reference.places.provinces().get(index)).map(|p| format!(", {}", p.name));
    let facets = shown
        .reference
        .taxonomy
        .facets
        .iter()
        .filter(|facet| facet.code != STATUS_FACET)
        .filter_map(|facet| {
            let (_, codes) = initiative.tags.iter().find(|(code, _)| *code == facet.code)?;
            let links = links(facet, codes);
            (!links.is_empty()).then(|| view! { <Fact name=facet.label.clone()>{links}</Fact> })
        })
        .collect_view();
    let also = initiative.also_in.iter().filter_map(|&index| places.get(index)).map(municipality_link);
    let also: Vec<_> = separated(also).collect();
    let also = (!also.is_empty()).then(|| view! { <Fact name=t!("initiative-also")>{also}</Fact> });
    let period = period(&initiative.summary).map(|period| view! { <Fact name=t!("filter-year")>{period}</Fact> });
    let remark = initiative.remark.clone().map(|remark| view! { <Fact name=t!("initiative-remark")>{remark}</Fact> });
    let municipality = municipality_link(place);
    let (precision, number) = (precision(initiative.precision), initiative.summary.id.to_string());
    view! {
        <Facts>
            {facets} <Fact name=t!("filter-municipality")>{municipality} {province}</Fact> {also} {period}
            <Fact name=t!("initiative-precision")>{precision}</Fact> {remark}
            <Fact name=t!("initiative-number")>{number}</Fact>
        </Facts>
    }
}

fn municipality_link(place: &crate::initiatives::places::Municipality) -> AnyView {
    view! {
        <a class="nl-link" href=format!("/landkaart/gemeente/{}", place.slug)>
            {place.name.clone()}
        </a>
    }
    .into_any()
}

/// The values of a facet, each a link to the map filtered on it.
fn links(facet: &Facet, codes: &[String]) -> Vec<AnyView> {
    let values = codes.iter().filter_map(|code| facet.value(code)).map(|value| {
        view! {
            <a class="nl-link" href=format!("/landkaart?{}={}", facet.code, value.code)>
                {value.label.clone()}
            </a>
        }
        .into_any()
    });
    separated(values).collect()
}

/// Views with commas between them.
fn separated(views: impl Iterator<Item = AnyView>) -> impl Iterator<Item = AnyView> {
    views.enumerate().flat_map(|(position, view)| [(position > 0).then(|| ", ".into_any()), Some(view)]).flatten()
}

fn precision(precision: Precision) -> String {
    match precision {
        Precision::Address => t!("precision-address"),
        Precision::Neighbourhood => t!("precision-neighbourhood"),
        Precision::Municipality => t!("precision-municipality"),
    }
}

/// Where the facts were found.
#[component]
fn Sources(sources: Vec<Source>) -> impl IntoView {
    let items = sources
        .into_iter()
        .map(|source| {
            let name = match source.url.filter(|url| url.starts_with("https://") || url.starts_with("http://")) {
                Some(url) => view! {
                    <a class="nl-link" href=url rel="noopener nofollow external">
                        {source.title}
                    </a>
                }
                .into_any(),
                None => source.title.into_any(),
            };
            view! { <li class="utrecht-unordered-list__item">{name}</li> }
        })
        .collect::<Vec<_>>();
    let list = if items.is_empty() {
        view! { <p class="nl-paragraph">{t!("initiative-no-source")}</p> }.into_any()
    } else {
        view! { <ul class="utrecht-unordered-list">{items}</ul> }.into_any()
    };
    let reachable = expect_context::<Site>().contact.is_some();
    let correct = reachable.then(|| {
        view! {
            <p class="nl-paragraph">{t!("initiative-correct")}</p>
            <ContactLine />
        }
    });
    view! {
        <section class="source" aria-labelledby="bron">
            <h2 class="nl-heading nl-heading--level-2" id="bron">
                {t!("initiative-sources")}
            </h2>
            {list}
            {correct}
        </section>
    }
}

/// Where it is: the streets when the address is known and a street map is configured, else the municipality.
#[component]
fn Whereabouts(shown: InitiativeView) -> impl IntoView {
    let initiative = &shown.initiative;
    let summary = &initiative.summary;
    let places = shown.reference.places.municipalities();
    let place = &places[summary.municipality];
    place.province?;
    let frame = match initiative.precision {
        Precision::Address | Precision::Neighbourhood if shown.reference.street_map.is_some() => {
            close_around(initiative.rd)
        }
        _ => around(&shown.reference, summary.municipality, initiative.rd),
    };
    let spot = Spot {
        at: initiative.rd,
        count: 1,
        href: summary.address(),
        label: words::pin(&summary.title, &place.name),
        unconfirmed: !is_confirmed(&shown.reference.taxonomy, &summary.status),
    };
    let land = Land {
        reference: &shown.reference,
        counts: &shown.per_municipality,
        known: &shown.per_municipality,
        choice: Choice::Everything,
        shading: &shown.shading,
        within: None,
        selected: Some(summary.municipality),
        beside: false,
    };
    let label = t!("municipality-map", name = place.name.as_str());
    Some(view! { <SmallMap land frame spots=vec![spot] label /> })
}

/// Ways to pass it on.
#[component]
fn Share(id: InitiativeId, title: String, address: String) -> impl IntoView {
    let mail: String = form_urlencoded::Serializer::new(String::new())
        .append_pair("subject", &title)
        .append_pair("body", &address)
        .finish()
        // Mail programs read a plus as a plus.
        .replace('+', "%20");
    view! {
        <div class="share">
            <h2 class="nl-heading nl-heading--level-3">{t!("share-title")}</h2>
            <label class="utrecht-form-label" for="vast-adres">
                {t!("share-address")}
            </label>
            <input
                class="utrecht-textbox utrecht-textbox--html-input"
                type="text"
                id="vast-adres"
                readonly
                value=address
            />
            <ul class="links">
                <li>
                    <a class="nl-link" href=format!("mailto:?{mail}")>
                        {t!("share-mail")}
                    </a>
                </li>
                <li>
                    <a class="nl-link" href=format!("/api/v1/initiatieven/{id}")>
                        {t!("share-data")}
                    </a>
                </li>
            </ul>
        </div>
    }
}

/// Others of the same type, nearest first.
#[component]
fn Alike(shown: InitiativeView) -> impl IntoView {
    (!shown.alike.is_empty()).then(|| {
        let items = shown
            .alike
            .iter()
            .map(|summary| view! { <ResultItem reference=shown.reference.clone() summary=summary.clone() /> })
            .collect_view();
        view! {
            <section aria-labelledby="lijkt">
                <h2 class="nl-heading nl-heading--level-2" id="lijkt">
                    {t!("initiative-alike")}
                </h2>
                <ul class="cards">{items}</ul>
            </section>
        }
    })
}

/// The initiative for search engines: a planned undertaking of people together is what schema.org calls a Project.
fn description(shown: &InitiativeView, address: &str) -> Value {
    let summary = &shown.initiative.summary;
    let place = &shown.reference.places.municipalities()[summary.municipality];
    json!({
        "@context": "https://schema.org",
        "@type": "Project",
        "@id": address,
        "url": address,
        "name": summary.title,
        "description": summary.summary,
        "areaServed": { "@type": "AdministrativeArea", "name": place.name, "identifier": place.code },
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::initiatives::pages::examples::{asking, initiative, markup};
    use crate::site::Contact;

    fn page() -> String {
        markup(asking("/landkaart/initiatief/7-raad", ""), || view! { <InitiativeContent shown=initiative() /> })
    }

    #[test]
    fn only_the_number_in_the_address_counts() {
        for (key, expected) in [
            ("7-raad", Some(7)),
            ("7", Some(7)),
            ("7-", Some(7)),
            ("-7", None),
            ("raad", None),
            ("", None),
            ("+7-x", None),
            ("99999999999999999999-x", None),
        ] {
            assert_eq!(number(key).map(|id| id.0), expected, "{key}");
        }
    }

    #[test]
    fn what_has_to_be_checked_says_so_before_anything_else() {
        let html = page();
        assert_eq!(html.matches("<h1").count(), 1);
        let warning = html.find("utrecht-alert--warning").expect("a warning");
        assert!(warning < html.find(r#"class="story""#).expect("the story"));
        assert!(html.contains("status--unverified"), "{html}");
    }

    #[test]
    fn text_from_outside_stays_text() {
        let html = page();
        assert!(!html.contains("<script>alert"), "{html}");
        assert!(html.contains(r#"href="https://example.org/?a=1&amp;b=2""#), "{html}");
        assert!(html.contains("mailto:?subject=Raad%20"), "{html}");
    }

    #[test]
    fn nobody_is_asked_to_write_to_an_address_that_is_not_there() {
        assert!(!page().contains("Noem dan het nummer"), "{}", page());
        let html = markup(asking("/", ""), || {
            let contact = Contact { href: "mailto:dia@example.org".into(), words: "dia@example.org".into() };
            provide_context(Site { contact: Some(contact), ..expect_context::<Site>() });
            view! { <InitiativeContent shown=initiative() /> }
        });
        assert!(html.contains("Noem dan het nummer") && html.contains("mailto:dia@example.org"), "{html}");
    }

    #[test]
    fn a_source_that_is_no_web_address_is_not_a_link() {
        let mut shown = initiative();
        shown.initiative.sources[0].url = Some("javascript:alert(1)".into());
        let html = markup(asking("/", ""), || view! { <InitiativeContent shown /> });
        assert!(!html.contains("javascript:"), "{html}");
    }
}
