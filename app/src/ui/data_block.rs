//! Descriptions for search engines (schema.org in JSON-LD): data in the page that is never run.

use leptos::prelude::*;
use leptos::serde_json::Value;

/// A description in JSON-LD.
#[component]
pub fn DataBlock(
    /// The description; it names its own `@context`.
    data: Value,
) -> impl IntoView {
    view! { <script type="application/ld+json" inner_html=safe(&data)></script> }
}

/// JSON that cannot end the element it stands in, whatever a text holds.
fn safe(data: &Value) -> String {
    data.to_string().replace('<', "\\u003c").replace('>', "\\u003e").replace('&', "\\u0026")
}

#[cfg(test)]
mod tests {
    use leptos::serde_json::{self, json};

    use super::*;

    #[test]
    fn a_text_cannot_end_the_block_and_is_still_the_same_text() {
        let data = json!({ "name": "</script><script>alert(1)</script> & meer" });
        let written = safe(&data);
        assert!(!written.contains('<'));
        assert_eq!(serde_json::from_str::<Value>(&written).expect("JSON"), data);
    }
}
