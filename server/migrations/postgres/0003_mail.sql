-- Mail on its way out. A row is written in the transaction of what it tells, so that neither exists without the other.
CREATE TABLE outbox (
    -- UUIDv7; also the Message-ID, so that a second delivery of the same mail is recognised
    id TEXT PRIMARY KEY,
    -- which letter it is, such as `sign-in`
    letter TEXT NOT NULL,
    recipient TEXT NOT NULL,
    subject TEXT NOT NULL,
    -- both NULL as soon as the mail is with the recipient's server: they may hold links that let somebody in
    plain TEXT,
    html TEXT,
    -- where a program can end the subscription with one POST (RFC 8058)
    unsubscribe TEXT,
    -- waiting: to be sent at `due_at`; sent: a server took it; filed: written to a file, because no server is set;
    -- refused: given up, for a person to look at
    state TEXT NOT NULL CHECK (state IN ('waiting', 'sent', 'filed', 'refused')),
    attempts INTEGER NOT NULL,
    -- what a server said last
    trouble TEXT,
    -- until when one instance has it in hand; the mail of an instance that died is free again after it
    claimed_until BIGINT,
    -- seconds since 1970-01-01 UTC
    due_at BIGINT NOT NULL,
    -- after this it is of no use to anyone, such as a link that lets in for a quarter of an hour
    useless_at BIGINT,
    created_at BIGINT NOT NULL,
    settled_at BIGINT
);
CREATE INDEX outbox_due ON outbox (state, due_at);
