//! `/beheer/post/{id}`: one mail.

use leptos::prelude::*;

use super::outbox::MailDeed;
use crate::desk::frame::DeskPage;
use crate::desk::list::{DO, ROW};
use crate::desk::parts::Part;
use crate::texts::{moments, t};
use crate::ui::facts::{Fact, Facts};
use crate::ui::page::Crumb;

/// Where the page of a mail is.
#[must_use]
pub fn path(id: &str) -> String {
    format!("{}/{id}", Part::Post.path())
}

/// A mail as it is shown. Provided by the server as context.
#[derive(Clone, Debug)]
pub struct ShownMail {
    /// Its number.
    pub id: String,
    /// To whom.
    pub recipient: String,
    /// The subject.
    pub subject: String,
    /// How it stands, in words.
    pub state: String,
    /// What went wrong.
    pub trouble: Option<String>,
    /// How often it was tried.
    pub attempts: u32,
    /// When it was written, in seconds since 1970 UTC.
    pub created_at: i64,
    /// When it is tried next.
    pub due_at: Option<i64>,
    /// When it was settled.
    pub settled_at: Option<i64>,
    /// What it says, without secrets; gone when it arrived.
    pub plain: Option<String>,
    /// What can be done with it.
    pub deeds: Vec<MailDeed>,
}

/// The page.
#[component]
pub fn MailPage() -> impl IntoView {
    let mail = expect_context::<ShownMail>();
    let way = vec![Crumb::to(Part::Post.name(), Part::Post.path())];
    let fact = |name: String, moment: Option<i64>| {
        moment.map(|seconds| view! { <Fact name=name>{moments::short(seconds)}</Fact> })
    };
    let text = match mail.plain {
        Some(text) => view! {
            <section class="mail-text" tabindex="0" aria-label=t!("mail-text")>
                // Spaces at the end of a line are marks for mail programs.
                {text.lines().map(str::trim_end).collect::<Vec<_>>().join("\n")}
            </section>
            <p class="nl-paragraph">{t!("mail-secrets")}</p>
        }
        .into_any(),
        None => view! { <p class="nl-paragraph">{t!("mail-text-gone")}</p> }.into_any(),
    };
    let deeds = mail
        .deeds
        .into_iter()
        .map(|deed| {
            let words = if deed == MailDeed::GiveUp { t!("post-give-up") } else { t!("post-again") };
            view! {
                <button class="nl-button" type="submit" name=DO value=deed.code()>
                    {words}
                </button>
            }
        })
        .collect_view();
    view! {
        <DeskPage part=Some(Part::Post) title=mail.subject crumbs=way>
            <Facts>
                <Fact name=t!("post-to")>{mail.recipient}</Fact>
                <Fact name=t!("post-state")>{mail.state}</Fact>
                {mail.trouble.map(|trouble| view! { <Fact name=t!("post-trouble")>{trouble}</Fact> })}
                <Fact name=t!("post-attempts")>{mail.attempts}</Fact>
                {fact(t!("post-made"), Some(mail.created_at))}
                {fact(t!("post-due"), mail.due_at)}
                {fact(t!("post-settled"), mail.settled_at)}
            </Facts>
            <form class="actions" action=Part::Post.path() method="post">
                <input type="hidden" name=ROW value=mail.id />
                {deeds}
            </form>
            {text}
        </DeskPage>
    }
}
