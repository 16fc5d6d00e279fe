-- Who works with the platform, how they get in, and what they did.

CREATE TABLE account (
    -- UUIDv7
    id TEXT PRIMARY KEY,
    -- as its owner writes it
    email TEXT NOT NULL,
    -- what two ways of writing it share
    email_key TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    -- from then on nobody gets in with it
    closed_at BIGINT
);

CREATE TABLE account_role (
    account_id TEXT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    role TEXT NOT NULL,
    -- empty for a role in the whole country
    municipality_code TEXT NOT NULL,
    given_at BIGINT NOT NULL,
    PRIMARY KEY (account_id, role, municipality_code)
);

-- A way in that was sent by mail. Of the token only the hash is here.
CREATE TABLE sign_in_link (
    token_hash TEXT PRIMARY KEY,
    -- NULL for an address that nobody here has: it costs the same time, and leads nowhere
    account_id TEXT REFERENCES account (id) ON DELETE CASCADE,
    expires_at BIGINT NOT NULL,
    used_at BIGINT
);
CREATE INDEX sign_in_link_expires ON sign_in_link (expires_at);

-- A browser in which somebody is logged in. Of the token in its cookie only the hash is here.
CREATE TABLE login (
    -- UUIDv4
    id TEXT PRIMARY KEY,
    token_hash TEXT NOT NULL UNIQUE,
    account_id TEXT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    -- in words, such as `Firefox`
    device TEXT NOT NULL,
    started_at BIGINT NOT NULL,
    seen_at BIGINT NOT NULL,
    ends_at BIGINT NOT NULL
);
CREATE INDEX login_account ON login (account_id);

-- How much of something one person or network may still do. The name holds a hash of who it is.
CREATE TABLE budget (
    name TEXT PRIMARY KEY,
    -- milliseconds since 1970-01-01 UTC: when all of it is there again
    whole_at BIGINT NOT NULL
);

-- What staff changed. Rows are only ever added; each holds the hash of the one before.
CREATE TABLE audit_entry (
    number BIGINT PRIMARY KEY,
    at BIGINT NOT NULL,
    -- an account, or NULL for the command line and for what runs by itself
    actor TEXT,
    action TEXT NOT NULL,
    -- what it was done to, such as `initiative:12`
    subject TEXT NOT NULL,
    -- JSON objects; what is personal stands in `audit_person` and is here by reference
    before_state TEXT,
    after_state TEXT,
    hash TEXT NOT NULL
);
CREATE INDEX audit_entry_subject ON audit_entry (subject);
CREATE TABLE audit_head (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    number BIGINT NOT NULL,
    hash TEXT NOT NULL
);
INSERT INTO audit_head (id, number, hash) VALUES (1, 0, '');
CREATE TABLE audit_person (
    reference TEXT PRIMARY KEY,
    -- gone when the person was forgotten
    text TEXT NOT NULL
);
CREATE TRIGGER audit_entry_stays BEFORE UPDATE ON audit_entry BEGIN SELECT RAISE(ABORT, 'the audit log only grows'); END;
CREATE TRIGGER audit_entry_remains BEFORE DELETE ON audit_entry BEGIN SELECT RAISE(ABORT, 'the audit log only grows'); END;
