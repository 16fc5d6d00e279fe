//! The map on another site: how to put it there, and the bare map that is then shown in the frame.

use std::sync::Arc;

use leptos::prelude::*;
use leptos_meta::{Link, Meta};

use super::chosen::problems;
use super::landkaart::{self, Shown};
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
use crate::ui::notice::Warning;
use crate::ui::page::{Crumb, DocumentTitle, Page};

/// Where it is.
pub(super) const PATH: &str = "/landkaart/insluiten";

/// The whole Landkaart, without filters.
const PATH_OF_ALL: &str = landkaart::PATH;

/// Width and height of the frame in the snippet, in CSS pixels: attributes of HTML take no percentages.
const FRAME_SIZE: (u32, u32) = (640, 760);

/// Width and height of the picture in the snippet, in CSS pixels, in the shape of A4.
const PICTURE_SIZE: (u32, u32) = (640, 905);

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
    // The page of somebody else has no form to correct: it is told to whoever put the map there, and to their visitors.
    let not_understood: Vec<_> =
        problems(&shown).into_iter().map(|error| format!("{}: {}", error.label, error.text)).collect();
    let warning = (!not_understood.is_empty())
        .then(|| view! { <Warning title=t!("embed-not-understood") text=not_understood.join(" ") /> });
    view! {
        <DocumentTitle text=t!("site-title", page = shown.title()) />
        <Meta name="robots" content="noindex" />
        <Link rel="canonical" href=canonical />
        <main class="embed" id="inhoud">
            <h1 class="visually-hidden">{t!("landkaart-heading")}</h1>
            {warning}
            <p class="summary" id="samenvatting">
                {sentence(&shown)}
            </p>
            <Map shown=shown.clone() beside=true />
            <BareList shown=shown.clone() />
            <p class="embed__foot">
                <a class="nl-link" href=whole target="_blank" rel="noopener">
                    {t!("embed-whole")}
                </a>
            </p>
            <IslandScript />
        </main>
    }
}

/// The initiatives on the map, and where the rest of them is; for an empty map, what that means and where there are more.
#[component]
fn BareList(shown: Shown) -> impl IntoView {
    let out = |address: String, words: String| {
        view! {
            <a class="nl-link" href=address target="_blank" rel="noopener">
                {words}
            </a>
        }
    };
    if shown.results.is_empty() {
        let everything = (shown.everything > 0)
            .then(|| out(PATH_OF_ALL.into(), t!("elsewhere-everything", total = shown.everything)));
        return view! { <p class="nl-paragraph">{t!("elsewhere-absence")} " " {everything}</p> }.into_any();
    }
    let items = shown
        .results
        .iter()
        .map(|summary| {
            view! { <ResultItem reference=shown.reference.clone() summary=summary.clone() second_level=true beside=true /> }
        })
        .collect_view();
    let more = (shown.total as usize > shown.results.len()).then(|| {
        let all = out(shown.address(&shown.asked.filter.on_page(1)), t!("embed-list-all", total = shown.total));
        view! {
            <p class="nl-paragraph">
                {t!("embed-list-part", count = shown.results.len(), total = shown.total)} " " {all}
            </p>
        }
    });
    view! {
        <details class="disclosure">
            <summary>{t!("embed-list")}</summary>
            <div class="disclosure__content">
                <ol class="results__list">{items}</ol>
                {more}
            </div>
        </details>
    }
    .into_any()
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
    let view = filter.on_page(1);
    let frame = with_pair(&shown.address_at(PATH, &view), &format!("{}={}", BARE.0, BARE.1));
    let picture = shown.address_at("/landkaart/kaart.svg", &filter.coloured_selection());
    let title = t!("landkaart-heading");
    // The address stands in an attribute of the snippet.
    let frame_code = format!(
        r#"<iframe src="{}" title="{title}" width="{}" height="{}" loading="lazy"></iframe>"#,
        format!("{base}{frame}").replace('&', "&amp;"),
        FRAME_SIZE.0,
        FRAME_SIZE.1
    );
    let picture_code = format!(
        r#"<img src="{}" alt="{title}" width="{}" height="{}">"#,
        format!("{base}{picture}").replace('&', "&amp;"),
        PICTURE_SIZE.0,
        PICTURE_SIZE.1
    );
    let change = shown.address(&view);
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
                {sentence(&shown)} " " <a class="nl-link" href=change>
                    {t!("embed-change")}
                </a>
            </p>
            <h2 class="nl-heading nl-heading--level-2">{t!("embed-frame-title")}</h2>
            <p class="nl-paragraph">{t!("embed-frame-text")}</p>
            <Code id="code-kaart" label=t!("embed-code-frame") code=frame_code />
            <p class="nl-paragraph">{t!("embed-size")}</p>
            <p class="actions">
                <a class="nl-button" href=frame>
                    {t!("embed-frame-see")}
                </a>
            </p>
            <h2 class="nl-heading nl-heading--level-2">{t!("embed-picture-title")}</h2>
            <p class="nl-paragraph">{t!("embed-picture-text")}</p>
            <Code id="code-plaatje" label=t!("embed-code-picture") code=picture_code />
            <img
                class="embed-preview"
                src=picture
                alt=t!("embed-picture-alt")
                width=PICTURE_SIZE.0.to_string()
                height=PICTURE_SIZE.1.to_string()
                loading="lazy"
            />
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
            class="code"
            id=id
            readonly
            rows="3"
            spellcheck="false"
            // Leptos writes what stands in a textarea as it is; browsers read it with entities.
            inner_html=escape(&code).into_owned()
        ></textarea>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::initiatives::needs::Browse;
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
    fn the_snippet_keeps_the_view_and_the_colours() {
        let query = "kader=150000,460000,160000,470000&kleur=T07";
        let html = markup(asking(PATH, query), || view! { <Explanation shown=Arc::new(browse(query)) /> });
        let view = "kader=150000%2C460000%2C160000%2C470000&amp;amp;kleur=referendum";
        assert!(
            html.contains(&format!("https://example.org/landkaart/insluiten?{view}&amp;amp;weergave=kaart")),
            "{html}"
        );
        assert!(html.contains("https://example.org/landkaart/kaart.svg?kleur=referendum"), "{html}");
        assert!(!html.contains("100%"), "{html}");
    }

    #[test]
    fn the_bare_map_says_what_it_leaves_out_does_not_understand_or_does_not_find() {
        let bare = |shown| markup(asking(PATH, ""), || view! { <BareMap shown=Arc::new(shown) /> });
        let part = Browse { total: 40, ..browse("soort=T01") };
        let html = bare(part);
        assert!(html.contains("1 van de 40") && html.contains("Bekijk alle 40 initiatieven"), "{html}");
        let html = bare(browse("soort=onzin"));
        assert!(html.contains("utrecht-alert--warning") && html.contains("“onzin” kennen wij niet"), "{html}");
        let html = bare(Browse { total: 0, results: Vec::new(), everything: 40, ..browse("soort=T07") });
        assert!(html.contains("zegt niet dat er niets gebeurt") && html.contains(r#"href="/landkaart""#), "{html}");
        let html = bare(Browse { total: 0, results: Vec::new(), everything: 0, ..browse("") });
        assert!(!html.contains("alle 0"), "{html}");
    }

    #[test]
    fn the_bare_map_has_no_header_and_opens_its_links_beside_the_page() {
        let html = markup(asking(PATH, "weergave=kaart"), || view! { <BareMap shown=Arc::new(browse("")) /> });
        assert!(!html.contains("utrecht-page-header") && html.matches("<h1").count() == 1, "{html}");
        assert!(html.contains(r#"tabindex="-1" target="_blank" rel="noopener"><path"#), "{html}");
    }
}
