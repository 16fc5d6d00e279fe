//! Text, which in SVG does not break by itself.

use std::fmt::Write as _;

use app::initiatives::land::escape;

use super::paper::MARGIN;

/// Characters on a line of 190 mm in the small size; longer texts are broken.
pub(super) const LINE: usize = 105;
/// The same in the smallest size.
pub(super) const SMALL_LINE: usize = 130;

/// Lines under each other, from a height on, in millimetres.
pub(super) fn draw_lines(svg: &mut String, class: &str, start: f64, step: f64, lines: &[String]) {
    let mut y = start;
    for line in lines {
        let _ = write!(svg, "<text class=\"{class}\" x=\"{MARGIN}\" y=\"{y:.1}\">{}</text>", escape(line));
        y += step;
    }
}

/// A text in at most three lines of about `most` characters; what is too long ends with three points.
pub(super) fn broken(text: &str, most: usize) -> Vec<String> {
    const LINES: usize = 3;
    let mut lines = vec![String::new()];
    for word in text.split_whitespace() {
        // An address has no spaces to break at.
        let mut rest: Vec<char> = word.chars().collect();
        while !rest.is_empty() {
            let part: String = rest.drain(..rest.len().min(most)).collect();
            let last = lines.len() - 1;
            let length = lines[last].chars().count();
            if length == 0 {
                lines[last] = part;
            } else if length + 1 + part.chars().count() <= most {
                lines[last].push(' ');
                lines[last].push_str(&part);
            } else if lines.len() == LINES {
                lines[last].push('…');
                return lines;
            } else {
                lines.push(part);
            }
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_text_is_broken_and_ends() {
        assert_eq!(broken("een twee drie", 8), ["een twee", "drie"]);
        assert_eq!(broken(&"a".repeat(500), 20).len(), 3);
        assert_eq!(broken("", 20), [""]);
    }
}
