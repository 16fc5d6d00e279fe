-- Who follows what of the Landkaart by mail.

-- A mail address that asked for it, until its owner presses the button in the mail. Of the token only the hash is here.
CREATE TABLE follow_request (
    token_hash TEXT PRIMARY KEY,
    email TEXT NOT NULL,
    email_key TEXT NOT NULL,
    -- the query of the Landkaart that is followed, and what it was called when it was asked for
    filter TEXT NOT NULL,
    name TEXT NOT NULL,
    pace TEXT NOT NULL CHECK (pace IN ('daily', 'weekly')),
    created_at BIGINT NOT NULL,
    -- pressed once: again leads to what is followed and changes nothing
    confirmed_at BIGINT
);
CREATE INDEX follow_request_created ON follow_request (created_at);

-- Somebody who follows something. Whoever stops all is gone at once.
CREATE TABLE follower (
    -- UUIDv4
    id TEXT PRIMARY KEY,
    email TEXT NOT NULL,
    email_key TEXT NOT NULL UNIQUE,
    -- The secret in the links of every digest, as it is: a link in an old mail has to go on ending the mails, and what it opens
    -- is only what stands in this row and the next table.
    link TEXT NOT NULL UNIQUE,
    -- seconds since 1970-01-01 UTC
    created_at BIGINT NOT NULL
);

CREATE TABLE follow (
    -- UUIDv7
    id TEXT PRIMARY KEY,
    follower_id TEXT NOT NULL REFERENCES follower (id) ON DELETE CASCADE,
    filter TEXT NOT NULL,
    name TEXT NOT NULL,
    pace TEXT NOT NULL CHECK (pace IN ('daily', 'weekly')),
    created_at BIGINT NOT NULL,
    -- up to which version of room `initiatives` its owner was told, and the moment of that version
    told_version BIGINT NOT NULL,
    told_at BIGINT NOT NULL,
    -- when the next digest is due; NULL when what it follows is no longer there, of which its owner was told
    due_at BIGINT,
    UNIQUE (follower_id, filter)
);
CREATE INDEX follow_due ON follow (due_at);
