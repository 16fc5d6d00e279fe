//! Suggestions while somebody types in the search field: a combobox with a list, as the WAI-ARIA practices describe it.
//! Without JavaScript, or when the server gives none, it is a plain field.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use wasm_bindgen::prelude::*;
use web_sys::{Element, Event, KeyboardEvent};

use super::browser::{Latest, Listen, all, around, by_id, document, fetch, listen, property};
use super::live::Live;
use super::query::{fill, split_at};
use super::settings::Json;
use super::sync;

/// Where suggestions are asked for.
const SUGGESTIONS: &str = "/landkaart/suggesties.json?q=";
/// How long a person has to stop typing, in milliseconds.
const TYPING: u64 = 150;
const LIST: &str = "suggesties";

/// One suggestion, with the server's words.
struct Suggestion {
    /// What is suggested; it goes into the field.
    text: String,
    /// What it is, such as "gemeente", and how many initiatives it has.
    detail: String,
    /// Where it leads.
    href: String,
}

struct Combobox {
    live: Rc<Live>,
    field: Element,
    list: Element,
    found: RefCell<Vec<Suggestion>>,
    /// Which one is chosen with the arrows.
    chosen: Cell<Option<usize>>,
    questions: Latest,
}

/// Makes the search field of the page a combobox.
pub(super) fn wake(live: &Rc<Live>) {
    let Some(field) = by_id("q") else { return };
    let Some(list) = empty_list(&field, &live.words.suggestions) else { return };
    for (name, value) in
        [("role", "combobox"), ("aria-autocomplete", "list"), ("aria-expanded", "false"), ("aria-controls", LIST)]
    {
        let _ = field.set_attribute(name, value);
    }
    let combobox = Rc::new(Combobox {
        live: Rc::clone(live),
        field,
        list,
        found: RefCell::default(),
        chosen: Cell::new(None),
        questions: Latest::default(),
    });
    let on = |target: &Element, event: &str, react: fn(&Rc<Combobox>, Event)| {
        let combobox = Rc::clone(&combobox);
        listen(target, event, Listen::Bubbling, move |event| react(&combobox, event));
    };
    let (field, list) = (&combobox.field, &combobox.list);
    on(field, "input", |combobox, _| combobox.typed());
    on(field, "keydown", |combobox, event| combobox.key(event.unchecked_ref()));
    on(field, "blur", |combobox, _| combobox.close());
    if let Some(form) = field.closest("form").ok().flatten() {
        // What was typed is being looked for: suggestions that are still to come are too late.
        on(&form, "submit", |combobox, _| combobox.close());
    }
    // The field keeps the focus while the mouse chooses.
    on(list, "pointerdown", |_, event| event.prevent_default());
    on(list, "mousedown", |_, event| event.prevent_default());
    on(list, "click", |combobox, event| {
        let option = around(&event, "[role=option]");
        let position = option.and_then(|option| combobox.options().iter().position(|other| *other == option));
        if let Some(position) = position {
            combobox.take(position);
        }
    });
}

/// The list of options, hidden, next to the field.
fn empty_list(field: &Element, name: &str) -> Option<Element> {
    let list = document().create_element("ul").ok()?;
    let attributes = [
        ("id", LIST),
        ("class", "utrecht-listbox search__suggestions"),
        ("role", "listbox"),
        ("aria-label", name),
        ("hidden", ""),
    ];
    for (name, value) in attributes {
        list.set_attribute(name, value).ok()?;
    }
    field.closest(".search").ok()??.append_child(&list).ok()?;
    Some(list)
}

impl Combobox {
    fn text(&self) -> String {
        property(&self.field, "value").as_string().unwrap_or_default()
    }

    fn options(&self) -> Vec<Element> {
        all(&self.list, "[role=option]")
    }

    fn is_open(&self) -> bool {
        !self.list.has_attribute("hidden")
    }

    fn typed(self: &Rc<Self>) {
        let combobox = Rc::clone(self);
        self.questions.after(TYPING, move || combobox.ask());
    }

    fn ask(self: &Rc<Self>) {
        let text = self.text();
        let still = self.questions.begin();
        if text.trim().chars().count() < 2 {
            self.close();
            return;
        }
        let combobox = Rc::clone(self);
        let address = format!("{SUGGESTIONS}{}", js_sys::encode_uri_component(text.trim()));
        fetch(address, move |answer| {
            if !still() {
                return;
            }
            let found = answer.text().and_then(|text| Json::parse(&text)).map(|list| read(&list)).unwrap_or_default();
            let typing = document().active_element().is_some_and(|element| element == combobox.field);
            if found.is_empty() || !typing {
                combobox.close();
            } else {
                combobox.open(found, text.trim());
            }
        });
    }

    fn open(&self, found: Vec<Suggestion>, typed: &str) {
        self.list.set_inner_html("");
        for (position, suggestion) in found.iter().enumerate() {
            if let Some(option) = option(position, suggestion, typed) {
                let _ = self.list.append_child(&option);
            }
        }
        let words = &self.live.words;
        let template = if found.len() == 1 { &words.suggestions_one } else { &words.suggestions_many };
        self.live.notices.say(&fill(template, &[("n", &found.len().to_string())]));
        *self.found.borrow_mut() = found;
        self.choose(None);
        let _ = self.list.remove_attribute("hidden");
        let _ = self.field.set_attribute("aria-expanded", "true");
    }

    fn close(&self) {
        drop(self.questions.begin());
        self.choose(None);
        let _ = self.list.set_attribute("hidden", "");
        let _ = self.field.set_attribute("aria-expanded", "false");
    }

    fn choose(&self, position: Option<usize>) {
        self.chosen.set(position);
        for (index, option) in self.options().iter().enumerate() {
            let _ = option.set_attribute("aria-selected", if Some(index) == position { "true" } else { "false" });
        }
        let _ = match position {
            Some(position) => self.field.set_attribute("aria-activedescendant", &id(position)),
            None => self.field.remove_attribute("aria-activedescendant"),
        };
    }

    fn key(self: &Rc<Self>, event: &KeyboardEvent) {
        let count = self.found.borrow().len();
        match (&*event.key(), self.is_open()) {
            ("ArrowDown", true) => self.choose(Some(self.chosen.get().map_or(0, |chosen| (chosen + 1) % count))),
            ("ArrowUp", true) => {
                self.choose(Some(self.chosen.get().map_or(count - 1, |chosen| (chosen + count - 1) % count)));
            }
            ("ArrowDown", false) => self.ask(),
            ("Escape", true) => self.close(),
            ("Enter", true) => {
                let Some(chosen) = self.chosen.get() else {
                    // The form is sent, as without suggestions.
                    self.close();
                    return;
                };
                self.take(chosen);
            }
            _ => return,
        }
        event.prevent_default();
    }

    fn take(&self, position: usize) {
        let href = self.found.borrow().get(position).map(|suggestion| suggestion.href.clone());
        self.close();
        if let Some(href) = href {
            sync::take(&self.live, &href);
        }
    }
}

fn read(list: &Json) -> Vec<Suggestion> {
    let suggestion =
        |each: &Json| Suggestion { text: each.text("text"), detail: each.text("detail"), href: each.text("href") };
    list.list().iter().map(suggestion).collect()
}

fn id(position: usize) -> String {
    format!("suggestie-{position}")
}

/// An option with what was typed marked in it.
fn option(position: usize, suggestion: &Suggestion, typed: &str) -> Option<Element> {
    let new = |name: &str| document().create_element(name).ok();
    let option = new("li")?;
    for (name, value) in [
        ("id", &*id(position)),
        ("role", "option"),
        ("class", "utrecht-listbox__option utrecht-listbox__option--html-li"),
    ] {
        option.set_attribute(name, value).ok()?;
    }
    let text = new("span")?;
    let (before, same, after) = split_at(&suggestion.text, typed);
    let mark = new("mark")?;
    mark.set_text_content(Some(same));
    text.append_with_str_1(before).ok()?;
    if !same.is_empty() {
        text.append_child(&mark).ok()?;
    }
    text.append_with_str_1(after).ok()?;
    let kind = new("span")?;
    kind.set_class_name("search__kind");
    kind.set_text_content(Some(&suggestion.detail));
    option.append_child(&text).ok()?;
    option.append_child(&kind).ok()?;
    Some(option)
}
