//! The statements of what staff do with initiatives. Each is portable text that a test prepares on both databases.

use crate::desk::list::{Sorted, sorted};

/// The initiatives, also withdrawn ones, by words in the title, municipality, type, status, whether they stand on the Landkaart, and
/// the day before which they were checked last.
pub(super) const LIST: &[Sorted] = sorted!(
    "SELECT i.id, i.title, i.municipality_code, i.last_checked, i.updated_at, i.withdrawn_at, i.merged_into,
        (SELECT f.value_code FROM initiative_facet f WHERE f.initiative_id = i.id AND f.facet_code = 'soort'
         ORDER BY f.position LIMIT 1) AS main_type,
        (SELECT f.value_code FROM initiative_facet f WHERE f.initiative_id = i.id AND f.facet_code = 'status'
         ORDER BY f.position LIMIT 1) AS status
    FROM initiative i WHERE ($1 = '' OR lower(i.title) LIKE $1 ESCAPE '!') AND ($2 = '' OR i.municipality_code = $2)
        AND ($3 = '' OR i.id IN (SELECT f.initiative_id FROM initiative_facet f
            WHERE f.facet_code = 'soort' AND f.value_code = $3))
        AND ($4 = '' OR i.id IN (SELECT f.initiative_id FROM initiative_facet f
            WHERE f.facet_code = 'status' AND f.value_code = $4))
        AND ($5 = '' OR $5 = 'kaart' AND i.withdrawn_at IS NULL
            OR $5 = 'ingetrokken' AND i.withdrawn_at IS NOT NULL AND i.merged_into IS NULL
            OR $5 = 'samengevoegd' AND i.merged_into IS NOT NULL)
        AND ($6 = '' OR COALESCE(i.last_checked, '') < $6)",
    then "i.id",
    limit "LIMIT $7 OFFSET $8",
    "gewijzigd" => "i.updated_at",
    "titel" => "lower(i.title)",
    "gecontroleerd" => "COALESCE(i.last_checked, '')",
);

/// How many they are.
pub(super) const COUNT: &str = "SELECT COUNT(*) FROM initiative i
    WHERE ($1 = '' OR lower(i.title) LIKE $1 ESCAPE '!') AND ($2 = '' OR i.municipality_code = $2)
        AND ($3 = '' OR i.id IN (SELECT f.initiative_id FROM initiative_facet f
            WHERE f.facet_code = 'soort' AND f.value_code = $3))
        AND ($4 = '' OR i.id IN (SELECT f.initiative_id FROM initiative_facet f
            WHERE f.facet_code = 'status' AND f.value_code = $4))
        AND ($5 = '' OR $5 = 'kaart' AND i.withdrawn_at IS NULL
            OR $5 = 'ingetrokken' AND i.withdrawn_at IS NOT NULL AND i.merged_into IS NULL
            OR $5 = 'samengevoegd' AND i.merged_into IS NOT NULL)
        AND ($6 = '' OR COALESCE(i.last_checked, '') < $6)";

/// The initiatives that became part of one.
pub(super) const PARTS: &str = "SELECT id, title FROM initiative WHERE merged_into = $1 ORDER BY id";

/// All that a database prepares, for the test.
#[cfg(test)]
pub(crate) fn all() -> Vec<&'static str> {
    let mut all = crate::desk::list::all_of(&[LIST]);
    all.extend([COUNT, PARTS]);
    all
}
