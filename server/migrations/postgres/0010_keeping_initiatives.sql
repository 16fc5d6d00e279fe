-- What staff do with initiatives themselves: change, withdraw, merge, split, and take in files; and what they decide by.

-- Why it was withdrawn, for everybody to read.
ALTER TABLE initiative ADD COLUMN withdrawn_reason TEXT;
-- The one that it is part of now; it is withdrawn too. Never itself, and never in a circle: only what stands on the Landkaart can be
-- merged, and only into what stands there.
ALTER TABLE initiative ADD COLUMN merged_into BIGINT REFERENCES initiative (id);
-- JSON list: the proposals that moved along, so that they can move back
ALTER TABLE initiative ADD COLUMN merged_proposals TEXT;
CREATE INDEX initiative_merged_into ON initiative (merged_into);

-- The list at the desk, by each of its orders. The first holds all that the list is filtered and counted by, so that the long texts
-- of a hundred thousand are not read for it.
CREATE INDEX initiative_in_list ON initiative (title, municipality_code, withdrawn_at, merged_into, last_checked, id);
CREATE INDEX initiative_title ON initiative (lower(title), id);
CREATE INDEX initiative_updated ON initiative (updated_at, id);
CREATE INDEX initiative_checked ON initiative (COALESCE(last_checked, ''), id);
CREATE INDEX initiative_facet_value ON initiative_facet (facet_code, value_code, initiative_id);

-- What was done when a version was made, when it was more than a change: `restored`, `withdrawn`, `put-back`, `merged-in` and
-- `merged-away`, `given-back` and `taken-apart`, `split-off` and `split-from`.
ALTER TABLE initiative_version ADD COLUMN deed TEXT;
-- The other initiative in it, or the number of the version that was restored.
ALTER TABLE initiative_version ADD COLUMN other BIGINT;

-- A file that was looked at and waits to be taken in, by whoever sent it. Forgotten after an hour.
CREATE TABLE import_file (
    -- UUIDv4
    id TEXT PRIMARY KEY,
    account_id TEXT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    -- SHA-256 of the content, in hexadecimal digits
    hash TEXT NOT NULL,
    content BYTEA NOT NULL,
    -- JSON: what would happen, with the report per row
    outcome TEXT NOT NULL,
    at BIGINT NOT NULL
);
CREATE INDEX import_file_at ON import_file (at);

-- Files that were taken in.
CREATE TABLE import_run (
    -- UUIDv7
    id TEXT PRIMARY KEY,
    at BIGINT NOT NULL,
    -- NULL for the command line
    account_id TEXT,
    name TEXT NOT NULL,
    hash TEXT NOT NULL,
    added BIGINT NOT NULL,
    changed BIGINT NOT NULL,
    unchanged BIGINT NOT NULL,
    withdrawn BIGINT NOT NULL,
    invalid BIGINT NOT NULL,
    -- JSON: the report per row
    report TEXT NOT NULL
);
CREATE INDEX import_run_at ON import_run (at, id);

-- Types of initiatives on which two moderators decide.
CREATE TABLE two_moderators (
    type_code TEXT PRIMARY KEY
);

-- The first of two moderators took a proposal over. It holds as long as the proposal has this version, and the initiative that it
-- changes this revision.
CREATE TABLE first_acceptance (
    submission_id TEXT PRIMARY KEY REFERENCES submission (id) ON DELETE CASCADE,
    account_id TEXT NOT NULL,
    at BIGINT NOT NULL,
    version BIGINT NOT NULL,
    revision BIGINT,
    -- what whoever proposed it reads, with the words of the second
    words TEXT NOT NULL
);

-- Answers that moderators keep ready, besides the built-in ones.
CREATE TABLE ready_answer (
    -- UUIDv7
    id TEXT PRIMARY KEY,
    title TEXT NOT NULL,
    words TEXT NOT NULL,
    -- for which decision; NULL for each
    decision TEXT CHECK (decision IN ('accept', 'ask', 'refuse')),
    updated_at BIGINT NOT NULL
);
