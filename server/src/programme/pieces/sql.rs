//! The statements of news and partners. Each is portable text that a test prepares on both databases.

use crate::desk::list::{Sorted, sorted};

/// Which data there are: a number for every write, and a stamp that comes once.
pub(in super::super) const VERSION: &str = "SELECT version, stamp FROM data_version WHERE room = 'programme'";

/// Raises that number.
pub(super) const RAISE: &str = "UPDATE data_version SET version = version + 1 WHERE room = 'programme'";

/// All that is or was to be seen by visitors, now or later.
pub(in super::super) const OUT: &str =
    "SELECT id, kind, slug, title, lead, body, website, published_at, updated_at, withdrawn_at
    FROM programme_piece WHERE published_at IS NOT NULL";

/// Adds a piece.
pub(super) const ADD: &str = "INSERT INTO programme_piece
        (id, kind, slug, title, lead, body, website, version, created_at, updated_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, 1, $8, $8)";

/// Whether a name in addresses is taken.
pub(super) const TAKEN: &str = "SELECT COUNT(*) FROM programme_piece WHERE kind = $1 AND slug = $2";

/// One piece.
pub(super) const ONE: &str =
    "SELECT id, slug, title, lead, body, website, version, updated_at, published_at, withdrawn_at
    FROM programme_piece WHERE id = $1 AND kind = $2";

/// Locks a piece without changing it, for who has to look before it writes.
pub(super) const LOCK: &str = "UPDATE programme_piece SET version = version WHERE id = $1 AND kind = $2";

/// Writes a piece anew.
pub(super) const PUT: &str = "UPDATE programme_piece SET title = $2, lead = $3, body = $4, website = $5,
        published_at = $6, withdrawn_at = $7, updated_at = $8, version = version + 1
    WHERE id = $1";

/// The list of a kind, by stage and words.
pub(super) const LIST: &[Sorted] = sorted!(
    "SELECT p.id, p.title, p.updated_at, p.published_at, p.withdrawn_at FROM programme_piece p
    WHERE p.kind = $1 AND ($2 = '' OR lower(p.title) LIKE $2 ESCAPE '!' OR lower(p.lead) LIKE $2 ESCAPE '!')
        AND ($3 = '' OR $3 = CASE WHEN p.withdrawn_at IS NOT NULL THEN 'ingetrokken' WHEN p.published_at IS NULL THEN 'concept'
            WHEN p.published_at <= $4 THEN 'zichtbaar' ELSE 'gepland' END)",
    then "p.id",
    limit "LIMIT $5 OFFSET $6",
    "titel" => "lower(p.title)",
    "vanaf" => "COALESCE(p.published_at, 0)",
    "gewijzigd" => "p.updated_at",
);

/// How many they are.
pub(super) const COUNT: &str = "SELECT COUNT(*) FROM programme_piece p
    WHERE p.kind = $1 AND ($2 = '' OR lower(p.title) LIKE $2 ESCAPE '!' OR lower(p.lead) LIKE $2 ESCAPE '!')
        AND ($3 = '' OR $3 = CASE WHEN p.withdrawn_at IS NOT NULL THEN 'ingetrokken' WHEN p.published_at IS NULL THEN 'concept'
            WHEN p.published_at <= $4 THEN 'zichtbaar' ELSE 'gepland' END)";

/// All that a database prepares, for the test.
#[cfg(test)]
pub(crate) fn all() -> Vec<&'static str> {
    let mut all = crate::desk::list::all_of(&[LIST]);
    all.extend([VERSION, RAISE, OUT, ADD, TAKEN, ONE, LOCK, PUT, COUNT]);
    all
}
