//! Columns beside each other: for what follows each other in time.

use leptos::prelude::*;

use super::{Drawing, Look, length};
use crate::texts::t;

/// One column.
#[derive(Clone, Debug, PartialEq)]
pub struct Column {
    /// What stands below it, such as a year.
    pub label: String,
    /// How high it is; never less than nothing.
    pub value: f64,
    /// The value as people read it.
    pub shown: String,
}

/// The highest column, in `em`.
const HIGHEST: f64 = 10.0;

/// Room for a number above it.
const ABOVE: f64 = 1.5;

/// Room for the labels below.
const BELOW: f64 = 1.6;

/// So many labels fit below in a narrow window.
const LABELS: usize = 6;

/// So many numbers fit above in a narrow window; with more columns only the highest has one.
const NUMBERS: usize = 14;

/// The columns.
#[component]
pub fn Columns(
    /// The `id` of the chart.
    id: &'static str,
    /// What it shows.
    conclusion: String,
    /// The columns, in their order.
    columns: Vec<Column>,
) -> impl IntoView {
    let most = columns.iter().map(|column| column.value).fold(0.0, f64::max);
    let count = columns.len();
    let step = count.div_ceil(LABELS).max(1);
    let wide = 100.0 / f64::from(u16::try_from(count.max(1)).unwrap_or(u16::MAX));
    let (class, _) = Look::Strong.drawn(id);
    let drawn = (0_u16..)
        .zip(columns)
        .map(|(place, column)| {
            let left = wide * f64::from(place);
            let high = if most > 0.0 { column.value / most * HIGHEST } else { 0.0 };
            let top = ABOVE + HIGHEST - high;
            let percent = |across: f64| format!("{}%", length(left + wide * across));
            let em = |down: f64| format!("{}em", length(down));
            let highest = column.value >= most;
            let number = (column.value > 0.0 && (count <= NUMBERS || highest)).then(|| {
                view! {
                    <text class="chart__number" x=percent(0.5) y=em(top - 0.35) text-anchor="middle">
                        {column.shown.clone()}
                    </text>
                }
            });
            // Counted from the end, so that the last one, which is now, has its label.
            let labelled = (count - 1 - usize::from(place)).is_multiple_of(step);
            let anchor = if count < 3 {
                "middle"
            } else if usize::from(place) + 1 == count {
                "end"
            } else {
                "middle"
            };
            let at = if anchor == "end" { percent(1.0) } else { percent(0.5) };
            let label = labelled.then(|| {
                view! {
                    <text class="chart__tick" x=at y=em(ABOVE + HIGHEST + 1.3) text-anchor=anchor>
                        {column.label.clone()}
                    </text>
                }
            });
            view! {
                <rect class=class x=percent(0.1) y=em(top) width=format!("{}%", length(wide * 0.8)) height=em(high) />
                {number}
                {label}
            }
        })
        .collect_view();
    let ground = format!("{}em", length(ABOVE + HIGHEST));
    view! {
        <Drawing id name=conclusion description=t!("chart-columns") height=ABOVE + HIGHEST + BELOW>
            {drawn}
            <line class="chart__axis" x1="0" x2="100%" y1=ground.clone() y2=ground />
        </Drawing>
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::markup;
    use super::*;

    fn years(count: u16) -> Vec<Column> {
        (0..count)
            .map(|year| Column {
                label: (2000 + year).to_string(),
                value: f64::from(year % 7),
                shown: (year % 7).to_string(),
            })
            .collect()
    }

    fn drawn(columns: Vec<Column>) -> String {
        markup(|| view! { <Columns id="proef" conclusion="Zes".into() columns /> })
    }

    #[test]
    fn the_last_year_always_has_its_label_and_there_are_never_more_than_fit() {
        for count in [1_u16, 2, 5, 6, 7, 26, 80] {
            let html = drawn(years(count));
            let labels = html.matches("chart__tick").count();
            assert!((1..=LABELS).contains(&labels), "{count}: {labels}");
            assert!(html.contains(&format!(">{}<", 2000 + count - 1)), "{count}: {html}");
        }
    }

    #[test]
    fn few_columns_all_have_their_number_and_many_only_the_highest() {
        assert_eq!(drawn(years(7)).matches("chart__number").count(), 6, "nothing above nothing");
        let many = drawn(years(35));
        assert_eq!(many.matches("chart__number").count(), 5, "{many}");
        assert!(!drawn(Vec::new()).contains("NaN"));
    }
}
