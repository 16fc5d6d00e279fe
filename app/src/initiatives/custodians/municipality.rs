//! `/beheer/gemeenten`: municipalities with the domains of their mail, who keeps them, and who asks to.

use leptos::prelude::*;

use crate::desk::done::WhatWasDone;
use crate::desk::frame::DeskPage;
use crate::desk::list::{Nothing, TheList};
use crate::desk::pages::account;
use crate::desk::parts::Part;
use crate::texts::{moments, t};
use crate::ui::fields::ErrorSummary;
use crate::ui::form::{Posted, TextArea, TextField};
use crate::ui::page::Crumb;

/// Where many domains are added at once.
pub const PASTE: &str = "/beheer/gemeenten/domeinen";

/// What is to be done.
pub const DO: &str = "doe";
/// A value of [`DO`]: adds a domain.
pub const ADD: &str = "domein-erbij";
/// A value of [`DO`]: takes a domain away.
pub const REMOVE: &str = "domein-weg";
/// A value of [`DO`]: lets somebody keep the municipality.
pub const ACCEPT: &str = "laat-toe";
/// A value of [`DO`]: does not.
pub const REFUSE: &str = "weiger";
/// The field with a domain.
pub const DOMAIN: &str = "domein";
/// The field with lines.
pub const LINES: &str = "regels";
/// The number of what somebody asked.
pub const CLAIM: &str = "aanvraag";
/// The words that whoever asked reads.
pub const WORDS: &str = "tekst";

/// The page of a municipality, by its code.
#[must_use]
pub fn path(code: &str) -> String {
    format!("{}/{code}", Part::Municipalities.path())
}

/// Whether the reader may change domains. Provided by the server as context.
#[derive(Clone, Copy, Debug)]
pub struct MayChangeDomains(pub bool);

/// Whether no municipality has a domain yet. Provided by the server as context.
#[derive(Clone, Copy, Debug)]
pub struct NoDomainsYet(pub bool);

/// The list.
#[component]
pub fn MunicipalitiesPage() -> impl IntoView {
    let MayChangeDomains(may_change) = use_context().unwrap_or(MayChangeDomains(false));
    let NoDomainsYet(none) = use_context().unwrap_or(NoDomainsYet(false));
    view! {
        <DeskPage part=Some(Part::Municipalities) title=Part::Municipalities.name()>
            <WhatWasDone />
            <p class="nl-paragraph">{t!("municipalities-lead")}</p>
            {none.then(|| view! { <p class="nl-paragraph">{t!("municipalities-no-domains")}</p> })}
            {may_change
                .then(|| {
                    view! {
                        <p class="nl-paragraph">
                            <a class="nl-link" href=PASTE>
                                {t!("domains-paste")}
                            </a>
                        </p>
                    }
                })}
            <TheList nothing=Nothing {
                words: t!("municipalities-none"),
                next: None,
            } />
        </DeskPage>
    }
}

/// Many domains at once.
#[component]
pub fn DomainsPage() -> impl IntoView {
    view! {
        <DeskPage
            part=Some(Part::Municipalities)
            title=t!("domains-paste")
            crumbs=vec![Crumb::to(Part::Municipalities.name(), Part::Municipalities.path())]
        >
            <ErrorSummary errors=Posted::now().errors />
            <form class="form" action=PASTE method="post" novalidate>
                <TextArea name=LINES label=t!("domains-lines") hint=t!("domains-lines-hint") longest=60_000 />
                <div class="actions">
                    <button class="nl-button nl-button--primary" type="submit">
                        {t!("domains-add-all")}
                    </button>
                </div>
            </form>
        </DeskPage>
    }
}

/// Somebody who asks to keep the municipality, or asked it lately.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShownClaim {
    /// Its number.
    pub id: String,
    /// Who.
    pub name: String,
    /// Their address.
    pub email: String,
    /// What they do for the municipality; may be empty.
    pub job: String,
    /// Since when it waits, or when it was decided, in seconds since 1970 UTC.
    pub at: i64,
    /// Whether an owner took the municipality from them before.
    pub was_taken: bool,
    /// What a decision was, and whose; nothing while it waits.
    pub decided: Option<(bool, String)>,
}

/// A municipality at the desk. Provided by the server as context.
#[derive(Clone, Debug)]
pub struct ShownMunicipality {
    /// Its CBS code.
    pub code: String,
    /// Its name.
    pub name: String,
    /// Its name in addresses.
    pub slug: String,
    /// The domains of its mail.
    pub domains: Vec<String>,
    /// Who keeps it: the number of the account, and who that is.
    pub custodians: Vec<(String, String)>,
    /// Who asks to.
    pub waiting: Vec<ShownClaim>,
    /// What was decided in the last weeks.
    pub decided: Vec<ShownClaim>,
    /// Whether the reader may see accounts and change domains.
    pub may_change: bool,
    /// Somebody else decided meanwhile.
    pub conflict: bool,
}

/// The page of a municipality.
#[component]
pub fn DeskMunicipalityPage() -> impl IntoView {
    let shown = expect_context::<ShownMunicipality>();
    let late = shown.conflict.then(|| {
        view! {
            <div class="error-summary" role="alert">
                <h2 class="error-summary__title">{t!("desk-conflict-title")}</h2>
                <p>{t!("claims-conflict")}</p>
            </div>
        }
    });
    view! {
        <DeskPage
            part=Some(Part::Municipalities)
            title=shown.name.clone()
            crumbs=vec![Crumb::to(Part::Municipalities.name(), Part::Municipalities.path())]
        >
            <WhatWasDone />
            {late}
            <ErrorSummary errors=Posted::now().errors />
            <p class="nl-paragraph">
                <a class="nl-link" href=format!("/landkaart/gemeente/{}", shown.slug)>
                    {t!("claim-look", name = shown.name.as_str())}
                </a>
            </p>
            <Claims shown=shown.clone() />
            <Custodians shown=shown.clone() />
            <Domains shown />
        </DeskPage>
    }
}

#[component]
fn Claims(shown: ShownMunicipality) -> impl IntoView {
    let action = path(&shown.code);
    let why = if shown.domains.is_empty() { t!("claims-why-no-domain") } else { t!("claims-why-other-domain") };
    let waiting = shown.waiting.into_iter().map(|claim| {
        let why = if claim.was_taken { t!("claims-why-taken") } else { why.clone() };
        view! { <Claim claim action=action.clone() why /> }
    });
    let waiting = waiting.collect_view();
    let waiting = if waiting.is_empty() {
        view! { <p class="nl-paragraph">{t!("claims-none")}</p> }.into_any()
    } else {
        waiting.into_any()
    };
    let decided = shown.decided.into_iter().filter_map(|claim| {
        let (accepted, by) = claim.decided?;
        let key = if accepted { t!("claims-accepted-by", by = by) } else { t!("claims-refused-by", by = by) };
        Some(view! {
            <li>
                {moments::short(claim.at)} ": " <span class="breaks">{claim.name} " (" {claim.email} ")"</span> " "
                {key}
            </li>
        })
    });
    let decided = decided.collect_view();
    let decided = (!decided.is_empty()).then(|| {
        view! {
            <h3 class="nl-heading nl-heading--level-3">{t!("claims-decided")}</h3>
            <ul class="small">{decided}</ul>
        }
    });
    view! {
        <section aria-labelledby="aanvragen">
            <h2 class="nl-heading nl-heading--level-2" id="aanvragen">
                {t!("claims-title")}
            </h2>
            {waiting}
            {decided}
        </section>
    }
}

/// Somebody who asks, with everything that is needed to decide.
#[component]
fn Claim(claim: ShownClaim, action: String, why: String) -> impl IntoView {
    let head = format!("aanvraag-{}", claim.id);
    let words = format!("{WORDS}-{}", claim.id);
    let job = (!claim.job.is_empty()).then(|| view! { <p class="nl-paragraph small">{claim.job.clone()}</p> });
    view! {
        <section class="form-notice" aria-labelledby=head.clone()>
            <h3 class="nl-heading nl-heading--level-3 breaks" id=head.clone()>
                {claim.name}
            </h3>
            <p class="nl-paragraph breaks">
                {claim.email} " · " {t!("claims-since", moment = moments::short(claim.at))}
            </p>
            {job}
            <p class="nl-paragraph small">{why}</p>
            <form class="form" action=action method="post">
                <input type="hidden" name=CLAIM value=claim.id />
                <div class="form-field">
                    <label class="utrecht-form-label" for=words.clone()>
                        {t!("claims-words")}
                    </label>
                    <textarea class="utrecht-textbox" id=words name=WORDS maxlength="2000"></textarea>
                </div>
                <div class="actions">
                    <button class="nl-button nl-button--primary" type="submit" name=DO value=ACCEPT>
                        {t!("claims-accept")}
                    </button>
                    <button class="nl-button nl-button--secondary" type="submit" name=DO value=REFUSE>
                        {t!("claims-refuse")}
                    </button>
                </div>
            </form>
        </section>
    }
}

#[component]
fn Custodians(shown: ShownMunicipality) -> impl IntoView {
    let items = shown.custodians.into_iter().map(|(id, who)| {
        if shown.may_change {
            view! {
                <li class="breaks">
                    <a class="nl-link" href=account::path(&id)>
                        {who}
                    </a>
                </li>
            }
            .into_any()
        } else {
            view! { <li class="breaks">{who}</li> }.into_any()
        }
    });
    let items = items.collect_view();
    let list = if items.is_empty() {
        view! { <p class="nl-paragraph">{t!("custodians-none")}</p> }.into_any()
    } else {
        view! { <ul>{items}</ul> }.into_any()
    };
    view! {
        <section aria-labelledby="beheerders">
            <h2 class="nl-heading nl-heading--level-2" id="beheerders">
                {t!("custodians-title")}
            </h2>
            {list}
        </section>
    }
}

#[component]
fn Domains(shown: ShownMunicipality) -> impl IntoView {
    let action = path(&shown.code);
    let form = action.clone();
    let items = shown.domains.into_iter().map(|domain| {
        let remove = shown.may_change.then(|| {
            view! {
                <form action=action.clone() method="post">
                    <input type="hidden" name=DOMAIN value=domain.clone() />
                    <button class="nl-button" type="submit" name=DO value=REMOVE>
                        {t!("domains-remove")}
                        <span class="visually-hidden">" " {domain.clone()}</span>
                    </button>
                </form>
            }
        });
        view! {
            <li class="logins__item">
                <strong class="breaks">"@" {domain}</strong>
                {remove}
            </li>
        }
    });
    let items = items.collect_view();
    let list = if items.is_empty() {
        view! { <p class="nl-paragraph">{t!("domains-none")}</p> }.into_any()
    } else {
        view! { <ul class="logins">{items}</ul> }.into_any()
    };
    let add = shown.may_change.then(|| {
        view! {
            <form class="form" action=form method="post" novalidate>
                <TextField name=DOMAIN label=t!("domains-domain") hint=t!("domains-domain-hint") longest=253 />
                <div class="actions">
                    <button class="nl-button nl-button--primary" type="submit" name=DO value=ADD>
                        {t!("domains-add")}
                    </button>
                </div>
            </form>
        }
    });
    view! {
        <section aria-labelledby="domeinen">
            <h2 class="nl-heading nl-heading--level-2" id="domeinen">
                {t!("domains-title")}
            </h2>
            <p class="nl-paragraph">{t!("domains-text")}</p>
            {list}
            {add}
        </section>
    }
}
