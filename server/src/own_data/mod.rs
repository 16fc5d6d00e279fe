//! What is kept about somebody, for that somebody: whoever proves by a link in a mail that an address is theirs sees all of it, takes
//! a copy along, or has it erased; without staff. Each room says and erases what it keeps itself.

mod ask;
mod erase;
mod look;
mod routes;
pub(crate) mod sql;

pub(crate) use ask::forget_old;
pub(crate) use routes::routes;

/// One thing that is kept, as pairs of what it is called and what it says.
pub(crate) type Entry = Vec<(String, String)>;

/// A pair of an [`Entry`], by the key of what it is called.
pub(crate) fn part(key: &str, value: impl Into<String>) -> (String, String) {
    (app::texts::text(key), value.into())
}
