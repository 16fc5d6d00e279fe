//! `/landkaart/controle/{token}`: "klopt dit nog?", asked once a year of whoever answers for an initiative. Opening it does nothing:
//! programs open every link in a mail, and only a person presses a button.

use leptos::prelude::*;

use crate::personal::Personal;
use crate::texts::{day, t};
use crate::ui::page::{Crumb, Page};
use crate::ui::why::{Why, why_id};

/// The field with the number of an initiative.
pub const INITIATIVE: &str = "initiatief";
/// What is answered.
pub const DO: &str = "doe";
/// A value of [`DO`]: it is still so.
pub const RIGHT: &str = "klopt";
/// A value of [`DO`]: something changed.
pub const CHANGED: &str = "veranderd";
/// A value of [`DO`]: it is no longer there.
pub const GONE: &str = "weg";
/// A value of [`DO`]: do not ask any more.
pub const STOP: &str = "stop";

/// How far a question is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Progress {
    /// Not answered.
    Open,
    /// Somebody said on this day (ISO 8601) that it is still so.
    Checked(String),
    /// A change was passed on.
    Changed,
    /// Somebody said that it is no longer there.
    Gone,
    /// It is no longer on the map.
    Withdrawn,
    /// Somebody else answers for it now.
    NotYours,
}

/// A question about an initiative.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    /// Its number.
    pub id: i64,
    /// What it is called.
    pub title: String,
    /// Its address.
    pub address: String,
    /// What it says in short.
    pub summary: String,
    /// How far it is, in words.
    pub status: String,
    /// Whether it has ended already, so that nobody has to say so.
    pub ended: bool,
    /// How far the question is.
    pub progress: Progress,
}

/// The questions of a mail. Provided by the server as context; without them the link leads nowhere.
#[derive(Clone, Debug)]
pub struct Questions {
    /// The address of this page.
    pub address: String,
    /// The questions.
    pub all: Vec<Question>,
    /// Whether whoever is asked can say that it is enough.
    pub may_stop: bool,
    /// What became of the last answer, when the questions themselves do not say it.
    pub notice: Option<Notice>,
}

/// What became of an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Notice {
    /// They are not asked any more.
    Stopped,
    /// It could not be taken, because the initiative is no longer in order.
    NotInOrder,
}

/// The link is too old to answer. Provided by the server as context.
#[derive(Clone, Copy, Debug)]
pub struct TooLate;

/// The page.
#[component]
pub fn QuestionsPage() -> impl IntoView {
    if use_context::<TooLate>().is_some() {
        return view! { <Words title=t!("check-late-title") lead=t!("check-late") /> }.into_any();
    }
    let Some(questions) = use_context::<Questions>() else {
        return view! { <Words title=t!("status-nothing-title") lead=t!("check-nothing") /> }.into_any();
    };
    let title = t!("check-title");
    let notice = questions.notice.map(|notice| match notice {
        Notice::Stopped => view! {
            <p class="form-notice" role="status">
                {t!("check-stopped")}
            </p>
        }
        .into_any(),
        Notice::NotInOrder => view! {
            <div class="error-summary" role="alert">
                <p>{t!("check-not-in-order")}</p>
            </div>
        }
        .into_any(),
    });
    let lead = match (questions.all.is_empty(), questions.notice) {
        (false, _) => Some(t!("check-lead")),
        (true, None) => Some(t!("check-no-more")),
        (true, Some(_)) => None,
    };
    let lead = lead.map(|words| view! { <p class="nl-paragraph nl-paragraph--lead">{words}</p> });
    let stop = questions.may_stop.then(|| {
        view! {
            <form class="form" action=questions.address.clone() method="post">
                <div>
                    <p class="nl-paragraph">{t!("check-stop-text")}</p>
                    <Why field=STOP personal=Personal::CheckContact />
                </div>
                <div class="actions">
                    <button
                        class="nl-button nl-button--secondary"
                        type="submit"
                        name=DO
                        value=STOP
                        aria-describedby=why_id(STOP)
                    >
                        {t!("check-stop")}
                    </button>
                </div>
            </form>
        }
    });
    let action = questions.address.clone();
    let all = questions.all.into_iter().map(move |question| view! { <One question action=action.clone() /> });
    view! {
        // The address of this page lets somebody answer, so it is named nowhere.
        <Page
            title=title.clone()
            description=t!("check-lead")
            crumbs=vec![Crumb::to(t!("site-part-landkaart"), "/landkaart"), Crumb::here(title.clone())]
            canonical="/landkaart"
            work=true
        >
            <div class="prose">
                <h1 class="nl-heading nl-heading--level-1">{title}</h1>
                {notice}
                {lead}
                {all.collect_view()}
                {stop}
            </div>
        </Page>
    }
    .into_any()
}

/// One question with its answers.
#[component]
fn One(question: Question, action: String) -> impl IntoView {
    let head = format!("vraag-{}", question.id);
    let answer = match &question.progress {
        Progress::Open => view! { <Answers question=question.clone() action /> }.into_any(),
        Progress::Checked(date) => said(t!("check-checked", day = day(date))),
        Progress::Changed => said(t!("check-changed")),
        Progress::Gone => said(t!("check-gone")),
        Progress::Withdrawn => said(t!("check-withdrawn")),
        Progress::NotYours => said(t!("check-not-yours")),
    };
    view! {
        <section class="form-part" aria-labelledby=head.clone()>
            <h2 class="nl-heading nl-heading--level-2" id=head.clone()>
                <a class="nl-link" href=question.address.clone()>
                    {question.title.clone()}
                </a>
            </h2>
            <p class="nl-paragraph">{question.summary.clone()}</p>
            <p class="nl-paragraph small">{t!("check-status", status = question.status.as_str())}</p>
            {answer}
        </section>
    }
}

fn said(words: String) -> AnyView {
    view! {
        <p class="nl-paragraph">
            <strong>{words}</strong>
        </p>
    }
    .into_any()
}

#[component]
fn Answers(question: Question, action: String) -> impl IntoView {
    let mut answers = vec![(RIGHT, t!("check-right"), true), (CHANGED, t!("check-change"), false)];
    if !question.ended {
        answers.push((GONE, t!("check-is-gone"), false));
    }
    let buttons = answers.into_iter().map(|(what, words, primary)| {
        let class = if primary { "nl-button nl-button--primary" } else { "nl-button nl-button--secondary" };
        view! {
            <button class=class type="submit" name=DO value=what>
                {words}
                <span class="visually-hidden">": " {question.title.clone()}</span>
            </button>
        }
    });
    let buttons = buttons.collect_view();
    view! {
        <form class="form" action=action method="post">
            <input type="hidden" name=INITIATIVE value=question.id.to_string() />
            <div class="actions">{buttons}</div>
        </form>
    }
}

/// A page that only says something.
#[component]
fn Words(title: String, lead: String) -> impl IntoView {
    view! {
        <Page
            title=title.clone()
            description=lead.clone()
            crumbs=vec![Crumb::to(t!("site-part-landkaart"), "/landkaart"), Crumb::here(title.clone())]
            canonical="/landkaart"
        >
            <div class="prose">
                <h1 class="nl-heading nl-heading--level-1">{title}</h1>
                <p class="nl-paragraph nl-paragraph--lead">{lead}</p>
                <p class="nl-paragraph">
                    <a class="nl-link" href="/landkaart">
                        {t!("error-to-landkaart")}
                    </a>
                </p>
            </div>
        </Page>
    }
}
