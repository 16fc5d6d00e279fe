//! `/dag` and `/dag/edities/{code}`: what the day is, and when and where.

use std::sync::Arc;

use leptos::prelude::*;
use leptos::serde_json::{Value, json};
use leptos_router::hooks::use_params_map;

use super::{ExampleNotice, PATH, PROGRAMME, SPEAKERS, days, nothing};
use crate::day::edition::{Edition, Registering};
use crate::day::needs::EditionView;
use crate::day::programme::RoundKind;
use crate::site::Site;
use crate::texts::{Language, day, moments, t};
use crate::ui::data_block::DataBlock;
use crate::ui::facts::{Fact, Facts};
use crate::ui::page::{Crumb, Page};

/// The coming edition, with the way to earlier ones.
#[component]
pub fn DayPage() -> impl IntoView {
    let Some(view) = days().current() else {
        return view! { <NoEdition /> }.into_any();
    };
    let earlier = days().earlier();
    let earlier = (!earlier.is_empty()).then(|| {
        let items = earlier.into_iter().map(|view| {
            view! {
                <li>
                    <a class="nl-link" href=view.edition.address()>
                        {view.edition.name.clone()}
                    </a>
                    {format!(" · {} · {}", day(&view.edition.day), view.edition.town)}
                </li>
            }
        });
        view! {
            <h2 class="nl-heading nl-heading--level-2">{t!("day-earlier")}</h2>
            <ul class="links">{items.collect_view()}</ul>
        }
    });
    let title = t!("day-title");
    view! {
        <Page
            title=title.clone()
            description=view.edition.lead.clone()
            crumbs=vec![Crumb::here(t!("site-part-day"))]
            canonical=PATH
        >
            <div class="prose">
                <EditionContent view />
                {earlier}
            </div>
        </Page>
    }
    .into_any()
}

/// An edition by its code.
#[component]
pub fn EditionPage() -> impl IntoView {
    let code = use_params_map().with_untracked(|params| params.get("code")).unwrap_or_default();
    let all = days().current().into_iter().chain(days().earlier());
    let Some(view) = all.into_iter().find(|view| view.edition.code == code) else { return nothing() };
    view! {
        <Page
            title=view.edition.name.clone()
            description=view.edition.lead.clone()
            crumbs=vec![Crumb::to(t!("site-part-day"), PATH), Crumb::here(view.edition.code.clone())]
        >
            <div class="prose">
                <EditionContent view />
            </div>
        </Page>
    }
    .into_any()
}

/// What there is to say about an edition.
#[component]
fn EditionContent(view: Arc<EditionView>) -> impl IntoView {
    let edition = view.edition.clone();
    let has_programme = !view.programme.sessions.is_empty();
    let place = [edition.venue.as_str(), edition.town.as_str()];
    let place = place.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ");
    let times =
        whole_day(&view).map(|(starts, ends)| view! { <Fact name=t!("day-times")>{format!("{starts}–{ends}")}</Fact> });
    let capacity = edition
        .capacity
        .map(|count| view! { <Fact name=t!("day-capacity")>{t!("day-people", count = i64::from(count))}</Fact> });
    let sources = (!edition.sources.is_empty()).then(|| {
        let items = edition.sources.iter().map(|source| {
            view! {
                <li>
                    <a class="nl-link" href=source.href.clone()>
                        {source.title.clone()}
                    </a>
                </li>
            }
        });
        view! {
            <h2 class="nl-heading nl-heading--level-2">{t!("day-sources")}</h2>
            <ul>{items.collect_view()}</ul>
        }
    });
    let ways = has_programme.then(|| {
        view! {
            <p class="actions">
                <a class="nl-button nl-button--primary nl-button--accent" href=PROGRAMME>
                    {t!("day-to-programme")}
                </a>
                <a class="nl-button nl-button--secondary" href=SPEAKERS>
                    {t!("day-to-speakers")}
                </a>
            </p>
        }
    });
    let (iso, date) = (edition.day.clone(), day(&edition.day));
    let registration = view! { <Registration edition=edition.clone() /> };
    view! {
        <h1 class="nl-heading nl-heading--level-1">{edition.name.clone()}</h1>
        <ExampleNotice edition=edition.clone() />
        <p class="nl-paragraph nl-paragraph--lead">{edition.lead.clone()}</p>
        <Facts>
            <Fact name=t!("day-when")>
                <time datetime=iso>{date}</time>
            </Fact>
            {times}
            <Fact name=t!("day-where")>{place}</Fact>
            {capacity}
            {registration}
        </Facts>
        {ways}
        <div class="written" inner_html=edition.html.clone()></div>
        {sources}
        <DataBlock data=description(&view) />
    }
}

/// From when until when people can register.
#[component]
fn Registration(edition: Edition) -> impl IntoView {
    let words = match edition.registering(days().now()) {
        Registering::Never => None,
        Registering::From(opens) => Some(t!("day-registration-from", moment = moments::short(opens))),
        Registering::Until(closes) => Some(t!("day-registration-until", moment = moments::short(closes))),
        Registering::Over => Some(t!("day-registration-over")),
    };
    words.map(|words| view! { <Fact name=t!("day-registration")>{words}</Fact> })
}

/// From the first round to the last.
fn whole_day(view: &EditionView) -> Option<(String, String)> {
    let first = view.programme.rounds.iter().map(|round| round.starts).min()?;
    let last = view.programme.rounds.iter().map(|round| round.ends).max()?;
    Some((first.to_string(), last.to_string()))
}

/// The edition for search engines.
fn description(view: &EditionView) -> Value {
    let site = expect_context::<Site>();
    let edition = &view.edition;
    let at = |minute: Option<u16>| {
        minute
            .and_then(|minute| moments::at(&edition.day, minute))
            .map_or_else(|| edition.day.clone(), moments::machine)
    };
    let rounds = &view.programme.rounds;
    let mut data = json!({
        "@context": "https://schema.org",
        "@type": "Event",
        "name": edition.name,
        "description": edition.lead,
        "url": format!("{}{}", site.base_url, edition.address()),
        "startDate": at(rounds.iter().map(|round| round.starts.after_midnight()).min()),
        "endDate": at(rounds.iter().map(|round| round.ends.after_midnight()).max()),
        "eventStatus": "https://schema.org/EventScheduled",
        "eventAttendanceMode": "https://schema.org/OfflineEventAttendanceMode",
        "inLanguage": Language::of_answer().code(),
        "isAccessibleForFree": true,
        "location": {
            "@type": "Place",
            "name": if edition.venue.is_empty() { &edition.town } else { &edition.venue },
            "address": { "@type": "PostalAddress", "addressLocality": edition.town, "addressCountry": "NL" },
        },
        "organizer": { "@type": "Organization", "name": t!("site-name"), "url": format!("{}/", site.base_url) },
    });
    if let Some(capacity) = edition.capacity {
        data["maximumAttendeeCapacity"] = capacity.into();
    }
    data
}

/// The page before there is any edition.
#[component]
fn NoEdition() -> impl IntoView {
    view! {
        <Page
            title=t!("day-title")
            description=t!("day-none")
            crumbs=vec![Crumb::here(t!("site-part-day"))]
            canonical=PATH
        >
            <div class="prose">
                <h1 class="nl-heading nl-heading--level-1">{t!("day-title")}</h1>
                <p class="nl-paragraph nl-paragraph--lead">{t!("day-none")}</p>
                <p class="nl-paragraph">
                    <a class="nl-link" href="/nieuws">
                        {t!("day-none-news")}
                    </a>
                </p>
            </div>
        </Page>
    }
}

/// How many rounds one chooses a session in.
#[must_use]
pub(super) fn rounds_of_choice(view: &EditionView) -> usize {
    view.programme.rounds.iter().filter(|round| round.kind == RoundKind::Choice).count()
}
