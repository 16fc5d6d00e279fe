-- Photos of initiatives, made anew from what was sent: nothing of the file itself is kept.

CREATE TABLE photo (
    id TEXT PRIMARY KEY,
    -- of the large print, in pixels
    width BIGINT NOT NULL,
    height BIGINT NOT NULL,
    made_at BIGINT NOT NULL,
    -- since when neither an initiative on the Landkaart nor an open proposal shows it; it is deleted some time after that
    unused_since BIGINT
);

-- The photo in two sizes, as JPEG. A table of its own, so that looking through photos reads no pictures.
CREATE TABLE photo_print (
    photo_id TEXT NOT NULL REFERENCES photo (id) ON DELETE CASCADE,
    size TEXT NOT NULL CHECK (size IN ('klein', 'groot')),
    content BLOB NOT NULL,
    PRIMARY KEY (photo_id, size)
);

-- No foreign keys: what is not shown any more may be deleted while a history still names it.
ALTER TABLE initiative ADD COLUMN photo_id TEXT;
-- what can be seen on it, for who does not see it
ALTER TABLE initiative ADD COLUMN photo_text TEXT;
CREATE INDEX initiative_photo ON initiative (photo_id) WHERE photo_id IS NOT NULL;

-- the photo in the cells, so that it can be looked up
ALTER TABLE submission ADD COLUMN photo_id TEXT;
CREATE INDEX submission_photo ON submission (photo_id) WHERE photo_id IS NOT NULL;
