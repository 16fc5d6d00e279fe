//! What a visitor must know before reading on.

use leptos::prelude::*;

/// A warning with a title.
#[component]
pub fn Warning(
    /// In a few words.
    title: String,
    /// In a sentence or two.
    text: String,
) -> impl IntoView {
    view! {
        <div class="utrecht-alert utrecht-alert--warning">
            <div class="utrecht-alert__content">
                <div class="utrecht-alert__message">
                    <p class="utrecht-alert__title">{title}</p>
                    <p>{text}</p>
                </div>
            </div>
        </div>
    }
}
