//! What the colours and the marks mean.

use std::fmt::Write as _;

use app::initiatives::land::{Choice, Land, NONE_CHOSEN, TAKES_PART, UNKNOWN, escape};
use app::texts::{Value, number, text, text_with};

use super::lines::broken;
use super::paper::{MAP_Y, MARGIN};

/// In the corner where the sea is.
pub(super) fn draw_legend(svg: &mut String, title: &str, land: &Land<'_>, scale: f64) {
    let (x, mut y) = (MARGIN, MAP_Y + 6.0);
    for line in broken(title, 34) {
        let _ = write!(svg, "<text class=\"s\" font-weight=\"bold\" x=\"{x}\" y=\"{y:.1}\">{}</text>", escape(&line));
        y += 4.6;
    }
    let mut row = |key: &str, words: &str| {
        let _ = write!(
            svg,
            "<g transform=\"translate({x} {:.1})\">{key}</g><text class=\"s\" x=\"{}\" y=\"{y:.1}\">{}</text>",
            y - 3.2,
            x + 8.0,
            escape(words)
        );
        y += 5.2;
    };
    // The hatch is drawn in the units of the map.
    let swatch = |class: char| {
        format!(
            "<g transform=\"scale({scale:.6})\"><rect class=\"k{class} c\" width=\"{:.0}\" height=\"{:.0}\"/></g>",
            6.0 / scale,
            4.0 / scale
        )
    };
    let choice = [("choice", Value::from(land.choice.word()))];
    for (class, words) in [
        (UNKNOWN, text("legend-none")),
        (TAKES_PART, text("legend-takes-part")),
        (NONE_CHOSEN, text_with("legend-none-chosen", choice)),
    ] {
        if land.shows(class) {
            row(&swatch(class), &words);
        }
    }
    for (class, lower, upper) in land.shading.legend() {
        let limits = if lower == upper {
            number(lower.into())
        } else {
            format!("{}–{}", number(lower.into()), number(upper.into()))
        };
        row(&swatch(char::from(b'0' + class)), &limits);
    }
    let mark = |class: &str, radius: f64, inside: &str| {
        format!(
            "<g transform=\"translate(3 2) scale({scale:.6})\"><circle class=\"b{class}\" r=\"{:.0}\"/>{inside}</g>",
            radius / scale
        )
    };
    row(&mark("", 1.4, ""), &text("legend-pin"));
    row(&mark(" o", 1.4, ""), &text("legend-unconfirmed"));
    row(&mark("", 2.2, "<text class=\"n\" style=\"font-size:48px\" y=\"17\">4</text>"), &text("legend-bubble"));
    if matches!(land.choice, Choice::Type | Choice::Both) {
        row("", &text("legend-marks-all"));
    }
}
