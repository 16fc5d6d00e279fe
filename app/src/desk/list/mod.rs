//! Lists at the desk: what can be asked of one by its address, and what a row holds.
//!
//! Filters, order and page stand in the address, so that a list survives the back button, can be kept and can be sent to a
//! colleague. A row holds values and no markup: the page shows them, and the same rows become a file.

mod breaking;
pub mod view;

pub use view::{Bulk, DO, LIST, Nothing, ROW, ShownList, TheList};

use form_urlencoded::Serializer;

use crate::texts::moments;

/// The name of the order in an address.
const ORDER: &str = "volgorde";

/// The name of the page in an address.
const PAGE: &str = "pagina";

/// So many rows stand on a page.
pub const ROWS_ON_PAGE: u32 = 50;

/// The longest text that is searched for, in characters.
const LONGEST: usize = 200;

/// A list as it is without anybody asking anything of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shape {
    /// Where it is.
    pub path: &'static str,
    /// What can be chosen of it, in the order of the form.
    pub filters: Vec<Filter>,
    /// What stands beside each other; the first column names the row.
    pub columns: Vec<Column>,
    /// The order when none is asked for.
    pub order: Order,
}

/// Something that can be chosen of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Filter {
    /// Its name in the address.
    pub name: &'static str,
    /// What it is called.
    pub label: String,
    /// What can be filled in.
    pub kind: FilterKind,
}

/// What can be filled in for a filter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FilterKind {
    /// Words.
    Words,
    /// A day.
    Day,
    /// One of these: the value in the address, and what it is called.
    Choice(Vec<(String, String)>),
}

/// A column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// Its name in the address.
    pub name: &'static str,
    /// What it is called.
    pub label: String,
    /// Whether the list can stand in the order of this column.
    pub sorts: bool,
}

impl Column {
    /// A column by which the list can be sorted.
    #[must_use]
    pub fn sorting(name: &'static str, label: String) -> Self {
        Self { name, label, sorts: true }
    }

    /// A column that is only read.
    #[must_use]
    pub fn plain(name: &'static str, label: String) -> Self {
        Self { name, label, sorts: false }
    }
}

/// In what order the rows stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Order {
    /// The column.
    pub by: &'static str,
    /// From the last to the first.
    pub descending: bool,
}

impl Order {
    fn code(self) -> String {
        format!("{}{}", if self.descending { "-" } else { "" }, self.by)
    }
}

/// What somebody asks of a list. It cannot hold what the list does not know.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    /// One value for each filter of the list; empty for all.
    values: Vec<(&'static str, String)>,
    /// What was written for a filter that does not take it, by the name of the filter: it is all that is left of it.
    refused: Vec<(&'static str, String)>,
    /// In what order.
    pub order: Order,
    /// Which page, from 1.
    pub page: u32,
}

impl Asked {
    /// Reads the pairs of a query. A filter that does not take its value says so; what else the list does not know says nothing.
    #[must_use]
    pub fn parse(shape: &Shape, pairs: &[(String, String)]) -> Self {
        let written = |name: &str| pairs.iter().find(|(other, _)| other == name).map_or("", |(_, value)| value.trim());
        let mut refused = Vec::new();
        let mut values = Vec::new();
        for filter in &shape.filters {
            let value: String = written(filter.name).chars().filter(|c| !c.is_control()).take(LONGEST).collect();
            let known = match &filter.kind {
                FilterKind::Words => true,
                FilterKind::Day => moments::start_of_day(&value).is_some(),
                FilterKind::Choice(choices) => choices.iter().any(|(choice, _)| *choice == value),
            };
            if known || value.is_empty() {
                values.push((filter.name, value));
            } else {
                refused.push((filter.name, value));
            }
        }
        let order = written(ORDER);
        let (by, descending) = order.strip_prefix('-').map_or((order, false), |by| (by, true));
        let order = match shape.columns.iter().find(|column| column.sorts && column.name == by) {
            Some(column) => Order { by: column.name, descending },
            None => shape.order,
        };
        let page = written(PAGE).parse().unwrap_or(1).max(1);
        Self { values, refused, order, page }
    }

    /// What is asked of a filter; empty for all.
    #[must_use]
    pub fn value(&self, filter: &str) -> &str {
        self.values.iter().find(|(name, _)| *name == filter).map_or("", |(_, value)| value)
    }

    /// What was written for a filter that does not take it.
    #[must_use]
    pub fn refused(&self, filter: &str) -> Option<&str> {
        self.refused.iter().find(|(name, _)| *name == filter).map(|(_, value)| value.as_str())
    }

    /// Whether a filter did not take what was written for it.
    #[must_use]
    pub fn is_misunderstood(&self) -> bool {
        !self.refused.is_empty()
    }

    /// Whether anything was filtered.
    #[must_use]
    pub fn is_filtered(&self) -> bool {
        self.values.iter().any(|(_, value)| !value.is_empty())
    }

    /// The first row that is shown, from 0.
    #[must_use]
    pub fn first_row(&self) -> i64 {
        i64::from(self.page - 1) * i64::from(ROWS_ON_PAGE)
    }

    /// The same list from its first page in another order.
    #[must_use]
    pub fn in_order(&self, order: Order) -> Self {
        Self { order, page: 1, ..self.clone() }
    }

    /// Another page of the same list.
    #[must_use]
    pub fn on_page(&self, page: u32) -> Self {
        Self { page, ..self.clone() }
    }

    /// What stands in the address behind the question mark; nothing for what goes without saying.
    #[must_use]
    pub fn query(&self, shape: &Shape) -> String {
        let mut query = Serializer::new(String::new());
        for (name, value) in self.values.iter().filter(|(_, value)| !value.is_empty()) {
            query.append_pair(name, value);
        }
        if self.order != shape.order {
            query.append_pair(ORDER, &self.order.code());
        }
        if self.page > 1 {
            query.append_pair(PAGE, &self.page.to_string());
        }
        query.finish()
    }

    /// The address of what is asked; `kind` is the end of the name of a file, such as `.csv`, and empty for the page.
    #[must_use]
    pub fn address(&self, shape: &Shape, kind: &str) -> String {
        let query = self.query(shape);
        let mark = if query.is_empty() { "" } else { "?" };
        format!("{}{kind}{mark}{query}", shape.path)
    }
}

/// A row of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// What a form calls it.
    pub key: String,
    /// The address of all there is about it, if it has a page.
    pub href: Option<String>,
    /// One for each column.
    pub cells: Vec<Cell>,
}

/// What stands in a cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cell {
    /// Nothing.
    Empty,
    /// Words; each line on a line of its own.
    Words(String),
    /// Words that lead somewhere.
    Link {
        /// The words.
        words: String,
        /// Where to.
        href: String,
    },
    /// Words that must catch the eye: something is wrong.
    Wrong(String),
    /// A number.
    Number(i64),
    /// A moment, in seconds since 1970 UTC.
    Moment(i64),
}

impl Cell {
    /// A moment, if there was one.
    #[must_use]
    pub fn moment(seconds: Option<i64>) -> Self {
        seconds.map_or(Self::Empty, Self::Moment)
    }

    /// Words, as people read them on one line.
    #[must_use]
    pub fn words(&self) -> String {
        match self {
            Self::Empty => String::new(),
            Self::Words(words) | Self::Wrong(words) | Self::Link { words, .. } => words.clone(),
            Self::Number(number) => crate::texts::number(*number),
            Self::Moment(seconds) => moments::short(*seconds),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn shape() -> Shape {
        let choices = vec![("open".to_owned(), "Open".to_owned()), ("dicht".to_owned(), "Dicht".to_owned())];
        let filter = |name, kind| Filter { name, label: name.to_owned(), kind };
        Shape {
            path: "/beheer/lijst",
            filters: vec![
                filter("q", FilterKind::Words),
                filter("staat", FilterKind::Choice(choices)),
                filter("van", FilterKind::Day),
            ],
            columns: vec![
                Column::sorting("naam", "Naam".into()),
                Column::sorting("sinds", "Sinds".into()),
                Column::plain("wat", "Wat".into()),
            ],
            order: Order { by: "naam", descending: false },
        }
    }

    fn asked(query: &str) -> Asked {
        let pairs: Vec<_> = form_urlencoded::parse(query.as_bytes()).into_owned().collect();
        Asked::parse(&shape(), &pairs)
    }

    #[test]
    fn what_is_asked_stands_in_the_address_and_what_goes_without_saying_does_not() {
        let all = "q=jan+%26+co&staat=dicht&van=2026-11-24&volgorde=-sinds&pagina=3";
        assert_eq!(asked(all).address(&shape(), ""), format!("/beheer/lijst?{all}"));
        assert_eq!(asked(all).address(&shape(), ".csv"), format!("/beheer/lijst.csv?{all}"));
        assert_eq!(asked("q=&staat=&volgorde=naam&pagina=1").address(&shape(), ""), "/beheer/lijst");
        assert!(asked(all).is_filtered() && !asked("volgorde=-sinds").is_filtered());
    }

    #[test]
    fn what_the_list_does_not_know_says_nothing() {
        let plain = asked("");
        for query in ["staat=", "van=+", "volgorde=wat", "volgorde=--naam", "pagina=0", "pagina=x", "x=y"] {
            assert_eq!(asked(query), plain, "{query}");
        }
    }

    #[test]
    fn a_filter_that_does_not_take_its_value_says_so_and_does_not_count() {
        for (query, filter, value) in [("staat=weg", "staat", "weg"), ("van=gisteren&q=jan", "van", "gisteren")] {
            let asked = asked(query);
            assert!(asked.is_misunderstood());
            assert_eq!(asked.refused(filter), Some(value));
            assert_eq!(asked.value(filter), "");
            assert!(!asked.query(&shape()).contains(value), "it is not carried on");
        }
        assert!(!asked("staat=open&van=2026-11-24").is_misunderstood());
    }

    #[test]
    fn another_order_starts_at_the_first_page_with_the_same_filters() {
        let other = asked("q=jan&pagina=7").in_order(Order { by: "sinds", descending: true });
        assert_eq!(other.query(&shape()), "q=jan&volgorde=-sinds");
        assert_eq!(asked("pagina=3").first_row(), 100);
    }

    proptest! {
        #[test]
        fn whatever_is_asked_comes_back_from_its_address(q in "\\PC{0,40}", page in 1u32..9_999, descending: bool) {
            let pairs = vec![("q".to_owned(), q), ("pagina".to_owned(), page.to_string())];
            let asked = Asked::parse(&shape(), &pairs);
            let asked = Asked { order: Order { by: "sinds", descending }, ..asked };
            let back: Vec<_> = form_urlencoded::parse(asked.query(&shape()).as_bytes()).into_owned().collect();
            prop_assert_eq!(Asked::parse(&shape(), &back), asked);
        }
    }
}
