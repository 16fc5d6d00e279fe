//! What people propose for the Landkaart: from a form to a mail, from there to a moderator, and on to the map.
//!
//! A proposal is the cells of one initiative, by the names of the interchange format, as they were typed. They are read by the very
//! rules that read a file, so that there is one answer to what an initiative may be. Whoever proposed it follows it with one
//! link; whoever decides says which version they saw.

mod alike;
mod along;
mod decide;
mod deciding_routes;
mod desk_routes;
mod filling_in;
mod forget;
mod form;
mod history;
mod left_map;
mod letters;
mod link_routes;
mod list;
mod moderation;
pub(crate) mod own_data;
mod photo;
mod photo_routes;
mod place;
mod propose;
mod proven_change;
mod ready;
mod routes;
mod rule_book;
pub(crate) mod sql;
mod stored;
#[cfg(test)]
mod tests;
mod two;

pub(super) use alike::alike;
pub(super) use along::{move_along, move_back, open_proposals};
pub(super) use decide::merged;
pub(super) use filling_in::{Around, LONGEST_REASON, failed, wrong};
pub(crate) use forget::{end_unanswered, forget};
pub(super) use form::{Cells, Rules, cells_of, errors_of, pairs_of};
pub(super) use history::{Version, shown_versions, versions};
pub(crate) use list::Submissions;
pub(crate) use moderation::waiting;
pub(super) use moderation::{TOO_LONG, days, differences, named, waiting_in};
pub(super) use propose::{Proposal, ProposeError, propose_in};
pub(crate) use routes::routes;
pub(super) use rule_book::{RuleBook, rule_book};
