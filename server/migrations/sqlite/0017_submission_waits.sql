-- What waits in a municipality is counted for every page of its custodians, so what that asks stands in an index.
CREATE INDEX submission_in_state ON submission (state, municipality_code, kind, initiative_id, waiting_since);
