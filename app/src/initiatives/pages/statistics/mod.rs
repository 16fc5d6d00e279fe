//! `/landkaart/cijfers?{filter}`: the Landkaart in figures, drawn and in tables, to read and to take along.

pub mod sections;

use std::sync::Arc;

use leptos::prelude::*;

use self::sections::{Influence, Municipalities, Provinces, Types, Years};
use super::{chosen, no_answer};
use crate::initiatives::needs::Landkaart;
use crate::initiatives::statistics::Statistics;
use crate::initiatives::words;
use crate::site::Asking;
use crate::texts::t;
use crate::ui::errors::status;
use crate::ui::fields::ErrorSummary;
use crate::ui::page::{Crumb, Page};

/// Where the page is.
pub const PATH: &str = "/landkaart/cijfers";

/// The same as a file.
pub const FILE: &str = "/landkaart/cijfers.csv";

/// The name in the address of a file that holds one table only.
pub const TABLE: &str = "tabel";

/// The page.
#[component]
pub fn StatisticsPage() -> impl IntoView {
    let (landkaart, asking) = (expect_context::<Arc<dyn Landkaart>>(), expect_context::<Asking>());
    view! {
        <Suspense>
            {move || {
                let (landkaart, asking) = (landkaart.clone(), asking.clone());
                Suspend::new(async move {
                    match landkaart.statistics(&asking.pairs).await {
                        Ok(statistics) => view! { <StatisticsView statistics /> }.into_any(),
                        Err(error) => no_answer(&error),
                    }
                })
            }}
        </Suspense>
    }
}

/// The whole page.
#[component]
pub fn StatisticsView(
    /// The figures.
    statistics: Statistics,
) -> impl IntoView {
    let problems = statistics.asked.problems.iter();
    let errors: Vec<_> = problems.map(|problem| chosen::error(problem, &statistics.reference.taxonomy)).collect();
    if !errors.is_empty() {
        status(422);
    }
    let title = t!("figures-title");
    let parts = words::filter_parts(&statistics.asked.filter, &statistics.reference);
    let about = if parts.is_empty() { t!("follow-everything") } else { parts.join(", ") };
    let everything = (!parts.is_empty()).then(|| {
        view! {
            " "
            <a class="nl-link" href=PATH>
                {t!("figures-everything")}
            </a>
        }
    });
    let charts = (statistics.total > 0).then(|| {
        view! {
            <Provinces statistics=statistics.clone() />
            <Types statistics=statistics.clone() />
            <Years statistics=statistics.clone() />
            <Influence statistics=statistics.clone() />
        }
    });
    let csv = statistics.address(FILE);
    view! {
        <Page
            title=title.clone()
            description=t!("figures-description")
            crumbs=vec![Crumb::to(t!("site-part-landkaart"), "/landkaart"), Crumb::here(title.clone())]
            canonical=statistics.address(PATH)
        >
            <h1 class="nl-heading nl-heading--level-1">{title}</h1>
            <ErrorSummary errors />
            <p class="nl-paragraph nl-paragraph--lead">{t!("figures-lead", total = statistics.total)}</p>
            <p class="nl-paragraph">
                {t!("figures-about")} " " <strong>{about}</strong> ". "
                <a class="nl-link" href=statistics.address("/landkaart")>
                    {t!("follow-look")}
                </a> {everything}
            </p>
            <Municipalities statistics=statistics.clone() />
            {charts}
            <p class="nl-paragraph only-screen">
                <a class="nl-link" href=csv>
                    {t!("figures-all-csv")}
                </a>
            </p>
        </Page>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::initiatives::filter::Filter;
    use crate::initiatives::pages::examples::{asking, markup, reference};
    use crate::initiatives::statistics::Subject;

    pub(super) fn statistics(query: &str) -> Statistics {
        let reference = Arc::new(reference());
        let pairs: Vec<_> = form_urlencoded::parse(query.as_bytes()).into_owned().collect();
        Statistics {
            asked: Filter::parse(&pairs, &reference.taxonomy, &reference.places),
            reference,
            total: 3,
            per_municipality: vec![3, 0, 0],
            taking_part: vec![0, 0, 0],
            per_type: vec![1, 2],
            per_influence: Vec::new(),
            without_influence: 0,
            per_year: [(2019, 1), (2021, 1)].into(),
            without_year: 1,
        }
    }

    fn page(query: &str) -> String {
        let html = markup(asking(PATH, query), || view! { <StatisticsView statistics=statistics(query) /> });
        html.replace("<!>", "")
    }

    #[test]
    fn every_chart_says_what_it_shows_and_has_its_table_and_its_file() {
        let html = page("");
        assert_eq!(html.matches(r#"role="img""#).count(), 4, "{html}");
        for words in [
            "1 van de 2 gemeenten",
            "50%",
            "Utrecht",
            "2019",
            "Referendum",
            "/landkaart/cijfers.csv?tabel=soort",
            "/landkaart?soort=referendum",
            "/landkaart/gemeente/b-script",
        ] {
            assert!(html.contains(words), "{words}: {html}");
        }
        assert!(!html.contains("<script>alert"), "{html}");
        let ids: Vec<_> = html.split(r#" id=""#).skip(1).filter_map(|rest| rest.split('"').next()).collect();
        let once: std::collections::BTreeSet<_> = ids.iter().collect();
        assert_eq!(ids.len(), once.len(), "{ids:?}");
    }

    #[test]
    fn a_year_in_which_nothing_began_is_drawn_and_one_that_is_not_known_is_said() {
        let figures = statistics("").figures(Subject::Year);
        let rows: Vec<_> = figures.iter().map(|figure| (figure.name.as_str(), figure.initiatives)).collect();
        assert_eq!(rows, [("2019", Some(1)), ("2020", Some(0)), ("2021", Some(1)), ("Niet bekend", Some(1))]);
    }

    #[test]
    fn the_files_and_links_keep_to_the_filter() {
        let html = page("provincie=utrecht");
        assert!(html.contains("/landkaart/cijfers.csv?provincie=utrecht&amp;tabel=soort"), "{html}");
        assert!(html.contains("/landkaart?soort=referendum&amp;provincie=utrecht"), "{html}");
    }
}
