//! The mails about keeping a municipality.

use app::accounts::pages::ask_link;
use app::texts::{text, text_with};
use time::OffsetDateTime;

use crate::accounts::Token;
use crate::mail::{EmailAddress, Letter, Part};

fn letter(
    kind: &'static str,
    to: EmailAddress,
    subject: String,
    parts: Vec<Part>,
    base_url: &str,
    useless_at: Option<OffsetDateTime>,
) -> Letter {
    let mut all = vec![Part::Paragraph(text("mail-greeting"))];
    all.extend(parts);
    Letter {
        kind,
        to,
        subject,
        parts: all,
        reason: text_with("mail-claim-reason", [("site", base_url.into())]),
        unsubscribe: None,
        useless_at,
    }
}

fn named(key: &str, municipality: &str) -> String {
    text_with(key, [("name", municipality.into())])
}

/// Asks to prove the address.
pub(super) fn confirm(
    to: EmailAddress,
    municipality: &str,
    base_url: &str,
    link: &Token,
    until: OffsetDateTime,
) -> Letter {
    let parts = vec![
        Part::Paragraph(named("mail-claim-confirm-text", municipality)),
        Part::Action {
            words: text("mail-claim-confirm-action"),
            href: format!("{base_url}/landkaart/beheren/{}", link.expose()),
        },
        Part::Paragraph(text("mail-claim-not-you")),
    ];
    let subject = named("mail-claim-confirm-subject", municipality);
    letter("claim-confirm", to, subject, parts, base_url, Some(until))
}

/// Says what a moderator decided, in the moderator's own words.
pub(super) fn decided(to: EmailAddress, municipality: &str, accepted: bool, words: &str, base_url: &str) -> Letter {
    let (kind, subject, lead) = if accepted {
        ("claim-accepted", "mail-claim-accepted-subject", "mail-claim-accepted-text")
    } else {
        ("claim-refused", "mail-claim-refused-subject", "mail-claim-refused-text")
    };
    let mut parts = vec![Part::Paragraph(named(lead, municipality))];
    if !words.is_empty() {
        parts.push(Part::Quote(words.to_owned()));
    }
    if accepted {
        let href = format!("{base_url}{}", ask_link::PATH);
        parts.push(Part::Action { words: text("mail-claim-accepted-action"), href });
    }
    letter(kind, to, named(subject, municipality), parts, base_url, None)
}
