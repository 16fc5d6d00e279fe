//! A mail address that can be written to.

use std::fmt;
use std::str::FromStr;

use lettre::Address;
use unicode_normalization::UnicodeNormalization as _;

/// The longest address that fits in the envelope of a mail (RFC 5321, 4.5.3.1.3, without the brackets).
const LONGEST: usize = 254;

/// An address as its owner writes it. Personal, so it never shows in logs.
#[derive(Clone, PartialEq, Eq)]
pub struct EmailAddress(Address);

/// Text that is no mail address.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("this is no mail address such as naam@voorbeeld.nl")]
pub struct NoAddress;

impl EmailAddress {
    /// As it is written and shown to its owner.
    #[must_use]
    pub fn as_str(&self) -> &str {
        self.0.as_ref()
    }

    /// What two ways of writing one address share: capitals make no difference to any server that people use, and a name of a
    /// domain has one form for machines (IDNA). What stands after a plus does make a difference.
    #[must_use]
    pub fn key(&self) -> String {
        let domain =
            url::Host::parse(self.0.domain()).map_or_else(|_| self.0.domain().to_owned(), |host| host.to_string());
        format!("{}@{domain}", self.0.user().nfkc().collect::<String>().to_lowercase())
    }

    /// What the addresses of one mailbox share on servers where what stands after a plus only sorts the mail (RFC 5233): the key
    /// without that. Two addresses with one of these may be of two people all the same, so nobody is let in by it.
    #[must_use]
    pub fn untagged(&self) -> String {
        let key = self.key();
        match key.rsplit_once('@') {
            Some((user, domain)) if !user.starts_with('+') => {
                format!("{}@{domain}", user.split_once('+').map_or(user, |(name, _)| name))
            }
            _ => key,
        }
    }

    /// The name of the server's domain in the form for machines, such as `xn--bcher-kva.example`.
    #[must_use]
    pub fn domain(&self) -> String {
        self.key().rsplit_once('@').map(|(_, domain)| domain.to_owned()).unwrap_or_default()
    }

    /// As servers get it: with the name of the domain in the form for machines, so that only other letters before the `@` need a
    /// server that knows them (RFC 6531).
    pub(super) fn mailbox(&self) -> lettre::message::Mailbox {
        let address = Address::new(self.0.user(), self.domain()).unwrap_or_else(|_| self.0.clone());
        lettre::message::Mailbox::new(None, address)
    }
}

impl FromStr for EmailAddress {
    type Err = NoAddress;

    /// Takes what people type, with spaces around it. An address on a bare computer (`root@localhost`, `x@[127.0.0.1]`) and one
    /// with quotes or comments is allowed by the rules and never meant.
    fn from_str(text: &str) -> Result<Self, NoAddress> {
        let text: String = text.trim().nfc().collect();
        let unmeant = |c: char| c.is_control() || c.is_whitespace() || "\"()<>[]\\,;:".contains(c);
        if text.len() > LONGEST || text.contains(unmeant) {
            return Err(NoAddress);
        }
        let address: Address = text.parse().map_err(|_| NoAddress)?;
        match url::Host::parse(address.domain()) {
            Ok(url::Host::Domain(domain)) if domain.contains('.') => Ok(Self(address)),
            _ => Err(NoAddress),
        }
    }
}

impl fmt::Debug for EmailAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("EmailAddress(…)")
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn addresses_that_people_have_are_taken() {
        for text in [
            "griffie@gemeente.voorbeeld.nl",
            " naam+raad@voorbeeld.nl ",
            "o'neil@voorbeeld.nl",
            "jörg@bücher.example",
            "用户@例子.example",
            "a@b.museum",
        ] {
            assert!(text.parse::<EmailAddress>().is_ok(), "{text}");
        }
    }

    #[test]
    fn what_stands_after_a_plus_is_of_the_same_mailbox() {
        for (text, mailbox) in [
            ("Naam+raad+x@Voorbeeld.nl", "naam@voorbeeld.nl"),
            ("naam@voorbeeld.nl", "naam@voorbeeld.nl"),
            ("+raad@voorbeeld.nl", "+raad@voorbeeld.nl"),
        ] {
            let address: EmailAddress = text.parse().expect("an address");
            assert_eq!(address.untagged(), mailbox);
        }
    }

    #[test]
    fn what_cannot_be_written_to_is_refused() {
        let long = format!("{}@voorbeeld.nl", "a".repeat(250));
        for text in [
            "",
            "naam",
            "@voorbeeld.nl",
            "naam@",
            "naam@localhost",
            "naam@[127.0.0.1]",
            "naam@127.0.0.1",
            "a b@voorbeeld.nl",
            "naam@voor beeld.nl",
            "naam@voorbeeld.nl, ander@voorbeeld.nl",
            "naam@voorbeeld.nl\r\nBcc: x@y.nl",
            "\"a\nb\"@voorbeeld.nl",
            "naam@@voorbeeld.nl",
            "naam@.nl",
            "naam@voorbeeld..nl",
            &long,
        ] {
            assert_eq!(text.parse::<EmailAddress>(), Err(NoAddress), "{text}");
        }
    }

    #[test]
    fn one_address_in_two_ways_has_one_key() {
        let key = |text: &str| text.parse::<EmailAddress>().expect("an address").key();
        assert_eq!(key("Naam@Voorbeeld.NL"), key("naam@voorbeeld.nl"));
        assert_eq!(key("jo@BÜCHER.example"), "jo@xn--bcher-kva.example");
        assert_ne!(key("naam+a@voorbeeld.nl"), key("naam@voorbeeld.nl"));
    }

    #[test]
    fn an_address_does_not_show_in_logs() {
        let address: EmailAddress = "naam@voorbeeld.nl".parse().expect("an address");
        assert!(!format!("{address:?}").contains("naam"));
    }

    proptest! {
        #[test]
        fn nothing_that_is_taken_can_end_a_line(text in "\\PC{0,6}[\r\n\0 ]?\\PC{0,6}@[a-z]{1,5}[\r\n]?\\.nl\\PC{0,3}") {
            if let Ok(address) = text.parse::<EmailAddress>() {
                prop_assert!(!address.as_str().contains(|c: char| c.is_control() || c.is_whitespace()));
            }
        }
    }
}
