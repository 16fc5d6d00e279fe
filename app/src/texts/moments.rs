//! Moments as people in the Netherlands read them on their clocks.

use time::{Date, Duration, Month, OffsetDateTime, PrimitiveDateTime, Time, UtcOffset, Weekday};

use super::t;

/// The last Sunday of a month, at one o'clock UTC: then the clocks of the European Union change (directive 2000/84/EC).
fn change_of_clocks(year: i32, month: Month) -> Option<OffsetDateTime> {
    let last = Date::from_calendar_date(year, month, 31).ok()?;
    let back = if last.weekday() == Weekday::Sunday { 0 } else { last.weekday().number_from_monday() };
    Some(PrimitiveDateTime::new(last - Duration::days(back.into()), Time::from_hms(1, 0, 0).ok()?).assume_utc())
}

/// How far the clocks are ahead of UTC at a moment.
fn offset(moment: OffsetDateTime) -> UtcOffset {
    let year = moment.year();
    let summer = match (change_of_clocks(year, Month::March), change_of_clocks(year, Month::October)) {
        (Some(from), Some(until)) => (from..until).contains(&moment),
        _ => false,
    };
    UtcOffset::from_hms(if summer { 2 } else { 1 }, 0, 0).unwrap_or(UtcOffset::UTC)
}

/// A moment, in seconds since 1970 UTC, on the clocks here; nothing for one that no calendar knows.
#[must_use]
pub fn here(seconds: i64) -> Option<OffsetDateTime> {
    let moment = OffsetDateTime::from_unix_timestamp(seconds).ok()?;
    Some(moment.to_offset(offset(moment)))
}

/// A moment in figures, for lists: 24-11-2026 14:05.
#[must_use]
pub fn short(seconds: i64) -> String {
    let Some(at) = here(seconds) else { return String::new() };
    t!(
        "locale-moment",
        day = format!("{:02}", at.day()),
        month = format!("{:02}", u8::from(at.month())),
        year = at.year().to_string(),
        time = format!("{:02}:{:02}", at.hour(), at.minute())
    )
}

/// The day of a moment in words, on the calendars here: 24 november 2026.
#[must_use]
pub fn day(seconds: i64) -> String {
    here(seconds).map_or_else(String::new, |at| super::day(&at.date().to_string()))
}

/// A moment as machines read it, with the difference from UTC: 2026-11-24T14:05:00+01:00.
#[must_use]
pub fn machine(seconds: i64) -> String {
    here(seconds)
        .map(|at| {
            let (date, time, ahead) = (at.date(), at.time(), at.offset().whole_hours());
            format!("{date}T{:02}:{:02}:{:02}+{ahead:02}:00", time.hour(), time.minute(), time.second())
        })
        .unwrap_or_default()
}

/// The first moment of a day that is written as `2026-11-24`, in seconds since 1970 UTC.
#[must_use]
pub fn start_of_day(iso: &str) -> Option<i64> {
    let mut parts = iso.split('-').map(str::parse::<u16>);
    let (Some(Ok(year)), Some(Ok(month)), Some(Ok(day)), None) =
        (parts.next(), parts.next(), parts.next(), parts.next())
    else {
        return None;
    };
    let month = Month::try_from(u8::try_from(month).ok()?).ok()?;
    let date = Date::from_calendar_date(year.into(), month, u8::try_from(day).ok()?).ok()?;
    let midnight = date.midnight().assume_utc();
    // Clocks change at night after midnight, so that of midnight is that of the evening before.
    Some((midnight - Duration::hours(offset(midnight - Duration::hours(2)).whole_hours().into())).unix_timestamp())
}

/// The moment at which the clocks here show a number of minutes after midnight on a day written as `2026-11-24`, in seconds since
/// 1970 UTC. Of an hour that comes twice it is the second; one that is skipped counts on.
#[must_use]
pub fn at(iso: &str, minutes: u16) -> Option<i64> {
    let midnight = start_of_day(iso)?;
    let began = offset(OffsetDateTime::from_unix_timestamp(midnight).ok()?).whole_seconds();
    let moment = midnight + i64::from(minutes) * 60;
    // When the clocks changed in between, they show something else by that much.
    let shift = began - offset(OffsetDateTime::from_unix_timestamp(moment).ok()?).whole_seconds();
    Some(moment + i64::from(shift))
}

/// The next seven o'clock in the morning here after a moment, in seconds since 1970 UTC: of any day, or of a Monday.
#[must_use]
pub fn next_morning(seconds: i64, on_monday: bool) -> Option<i64> {
    let mut day = here(seconds)?.date();
    loop {
        // Clocks change at night, long before seven.
        let morning = day.with_hms(7, 0, 0).ok()?.assume_utc();
        let morning = (morning - Duration::hours(offset(morning).whole_hours().into())).unix_timestamp();
        if morning > seconds && (!on_monday || day.weekday() == Weekday::Monday) {
            return Some(morning);
        }
        day = day.next_day()?;
    }
}

/// How long something has waited, in the largest unit that says enough.
#[must_use]
pub fn waited(seconds: i64) -> String {
    let minutes = seconds.max(0) / 60;
    let words = |count: i64| i32::try_from(count).unwrap_or(i32::MAX);
    match (minutes / 60 / 24, minutes / 60) {
        (0, 0) => t!("waited-minutes", count = words(minutes)),
        (0 | 1, hours) => t!("waited-hours", count = words(hours)),
        (days, _) => t!("waited-days", count = words(days)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clocks_go_with_the_european_union() {
        // 2026-03-29 and 2026-10-25, one o'clock UTC.
        for (seconds, shown) in [
            (1_774_745_999, "29-03-2026 01:59"),
            (1_774_746_000, "29-03-2026 03:00"),
            (1_792_889_999, "25-10-2026 02:59"),
            (1_792_890_000, "25-10-2026 02:00"),
            (1_795_525_500, "24-11-2026 14:05"),
        ] {
            assert_eq!(short(seconds), shown);
        }
        assert_eq!(machine(1_795_525_500), "2026-11-24T14:05:00+01:00");
        assert_eq!(machine(1_774_746_000), "2026-03-29T03:00:00+02:00");
        assert_eq!((short(i64::MAX), machine(i64::MIN)), (String::new(), String::new()));
    }

    #[test]
    fn a_day_begins_at_midnight_here() {
        for (day, begins) in [
            ("2026-11-24", "2026-11-24T00:00:00+01:00"),
            ("2026-07-01", "2026-07-01T00:00:00+02:00"),
            ("2026-03-29", "2026-03-29T00:00:00+01:00"),
            ("2026-10-25", "2026-10-25T00:00:00+02:00"),
        ] {
            assert_eq!(start_of_day(day).map(machine).as_deref(), Some(begins), "{day}");
        }
        for no_day in ["", "2026-02-30", "24-11-2026", "2026-11", "2026-11-24-1", "2026-13-01", "gisteren"] {
            assert_eq!(start_of_day(no_day), None, "{no_day}");
        }
    }

    #[test]
    fn a_time_of_a_day_is_the_one_on_the_clocks_here() {
        for (day, minutes, moment) in [
            ("2027-11-12", 9 * 60 + 30, "2027-11-12T09:30:00+01:00"),
            ("2026-07-01", 0, "2026-07-01T00:00:00+02:00"),
            ("2026-03-29", 12 * 60, "2026-03-29T12:00:00+02:00"),
            ("2026-10-25", 12 * 60, "2026-10-25T12:00:00+01:00"),
            ("2026-10-25", 60, "2026-10-25T01:00:00+02:00"),
        ] {
            assert_eq!(at(day, minutes).map(machine).as_deref(), Some(moment), "{day}");
        }
        assert_eq!(at("geen dag", 0), None);
    }

    #[test]
    fn the_next_morning_is_at_seven_on_the_clocks_here() {
        for (after, on_monday, morning) in [
            // A Tuesday, early and late.
            ("2026-11-24T06:59:59+01:00", false, "2026-11-24T07:00:00+01:00"),
            ("2026-11-24T07:00:00+01:00", false, "2026-11-25T07:00:00+01:00"),
            ("2026-11-24T06:59:59+01:00", true, "2026-11-30T07:00:00+01:00"),
            ("2026-11-30T06:00:00+01:00", true, "2026-11-30T07:00:00+01:00"),
            // Over the change of the clocks, in both directions.
            ("2026-03-28T08:00:00+01:00", false, "2026-03-29T07:00:00+02:00"),
            ("2026-10-24T23:30:00+02:00", false, "2026-10-25T07:00:00+01:00"),
            ("2026-12-31T23:00:00+01:00", false, "2027-01-01T07:00:00+01:00"),
        ] {
            let format = &time::format_description::well_known::Rfc3339;
            let seconds = OffsetDateTime::parse(after, format).expect("a moment").unix_timestamp();
            assert_eq!(next_morning(seconds, on_monday).map(machine).as_deref(), Some(morning), "{after}");
        }
    }

    #[test]
    fn waiting_is_said_in_the_largest_unit_that_says_enough() {
        assert_eq!([waited(30), waited(60), waited(3 * 3600)], ["0 minuten", "1 minuut", "3 uur"]);
        assert_eq!([waited(47 * 3600), waited(48 * 3600)], ["47 uur", "2 dagen"]);
    }
}
