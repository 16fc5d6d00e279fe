//! The statements of freshness. Each is portable text that a test prepares on both databases.

/// Initiatives that nobody confirmed since `$1` (a day), or that are there since before `$2` and were never checked; not those that
/// are known to be so already.
pub(super) const STALE: &str = "SELECT i.id FROM initiative i
    WHERE i.withdrawn_at IS NULL AND i.unconfirmed_since IS NULL
        AND (i.last_checked < $1 OR (i.last_checked IS NULL AND i.created_at < $2))
    ORDER BY i.id LIMIT $3";

/// Says so of one of them.
pub(super) const MARK: &str = "UPDATE initiative SET unconfirmed_since = $2, revision = $3 WHERE id = $1";

/// What a custodian (`$2`) is to be asked of a municipality, by one of its codes: not checked since `$3` (a day) or never, and there
/// since before `$4`, and not asked since `$5`.
pub(super) const DUE_IN: &str = "SELECT i.id, i.title FROM initiative i
    WHERE i.municipality_code = $1 AND i.withdrawn_at IS NULL
        AND (i.last_checked < $3 OR (i.last_checked IS NULL AND i.created_at < $4))
        AND NOT EXISTS (SELECT 1 FROM check_question q
            WHERE q.initiative_id = i.id AND q.person = $2 AND q.asked_at >= $5)
    ORDER BY COALESCE(i.last_checked, ''), i.id LIMIT $6";

/// What a contact (`$1`) is to be asked in the same way, where no custodian answers for it (`$2` holds the codes of their
/// municipalities with spaces around each). Who did not answer is not asked again, unless somebody else checked it since.
pub(super) const DUE_OF: &str = "SELECT i.id, i.title FROM check_contact c JOIN initiative i ON i.id = c.initiative_id
    WHERE c.email_key = $1 AND i.withdrawn_at IS NULL AND $2 NOT LIKE '% ' || i.municipality_code || ' %'
        AND (i.last_checked < $3 OR (i.last_checked IS NULL AND i.created_at < $4))
        AND NOT EXISTS (SELECT 1 FROM check_question q
            WHERE q.initiative_id = i.id AND q.person = $1 AND (q.asked_at >= $5
                OR (q.answered_at IS NULL AND COALESCE(i.last_checked, '') < q.asked_on)))
    ORDER BY COALESCE(i.last_checked, ''), i.id LIMIT $6";

/// The contacts of whom something is to be asked, without those who were asked anything after `$5`.
pub(super) const DUE_CONTACTS: &str = "SELECT c.email_key, MIN(c.email) AS email
    FROM check_contact c JOIN initiative i ON i.id = c.initiative_id
    WHERE i.withdrawn_at IS NULL AND $1 NOT LIKE '% ' || i.municipality_code || ' %'
        AND (i.last_checked < $2 OR (i.last_checked IS NULL AND i.created_at < $3))
        AND NOT EXISTS (SELECT 1 FROM check_question q
            WHERE q.initiative_id = i.id AND q.person = c.email_key AND (q.asked_at >= $4
                OR (q.answered_at IS NULL AND COALESCE(i.last_checked, '') < q.asked_on)))
        AND NOT EXISTS (SELECT 1 FROM check_turn t WHERE t.person = c.email_key AND t.mailed_at > $5)
    GROUP BY c.email_key ORDER BY c.email_key LIMIT $6";

/// When somebody was last asked anything.
pub(super) const LAST_TURN: &str = "SELECT mailed_at FROM check_turn WHERE person = $1";

/// Takes the turn to ask somebody, unless they were asked after `$3`; of two who try at once, one gets the row.
pub(super) const TAKE_TURN: &str = "INSERT INTO check_turn (person, mailed_at) VALUES ($1, $2)
    ON CONFLICT (person) DO UPDATE SET mailed_at = excluded.mailed_at WHERE check_turn.mailed_at <= $3
    RETURNING person";

/// Adds a mail that asks.
pub(super) const ADD_LETTER: &str = "INSERT INTO check_letter (token_hash, person, sent_at) VALUES ($1, $2, $3)";

/// Adds a question in it; what was asked of the same person before is over.
pub(super) const ASK: &str =
    "INSERT INTO check_question (initiative_id, person, asked_at, letter, asked_on) VALUES ($1, $2, $3, $4, $5)
    ON CONFLICT (initiative_id, person) DO UPDATE
        SET asked_at = excluded.asked_at, asked_on = excluded.asked_on, letter = excluded.letter, answer = NULL, answered_at = NULL";

/// A mail, by the hash of its token.
pub(super) const LETTER: &str = "SELECT person, sent_at FROM check_letter WHERE token_hash = $1";

/// The questions in it.
pub(super) const QUESTIONS: &str =
    "SELECT q.initiative_id, q.answer, i.title, i.summary, i.municipality_code, i.last_checked, i.withdrawn_at,
        (SELECT f.value_code FROM initiative_facet f WHERE f.initiative_id = i.id AND f.facet_code = 'status'
         ORDER BY f.position LIMIT 1) AS status
    FROM check_question q JOIN initiative i ON i.id = q.initiative_id WHERE q.letter = $1 ORDER BY i.title, i.id";

/// Locks a question without changing it; the row says whether there is one, and what was answered.
pub(super) const LOCK: &str = "UPDATE check_question SET letter = letter WHERE letter = $1 AND initiative_id = $2
    RETURNING person, answer";

/// Answers it.
pub(super) const ANSWER: &str =
    "UPDATE check_question SET answer = $3, answered_at = $4 WHERE letter = $1 AND initiative_id = $2";

/// The address of a contact of an initiative.
pub(super) const CONTACT: &str = "SELECT email FROM check_contact WHERE initiative_id = $1 AND email_key = $2";

/// Whether somebody is a contact of any.
pub(super) const COUNT_CONTACT: &str = "SELECT COUNT(*) FROM check_contact WHERE email_key = $1";

/// Adds a contact.
pub(super) const ADD_CONTACT: &str =
    "INSERT INTO check_contact (initiative_id, email_key, email, agreed_at) VALUES ($1, $2, $3, $4)
    ON CONFLICT (initiative_id, email_key) DO NOTHING";

/// Somebody is a contact no longer.
pub(super) const DROP_CONTACT: &str = "DELETE FROM check_contact WHERE email_key = $1";

/// What they were asked goes with them.
pub(super) const DROP_QUESTIONS: &str = "DELETE FROM check_question WHERE person = $1";

/// And when.
pub(super) const DROP_TURN: &str = "DELETE FROM check_turn WHERE person = $1";

/// Of the mails that they got, the links lead to nobody any more.
pub(super) const FORGET_PERSON: &str = "UPDATE check_letter SET person = '' WHERE person = $1";

/// Forgets contacts who were asked before `$1` and never answered what nobody else checked since, and those of what was withdrawn before it.
pub(super) const FORGET_CONTACTS: &str = "DELETE FROM check_contact
    WHERE EXISTS (SELECT 1 FROM check_question q JOIN initiative i ON i.id = q.initiative_id
            WHERE q.initiative_id = check_contact.initiative_id AND q.person = check_contact.email_key
                AND q.asked_at < $1 AND q.answered_at IS NULL AND COALESCE(i.last_checked, '') < q.asked_on)
        OR EXISTS (SELECT 1 FROM initiative i WHERE i.id = check_contact.initiative_id AND i.withdrawn_at < $1)";

/// Forgets questions from before `$1`.
pub(super) const FORGET_QUESTIONS: &str = "DELETE FROM check_question WHERE asked_at < $1";

/// Forgets mails from before `$1`.
pub(super) const FORGET_LETTERS: &str = "DELETE FROM check_letter WHERE sent_at < $1";

/// Forgets turns that hold nobody back any more.
pub(super) const FORGET_TURNS: &str = "DELETE FROM check_turn WHERE mailed_at < $1";

/// About which initiatives an address is asked.
pub(super) const ASKED_OF: &str = "SELECT i.title, c.email, c.agreed_at
    FROM check_contact c JOIN initiative i ON i.id = c.initiative_id WHERE c.email_key = $1 ORDER BY c.agreed_at, i.id";

/// Asks whoever is asked about one initiative about another one too.
pub(super) const COPY_CONTACTS: &str = "INSERT INTO check_contact (initiative_id, email_key, email, agreed_at)
    SELECT $2, email_key, email, agreed_at FROM check_contact WHERE initiative_id = $1
    ON CONFLICT (initiative_id, email_key) DO NOTHING";

/// All of them, for the test that prepares each on both databases.
#[cfg(test)]
pub(crate) const ALL: &[&str] = &[
    COPY_CONTACTS,
    ASKED_OF,
    STALE,
    MARK,
    DUE_IN,
    DUE_OF,
    DUE_CONTACTS,
    LAST_TURN,
    TAKE_TURN,
    ADD_LETTER,
    ASK,
    LETTER,
    QUESTIONS,
    LOCK,
    ANSWER,
    CONTACT,
    COUNT_CONTACT,
    ADD_CONTACT,
    DROP_CONTACT,
    DROP_QUESTIONS,
    DROP_TURN,
    FORGET_PERSON,
    FORGET_CONTACTS,
    FORGET_QUESTIONS,
    FORGET_LETTERS,
    FORGET_TURNS,
];
