//! `/landkaart/toevoegen`: proposing an initiative, or a change to one. One page in three parts, complete without script.

use std::sync::Arc;

use leptos::prelude::*;

use crate::initiatives::model::{Facet, STATUS_FACET, TYPE_FACET};
use crate::initiatives::needs::Landkaart;
use crate::texts::{t, text};
use crate::ui::fields::ErrorSummary;
use crate::ui::form::{Choice, Posted, SelectField, TextArea, TextField, TickBox, TickField, values};
use crate::ui::page::{Crumb, Page};

/// Where somebody proposes a new initiative.
pub const PATH: &str = "/landkaart/toevoegen";

/// Where they read what to do next.
pub const SENT: &str = "/landkaart/toevoegen/verstuurd";

/// The names of the fields that are no columns of the interchange format.
pub mod names {
    /// The main type.
    pub const TYPE: &str = "soort";
    /// The other types.
    pub const OTHER_TYPES: &str = "ook_soort";
    /// Titles and addresses of sources, each as often as there are sources.
    pub const SOURCE_TITLE: &str = "bron_titel";
    /// See [`SOURCE_TITLE`].
    pub const SOURCE: &str = "bron";
    /// The mail address of whoever proposes.
    pub const EMAIL: &str = "email";
    /// Why something should change.
    pub const REASON: &str = "reden";
    /// Whether the licence is accepted.
    pub const LICENCE: &str = "licentie";
    /// A trap for programs; people leave it empty.
    pub const TRAP: &str = "website";
    /// The moment at which the form was shown, in seconds since 1970 UTC.
    pub const SHOWN_AT: &str = "begonnen";
    /// Which version of an initiative the form showed.
    pub const VERSION: &str = "versie";
    /// Whether what looks alike is something else.
    pub const ANOTHER: &str = "ander";
    /// What is to be done with what was filled in.
    pub const DO: &str = "doe";
    /// A value of [`DO`]: keep it, to go on later.
    pub const KEEP: &str = "bewaar";
    /// A value of [`DO`]: send it.
    pub const SEND: &str = "verstuur";
}

/// So many sources can be filled in; more when there are more.
const SOURCES: usize = 2;

/// An initiative that is there already and looks like what is being filled in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Alike {
    /// Its name.
    pub title: String,
    /// Where it is, in words.
    pub place: String,
    /// Its address.
    pub href: String,
}

/// What the form is for. Provided by the server as context.
#[derive(Clone, Debug)]
pub struct Purpose {
    /// Where it is sent.
    pub action: String,
    /// The name of the initiative that it changes; nothing for a new one.
    pub changes: Option<String>,
    /// Whether a mail address has to be given: not behind a link that was sent to it.
    pub asks_email: bool,
    /// Whether it can be kept, to go on later: not what was sent already.
    pub can_keep: bool,
    /// The version of the data in which the initiative that it changes was last written.
    pub version: Option<i64>,
    /// The moment at which it is shown, in seconds since 1970 UTC.
    pub shown_at: i64,
    /// What is there already and looks like it.
    pub alike: Vec<Alike>,
}

/// The form.
#[component]
pub fn ContributePage() -> impl IntoView {
    let purpose = expect_context::<Purpose>();
    let title = match &purpose.changes {
        Some(name) => t!("contribute-change-title", name = name.as_str()),
        None => t!("contribute-title"),
    };
    let lead = if purpose.changes.is_some() { t!("contribute-change-lead") } else { t!("contribute-lead") };
    view! {
        <Page
            title=title.clone()
            description=lead.clone()
            crumbs=vec![Crumb::to(t!("site-part-landkaart"), "/landkaart"), Crumb::here(title.clone())]
            canonical=PATH
            work=true
        >
            <div class="prose">
                <h1 class="nl-heading nl-heading--level-1">{title}</h1>
                <ErrorSummary errors=Posted::now().errors />
                <p class="nl-paragraph nl-paragraph--lead">{lead}</p>
                <ContributeForm purpose />
            </div>
        </Page>
    }
}

/// The fields, in three parts.
#[component]
fn ContributeForm(purpose: Purpose) -> impl IntoView {
    let is_change = purpose.changes.is_some();
    let again = Posted::now().value(names::SHOWN_AT);
    let shown_at = if again.is_empty() { purpose.shown_at.to_string() } else { again };
    view! {
        <form class="form" action=purpose.action method="post" novalidate>
            <input type="hidden" name=names::SHOWN_AT value=shown_at />
            {purpose
                .version
                .map(|version| view! { <input type="hidden" name=names::VERSION value=version.to_string() /> })}
            <div class="form-trap" aria-hidden="true">
                <label for=names::TRAP>{t!("contribute-trap")}</label>
                <input type="text" id=names::TRAP name=names::TRAP tabindex="-1" autocomplete="off" />
            </div>
            <LooksAlike alike=purpose.alike />
            <What />
            <Where />
            <More />
            <Who asks_email=purpose.asks_email is_change />
            <div class="actions">
                <button class="nl-button nl-button--primary" type="submit" name=names::DO value=names::SEND>
                    {t!("contribute-send")}
                </button>
                {purpose
                    .can_keep
                    .then(|| {
                        view! {
                            <button
                                class="nl-button nl-button--secondary"
                                type="submit"
                                name=names::DO
                                value=names::KEEP
                            >
                                {t!("contribute-keep")}
                            </button>
                        }
                    })}
            </div>
        </form>
    }
}

/// What is there already and may be the same.
#[component]
fn LooksAlike(alike: Vec<Alike>) -> impl IntoView {
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

fn choices(facet: &Facet) -> Vec<Choice> {
    let known = facet.values.iter().filter(|value| value.confirmed);
    known
        .map(|value| Choice { value: value.code.clone(), label: value.label.clone(), hint: value.explanation.clone() })
        .collect()
}

/// The same without what they mean, where the label says it.
fn short_choices(facet: &Facet) -> Vec<Choice> {
    choices(facet).into_iter().map(|choice| Choice { hint: String::new(), ..choice }).collect()
}

#[component]
fn What() -> impl IntoView {
    let reference = expect_context::<Arc<dyn Landkaart>>().reference();
    let types = reference.taxonomy.facet(TYPE_FACET).cloned();
    let status = reference.taxonomy.facet(STATUS_FACET).cloned();
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
                        <details class="form-more">
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

#[component]
fn Where() -> impl IntoView {
    let reference = expect_context::<Arc<dyn Landkaart>>().reference();
    let names = reference.places.municipalities().iter().map(|place| place.name.clone()).collect();
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
            <details class="form-more" open=has(&["lon", "lat"])>
                <summary>{t!("contribute-place")}</summary>
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

#[component]
fn More() -> impl IntoView {
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
    let sources = (0..SOURCES.max(addresses.len() + 1)).map(|place| {
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
                <crate::ui::fields::ErrorLine error=error.clone() />
                <input
                    class="utrecht-textbox utrecht-textbox--html-input"
                    type="url"
                    id=address_id
                    name=names::SOURCE
                    value=address
                    maxlength="2000"
                    aria-invalid=error.as_ref().map(|_| "true")
                    aria-describedby=error.as_ref().map(|_| crate::ui::fields::error_id(names::SOURCE))
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

#[component]
fn Who(asks_email: bool, is_change: bool) -> impl IntoView {
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
                        />
                    }
                })}
            <TickBox name=names::LICENCE label=t!("contribute-licence") />
        </section>
    }
}

/// `/landkaart/toevoegen/verstuurd`: says where to look now.
#[component]
pub fn SentPage() -> impl IntoView {
    let title = t!("contribute-sent-title");
    view! {
        <Page
            title=title.clone()
            description=t!("contribute-sent-lead")
            crumbs=vec![
                Crumb::to(t!("site-part-landkaart"), "/landkaart"),
                Crumb::to(t!("contribute-title"), PATH),
                Crumb::here(title.clone()),
            ]
        >
            <div class="prose">
                <h1 class="nl-heading nl-heading--level-1">{title}</h1>
                <p class="nl-paragraph nl-paragraph--lead">{t!("contribute-sent-lead")}</p>
                <p class="nl-paragraph">{t!("contribute-sent-next")}</p>
                <p class="nl-paragraph">
                    <a class="nl-link" href="/landkaart">
                        {t!("error-to-landkaart")}
                    </a>
                </p>
            </div>
        </Page>
    }
}

/// What a field of the form is called, for the list of errors.
#[must_use]
pub fn label_of(field: &str) -> String {
    text(match field {
        "titel" => "contribute-name",
        "samenvatting" => "contribute-summary",
        names::TYPE => "contribute-type",
        "gemeente" => "contribute-municipality",
        "lon" => "contribute-lon",
        "lat" => "contribute-lat",
        names::SOURCE => "contribute-sources",
        "startjaar" => "contribute-start",
        "eindjaar" => "contribute-end",
        "beschrijving" => "contribute-story",
        names::EMAIL => "contribute-email",
        names::REASON => "contribute-reason",
        names::LICENCE => "contribute-licence-short",
        names::ANOTHER => "contribute-alike-title",
        _ => "contribute-facets",
    })
}
