-- Lists of a hundred thousand proposals: what they sort by and look through stands in indexes, beside the stories.

-- title and address in small letters, for a search; written with them
ALTER TABLE submission ADD COLUMN words TEXT NOT NULL DEFAULT '';
UPDATE submission SET words = lower(title || ' ' || COALESCE(email, ''));
DROP INDEX submission_state;
CREATE INDEX submission_state ON submission (state, kind, waiting_since, created_at, version, id);
CREATE INDEX submission_waits ON submission (COALESCE(waiting_since, 9223372036854775807), id);
CREATE INDEX submission_title ON submission (lower(title), id);
CREATE INDEX submission_created ON submission (created_at, id);
CREATE INDEX submission_words ON submission (words, state, kind, version, id);
