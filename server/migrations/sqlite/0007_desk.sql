-- What the desk knows of accounts and mail, and what can be undone there.

-- When somebody was here last, to about five minutes; it outlives the login.
ALTER TABLE account ADD COLUMN seen_at BIGINT;

-- A person decided that this mail need not arrive any more, so that it waits for nobody.
ALTER TABLE outbox ADD COLUMN given_up_at BIGINT;
CREATE INDEX outbox_created ON outbox (created_at, id);

-- The log can be looked at by what was done, and by who did it.
CREATE INDEX audit_entry_action ON audit_entry (action);

-- How things were before somebody changed many at once, for the one link that puts it back. Forgotten after a day.
CREATE TABLE undo (
    -- UUIDv4
    id TEXT PRIMARY KEY,
    -- who changed it, and nobody else can put it back
    account_id TEXT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    -- what was done, such as `mail-given-up`
    action TEXT NOT NULL,
    -- JSON, as the room that did it reads it
    state TEXT NOT NULL,
    at BIGINT NOT NULL
);
CREATE INDEX undo_at ON undo (at);
