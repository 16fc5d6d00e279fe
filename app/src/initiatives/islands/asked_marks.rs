//! The marks of the view: asked of the server whenever the map has come to rest, put on the map when they come.

use std::rc::Rc;

use leptos::prelude::*;
use leptos::serde_json;
use wasm_bindgen_futures::spawn_local;
use web_sys::Element;

use super::browser;
use super::live::Live;
use super::query::{COLOUR, FRAME, PAGE, WITHIN, frame_text, scale_text};
use super::stage::MARK;
use crate::initiatives::marks::{Mark, Marks};

/// Where the marks of a view are asked for.
const MARKS: &str = "/landkaart/beeld.json";

impl Live {
    /// Asks the server what stands in view, unless that is what was asked last.
    pub(super) fn ask(self: &Rc<Self>) {
        let view = self.view();
        let frame = view.asked_frame(self.screen());
        let query = self.list.borrow().without(&[PAGE, COLOUR, WITHIN]);
        let address = query.with(FRAME, frame_text(&frame)).with("mpp", scale_text(&view)).address(MARKS);
        if *self.asked.borrow() == address {
            return;
        }
        (*self.asked.borrow_mut()).clone_from(&address);
        let still = self.questions.begin();
        let live = Rc::clone(self);
        spawn_local(async move {
            let answer = browser::fetch(&address).await;
            if !still() {
                return;
            }
            let Some(marks) = answer.and_then(|text| serde_json::from_str::<Marks>(&text).ok()) else {
                // The same question may be asked again.
                live.asked.borrow_mut().clear();
                live.warn(&live.words.failed);
                return;
            };
            if live.shown.message.with_untracked(|message| *message == live.words.failed) {
                live.shown.message.set(String::new());
            }
            live.place(marks);
        });
    }

    /// Puts other marks on the map. A mark that has the focus keeps it when it is still there; otherwise the nearest gets it.
    fn place(self: &Rc<Self>, marks: Marks) {
        let focused = browser::document().active_element().and_then(|element| self.mark_of(&element));
        if self.aloud.take() {
            self.shown.spoken.set(marks.sentence.clone());
        }
        let again = focused.map(|focused| successor(&focused, &marks.marks));
        self.shown.marks.set(marks);
        if let Some(position) = again {
            let live = Rc::clone(self);
            // Leptos draws before the next frame of the screen.
            request_animation_frame(move || {
                let mark = position.and_then(|position| live.mark_links().into_iter().nth(position));
                browser::focus(mark.as_ref().unwrap_or(&live.stage.frame));
            });
        }
    }

    /// The links of the marks, in their order.
    pub(super) fn mark_links(&self) -> Vec<Element> {
        browser::all(&self.stage.marks, MARK)
    }

    /// The mark that a link stands for.
    pub(super) fn mark_of(&self, link: &Element) -> Option<Mark> {
        let position = self.mark_links().iter().position(|mark| mark == link)?;
        self.shown.marks.with_untracked(|marks| marks.marks.get(position).cloned())
    }
}

/// The mark that takes the place of another among new ones: the same, or else the nearest.
fn successor(old: &Mark, new: &[Mark]) -> Option<usize> {
    let away = |mark: &Mark| f64::from(mark.x - old.x).hypot(f64::from(mark.y - old.y));
    let same = new.iter().position(|mark| mark.label == old.label && mark.href == old.href);
    let nearest = || (0..new.len()).min_by(|&a, &b| away(&new[a]).total_cmp(&away(&new[b])));
    same.or_else(nearest)
}
