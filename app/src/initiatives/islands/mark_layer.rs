//! The marks as they are drawn, by the server in the page and by the viewer after every move.

use leptos::prelude::*;
use leptos::svg;

use super::view_state::decimal;
use crate::geo::Rd;
use crate::initiatives::marks::{Mark, Marks};

/// Radius of a pin in pixels; its target is as large as that of a bubble.
const PIN: f32 = 5.5;
/// Radius of the smallest target in pixels: 24 across (WCAG 2.2, criterion 2.5.8).
const TARGET: f32 = 12.0;

/// Links in the order of the marks. Sizes are in pixels: the style sheet scales them to the zoom by `--u`.
/// `beside` opens them beside the page, as in a frame on another site.
pub(super) fn mark_layer(marks: &Marks, beside: bool) -> impl IntoView + use<> {
    marks.marks.iter().map(|each| mark(each, beside)).collect_view()
}

fn mark(mark: &Mark, beside: bool) -> impl IntoView + use<> {
    let (x, y) = Rd { x: f64::from(mark.x), y: f64::from(mark.y) }.to_map();
    let single = mark.count == 1;
    let class = match (single, mark.unconfirmed) {
        (true, false) => "cluster cluster--pin",
        (true, true) => "cluster cluster--pin cluster--unverified",
        (false, false) => "cluster",
        (false, true) => "cluster cluster--unverified",
    };
    let radius = if single { PIN } else { mark.radius };
    // Inside `view!` an `a` would be one of HTML.
    svg::a()
        .attr("class", class)
        .attr("href", mark.href.clone())
        .attr("target", beside.then_some("_blank"))
        .attr("tabindex", "-1")
        .attr("transform", format!("translate({} {})", decimal(x), decimal(y)))
        .attr("aria-label", mark.label.clone())
        .child((
            svg::circle().attr("class", "cluster__target").attr("r", length(mark.radius.max(TARGET))),
            svg::circle().attr("r", length(radius)),
            svg::text().child(if single { String::new() } else { mark.count.to_string() }),
        ))
}

fn length(pixels: f32) -> String {
    decimal(f64::from(pixels))
}
