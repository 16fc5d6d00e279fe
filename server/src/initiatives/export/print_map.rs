//! The map as one file to print: A4, with everything inside that a reader of the paper needs (title, numbers, legend with the
//! real limits, day, sources, address) and nothing that has to be fetched. Colours differ in lightness, so that a print in
//! grey says the same.

use std::fmt::Write as _;

use app::geo::cluster::ZoomStep;
use app::geo::{Bounds, MAP_UNIT, Rd};
use app::initiatives::land::{Choice, Land, NONE_CHOSEN, Names, escape};
use app::initiatives::marks::Marks;
use app::initiatives::model::TYPE_FACET;
use app::initiatives::needs::Reference;
use app::initiatives::shading::Shading;
use app::initiatives::words;
use app::texts::{Language, Value, day, number, text, text_with};
use axum::response::Response;
use time::OffsetDateTime;

use super::answer::{Kind, blocking, whole};
use super::asking::Asking;
use super::feed::understood;
use super::refusal::Refusal;
use crate::initiatives::landkaart::count;
use crate::initiatives::marks;
use crate::initiatives::per_municipality::per_municipality;
use crate::initiatives::selection::Selection;

/// Paper, in millimetres (ISO 216, A4).
const WIDTH: f64 = 210.0;
const HEIGHT: f64 = 297.0;
/// Where the map begins on it, and how wide it is.
const MARGIN: f64 = 10.0;
const MAP_Y: f64 = 45.0;
const MAP_WIDTH: f64 = WIDTH - 2.0 * MARGIN;
/// The width, in pixels, for which bubbles are made: their radius on paper is then 190 mm / 560 of a pixel's.
const BUBBLE_WIDTH: f64 = 560.0;
/// The radius of a pin in the same pixels, as on the page.
const PIN: f64 = 5.5;
/// Characters on a line of 190 mm in the small size; longer texts are broken.
const LINE: usize = 105;

const STYLE: &str = "text{font-family:Arial,Helvetica,sans-serif;fill:#1b2a2f}.t{font-size:7px;font-weight:bold}\
.s{font-size:3.6px}.f{font-size:2.9px}.m{stroke:#4a5a68;stroke-width:2;stroke-linejoin:round}.k0{fill:url(#arcering)}.kf{fill:#fff}\
.k1{fill:#cfe7e7}.k2{fill:#a3d1d2}.k3{fill:#74b7bb}.k4{fill:#44989e}.k5{fill:#1d7a83}.k6{fill:#0a4f58}.k4,.k5,.k6{stroke:#fff}\
.p{fill:none;stroke:#1b2a2f;stroke-width:5;stroke-linejoin:round}.b{fill:#fff;stroke:#8a2846;stroke-width:7}\
.o{stroke-dasharray:14 9}.n{font-size:64px;font-weight:bold;text-anchor:middle;fill:#8a2846}\
.i{fill:#fff;stroke:#1b2a2f;stroke-width:3}.j{font-size:44px}.l{stroke:#1b2a2f;stroke-width:.2}";

/// `GET /landkaart/kaart.svg?{filter}&kleur=burgerberaad`
pub(super) async fn svg(asking: Asking) -> Result<Response, Refusal> {
    let selection = understood(&asking).await?;
    let today = OffsetDateTime::now_utc().date().to_string();
    let base = asking.platform.site.base_url.clone();
    let map = blocking(move || PrintMap::of(&selection, &base, &today).draw(&selection.snapshot.reference)).await?;
    let kind =
        Kind::new("image/svg+xml").with(axum::http::header::CONTENT_DISPOSITION, "inline; filename=\"landkaart.svg\"");
    whole(&asking, kind, map).await
}

/// What stands on the paper.
struct PrintMap {
    title: String,
    lines: Vec<String>,
    legend_title: String,
    /// Initiatives per municipality as they are coloured.
    coloured: Vec<u32>,
    /// All initiatives per municipality.
    known: Vec<u32>,
    choice: Choice,
    marks: Marks,
    foot: Vec<String>,
}

impl PrintMap {
    fn of(selection: &Selection, base: &str, today: &str) -> Self {
        let Selection { snapshot, asked, found, .. } = selection;
        let reference = &snapshot.reference;
        let filter = &asked.filter;
        let kind =
            filter.colour.and_then(|value| Some((value, reference.taxonomy.facet(TYPE_FACET)?.values.get(value)?)));
        let coloured = selection.coloured();
        let places = reference.places.municipalities().iter().zip(&found.municipalities);
        let with = places.filter(|&(place, &count)| place.province.is_some() && count > 0).count();
        let numbers = [
            ("total", Value::from(count(found.total()))),
            ("with", Value::from(with)),
            ("without", Value::from(reference.places.municipality_count().saturating_sub(with))),
            ("everything", Value::from(count(snapshot.index.len()))),
        ];
        let mut lines = Vec::new();
        let parts = words::filter_parts(filter, reference);
        if !parts.is_empty() {
            lines.extend(broken(&text_with("export-map-selection", [("parts", Value::from(parts.join(", ")))]), LINE));
        }
        let [total, with, without, everything] = numbers;
        // Of what a filter leaves nobody can say where nothing is known.
        let summary = if filter.narrows() {
            text_with("export-map-summary-filtered", [total, with, everything])
        } else {
            text_with("export-map-summary", [total, with, without])
        };
        lines.extend(broken(&summary, LINE));
        let source = filter.address(&format!("{base}/landkaart"), &reference.taxonomy, &reference.places);
        let attribution = reference.boundaries.attribution.clone();
        let mut foot = vec![format!(
            "{}. {}",
            text_with("export-map-date", [("day", Value::from(day(today)))]),
            text("export-licence")
        )];
        foot.extend(broken(&text_with("export-map-boundaries", [("attribution", Value::from(attribution))]), 130));
        foot.extend(broken(&text_with("export-map-source", [("address", Value::from(source))]), 130));
        Self {
            title: text("export-map-title"),
            lines,
            legend_title: match kind {
                Some((_, value)) => text_with("legend-title-type", [("name", Value::from(value.label.as_str()))]),
                None => text("legend-title"),
            },
            coloured,
            known: per_municipality(snapshot),
            choice: Choice::of(filter),
            marks: marks::of(
                selection,
                &Bounds::NETHERLANDS,
                ZoomStep::covering(Bounds::NETHERLANDS.width() / BUBBLE_WIDTH),
            ),
            foot,
        }
    }

    fn draw(&self, reference: &Reference) -> String {
        let shading = Shading::of(&self.coloured);
        let land = Land {
            reference,
            counts: &self.coloured,
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
             lang=\"{}\" role=\"img\" aria-labelledby=\"titel\"><title id=\"titel\">{}</title><desc>{}</desc><style>{STYLE}</style>\
             <defs><pattern id=\"arcering\" width=\"22\" height=\"22\" patternUnits=\"userSpaceOnUse\" patternTransform=\"rotate(45)\">\
             <rect width=\"22\" height=\"22\" fill=\"#fff\"/><path d=\"M0 0v22\" stroke=\"#b9c6c8\" stroke-width=\"6\"/></pattern></defs>\
             <rect width=\"{WIDTH}\" height=\"{HEIGHT}\" fill=\"#fff\"/>\
             <text class=\"t\" x=\"{MARGIN}\" y=\"18\">{}</text>",
            Language::of_answer().code(),
            escape(&self.title),
            escape(&self.lines.join(" ")),
            escape(&self.title)
        );
        lines(&mut svg, "s", 25.0, 4.8, &self.lines);
        let _ = write!(
            svg,
            "<g transform=\"translate({MARGIN} {MAP_Y}) scale({scale:.6}) translate({:.1} {:.1})\">",
            -left, -top
        );
        draw_land(&mut svg, &land);
        draw_inset(&mut svg, &land);
        self.draw_marks(&mut svg);
        svg.push_str("</g>");
        self.draw_legend(&mut svg, &land, scale);
        #[expect(clippy::cast_precision_loss, reason = "a handful of lines")]
        let foot = HEIGHT - 6.0 - 4.0 * self.foot.len() as f64;
        let _ = write!(svg, "<path class=\"l\" d=\"M{MARGIN} {:.1}h{MAP_WIDTH}\"/>", foot - 5.0);
        lines(&mut svg, "f", foot, 4.0, &self.foot);
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

    /// In the corner where the sea is.
    fn draw_legend(&self, svg: &mut String, land: &Land<'_>, scale: f64) {
        let (x, mut y) = (MARGIN, MAP_Y + 6.0);
        for line in broken(&self.legend_title, 34) {
            let _ =
                write!(svg, "<text class=\"s\" font-weight=\"bold\" x=\"{x}\" y=\"{y:.1}\">{}</text>", escape(&line));
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
                "<g transform=\"scale({scale:.6})\"><rect class=\"k{class}\" width=\"{:.0}\" height=\"{:.0}\" stroke=\"#1b2a2f\" stroke-width=\"3\"/></g>",
                6.0 / scale,
                4.0 / scale
            )
        };
        row(&swatch('0'), &text("legend-none"));
        if land.has_none_chosen() {
            let choice = [("choice", Value::from(land.choice.word()))];
            row(&swatch(NONE_CHOSEN), &text_with("legend-none-chosen", choice));
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
}

fn draw_land(svg: &mut String, land: &Land<'_>) {
    // Paper shows more than a screen.
    let drawing = &land.reference.boundaries.close;
    let mut names = Names::default();
    for index in 0..drawing.municipalities.len() {
        let Some(path) = drawing.municipality(index) else { continue };
        let _ = write!(
            svg,
            "<path class=\"m k{}\" d=\"{}\"><title>{}</title></path>",
            land.class(index),
            escape(path),
            escape(&names.of(land, index))
        );
    }
    let _ = write!(svg, "<path class=\"p\" d=\"{}\"/>", escape(&drawing.provinces));
}

/// The public bodies, in a frame in the corner below the sea, one below the other.
fn draw_inset(svg: &mut String, land: &Land<'_>) {
    let places = land.reference.places.municipalities();
    let bodies: Vec<_> = places.iter().enumerate().filter(|(_, place)| place.province.is_none()).collect();
    let Some((_, first)) = bodies.first() else { return };
    let (left, top, bottom) = bodies.iter().fold((f64::MAX, f64::MAX, first.rd.to_map().1), |edges, (_, place)| {
        let (x, y) = place.rd.to_map();
        (edges.0.min(x), edges.1.min(y), edges.2.max(y))
    });
    let _ = write!(
        svg,
        "<rect class=\"i\" x=\"{:.0}\" y=\"{:.0}\" width=\"560\" height=\"{:.0}\"/><text class=\"j\" font-weight=\"bold\" x=\"{:.0}\" y=\"{:.0}\">{}</text>",
        left - 60.0,
        top - 150.0,
        bottom - top + 210.0,
        left - 30.0,
        top - 75.0,
        escape(&text("landkaart-map-inset"))
    );
    for (index, place) in bodies {
        let (x, y) = place.rd.to_map();
        let _ = write!(
            svg,
            "<circle class=\"m k{}\" style=\"stroke:#1b2a2f\" cx=\"{x:.0}\" cy=\"{y:.0}\" r=\"30\"/><text class=\"j\" x=\"{:.0}\" y=\"{:.0}\">{}</text>",
            land.class(index),
            x + 55.0,
            y + 15.0,
            escape(&place.name)
        );
    }
}

fn lines(svg: &mut String, class: &str, start: f64, step: f64, lines: &[String]) {
    let mut y = start;
    for line in lines {
        let _ = write!(svg, "<text class=\"{class}\" x=\"{MARGIN}\" y=\"{y:.1}\">{}</text>", escape(line));
        y += step;
    }
}

/// A text in at most three lines of about `most` characters; what is too long ends with three points.
fn broken(text: &str, most: usize) -> Vec<String> {
    const LINES: usize = 3;
    let mut lines = vec![String::new()];
    for word in text.split_whitespace() {
        // An address has no spaces to break at.
        let mut rest: Vec<char> = word.chars().collect();
        while !rest.is_empty() {
            let part: String = rest.drain(..rest.len().min(most)).collect();
            let last = lines.len() - 1;
            let length = lines[last].chars().count();
            if length == 0 {
                lines[last] = part;
            } else if length + 1 + part.chars().count() <= most {
                lines[last].push(' ');
                lines[last].push_str(&part);
            } else if lines.len() == LINES {
                lines[last].push('…');
                return lines;
            } else {
                lines.push(part);
            }
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use app::initiatives::marks::Mark;

    use super::*;
    use crate::initiatives::boundaries::Shapes;
    use crate::initiatives::content;

    fn reference() -> Reference {
        let places = content::places(&content::other_names().expect("names")).expect("places");
        let shapes = Shapes::parse(content::BOUNDARIES, &places).expect("shapes");
        let boundaries = shapes.draw(&places, "© \"CBS\" & <Kadaster>".into()).expect("drawable");
        Reference { places, boundaries, ..Reference::default() }
    }

    #[test]
    fn the_map_stands_alone_escapes_what_it_says_and_is_small() {
        let reference = reference();
        let mark = Mark {
            x: 155_000,
            y: 463_000,
            count: 12,
            radius: 14.0,
            href: String::new(),
            label: "<script>".into(),
            unconfirmed: true,
            zoom_to: None,
        };
        let map = PrintMap {
            title: "A & B".into(),
            lines: vec!["<b>".into()],
            legend_title: "Per \"gemeente\"".into(),
            coloured: (0..345).map(|index| index % 9).collect(),
            known: vec![1; 345],
            choice: Choice::Filter,
            marks: Marks { marks: vec![mark], inside: 12, sentence: String::new() },
            foot: vec![reference.boundaries.attribution.clone()],
        };
        let svg = map.draw(&reference);
        assert!(!svg.contains("<script") && !svg.contains("<b>") && svg.contains("&lt;Kadaster&gt;"));
        assert!(!svg.contains("href") && !svg.contains("@import"), "nothing is fetched");
        assert_eq!(svg.matches("class=\"m k").count(), 345);
        assert!(svg.contains("class=\"m kf\"") && !svg.contains("class=\"m k0\""), "something is known everywhere");
        assert!(svg.contains("geen initiatief met deze filters"));
        assert!(svg.len() < 300_000, "{} bytes", svg.len());
    }

    #[test]
    fn one_initiative_is_a_pin_as_in_the_legend_and_the_public_bodies_stay_in_their_frame() {
        let reference = reference();
        let pin = Mark {
            x: 155_000,
            y: 463_000,
            count: 1,
            radius: 14.0,
            href: String::new(),
            label: String::new(),
            unconfirmed: false,
            zoom_to: None,
        };
        let map = PrintMap {
            title: String::new(),
            lines: Vec::new(),
            legend_title: String::new(),
            coloured: vec![0; 345],
            known: vec![0; 345],
            choice: Choice::Everything,
            marks: Marks { marks: vec![pin], inside: 1, sentence: String::new() },
            foot: Vec::new(),
        };
        let svg = map.draw(&reference);
        assert!(svg.contains("cx=\"1550\" cy=\"1570\" r=\"28\""), "{}", &svg[svg.len() - 3_000..]);
        let number = |element: &str, name: &str| -> f64 {
            let value = element.split(&format!(" {name}=\"")).nth(1).and_then(|rest| rest.split('"').next());
            value.expect("an attribute").parse().expect("a number")
        };
        let frame = svg.split("<rect class=\"i\"").nth(1).expect("a frame");
        let (top, bottom) = (number(frame, "y"), number(frame, "y") + number(frame, "height"));
        let bodies: Vec<_> = frame.split("<circle class=\"m k").skip(1).map(|circle| number(circle, "cy")).collect();
        assert_eq!(bodies.len(), 3);
        assert!(bodies.iter().all(|y| (top + 30.0..bottom - 30.0).contains(y)), "{bodies:?} in {top} to {bottom}");
    }

    #[test]
    fn a_long_text_is_broken_and_ends() {
        assert_eq!(broken("een twee drie", 8), ["een twee", "drie"]);
        assert_eq!(broken(&"a".repeat(500), 20).len(), 3);
        assert_eq!(broken("", 20), [""]);
    }
}
