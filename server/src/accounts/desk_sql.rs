//! The statements of the pages of accounts and of the audit log at the desk. Each is portable text that a test prepares on both
//! databases.

use crate::desk::list::{Sorted, sorted};

/// Accounts by role, state (`open`, `gesloten`) and words in name or address.
pub(super) const ACCOUNTS: &[Sorted] = sorted!(
    "SELECT a.id, a.name, a.email, a.created_at, a.closed_at, a.seen_at,
        COALESCE((SELECT string_agg(r.role || ':' || r.municipality_code, ',') FROM account_role r
            WHERE r.account_id = a.id), '') AS roles
    FROM account a
    WHERE ($1 = '' OR EXISTS (SELECT 1 FROM account_role r WHERE r.account_id = a.id AND r.role = $1))
        AND ($2 = '' OR ($2 = 'open' AND a.closed_at IS NULL) OR ($2 = 'gesloten' AND a.closed_at IS NOT NULL))
        AND ($3 = '' OR lower(a.name) LIKE $3 ESCAPE '!' OR lower(a.email) LIKE $3 ESCAPE '!')",
    then "a.id",
    limit "LIMIT $4 OFFSET $5",
    "naam" => "lower(a.name)",
    "adres" => "a.email_key",
    "gezien" => "COALESCE(a.seen_at, 0)",
    "sinds" => "a.created_at",
);

/// How many accounts that are.
pub(super) const COUNT_ACCOUNTS: &str = "SELECT COUNT(*) FROM account a
    WHERE ($1 = '' OR EXISTS (SELECT 1 FROM account_role r WHERE r.account_id = a.id AND r.role = $1))
        AND ($2 = '' OR ($2 = 'open' AND a.closed_at IS NULL) OR ($2 = 'gesloten' AND a.closed_at IS NOT NULL))
        AND ($3 = '' OR lower(a.name) LIKE $3 ESCAPE '!' OR lower(a.email) LIKE $3 ESCAPE '!')";

/// One account.
pub(super) const ACCOUNT: &str = "SELECT a.id, a.name, a.email, a.created_at, a.closed_at, a.seen_at,
        COALESCE((SELECT string_agg(r.role || ':' || r.municipality_code, ',') FROM account_role r
            WHERE r.account_id = a.id), '') AS roles
    FROM account a WHERE a.id = $1";

/// Locks an account without changing it, for who has to look before it writes.
pub(super) const HOLD_ACCOUNT: &str = "UPDATE account SET name = name WHERE id = $1";

/// Takes a role away.
pub(super) const TAKE_ROLE: &str =
    "DELETE FROM account_role WHERE account_id = $1 AND role = $2 AND municipality_code = $3";

/// Closes an account.
pub(super) const CLOSE: &str = "UPDATE account SET closed_at = $2 WHERE id = $1 AND closed_at IS NULL";

/// Opens an account that is closed.
pub(super) const OPEN: &str = "UPDATE account SET closed_at = NULL WHERE id = $1 AND closed_at IS NOT NULL";

/// Takes the ways in away that were sent to an account and not used yet.
pub(super) const END_LINKS: &str = "DELETE FROM sign_in_link WHERE account_id = $1 AND used_at IS NULL";

/// Somebody is here.
pub(super) const SEE: &str = "UPDATE account SET seen_at = $2 WHERE id = $1";

/// Locks the account that a link leads to.
pub(super) const HOLD_BY_LINK: &str =
    "UPDATE account SET name = name WHERE id = (SELECT account_id FROM sign_in_link WHERE token_hash = $1)";

/// How many owners can get in.
pub(super) const COUNT_OWNERS: &str = "SELECT COUNT(*) FROM account_role r JOIN account a ON a.id = r.account_id
    WHERE r.role = 'owner' AND a.closed_at IS NULL";

/// In which browsers somebody is or was logged in.
pub(super) const LOGINS_OF: &str =
    "SELECT device, started_at, seen_at FROM login WHERE account_id = $1 ORDER BY started_at";

/// What somebody calls their passkeys.
pub(super) const PASSKEYS_OF: &str = "SELECT name, added_at FROM passkey WHERE account_id = $1 ORDER BY added_at";

/// How much somebody did.
pub(super) const COUNT_DONE: &str = "SELECT COUNT(*) FROM audit_entry WHERE actor = $1";

/// Takes all passkeys of an account away.
pub(super) const DROP_PASSKEYS: &str = "DELETE FROM passkey WHERE account_id = $1";

/// Takes all roles of an account away.
pub(super) const DROP_ROLES: &str = "DELETE FROM account_role WHERE account_id = $1";

/// Makes an account that of nobody: what it did stays, who it was does not.
pub(super) const MAKE_NOBODY: &str =
    "UPDATE account SET name = $2, email = '', email_key = id, seen_at = NULL, closed_at = COALESCE(closed_at, $3)
    WHERE id = $1";

/// What the audit log says of something.
pub(super) const STATES_OF: &str = "SELECT before_state, after_state FROM audit_entry WHERE subject = $1";

/// What the log says of roles that somebody got or that were taken from them, the newest first.
pub(super) const ROLES_IN_LOG: &str = "SELECT actor, before_state, after_state FROM audit_entry
    WHERE subject = $1 AND action IN ('role-given', 'role-taken') ORDER BY number DESC";

/// The accounts of one mailbox: with the address itself, and with something after a plus.
pub(super) const OF_MAILBOX: &str =
    "SELECT id FROM account WHERE email_key = $1 OR email_key LIKE $2 ESCAPE '!' ORDER BY id";

/// Forgets an address wherever it stands beside the log, written in one way or the other.
pub(super) const CUT_ADDRESS: &str = "DELETE FROM audit_person WHERE lower(text) IN ($1, $2)";

/// Forgets something personal that stands beside the log.
pub(super) const CUT_PERSON: &str = "DELETE FROM audit_person WHERE reference = $1";

/// Entries of the audit log by who did it (words), what, to what, from `$4` until before `$5`, and by words anywhere. Names are looked
/// for once, not at every entry.
pub(super) const ENTRIES: &[Sorted] = sorted!(
    "SELECT e.number, e.at, e.actor, e.action, e.subject, e.before_state, e.after_state,
        COALESCE(NULLIF(a.name, ''), a.email) AS who, COALESCE(NULLIF(s.name, ''), s.email, p.title, i.title) AS whom
    FROM audit_entry e LEFT JOIN account a ON a.id = e.actor
        LEFT JOIN account s ON e.subject LIKE 'account:%' AND s.id = substr(e.subject, 9)
        LEFT JOIN submission p ON e.subject LIKE 'submission:%' AND p.id = substr(e.subject, 12)
        LEFT JOIN initiative i ON i.id =
            CASE WHEN e.subject LIKE 'initiative:%' THEN CAST(substr(e.subject, 12) AS BIGINT) END
    WHERE ($1 = '' OR e.actor IN (SELECT id FROM account
                WHERE lower(name) LIKE $1 ESCAPE '!' OR lower(email) LIKE $1 ESCAPE '!'))
        AND ($2 = '' OR e.action = $2) AND ($3 = '' OR e.subject = $3) AND e.at >= $4 AND e.at < $5
        AND ($6 = '' OR lower(e.subject) LIKE $6 ESCAPE '!' OR lower(e.before_state) LIKE $6 ESCAPE '!'
            OR lower(e.after_state) LIKE $6 ESCAPE '!'
            OR e.subject IN (SELECT 'account:' || id FROM account
                WHERE lower(name) LIKE $6 ESCAPE '!' OR lower(email) LIKE $6 ESCAPE '!')
            OR e.subject IN (SELECT 'submission:' || id FROM submission WHERE lower(title) LIKE $6 ESCAPE '!')
            OR e.subject IN (SELECT 'initiative:' || CAST(id AS TEXT) FROM initiative
                WHERE lower(title) LIKE $6 ESCAPE '!'))",
    then "e.at",
    limit "LIMIT $7 OFFSET $8",
    "nummer" => "e.number",
);

/// How many entries that are.
pub(super) const COUNT_ENTRIES: &str = "SELECT COUNT(*)
    FROM audit_entry e
    WHERE ($1 = '' OR e.actor IN (SELECT id FROM account
                WHERE lower(name) LIKE $1 ESCAPE '!' OR lower(email) LIKE $1 ESCAPE '!'))
        AND ($2 = '' OR e.action = $2) AND ($3 = '' OR e.subject = $3) AND e.at >= $4 AND e.at < $5
        AND ($6 = '' OR lower(e.subject) LIKE $6 ESCAPE '!' OR lower(e.before_state) LIKE $6 ESCAPE '!'
            OR lower(e.after_state) LIKE $6 ESCAPE '!'
            OR e.subject IN (SELECT 'account:' || id FROM account
                WHERE lower(name) LIKE $6 ESCAPE '!' OR lower(email) LIKE $6 ESCAPE '!')
            OR e.subject IN (SELECT 'submission:' || id FROM submission WHERE lower(title) LIKE $6 ESCAPE '!')
            OR e.subject IN (SELECT 'initiative:' || CAST(id AS TEXT) FROM initiative
                WHERE lower(title) LIKE $6 ESCAPE '!'))";

/// What was ever done.
pub(super) const ACTIONS: &str = "SELECT DISTINCT action FROM audit_entry ORDER BY action";

/// What is personal, by a JSON array of references. The two databases read JSON in ways of their own.
pub(super) const PEOPLE_SQLITE: &str =
    "SELECT reference, text FROM audit_person WHERE reference IN (SELECT value FROM json_each($1))";

/// The same for PostgreSQL.
pub(super) const PEOPLE_POSTGRES: &str = "SELECT reference, text FROM audit_person
    WHERE reference IN (SELECT json_array_elements_text(CAST($1 AS json)))";

/// All that a database prepares, for the test.
#[cfg(test)]
pub(crate) fn all_of(store: &crate::store::Store) -> Vec<&'static str> {
    let mut all = crate::desk::list::all_of(&[ACCOUNTS, ENTRIES]);
    all.extend([
        COUNT_ACCOUNTS,
        ACCOUNT,
        HOLD_ACCOUNT,
        TAKE_ROLE,
        CLOSE,
        OPEN,
        END_LINKS,
        SEE,
        HOLD_BY_LINK,
        LOGINS_OF,
        PASSKEYS_OF,
        COUNT_DONE,
        DROP_PASSKEYS,
        DROP_ROLES,
        MAKE_NOBODY,
        ROLES_IN_LOG,
        OF_MAILBOX,
        STATES_OF,
        CUT_ADDRESS,
        CUT_PERSON,
        COUNT_OWNERS,
        COUNT_ENTRIES,
        ACTIONS,
    ]);
    all.push(match store {
        crate::store::Store::Sqlite { .. } => PEOPLE_SQLITE,
        crate::store::Store::Postgres(_) => PEOPLE_POSTGRES,
    });
    all
}
