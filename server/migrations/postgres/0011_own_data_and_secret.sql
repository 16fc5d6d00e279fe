-- The links by which somebody sees what is kept about a mail address. Of the token only the hash is here.
CREATE TABLE own_data_link (
    token_hash TEXT PRIMARY KEY,
    -- as whoever asked writes it
    email TEXT NOT NULL,
    -- what two ways of writing it share
    email_key TEXT NOT NULL,
    expires_at BIGINT NOT NULL
);
CREATE INDEX own_data_link_expires ON own_data_link (expires_at);
CREATE INDEX outbox_recipient ON outbox (lower(recipient));
CREATE INDEX audit_entry_actor ON audit_entry (actor);

-- What this installation keeps to itself, shared by all instances.
CREATE TABLE secret (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL
);
