//! A filter as it is read from the pairs of a query.

use std::ops::RangeInclusive;

use super::address::{CHECKED, COLOUR, FRAME, FROM, MUNICIPALITY, PAGE, PROVINCE, TEXT, UNTIL, WITHIN};
use super::frame::frame;
use super::{Asked, Checked, Filter, Problem, ProblemKind};
use crate::initiatives::model::{TYPE_FACET, Taxonomy};
use crate::initiatives::places::Places;

/// The longest text that can be searched, in characters.
pub const LONGEST_TEXT: usize = 200;

/// The years that can be filtered on.
pub const YEARS: RangeInclusive<i32> = 1945..=2100;

impl Filter {
    /// Reads the pairs of a query. Names that mean nothing here are ignored, so that links from elsewhere keep working.
    #[must_use]
    pub fn parse(pairs: &[(String, String)], taxonomy: &Taxonomy, places: &Places) -> Asked {
        let mut asked = Asked { filter: Self { page: 1, ..Self::default() }, problems: Vec::new() };
        for (field, written) in pairs {
            let value = written.trim();
            if value.is_empty() {
                continue;
            }
            if let Err(kind) = asked.filter.read(field, value, taxonomy, places) {
                asked.problems.push(Problem { field: field.clone(), value: cut(value), kind });
            }
        }
        for values in asked.filter.tags.values_mut() {
            values.sort_unstable();
            values.dedup();
        }
        if let (Some(from), Some(until)) = (asked.filter.from, asked.filter.until)
            && from > until
        {
            asked.filter.until = None;
            asked.problems.push(Problem {
                field: UNTIL.into(),
                value: until.to_string(),
                kind: ProblemKind::YearsReversed,
            });
        }
        // A restriction to the view means nothing without a view.
        asked.filter.within_frame &= asked.filter.frame.is_some();
        asked
    }

    fn read(&mut self, field: &str, value: &str, taxonomy: &Taxonomy, places: &Places) -> Result<(), ProblemKind> {
        if let Some(facet) = taxonomy.facets.iter().position(|facet| facet.code == field) {
            let values = &taxonomy.facets[facet].values;
            // `soort=a,b` means the same as `soort=a&soort=b`.
            for part in value.split(',').map(str::trim).filter(|part| !part.is_empty()) {
                let position = values
                    .iter()
                    .position(|v| v.code.eq_ignore_ascii_case(part) || v.key.eq_ignore_ascii_case(part))
                    .ok_or(ProblemKind::UnknownValue)?;
                self.tags.entry(facet).or_default().push(position);
            }
            return Ok(());
        }
        match field {
            TEXT => self.text = text(value)?,
            PROVINCE => self.province = Some(places.province(value).ok_or(ProblemKind::UnknownValue)?),
            MUNICIPALITY => self.municipality = Some(places.municipality(value).ok_or(ProblemKind::UnknownValue)?),
            FROM => self.from = Some(year(value)?),
            UNTIL => self.until = Some(year(value)?),
            CHECKED => {
                let known = Checked::ALL.into_iter().find(|checked| checked.code().eq_ignore_ascii_case(value));
                self.checked = Some(known.ok_or(ProblemKind::UnknownValue)?);
            }
            FRAME => self.frame = Some(frame(value)?),
            WITHIN => match value {
                FRAME => self.within_frame = true,
                _ => return Err(ProblemKind::UnknownValue),
            },
            COLOUR => {
                let facet = taxonomy.facet(TYPE_FACET).ok_or(ProblemKind::UnknownValue)?;
                self.colour = Some(
                    facet
                        .values
                        .iter()
                        .position(|v| v.code.eq_ignore_ascii_case(value) || v.key.eq_ignore_ascii_case(value))
                        .ok_or(ProblemKind::UnknownValue)?,
                );
            }
            PAGE => {
                self.page = value.parse().ok().filter(|&page| page > 0).ok_or(ProblemKind::NotANumber)?;
            }
            _ => {}
        }
        Ok(())
    }
}

fn year(value: &str) -> Result<i32, ProblemKind> {
    value.parse().ok().filter(|year| YEARS.contains(year)).ok_or(ProblemKind::NotANumber)
}

fn text(value: &str) -> Result<String, ProblemKind> {
    if value.chars().any(|c| c.is_control() || c == char::REPLACEMENT_CHARACTER) {
        return Err(ProblemKind::Unreadable);
    }
    if value.chars().count() > LONGEST_TEXT {
        return Err(ProblemKind::TooLong);
    }
    Ok(value.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// What is shown of a value that was not understood.
fn cut(value: &str) -> String {
    value.chars().filter(|c| !c.is_control()).take(80).collect()
}
