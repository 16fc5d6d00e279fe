//! What visitors read. The texts are Fluent files, one per room, in a folder per language; code knows only their keys.
//!
//! A folder beside this file is a language: its name is what `lang` says, and `locale.ftl` in it how numbers and days are
//! written. Which language an answer is in comes from one place, [`Language::of_answer`]. A test walks through the source and
//! through every language, and finds keys that have no text, texts that no code asks for, and values that one of the two does
//! not know. The texts are part of the server only: islands get the few words they need as props.

use std::borrow::Cow;
use std::collections::HashMap;

use fluent_templates::fluent_bundle::FluentValue;
use fluent_templates::{LanguageIdentifier, Loader, static_loader};
use leptos::prelude::use_context;

pub mod moments;

static_loader! {
    static LOCALES = {
        locales: "./src/texts",
        fallback_language: "nl",
        // The marks that isolate left-to-right from right-to-left text have no use in Dutch, Frisian or English.
        customise: |bundle| bundle.set_use_isolating(false),
    };
}

/// A language that texts are written in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Language(LanguageIdentifier);

impl Default for Language {
    fn default() -> Self {
        Self(LOCALES.fallback().clone())
    }
}

impl Language {
    /// The language with this code, such as `nl`, when there are texts in it.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        LOCALES.locales().find(|language| language.to_string() == code).cloned().map(Self)
    }

    /// The language of the answer that is being made: what the server provides as context for a page, otherwise the first
    /// language of the platform.
    #[must_use]
    pub fn of_answer() -> Self {
        use_context().unwrap_or_default()
    }

    /// The code as `lang` and `hreflang` have it (BCP 47).
    #[must_use]
    pub fn code(&self) -> String {
        self.0.to_string()
    }
}

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

impl From<i64> for Value {
    fn from(number: i64) -> Self {
        Self::Number(number)
    }
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
    LOCALES.lookup(&Language::of_answer().0, key)
}

/// Whether the language of the answer has a text for a key that is put together while running.
#[must_use]
pub fn has_text(key: &str) -> bool {
    LOCALES.try_lookup(&Language::of_answer().0, key).is_some()
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
    LOCALES.lookup_with_args(&Language::of_answer().0, key, &all)
}

/// A whole number with its thousands apart, as the language writes it.
#[must_use]
pub fn number(n: i64) -> String {
    let digits = n.unsigned_abs().to_string();
    let between = if digits.len() > 3 { text("locale-thousands") } else { String::new() };
    let mut shown = String::with_capacity(digits.len() + digits.len() / 3 + 1);
    if n < 0 {
        shown.push('−');
    }
    for (position, digit) in digits.chars().enumerate() {
        if position > 0 && (digits.len() - position).is_multiple_of(3) {
            shown.push_str(&between);
        }
        shown.push(digit);
    }
    shown
}

/// A day (`2026-11-23`) as the language writes it: 23 november 2026. What is no day is shown as it is.
#[must_use]
pub fn day(iso: &str) -> String {
    let mut parts = iso.splitn(3, '-').map(|part| part.parse::<u32>().ok());
    match (parts.next().flatten(), parts.next().flatten(), parts.next().flatten()) {
        (Some(year), Some(month @ 1..=12), Some(day)) => {
            t!("locale-day", day = day.to_string(), month = month, year = year.to_string())
        }
        _ => iso.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};
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
        // What is asked for in a comment is not asked for.
        let code = |path: &PathBuf| {
            let text = std::fs::read_to_string(path).expect("a readable file");
            text.lines()
                .filter(|line| !line.trim_start().starts_with("//"))
                .fold(String::new(), |code, line| code + line + "\n")
        };
        rust.iter().map(code).collect()
    }

    /// The keys of a language, each with the values that its text names; `$n-shown` is another way to show `$n`.
    fn keys_in_texts(language: &Language) -> BTreeMap<String, BTreeSet<String>> {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/texts").join(language.code());
        let mut texts = Vec::new();
        files(&folder, "ftl", &mut texts);
        let mut keys: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for path in texts {
            let mut key = String::new();
            for line in std::fs::read_to_string(path).expect("a readable file").lines() {
                if line.starts_with(|c: char| c.is_ascii_lowercase()) {
                    key = line.split_once(" =").expect("a key and its text").0.to_owned();
                    assert!(keys.insert(key.clone(), BTreeSet::new()).is_none(), "{key} is there twice");
                }
                for named in line.split('$').skip(1) {
                    let name: String =
                        named.chars().take_while(|c| c.is_ascii_alphanumeric() || "-_".contains(*c)).collect();
                    keys.get_mut(&key)
                        .expect("a key above its text")
                        .insert(name.trim_end_matches("-shown").to_owned());
                }
            }
        }
        keys
    }

    /// The calls of a function or macro in the source whose first argument is a key: the key, and what follows it.
    fn calls<'a>(source: &'a str, name: &'a str) -> impl Iterator<Item = (&'a str, &'a str)> {
        source
            .match_indices(name)
            // `format!(` ends in the letters of `t!(`.
            .filter(|(at, _)| !source[..*at].ends_with(|c: char| c.is_alphanumeric() || c == '_' || c == '.'))
            .filter_map(|(at, call)| source[at + call.len()..].trim_start().strip_prefix('"')?.split_once('"'))
            .filter(|(key, _)| {
                key.contains('-') && key.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
            })
    }

    fn keys_in_source(source: &str) -> BTreeSet<String> {
        ["t!(", "text(", "text_with("]
            .iter()
            .flat_map(|name| calls(source, name))
            .map(|(key, _)| key.to_owned())
            .collect()
    }

    /// The names of the values in a call of `t!`, from what follows its key.
    fn values_in_call(rest: &str) -> BTreeSet<String> {
        let mut depth = 0_i32;
        let mut parts = vec![String::new()];
        for c in rest.chars() {
            match c {
                ')' | ']' | '}' if depth == 0 => break,
                ',' if depth == 0 => parts.push(String::new()),
                '(' | '[' | '{' => depth += 1,
                ')' | ']' | '}' => depth -= 1,
                _ => {}
            }
            if c != ',' || depth > 0 {
                parts.last_mut().expect("a part").push(c);
            }
        }
        parts.iter().filter_map(|part| part.split_once('=')).map(|(name, _)| name.trim().to_owned()).collect()
    }

    fn languages() -> Vec<Language> {
        let folders = std::fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("src/texts")).expect("a folder");
        let folders = folders.flatten().filter(|entry| entry.path().is_dir());
        let names = folders.map(|entry| entry.file_name().into_string().expect("a name"));
        names.map(|name| Language::from_code(&name).expect("a folder of texts is a language")).collect()
    }

    #[test]
    fn every_key_has_a_text_in_every_language_and_every_text_is_used() {
        let source = source();
        let used = keys_in_source(&source);
        assert!(languages().contains(&Language::default()));
        for language in languages() {
            let code = language.code();
            let written: BTreeSet<_> = keys_in_texts(&language).into_keys().collect();
            let missing: Vec<_> = used.difference(&written).collect();
            assert!(missing.is_empty(), "{code}: keys without a text: {missing:?}");
            let in_quotes = |words: &str| source.contains(&format!("\"{words}\""));
            let asked = |key: &str| match key.strip_prefix("error-") {
                // Errors are asked for by kind; a kind has a title and a text.
                Some(kind) if !used.contains(key) => {
                    let (kind, part) = kind.rsplit_once('-').expect("a kind and a part");
                    let other = if part == "title" { "text" } else { "title" };
                    in_quotes(kind) && written.contains(&format!("error-{kind}-{other}"))
                }
                _ => in_quotes(key),
            };
            let unused: Vec<_> = written.difference(&used).filter(|key| !asked(key)).collect();
            assert!(unused.is_empty(), "{code}: texts that nobody asks for: {unused:?}");
        }
    }

    #[test]
    fn every_language_knows_the_values_that_the_first_one_does_and_code_gives_all_of_them() {
        let first = keys_in_texts(&Language::default());
        for language in languages() {
            for (key, values) in keys_in_texts(&language) {
                assert_eq!(Some(&values), first.get(&key), "{}: {key}", language.code());
            }
        }
        let source = source();
        for (key, rest) in calls(&source, "t!(") {
            let given = values_in_call(rest);
            assert_eq!(Some(&given), first.get(key), "{key}: what code gives, and what the text names");
        }
    }

    #[test]
    fn numbers_and_days_are_written_the_dutch_way() {
        assert_eq!(
            [number(7), number(1_234), number(100_000), number(-1_000_000)],
            ["7", "1.234", "100.000", "−1.000.000"]
        );
        assert_eq!(
            [day("2026-03-01"), day("2026-12-31"), day("2026-08-09")],
            ["1 maart 2026", "31 december 2026", "9 augustus 2026"]
        );
        assert_eq!(day("onzin"), "onzin");
    }
}
