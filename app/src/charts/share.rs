//! One bar in parts that make a whole, with what each part is below it.

use leptos::prelude::*;

use super::{Drawing, Look, length};
use crate::texts::t;

/// A part of the whole.
#[derive(Clone, Debug, PartialEq)]
pub struct Share {
    /// What it is called.
    pub label: String,
    /// How large it is; never less than nothing.
    pub value: f64,
    /// The value as people read it.
    pub shown: String,
    /// How it is drawn.
    pub look: Look,
}

/// The bar.
#[component]
pub fn ShareBar(
    /// The `id` of the chart.
    id: &'static str,
    /// What it shows.
    conclusion: String,
    /// The parts, in their order.
    shares: Vec<Share>,
) -> impl IntoView {
    let whole: f64 = shares.iter().map(|share| share.value).sum();
    let mut left = 0.0;
    let legend = shares
        .iter()
        .map(|share| {
            let (class, fill) = share.look.drawn(id);
            view! {
                <li>
                    <svg class="chart__key" aria-hidden="true">
                        <rect class=class fill=fill width="100%" height="100%" />
                    </svg>
                    <span>{share.label.clone()} ": " <strong>{share.shown.clone()}</strong></span>
                </li>
            }
        })
        .collect_view();
    let drawn = shares
        .iter()
        .map(|share| {
            let (class, fill) = share.look.drawn(id);
            let width = if whole > 0.0 { share.value / whole * 100.0 } else { 0.0 };
            let x = left;
            left += width;
            view! {
                <rect
                    class=class
                    fill=fill
                    x=format!("{}%", length(x))
                    y="0"
                    width=format!("{}%", length(width))
                    height="2.5em"
                />
            }
        })
        .collect_view();
    view! {
        <Drawing id name=conclusion description=t!("chart-share") height=2.5>
            {drawn}
        </Drawing>
        <ul class="chart__legend">{legend}</ul>
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::markup;
    use super::*;

    #[test]
    fn the_parts_follow_each_other_and_fill_the_whole() {
        let share = |value: f64, look| Share { label: "Deel".into(), value, shown: value.to_string(), look };
        let shares = vec![share(1.0, Look::Strong), share(1.0, Look::Soft), share(2.0, Look::Hatched)];
        let html = markup(|| view! { <ShareBar id="proef" conclusion="Half".into() shares /> });
        for part in [r#"x="0%""#, r#"x="25%""#, r#"x="50%""#, r#"width="50%""#] {
            assert!(html.contains(part), "{part}: {html}");
        }
        assert_eq!(html.matches("<li>").count(), 3);
        let nothing =
            markup(|| view! { <ShareBar id="proef" conclusion=String::new() shares=vec![share(0.0, Look::Strong)] /> });
        assert!(!nothing.contains("NaN"), "{nothing}");
    }
}
