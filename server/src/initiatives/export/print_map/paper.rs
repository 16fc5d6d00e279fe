//! The paper with everything in its place.

use std::fmt::Write as _;

use app::geo::{Bounds, MAP_UNIT, Rd};
use app::initiatives::land::{Land, escape};
use app::initiatives::needs::Reference;
use app::initiatives::shading::Shading;
use app::texts::{Language, number};

use super::PrintMap;
use super::land::{draw_inset, draw_land};
use super::legend::draw_legend;
use super::lines::draw_lines;
use super::style::style;

/// Paper, in millimetres (ISO 216, A4).
const WIDTH: f64 = 210.0;
const HEIGHT: f64 = 297.0;
/// Where the map begins on it, and how wide it is.
pub(super) const MARGIN: f64 = 10.0;
pub(super) const MAP_Y: f64 = 45.0;
const MAP_WIDTH: f64 = WIDTH - 2.0 * MARGIN;
/// The width, in pixels, for which bubbles are made: their radius on paper is then 190 mm / 560 of a pixel's.
pub(super) const BUBBLE_WIDTH: f64 = 560.0;
/// The radius of a pin in the same pixels, as on the page.
const PIN: f64 = 5.5;

impl PrintMap {
    pub(super) fn draw(&self, reference: &Reference) -> String {
        let shading = Shading::of(&self.coloured);
        let land = Land {
            reference,
            counts: &self.coloured,
            taking_part: &self.taking_part,
            known: &self.known,
            choice: self.choice,
            shading: &shading,
            within: None,
            selected: None,
            beside: false,
        };
        let frame = Bounds::NETHERLANDS;
        let (left, top) = Rd { x: frame.min().x, y: frame.max().y }.to_map();
        let scale = MAP_WIDTH / (frame.width() / MAP_UNIT);
        let mut svg = String::with_capacity(160 * 1024);
        // Writing to a String cannot fail.
        let _ = write!(
            svg,
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{WIDTH}mm\" height=\"{HEIGHT}mm\" viewBox=\"0 0 {WIDTH} {HEIGHT}\" \
             lang=\"{}\" role=\"img\" aria-labelledby=\"titel\"><title id=\"titel\">{}</title><desc>{}</desc><style>{}</style>\
             <defs><pattern id=\"arcering\" width=\"22\" height=\"22\" patternUnits=\"userSpaceOnUse\" patternTransform=\"rotate(45)\">\
             <rect class=\"g\" width=\"22\" height=\"22\"/><path class=\"h\" d=\"M0 0v22\"/></pattern>\
             <pattern id=\"stippen\" width=\"22\" height=\"22\" patternUnits=\"userSpaceOnUse\" patternTransform=\"rotate(45)\">\
             <rect class=\"g\" width=\"22\" height=\"22\"/><circle class=\"d\" r=\"5\" cx=\"11\" cy=\"11\"/></pattern></defs>\
             <rect class=\"a\" width=\"{WIDTH}\" height=\"{HEIGHT}\"/>\
             <text class=\"t\" x=\"{MARGIN}\" y=\"18\">{}</text>",
            Language::of_answer().code(),
            escape(&self.title),
            escape(&self.lines.join(" ")),
            style(),
            escape(&self.title)
        );
        draw_lines(&mut svg, "s", 25.0, 4.8, &self.lines);
        let _ = write!(
            svg,
            "<g transform=\"translate({MARGIN} {MAP_Y}) scale({scale:.6}) translate({:.1} {:.1})\">",
            -left, -top
        );
        draw_land(&mut svg, &land);
        draw_inset(&mut svg, &land);
        self.draw_marks(&mut svg);
        svg.push_str("</g>");
        draw_legend(&mut svg, &self.legend_title, &land, scale);
        #[expect(clippy::cast_precision_loss, reason = "a handful of lines")]
        let foot = HEIGHT - 6.0 - 4.0 * self.foot.len() as f64;
        let _ = write!(svg, "<path class=\"l\" d=\"M{MARGIN} {:.1}h{MAP_WIDTH}\"/>", foot - 5.0);
        draw_lines(&mut svg, "f", foot, 4.0, &self.foot);
        svg.push_str("</svg>\n");
        svg
    }

    fn draw_marks(&self, svg: &mut String) {
        let unit = Bounds::NETHERLANDS.width() / MAP_UNIT / BUBBLE_WIDTH;
        for mark in &self.marks.marks {
            let (x, y) = Rd { x: mark.x.into(), y: mark.y.into() }.to_map();
            let dashed = if mark.unconfirmed { " o" } else { "" };
            let radius = if mark.count == 1 { PIN } else { f64::from(mark.radius) } * unit;
            let _ = write!(
                svg,
                "<circle class=\"b{dashed}\" cx=\"{x:.0}\" cy=\"{y:.0}\" r=\"{radius:.0}\"><title>{}</title></circle>",
                escape(&mark.label)
            );
            if mark.count > 1 {
                let shown = number(mark.count.into());
                #[expect(clippy::cast_precision_loss, reason = "a number has a handful of digits")]
                let size = (radius * 2.6 / shown.len().max(2) as f64).min(72.0);
                let _ = write!(
                    svg,
                    "<text class=\"n\" style=\"font-size:{size:.0}px\" x=\"{x:.0}\" y=\"{:.0}\">{shown}</text>",
                    y + size * 0.36
                );
            }
        }
    }
}
