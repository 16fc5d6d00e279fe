//! A row of the outbox as the bytes that go over the wire.

use lettre::Message;
use lettre::message::header::{Header, HeaderName, HeaderValue};
use lettre::message::{Mailbox, MultiPart};
use time::OffsetDateTime;

use super::outbox::Waiting;

/// Who mail comes from.
#[derive(Clone, Debug)]
pub struct Sender(Mailbox);

impl Sender {
    /// `Naam <naam@voorbeeld.nl>` or only the address.
    pub fn parse(text: &str) -> Result<Self, &'static str> {
        text.trim()
            .parse()
            .map(Self)
            .map_err(|_| "it should be a mail address, or a name with an address in angle brackets")
    }

    /// The sender when no other is set: a mailbox that nobody reads, at the host of the site. Without a host that mail could come
    /// from (a developer's own machine) there is none.
    #[must_use]
    pub fn of_site(base_url: &str) -> Option<Self> {
        let url = url::Url::parse(base_url).ok()?;
        let host = url.domain().filter(|host| host.contains('.'))?;
        Self::parse(&format!("Democratie in Actie <niet-antwoorden@{host}>")).ok()
    }

    /// The sender of mail that only becomes files.
    #[must_use]
    #[expect(clippy::missing_panics_doc, reason = "the address stands here and is one")]
    pub fn of_files() -> Self {
        let address = lettre::Address::new("niet-antwoorden", "voorbeeld.invalid");
        Self(Mailbox::new(Some("Democratie in Actie".to_owned()), address.expect("an address that is written here")))
    }

    /// The domain of the address.
    pub(crate) fn domain(&self) -> &str {
        self.0.email.domain()
    }
}

/// Why a row cannot become a message. It is our mistake: addresses and subjects are checked when a letter is written.
#[derive(Debug, thiserror::Error)]
pub(super) enum NotSendable {
    /// What was said is gone.
    #[error("the mail has no text any more")]
    Empty,
    /// The address.
    #[error("the address cannot be written to")]
    Address,
    /// Something else in the head.
    #[error("the mail cannot be put together")]
    Head,
}

/// Headers for which lettre has no type. Their values are ours and ASCII.
macro_rules! plain_header {
    ($type:ident, $name:literal) => {
        #[derive(Clone)]
        struct $type(String);

        impl Header for $type {
            fn name() -> HeaderName {
                HeaderName::new_from_ascii_str($name)
            }

            fn parse(text: &str) -> Result<Self, Box<dyn std::error::Error + Send + Sync>> {
                Ok(Self(text.to_owned()))
            }

            fn display(&self) -> HeaderValue {
                HeaderValue::new(Self::name(), self.0.clone())
            }
        }
    };
}
plain_header!(AutoSubmitted, "Auto-Submitted");
plain_header!(ListUnsubscribe, "List-Unsubscribe");
plain_header!(ListUnsubscribePost, "List-Unsubscribe-Post");

/// Puts a mail together. Sent twice it is the same, down to its Message-ID.
pub(super) fn message(mail: &Waiting, sender: &Sender) -> Result<Message, NotSendable> {
    let (Some(plain), Some(html)) = (&mail.plain, &mail.html) else { return Err(NotSendable::Empty) };
    let date = OffsetDateTime::from_unix_timestamp(mail.created_at).map_err(|_| NotSendable::Head)?;
    let mut message = Message::builder()
        .message_id(Some(format!("<{}@{}>", mail.id, sender.domain())))
        .date(date.into())
        .from(sender.0.clone())
        .to(mail.to().map_err(|_| NotSendable::Address)?.mailbox())
        .subject(mail.subject.clone())
        // Absence notes and the like stay away (RFC 3834).
        .header(AutoSubmitted("auto-generated".into()));
    if let Some(address) = &mail.unsubscribe {
        message = message
            .header(ListUnsubscribe(format!("<{address}>")))
            .header(ListUnsubscribePost("List-Unsubscribe=One-Click".into()));
    }
    message.multipart(MultiPart::alternative_plain_html(plain.clone(), html.clone())).map_err(|_| NotSendable::Head)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn waiting() -> Waiting {
        Waiting {
            id: "0190".into(),
            recipient: "jörg+raad@voorbeeld.nl".into(),
            subject: "Één initiatief".into(),
            plain: Some("Hallo".into()),
            html: Some("<p>Hallo</p>".into()),
            unsubscribe: Some("https://example.org/volgen/stop/abc".into()),
            attempts: 1,
            created_at: 1_790_000_000,
            useless_at: None,
        }
    }

    #[test]
    fn a_mail_sent_twice_is_the_same_mail() {
        let sender = Sender::parse("Democratie in Actie <post@example.org>").expect("a sender");
        let head = |mail: &Waiting| {
            let bytes = message(mail, &sender).expect("a message").formatted();
            let text = String::from_utf8(bytes).expect("text");
            text.split("\r\n\r\n").next().expect("a head").to_owned()
        };
        let (one, other) = (head(&waiting()), head(&waiting()));
        let without_boundary =
            |head: &str| head.lines().filter(|line| !line.contains("boundary")).collect::<Vec<_>>().join("\n");
        assert_eq!(without_boundary(&one), without_boundary(&other));
        assert!(one.contains("Message-ID: <0190@example.org>"), "{one}");
        assert!(one.contains("List-Unsubscribe: <https://example.org/volgen/stop/abc>"), "{one}");
        assert!(one.contains("List-Unsubscribe-Post: List-Unsubscribe=One-Click"), "{one}");
        assert!(one.contains("Auto-Submitted: auto-generated"), "{one}");
    }

    #[test]
    fn a_mail_without_its_text_is_not_sent_empty() {
        let sender = Sender::parse("post@example.org").expect("a sender");
        let empty = Waiting { plain: None, ..waiting() };
        assert!(matches!(message(&empty, &sender), Err(NotSendable::Empty)));
    }
}
