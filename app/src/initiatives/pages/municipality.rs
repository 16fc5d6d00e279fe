//! The page of a municipality: its initiatives, or an invitation; where it lies, and what happens around it.

use std::sync::Arc;

use leptos::prelude::*;
use leptos_meta::Link;
use leptos_router::hooks::use_params_map;

use super::no_answer;
use super::results::ResultItem;
use super::small_map::{SmallMap, Spot, around};
use crate::initiatives::custodians::claim;
use crate::initiatives::follow::page as follow;
use crate::initiatives::land::Land;
use crate::initiatives::needs::{Landkaart, MunicipalityView};
use crate::initiatives::places::Municipality;
use crate::initiatives::words;
use crate::texts::t;
use crate::ui::facts::{Fact, Facts};
use crate::ui::page::{Crumb, Page};

/// How many municipalities around it are named.
const NEIGHBOURS: usize = 5;

/// `/landkaart/gemeente/{slug}`.
#[component]
pub fn MunicipalityPage() -> impl IntoView {
    let landkaart = expect_context::<Arc<dyn Landkaart>>();
    let slug = use_params_map().with_untracked(|params| params.get("slug")).unwrap_or_default();
    view! {
        <Suspense>
            {move || {
                let (landkaart, slug) = (landkaart.clone(), slug.clone());
                Suspend::new(async move {
                    match landkaart.municipality(&slug).await {
                        Ok(shown) => view! { <MunicipalityContent shown /> }.into_any(),
                        Err(error) => no_answer(&error),
                    }
                })
            }}
        </Suspense>
    }
}

impl MunicipalityView {
    fn place(&self) -> &Municipality {
        &self.reference.places.municipalities()[self.municipality]
    }

    fn province(&self) -> Option<(String, String)> {
        let province = self.reference.places.provinces().get(self.place().province?)?;
        Some((province.name.clone(), format!("/landkaart?provincie={}", province.slug)))
    }

    /// The municipalities nearby that have initiatives, nearest first.
    fn neighbours(&self) -> Vec<(&Municipality, u32)> {
        let here = self.place();
        let mut near: Vec<_> = self
            .reference
            .places
            .municipalities()
            .iter()
            .zip(&self.per_municipality)
            .enumerate()
            // The inset is no place to measure from, or to.
            .filter(|&(index, (place, &count))| {
                count > 0 && index != self.municipality && place.province.is_some() == here.province.is_some()
            })
            .map(|(_, (place, &count))| (place, count))
            .collect();
        near.sort_by(|(a, _), (b, _)| a.rd.distance(here.rd).total_cmp(&b.rd.distance(here.rd)));
        near.truncate(NEIGHBOURS);
        near
    }

    /// How far another municipality is from this one, middle to middle; the public bodies stand elsewhere on the map.
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "kilometres within the country")]
    fn kilometres_to(&self, place: &Municipality) -> Option<u32> {
        let here = self.place();
        here.province?;
        Some((here.rd.distance(place.rd) / 1_000.0).round() as u32)
    }
}

/// The page.
#[component]
fn MunicipalityContent(shown: MunicipalityView) -> impl IntoView {
    let place = shown.place().clone();
    let name = place.name.clone();
    let feed = format!("/landkaart/feed.atom?gemeente={}", place.slug);
    let canonical = format!("/landkaart/gemeente/{}", place.slug);
    let province = shown.province();
    let whereabouts = match &province {
        Some((province, _)) => t!("municipality-province", name = province.as_str()),
        None => t!("municipality-public-body"),
    };
    let list = if shown.total > 0 {
        view! { <Initiatives shown=shown.clone() /> }.into_any()
    } else if shown.takes_part_total > 0 {
        view! { <p class="nl-paragraph">{t!("municipality-only-takes-part", name = name.as_str())}</p> }.into_any()
    } else {
        view! { <Invitation name=place.name.clone() slug=place.slug.clone() /> }.into_any()
    };
    let on_map = t!("municipality-on-map", name = name.as_str());
    let count = match (shown.total, shown.takes_part_total) {
        (0, 1..) => t!("municipality-takes-part-count", count = shown.takes_part_total),
        (total, _) => t!("municipality-count", count = total),
    };
    let former = (!place.other_names.is_empty())
        .then(|| view! { <Fact name=t!("municipality-former")>{place.other_names.join(", ")}</Fact> });
    view! {
        <Link
            rel="alternate"
            type_="application/atom+xml"
            href=feed.clone()
            title=t!("municipality-feed-title", name = name.as_str())
        />
        <Page
            title=t!("municipality-title", name = name.as_str())
            description=t!("municipality-description", name = name.as_str())
            crumbs=vec![Crumb::to(t!("site-part-landkaart"), "/landkaart"), Crumb::here(name.as_str())]
            canonical
        >
            <div class="title-block">
                <h1 class="nl-heading nl-heading--level-1">{name}</h1>
                <p class="title-block__place">{whereabouts} " " {count}</p>
            </div>
            <div class="split">
                <div>
                    {list} <TakesPart shown=shown.clone() /> <Keep slug=place.slug.clone() />
                    <Neighbours shown=shown.clone() />
                </div>
                <aside class="split__side" aria-label=on_map>
                    <Surroundings shown=shown.clone() />
                    <Facts>
                        <Fact name=t!("municipality-code")>{place.code.clone()}</Fact>
                        {province
                            .map(|(name, address)| {
                                view! {
                                    <Fact name=t!("filter-province")>
                                        <a class="nl-link" href=address>
                                            {name}
                                        </a>
                                    </Fact>
                                }
                            })}
                        {former}
                    </Facts>
                    <TakeAlong slug=place.slug.clone() feed />
                </aside>
            </div>
        </Page>
    }
}

/// What is known here.
#[component]
fn Initiatives(shown: MunicipalityView) -> impl IntoView {
    let place = shown.place();
    let more = (shown.total as usize > shown.initiatives.len()).then(|| view! { <All shown=shown.clone() /> });
    let title = t!("municipality-initiatives", name = place.name.as_str());
    let items = shown
        .initiatives
        .iter()
        .map(|summary| view! { <ResultItem reference=shown.reference.clone() summary=summary.clone() /> })
        .collect_view();
    view! {
        <h2 class="visually-hidden">{title}</h2>
        <ol class="results__list">{items}</ol>
        {more}
        <p class="nl-paragraph">
            {t!("municipality-add")} " "
            <a class="nl-link" href=format!("/landkaart/toevoegen?gemeente={}", place.slug)>
                {t!("contribute-title")}
            </a>
        </p>
    }
}

/// The way in for who works at the municipality.
#[component]
fn Keep(slug: String) -> impl IntoView {
    view! {
        <p class="nl-paragraph">
            {t!("claim-invitation")} " " <a class="nl-link" href=claim::path(&slug)>
                {t!("claim-invitation-link")}
            </a>
        </p>
    }
}

/// What others started and this municipality takes part in.
#[component]
fn TakesPart(shown: MunicipalityView) -> impl IntoView {
    let items: Vec<_> = shown
        .takes_part_in
        .iter()
        .map(|summary| view! { <ResultItem reference=shown.reference.clone() summary=summary.clone() /> })
        .collect();
    let more = (shown.takes_part_total as usize > items.len()).then(|| view! { <All shown=shown.clone() /> });
    (!items.is_empty()).then(|| {
        view! {
            <h2 class="nl-heading nl-heading--level-2">
                {t!("municipality-takes-part", name = shown.place().name.as_str())}
            </h2>
            <ol class="results__list">{items}</ol>
            {more}
        }
    })
}

/// The way to the list that holds them all: of the municipality itself and with others.
#[component]
fn All(shown: MunicipalityView) -> impl IntoView {
    view! {
        <p class="nl-paragraph">
            <a class="nl-link" href=format!("/landkaart?gemeente={}", shown.place().slug)>
                {t!("municipality-all", count = shown.total + shown.takes_part_total)}
            </a>
        </p>
    }
}

/// Nothing is known here: that is no verdict, and it can change.
#[component]
fn Invitation(name: String, slug: String) -> impl IntoView {
    view! {
        <section class="invitation" aria-labelledby="uitnodiging">
            <div class="invitation__body">
                <h2 class="nl-heading nl-heading--level-2" id="uitnodiging">
                    {t!("invitation-title", name = name.as_str())}
                </h2>
                <p class="nl-paragraph">{t!("invitation-absence", name = name.as_str())}</p>
                <p class="nl-paragraph">{t!("municipality-add")}</p>
                <p class="actions">
                    <a
                        class="nl-button nl-button--primary nl-button--accent"
                        href=format!("/landkaart/toevoegen?gemeente={slug}")
                    >
                        {t!("invitation-propose")}
                    </a>
                    <a class="nl-link" href=format!("{}?gemeente={slug}", follow::PATH)>
                        {t!("invitation-follow", name = name.as_str())}
                    </a>
                </p>
                <p class="nl-paragraph small muted">{t!("invitation-follow-text")}</p>
            </div>
        </section>
    }
}

/// The municipalities nearby with initiatives, and the whole province.
#[component]
fn Neighbours(shown: MunicipalityView) -> impl IntoView {
    let items: Vec<_> = shown
        .neighbours()
        .into_iter()
        .map(|(place, count)| {
            let initiatives = t!("results-count", count = count);
            let words = match shown.kilometres_to(place) {
                Some(away) => t!("municipality-near", initiatives = initiatives, km = away),
                None => initiatives,
            };
            view! {
                <li>
                    <a class="nl-link" href=format!("/landkaart/gemeente/{}", place.slug)>
                        {place.name.clone()}
                    </a>
                    <span class="muted">{words}</span>
                </li>
            }
        })
        .collect();
    let province = shown.province().map(|(name, address)| {
        view! {
            <p class="nl-paragraph">
                <a class="nl-link" href=address>
                    {t!("municipality-whole-province", name = name)}
                </a>
            </p>
        }
    });
    view! {
        {(!items.is_empty())
            .then(|| {
                view! {
                    <h2 class="nl-heading nl-heading--level-2">{t!("municipality-neighbours")}</h2>
                    <ul class="near">{items}</ul>
                }
            })}
        {province}
    }
}

/// The municipality on the map, with its neighbours; a public body lies too far away for that.
#[component]
fn Surroundings(shown: MunicipalityView) -> impl IntoView {
    let here = shown.place();
    here.province?;
    let frame = around(&shown.reference, shown.municipality, here.rd);
    let spots = shown
        .reference
        .places
        .municipalities()
        .iter()
        .zip(&shown.per_municipality)
        .zip(&shown.unconfirmed)
        .filter(|&((place, &count), _)| count > 0 && place.province.is_some())
        .map(|((place, &count), &unconfirmed)| Spot {
            at: place.rd,
            count,
            href: format!("/landkaart/gemeente/{}", place.slug),
            label: words::same_spot(count, &place.name),
            unconfirmed: unconfirmed == count,
        })
        .collect();
    let land = Land {
        selected: Some(shown.municipality),
        ..Land::of_everything(&shown.reference, &shown.per_municipality, &shown.taking_part, &shown.shading)
    };
    let label = t!("municipality-map", name = here.name.as_str());
    Some(view! { <SmallMap land frame spots label /> })
}

/// The initiatives of the municipality to take along.
#[component]
fn TakeAlong(slug: String, feed: String) -> impl IntoView {
    view! {
        <ul class="links only-screen">
            <li>
                <a class="nl-link" href=format!("{}?gemeente={slug}", follow::PATH)>
                    {t!("take-follow")}
                </a>
            </li>
            <li>
                <a class="nl-link" href=feed>
                    {t!("take-feed")}
                </a>
            </li>
            <li>
                <a class="nl-link" href=format!("/api/v1/initiatieven.geojson?gemeente={slug}")>
                    {t!("take-geojson")}
                </a>
            </li>
            <li>
                <a class="nl-link" href=format!("/api/v1/initiatieven.csv?gemeente={slug}")>
                    {t!("take-csv")}
                </a>
            </li>
        </ul>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::initiatives::pages::examples::{asking, markup, municipality};

    fn page(index: usize) -> String {
        markup(asking("/landkaart/gemeente/x", ""), || view! { <MunicipalityContent shown=municipality(index) /> })
    }

    #[test]
    fn a_municipality_with_initiatives_lists_them() {
        let html = page(0);
        assert_eq!(html.matches("<h1").count(), 1);
        assert!(html.contains("/landkaart/initiatief/7-raad-script") && !html.contains("invitation"), "{html}");
    }

    #[test]
    fn an_initiative_that_has_to_be_checked_is_no_solid_pin_on_the_small_map() {
        assert!(page(0).contains("cluster--pin cluster--unverified"));
        let checked = MunicipalityView { unconfirmed: vec![0, 0, 0], ..municipality(0) };
        let html = markup(asking("/landkaart/gemeente/x", ""), || view! { <MunicipalityContent shown=checked /> });
        assert!(html.contains("cluster--pin") && !html.contains("cluster--unverified"), "{html}");
    }

    #[test]
    fn a_municipality_without_one_invites_and_leads_on() {
        let html = page(1);
        assert!(html.contains("invitation") && html.contains("/landkaart/gemeente/amersfoort"), "{html}");
        assert!(!html.contains("<script>alert"), "{html}");
    }

    #[test]
    fn whoever_works_there_finds_the_way_to_keep_it_with_and_without_initiatives() {
        for index in 0..3 {
            assert!(page(index).contains("/beheren\""), "{}", page(index));
        }
    }

    #[test]
    fn what_is_near_says_how_near() {
        assert!(page(1).contains("1 initiatief · op 141 km"), "{}", page(1));
        assert!(!page(2).contains(" km"), "the public bodies stand elsewhere on the map");
    }

    #[test]
    fn a_municipality_that_only_takes_part_says_so_and_does_not_say_that_nothing_is_known() {
        let shown =
            MunicipalityView { takes_part_in: municipality(0).initiatives, takes_part_total: 1, ..municipality(1) };
        let html = markup(asking("/landkaart/gemeente/x", ""), move || view! { <MunicipalityContent shown /> });
        assert!(
            html.contains("doet mee aan 1 initiatief") && html.contains("/landkaart/initiatief/7-raad-script"),
            "{html}"
        );
        assert!(!html.contains("invitation") && !html.contains("Nog geen initiatief"), "{html}");
    }

    #[test]
    fn a_public_body_has_a_page_without_a_map_of_the_netherlands() {
        let html = page(2);
        assert!(html.contains("GM9003") && !html.contains("map__land"), "{html}");
    }
}
