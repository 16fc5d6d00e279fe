//! The one cookie of the platform: it says who is logged in, and nobody has it who is not.

use axum::http::header::COOKIE;
use axum::http::{HeaderMap, HeaderValue};

use crate::accounts::Token;

/// Its name over https: the prefix makes browsers refuse one that another host or an unsafe connection set (RFC 6265bis, 4.1.3.2).
const SAFE_NAME: &str = "__Host-login";

/// Its name over plain http, as on a developer's own machine, where no browser would take the other one.
const PLAIN_NAME: &str = "login";

/// How the cookie is set on this site.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct LoginCookie {
    safe: bool,
}

impl LoginCookie {
    /// For a site with this public address.
    pub(crate) fn of_site(base_url: &str) -> Self {
        Self { safe: base_url.starts_with("https://") }
    }

    fn name(self) -> &'static str {
        if self.safe { SAFE_NAME } else { PLAIN_NAME }
    }

    /// The token that a request brings.
    pub(crate) fn read(self, headers: &HeaderMap) -> Option<Token> {
        headers
            .get_all(COOKIE)
            .iter()
            .filter_map(|value| value.to_str().ok())
            .flat_map(|value| value.split(';'))
            .filter_map(|pair| pair.trim().split_once('='))
            .find(|(name, _)| *name == self.name())
            .and_then(|(_, value)| Token::parse(value).ok())
    }

    /// Sets the token. It ends with the browser's session; the server decides when it ends before that.
    pub(crate) fn set(self, token: &Token) -> Option<HeaderValue> {
        self.header(&token.expose(), "")
    }

    /// Takes it away.
    pub(crate) fn clear(self) -> Option<HeaderValue> {
        self.header("", "; Max-Age=0")
    }

    fn header(self, value: &str, more: &str) -> Option<HeaderValue> {
        let secure = if self.safe { "; Secure" } else { "" };
        let text = format!("{}={value}; Path=/; HttpOnly; SameSite=Lax{secure}{more}", self.name());
        let mut header = HeaderValue::try_from(text).ok()?;
        header.set_sensitive(true);
        Some(header)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(cookie: &str) -> HeaderMap {
        HeaderMap::from_iter([(COOKIE, HeaderValue::try_from(cookie).expect("a header"))])
    }

    #[test]
    fn over_https_the_cookie_is_bound_to_the_host_and_unreadable_for_scripts() {
        let token = Token::random().expect("randomness");
        let cookie = LoginCookie::of_site("https://example.org");
        let set = cookie.set(&token).expect("a header");
        let text = set.to_str().expect("text");
        for part in ["__Host-login=", "; Path=/", "; HttpOnly", "; SameSite=Lax", "; Secure"] {
            assert!(text.contains(part), "{text}");
        }
        assert!(!text.contains("Domain"));
        assert!(set.is_sensitive());
        assert!(cookie.clear().is_some_and(|header| header.as_bytes().ends_with(b"Max-Age=0")));
    }

    #[test]
    fn the_token_is_found_among_other_cookies_and_an_unsafe_one_is_not_believed() {
        let token = Token::random().expect("randomness");
        let safe = LoginCookie::of_site("https://example.org");
        let text = format!("a=b; __Host-login={}; c", token.expose());
        assert_eq!(safe.read(&headers(&text)), Some(token.clone()));
        assert_eq!(safe.read(&headers(&format!("login={}", token.expose()))), None);
        assert_eq!(safe.read(&headers("__Host-login=onzin")), None);
        let plain = LoginCookie::of_site("http://127.0.0.1:3000");
        assert_eq!(plain.read(&headers(&format!("login={}", token.expose()))), Some(token));
    }
}
