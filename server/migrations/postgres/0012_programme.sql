-- What the programme itself writes: news, and who its partners are.
CREATE TABLE programme_piece (
    -- UUIDv7
    id TEXT PRIMARY KEY,
    kind TEXT NOT NULL CHECK (kind IN ('news', 'partner')),
    -- its name in addresses; it stays when the title changes
    slug TEXT NOT NULL,
    -- the title of news, the name of a partner
    title TEXT NOT NULL,
    -- what it is in a sentence or two
    lead TEXT NOT NULL,
    -- the story, in Markdown
    body TEXT NOT NULL,
    -- an address where more stands; for a partner its website
    website TEXT NOT NULL,
    -- raised by every write: whoever saves says what they saw
    version BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    -- from when on visitors see it, in seconds since 1970-01-01 UTC; NULL for what is not finished
    published_at BIGINT,
    -- since when its address says that it is gone
    withdrawn_at BIGINT,
    UNIQUE (kind, slug)
);

INSERT INTO data_version (room, version) VALUES ('programme', 1);
