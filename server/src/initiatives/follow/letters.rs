//! The mails to whoever follows the Landkaart.

use app::initiatives::follow::page::PATH;
use app::personal::Personal;
use app::texts::{text, text_with};
use time::{Duration, OffsetDateTime};

use super::changes::{Change, News};
use crate::accounts::Token;
use crate::mail::{EmailAddress, Letter, Part};

/// So many changes are told of one thing that is followed; the rest is a number and a link.
pub(super) const MOST: usize = 25;

/// Where somebody confirms.
pub(super) fn confirm_address(token: &str) -> String {
    format!("{PATH}/bevestigen/{token}")
}

/// Where somebody sees all that they follow.
pub(super) fn own_address(link: &str) -> String {
    format!("{PATH}/mijn/{link}")
}

/// Where all mails end.
pub(super) fn stop_address(link: &str) -> String {
    format!("{PATH}/stop/{link}")
}

/// Asks to confirm.
pub(super) fn confirm(to: EmailAddress, name: &str, base_url: &str, token: &Token, now: OffsetDateTime) -> Letter {
    let href = format!("{base_url}{}", confirm_address(&token.expose()));
    Letter {
        kind: "follow-confirm",
        to,
        subject: text("mail-follow-confirm-subject"),
        parts: vec![
            Part::Paragraph(text("mail-greeting")),
            Part::Paragraph(text_with("mail-follow-confirm-text", [("name", name.into())])),
            Part::Action { words: text("mail-follow-confirm-action"), href },
            Part::Paragraph(text("mail-follow-confirm-not-you")),
        ],
        reason: text_with("mail-follow-reason", [("site", base_url.into())]),
        unsubscribe: None,
        useless_at: Personal::UnconfirmedFollower.seconds().map(|seconds| now + Duration::seconds(seconds)),
    }
}

/// What there is to tell of one thing that is followed.
#[derive(Clone, Debug)]
pub(super) struct Chapter {
    /// What it is called today.
    pub(super) name: String,
    /// What it was called when it was asked for, when that is no longer so.
    pub(super) formerly: Option<String>,
    /// The path of the Landkaart under its filter; nothing when a part of the filter is no longer there.
    pub(super) list: Option<String>,
    /// What changed, the most interesting first.
    pub(super) changes: Vec<Change>,
}

impl Chapter {
    /// Whether its owner has to hear anything.
    pub(super) fn says_something(&self) -> bool {
        !self.changes.is_empty() || self.formerly.is_some() || self.list.is_none()
    }

    fn parts(&self, base_url: &str) -> Vec<Part> {
        let mut parts = vec![Part::Heading(self.name.clone())];
        let Some(list) = &self.list else {
            parts.push(Part::Paragraph(text("mail-digest-gone")));
            parts.push(Part::Links(vec![(text("mail-digest-choose"), format!("{base_url}/landkaart"))]));
            return parts;
        };
        if let Some(formerly) = &self.formerly {
            parts.push(Part::Paragraph(text_with("mail-digest-renamed", [("name", formerly.as_str().into())])));
        }
        let told = self.changes.iter().take(MOST);
        let mut links: Vec<(String, String)> =
            told.map(|change| (entry(change), format!("{base_url}{}", change.path))).collect();
        let rest = self.changes.len().saturating_sub(MOST);
        let words =
            if rest > 0 { text_with("mail-digest-more", [("count", rest.into())]) } else { text("mail-digest-list") };
        links.push((words, format!("{base_url}{list}")));
        parts.push(Part::Links(links));
        parts
    }
}

/// A change in a line.
fn entry(change: &Change) -> String {
    let values = || [("title", change.title.as_str().into()), ("place", change.place.as_str().into())];
    let entry = match change.news {
        News::New => text_with("mail-digest-new", values()),
        News::Changed => text_with("mail-digest-changed", values()),
        News::Ended => text_with("mail-digest-ended", values()),
        News::Left => text_with("mail-digest-left", values()),
        News::Withdrawn => text_with("mail-digest-withdrawn", values()),
    };
    match &change.reason {
        Some(reason) => text_with("mail-digest-because", [("entry", entry.into()), ("reason", reason.as_str().into())]),
        None => entry,
    }
}

/// One mail for all that changed in all that somebody follows and that is due.
pub(super) fn digest(to: EmailAddress, link: &str, chapters: &[Chapter], base_url: &str) -> Letter {
    let count: usize = chapters.iter().map(|chapter| chapter.changes.len()).sum();
    let mut parts = vec![Part::Paragraph(text("mail-greeting")), Part::Paragraph(text("mail-digest-lead"))];
    parts.extend(chapters.iter().flat_map(|chapter| chapter.parts(base_url)));
    parts.push(Part::Links(vec![
        (text("mail-digest-own"), format!("{base_url}{}", own_address(link))),
        (text("mail-digest-stop"), format!("{base_url}{}", stop_address(link))),
    ]));
    Letter {
        kind: "follow-digest",
        to,
        subject: text_with("mail-digest-subject", [("count", count.into())]),
        parts,
        reason: text_with("mail-digest-reason", [("site", base_url.into())]),
        unsubscribe: Some(format!("{base_url}{}", stop_address(link))),
        useless_at: None,
    }
}
