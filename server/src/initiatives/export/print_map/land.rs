//! The municipalities.

use std::fmt::Write as _;

use app::initiatives::land::{Land, Names, escape};
use app::texts::text;

pub(super) fn draw_land(svg: &mut String, land: &Land<'_>) {
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
pub(super) fn draw_inset(svg: &mut String, land: &Land<'_>) {
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
            "<circle class=\"m k{} c\" cx=\"{x:.0}\" cy=\"{y:.0}\" r=\"30\"/><text class=\"j\" x=\"{:.0}\" y=\"{:.0}\">{}</text>",
            land.class(index),
            x + 55.0,
            y + 15.0,
            escape(&place.name)
        );
    }
}
