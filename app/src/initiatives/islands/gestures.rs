//! Mouse, finger and wheel on the map.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use wasm_bindgen::prelude::*;
use web_sys::{Element, MouseEvent, PointerEvent, TouchEvent, WheelEvent};

use super::browser::{self, Latest, Listen, around, document, listen};
use super::live::Live;
use super::numbers::between;
use super::query::{name_and_news, parse_frame};
use super::stage::{LINKS, MARK, Stage};
use super::view_state::{Point, ViewState};
use crate::geo::functions::exp2;

/// So many pixels a pointer goes before it drags; less is a click that trembled.
const TREMBLE: f64 = 5.0;
/// So many pixels per millisecond a dragged map has to move to glide on when it is let go.
const FLING: f64 = 0.25;
/// How long a flung map goes on, as if at the same speed, in milliseconds.
const FLING_TIME: f64 = 160.0;
/// Two clicks within this many milliseconds are a double click.
const DOUBLE: u64 = 260;
/// A click that did something at once is the only one for so many milliseconds and pixels around: a second one belongs to a
/// habit of double clicking, and may lie on something else by then.
const ECHO: (f64, f64) = (500.0, 30.0);
/// Pixels of wheel for twice the size.
const WHEEL: f64 = 260.0;

/// The pointers on the map, and what became of them.
#[derive(Default)]
struct Pointers {
    down: RefCell<Vec<(i32, Point)>>,
    start: Cell<Point>,
    dragging: Cell<bool>,
    /// Pixels per millisecond, the latest movements counting most.
    speed: Cell<Point>,
    time: Cell<f64>,
    /// Whether the click that follows belongs to a drag.
    swallow: Cell<bool>,
    /// The link of a click that may become a double click, which zooms.
    clicked: RefCell<Option<Element>>,
    clicks: Latest,
    /// When and where a click last did something at once.
    acted: Cell<Option<(f64, Point)>>,
}

/// Listens to all that a pointer does on the map.
pub(super) fn wake(live: &Rc<Live>) {
    let pointers = Rc::new(Pointers::default());
    let stage = &live.stage.frame;
    let on = |event: &str, how: Listen, react: fn(&Rc<Live>, &Rc<Pointers>, web_sys::Event)| {
        let (live, pointers) = (Rc::clone(live), Rc::clone(&pointers));
        listen(stage, event, how, move |event| react(&live, &pointers, event));
    };
    on("pointerdown", Listen::Bubbling, |live, pointers, event| pointers.down(live, event.unchecked_ref()));
    on("pointermove", Listen::Bubbling, |live, pointers, event| pointers.moved(live, event.unchecked_ref()));
    on("pointerup", Listen::Bubbling, |live, pointers, event| pointers.up(live, event.unchecked_ref(), true));
    on("pointercancel", Listen::Bubbling, |live, pointers, event| pointers.up(live, event.unchecked_ref(), false));
    on("click", Listen::Capturing, |live, pointers, event| pointers.click(live, event.unchecked_ref()));
    on("wheel", Listen::Blocking, |live, _, event| wheel(live, event.unchecked_ref()));
    on("pointerleave", Listen::Bubbling, |live, _, _| {
        live.notices.hide_card();
        live.forget();
    });
    // A link would be dragged as a picture of itself.
    on("dragstart", Listen::Bubbling, |_, _, event| event.prevent_default());
    // Two fingers are for the map, also where one finger scrolls the page.
    on("touchstart", Listen::Blocking, |_, _, event| {
        if Stage::is_on_drawing(&event) && event.unchecked_ref::<TouchEvent>().touches().length() > 1 {
            event.prevent_default();
        }
    });
    let on_button = Rc::clone(live);
    listen(&live.stage.map, "click", Listen::Bubbling, move |event| press(&on_button, &event));
}

/// A button that zooms was pressed.
fn press(live: &Rc<Live>, event: &web_sys::Event) {
    let Some(button) = around(event, "[data-zoom]") else { return };
    if button.get_attribute("aria-disabled").as_deref() == Some("true") {
        return;
    }
    live.say_what_comes();
    match button.get_attribute("data-zoom").as_deref() {
        Some("in") => live.zoom(2.0, None),
        Some("out") => live.zoom(0.5, None),
        _ => live.go_home(),
    }
}

impl Pointers {
    fn down(&self, live: &Rc<Live>, event: &PointerEvent) {
        if !Stage::is_on_drawing(event) || event.button() != 0 {
            return;
        }
        let at = live.stage.point(event);
        let mut down = self.down.borrow_mut();
        down.retain(|(id, _)| *id != event.pointer_id());
        if down.len() == 2 {
            return;
        }
        down.push((event.pointer_id(), at));
        live.pressed.set(true);
        self.swallow.set(false);
        self.speed.set((0.0, 0.0));
        self.time.set(event.time_stamp());
        self.start.set(at);
        let pinches = down.len() == 2;
        drop(down);
        if pinches {
            self.drag(live, event);
        }
    }

    /// From here on it is a drag or a pinch, and no click.
    fn drag(&self, live: &Rc<Live>, event: &PointerEvent) {
        if !self.dragging.replace(true) {
            live.begin();
        }
        self.swallow.set(true);
        // Captured only now: a captured pointer clicks on what captured it, and not on the link below.
        for (id, _) in self.down.borrow().iter() {
            let _ = live.stage.frame.set_pointer_capture(*id);
        }
        event.prevent_default();
    }

    fn moved(&self, live: &Rc<Live>, event: &PointerEvent) {
        let at = live.stage.point(event);
        if event.pointer_type() == "mouse" && event.buttons() & 1 == 0 {
            // The button came up where nobody heard it.
            self.up(live, event, false);
        }
        let Some(position) = self.down.borrow().iter().position(|(id, _)| *id == event.pointer_id()) else {
            if event.pointer_type() == "mouse" {
                hover(live, event, at);
            }
            return;
        };
        let start = self.start.get();
        if !self.dragging.get() {
            if (at.0 - start.0).hypot(at.1 - start.1) < TREMBLE {
                return;
            }
            self.drag(live, event);
        }
        let before: Vec<Point> = self.down.borrow().iter().map(|(_, point)| *point).collect();
        self.down.borrow_mut()[position].1 = at;
        let (view, screen) = (live.view(), live.screen());
        let shown = if let [a, b] = before[..] {
            let after = if position == 0 { [at, b] } else { [a, at] };
            view.pinched([a, b], after, screen)
        } else {
            let by = (at.0 - before[0].0, at.1 - before[0].1);
            self.measure(by, event.time_stamp());
            view.dragged(by).limited(screen)
        };
        live.show(shown);
    }

    fn measure(&self, by: Point, now: f64) {
        let passed = (now - self.time.replace(now)).max(1.0);
        let (x, y) = self.speed.get();
        let blend = |old: f64, pixels: f64| old * 0.6 + pixels / passed * 0.4;
        self.speed.set((blend(x, by.0), blend(y, by.1)));
    }

    fn up(&self, live: &Rc<Live>, event: &PointerEvent, let_go: bool) {
        let mut down = self.down.borrow_mut();
        let before = down.len();
        down.retain(|(id, _)| *id != event.pointer_id());
        if down.len() == before || !down.is_empty() {
            // After a pinch the finger that stays goes on dragging, from where it is.
            self.speed.set((0.0, 0.0));
            return;
        }
        drop(down);
        live.released();
        if !self.dragging.replace(false) {
            return;
        }
        let (x, y) = self.speed.get();
        let rested = event.time_stamp() - self.time.get() > 60.0;
        if let_go && !rested && x.hypot(y) > FLING && !browser::wants_less_movement() {
            let far = live.view().dragged((x * FLING_TIME, y * FLING_TIME));
            live.glide_to(far.limited(live.screen()));
        } else {
            live.settle();
        }
    }

    /// A click on a bubble goes closer, two on anything else zoom, one follows its link. Clicks with a key are the browser's.
    fn click(self: &Rc<Self>, live: &Rc<Live>, event: &MouseEvent) {
        // Enter on a link is a click without a count.
        let by_key = event.detail() == 0;
        if !by_key && self.swallow.take() {
            event.prevent_default();
            event.stop_propagation();
            return;
        }
        if !Stage::is_on_drawing(event) || event.ctrl_key() || event.meta_key() || event.shift_key() || event.alt_key()
        {
            return;
        }
        let (at, waits) = (live.stage.point(event), self.clicked.borrow_mut().take());
        drop(self.clicks.begin());
        if !by_key && waits.is_none() && (event.detail() > 1 || self.is_echo(event, at)) {
            event.prevent_default();
            return;
        }
        let link = around(event, LINKS);
        let zoom_to = link.as_ref().and_then(|link| link.get_attribute("data-zoom-to")).and_then(|to| parse_frame(&to));
        if let Some(bounds) = zoom_to {
            event.prevent_default();
            self.acted.set(Some((event.time_stamp(), at)));
            live.say_what_comes();
            let (view, screen) = (live.view(), live.screen());
            let closer = ViewState::fitting(&bounds, screen);
            // Some air around, and always closer than now.
            let metres_per_pixel = (closer.metres_per_pixel * 1.3).min(view.metres_per_pixel / 1.5);
            live.glide_to(ViewState { metres_per_pixel, ..closer }.limited(screen));
            return;
        }
        if by_key {
            return;
        }
        if link.as_ref().is_some_and(|link| link.matches(MARK).unwrap_or(false)) {
            // What it leads to is opened by the browser.
            self.acted.set(Some((event.time_stamp(), at)));
            return;
        }
        event.prevent_default();
        if waits.is_some() {
            self.acted.set(Some((event.time_stamp(), at)));
            live.zoom(2.0, Some(live.view().ground(at, live.screen())));
            return;
        }
        let stage = live.stage.frame.clone();
        *self.clicked.borrow_mut() = Some(link.unwrap_or(stage));
        let pointers = Rc::clone(self);
        self.clicks.after(DOUBLE, move || {
            let Some(link) = pointers.clicked.take() else { return };
            match link.get_attribute("href") {
                Some(href) if link.has_attribute("target") => browser::open_beside(&href),
                Some(href) => browser::leave_for(&href),
                None => {}
            }
        });
    }

    /// Whether a click only repeats one that did something.
    fn is_echo(&self, event: &MouseEvent, at: Point) -> bool {
        let (time, pixels) = ECHO;
        self.acted.get().is_some_and(|(then, there)| {
            event.time_stamp() - then < time && (at.0 - there.0).hypot(at.1 - there.1) < pixels
        })
    }
}

/// The wheel zooms with Ctrl or ⌘, or when the focus is on the map; otherwise it scrolls the page, as everywhere.
fn wheel(live: &Rc<Live>, event: &WheelEvent) {
    if !Stage::is_on_drawing(event) {
        return;
    }
    let focused = document()
        .active_element()
        .is_some_and(|element| live.stage.frame.contains(Some(&element)) || element.has_attribute("data-zoom"));
    let pinching = event.ctrl_key();
    if !pinching && !event.meta_key() && !focused {
        live.notices.hint(&live.words.wheel_hint);
        return;
    }
    event.prevent_default();
    let pixels = match event.delta_mode() {
        WheelEvent::DOM_DELTA_LINE => event.delta_y() * 30.0,
        WheelEvent::DOM_DELTA_PAGE => event.delta_y() * 300.0,
        // A pinch on a touch pad comes as a wheel with Ctrl and small steps.
        _ if pinching && event.delta_y().abs() < 20.0 => event.delta_y() * 5.0,
        _ => event.delta_y(),
    };
    live.begin();
    let factor = exp2(between(-pixels / WHEEL, -1.0, 1.0));
    live.show(live.view().zoomed(factor, live.stage.point(event), live.screen()));
    live.settle_soon();
}

/// Shows the name of what the mouse is over, beside it.
fn hover(live: &Live, event: &PointerEvent, at: Point) {
    if let Some(link) = around(event, LINKS) {
        name(live, &link, at);
        live.point_back(&link);
    } else {
        live.notices.hide_card();
        live.forget();
    }
}

/// Shows the name of a link in the card at a position.
pub(super) fn name(live: &Live, link: &Element, at: Point) {
    let label = link.get_attribute("aria-label").unwrap_or_default();
    let (name, about) = if link.matches(MARK).unwrap_or(false) {
        label.rsplit_once(',').unwrap_or((&label, ""))
    } else {
        name_and_news(&label)
    };
    live.notices.show_card(name, about.trim_start(), at, live.screen());
}
