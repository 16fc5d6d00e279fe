//! The pages of the Landkaart, one per file, with the parts that they share.

use leptos::prelude::*;

use super::needs::LandkaartError;
use crate::ui::errors::{ErrorPage, ErrorTexts, status};

pub mod chosen;
pub mod embed;
#[cfg(test)]
pub(crate) mod examples;
pub mod filters;
pub mod initiative;
pub mod landkaart;
pub mod legend;
pub mod map;
pub mod municipality;
pub mod results;
pub mod small_map;
pub mod summary;
pub mod table;
pub mod take_along;

/// The page that says why there is no answer, with the status that belongs to it.
pub(crate) fn no_answer(error: &LandkaartError) -> AnyView {
    let (code, kind) = refusal(error);
    status(code);
    view! { <ErrorPage texts=ErrorTexts::of(kind) /> }.into_any()
}

/// The status of an error, and the kind of error that its words are kept under.
fn refusal(error: &LandkaartError) -> (u16, &'static str) {
    match error {
        LandkaartError::NotFound => (404, "not-found"),
        LandkaartError::Gone => (410, "gone"),
        LandkaartError::NoSuchPage { .. } => (404, "no-such-page"),
        LandkaartError::Unavailable => (500, "internal"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::texts::has_text;

    #[test]
    fn every_reason_for_no_answer_has_words() {
        let all = [
            LandkaartError::NotFound,
            LandkaartError::Gone,
            LandkaartError::NoSuchPage { pages: 1 },
            LandkaartError::Unavailable,
        ];
        for (_, kind) in all.iter().map(refusal) {
            assert!(has_text(&format!("error-{kind}-title")) && has_text(&format!("error-{kind}-text")), "{kind}");
        }
    }
}
