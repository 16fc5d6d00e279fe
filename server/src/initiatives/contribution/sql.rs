//! The statements of contributions. Each is portable text that a test prepares on both databases.

use crate::desk::list::{Sorted, sorted};

/// Adds a proposal.
pub(super) const ADD: &str =
    "INSERT INTO submission (id, initiative_id, kind, state, version, cells, base_cells, reason,
        email, email_key, title, municipality_code, created_at, updated_at, waiting_since, yearly)
    VALUES ($1, $2, $3, $4, 1, $5, $6, $7, $8, $9, $10, $11, $12, $12, NULL, $13)";

/// Adds a link to a proposal.
pub(super) const ADD_LINK: &str = "INSERT INTO submission_link (token_hash, submission_id) VALUES ($1, $2)";

/// The proposal behind a link.
pub(super) const BY_LINK: &str =
    "SELECT id, initiative_id, kind, state, version, cells, base_cells, reason, email, waiting_since,
        created_at, yearly
    FROM submission WHERE id = (SELECT submission_id FROM submission_link WHERE token_hash = $1)";

/// The proposal with a number.
pub(super) const BY_ID: &str =
    "SELECT id, initiative_id, kind, state, version, cells, base_cells, reason, email, waiting_since,
        created_at, yearly
    FROM submission WHERE id = $1";

/// Locks a proposal without changing it, for who has to look before it writes.
pub(super) const LOCK: &str = "UPDATE submission SET version = version WHERE id = $1";

/// Writes what is proposed anew.
pub(super) const EDIT: &str =
    "UPDATE submission SET cells = $2, reason = $3, title = $4, municipality_code = $5, updated_at = $6
    WHERE id = $1";

/// Puts a proposal into another state.
pub(super) const PUT_STATE: &str =
    "UPDATE submission SET state = $2, waiting_since = $3, decided_at = $4, initiative_id = $5,
        updated_at = $6, version = version + 1
    WHERE id = $1";

/// Notes what happened.
pub(super) const NOTE: &str = "INSERT INTO submission_event (submission_id, number, at, kind, actor, words)
    SELECT $1, COALESCE(MAX(number), 0) + 1, $2, $3, $4, $5 FROM submission_event WHERE submission_id = $1";

/// All that happened, oldest first, with the names of staff.
pub(super) const SAID: &str = "SELECT e.at, e.kind, a.name AS by, e.words
    FROM submission_event e LEFT JOIN account a ON a.id = e.actor WHERE e.submission_id = $1 ORDER BY e.number";

/// The proposals that moderators see, by state, kind and words in title or address; those that wait come first. `$4` holds codes of
/// municipalities with spaces around each, for who decides only there and does not see addresses; empty for the whole country.
pub(super) const LIST: &[Sorted] = sorted!(
    "SELECT s.id, s.kind, s.state, s.title, s.municipality_code, s.waiting_since, s.created_at FROM submission s
    WHERE s.state NOT IN ('draft', 'unconfirmed', 'withdrawn') AND ($1 = '' OR s.state = $1) AND ($2 = '' OR s.kind = $2)
        AND ($3 = '' OR lower(s.title) LIKE $3 ESCAPE '!'
            OR ($4 = '' AND lower(COALESCE(s.email, '')) LIKE $3 ESCAPE '!'))
        AND ($4 = '' OR ($4 LIKE '% ' || s.municipality_code || ' %' AND (s.kind = 'new' OR EXISTS (SELECT 1 FROM initiative i
            WHERE i.id = s.initiative_id AND $4 LIKE '% ' || i.municipality_code || ' %'))))",
    then "s.id",
    limit "LIMIT $5 OFFSET $6",
    "wacht" => "COALESCE(s.waiting_since, 9223372036854775807)",
    "titel" => "lower(s.title)",
    "ontvangen" => "s.created_at",
);

/// How many they are.
pub(super) const COUNT: &str = "SELECT COUNT(*) FROM submission s
    WHERE s.state NOT IN ('draft', 'unconfirmed', 'withdrawn') AND ($1 = '' OR s.state = $1) AND ($2 = '' OR s.kind = $2)
        AND ($3 = '' OR lower(s.title) LIKE $3 ESCAPE '!'
            OR ($4 = '' AND lower(COALESCE(s.email, '')) LIKE $3 ESCAPE '!'))
        AND ($4 = '' OR ($4 LIKE '% ' || s.municipality_code || ' %' AND (s.kind = 'new' OR EXISTS (SELECT 1 FROM initiative i
            WHERE i.id = s.initiative_id AND $4 LIKE '% ' || i.municipality_code || ' %'))))";

/// How many proposals wait for a moderator, and since when the oldest does; `$1` as `$4` of [`LIST`].
pub(super) const WAITING: &str = "SELECT COUNT(*), COALESCE(MIN(s.waiting_since), 0) FROM submission s
    WHERE s.state = 'pending'
        AND ($1 = '' OR ($1 LIKE '% ' || s.municipality_code || ' %' AND (s.kind = 'new' OR EXISTS (SELECT 1 FROM initiative i
            WHERE i.id = s.initiative_id AND $1 LIKE '% ' || i.municipality_code || ' %'))))";

/// The oldest of them.
pub(super) const WAITING_IN: &str = "SELECT s.id, s.kind, s.title, s.waiting_since FROM submission s
    WHERE s.state = 'pending' AND $1 LIKE '% ' || s.municipality_code || ' %'
        AND (s.kind = 'new' OR EXISTS (SELECT 1 FROM initiative i
            WHERE i.id = s.initiative_id AND $1 LIKE '% ' || i.municipality_code || ' %'))
    ORDER BY s.waiting_since, s.id LIMIT 20";

/// What became of the other proposals of the same address.
pub(super) const OF_SAME: &str = "SELECT state, COUNT(*) FROM submission
    WHERE email_key = (SELECT email_key FROM submission WHERE id = $1) AND id <> $1 GROUP BY state ORDER BY state";

/// The versions of an initiative, oldest first.
pub(super) const VERSIONS: &str =
    "SELECT number, at, origin, reason, cells FROM initiative_version WHERE initiative_id = $1 ORDER BY number";

/// Deletes what was never confirmed, or taken back.
pub(super) const DROP_UNFINISHED: &str =
    "DELETE FROM submission WHERE state IN ('draft', 'unconfirmed', 'withdrawn') AND updated_at < $1";

/// Forgets what was said about proposals that were decided on long ago.
pub(super) const FORGET_WORDS: &str =
    "UPDATE submission_event SET words = NULL WHERE words IS NOT NULL AND submission_id IN
    (SELECT id FROM submission WHERE decided_at < $1)";

/// Forgets the links to them.
pub(super) const FORGET_LINKS: &str =
    "DELETE FROM submission_link WHERE submission_id IN (SELECT id FROM submission WHERE decided_at < $1)";

/// Forgets who proposed them.
pub(super) const FORGET_SUBMITTER: &str = "UPDATE submission SET email = NULL, email_key = NULL, reason = NULL WHERE decided_at < $1 AND email_key IS NOT NULL";

/// All that a database prepares, for the test.
#[cfg(test)]
pub(crate) fn all() -> Vec<&'static str> {
    let mut all = crate::desk::list::all_of(&[LIST]);
    all.extend([
        ADD,
        ADD_LINK,
        BY_LINK,
        BY_ID,
        LOCK,
        EDIT,
        PUT_STATE,
        NOTE,
        SAID,
        COUNT,
        WAITING,
        WAITING_IN,
        OF_SAME,
        VERSIONS,
        DROP_UNFINISHED,
        FORGET_WORDS,
        FORGET_LINKS,
        FORGET_SUBMITTER,
    ]);
    all
}
