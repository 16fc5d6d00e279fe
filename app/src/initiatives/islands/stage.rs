//! The two drawings on the screen: moved as pictures during a gesture, drawn anew when it ends.

use std::cell::OnceCell;

use wasm_bindgen::JsCast;
use web_sys::{Element, SvgGraphicsElement};

use super::browser::{all, by_id, document, set_style};
use super::numbers::view_box_text;
use super::view_state::{Point, Screen, Shift, ViewState};
use crate::geo::Rd;
use crate::initiatives::marks::{BUTTONS, MOST_OPERABLE};

/// The elements of the map.
pub(super) struct Stage {
    /// `#kaart`: map, buttons, sentence, legend and credit.
    pub(super) map: Element,
    /// What can be focused and dragged.
    pub(super) frame: Element,
    /// The drawing of the municipalities.
    pub(super) land: Element,
    /// The drawing of the marks.
    pub(super) marks: Element,
    /// The municipalities, in the order of the page; those in view are links.
    pub(super) municipalities: Vec<Element>,
    /// Their boxes in units of the map: left, top, width and height. Worked out when they are first needed.
    boxes: OnceCell<Vec<[f64; 4]>>,
    /// The buttons that zoom: closer, farther away, home.
    controls: Vec<Element>,
    /// The outline of the municipality that has the focus or is pointed at, twice, over all neighbours.
    outline: Element,
    /// What fills municipalities without initiatives of their own: a hatch and dots.
    patterns: Vec<Element>,
}

/// Class of the element that the two drawings stand in.
const STAGE: &str = ".map__stage";
/// The links of the municipalities.
pub(super) const MUNICIPALITY: &str = ".m";
/// The links of the marks.
pub(super) const MARK: &str = ".cluster";
/// Everything on the map that can be opened.
pub(super) const LINKS: &str = ".m, .cluster";
/// Where results and, once the map is awake, municipalities have the name of the municipality.
pub(super) const NAME: &str = "data-name";
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
        let controls = all(&map, "[data-zoom]");
        let outline = draw("g", &[("class", "map__outline")])?;
        for _ in 0..2 {
            let _ = outline.append_child(&*draw("path", &[])?);
        }
        let _ = land.append_child(&outline);
        for drawing in [&land, &marks] {
            // Dragging the map selects no names.
            set_style(drawing, "user-select", "none");
        }
        let patterns = all(&land, "pattern");
        Some(Self { map, frame, land, marks, municipalities, boxes: OnceCell::new(), controls, outline, patterns })
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
        for part in all(&self.map, ".map__controls, .map__view") {
            let _ = part.remove_attribute("hidden");
        }
        let _ = self.map.class_list().add_1("map--live");
    }

    /// Shows that nothing more comes by itself.
    pub(super) fn ready(&self) {
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
        self.draw_patterns(view.metres_per_pixel, drawn_for);
        self.link(view, screen, is_home);
        for button in &self.controls {
            let at_its_limit = match button.get_attribute("data-zoom").as_deref() {
                Some("in") => view.is_closest(),
                _ => is_home,
            };
            let _ = button.set_attribute("aria-disabled", if at_its_limit { "true" } else { "false" });
        }
    }

    /// Makes links of the municipalities in view, and of no others: there is room for so many as the marks leave. What has
    /// the focus keeps it.
    pub(super) fn link(&self, view: &ViewState, screen: Screen, is_home: bool) {
        let [left, top, width, height] = view.view_box(screen);
        let focused = document().active_element();
        let is_focused = |municipality: &Element| focused.as_ref() == Some(municipality);
        let taken = BUTTONS + all(&self.marks, MARK).len() + usize::from(self.municipalities.iter().any(is_focused));
        let mut room = MOST_OPERABLE.saturating_sub(taken);
        for (index, municipality) in self.municipalities.iter().enumerate() {
            let in_view = is_home || {
                let [x, y, wide, high] = self.boxes()[index];
                x < left + width && x + wide > left && y < top + height && y + high > top
            };
            let is_link = is_focused(municipality) || (in_view && room > 0);
            if is_link && !is_focused(municipality) {
                room -= 1;
            }
            let (from, to) = if is_link { ("data-href", "href") } else { ("href", "data-href") };
            let Some(address) = municipality.get_attribute(from) else { continue };
            let _ = municipality.remove_attribute(from);
            let _ = municipality.set_attribute(to, &address);
            // What has a place in the order of stops can be operated too, link or not.
            let _ = if is_link {
                municipality.set_attribute("tabindex", "-1")
            } else {
                municipality.remove_attribute("tabindex")
            };
        }
    }

    fn boxes(&self) -> &[[f64; 4]] {
        self.boxes.get_or_init(|| {
            let measured = |municipality: &Element| {
                let measured = municipality.unchecked_ref::<SvgGraphicsElement>().get_b_box().ok()?;
                Some([measured.x(), measured.y(), measured.width(), measured.height()].map(f64::from))
            };
            self.municipalities.iter().map(|municipality| measured(municipality).unwrap_or_default()).collect()
        })
    }

    /// Keeps the patterns as fine as the server drew them: they grow with a drawing, lines do not.
    fn draw_patterns(&self, metres_per_pixel: f64, drawn_for: f64) {
        let scale =
            String::from(js_sys::Number::from(metres_per_pixel / drawn_for).to_precision(4).unwrap_or_default());
        for pattern in &self.patterns {
            let _ = pattern.set_attribute("patternTransform", &format!("rotate(45) scale({scale})"));
        }
    }

    /// Draws the outline of a municipality over its neighbours, or takes it away: of what has the focus, or else of what is
    /// pointed at elsewhere on the page.
    pub(super) fn outline(&self, municipality: Option<&Element>, has_focus: bool) {
        let path = municipality.and_then(path_of).unwrap_or_default();
        let _ = self.outline.set_attribute("class", if has_focus { "map__outline is-focused" } else { "map__outline" });
        for copy in all(&self.outline, "path") {
            let _ = copy.set_attribute("d", &path);
        }
    }

    /// The municipality with this name.
    pub(super) fn municipality(&self, name: &str) -> Option<&Element> {
        self.municipalities.iter().find(|municipality| municipality.get_attribute(NAME).as_deref() == Some(name))
    }

    /// The middle of a municipality by its position in the page.
    pub(super) fn middle(&self, index: usize) -> Rd {
        let [x, y, width, height] = self.boxes()[index];
        Rd::from_map(x + width / 2.0, y + height / 2.0)
    }

    /// The middle of a municipality.
    pub(super) fn middle_of(&self, municipality: &Element) -> Option<Rd> {
        let index = self.municipalities.iter().position(|other| other == municipality)?;
        Some(self.middle(index))
    }
}

/// The shape of a municipality; of a public body, which is drawn as a circle, four quarters.
fn path_of(municipality: &Element) -> Option<String> {
    let part = |name: &str| municipality.query_selector(name).ok().flatten();
    if let Some(path) = part("path") {
        return path.get_attribute("d");
    }
    let circle = part("circle")?;
    let (x, y, r) = (circle.get_attribute("cx")?, circle.get_attribute("cy")?, circle.get_attribute("r")?);
    let quarter = |x: &str, y: &str| format!("a{r} {r} 0 0 1 {x}{r} {y}{r}");
    let quarters = [quarter("", ""), quarter("-", ""), quarter("-", "-"), quarter("", "-")].concat();
    Some(format!("m{x} {y}m0-{r}{quarters}z"))
}

/// A new element of SVG.
pub(super) fn draw(name: &str, attributes: &[(&str, &str)]) -> Option<Element> {
    let element = document().create_element_ns(Some(SVG), name).ok()?;
    for (name, value) in attributes {
        element.set_attribute(name, value).ok()?;
    }
    Some(element)
}
