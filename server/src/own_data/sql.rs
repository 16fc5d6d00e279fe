//! The statements of this room. Each is portable text that a test prepares on both databases.

/// Keeps the hash of a link.
pub(super) const ADD_LINK: &str =
    "INSERT INTO own_data_link (token_hash, email, email_key, expires_at) VALUES ($1, $2, $3, $4)";

/// The address behind a link that still works.
pub(super) const BEHIND: &str = "SELECT email FROM own_data_link WHERE token_hash = $1 AND expires_at > $2";

/// Forgets links that are over.
pub(super) const FORGET: &str = "DELETE FROM own_data_link WHERE expires_at <= $1";

/// Forgets all links of an address; how many says whether there was one.
pub(super) const FORGET_ADDRESS: &str = "DELETE FROM own_data_link WHERE email_key = $1";

/// All of them, for the test that prepares each on both databases.
#[cfg(test)]
pub(crate) const ALL: &[&str] = &[ADD_LINK, BEHIND, FORGET, FORGET_ADDRESS];
