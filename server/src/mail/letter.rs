//! What a mail says, once as plain text and once as HTML, from the same parts.
//!
//! A letter holds words and addresses, never markup: what somebody typed cannot become a link, a header or a picture. It loads
//! nothing from elsewhere and says nobody that it was read.

use std::fmt::Write as _;

use app::initiatives::land::escape;
use time::OffsetDateTime;

use super::EmailAddress;

/// The longest subject, in characters; what follows would not be shown anyway.
const LONGEST_SUBJECT: usize = 150;

/// A mail before it goes into the outbox.
#[derive(Clone, Debug)]
pub struct Letter {
    /// Which letter it is, such as `sign-in`; for lists at the desk.
    pub kind: &'static str,
    /// To whom.
    pub to: EmailAddress,
    /// The subject.
    pub subject: String,
    /// What it says, from the greeting on.
    pub parts: Vec<Part>,
    /// The last lines: who sends this and why.
    pub reason: String,
    /// Where a program can end the subscription with one POST (RFC 8058); an absolute address.
    pub unsubscribe: Option<String>,
    /// After this moment it is of no use to anyone and is not sent.
    pub useless_at: Option<OffsetDateTime>,
}

/// A part of a letter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    /// Some sentences.
    Paragraph(String),
    /// The heading of what follows.
    Heading(String),
    /// The one thing to do, with its absolute address.
    Action {
        /// What happens, such as "Log in".
        words: String,
        /// Where.
        href: String,
    },
    /// Lines, each with an absolute address to read more.
    Links(Vec<(String, String)>),
    /// What somebody wrote, as they wrote it.
    Quote(String),
}

/// A letter as a mail program shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Written {
    pub(super) subject: String,
    pub(super) plain: String,
    pub(super) html: String,
}

impl Letter {
    /// Both forms.
    pub(super) fn written(&self) -> Written {
        let subject = in_one_line(&self.subject);
        Written { plain: self.plain(), html: self.html(&subject), subject }
    }

    fn plain(&self) -> String {
        let mut text = String::new();
        for part in &self.parts {
            let block = match part {
                Part::Paragraph(words) => words.clone(),
                Part::Heading(words) => words.to_uppercase(),
                Part::Action { words, href } => format!("{words}:\n{href}"),
                Part::Links(links) => {
                    links.iter().map(|(words, href)| format!("- {words}\n  {href}")).collect::<Vec<_>>().join("\n")
                }
                Part::Quote(words) => words.lines().map(|line| format!("> {line}")).collect::<Vec<_>>().join("\n"),
            };
            let _ = write!(text, "{block}\n\n");
        }
        // The mark by which mail programs know the signature (RFC 3676, 4.3).
        let _ = writeln!(text, "-- \n{}", self.reason);
        text
    }

    fn html(&self, subject: &str) -> String {
        let mut body = String::new();
        for part in &self.parts {
            let _ = match part {
                Part::Paragraph(words) => write!(body, "<p>{}</p>", lines(words)),
                Part::Heading(words) => write!(body, "<h2 style=\"font-size:1.2em\">{}</h2>", escape(words)),
                Part::Action { words, href } => write!(
                    body,
                    "<p><a href=\"{0}\" style=\"display:inline-block;padding:.7em 1.2em;background:#0a5a63;color:#fff;\
                     font-weight:bold;text-decoration:none\">{1}</a></p><p>{2}<br><a href=\"{0}\">{0}</a></p>",
                    escape(href),
                    escape(words),
                    escape(&app::texts::text("mail-action-otherwise")),
                ),
                Part::Links(links) => {
                    let item = |(words, href): &(String, String)| {
                        format!("<li><a href=\"{}\">{}</a></li>", escape(href), escape(words))
                    };
                    write!(body, "<ul>{}</ul>", links.iter().map(item).collect::<String>())
                }
                Part::Quote(words) => write!(
                    body,
                    "<blockquote style=\"margin:0;padding-left:1em;border-left:3px solid #767676\">{}</blockquote>",
                    lines(words)
                ),
            };
        }
        format!(
            "<!DOCTYPE html><html lang=\"{}\"><head><meta charset=\"utf-8\">\
             <meta name=\"viewport\" content=\"width=device-width\"><meta name=\"color-scheme\" content=\"light dark\">\
             <title>{2}</title></head><body style=\"font:1rem/1.5 sans-serif;max-width:36em;margin:auto;padding:1em\">\
             <main><h1 style=\"font-size:1.4em\">{2}</h1>{body}</main>\
             <hr><p style=\"font-size:.9em\">{1}</p></body></html>",
            app::texts::Language::of_answer().code(),
            lines(&self.reason),
            escape(subject),
        )
    }
}

/// Words with their line ends kept.
fn lines(words: &str) -> String {
    words.lines().map(escape).collect::<Vec<_>>().join("<br>")
}

/// A subject is one line, whatever was typed into the title that it names.
fn in_one_line(subject: &str) -> String {
    let printable: String = subject.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    let words = printable.split_whitespace().collect::<Vec<_>>().join(" ");
    match words.char_indices().nth(LONGEST_SUBJECT) {
        Some((end, _)) => format!("{}…", words[..end].trim_end()),
        None => words,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn letter(subject: &str, parts: Vec<Part>) -> Letter {
        Letter {
            kind: "test",
            to: "naam@voorbeeld.nl".parse().expect("an address"),
            subject: subject.into(),
            parts,
            reason: "U krijgt deze mail omdat u erom vroeg.".into(),
            unsubscribe: None,
            useless_at: None,
        }
    }

    #[test]
    fn both_forms_say_the_same_in_the_same_order() {
        let written = letter(
            "Uw link",
            vec![
                Part::Paragraph("Beste lezer,".into()),
                Part::Action { words: "Log in".into(), href: "https://example.org/inloggen/abc".into() },
                Part::Links(vec![("Stadsgesprek".into(), "https://example.org/1".into())]),
                Part::Quote("Eerste regel\nTweede regel".into()),
            ],
        )
        .written();
        assert_eq!(
            written.plain,
            "Beste lezer,\n\nLog in:\nhttps://example.org/inloggen/abc\n\n- Stadsgesprek\n  https://example.org/1\n\n\
             > Eerste regel\n> Tweede regel\n\n-- \nU krijgt deze mail omdat u erom vroeg.\n"
        );
        let at = |words: &str| written.html.find(words).unwrap_or_else(|| panic!("{words} in {}", written.html));
        let order =
            ["Uw link</h1>", "Beste lezer,", ">Log in<", "Stadsgesprek", "Eerste regel<br>Tweede", "erom vroeg"];
        assert!(order.map(at).is_sorted());
    }

    #[test]
    fn what_somebody_typed_stays_text() {
        let typed = "<script>alert(1)</script>\"><img src=x>";
        let parts = vec![Part::Paragraph(typed.into()), Part::Quote(typed.into()), Part::Heading(typed.into())];
        let written = letter(typed, parts).written();
        assert!(!written.html.contains("<script") && !written.html.contains("<img"), "{}", written.html);
        assert!(written.plain.contains(typed));
    }

    #[test]
    fn a_subject_is_one_line_that_can_be_shown() {
        let written = letter(&format!("Twee\r\nBcc: x@y.nl\0{}", "ë".repeat(300)), Vec::new()).written();
        assert!(written.subject.starts_with("Twee Bcc: x@y.nl ë"));
        assert!(!written.subject.contains(char::is_control));
        assert_eq!(written.subject.chars().count(), LONGEST_SUBJECT + 1);
    }

    #[test]
    fn a_letter_loads_nothing_and_reports_nothing() {
        let html = letter("Uw link", vec![Part::Paragraph("Hallo".into())]).written().html;
        for forbidden in ["<img", "src=", "url(", "<script", "@import", "<link"] {
            assert!(!html.contains(forbidden), "{forbidden}");
        }
    }
}
