//! The fields of the form that takes a photo.

use crate::texts::text;

/// The name of the field with the file.
pub const FILE: &str = "foto";
/// What can be seen on it.
pub const TEXT: &str = "foto_tekst";
/// Whether it may be shown.
pub const RIGHTS: &str = "rechten";
/// What is done.
pub const DO: &str = "doe";
/// A value of [`DO`]: keep what was sent.
pub const SEND: &str = "bewaar";
/// A value of [`DO`]: take the photo away.
pub const REMOVE: &str = "haal-weg";
/// The version that was on the screen.
pub const SEEN: &str = "gezien";

/// What a field is called, for the list of errors.
#[must_use]
pub fn label_of(field: &str) -> String {
    text(match field {
        TEXT => "photo-text",
        RIGHTS => "photo-rights-short",
        _ => "photo-file",
    })
}
