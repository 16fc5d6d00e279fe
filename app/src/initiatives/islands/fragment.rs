//! Brings the page in step with a fragment from the server, changing only what differs: what a person has opened, typed or
//! focused stays as it is, and a screen reader hears nothing of what stays the same.

use leptos::prelude::document as page;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlTemplateElement, Node};

use super::browser::{all, by_id, property, set_property};
use super::live::Live;
use super::query::{fill, name_and_news};
use super::settings::Json;
use super::stage::{MUNICIPALITY, NAME};

/// The parts of the page that depend on the filter and have links to other views.
pub(super) const PARTS: &str = "#samenvatting, #actieve-filters, #filter, #resultaten, #legenda, #tabel, #meenemen";

/// Brings every part of the page that the fragment has in step with it, and the municipalities on the map. False when the
/// text is no fragment.
pub(super) fn apply(text: &str, live: &Live) -> bool {
    let Some(fragment) = parse(text) else { return false };
    for new in all(&fragment, ":scope > [id]") {
        if let Some(old) = by_id(&new.id()) {
            follow(&old, &new);
            mark_field(&new);
        }
    }
    if let Some(title) = fragment.get_attribute("data-title") {
        page().set_title(&title);
    }
    let given = |name: &str| fragment.get_attribute(name).unwrap_or_default();
    let (classes, names) = (given("data-classes"), given("data-names"));
    let templates: Vec<String> = Json::parse(&given("data-templates"))
        .map(|list| list.list().iter().map(Json::as_text).collect())
        .unwrap_or_default();
    for ((municipality, class), name) in live.stage.municipalities.iter().zip(classes.chars()).zip(names.split(',')) {
        colour(municipality, class);
        if let Some(template) = name.parse::<usize>().ok().and_then(|position| templates.get(position)) {
            rename(municipality, template);
        }
    }
    true
}

fn parse(text: &str) -> Option<Element> {
    let template = page().create_element("template").ok()?.dyn_into::<HtmlTemplateElement>().ok()?;
    template.set_inner_html(text);
    template.content().query_selector("#fragment").ok()?
}

/// Marks the field that a line belongs to as wrong when the line says so, and as right when it is empty.
fn mark_field(line: &Element) {
    let Some(field) = line.get_attribute("data-field").and_then(|id| by_id(&id)) else { return };
    let error = line.first_element_child();
    for (name, value) in
        [("aria-invalid", error.as_ref().map(|_| "true".to_owned())), ("aria-describedby", error.map(|e| e.id()))]
    {
        let _ = match value {
            Some(value) => field.set_attribute(name, &value),
            None => field.remove_attribute(name),
        };
    }
}

/// Gives a municipality the class of its count.
fn colour(municipality: &Element, class: char) {
    let old = municipality.get_attribute("class").unwrap_or_default();
    let is_colour = |name: &str| name.len() == 2 && name.starts_with('k');
    let mut names: Vec<&str> = old.split_whitespace().filter(|name| !is_colour(name)).collect();
    let colour = format!("k{class}");
    names.push(&colour);
    let new = names.join(" ");
    if new != old {
        let _ = municipality.set_attribute("class", &new);
    }
}

/// Gives a municipality the name with its count.
fn rename(municipality: &Element, template: &str) {
    let new = fill(template, &[("name", &municipality.get_attribute(NAME).unwrap_or_default())]);
    if municipality.get_attribute("aria-label").as_deref() != Some(&new) {
        let _ = municipality.set_attribute("aria-label", &new);
    }
}

/// Moves what the municipalities are called from their `<title>`, which browsers show as a tip of their own, to
/// `aria-label`, and notes the name alone: the page would be a kilobyte heavier with both.
pub(super) fn name_municipalities(land: &Element) {
    for title in all(land, &format!("{MUNICIPALITY} > title")) {
        if let (Some(link), Some(label)) = (title.parent_element(), title.text_content()) {
            let _ = link.set_attribute("aria-label", &label);
            let _ = link.set_attribute(NAME, name_and_news(&label).0);
            title.remove();
        }
    }
}

/// Changes an element into another of the same kind, attribute by attribute and child by child.
fn follow(old: &Element, new: &Element) {
    attributes(old, new);
    children(old, new);
    fields(old, new);
}

fn attributes(old: &Element, new: &Element) {
    // Whether a part is open is up to the person who opened it; whether it is being fetched, to the page.
    let keeps = |name: &str| matches!((name, &*old.local_name()), ("open", "details") | ("aria-busy", _));
    let names = |element: &Element| -> Vec<String> {
        element.get_attribute_names().iter().filter_map(|name| name.as_string()).filter(|name| !keeps(name)).collect()
    };
    for name in names(old) {
        // A heading that the focus was moved to keeps what lets it have the focus.
        if !new.has_attribute(&name) && name != "tabindex" {
            let _ = old.remove_attribute(&name);
        }
    }
    for name in names(new) {
        let value = new.get_attribute(&name);
        if value != old.get_attribute(&name) {
            let _ = old.set_attribute(&name, &value.unwrap_or_default());
        }
    }
}

fn children(old: &Element, new: &Element) {
    let mut at = old.first_child();
    let mut wanted = new.first_child();
    while let Some(new_node) = wanted {
        wanted = new_node.next_sibling();
        let Some(old_node) = at else {
            let _ = old.append_child(&new_node);
            continue;
        };
        at = old_node.next_sibling();
        if !follow_node(&old_node, &new_node) {
            let _ = old.replace_child(&new_node, &old_node);
        }
    }
    while let Some(rest) = at {
        at = rest.next_sibling();
        let _ = old.remove_child(&rest);
    }
}

/// False when the nodes are of different kinds.
fn follow_node(old: &Node, new: &Node) -> bool {
    if old.node_name() != new.node_name() {
        return false;
    }
    match (old.dyn_ref::<Element>(), new.dyn_ref::<Element>()) {
        (Some(old), Some(new)) => {
            // Another field is not the same field with another name.
            if old.get_attribute("name") != new.get_attribute("name") || old.id() != new.id() {
                return false;
            }
            follow(old, new);
        }
        _ => {
            if old.node_value() != new.node_value() {
                old.set_node_value(new.node_value().as_deref());
            }
        }
    }
    true
}

/// What is chosen and typed is not in the attributes. The field that somebody is typing in is left alone.
fn fields(old: &Element, new: &Element) {
    match &*old.local_name() {
        "input" if old.get_attribute("type").as_deref() == Some("checkbox") => {
            set_property(old, "checked", &property(new, "checked"));
        }
        "input" | "select" if page().active_element().as_ref() != Some(old) => {
            set_property(old, "value", &property(new, "value"));
        }
        _ => {}
    }
}
