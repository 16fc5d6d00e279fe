//! Editions as a file holds them, with times on the clocks of the Netherlands.

use app::day::edition::Source;
use app::day::minute::Minute;
use app::day::programme::Programme;
use app::texts::moments;
use serde::{Deserialize, Deserializer};

/// A file of editions.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Document {
    pub(super) editions: Vec<EditionDocument>,
}

/// One of them.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct EditionDocument {
    pub(super) code: String,
    pub(super) name: String,
    pub(super) day: String,
    #[serde(default)]
    pub(super) venue: String,
    pub(super) town: String,
    pub(super) lead: String,
    /// In Markdown.
    #[serde(default)]
    pub(super) text: String,
    #[serde(default)]
    pub(super) capacity: Option<u32>,
    /// Moments such as `2027-11-05T12:00`, here in seconds since 1970 UTC.
    #[serde(default, deserialize_with = "moment")]
    pub(super) opens: Option<i64>,
    #[serde(default, deserialize_with = "moment")]
    pub(super) closes: Option<i64>,
    #[serde(default, deserialize_with = "moment")]
    pub(super) freezes: Option<i64>,
    #[serde(default)]
    pub(super) is_example: bool,
    #[serde(default)]
    pub(super) sources: Vec<Source>,
    #[serde(default)]
    pub(super) programme: Programme,
}

fn moment<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<i64>, D::Error> {
    let written = String::deserialize(deserializer)?;
    let found = written.split_once('T').and_then(|(day, time)| {
        let minute: Minute = time.parse().ok()?;
        moments::at(day, minute.after_midnight())
    });
    found.map(Some).ok_or_else(|| serde::de::Error::custom(format!("{written} is no moment such as 2027-11-05T12:00")))
}
