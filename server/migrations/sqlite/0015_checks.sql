-- What a check is to whoever follows an initiative, and to whoever was asked about it.

-- When an initiative last changed in more than the day on which somebody checked it: the moment, and the version of the data.
ALTER TABLE initiative ADD COLUMN changed_at BIGINT NOT NULL DEFAULT 0;
ALTER TABLE initiative ADD COLUMN changed_revision BIGINT NOT NULL DEFAULT 0;
-- What was marked since as confirmed by nobody got a version of the data for that, which changed nothing.
UPDATE initiative SET changed_at = updated_at,
    changed_revision = CASE WHEN unconfirmed_since > updated_at THEN 0 ELSE revision END;

-- The day on which a question was asked, written as the days of checks are: a check since then settles it, whoever made it.
ALTER TABLE check_question ADD COLUMN asked_on TEXT NOT NULL DEFAULT '';
UPDATE check_question SET asked_on = date(asked_at, 'unixepoch');
