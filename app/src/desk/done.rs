//! What was just done, said on the page after it; with a way back when there is one.

use leptos::prelude::*;

use super::list::LIST;
use crate::texts::t;

/// The name of what was done in the address of the page after it.
pub const DONE: &str = "gedaan";

/// The name of what can be put back, in that address and in the form that does it.
pub const BACK: &str = "terug";

/// Something that was just done. Provided by the server as context.
#[derive(Clone, Debug)]
pub struct Done {
    /// What, in a sentence.
    pub words: String,
    /// How to put it back.
    pub undo: Option<Undo>,
}

/// A way back.
#[derive(Clone, Debug)]
pub struct Undo {
    /// Where it is sent to.
    pub action: &'static str,
    /// What is put back.
    pub id: String,
    /// The query of the list that was looked at.
    pub list: String,
}

/// The sentence, if something was done.
#[component]
pub fn WhatWasDone() -> impl IntoView {
    use_context::<Done>().map(|done| {
        let undo = done.undo.map(|undo| {
            view! {
                <form action=undo.action method="post">
                    <input type="hidden" name=BACK value=undo.id />
                    <input type="hidden" name=LIST value=undo.list />
                    <button class="link-button" type="submit">
                        {t!("done-undo")}
                    </button>
                </form>
            }
        });
        view! {
            <div class="done" role="status">
                <p>{done.words}</p>
                {undo}
            </div>
        }
    })
}
