//! The domain of mail addresses, and whether an address belongs to it.

use crate::mail::EmailAddress;

/// A domain as machines write it (IDNA), such as `utrecht.nl`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct MailDomain(String);

/// Where everybody can get an address: whoever has one there works for no municipality by it. Those that people in the Netherlands use
/// most; a moderator sees who came in by which domain.
const FOR_EVERYBODY: [&str; 38] = [
    "aol.com",
    "casema.nl",
    "chello.nl",
    "fastmail.com",
    "freedom.nl",
    "gmail.com",
    "gmx.com",
    "gmx.de",
    "gmx.net",
    "googlemail.com",
    "hetnet.nl",
    "home.nl",
    "hotmail.com",
    "hotmail.nl",
    "icloud.com",
    "kpnmail.nl",
    "kpnplanet.nl",
    "live.com",
    "live.nl",
    "mac.com",
    "mail.com",
    "me.com",
    "msn.com",
    "online.nl",
    "outlook.com",
    "outlook.nl",
    "planet.nl",
    "proton.me",
    "protonmail.com",
    "quicknet.nl",
    "solcon.nl",
    "soverin.net",
    "telfort.nl",
    "tuta.com",
    "upcmail.nl",
    "xs4all.nl",
    "yahoo.com",
    "ziggo.nl",
];

/// Text that is no domain of a municipality.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum NoDomain {
    /// It is no domain at all.
    Unreadable,
    /// Everybody can get an address there.
    ForEverybody,
}

impl MailDomain {
    /// Takes what people type or paste: `utrecht.nl`, `@utrecht.nl`, `naam@utrecht.nl`. A domain of one label, such as `nl`,
    /// would let in a whole country.
    pub(super) fn parse(typed: &str) -> Result<Self, NoDomain> {
        let typed = typed.trim();
        let domain = typed.rsplit_once('@').map_or(typed, |(_, domain)| domain).trim_end_matches('.');
        // Whatever can be the domain of an address can be one here, and nothing else.
        let address: EmailAddress = format!("iemand@{domain}").parse().map_err(|_| NoDomain::Unreadable)?;
        let domain = address.domain();
        if domain.split('.').any(str::is_empty) {
            return Err(NoDomain::Unreadable);
        }
        if FOR_EVERYBODY.contains(&domain.as_str()) { Err(NoDomain::ForEverybody) } else { Ok(Self(domain)) }
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
            assert_eq!(MailDomain::parse(text), Err(NoDomain::Unreadable), "{text}");
        }
        for text in ["gmail.com", "iemand@Hotmail.nl", "@ziggo.nl."] {
            assert_eq!(MailDomain::parse(text), Err(NoDomain::ForEverybody), "{text}");
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
