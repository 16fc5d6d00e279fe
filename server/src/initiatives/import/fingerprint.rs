//! A stable hash over everything of a candidate that would be stored, so that an import recognises unchanged rows.

use std::{fmt, fmt::Write as _};

use sha2::{Digest, Sha256};

use super::candidate::Candidate;

/// SHA-256 over the canonical form of a candidate, as 64 hexadecimal digits.
///
/// Equal candidates have equal fingerprints whatever the format, the encoding or the row they came from.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Fingerprint(String);

impl Fingerprint {
    /// The hexadecimal digits.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Candidate {
    /// The fingerprint of what would be stored: everything but the place in the file.
    #[must_use]
    pub fn fingerprint(&self) -> Fingerprint {
        let digest = Sha256::digest(self.canonical_form().as_bytes());
        let mut hex = String::with_capacity(64);
        for byte in digest {
            // Writing to a String cannot fail.
            let _ = write!(hex, "{byte:02x}");
        }
        Fingerprint(hex)
    }

    /// Every field with its name and its length in front, so that no two different candidates share a form.
    /// The first line is the version: changing the form changes every fingerprint, and so rewrites every row once.
    fn canonical_form(&self) -> String {
        let mut form = Form("dia-initiative 1\n".to_owned());
        form.field("external_id", self.external_id.as_str());
        form.field("title", self.title.as_str());
        form.field("summary", self.summary.as_str());
        form.optional("description", self.description.as_ref().map(ToString::to_string));
        form.field("municipality", self.municipality.as_str());
        form.field("precision", self.precision.as_str());
        for tag in &self.tags {
            form.field(tag.facet(), tag.value());
        }
        form.optional("start", self.period.start().map(|year| year.get().to_string()));
        form.optional("end", self.period.end().map(|year| year.get().to_string()));
        form.optional("period_text", self.period_text.as_ref().map(ToString::to_string));
        for source in &self.sources {
            form.field("source", source.title.as_str());
            form.optional("url", source.url.as_ref().map(ToString::to_string));
        }
        form.optional("last_checked", self.last_checked.map(|day| day.to_string()));
        form.optional("remark", self.remark.as_ref().map(ToString::to_string));
        for code in &self.also_in {
            form.field("also_in", code.as_str());
        }
        form.optional("certainty", self.certainty.map(|mark| mark.as_str().to_owned()));
        form.field("position", &format!("{:.6} {:.6}", self.position.lon, self.position.lat));
        form.0
    }
}

struct Form(String);

impl Form {
    fn field(&mut self, name: &str, value: &str) {
        // Writing to a String cannot fail.
        let _ = writeln!(self.0, "{name} {} {value}", value.len());
    }

    fn optional(&mut self, name: &str, value: Option<String>) {
        if let Some(value) = value {
            self.field(name, &value);
        }
    }
}
