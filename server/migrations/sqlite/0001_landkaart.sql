-- The Landkaart: what an initiative is, where it is, how it is classified, where it was found.

-- What is kept in memory of the database, with a number that every write to it raises: `initiatives` for the initiatives and
-- all pages made of them, `reference` for taxonomy and boundaries. Several instances see by it that another one wrote.
CREATE TABLE data_version (
    room TEXT PRIMARY KEY,
    version BIGINT NOT NULL
);
INSERT INTO data_version (room, version) VALUES ('initiatives', 1), ('reference', 1);

CREATE TABLE facet (
    code TEXT PRIMARY KEY,
    label TEXT NOT NULL,
    question TEXT NOT NULL,
    -- whether words of its labels find initiatives
    searched BOOLEAN NOT NULL,
    -- how many values one initiative may have
    at_most INTEGER NOT NULL,
    position INTEGER NOT NULL
);

CREATE TABLE facet_value (
    facet_code TEXT NOT NULL REFERENCES facet (code),
    code TEXT NOT NULL,
    value_key TEXT NOT NULL,
    label TEXT NOT NULL,
    explanation TEXT NOT NULL,
    position INTEGER NOT NULL,
    -- false for a value that says "we have not checked this yet"
    confirmed BOOLEAN NOT NULL,
    PRIMARY KEY (facet_code, code)
);

CREATE TABLE initiative (
    id INTEGER PRIMARY KEY,
    external_id TEXT NOT NULL UNIQUE,
    title TEXT NOT NULL,
    summary TEXT NOT NULL,
    description TEXT,
    municipality_code TEXT NOT NULL,
    place_precision TEXT NOT NULL CHECK (place_precision IN ('adres', 'buurt', 'gemeente')),
    lon DOUBLE PRECISION NOT NULL,
    lat DOUBLE PRECISION NOT NULL,
    start_year INTEGER,
    end_year INTEGER,
    period_text TEXT,
    remark TEXT,
    certainty TEXT,
    -- ISO 8601 date
    last_checked TEXT,
    -- hash of everything that an import can change: equal means nothing changed
    fingerprint TEXT NOT NULL,
    -- the data version of room `initiatives` that this row was last written in
    revision BIGINT NOT NULL,
    -- seconds since 1970-01-01 UTC
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    withdrawn_at BIGINT,
    CHECK (end_year IS NULL OR start_year IS NULL OR end_year >= start_year)
);
CREATE INDEX initiative_revision ON initiative (revision);

CREATE TABLE initiative_facet (
    initiative_id BIGINT NOT NULL REFERENCES initiative (id) ON DELETE CASCADE,
    facet_code TEXT NOT NULL,
    value_code TEXT NOT NULL,
    -- 0 is the main one
    position INTEGER NOT NULL,
    PRIMARY KEY (initiative_id, facet_code, value_code),
    FOREIGN KEY (facet_code, value_code) REFERENCES facet_value (facet_code, code)
);

CREATE TABLE initiative_source (
    initiative_id BIGINT NOT NULL REFERENCES initiative (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    title TEXT NOT NULL,
    url TEXT,
    PRIMARY KEY (initiative_id, position)
);

-- Municipalities that take part besides the one where the initiative is drawn.
CREATE TABLE initiative_municipality (
    initiative_id BIGINT NOT NULL REFERENCES initiative (id) ON DELETE CASCADE,
    municipality_code TEXT NOT NULL,
    PRIMARY KEY (initiative_id, municipality_code)
);

-- Official boundaries in place of the built-in ones; at most one set.
CREATE TABLE boundary_set (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    geojson TEXT NOT NULL,
    attribution TEXT NOT NULL,
    imported_at BIGINT NOT NULL
);
