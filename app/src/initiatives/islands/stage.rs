//! The two drawings on the screen: moved as pictures during a gesture, drawn anew when it ends.

use web_sys::Element;

use super::browser::{all, by_id, document, set_style};
use super::view_state::{Point, Screen, Shift, ViewState, view_box_text};
use crate::geo::Rd;

/// The elements of the map.
pub(super) struct Stage {
    /// `#kaart`: map, legend and credit.
    pub(super) map: Element,
    /// What can be focused and dragged.
    pub(super) frame: Element,
    /// The drawing of the municipalities.
    pub(super) land: Element,
    /// The drawing of the marks.
    pub(super) marks: Element,
    /// The links of the municipalities, in the order of the page.
    pub(super) municipalities: Vec<Element>,
    /// The outline of the municipality that has the focus, twice, over all neighbours.
    outline: Element,
    /// The hatch of municipalities without initiatives.
    hatch: Option<Element>,
}

/// Class of the element that the two drawings stand in.
const STAGE: &str = ".map__stage";
/// The links of the municipalities.
pub(super) const MUNICIPALITY: &str = ".m";
/// The links of the marks.
pub(super) const MARK: &str = ".cluster";
/// Everything on the map that can be opened.
pub(super) const LINKS: &str = ".m, .cluster";
/// Both drawings.
const DRAWINGS: &str = ".map__land, .map__marks";
const SVG: &str = "http://www.w3.org/2000/svg";

impl Stage {
    /// Finds the map in the page; `None` when the page has none.
    pub(super) fn find() -> Option<Self> {
        let map = by_id("kaart")?;
        let frame = map.query_selector(STAGE).ok().flatten()?;
        let land = frame.query_selector(".map__land").ok().flatten()?;
        let marks = frame.query_selector(".map__marks").ok().flatten()?;
        let municipalities = all(&land, MUNICIPALITY);
        let outline = draw("g", &[("class", "map__outline is-focused")])?;
        for _ in 0..2 {
            let _ = outline.append_child(&*draw("path", &[])?);
        }
        let _ = land.append_child(&outline);
        for drawing in [&land, &marks] {
            // Dragging the map selects no names.
            set_style(drawing, "user-select", "none");
        }
        let hatch = land.query_selector("pattern").ok().flatten();
        Some(Self { map, frame, land, marks, municipalities, outline, hatch })
    }

    /// Whether an event happened on the drawings, and not on a button beside them.
    pub(super) fn is_on_drawing(event: &web_sys::Event) -> bool {
        super::browser::around(event, DRAWINGS).is_some()
    }

    /// Where an event happened, in pixels from the upper left corner of the map.
    pub(super) fn point(&self, event: &web_sys::MouseEvent) -> Point {
        let corner = self.frame.get_bounding_client_rect();
        (f64::from(event.client_x()) - corner.left(), f64::from(event.client_y()) - corner.top())
    }

    /// Moves the pictures.
    pub(super) fn shift(&self, shift: Shift) {
        let text = |n: f64| String::from(js_sys::Number::from(n).to_fixed(4).unwrap_or_default());
        let transform = format!("translate({}px,{}px) scale({})", text(shift.x), text(shift.y), text(shift.scale));
        for drawing in [&self.land, &self.marks] {
            set_style(drawing, "transform", &transform);
        }
    }

    /// Tells the browser that the pictures will move, so that it keeps each as one layer, or that they will not any more.
    pub(super) fn moving(&self, moving: bool) {
        for drawing in [&self.land, &self.marks] {
            set_style(drawing, "transform-origin", "0 0");
            set_style(drawing, "will-change", if moving { "transform" } else { "" });
        }
    }

    /// Shows that the map can be operated.
    pub(super) fn open(&self) {
        for part in all(&self.frame, ".map__controls, .map__view") {
            let _ = part.remove_attribute("hidden");
        }
        let _ = self.map.class_list().add_1("map--live");
        let _ = self.map.set_attribute("data-ready", "");
    }

    /// Draws a view; `drawn_for` is the scale that the server drew for, in metres per pixel.
    pub(super) fn draw(&self, view: &ViewState, screen: Screen, is_home: bool, drawn_for: f64) {
        let view_box = view_box_text(view.view_box(screen));
        let units = String::from(js_sys::Number::from(view.units_per_pixel()).to_precision(6).unwrap_or_default());
        for drawing in [&self.land, &self.marks] {
            let _ = drawing.set_attribute("viewBox", &view_box);
            set_style(drawing, "--u", &units);
            set_style(drawing, "transform", "");
            // With the whole country in view there is nothing to drag, so a finger scrolls the page.
            set_style(drawing, "touch-action", if is_home { "pan-y" } else { "none" });
        }
        self.draw_hatch(view.metres_per_pixel, drawn_for);
    }

    /// Keeps the hatch as fine as the server drew it: patterns grow with a drawing, lines do not.
    fn draw_hatch(&self, metres_per_pixel: f64, drawn_for: f64) {
        if let Some(hatch) = &self.hatch {
            let scale =
                String::from(js_sys::Number::from(metres_per_pixel / drawn_for).to_precision(4).unwrap_or_default());
            let _ = hatch.set_attribute("patternTransform", &format!("rotate(45) scale({scale})"));
        }
    }

    /// Draws the outline of a municipality over its neighbours, or takes it away.
    pub(super) fn outline(&self, municipality: Option<&Element>) {
        let path =
            municipality.and_then(|a| a.query_selector("path").ok().flatten()).and_then(|p| p.get_attribute("d"));
        for copy in all(&self.outline, "path") {
            let _ = copy.set_attribute("d", path.as_deref().unwrap_or_default());
        }
    }

    /// The middle of a municipality.
    pub(super) fn middle_of(municipality: &Element) -> Option<Rd> {
        use wasm_bindgen::JsCast;
        let box_ = municipality.unchecked_ref::<web_sys::SvgGraphicsElement>().get_b_box().ok()?;
        let (x, y) = (f64::from(box_.x()), f64::from(box_.y()));
        Some(Rd::from_map(x + f64::from(box_.width()) / 2.0, y + f64::from(box_.height()) / 2.0))
    }
}

/// A new element of SVG.
pub(super) fn draw(name: &str, attributes: &[(&str, &str)]) -> Option<Element> {
    let element = document().create_element_ns(Some(SVG), name).ok()?;
    for (name, value) in attributes {
        element.set_attribute(name, value).ok()?;
    }
    Some(element)
}
