//! What the viewer asks of the browser: to listen, to wait, to fetch, to find an element.

use std::cell::Cell;
use std::rc::Rc;
use std::time::Duration;

use leptos::prelude::{set_timeout, window};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{AddEventListenerOptions, Document, Element, Event, EventTarget, Response};

/// How a listener takes its place.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Listen {
    /// On the way up.
    Bubbling,
    /// On the way down, before the element itself.
    Capturing,
    /// On the way up, with the right to prevent scrolling.
    Blocking,
}

/// Listens for as long as the page lives, which is as long as the map does.
pub(super) fn listen(target: &EventTarget, event: &str, how: Listen, heard: impl FnMut(Event) + 'static) {
    let options = AddEventListenerOptions::new();
    options.set_capture(how == Listen::Capturing);
    options.set_passive(false);
    let heard = Closure::<dyn FnMut(Event)>::new(heard).into_js_value();
    // Only a target that is no event target refuses, and there is none.
    let _ =
        target.add_event_listener_with_callback_and_add_event_listener_options(event, heard.unchecked_ref(), &options);
}

/// The element that an event happened to, or the nearest one around it, that a selector names.
pub(super) fn around(event: &Event, selector: &str) -> Option<Element> {
    event.target()?.dyn_into::<Element>().ok()?.closest(selector).ok()?
}

/// The document.
pub(super) fn document() -> Document {
    leptos::prelude::document()
}

/// The element with this id.
pub(super) fn by_id(id: &str) -> Option<Element> {
    document().get_element_by_id(id)
}

/// All elements inside another that a selector names, in the order of the document.
pub(super) fn all(within: &Element, selector: &str) -> Vec<Element> {
    let Ok(found) = within.query_selector_all(selector) else { return Vec::new() };
    (0..found.length()).filter_map(|i| found.get(i)).map(JsCast::unchecked_into).collect()
}

/// A property of any element, such as the `value` of a field.
pub(super) fn property(element: &Element, name: &str) -> JsValue {
    js_sys::Reflect::get(element, &name.into()).unwrap_or(JsValue::UNDEFINED)
}

/// Sets a property of any element.
pub(super) fn set_property(element: &Element, name: &str, value: &JsValue) {
    // A property that does not exist is created, one that cannot be written stays: neither matters.
    let _ = js_sys::Reflect::set(element, &name.into(), value);
}

/// Sets a CSS property; the content security policy allows this, and no `style` attribute.
pub(super) fn set_style(element: &Element, property: &str, value: &str) {
    let style = element.unchecked_ref::<web_sys::HtmlElement>().style();
    let _ = style.set_property(property, value);
}

/// Moves the focus, without scrolling the page.
pub(super) fn focus(element: &Element) {
    let options = web_sys::FocusOptions::new();
    options.set_prevent_scroll(true);
    let _ = element.unchecked_ref::<web_sys::HtmlElement>().focus_with_options(&options);
}

/// Whether a person asked for less movement.
pub(super) fn wants_less_movement() -> bool {
    window().match_media("(prefers-reduced-motion: reduce)").ok().flatten().is_some_and(|query| query.matches())
}

/// An answer of this site; its status is 0 when there was none.
pub(super) struct Answer {
    pub(super) status: u16,
    text: String,
}

impl Answer {
    /// The text of an answer to what was asked; `None` when it cannot be had.
    pub(super) fn text(self) -> Option<String> {
        (200..300).contains(&self.status).then_some(self.text)
    }
}

/// Fetches an address of this site.
pub(super) fn fetch(address: String, then: impl FnOnce(Answer) + 'static) {
    fetch_for(address, Box::new(then));
}

/// Compiled once: futures are large.
fn fetch_for(address: String, then: Box<dyn FnOnce(Answer)>) {
    spawn_local(async move {
        let fetched = async {
            let answer = JsFuture::from(window().fetch_with_str(&address)).await.ok()?.dyn_into::<Response>().ok()?;
            let text = JsFuture::from(answer.text().ok()?).await.ok()?.as_string()?;
            Some(Answer { status: answer.status(), text })
        };
        then(fetched.await.unwrap_or(Answer { status: 0, text: String::new() }));
    });
}

/// Opens another page beside this one.
pub(super) fn open_beside(address: &str) {
    let _ = window().open_with_url_and_target_and_features(address, "_blank", "noopener");
}

/// Leaves for another page.
pub(super) fn leave_for(address: &str) {
    let _ = window().location().assign(address);
}

/// The latest of several things that may be under way: waits, and answers on their way.
#[derive(Clone, Default)]
pub(super) struct Latest(Rc<Cell<u32>>);

impl Latest {
    /// Begins something new; whatever began earlier is not the latest any more. The answer tells whether it still is.
    pub(super) fn begin(&self) -> impl Fn() -> bool + 'static {
        let turn = self.0.get().wrapping_add(1);
        self.0.set(turn);
        let current = Rc::clone(&self.0);
        move || current.get() == turn
    }

    /// Does something after a pause, unless something else begins in the meantime.
    pub(super) fn after(&self, milliseconds: u64, then: impl FnOnce() + 'static) {
        let still = self.begin();
        set_timeout(
            move || {
                if still() {
                    then();
                }
            },
            Duration::from_millis(milliseconds),
        );
    }
}
