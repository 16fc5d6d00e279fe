//! List, map and address in step: one state, written in the address, whoever changes it.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use leptos::prelude::window;
use wasm_bindgen::prelude::*;
use web_sys::{Element, Event, FormData, HtmlElement, HtmlFormElement, MouseEvent, UrlSearchParams};

use super::browser::{self, Latest, Listen, around, by_id, document, fetch, leave_for, listen, property, set_property};
use super::fragment::{self, PARTS};
use super::live::Live;
use super::query::{COLOUR, FRAME, PAGE, Query, TEXT, WITHIN, frame_text};

/// The page of the Landkaart.
const LANDKAART: &str = "/landkaart";
/// Where the parts of the page that depend on the filter are asked for.
const RESULTS: &str = "/landkaart/resultaten";
/// How long a person has to stop typing, in milliseconds.
const TYPING: u64 = 250;
/// Fields of the filter that are not among the parts that the server sends.
const OUTSIDE: [&str; 2] = [TEXT, COLOUR];

/// How a change is remembered by the back button.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Remember {
    /// As a step to come back to.
    Step,
    /// In place of the last one.
    Instead,
    /// Not: it comes from the back button.
    Not,
}

/// Where the focus goes when the list is there.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Then {
    /// It stays, unless what had it is gone.
    Stay,
    /// To the heading of the list.
    Heading,
}

/// What is under way between list, map and address.
#[derive(Default)]
pub(super) struct UnderWay {
    questions: Latest,
    typing: Latest,
    /// Whether the last step was made by typing, so that the next letter takes its place.
    typed: Cell<bool>,
    /// The query of the address as it was last written or read.
    written: RefCell<String>,
}

/// Takes over the filter, the links between views and the back button, when the page has a filter.
pub(super) fn wake(live: &Rc<Live>) {
    fragment::name_municipalities(&live.stage.land);
    let Some(form) = filter() else {
        // Nothing to keep to the view.
        if let Some(label) = by_id("binnen").and_then(|switch| switch.parent_element()) {
            label.remove();
        }
        return;
    };
    *live.under_way.written.borrow_mut() = window().location().search().unwrap_or_default();

    let on_submit = Rc::clone(live);
    listen(&form, "submit", Listen::Bubbling, move |event| {
        event.prevent_default();
        // The button under the filters asks for the results, which may be far down the page.
        let button = property(event.unchecked_ref(), "submitter").dyn_into::<Element>().ok();
        let wants_results = button.is_some_and(|button| button.closest("details").ok().flatten().is_some());
        read_form(&on_submit, Remember::Step, if wants_results { Then::Heading } else { Then::Stay });
    });
    let on_change = Rc::clone(live);
    listen(&document(), "change", Listen::Bubbling, move |event| changed(&on_change, &event));
    let on_input = Rc::clone(live);
    listen(&form, "input", Listen::Bubbling, move |event| {
        if around(&event, "#q").is_some() {
            let live = Rc::clone(&on_input);
            on_input.under_way.typing.after(TYPING, move || {
                let remember = if live.under_way.typed.get() { Remember::Instead } else { Remember::Step };
                read_form(&live, remember, Then::Stay);
                live.under_way.typed.set(true);
            });
        }
    });
    let on_click = Rc::clone(live);
    listen(&document(), "click", Listen::Bubbling, move |event| clicked(&on_click, event.unchecked_ref()));
    let on_back = Rc::clone(live);
    listen(&window(), "popstate", Listen::Bubbling, move |_| went_back(&on_back));
}

/// After the map came to rest: writes the frame into the address, and asks for the list when it keeps to the view.
pub(super) fn follow(live: &Rc<Live>) {
    if filter().is_none() {
        return;
    }
    if live.notices.within() {
        let first_page = live.list.borrow().without(&[PAGE]);
        load(live, first_page, Remember::Instead, Then::Stay);
    } else {
        write_address(live, Remember::Instead);
    }
}

/// Takes a suggestion: one that narrows the list takes the place of what was typed, beside the other filters; any other is a
/// link.
pub(super) fn take(live: &Rc<Live>, href: &str) {
    let query = href.strip_prefix(LANDKAART).and_then(|rest| rest.strip_prefix('?')).filter(|_| filter().is_some());
    let Some(query) = query else { return leave_for(href) };
    let query = live.list.borrow().without(&[PAGE, TEXT]).and(&Query::parse(query));
    write_fields(&query);
    load(live, query, Remember::Step, Then::Stay);
}

fn filter() -> Option<HtmlFormElement> {
    by_id("filter")?.dyn_into().ok()
}

fn changed(live: &Rc<Live>, event: &Event) {
    let Some(field) = around(event, "input, select") else { return };
    if field.id() == "binnen" {
        let first_page = live.list.borrow().without(&[PAGE]);
        load(live, first_page, Remember::Step, Then::Stay);
    } else if filter().is_some_and(|form| property(&field, "form") == JsValue::from(form)) {
        read_form(live, Remember::Step, Then::Stay);
    }
}

/// Loads what the form says, unless that is what the list shows already.
fn read_form(live: &Rc<Live>, remember: Remember, then: Then) {
    let Some(form) = filter() else { return };
    let pairs = FormData::new_with_form(&form).and_then(|data| UrlSearchParams::new_with_str_sequence_sequence(&data));
    let Ok(pairs) = pairs else { return };
    // The frame is in the map, not in the form.
    let query = Query::parse(&String::from(pairs.to_string())).without(&[FRAME, WITHIN]);
    if !query.is_same(&live.list.borrow().without(&[PAGE])) {
        load(live, query, remember, then);
    } else if then == Then::Heading {
        to_heading(by_id("resultaten").as_ref(), true);
    }
}

/// A link to another view of the Landkaart, in a part of the page that the fragment renews, is followed in place.
fn clicked(live: &Rc<Live>, event: &MouseEvent) {
    let with_key = event.ctrl_key() || event.meta_key() || event.shift_key() || event.alt_key();
    if event.default_prevented() || event.button() != 0 || with_key {
        return;
    }
    let Some(link) = around(event, "a[href]:not([target]):not([download])") else { return };
    let in_parts = link.closest(PARTS).ok().flatten().is_some();
    let href = link.get_attribute("href").unwrap_or_default();
    let Some(rest) = href.strip_prefix(LANDKAART).filter(|rest| rest.is_empty() || rest.starts_with('?')) else {
        return;
    };
    if !in_parts || rest.contains('#') {
        return;
    }
    event.prevent_default();
    let query = Query::parse(rest);
    let turns_page = query.get(PAGE) != live.list.borrow().get(PAGE);
    go_to(live, &query, if turns_page { Then::Heading } else { Then::Stay });
}

/// Goes to the view of a link. The frame of a link is the one the page was made with; the map has its own by now.
fn go_to(live: &Rc<Live>, query: &Query, then: Then) {
    live.notices.set_within(query.get(WITHIN).is_some());
    let query = query.without(&[FRAME, WITHIN]);
    write_fields(&query);
    load(live, query, Remember::Step, then);
}

fn went_back(live: &Rc<Live>) {
    let search = window().location().search().unwrap_or_default();
    if *live.under_way.written.borrow() == search {
        // Only the part after # changed, as after a skip link.
        return;
    }
    let query = Query::parse(&normal(&search));
    (*live.under_way.written.borrow_mut()).clone_from(&search);
    let same_frame = live.asked_frame().as_ref().map(frame_text) == query.frame().as_ref().map(frame_text);
    if !same_frame {
        live.restore(query.frame());
    }
    live.notices.set_within(query.get(WITHIN).is_some());
    let list = query.without(&[FRAME, WITHIN]);
    write_fields(&list);
    load(live, list, Remember::Not, Then::Stay);
}

/// A query as the browser writes it, so that what is the same looks the same.
fn normal(query: &str) -> String {
    UrlSearchParams::new_with_str(query).map(|pairs| String::from(pairs.to_string())).unwrap_or_default()
}

/// Writes what a query says into the fields that the server does not send.
fn write_fields(query: &Query) {
    let Ok(values) = UrlSearchParams::new_with_str(&query.to_string()) else { return };
    for id in OUTSIDE {
        if let Some(field) = by_id(id) {
            set_property(&field, "value", &values.get(id).unwrap_or_default().into());
        }
    }
}

/// The query of the list with the frame that it keeps to or that is in view.
fn full_query(live: &Live, with_frame: bool) -> Query {
    let mut query = live.list.borrow().clone();
    let within = live.notices.within();
    let frame = live.asked_frame().or_else(|| within.then(|| live.view().asked_frame(live.screen())));
    if let Some(frame) = frame.filter(|_| with_frame || within) {
        query = query.with(FRAME, frame_text(&frame));
    }
    if within {
        query = query.with(WITHIN, FRAME.to_owned());
    }
    query
}

fn write_address(live: &Live, remember: Remember) {
    let query = full_query(live, true).to_string();
    let search = if query.is_empty() { String::new() } else { format!("?{query}") };
    if *live.under_way.written.borrow() == search {
        return;
    }
    let (Ok(history), Ok(path)) = (window().history(), window().location().pathname()) else { return };
    let address = format!("{path}{search}");
    *live.under_way.written.borrow_mut() = search;
    // Browsers refuse when there are too many a second; the next one will do.
    let _ = match remember {
        Remember::Step => history.push_state_with_url(&JsValue::NULL, "", Some(&address)),
        Remember::Instead => history.replace_state_with_url(&JsValue::NULL, "", Some(&address)),
        Remember::Not => Ok(()),
    };
}

/// Fetches the list of a query and brings page, map and address in step. What cannot be fetched is opened as a page, where
/// the browser says what is wrong.
fn load(live: &Rc<Live>, query: Query, remember: Remember, then: Then) {
    *live.list.borrow_mut() = query;
    // What was being typed is part of it, or has been left behind.
    drop(live.under_way.typing.begin());
    live.under_way.typed.set(false);
    if remember != Remember::Not {
        write_address(live, remember);
    }
    let still = live.under_way.questions.begin();
    let results = by_id("resultaten");
    busy(results.as_ref(), true);
    live.ask();
    let address = full_query(live, false).address(RESULTS);
    let live = Rc::clone(live);
    fetch(address, move |answer| {
        if !still() {
            return;
        }
        busy(results.as_ref(), false);
        let had_focus = document().active_element().map(|element| (element.get_attribute("href"), element));
        if !answer.text().is_some_and(|text| fragment::apply(&text, &live)) {
            leave_for(&full_query(&live, true).address(LANDKAART));
            return;
        }
        // A link that leads elsewhere by now is another link, with the focus by chance only.
        let lost_focus =
            had_focus.is_some_and(|(href, element)| !element.is_connected() || element.get_attribute("href") != href);
        if then == Then::Heading || lost_focus {
            to_heading(results.as_ref(), then == Then::Heading);
        }
    });
}

fn busy(results: Option<&Element>, busy: bool) {
    if let Some(results) = results {
        let _ = results.set_attribute("aria-busy", if busy { "true" } else { "false" });
    }
}

/// Moves the focus to the heading of the list, and the list to the top of the window when a page was turned; otherwise the
/// page moves only as far as the heading is out of sight.
fn to_heading(results: Option<&Element>, scroll: bool) {
    let Some(results) = results else { return };
    let heading = results.query_selector("h2").ok().flatten();
    let heading = heading.as_ref().unwrap_or(results);
    if !heading.has_attribute("tabindex") {
        let _ = heading.set_attribute("tabindex", "-1");
    }
    if scroll {
        browser::focus(heading);
        results.scroll_into_view();
    } else {
        let _ = heading.unchecked_ref::<HtmlElement>().focus();
    }
}
