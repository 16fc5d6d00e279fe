//! The form that searches and filters: a plain GET, so that every answer has an address.

use leptos::prelude::*;

use super::chosen::{FieldProblem, error_beside, facet_id};
use super::landkaart::{PATH, Shown};
use crate::initiatives::filter::{CHECKED, Checked, LONGEST_TEXT, frame_text};
use crate::initiatives::needs::Browse;
use crate::site::Asking;
use crate::texts::{number, t};
use crate::ui::fields::{ErrorLine, FieldError, error_id};

/// How many facets are open at first; the others open when something in them is chosen.
const OPEN_FACETS: usize = 2;

/// The form. Fields that stand elsewhere on the page belong to it by its `id`.
#[component]
pub fn FilterForm(
    /// What is shown.
    shown: Shown,
) -> impl IntoView {
    let error = error_beside(&shown, "q");
    let text = match &error {
        Some(_) => written(),
        None => shown.asked.filter.text.clone(),
    };
    let described = error.as_ref().map(|_| error_id("q"));
    let frame = shown.asked.filter.frame.as_ref().map(frame_text);
    // Somebody who has to correct a field must see it.
    let unfolded = !shown.asked.problems.is_empty();
    view! {
        <form
            class="landkaart__filters"
            id="filter"
            action=PATH
            method="get"
            role="search"
            aria-label=t!("filter-form")
        >
            <div class="search">
                <label class="utrecht-form-label" for="q">
                    {t!("filter-text")}
                </label>
                <FieldProblem shown=shown.clone() field="q" />
                <div class="search__row">
                    <input
                        class="utrecht-textbox utrecht-textbox--html-input"
                        type="search"
                        id="q"
                        name="q"
                        value=text
                        maxlength=LONGEST_TEXT.to_string()
                        autocomplete="off"
                        aria-invalid=error.is_some().then_some("true")
                        aria-describedby=described
                    />
                    <button class="nl-button nl-button--primary" type="submit">
                        {t!("filter-search")}
                    </button>
                </div>
            </div>
            <input type="hidden" name="kader" disabled=frame.is_none() value=frame />
            <details class="disclosure filters" open=unfolded>
                <summary>{t!("filter-title")} " " <FiltersCount shown=shown.clone() /></summary>
                <div class="disclosure__content">
                    <Facets shown />
                    <div class="actions">
                        <button class="nl-button nl-button--primary" type="submit">
                            {t!("filter-show")}
                        </button>
                        <a class="nl-link" href=PATH>
                            {t!("filter-clear")}
                        </a>
                    </div>
                </div>
            </details>
        </form>
    }
}

/// What was typed, when it cannot be searched: kept for whoever typed it, up to a thousand characters.
fn written() -> String {
    let asking = expect_context::<Asking>();
    let typed = asking.pairs.iter().rev().find(|(name, _)| name == "q").map_or("", |(_, value)| value.as_str());
    typed.chars().filter(|c| !c.is_control()).take(1_000).collect()
}

/// How many filters are set besides the text, for narrow windows where the filters are folded.
#[component]
pub fn FiltersCount(
    /// What is shown.
    shown: Shown,
) -> impl IntoView {
    let filter = &shown.asked.filter;
    let places = usize::from(filter.province.is_some()) + usize::from(filter.municipality.is_some());
    let years = usize::from(filter.from.is_some()) + usize::from(filter.until.is_some());
    let checked = usize::from(filter.checked.is_some());
    let count = filter.tags.values().map(Vec::len).sum::<usize>() + places + years + checked;
    view! {
        <span id="filters-aantal">
            {(count > 0)
                .then(|| {
                    view! {
                        <span class="nl-number-badge">
                            {count} <span class="visually-hidden">{t!("filter-active-count")}</span>
                        </span>
                    }
                })}
        </span>
    }
}

/// Everything one can choose from, with counts.
#[component]
pub fn Facets(
    /// What is shown.
    shown: Shown,
) -> impl IntoView {
    let facets = shown.reference.taxonomy.facets.len();
    let mut parts: Vec<AnyView> =
        (0..facets).map(|facet| view! { <FacetOptions shown=shown.clone() facet /> }.into_any()).collect();
    parts.insert(facets.min(1), view! { <Where shown=shown.clone() /> }.into_any());
    view! { <div id="facetten">{parts} <Years shown=shown.clone() /> <WhetherChecked shown /></div> }
}

/// One facet: its values with how many there are.
#[component]
fn FacetOptions(shown: Shown, facet: usize) -> impl IntoView {
    let reference = shown.reference.clone();
    let about = &reference.taxonomy.facets[facet];
    let filter = &shown.asked.filter;
    let chosen = filter.tags.get(&facet).map_or(0, Vec::len);
    let error = error_beside(&shown, &about.code);
    let counts = shown.facet_counts.get(facet);
    let options = about
        .values
        .iter()
        .enumerate()
        .map(|(position, value)| {
            let count = counts.and_then(|counts| counts.get(position)).copied().unwrap_or_default();
            let class = if count == 0 { "facet__option facet__option--none" } else { "facet__option" };
            view! {
                <label class=class>
                    <input
                        type="checkbox"
                        name=about.code.clone()
                        value=value.code.clone()
                        checked=filter.has(facet, position)
                    />
                    <span>{value.label.clone()}</span>
                    <span class="facet__count">{number(count.into())}</span>
                </label>
            }
        })
        .collect_view();
    let described = error.as_ref().map(|error| error_id(&error.field));
    let open = facet < OPEN_FACETS || chosen > 0 || error.is_some();
    view! {
        <details class="facet" open=open>
            <summary>{about.label.clone()} {badge(chosen)}</summary>
            <fieldset
                class="utrecht-form-fieldset utrecht-form-fieldset--html-fieldset facet__options"
                id=facet_id(&about.code)
                aria-describedby=described
            >
                <legend class="visually-hidden">{about.label.clone()}</legend>
                <ErrorLine error />
                {options}
            </fieldset>
        </details>
    }
}

fn badge(count: usize) -> impl IntoView {
    (count > 0).then(|| {
        view! {
            " "
            <span class="nl-number-badge">{count}</span>
        }
    })
}

/// Where: a province or a municipality.
#[component]
fn Where(shown: Shown) -> impl IntoView {
    let filter = &shown.asked.filter;
    let places = &shown.reference.places;
    // With a place chosen all others would show 0, which says nothing about them.
    let counted = filter.province.is_none() && filter.municipality.is_none() && !filter.within_frame;
    let provinces = places
        .provinces()
        .iter()
        .enumerate()
        .map(|(index, province)| {
            let name = if counted {
                format!("{} ({})", province.name, number(in_province(&shown, index).into()))
            } else {
                province.name.clone()
            };
            (province.slug.clone(), name, filter.province == Some(index))
        })
        .collect();
    let municipalities = places
        .municipalities()
        .iter()
        .enumerate()
        .map(|(index, place)| (place.slug.clone(), place.name.clone(), filter.municipality == Some(index)))
        .collect();
    let chosen = usize::from(filter.province.is_some()) + usize::from(filter.municipality.is_some());
    view! {
        <details class="facet" open>
            <summary>{t!("filter-where")} {badge(chosen)}</summary>
            <div class="facet__field">
                <Choice
                    name="provincie"
                    label=t!("filter-province")
                    any=t!("filter-province-any")
                    options=provinces
                    error=error_beside(&shown, "provincie")
                />
            </div>
            <div class="facet__field">
                <Choice
                    name="gemeente"
                    label=t!("filter-municipality")
                    any=t!("filter-municipality-any")
                    options=municipalities
                    error=error_beside(&shown, "gemeente")
                />
            </div>
        </details>
    }
}

fn in_province(browse: &Browse, province: usize) -> u32 {
    let places = browse.reference.places.municipalities().iter();
    places
        .zip(&browse.per_municipality)
        .filter(|(place, _)| place.province == Some(province))
        .map(|(_, &count)| count)
        .sum()
}

/// A list to choose one from.
#[component]
fn Choice(
    /// Name in the query, and `id`.
    name: &'static str,
    /// What it is called.
    label: String,
    /// The option that chooses nothing.
    any: String,
    /// Value, words, and whether it is chosen.
    options: Vec<(String, String, bool)>,
    /// What is wrong.
    error: Option<FieldError>,
) -> impl IntoView {
    let class = if error.is_some() {
        "utrecht-select utrecht-select--html-select utrecht-select--invalid"
    } else {
        "utrecht-select utrecht-select--html-select"
    };
    let described = error.as_ref().map(|_| error_id(name));
    let invalid = error.is_some().then_some("true");
    view! {
        <label class="utrecht-form-label" for=name>
            {label}
        </label>
        <ErrorLine error />
        <select class=class id=name name=name aria-invalid=invalid aria-describedby=described>
            <option value="">{any}</option>
            {options
                .into_iter()
                .map(|(value, words, selected)| {
                    view! {
                        <option value=value selected=selected>
                            {words}
                        </option>
                    }
                })
                .collect_view()}
        </select>
    }
}

/// From which year until which.
#[component]
fn Years(shown: Shown) -> impl IntoView {
    let filter = &shown.asked.filter;
    let chosen = usize::from(filter.from.is_some()) + usize::from(filter.until.is_some());
    let open = chosen > 0 || ["vanaf", "tot"].iter().any(|field| shown.asked.problem(field).is_some());
    let field = |name: &'static str, label: String, year: Option<i32>| {
        let problem = shown.asked.problem(name);
        let error = error_beside(&shown, name);
        let value = problem.map(|problem| problem.value.clone()).or_else(|| year.map(|year| year.to_string()));
        view! {
            <div>
                <label class="utrecht-form-label" for=name>
                    {label}
                </label>
                <ErrorLine error=error.clone() />
                <input
                    class="utrecht-textbox utrecht-textbox--html-input"
                    type="text"
                    id=name
                    name=name
                    inputmode="numeric"
                    maxlength="4"
                    value=value
                    aria-invalid=error.is_some().then_some("true")
                    aria-describedby=error.as_ref().map(|_| error_id(name))
                />
            </div>
        }
    };
    view! {
        <details class="facet" open=open>
            <summary>{t!("filter-year")} {badge(chosen)}</summary>
            <div class="facet__years">
                {field("vanaf", t!("filter-from"), filter.from)} {field("tot", t!("filter-until"), filter.until)}
            </div>
        </details>
    }
}

/// Whether somebody said lately that it is so.
#[component]
fn WhetherChecked(shown: Shown) -> impl IntoView {
    let chosen = shown.asked.filter.checked;
    let error = error_beside(&shown, CHECKED);
    let open = chosen.is_some() || error.is_some();
    let options = Checked::ALL.map(|checked| (checked.code().to_owned(), checked.name(), chosen == Some(checked)));
    view! {
        <details class="facet" open=open>
            <summary>{t!("filter-checked")} {badge(usize::from(chosen.is_some()))}</summary>
            <div class="facet__field">
                <Choice
                    name=CHECKED
                    label=t!("filter-checked-long")
                    any=t!("filter-checked-any")
                    options=options.into()
                    error
                />
            </div>
        </details>
    }
}
