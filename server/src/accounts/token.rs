//! Secrets that let somebody in: long, random, and never kept.

use std::fmt;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sha2::{Digest as _, Sha256};

/// So many random bytes: 256 bits.
const BYTES: usize = 32;

/// A secret as its owner has it, in a link or a cookie. What is kept of it is its [`TokenHash`].
#[derive(Clone, PartialEq, Eq)]
pub struct Token([u8; BYTES]);

/// What is kept of a token: enough to recognise it, not to make it. A plain hash will do, because nobody guesses 256 bits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TokenHash(String);

/// Text that cannot be a token.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("this is no token")]
pub struct NoToken;

/// The machine gives no random numbers; then nobody may be let in.
#[derive(Clone, Copy, Debug, thiserror::Error)]
#[error("the machine gives no random numbers")]
pub struct NoRandomness;

impl Token {
    /// A new one, from the randomness of the operating system.
    pub fn random() -> Result<Self, NoRandomness> {
        let mut bytes = [0; BYTES];
        getrandom::fill(&mut bytes).map_err(|_| NoRandomness)?;
        Ok(Self(bytes))
    }

    /// The token in an address or a cookie.
    pub fn parse(text: &str) -> Result<Self, NoToken> {
        let mut bytes = [0; BYTES];
        let length = URL_SAFE_NO_PAD.decode_slice(text, &mut bytes).map_err(|_| NoToken)?;
        if length == BYTES { Ok(Self(bytes)) } else { Err(NoToken) }
    }

    /// As it stands in an address or a cookie. The only way to show it.
    #[must_use]
    pub fn expose(&self) -> String {
        URL_SAFE_NO_PAD.encode(self.0)
    }

    /// What is kept of it.
    #[must_use]
    pub fn hash(&self) -> TokenHash {
        TokenHash(URL_SAFE_NO_PAD.encode(Sha256::digest(self.0)))
    }
}

impl TokenHash {
    /// As it stands in the database.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Token(…)")
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_token_comes_back_from_its_text_and_shows_nowhere_else() {
        let token = Token::random().expect("randomness");
        assert_eq!(Token::parse(&token.expose()), Ok(token.clone()));
        assert_eq!(format!("{token:?}"), "Token(…)");
        assert!(!token.hash().as_str().contains(&token.expose()));
        assert_ne!(token, Token::random().expect("randomness"));
        assert_eq!(token.expose().len(), 43);
    }

    proptest! {
        #[test]
        fn other_text_is_no_token(text in "\\PC{0,60}") {
            if let Ok(token) = Token::parse(&text) {
                prop_assert_eq!(token.expose(), text);
            }
        }
    }
}
