//! The home page: what the programme is, what one can do here, and what happens in the country now.

use std::sync::Arc;

use leptos::prelude::*;
use leptos::serde_json::json;

use crate::day::needs::Days;
use crate::geo::Bounds;
use crate::initiatives::land::Land;
use crate::initiatives::model::TYPE_FACET;
use crate::initiatives::needs::{Landkaart, Overview};
use crate::initiatives::pages::legend::SmallLegend;
use crate::initiatives::pages::map::LandDrawing;
use crate::initiatives::pages::no_answer;
use crate::initiatives::pages::results::ResultItem;
use crate::initiatives::pages::summary::{only_taking_part, with_and_without};
use crate::programme::needs::Programme;
use crate::programme::pages::news::NewsItem;
use crate::site::Site;
use crate::texts::{Language, number, t};
use crate::ui::data_block::DataBlock;
use crate::ui::page::Page;

/// How many types are shown with their number.
const TYPES_SHOWN: usize = 6;

/// How much news is shown.
const NEWS_SHOWN: usize = 3;

/// `/`.
#[component]
pub fn HomePage() -> impl IntoView {
    let landkaart = expect_context::<Arc<dyn Landkaart>>();
    view! {
        <Suspense>
            {move || {
                let landkaart = landkaart.clone();
                Suspend::new(async move {
                    match landkaart.overview().await {
                        Ok(overview) => view! { <HomeContent overview=Arc::new(overview) /> }.into_any(),
                        Err(error) => no_answer(&error),
                    }
                })
            }}
        </Suspense>
    }
}

/// The page.
#[component]
fn HomeContent(overview: Arc<Overview>) -> impl IntoView {
    let site = expect_context::<Site>();
    let data = json!({
        "@context": "https://schema.org",
        "@type": "WebSite",
        "name": t!("site-name"),
        "url": format!("{}/", site.base_url),
        "inLanguage": Language::of_answer().code(),
        "potentialAction": {
            "@type": "SearchAction",
            "target": format!("{}/landkaart?q={{search_term_string}}", site.base_url),
            "query-input": "required name=search_term_string",
        },
    });
    view! {
        <Page title=t!("home-title") description=t!("home-lead")>
            <section class="welcome">
                <div>
                    <h1 class="nl-heading nl-heading--level-1">{t!("home-heading")}</h1>
                    <p class="nl-paragraph nl-paragraph--lead">{t!("home-lead")}</p>
                    <p class="actions">
                        <a class="nl-button nl-button--primary nl-button--accent" href="/landkaart">
                            {t!("home-to-landkaart")}
                        </a>
                    </p>
                </div>
                <MapInShort overview=overview.clone() />
            </section>
            <Doors />
            <LatestNews />
            <Types overview=overview.clone() />
            <Newest overview />
            <section aria-labelledby="wie">
                <h2 class="nl-heading nl-heading--level-2" id="wie">
                    {t!("home-partners-title")}
                </h2>
                <p class="nl-paragraph">
                    {t!("home-partners")} " " <a class="nl-link" href="/partners">
                        {t!("home-partners-more")}
                    </a>
                </p>
            </section>
            <DataBlock data />
        </Page>
    }
}

/// The map, small and real, with its sentence.
#[component]
fn MapInShort(overview: Arc<Overview>) -> impl IntoView {
    let (with, without) = with_and_without(&overview.reference, &overview.per_municipality);
    let taking_part = only_taking_part(&overview.reference, &overview.per_municipality, &overview.taking_part);
    let land =
        Land::of_everything(&overview.reference, &overview.per_municipality, &overview.taking_part, &overview.shading);
    let drawing = view! { <LandDrawing land=&land frame=Bounds::NETHERLANDS label=t!("landkaart-map-land") /> };
    let legend = view! { <SmallLegend land=&land /> };
    let credit = overview.reference.boundaries.attribution.clone();
    view! {
        <figure class="welcome__map">
            <div class="map map--small">{drawing} {legend}</div>
            <figcaption>
                <strong>{t!("home-figures", total = overview.total, with = with)}</strong>
                " "
                {t!("home-figures-without", without = without, others = taking_part)}
                " "
                <span class="muted">{credit}</span>
            </figcaption>
        </figure>
    }
}

/// Three ways in; what is not there yet says so.
#[component]
fn Doors() -> impl IntoView {
    let has_day = use_context::<Arc<dyn Days>>().is_some_and(|days| days.current().is_some());
    let there = [
        Some(("/landkaart", t!("door-landkaart"), t!("door-landkaart-text"))),
        has_day.then(|| ("/dag", t!("door-day"), t!("door-day-text"))),
    ];
    let later =
        [(!has_day).then(|| (t!("door-day"), t!("door-day-text"))), Some((t!("door-scan"), t!("door-scan-text")))];
    view! {
        <h2 class="visually-hidden">{t!("doors-title")}</h2>
        <ul class="doors">
            {there
                .into_iter()
                .flatten()
                .map(|(href, title, text)| {
                    view! {
                        <li class="door">
                            <h3 class="door__title">
                                <a href=href>{title}</a>
                            </h3>
                            <p class="door__text">{text}</p>
                            <svg class="door__arrow" viewBox="0 0 40 40" aria-hidden="true">
                                <path d="M4 20h30M22 8l12 12-12 12" />
                            </svg>
                        </li>
                    }
                })
                .collect_view()}
            {later
                .into_iter()
                .flatten()
                .map(|(title, text)| {
                    view! {
                        <li class="door door--coming">
                            <h3 class="door__title">{title}</h3>
                            <p class="door__text">{text}</p>
                            <span class="door__when">{t!("site-part-later")}</span>
                        </li>
                    }
                })
                .collect_view()}
        </ul>
    }
}

/// The latest news, when there is any.
#[component]
fn LatestNews() -> impl IntoView {
    let mut news = use_context::<Arc<dyn Programme>>()?.news();
    news.truncate(NEWS_SHOWN);
    (!news.is_empty()).then(|| {
        let items = news
            .into_iter()
            .map(|piece| {
                view! {
                    <li>
                        <NewsItem piece />
                    </li>
                }
            })
            .collect_view();
        view! {
            <section aria-labelledby="bericht">
                <h2 class="nl-heading nl-heading--level-2" id="bericht">
                    {t!("home-news-title")}
                </h2>
                <ul class="cards">{items}</ul>
                <p class="nl-paragraph">
                    <a class="nl-link" href="/nieuws">
                        {t!("home-news-all")}
                    </a>
                </p>
            </section>
        }
    })
}

/// The types that occur most, with a bar each.
#[component]
fn Types(overview: Arc<Overview>) -> impl IntoView {
    let facet = overview.reference.taxonomy.facet(TYPE_FACET)?;
    let mut types: Vec<_> = facet
        .values
        .iter()
        .zip(&overview.per_type)
        .filter(|&(_, &count)| count > 0)
        .map(|(v, &count)| (v, count))
        .collect();
    types.sort_by_key(|&(_, count)| std::cmp::Reverse(count));
    types.truncate(TYPES_SHOWN);
    let most = types.first().map(|&(_, count)| count)?;
    let (shown, all) = (types.len(), facet.values.len());
    let rows = types
        .into_iter()
        .map(|(value, count)| {
            view! {
                <li>
                    <a class="nl-link" href=format!("/landkaart?{TYPE_FACET}={}", value.code)>
                        {value.label.clone()}
                    </a>
                    <span class="tally__number">{number(count.into())}</span>
                    <svg class="tally__bar" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
                        <rect width=(count * 100 / most).to_string() height="10" />
                    </svg>
                </li>
            }
        })
        .collect_view();
    Some(view! {
        <section aria-labelledby="nu">
            <h2 class="nl-heading nl-heading--level-2" id="nu">
                {t!("home-types-title")}
            </h2>
            <p class="nl-paragraph">{t!("home-types-text", count = shown)}</p>
            <ul class="tally">{rows}</ul>
            <p class="nl-paragraph">
                <a class="nl-link" href="/landkaart">
                    {t!("home-types-all", count = all)}
                </a>
            </p>
        </section>
    })
}

/// What came last.
#[component]
fn Newest(overview: Arc<Overview>) -> impl IntoView {
    (!overview.newest.is_empty()).then(|| {
        let items = overview
            .newest
            .iter()
            .map(|summary| view! { <ResultItem reference=overview.reference.clone() summary=summary.clone() /> })
            .collect_view();
        view! {
            <section aria-labelledby="nieuw">
                <h2 class="nl-heading nl-heading--level-2" id="nieuw">
                    {t!("home-newest-title")}
                </h2>
                <ul class="cards">{items}</ul>
            </section>
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::initiatives::pages::examples::{asking, markup, overview};

    #[test]
    fn the_home_page_has_one_heading_and_links_only_what_is_there() {
        let html = markup(asking("/", ""), || view! { <HomeContent overview=Arc::new(overview()) /> });
        assert_eq!(html.matches("<h1").count(), 1);
        let page = html.split("<main").nth(1).expect("a page");
        assert!(!page.contains(r#"href="/dag"#) && !html.contains(r#"href="/quick-scan"#), "{html}");
        assert!(!html.contains("<script>alert"), "{html}");
    }
}
