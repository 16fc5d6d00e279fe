//! The marks of the view: asked of the server whenever the map has come to rest, put on the map when they come.

use std::rc::Rc;

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
/// How long after a pointer goes up its click comes, at most, in milliseconds.
const CLICK: u64 = 50;

impl Live {
    /// Asks the server what stands in view, unless that is what was asked last.
    pub(super) fn ask(self: &Rc<Self>) {
        let view = self.view();
        let frame = view.asked_frame(self.screen());
        let query = self.list.borrow().without(&[PAGE, COLOUR, WITHIN]);
        let address = query.with(FRAME, frame_text(&frame)).with("mpp", scale_text(&view)).address(MARKS);
        if *self.asked.borrow() == address {
            self.aloud.set(false);
            return;
        }
        (*self.asked.borrow_mut()).clone_from(&address);
        self.waiting.take();
        let still = self.questions.begin();
        let live = Rc::clone(self);
        browser::fetch(address, move |answer| {
            if !still() {
                return;
            }
            let Some(answer) = answer.text().and_then(|text| Json::parse(&text)) else {
                // The same question may be asked again.
                live.asked.borrow_mut().clear();
                live.notices.warn(&live.words.failed);
                live.stage.ready();
                return;
            };
            live.notices.take_back(&live.words.failed);
            live.place(answer);
        });
    }

    /// Puts other marks on the map, once no pointer is down: a press and its release belong to one mark.
    fn place(&self, answer: Json) {
        if self.pressed.get() {
            *self.waiting.borrow_mut() = Some(answer);
            return;
        }
        let focused = browser::document().active_element().filter(|element| self.stage.marks.contains(Some(element)));
        let marks: Vec<Mark> = answer.get("marks").list().iter().map(Json::mark).collect();
        let sentence = answer.text("sentence");
        if self.aloud.take() {
            self.notices.say(&sentence);
        }
        self.notices.sentence(&sentence);
        self.follow(&marks);
        self.stage.link(&self.view(), self.screen(), self.is_home());
        if let Some(old) = focused.filter(|old| !old.is_connected()) {
            let successor = successor(&old, &self.mark_links());
            browser::focus(successor.as_ref().unwrap_or(&self.stage.frame));
        }
        self.stage.ready();
    }

    /// A pointer went up: what came in the meantime is put on the map, after the click that may follow.
    pub(super) fn released(self: &Rc<Self>) {
        self.pressed.set(false);
        let live = Rc::clone(self);
        self.releases.after(CLICK, move || {
            if let Some(answer) = live.waiting.take() {
                live.place(answer);
            }
        });
    }

    /// Changes the drawn marks into others. One that is the same stays the same element, with its focus and its clicks;
    /// because marks have one order, those that stay never have to change places.
    fn follow(&self, marks: &[Mark]) {
        let old = self.mark_links();
        let mut next = 0;
        for mark in marks {
            let markup = mark_layer(std::slice::from_ref(mark), &self.words.thousands, self.beside);
            if let Some(same) = old[next..].iter().position(|link| is(link, mark)) {
                old[next..next + same].iter().for_each(Element::remove);
                next += same + 1;
            } else {
                let _ = match old.get(next) {
                    Some(link) => link.insert_adjacent_html("beforebegin", &markup),
                    None => self.stage.marks.insert_adjacent_html("beforeend", &markup),
                };
            }
        }
        old[next..].iter().for_each(Element::remove);
    }

    /// The links of the marks, in their order.
    pub(super) fn mark_links(&self) -> Vec<Element> {
        browser::all(&self.stage.marks, MARK)
    }
}

/// Whether a drawn mark is this one: it stands there, says the same and leads to the same.
fn is(link: &Element, mark: &Mark) -> bool {
    let at = Rd { x: f64::from(mark.x), y: f64::from(mark.y) };
    let says = |name: &str, text: &str| link.get_attribute(name).as_deref() == Some(text);
    says("href", &mark.href)
        && says("aria-label", &mark.label)
        && link.class_list().contains("cluster--unverified") == mark.unconfirmed
        && position(link).is_some_and(|position| position.distance(at) < 1.0)
}

/// The mark that takes the place of another among new ones: the same, or else the nearest.
fn successor(old: &Element, new: &[Element]) -> Option<Element> {
    let label = old.get_attribute("aria-label");
    let same = new.iter().find(|mark| mark.get_attribute("aria-label") == label);
    let at = position(old)?;
    let away = |mark: &Element| position(mark).map_or(f64::INFINITY, |mark| mark.distance(at));
    same.or_else(|| new.iter().min_by(|a, b| away(a).total_cmp(&away(b)))).cloned()
}

/// How large a mark is; 0 for anything else.
pub(super) fn size(mark: &Element) -> f64 {
    let circle = mark.query_selector(".cluster__target").ok().flatten();
    circle.and_then(|circle| circle.get_attribute("r")).map_or(0.0, |radius| js_sys::parse_float(&radius))
}

/// Where a mark stands; `None` for anything else.
pub(super) fn position(mark: &Element) -> Option<Rd> {
    let transform = mark.get_attribute("transform")?;
    let (x, y) = transform.strip_prefix("translate(")?.strip_suffix(')')?.split_once(' ')?;
    // The browser's own parser of numbers: another one would be downloaded.
    let (x, y) = (js_sys::parse_float(x), js_sys::parse_float(y));
    Some(Rd::from_map(x, y))
}
