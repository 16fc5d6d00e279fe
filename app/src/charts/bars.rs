//! Bars beside each other from left to right, one below the other: for what has a name.

use leptos::prelude::*;

use super::{Drawing, Look, length};
use crate::texts::t;

/// One bar.
#[derive(Clone, Debug, PartialEq)]
pub struct Bar {
    /// What it is called.
    pub label: String,
    /// How long it is; never less than nothing.
    pub value: f64,
    /// The value as people read it.
    pub shown: String,
    /// How it is drawn.
    pub look: Look,
}

/// A row, in `em`: its label, its bar, and some air.
const ROW: f64 = 3.0;

/// The longest bar takes so much of the width, in percent; its number stands behind it.
const LONGEST: f64 = 86.0;

/// The bars.
#[component]
pub fn Bars(
    /// The `id` of the chart.
    id: &'static str,
    /// What it shows.
    conclusion: String,
    /// The bars, in their order.
    bars: Vec<Bar>,
) -> impl IntoView {
    let most = bars.iter().map(|bar| bar.value).fold(0.0, f64::max);
    let height = ROW * f64::from(u16::try_from(bars.len()).unwrap_or(u16::MAX));
    let rows = (0_u16..)
        .zip(bars)
        .map(|(row, bar)| {
            let top = ROW * f64::from(row);
            let share = if most > 0.0 { bar.value / most * LONGEST } else { 0.0 };
            let (class, fill) = bar.look.drawn(id);
            let em = |down: f64| format!("{}em", length(top + down));
            let end = format!("{}%", length(share));
            view! {
                <text class="chart__label" x="0" y=em(1.1)>
                    {bar.label}
                </text>
                <rect class=class fill=fill x="0" y=em(1.45) width=end.clone() height="1em" />
                <text class="chart__number" x=end dx="0.4em" y=em(2.3)>
                    {bar.shown}
                </text>
            }
        })
        .collect_view();
    view! {
        <Drawing id name=conclusion description=t!("chart-bars") height>
            {rows}
        </Drawing>
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::markup;
    use super::*;

    fn bar(value: f64) -> Bar {
        Bar { label: "Utrecht".into(), value, shown: value.to_string(), look: Look::Strong }
    }

    #[test]
    fn the_longest_bar_leaves_room_for_its_number_and_the_others_are_in_proportion() {
        let html =
            markup(|| view! { <Bars id="proef" conclusion="Vier".into() bars=vec![bar(4.0), bar(1.0), bar(0.0)] /> });
        for width in [r#"width="86%""#, r#"width="21.5%""#, r#"width="0%""#, r#"height="9em""#] {
            assert!(html.contains(width), "{width}: {html}");
        }
    }

    #[test]
    fn nothing_at_all_is_drawn_without_a_bar_of_endless_length() {
        let html = markup(|| view! { <Bars id="proef" conclusion="Niets".into() bars=vec![bar(0.0)] /> });
        assert!(html.contains(r#"width="0%""#) && !html.contains("NaN"), "{html}");
    }

    #[test]
    fn what_is_not_known_is_hatched() {
        let unknown = Bar { look: Look::Hatched, ..bar(2.0) };
        let html = markup(|| view! { <Bars id="proef" conclusion="Twee".into() bars=vec![unknown] /> });
        assert!(html.contains(r#"fill="url(#proef-streep)""#) && html.contains(r#"id="proef-streep""#), "{html}");
    }
}
