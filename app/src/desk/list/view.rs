//! A list on its page.

use leptos::prelude::*;

use super::breaking::breaking;
use super::{Asked, Cell, Column, Filter, FilterKind, ORDER, Order, ROWS_ON_PAGE, Row, Shape};
use crate::texts::{moments, number, t};
use crate::ui::fields::{ErrorLine, FieldError, error_id};
use crate::ui::pagination::Pagination;

/// The name under which a form says which rows are meant.
pub const ROW: &str = "rij";

/// The name under which a form says what is to be done.
pub const DO: &str = "doen";

/// The name under which a form says which list it was sent from, as the query of its address.
pub const LIST: &str = "lijst";

/// A list that was asked for, with its rows. Provided by the server as context.
#[derive(Clone, Debug)]
pub struct ShownList {
    /// The list.
    pub shape: Shape,
    /// What was asked of it.
    pub asked: Asked,
    /// How many rows there are on all pages.
    pub total: u32,
    /// Those of this page.
    pub rows: Vec<Row>,
}

/// What is said in place of a list without rows, when nothing was filtered.
#[derive(Clone, Debug)]
pub struct Nothing {
    /// That there is nothing, and why.
    pub words: String,
    /// The one thing to do now: its words and its address.
    pub next: Option<(String, String)>,
}

/// What can be done with several rows at once: the value that is sent, and the words of the button.
#[derive(Clone, Debug, Default)]
pub struct Bulk(pub Vec<(&'static str, String)>);

/// The list that the server provided: its filters, its rows and the way through its pages.
#[component]
pub fn TheList(
    /// What it says when there is nothing at all.
    nothing: Nothing,
    /// What can be done with chosen rows.
    #[prop(optional)]
    bulk: Bulk,
    /// What has to be said with it: the name of a field, and what it is called.
    #[prop(optional_no_strip)]
    asks: Option<(&'static str, String)>,
) -> impl IntoView {
    let ShownList { shape, asked, total, rows } = expect_context();
    let content = if rows.is_empty() {
        view! { <Empty shape=shape.clone() asked=asked.clone() nothing /> }.into_any()
    } else {
        let table = view! { <Rows shape=shape.clone() asked=asked.clone() rows choose=!bulk.0.is_empty() /> };
        let table = if bulk.0.is_empty() {
            table.into_any()
        } else {
            view! {
                <form action=shape.path method="post">
                    <input type="hidden" name=LIST value=asked.query(&shape) />
                    {table}
                    <div class="list-bulk">
                        <span>{t!("list-chosen")}</span>
                        {asks
                            .map(|(name, label)| {
                                view! {
                                    <label class="list-bulk__field">
                                        <span>{label}</span>
                                        <input
                                            class="utrecht-textbox utrecht-textbox--html-input"
                                            type="text"
                                            name=name
                                            maxlength="1000"
                                            required=true
                                            autocomplete="off"
                                        />
                                    </label>
                                }
                            })}
                        {bulk
                            .0
                            .into_iter()
                            .map(|(value, words)| {
                                view! {
                                    <button class="nl-button" type="submit" name=DO value=value>
                                        {words}
                                    </button>
                                }
                            })
                            .collect_view()}
                    </div>
                </form>
            }
            .into_any()
        };
        view! {
            <Shown shape=shape.clone() asked=asked.clone() total />
            {table}
        }
        .into_any()
    };
    let pages = total.div_ceil(ROWS_ON_PAGE);
    let (current, of) = (asked.page, (shape.clone(), asked.clone()));
    view! {
        <Filters shape asked />
        {content}
        <Pagination current pages address=Box::new(move |page| of.1.on_page(page).address(&of.0, "")) />
    }
}

/// The form with the filters.
#[component]
fn Filters(shape: Shape, asked: Asked) -> impl IntoView {
    if shape.filters.is_empty() {
        return None;
    }
    let order =
        (asked.order != shape.order).then(|| view! { <input type="hidden" name=ORDER value=asked.order.code() /> });
    let clear = asked.is_filtered().then(|| {
        view! {
            <a class="nl-link" href=shape.path>
                {t!("list-clear")}
            </a>
        }
    });
    let fields = shape
        .filters
        .iter()
        .cloned()
        .map(|filter| {
            let value = asked.value(filter.name).to_owned();
            let refused = asked.refused(filter.name).map(str::to_owned);
            view! { <FilterField filter value refused /> }
        })
        .collect_view();
    Some(view! {
        <form class="list-filter" action=shape.path method="get" role="search" aria-label=t!("list-filter")>
            {order}
            {fields}
            <div class="list-filter__actions">
                <button class="nl-button nl-button--primary" type="submit">
                    {t!("list-search")}
                </button>
                {clear}
            </div>
        </form>
    })
}

#[component]
fn FilterField(filter: Filter, value: String, refused: Option<String>) -> impl IntoView {
    let id = format!("filter-{}", filter.name);
    let error = refused.map(|value| FieldError {
        field: id.clone(),
        label: filter.label.clone(),
        text: if filter.kind == FilterKind::Day {
            t!("list-no-day", value = value)
        } else {
            t!("list-no-choice", value = value)
        },
    });
    let (invalid, described) = match &error {
        Some(_) => (Some("true"), Some(error_id(&id))),
        None => (None, None),
    };
    let field = match filter.kind {
        FilterKind::Words | FilterKind::Day => {
            let kind = if filter.kind == FilterKind::Day { "date" } else { "search" };
            view! {
                <input
                    class="utrecht-textbox utrecht-textbox--html-input"
                    type=kind
                    id=id.clone()
                    name=filter.name
                    value=value
                    autocomplete="off"
                    aria-invalid=invalid
                    aria-describedby=described
                />
            }
            .into_any()
        }
        FilterKind::Choice(choices) => view! {
            <select
                class="utrecht-select utrecht-select--html-select"
                id=id.clone()
                name=filter.name
                aria-invalid=invalid
                aria-describedby=described
            >
                <option value="">{t!("list-all")}</option>
                {choices
                    .into_iter()
                    .map(|(code, words)| {
                        let chosen = code == value;
                        view! {
                            <option value=code selected=chosen>
                                {words}
                            </option>
                        }
                    })
                    .collect_view()}
            </select>
        }
        .into_any(),
    };
    view! {
        <div class="list-filter__field">
            <label class="utrecht-form-label" for=id>
                {filter.label}
            </label>
            <ErrorLine error />
            {field}
        </div>
    }
}

/// Which rows are shown of how many, and the same list as a file.
#[component]
fn Shown(shape: Shape, asked: Asked, total: u32) -> impl IntoView {
    let first = u32::try_from(asked.first_row()).unwrap_or(u32::MAX).saturating_add(1);
    let last = first.saturating_add(ROWS_ON_PAGE - 1).min(total);
    let words = if total <= ROWS_ON_PAGE {
        t!("list-rows", total = total)
    } else {
        t!("list-rows-of", first = number(first.into()), last = number(last.into()), total = total)
    };
    let asked = asked.on_page(1);
    view! {
        <div class="list-shown">
            <p>{words}</p>
            <ul class="links">
                <li>
                    <a class="nl-link" href=asked.address(&shape, ".csv") download="">
                        {t!("list-csv")}
                    </a>
                </li>
                <li>
                    <a class="nl-link" href=asked.address(&shape, ".xlsx") download="">
                        {t!("list-xlsx")}
                    </a>
                </li>
            </ul>
        </div>
    }
}

/// What is said when there is nothing to show.
#[component]
fn Empty(shape: Shape, asked: Asked, nothing: Nothing) -> impl IntoView {
    let (words, next) = if asked.is_filtered() {
        (t!("list-none-found"), Some((t!("list-clear"), shape.path.to_owned())))
    } else {
        (nothing.words, nothing.next)
    };
    view! {
        <div class="list-empty">
            <p class="nl-paragraph">{words}</p>
            {next
                .map(|(words, href)| {
                    view! {
                        <p class="nl-paragraph">
                            <a class="nl-link" href=href>
                                {words}
                            </a>
                        </p>
                    }
                })}
        </div>
    }
}

#[component]
fn Rows(shape: Shape, asked: Asked, rows: Vec<Row>, choose: bool) -> impl IntoView {
    let heads = shape
        .columns
        .iter()
        .map(|column| view! { <Head shape=shape.clone() asked=asked.clone() column=column.clone() /> })
        .collect_view();
    let rows = rows.into_iter().map(|row| view! { <OneRow columns=shape.columns.clone() row choose /> }).collect_view();
    let choose = choose.then(|| {
        view! {
            <th scope="col">
                <span class="visually-hidden">{t!("list-choose")}</span>
            </th>
        }
    });
    view! {
        <table class="list">
            <caption class="visually-hidden">{t!("list-caption")}</caption>
            <thead>
                <tr>{choose} {heads}</tr>
            </thead>
            <tbody>{rows}</tbody>
        </table>
    }
}

/// The head of a column; one that sorts is a link to the same list in its order, and back to front the second time.
#[component]
fn Head(shape: Shape, asked: Asked, column: Column) -> impl IntoView {
    if !column.sorts {
        return view! {
            <th scope="col" class="list__unsorted">
                {column.label}
            </th>
        }
        .into_any();
    }
    let now = (asked.order.by == column.name).then_some(asked.order.descending);
    // The order that a list has by itself is what its readers expect of that column first.
    let first = shape.order.by == column.name && shape.order.descending;
    let descending = now.map_or(first, |descending| !descending);
    let sorted = now.map(|descending| if descending { "descending" } else { "ascending" });
    let href = asked.in_order(Order { by: column.name, descending }).address(&shape, "");
    view! {
        <th scope="col" aria-sort=sorted>
            <a href=href>{column.label}</a>
        </th>
    }
    .into_any()
}

#[component]
fn OneRow(columns: Vec<Column>, row: Row, choose: bool) -> impl IntoView {
    let name = row.cells.first().map(Cell::words).unwrap_or_default();
    let choose = choose.then(|| {
        view! {
            <td class="list__choose">
                <input type="checkbox" name=ROW value=row.key aria-label=t!("list-choose-row", row = name) />
            </td>
        }
    });
    let mut cells = columns.into_iter().zip(row.cells);
    let head = cells.next().map(|(_, cell)| match row.href {
        Some(href) => view! {
            <th scope="row">
                <a class="nl-link" href=href>
                    <Value cell />
                </a>
            </th>
        }
        .into_any(),
        None => view! {
            <th scope="row">
                <Value cell />
            </th>
        }
        .into_any(),
    });
    let cells = cells
        .map(|(column, cell)| {
            let empty = (cell == Cell::Empty).then_some("list__nothing");
            view! {
                <td data-label=column.label class=empty>
                    <Value cell />
                </td>
            }
        })
        .collect_view();
    view! { <tr>{choose} {head} {cells}</tr> }
}

/// What stands in a cell.
#[component]
fn Value(cell: Cell) -> impl IntoView {
    match cell {
        Cell::Empty => ().into_any(),
        Cell::Words(words) => view! { <span class="list__words">{breaking(&words)}</span> }.into_any(),
        Cell::Link { words, href } => view! {
            <a class="nl-link" href=href>
                {breaking(&words)}
            </a>
        }
        .into_any(),
        Cell::Wrong(words) => view! { <strong class="list__wrong">{words}</strong> }.into_any(),
        Cell::Number(_) => view! { <span class="list__figures">{cell.words()}</span> }.into_any(),
        Cell::Moment(seconds) => view! {
            <time class="list__figures" datetime=moments::machine(seconds)>
                {moments::short(seconds)}
            </time>
        }
        .into_any(),
    }
}
