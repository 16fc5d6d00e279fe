//! `/landkaart/melding/{token}`: where whoever proposed something follows it. Opening it does nothing: programs open every link in
//! a mail, and only a person presses a button.

use leptos::prelude::*;

use super::state::State;
use crate::initiatives::photos::{Photo, Picture};
use crate::personal::Personal;
use crate::texts::t;
use crate::ui::fields::ErrorSummary;
use crate::ui::form::{Posted, TextArea};
use crate::ui::notice::Warning;
use crate::ui::page::{Crumb, Page};

/// The name of what is done.
pub const DO: &str = "doe";
/// Confirms the mail address.
pub const CONFIRM: &str = "bevestig";
/// Answers a question.
pub const ANSWER: &str = "antwoord";
/// Takes the proposal back.
pub const WITHDRAW: &str = "trek-in";
/// The field with the answer.
pub const WORDS: &str = "tekst";

/// A proposal as whoever made it sees it. Provided by the server as context.
#[derive(Clone, Debug)]
pub struct OwnProposal {
    /// The address of this page.
    pub address: String,
    /// What it is called.
    pub title: String,
    /// How far it is.
    pub state: State,
    /// For how many days it has waited.
    pub days: i64,
    /// What a moderator asked or said last.
    pub said: Option<String>,
    /// Where it is on the Landkaart.
    pub initiative: Option<String>,
    /// Its photo.
    pub photo: Option<Photo>,
}

/// The link leads nowhere. Provided by the server as context.
#[derive(Clone, Copy, Debug)]
pub struct NoProposal;

/// What was asked cannot be done any more. Provided by the server as context.
#[derive(Clone, Debug)]
pub struct TooLate {
    /// The answer that somebody wrote meanwhile; empty without one.
    pub answer: String,
}

/// How far a proposal is, and what its maker can do.
#[component]
pub fn StatusPage() -> impl IntoView {
    let Some(own) = use_context::<OwnProposal>() else {
        return view! { <NothingHere /> }.into_any();
    };
    let title = t!("status-title", title = own.title.as_str());
    view! {
        // The address of this page lets somebody change a proposal, so it is named nowhere.
        <Page
            title=title.clone()
            description=t!("status-description")
            crumbs=vec![Crumb::to(t!("site-part-landkaart"), "/landkaart"), Crumb::here(title.clone())]
            canonical=super::form::PATH
            work=true
        >
            <div class="prose">
                <h1 class="nl-heading nl-heading--level-1">{title}</h1>
                <ErrorSummary errors=Posted::now().errors />
                {use_context::<TooLate>().map(|late| view! { <Late answer=late.answer /> })}
                <Now own />
            </div>
        </Page>
    }
    .into_any()
}

/// Says that it was decided on meanwhile, with the answer that nobody will read any more: its maker may want to keep it.
#[component]
fn Late(answer: String) -> impl IntoView {
    view! {
        <Warning title=t!("status-too-late-title") text=t!("status-too-late-text") />
        {(!answer.is_empty())
            .then(|| {
                view! {
                    <p class="nl-paragraph">{t!("status-too-late-answer")}</p>
                    <blockquote class="said">{answer}</blockquote>
                }
            })}
    }
}

#[component]
fn Now(own: OwnProposal) -> impl IntoView {
    let lead = match own.state {
        State::Draft => t!("status-draft"),
        State::Unconfirmed => t!("status-unconfirmed"),
        State::Pending => t!("status-pending", days = own.days),
        State::Asked => t!("status-asked"),
        State::Accepted => t!("status-accepted"),
        State::Refused => t!("status-refused"),
        State::Merged => t!("status-merged"),
        State::Withdrawn => t!("status-withdrawn"),
    };
    let edit = format!("{}/bewerken", own.address);
    let photo_page = format!("{}/foto", own.address);
    let photo = own.photo.clone().filter(|_| own.state.is_open()).map(|photo| {
        view! {
            <figure class="photo-now">
                <Picture photo address=photo_page.clone() sizes="20rem" />
            </figure>
        }
    });
    let invited = (own.photo.is_none() && own.state == State::Pending)
        .then(|| view! { <p class="nl-paragraph">{t!("photo-next")}</p> });
    let words = own.said.map(|said| view! { <blockquote class="said">{said}</blockquote> });
    let step = match own.state {
        State::Unconfirmed => {
            view! { <One action=own.address.clone() what=CONFIRM words=t!("status-confirm") primary=true /> }.into_any()
        }
        State::Asked => view! {
            <form class="form" action=own.address.clone() method="post">
                <TextArea name=WORDS label=t!("status-answer") longest=2_000 why=Personal::Submitter />
                <div class="actions">
                    <button class="nl-button nl-button--primary" type="submit" name=DO value=ANSWER>
                        {t!("status-answer-send")}
                    </button>
                </div>
            </form>
        }
        .into_any(),
        State::Accepted | State::Merged => own
            .initiative
            .map(|href| {
                view! {
                    <p class="nl-paragraph">
                        <a class="nl-link" href=href>
                            {t!("status-look")}
                        </a>
                    </p>
                }
            })
            .into_any(),
        _ => ().into_any(),
    };
    let change = own.state.is_open().then(|| {
        view! {
            <ul class="links">
                <li>
                    <a class="nl-link" href=edit>
                        {if own.state == State::Draft { t!("status-go-on") } else { t!("status-edit") }}
                    </a>
                </li>
                <li>
                    <a class="nl-link" href=photo_page.clone()>
                        {if own.photo.is_some() { t!("photo-change") } else { t!("photo-add") }}
                    </a>
                </li>
            </ul>
            <One action=own.address.clone() what=WITHDRAW words=t!("status-withdraw") />
        }
    });
    view! {
        <p class="nl-paragraph nl-paragraph--lead">{lead}</p>
        {words}
        {photo}
        {step}
        {invited}
        {change}
    }
}

/// A button that does one thing.
#[component]
fn One(action: String, what: &'static str, words: String, #[prop(optional)] primary: bool) -> impl IntoView {
    let class = if primary { "nl-button nl-button--primary" } else { "nl-button nl-button--secondary" };
    view! {
        <form class="form" action=action method="post">
            <div class="actions">
                <button class=class type="submit" name=DO value=what>
                    {words}
                </button>
            </div>
        </form>
    }
}

#[component]
fn NothingHere() -> impl IntoView {
    let title = t!("status-nothing-title");
    view! {
        <Page
            title=title.clone()
            description=t!("status-nothing-text")
            crumbs=vec![Crumb::to(t!("site-part-landkaart"), "/landkaart"), Crumb::here(title.clone())]
            canonical=super::form::PATH
        >
            <div class="prose">
                <h1 class="nl-heading nl-heading--level-1">{title}</h1>
                <p class="nl-paragraph nl-paragraph--lead">{t!("status-nothing-text")}</p>
                <p class="nl-paragraph">
                    <a class="nl-link" href=super::form::PATH>
                        {t!("contribute-title")}
                    </a>
                </p>
            </div>
        </Page>
    }
}
