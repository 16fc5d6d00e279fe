//! The domain of mail addresses, and whether an address belongs to it.

use crate::mail::EmailAddress;

/// A domain as machines write it (IDNA), such as `utrecht.nl`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct MailDomain(String);

/// Text that is no domain.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct NoDomain;

impl MailDomain {
    /// Takes what people type or paste: `utrecht.nl`, `@utrecht.nl`, `naam@utrecht.nl`. A domain of one label, such as `nl`,
    /// would let in a whole country.
    pub(super) fn parse(typed: &str) -> Result<Self, NoDomain> {
        let typed = typed.trim();
        let domain = typed.rsplit_once('@').map_or(typed, |(_, domain)| domain).trim_end_matches('.');
        // Whatever can be the domain of an address can be one here, and nothing else.
        let address: EmailAddress = format!("iemand@{domain}").parse().map_err(|_| NoDomain)?;
        let domain = address.domain();
        let whole = domain.split('.').all(|label| !label.is_empty());
        if whole { Ok(Self(domain)) } else { Err(NoDomain) }
    }

    /// As it is stored.
    pub(super) fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether an address is at this domain or below it; not at one that only ends in the same letters.
    pub(super) fn holds(&self, address: &EmailAddress) -> bool {
        let domain = address.domain();
        domain == self.0 || domain.strip_suffix(&self.0).is_some_and(|before| before.ends_with('.'))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn domain(text: &str) -> MailDomain {
        MailDomain::parse(text).expect("a domain")
    }

    #[test]
    fn a_domain_is_read_as_people_write_it() {
        for text in ["utrecht.nl", " Utrecht.NL ", "@utrecht.nl", "naam@utrecht.nl", "utrecht.nl."] {
            assert_eq!(domain(text).as_str(), "utrecht.nl", "{text}");
        }
        assert_eq!(domain("súdwestfryslân.frl").as_str(), "xn--sdwestfrysln-zbb93a.frl");
        for text in [
            "",
            "nl",
            "@",
            "utrecht",
            "utrecht .nl",
            "utrecht..nl",
            ".nl",
            "127.0.0.1",
            "https://utrecht.nl",
            "a\nb.nl",
        ] {
            assert_eq!(MailDomain::parse(text), Err(NoDomain), "{text}");
        }
    }

    #[test]
    fn an_address_belongs_to_its_own_domain_and_those_above_it_and_to_nothing_that_only_looks_like_it() {
        let holds = |domain_text: &str, address: &str| domain(domain_text).holds(&address.parse().expect("an address"));
        for address in ["a@utrecht.nl", "a@griffie.utrecht.nl", "a@a.b.utrecht.nl", "A@UTRECHT.NL"] {
            assert!(holds("utrecht.nl", address), "{address}");
        }
        for address in [
            "a@nietutrecht.nl",
            "a@utrecht.nl.elders.example",
            "a@utrecht.com",
            "utrecht.nl@elders.example",
            "a@utrecht-nl.example",
            "a@xutrecht.nl",
            "a@nl",
        ] {
            if let Ok(address) = address.parse() {
                assert!(!domain("utrecht.nl").holds(&address), "{address:?}");
            }
        }
        assert!(!holds("griffie.utrecht.nl", "a@utrecht.nl"), "below is not above");
        assert!(
            holds("bücher.example", "a@xn--bcher-kva.example") && holds("xn--bcher-kva.example", "a@BÜCHER.example")
        );
        // A letter of another alphabet that looks the same is another letter.
        assert!(!holds("utrecht.nl", "a@utr\u{435}cht.nl"));
    }
}
