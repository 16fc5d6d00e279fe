//! The map without a pointer: one stop for Tab, arrows from neighbour to neighbour, Enter, Escape, plus and minus.
//!
//! The map itself is what Tab reaches. Arrows move the focus to the real links of municipalities and marks, so that a
//! screen reader says their names and Enter opens them as any link.

use std::cell::OnceCell;
use std::rc::Rc;

use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, Event, KeyboardEvent};

use super::browser::{Listen, around, by_id, focus, listen};
use super::live::Live;
use super::stage::{LINKS, MUNICIPALITY, Stage};
use super::{asked_marks, gestures};
use crate::geo::Rd;
use crate::geo::nearest::{Direction, nearest_in_direction};

/// From this scale on, in metres per pixel, arrows go to marks: a municipality is then some hundred pixels wide.
const MARKS_FROM: f64 = 60.0;

/// The middles of the municipalities, with their positions in the page; worked out when an arrow is first pressed.
type Middles = OnceCell<Vec<(usize, Rd)>>;

/// Makes the map one stop for Tab and listens to its keys.
pub(super) fn wake(live: &Rc<Live>) {
    let stage = &live.stage.frame;
    let keys = by_id("kaart-toetsen").map_or("", |_| "kaart-toetsen");
    for (name, value) in [
        ("tabindex", "0"),
        // Only in an application do screen readers leave the arrows to the page. Lists and tables stand beside the map.
        ("role", "application"),
        ("aria-label", &*live.words.map),
        ("aria-roledescription", &*live.words.role),
        ("aria-describedby", keys),
    ] {
        if !value.is_empty() {
            let _ = stage.set_attribute(name, value);
        }
    }
    let (on_key, middles) = (Rc::clone(live), Middles::new());
    listen(stage, "keydown", Listen::Bubbling, move |event| key(&on_key, &middles, event.unchecked_ref()));
    let on_focus = Rc::clone(live);
    listen(stage, "focusin", Listen::Bubbling, move |event| focused(&on_focus, &event));
    let on_blur = Rc::clone(live);
    listen(stage, "focusout", Listen::Bubbling, move |_| {
        on_blur.stage.outline(None);
        on_blur.notices.hide_card();
    });
}

fn key(live: &Rc<Live>, middles: &Middles, event: &KeyboardEvent) {
    let on_stage =
        event.target().is_some_and(|target| JsValue::from(target) == *AsRef::<JsValue>::as_ref(&live.stage.frame));
    if event.ctrl_key() || event.meta_key() || event.alt_key() || !(on_stage || Stage::is_on_drawing(event)) {
        return;
    }
    let direction = match &*event.key() {
        "ArrowUp" => Some(Direction::North),
        "ArrowRight" => Some(Direction::East),
        "ArrowDown" => Some(Direction::South),
        "ArrowLeft" => Some(Direction::West),
        "+" | "=" => {
            zoom(live, 2.0, around(event, LINKS));
            None
        }
        "-" | "_" => {
            zoom(live, 0.5, around(event, LINKS));
            None
        }
        "0" | "Home" => {
            live.say_what_comes();
            live.go_home();
            None
        }
        "Escape" if on_stage => {
            live.say_what_comes();
            live.go_home();
            None
        }
        "Escape" => {
            focus(&live.stage.frame);
            None
        }
        _ => return,
    };
    event.prevent_default();
    if let Some(direction) = direction {
        if event.shift_key() {
            push(live, direction);
        } else {
            go(live, middles, direction, around(event, LINKS));
        }
    }
}

/// Zooms about what has the focus, so that it stays in view.
fn zoom(live: &Rc<Live>, factor: f64, focused: Option<Element>) {
    live.say_what_comes();
    let at = focused.and_then(|link| position(&link)).map(|at| live.view().pixel(at, live.screen()));
    live.zoom(factor, at);
}

/// Moves the view by a third.
fn push(live: &Rc<Live>, direction: Direction) {
    let (width, height) = live.screen().size();
    let by = match direction {
        Direction::North => (0.0, height / 3.0),
        Direction::East => (-width / 3.0, 0.0),
        Direction::South => (0.0, -height / 3.0),
        Direction::West => (width / 3.0, 0.0),
    };
    live.say_what_comes();
    live.glide_to(live.view().dragged(by).limited(live.screen()));
}

/// Moves the focus to the nearest neighbour in a direction; where marks end, the view moves on.
fn go(live: &Rc<Live>, middles: &Middles, direction: Direction, focused: Option<Element>) {
    let from = focused.and_then(|link| position(&link)).unwrap_or(live.view().centre);
    if live.view().metres_per_pixel <= MARKS_FROM {
        let links = live.mark_links();
        let places: Vec<Rd> = links.iter().filter_map(asked_marks::position).collect();
        match nearest_in_direction(from, &places, direction) {
            Some(found) => reach(live, links.get(found), places[found]),
            None => push(live, direction),
        }
        return;
    }
    let middles = middles.get_or_init(|| {
        let all = live.stage.municipalities.iter().enumerate();
        all.filter_map(|(index, municipality)| Some((index, Stage::middle_of(municipality)?))).collect()
    });
    let places: Vec<Rd> = middles.iter().map(|(_, middle)| *middle).collect();
    if let Some(found) = nearest_in_direction(from, &places, direction) {
        reach(live, live.stage.municipalities.get(middles[found].0), places[found]);
    }
}

/// Brings a link into view and gives it the focus.
fn reach(live: &Rc<Live>, link: Option<&Element>, at: Rd) {
    let Some(link) = link else { return };
    let view = live.view().showing(at, live.screen());
    if !view.looks_like(&live.view(), live.screen()) {
        live.jump_to(view);
    }
    focus(link);
}

/// What has come into focus by a key gets its outline and its name.
fn focused(live: &Rc<Live>, event: &Event) {
    let Some(link) = around(event, LINKS).filter(|link| link.matches(":focus-visible").unwrap_or(false)) else {
        return;
    };
    if link.matches(MUNICIPALITY).unwrap_or(false) {
        live.stage.outline(Some(&link));
    }
    if let Some(at) = position(&link) {
        gestures::name(live, &link, live.view().pixel(at, live.screen()));
    }
}

/// Where a municipality or mark is.
fn position(link: &Element) -> Option<Rd> {
    asked_marks::position(link).or_else(|| Stage::middle_of(link))
}
