//! Where the viewer looks: pure arithmetic, so that dragging, pinching and gliding can be tested without a browser.
//!
//! Positions on the ground are RD metres; positions on the screen are CSS pixels from the upper left corner of the map.

use super::numbers::between;
use crate::geo::cluster::ZoomStep;
use crate::geo::functions::{exp2, log2};
use crate::geo::{Bounds, MAP_UNIT, Rd};

/// The closest look, in metres per pixel.
const CLOSEST: f64 = 0.5;
/// How much further out than the whole country the viewer goes.
const FURTHEST: f64 = 1.15;
/// From this part of the scale of the whole country on, a view that comes to rest is the whole country: there is nothing
/// to move about in, and a finger on the map should scroll the page.
const NEARLY_HOME: f64 = 0.97;
/// The part of the view that may lie outside the country.
const BEYOND: f64 = 0.3;
/// Edges of frames in addresses lie on a grid of this many pixels.
const FRAME_PIXELS: f64 = 8.0;

/// A position in CSS pixels from the upper left corner of the map.
pub type Point = (f64, f64);

/// The size of the map on the screen in CSS pixels, both at least 1.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Screen {
    width: f64,
    height: f64,
}

impl Screen {
    /// A screen of this size; what has no size counts as one pixel.
    #[must_use]
    pub fn new(width: f64, height: f64) -> Self {
        Self { width: width.max(1.0), height: height.max(1.0) }
    }

    /// The middle of the screen.
    #[must_use]
    pub fn middle(self) -> Point {
        (self.width / 2.0, self.height / 2.0)
    }

    /// Width and height.
    #[must_use]
    pub fn size(self) -> Point {
        (self.width, self.height)
    }
}

/// What is in the middle of the map, and how large the ground is drawn.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ViewState {
    /// The position in the middle.
    pub centre: Rd,
    /// Metres on the ground per CSS pixel.
    pub metres_per_pixel: f64,
}

/// How a picture of one view is moved to stand for another: first scaled about its upper left corner, then moved by pixels.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Shift {
    /// Pixels to the right.
    pub x: f64,
    /// Pixels downwards.
    pub y: f64,
    /// Factor by which it grows.
    pub scale: f64,
}

impl ViewState {
    /// The view that shows all of a rectangle, as large as it fits.
    #[must_use]
    pub fn fitting(frame: &Bounds, screen: Screen) -> Self {
        let metres_per_pixel = (frame.width() / screen.width).max(frame.height() / screen.height);
        Self { centre: frame.centre(), metres_per_pixel }
    }

    /// The whole country.
    #[must_use]
    pub fn home(screen: Screen) -> Self {
        Self::fitting(&Bounds::NETHERLANDS, screen)
    }

    /// The nearest view that shows something of the country, neither too close nor too far.
    #[must_use]
    pub fn limited(self, screen: Screen) -> Self {
        let furthest = Self::home(screen).metres_per_pixel * FURTHEST;
        let metres_per_pixel = between(self.metres_per_pixel, CLOSEST, furthest.max(CLOSEST));
        let country = Bounds::NETHERLANDS;
        let along = |centre: f64, low: f64, high: f64, pixels: f64| {
            let half = pixels * metres_per_pixel * (0.5 - BEYOND);
            if low + half < high - half { between(centre, low + half, high - half) } else { f64::midpoint(low, high) }
        };
        let x = along(self.centre.x, country.min().x, country.max().x, screen.width);
        let y = along(self.centre.y, country.min().y, country.max().y, screen.height);
        Self { centre: Rd { x, y }, metres_per_pixel }
    }

    /// The view that a gesture to this one ends in: the whole country when it is about as large as that, whatever its middle.
    #[must_use]
    pub fn at_rest(self, screen: Screen) -> Self {
        let home = Self::home(screen);
        if self.metres_per_pixel > home.metres_per_pixel * NEARLY_HOME { home } else { self }
    }

    /// Whether one cannot look closer.
    #[must_use]
    pub fn is_closest(&self) -> bool {
        self.metres_per_pixel <= CLOSEST
    }

    /// The part of the ground that is on the screen.
    #[must_use]
    pub fn frame(&self, screen: Screen) -> Bounds {
        let half = (screen.width * self.metres_per_pixel / 2.0, screen.height * self.metres_per_pixel / 2.0);
        let min = Rd { x: self.centre.x - half.0, y: self.centre.y - half.1 };
        let max = Rd { x: self.centre.x + half.0, y: self.centre.y + half.1 };
        Bounds::new(min, max).unwrap_or(Bounds::NETHERLANDS)
    }

    /// The frame as it stands in addresses, with its edges on a grid of a few pixels, so that views that look the same ask
    /// the same.
    #[must_use]
    pub fn asked_frame(&self, screen: Screen) -> Bounds {
        let grid = (self.step().metres_per_pixel() * FRAME_PIXELS).round().max(1.0);
        let on_grid = |n: f64| (n / grid).round() * grid;
        let frame = self.frame(screen);
        let min = Rd { x: on_grid(frame.min().x), y: on_grid(frame.min().y) };
        let max = Rd { x: on_grid(frame.max().x), y: on_grid(frame.max().y) };
        Bounds::new(min, max).unwrap_or(frame)
    }

    /// The step that marks are made for.
    #[must_use]
    pub fn step(&self) -> ZoomStep {
        ZoomStep::covering(self.metres_per_pixel)
    }

    /// What the screen shows, in units of the map's SVG: left, top, width and height.
    #[must_use]
    pub fn view_box(&self, screen: Screen) -> [f64; 4] {
        let (x, y) = self.centre.to_map();
        let units = self.units_per_pixel();
        let (width, height) = (screen.width * units, screen.height * units);
        [x - width / 2.0, y - height / 2.0, width, height]
    }

    /// Units of the map's SVG per pixel.
    #[must_use]
    pub fn units_per_pixel(&self) -> f64 {
        self.metres_per_pixel / MAP_UNIT
    }

    /// The ground under a pixel.
    #[must_use]
    pub fn ground(&self, at: Point, screen: Screen) -> Rd {
        let (x, y) = screen.middle();
        Rd {
            x: self.centre.x + (at.0 - x) * self.metres_per_pixel,
            y: self.centre.y - (at.1 - y) * self.metres_per_pixel,
        }
    }

    /// The pixel over a position on the ground.
    #[must_use]
    pub fn pixel(&self, at: Rd, screen: Screen) -> Point {
        let (x, y) = screen.middle();
        (x + (at.x - self.centre.x) / self.metres_per_pixel, y - (at.y - self.centre.y) / self.metres_per_pixel)
    }

    /// The view after the ground was pulled over the screen by some pixels.
    #[must_use]
    pub fn dragged(self, by: Point) -> Self {
        let centre =
            Rd { x: self.centre.x - by.0 * self.metres_per_pixel, y: self.centre.y + by.1 * self.metres_per_pixel };
        Self { centre, ..self }
    }

    /// The view with the ground drawn `factor` times as large, while what lies under a pixel stays there. At the limits of
    /// the zoom it stays there too.
    #[must_use]
    pub fn zoomed(self, factor: f64, at: Point, screen: Screen) -> Self {
        let held = self.ground(at, screen);
        let wanted = Self { metres_per_pixel: self.metres_per_pixel / factor, ..self };
        wanted.limited(screen).holding(held, at, screen)
    }

    /// The view after two fingers went from one pair of pixels to another: the ground stays under their middle and grows with
    /// their distance.
    #[must_use]
    pub fn pinched(self, before: [Point; 2], after: [Point; 2], screen: Screen) -> Self {
        let middle = |[a, b]: [Point; 2]| (f64::midpoint(a.0, b.0), f64::midpoint(a.1, b.1));
        let apart = |[a, b]: [Point; 2]| (a.0 - b.0).hypot(a.1 - b.1).max(1.0);
        let held = self.ground(middle(before), screen);
        let wanted = Self { metres_per_pixel: self.metres_per_pixel * apart(before) / apart(after), ..self };
        wanted.limited(screen).holding(held, middle(after), screen)
    }

    /// The same scale with a position under a pixel.
    fn holding(self, position: Rd, at: Point, screen: Screen) -> Self {
        let (x, y) = screen.middle();
        let centre = Rd {
            x: position.x - (at.0 - x) * self.metres_per_pixel,
            y: position.y + (at.1 - y) * self.metres_per_pixel,
        };
        Self { centre, ..self }.limited(screen)
    }

    /// The nearest view with a position well inside it; the same view when it already is.
    #[must_use]
    pub fn showing(self, position: Rd, screen: Screen) -> Self {
        let (width, height) = screen.size();
        let (x, y) = self.pixel(position, screen);
        let inside = |n: f64, length: f64| between(n, length * 0.12, length * 0.88);
        self.dragged((inside(x, width) - x, inside(y, height) - y)).limited(screen)
    }

    /// How the picture of another view is moved to stand for this one.
    #[must_use]
    pub fn shift_from(&self, drawn: &Self, screen: Screen) -> Shift {
        let scale = drawn.metres_per_pixel / self.metres_per_pixel;
        let (x, y) = self.pixel(drawn.ground((0.0, 0.0), screen), screen);
        Shift { x, y, scale }
    }

    /// The view a part of the way (0 to 1) to another. The scale grows evenly, and the centre goes along with it, so that the
    /// pixel that a zoom holds is held all the way.
    #[must_use]
    pub fn towards(&self, other: &Self, part: f64) -> Self {
        let (from, to) = (self.metres_per_pixel, other.metres_per_pixel);
        let metres_per_pixel = from * exp2(part * log2(to / from));
        let way = if (to - from).abs() > from * 1e-6 { (metres_per_pixel - from) / (to - from) } else { part };
        let between = |a: f64, b: f64| a + (b - a) * way;
        let centre = Rd { x: between(self.centre.x, other.centre.x), y: between(self.centre.y, other.centre.y) };
        Self { centre, metres_per_pixel }
    }

    /// Whether two views look the same on a screen: less than half a pixel apart.
    #[must_use]
    pub fn looks_like(&self, other: &Self, screen: Screen) -> bool {
        let shift = self.shift_from(other, screen);
        let (width, height) = screen.size();
        shift.x.abs() < 0.5 && shift.y.abs() < 0.5 && (shift.scale - 1.0).abs() * width.max(height) < 0.5
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::geo::TileGrid;

    fn close(a: Rd, b: Rd, metres: f64) -> bool {
        a.distance(b) < metres
    }

    fn screen() -> impl Strategy<Value = Screen> {
        (200.0..2000.0, 200.0..1500.0).prop_map(|(width, height)| Screen::new(width, height))
    }

    fn view() -> impl Strategy<Value = ViewState> {
        (90_000.0..200_000.0, 400_000.0..540_000.0, 1.0..60.0)
            .prop_map(|(x, y, metres_per_pixel)| ViewState { centre: Rd { x, y }, metres_per_pixel })
    }

    #[test]
    fn the_whole_country_fits_on_every_screen() {
        for screen in [Screen::new(320.0, 380.0), Screen::new(1600.0, 500.0), Screen::new(0.0, 0.0)] {
            let frame = ViewState::home(screen).limited(screen).frame(screen);
            let country = Bounds::NETHERLANDS;
            assert!(frame.grown(0.1).contains(country.min()) && frame.grown(0.1).contains(country.max()), "{screen:?}");
        }
    }

    #[test]
    fn nobody_gets_lost_far_from_the_country() {
        let screen = Screen::new(600.0, 700.0);
        let lost = ViewState { centre: Rd { x: 9e6, y: -9e6 }, metres_per_pixel: 3.0 }.limited(screen);
        assert!(lost.frame(screen).intersects(&Bounds::NETHERLANDS));
        let far = ViewState { centre: Rd { x: 0.0, y: 0.0 }, metres_per_pixel: 1e9 }.limited(screen);
        assert!(far.metres_per_pixel < ViewState::home(screen).metres_per_pixel * 1.2);
        let near = ViewState { centre: Rd { x: 155_000.0, y: 463_000.0 }, metres_per_pixel: 0.0 }.limited(screen);
        assert!((near.metres_per_pixel - CLOSEST).abs() < 1e-9);
    }

    #[test]
    fn the_closest_look_uses_the_deepest_tiles() {
        for grid in [TileGrid::Rd, TileGrid::Mercator] {
            assert_eq!(grid.zoom_for(CLOSEST), grid.max_zoom(), "{grid:?}");
            assert!(grid.resolution(grid.max_zoom()) < CLOSEST, "{grid:?}");
        }
    }

    #[test]
    fn whoever_looks_from_so_far_that_the_country_fits_has_all_of_it_in_view() {
        let screen = Screen::new(390.0, 450.0);
        let home = ViewState::home(screen);
        let aside = Rd { x: home.centre.x + 60_000.0, ..home.centre };
        for factor in [1.0, 1.1] {
            let pinched = ViewState { centre: aside, metres_per_pixel: home.metres_per_pixel * factor };
            assert_eq!(pinched.at_rest(screen), home, "{factor}");
        }
        let closer = ViewState { centre: aside, metres_per_pixel: home.metres_per_pixel / 2.0 };
        assert_eq!(closer.at_rest(screen), closer);
        assert!(!closer.is_closest() && ViewState { metres_per_pixel: 0.0, ..closer }.limited(screen).is_closest());
    }

    #[test]
    fn a_municipality_beyond_the_edge_is_brought_inside() {
        let screen = Screen::new(600.0, 700.0);
        let view = ViewState { centre: Rd { x: 155_000.0, y: 463_000.0 }, metres_per_pixel: 50.0 };
        let (x, y) =
            view.showing(Rd { x: 121_000.0, y: 487_000.0 }, screen).pixel(Rd { x: 121_000.0, y: 487_000.0 }, screen);
        assert!((0.0..600.0).contains(&x) && (0.0..700.0).contains(&y));
        assert_eq!(view.showing(view.centre, screen), view);
    }

    proptest! {
        #[test]
        fn what_lies_under_the_pointer_stays_there_while_zooming(
            view in view(), screen in screen(), u in 0.2..0.8, v in 0.2..0.8, factor in 0.8..1.25,
        ) {
            let (width, height) = screen.size();
            let at = (u * width, v * height);
            let after = view.zoomed(factor, at, screen);
            prop_assert!(close(view.ground(at, screen), after.ground(at, screen), 1e-3));
        }

        #[test]
        fn the_ground_follows_a_finger(view in view(), screen in screen(), x in -200.0..200.0, y in -200.0..200.0) {
            let held = view.ground((10.0, 20.0), screen);
            prop_assert!(close(view.dragged((x, y)).ground((10.0 + x, 20.0 + y), screen), held, 1e-3));
        }

        #[test]
        fn the_ground_stays_under_two_fingers(view in view(), screen in screen(), x in 5.0..40.0, y in -20.0..40.0) {
            let (before, after) = ([(50.0, 50.0), (150.0, 150.0)], [(50.0 - x, 50.0 - x), (150.0 + y, 150.0 + y)]);
            let pinched = view.pinched(before, after, screen);
            for i in 0..2 {
                prop_assert!(close(view.ground(before[i], screen), pinched.ground(after[i], screen), 0.01));
            }
        }

        #[test]
        fn a_shifted_picture_lies_on_the_ground_it_stands_for(
            drawn in view(), shown in view(), screen in screen(), x in 0.0..800.0, y in 0.0..800.0,
        ) {
            let shift = shown.shift_from(&drawn, screen);
            let moved = (shift.x + x * shift.scale, shift.y + y * shift.scale);
            prop_assert!(close(shown.ground(moved, screen), drawn.ground((x, y), screen), 0.01));
        }

        #[test]
        fn a_glide_begins_and_ends_where_it_should(from in view(), to in view(), screen in screen()) {
            prop_assert!(from.towards(&to, 0.0).looks_like(&from, screen));
            prop_assert!(from.towards(&to, 1.0).looks_like(&to, screen));
        }

        #[test]
        fn a_gliding_zoom_holds_its_pixel_all_the_way(view in view(), screen in screen(), part in 0.0..1.0) {
            let at = (100.0, 60.0);
            let to = view.zoomed(1.6, at, screen);
            prop_assert!(close(view.towards(&to, part).ground(at, screen), view.ground(at, screen), 0.01));
        }

        #[test]
        fn a_frame_in_an_address_is_the_view_to_a_few_pixels(view in view(), screen in screen()) {
            let (asked, seen) = (view.asked_frame(screen), view.frame(screen));
            let allowed = 6.0 * view.metres_per_pixel + 1.0;
            prop_assert!(close(asked.min(), seen.min(), allowed * 2.0) && close(asked.max(), seen.max(), allowed * 2.0));
            prop_assert!(asked.min().x.fract() == 0.0 && asked.max().y.fract() == 0.0, "whole metres");
        }

        #[test]
        fn limits_are_already_within_the_limits(view in view(), screen in screen(), factor in 0.001..1000.0) {
            let once = ViewState { metres_per_pixel: view.metres_per_pixel * factor, ..view }.limited(screen);
            prop_assert!(once.limited(screen).looks_like(&once, screen));
        }
    }
}
