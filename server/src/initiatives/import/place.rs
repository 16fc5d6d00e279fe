//! Where an initiative is: two numbers in degrees or in metres, or else the municipality's label point.
//!
//! Which of the two a pair of numbers is, is plain from the numbers: no place in the Netherlands has coordinates that
//! could be both. Swapped numbers are refused with the pair that was meant, never swapped in silence.

use app::geo::{Bounds, LonLat, Rd};

use super::{
    fault::Fault,
    reference::{Municipality, Reference},
};

/// Beyond this distance from the named municipality somebody should look.
const FAR: f64 = 5_000.0;
/// What the grid may lie beyond the map's frame.
const MARGIN: f64 = 10_000.0;

/// A rectangle in degrees: west, south, east, north.
type Frame = [f64; 4];
const EUROPE: Frame = [3.2, 50.7, 7.3, 53.7];
/// Bonaire; Saba and Sint Eustatius.
const CARIBBEAN: [Frame; 2] = [[-68.6, 11.9, -68.1, 12.4], [-63.4, 17.3, -62.8, 17.8]];

/// The cells that can give a place.
#[derive(Clone, Copy, Debug)]
pub(super) struct PlaceCells<'r> {
    pub(super) lon: &'r str,
    pub(super) lat: &'r str,
    pub(super) x: &'r str,
    pub(super) y: &'r str,
}

/// A place that was given.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Placed {
    /// Rounded to 6 decimals.
    pub(super) position: LonLat,
    /// Whether it was given in metres.
    pub(super) from_rd: bool,
}

/// The field, the value and what is wrong with it.
pub(super) type PlaceFault = (&'static str, String, Fault);

/// Reads the place of a row; `lon` and `lat` go before `x` and `y`. `None` when nothing was given.
pub(super) fn read(cells: PlaceCells<'_>, to_lon_lat: fn(Rd) -> LonLat) -> Result<Option<Placed>, PlaceFault> {
    if let Some((lon, lat)) = pair(("lon", cells.lon), ("lat", cells.lat))? {
        return degrees(lon, lat, to_lon_lat).map(Some).map_err(|fault| ("lon, lat", format!("{lon}, {lat}"), fault));
    }
    if let Some((x, y)) = pair(("x", cells.x), ("y", cells.y))? {
        return metres(x, y, to_lon_lat).map(Some).map_err(|fault| ("x, y", format!("{x}, {y}"), fault));
    }
    Ok(None)
}

fn pair(first: (&'static str, &str), second: (&'static str, &str)) -> Result<Option<(f64, f64)>, PlaceFault> {
    match (first.1.trim(), second.1.trim()) {
        ("", "") => Ok(None),
        ("", given) => Err((second.0, given.to_owned(), Fault::HalfAPlace { missing: first.0 })),
        (given, "") => Err((first.0, given.to_owned(), Fault::HalfAPlace { missing: second.0 })),
        (a, b) => {
            let number = |name, text: &str| number(text).ok_or_else(|| (name, text.to_owned(), Fault::NotANumber));
            Ok(Some((number(first.0, a)?, number(second.0, b)?)))
        }
    }
}

/// A number with a decimal point or comma; with both, the first kind separates thousands.
fn number(text: &str) -> Option<f64> {
    let decimal = match (text.rfind('.'), text.rfind(',')) {
        (Some(point), Some(comma)) if point < comma => text.replace('.', "").replace(',', "."),
        (Some(_), Some(_)) => text.replace(',', ""),
        _ => text.replace(',', "."),
    };
    let plain = decimal.bytes().all(|byte| byte.is_ascii_digit() || b"+-.eE".contains(&byte));
    if plain { decimal.parse().ok().filter(|number: &f64| number.is_finite()) } else { None }
}

fn degrees(lon: f64, lat: f64, to_lon_lat: fn(Rd) -> LonLat) -> Result<Placed, Fault> {
    let position = LonLat { lon, lat };
    if is_dutch(position) {
        Ok(Placed { position: rounded(position), from_rd: false })
    } else if is_dutch(LonLat { lon: lat, lat: lon }) {
        Err(Fault::Swapped { lon: lat, lat: lon })
    } else {
        metres(lon, lat, to_lon_lat)
    }
}

fn metres(x: f64, y: f64, to_lon_lat: fn(Rd) -> LonLat) -> Result<Placed, Fault> {
    let grid = Bounds::NETHERLANDS.grown(MARGIN);
    if grid.contains(Rd { x, y }) {
        let position = to_lon_lat(Rd { x, y });
        let whole = position.lon.is_finite() && position.lat.is_finite();
        return whole
            .then(|| Placed { position: rounded(position), from_rd: true })
            .ok_or(Fault::OutsideTheNetherlands);
    }
    if grid.contains(Rd { x: y, y: x }) {
        return Err(Fault::SwappedRd { x: y, y: x });
    }
    let degrees = is_dutch(LonLat { lon: x, lat: y }) || is_dutch(LonLat { lon: y, lat: x });
    Err(if degrees { Fault::DegreesAsRd } else { Fault::OutsideTheNetherlands })
}

/// Compares a place with the municipality that the row names.
pub(super) fn compare(position: LonLat, municipality: &Municipality, reference: &Reference<'_>) -> Option<Fault> {
    if is_caribbean(position) && !municipality.caribbean {
        return Some(Fault::InTheCaribbean);
    }
    let measured = reference.boundaries.and_then(|boundaries| boundaries.metres_outside(&municipality.code, position));
    let metres = match measured {
        Some(metres) => metres,
        // An island in the Caribbean and a place in Europe: no boundary is needed to see that.
        None if municipality.caribbean && !is_caribbean(position) => between(position, municipality.label_point),
        None => return None,
    };
    (metres > FAR).then(|| Fault::FarFromMunicipality {
        municipality: municipality.name.clone(),
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "a distance on earth in kilometres"
        )]
        kilometres: (metres / 1_000.0).round() as u32,
    })
}

/// Great-circle distance in metres (haversine, mean earth radius 6,371 km).
fn between(a: LonLat, b: LonLat) -> f64 {
    let half = |from: f64, to: f64| ((to - from).to_radians() / 2.0).sin().powi(2);
    let h = half(a.lat, b.lat) + a.lat.to_radians().cos() * b.lat.to_radians().cos() * half(a.lon, b.lon);
    2.0 * 6_371_000.0 * h.sqrt().min(1.0).asin()
}

fn is_dutch(position: LonLat) -> bool {
    within(EUROPE, position) || is_caribbean(position)
}

fn is_caribbean(position: LonLat) -> bool {
    CARIBBEAN.iter().any(|frame| within(*frame, position))
}

fn within([west, south, east, north]: Frame, position: LonLat) -> bool {
    (west..=east).contains(&position.lon) && (south..=north).contains(&position.lat)
}

/// To 6 decimals, which is about 10 cm: what the open data can carry without false precision.
pub(super) fn rounded(position: LonLat) -> LonLat {
    // Adding zero turns -0 into 0, so that equal places are written equally.
    let round = |degrees: f64| (degrees * 1e6).round() / 1e6 + 0.0;
    LonLat { lon: round(position.lon), lat: round(position.lat) }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Amersfoort, the origin of the grid (155000, 463000), whatever is asked.
    fn to_lon_lat(_: Rd) -> LonLat {
        LonLat { lon: 5.387_206_2, lat: 52.155_174_4 }
    }

    fn place(lon: &str, lat: &str, x: &str, y: &str) -> Result<Option<Placed>, PlaceFault> {
        read(PlaceCells { lon, lat, x, y }, to_lon_lat)
    }

    fn fault(lon: &str, lat: &str, x: &str, y: &str) -> Fault {
        place(lon, lat, x, y).expect_err("a fault").2
    }

    const AMERSFOORT: LonLat = LonLat { lon: 5.387_206, lat: 52.155_174 };

    #[test]
    fn degrees_may_have_a_decimal_point_or_comma() {
        for (lon, lat) in [("5.387206", "52.155174"), (" 5,387206", "52,155174 ")] {
            assert_eq!(place(lon, lat, "", ""), Ok(Some(Placed { position: AMERSFOORT, from_rd: false })));
        }
        assert_eq!(place("", " ", "", ""), Ok(None));
    }

    #[test]
    fn metres_are_recognised_in_either_pair_of_columns() {
        let placed = Ok(Some(Placed { position: AMERSFOORT, from_rd: true }));
        assert_eq!(place("", "", "155000", "463000,00"), placed);
        assert_eq!(place("155000", "463000", "", ""), placed);
        assert_eq!(place("", "", "155.000,5", "463.000,0"), placed);
    }

    #[test]
    fn swapped_numbers_are_refused_with_the_pair_that_was_meant() {
        assert_eq!(fault("52.1", "5.3", "", ""), Fault::Swapped { lon: 5.3, lat: 52.1 });
        assert_eq!(fault("", "", "463000", "155000"), Fault::SwappedRd { x: 155_000.0, y: 463_000.0 });
        assert_eq!(fault("", "", "5.3", "52.1"), Fault::DegreesAsRd);
    }

    #[test]
    fn what_is_no_place_in_the_kingdoms_country_is_refused() {
        for (lon, lat) in [("0", "0"), ("13.4", "52.5"), ("500000", "6800000"), ("-180", "90"), ("1e300", "1")] {
            assert_eq!(fault(lon, lat, "", ""), Fault::OutsideTheNetherlands, "{lon} {lat}");
        }
        for number in ["NaN", "inf", "vijf", "5°23'", "1e999", "5..3"] {
            assert_eq!(fault(number, "52", "", ""), Fault::NotANumber, "{number}");
        }
        assert_eq!(fault("5.3", "", "", ""), Fault::HalfAPlace { missing: "lat" });
        assert_eq!(fault("", "", "", "1"), Fault::HalfAPlace { missing: "x" });
    }

    #[test]
    fn a_distance_on_earth_is_known_within_a_percent() {
        // Amsterdam to Kralendijk: about 7,840 km.
        let metres = between(LonLat { lon: 4.9, lat: 52.37 }, LonLat { lon: -68.27, lat: 12.15 });
        assert!((7_700_000.0..7_950_000.0).contains(&metres), "{metres}");
    }
}
