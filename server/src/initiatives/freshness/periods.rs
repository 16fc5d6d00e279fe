//! Months in the calendar: a day in a month that has no such day is its last one.

use time::{Date, Month};

/// The day a number of months after another: 29 February and a year is 28 February.
#[cfg(test)]
fn months_after(day: Date, months: i32) -> Date {
    let (year, month) = shifted(day, months);
    Date::from_calendar_date(year, month, day.day().min(month.length(year))).expect("a day")
}

/// The first day of which the day so many months later is not before `day`: whatever is before this one is longer ago than that.
pub(super) fn months_before(day: Date, months: i32) -> Date {
    let (year, month) = shifted(day, -months);
    Date::from_calendar_date(year, month, day.day()).unwrap_or_else(|_| {
        // There is no such day: the last one of that month is longer ago.
        Date::from_calendar_date(year, month, month.length(year)).ok().and_then(Date::next_day).unwrap_or(Date::MIN)
    })
}

fn shifted(day: Date, months: i32) -> (i32, Month) {
    let all = day.year() * 12 + i32::from(u8::from(day.month())) - 1 + months;
    let month = u8::try_from(all.rem_euclid(12) + 1).ok().and_then(|number| Month::try_from(number).ok());
    (all.div_euclid(12), month.unwrap_or(Month::January))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use time::macros::date;

    use super::*;

    #[test]
    fn the_edges_of_a_year_and_of_fifteen_months_are_right_around_a_leap_day() {
        for (today, months, first) in [
            (date!(2025 - 03 - 01), 12, date!(2024 - 03 - 01)),
            (date!(2025 - 02 - 28), 12, date!(2024 - 02 - 28)),
            (date!(2024 - 02 - 29), 12, date!(2023 - 03 - 01)),
            (date!(2026 - 05 - 31), 15, date!(2025 - 03 - 01)),
            (date!(2025 - 05 - 29), 15, date!(2024 - 02 - 29)),
            (date!(2026 - 01 - 01), 15, date!(2024 - 10 - 01)),
        ] {
            assert_eq!(months_before(today, months), first, "{today} {months}");
        }
    }

    proptest! {
        #[test]
        fn what_is_before_it_is_longer_ago_and_nothing_else_is(day in 0i32..12_000, other in 0i32..12_000, months in 1i32..20) {
            let at = |days: i32| date!(2000 - 01 - 01) + time::Duration::days(i64::from(days));
            let (day, other) = (at(day), at(other));
            prop_assert_eq!(other < months_before(day, months), months_after(other, months) < day);
        }
    }
}
