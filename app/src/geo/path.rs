//! Lines and rings as SVG path data, as short as it can be written: the map of the country travels with every first view.
//!
//! Coordinates are whole steps of a grid, relative to the point before; `h` and `v` where a line runs along an axis, no
//! letter where SVG implies it, no space before a minus sign. Because shared vertices round alike, neighbours that shared
//! an edge still do.

#![expect(clippy::cast_possible_truncation, reason = "steps of the grid are far below 2^31")]

use std::fmt::Write as _;

use super::{MAP_TOP, Rd};

/// Path data of closed rings (polygons with their holes, in any order): one subpath each.
///
/// One unit of the path is `step` metres, with `y` downwards from [`MAP_TOP`]: use
/// [`MAP_UNIT`](super::MAP_UNIT) for the map's own units, or less together with a `transform="scale(…)"`. Points that
/// say nothing after rounding are left out, as is a ring that rounds to a line.
#[must_use]
pub fn rings<'a>(rings: impl IntoIterator<Item = &'a Vec<Rd>>, step: f64) -> String {
    let mut pen = Pen::default();
    for ring in rings {
        let mut points = rounded(ring, step);
        points.pop();
        tidy(&mut points);
        if let [first, rest @ ..] = &points[..] {
            pen.start(*first);
            for point in rest {
                pen.line_to(*point);
            }
            pen.close(*first);
        }
    }
    pen.data
}

/// The same path data in units ten times as large: `12` becomes `1.2`.
#[must_use]
pub fn in_tenths(path: &str) -> String {
    let mut data = String::with_capacity(path.len() * 5 / 4);
    let mut rest = path;
    while let Some(start) = rest.find(|c: char| c.is_ascii_digit()) {
        data.push_str(&rest[..start]);
        let end = rest[start..].find(|c: char| !c.is_ascii_digit()).map_or(rest.len(), |length| start + length);
        let (whole, tenths) = rest[start..end].split_at(end - start - 1);
        if tenths == "0" {
            data.push_str(if whole.is_empty() { "0" } else { whole });
        } else {
            let _ = write!(data, "{whole}.{tenths}");
        }
        rest = &rest[end..];
    }
    data.push_str(rest);
    data
}

/// Path data of open or closed lines: one subpath each. Units as in [`rings`].
#[must_use]
pub fn lines<'a>(lines: impl IntoIterator<Item = &'a Vec<Rd>>, step: f64) -> String {
    let mut pen = Pen::default();
    for line in lines {
        let mut points = rounded(line, step);
        let mut i = 1;
        while i + 1 < points.len() {
            if straight(points[i - 1], points[i], points[i + 1]) {
                points.remove(i);
            } else {
                i += 1;
            }
        }
        if let [first, rest @ ..] = &points[..]
            && !rest.is_empty()
        {
            pen.start(*first);
            for point in rest {
                pen.line_to(*point);
            }
        }
    }
    pen.data
}

type Point = (i32, i32);

/// Whole steps of the grid, without immediate repetitions.
fn rounded(line: &[Rd], step: f64) -> Vec<Point> {
    let whole = |metres: f64| (metres / step).round() as i32;
    let mut points: Vec<Point> = line.iter().map(|p| (whole(p.x), whole(MAP_TOP - p.y))).collect();
    points.dedup();
    points
}

/// Drops the points of a ring that lie on the line through their neighbours, and spikes, until none is left; a ring without
/// surface becomes empty.
fn tidy(points: &mut Vec<Point>) {
    let mut quiet = 0;
    let mut i = 0;
    while points.len() >= 3 && quiet < points.len() {
        let n = points.len();
        i %= n;
        let (before, at, after) = (points[(i + n - 1) % n], points[i], points[(i + 1) % n]);
        if cross(before, at, after) == 0 {
            points.remove(i);
            i = (i + n - 2) % (n - 1).max(1);
            quiet = 0;
        } else {
            i += 1;
            quiet += 1;
        }
    }
    if points.len() < 3 {
        points.clear();
    }
}

fn cross(a: Point, b: Point, c: Point) -> i64 {
    let d = |n: i32, m: i32| i64::from(n) - i64::from(m);
    d(b.0, a.0) * d(c.1, b.1) - d(c.0, b.0) * d(b.1, a.1)
}

/// Whether a line goes straight on through its middle point, and not back.
fn straight(a: Point, b: Point, c: Point) -> bool {
    let d = |n: i32, m: i32| i64::from(n) - i64::from(m);
    cross(a, b, c) == 0 && d(b.0, a.0) * d(c.0, b.0) + d(b.1, a.1) * d(c.1, b.1) >= 0
}

/// Writes path data and knows where it is.
#[derive(Default)]
struct Pen {
    data: String,
    at: Point,
    /// The command that a number without a letter continues.
    command: char,
}

impl Pen {
    fn start(&mut self, to: Point) {
        self.data.push('m');
        // Numbers after a moveto are lineto's, relative as the moveto is (SVG 2, section 9.3.3).
        self.command = 'm';
        self.number(to.0 - self.at.0);
        self.number(to.1 - self.at.1);
        self.command = 'l';
        self.at = to;
    }

    fn line_to(&mut self, to: Point) {
        let (dx, dy) = (to.0 - self.at.0, to.1 - self.at.1);
        match (dx, dy) {
            (0, 0) => {}
            (_, 0) => {
                self.letter('h');
                self.number(dx);
            }
            (0, _) => {
                self.letter('v');
                self.number(dy);
            }
            _ => {
                self.letter('l');
                self.number(dx);
                self.number(dy);
            }
        }
        self.at = to;
    }

    /// Back to the start of the subpath, where the next one starts from.
    fn close(&mut self, start: Point) {
        self.data.push('z');
        self.at = start;
    }

    fn letter(&mut self, command: char) {
        if self.command != command {
            self.data.push(command);
            self.command = command;
        }
    }

    fn number(&mut self, number: i32) {
        if number >= 0 && self.data.ends_with(|last: char| last.is_ascii_digit()) {
            self.data.push(' ');
        }
        // Writing to a String cannot fail.
        let _ = write!(self.data, "{number}");
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn line(points: &[(i32, i32)]) -> Vec<Rd> {
        points.iter().map(|&(x, y)| Rd { x: f64::from(x) * 100.0, y: MAP_TOP - f64::from(y) * 100.0 }).collect()
    }

    #[test]
    fn tenths_are_written_as_short_as_they_can_be() {
        assert_eq!(in_tenths("m2384 593 11-2-40 0h7v-10z"), "m238.4 59.3 1.1-.2-4 0h.7v-1z");
    }

    #[test]
    fn a_path_is_as_short_as_svg_allows() {
        let house = line(&[(10, 20), (10, 10), (15, 5), (20, 10), (20, 20), (10, 20)]);
        let window = line(&[(12, 12), (12, 14), (14, 14), (14, 12), (12, 12)]);
        assert_eq!(rings([&house, &window], 100.0), "m10 20v-10l5-5 5 5v10zm2-8v2h2v-2z");
        assert_eq!(rings([&house], 50.0), "m20 40v-20l10-10 10 10v20z");
        assert_eq!(
            lines([&line(&[(0, 0), (3, 0), (7, 0), (8, 1)]), &line(&[(8, 5), (9, 5)])], 100.0),
            "m0 0h7l1 1m0 4h1"
        );
    }

    #[test]
    fn what_rounds_away_is_left_out() {
        let dot = line(&[(5, 5), (6, 5), (5, 5)]);
        assert_eq!(rings([&dot], 100.0), "");
        let spiked = line(&[(0, 0), (0, 4), (4, 4), (9, 4), (4, 4), (4, 0), (0, 0)]);
        assert_eq!(rings([&spiked], 100.0), "m0 0v4h4v-4z");
        assert_eq!(rings([&Vec::new()], 100.0), "");
        assert_eq!(lines([&line(&[(3, 3)])], 100.0), "");
    }

    /// Reads back what [`rings`] writes.
    fn read(data: &str) -> Vec<Vec<Point>> {
        let mut subpaths: Vec<Vec<Point>> = Vec::new();
        let (mut at, mut command, mut numbers) = ((0, 0), ' ', Vec::new());
        let mut rest = data;
        while let Some(first) = rest.chars().next() {
            if first.is_ascii_alphabetic() {
                (command, rest) = (first, &rest[1..]);
                if command == 'z' {
                    at = subpaths.last().expect("a subpath is open")[0];
                }
                continue;
            }
            let digits = rest.trim_start_matches(' ');
            let end = digits[1..].find(|c: char| !c.is_ascii_digit()).map_or(digits.len(), |i| i + 1);
            numbers.push(digits[..end].parse::<i32>().expect("a number"));
            rest = &digits[end..];
            match (command, &numbers[..]) {
                ('m' | 'l', &[dx, dy]) => at = (at.0 + dx, at.1 + dy),
                ('h', &[dx]) => at.0 += dx,
                ('v', &[dy]) => at.1 += dy,
                _ => continue,
            }
            numbers.clear();
            if command == 'm' {
                subpaths.push(Vec::new());
                command = 'l';
            }
            subpaths.last_mut().expect("a subpath is open").push(at);
        }
        subpaths
    }

    fn twice_surface(points: &[Point]) -> i64 {
        let next = points.iter().cycle().skip(1);
        points.iter().zip(next).map(|(a, b)| i64::from(a.0) * i64::from(b.1) - i64::from(b.0) * i64::from(a.1)).sum()
    }

    proptest! {
        #[test]
        fn a_path_can_be_read_back_and_encloses_what_the_ring_did(points in prop::collection::vec((-30..30_i32, -30..30_i32), 3..20)) {
            let mut closed = points.clone();
            closed.push(points[0]);
            let found = read(&rings([&line(&closed), &line(&closed)], 100.0));
            prop_assert!(found.len() == 2 || found.is_empty());
            for subpath in &found {
                prop_assert_eq!(twice_surface(subpath), twice_surface(&points));
                prop_assert!(subpath.iter().all(|point| points.contains(point)));
            }
        }
    }
}
