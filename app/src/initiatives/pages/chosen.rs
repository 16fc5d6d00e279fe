//! What is chosen: the filters that are set, what became of the search text, and what could not be understood.

use leptos::prelude::*;

use super::landkaart::{PATH, Shown};
use crate::initiatives::filter::{CHECKED, Filter, LONGEST_TEXT, Problem, ProblemKind, YEARS};
use crate::initiatives::model::Taxonomy;
use crate::initiatives::needs::Browse;
use crate::initiatives::places::Places;
use crate::initiatives::words::shown;
use crate::texts::t;
use crate::ui::chips::{Chip, Chips};
use crate::ui::fields::{ErrorLine, ErrorSummary, FieldError};

/// The filters that are set, each with the address of the same list without it.
pub fn chips(filter: &Filter, taxonomy: &Taxonomy, places: &Places) -> Vec<Chip> {
    let mut chips = Vec::new();
    let mut chip = |label: String, without: Filter| {
        chips.push(Chip { label, without: without.on_page(1).address(PATH, taxonomy, places) });
    };
    for (&facet, values) in &filter.tags {
        for &value in values {
            let mut without = filter.clone();
            let rest: Vec<usize> = values.iter().copied().filter(|&other| other != value).collect();
            if rest.is_empty() {
                without.tags.remove(&facet);
            } else {
                without.tags.insert(facet, rest);
            }
            chip(taxonomy.facets[facet].values[value].label.clone(), without);
        }
    }
    if let Some(province) = filter.province {
        chip(
            t!("filter-chip-province", name = places.provinces()[province].name.as_str()),
            Filter { province: None, ..filter.clone() },
        );
    }
    if let Some(municipality) = filter.municipality {
        chip(places.municipalities()[municipality].name.clone(), Filter { municipality: None, ..filter.clone() });
    }
    if let Some(from) = filter.from {
        chip(t!("filter-chip-from", year = from.to_string()), Filter { from: None, ..filter.clone() });
    }
    if let Some(until) = filter.until {
        chip(t!("filter-chip-until", year = until.to_string()), Filter { until: None, ..filter.clone() });
    }
    if let Some(checked) = filter.checked {
        chip(checked.name(), Filter { checked: None, ..filter.clone() });
    }
    if filter.within_frame {
        chip(t!("filter-chip-within"), Filter { within_frame: false, ..filter.clone() });
    }
    if !filter.text.is_empty() {
        chip(t!("filter-chip-text", text = filter.text.as_str()), Filter { text: String::new(), ..filter.clone() });
    }
    chips
}

/// The filters that are set and what became of the search text.
#[component]
pub fn ActiveFilters(
    /// What is shown.
    shown: Shown,
) -> impl IntoView {
    let chips = chips(&shown.asked.filter, &shown.reference.taxonomy, &shown.reference.places);
    view! {
        <div id="actieve-filters">
            <Chips chips clear=PATH.to_owned() />
            <SearchOutcome shown />
        </div>
    }
}

/// What became of the search text: "bedoelde u", fewer words, a place that was named.
#[component]
fn SearchOutcome(shown: Shown) -> impl IntoView {
    let filter = &shown.asked.filter;
    let corrected = shown.search.corrected.clone().map(|text| {
        let address = shown.address(&Filter { text: text.clone(), ..filter.on_page(1) });
        view! {
            <p class="did-you-mean">
                {t!("landkaart-meant-before")} <a class="nl-link" href=address>
                    {text}
                </a> {t!("landkaart-meant-after", text = filter.text.as_str())}
            </p>
        }
    });
    let partial = (shown.search.partial && shown.total > 0)
        .then(|| view! { <p class="did-you-mean">{t!("landkaart-partial")}</p> });
    let places: Vec<_> = shown
        .search
        .places
        .iter()
        .filter(|&&index| filter.municipality != Some(index))
        .filter_map(|&index| shown.reference.places.municipalities().get(index))
        .take(3)
        .map(|place| (format!("/landkaart/gemeente/{}", place.slug), place.name.clone()))
        .collect();
    let places = (!places.is_empty()).then(|| {
        let links = places
            .into_iter()
            .map(|(address, name)| {
                view! {
                    " "
                    <a class="nl-link" href=address>
                        {name}
                    </a>
                }
            })
            .collect_view();
        view! { <p class="did-you-mean">{t!("landkaart-place-named")} {links}</p> }
    });
    (corrected, partial, places)
}

/// The errors above the form; empty when all is well, so that the browser can take them away.
#[component]
pub fn Problems(
    /// What is shown.
    shown: Shown,
) -> impl IntoView {
    view! {
        <div id="fouten-lijst">
            <ErrorSummary errors=problems(&shown) />
        </div>
    }
}

/// The line beside a field that the browser keeps as it is when the filter changes, such as the one that is typed in; empty
/// when all is well. `data-field` names the field, which the browser marks or unmarks by it.
#[component]
pub fn FieldProblem(
    /// What is shown.
    shown: Shown,
    /// The name of the field in the query, and its `id`.
    field: &'static str,
) -> impl IntoView {
    let id = format!("{field}-melding");
    view! {
        <div class="field-problem" id=id data-field=field>
            <ErrorLine error=error_beside(&shown, field) />
        </div>
    }
}

/// What could not be understood, as errors beside the fields.
pub fn problems(browse: &Browse) -> Vec<FieldError> {
    browse.asked.problems.iter().map(|problem| error(problem, &browse.reference.taxonomy)).collect()
}

/// The error beside a field, if there is one.
pub fn error_beside(browse: &Browse, field: &str) -> Option<FieldError> {
    browse.asked.problem(field).map(|problem| error(problem, &browse.reference.taxonomy))
}

/// The `id` of a facet's group of options.
pub fn facet_id(code: &str) -> String {
    format!("facet-{code}")
}

/// What is wrong with a field of the query, for people.
#[must_use]
pub fn error(problem: &Problem, taxonomy: &Taxonomy) -> FieldError {
    let facet = taxonomy.facet(&problem.field);
    let field = match problem.field.as_str() {
        code if facet.is_some() => facet_id(code),
        "kader" | "binnen" => "kaart".to_owned(),
        "pagina" => "resultaten".to_owned(),
        other => other.to_owned(),
    };
    let label = match problem.field.as_str() {
        "q" => t!("filter-text"),
        "provincie" => t!("filter-province"),
        "gemeente" => t!("filter-municipality"),
        "vanaf" => t!("filter-from-long"),
        "tot" => t!("filter-until-long"),
        CHECKED => t!("filter-checked"),
        "kleur" => t!("landkaart-colour"),
        "pagina" => t!("filter-page"),
        "kader" | "binnen" => t!("landkaart-map-title"),
        other => facet.map_or(other, |facet| facet.label.as_str()).to_owned(),
    };
    let value = shown(&problem.value);
    let text = match (problem.kind, problem.field.as_str()) {
        (ProblemKind::UnknownValue, _) => t!("problem-unknown", value = value),
        (ProblemKind::TooLong, _) => t!("problem-too-long", most = LONGEST_TEXT),
        (ProblemKind::Unreadable, _) => t!("problem-unreadable"),
        (ProblemKind::NotANumber, "pagina") => t!("problem-page", value = value),
        (ProblemKind::NotANumber, _) => {
            t!("problem-year", value = value, first = YEARS.start().to_string(), last = YEARS.end().to_string())
        }
        (ProblemKind::YearsReversed, _) => t!("problem-years-reversed", value = value),
        (ProblemKind::NotAFrame, _) => t!("problem-frame"),
    };
    FieldError { field, label, text }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::initiatives::pages::examples::reference;

    fn chips_of(query: &str) -> Vec<Chip> {
        let reference = reference();
        let pairs: Vec<_> = form_urlencoded::parse(query.as_bytes()).into_owned().collect();
        let asked = Filter::parse(&pairs, &reference.taxonomy, &reference.places);
        chips(&asked.filter, &reference.taxonomy, &reference.places)
    }

    #[test]
    fn every_chip_leads_to_the_same_list_without_it_from_the_first_page() {
        let chips = chips_of("q=raad&soort=burgerberaad&soort=referendum&provincie=utrecht&vanaf=2010&pagina=3");
        let without: Vec<_> = chips.iter().map(|chip| chip.without.as_str()).collect();
        assert_eq!(
            without,
            [
                "/landkaart?q=raad&soort=referendum&provincie=utrecht&vanaf=2010",
                "/landkaart?q=raad&soort=burgerberaad&provincie=utrecht&vanaf=2010",
                "/landkaart?q=raad&soort=burgerberaad&soort=referendum&vanaf=2010",
                "/landkaart?q=raad&soort=burgerberaad&soort=referendum&provincie=utrecht",
                "/landkaart?soort=burgerberaad&soort=referendum&provincie=utrecht&vanaf=2010",
            ]
        );
    }

    #[test]
    fn the_last_value_of_a_facet_takes_the_facet_with_it() {
        let chips = chips_of("soort=T01");
        assert_eq!(chips.iter().map(|chip| chip.without.as_str()).collect::<Vec<_>>(), ["/landkaart"]);
        assert!(chips_of("").is_empty());
    }
}
