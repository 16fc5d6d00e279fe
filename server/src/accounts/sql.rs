//! The statements of this room. Each is portable text that a test prepares on both databases.

/// The account with a mail address, closed or not.
pub(super) const BY_EMAIL: &str = "SELECT id, email, name, closed_at FROM account WHERE email_key = $1";

/// Adds an account.
pub(super) const ADD: &str = "INSERT INTO account (id, email, email_key, name, created_at) VALUES ($1, $2, $3, $4, $5)";

/// The same, unless somebody has the address already.
pub(super) const ADD_IF_NEW: &str =
    "INSERT INTO account (id, email, email_key, name, created_at) VALUES ($1, $2, $3, $4, $5)
    ON CONFLICT (email_key) DO NOTHING";

/// Opens a closed account again.
pub(super) const REOPEN: &str = "UPDATE account SET closed_at = NULL WHERE id = $1";

/// Gives a role; one that is there already stays as it is.
pub(super) const GIVE_ROLE: &str =
    "INSERT INTO account_role (account_id, role, municipality_code, given_at) VALUES ($1, $2, $3, $4)
    ON CONFLICT (account_id, role, municipality_code) DO NOTHING";

/// The roles of an account.
pub(super) const ROLES: &str =
    "SELECT role, municipality_code FROM account_role WHERE account_id = $1 ORDER BY role, municipality_code";

/// Who keeps the initiatives of which municipality, and can get in.
pub(super) const CUSTODIANS: &str = "SELECT a.id AS account, a.name, a.email, r.municipality_code AS municipality
    FROM account_role r JOIN account a ON a.id = r.account_id
    WHERE r.role = 'custodian' AND a.closed_at IS NULL ORDER BY r.municipality_code, a.email_key";

/// The account with an address, if it is open.
pub(super) const OPEN_ACCOUNT: &str = "SELECT id, name, email FROM account WHERE email_key = $1 AND closed_at IS NULL";

/// Keeps the hash of a link.
pub(super) const ADD_LINK: &str = "INSERT INTO sign_in_link (token_hash, account_id, expires_at) VALUES ($1, $2, $3)";

/// Uses a link, once and in time; of two who try at once, one gets the row.
pub(super) const USE_LINK: &str = "UPDATE sign_in_link SET used_at = $2
    WHERE token_hash = $1 AND used_at IS NULL AND expires_at > $2 AND account_id IS NOT NULL
        AND EXISTS (SELECT 1 FROM account a WHERE a.id = sign_in_link.account_id AND a.closed_at IS NULL)
    RETURNING account_id";

/// Forgets links that nobody can use any more.
pub(super) const FORGET_LINKS: &str = "DELETE FROM sign_in_link WHERE expires_at <= $1";

/// Lets a browser in.
pub(super) const ADD_LOGIN: &str = "INSERT INTO login (id, token_hash, account_id, device, started_at, seen_at, ends_at) VALUES ($1, $2, $3, $4, $5, $5, $6)";

/// Who is behind a cookie: not after the end, nor after too long without a sign of life.
pub(super) const WHO: &str = "SELECT l.id AS login, l.seen_at, a.id, a.name, a.email
    FROM login l JOIN account a ON a.id = l.account_id
    WHERE l.token_hash = $1 AND l.ends_at > $2 AND l.seen_at > $3 AND a.closed_at IS NULL";

/// A sign of life.
pub(super) const SEEN: &str = "UPDATE login SET seen_at = $2 WHERE id = $1";

/// The browsers in which somebody is logged in, the last used first.
pub(super) const LOGINS: &str = "SELECT id, device, started_at, seen_at FROM login
    WHERE account_id = $1 AND ends_at > $2 AND seen_at > $3 ORDER BY seen_at DESC, id";

/// Ends one login, if it is theirs.
pub(super) const END_LOGIN: &str = "DELETE FROM login WHERE id = $1 AND account_id = $2";

/// Ends the login with a cookie.
pub(super) const END_LOGIN_BY_TOKEN: &str = "DELETE FROM login WHERE token_hash = $1";

/// Ends all logins of an account.
pub(super) const END_LOGINS: &str = "DELETE FROM login WHERE account_id = $1";

/// Forgets logins that are over.
pub(super) const FORGET_LOGINS: &str = "DELETE FROM login WHERE ends_at <= $1 OR seen_at <= $2";

/// Remembers what a browser began.
pub(super) const BEGIN_WAY_IN: &str =
    "INSERT INTO way_in (token_hash, browser_hash, kind, state, expires_at) VALUES ($1, $2, $3, $4, $5)";

/// Ends what a browser began, once and in time; of two who try at once, one gets the row.
pub(super) const END_WAY_IN: &str =
    "DELETE FROM way_in WHERE token_hash = $1 AND browser_hash = $2 AND kind = $3 AND expires_at > $4 RETURNING state";

/// Forgets what nobody ended in time.
pub(super) const FORGET_WAYS_IN: &str = "DELETE FROM way_in WHERE expires_at <= $1";

/// Adds a passkey, unless somebody has one with this name from its device.
pub(super) const ADD_PASSKEY: &str =
    "INSERT INTO passkey (id, credential_id, account_id, name, credential, added_at) VALUES ($1, $2, $3, $4, $5, $6)
    ON CONFLICT (credential_id) DO NOTHING";

/// The passkeys of an account as its owner sees them, the newest first.
pub(super) const PASSKEYS: &str =
    "SELECT id, name, added_at, used_at FROM passkey WHERE account_id = $1 ORDER BY added_at DESC, id";

/// How many passkeys an account has.
pub(super) const COUNT_PASSKEYS: &str = "SELECT COUNT(*) FROM passkey WHERE account_id = $1";

/// The public halves of the passkeys of an account.
pub(super) const CREDENTIALS: &str = "SELECT credential FROM passkey WHERE account_id = $1";

/// A passkey of an account that is open, by the name from its device.
pub(super) const PASSKEY: &str = "SELECT p.id, p.account_id, p.credential
    FROM passkey p JOIN account a ON a.id = p.account_id WHERE p.credential_id = $1 AND a.closed_at IS NULL";

/// A passkey was used, and nobody else used it meanwhile.
pub(super) const PASSKEY_USED: &str =
    "UPDATE passkey SET credential = $2, used_at = $3 WHERE id = $1 AND credential = $4";

/// Takes a passkey away, if it is theirs.
pub(super) const REMOVE_PASSKEY: &str = "DELETE FROM passkey WHERE id = $1 AND account_id = $2";

/// Takes the next number of the audit log; the row stays locked until the transaction ends, so entries follow one another.
pub(super) const NEXT_ENTRY: &str = "UPDATE audit_head SET number = number + 1 WHERE id = 1 RETURNING number, hash";

/// Adds an entry.
pub(super) const ADD_ENTRY: &str =
    "INSERT INTO audit_entry (number, at, actor, action, subject, before_state, after_state, hash)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";

/// The hash that the next entry builds on.
pub(super) const PUT_HEAD: &str = "UPDATE audit_head SET hash = $1 WHERE id = 1";

/// Keeps what is personal beside the log.
pub(super) const ADD_PERSON: &str = "INSERT INTO audit_person (reference, text) VALUES ($1, $2)";

/// The head of the log.
pub(super) const HEAD: &str = "SELECT number, hash FROM audit_head WHERE id = 1";

/// A stretch of the log.
pub(super) const ENTRIES: &str = "SELECT number, at, actor, action, subject, before_state, after_state, hash
    FROM audit_entry WHERE number > $1 ORDER BY number LIMIT $2";

/// All of them, for the test that prepares each on both databases.
#[cfg(test)]
pub(crate) const ALL: &[&str] = &[
    BY_EMAIL,
    ADD,
    ADD_IF_NEW,
    CUSTODIANS,
    OPEN_ACCOUNT,
    REOPEN,
    GIVE_ROLE,
    ROLES,
    ADD_LINK,
    USE_LINK,
    FORGET_LINKS,
    ADD_LOGIN,
    WHO,
    SEEN,
    LOGINS,
    END_LOGIN,
    END_LOGIN_BY_TOKEN,
    END_LOGINS,
    FORGET_LOGINS,
    BEGIN_WAY_IN,
    END_WAY_IN,
    FORGET_WAYS_IN,
    ADD_PASSKEY,
    PASSKEYS,
    COUNT_PASSKEYS,
    CREDENTIALS,
    PASSKEY,
    PASSKEY_USED,
    REMOVE_PASSKEY,
    NEXT_ENTRY,
    ADD_ENTRY,
    PUT_HEAD,
    ADD_PERSON,
    HEAD,
    ENTRIES,
];
