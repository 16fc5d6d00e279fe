//! The statements of files that were taken in. Each is portable text that a test prepares on both databases.

use crate::desk::list::{Sorted, sorted};

/// Keeps a file that was looked at.
pub(super) const KEEP: &str = "INSERT INTO import_file (id, account_id, name, hash, content, outcome, at)
    VALUES ($1, $2, $3, $4, $5, $6, $7)";

/// A file that waits, for whoever sent it.
pub(super) const WAITING: &str =
    "SELECT name, hash, outcome, at FROM import_file WHERE id = $1 AND account_id = $2 AND at > $3";

/// What is in it.
pub(super) const CONTENT: &str =
    "SELECT name, hash, content FROM import_file WHERE id = $1 AND account_id = $2 AND at > $3";

/// Takes it away, in the transaction that takes it in.
pub(super) const END_WAIT: &str = "DELETE FROM import_file WHERE id = $1";

/// Takes away what somebody else, or the same person before, has waiting: one at a time is enough.
pub(super) const END_OTHERS: &str = "DELETE FROM import_file WHERE account_id = $1";

/// Forgets what waited too long.
pub(super) const FORGET: &str = "DELETE FROM import_file WHERE at <= $1";

/// Forgets what became of a file long ago; that it came in stays in the log.
pub(super) const FORGET_RUNS: &str = "DELETE FROM import_run WHERE at <= $1";

/// Notes what became of a file.
pub(super) const RECORD: &str =
    "INSERT INTO import_run (id, at, account_id, name, hash, added, changed, unchanged, withdrawn, invalid, report)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)";

/// A file that was taken in, with the name of whoever did it.
pub(super) const RUN: &str =
    "SELECT r.at, r.account_id, COALESCE(NULLIF(a.name, ''), a.email) AS who, r.name, r.hash, r.report
    FROM import_run r LEFT JOIN account a ON a.id = r.account_id WHERE r.id = $1";

/// Those that were taken in, by words in the name of the file or of whoever did it.
pub(super) const LIST: &[Sorted] = sorted!(
    "SELECT r.id, r.at, r.account_id, COALESCE(NULLIF(a.name, ''), a.email) AS who, r.name, r.added, r.changed, r.unchanged,
        r.invalid
    FROM import_run r LEFT JOIN account a ON a.id = r.account_id
    WHERE ($1 = '' OR lower(r.name) LIKE $1 ESCAPE '!' OR lower(COALESCE(a.name, '')) LIKE $1 ESCAPE '!')",
    then "r.id",
    limit "LIMIT $2 OFFSET $3",
    "wanneer" => "r.at",
    "bestand" => "lower(r.name)",
);

/// How many they are.
pub(super) const COUNT: &str = "SELECT COUNT(*) FROM import_run r LEFT JOIN account a ON a.id = r.account_id
    WHERE ($1 = '' OR lower(r.name) LIKE $1 ESCAPE '!' OR lower(COALESCE(a.name, '')) LIKE $1 ESCAPE '!')";

/// All that a database prepares, for the test.
#[cfg(test)]
pub(crate) fn all() -> Vec<&'static str> {
    let mut all = crate::desk::list::all_of(&[LIST]);
    all.extend([KEEP, WAITING, CONTENT, END_WAIT, END_OTHERS, FORGET, FORGET_RUNS, RECORD, RUN, COUNT]);
    all
}
