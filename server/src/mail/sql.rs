//! The statements of the outbox. Each is portable text that a test prepares on both databases.

/// Puts a mail in the outbox.
pub(super) const ADD: &str = "INSERT INTO outbox
        (id, letter, recipient, subject, plain, html, unsubscribe, state, attempts, due_at, created_at, useless_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, 'waiting', 0, $8, $8, $9)";

/// Takes what is due in hand, the oldest first: SQLite has one writer at a time, so nobody else looks meanwhile.
pub(super) const CLAIM_SQLITE: &str = "UPDATE outbox SET claimed_until = $2, attempts = attempts + 1
    WHERE id IN (
        SELECT id FROM outbox WHERE state = 'waiting' AND due_at <= $1 AND (claimed_until IS NULL OR claimed_until <= $1)
        ORDER BY due_at, id LIMIT $3)
    RETURNING id, recipient, subject, plain, html, unsubscribe, attempts, created_at, useless_at";

/// The same for PostgreSQL, where several instances look at once: each passes by what another is just taking.
pub(super) const CLAIM_POSTGRES: &str = "UPDATE outbox SET claimed_until = $2, attempts = attempts + 1
    WHERE id IN (
        SELECT id FROM outbox WHERE state = 'waiting' AND due_at <= $1 AND (claimed_until IS NULL OR claimed_until <= $1)
        ORDER BY due_at, id LIMIT $3 FOR UPDATE SKIP LOCKED)
    RETURNING id, recipient, subject, plain, html, unsubscribe, attempts, created_at, useless_at";

/// A mail that a server took: what it said is nobody's business any more. Not when a person at the desk settled it meanwhile.
pub(super) const SENT: &str = "UPDATE outbox SET state = 'sent', plain = NULL, html = NULL, trouble = NULL,
        claimed_until = NULL, settled_at = $2
    WHERE id = $1 AND state = 'waiting'";

/// A mail that was written to a file.
pub(super) const FILED: &str =
    "UPDATE outbox SET state = 'filed', trouble = NULL, claimed_until = NULL, settled_at = $2
    WHERE id = $1 AND state = 'waiting'";

/// A mail that has to wait for another try.
pub(super) const POSTPONED: &str = "UPDATE outbox SET trouble = $3, claimed_until = NULL, due_at = $2
    WHERE id = $1 AND state = 'waiting'";

/// A mail that is given up.
pub(super) const REFUSED: &str =
    "UPDATE outbox SET state = 'refused', trouble = $3, claimed_until = NULL, settled_at = $2
    WHERE id = $1 AND state = 'waiting'";

/// Forgets mails that were settled long ago, and with them who got them.
pub(super) const FORGET: &str = "DELETE FROM outbox WHERE settled_at < $1";

/// All that a database prepares, for the test.
#[cfg(test)]
pub(crate) fn all_of(store: &crate::store::Store) -> &'static [&'static str] {
    match store {
        crate::store::Store::Sqlite { .. } => &[ADD, SENT, FILED, POSTPONED, REFUSED, FORGET, CLAIM_SQLITE],
        crate::store::Store::Postgres(_) => &[ADD, SENT, FILED, POSTPONED, REFUSED, FORGET, CLAIM_POSTGRES],
    }
}
