//! A small map that stands still: a municipality with its neighbours, or the place of an initiative. Complete without
//! script, with a street map under it when one is configured.

use std::fmt::Write as _;

use leptos::prelude::*;

use super::legend::{Kinds, SmallLegend};
use super::map::{LandDrawing, credit};
use crate::geo::{Bounds, Rd};
use crate::initiatives::islands::viewer::view_box_of;
use crate::initiatives::land::{Land, escape};
use crate::initiatives::needs::{Reference, StreetMap};
use crate::texts::{number, t};

/// How wide the map is drawn beside a text, in CSS pixels.
const WIDTH: f64 = 352.0;

/// Something on a small map.
#[derive(Clone, Debug)]
pub struct Spot {
    /// Where.
    pub at: Rd,
    /// How many initiatives; 1 is a pin.
    pub count: u32,
    /// Where it leads.
    pub href: String,
    /// Its accessible name.
    pub label: String,
    /// Whether it still has to be checked.
    pub unconfirmed: bool,
}

/// The part of the country around a municipality: as wide as high, with room for its neighbours.
#[must_use]
pub fn around(reference: &Reference, municipality: usize, at: Rd) -> Bounds {
    let extent = reference.boundaries.extents.get(municipality).copied().flatten();
    let (centre, side) = extent.map_or((at, 20_000.0), |extent| (extent.centre(), extent.width().max(extent.height())));
    square(centre, side / 2.0 + (side * 0.35).max(6_000.0))
}

/// The part of the country around an address: close enough to read the streets.
#[must_use]
pub fn close_around(at: Rd) -> Bounds {
    square(at, 700.0)
}

fn square(centre: Rd, half: f64) -> Bounds {
    Bounds::around([centre], half).unwrap_or(Bounds::NETHERLANDS)
}

/// The map.
#[component]
#[expect(clippy::elidable_lifetime_names, reason = "the component macro needs the name")]
pub fn SmallMap<'a>(
    /// The municipalities and their colours.
    land: Land<'a>,
    /// What is in view.
    frame: Bounds,
    /// What stands on it.
    spots: Vec<Spot>,
    /// Accessible name.
    label: String,
    /// Whether it only shows where something is, so that the numbers of the neighbours do not matter.
    #[prop(optional)]
    plain: bool,
) -> impl IntoView + use<> {
    let land = Land { within: Some(frame), ..land };
    let boundaries = &land.reference.boundaries;
    let streets = land.reference.street_map.as_ref();
    let drawing = boundaries.for_frame(&frame);
    let outline = land.selected.and_then(|index| drawing.municipality(index)).map(|path| {
        view! {
            <g class="map__outline is-selected">
                <path d=path.to_owned() />
            </g>
        }
        .into_any()
    });
    let below = streets.map(|streets| {
        let ground = view! { <g class="map__ground" aria-hidden="true" inner_html=land.ground(&frame)></g> };
        (ground, tiles(streets, &frame)).into_any()
    });
    let class = match (streets.is_some(), plain) {
        (true, _) => "map map--small map--still map--tiles",
        (false, true) => "map map--small map--still map--plain",
        (false, false) => "map map--small map--still",
    };
    let credit = credit(&boundaries.attribution, streets);
    let shown: Vec<_> = spots.into_iter().filter(|spot| frame.contains(spot.at)).collect();
    let kinds = Kinds {
        pins: shown.iter().any(|spot| spot.count == 1 && !spot.unconfirmed),
        unconfirmed: shown.iter().any(|spot| spot.unconfirmed),
        bubbles: shown.iter().any(|spot| spot.count > 1),
    };
    // Streets lie over the colours.
    let legend =
        (streets.is_none() && (!plain || kinds.unconfirmed)).then(|| view! { <SmallLegend land=&land kinds plain /> });
    view! {
        <div class=class>
            <LandDrawing land=&land frame label below above=outline />
            <svg
                class="map__marks"
                viewBox=view_box_of(&frame)
                role="group"
                aria-label=t!("landkaart-map-marks")
                inner_html=marks(&shown, &frame)
            ></svg>
            {legend}
            <p class="map__credit">{credit}</p>
        </div>
    }
}

/// The marks as markup, in pixels of the map as wide as it is drawn.
fn marks(spots: &[Spot], frame: &Bounds) -> String {
    let scale = frame.width() / crate::geo::MAP_UNIT / WIDTH;
    let mut markup = String::new();
    for spot in spots {
        let (x, y) = spot.at.to_map();
        let pin = if spot.count == 1 { " cluster--pin" } else { "" };
        let unconfirmed = if spot.unconfirmed { " cluster--unverified" } else { "" };
        let _ = write!(
            markup,
            r#"<a class="cluster{pin}{unconfirmed}" href="{}" tabindex="-1" transform="translate({x:.0} {y:.0}) scale({scale:.2})" aria-label="{}">"#,
            escape(&spot.href),
            escape(&spot.label)
        );
        if spot.count == 1 {
            markup.push_str(r#"<circle class="cluster__target" r="12"/><circle r="6"/></a>"#);
        } else {
            let radius = crate::geo::radius_px(spot.count);
            let count = number(spot.count.into());
            let _ = write!(markup, r#"<circle r="{radius:.1}"/><text>{count}</text></a>"#);
        }
    }
    markup
}

/// The tiles of the street map, each in its place.
#[must_use]
pub fn tiles(streets: &StreetMap, frame: &Bounds) -> AnyView {
    let mut markup = String::new();
    for placed in streets.grid.cover(frame, frame.width() / WIDTH) {
        let [numbers @ .., x, y] = placed.placement.to_map();
        let turn: Vec<_> = numbers.iter().map(|number| format!("{number:.5}")).collect();
        let (tile, turn) = (placed.tile, turn.join(" "));
        // A hair larger than the tile, so that no seam shows between two.
        let _ = write!(
            markup,
            r#"<image href="/tegels/{}/{}/{}.png" width="1.003" height="1.003" preserveAspectRatio="none" transform="matrix({turn} {x:.3} {y:.3})"/>"#,
            tile.z(),
            tile.x(),
            tile.y()
        );
    }
    view! { <g class="map__tiles" aria-hidden="true" inner_html=markup></g> }.into_any()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geo::TileGrid;
    use crate::initiatives::pages::examples;
    use crate::initiatives::shading::Shading;

    #[test]
    fn a_mark_keeps_its_size_and_its_name_cannot_break_out() {
        let frame = square(Rd { x: 155_000.0, y: 463_000.0 }, 17_600.0);
        let spot = Spot {
            at: frame.centre(),
            count: 1,
            href: "/x".into(),
            label: examples::HOSTILE.into(),
            unconfirmed: true,
        };
        let markup = marks(&[spot], &frame);
        assert!(markup.contains("scale(1.00)") && markup.contains("cluster--unverified"), "{markup}");
        assert!(!markup.contains("<script>"), "{markup}");
    }

    #[test]
    fn a_street_map_comes_from_this_site_only() {
        let streets = StreetMap { grid: TileGrid::Rd, attribution: "Kadaster".into() };
        let html = tiles(&streets, &close_around(Rd { x: 155_000.0, y: 463_000.0 })).to_html();
        assert!(html.contains(r#"<image href="/tegels/"#), "{html}");
        assert!(!html.contains("http"), "{html}");
    }

    #[test]
    fn under_the_streets_lie_the_colours_for_where_a_tile_is_missing() {
        let mut reference = examples::reference();
        reference.street_map = Some(StreetMap { grid: TileGrid::Rd, attribution: "Kadaster".into() });
        let counts = [1, 0, 0];
        let shading = Shading::of(&counts);
        let land = Land::of_everything(&reference, &counts, &[], &shading);
        let frame = around(&reference, 0, Rd { x: 0.0, y: 0.0 });
        let html = view! { <SmallMap land frame spots=Vec::new() label=String::new() /> }.to_html();
        let (ground, tiles) = (html.find("map__ground"), html.find("map__tiles"));
        assert!(ground < tiles && ground.is_some(), "{html}");
        assert!(html.contains(r#"<path class="k3" d="M0 0h10.1v10.1z"/>"#), "{html}");
    }

    #[test]
    fn the_legend_explains_what_stands_on_the_map_and_nothing_else() {
        let reference = examples::reference();
        let (counts, taking_part) = ([1, 0, 0], [0, 1, 0]);
        let shading = Shading::of(&counts);
        let legend = |municipality: usize, spots: Vec<Spot>| {
            let land = Land::of_everything(&reference, &counts, &taking_part, &shading);
            let frame = around(&reference, municipality, Rd { x: 0.0, y: 0.0 });
            let html = view! { <SmallMap land frame spots label=String::new() /> }.to_html();
            html[html.find("legend--small").expect("a legend")..].to_owned()
        };
        let pin = |unconfirmed| Spot {
            at: Rd { x: 155_000.0, y: 463_000.0 },
            count: 1,
            href: "/x".into(),
            label: String::new(),
            unconfirmed,
        };
        let there = legend(0, vec![pin(false)]);
        assert!(there.contains("k3\"></span>") && there.contains("een initiatief"), "{there}");
        assert!(!there.contains("doet elders mee") && !there.contains("nog te controleren"), "{there}");
        let elsewhere = legend(1, vec![pin(true)]);
        assert!(elsewhere.contains("doet elders mee") && !elsewhere.contains("k3"), "{elsewhere}");
        assert!(!elsewhere.contains("nog te controleren"), "the pin is not in view: {elsewhere}");
        assert!(legend(0, vec![pin(true)]).contains("nog te controleren"));
    }

    #[test]
    fn a_map_of_one_place_explains_no_numbers_of_its_neighbours() {
        let reference = examples::reference();
        let counts = [1, 0, 0];
        let shading = Shading::of(&counts);
        let frame = around(&reference, 0, Rd { x: 0.0, y: 0.0 });
        let map = |unconfirmed: bool| {
            let land = Land::of_everything(&reference, &counts, &[], &shading);
            let at = Rd { x: 155_000.0, y: 463_000.0 };
            let spot = Spot { at, count: 1, href: "/x".into(), label: String::new(), unconfirmed };
            view! { <SmallMap land frame spots=vec![spot] label=String::new() plain=true /> }.to_html()
        };
        assert!(map(false).contains("map--plain") && !map(false).contains("legend"), "{}", map(false));
        let unsure = map(true);
        assert!(unsure.contains("nog te controleren") && !unsure.contains("legend__colours"), "{unsure}");
    }

    #[test]
    fn the_neighbours_of_a_municipality_are_in_view() {
        let reference = examples::reference();
        let frame = around(&reference, 0, Rd { x: 0.0, y: 0.0 });
        let extent = reference.boundaries.extents[0].expect("a shape");
        assert!(frame.width() > extent.width() && (frame.width() - frame.height()).abs() < 1.0);
    }
}
