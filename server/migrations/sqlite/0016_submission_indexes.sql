-- Lists of proposals in one state, in every order, however many there are in other states.
CREATE INDEX submission_state_waits ON submission (state, COALESCE(waiting_since, 9223372036854775807), id);
CREATE INDEX submission_state_title ON submission (state, lower(title), id);
CREATE INDEX submission_state_created ON submission (state, created_at, id);

-- What is deleted or forgotten is found without looking at all the rest, and so is what goes with it.
CREATE INDEX submission_state_updated ON submission (state, updated_at, id);
CREATE INDEX submission_decided ON submission (decided_at) WHERE decided_at IS NOT NULL;
CREATE INDEX submission_link_submission ON submission_link (submission_id);
CREATE INDEX sign_in_link_account ON sign_in_link (account_id);
CREATE INDEX undo_account ON undo (account_id);
CREATE INDEX import_file_account ON import_file (account_id);
