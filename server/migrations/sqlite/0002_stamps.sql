-- A number alone does not say which data it counts: after an older copy is put back, the next writes give the same numbers to
-- other data. So every write also gets a stamp that no other write has, and the moment at which it was made. The database
-- does so by itself, because a writer that forgets it would go unnoticed.
ALTER TABLE data_version ADD COLUMN stamp BIGINT NOT NULL DEFAULT 0;
-- seconds since 1970-01-01 UTC
ALTER TABLE data_version ADD COLUMN written_at BIGINT NOT NULL DEFAULT 0;
UPDATE data_version SET stamp = random(), written_at = unixepoch();
CREATE TRIGGER data_version_stamp AFTER UPDATE OF version ON data_version BEGIN
    UPDATE data_version SET stamp = random(), written_at = unixepoch() WHERE room = NEW.room;
END;

-- Who we are to readers of feeds, whatever address we move to: a random UUID that stays, in copies too.
CREATE TABLE installation (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    uuid TEXT NOT NULL
);
INSERT INTO installation (id, uuid) VALUES (1, lower(
    hex(randomblob(4)) || '-' || hex(randomblob(2)) || '-4' || substr(hex(randomblob(2)), 2) || '-'
    || substr('89AB', 1 + abs(random() % 4), 1) || substr(hex(randomblob(2)), 2) || '-' || hex(randomblob(6))));
