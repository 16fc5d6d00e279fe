//! The statements of following. Each is portable text that a test prepares on both databases.

/// Keeps what somebody asked for until they confirm it.
pub(super) const ASK: &str = "INSERT INTO follow_request (token_hash, email, email_key, filter, name, pace, created_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7)";

/// What was asked for, by its link.
pub(super) const ASKED: &str = "SELECT email, email_key, filter, name, pace FROM follow_request
    WHERE token_hash = $1";

/// Notes that it was confirmed, once: of two who press at once, one comes first.
pub(super) const CONFIRM: &str =
    "UPDATE follow_request SET confirmed_at = $2 WHERE token_hash = $1 AND confirmed_at IS NULL";

/// Adds somebody who follows, unless they do already.
pub(super) const ADD_FOLLOWER: &str = "INSERT INTO follower (id, email, email_key, link, created_at)
    VALUES ($1, $2, $3, $4, $5) ON CONFLICT (email_key) DO NOTHING";

/// Who follows with an address.
pub(super) const BY_EMAIL: &str = "SELECT id, email, email_key, link FROM follower WHERE email_key = $1";

/// Who follows, by the secret in their links.
pub(super) const BY_LINK: &str = "SELECT id, email, email_key, link FROM follower WHERE link = $1";

/// Adds something that is followed; what is followed already gets another pace.
pub(super) const ADD: &str = "INSERT INTO follow
        (id, follower_id, filter, name, pace, created_at, told_version, told_at, due_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
    ON CONFLICT (follower_id, filter) DO UPDATE SET pace = excluded.pace, due_at = excluded.due_at";

/// What somebody follows, oldest first.
pub(super) const OF_FOLLOWER: &str =
    "SELECT id, filter, name, pace, due_at FROM follow WHERE follower_id = $1 ORDER BY created_at, id";

/// Gives something another pace.
pub(super) const CHANGE: &str =
    "UPDATE follow SET pace = $3, due_at = $4 WHERE id = $1 AND follower_id = $2 AND due_at IS NOT NULL";

/// Ends one.
pub(super) const STOP: &str = "DELETE FROM follow WHERE id = $1 AND follower_id = $2";

/// Forgets whoever follows nothing any more.
pub(super) const DROP_IDLE: &str =
    "DELETE FROM follower WHERE id = $1 AND NOT EXISTS (SELECT 1 FROM follow WHERE follower_id = $1)";

/// Locks what an address asked for without changing anything.
pub(super) const HOLD_ASKED: &str = "UPDATE follow_request SET name = name WHERE email_key = $1";

/// Forgets what whoever follows nothing any more asked for and confirmed; what they did not confirm yet is another wish.
pub(super) const DROP_IDLE_ASKED: &str = "DELETE FROM follow_request WHERE email_key = $1 AND confirmed_at IS NOT NULL
    AND NOT EXISTS (SELECT 1 FROM follow f JOIN follower w ON w.id = f.follower_id WHERE w.email_key = $1)";

/// Forgets what whoever has this secret asked for.
pub(super) const DROP_ALL_ASKED: &str =
    "DELETE FROM follow_request WHERE email_key IN (SELECT email_key FROM follower WHERE link = $1)";

/// Ends all that somebody follows, and forgets them.
pub(super) const STOP_ALL: &str = "DELETE FROM follower WHERE link = $1";

/// The oldest version that anybody was told of whose digest is due.
pub(super) const OLDEST_DUE: &str = "SELECT MIN(told_version) FROM follow WHERE due_at <= $1";

/// What is due, of some people at a time, all that each of them follows together.
pub(super) const DUE: &str =
    "SELECT f.id, f.follower_id, w.email, w.link, f.filter, f.name, f.pace, f.told_version, f.told_at, f.due_at
    FROM follow f JOIN follower w ON w.id = f.follower_id
    WHERE f.due_at <= $1 AND f.follower_id IN
        (SELECT DISTINCT follower_id FROM follow WHERE due_at <= $1 ORDER BY follower_id LIMIT $2)
    ORDER BY f.follower_id, f.created_at, f.id";

/// Takes what is due, unless another instance told it or its owner changed it meanwhile.
pub(super) const TELL: &str = "UPDATE follow SET due_at = $4, told_version = $5, told_at = $6
    WHERE id = $1 AND due_at = $2 AND told_version = $3";

/// Ends what its owner follows under the name of today already.
pub(super) const DROP_DOUBLE: &str = "DELETE FROM follow WHERE id = $1 AND EXISTS
    (SELECT 1 FROM follow other WHERE other.follower_id = $2 AND other.filter = $3 AND other.id <> $1)";

/// Writes down under which name something is known today.
pub(super) const RENAME: &str = "UPDATE follow SET filter = $2, name = $3 WHERE id = $1";

/// Locks somebody who follows without changing anything.
pub(super) const LOCK: &str = "UPDATE follower SET link = link WHERE id = $1";

/// What was written after a version, up to another.
pub(super) const TOUCHED: &str =
    "SELECT i.id, i.title, i.municipality_code, i.created_at, i.changed_revision, i.withdrawn_at, i.revision,
        (SELECT f.value_code FROM initiative_facet f WHERE f.initiative_id = i.id AND f.facet_code = 'status'
         ORDER BY f.position LIMIT 1) AS status
    FROM initiative i WHERE i.revision > $1 AND i.revision <= $2 ORDER BY i.id";

/// The same as the index takes it.
pub(super) const ROWS: &str = "SELECT i.id, i.title, i.summary, i.description, i.municipality_code, i.lon, i.lat,
        i.start_year, i.end_year, i.changed_at, i.withdrawn_at, i.unconfirmed_since,
        (SELECT STRING_AGG(f.facet_code || ':' || f.value_code, ' ' ORDER BY f.position) FROM initiative_facet f
         WHERE f.initiative_id = i.id) AS tags,
        (SELECT STRING_AGG(m.municipality_code, ' ' ORDER BY m.municipality_code) FROM initiative_municipality m
         WHERE m.initiative_id = i.id) AS also_in
    FROM initiative i WHERE i.revision > $1 AND i.revision <= $2";

/// What those were before, and why they changed, oldest first.
pub(super) const VERSIONS: &str = "SELECT v.initiative_id, v.at, v.reason, v.cells FROM initiative_version v
    JOIN initiative i ON i.id = v.initiative_id
    WHERE i.revision > $1 AND i.revision <= $2 ORDER BY v.initiative_id, v.number";

/// Forgets what was asked for long ago, confirmed or not.
pub(super) const FORGET: &str = "DELETE FROM follow_request WHERE created_at < $1";

/// What an address follows, by name.
pub(super) const FOLLOWED_BY: &str = "SELECT f.name, w.email, f.created_at
    FROM follow f JOIN follower w ON w.id = f.follower_id WHERE w.email_key = $1 ORDER BY f.created_at, f.id";

/// What an address asked for and did not confirm, by name.
pub(super) const ASKED_BY: &str = "SELECT name, email, created_at FROM follow_request
    WHERE email_key = $1 AND confirmed_at IS NULL ORDER BY created_at";

/// Forgets that address, and ends all that it follows.
pub(super) const ERASE_FOLLOWER: &str = "DELETE FROM follower WHERE email_key = $1";

/// Forgets what it asked for.
pub(super) const ERASE_ASKED: &str = "DELETE FROM follow_request WHERE email_key = $1";

/// All of them, for the test that prepares each on both databases.
#[cfg(test)]
pub(crate) const ALL: &[&str] = &[
    FOLLOWED_BY,
    ASKED_BY,
    ERASE_FOLLOWER,
    ERASE_ASKED,
    ASK,
    ASKED,
    CONFIRM,
    ADD_FOLLOWER,
    BY_EMAIL,
    BY_LINK,
    ADD,
    OF_FOLLOWER,
    CHANGE,
    STOP,
    DROP_IDLE,
    HOLD_ASKED,
    DROP_IDLE_ASKED,
    DROP_ALL_ASKED,
    STOP_ALL,
    OLDEST_DUE,
    DUE,
    TELL,
    DROP_DOUBLE,
    RENAME,
    LOCK,
    TOUCHED,
    ROWS,
    VERSIONS,
    FORGET,
];
