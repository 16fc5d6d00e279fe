//! The statements of contributions. Each is portable text that a test prepares on both databases.

use crate::desk::list::{Sorted, sorted};

/// Adds a proposal.
pub(super) const ADD: &str =
    "INSERT INTO submission (id, initiative_id, kind, state, version, cells, base_cells, reason,
        email, email_key, title, words, municipality_code, created_at, updated_at, waiting_since, yearly, photo_id)
    VALUES ($1, $2, $3, $4, 1, $5, $6, $7, $8, $9, $10, $11, $12, $13, $13, NULL, $14, $15)";

/// Adds a link to a proposal.
pub(super) const ADD_LINK: &str = "INSERT INTO submission_link (token_hash, submission_id) VALUES ($1, $2)";

/// The proposal behind a link.
pub(super) const BY_LINK: &str =
    "SELECT id, initiative_id, kind, state, version, cells, base_cells, reason, email, waiting_since,
        created_at, updated_at, yearly
    FROM submission WHERE id = (SELECT submission_id FROM submission_link WHERE token_hash = $1)";

/// The proposal with a number.
pub(super) const BY_ID: &str =
    "SELECT id, initiative_id, kind, state, version, cells, base_cells, reason, email, waiting_since,
        created_at, updated_at, yearly
    FROM submission WHERE id = $1";

/// Locks a proposal without changing it, for who has to look before it writes.
pub(super) const LOCK: &str = "UPDATE submission SET version = version WHERE id = $1";

/// Writes what is proposed anew.
pub(super) const EDIT: &str =
    "UPDATE submission SET cells = $2, reason = $3, title = $4, words = $5, municipality_code = $6, updated_at = $7, photo_id = $8
    WHERE id = $1";

/// Writes another photo of a proposal, or none.
pub(super) const PUT_PHOTO: &str = "UPDATE submission SET cells = $2, photo_id = $3, updated_at = $4 WHERE id = $1";

/// Puts a proposal into another state.
pub(super) const PUT_STATE: &str =
    "UPDATE submission SET state = $2, waiting_since = $3, decided_at = $4, initiative_id = $5,
        updated_at = $6, version = version + 1
    WHERE id = $1";

/// Notes what happened.
pub(super) const NOTE: &str = "INSERT INTO submission_event (submission_id, number, at, kind, actor, words)
    SELECT $1, COALESCE(MAX(number), 0) + 1, $2, $3, $4, $5 FROM submission_event WHERE submission_id = $1";

/// All that happened, oldest first, with the names of staff.
pub(super) const SAID: &str = "SELECT e.at, e.kind, COALESCE(NULLIF(a.name, ''), a.email) AS by, e.words
    FROM submission_event e LEFT JOIN account a ON a.id = e.actor WHERE e.submission_id = $1 ORDER BY e.number";

/// The proposals in one state, by kind; those that wait longest come first.
pub(super) const LIST_OF: &[Sorted] = sorted!(
    "SELECT s.id, s.kind, s.state, s.title, s.municipality_code, s.waiting_since, s.created_at,
        f.submission_id IS NOT NULL AS has_first
    FROM submission s LEFT JOIN first_acceptance f ON f.submission_id = s.id AND f.version = s.version
    WHERE s.state = $1 AND ($2 = '' OR s.kind = $2)",
    then "s.id",
    limit "LIMIT $3 OFFSET $4",
    "wacht" => "COALESCE(s.waiting_since, 9223372036854775807)",
    "titel" => "lower(s.title)",
    "ontvangen" => "s.created_at",
);

/// How many they are.
pub(super) const COUNT_OF: &str = "SELECT COUNT(*) FROM submission s WHERE s.state = $1 AND ($2 = '' OR s.kind = $2)";

/// The proposals that moderators see in whatever state, by kind; or, when the state is `tweede`, what waits for the second of two
/// moderators.
pub(super) const LIST: &[Sorted] = sorted!(
    "SELECT s.id, s.kind, s.state, s.title, s.municipality_code, s.waiting_since, s.created_at,
        f.submission_id IS NOT NULL AS has_first
    FROM submission s LEFT JOIN first_acceptance f ON f.submission_id = s.id AND f.version = s.version
    WHERE s.state NOT IN ('draft', 'unconfirmed', 'withdrawn') AND ($2 = '' OR s.kind = $2)
        AND ($1 = '' OR $1 = 'tweede' AND f.submission_id IS NOT NULL AND s.state IN ('pending', 'asked'))",
    then "s.id",
    limit "LIMIT $3 OFFSET $4",
    "wacht" => "COALESCE(s.waiting_since, 9223372036854775807)",
    "titel" => "lower(s.title)",
    "ontvangen" => "s.created_at",
);

/// How many they are.
pub(super) const COUNT: &str = "SELECT COUNT(*) FROM submission s
    WHERE s.state IN ('pending', 'asked', 'accepted', 'refused', 'merged') AND ($2 = '' OR s.kind = $2)
        AND ($1 = '' OR $1 = 'tweede' AND s.state IN ('pending', 'asked') AND EXISTS (
            SELECT 1 FROM first_acceptance f WHERE f.submission_id = s.id AND f.version = s.version))";

/// The same with words in title or address, found in an index beside the stories.
pub(super) const LIST_WITH_WORDS: &[Sorted] = sorted!(
    "SELECT s.id, s.kind, s.state, s.title, s.municipality_code, s.waiting_since, s.created_at,
        f.submission_id IS NOT NULL AS has_first
    FROM submission s LEFT JOIN first_acceptance f ON f.submission_id = s.id AND f.version = s.version
    WHERE s.id IN (SELECT w.id FROM submission w WHERE w.words LIKE $3 ESCAPE '!'
            AND w.state NOT IN ('draft', 'unconfirmed', 'withdrawn') AND ($2 = '' OR w.kind = $2))
        AND ($1 = '' OR s.state = $1 OR $1 = 'tweede' AND f.submission_id IS NOT NULL AND s.state IN ('pending', 'asked'))",
    then "s.id",
    limit "LIMIT $4 OFFSET $5",
    "wacht" => "COALESCE(s.waiting_since, 9223372036854775807)",
    "titel" => "lower(s.title)",
    "ontvangen" => "s.created_at",
);

/// How many they are.
pub(super) const COUNT_WITH_WORDS: &str = "SELECT COUNT(*) FROM submission s WHERE s.words LIKE $3 ESCAPE '!'
        AND s.state NOT IN ('draft', 'unconfirmed', 'withdrawn') AND ($2 = '' OR s.kind = $2)
        AND ($1 = '' OR s.state = $1 OR $1 = 'tweede' AND s.state IN ('pending', 'asked') AND EXISTS (
            SELECT 1 FROM first_acceptance f WHERE f.submission_id = s.id AND f.version = s.version))";

/// The same for who decides in some municipalities only: `$4` holds their codes with spaces around each. They see no addresses, so
/// words are looked for in titles.
pub(super) const LIST_IN: &[Sorted] = sorted!(
    "SELECT s.id, s.kind, s.state, s.title, s.municipality_code, s.waiting_since, s.created_at,
        f.submission_id IS NOT NULL AS has_first
    FROM submission s LEFT JOIN first_acceptance f ON f.submission_id = s.id AND f.version = s.version
    WHERE s.state NOT IN ('draft', 'unconfirmed', 'withdrawn') AND ($2 = '' OR s.kind = $2)
        AND ($1 = '' OR s.state = $1 OR $1 = 'tweede' AND f.submission_id IS NOT NULL AND s.state IN ('pending', 'asked'))
        AND ($3 = '' OR lower(s.title) LIKE $3 ESCAPE '!')
        AND $4 LIKE '% ' || s.municipality_code || ' %' AND (s.kind = 'new' OR EXISTS (SELECT 1 FROM initiative i
            WHERE i.id = s.initiative_id AND $4 LIKE '% ' || i.municipality_code || ' %'))",
    then "s.id",
    limit "LIMIT $5 OFFSET $6",
    "wacht" => "COALESCE(s.waiting_since, 9223372036854775807)",
    "titel" => "lower(s.title)",
    "ontvangen" => "s.created_at",
);

/// How many they are.
pub(super) const COUNT_IN: &str = "SELECT COUNT(*) FROM submission s
    WHERE s.state NOT IN ('draft', 'unconfirmed', 'withdrawn') AND ($2 = '' OR s.kind = $2)
        AND ($1 = '' OR s.state = $1 OR $1 = 'tweede' AND s.state IN ('pending', 'asked') AND EXISTS (
            SELECT 1 FROM first_acceptance f WHERE f.submission_id = s.id AND f.version = s.version))
        AND ($3 = '' OR lower(s.title) LIKE $3 ESCAPE '!')
        AND $4 LIKE '% ' || s.municipality_code || ' %' AND (s.kind = 'new' OR EXISTS (SELECT 1 FROM initiative i
            WHERE i.id = s.initiative_id AND $4 LIKE '% ' || i.municipality_code || ' %'))";

/// How many proposals wait, and since when the oldest does: of the whole country, which is asked for every page of the desk.
pub(super) const PENDING: &str = "SELECT COUNT(*), MIN(s.waiting_since) FROM submission s WHERE s.state = 'pending'";

/// The same for the municipality `$2`, for whoever decides in those of `$1`.
pub(super) const PENDING_IN: &str = "SELECT COUNT(*), MIN(s.waiting_since) FROM submission s
    WHERE s.state = 'pending' AND s.municipality_code = $2
        AND (s.kind = 'new' OR EXISTS (SELECT 1 FROM initiative i
            WHERE i.id = s.initiative_id AND $1 LIKE '% ' || i.municipality_code || ' %'))";

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
pub(super) const VERSIONS: &str = "SELECT number, at, origin, reason, cells, deed, other FROM initiative_version WHERE initiative_id = $1 ORDER BY number";

/// Moves what nobody decided on yet to another initiative.
pub(super) const MOVE_ALONG: &str = "UPDATE submission SET initiative_id = $2, version = version + 1, updated_at = $3
    WHERE initiative_id = $1 AND state IN ('draft', 'unconfirmed', 'pending', 'asked') RETURNING id";

/// How many of them there are.
pub(super) const COUNT_OPEN: &str = "SELECT COUNT(*) FROM submission
    WHERE initiative_id = $1 AND state IN ('draft', 'unconfirmed', 'pending', 'asked')";

/// Moves one of them back.
pub(super) const MOVE_BACK: &str = "UPDATE submission SET initiative_id = $3, version = version + 1, updated_at = $4
    WHERE id = $1 AND initiative_id = $2 AND state IN ('draft', 'unconfirmed', 'pending', 'asked')";

/// The types on which two moderators decide.
pub(super) const TWO_TYPES: &str = "SELECT type_code FROM two_moderators ORDER BY type_code";

/// Empties that list before it is written anew.
pub(super) const CLEAR_TWO_TYPES: &str = "DELETE FROM two_moderators";

/// Adds a type to it.
pub(super) const ADD_TWO_TYPE: &str =
    "INSERT INTO two_moderators (type_code) VALUES ($1) ON CONFLICT (type_code) DO NOTHING";

/// The first of two moderators.
pub(super) const FIRST: &str =
    "SELECT f.account_id, COALESCE(NULLIF(a.name, ''), a.email) AS who, f.at, f.version, f.revision, f.words
    FROM first_acceptance f LEFT JOIN account a ON a.id = f.account_id WHERE f.submission_id = $1";

/// Notes who is the first.
pub(super) const PUT_FIRST: &str =
    "INSERT INTO first_acceptance (submission_id, account_id, at, version, revision, words)
    VALUES ($1, $2, $3, $4, $5, $6)
    ON CONFLICT (submission_id) DO UPDATE SET account_id = excluded.account_id, at = excluded.at,
        version = excluded.version, revision = excluded.revision, words = excluded.words";

/// Forgets who was the first, and what they wrote: it was decided.
pub(super) const DROP_FIRST: &str = "DELETE FROM first_acceptance WHERE submission_id = $1";

/// The answers that the desk keeps ready itself.
pub(super) const ANSWERS: &str = "SELECT id, title, words, decision FROM ready_answer ORDER BY lower(title), id";

/// Adds one.
pub(super) const ADD_ANSWER: &str =
    "INSERT INTO ready_answer (id, title, words, decision, updated_at) VALUES ($1, $2, $3, $4, $5)";

/// Changes one.
pub(super) const CHANGE_ANSWER: &str =
    "UPDATE ready_answer SET title = $2, words = $3, decision = $4, updated_at = $5 WHERE id = $1";

/// Takes one away.
pub(super) const DROP_ANSWER: &str = "DELETE FROM ready_answer WHERE id = $1";

/// Proposals about which something was asked before `$1` and nobody answered.
pub(super) const UNANSWERED: &str =
    "SELECT id FROM submission WHERE state = 'asked' AND updated_at <= $1 ORDER BY updated_at, id LIMIT $2";

/// Deletes what was never confirmed, or taken back: so many at a time, because all that write wait for it.
pub(super) const DROP_UNFINISHED: &str = "DELETE FROM submission WHERE id IN (
    SELECT id FROM submission WHERE state IN ('draft', 'unconfirmed', 'withdrawn') AND updated_at < $1 LIMIT $2)";

/// Forgets what was said about proposals that were decided on long ago.
pub(super) const FORGET_WORDS: &str =
    "UPDATE submission_event SET words = NULL WHERE words IS NOT NULL AND submission_id IN
    (SELECT id FROM submission WHERE decided_at < $1)";

/// Forgets the links to them.
pub(super) const FORGET_LINKS: &str =
    "DELETE FROM submission_link WHERE submission_id IN (SELECT id FROM submission WHERE decided_at < $1)";

/// Forgets who proposed them.
pub(super) const FORGET_SUBMITTER: &str =
    "UPDATE submission SET email = NULL, email_key = NULL, reason = NULL, words = lower(title)
    WHERE decided_at < $1 AND email_key IS NOT NULL";

/// Everything that somebody proposed, by their address.
pub(super) const OF_ADDRESS: &str = "SELECT id, title, state, reason, email, created_at, cells, photo_id FROM submission WHERE email_key = $1 ORDER BY created_at, id";

/// What was written about it, by whoever proposed it and to them.
pub(super) const OWN_WORDS: &str = "SELECT at, words, CASE WHEN actor IS NULL THEN 'own' ELSE 'staff' END AS side
    FROM submission_event WHERE submission_id = $1 AND words IS NOT NULL ORDER BY number";

/// Deletes what an address proposed and nobody decided on, or they took back.
pub(super) const DROP_OF_ADDRESS: &str = "DELETE FROM submission
    WHERE email_key = $1 AND state IN ('draft', 'unconfirmed', 'pending', 'asked', 'withdrawn')";

/// Forgets what was said about the rest.
pub(super) const CUT_WORDS: &str = "UPDATE submission_event SET words = NULL
    WHERE words IS NOT NULL AND submission_id IN (SELECT id FROM submission WHERE email_key = $1)";

/// Forgets the links to it.
pub(super) const CUT_LINKS: &str =
    "DELETE FROM submission_link WHERE submission_id IN (SELECT id FROM submission WHERE email_key = $1)";

/// Forgets who proposed it.
pub(super) const CUT_SUBMITTER: &str =
    "UPDATE submission SET email = NULL, email_key = NULL, reason = NULL, words = lower(title)
    WHERE email_key = $1";

/// All that a database prepares, for the test.
#[cfg(test)]
pub(crate) fn all() -> Vec<&'static str> {
    let mut all = crate::desk::list::all_of(&[LIST, LIST_OF, LIST_WITH_WORDS, LIST_IN]);
    all.extend([
        ADD,
        ADD_LINK,
        BY_LINK,
        BY_ID,
        LOCK,
        EDIT,
        PUT_PHOTO,
        PUT_STATE,
        NOTE,
        SAID,
        COUNT,
        COUNT_OF,
        COUNT_WITH_WORDS,
        PENDING,
        PENDING_IN,
        COUNT_IN,
        WAITING_IN,
        OF_SAME,
        VERSIONS,
        UNANSWERED,
        TWO_TYPES,
        CLEAR_TWO_TYPES,
        ADD_TWO_TYPE,
        FIRST,
        PUT_FIRST,
        DROP_FIRST,
        ANSWERS,
        ADD_ANSWER,
        CHANGE_ANSWER,
        DROP_ANSWER,
        MOVE_ALONG,
        COUNT_OPEN,
        MOVE_BACK,
        DROP_UNFINISHED,
        FORGET_WORDS,
        FORGET_LINKS,
        FORGET_SUBMITTER,
        OF_ADDRESS,
        OWN_WORDS,
        DROP_OF_ADDRESS,
        CUT_WORDS,
        CUT_LINKS,
        CUT_SUBMITTER,
    ]);
    all
}
