//! The page of an initiative: what it is, how far it is, where that was found, and who does something like it.

pub mod aside;
pub mod facts;

use std::sync::Arc;

use leptos::prelude::*;
use leptos::serde_json::{Value, json};
use leptos_router::hooks::use_params_map;

use super::no_answer;
use super::results::{ResultItem, Stale, Status, is_confirmed};
use crate::initiatives::model::InitiativeId;
use crate::initiatives::needs::{InitiativeView, Landkaart, LandkaartError};
use crate::initiatives::photos::{Picture, Size};
use crate::site::Site;
use crate::texts::{day, t};
use crate::ui::data_block::DataBlock;
use crate::ui::notice::Warning;
use crate::ui::page::{Crumb, Page};
use aside::{Share, Whereabouts};
use facts::{InitiativeFacts, Sources};

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
    let photo = initiative.photo.clone().map(|photo| {
        let address = photo.address();
        view! { <Picture photo address /> }
    });
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
                        <Stale stale=summary.stale />
                        {checked}
                    </p>
                </div>
                {(confirmed && summary.stale)
                    .then(|| {
                        view! { <Warning title=t!("initiative-stale-title") text=t!("initiative-stale-text") /> }
                    })}
                {(!confirmed)
                    .then(|| {
                        view! { <Warning title=t!("initiative-warning-title") text=t!("initiative-warning-text") /> }
                    })}
                <div class="split">
                    <div>
                        <p class="story">{summary.summary.clone()}</p>
                        {photo}
                        {paragraphs}
                        <h2 class="nl-heading nl-heading--level-2">{t!("initiative-facts")}</h2>
                        <InitiativeFacts shown=shown.clone() />
                        <Sources
                            sources=initiative.sources.clone()
                            change=format!("{}/wijzigen", initiative.summary.address())
                            history=format!("{}/geschiedenis", initiative.summary.address())
                        />
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
    let base = address.strip_suffix(&summary.address()).unwrap_or_default();
    let image = shown.initiative.photo.as_ref().map(|photo| format!("{base}{}", Size::Large.below(&photo.address())));
    json!({
        "@context": "https://schema.org",
        "@type": "Project",
        "@id": address,
        "url": address,
        "name": summary.title,
        "description": summary.summary,
        "areaServed": { "@type": "AdministrativeArea", "name": place.name, "identifier": place.code },
        "image": image,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::initiatives::pages::examples::{asking, initiative, markup};
    use crate::initiatives::photos::Photo;

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
    fn a_photo_is_there_for_people_and_for_search_engines() {
        let with_photo = || {
            let mut shown = initiative();
            let text = "Bewoners in een kring".into();
            shown.initiative.photo = Some(Photo { id: "a1".into(), text, width: 1_280, height: 960 });
            shown
        };
        let html =
            markup(asking("/landkaart/initiatief/7-raad", ""), || view! { <InitiativeContent shown=with_photo() /> });
        assert!(html.contains(r#"alt="Bewoners in een kring""#), "{html}");
        assert!(html.contains(r#""image":"https://"#) && html.contains("/landkaart/foto/a1/groot.jpg\""), "{html}");
        assert!(!page().contains("<img class=\"photo"));
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
    fn what_nobody_confirmed_for_too_long_says_so_and_what_was_confirmed_does_not() {
        let stale = || {
            let mut shown = initiative();
            shown.initiative.summary.stale = true;
            shown.initiative.summary.status = "loopt".into();
            shown
        };
        let html = markup(asking("/landkaart/initiatief/7-raad", ""), || view! { <InitiativeContent shown=stale() /> });
        assert!(html.contains(">Onbevestigd<") && html.contains("lang niet gecontroleerd"), "{html}");
        assert!(!page().contains(">Onbevestigd<"));
    }

    #[test]
    fn text_from_outside_stays_text() {
        let html = page();
        assert!(!html.contains("<script>alert"), "{html}");
        assert!(html.contains(r#"href="https://example.org/?a=1&amp;b=2""#), "{html}");
        assert!(html.contains("mailto:?subject=Raad%20"), "{html}");
    }

    #[test]
    fn whoever_sees_a_mistake_can_propose_what_is_right() {
        let html = page();
        let address = initiative().initiative.summary.address();
        assert!(html.contains(&format!(r#"href="{address}/wijzigen""#)), "{html}");
    }

    #[test]
    fn a_source_that_is_no_web_address_is_not_a_link() {
        let mut shown = initiative();
        shown.initiative.sources[0].url = Some("javascript:alert(1)".into());
        let html = markup(asking("/", ""), || view! { <InitiativeContent shown /> });
        assert!(!html.contains("javascript:"), "{html}");
    }
}
