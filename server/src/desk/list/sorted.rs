//! One statement for each way to sort a list. What can stand behind `ORDER BY` is written in the source, and nothing from an
//! address is.

use app::desk::list::Order;

/// A statement in both directions of a column.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Sorted {
    /// The column, as the address has it.
    pub(crate) by: &'static str,
    /// From the first to the last.
    pub(crate) ascending: &'static str,
    /// From the last to the first.
    pub(crate) descending: &'static str,
}

/// The statements of a list: `sorted!("SELECT …", then "a.id", "naam" => "lower(a.name)")`. After the column rows stand in the order
/// of what follows `then`, so that no row is on two pages. What ends each statement is the text after `limit`.
macro_rules! sorted {
    ($select:literal, then $then:literal, limit $limit:literal, $($by:literal => $column:literal),+ $(,)?) => {
        &[$($crate::desk::list::Sorted {
            by: $by,
            ascending: concat!($select, " ORDER BY ", $column, " ASC, ", $then, " ASC ", $limit),
            descending: concat!($select, " ORDER BY ", $column, " DESC, ", $then, " DESC ", $limit),
        }),+]
    };
}
pub(crate) use sorted;

/// The statement for an order; the first when the list does not know it.
pub(crate) fn statement(all: &'static [Sorted], order: Order) -> &'static str {
    let known = all.iter().find(|sorted| sorted.by == order.by).or(all.first());
    known.map_or("", |sorted| if order.descending { sorted.descending } else { sorted.ascending })
}

/// All statements, for the test that prepares each on both databases.
#[cfg(test)]
pub(crate) fn all_of(lists: &[&'static [Sorted]]) -> Vec<&'static str> {
    lists.iter().flat_map(|list| list.iter()).flat_map(|sorted| [sorted.ascending, sorted.descending]).collect()
}
