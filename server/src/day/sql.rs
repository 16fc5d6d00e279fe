//! The statements of the Dag. Each is portable text that a test prepares on both databases.

/// Which data there are: a number for every write, and a stamp that comes once.
pub(super) const VERSION: &str = "SELECT version, stamp FROM data_version WHERE room = 'day'";

/// Raises that number.
pub(super) const RAISE: &str = "UPDATE data_version SET version = version + 1 WHERE room = 'day'";

/// How many editions there are.
pub(super) const COUNT: &str = "SELECT COUNT(*) FROM edition";

/// All editions that visitors see, from the first day to the last.
pub(super) const EDITIONS: &str =
    "SELECT id, code, name, day, venue, town, lead, body, capacity, opens_at, closes_at, freezes_at,
        is_example, sources
    FROM edition ORDER BY day, id";

/// All that was published of them, oldest first.
pub(super) const PUBLISHED: &str =
    "SELECT edition_id, number, at, programme FROM programme_version ORDER BY edition_id, number";

/// Adds an edition.
pub(super) const ADD: &str =
    "INSERT INTO edition (id, code, name, day, venue, town, lead, body, capacity, opens_at, closes_at,
        freezes_at, is_example, sources, draft, version, created_at, updated_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, 1, $16, $16)";

/// Publishes a version of a programme.
pub(super) const PUBLISH: &str = "INSERT INTO programme_version (edition_id, number, at, actor, programme)
    SELECT CAST($1 AS TEXT), COALESCE(MAX(number), 0) + 1, $2, $3, $4 FROM programme_version WHERE edition_id = CAST($1 AS TEXT)";

/// All of them, for the test that prepares each on both databases.
#[cfg(test)]
pub(crate) const ALL: &[&str] = &[VERSION, RAISE, COUNT, EDITIONS, PUBLISHED, ADD, PUBLISH];
