//! The statements of this room. Each is portable text that a test prepares on both databases.

/// The version of the data of this room, and that of its reference lists and boundaries: number, stamp and moment of each.
pub(crate) const VERSIONS: &str = "SELECT i.version, i.stamp, i.written_at, r.version, r.stamp, r.written_at
    FROM data_version i, data_version r WHERE i.room = 'initiatives' AND r.room = 'reference'";

/// Who this installation is, wherever it lives.
pub(crate) const INSTALLATION: &str = "SELECT uuid FROM installation WHERE id = 1";

/// Takes the next version; the row stays locked until the transaction ends, so versions become visible in their order. The
/// database gives it its stamp and moment.
pub(crate) const RAISE_VERSION: &str =
    "UPDATE data_version SET version = version + 1 WHERE room = 'initiatives' RETURNING version";

/// Locks that row without changing it, on both databases, for who has to look before it writes. Not by its version: setting
/// that, even to what it was, gives the row another stamp.
pub(crate) const HOLD_VERSION: &str = "UPDATE data_version SET room = room WHERE room = 'initiatives'";

/// The same as [`RAISE_VERSION`] for reference lists and boundaries.
pub(crate) const RAISE_REFERENCE: &str = "UPDATE data_version SET version = version + 1 WHERE room = 'reference'";

/// The facets in order.
pub(crate) const FACETS: &str = "SELECT code, label, question, searched, at_most FROM facet ORDER BY position, code";

/// The values of all facets in order.
pub(crate) const FACET_VALUES: &str = "SELECT facet_code, code, value_key, label, explanation, confirmed FROM facet_value ORDER BY facet_code, position, code";

/// Writes a facet, or its new words.
pub(crate) const PUT_FACET: &str = "INSERT INTO facet (code, label, question, position, searched, at_most)
    VALUES ($1, $2, $3, $4, $5, $6)
    ON CONFLICT (code) DO UPDATE SET label = excluded.label, question = excluded.question, position = excluded.position,
        searched = excluded.searched, at_most = excluded.at_most";

/// Writes a value of a facet, or its new words.
pub(crate) const PUT_FACET_VALUE: &str =
    "INSERT INTO facet_value (facet_code, code, value_key, label, explanation, position, confirmed)
    VALUES ($1, $2, $3, $4, $5, $6, $7)
    ON CONFLICT (facet_code, code) DO UPDATE SET value_key = excluded.value_key, label = excluded.label,
        explanation = excluded.explanation, position = excluded.position, confirmed = excluded.confirmed";

/// How many facets there are: none in a database that has never been filled.
pub(crate) const COUNT_FACETS: &str = "SELECT COUNT(*) FROM facet";

/// How many initiatives there are, withdrawn ones included.
pub(crate) const COUNT_INITIATIVES: &str = "SELECT COUNT(*) FROM initiative";

/// What the index needs of every initiative that changed after a version. Tags as `facet:value` and codes of municipalities that
/// take part, with spaces between.
pub(crate) const ENTRIES_SINCE: &str =
    "SELECT i.id, i.title, i.summary, i.description, i.municipality_code, i.lon, i.lat,
        i.start_year, i.end_year, i.changed_at, i.withdrawn_at, i.unconfirmed_since,
        (SELECT STRING_AGG(f.facet_code || ':' || f.value_code, ' ' ORDER BY f.position) FROM initiative_facet f
         WHERE f.initiative_id = i.id) AS tags,
        (SELECT STRING_AGG(m.municipality_code, ' ' ORDER BY m.municipality_code) FROM initiative_municipality m
         WHERE m.initiative_id = i.id) AS also_in
    FROM initiative i WHERE i.revision > $1";

/// What a list shows of up to twenty initiatives; unused places are filled with -1.
pub(crate) const SUMMARIES: &str = "SELECT i.id, i.title, i.summary, i.municipality_code, i.start_year, i.end_year, i.period_text,
        i.last_checked, i.unconfirmed_since,
        (SELECT f.value_code FROM initiative_facet f WHERE f.initiative_id = i.id AND f.facet_code = 'soort'
         ORDER BY f.position LIMIT 1) AS main_type,
        (SELECT f.value_code FROM initiative_facet f WHERE f.initiative_id = i.id AND f.facet_code = 'status'
         ORDER BY f.position LIMIT 1) AS status
    FROM initiative i WHERE i.id IN ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20)";

/// Everything about one initiative.
pub(crate) const INITIATIVE: &str =
    "SELECT i.id, i.external_id, i.title, i.summary, i.description, i.municipality_code,
        i.place_precision, i.lon, i.lat, i.start_year, i.end_year, i.period_text, i.remark, i.certainty, i.last_checked,
        i.created_at, i.updated_at, i.withdrawn_at, i.withdrawn_reason, i.unconfirmed_since, i.photo_id, i.photo_text,
        p.width AS photo_width, p.height AS photo_height
    FROM initiative i LEFT JOIN photo p ON p.id = i.photo_id WHERE i.id = $1";

/// The tags of one initiative, main ones first.
pub(crate) const TAGS_OF: &str =
    "SELECT facet_code, value_code FROM initiative_facet WHERE initiative_id = $1 ORDER BY facet_code, position";

/// The sources of one initiative.
pub(crate) const SOURCES_OF: &str =
    "SELECT title, url FROM initiative_source WHERE initiative_id = $1 ORDER BY position";

/// The municipalities that take part in one initiative too.
pub(crate) const MUNICIPALITIES_OF: &str =
    "SELECT municipality_code FROM initiative_municipality WHERE initiative_id = $1 ORDER BY municipality_code";

/// The number and fingerprint of the initiative with an external id, whether it was withdrawn, when it was last checked, and of which
/// one it is part now.
pub(crate) const BY_EXTERNAL_ID: &str =
    "SELECT id, fingerprint, withdrawn_at, last_checked, merged_into FROM initiative WHERE external_id = $1";

/// Adds an initiative.
pub(crate) const ADD: &str = "INSERT INTO initiative (external_id, title, summary, description, municipality_code, place_precision,
        lon, lat, start_year, end_year, period_text, remark, certainty, last_checked, fingerprint, revision, created_at, updated_at,
        photo_id, photo_text, changed_at, changed_revision)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $17, $18, $19, $17, $16) RETURNING id";

/// Writes an initiative anew; it is no longer withdrawn. A later day on which it was checked ends that nobody confirmed it.
pub(crate) const CHANGE: &str =
    "UPDATE initiative SET title = $2, summary = $3, description = $4, municipality_code = $5,
        place_precision = $6, lon = $7, lat = $8, start_year = $9, end_year = $10, period_text = $11, remark = $12,
        certainty = $13, last_checked = $14, fingerprint = $15, revision = $16, updated_at = $17, withdrawn_at = NULL,
        withdrawn_reason = NULL, merged_into = NULL, merged_proposals = NULL, photo_id = $18, photo_text = $19,
        unconfirmed_since = CASE WHEN $14 > COALESCE(last_checked, '') THEN NULL ELSE unconfirmed_since END
    WHERE id = $1";

/// Takes an initiative off the Landkaart, or puts it back.
pub(crate) const STAND: &str =
    "UPDATE initiative SET withdrawn_at = $2, withdrawn_reason = $3, merged_into = $4, merged_proposals = $5,
        revision = $6, updated_at = $7, changed_revision = $6, changed_at = $7
    WHERE id = $1";

/// Says that something was done with an initiative that leaves what it says as it is.
pub(crate) const TOUCH: &str =
    "UPDATE initiative SET revision = $2, updated_at = $3, changed_revision = $2, changed_at = $3
    WHERE id = $1";

/// Says that an initiative changed in more than the day on which it was checked.
pub(crate) const CHANGED: &str =
    "UPDATE initiative SET changed_at = updated_at, changed_revision = revision WHERE id = $1";

/// The initiatives that are part of another one now, with the one that each was merged into.
pub(crate) const MERGED: &str = "SELECT id, merged_into FROM initiative WHERE merged_into IS NOT NULL";

/// Empties the lists of an initiative before they are written anew.
pub(crate) const CLEAR_FACETS: &str = "DELETE FROM initiative_facet WHERE initiative_id = $1";
/// See [`CLEAR_FACETS`].
pub(crate) const CLEAR_SOURCES: &str = "DELETE FROM initiative_source WHERE initiative_id = $1";
/// See [`CLEAR_FACETS`].
pub(crate) const CLEAR_MUNICIPALITIES: &str = "DELETE FROM initiative_municipality WHERE initiative_id = $1";

/// Gives an initiative a value of a facet.
pub(crate) const ADD_FACET: &str =
    "INSERT INTO initiative_facet (initiative_id, facet_code, value_code, position) VALUES ($1, $2, $3, $4)";

/// Gives an initiative a source.
pub(crate) const ADD_SOURCE: &str =
    "INSERT INTO initiative_source (initiative_id, position, title, url) VALUES ($1, $2, $3, $4)";

/// Gives an initiative a municipality that takes part too.
pub(crate) const ADD_MUNICIPALITY: &str =
    "INSERT INTO initiative_municipality (initiative_id, municipality_code) VALUES ($1, $2)";

/// The boundaries that replace the built-in ones.
pub(crate) const BOUNDARIES: &str = "SELECT geojson, attribution FROM boundary_set WHERE id = 1";

/// Replaces the boundaries.
pub(crate) const PUT_BOUNDARIES: &str =
    "INSERT INTO boundary_set (id, geojson, attribution, imported_at) VALUES (1, $1, $2, $3)
    ON CONFLICT (id) DO UPDATE SET geojson = excluded.geojson, attribution = excluded.attribution,
        imported_at = excluded.imported_at";

/// Forgets them, so that the built-in ones are used.
pub(crate) const DROP_BOUNDARIES: &str = "DELETE FROM boundary_set WHERE id = 1";

/// Everything that is published of up to a hundred initiatives; unused places are filled with -1. Lists come as one text:
/// tags as `facet:value` with spaces between, sources as title and address with the unit separator between the two and the
/// record separator between sources, because no text of an initiative may hold a control character.
pub(crate) const FULL_ROWS: &str = "SELECT i.id, i.external_id, i.title, i.summary, i.description, i.municipality_code,
        i.place_precision, i.lon, i.lat, i.start_year, i.end_year, i.period_text, i.remark, i.certainty, i.last_checked,
        i.updated_at, i.withdrawn_at, i.withdrawn_reason, i.merged_into, i.merged_proposals, i.unconfirmed_since, i.revision,
        i.photo_id, i.photo_text, i.changed_at,
        (SELECT STRING_AGG(f.facet_code || ':' || f.value_code, ' ' ORDER BY f.position) FROM initiative_facet f
         WHERE f.initiative_id = i.id) AS tags,
        (SELECT STRING_AGG(s.title || '\u{1f}' || COALESCE(s.url, ''), '\u{1e}' ORDER BY s.position) FROM initiative_source s
         WHERE s.initiative_id = i.id) AS sources,
        (SELECT STRING_AGG(m.municipality_code, ' ' ORDER BY m.municipality_code) FROM initiative_municipality m
         WHERE m.initiative_id = i.id) AS also_in
    FROM initiative i WHERE i.id IN (
        $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24,
        $25, $26, $27, $28, $29, $30, $31, $32, $33, $34, $35, $36, $37, $38, $39, $40, $41, $42, $43, $44, $45, $46,
        $47, $48, $49, $50, $51, $52, $53, $54, $55, $56, $57, $58, $59, $60, $61, $62, $63, $64, $65, $66, $67, $68,
        $69, $70, $71, $72, $73, $74, $75, $76, $77, $78, $79, $80, $81, $82, $83, $84, $85, $86, $87, $88, $89, $90,
        $91, $92, $93, $94, $95, $96, $97, $98, $99, $100)";

/// How many versions of an initiative are kept.
pub(crate) const COUNT_VERSIONS: &str = "SELECT COUNT(*) FROM initiative_version WHERE initiative_id = $1";

/// Keeps a version of an initiative, with the next number.
pub(crate) const KEEP_VERSION: &str =
    "INSERT INTO initiative_version (initiative_id, number, at, origin, reason, cells, deed, other)
    SELECT $1, COALESCE(MAX(number), 0) + 1, $2, $3, $4, $5, $6, $7 FROM initiative_version WHERE initiative_id = $1";

/// All of them, for the test that prepares each on both databases.
#[cfg(test)]
pub(crate) const ALL: &[&str] = &[
    VERSIONS,
    INSTALLATION,
    RAISE_VERSION,
    HOLD_VERSION,
    RAISE_REFERENCE,
    FACETS,
    FACET_VALUES,
    PUT_FACET,
    PUT_FACET_VALUE,
    COUNT_FACETS,
    COUNT_INITIATIVES,
    ENTRIES_SINCE,
    SUMMARIES,
    INITIATIVE,
    TAGS_OF,
    SOURCES_OF,
    MUNICIPALITIES_OF,
    BY_EXTERNAL_ID,
    ADD,
    CHANGE,
    STAND,
    TOUCH,
    CHANGED,
    MERGED,
    CLEAR_FACETS,
    CLEAR_SOURCES,
    CLEAR_MUNICIPALITIES,
    ADD_FACET,
    ADD_SOURCE,
    ADD_MUNICIPALITY,
    BOUNDARIES,
    PUT_BOUNDARIES,
    DROP_BOUNDARIES,
    FULL_ROWS,
    COUNT_VERSIONS,
    KEEP_VERSION,
];
