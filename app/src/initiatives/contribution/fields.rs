//! The fields of the form about an initiative, part by part.

use std::sync::Arc;

use leptos::prelude::*;

use super::form::{Alike, names};
use super::place::{Placing, PointOut};
use crate::initiatives::model::{Facet, STATUS_FACET, TYPE_FACET};
use crate::initiatives::needs::Landkaart;
use crate::personal::Personal;
use crate::texts::t;
use crate::ui::fields::{ErrorLine, error_id};
use crate::ui::form::{Choice, Posted, SelectField, TextArea, TextField, TickBox, TickField, values};

/// So many sources can be filled in; more when there are more.
const SOURCES: usize = 2;

/// What is there already and may be the same.
#[component]
pub fn LooksAlike(
    /// What is there.
    alike: Vec<Alike>,
) -> impl IntoView {
    (!alike.is_empty()).then(|| {
        let items = alike.into_iter().map(|other| {
            view! {
                <li>
                    <a class="nl-link" href=other.href target="_blank">
                        {other.title}
                        <span class="visually-hidden">" " {t!("contribute-alike-new-window")}</span>
                    </a>
                    " "
                    {other.place}
                </li>
            }
        });
        view! {
            <section class="form-notice" id="lijkt-op" aria-labelledby="lijkt-op-kop">
                <h2 class="nl-heading nl-heading--level-2" id="lijkt-op-kop">
                    {t!("contribute-alike-title")}
                </h2>
                <p class="nl-paragraph">{t!("contribute-alike-text")}</p>
                <ul>{items.collect_view()}</ul>
                <TickBox name=names::ANOTHER label=t!("contribute-another") />
            </section>
        }
    })
}

/// The values that are offered, and what it has already: what nobody changes must not change.
fn choices(facet: &Facet) -> Vec<Choice> {
    let posted = Posted::now();
    let has = |code: &str| values(&posted.pairs, &facet.code).any(|chosen| chosen == code);
    let known = facet.values.iter().filter(|value| value.confirmed || has(&value.code));
    known
        .map(|value| Choice { value: value.code.clone(), label: value.label.clone(), hint: value.explanation.clone() })
        .collect()
}

/// The same without what they mean, where the label says it.
fn short_choices(facet: &Facet) -> Vec<Choice> {
    choices(facet).into_iter().map(|choice| Choice { hint: String::new(), ..choice }).collect()
}

/// What it is.
#[component]
pub fn What() -> impl IntoView {
    let reference = expect_context::<Arc<dyn Landkaart>>().reference();
    let types = reference.taxonomy.facet(TYPE_FACET).cloned();
    let status = reference.taxonomy.facet(STATUS_FACET).cloned();
    let open = has(&[names::OTHER_TYPES]) || Posted::now().error(names::TYPE).is_some();
    view! {
        <section class="form-part" aria-labelledby="deel-wat">
            <h2 class="nl-heading nl-heading--level-2" id="deel-wat">
                {t!("contribute-part-what")}
            </h2>
            <TextField name="titel" label=t!("contribute-name") hint=t!("contribute-name-hint") longest=120 />
            <TextArea
                name="samenvatting"
                label=t!("contribute-summary")
                hint=t!("contribute-summary-hint")
                longest=500
            />
            {types
                .map(|types| {
                    view! {
                        <SelectField
                            name=names::TYPE
                            label=t!("contribute-type")
                            hint=t!("contribute-type-hint")
                            nothing=t!("contribute-choose")
                            choices=choices(&types)
                        />
                        <details class="form-more" open=open>
                            <summary>{t!("contribute-other-types")}</summary>
                            <TickField
                                name=names::OTHER_TYPES
                                legend=t!("contribute-other-types-legend")
                                choices=choices(&types)
                            />
                        </details>
                    }
                })}
            {status
                .map(|status| {
                    view! {
                        <TickField
                            name=STATUS_FACET
                            legend=status.question.clone()
                            choices=short_choices(&status)
                            one=true
                        />
                    }
                })}
        </section>
    }
}

/// Where it is.
#[component]
pub fn Where() -> impl IntoView {
    let reference = expect_context::<Arc<dyn Landkaart>>().reference();
    let names = reference.places.municipalities().iter().map(|place| place.name.clone()).collect();
    let placing = use_context::<Placing>();
    let open = has(&["lon", "lat"]) || placing.as_ref().is_some_and(|placing| placing.used);
    view! {
        <section class="form-part" aria-labelledby="deel-waar">
            <h2 class="nl-heading nl-heading--level-2" id="deel-waar">
                {t!("contribute-part-where")}
            </h2>
            <TextField
                name="gemeente"
                label=t!("contribute-municipality")
                hint=t!("contribute-municipality-hint")
                proposals=names
                longest=80
            />
            <details class="form-more" open=open>
                <summary>{t!("contribute-place")}</summary>
                {placing.map(|placing| view! { <PointOut placing /> })}
                <div class="form-field__hint">{t!("contribute-place-hint")}</div>
                <div class="form-pair">
                    <TextField name="lat" label=t!("contribute-lat") longest=20 short=true />
                    <TextField name="lon" label=t!("contribute-lon") longest=20 short=true />
                </div>
                <TickField
                    name="precisie"
                    legend=t!("contribute-precision")
                    choices=vec![
                        Choice {
                            value: "adres".into(),
                            label: t!("contribute-precision-address"),
                            hint: String::new(),
                        },
                        Choice {
                            value: "buurt".into(),
                            label: t!("contribute-precision-neighbourhood"),
                            hint: String::new(),
                        },
                    ]
                    one=true
                />
            </details>
        </section>
    }
}

/// Whether one of some fields has a value, so that it must not be hidden.
fn has(fields: &[&str]) -> bool {
    let posted = Posted::now();
    fields.iter().any(|field| !posted.value(field).is_empty() || posted.error(field).is_some())
}

/// Where one can read about it, and more of it.
#[component]
pub fn More() -> impl IntoView {
    let reference = expect_context::<Arc<dyn Landkaart>>().reference();
    let posted = Posted::now();
    let others = reference.taxonomy.facets.iter().filter(|f| ![TYPE_FACET, STATUS_FACET].contains(&f.code.as_str()));
    let facets = others.map(|facet| {
        view! {
            <TickField
                name=facet.code.clone()
                legend=facet.question.clone()
                choices=short_choices(facet)
                one=facet.at_most == 1
            />
        }
    });
    let titles: Vec<String> = values(&posted.pairs, names::SOURCE_TITLE).map(str::to_owned).collect();
    let addresses: Vec<String> = values(&posted.pairs, names::SOURCE).map(str::to_owned).collect();
    let filled = (0..addresses.len())
        .rev()
        .find(|&at| !addresses[at].is_empty() || titles.get(at).is_some_and(|title| !title.is_empty()));
    let filled = filled.map_or(0, |last| last + 1);
    let sources = (0..SOURCES.max(filled + 1)).map(|place| {
        let filled = |list: &[String]| list.get(place).cloned().unwrap_or_default();
        view! { <SourceField place title=filled(&titles) address=filled(&addresses) /> }
    });
    view! {
        <section class="form-part" aria-labelledby="deel-meer">
            <h2 class="nl-heading nl-heading--level-2" id="deel-meer">
                {t!("contribute-part-more")}
            </h2>
            <fieldset class="form-group">
                <legend class="form-group__legend">{t!("contribute-sources")}</legend>
                <div class="form-field__hint">{t!("contribute-sources-hint")}</div>
                <div class="form-sources">{sources.collect_view()}</div>
            </fieldset>
            <div class="form-pair">
                <TextField name="startjaar" label=t!("contribute-start") longest=4 short=true />
                <TextField name="eindjaar" label=t!("contribute-end") longest=4 short=true />
            </div>
            <TextArea
                name="beschrijving"
                label=t!("contribute-story")
                hint=t!("contribute-story-hint")
                longest=10_000
            />
            <details class="form-more">
                <summary>{t!("contribute-facets")}</summary>
                {facets.collect_view()}
            </details>
        </section>
    }
}

/// One source: what it is called and where it is.
#[component]
fn SourceField(place: usize, title: String, address: String) -> impl IntoView {
    let id = |name: &str| if place == 0 { name.to_owned() } else { format!("{name}-{place}") };
    let error = (place == 0).then(|| Posted::now().error(names::SOURCE)).flatten();
    let (title_id, address_id) = (id(names::SOURCE_TITLE), id(names::SOURCE));
    view! {
        <div class="form-source">
            <div class="form-field">
                <label class="utrecht-form-label" for=address_id.clone()>
                    {t!("contribute-source-address", number = place + 1)}
                </label>
                <ErrorLine error=error.clone() />
                <input
                    class="utrecht-textbox utrecht-textbox--html-input"
                    type="url"
                    id=address_id
                    name=names::SOURCE
                    value=address
                    maxlength="2000"
                    aria-invalid=error.as_ref().map(|_| "true")
                    aria-describedby=error.as_ref().map(|_| error_id(names::SOURCE))
                />
            </div>
            <div class="form-field">
                <label class="utrecht-form-label" for=title_id.clone()>
                    {t!("contribute-source-title", number = place + 1)}
                </label>
                <input
                    class="utrecht-textbox utrecht-textbox--html-input"
                    type="text"
                    id=title_id
                    name=names::SOURCE_TITLE
                    value=title
                    maxlength="300"
                />
            </div>
        </div>
    }
}

/// Who proposes it, and why.
#[component]
pub fn Who(
    /// Whether a mail address has to be given.
    asks_email: bool,
    /// Whether something changes that is there.
    is_change: bool,
) -> impl IntoView {
    view! {
        <section class="form-part" aria-labelledby="deel-wie">
            <h2 class="nl-heading nl-heading--level-2" id="deel-wie">
                {t!("contribute-part-who")}
            </h2>
            {is_change
                .then(|| {
                    view! {
                        <TextArea
                            name=names::REASON
                            label=t!("contribute-reason")
                            hint=t!("contribute-reason-hint")
                            longest=1_000
                            why=Personal::Reason
                        />
                    }
                })}
            {asks_email
                .then(|| {
                    view! {
                        <TextField
                            name=names::EMAIL
                            label=t!("contribute-email")
                            hint=t!("contribute-email-hint")
                            kind="email"
                            autocomplete="email"
                            longest=254
                            why=Personal::Submitter
                        />
                        <TickBox name=names::YEARLY label=t!("contribute-yearly") why=Personal::CheckContact />
                    }
                })}
            <TickBox name=names::LICENCE label=t!("contribute-licence") />
        </section>
    }
}
