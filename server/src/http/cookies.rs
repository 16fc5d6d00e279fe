//! The cookies of the platform. One says who is logged in, and nobody has it who is not; one holds, for minutes, the secret of a
//! browser in which somebody is signing in.

use axum::http::header::COOKIE;
use axum::http::{HeaderMap, HeaderValue};

use crate::accounts::Token;

/// The cookie of whoever is logged in. It ends with the browser's session; the server decides when it ends before that.
pub(crate) struct LoginCookie;

impl LoginCookie {
    /// For a site with this public address.
    pub(crate) fn of_site(base_url: &str) -> TokenCookie {
        TokenCookie::new(base_url, "login", None)
    }
}

/// The cookie of a browser in which somebody is signing in.
pub(crate) struct BrowserCookie;

impl BrowserCookie {
    /// For a site with this public address.
    pub(crate) fn of_site(base_url: &str) -> TokenCookie {
        TokenCookie::new(base_url, "browser", Some(10 * 60))
    }
}

/// How a cookie with a token is set on this site.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct TokenCookie {
    name: &'static str,
    /// Whether the site is on https. Then the name begins with what makes browsers refuse a cookie that another host or an unsafe
    /// connection set (RFC 6265bis, 4.1.3.2); over plain http, as on a developer's own machine, no browser would take it.
    safe: bool,
    /// In seconds.
    lasts: Option<u32>,
}

impl TokenCookie {
    fn new(base_url: &str, name: &'static str, lasts: Option<u32>) -> Self {
        Self { name, safe: base_url.starts_with("https://"), lasts }
    }

    fn name(self) -> String {
        if self.safe { format!("__Host-{}", self.name) } else { self.name.to_owned() }
    }

    /// The token that a request brings.
    pub(crate) fn read(self, headers: &HeaderMap) -> Option<Token> {
        let own = self.name();
        headers
            .get_all(COOKIE)
            .iter()
            .filter_map(|value| value.to_str().ok())
            .flat_map(|value| value.split(';'))
            .filter_map(|pair| pair.trim().split_once('='))
            .find(|(name, _)| *name == own)
            .and_then(|(_, value)| Token::parse(value).ok())
    }

    /// Sets the token.
    pub(crate) fn set(self, token: &Token) -> Option<HeaderValue> {
        self.header(&token.expose(), &self.lasts.map_or_else(String::new, |lasts| format!("; Max-Age={lasts}")))
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
