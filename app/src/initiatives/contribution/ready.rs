//! Answers that lie ready for moderators: those that are always there, and those of the desk itself.

use super::deciding::ReadyAnswer;
use crate::texts::text;
use crate::ui::form::Choice;

/// Ready answers: the key of each is what is sent.
const READY: [&str; 5] = ["bron", "plaats", "geen-initiatief", "reclame", "dubbel"];

/// The answers that are always there: what is sent, and what they say.
#[must_use]
pub fn built_in_answers() -> Vec<(&'static str, String)> {
    READY.map(|key| (key, ready_answer(key).unwrap_or_default())).to_vec()
}

/// The answers of the desk itself, then those that are always there.
#[must_use]
pub fn ready_answers(own: Vec<ReadyAnswer>) -> Vec<Choice> {
    let own = own.into_iter().map(|answer| (answer.key(), answer.label()));
    let built_in = built_in_answers().into_iter().map(|(key, words)| (key.to_owned(), words));
    own.chain(built_in).map(|(value, label)| Choice { value, label, hint: String::new() }).collect()
}

/// The words of a ready answer.
#[must_use]
pub fn ready_answer(key: &str) -> Option<String> {
    Some(text(match key {
        "bron" => "desk-ready-source",
        "plaats" => "desk-ready-place",
        "geen-initiatief" => "desk-ready-no-initiative",
        "reclame" => "desk-ready-advertising",
        "dubbel" => "desk-ready-twice",
        _ => return None,
    }))
}
