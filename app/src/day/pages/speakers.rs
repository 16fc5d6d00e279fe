//! `/dag/sprekers` and `/dag/sprekers/{code}`: who speaks, and at which sessions.

use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use super::{ExampleNotice, SPEAKERS, crumbs, days, nothing, session_path, speaker_path, time_of};
use crate::texts::t;
use crate::ui::page::{Crumb, Page};

/// All of the coming edition, in alphabetical order.
#[component]
pub fn SpeakersPage() -> impl IntoView {
    let Some(view) = days().current().filter(|view| !view.programme.speakers.is_empty()) else { return nothing() };
    let mut speakers = view.programme.speakers.clone();
    speakers.sort_by_key(|speaker| speaker.name.to_lowercase());
    let items = speakers.into_iter().map(|speaker| {
        let count = view.programme.sessions_with(&speaker.code).len();
        view! {
            <li class="result">
                <h2 class="result__title">
                    <a class="nl-link" href=speaker_path(&speaker.code)>
                        {speaker.name.clone()}
                    </a>
                </h2>
                <p class="result__place">{speaker.job.clone()}</p>
                <p class="result__text">{t!("speaker-sessions", count = count)}</p>
            </li>
        }
    });
    let items = items.collect_view();
    view! {
        <Page
            title=t!("speakers-title")
            description=t!("speakers-description", name = view.edition.name.as_str())
            crumbs=crumbs(vec![Crumb::here(t!("speakers-title"))])
        >
            <div class="prose">
                <h1 class="nl-heading nl-heading--level-1">{t!("speakers-title")}</h1>
                <ExampleNotice edition=view.edition.clone() />
                <ul class="results__list">{items}</ul>
            </div>
        </Page>
    }
    .into_any()
}

/// One of them.
#[component]
pub fn SpeakerPage() -> impl IntoView {
    let code = use_params_map().with_untracked(|params| params.get("code")).unwrap_or_default();
    let view = days().with(&|programme| programme.speaker(&code).is_some());
    let Some((view, speaker)) = view.and_then(|view| {
        let speaker = view.programme.speaker(&code)?.clone();
        Some((view, speaker))
    }) else {
        return nothing();
    };
    let sessions = view.programme.sessions_with(&code).into_iter().map(|session| {
        view! {
            <li>
                {time_of(&view.programme, session)} " " <a class="nl-link" href=session_path(&session.code)>
                    {session.title.clone()}
                </a>
            </li>
        }
    });
    let sessions = sessions.collect_view();
    let about: Vec<String> =
        speaker.about.split("\n\n").filter(|part| !part.trim().is_empty()).map(str::to_owned).collect();
    let website = (!speaker.website.is_empty()).then(|| {
        view! {
            <p class="nl-paragraph">
                <a class="nl-link" href=speaker.website.clone()>
                    {t!("partners-website", name = speaker.name.as_str())}
                </a>
            </p>
        }
    });
    view! {
        <Page
            title=speaker.name.clone()
            description=t!("speaker-description", name = speaker.name.as_str(), edition = view.edition.name.as_str())
            crumbs=crumbs(vec![Crumb::to(t!("speakers-title"), SPEAKERS), Crumb::here(speaker.name.clone())])
        >
            <article class="prose">
                <h1 class="nl-heading nl-heading--level-1">{speaker.name.clone()}</h1>
                <p class="nl-paragraph nl-paragraph--lead">{speaker.job.clone()}</p>
                <ExampleNotice edition=view.edition.clone() />
                {about.into_iter().map(|part| view! { <p class="nl-paragraph">{part}</p> }).collect_view()}
                <h2 class="nl-heading nl-heading--level-2">{t!("speaker-speaks-at")}</h2>
                <ul>{sessions}</ul>
                {website}
            </article>
        </Page>
    }
    .into_any()
}
