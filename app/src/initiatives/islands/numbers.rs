//! Numbers as the browser compares and writes them, without the code of the standard library that does it for every number
//! there can be: that would be a tenth of what the browser downloads.

/// A number for an SVG attribute: at most three decimals, which is a tenth of a metre on the map.
#[must_use]
#[expect(clippy::cast_possible_truncation, reason = "units of the map, far below 2^50")]
pub(super) fn decimal(number: f64) -> String {
    // Not `{:.3}`: it brings all that writes floats.
    let thousandths = (number * 1000.0).round() as i64;
    let (whole, rest) = (thousandths.abs() / 1000, thousandths.abs() % 1000);
    let sign = if thousandths < 0 { "-" } else { "" };
    if rest == 0 { format!("{sign}{whole}") } else { format!("{sign}{whole}.{rest:03}") }
}

/// The nearest number from `low` to `high`. Not `f64::clamp`: the words of its panic bring all that writes floats into the
/// download.
#[must_use]
pub(super) fn between(number: f64, low: f64, high: f64) -> f64 {
    number.max(low).min(high)
}

/// A `viewBox` from left, top, width and height.
#[must_use]
pub(super) fn view_box_text(view_box: [f64; 4]) -> String {
    view_box.map(decimal).join(" ")
}

/// A number with its thousands apart, by what the language puts between them.
#[must_use]
pub(super) fn grouped(n: i64, thousands: &str) -> String {
    let (above, below) = (n / 1000, n % 1000);
    if above == 0 { format!("{below}") } else { format!("{}{thousands}{below:03}", grouped(above, thousands)) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_with_at_most_three_decimals() {
        let written = [30.0, -50.0, -0.0405, 1234.5678].map(decimal);
        assert_eq!(written, ["30", "-50", "-0.041", "1234.568"]);
        assert_eq!(decimal(-0.0001), "0");
    }
}
