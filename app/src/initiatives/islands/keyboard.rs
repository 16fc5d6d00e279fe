//! The map without a pointer: one stop for Tab, arrows from neighbour to neighbour, Enter, Escape, plus and minus.
//!
//! The map itself is what Tab reaches. Arrows move the focus to the real links of municipalities and marks, so that a
//! screen reader says their names and Enter opens them as any link.

use std::rc::Rc;

use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, Event, KeyboardEvent};

use super::browser::{Listen, around, by_id, focus, listen};
use super::live::Live;
use super::stage::{LINKS, Stage};
use super::{asked_marks, gestures};
use crate::geo::Rd;
use crate::geo::nearest::{Direction, first_stop, nearest_in_direction};

/// From this scale on, in metres per pixel, arrows go to marks too: a municipality is then some hundred pixels wide.
const MARKS_FROM: f64 = 60.0;

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
    let on_key = Rc::clone(live);
    listen(stage, "keydown", Listen::Bubbling, move |event| key(&on_key, event.unchecked_ref()));
    let on_focus = Rc::clone(live);
    listen(stage, "focusin", Listen::Bubbling, move |event| focused(&on_focus, &event));
    let on_blur = Rc::clone(live);
    listen(stage, "focusout", Listen::Bubbling, move |_| {
        on_blur.forget();
        on_blur.notices.hide_card();
    });
}

fn key(live: &Rc<Live>, event: &KeyboardEvent) {
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
            go(live, direction, around(event, LINKS));
        }
    }
}

/// Zooms about what has the focus, so that it stays in view.
fn zoom(live: &Rc<Live>, factor: f64, focused: Option<Element>) {
    live.say_what_comes();
    live.zoom(factor, focused.and_then(|link| position(live, &link)));
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
    live.glide_to(live.goal().dragged(by).limited(live.screen()));
}

/// Moves the focus to the nearest neighbour in a direction: a municipality, and from close by also a mark. Whoever comes onto
/// the map begins at the largest mark in view, or else at the municipality in the middle.
fn go(live: &Rc<Live>, direction: Direction, focused: Option<Element>) {
    let from = focused.and_then(|link| position(live, &link));
    let mut links =
        if from.is_none() || live.view().metres_per_pixel <= MARKS_FROM { live.mark_links() } else { Vec::new() };
    let mut places: Vec<Rd> = links.iter().filter_map(asked_marks::position).collect();
    links.extend_from_slice(&live.stage.municipalities);
    places.extend((0..live.stage.municipalities.len()).map(|index| live.stage.middle(index)));
    let found =
        from.map_or_else(|| begin(live, &links, &places), |from| nearest_in_direction(from, &places, direction));
    if let Some(found) = found {
        reach(live, links.get(found), places[found]);
    }
}

/// Where somebody begins among these links and their places.
fn begin(live: &Live, links: &[Element], places: &[Rd]) -> Option<usize> {
    let view = live.view();
    let frame = view.frame(live.screen());
    let size = |index: usize| if frame.contains(places[index]) { asked_marks::size(&links[index]) } else { -1.0 };
    first_stop(view.centre, places, size)
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
    live.point_back(&link);
    if let Some(at) = position(live, &link) {
        gestures::name(live, &link, live.view().pixel(at, live.screen()));
    }
}

/// Where a municipality or mark is.
fn position(live: &Live, link: &Element) -> Option<Rd> {
    asked_marks::position(link).or_else(|| live.stage.middle_of(link))
}
