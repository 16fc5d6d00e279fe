//! The marks as they are drawn: the same markup from the server in the page and in the browser after every move.

use std::fmt::Write as _;

use super::numbers::{decimal, grouped};
use super::query::frame_text;
use crate::geo::Rd;
use crate::initiatives::marks::Mark;

/// Radius of a pin in pixels; its target is as large as that of a bubble.
const PIN: f64 = 5.5;
/// Radius of the smallest target in pixels: 24 across (WCAG 2.2, criterion 2.5.8).
const TARGET: f64 = 12.0;

/// Links in the order of the marks, as the content of `svg.map__marks`; `thousands` stands between the thousands of a number,
/// and `beside` opens the links beside the page, as in a frame on another site. Sizes are in pixels: the style sheet scales
/// them to the zoom by `--u`. A mark that can be zoomed to carries its rectangle in `data-zoom-to`.
#[must_use]
pub(super) fn mark_layer(marks: &[Mark], thousands: &str, beside: bool) -> String {
    let mut markup = String::with_capacity(marks.len() * 256);
    for mark in marks {
        write(&mut markup, mark, thousands, beside);
    }
    markup
}

fn write(markup: &mut String, mark: &Mark, thousands: &str, beside: bool) {
    let (x, y) = Rd { x: f64::from(mark.x), y: f64::from(mark.y) }.to_map();
    let single = mark.count == 1;
    let radius = f64::from(mark.radius);
    let pin = if single { " cluster--pin" } else { "" };
    let unverified = if mark.unconfirmed { " cluster--unverified" } else { "" };
    let target = if beside { r#" target="_blank" rel="noopener""# } else { "" };
    let zoom = mark.zoom_to.as_ref().map(|to| format!(r#" data-zoom-to="{}""#, frame_text(to))).unwrap_or_default();
    let number = if single { String::new() } else { format!("<text>{}</text>", grouped(mark.count.into(), thousands)) };
    let (href, label) = (escape(&mark.href), escape(&mark.label));
    let (x, y) = (decimal(x), decimal(y));
    let (reach, size) = (decimal(radius.max(TARGET)), decimal(if single { PIN } else { radius }));
    // Writing to a string does not fail.
    let _ = write!(
        markup,
        r#"<a class="cluster{pin}{unverified}" href="{href}"{target}{zoom} tabindex="-1" transform="translate({x} {y})" aria-label="{label}"><circle class="cluster__target" r="{reach}"/><circle r="{size}"/>{number}</a>"#
    );
}

/// Text for an attribute in double quotes.
fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            other => escaped.push(other),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geo::Bounds;

    fn mark(count: u32, label: &str) -> Mark {
        let (label, href) = (label.to_owned(), "/landkaart?a=1&b=2".to_owned());
        Mark { x: 155_000, y: 463_000, count, radius: 14.5, href, label, unconfirmed: false, zoom_to: None }
    }

    #[test]
    fn one_initiative_is_a_pin_with_a_target_that_a_finger_can_hit() {
        assert_eq!(
            mark_layer(&[mark(1, "Stem, Ede")], ".", false),
            r#"<a class="cluster cluster--pin" href="/landkaart?a=1&amp;b=2" tabindex="-1" transform="translate(1550 1570)" aria-label="Stem, Ede"><circle class="cluster__target" r="14.500"/><circle r="5.500"/></a>"#
        );
    }

    #[test]
    fn several_are_a_bubble_with_their_number_that_knows_where_to_zoom() {
        let zoom_to = Bounds::new(Rd { x: 1.0, y: 2.0 }, Rd { x: 3.0, y: 4.0 });
        let markup = mark_layer(&[Mark { zoom_to, unconfirmed: true, ..mark(7, "Ede") }], ".", true);
        for part in ["cluster cluster--unverified", "<text>7</text>", r#"data-zoom-to="1,2,3,4""#, r#"target="_blank""#]
        {
            assert!(markup.contains(part), "{part}: {markup}");
        }
    }

    #[test]
    fn large_numbers_are_read_as_everywhere_else_on_the_page() {
        for count in [2, 999, 1_000, 1_234, 100_042, 7_000_000] {
            let shown = format!("<text>{}</text>", crate::texts::number(count.into()));
            let markup = mark_layer(&[mark(count, "Ede")], &crate::texts::text("locale-thousands"), false);
            assert!(markup.contains(&shown), "{shown}: {markup}");
        }
    }

    #[test]
    fn a_name_is_text_and_never_markup() {
        let markup = mark_layer(&[mark(1, r#""><script>alert(1)</script>"#)], ".", false);
        assert!(!markup.contains("<script") && markup.contains("&quot;&gt;&lt;script&gt;"), "{markup}");
    }
}
