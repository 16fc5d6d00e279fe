//! What visitors read. The texts are Fluent files, one per room, in a folder per language; code knows only their keys.
//!
//! A test walks through the source and finds keys that have no text and texts that no code asks for. The texts are part of
//! the server only: islands get the few words they need as props.

use std::borrow::Cow;
use std::collections::HashMap;

use fluent_templates::fluent_bundle::FluentValue;
use fluent_templates::{LanguageIdentifier, Loader, static_loader};

static_loader! {
    static LOCALES = {
        locales: "./src/texts",
        fallback_language: "nl",
        // The marks that isolate left-to-right from right-to-left text have no use in Dutch, Frisian or English.
        customise: |bundle| bundle.set_use_isolating(false),
    };
}

static DUTCH: LanguageIdentifier = fluent_templates::langid!("nl");

/// The values that stand in a text.
pub type Values = HashMap<Cow<'static, str>, FluentValue<'static>>;

/// The text of a key, such as `t!("landkaart-title")` or `t!("landkaart-summary", total = 40)`.
macro_rules! t {
    ($key:literal) => { $crate::texts::text($key) };
    ($key:literal, $($name:ident = $value:expr),+ $(,)?) => {
        $crate::texts::text_with($key, [$((stringify!($name), $crate::texts::Value::from($value))),+])
    };
}
pub(crate) use t;

/// A value in a text: a number decides between one and many, words are put in as they are.
pub enum Value {
    /// A number.
    Number(i64),
    /// Words.
    Words(String),
}

impl From<u32> for Value {
    fn from(number: u32) -> Self {
        Self::Number(number.into())
    }
}

impl From<i32> for Value {
    fn from(number: i32) -> Self {
        Self::Number(number.into())
    }
}

impl From<usize> for Value {
    fn from(number: usize) -> Self {
        Self::Number(i64::try_from(number).unwrap_or(i64::MAX))
    }
}

impl From<String> for Value {
    fn from(words: String) -> Self {
        Self::Words(words)
    }
}

impl From<&str> for Value {
    fn from(words: &str) -> Self {
        Self::Words(words.to_owned())
    }
}

/// The text of a key without values.
#[must_use]
pub fn text(key: &str) -> String {
    LOCALES.lookup(&DUTCH, key)
}

/// The text of a key. A number `n` can be shown with the points of thousands as `{ $n-shown }`.
#[must_use]
pub fn text_with<const N: usize>(key: &str, values: [(&'static str, Value); N]) -> String {
    let mut all = Values::with_capacity(2 * N);
    for (name, value) in values {
        match value {
            Value::Number(n) => {
                all.insert(Cow::Owned(format!("{name}-shown")), number(n).into());
                all.insert(Cow::Borrowed(name), n.into());
            }
            Value::Words(words) => {
                all.insert(Cow::Borrowed(name), words.into());
            }
        }
    }
    LOCALES.lookup_with_args(&DUTCH, key, &all)
}

/// A whole number as Dutch writes it: points between thousands.
#[must_use]
pub fn number(n: i64) -> String {
    let digits = n.unsigned_abs().to_string();
    let mut shown = String::with_capacity(digits.len() + digits.len() / 3 + 1);
    if n < 0 {
        shown.push('−');
    }
    for (position, digit) in digits.chars().enumerate() {
        if position > 0 && (digits.len() - position).is_multiple_of(3) {
            shown.push('.');
        }
        shown.push(digit);
    }
    shown
}

/// A day (`2026-11-23`) as Dutch writes it: 23 november 2026. What is no day is shown as it is.
#[must_use]
pub fn day(iso: &str) -> String {
    const MONTHS: [&str; 12] = [
        "januari",
        "februari",
        "maart",
        "april",
        "mei",
        "juni",
        "juli",
        "augustus",
        "september",
        "oktober",
        "november",
        "december",
    ];
    let mut parts = iso.splitn(3, '-').map(|part| part.parse::<usize>().ok());
    match (parts.next().flatten(), parts.next().flatten(), parts.next().flatten()) {
        (Some(year), Some(month @ 1..=12), Some(day)) => format!("{day} {} {year}", MONTHS[month - 1]),
        _ => iso.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::path::{Path, PathBuf};

    use super::*;

    fn files(folder: &Path, extension: &str, found: &mut Vec<PathBuf>) {
        for entry in std::fs::read_dir(folder).expect("a readable folder").flatten() {
            let path = entry.path();
            if path.is_dir() {
                files(&path, extension, found);
            } else if path.extension().is_some_and(|e| e == extension) {
                found.push(path);
            }
        }
    }

    fn source() -> String {
        let here = Path::new(env!("CARGO_MANIFEST_DIR"));
        let mut rust = Vec::new();
        files(&here.join("src"), "rs", &mut rust);
        files(&here.join("../server/src"), "rs", &mut rust);
        rust.iter().map(|path| std::fs::read_to_string(path).expect("a readable file")).collect()
    }

    fn keys_in_texts() -> BTreeSet<String> {
        let mut texts = Vec::new();
        files(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src/texts/nl"), "ftl", &mut texts);
        texts
            .iter()
            .flat_map(|path| {
                std::fs::read_to_string(path)
                    .expect("a readable file")
                    .lines()
                    .filter(|line| line.starts_with(|c: char| c.is_ascii_lowercase()))
                    .filter_map(|line| line.split_once(" =").map(|(key, _)| key.to_owned()))
                    .collect::<Vec<_>>()
            })
            .collect()
    }

    fn keys_in_source(source: &str) -> BTreeSet<String> {
        source
            .match_indices("t!(")
            // `format!(` ends in the same letters.
            .filter(|(at, _)| !source[..*at].ends_with(|c: char| c.is_alphanumeric() || c == '_'))
            .filter_map(|(at, call)| source[at + call.len()..].trim_start().strip_prefix('"'))
            .filter_map(|rest| rest.split_once('"').map(|(key, _)| key.to_owned()))
            .filter(|key| key.contains('-'))
            .collect()
    }

    #[test]
    fn every_key_has_a_text_and_every_text_is_used() {
        let source = source();
        let (used, written) = (keys_in_source(&source), keys_in_texts());
        let missing: Vec<_> = used.difference(&written).collect();
        assert!(missing.is_empty(), "keys without a text: {missing:?}");
        // Keys that are put together (errors by kind) stand in the source as words in quotes.
        let unused: Vec<_> = written
            .difference(&used)
            .filter(|key| !key.starts_with("error-") && !source.contains(&format!("\"{key}\"")))
            .collect();
        assert!(unused.is_empty(), "texts that nobody asks for: {unused:?}");
    }

    #[test]
    fn numbers_and_days_are_written_the_dutch_way() {
        assert_eq!(
            [number(7), number(1_234), number(100_000), number(-1_000_000)],
            ["7", "1.234", "100.000", "−1.000.000"]
        );
        assert_eq!(day("2026-03-01"), "1 maart 2026");
        assert_eq!(day("onzin"), "onzin");
    }
}
