//! Thousands of initiatives on one map as at most a few hundred circles that never overlap.
//!
//! Points are counted in one pass into a dense grid over the view. The grid hangs on the national grid and not on the
//! view, so panning does not reshuffle what is on the screen, and equal views have equal answers that can be cached.
//! Then circles that would overlap are joined, the largest first. There is no randomness and no dependence on anything
//! but the points in their order, the view and the zoom step.

use serde::{Deserialize, Serialize};

use super::cells::{Tally, Window};
use super::{Bounds, Rd, circles};

/// Width of a grid cell in pixels at the scale of its [`ZoomStep`].
const CELL_PIXELS: f64 = 48.0;

/// Radius in pixels of the circle for a number of initiatives: 12 for one (a touch target of 24 pixels, WCAG 2.2
/// criterion 2.5.8), and 5 more for every factor ten.
#[must_use]
pub fn radius_px(count: u32) -> f64 {
    12.0 + 5.0 * f64::from(count.max(1)).log10()
}

/// One of the 33 scales that clusters are computed for, each a factor √2 coarser than the one before.
///
/// Step 0 is 0.17 metres per pixel; step 32 is 10.9 kilometres per pixel.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "u8", into = "u8")]
pub struct ZoomStep(u8);

impl ZoomStep {
    /// The coarsest step.
    pub const COARSEST: Self = Self(32);

    /// The step with this number; `None` beyond [`Self::COARSEST`].
    #[must_use]
    pub fn new(number: u8) -> Option<Self> {
        (number <= Self::COARSEST.0).then_some(Self(number))
    }

    /// The finest step that is at least as coarse as a view, so that circles that do not overlap at the step do not
    /// overlap in the view either. A scale that is no number gives the coarsest step.
    #[must_use]
    pub fn covering(metres_per_pixel: f64) -> Self {
        (0..=Self::COARSEST.0)
            .map(Self)
            .find(|step| step.metres_per_pixel() >= metres_per_pixel)
            .unwrap_or(Self::COARSEST)
    }

    /// Its number, as in addresses.
    #[must_use]
    pub fn number(self) -> u8 {
        self.0
    }

    /// The scale of this step.
    #[must_use]
    pub fn metres_per_pixel(self) -> f64 {
        f64::from(self.cell()) / CELL_PIXELS
    }

    /// Width of a grid cell in whole metres.
    fn cell(self) -> u32 {
        // 8 √2 and its doublings, rounded: whole metres make cells, and the addresses of views, exact.
        const ODD: [u32; 16] =
            [11, 23, 45, 91, 181, 362, 724, 1448, 2896, 5793, 11_585, 23_170, 46_341, 92_682, 185_364, 370_728];
        let half = self.0 / 2;
        if self.0.is_multiple_of(2) { 8 << half } else { ODD[usize::from(half)] }
    }

    /// The view grown outwards to whole cells, in whole metres: views that differ by less than a cell share it, and with it
    /// an address. Doing it twice changes nothing. Grow the view by a radius first to keep circles that peek in.
    #[must_use]
    pub fn snapped(self, view: &Bounds) -> Bounds {
        Window::around(view, self.cell()).bounds()
    }
}

impl From<ZoomStep> for u8 {
    fn from(step: ZoomStep) -> Self {
        step.0
    }
}

impl TryFrom<u8> for ZoomStep {
    type Error = &'static str;

    fn try_from(number: u8) -> Result<Self, Self::Error> {
        Self::new(number).ok_or("zoom steps run from 0 to 32")
    }
}

/// A point to be counted: a position in whole RD metres, and what the caller calls it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Located {
    /// Metres to the east.
    pub x: i32,
    /// Metres to the north.
    pub y: i32,
    /// Index of the initiative in the caller's list.
    pub member: u32,
}

/// One circle on the map.
#[derive(Clone, Debug, PartialEq)]
pub struct Cluster {
    /// The mean position of its members.
    pub position: Rd,
    /// How many members it has, at least one.
    pub count: u32,
    /// The first of its members in the order of the points: the only one when `count` is 1, the one to ask for the others
    /// by position when [`same_spot`](Self::same_spot).
    pub member: u32,
    /// South-western corner of its members, in whole metres.
    pub min: (i32, i32),
    /// North-eastern corner of its members, in whole metres.
    pub max: (i32, i32),
}

impl Cluster {
    /// Whether all members share one position, so that no zoom will ever part them.
    #[must_use]
    pub fn same_spot(&self) -> bool {
        self.min == self.max
    }

    /// What to zoom to in order to see the members apart, with at least a metre of margin.
    #[must_use]
    pub fn zoom_bounds(&self, margin: f64) -> Option<Bounds> {
        let corner = |(x, y): (i32, i32)| Rd { x: f64::from(x), y: f64::from(y) };
        Bounds::around([corner(self.min), corner(self.max)], margin.max(1.0))
    }
}

/// The circles of a view.
#[derive(Clone, Debug, PartialEq)]
pub struct Clusters {
    /// The circles, largest first, then from south to north and west to east.
    pub clusters: Vec<Cluster>,
    /// What was counted: the view grown to whole cells. Its southern and western edges belong to it, the others do not.
    pub counted: Bounds,
    /// The number of points in `counted`: the sum of all counts.
    pub total: u32,
}

/// Counts the points in a view and groups them into at most `cap` circles that do not overlap at the step's scale.
///
/// When more than `cap` remain after joining what overlaps, the cells are doubled until they fit; `cap` 0 counts as 1.
#[must_use]
pub fn cluster(points: impl IntoIterator<Item = Located>, view: &Bounds, step: ZoomStep, cap: usize) -> Clusters {
    let mut window = Window::around(view, step.cell());
    let counted = window.bounds();
    let mut cells = window.count(points);
    let total = cells.iter().map(|cell| cell.count).sum();
    loop {
        let found: Vec<Tally> = cells.iter().filter(|cell| cell.count > 0).copied().collect();
        let clusters = circles::join(found, &counted, step.metres_per_pixel());
        if clusters.len() <= cap.max(1) {
            return Clusters { clusters, counted, total };
        }
        (window, cells) = window.doubled(&cells);
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const MAX_CLUSTERS: usize = 400;

    fn bounds(x: f64, y: f64, width: f64, height: f64) -> Bounds {
        Bounds::new(Rd { x, y }, Rd { x: x + width, y: y + height }).expect("a view")
    }

    fn within(counted: &Bounds, p: &Located) -> bool {
        let (x, y) = (f64::from(p.x), f64::from(p.y));
        x >= counted.min().x && y >= counted.min().y && x < counted.max().x && y < counted.max().y
    }

    fn named(points: &[(i32, i32)]) -> Vec<Located> {
        points.iter().zip(0..).map(|(&(x, y), member)| Located { x, y, member }).collect()
    }

    /// Points as they come: some towns with many on few spots, and some alone.
    fn points() -> impl Strategy<Value = Vec<Located>> {
        let alone = prop::collection::vec((0..280_000_i32, 300_000..625_000_i32), 0..300);
        let town = (
            5_000..275_000_i32,
            305_000..620_000_i32,
            prop::collection::vec((-3000..3000_i32, -3000..3000_i32), 1..60),
        );
        (alone, prop::collection::vec(town, 0..12)).prop_map(|(mut all, towns)| {
            for (x, y, around) in towns {
                all.extend(around.into_iter().map(|(dx, dy)| (x + dx / 100 * 10, y + dy / 100 * 10)));
            }
            named(&all)
        })
    }

    fn view() -> impl Strategy<Value = (Bounds, ZoomStep)> {
        (0.0..280_000.0, 300_000.0..625_000.0, 1..22_u8).prop_map(|(x, y, number)| {
            let step = ZoomStep(number);
            let (width, height) = (900.0 * step.metres_per_pixel(), 700.0 * step.metres_per_pixel());
            (bounds(x - width / 2.0, y - height / 2.0, width, height), step)
        })
    }

    #[test]
    fn points_on_one_spot_are_one_circle_that_no_zoom_parts() {
        let points = named(&[(155_000, 463_000), (155_000, 463_000), (155_000, 463_000)]);
        let found = cluster(points, &Bounds::NETHERLANDS, ZoomStep::covering(0.2), MAX_CLUSTERS);
        assert_eq!((found.total, found.clusters.len()), (3, 1));
        assert!(found.clusters[0].same_spot() && found.clusters[0].member == 0);
        assert!(found.clusters[0].zoom_bounds(0.0).expect("a rectangle").contains(Rd { x: 155_000.0, y: 463_000.0 }));
    }

    #[test]
    fn a_lone_point_is_a_pin_in_its_own_place() {
        let found = cluster(named(&[(121_000, 487_000)]), &Bounds::NETHERLANDS, ZoomStep::covering(400.0), 400);
        assert_eq!((found.clusters[0].count, found.clusters[0].position), (1, Rd { x: 121_000.0, y: 487_000.0 }));
    }

    #[test]
    fn the_largest_circle_swallows_those_it_would_cover() {
        let mut points = vec![(150_000, 450_000); 50];
        points.extend([(150_900, 450_000), (165_000, 450_000)]);
        let found = cluster(named(&points), &Bounds::NETHERLANDS, ZoomStep::covering(100.0), 400);
        assert_eq!(found.clusters.iter().map(|c| c.count).collect::<Vec<_>>(), [51, 1]);
        assert_eq!((found.clusters[0].min, found.clusters[0].max), ((150_000, 450_000), (150_900, 450_000)));
    }

    #[test]
    fn a_step_is_never_finer_than_the_view_and_at_most_a_factor_root_two_coarser() {
        for tenths in 2..60_000 {
            let metres_per_pixel = f64::from(tenths) / 10.0;
            let factor = ZoomStep::covering(metres_per_pixel).metres_per_pixel() / metres_per_pixel;
            assert!((1.0..1.46).contains(&factor), "{metres_per_pixel}: {factor}");
        }
        assert_eq!(ZoomStep::covering(f64::NAN), ZoomStep::COARSEST);
        assert_eq!(ZoomStep::covering(f64::INFINITY), ZoomStep::COARSEST);
        assert_eq!(ZoomStep::covering(-1.0).number(), 0);
        assert!(ZoomStep::new(33).is_none());
    }

    proptest! {
        #[test]
        fn every_point_of_the_view_is_in_exactly_one_circle(points in points(), (view, step) in view()) {
            let found = cluster(points.iter().copied(), &view, step, MAX_CLUSTERS);
            let expected = points.iter().filter(|p| within(&found.counted, p)).count();
            prop_assert_eq!(found.total as usize, expected);
            prop_assert_eq!(found.clusters.iter().map(|c| c.count as usize).sum::<usize>(), expected);
            prop_assert!(found.counted.min().x <= view.min().x && found.counted.max().y >= view.max().y);
            prop_assert_eq!(found.counted, step.snapped(&view));
            prop_assert_eq!(found.counted, step.snapped(&found.counted));
        }

        #[test]
        fn circles_never_overlap(points in points(), (view, step) in view()) {
            let found = cluster(points, &view, step, MAX_CLUSTERS).clusters;
            for (i, a) in found.iter().enumerate() {
                for b in &found[i + 1..] {
                    let apart = a.position.distance(b.position) / step.metres_per_pixel();
                    prop_assert!(apart >= radius_px(a.count) + radius_px(b.count), "{a:?} {b:?}");
                }
            }
        }

        #[test]
        fn there_are_never_more_circles_than_the_cap(points in points(), (view, step) in view(), cap in 0..20_usize) {
            let found = cluster(points.iter().copied(), &view, step, cap);
            prop_assert!(found.clusters.len() <= cap.max(1));
            prop_assert_eq!(found.clusters.iter().map(|c| c.count).sum::<u32>(), found.total);
        }

        #[test]
        fn the_same_question_has_the_same_answer(points in points(), (view, step) in view()) {
            let again = step.snapped(&view);
            let cluster = |view| cluster(points.iter().copied(), view, step, MAX_CLUSTERS);
            prop_assert_eq!(cluster(&view), cluster(&again));
        }

        #[test]
        fn no_view_and_no_point_makes_it_fail(
            x in any::<f64>(), y in any::<f64>(), width in any::<f64>(), height in any::<f64>(), metres_per_pixel in any::<f64>(),
            spots in prop::collection::vec(any::<(i32, i32)>(), 0..20),
        ) {
            if let Some(view) = Bounds::new(Rd { x, y }, Rd { x: x + width, y: y + height }) {
                let found = cluster(named(&spots), &view, ZoomStep::covering(metres_per_pixel), MAX_CLUSTERS);
                prop_assert!(found.total as usize <= spots.len());
            }
        }
    }
}
