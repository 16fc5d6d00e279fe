//! What cannot be understood of a query.

use super::Filter;

/// Something in the query that cannot be understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Name of the field in the query.
    pub field: String,
    /// What was written, cut to 80 characters.
    pub value: String,
    /// What is wrong with it.
    pub kind: ProblemKind,
}

/// What can be wrong with a field of the query.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ProblemKind {
    /// Not one of the values of a closed list.
    UnknownValue,
    /// More than [`LONGEST_TEXT`] characters.
    TooLong,
    /// Holds characters that no keyboard gives, such as null bytes, or what was no text at all.
    Unreadable,
    /// Not a whole number in the range that is asked for.
    NotANumber,
    /// `vanaf` lies after `tot`.
    YearsReversed,
    /// Not four numbers `x0,y0,x1,y1` in metres RD that span a rectangle in the Netherlands.
    NotAFrame,
}

/// A filter with what could not be understood of it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Asked {
    /// What was understood.
    pub filter: Filter,
    /// What was not; empty when the query is in order.
    pub problems: Vec<Problem>,
}

impl Asked {
    /// The problem with a field, if any.
    #[must_use]
    pub fn problem(&self, field: &str) -> Option<&Problem> {
        self.problems.iter().find(|problem| problem.field == field)
    }
}
