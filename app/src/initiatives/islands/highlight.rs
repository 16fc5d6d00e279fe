//! A result in the list and its place on the map point at each other: whoever looks at one sees the other.

use std::cell::RefCell;
use std::rc::Rc;

use web_sys::Element;

use super::browser::{Listen, all, around, document, listen};
use super::live::Live;
use super::stage::{MARK, NAME};

/// A result in a list.
const RESULT: &str = ".result";
/// The class of what is pointed at from elsewhere.
const SELECTED: &str = "is-selected";

/// What is marked at the moment.
#[derive(Default)]
pub(super) struct Highlight(RefCell<Vec<Element>>);

/// Listens to what happens to the results.
pub(super) fn wake(live: &Rc<Live>) {
    for event in ["pointerover", "pointerout", "focusin", "focusout"] {
        let live = Rc::clone(live);
        listen(&document(), event, Listen::Bubbling, move |event| {
            let Some(result) = around(&event, RESULT) else { return };
            live.forget();
            if matches!(&*event.type_(), "pointerover" | "focusin") {
                live.point_at(&result);
            }
        });
    }
}

impl Live {
    /// Marks the place of a result on the map.
    fn point_at(&self, result: &Element) {
        let municipality = result.get_attribute(NAME).and_then(|name| self.stage.municipality(&name));
        self.stage.outline(municipality, false);
        let address = address_in(result);
        self.select(all(&self.stage.marks, MARK).into_iter().filter(|mark| mark.get_attribute("href") == address));
    }

    /// Marks the results of a municipality, or of a pin, in the list.
    pub(super) fn point_back(&self, link: &Element) {
        let (name, address) = (link.get_attribute(NAME), link.get_attribute("href"));
        let belongs = |result: &Element| match name {
            Some(_) => result.get_attribute(NAME) == name,
            None => address_in(result) == address,
        };
        self.forget();
        if let Some(page) = document().document_element() {
            self.select(all(&page, RESULT).into_iter().filter(belongs));
        }
    }

    /// Nothing is pointed at any more; what has the focus on the map keeps its outline.
    pub(super) fn forget(&self) {
        for element in self.highlight.0.take() {
            let _ = element.class_list().remove_1(SELECTED);
        }
        let focused =
            document().active_element().filter(|element| element.matches(".m:focus-visible").unwrap_or(false));
        self.stage.outline(focused.as_ref(), true);
    }

    fn select(&self, elements: impl Iterator<Item = Element>) {
        let selected: Vec<Element> = elements.collect();
        for element in &selected {
            let _ = element.class_list().add_1(SELECTED);
        }
        *self.highlight.0.borrow_mut() = selected;
    }
}

/// Where the title of a result leads.
fn address_in(result: &Element) -> Option<String> {
    result.query_selector("a").ok().flatten()?.get_attribute("href")
}
