-- The editions of the Dag van de Lokale Democratie, each with its programme as one document.
CREATE TABLE edition (
    -- UUIDv7
    id TEXT PRIMARY KEY,
    -- its name in addresses, such as 2027
    code TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    -- ISO 8601
    day TEXT NOT NULL,
    -- the building; empty where that is not known
    venue TEXT NOT NULL,
    town TEXT NOT NULL,
    lead TEXT NOT NULL,
    -- more of it, in Markdown
    body TEXT NOT NULL,
    -- how many people can come; NULL where that is not known, or not kept any more
    capacity BIGINT CHECK (capacity > 0),
    -- when registration opens and closes, and until when people change what the caterer has to know, in seconds since 1970-01-01 UTC;
    -- NULL for an edition without registration
    opens_at BIGINT,
    closes_at BIGINT,
    freezes_at BIGINT,
    -- whether it is made up, to show what an edition looks like
    is_example BOOLEAN NOT NULL,
    -- JSON array: where the facts about it were found
    sources TEXT NOT NULL,
    -- JSON: the programme as the desk is changing it
    draft TEXT NOT NULL,
    -- raised by every write of the edition and its draft: whoever saves says what they saw
    version BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    CHECK (opens_at < closes_at)
);
-- What was published: visitors see the highest number.
CREATE TABLE programme_version (
    edition_id TEXT NOT NULL REFERENCES edition (id) ON DELETE CASCADE,
    number BIGINT NOT NULL CHECK (number > 0),
    -- seconds since 1970-01-01 UTC
    at BIGINT NOT NULL,
    -- the account that published it; NULL for what came from a file
    actor TEXT,
    -- JSON: the whole programme
    programme TEXT NOT NULL,
    PRIMARY KEY (edition_id, number)
);

INSERT INTO data_version (room, version) VALUES ('day', 1);
