//! Where somebody wanted to go before they had to sign in.

use form_urlencoded::byte_serialize;

/// A page of the desk. Other addresses are not led to: a link to sign in could bring people anywhere otherwise.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Onward(String);

/// The name of the value in addresses and forms.
pub const NAME: &str = "naar";

/// So long an address is remembered.
const LONGEST: usize = 300;

impl Onward {
    /// An address of the desk; nothing for any other.
    #[must_use]
    pub fn parse(address: &str) -> Option<Self> {
        let below = address.strip_prefix("/beheer")?;
        let at_the_desk = below.is_empty() || below.starts_with(['/', '?']);
        let plain = address.bytes().all(|byte| byte.is_ascii_graphic() && !matches!(byte, b'\\' | b'"' | b'<' | b'>'));
        let one_place =
            !address.contains("//") && !address.contains("/..") && !address.to_ascii_lowercase().contains("%2e");
        (at_the_desk && plain && one_place && address.len() <= LONGEST).then(|| Self(address.to_owned()))
    }

    /// The address.
    #[must_use]
    pub fn address(&self) -> &str {
        &self.0
    }

    /// What stands behind the address of a page to remember this: `?naar=…`.
    #[must_use]
    pub fn query(&self) -> String {
        format!("?{NAME}={}", byte_serialize(self.0.as_bytes()).collect::<String>())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_pages_of_the_desk_are_led_to() {
        for good in ["/beheer", "/beheer/post?pagina=2", "/beheer?q=a%20b"] {
            assert_eq!(Onward::parse(good).map(|onward| onward.0), Some(good.to_owned()));
        }
        for bad in [
            "",
            "/",
            "//elders.example",
            "/beheerder",
            "/beheer/../landkaart",
            "/beheer//x",
            "/beheer/\n",
            "/beheer\\x",
            "https://x/beheer",
            "/beheer/%2E%2e/x",
        ] {
            assert_eq!(Onward::parse(bad), None, "{bad}");
        }
        assert_eq!(Onward::parse("/beheer?q=1").expect("an address").query(), "?naar=%2Fbeheer%3Fq%3D1");
    }
}
