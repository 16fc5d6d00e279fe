//! The statements of what staff do with initiatives. Each is portable text that a test prepares on both databases.

use crate::desk::list::{Sorted, sorted};

/// The initiatives, also withdrawn ones, by words in the title, municipality, type, status, whether they stand on the Landkaart, and
/// the day before which they were checked last. What is asked for is looked up once, in the index that holds all of it, and counted there;
/// without a filter nothing is looked up.
pub(super) const LIST: &[Sorted] = sorted!(
    "WITH found AS MATERIALIZED (SELECT s.id FROM initiative s
        WHERE ($1 = '' OR lower(s.title) LIKE $1 ESCAPE '!') AND ($2 = '' OR s.municipality_code = $2)
        AND ($5 = '' OR $5 = 'kaart' AND s.withdrawn_at IS NULL
            OR $5 = 'ingetrokken' AND s.withdrawn_at IS NOT NULL AND s.merged_into IS NULL
            OR $5 = 'samengevoegd' AND s.merged_into IS NOT NULL)
        AND ($6 = '' OR COALESCE(s.last_checked, '') < $6)
        AND ($3 = '' OR s.id IN (SELECT f.initiative_id FROM initiative_facet f
            WHERE f.facet_code = 'soort' AND f.value_code = $3))
        AND ($4 = '' OR s.id IN (SELECT f.initiative_id FROM initiative_facet f
            WHERE f.facet_code = 'status' AND f.value_code = $4)))
    SELECT i.id, i.title, i.municipality_code, i.last_checked, i.updated_at, i.withdrawn_at, i.merged_into,
        (SELECT f.value_code FROM initiative_facet f WHERE f.initiative_id = i.id AND f.facet_code = 'soort'
         ORDER BY f.position LIMIT 1) AS main_type,
        (SELECT f.value_code FROM initiative_facet f WHERE f.initiative_id = i.id AND f.facet_code = 'status'
         ORDER BY f.position LIMIT 1) AS status,
        CASE WHEN $1 || $2 || $3 || $4 || $5 || $6 = '' THEN NULL ELSE (SELECT COUNT(*) FROM found) END AS total
    FROM initiative i WHERE $1 || $2 || $3 || $4 || $5 || $6 = '' OR i.id IN (SELECT found.id FROM found)",
    then "i.id",
    limit "LIMIT $7 OFFSET $8",
    "gewijzigd" => "i.updated_at",
    "titel" => "lower(i.title)",
    "gecontroleerd" => "COALESCE(i.last_checked, '')",
);

/// How many they are.
pub(super) const COUNT: &str = "SELECT COUNT(*) FROM initiative s
    WHERE ($1 = '' OR lower(s.title) LIKE $1 ESCAPE '!') AND ($2 = '' OR s.municipality_code = $2)
        AND ($5 = '' OR $5 = 'kaart' AND s.withdrawn_at IS NULL
            OR $5 = 'ingetrokken' AND s.withdrawn_at IS NOT NULL AND s.merged_into IS NULL
            OR $5 = 'samengevoegd' AND s.merged_into IS NOT NULL)
        AND ($6 = '' OR COALESCE(s.last_checked, '') < $6)
        AND ($3 = '' OR s.id IN (SELECT f.initiative_id FROM initiative_facet f
            WHERE f.facet_code = 'soort' AND f.value_code = $3))
        AND ($4 = '' OR s.id IN (SELECT f.initiative_id FROM initiative_facet f
            WHERE f.facet_code = 'status' AND f.value_code = $4))";

/// The initiatives that became part of one.
pub(super) const PARTS: &str = "SELECT id, title FROM initiative WHERE merged_into = $1 ORDER BY id";

/// All that a database prepares, for the test.
#[cfg(test)]
pub(crate) fn all() -> Vec<&'static str> {
    let mut all = crate::desk::list::all_of(&[LIST]);
    all.extend([COUNT, PARTS]);
    all
}
