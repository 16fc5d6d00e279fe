-- What people propose for the Landkaart, what became of it, and what initiatives were before they changed.

-- A version of an initiative. The first one is kept when it changes for the first time.
CREATE TABLE initiative_version (
    initiative_id BIGINT NOT NULL REFERENCES initiative (id) ON DELETE CASCADE,
    number BIGINT NOT NULL,
    -- seconds since 1970-01-01 UTC: from when on it was so
    at BIGINT NOT NULL,
    origin TEXT NOT NULL CHECK (origin IN ('import', 'proposal', 'moderator', 'municipality')),
    -- why it changed, for everybody to read
    reason TEXT,
    -- JSON object: text by column of the interchange format
    cells TEXT NOT NULL,
    PRIMARY KEY (initiative_id, number)
);

CREATE TABLE submission (
    -- UUIDv7
    id TEXT PRIMARY KEY,
    -- the initiative that it changes; NULL for a new one until it is taken over
    initiative_id BIGINT REFERENCES initiative (id),
    kind TEXT NOT NULL CHECK (kind IN ('new', 'change')),
    state TEXT NOT NULL CHECK (state IN
        ('draft', 'unconfirmed', 'pending', 'asked', 'accepted', 'refused', 'merged', 'withdrawn')),
    -- raised by every write: whoever decides says what they saw
    version BIGINT NOT NULL,
    -- JSON object: text by column of the interchange format, as it was typed
    cells TEXT NOT NULL,
    -- JSON object: what the initiative was when the change was made; NULL for a new one
    base_cells TEXT,
    -- why, in the words of whoever proposed it
    reason TEXT,
    -- whoever proposed it; NULL when they were forgotten
    email TEXT,
    email_key TEXT,
    -- for lists: what is in the cells
    title TEXT NOT NULL,
    municipality_code TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    -- since when a moderator can look at it
    waiting_since BIGINT,
    decided_at BIGINT
);
CREATE INDEX submission_state ON submission (state, waiting_since);
CREATE INDEX submission_email ON submission (email_key);
CREATE INDEX submission_initiative ON submission (initiative_id);

-- The links by which whoever proposed something follows it; every mail has its own. Of the token only the hash is here.
CREATE TABLE submission_link (
    token_hash TEXT PRIMARY KEY,
    submission_id TEXT NOT NULL REFERENCES submission (id) ON DELETE CASCADE
);

-- What was said about a proposal, and by whom.
CREATE TABLE submission_event (
    submission_id TEXT NOT NULL REFERENCES submission (id) ON DELETE CASCADE,
    number BIGINT NOT NULL,
    at BIGINT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN
        ('saved', 'sent', 'confirmed', 'asked', 'answered', 'edited', 'accepted', 'refused', 'merged', 'withdrawn')),
    -- the account of staff; NULL for whoever proposed it
    actor TEXT,
    words TEXT,
    PRIMARY KEY (submission_id, number)
);
