-- What a check is to whoever was asked about an initiative.

-- The day on which a question was asked, written as the days of checks are: a check since then settles it, whoever made it.
ALTER TABLE check_question ADD COLUMN asked_on TEXT NOT NULL DEFAULT '';
UPDATE check_question SET asked_on = to_char(to_timestamp(asked_at) AT TIME ZONE 'UTC', 'YYYY-MM-DD');
