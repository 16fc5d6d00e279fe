//! The statements of custodians. Each is portable text that a test prepares on both databases.

/// Adds a domain, unless it is there.
pub(super) const ADD_DOMAIN: &str = "INSERT INTO municipality_domain (municipality_code, domain, added_at)
    VALUES ($1, $2, $3) ON CONFLICT (municipality_code, domain) DO NOTHING";

/// Takes a domain away.
pub(super) const REMOVE_DOMAIN: &str = "DELETE FROM municipality_domain WHERE municipality_code = $1 AND domain = $2";

/// The domains of a municipality.
pub(super) const DOMAINS_OF: &str =
    "SELECT domain FROM municipality_domain WHERE municipality_code = $1 ORDER BY domain";

/// The domains of all municipalities.
pub(super) const DOMAINS: &str =
    "SELECT municipality_code, domain FROM municipality_domain ORDER BY municipality_code, domain";

/// Adds what somebody asks.
pub(super) const ADD: &str =
    "INSERT INTO custodian_claim (id, municipality_code, state, token_hash, expires_at, name, email, email_key, job, created_at)
    VALUES ($1, $2, 'unconfirmed', $3, $4, $5, $6, $7, $8, $9)";

/// What somebody asked, by their link.
pub(super) const BY_LINK: &str =
    "SELECT id, municipality_code, state, expires_at, name, email FROM custodian_claim WHERE token_hash = $1";

/// The same by its number.
pub(super) const BY_ID: &str =
    "SELECT id, municipality_code, state, expires_at, name, email FROM custodian_claim WHERE id = $1";

/// Locks what somebody asked without changing it, for who has to look before it writes.
pub(super) const LOCK: &str = "UPDATE custodian_claim SET state = state WHERE id = $1";

/// What the same person asked of the same municipality and nobody decided on, in the order in which it is locked.
pub(super) const SAME: &str = "SELECT c.id FROM custodian_claim c
    JOIN custodian_claim own ON own.municipality_code = c.municipality_code AND own.email_key = c.email_key
    WHERE own.id = $1 AND (c.id = own.id OR c.state IN ('unconfirmed', 'waiting')) ORDER BY c.id";

/// Puts it into another state.
pub(super) const PUT_STATE: &str =
    "UPDATE custodian_claim SET state = $2, waiting_since = COALESCE(waiting_since, $3), decided_at = $4, decided_by = $5
    WHERE id = $1";

/// Takes away what the same person asked before of the same municipality and nobody decided on.
pub(super) const DROP_OTHERS: &str = "DELETE FROM custodian_claim
    WHERE id <> $1 AND state IN ('unconfirmed', 'waiting')
        AND municipality_code = (SELECT municipality_code FROM custodian_claim WHERE id = $1)
        AND email_key = (SELECT email_key FROM custodian_claim WHERE id = $1)";

/// What waits for a municipality, and what was decided lately.
pub(super) const OF_MUNICIPALITY: &str =
    "SELECT c.id, c.state, c.name, c.email, c.job, COALESCE(c.decided_at, c.waiting_since, c.created_at) AS at,
        c.decided_by, COALESCE(NULLIF(a.name, ''), a.email) AS by
    FROM custodian_claim c LEFT JOIN account a ON a.id = c.decided_by
    WHERE c.municipality_code = $1 AND c.state <> 'unconfirmed'
    ORDER BY COALESCE(c.decided_at, c.waiting_since, c.created_at), c.id";

/// How many wait per municipality.
pub(super) const WAITING_PER_MUNICIPALITY: &str =
    "SELECT municipality_code, COUNT(*) FROM custodian_claim WHERE state = 'waiting' GROUP BY municipality_code";

/// How many wait, and since when the oldest does.
pub(super) const WAITING: &str =
    "SELECT COUNT(*), COALESCE(MIN(waiting_since), 0) FROM custodian_claim WHERE state = 'waiting'";

/// Forgets what was never confirmed, and what was decided long ago.
pub(super) const FORGET: &str = "DELETE FROM custodian_claim
    WHERE (state = 'unconfirmed' AND created_at < $1) OR (state IN ('accepted', 'refused') AND decided_at < $1)";

/// The initiatives of a municipality by one of its codes, those that nobody confirmed first, then the ones checked longest ago.
pub(super) const OWN: &str = "SELECT i.id, i.title, i.last_checked, i.unconfirmed_since,
        (SELECT f.value_code FROM initiative_facet f WHERE f.initiative_id = i.id AND f.facet_code = 'status'
         ORDER BY f.position LIMIT 1) AS status
    FROM initiative i WHERE i.municipality_code = $1 AND i.withdrawn_at IS NULL
    ORDER BY CASE WHEN i.unconfirmed_since IS NULL THEN 1 ELSE 0 END, COALESCE(i.last_checked, ''), i.title, i.id LIMIT $2";

/// How many there are.
pub(super) const COUNT_OWN: &str =
    "SELECT COUNT(*) FROM initiative WHERE municipality_code = $1 AND withdrawn_at IS NULL";

/// What an address asked, by the municipality.
pub(super) const CLAIMS_OF: &str = "SELECT municipality_code, name, email, job, created_at FROM custodian_claim
    WHERE email_key = $1 ORDER BY created_at, id";

/// Forgets it.
pub(super) const ERASE_CLAIMS: &str = "DELETE FROM custodian_claim WHERE email_key = $1";

/// All of them, for the test that prepares each on both databases.
#[cfg(test)]
pub(crate) const ALL: &[&str] = &[
    CLAIMS_OF,
    ERASE_CLAIMS,
    ADD_DOMAIN,
    REMOVE_DOMAIN,
    DOMAINS_OF,
    DOMAINS,
    ADD,
    BY_LINK,
    BY_ID,
    LOCK,
    SAME,
    PUT_STATE,
    DROP_OTHERS,
    OF_MUNICIPALITY,
    WAITING_PER_MUNICIPALITY,
    WAITING,
    FORGET,
    OWN,
    COUNT_OWN,
];
