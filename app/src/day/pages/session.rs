//! `/dag/programma/{code}`: one session.

use std::sync::Arc;

use leptos::prelude::*;
use leptos::serde_json::{Value, json};
use leptos_router::hooks::use_params_map;

use super::{
    ExampleNotice, PROGRAMME, SpeakerNames, audience_name, crumbs, days, kind_name, language_name, level_name, nothing,
    places_words, session_path, time_of,
};
use crate::day::filter::names;
use crate::day::needs::EditionView;
use crate::day::programme::{Material, Session};
use crate::site::Site;
use crate::texts::{day, moments, t};
use crate::ui::data_block::DataBlock;
use crate::ui::facts::{Fact, Facts};
use crate::ui::notice::Warning;
use crate::ui::page::{Crumb, Page};

/// The page.
#[component]
pub fn SessionPage() -> impl IntoView {
    let code = use_params_map().with_untracked(|params| params.get("code")).unwrap_or_default();
    let found = days().with(&|programme| programme.session(&code).is_some());
    let found = found.and_then(|view| Some((view.programme.session(&code)?.clone(), view)));
    let Some((session, view)) = found else { return nothing() };
    let cancelled = session.cancelled.clone();
    let cancelled = cancelled.map(|reason| view! { <Warning title=t!("session-cancelled") text=reason /> });
    let story: Vec<String> =
        session.story.split("\n\n").filter(|part| !part.trim().is_empty()).map(str::to_owned).collect();
    let choose = format!("{PROGRAMME}?{}={}", names::CHOSEN, session.code);
    let data = description(&view, &session);
    view! {
        <Page
            title=session.title.clone()
            description=session.summary.clone()
            crumbs=crumbs(vec![Crumb::to(t!("programme-title"), PROGRAMME), Crumb::here(session.title.clone())])
            canonical=session_path(&session.code)
        >
            <article class="prose">
                <h1 class="nl-heading nl-heading--level-1">{session.title.clone()}</h1>
                {cancelled}
                <ExampleNotice edition=view.edition.clone() />
                <p class="nl-paragraph nl-paragraph--lead">{session.summary.clone()}</p>
                <SessionFacts view=view.clone() session=session.clone() />
                {story.into_iter().map(|part| view! { <p class="nl-paragraph">{part}</p> }).collect_view()}
                <Materials materials=session.materials.clone() />
                <p class="nl-paragraph only-screen">
                    <a class="nl-link" href=choose>
                        {t!("session-choose")}
                    </a>
                </p>
            </article>
            <DataBlock data />
        </Page>
    }
    .into_any()
}

/// When, where, with whom and for whom it is.
#[component]
fn SessionFacts(view: Arc<EditionView>, session: Session) -> impl IntoView {
    let programme = &view.programme;
    let mut when = format!("{}, {}", day(&view.edition.day), time_of(programme, &session));
    if let Some(round) = programme.round(&session.round) {
        when = format!("{when} ({})", round.name);
    }
    let room = session.room.as_deref().and_then(|code| programme.room(code)).map(|room| {
        let access = room.access.trim_end_matches('.');
        if access.is_empty() { room.name.clone() } else { format!("{} ({access})", room.name) }
    });
    let track = session.track.as_deref().and_then(|code| programme.track(code)).map(|track| {
        let (href, name) = (format!("{PROGRAMME}?{}={}", names::TRACK, track.code), track.name.clone());
        view! {
            <Fact name=t!("programme-track")>
                <a class="nl-link" href=href>
                    {name}
                </a>
            </Fact>
        }
    });
    let audiences: Vec<String> = session.audiences.iter().map(|audience| audience_name(*audience)).collect();
    let audiences = if audiences.is_empty() { t!("session-for-everybody") } else { audiences.join(", ") };
    let places = view.places.get(&session.code).map(|places| places_words(*places));
    let has_speakers = !session.speakers.is_empty();
    let plain = |name: String, value: String| view! { <Fact name>{value}</Fact> };
    let facts = [
        room.map(|room| plain(t!("session-room"), room)),
        Some(plain(t!("session-kind"), kind_name(session.kind))),
        Some(plain(t!("session-for"), audiences)),
        Some(plain(t!("session-level"), level_name(session.level))),
        Some(plain(t!("session-language"), language_name(&session.language))),
        Some(session.access.clone())
            .filter(|access| !access.is_empty())
            .map(|access| plain(t!("session-access"), access)),
        places.map(|places| plain(t!("session-places"), places)),
    ];
    let facts = facts.into_iter().flatten().collect_view();
    let names = has_speakers.then(|| {
        let names = view! { <SpeakerNames view=view.clone() session=session.clone() /> };
        view! { <Fact name=t!("session-speakers")>{names}</Fact> }
    });
    view! { <Facts>{plain(t!("day-when"), when)} {track} {names} {facts}</Facts> }
}

/// What can be read beside it.
#[component]
fn Materials(materials: Vec<Material>) -> impl IntoView {
    (!materials.is_empty()).then(|| {
        let items = materials.into_iter().map(|material| {
            view! {
                <li>
                    <a class="nl-link" href=material.href>
                        {material.title}
                    </a>
                </li>
            }
        });
        view! {
            <h2 class="nl-heading nl-heading--level-2">{t!("session-materials")}</h2>
            <ul>{items.collect_view()}</ul>
        }
    })
}

/// The session for search engines, as part of the day.
fn description(view: &Arc<EditionView>, session: &Session) -> Value {
    let site = expect_context::<Site>();
    let edition = &view.edition;
    let times = view.programme.times(session);
    let at = |minute: Option<u16>| {
        minute
            .and_then(|minute| moments::at(&edition.day, minute))
            .map_or_else(|| edition.day.clone(), moments::machine)
    };
    let room = session.room.as_deref().and_then(|code| view.programme.room(code));
    let place = room.map_or_else(|| edition.town.clone(), |room| room.name.clone());
    let performers = session.speakers.iter().filter_map(|code| view.programme.speaker(code)).map(|speaker| {
        let kind = if speaker.is_organisation { "Organization" } else { "Person" };
        json!({ "@type": kind, "name": speaker.name })
    });
    let state = if session.cancelled.is_some() { "EventCancelled" } else { "EventScheduled" };
    json!({
        "@context": "https://schema.org",
        "@type": "Event",
        "name": session.title,
        "description": session.summary,
        "url": format!("{}{}", site.base_url, session_path(&session.code)),
        "startDate": at(times.map(|(starts, _)| starts.after_midnight())),
        "endDate": at(times.map(|(_, ends)| ends.after_midnight())),
        "eventStatus": format!("https://schema.org/{state}"),
        "eventAttendanceMode": "https://schema.org/OfflineEventAttendanceMode",
        "inLanguage": session.language,
        "isAccessibleForFree": true,
        "location": {
            "@type": "Place",
            "name": place,
            "address": { "@type": "PostalAddress", "addressLocality": edition.town, "addressCountry": "NL" },
        },
        "performer": performers.collect::<Vec<_>>(),
        "superEvent": { "@type": "Event", "name": edition.name, "startDate": edition.day,
            "url": format!("{}{}", site.base_url, edition.address()),
            "location": { "@type": "Place", "name": edition.town, "address": edition.town } },
    })
}
