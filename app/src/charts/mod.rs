//! Charts: drawn on the server as SVG, each with what it shows in a sentence and a real table beside it.
//!
//! A drawing fills the width that it gets, and its letters stay as large as those of the page: lengths across are percentages,
//! lengths down are in `em`. So nothing is scaled, in a narrow window, on paper or with larger letters. What is known is a plain
//! field and what is not known is hatched; every number stands beside its field, so that colour is never the only way to tell.

pub mod bars;
pub mod columns;
pub mod share;

use leptos::prelude::*;

/// How a field is drawn.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Look {
    /// The one that matters most.
    #[default]
    Strong,
    /// Beside it.
    Soft,
    /// What is absent or not known.
    Hatched,
}

impl Look {
    /// The class of a field, and what fills it when that is a pattern of this drawing.
    fn drawn(self, id: &str) -> (&'static str, Option<String>) {
        match self {
            Self::Strong => ("chart__field", None),
            Self::Soft => ("chart__field chart__field--soft", None),
            Self::Hatched => ("chart__field chart__field--hatched", Some(format!("url(#{id}-streep)"))),
        }
    }
}

/// A number of a drawing with as many digits as can be seen.
fn length(number: f64) -> String {
    let text = format!("{number:.2}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// A chart with its table: what it shows as its heading, the drawing, and beside it the same in figures.
#[component]
pub fn Chart(
    /// The `id`, from which those of its parts are made.
    id: &'static str,
    /// What it is about, as a heading of the second level.
    #[prop(into)]
    title: String,
    /// What it shows, in a sentence.
    #[prop(into)]
    conclusion: String,
    /// What one has to know to read it; may be empty.
    #[prop(optional, into)]
    note: String,
    /// The drawing.
    drawing: AnyView,
    /// The table, and how to take it along.
    children: Children,
) -> impl IntoView {
    view! {
        <section class="chart" aria-labelledby=id>
            <h2 class="nl-heading nl-heading--level-2" id=id>
                {title}
            </h2>
            <p class="chart__conclusion">{conclusion}</p>
            {(!note.is_empty()).then(|| view! { <p class="nl-paragraph small muted">{note}</p> })}
            <div class="chart__sides">
                <div class="chart__drawing">{drawing}</div>
                <div class="chart__table">{children()}</div>
            </div>
        </section>
    }
}

/// The frame of a drawing: its size, its name and its description, and the hatch.
#[component]
fn Drawing(
    /// The `id` of the chart.
    id: &'static str,
    /// Its name: what it shows.
    name: String,
    /// How it is drawn.
    description: String,
    /// How high, in `em`.
    height: f64,
    /// What is drawn.
    children: Children,
) -> impl IntoView {
    let (name_id, description_id, hatch) = (format!("{id}-naam"), format!("{id}-uitleg"), format!("{id}-streep"));
    view! {
        <svg
            class="chart__svg"
            role="img"
            width="100%"
            height=format!("{}em", length(height))
            aria-labelledby=name_id
            aria-describedby=description_id
        >
            <title id=name_id.clone()>{name}</title>
            <desc id=description_id.clone()>{description}</desc>
            <defs>
                <pattern id=hatch width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
                    <rect class="chart__ground" width="7" height="7" />
                    <rect class="chart__stripe" width="2.5" height="7" />
                </pattern>
            </defs>
            {children()}
        </svg>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The markup of a drawing.
    pub(super) fn markup<V: IntoView>(view: impl FnOnce() -> V) -> String {
        Owner::new().with(|| view().to_html()).replace("<!>", "")
    }

    #[test]
    fn a_length_has_no_digits_that_nobody_sees() {
        assert_eq!([length(1.0), length(33.333_333), length(0.5), length(100.0)], ["1", "33.33", "0.5", "100"]);
    }

    #[test]
    fn a_drawing_has_a_name_a_description_and_text_that_stays_text() {
        let hostile = "<script>alert(1)</script>";
        let html = markup(|| {
            view! {
                <Drawing id="proef" name=hostile.to_owned() description=hostile.to_owned() height=3.0>
                    <rect />
                </Drawing>
            }
        });
        assert!(!html.contains("<script"), "{html}");
        for part in [r#"role="img""#, r#"aria-labelledby="proef-naam""#, r#"id="proef-naam""#, r#"id="proef-uitleg""#] {
            assert!(html.contains(part), "{part}: {html}");
        }
        assert!(!html.contains("style="), "the content security policy allows no style in markup: {html}");
    }
}
