//! The Landkaart itself: what is searched and filtered left, the map in the middle, the list right, and all of it to take
//! along.

use std::sync::Arc;

use leptos::prelude::*;
use leptos::serde_json;
use leptos_meta::Link;

use super::chosen::{ActiveFilters, FieldProblem, Problems};
use super::filters::{Facets, FilterForm, FiltersCount};
use super::legend::Legend;
use super::map::MapSection;
use super::results::Results;
use super::summary::Summary;
use super::table::MunicipalityTable;
use super::take_along::TakeAlong;
use super::{no_answer, no_fragment};
use crate::initiatives::filter::Filter;
use crate::initiatives::land::{Choice, Land};
use crate::initiatives::needs::{Browse, Landkaart};
use crate::site::{Asking, IslandScript};
use crate::texts::t;
use crate::ui::errors::status;
use crate::ui::page::{Crumb, Page};

/// Where the Landkaart is.
pub const PATH: &str = "/landkaart";

/// A view of the Landkaart that its parts share.
pub type Shown = Arc<Browse>;

impl Browse {
    /// The address of the Landkaart under another filter.
    pub fn address(&self, filter: &Filter) -> String {
        self.address_at(PATH, filter)
    }

    /// An address elsewhere that understands the same filters.
    pub fn address_at(&self, path: &str, filter: &Filter) -> String {
        filter.address(path, &self.reference.taxonomy, &self.reference.places)
    }

    /// What was chosen out of everything.
    pub fn choice(&self) -> Choice {
        Choice::of(&self.asked.filter)
    }

    /// How the municipalities are drawn.
    pub fn land(&self) -> Land<'_> {
        Land {
            reference: &self.reference,
            counts: &self.coloured,
            taking_part: &self.coloured_taking_part,
            known: &self.known,
            choice: self.choice(),
            shading: &self.shading,
            within: None,
            selected: None,
            beside: false,
        }
    }

    /// The title of the page: what was searched, and which page of the list it is.
    pub fn title(&self) -> String {
        let filter = &self.asked.filter;
        match (filter.text.is_empty(), filter.page) {
            (true, ..=1) => t!("landkaart-title"),
            (true, page) => t!("landkaart-title-page", page = page),
            (false, ..=1) => t!("landkaart-title-search", text = filter.text.as_str()),
            (false, page) => t!("landkaart-title-search-page", text = filter.text.as_str(), page = page),
        }
    }

    /// The one address of this list: without the colours, and without the frame unless the list keeps to it.
    fn canonical(&self) -> String {
        self.address(&self.asked.filter.selection().on_page(self.asked.filter.page))
    }
}

/// `/landkaart`.
#[component]
pub fn LandkaartPage() -> impl IntoView {
    let (landkaart, asking) = (expect_context::<Arc<dyn Landkaart>>(), expect_context::<Asking>());
    view! {
        <Suspense>
            {move || {
                let (landkaart, asking) = (landkaart.clone(), asking.clone());
                Suspend::new(async move {
                    match landkaart.browse(&asking.pairs).await {
                        Ok(browse) => view! { <LandkaartView shown=Arc::new(browse) /> }.into_any(),
                        Err(error) => no_answer(&error),
                    }
                })
            }}
        </Suspense>
    }
}

/// What changes with the filter, without the page around it: for the browser, which puts every part in the place of the
/// part with the same `id`.
#[component]
pub fn LandkaartFragment() -> impl IntoView {
    let (landkaart, asking) = (expect_context::<Arc<dyn Landkaart>>(), expect_context::<Asking>());
    view! {
        <Suspense>
            {move || {
                let (landkaart, asking) = (landkaart.clone(), asking.clone());
                Suspend::new(async move {
                    match landkaart.browse(&asking.pairs).await {
                        Ok(browse) => view! { <FragmentView shown=Arc::new(browse) /> }.into_any(),
                        Err(error) => no_fragment(&error),
                    }
                })
            }}
        </Suspense>
    }
}

/// The parts of the fragment.
#[component]
pub fn FragmentView(
    /// What is shown.
    shown: Shown,
) -> impl IntoView {
    if !shown.asked.problems.is_empty() {
        status(422);
    }
    let land = shown.land();
    let (classes, (templates, names)) = (land.classes(), land.names());
    // Strings only: nothing here can fail to be written.
    let templates = serde_json::to_string(&templates).unwrap_or_default();
    let title = t!("site-title", page = shown.title());
    view! {
        <div id="fragment" data-classes=classes data-templates=templates data-names=names data-title=title>
            <Problems shown=shown.clone() />
            <FieldProblem shown=shown.clone() field="q" />
            <FieldProblem shown=shown.clone() field="kleur" />
            <Summary shown=shown.clone() />
            <ActiveFilters shown=shown.clone() />
            <FiltersCount shown=shown.clone() />
            <Facets shown=shown.clone() />
            <Results shown=shown.clone() />
            <Legend shown=shown.clone() />
            <MunicipalityTable shown=shown.clone() />
            <TakeAlong shown />
        </div>
    }
}

/// The whole page.
#[component]
pub fn LandkaartView(
    /// What is shown.
    shown: Shown,
) -> impl IntoView {
    if !shown.asked.problems.is_empty() {
        status(422);
    }
    let boundaries = shown.reference.boundaries.attribution.as_str();
    let mut conditions = t!("landkaart-take-text", attribution = boundaries);
    if shown.reference.street_map.is_some() {
        conditions = format!("{conditions} {}", t!("landkaart-take-streets"));
    }
    let feed = shown.address_at("/landkaart/feed.atom", &shown.asked.filter.selection());
    view! {
        <Link rel="alternate" type_="application/atom+xml" href=feed title=t!("landkaart-feed-title") />
        <Page
            title=shown.title()
            description=t!("landkaart-description")
            crumbs=vec![Crumb::here(t!("site-part-landkaart"))]
            canonical=shown.canonical()
            skips=vec![("kaart", t!("landkaart-skip-map")), ("resultaten", t!("landkaart-skip-list"))]
            wide=true
        >
            <div class="landkaart__head">
                <h1 class="nl-heading nl-heading--level-1">{t!("landkaart-heading")}</h1>
                <Problems shown=shown.clone() />
                <Summary shown=shown.clone() />
                <ActiveFilters shown=shown.clone() />
            </div>
            <div class="landkaart">
                <FilterForm shown=shown.clone() />
                <MapSection shown=shown.clone() />
                <Results shown=shown.clone() />
            </div>
            <p class="nl-paragraph landkaart__propose">
                {t!("landkaart-propose")} " " <a class="nl-link" href="/landkaart/toevoegen">
                    {t!("contribute-title")}
                </a>
            </p>
            <section class="landkaart__more" aria-labelledby="meenemen-titel">
                <h2 class="nl-heading nl-heading--level-2" id="meenemen-titel">
                    {t!("landkaart-take-title")}
                </h2>
                <p class="nl-paragraph">{conditions}</p>
                <TakeAlong shown=shown.clone() />
                <details class="disclosure">
                    <summary>{t!("landkaart-table-open")}</summary>
                    <div class="disclosure__content">
                        <MunicipalityTable shown=shown.clone() />
                    </div>
                </details>
            </section>
            <IslandScript />
        </Page>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::initiatives::pages::examples::{asking, browse, markup};

    fn page(query: &str) -> String {
        markup(asking(PATH, query), || view! { <LandkaartView shown=Arc::new(browse(query)) /> })
    }

    /// The element with an `id`, up to the end of the page.
    fn from_id<'a>(html: &'a str, id: &str) -> &'a str {
        let at = html.find(&format!(r#"id="{id}""#)).unwrap_or_else(|| panic!("nothing with the id {id}"));
        &html[at..]
    }

    #[test]
    fn the_page_has_one_heading_of_the_first_level_and_every_id_once() {
        let html = page("soort=T01&q=raad");
        assert_eq!(html.matches("<h1").count(), 1);
        let ids: Vec<_> = html.split(r#" id=""#).skip(1).filter_map(|rest| rest.split('"').next()).collect();
        let once: std::collections::BTreeSet<_> = ids.iter().collect();
        assert_eq!(ids.len(), once.len(), "{ids:?}");
    }

    #[test]
    fn text_from_outside_stays_text() {
        for html in [page("q=%3Cscript%3Ealert(1)%3C/script%3E"), page("provincie=%3Cscript%3Ealert(1)")] {
            assert!(!html.contains("<script>alert"), "{html}");
        }
    }

    #[test]
    fn what_is_not_understood_is_told_above_the_form_and_beside_its_field_and_the_rest_still_counts() {
        let html = page("vanaf=gisteren&provincie=Brabant&soort=T01");
        assert!(html.contains("error-summary") && html.contains(r##"href="#vanaf""##), "{html}");
        let field = from_id(&html, "vanaf");
        let field = &field[..field.find('>').expect("an end")];
        assert!(field.contains(r#"value="gisteren""#) && field.contains(r#"aria-invalid="true""#), "{field}");
        assert!(field.contains(r#"aria-describedby="vanaf-fout""#) && html.contains(r#"id="vanaf-fout""#), "{field}");
        assert!(from_id(&html, "actieve-filters").contains("Burgerberaad"));
    }

    #[test]
    fn a_text_that_is_too_long_is_kept_for_whoever_typed_it() {
        let html = page(&format!("q={}", "a".repeat(300)));
        assert!(html.contains(&"a".repeat(300)) && html.contains(r#"id="q-fout""#), "{html}");
    }

    #[test]
    fn the_fragment_holds_what_the_page_holds() {
        let html = page("soort=T01");
        let fragment =
            markup(asking(PATH, "soort=T01"), || view! { <FragmentView shown=Arc::new(browse("soort=T01")) /> });
        assert!(
            fragment.starts_with(
                r#"<div id="fragment" data-classes="300" data-templates="[&quot;{name}: 1 initiatief&quot;"#
            ) && fragment.contains(r#"data-names="0,1,1""#),
            "{fragment}"
        );
        for id in [
            "samenvatting",
            "actieve-filters",
            "filters-aantal",
            "facetten",
            "resultaten",
            "legenda",
            "tabel",
            "meenemen",
        ] {
            let part = from_id(&fragment, id);
            let same = &part[..part.len().min(150)];
            assert!(html.contains(same) || same.contains("<div id=") || same.len() < 150, "{id}: {same}");
        }
    }

    #[test]
    fn the_fragment_takes_errors_away_that_were_corrected() {
        let fragment =
            |query: &str| markup(asking(PATH, query), || view! { <FragmentView shown=Arc::new(browse(query)) /> });
        let wrong = fragment("vanaf=vroeger&kleur=paars&q=%00");
        assert!(wrong.contains("error-summary"), "{wrong}");
        for line in ["q-fout", "kleur-fout", "vanaf-fout"] {
            assert!(wrong.contains(&format!(r#"id="{line}""#)), "{line}");
        }
        let (right, page) = (fragment("vanaf=2010"), page("vanaf=2010"));
        assert!(!right.contains("error-summary") && !right.contains("-fout"), "{right}");
        for place in ["fouten-lijst", "q-melding", "kleur-melding"] {
            assert!(from_id(&right, place).len() < right.len() && from_id(&page, place).len() < page.len(), "{place}");
        }
    }

    #[test]
    fn what_has_to_be_checked_is_marked_in_the_list() {
        assert!(from_id(&page(""), "resultaten").contains("status--unverified"));
    }

    #[test]
    fn an_empty_list_says_where_there_is_more() {
        use crate::initiatives::needs::{Elsewhere, Restriction};
        let mut nothing = browse("q=raad&soort=T07");
        (nothing.results, nothing.total) = (Vec::new(), 0);
        nothing.elsewhere = vec![
            Elsewhere { without: Restriction::Text, count: 3 },
            Elsewhere { without: Restriction::Facet(0), count: 2 },
        ];
        nothing.everything = 40;
        nothing.elsewhere.push(Elsewhere { without: Restriction::Years, count: 40 });
        let html = markup(asking(PATH, ""), || view! { <LandkaartView shown=Arc::new(nothing) /> });
        let (page, list) = html.split_at(html.find(r#"id="resultaten""#).expect("a list"));
        // The message and the first step stand above the form and the map, the others in the list, and each only once.
        let summary = from_id(page, "samenvatting");
        let first = r#"<a href="/landkaart?soort=referendum" class="nl-button nl-button--primary">"#;
        let (at, form) = (summary.find(first).expect("a step"), summary.find("landkaart__filters"));
        assert!(form.is_some_and(|form| at < form), "{summary}");
        assert!(summary.contains("Zonder het zoekwoord “raad”: toon 3 initiatieven"), "{summary}");
        let list = &list[..list.find("</section>").expect("an end")];
        assert!(!list.contains(r#"href="/landkaart?soort=referendum""#), "{list}");
        assert!(list.contains(r#"href="/landkaart?q=raad""#), "{list}");
        assert!(list.contains("40 initiatieven") && !list.contains("alle 40"), "offered once: {list}");
    }

    #[test]
    fn an_empty_landkaart_does_not_offer_all_of_its_nothing() {
        let nothing = Browse { total: 0, everything: 0, results: Vec::new(), ..browse("") };
        let html = markup(asking(PATH, ""), || view! { <LandkaartView shown=Arc::new(nothing) /> });
        assert!(html.contains("Er staan nog geen initiatieven") && !html.contains("alle 0"), "{html}");
    }
}
