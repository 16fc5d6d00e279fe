//! `/nieuws` and `/nieuws/{slug}`: what the programme has to tell.

use std::sync::Arc;

use leptos::prelude::*;
use leptos_meta::Link;
use leptos_router::hooks::use_params_map;

use crate::programme::needs::{Item, Programme};
use crate::programme::piece::Piece;
use crate::texts::{moments, t};
use crate::ui::errors::{ErrorPage, ErrorTexts, status};
use crate::ui::page::{Crumb, Page};

/// Where the news is.
pub const PATH: &str = "/nieuws";

/// The same as a feed.
pub const FEED: &str = "/nieuws/feed.atom";

/// The list.
#[component]
pub fn NewsPage() -> impl IntoView {
    let news = expect_context::<Arc<dyn Programme>>().news();
    let content = if news.is_empty() {
        view! {
            <p class="nl-paragraph">{t!("news-none")}</p>
            <p class="nl-paragraph">
                <a class="nl-link" href="/landkaart/volgen">
                    {t!("news-none-follow")}
                </a>
            </p>
        }
        .into_any()
    } else {
        news.into_iter().map(|piece| view! { <NewsItem piece second_level=true /> }).collect_view().into_any()
    };
    view! {
        <Link rel="alternate" type_="application/atom+xml" href=FEED title=t!("news-title") />
        <Page title=t!("news-title") description=t!("news-lead") crumbs=vec![Crumb::here(t!("news-title"))]>
            <div class="prose">
                <h1 class="nl-heading nl-heading--level-1">{t!("news-title")}</h1>
                <p class="nl-paragraph nl-paragraph--lead">{t!("news-lead")}</p>
                {content}
                <p class="nl-paragraph only-screen">
                    <a class="nl-link" href=FEED>
                        {t!("news-feed")}
                    </a>
                </p>
            </div>
        </Page>
    }
}

/// News in a list: title, day and what it is about.
#[component]
pub fn NewsItem(
    /// The news.
    piece: Arc<Piece>,
    /// Whether its title is a heading of the second level.
    #[prop(optional)]
    second_level: bool,
) -> impl IntoView {
    let link = view! {
        <a class="nl-link" href=piece.address()>
            {piece.title.clone()}
        </a>
    };
    let heading = if second_level {
        view! { <h2 class="result__title">{link}</h2> }.into_any()
    } else {
        view! { <h3 class="result__title">{link}</h3> }.into_any()
    };
    view! {
        <article class="result">
            {heading} <p class="result__place">
                <Day seconds=piece.published_at />
            </p> <p class="result__text">{piece.lead.clone()}</p>
        </article>
    }
}

/// A day, for people and machines.
#[component]
fn Day(seconds: i64) -> impl IntoView {
    view! { <time datetime=moments::machine(seconds)>{moments::day(seconds)}</time> }
}

/// One story.
#[component]
pub fn NewsItemPage() -> impl IntoView {
    let slug = use_params_map().with_untracked(|params| params.get("slug")).unwrap_or_default();
    match expect_context::<Arc<dyn Programme>>().item(&slug) {
        Item::Here(piece) => view! { <Story piece /> }.into_any(),
        Item::Gone => {
            status(410);
            view! { <ErrorPage texts=ErrorTexts::of("gone-news") /> }.into_any()
        }
        Item::Nothing => {
            status(404);
            view! { <ErrorPage texts=ErrorTexts::of("not-found") /> }.into_any()
        }
    }
}

#[component]
fn Story(piece: Arc<Piece>) -> impl IntoView {
    let more = (!piece.website.is_empty()).then(|| {
        view! {
            <p class="nl-paragraph">
                <a class="nl-link" href=piece.website.clone()>
                    {t!("news-more")}
                </a>
            </p>
        }
    });
    view! {
        <Page
            title=piece.title.clone()
            description=piece.lead.clone()
            crumbs=vec![Crumb::to(t!("news-title"), PATH), Crumb::here(piece.title.clone())]
        >
            <article class="prose">
                <h1 class="nl-heading nl-heading--level-1">{piece.title.clone()}</h1>
                <p class="result__place">
                    <Day seconds=piece.published_at />
                </p>
                <p class="nl-paragraph nl-paragraph--lead">{piece.lead.clone()}</p>
                <div class="written" inner_html=piece.html.clone()></div>
                {more}
            </article>
        </Page>
    }
}
