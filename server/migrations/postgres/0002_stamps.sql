-- A number alone does not say which data it counts: after an older copy is put back, the next writes give the same numbers to
-- other data. So every write also gets a stamp that no other write has, and the moment at which it was made. The database
-- does so by itself, because a writer that forgets it would go unnoticed.
ALTER TABLE data_version ADD COLUMN stamp BIGINT NOT NULL DEFAULT 0;
-- seconds since 1970-01-01 UTC
ALTER TABLE data_version ADD COLUMN written_at BIGINT NOT NULL DEFAULT 0;
CREATE FUNCTION stamp_data_version() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    -- the random digits of two UUIDs: twelve of the first and four of the second
    NEW.stamp := ('x' || left(replace(gen_random_uuid()::text, '-', ''), 12) || right(gen_random_uuid()::text, 4))::bit(64)::bigint;
    NEW.written_at := floor(extract(epoch FROM clock_timestamp()))::bigint;
    RETURN NEW;
END
$$;
CREATE TRIGGER data_version_stamp BEFORE UPDATE OF version ON data_version
    FOR EACH ROW EXECUTE FUNCTION stamp_data_version();
UPDATE data_version SET version = version;

-- Who we are to readers of feeds, whatever address we move to: a random UUID that stays, in copies too.
CREATE TABLE installation (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    uuid TEXT NOT NULL
);
INSERT INTO installation (id, uuid) VALUES (1, gen_random_uuid()::text);
