//! What is wrong with a form: a list above it, and a line beside each field.

use leptos::prelude::*;

use crate::texts::t;

/// Something that is wrong with a field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldError {
    /// The `id` of the field.
    pub field: String,
    /// What it is called.
    pub label: String,
    /// What is wrong and what to do.
    pub text: String,
}

/// The `id` of the line that says what is wrong with a field.
#[must_use]
pub fn error_id(field: &str) -> String {
    format!("{field}-fout")
}

/// The list above a form, each error a link to its field, or about the whole form when it names none; nothing when all is well.
#[component]
pub fn ErrorSummary(
    /// What is wrong.
    errors: Vec<FieldError>,
) -> impl IntoView {
    (!errors.is_empty()).then(|| {
        let fields = errors.iter().filter(|error| !error.field.is_empty()).count();
        let title = if fields == 0 { t!("form-not-sent") } else { t!("form-errors", count = fields) };
        view! {
            <div class="error-summary" role="alert" aria-labelledby="fouten" tabindex="-1">
                <h2 class="error-summary__title" id="fouten">
                    {title}
                </h2>
                <ul>
                    {errors
                        .into_iter()
                        .map(|error| {
                            if error.field.is_empty() {
                                return view! { <li>{error.text}</li> }.into_any();
                            }
                            view! {
                                <li>
                                    <a href=format!("#{}", error.field)>{error.label} ": " {error.text}</a>
                                </li>
                            }
                                .into_any()
                        })
                        .collect_view()}
                </ul>
            </div>
        }
    })
}

/// The line beside a field; nothing when all is well.
#[component]
pub fn ErrorLine(
    /// What is wrong.
    error: Option<FieldError>,
) -> impl IntoView {
    error.map(|error| {
        view! {
            <div class="utrecht-form-field__error-message utrecht-form-field-error-message" id=error_id(&error.field)>
                <span class="visually-hidden">{t!("form-error")}</span>
                {error.text}
            </div>
        }
    })
}
