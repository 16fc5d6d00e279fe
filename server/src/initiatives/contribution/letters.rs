//! The mails about proposals.

use app::initiatives::contribution::form::PATH;
use app::texts::{text, text_with};

use crate::accounts::Token;
use crate::mail::{EmailAddress, Letter, Part};

/// The address behind which whoever proposed something follows it.
pub(super) fn link_to(base_url: &str, link: &Token) -> String {
    format!("{base_url}/landkaart/melding/{}", link.expose())
}

fn letter(kind: &'static str, to: EmailAddress, subject: String, parts: Vec<Part>, base_url: &str) -> Letter {
    let mut all = vec![Part::Paragraph(text("mail-greeting"))];
    all.extend(parts);
    Letter {
        kind,
        to,
        subject,
        parts: all,
        reason: text_with("mail-submission-reason", [("site", base_url.into())]),
        unsubscribe: None,
        useless_at: None,
    }
}

fn named(key: &str, title: &str) -> String {
    text_with(key, [("title", title.to_owned().into())])
}

/// Asks to confirm what was sent.
pub(super) fn confirm(to: EmailAddress, title: &str, base_url: &str, link: &Token) -> Letter {
    letter(
        "submission-confirm",
        to,
        named("mail-submission-confirm-subject", title),
        vec![
            Part::Paragraph(named("mail-submission-confirm-text", title)),
            Part::Action { words: text("mail-submission-confirm-action"), href: link_to(base_url, link) },
            Part::Paragraph(text("mail-submission-confirm-after")),
            Part::Paragraph(text("mail-submission-not-you")),
        ],
        base_url,
    )
}

/// Says where to go on.
pub(super) fn kept(to: EmailAddress, title: &str, base_url: &str, link: &Token) -> Letter {
    letter(
        "submission-kept",
        to,
        named("mail-submission-kept-subject", title),
        vec![
            Part::Paragraph(named("mail-submission-kept-text", title)),
            Part::Action { words: text("mail-submission-kept-action"), href: link_to(base_url, link) },
            Part::Paragraph(text("mail-submission-not-you")),
        ],
        base_url,
    )
}

/// Tells that a question stayed without an answer for so many days, and what follows.
pub(super) fn ended(to: EmailAddress, title: &str, days: i64, base_url: &str) -> Letter {
    let said = text_with("mail-submission-ended-text", [("title", title.to_owned().into()), ("days", days.into())]);
    let again = Part::Action { words: text("mail-submission-ended-action"), href: format!("{base_url}{PATH}") };
    letter(
        "submission-ended",
        to,
        named("mail-submission-ended-subject", title),
        vec![Part::Paragraph(said), again],
        base_url,
    )
}

/// What a moderator decided or asked.
#[derive(Clone, Copy, Debug)]
pub(super) enum News<'a> {
    /// It is on the Landkaart, at this address.
    Accepted(&'a str),
    /// A question, with the link to answer it.
    Asked(&'a str),
    /// It will not come on the Landkaart.
    Refused,
    /// It was there already, at this address and by this name.
    Merged(&'a str, &'a str),
}

/// Tells what a moderator decided or asked, in the moderator's own words.
pub(super) fn news(to: EmailAddress, title: &str, news: News<'_>, words: &str, base_url: &str) -> Letter {
    let (kind, subject, lead, action) = match news {
        News::Accepted(href) => (
            "submission-accepted",
            "mail-submission-accepted-subject",
            "mail-submission-accepted-text",
            Some(("mail-submission-look", href)),
        ),
        News::Asked(href) => (
            "submission-asked",
            "mail-submission-asked-subject",
            "mail-submission-asked-text",
            Some(("mail-submission-asked-action", href)),
        ),
        News::Refused => {
            ("submission-refused", "mail-submission-refused-subject", "mail-submission-refused-text", None)
        }
        News::Merged(href, _) => (
            "submission-merged",
            "mail-submission-merged-subject",
            "mail-submission-merged-text",
            Some(("mail-submission-look", href)),
        ),
    };
    let lead = match news {
        News::Merged(_, other) => text_with(lead, [("title", title.into()), ("other", other.into())]),
        _ => named(lead, title),
    };
    let mut parts = vec![Part::Paragraph(lead)];
    if !words.is_empty() {
        parts.push(Part::Quote(words.to_owned()));
    }
    if let Some((key, href)) = action {
        parts.push(Part::Action { words: text(key), href: href.to_owned() });
    }
    letter(kind, to, named(subject, title), parts, base_url)
}
