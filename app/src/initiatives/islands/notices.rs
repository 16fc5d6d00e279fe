//! What the map tells beside its drawings: the card at the pointer, a line when something is wrong, the sentence below, and
//! what a screen reader says.

use wasm_bindgen::JsValue;
use web_sys::Element;

use super::browser::{Latest, property, set_property, set_style};
use super::numbers::decimal;
use super::view_state::{Point, Screen};

/// The elements, as the server sent them.
pub(super) struct Notices {
    card: Element,
    message: Element,
    sentence: Element,
    spoken: Element,
    switch: Element,
    hides: Latest,
}

impl Notices {
    /// Finds them beside the drawings.
    pub(super) fn find(frame: &Element) -> Option<Self> {
        let find = |selector: &str| frame.query_selector(selector).ok().flatten();
        Some(Self {
            card: find(".map__card")?,
            message: find(".map__message")?,
            sentence: find(".map__sentence")?,
            spoken: find(".map__spoken")?,
            switch: find("#binnen")?,
            hides: Latest::default(),
        })
    }

    /// Shows a name and something about it in the card, near a position.
    pub(super) fn show_card(&self, name: &str, about: &str, at: Point, screen: Screen) {
        for (selector, text) in [("strong", name), ("span", about)] {
            if let Some(part) = self.card.query_selector(selector).ok().flatten() {
                write(&part, text);
            }
        }
        let (width, height) = screen.size();
        // On the side of the position where there is room; half of the map is always enough.
        let beside = if at.0 > width / 2.0 { "calc(-100% - 12px)" } else { "12px" };
        let below = if at.1 < height / 2.0 { "16px" } else { "calc(-100% - 12px)" };
        set_style(&self.card, "left", &format!("{}px", decimal(at.0)));
        set_style(&self.card, "top", &format!("{}px", decimal(at.1)));
        set_style(&self.card, "translate", &format!("{beside} {below}"));
        let _ = self.card.remove_attribute("hidden");
    }

    /// Takes the card away.
    pub(super) fn hide_card(&self) {
        let _ = self.card.set_attribute("hidden", "");
    }

    /// Shows a line over the map for a few seconds.
    pub(super) fn hint(&self, message: &str) {
        self.show(message);
        let element = self.message.clone();
        self.hides.after(4000, move || {
            let _ = element.set_attribute("hidden", "");
        });
    }

    /// Shows and says that something went wrong; the line stays until another takes its place.
    pub(super) fn warn(&self, message: &str) {
        drop(self.hides.begin());
        self.show(message);
        self.say(message);
    }

    /// Takes a line away when it is the one that is shown.
    pub(super) fn take_back(&self, message: &str) {
        if self.message.text_content().as_deref() == Some(message) {
            let _ = self.message.set_attribute("hidden", "");
        }
    }

    /// What a screen reader says next.
    pub(super) fn say(&self, text: &str) {
        write(&self.spoken, text);
    }

    /// The sentence under the map.
    pub(super) fn sentence(&self, text: &str) {
        write(&self.sentence, text);
    }

    /// Whether the list keeps to the view.
    pub(super) fn within(&self) -> bool {
        property(&self.switch, "checked").is_truthy()
    }

    /// Sets whether the list keeps to the view.
    pub(super) fn set_within(&self, within: bool) {
        set_property(&self.switch, "checked", &JsValue::from_bool(within));
    }

    fn show(&self, message: &str) {
        write(&self.message, message);
        let _ = self.message.remove_attribute("hidden");
    }
}

fn write(element: &Element, text: &str) {
    if element.text_content().as_deref() != Some(text) {
        element.set_text_content(Some(text));
    }
}
