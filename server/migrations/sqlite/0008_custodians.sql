-- Municipalities that keep their own initiatives, and whether what stands on the map is still so.

-- The domains of the mail addresses of a municipality, in the form for machines (IDNA). Several may share one.
CREATE TABLE municipality_domain (
    municipality_code TEXT NOT NULL,
    domain TEXT NOT NULL,
    added_at BIGINT NOT NULL,
    PRIMARY KEY (municipality_code, domain)
);

-- Somebody who says to keep the initiatives of a municipality.
CREATE TABLE custodian_claim (
    -- UUIDv7
    id TEXT PRIMARY KEY,
    municipality_code TEXT NOT NULL,
    -- unconfirmed: the address is not proven; waiting: it is, and a moderator has to decide
    state TEXT NOT NULL CHECK (state IN ('unconfirmed', 'waiting', 'accepted', 'refused')),
    -- of the link in the mail
    token_hash TEXT NOT NULL UNIQUE,
    -- until when that proves an address, in seconds since 1970-01-01 UTC
    expires_at BIGINT NOT NULL,
    name TEXT NOT NULL,
    email TEXT NOT NULL,
    email_key TEXT NOT NULL,
    job TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    waiting_since BIGINT,
    decided_at BIGINT,
    -- the account of staff; NULL when the domain of the address decided
    decided_by TEXT
);
CREATE INDEX custodian_claim_state ON custodian_claim (state, waiting_since);
CREATE INDEX custodian_claim_municipality ON custodian_claim (municipality_code, state);

-- Since when nobody has said for too long that it is still so. Written by a job, and by nobody else.
ALTER TABLE initiative ADD COLUMN unconfirmed_since BIGINT;
CREATE INDEX initiative_municipality_code ON initiative (municipality_code);
CREATE INDEX initiative_last_checked ON initiative (last_checked);

-- Whether whoever proposed it wants to be asked every year.
ALTER TABLE submission ADD COLUMN yearly BOOLEAN NOT NULL DEFAULT FALSE;

-- Who wants to be asked every year whether an initiative is still as it stands on the map.
CREATE TABLE check_contact (
    initiative_id BIGINT NOT NULL REFERENCES initiative (id) ON DELETE CASCADE,
    email_key TEXT NOT NULL,
    email TEXT NOT NULL,
    agreed_at BIGINT NOT NULL,
    PRIMARY KEY (initiative_id, email_key)
);
CREATE INDEX check_contact_email ON check_contact (email_key);

-- A mail that asks. Of the token in its link only the hash is here.
CREATE TABLE check_letter (
    token_hash TEXT PRIMARY KEY,
    -- the key of the address that it went to
    person TEXT NOT NULL,
    sent_at BIGINT NOT NULL
);
CREATE INDEX check_letter_sent ON check_letter (sent_at);

-- What was asked last about an initiative, of whom (the key of an address), and what they said.
CREATE TABLE check_question (
    initiative_id BIGINT NOT NULL REFERENCES initiative (id) ON DELETE CASCADE,
    person TEXT NOT NULL,
    asked_at BIGINT NOT NULL,
    -- the hash of the token of its mail
    letter TEXT NOT NULL,
    answer TEXT CHECK (answer IN ('right', 'changed', 'gone')),
    answered_at BIGINT,
    PRIMARY KEY (initiative_id, person)
);
CREATE INDEX check_question_letter ON check_question (letter);

-- When somebody (the key of an address) was last asked anything, so that nobody gets two of these mails in a week.
CREATE TABLE check_turn (
    person TEXT PRIMARY KEY,
    mailed_at BIGINT NOT NULL
);
