//! `/landkaart/toevoegen`: proposing an initiative, or a change to one. One page, complete without script; with it a new
//! proposal is made in three steps.

use leptos::prelude::*;

use super::fields::{LooksAlike, More, What, Where, Who};
use super::place::{self, Placing};
use crate::texts::{t, text};
use crate::ui::fields::{ErrorLine, ErrorSummary, FieldError};
use crate::ui::form::Posted;
use crate::ui::page::{Crumb, Page};
use crate::ui::sent::SentPage;

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
    /// Whether whoever proposes it wants to be asked every year.
    pub const YEARLY: &str = "ieder_jaar";
    /// Whether the licence is accepted.
    pub const LICENCE: &str = "licentie";
    /// A trap for programs; people leave it empty.
    pub const TRAP: &str = "website";
    /// The seal of the moment at which the form was opened.
    pub const OPENED: &str = "begonnen";
    /// What a browser found when it had to work.
    pub const WORK: &str = "werk";
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

/// Work for a browser.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Work {
    /// The script that does it.
    pub script: String,
    /// How much, in bits.
    pub bits: u32,
}

/// A form that is filled in step by step, where scripts run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Steps {
    /// The script that shows one step at a time.
    pub script: String,
    /// What is said of each field that has to be filled in, when it is not.
    pub missing: Vec<FieldError>,
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
    /// The seal of the moment at which it was opened.
    pub opened: String,
    /// What a browser has to do before it sends it, while very many do so at once.
    pub work: Option<Work>,
    /// What is there already and looks like it.
    pub alike: Vec<Alike>,
    /// Where one goes on when it cannot be sent any more, and what that is called.
    pub instead: Option<(String, String)>,
    /// How it is shown in steps. Whoever changes something has it all before them, and looks for one field.
    pub steps: Option<Steps>,
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

/// The fields, in the parts that are steps.
#[component]
fn ContributeForm(purpose: Purpose) -> impl IntoView {
    let is_change = purpose.changes.is_some();
    let bits = purpose.work.as_ref().map(|work| work.bits.to_string());
    let works = bits.is_some();
    let busy = works.then(|| t!("contribute-working"));
    let in_steps = purpose.steps.is_some();
    let can_be_sent = purpose.instead.is_none();
    let onward = purpose.instead.map(|(href, words)| {
        view! {
            <p class="nl-paragraph">
                <a class="nl-link" href=href>
                    {words}
                </a>
            </p>
        }
    });
    view! {
        <form
            class="form"
            action=purpose.action
            method="post"
            novalidate
            data-steps=in_steps.then_some("")
            data-work=bits
            data-busy=busy
        >
            <input type="hidden" name=names::OPENED value=purpose.opened />
            {works.then(|| view! { <input type="hidden" name=names::WORK value="" /> })}
            {purpose
                .version
                .map(|version| view! { <input type="hidden" name=names::VERSION value=version.to_string() /> })}
            <div class="form-trap" aria-hidden="true">
                <label for=names::TRAP>{t!("contribute-trap")}</label>
                <input type="text" id=names::TRAP name=names::TRAP tabindex="-1" autocomplete="off" />
            </div>
            {use_context::<Placing>().filter(|_| can_be_sent).map(|placing| view! { <Enter to=placing.action /> })}
            {in_steps.then(|| view! { <StepList /> })}
            <LooksAlike alike=purpose.alike />
            <div class="form-step">
                <What />
            </div>
            <div class="form-step">
                <Where />
            </div>
            <div class="form-step">
                <More />
                {(!is_change).then(|| view! { <p class="nl-paragraph">{t!("contribute-photo-later")}</p> })}
                <Who asks_email=purpose.asks_email is_change />
            </div>
            {onward}
            {can_be_sent.then(|| view! { <Send in_steps can_keep=purpose.can_keep /> })}
            {purpose
                .work
                .map(|work| {
                    view! {
                        <p class="nl-paragraph" role="status" data-said=""></p>
                        <script type="module" src=work.script></script>
                    }
                })}
            {purpose
                .steps
                .map(|steps| {
                    view! {
                        <Missing missing=steps.missing />
                        <script type="module" src=steps.script></script>
                    }
                })}
        </form>
    }
}

/// What is done with what was filled in.
#[component]
fn Send(in_steps: bool, can_keep: bool) -> impl IntoView {
    let keep = can_keep.then(|| {
        view! {
            <button class="nl-button nl-button--secondary" type="submit" name=names::DO value=names::KEEP>
                {t!("contribute-keep")}
            </button>
        }
    });
    view! {
        <div class="actions">
            {in_steps.then(|| view! { <Ways /> })}
            <button class="nl-button nl-button--primary" type="submit" name=names::DO value=names::SEND data-send="">
                {t!("contribute-send")}
            </button> {keep}
        </div>
    }
}

/// Where one is among the steps; shown by the script that makes steps.
#[component]
fn StepList() -> impl IntoView {
    let steps = [
        ("#deel-wat", t!("contribute-step-what")),
        ("#deel-waar", t!("contribute-step-where")),
        ("#deel-meer", t!("contribute-step-send")),
    ];
    let items = steps.map(|(href, words)| {
        view! {
            <li class="steps__item">
                <a class="steps__link" href=href>
                    {words}
                </a>
            </li>
        }
    });
    view! {
        <nav class="steps" aria-label=t!("contribute-steps") hidden>
            <ol class="steps__list">{items}</ol>
        </nav>
    }
}

/// What is said beside a field that was left empty, for the script that makes steps.
#[component]
fn Missing(missing: Vec<FieldError>) -> impl IntoView {
    let missing = missing.into_iter().map(|error| {
        let field = error.field.clone();
        view! {
            <template data-missing=field>
                <ErrorLine error=Some(error) />
            </template>
        }
    });
    missing.collect_view()
}

/// The way from step to step; shown by the script that makes steps.
#[component]
fn Ways() -> impl IntoView {
    view! {
        <button class="nl-button nl-button--secondary" type="button" data-way="" hidden>
            {t!("contribute-back")}
        </button>
        <button class="nl-button nl-button--primary" type="button" data-way="" hidden>
            {t!("contribute-next")}
        </button>
    }
}

/// What Enter in a field presses: the first button of a form, which would be that of the map.
#[component]
fn Enter(to: String) -> impl IntoView {
    view! {
        <button
            class="visually-hidden"
            type="submit"
            name=names::DO
            value=place::names::ENTER
            formaction=to
            tabindex="-1"
            aria-hidden="true"
        ></button>
    }
}

/// `/landkaart/toevoegen/verstuurd`: says where to look now.
#[component]
pub fn ProposalSentPage() -> impl IntoView {
    view! {
        <SentPage
            title=t!("contribute-sent-title")
            lead=t!("contribute-sent-lead")
            next=t!("contribute-sent-next")
            way=vec![Crumb::to(t!("site-part-landkaart"), "/landkaart"), Crumb::to(t!("contribute-title"), PATH)]
            onward=("/landkaart", t!("error-to-landkaart"))
        />
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
