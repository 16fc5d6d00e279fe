//! Years and days as people and spreadsheets write them.

use time::{Date, Month, format_description::well_known::Iso8601};

use super::{candidate::Year, fault::Fault};

/// A year of four digits; spreadsheets make `2014,0` or `2014.0` of it.
pub(super) fn year(text: &str, today: Date) -> Result<Year, Fault> {
    let text = text.trim();
    let digits = text.strip_suffix(".0").or_else(|| text.strip_suffix(",0")).unwrap_or(text);
    let plain = digits.len() == 4 && digits.bytes().all(|byte| byte.is_ascii_digit());
    let number = plain.then(|| digits.parse::<i32>().ok()).flatten().ok_or(Fault::NotAYear)?;
    Year::new(number, today).ok_or(Fault::YearOutOfRange { first: Year::FIRST, last: Year::last(today) })
}

/// A day as `2026-11-23` (with or without a time after it) or, in the Dutch order, `23-11-2026`, `23/11/2026`,
/// `23.11.2026`; never after `today`.
pub(super) fn day(text: &str, today: Date) -> Result<Date, Fault> {
    let text = text.trim();
    let Some(day) = iso(text).or_else(|| dutch(text)) else {
        return Err(Fault::NotADate { meant: meant(text, today) });
    };
    if day > today { Err(Fault::DateInFuture { today: today.to_string() }) } else { Ok(day) }
}

fn iso(text: &str) -> Option<Date> {
    let day = match text.split_once(['T', ' ']) {
        Some((day, time)) if time.starts_with(|c: char| c.is_ascii_digit()) => day,
        Some(_) => return None,
        None => text,
    };
    let shape = day.len() == 10 && day.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-');
    if shape { Date::parse(day, &Iso8601::DATE).ok() } else { None }
}

fn dutch(text: &str) -> Option<Date> {
    let [day, month, year] = numbers(text)?;
    date(year, month, day)
}

/// Three numbers of which the last is a year of four digits.
fn numbers(text: &str) -> Option<[u16; 3]> {
    let mut parts = text.split(['-', '/', '.']);
    let mut next = |lengths: std::ops::RangeInclusive<usize>| {
        let part = parts.next().filter(|part| lengths.contains(&part.len()))?;
        part.bytes().all(|byte| byte.is_ascii_digit()).then(|| part.parse::<u16>().ok()).flatten()
    };
    let numbers = [next(1..=2)?, next(1..=2)?, next(4..=4)?];
    parts.next().is_none().then_some(numbers)
}

fn date(year: u16, month: u16, day: u16) -> Option<Date> {
    let month = Month::try_from(u8::try_from(month).ok()?).ok()?;
    Date::from_calendar_date(i32::from(year), month, u8::try_from(day).ok()?).ok()
}

/// The American order, or the number under which Excel keeps a day (days since 1899-12-30).
fn meant(text: &str, today: Date) -> Option<String> {
    let american = numbers(text).and_then(|[month, day, year]| date(year, month, day));
    let serial = || {
        let days = text.parse::<u32>().ok().filter(|days| (20_000..60_000).contains(days))?;
        let day_zero = Date::from_calendar_date(1899, Month::December, 30).ok()?;
        day_zero.checked_add(time::Duration::days(i64::from(days)))
    };
    american.or_else(serial).filter(|day| *day <= today).map(|day| day.to_string())
}

#[cfg(test)]
mod tests {
    use time::macros::date;

    use super::*;

    const TODAY: Date = date!(2026 - 11 - 23);

    #[test]
    fn days_are_read_in_the_order_of_iso_and_of_the_netherlands() {
        for text in ["2026-02-01", "1-2-2026", "01/02/2026", "1.2.2026", "2026-02-01T10:00:00Z", "2026-02-01 10:00"] {
            assert_eq!(day(text, TODAY), Ok(date!(2026 - 02 - 01)), "{text}");
        }
    }

    #[test]
    fn what_is_no_day_gets_the_day_that_was_meant() {
        let not = |meant: Option<&str>| Err(Fault::NotADate { meant: meant.map(str::to_owned) });
        assert_eq!(day("11/23/2025", TODAY), not(Some("2025-11-23")));
        assert_eq!(day("45000", TODAY), not(Some("2023-03-15")));
        for text in ["2026-02-30", "gisteren", "1-2-26", "2026", "2026-1-1", "", "1-2-2026-3"] {
            assert_eq!(day(text, TODAY), not(None), "{text}");
        }
        assert_eq!(day("2026-11-24", TODAY), Err(Fault::DateInFuture { today: "2026-11-23".to_owned() }));
        assert_eq!(day("2026-11-23", TODAY), Ok(TODAY));
    }

    #[test]
    fn a_year_has_four_digits_and_lies_in_the_range() {
        for text in ["2014", " 2014 ", "2014.0", "2014,0"] {
            assert_eq!(year(text, TODAY).map(Year::get), Ok(2014), "{text}");
        }
        for text in ["14", "ca. 2014", "2014-2015", "20145", "２０１４", ""] {
            assert_eq!(year(text, TODAY), Err(Fault::NotAYear), "{text}");
        }
        assert_eq!(year("1815", TODAY), Err(Fault::YearOutOfRange { first: 1945, last: 2037 }));
    }
}
