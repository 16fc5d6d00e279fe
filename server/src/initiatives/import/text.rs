//! The texts of an initiative, as types that cannot hold control characters or a length that no page can show.
//!
//! HTML in a text is kept as text: every output escapes it. Invisible characters that word processors leave behind (soft
//! hyphens, zero-width spaces) are dropped, because two texts that look the same must be the same.

use std::fmt;

/// The only reasons why a text is refused. Lengths are in characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TextFault {
    /// Nothing is left after trimming.
    #[error("the text is empty")]
    Empty,
    /// Fewer characters than the least that says something.
    #[error("the text has {given} characters, at least {min} are needed")]
    TooShort {
        /// The least number of characters.
        min: usize,
        /// The number of characters that was given.
        given: usize,
    },
    /// More characters than a page can show.
    #[error("the text has {given} characters, at most {max} fit")]
    TooLong {
        /// The greatest number of characters.
        max: usize,
        /// The number of characters that was given.
        given: usize,
    },
    /// A control character, or one that reverses the writing direction and so can fake a text.
    #[error("the text contains the control character U+{code:04X}")]
    Control {
        /// The code point.
        code: u32,
    },
    /// The replacement character: the bytes of the file were not a character.
    #[error("the text contains a character that could not be read")]
    Unreadable,
    /// A spreadsheet's error value, such as `#NAAM?`, instead of a text.
    #[error("the cell holds an error value of the spreadsheet")]
    SpreadsheetError,
}

/// One line of text of `MIN` to `MAX` characters: white space is collapsed to single spaces.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Line<const MIN: usize, const MAX: usize>(String);

/// Running text of at most `MAX` characters, with line feeds between lines.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Prose<const MAX: usize>(String);

/// The owner's own id of an initiative; makes a second import of the same file change nothing.
pub type ExternalId = Line<1, 100>;
/// The name of an initiative.
pub type Title = Line<3, 120>;
/// What the initiative is, in one or two sentences.
pub type Summary = Line<10, 500>;
/// The whole story.
pub type Description = Prose<10_000>;
/// A remark for the reader, for instance what is still to be checked.
pub type Remark = Prose<2_000>;
/// The period in words where years do not say enough ("sinds de zomer van 2014").
pub type PeriodText = Line<1, 200>;
/// What can be seen on a photo, for who does not see it.
pub type PhotoText = Line<5, 300>;

impl<const MIN: usize, const MAX: usize> Line<MIN, MAX> {
    /// Cleans and checks a text.
    ///
    /// # Errors
    /// The first [`TextFault`] that applies.
    pub fn parse(text: &str) -> Result<Self, TextFault> {
        let clean = clean_line(text)?;
        check_length(&clean, MIN, MAX)?;
        Ok(Self(clean))
    }

    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl<const MAX: usize> Prose<MAX> {
    /// Cleans and checks a text.
    ///
    /// # Errors
    /// The first [`TextFault`] that applies.
    pub fn parse(text: &str) -> Result<Self, TextFault> {
        let text = visible(text)?;
        let text = text.replace("\r\n", "\n").replace('\r', "\n");
        let clean = text.lines().map(str::trim_end).collect::<Vec<_>>().join("\n").trim().to_owned();
        refuse_spreadsheet_error(&clean)?;
        check_length(&clean, 1, MAX)?;
        Ok(Self(clean))
    }

    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl<const MIN: usize, const MAX: usize> fmt::Display for Line<MIN, MAX> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl<const MAX: usize> fmt::Display for Prose<MAX> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A cell as one line: invisible characters gone, white space collapsed; control characters are refused.
pub(super) fn clean_line(text: &str) -> Result<String, TextFault> {
    let clean = visible(text)?.split_whitespace().collect::<Vec<_>>().join(" ");
    refuse_spreadsheet_error(&clean)?;
    Ok(clean)
}

/// Whether a text seems to hold an HTML tag; it is kept as text, but the importer should know.
pub(super) fn looks_like_markup(text: &str) -> bool {
    text.match_indices('<').any(|(at, _)| {
        let rest = text[at + 1..].trim_start_matches('/');
        let name = rest.chars().take_while(char::is_ascii_alphanumeric).count();
        let starts_with_letter = rest.starts_with(|c: char| c.is_ascii_alphabetic());
        starts_with_letter && name <= 10 && rest[name..].starts_with(['>', ' ', '/']) && rest.contains('>')
    })
}

fn visible(text: &str) -> Result<String, TextFault> {
    let mut clean = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\n' | '\r' | '\t' => clean.push(c),
            '\u{fffd}' => return Err(TextFault::Unreadable),
            // Explicit direction marks can make a text read differently from what it is (Unicode TR 36, 3.1).
            '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => return Err(TextFault::Control { code: c as u32 }),
            c if c.is_control() => return Err(TextFault::Control { code: c as u32 }),
            '\u{ad}' | '\u{200b}' | '\u{2060}' | '\u{feff}' => {}
            c => clean.push(c),
        }
    }
    Ok(clean)
}

/// Error values as Excel and `LibreOffice` write them, in Dutch and English.
fn refuse_spreadsheet_error(text: &str) -> Result<(), TextFault> {
    const ERRORS: [&str; 11] = [
        "#NAAM?", "#NAME?", "#WAARDE!", "#VALUE!", "#VERW!", "#REF!", "#N/B", "#N/A", "#DEEL/0!", "#DIV/0!", "#GETAL!",
    ];
    if ERRORS.contains(&text) { Err(TextFault::SpreadsheetError) } else { Ok(()) }
}

fn check_length(text: &str, min: usize, max: usize) -> Result<(), TextFault> {
    match text.chars().count() {
        0 => Err(TextFault::Empty),
        given if given < min => Err(TextFault::TooShort { min, given }),
        given if given > max => Err(TextFault::TooLong { max, given }),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_collapses_white_space_and_drops_what_nobody_sees() {
        let title = Title::parse("  Burger\u{ad}beraad \u{a0}\r\n Heerlen\u{200b} ").expect("a title");
        assert_eq!(title.as_str(), "Burgerberaad Heerlen");
    }

    #[test]
    fn prose_keeps_its_lines() {
        let text = Description::parse("Een \r\n\r\ntwee\rdrie\n\n").expect("a text");
        assert_eq!(text.as_str(), "Een\n\ntwee\ndrie");
    }

    #[test]
    fn lengths_are_counted_in_characters_not_bytes() {
        assert!(Title::parse(&"é".repeat(120)).is_ok());
        assert_eq!(Title::parse(&"é".repeat(121)), Err(TextFault::TooLong { max: 120, given: 121 }));
        assert_eq!(Title::parse("ab"), Err(TextFault::TooShort { min: 3, given: 2 }));
        assert_eq!(Title::parse(" \t"), Err(TextFault::Empty));
    }

    #[test]
    fn control_characters_direction_marks_and_unreadable_characters_are_refused() {
        assert_eq!(Title::parse("abc\0def"), Err(TextFault::Control { code: 0 }));
        assert_eq!(Title::parse("abc\u{202e}def"), Err(TextFault::Control { code: 0x202e }));
        assert_eq!(Remark::parse("abc\u{85}"), Err(TextFault::Control { code: 0x85 }));
        assert_eq!(Title::parse("caf\u{fffd}"), Err(TextFault::Unreadable));
    }

    #[test]
    fn an_error_value_of_a_spreadsheet_is_not_a_text() {
        assert_eq!(Title::parse(" #NAAM? "), Err(TextFault::SpreadsheetError));
        assert!(Title::parse("=1+1").is_ok());
    }

    #[test]
    fn tags_are_told_from_smaller_than() {
        assert!(looks_like_markup("<b>vet</b>"));
        assert!(looks_like_markup("x <script src=1>"));
        assert!(!looks_like_markup("minder dan <5 en >3"));
        assert!(!looks_like_markup("a < b"));
    }
}
