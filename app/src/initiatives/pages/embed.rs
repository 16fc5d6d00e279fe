//! The map on another site: how to put it there, and the bare map that is then shown in the frame.

use std::sync::Arc;

use leptos::prelude::*;
use leptos_meta::{Link, Meta};

use super::chosen::problems;
use super::landkaart::Shown;
use super::map::Map;
use super::no_answer;
use super::results::ResultItem;
use super::summary::sentence;
use super::take_along::with_pair;
use crate::initiatives::land::escape;
use crate::initiatives::needs::Landkaart;
use crate::site::{Asking, IslandScript, Site};
use crate::texts::t;
use crate::ui::errors::status;
use crate::ui::fields::ErrorSummary;
use crate::ui::page::{Crumb, DocumentTitle, Page};

/// Where it is.
pub(super) const PATH: &str = "/landkaart/insluiten";

/// The pair that asks for the bare map.
pub(super) const BARE: (&str, &str) = ("weergave", "kaart");

/// `/landkaart/insluiten`.
#[component]
pub fn EmbedPage() -> impl IntoView {
    let (landkaart, asking) = (expect_context::<Arc<dyn Landkaart>>(), expect_context::<Asking>());
    let bare = asking.pairs.iter().any(|(name, value)| (name.as_str(), value.as_str()) == BARE);
    view! {
        <Suspense>
            {move || {
                let (landkaart, asking) = (landkaart.clone(), asking.clone());
                Suspend::new(async move {
                    match landkaart.browse(&asking.pairs).await {
                        Ok(browse) if bare => view! { <BareMap shown=Arc::new(browse) /> }.into_any(),
                        Ok(browse) => view! { <Explanation shown=Arc::new(browse) /> }.into_any(),
                        Err(error) => no_answer(&error),
                    }
                })
            }}
        </Suspense>
    }
}

/// What stands in the frame: sentence, map, list, and the way to the whole page.
#[component]
fn BareMap(shown: Shown) -> impl IntoView {
    if !shown.asked.problems.is_empty() {
        status(422);
    }
    let site = expect_context::<Site>();
    let filter = &shown.asked.filter;
    let canonical = format!("{}{}", site.base_url, shown.address(&filter.selection()));
    let whole = shown.address(&filter.on_page(1));
    let items = shown
        .results
        .iter()
        .map(|summary| {
            view! { <ResultItem reference=shown.reference.clone() summary=summary.clone() second_level=true beside=true /> }
        })
        .collect_view();
    view! {
        <DocumentTitle text=t!("site-title", page = shown.title()) />
        <Meta name="robots" content="noindex" />
        <Link rel="canonical" href=canonical />
        <main class="embed" id="inhoud">
            <h1 class="visually-hidden">{t!("landkaart-heading")}</h1>
            <p class="summary" id="samenvatting">
                {sentence(&shown)}
            </p>
            <Map shown=shown.clone() beside=true />
            <details class="disclosure">
                <summary>{t!("embed-list")}</summary>
                <div class="disclosure__content">
                    <ol class="results__list">{items}</ol>
                </div>
            </details>
            <p class="embed__foot">
                <a class="nl-link" href=whole target="_blank" rel="noopener">
                    {t!("embed-whole")}
                </a>
            </p>
            <IslandScript />
        </main>
    }
}

/// How to put the map on another site.
#[component]
fn Explanation(shown: Shown) -> impl IntoView {
    let errors = problems(&shown);
    if !errors.is_empty() {
        status(422);
    }
    let base = expect_context::<Site>().base_url;
    let filter = &shown.asked.filter;
    let selection = filter.selection();
    let frame = with_pair(&shown.address_at(PATH, &selection), &format!("{}={}", BARE.0, BARE.1));
    let picture = shown.address_at("/landkaart/kaart.svg", &selection);
    let title = t!("landkaart-heading");
    // The address stands in an attribute of the snippet.
    let frame_code = format!(
        r#"<iframe src="{}" title="{title}" width="100%" height="720" loading="lazy"></iframe>"#,
        format!("{base}{frame}").replace('&', "&amp;")
    );
    let picture_code =
        format!(r#"<img src="{}" alt="{title}" width="100%">"#, format!("{base}{picture}").replace('&', "&amp;"));
    let landkaart = shown.address(&selection);
    view! {
        <Page
            title=t!("embed-title")
            description=t!("embed-lead")
            crumbs=vec![Crumb::to(t!("site-part-landkaart"), "/landkaart"), Crumb::here(t!("embed-title"))]
        >
            <h1 class="nl-heading nl-heading--level-1">{t!("embed-title")}</h1>
            <ErrorSummary errors />
            <p class="nl-paragraph nl-paragraph--lead">{t!("embed-lead")}</p>
            <p class="nl-paragraph">
                {sentence(&shown)} " " <a class="nl-link" href=landkaart>
                    {t!("embed-change")}
                </a>
            </p>
            <h2 class="nl-heading nl-heading--level-2">{t!("embed-frame-title")}</h2>
            <p class="nl-paragraph">{t!("embed-frame-text")}</p>
            <Code id="code-kaart" label=t!("embed-code") code=frame_code />
            <p class="actions">
                <a class="nl-button" href=frame>
                    {t!("embed-frame-see")}
                </a>
            </p>
            <h2 class="nl-heading nl-heading--level-2">{t!("embed-picture-title")}</h2>
            <p class="nl-paragraph">{t!("embed-picture-text")}</p>
            <Code id="code-plaatje" label=t!("embed-code") code=picture_code />
            <img class="embed-preview" src=picture alt=t!("embed-picture-alt") loading="lazy" />
        </Page>
    }
}

/// Code to copy.
#[component]
fn Code(id: &'static str, label: String, code: String) -> impl IntoView {
    view! {
        <label class="utrecht-form-label" for=id>
            {label}
        </label>
        <textarea
            class="utrecht-textarea utrecht-textarea--html-textarea code"
            id=id
            readonly
            rows="4"
            spellcheck="false"
            // Leptos writes what stands in a textarea as it is; browsers read it with entities.
            inner_html=escape(&code).into_owned()
        ></textarea>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::initiatives::pages::examples::{asking, browse, markup};

    #[test]
    fn the_snippet_keeps_the_filters_and_asks_for_the_bare_map() {
        let html = markup(asking(PATH, "soort=T01"), || view! { <Explanation shown=Arc::new(browse("soort=T01")) /> });
        assert!(
            html.contains("https://example.org/landkaart/insluiten?soort=burgerberaad&amp;amp;weergave=kaart"),
            "{html}"
        );
        assert_eq!(html.matches("<h1").count(), 1);
    }

    #[test]
    fn the_bare_map_has_no_header_and_opens_its_links_beside_the_page() {
        let html = markup(asking(PATH, "weergave=kaart"), || view! { <BareMap shown=Arc::new(browse("")) /> });
        assert!(!html.contains("utrecht-page-header") && html.matches("<h1").count() == 1, "{html}");
        assert!(html.contains(r#"tabindex="-1" target="_blank" rel="noopener"><path"#), "{html}");
    }
}
