//! Forms that are sent: what somebody filled in comes back with the errors beside it, in the answer itself.

use leptos::prelude::*;

use super::fields::{ErrorLine, FieldError, error_id};
use super::why::{Why, why_id};
use crate::initiatives::land::escape;
use crate::personal::Personal;

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

/// All values of a name among the pairs of a form, in their order.
pub fn values<'a>(pairs: &'a [(String, String)], name: &'a str) -> impl Iterator<Item = &'a str> {
    pairs.iter().filter(move |(other, _)| other == name).map(|(_, value)| value.as_str())
}

/// What ties a control to its label, its hint and what is wrong with it.
struct Wiring {
    /// The `id`s of what helps, of what is wrong, and of why it is asked.
    described_by: Option<String>,
    /// Whether something is wrong with it.
    invalid: Option<&'static str>,
}

/// A control with its label above it, what helps to fill it in, what is wrong with it, and below it why something personal is asked.
fn framed(
    name: &str,
    label: String,
    hint: String,
    why: Option<Personal>,
    control: impl FnOnce(Wiring) -> AnyView,
) -> AnyView {
    let error = Posted::now().error(name);
    let hint_id = format!("{name}-hulp");
    let hinted = (!hint.is_empty()).then(|| hint_id.clone());
    let described: Vec<String> =
        hinted.into_iter().chain(error.as_ref().map(|_| error_id(name))).chain(why.map(|_| why_id(name))).collect();
    let wiring = Wiring {
        described_by: (!described.is_empty()).then(|| described.join(" ")),
        invalid: error.is_some().then_some("true"),
    };
    let class = if error.is_some() { "form-field form-field--wrong" } else { "form-field" };
    let control = control(wiring);
    view! {
        <div class=class>
            <label class="utrecht-form-label" for=name.to_owned()>
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
            <ErrorLine error=error />
            {control}
            {why.map(|personal| view! { <Why field=name personal /> })}
        </div>
    }
    .into_any()
}

/// A field for one line of text.
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
    /// Whether it is for a few characters only.
    #[prop(optional)]
    short: bool,
    /// What a browser may propose while somebody types.
    #[prop(default = vec![])]
    proposals: Vec<String>,
    /// The most characters that it takes.
    longest: usize,
    /// What is asked about a person.
    #[prop(optional)]
    why: Option<Personal>,
) -> impl IntoView {
    let class = if short {
        "utrecht-textbox utrecht-textbox--html-input utrecht-textbox--short"
    } else {
        "utrecht-textbox utrecht-textbox--html-input"
    };
    let list = (!proposals.is_empty()).then(|| format!("{name}-voorstellen"));
    let proposed = list.clone().map(|id| {
        let options = proposals.into_iter().map(|proposal| view! { <option value=proposal></option> }).collect_view();
        view! { <datalist id=id>{options}</datalist> }
    });
    framed(name, label, hint, why, move |wiring| {
        view! {
            <input
                class=class
                type=kind
                id=name
                name=name
                value=Posted::now().value(name)
                maxlength=longest.to_string()
                autocomplete=autocomplete
                list=list
                aria-invalid=wiring.invalid
                aria-describedby=wiring.described_by
            />
            {proposed}
        }
        .into_any()
    })
}

/// A field for more than one line.
#[component]
pub fn TextArea(
    /// Its name, which is also its `id`.
    name: &'static str,
    /// What it is called.
    #[prop(into)]
    label: String,
    /// What helps to fill it in.
    #[prop(optional, into)]
    hint: String,
    /// The most characters that it takes.
    longest: usize,
    /// What is asked about a person.
    #[prop(optional)]
    why: Option<Personal>,
) -> impl IntoView {
    framed(name, label, hint, why, move |wiring| {
        view! {
            <textarea
                class="utrecht-textbox"
                id=name
                name=name
                maxlength=longest.to_string()
                aria-invalid=wiring.invalid
                aria-describedby=wiring.described_by
                // Leptos writes what stands in a textarea as it is; browsers read it with entities.
                inner_html=escape(&Posted::now().value(name)).into_owned()
            ></textarea>
        }
        .into_any()
    })
}

/// A field for a file. What was chosen never comes back: a browser does not give it twice.
#[component]
pub fn FileField(
    /// Its name, which is also its `id`.
    name: &'static str,
    /// What it is called.
    #[prop(into)]
    label: String,
    /// What it may be.
    #[prop(into)]
    hint: String,
    /// The kinds of files that a browser proposes.
    accept: &'static str,
    /// What is asked about a person.
    #[prop(optional)]
    why: Option<Personal>,
) -> impl IntoView {
    framed(name, label, hint, why, move |wiring| {
        view! {
            <input
                type="file"
                id=name
                name=name
                accept=accept
                aria-invalid=wiring.invalid
                aria-describedby=wiring.described_by
            />
        }
        .into_any()
    })
}

/// Something to choose from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// What is sent.
    pub value: String,
    /// What it is called.
    pub label: String,
    /// What it means; may be empty.
    pub hint: String,
}

/// A field in which one of some values is chosen.
#[component]
pub fn SelectField(
    /// Its name, which is also its `id`.
    name: &'static str,
    /// What it is called.
    #[prop(into)]
    label: String,
    /// What helps to choose.
    #[prop(optional, into)]
    hint: String,
    /// The words for "nothing chosen yet".
    #[prop(into)]
    nothing: String,
    /// The values.
    choices: Vec<Choice>,
) -> impl IntoView {
    framed(name, label, hint, None, move |wiring| {
        let chosen = Posted::now().value(name);
        let options = choices.into_iter().map(|choice| {
            view! {
                <option value=choice.value.clone() selected=choice.value == chosen>
                    {choice.label}
                </option>
            }
        });
        view! {
            <select
                class="utrecht-select utrecht-select--html-select"
                id=name
                name=name
                aria-invalid=wiring.invalid
                aria-describedby=wiring.described_by
            >
                <option value="">{nothing}</option>
                {options.collect_view()}
            </select>
        }
        .into_any()
    })
}

/// A field in which any number of some values is ticked.
#[component]
pub fn TickField(
    /// Its name; its first box has it as `id`.
    #[prop(into)]
    name: String,
    /// The question.
    #[prop(into)]
    legend: String,
    /// What helps to choose.
    #[prop(optional, into)]
    hint: String,
    /// The values.
    choices: Vec<Choice>,
    /// Whether only one can be chosen.
    #[prop(optional)]
    one: bool,
) -> impl IntoView {
    let posted = Posted::now();
    let error = posted.error(&name);
    let kind = if one { "radio" } else { "checkbox" };
    let class = if error.is_some() { "form-group form-field--wrong" } else { "form-group" };
    let described = error.as_ref().map(|_| error_id(&name));
    let boxes = choices.into_iter().enumerate().map(|(place, choice)| {
        let id = if place == 0 { name.clone() } else { format!("{name}-{place}") };
        let checked = values(&posted.pairs, &name).any(|value| value == choice.value);
        view! {
            <label class="choice">
                <input type=kind id=id name=name.clone() value=choice.value checked=checked />
                <span>{choice.label}</span>
                {(!choice.hint.is_empty()).then(|| view! { <span class="choice__hint">{choice.hint}</span> })}
            </label>
        }
    });
    let boxes = boxes.collect_view();
    view! {
        <fieldset class=class aria-describedby=described>
            <legend class="form-group__legend">{legend}</legend>
            {(!hint.is_empty()).then(|| view! { <div class="form-field__hint">{hint}</div> })}
            <ErrorLine error=error />
            {boxes}
        </fieldset>
    }
}

/// A box that is ticked or not.
#[component]
pub fn TickBox(
    /// Its name, which is also its `id`.
    name: &'static str,
    /// What whoever ticks it says.
    #[prop(into)]
    label: String,
    /// What is asked about a person.
    #[prop(optional)]
    why: Option<Personal>,
) -> impl IntoView {
    let posted = Posted::now();
    let error = posted.error(name);
    let class = if error.is_some() { "form-group form-field--wrong" } else { "form-group" };
    let described: Vec<String> =
        error.as_ref().map(|_| error_id(name)).into_iter().chain(why.map(|_| why_id(name))).collect();
    view! {
        <div class=class>
            <ErrorLine error=error.clone() />
            <label class="choice">
                <input
                    type="checkbox"
                    id=name
                    name=name
                    value="ja"
                    checked=posted.value(name) == "ja"
                    aria-invalid=error.as_ref().map(|_| "true")
                    aria-describedby=(!described.is_empty()).then(|| described.join(" "))
                />
                <span>{label}</span>
            </label>
            {why.map(|personal| view! { <Why field=name personal /> })}
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_comes_back_in_a_field_stays_what_was_typed() {
        let typed = "</textarea><script>alert(1)</script>\"'&amp;";
        let html = Owner::new().with(|| {
            let pairs = ["regel", "verhaal"].map(|name| (name.to_owned(), typed.to_owned()));
            provide_context(Posted { pairs: pairs.into(), errors: Vec::new() });
            view! {
                <TextField name="regel" label="Regel" longest=100 />
                <TextArea name="verhaal" label="Verhaal" longest=100 />
            }
            .to_html()
        });
        assert!(!html.contains("<script"), "{html}");
        assert_eq!(html.matches("</textarea>").count(), 1, "{html}");
        assert!(html.contains("&lt;/textarea&gt;&lt;script&gt;alert(1)&lt;/script&gt;&quot;&#39;&amp;amp;"), "{html}");
    }
}
