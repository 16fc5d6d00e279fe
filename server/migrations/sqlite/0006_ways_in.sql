-- Other ways to get in than a link by mail.

-- A way in that a browser began and ends within minutes, once. Of the two secrets only the hashes are here: what the address or
-- the form holds, and what the cookie of the browser holds.
CREATE TABLE way_in (
    token_hash TEXT PRIMARY KEY,
    browser_hash TEXT NOT NULL,
    -- such as `organisation`
    kind TEXT NOT NULL,
    -- JSON: what has to be remembered until it ends
    state TEXT NOT NULL,
    expires_at BIGINT NOT NULL
);
CREATE INDEX way_in_expires ON way_in (expires_at);

-- A key on somebody's device. Only its public half is here.
CREATE TABLE passkey (
    -- UUIDv4
    id TEXT PRIMARY KEY,
    -- what the device calls it, in base64url
    credential_id TEXT NOT NULL UNIQUE,
    account_id TEXT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    -- what its owner calls it
    name TEXT NOT NULL,
    -- JSON: the public key, and how often the device says that it was used
    credential TEXT NOT NULL,
    added_at BIGINT NOT NULL,
    used_at BIGINT
);
CREATE INDEX passkey_account ON passkey (account_id);
