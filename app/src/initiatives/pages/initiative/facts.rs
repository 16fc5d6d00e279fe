//! What is known of an initiative, and where that was found.

use leptos::prelude::*;

use crate::initiatives::model::{Facet, Precision, STATUS_FACET, Source};
use crate::initiatives::needs::InitiativeView;
use crate::initiatives::pages::results::period;
use crate::initiatives::places::Municipality;
use crate::texts::t;
use crate::ui::facts::{Fact, Facts};

/// What is known of it, one fact per line; every value leads to the others like it.
#[component]
pub fn InitiativeFacts(
    /// The initiative with its surroundings.
    shown: InitiativeView,
) -> impl IntoView {
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

fn municipality_link(place: &Municipality) -> AnyView {
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
pub fn Sources(
    /// The sources.
    sources: Vec<Source>,
    /// Where somebody says what is wrong.
    change: String,
    /// Where its versions are.
    history: String,
) -> impl IntoView {
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
    view! {
        <section class="source" aria-labelledby="bron">
            <h2 class="nl-heading nl-heading--level-2" id="bron">
                {t!("initiative-sources")}
            </h2>
            {list}
            <p class="nl-paragraph">
                {t!("initiative-correct")} " " <a class="nl-link" href=change>
                    {t!("initiative-change")}
                </a> " · " <a class="nl-link" href=history>
                    {t!("history-crumb")}
                </a>
            </p>
        </section>
    }
}
