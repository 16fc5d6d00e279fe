//! The parts of the figures: each says what it shows, draws it, and has it in a table and a file.

use leptos::prelude::*;

use super::super::take_along::with_pair;
use super::{FILE, TABLE};
use crate::charts::bars::{Bar, Bars};
use crate::charts::columns::{Column, Columns};
use crate::charts::share::{Share, ShareBar};
use crate::charts::{Chart, Look};
use crate::initiatives::statistics::{Figure, Statistics, Subject};
use crate::texts::{number, t};
use crate::ui::table::{Cell, Row, Table};

/// So much of so much in percent, as a whole number.
fn percent(part: u32, whole: u32) -> String {
    let rounded = (u64::from(part) * 200 + u64::from(whole)).checked_div(u64::from(whole) * 2).unwrap_or(0);
    format!("{rounded}%")
}

/// Below a table: the same as a file.
fn file(statistics: &Statistics, subject: Subject) -> impl IntoView + use<> {
    let address = with_pair(&statistics.address(FILE), &format!("{TABLE}={}", subject.code()));
    view! {
        <p class="nl-paragraph small only-screen">
            <a class="nl-link" href=address>
                {t!("figures-csv", name = subject.name().to_lowercase())}
            </a>
        </p>
    }
}

/// The name of a row, with a link to what it counts.
fn head(figure: &Figure) -> AnyView {
    match figure.list.clone() {
        Some(list) => view! {
            <a class="nl-link" href=list>
                {figure.name.clone()}
            </a>
        }
        .into_any(),
        None => figure.name.clone().into_any(),
    }
}

/// A table of initiatives.
fn table(id: &'static str, statistics: &Statistics, subject: Subject, figures: &[Figure]) -> impl IntoView + use<> {
    let rows = figures
        .iter()
        .map(|figure| {
            let count = number(figure.initiatives.unwrap_or(0).into());
            view! {
                <Row head=head(figure)>
                    <Cell label=t!("landkaart-table-count")>{count}</Cell>
                </Row>
            }
        })
        .collect_view();
    view! {
        <Table
            caption=t!("figures-caption", name = subject.name().to_lowercase())
            id=id
            heads=vec![(subject.name(), false), (t!("landkaart-table-count"), false)]
        >
            {rows}
        </Table>
        {file(statistics, subject)}
    }
}

/// Bars of figures.
fn bars(figures: &[Figure]) -> Vec<Bar> {
    figures
        .iter()
        .map(|figure| {
            let count = figure.initiatives.unwrap_or(0);
            Bar {
                label: figure.name.clone(),
                value: count.into(),
                shown: number(count.into()),
                look: if figure.unknown { Look::Hatched } else { Look::Strong },
            }
        })
        .collect()
}

/// What is largest of all that is known.
struct Largest {
    /// What it is called; all of them when there are equals.
    names: String,
    /// How many there are.
    equals: usize,
    /// How large.
    count: u32,
}

/// So many equals are named.
const NAMED: usize = 3;

/// What is largest, if there is anything.
fn largest(figures: &[Figure]) -> Option<Largest> {
    let known = || figures.iter().filter(|figure| !figure.unknown);
    let count = known().filter_map(|figure| figure.initiatives).max().filter(|&count| count > 0)?;
    let names: Vec<&str> =
        known().filter(|figure| figure.initiatives == Some(count)).map(|figure| figure.name.as_str()).collect();
    let sentence = match names.as_slice() {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [before @ .., last] if names.len() <= NAMED => t!("figures-and", before = before.join(", "), last = *last),
        all => t!("figures-and-others", before = all[..NAMED].join(", ")),
    };
    Some(Largest { names: sentence, equals: names.len(), count })
}

/// How many municipalities are on the map, and the way to those that are not.
#[component]
pub fn Municipalities(
    /// The figures.
    statistics: Statistics,
) -> impl IntoView {
    let counted = statistics.on_the_map();
    let figures = statistics.figures(Subject::Municipalities);
    let conclusion = t!(
        "figures-municipalities-conclusion",
        own = counted.own,
        all = counted.all(),
        percent = percent(counted.own, counted.all())
    );
    let looks = [Look::Strong, Look::Soft, Look::Hatched];
    let shares = figures
        .iter()
        .zip(looks)
        .map(|(figure, look)| {
            let count = figure.municipalities.map_or(0, |(count, _)| count);
            Share { label: figure.name.clone(), value: count.into(), shown: number(count.into()), look }
        })
        .collect();
    let rows = figures
        .iter()
        .map(|figure| {
            let (count, all) = figure.municipalities.unwrap_or_default();
            view! {
                <Row head=head(figure)>
                    <Cell label=t!("figures-municipalities")>{number(count.into())}</Cell>
                    <Cell label=t!("figures-share")>{percent(count, all)}</Cell>
                </Row>
            }
        })
        .collect_view();
    let own_file = file(&statistics, Subject::Municipalities);
    let drawing = view! { <ShareBar id="gemeenten" conclusion=conclusion.clone() shares /> }.into_any();
    view! {
        <Chart id="gemeenten" title=t!("figures-municipalities-title") conclusion drawing>
            <Table
                caption=t!("figures-municipalities-caption")
                id="tabel-gemeenten"
                heads=vec![
                    (t!("figures-on-the-map"), false),
                    (t!("figures-municipalities"), false),
                    (t!("figures-share"), false),
                ]
            >
                {rows}
            </Table>
            {own_file}
        </Chart>
        <Absent statistics />
    }
}

/// The municipalities that are not on the map, each with its page, which invites.
#[component]
fn Absent(statistics: Statistics) -> impl IntoView {
    let absent = statistics.absent();
    let count: usize = absent.values().map(Vec::len).sum();
    let places = statistics.reference.clone();
    let provinces = absent
        .into_iter()
        .map(|(province, municipalities)| {
            let name = province
                .and_then(|index| places.places.provinces().get(index))
                .map_or_else(|| t!("landkaart-map-inset"), |province| province.name.clone());
            let links = municipalities
                .into_iter()
                .filter_map(|index| places.places.municipalities().get(index))
                .map(|place| {
                    view! {
                        <li>
                            <a class="nl-link" href=format!("/landkaart/gemeente/{}", place.slug)>
                                {place.name.clone()}
                            </a>
                        </li>
                    }
                })
                .collect_view();
            view! {
                <h3 class="nl-heading nl-heading--level-3">{name}</h3>
                <ul class="links">{links}</ul>
            }
        })
        .collect_view();
    (count > 0).then(|| {
        view! {
            <details class="disclosure">
                <summary>{t!("figures-absent-open", count = count)}</summary>
                <div class="disclosure__content">{provinces}</div>
            </details>
        }
    })
}

/// How many per province.
#[component]
pub fn Provinces(
    /// The figures.
    statistics: Statistics,
) -> impl IntoView {
    let figures = statistics.figures(Subject::Province);
    let most = largest(&figures)?;
    let conclusion = t!(
        "figures-province-conclusion",
        name = most.names,
        equals = most.equals,
        count = most.count,
        total = statistics.total
    );
    let rows = figures
        .iter()
        .map(|figure| {
            let count = number(figure.initiatives.unwrap_or(0).into());
            let municipalities = figure
                .municipalities
                .map_or_else(String::new, |(with, all)| t!("figures-with-of-all", with = with, all = all));
            view! {
                <Row head=head(figure)>
                    <Cell label=t!("landkaart-table-count")>{count}</Cell>
                    <Cell label=t!("figures-on-the-map")>{municipalities}</Cell>
                </Row>
            }
        })
        .collect_view();
    let drawing = view! { <Bars id="provincies" conclusion=conclusion.clone() bars=bars(&figures) /> }.into_any();
    Some(view! {
        <Chart id="provincies" title=t!("figures-province-title") conclusion drawing>
            <Table
                caption=t!("figures-caption", name = Subject::Province.name().to_lowercase())
                id="tabel-provincies"
                heads=vec![
                    (Subject::Province.name(), false),
                    (t!("landkaart-table-count"), false),
                    (t!("figures-on-the-map"), false),
                ]
            >
                {rows}
            </Table>
            {file(&statistics, Subject::Province)}
        </Chart>
    })
}

/// How many of each type.
#[component]
pub fn Types(
    /// The figures.
    statistics: Statistics,
) -> impl IntoView {
    let figures = statistics.figures(Subject::Type);
    let most = largest(&figures)?;
    let conclusion = t!(
        "figures-type-conclusion",
        name = most.names,
        equals = most.equals,
        count = most.count,
        total = statistics.total
    );
    let drawing = view! { <Bars id="soorten" conclusion=conclusion.clone() bars=bars(&figures) /> }.into_any();
    Some(view! {
        <Chart id="soorten" title=t!("figures-type-title") conclusion note=t!("figures-more-than-one") drawing>
            {table("tabel-soorten", &statistics, Subject::Type, &figures)}
        </Chart>
    })
}

/// How many began in each year.
#[component]
pub fn Years(
    /// The figures.
    statistics: Statistics,
) -> impl IntoView {
    let figures = statistics.figures(Subject::Year);
    let most = largest(&figures)?;
    let conclusion = t!("figures-year-conclusion", year = most.names, equals = most.equals, count = most.count);
    let columns = figures.iter().filter(|figure| !figure.unknown).map(|figure| {
        let count = figure.initiatives.unwrap_or(0);
        Column { label: figure.name.clone(), value: count.into(), shown: number(count.into()) }
    });
    let note = if statistics.without_year > 0 {
        t!("figures-year-unknown", count = statistics.without_year)
    } else {
        String::new()
    };
    let columns = columns.collect();
    let drawing = view! { <Columns id="jaren" conclusion=conclusion.clone() columns /> }.into_any();
    Some(view! {
        <Chart id="jaren" title=t!("figures-year-title") conclusion note drawing>
            <details class="disclosure">
                <summary>{t!("figures-year-open")}</summary>
                <div class="disclosure__content">{table("tabel-jaren", &statistics, Subject::Year, &figures)}</div>
            </details>
        </Chart>
    })
}

/// How much say people have.
#[component]
pub fn Influence(
    /// The figures.
    statistics: Statistics,
) -> impl IntoView {
    let figures = statistics.figures(Subject::Influence);
    if figures.is_empty() {
        return None;
    }
    let conclusion = match largest(&figures) {
        Some(most) => t!(
            "figures-influence-conclusion",
            name = most.names,
            equals = most.equals,
            count = most.count,
            known = statistics.total - statistics.without_influence
        ),
        None => t!("figures-influence-none"),
    };
    let drawing = view! { <Bars id="invloed" conclusion=conclusion.clone() bars=bars(&figures) /> }.into_any();
    Some(view! {
        <Chart id="invloed" title=t!("figures-influence-title") conclusion note=t!("figures-more-than-one") drawing>
            {table("tabel-invloed", &statistics, Subject::Influence, &figures)}
        </Chart>
    })
}

#[cfg(test)]
mod tests {
    use super::super::tests::statistics;
    use super::*;

    #[test]
    fn equals_are_all_named() {
        let figures = statistics("").figures(Subject::Year);
        let most = largest(&figures).expect("a largest");
        assert_eq!((most.names.as_str(), most.equals, most.count), ("2019 en 2021", 2, 1));
        assert!(largest(&figures[1..2]).is_none(), "nothing is largest where there is nothing");
    }

    #[test]
    fn percentages_are_rounded_and_nothing_of_nothing_is_nothing() {
        assert_eq!([percent(1, 3), percent(2, 3), percent(0, 0), percent(28, 342)], ["33%", "67%", "0%", "8%"]);
    }
}
