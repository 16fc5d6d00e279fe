//! The statements of photos. Each is portable text that a test prepares on both databases.

/// Adds a photo.
pub(super) const ADD: &str = "INSERT INTO photo (id, width, height, made_at) VALUES ($1, $2, $3, $4)";

/// Adds one of its sizes.
pub(super) const ADD_PRINT: &str = "INSERT INTO photo_print (photo_id, size, content) VALUES ($1, $2, $3)";

/// Says that a photo is shown again, and keeps it from being deleted until the transaction ends.
pub(super) const HOLD: &str = "UPDATE photo SET unused_since = NULL WHERE id = $1";

/// How large a photo is, in pixels.
pub(super) const SIZE: &str = "SELECT width, height FROM photo WHERE id = $1";

/// A photo in one of its sizes.
pub(super) const PRINT: &str = "SELECT content FROM photo_print WHERE photo_id = $1 AND size = $2";

/// The same, where everybody may see it: the initiative that shows it is on the Landkaart.
pub(super) const PUBLIC_PRINT: &str = "SELECT p.content FROM photo_print p WHERE p.photo_id = $1 AND p.size = $2
    AND EXISTS (SELECT 1 FROM initiative i WHERE i.photo_id = p.photo_id AND i.withdrawn_at IS NULL)";

/// What is shown after all, by what was withdrawn and is put back.
pub(super) const MARK_USED: &str = "UPDATE photo SET unused_since = NULL WHERE unused_since IS NOT NULL
    AND (EXISTS (SELECT 1 FROM initiative i WHERE i.photo_id = photo.id AND i.withdrawn_at IS NULL)
        OR EXISTS (SELECT 1 FROM submission s WHERE s.photo_id = photo.id
            AND s.state IN ('draft', 'unconfirmed', 'pending', 'asked')))";

/// What nothing shows any more.
pub(super) const MARK_UNUSED: &str = "UPDATE photo SET unused_since = $1 WHERE unused_since IS NULL
    AND NOT EXISTS (SELECT 1 FROM initiative i WHERE i.photo_id = photo.id AND i.withdrawn_at IS NULL)
    AND NOT EXISTS (SELECT 1 FROM submission s WHERE s.photo_id = photo.id
        AND s.state IN ('draft', 'unconfirmed', 'pending', 'asked'))";

/// Deletes what nothing has shown for long enough.
pub(super) const DROP_UNUSED: &str = "DELETE FROM photo WHERE unused_since <= $1";

/// Photos of proposals of an address that nobody decided on need not wait for that.
pub(in super::super) const UNUSED_OF_ADDRESS: &str = "UPDATE photo SET unused_since = 0
    WHERE id IN (SELECT s.photo_id FROM submission s WHERE s.email_key = $1
        AND s.state IN ('draft', 'unconfirmed', 'pending', 'asked', 'withdrawn', 'refused', 'merged'))";

/// All of them, for the test that prepares each on both databases.
#[cfg(test)]
pub(crate) const ALL: &[&str] =
    &[ADD, ADD_PRINT, HOLD, SIZE, PRINT, PUBLIC_PRINT, MARK_USED, MARK_UNUSED, DROP_UNUSED, UNUSED_OF_ADDRESS];
