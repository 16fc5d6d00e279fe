//! The frame of a page: head, parts, breadcrumb, footer.

use std::sync::Arc;

use leptos::prelude::*;
use leptos_meta::{Link, Meta, Stylesheet, Title};

use crate::initiatives::land::escape;
use crate::initiatives::needs::Landkaart;
use crate::initiatives::pages::map::credit;
use crate::site::{Asking, Site};
use crate::texts::{day, t};

/// One step of the breadcrumb: its name and, but for the page itself, its address.
#[derive(Clone, Debug)]
pub struct Crumb {
    /// What it is called.
    pub name: String,
    /// Where it is; the last crumb is the page itself and has none.
    pub href: Option<String>,
}

impl Crumb {
    /// A step that leads somewhere.
    #[must_use]
    pub fn to(name: impl Into<String>, href: impl Into<String>) -> Self {
        Self { name: name.into(), href: Some(href.into()) }
    }

    /// The page itself.
    #[must_use]
    pub fn here(name: impl Into<String>) -> Self {
        Self { name: name.into(), href: None }
    }
}

/// The title of the document. `leptos_meta` writes it between its tags as it is given, and titles hold what visitors search
/// for, so it is escaped here.
#[component]
pub fn DocumentTitle(
    /// The title as people read it.
    text: String,
) -> impl IntoView {
    view! { <Title text=escape(&text).into_owned() /> }
}

/// A page in the frame of the site.
#[component]
pub fn Page(
    /// Title of the page, without the name of the site.
    #[prop(into)]
    title: String,
    /// What search engines and shared links say about the page.
    #[prop(into)]
    description: String,
    /// The way from the home page to here, without the home page; empty for the home page.
    #[prop(default = vec![])]
    crumbs: Vec<Crumb>,
    /// Address of this page without what does not change its content; the path when absent.
    #[prop(optional, into)]
    canonical: Option<String>,
    /// Parts far down the page that can be reached at once with the keyboard: `id` and words of each.
    #[prop(default = vec![])]
    skips: Vec<(&'static str, String)>,
    /// Whether the page uses the whole width, as the map does.
    #[prop(optional)]
    wide: bool,
    /// Whether there is something to fill in, so that the style of forms is needed.
    #[prop(optional)]
    work: bool,
    /// The content, which starts with the `h1`.
    children: Children,
) -> impl IntoView {
    let site = expect_context::<Site>();
    let asking = expect_context::<Asking>();
    let canonical = format!("{}{}", site.base_url, canonical.unwrap_or_else(|| asking.path.clone()));
    let whole_title = if crumbs.is_empty() { title.clone() } else { t!("site-title", page = title.clone()) };
    let page_class = if wide { "page page--wide" } else { "page" };
    view! {
        <DocumentTitle text=whole_title.clone() />
        <Meta name="description" content=description.clone() />
        <Meta property="og:title" content=whole_title />
        <Meta property="og:description" content=description />
        <Meta property="og:url" content=canonical.clone() />
        <Meta property="og:type" content="website" />
        <Meta property="og:locale" content=t!("locale-og") />
        <Link rel="canonical" href=canonical.clone() />
        {work.then(|| view! { <Stylesheet href=site.work_style.clone() /> })}
        {std::iter::once(("inhoud", t!("site-skip")))
            .chain(skips)
            .map(|(part, words)| {
                view! {
                    <a class="nl-skip-link nl-skip-link--visible-on-focus" href=format!("#{part}")>
                        {words}
                    </a>
                }
            })
            .collect_view()}
        <Header path=asking.path wide />
        <PrintedFrom address=canonical />
        {(!crumbs.is_empty())
            .then(|| {
                view! {
                    <div class=page_class>
                        <Breadcrumb crumbs />
                    </div>
                }
            })}
        <main id="inhoud" tabindex="-1" class=page_class>
            {children()}
        </main>
        <Footer site />
    }
}

/// On paper: where it comes from and how old it is. A page is kept for everyone, so this cannot be the moment of printing; it
/// is the day on which the data last changed, after which the page has said the same.
#[component]
fn PrintedFrom(address: String) -> impl IntoView {
    let changed = use_context::<Arc<dyn Landkaart>>().and_then(|landkaart| landkaart.changed_on());
    let changed = changed.map(|date| t!("print-changed", day = day(&date)));
    view! {
        <p class="print-only page">{t!("print-from", address = address)} {changed.map(|words| format!(" {words}"))}</p>
    }
}

/// Name of the programme and what there is; what is not there yet is named together, and not linked.
#[component]
fn Header(path: String, wide: bool) -> impl IntoView {
    let parts = [("/landkaart", t!("site-part-landkaart")), ("/dag", t!("site-part-day"))].map(|(part, name)| {
        let here = match path.strip_prefix(part) {
            Some("") => Some("page"),
            Some(below) if below.starts_with('/') => Some("true"),
            _ => None,
        };
        view! {
            <li class="parts__item">
                <a class="parts__link" href=part aria-current=here>
                    {name}
                </a>
            </li>
        }
    });
    let class = if wide { "utrecht-page-header page-header--wide" } else { "utrecht-page-header" };
    view! {
        <header class=class>
            <div class="utrecht-page-header__content">
                <a class="wordmark" href="/">
                    <Sign />
                    <span>{t!("site-name")}</span>
                </a>
                <nav aria-label=t!("site-parts")>
                    <ul class="parts">
                        {parts} <li class="parts__item">
                            <span class="parts__coming">{t!("site-parts-later")}</span>
                        </li>
                    </ul>
                </nav>
            </div>
        </header>
    }
}

/// The sign of the programme: a half circle of seats around one who speaks.
#[component]
fn Sign() -> impl IntoView {
    const SEATS: [(f32, f32, f32); 11] = [
        (6.0, 48.0, 5.2),
        (11.1, 29.0, 5.2),
        (25.0, 15.1, 5.2),
        (44.0, 10.0, 5.2),
        (63.0, 15.1, 5.2),
        (76.9, 29.0, 5.2),
        (82.0, 48.0, 5.2),
        (22.5, 48.0, 4.6),
        (33.2, 29.4, 4.6),
        (54.7, 29.4, 4.6),
        (65.5, 48.0, 4.6),
    ];
    view! {
        <svg class="wordmark__sign" viewBox="0 0 88 56" aria-hidden="true">
            {SEATS
                .map(|(cx, cy, r)| view! { <circle cx=cx.to_string() cy=cy.to_string() r=r.to_string() /> })
                .collect_view()}
            <circle class="wordmark__speaker" cx="44" cy="48" r="7" />
        </svg>
    }
}

/// The way from the home page to here.
#[component]
fn Breadcrumb(crumbs: Vec<Crumb>) -> impl IntoView {
    let home = Crumb::to(t!("site-home"), "/");
    view! {
        <nav class="utrecht-breadcrumb-nav" aria-label=t!("site-breadcrumb")>
            <ol class="utrecht-breadcrumb-nav__list utrecht-breadcrumb-nav__list--html-ol">
                {std::iter::once(home)
                    .chain(crumbs)
                    .map(|crumb| {
                        view! {
                            <li class="utrecht-breadcrumb-nav__item">
                                {match crumb.href {
                                    Some(href) => {
                                        view! {
                                            <a class="utrecht-breadcrumb-nav__link nl-link" href=href>
                                                {crumb.name}
                                            </a>
                                        }
                                            .into_any()
                                    }
                                    None => {
                                        view! {
                                            <span class="utrecht-breadcrumb-nav__link" aria-current="page">
                                                {crumb.name}
                                            </span>
                                        }
                                            .into_any()
                                    }
                                }}
                            </li>
                        }
                    })
                    .collect_view()}
            </ol>
        </nav>
    }
}

/// Who makes this, what is promised, where things come from.
#[component]
fn Footer(site: Site) -> impl IntoView {
    let map = use_context::<Arc<dyn Landkaart>>().map(|landkaart| {
        let reference = landkaart.reference();
        credit(&reference.boundaries.attribution, reference.street_map.as_ref())
    });
    let sources = [
        Some(t!("site-footer-sources-text")),
        map.filter(|named| !named.is_empty())
            .map(|named| t!("site-footer-sources-map", attribution = named.trim_end_matches('.'))),
        Some(t!("site-footer-sources-places")),
    ];
    let sources = sources.into_iter().flatten().collect::<Vec<_>>().join(" ");
    view! {
        <footer class="utrecht-page-footer">
            <div class="utrecht-page-footer__content">
                <div>
                    <p class="page-footer__title">{t!("site-name")}</p>
                    <p class="page-footer__text">{t!("site-footer-programme")}</p>
                </div>
                <nav class="page-footer__nav" aria-label=t!("site-footer-about")>
                    <p class="page-footer__title">{t!("site-footer-about")}</p>
                    <ul class="page-footer__links">
                        <li>
                            <a class="nl-link" href="/nieuws">
                                {t!("news-title")}
                            </a>
                        </li>
                        <li>
                            <a class="nl-link" href="/partners">
                                {t!("partners-title")}
                            </a>
                        </li>
                        <li>
                            <a class="nl-link" href="/toegankelijkheid">
                                {t!("site-footer-accessibility")}
                            </a>
                        </li>
                        <li>
                            <a class="nl-link" href="/privacy">
                                {t!("site-footer-privacy")}
                            </a>
                        </li>
                        <li>
                            <a class="nl-link" href="/open-data">
                                {t!("site-footer-open-data")}
                            </a>
                        </li>
                        <li>
                            <a class="nl-link" href="/inloggen">
                                {t!("site-footer-sign-in")}
                            </a>
                        </li>
                    </ul>
                </nav>
                <div>
                    <p class="page-footer__title">{t!("site-footer-sources")}</p>
                    <p class="page-footer__text">{sources}</p>
                </div>
                <p class="page-footer__small">{t!("site-footer-version", version = site.version)}</p>
            </div>
        </footer>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geo::TileGrid;
    use crate::initiatives::model::InitiativeId;
    use crate::initiatives::needs::{
        Answer, Browse, InitiativeView, LandkaartError, MunicipalityView, Overview, Reference, StreetMap,
    };
    use crate::initiatives::pages::examples::{asking, markup, reference};
    use crate::initiatives::statistics::Statistics;

    /// A Landkaart that knows what things are called, and nothing else.
    struct Named(Arc<Reference>);

    impl Landkaart for Named {
        fn browse<'a>(&'a self, _: &'a [(String, String)]) -> Answer<'a, Browse> {
            Box::pin(async { Err(LandkaartError::Unavailable) })
        }
        fn municipality<'a>(&'a self, _: &'a str) -> Answer<'a, MunicipalityView> {
            Box::pin(async { Err(LandkaartError::Unavailable) })
        }
        fn initiative(&self, _: InitiativeId) -> Answer<'_, InitiativeView> {
            Box::pin(async { Err(LandkaartError::Unavailable) })
        }
        fn overview(&self) -> Answer<'_, Overview> {
            Box::pin(async { Err(LandkaartError::Unavailable) })
        }
        fn statistics<'a>(&'a self, _: &'a [(String, String)]) -> Answer<'a, Statistics> {
            Box::pin(async { Err(LandkaartError::Unavailable) })
        }
        fn reference(&self) -> Arc<Reference> {
            self.0.clone()
        }
        fn changed_on(&self) -> Option<String> {
            None
        }
    }

    fn footer(reference: Reference) -> String {
        let html = markup(asking("/privacy", ""), || {
            provide_context::<Arc<dyn Landkaart>>(Arc::new(Named(Arc::new(reference))));
            let site = expect_context();
            view! { <Footer site /> }
        });
        html.replace("<!>", "")
    }

    #[test]
    fn the_footer_names_the_source_of_the_boundaries_that_are_drawn_and_of_the_streets() {
        let mut of_somebody = reference();
        of_somebody.boundaries.attribution = "© Provincie <Utrecht>".into();
        of_somebody.street_map = Some(StreetMap { grid: TileGrid::Rd, attribution: "© BRT".into() });
        let html = footer(of_somebody);
        assert!(html.contains("Kaart: © Provincie &lt;Utrecht&gt; · © BRT. Plaatsnamen: GeoNames"), "{html}");
        assert!(!html.contains("CBS") && !html.contains("Kadaster"), "{html}");
        let mut of_nobody = reference();
        of_nobody.boundaries.attribution.clear();
        assert!(!footer(of_nobody).contains("Kaart:"));
    }
}
