//! The marks of the view: asked of the server whenever the map has come to rest, put on the map when they come.

use std::rc::Rc;

use wasm_bindgen_futures::spawn_local;
use web_sys::Element;

use super::browser;
use super::live::Live;
use super::mark_layer::mark_layer;
use super::query::{COLOUR, FRAME, PAGE, WITHIN, frame_text, scale_text};
use super::settings::Json;
use super::stage::MARK;
use crate::geo::Rd;
use crate::initiatives::marks::Mark;

/// Where the marks of a view are asked for.
const MARKS: &str = "/landkaart/beeld.json";

impl Live {
    /// Asks the server what stands in view, unless that is what was asked last.
    pub(super) fn ask(self: &Rc<Self>) {
        let view = self.view();
        let frame = view.asked_frame(self.screen());
        let query = self.list.borrow().without(&[PAGE, COLOUR, WITHIN]);
        let address = query.with(FRAME, frame_text(&frame)).with("mpp", scale_text(&view)).address(MARKS);
        if *self.asked.borrow() == address {
            return;
        }
        (*self.asked.borrow_mut()).clone_from(&address);
        let still = self.questions.begin();
        let live = Rc::clone(self);
        spawn_local(async move {
            let answer = browser::fetch(&address).await;
            if !still() {
                return;
            }
            let Some(answer) = answer.and_then(|text| Json::parse(&text)) else {
                // The same question may be asked again.
                live.asked.borrow_mut().clear();
                live.notices.warn(&live.words.failed);
                return;
            };
            live.notices.take_back(&live.words.failed);
            live.place(&answer);
        });
    }

    /// Puts other marks on the map. A mark that has the focus keeps it when it is still there; otherwise the nearest gets it.
    fn place(&self, answer: &Json) {
        let focused = browser::document().active_element().filter(|element| self.stage.marks.contains(Some(element)));
        let marks: Vec<Mark> = answer.get("marks").list().iter().map(Json::mark).collect();
        let sentence = answer.text("sentence");
        if self.aloud.take() {
            self.notices.say(&sentence);
        }
        self.notices.sentence(&sentence);
        self.stage.marks.set_inner_html(&mark_layer(&marks, self.beside));
        if let Some(old) = focused {
            let successor = successor(&old, &self.mark_links());
            browser::focus(successor.as_ref().unwrap_or(&self.stage.frame));
        }
    }

    /// The links of the marks, in their order.
    pub(super) fn mark_links(&self) -> Vec<Element> {
        browser::all(&self.stage.marks, MARK)
    }
}

/// The mark that takes the place of another among new ones: the same, or else the nearest.
fn successor(old: &Element, new: &[Element]) -> Option<Element> {
    let label = old.get_attribute("aria-label");
    let same = new.iter().find(|mark| mark.get_attribute("aria-label") == label);
    let at = position(old)?;
    let away = |mark: &Element| position(mark).map_or(f64::INFINITY, |mark| mark.distance(at));
    same.or_else(|| new.iter().min_by(|a, b| away(a).total_cmp(&away(b)))).cloned()
}

/// Where a mark stands; `None` for anything else.
pub(super) fn position(mark: &Element) -> Option<Rd> {
    let transform = mark.get_attribute("transform")?;
    let (x, y) = transform.strip_prefix("translate(")?.strip_suffix(')')?.split_once(' ')?;
    // The browser's own parser of numbers: another one would be downloaded.
    let (x, y) = (js_sys::parse_float(x), js_sys::parse_float(y));
    Some(Rd::from_map(x, y))
}
