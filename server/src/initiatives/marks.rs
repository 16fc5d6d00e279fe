//! What stands on the map: clusters of the found initiatives with the words and links that belong to them.

use app::geo::Bounds;
use app::geo::cluster::{Cluster, Located, ZoomStep, cluster, radius_px};
use app::initiatives::filter::Filter;
use app::initiatives::marks::{BUTTONS, MOST_OPERABLE, Mark, Marks};
use app::initiatives::model::slug;
use app::initiatives::needs::Reference;
use app::initiatives::words;

use super::landkaart::count;
use super::selection::Selection;

/// How much room around its members a zoomed-in cluster gets, in metres.
const ROOM: f64 = 1_500.0;

/// The marks of a selection in a frame.
pub(super) fn of(selection: &Selection, frame: &Bounds, step: ZoomStep) -> Marks {
    let Selection { snapshot, found, .. } = selection;
    #[expect(clippy::cast_possible_truncation, reason = "metres RD are far below 2^31")]
    let points = found.positions(&snapshot.index).map(|(rank, position)| Located {
        x: position.x.round() as i32,
        y: position.y.round() as i32,
        member: rank,
    });
    let clusters = cluster(points, frame, step, most(&snapshot.reference, &step.snapped(frame)));
    let inside = found.positions(&snapshot.index).filter(|(_, position)| frame.contains(*position)).count();
    Marks {
        marks: clusters.clusters.iter().map(|cluster| mark(selection, cluster)).collect(),
        inside: count(inside),
        sentence: words::in_view(count(inside), count(found.total())),
    }
}

/// How many marks leave room for the links of the municipalities that reach into a frame.
fn most(reference: &Reference, frame: &Bounds) -> usize {
    let places = reference.places.municipalities().iter().zip(&reference.boundaries.extents);
    let in_view = |rd, extent: &Option<Bounds>| match extent {
        Some(extent) => extent.intersects(frame),
        // A public body has no shape, but a circle in the corner.
        None => frame.contains(rd),
    };
    let municipalities = places.filter(|(place, extent)| in_view(place.rd, extent)).count();
    MOST_OPERABLE.saturating_sub(BUTTONS + municipalities)
}

fn mark(selection: &Selection, cluster: &Cluster) -> Mark {
    let index = &selection.snapshot.index;
    let reference = &selection.snapshot.reference;
    let municipality = usize::from(index.municipality(cluster.member));
    let place = &reference.places.municipalities()[municipality];
    let (href, label, zoom_to) = if cluster.count == 1 {
        let title = index.title(cluster.member);
        let href = format!("/landkaart/initiatief/{}-{}", index.id(cluster.member), slug(title));
        (href, words::pin(title, &place.name), None)
    } else if cluster.same_spot() {
        // Several on one spot never part, however far one zooms in: they are a list.
        let filter = Filter {
            municipality: Some(municipality),
            frame: None,
            within_frame: false,
            ..selection.asked.filter.selection()
        };
        // Whatever else narrows the list has to go on doing so.
        let whole = !Filter { municipality: None, province: None, ..filter.clone() }.narrows();
        let href = if whole {
            format!("/landkaart/gemeente/{}", place.slug)
        } else {
            filter.address("/landkaart", &reference.taxonomy, &reference.places)
        };
        (href, words::same_spot(cluster.count, &place.name), None)
    } else {
        let zoom_to = cluster.zoom_bounds(ROOM);
        let filter = Filter { frame: zoom_to, page: 1, ..selection.asked.filter.clone() };
        let href = filter.address("/landkaart", &reference.taxonomy, &reference.places);
        (href, words::bubble(cluster.count, &place.name), zoom_to)
    };
    #[expect(clippy::cast_possible_truncation, reason = "metres RD and pixels are small")]
    Mark {
        x: cluster.position.x.round() as i32,
        y: cluster.position.y.round() as i32,
        count: cluster.count,
        radius: radius_px(cluster.count) as f32,
        href,
        label,
        unconfirmed: cluster.count == 1 && index.unconfirmed(cluster.member),
        zoom_to,
    }
}
