//! Photos of initiatives. Of a file that somebody sends only what can be seen is kept: it is taken apart into points and put together
//! anew, so that neither where and with what it was taken nor anything else in the file lives on.

mod change;
mod forget;
mod print;
mod public;
mod sent;
pub(crate) mod sql;
mod stored;
#[cfg(test)]
pub(in super::super) mod testing;

pub(crate) use change::PhotoChange;
pub(crate) use forget::forget;
pub(crate) use print::Prints;
pub(crate) use public::{picture, routes};
pub(crate) use sent::{NotAsked, asked_for, wrong_with};
pub(super) use sql::UNUSED_OF_ADDRESS;
pub(crate) use stored::{add, hold, shown_photo};
