//! Why something personal is asked and for how long it is kept, said where somebody fills it in. Both come from the list of which
//! the privacy statement is made.

use leptos::prelude::*;

use crate::personal::Personal;
use crate::texts::t;

/// Where the privacy statement says it of everything.
const MORE: &str = "/privacy#bewaren";

/// The `id` of the sentence that belongs to a field.
#[must_use]
pub fn why_id(field: &str) -> String {
    format!("{field}-waarom")
}

/// The sentence. What it belongs to names it in `aria-describedby` by [`why_id`].
#[component]
pub fn Why(
    /// The `id` of what it belongs to.
    #[prop(into)]
    field: String,
    /// What is asked.
    personal: Personal,
) -> impl IntoView {
    view! {
        <p class="form-field__why" id=why_id(&field)>
            {t!("why-kept", purpose = personal.purpose(), kept = personal.kept_in_words())}
            " "
            <a class="nl-link" href=MORE>
                {t!("why-more")}
            </a>
        </p>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::form::{Posted, TextArea, TextField, TickBox};

    #[test]
    fn every_kind_of_field_says_why_it_is_asked_and_for_how_long_and_is_tied_to_that() {
        for personal in Personal::ALL {
            let html = Owner::new().with(|| {
                provide_context(Posted::default());
                view! {
                    <TextField name="regel" label="Regel" longest=9 why=personal />
                    <TextArea name="verhaal" label="Verhaal" longest=9 why=personal />
                    <TickBox name="kruis" label="Kruis" why=personal />
                }
                .to_html()
            });
            for name in ["regel", "verhaal", "kruis"] {
                assert!(html.contains(&format!("aria-describedby=\"{name}-waarom\"")), "{personal:?}: {html}");
                assert!(html.contains(&format!("id=\"{name}-waarom\"")), "{personal:?}: {html}");
            }
            for said in [personal.purpose(), personal.kept_in_words()] {
                assert_eq!(html.matches(&said).count(), 3, "{personal:?}: {html}");
            }
            assert_eq!(html.matches("href=\"/privacy#bewaren\"").count(), 3, "{personal:?}");
        }
    }
}
