//! The statements of the outbox at the desk. Each is portable text that a test prepares on both databases.

use crate::desk::list::{Sorted, sorted};

/// Mails by state (`wacht`, `laat`, `verstuurd`, `bestand`, `mislukt`, `opgegeven`; late is what waits since before `$2`) and by
/// words in the address of the recipient or the subject.
pub(super) const MAILS: &[Sorted] = sorted!(
    "SELECT id, recipient, subject, state, attempts, trouble, due_at, created_at, given_up_at FROM outbox
    WHERE ($1 = '' OR ($1 = 'wacht' AND state = 'waiting') OR ($1 = 'laat' AND state = 'waiting' AND created_at <= $2)
            OR ($1 = 'verstuurd' AND state = 'sent') OR ($1 = 'bestand' AND state = 'filed')
            OR ($1 = 'mislukt' AND state = 'refused' AND given_up_at IS NULL)
            OR ($1 = 'opgegeven' AND given_up_at IS NOT NULL))
        AND ($3 = '' OR lower(recipient) LIKE $3 ESCAPE '!' OR lower(subject) LIKE $3 ESCAPE '!')",
    then "id",
    limit "LIMIT $4 OFFSET $5",
    "gemaakt" => "created_at",
    "aan" => "lower(recipient)",
    "onderwerp" => "lower(subject)",
    "pogingen" => "attempts",
);

/// How many mails that are.
pub(super) const COUNT_MAILS: &str = "SELECT COUNT(*) FROM outbox
    WHERE ($1 = '' OR ($1 = 'wacht' AND state = 'waiting') OR ($1 = 'laat' AND state = 'waiting' AND created_at <= $2)
            OR ($1 = 'verstuurd' AND state = 'sent') OR ($1 = 'bestand' AND state = 'filed')
            OR ($1 = 'mislukt' AND state = 'refused' AND given_up_at IS NULL)
            OR ($1 = 'opgegeven' AND given_up_at IS NOT NULL))
        AND ($3 = '' OR lower(recipient) LIKE $3 ESCAPE '!' OR lower(subject) LIKE $3 ESCAPE '!')";

/// One mail.
pub(super) const MAIL: &str = "SELECT id, recipient, subject, plain, state, attempts, trouble, due_at, created_at,
        settled_at, useless_at, given_up_at
    FROM outbox WHERE id = $1";

/// How a mail stands, before somebody changes that. SQLite has one writer at a time.
pub(super) const STANDING_SQLITE: &str =
    "SELECT state, attempts, trouble, due_at, settled_at, given_up_at FROM outbox WHERE id = $1";

/// The same for PostgreSQL, where the postman waits meanwhile.
pub(super) const STANDING_POSTGRES: &str =
    "SELECT state, attempts, trouble, due_at, settled_at, given_up_at FROM outbox WHERE id = $1 FOR UPDATE";

/// Sends a mail once more, at `$2`: not one that a postman has in hand now, nor one that is of no use any more.
pub(super) const SEND_AGAIN: &str = "UPDATE outbox SET state = 'waiting', attempts = 0, trouble = NULL, due_at = $2,
        settled_at = NULL, given_up_at = NULL, claimed_until = NULL
    WHERE id = $1 AND plain IS NOT NULL AND state <> 'sent' AND (claimed_until IS NULL OR claimed_until <= $3)
        AND (useless_at IS NULL OR useless_at > $2)";

/// Says of a mail that it need not arrive any more.
pub(super) const GIVE_UP: &str = "UPDATE outbox SET state = 'refused', given_up_at = $2,
        settled_at = COALESCE(settled_at, $2), claimed_until = NULL
    WHERE id = $1 AND given_up_at IS NULL
        AND (state = 'refused' OR (state = 'waiting' AND (claimed_until IS NULL OR claimed_until <= $2)))";

/// Puts a mail back as it stood, if nothing happened to it since.
pub(super) const PUT_BACK: &str = "UPDATE outbox SET state = $2, attempts = $3, trouble = $4, due_at = $5,
        settled_at = $6, given_up_at = $7
    WHERE id = $1 AND state = $8 AND due_at = $9 AND claimed_until IS NULL AND plain IS NOT NULL";

/// Every mail to an address, written in one way or the other.
pub(super) const TO_ADDRESS: &str =
    "SELECT recipient, subject, created_at FROM outbox WHERE lower(recipient) IN ($1, $2) ORDER BY created_at, id";

/// Takes them all away.
pub(super) const DROP_TO_ADDRESS: &str = "DELETE FROM outbox WHERE lower(recipient) IN ($1, $2)";

/// What did not arrive and waits for a person: how many, and since when.
pub(super) const REFUSED: &str =
    "SELECT COUNT(*), MIN(settled_at) FROM outbox WHERE state = 'refused' AND given_up_at IS NULL";

/// What waits since before `$1`: how many, and since when.
pub(super) const LATE: &str =
    "SELECT COUNT(*), MIN(created_at) FROM outbox WHERE state = 'waiting' AND created_at <= $1";

/// All that a database prepares, for the test.
#[cfg(test)]
pub(crate) fn all_of(store: &crate::store::Store) -> Vec<&'static str> {
    let mut all = crate::desk::list::all_of(&[MAILS]);
    all.extend([COUNT_MAILS, MAIL, SEND_AGAIN, GIVE_UP, PUT_BACK, TO_ADDRESS, DROP_TO_ADDRESS, REFUSED, LATE]);
    all.push(match store {
        crate::store::Store::Sqlite { .. } => STANDING_SQLITE,
        crate::store::Store::Postgres(_) => STANDING_POSTGRES,
    });
    all
}
