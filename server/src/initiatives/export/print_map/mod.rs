//! The map as one file to print: A4, with everything inside that a reader of the paper needs (title, numbers, legend with the
//! real limits, day, sources, address) and nothing that has to be fetched. Colours differ in lightness, so that a print in
//! grey says the same.

mod land;
mod legend;
mod lines;
mod paper;
mod style;

use app::geo::Bounds;
use app::geo::cluster::ZoomStep;
use app::initiatives::land::Choice;
use app::initiatives::marks::Marks;
use app::initiatives::model::TYPE_FACET;
use app::initiatives::pages::summary::{begun_elsewhere, only_taking_part, with_and_without};
use app::initiatives::words;
use app::texts::{Value, day, text, text_with};
use axum::response::Response;
use time::OffsetDateTime;

use super::answer::{Kind, WRITING, whole};
use super::asking::Asking;
use super::feed::understood;
use super::refusal::Refusal;
use crate::blocking::blocking;
use crate::initiatives::landkaart::count;
use crate::initiatives::marks;
use crate::initiatives::per_municipality::known;
use crate::initiatives::selection::Selection;
use lines::{LINE, SMALL_LINE, broken};
use paper::BUBBLE_WIDTH;

/// `GET /landkaart/kaart.svg?{filter}&kleur=burgerberaad`
pub(super) async fn svg(asking: Asking) -> Result<Response, Refusal> {
    let selection = understood(&asking).await?;
    let today = OffsetDateTime::now_utc().date().to_string();
    let base = asking.platform.site.base_url.clone();
    let draw = move || PrintMap::of(&selection, &base, &today).draw(&selection.snapshot.reference);
    let map = blocking(WRITING, draw).await?;
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
    /// In how many of them of others each municipality takes part.
    taking_part: Vec<u32>,
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
        let known = known(snapshot);
        let (with, without) = with_and_without(reference, &found.municipalities);
        let taking_part = only_taking_part(reference, &found.municipalities, &known);
        let numbers = [
            ("total", Value::from(count(found.total()))),
            ("with", Value::from(with)),
            ("without", Value::from(without - taking_part)),
            ("others", Value::from(taking_part)),
            ("everything", Value::from(count(snapshot.index.len()))),
        ];
        let mut lines = Vec::new();
        let parts = words::filter_parts(filter, reference);
        if !parts.is_empty() {
            lines.extend(broken(&text_with("export-map-selection", [("parts", Value::from(parts.join(", ")))]), LINE));
        }
        let [total, with, without, taking_part, everything] = numbers;
        // Of what a filter leaves nobody can say where nothing is known.
        let summary = if filter.narrows() {
            text_with("export-map-summary-filtered", [total, with, everything])
        } else {
            text_with("export-map-summary", [total, with, without, taking_part])
        };
        let elsewhere = begun_elsewhere(selection.begun_elsewhere(), filter, reference);
        lines.extend(broken(&elsewhere.into_iter().fold(summary, |all, more| format!("{all} {more}")), LINE));
        let source = filter.address(&format!("{base}/landkaart"), &reference.taxonomy, &reference.places);
        let attribution = reference.boundaries.attribution.clone();
        let mut foot = vec![format!(
            "{}. {}",
            text_with("export-map-date", [("day", Value::from(day(today)))]),
            text("export-licence")
        )];
        foot.extend(broken(
            &text_with("export-map-boundaries", [("attribution", Value::from(attribution))]),
            SMALL_LINE,
        ));
        foot.extend(broken(&text_with("export-map-source", [("address", Value::from(source))]), SMALL_LINE));
        Self {
            title: text("export-map-title"),
            lines,
            legend_title: match kind {
                Some((_, value)) => text_with("legend-title-type", [("name", Value::from(value.label.as_str()))]),
                None => text("legend-title"),
            },
            coloured,
            taking_part: selection.coloured_taking_part(),
            known,
            choice: Choice::of(filter),
            marks: marks::of(
                selection,
                &Bounds::NETHERLANDS,
                ZoomStep::covering(Bounds::NETHERLANDS.width() / BUBBLE_WIDTH),
            ),
            foot,
        }
    }
}

#[cfg(test)]
mod tests {
    use app::geo::Rd;
    use app::initiatives::land::Land;
    use app::initiatives::marks::Mark;
    use app::initiatives::needs::Reference;
    use app::initiatives::shading::Shading;

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
            taking_part: Vec::new(),
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
        assert!(svg.contains(">geen met deze filters<"));
        assert!(svg.len() < 300_000, "{} bytes", svg.len());
    }

    /// Left, top, width and height of the first rectangle with a class.
    fn rectangle(svg: &str, class: &str) -> [f64; 4] {
        let rest = svg.split(&format!("class=\"{class}\"")).nth(1).expect("a rectangle");
        ["x", "y", "width", "height"].map(|name| {
            let value = rest.split(&format!(" {name}=\"")).nth(1).and_then(|rest| rest.split('"').next());
            value.and_then(|value| value.parse().ok()).expect("a number")
        })
    }

    #[test]
    fn the_public_bodies_stand_free_from_the_land_on_the_page_and_on_paper() {
        let reference = reference();
        let shading = Shading::of(&[]);
        let land = Land::of_everything(&reference, &[], &[], &shading);
        let country = Bounds::NETHERLANDS;
        let mut paper = String::new();
        land::draw_inset(&mut paper, &land);
        for (svg, class) in [(land.inset(&country), "map__inset-frame"), (paper, "i")] {
            let [x, y, width, height] = rectangle(&svg, class);
            let corners = (Rd::from_map(x, y + height), Rd::from_map(x + width, y));
            let frame = Bounds::new(corners.0, corners.1).expect("a rectangle");
            assert!(country.contains(corners.0) && country.contains(corners.1), "{class}: {frame:?}");
            // Some pixels on a small screen.
            let near = frame.grown(4_000.0);
            let touched = reference.boundaries.extents.iter().position(|e| e.is_some_and(|e| e.intersects(&near)));
            let name = touched.map(|index| reference.places.municipalities()[index].name.as_str());
            assert_eq!(name, None, "{class}: {frame:?}");
        }
    }

    #[test]
    fn the_map_says_what_it_holds_as_a_person_would() {
        let all = |numbers: [u32; 4]| {
            let [total, with, others, without] = numbers.map(Value::from);
            let values = [("total", total), ("with", with), ("others", others), ("without", without)];
            text_with("export-map-summary", values)
        };
        let chosen = |numbers: [u32; 3]| {
            let [total, with, everything] = numbers.map(Value::from);
            text_with("export-map-summary-filtered", [("total", total), ("with", with), ("everything", everything)])
        };
        for (sentence, expected) in [
            (all([0, 0, 0, 342]), "Er is nog geen initiatief bekend."),
            (all([1, 1, 0, 341]), "1 initiatief in 1 gemeente. In 341 gemeenten is nog geen initiatief bekend."),
            (all([2, 0, 0, 342]), "2 initiatieven. In 342 gemeenten is nog geen initiatief bekend."),
            (
                all([2, 1, 1, 340]),
                "2 initiatieven in 1 gemeente. 1 gemeente doet mee met een andere. In 340 gemeenten is nog geen initiatief bekend.",
            ),
            (chosen([0, 0, 40]), "Geen initiatieven gevonden met deze keuze. Zonder keuze zijn het er 40."),
            (chosen([0, 0, 0]), "Geen initiatieven gevonden met deze keuze. Zonder keuze zijn er ook geen."),
            (chosen([1, 0, 1]), "1 initiatief met deze keuze. Zonder keuze is het er 1."),
            (chosen([5, 3, 40]), "5 initiatieven in 3 gemeenten met deze keuze. Zonder keuze zijn het er 40."),
        ] {
            assert_eq!(sentence, expected);
        }
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
            taking_part: Vec::new(),
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
}
