//! How moderators decide: on which types two of them do, and the answers that they keep ready. `/beheer/beslissen`.

use leptos::prelude::*;

use super::ready::built_in_answers;
use crate::accounts::actor::Actor;
use crate::accounts::roles::Permission;
use crate::desk::done::WhatWasDone;
use crate::desk::frame::DeskPage;
use crate::desk::parts::Part;
use crate::texts::{t, text};
use crate::ui::fields::ErrorSummary;
use crate::ui::form::{Choice, Posted, SelectField, TextArea, TextField, TickField};
use crate::ui::page::Crumb;

/// Where an answer is added.
pub const NEW: &str = "/beheer/beslissen/antwoord";

/// The names of fields.
pub mod names {
    /// A type on which two moderators decide, as often as there are.
    pub const TYPE: &str = "soort";
    /// What an answer is called.
    pub const TITLE: &str = "titel";
    /// What it says.
    pub const WORDS: &str = "tekst";
    /// For which decision it is.
    pub const DECISION: &str = "beslissing";
    /// What is to be done with it.
    pub const DO: &str = "doe";
    /// A value of [`DO`].
    pub const SAVE: &str = "opslaan";
    /// A value of [`DO`].
    pub const REMOVE: &str = "verwijderen";
}

/// The decisions for which an answer can be: the word in the database, and what it is called.
#[must_use]
pub fn decisions() -> Vec<(&'static str, String)> {
    [("accept", "deciding-accept"), ("ask", "deciding-ask"), ("refuse", "deciding-refuse")]
        .map(|(code, key)| (code, text(key)))
        .into()
}

/// An answer that moderators keep ready.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadyAnswer {
    /// Its number.
    pub id: String,
    /// What it is called.
    pub title: String,
    /// What it says.
    pub words: String,
    /// For which decision; nothing for each.
    pub decision: Option<String>,
}

impl ReadyAnswer {
    /// What a form calls it.
    #[must_use]
    pub fn key(&self) -> String {
        format!("eigen-{}", self.id)
    }

    /// What it is called, with the decision for which it is.
    #[must_use]
    pub fn label(&self) -> String {
        let decision = decisions().into_iter().find(|(code, _)| Some(*code) == self.decision.as_deref());
        match decision {
            Some((_, name)) => format!("{} ({name})", self.title),
            None => self.title.clone(),
        }
    }
}

/// How moderators decide. Provided by the server as context.
#[derive(Clone, Debug)]
pub struct Deciding {
    /// All types: code, name, and whether two moderators decide on them.
    pub types: Vec<(String, String, bool)>,
    /// The answers of the desk itself.
    pub answers: Vec<ReadyAnswer>,
}

/// An answer that is changed; nothing for a new one. Provided by the server as context.
#[derive(Clone, Debug, Default)]
pub struct AnswerForm {
    /// Its number.
    pub id: Option<String>,
}

/// Where an answer is changed.
#[must_use]
pub fn path(id: &str) -> String {
    format!("{NEW}/{id}")
}

/// The page.
#[component]
pub fn DecidingPage() -> impl IntoView {
    let Deciding { types, answers } = expect_context();
    view! {
        <DeskPage part=Some(Part::Deciding) title=Part::Deciding.name()>
            <WhatWasDone />
            <TwoModerators types />
            <Answers answers />
        </DeskPage>
    }
}

#[component]
fn TwoModerators(types: Vec<(String, String, bool)>) -> impl IntoView {
    let sets = expect_context::<Actor>().may(Permission::SetRules);
    let content = if sets {
        let chosen: Vec<(String, String)> =
            types.iter().filter(|(_, _, two)| *two).map(|(code, ..)| (names::TYPE.to_owned(), code.clone())).collect();
        provide_context(Posted { pairs: chosen, errors: vec![] });
        let choices = types.into_iter().map(|(value, label, _)| Choice { value, label, hint: String::new() }).collect();
        view! {
            <form class="form" action=Part::Deciding.path() method="post">
                <TickField name=names::TYPE legend=t!("deciding-two-which") choices=choices />
                <div class="actions">
                    <button class="nl-button nl-button--primary" type="submit">
                        {t!("deciding-save")}
                    </button>
                </div>
            </form>
        }
        .into_any()
    } else {
        let chosen: Vec<String> = types.into_iter().filter(|(_, _, two)| *two).map(|(_, name, _)| name).collect();
        let words = if chosen.is_empty() {
            t!("deciding-two-none")
        } else {
            t!("deciding-two-these", types = chosen.join(", "))
        };
        view! { <p class="nl-paragraph">{words}</p> }.into_any()
    };
    view! {
        <section aria-labelledby="twee">
            <h2 class="nl-heading nl-heading--level-2" id="twee">
                {t!("deciding-two")}
            </h2>
            <p class="nl-paragraph">{t!("deciding-two-text")}</p>
            {content}
        </section>
    }
}

#[component]
fn Answers(answers: Vec<ReadyAnswer>) -> impl IntoView {
    let own = if answers.is_empty() {
        view! { <p class="nl-paragraph">{t!("deciding-answers-none")}</p> }.into_any()
    } else {
        let items = answers.into_iter().map(|answer| {
            view! {
                <li>
                    <a class="nl-link" href=path(&answer.id)>
                        {answer.label()}
                    </a>
                    <blockquote class="said">{answer.words}</blockquote>
                </li>
            }
        });
        view! { <ul>{items.collect_view()}</ul> }.into_any()
    };
    let built_in = built_in_answers().into_iter().map(|(_, words)| view! { <li>{words}</li> }).collect_view();
    view! {
        <section aria-labelledby="antwoorden">
            <h2 class="nl-heading nl-heading--level-2" id="antwoorden">
                {t!("deciding-answers")}
            </h2>
            {own}
            <p class="nl-paragraph">
                <a class="nl-link" href=NEW>
                    {t!("deciding-add")}
                </a>
            </p>
            <details class="desk-more">
                <summary>{t!("deciding-built-in")}</summary>
                <ul>{built_in}</ul>
            </details>
        </section>
    }
}

/// An answer that is added or changed.
#[component]
pub fn AnswerPage() -> impl IntoView {
    let AnswerForm { id } = expect_context();
    let title = if id.is_some() { t!("deciding-change") } else { t!("deciding-add") };
    let action = id.as_deref().map_or_else(|| NEW.to_owned(), path);
    let choices = decisions()
        .into_iter()
        .map(|(value, label)| Choice { value: value.to_owned(), label, hint: String::new() })
        .collect();
    let remove = id.map(|_| {
        view! {
            <button class="nl-button" type="submit" name=names::DO value=names::REMOVE>
                {t!("deciding-remove")}
            </button>
        }
    });
    view! {
        <DeskPage
            part=Some(Part::Deciding)
            title=title
            crumbs=vec![Crumb::to(Part::Deciding.name(), Part::Deciding.path())]
        >
            <ErrorSummary errors=Posted::now().errors />
            <form class="form" action=action method="post" novalidate>
                <TextField name=names::TITLE label=t!("deciding-title") hint=t!("deciding-title-hint") longest=80 />
                <TextArea name=names::WORDS label=t!("deciding-words") hint=t!("deciding-words-hint") longest=1_000 />
                <SelectField
                    name=names::DECISION
                    label=t!("deciding-decision")
                    nothing=t!("deciding-each")
                    choices=choices
                />
                <div class="actions">
                    <button class="nl-button nl-button--primary" type="submit" name=names::DO value=names::SAVE>
                        {t!("deciding-save")}
                    </button>
                    {remove}
                </div>
            </form>
        </DeskPage>
    }
}
