//! Times of a day, on the clocks of the place where it is.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// Minutes after midnight, written as `14:05`. A programme never runs past midnight, so a time needs no day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Minute(u16);

/// Text that is no time of a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a time is written as 14:05")]
pub struct NoMinute;

impl Minute {
    /// Minutes after midnight, 0 to 1439.
    #[must_use]
    pub const fn after_midnight(self) -> u16 {
        self.0
    }

    /// How many minutes lie between this and a later time; 0 when that is not later.
    #[must_use]
    pub const fn until(self, later: Self) -> u16 {
        later.0.saturating_sub(self.0)
    }
}

impl FromStr for Minute {
    type Err = NoMinute;

    /// Takes `9:30`, `09:30` and, as people write it here, `9.30`.
    fn from_str(text: &str) -> Result<Self, NoMinute> {
        let (hours, minutes) = text.trim().split_once([':', '.']).ok_or(NoMinute)?;
        let number = |text: &str, digits: std::ops::RangeInclusive<usize>, most: u16| {
            let is_number = digits.contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
            text.parse::<u16>().ok().filter(|number| is_number && *number <= most).ok_or(NoMinute)
        };
        Ok(Self(number(hours, 1..=2, 23)? * 60 + number(minutes, 2..=2, 59)?))
    }
}

impl fmt::Display for Minute {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}:{:02}", self.0 / 60, self.0 % 60)
    }
}

impl TryFrom<String> for Minute {
    type Error = NoMinute;

    fn try_from(text: String) -> Result<Self, NoMinute> {
        text.parse()
    }
}

impl From<Minute> for String {
    fn from(minute: Minute) -> Self {
        minute.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_is_read_as_people_write_it_and_nothing_else_is() {
        for (text, shown) in
            [("14:05", "14:05"), ("9:30", "09:30"), (" 9.30 ", "09:30"), ("00:00", "00:00"), ("23:59", "23:59")]
        {
            assert_eq!(text.parse::<Minute>().map(|minute| minute.to_string()).as_deref(), Ok(shown), "{text}");
        }
        for text in
            ["", "24:00", "12:60", "12", "12:5", "-1:30", "+9:30", "1 2:30", "12:30:00", "twaalf", "123:00", "٣:30"]
        {
            assert_eq!(text.parse::<Minute>(), Err(NoMinute), "{text}");
        }
    }
}
