//! Forms that are sent: what somebody filled in comes back with the errors beside it, in the answer itself.

use leptos::prelude::*;

use super::fields::{ErrorLine, FieldError, error_id};

/// What somebody sent that cannot be accepted as it is. Provided by the server as context when it answers a `POST`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Posted {
    /// Names and values as they came.
    pub pairs: Vec<(String, String)>,
    /// What is wrong, in the order of the form.
    pub errors: Vec<FieldError>,
}

impl Posted {
    /// What came back for the page that is being made; empty when nothing was sent.
    #[must_use]
    pub fn now() -> Self {
        use_context().unwrap_or_default()
    }

    /// What was filled in.
    #[must_use]
    pub fn value(&self, name: &str) -> String {
        value(&self.pairs, name).to_owned()
    }

    /// What is wrong with a field.
    #[must_use]
    pub fn error(&self, field: &str) -> Option<FieldError> {
        self.errors.iter().find(|error| error.field == field).cloned()
    }
}

/// The first value of a name among the pairs of a form; nothing is an empty text.
#[must_use]
pub fn value<'a>(pairs: &'a [(String, String)], name: &str) -> &'a str {
    pairs.iter().find(|(other, _)| other == name).map_or("", |(_, value)| value.as_str())
}

/// A field for one line of text: its label, what helps to fill it in, and what is wrong with it.
#[component]
pub fn TextField(
    /// Its name, which is also its `id`.
    name: &'static str,
    /// What it is called.
    #[prop(into)]
    label: String,
    /// What helps to fill it in.
    #[prop(optional, into)]
    hint: String,
    /// What kind of text, such as `email`.
    #[prop(default = "text")]
    kind: &'static str,
    /// What a browser may fill in by itself, such as `email`.
    #[prop(default = "off")]
    autocomplete: &'static str,
    /// The most characters that it takes.
    longest: usize,
) -> impl IntoView {
    let posted = Posted::now();
    let error = posted.error(name);
    let hint_id = format!("{name}-hulp");
    let described: Vec<String> =
        (!hint.is_empty()).then(|| hint_id.clone()).into_iter().chain(error.as_ref().map(|_| error_id(name))).collect();
    let described = (!described.is_empty()).then(|| described.join(" "));
    let class = if error.is_some() { "form-field form-field--wrong" } else { "form-field" };
    view! {
        <div class=class>
            <label class="utrecht-form-label" for=name>
                {label}
            </label>
            {(!hint.is_empty())
                .then(|| {
                    view! {
                        <div class="form-field__hint" id=hint_id>
                            {hint}
                        </div>
                    }
                })}
            <ErrorLine error=error.clone() />
            <input
                class="utrecht-textbox utrecht-textbox--html-input"
                type=kind
                id=name
                name=name
                value=posted.value(name)
                maxlength=longest.to_string()
                autocomplete=autocomplete
                aria-invalid=error.is_some().then_some("true")
                aria-describedby=described
            />
        </div>
    }
}
